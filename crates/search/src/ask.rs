//! The stations one after the other.

use crate::conclude::Limits;
use crate::highlight::Marker;
use crate::intent::{self, Outcome};
use crate::restricted::Restricted;
use crate::spelling;
use crate::{
    Answer, FORMAT, Intent, Question, QuestionError, ReadAs, Restriction, Retrieve, RetrieveError, Roles, Setting,
};
use rolecall_embedding::{Embed, Meaning, Vector};
use rolecall_language::terms;
use std::time::Instant;

/// How to answer.
#[derive(Debug, Clone, PartialEq)]
pub struct Options {
    /// At most this many roles.
    pub roles: usize,
    /// At most this many statements a role.
    pub evidence: usize,
    /// Only what these statements say, whatever is asked: by role as people name it, by article, by kind.
    pub only: Restriction,
    /// Roles of less confidence are left out; nobody is named where none is left.
    pub min_confidence: f32,
    /// Whether to name nobody where it is unlikely that any article says who. Measuring a ranking may want to see it all.
    pub abstain: bool,
    /// Whether each evidence keeps the parts of its score.
    pub explain: bool,
    /// The form to take the question for, whatever it looks like.
    pub intent: Option<Intent>,
    /// Given back in the answer.
    pub id: Option<String>,
}

impl Default for Options {
    fn default() -> Self {
        Self {
            roles: 10,
            evidence: 10,
            only: Restriction::default(),
            min_confidence: 0.0,
            abstain: true,
            explain: false,
            intent: None,
            id: None,
        }
    }
}

/// Why there is no answer, not even that no article says it.
#[derive(Debug, thiserror::Error)]
pub enum AskError {
    /// The asker's.
    #[error(transparent)]
    Question(#[from] QuestionError),
    /// The index's.
    #[error(transparent)]
    Retrieve(#[from] RetrieveError),
}

/// Something to ask: an index and its roles, made ready once for any number of questions.
pub struct Searcher<'i> {
    pub(crate) index: &'i dyn Retrieve,
    pub(crate) roles: Roles<'i>,
    model: Option<&'i dyn Embed>,
}

impl<'i> Searcher<'i> {
    /// Makes `index` ready to be asked.
    pub fn new(index: &'i dyn Retrieve) -> Self {
        Self { index, roles: Roles::new(index.roles()), model: None }
    }

    /// The same, that also finds what says the same in other words: by the vectors of `model`, where the index has
    /// vectors of that very model. Those of two models are never compared.
    pub fn understanding(self, model: Option<&'i dyn Embed>) -> Self {
        let model = model.filter(|model| self.index.model() == Some(model.id()));
        Self { model, ..self }
    }

    /// The model by whose meaning it finds; none where it finds by words alone.
    pub fn model(&self) -> Option<&str> {
        self.model.map(Embed::id)
    }

    /// What a text means; none without a model.
    pub(crate) fn meaning(&self, text: &str) -> Result<Option<Meaning>, RetrieveError> {
        let Some(model) = self.model else { return Ok(None) };
        let vectors = model.meanings(&[text]).map_err(|e| RetrieveError(Box::new(e)))?;
        Ok(vectors.into_iter().next())
    }

    /// The direction of a text's words as such, by which words are told to be near; none without a model.
    pub(crate) fn look_up(&self, text: &str) -> Option<Vector> {
        self.model?.look_up(text)
    }

    /// The roles of the corpus.
    pub fn roles(&self) -> &Roles<'i> {
        &self.roles
    }

    /// Reads a question without answering it: its text with slips mended, and what is asked.
    ///
    /// # Errors
    /// There is nothing in it to look up, or the index cannot be read.
    pub fn understand(&self, question: &str) -> Result<Question, AskError> {
        Ok(self.read(question, None)?.0)
    }

    fn read(&self, question: &str, intent: Option<Intent>) -> Result<(Question, Vec<ReadAs>), AskError> {
        let stems = terms(question);
        self.index.expect(&stems.iter().map(|term| term.stem.as_str()).collect::<Vec<_>>());
        let (mended, read_as) = spelling::mended(question, self.index, &self.roles)?;
        Ok((Question::understand_as(&mended, &self.roles, intent)?, read_as))
    }

