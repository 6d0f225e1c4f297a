//! One generation of the index, made ready to be asked by everybody at once. Whoever holds one goes on reading it, whatever an
//! ingest commits meanwhile.

mod examples;
mod overview;
mod slug;

pub(crate) use overview::{Overview, Row};

use crate::ServeError;
use crate::asked::{Asked, LONGEST, MOST_TASKS, is_long};
use crate::index::{Index, Place};
use crate::problem::Problem;
use rolecall_embedding::Embed;
use rolecall_indexer::{ArticleHead, Choices};
use rolecall_record::{ArticleRecord, Role};
use rolecall_search::{Answer, Intent, Matrix, Options, Roles, Searcher, WORTH_A_CELL};
use self_cell::self_cell;
use std::sync::atomic::{AtomicU64, Ordering::Relaxed};
use std::sync::{Arc, OnceLock};

/// Roles that are set against each other at once.
const MOST_COMPARED: usize = 4;

/// Names in one list of filters; a corpus of many authors has more than a list can show.
const MOST_CHOICES: usize = 300;

/// So many snapshots were opened.
static OPENED: AtomicU64 = AtomicU64::new(0);

/// What a searcher stands on.
struct Ground {
    reader: Box<dyn Index>,
    model: Option<Arc<dyn Embed>>,
}

self_cell!(
    struct Asking {
        owner: Ground,
        #[covariant]
        dependent: Searcher,
    }
);

/// One generation, made ready.
pub(crate) struct Snapshot {
    number: u64,
    asking: Asking,
    slugs: slug::Slugs,
    choices: OnceLock<Arc<Choices>>,
    overview: OnceLock<Overview>,
    examples: examples::Examples,
}

impl Snapshot {
    /// Opens the newest generation of the index at `place`.
    ///
    /// # Errors
    /// It cannot be opened.
    pub(crate) fn open(place: &Place, model: Option<Arc<dyn Embed>>) -> Result<Self, ServeError> {
        let reader = place.open()?;
        let slugs = slug::Slugs::new(reader.roles());
        let asking = Asking::new(Ground { reader, model }, |ground| {
            Searcher::new(ground.reader.as_ref()).understanding(ground.model.as_deref())
        });
        let number = OPENED.fetch_add(1, Relaxed);
        Ok(Self {
            number,
            asking,
            slugs,
            choices: OnceLock::new(),
            overview: OnceLock::new(),
            examples: examples::Examples::default(),
        })
    }

    /// Other for each snapshot of this process, which generations are not: an index that was begun anew counts from 1 again.
    pub(crate) fn number(&self) -> u64 {
        self.number
    }

    /// The index itself.
    pub(crate) fn reader(&self) -> &dyn Index {
        self.asking.borrow_owner().reader.as_ref()
    }