    /// Answers a question.
    ///
    /// # Errors
    /// [`AskError`]. That no article says it is an answer ([`Answer::abstained`]).
    pub fn ask(&self, asked: &str, options: &Options) -> Result<Answer, AskError> {
        let before = self.index.gaps();
        let answer = self.answer(asked, options)?;
        Ok(Answer { partial: self.index.gaps().since(&before), ..answer })
    }

    fn answer(&self, asked: &str, options: &Options) -> Result<Answer, AskError> {
        let start = Instant::now();
        let (question, read_as) = self.read(asked, options.intent)?;
        let mut only = options.only.clone();
        only.roles = only.roles.iter().flat_map(|name| self.roles.meant(name)).collect();
        if only.roles.is_empty() && !options.only.roles.is_empty() {
            // A role that nobody speaks of: nothing may answer.
            only.roles.clone_from(&options.only.roles);
        }
        let question = Question { only, ..question };
        if question.only != Restriction::default() {
            let part = Restricted::new(self.index, &question.only)?;
            let part = Searcher { index: &part, roles: Roles::new(self.index.roles()), model: self.model };
            return part.conclude(question, asked, read_as, options, start);
        }
        self.conclude(question, asked, read_as, options, start)
    }

    /// What is said of roles, named by their preferred names and not asked for in words: the profile of one
    /// ([`Intent::What`]) or what sets several apart ([`Intent::Compare`]).
    ///
    /// # Errors
    /// The index cannot be read.
    pub fn of_roles(&self, intent: Intent, roles: &[&str], options: &Options) -> Result<Answer, AskError> {
        let start = Instant::now();
        let text = roles.join(" vs ");
        let question = Question {
            text: text.clone(),
            intent,
            roles: roles.iter().map(|role| (*role).to_owned()).collect(),
            words: Vec::new(),
            asking: roles.iter().map(|role| role.to_lowercase()).collect(),
            bare: false,
            setting: Setting::default(),
            relation: None,
            only: Restriction::default(),
        };
        let before = self.index.gaps();
        let answer = self.conclude(question, &text, Vec::new(), options, start)?;
        Ok(Answer { partial: self.index.gaps().since(&before), ..answer })
    }

    fn conclude(
        &self,
        question: Question,
        asked: &str,
        read_as: Vec<ReadAs>,
        options: &Options,
        start: Instant,
    ) -> Result<Answer, AskError> {
        let limits = Limits {
            min_confidence: options.min_confidence,
            roles: options.roles,
            evidence: options.evidence,
            abstain: options.abstain,
            explain: options.explain,
        };
        let mut outcome: Outcome = match question.intent {
            Intent::Who => intent::who::answer(self, &question, limits),
            Intent::What => intent::what::answer(self, &question, limits),
            Intent::Compare => intent::compare::answer(self, &question, limits),
            Intent::Does => intent::does::answer(self, &question, limits),
            Intent::Fact => intent::fact::answer(self, &question, limits),
            Intent::Combine => intent::combine::answer(self, &question, limits),
            Intent::List => intent::list::answer(self, &question, limits),
        }?;
        let marker = Marker::new(&question, self.model);
        outcome.evidence_mut().for_each(|e| e.highlights = marker.mark(&e.text, e.clause, e.reach));
        Ok(Answer {
            format: FORMAT,
            id: options.id.clone(),
            question: asked.to_owned(),
            read_as,
            intent: question.intent,
            asking: question.asking,
            setting: question.setting.phrases,
            model: self.model().map(str::to_owned),
            verdict: outcome.verdict,
            partial: None,
            abstained: outcome.abstained,
            answers: outcome.answers,
            signs: outcome.signs.filter(|_| options.explain),
            closest: outcome.closest,
            comparison: outcome.comparison,
            profile: outcome.profile,
            relation: question.relation,
            facts: outcome.facts,
            took_us: u64::try_from(start.elapsed().as_micros()).unwrap_or(u64::MAX),
        })
    }
}