    /// The way to ask it.
    pub(crate) fn searcher(&self) -> &Searcher<'_> {
        self.asking.borrow_dependent()
    }

    /// By which names what a role is called.
    pub(crate) fn names(&self) -> &Roles<'_> {
        self.searcher().roles()
    }

    /// Counts the runs that changed something.
    pub(crate) fn generation(&self) -> u64 {
        self.reader().generation()
    }

    /// All roles, by name.
    pub(crate) fn roles(&self) -> &[Role] {
        &self.reader().roles().roles
    }

    /// Fields and sources that a question can be restricted to, as many as are shown. Looked for when they are first asked for: who
    /// asks by the API alone needs none. With what of the index they are without, if anything.
    pub(crate) fn choices(&self) -> Result<(Arc<Choices>, Option<String>), Problem> {
        if let Some(choices) = self.choices.get() {
            return Ok((choices.clone(), None));
        }
        let before = self.reader().gaps();
        let choices = Arc::new(self.reader().choices(MOST_CHOICES)?);
        let without = self.reader().gaps().since(&before);
        // Those of a part of the index are shown as such, and looked for again.
        if without.is_none() {
            let _ = self.choices.set(choices.clone());
        }
        Ok((choices, without))
    }

    /// Answers a question.
    pub(crate) fn ask(&self, asked: &Asked) -> Result<Answer, Problem> {
        Ok(self.searcher().ask(&asked.q, &asked.options())?)
    }

    /// What is said of a role, or of several, by their preferred names.
    pub(crate) fn told_of(&self, intent: Intent, roles: &[&str]) -> Result<Answer, Problem> {
        let options = Options { evidence: usize::MAX, ..Options::default() };
        Ok(self.searcher().of_roles(intent, roles, &options)?)
    }

    /// What sets roles apart and what they share; they may be named by their ids or any name.
    pub(crate) fn compare(&self, names: &[String]) -> Result<Answer, Problem> {
        if !(2..=MOST_COMPARED).contains(&names.len()) {
            return Err(Problem::asked("name two, three or four roles"));
        }
        let mut roles: Vec<&str> = Vec::new();
        for name in names {
            let role = self.role(name)?.name.as_str();
            if !roles.contains(&role) {
                roles.push(role);
            }
        }
        match &roles[..] {
            [one] => Err(Problem::asked(format!("all of these are names of “{one}”: name another role"))),
            _ => self.told_of(Intent::Compare, &roles),
        }
    }

    /// Who does which of these tasks.
    pub(crate) fn matrix(&self, tasks: &[String]) -> Result<Matrix, Problem> {
        if tasks.is_empty() {
            return Err(Problem::asked("name at least one task"));
        }
        if tasks.len() > MOST_TASKS {
            return Err(Problem::asked(format!("more than {MOST_TASKS} tasks at once: make several matrices of them")));
        }
        if tasks.iter().any(|task| is_long(task)) {
            return Err(Problem::asked(format!("a task has more than {LONGEST} characters: make it shorter")));
        }
        let options = Options { min_confidence: WORTH_A_CELL, evidence: usize::MAX, ..Options::default() };
        Ok(self.searcher().matrix(tasks, &options)?)
    }

    /// The role with this id, or else the one that people mean by this name.
    pub(crate) fn role(&self, id_or_name: &str) -> Result<&Role, Problem> {
        let known = self.slugs.position(id_or_name).map(|i| &self.roles()[i]);
        let by_name = || {
            let name = id_or_name.to_lowercase();
            let bears = |role: &&Role| {
                role.name.to_lowercase() == name || role.aliases.iter().any(|alias| alias.name.to_lowercase() == name)
            };
            self.roles().iter().filter(bears).max_by_key(|role| role.statements)
        };
        known.or_else(by_name).ok_or_else(|| {
            Problem::missing(format!("no article speaks of a role called “{id_or_name}”: see the list of roles"))
        })
    }

    /// The id of the role with this preferred name, for addresses.
    pub(crate) fn id_of(&self, preferred: &str) -> String {
        let position = self.roles().binary_search_by(|role| role.name.as_str().cmp(preferred)).ok();
        let position = position.or_else(|| self.roles().iter().position(|role| role.name == preferred));
        position.map_or_else(|| slug::slug(preferred), |i| self.slugs.of(i).to_owned())
    }

    /// The record of an article.
    pub(crate) fn article(&self, id: &str) -> Result<ArticleRecord, Problem> {
        let missing = || Problem::missing("no article has this id: it may have been removed, or changed its path");
        self.reader().article(id)?.ok_or_else(missing)
    }

    /// The heads of all articles, by path.
    pub(crate) fn heads(&self) -> Result<Vec<&ArticleHead>, Problem> {
        Ok(self.reader().heads()?)
    }

    /// Every article with its figures. Reads all records the first time.
    pub(crate) fn overview(&self) -> Result<&Overview, Problem> {
        if let Some(overview) = self.overview.get() {
            return Ok(overview);
        }
        let overview = Overview::of(self)?;
        Ok(self.overview.get_or_init(|| overview))
    }

    /// Questions that this corpus answers well.
    pub(crate) fn examples(&self) -> &examples::Examples {
        &self.examples
    }

    /// Looks for questions that this corpus answers well. Asks some, which may take its time.
    pub(crate) fn look_for_examples(&self) {
        // Whatever goes wrong, nobody waits for ever.
        let found = std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| examples::of(self)));
        self.examples.are(found.unwrap_or_default());
    }

    /// There will be no such questions.
    pub(crate) fn goes_without_examples(&self) {
        self.examples.are(Vec::new());
    }
}
