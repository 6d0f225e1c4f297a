//! The roles of one article: which names are roles at all, and which name each bare or other name stands for.
//!
//! A word list knows "engineer"; it does not know "scrum half". So a name is a role either because its head names a person,
//! or because the article itself uses it as one: as a heading of its own that then acts in sentences, or in a frame that
//! only someone responsible fits ("the X is in charge of", "it is up to the X").

mod activity;
mod people;
mod settle;

use super::audience;
use super::duty::{before_duty_noun, duty_noun};
use super::evidence::{self, abstract_noun, people};
use super::forms;
use super::frame;
use super::identity::{Identity, Narrator, identities};
use super::position::{Position, position, time_noun};
use super::possession;
use rolecall_language::{
    Form, Function, Generic, Likelihood, Reading, Readings, RoleName, Tag, function, generic, head_of, look_up, ranked,
    read, role_name, subordinate,
};
use std::collections::{BTreeMap, BTreeSet};

/// What is known of a name.
#[derive(Debug, Clone, Default)]
struct Entry {
    /// Counts names in the order in which they came.
    first: usize,
    likely: bool,
    possible: bool,
    headings: u32,
    deeds: u32,
    mentions: u32,
    defined: bool,
    /// One word that no list knows.
    unlisted: bool,
    /// Whether a heading is nothing but this name.
    alone: bool,
    /// Whether a heading or the title names it, not just a bold beginning or a table.
    titled: bool,
    /// Whether what stands below a heading of one word that no list knows, and that is all it says, begins with a deed.
    acts_below: bool,
    /// How often it does, without an article before it, what only people do: "Finance approves …".
    staffed: u32,
    /// How often it does, or is done by it, what only somebody does.
    acts: u32,
    /// The verbs of those clauses whose subject it is.
    deeds_of_people: BTreeSet<String>,
    /// How often something is done by several of them: "are checked by inductors".
    agents: u32,
    /// Whether it names a body of people.
    body: bool,
    /// Whether it names a place that is staffed.
    place: bool,
    /// The numbers of the sentences that it stands in, in order, once for each time. The pairs of names that stand together would be
    /// the square of a sentence that lists a hundred.
    sentences: Vec<u32>,
}

impl Entry {
    /// Whether some sentence names both: for `other` being the same name, names it twice.
    fn stands_with(&self, other: &Entry) -> bool {
        let (few, many) = if self.sentences.len() < other.sentences.len() { (self, other) } else { (other, self) };
        if std::ptr::eq(few, many) {
            return few.sentences.windows(2).any(|pair| pair[0] == pair[1]);
        }
        few.sentences.iter().any(|sentence| many.sentences.binary_search(sentence).is_ok())
    }
}

/// The roles of an article.
#[derive(Debug, Default)]
pub(super) struct Inventory {
    entries: BTreeMap<String, Entry>,
    /// Other name → main name.
    same: BTreeMap<String, String>,
    /// Given names → role ("Josie is our charge nurse").
    people: BTreeMap<String, String>,
    /// The roles that people hold whom the article names.
    held: BTreeSet<String>,
    /// Names of people that the article writes in small letters: "kev (boatman)".
    small: BTreeSet<String>,
    /// The first letters of people's full names → role.
    initials: BTreeMap<String, String>,
    /// Names that the article speaks of as of people.
    somebody: BTreeSet<String>,
    /// Heads of other names ("tech" of "vet tech"); made by [`Inventory::settle`].
    clipped: BTreeSet<String>,
    /// People, and the word that their role's title begins with.
    leads: Vec<(Vec<String>, String)>,
    /// Whose "I" it is.
    narrators: Vec<String>,
    /// How often "I" do something, outside of what somebody is quoted with.
    told: u32,
    /// Whose "I" it is in so many words: "I'm a bosun."
    narrator: Option<String>,
    /// Nouns for an audience, with the deeds of those whom they name here.
    actors: BTreeMap<String, BTreeSet<String>>,
    /// The same with what they have to do.
    obliged: BTreeMap<String, BTreeSet<String>>,
    /// Nouns for an audience each of whom has to do something: "Each tenant sweeps the stairs".
    each: BTreeSet<String>,
    contrasts: BTreeSet<(String, String)>,
    /// Bare names that the title or a contrasting heading uses as one role ("Producer vs Engineer").
    bare: BTreeSet<String>,
    /// How many sentences were noted.
    sentences: u32,
    /// Full names "… of …" and what else they could be called, where both stand in one sentence, so that the shorter is not short for
    /// the longer; made by [`Inventory::settle`].
    apart: BTreeSet<(String, String)>,
    /// Whether several headings are nothing but roles by their words, so that others that could be are meant so, too: "Extra"
    /// beside "Actor", not "Arrival" on the porter's page; made by [`Inventory::settle`].
    roles_head: bool,
    /// Bare name → the roles that it may be short for; made by [`Inventory::settle`].
    fuller: BTreeMap<String, Fuller>,
    /// Main names whose other name is spoken of; made by [`Inventory::settle`].
    called: BTreeSet<String>,
    /// Bare names that a heading has a junior rank of ("printer" beside "associate printer"); made by [`Inventory::settle`].
    ranks: BTreeSet<String>,
}

/// The roles that a bare name may be short for.
#[derive(Debug, Default)]
struct Fuller {
    /// Each once, in the order in which they came.
    names: Vec<String>,
    /// The same, while there are many and more are added.
    known: BTreeSet<String>,
    /// Those that headings name, two at most,
    headed: Vec<String>,
    /// and those that a heading is nothing but, two at most.
    alone: Vec<String>,
}

impl Inventory {
    /// Notes a name that a heading, term or table gives; `sure` where its place alone makes it a role.
    pub fn note_heading(&mut self, name: &RoleName, sure: bool) {
        let entry = self.entry(name);
        entry.headings += 1;
        entry.defined |= sure;
    }

    /// Notes that the title or a heading names it; `alone` where that says nothing else.
    pub fn note_title(&mut self, name: &RoleName, alone: bool) {
        let entry = self.entry(name);
        entry.titled = true;
        entry.alone |= alone;
    }

    /// Notes that below a heading that is this name stands what somebody does, without saying who.
    pub fn note_acts_below(&mut self, name: &RoleName) {
        let unknown = !name.name.contains(' ') && look_up(&name.name.to_lowercase()).readings.any(Readings::GUESSED);
        self.entry(name).acts_below |= unknown;
    }

    /// Notes that a title or a contrasting heading speaks of one role by its bare name.
    pub fn note_bare(&mut self, name: &str) {
        if !name.contains(' ') {
            self.bare.insert(name.to_owned());
        }
    }

    /// Notes that `other` is another name of the role `main`.
    pub fn note_same(&mut self, main: &str, other: RoleName) {
        self.entry(&other).defined = true;
        if other.name != main && !ranked(&other.name) {
            self.same.entry(other.name).or_insert_with(|| main.to_owned());
        }
    }

    /// Notes that the article calls a role by a longer name throughout.
    pub fn note_longer(&mut self, end: &str, full: &str) {
        if self.entries.contains_key(end) {
            self.same.entry(end.to_owned()).or_insert_with(|| full.to_owned());
        }
    }

    /// Notes every name of a sentence.
    pub fn note_sentence(&mut self, reading: &Reading<'_>) {
        self.sentences += 1;
        let sentence = self.sentences;
        for phrase in &reading.groups.phrases {
            // "the porters job is to carry them"
            if let Some(name) = before_duty_noun(reading, phrase).filter(|n| n.likelihood >= Likelihood::Likely) {
                self.entry(&name).mentions += 1;
            }
            if let Some(name) = role_name(reading, phrase) {
                let entry = self.entry(&name);
                entry.mentions += 1;
                if name.likelihood >= Likelihood::Possible {
                    entry.sentences.push(sentence);
                }
            }
        }
        let quoted = reading.tokens.iter().any(|t| matches!(t.text, "\"" | "“" | "”"));
        for clause in &reading.clauses {
            let place = position(reading, clause);
            let i = clause.subjects.iter().any(|&s| reading.tokens[reading.groups.phrases[s].head].lower == "i");
            if i && !quoted && place == Position::Main && frame::acts(reading, clause) {
                let group = &reading.groups.verbs[clause.verb];
                let now = reading.tokens[group.verb].tag == Tag::Verb(Form::Base) && !group.negated;
                self.told += u32::from(now && group.modal.is_none());
            }
            let deed = evidence::deed(reading, clause).filter(|_| place != Position::Embedded);
            // "the licensing board, which hears appeals": a body that is told of acts whatever the verb.
            let told = place == Position::Main && clause.relative;
            // "A barista and a roaster …": who stands beside a role is one too, if the word could be.
            let names: Vec<RoleName> =
                clause.subjects.iter().filter_map(|&s| role_name(reading, &reading.groups.phrases[s])).collect();
            if names.len() > 1 && names.iter().any(|n| n.likelihood >= Likelihood::Likely) {
                for name in names.iter().filter(|n| n.likelihood == Likelihood::Possible) {
                    self.entry(name).defined = true;
                }
            }
            for &subject in &clause.subjects {
                let phrase = &reading.groups.phrases[subject];
                // "Most of my week is chasing the builder"
                let name = role_name(reading, phrase).filter(|n| !time_noun(head_of(&n.name)));
                let Some(name) = name else { continue };
                if place == Position::Main && frame::acts(reading, clause) {
                    self.entry(&name).deeds += 1;
                }
                // "And then there's the support, who throws flashes": only people are who.
                let who =
                    clause.relative && reading.tokens[clause.tokens.0].lower == "who" && phrase.core > phrase.tokens.0;
                let adds = place == Position::Main && frame::acts(reading, clause);
                if frame::holds_responsible(reading, clause) || who && adds && name.likelihood < Likelihood::Likely {
                    self.entry(&name).defined = true;
                }
                // "Shunters park the buses": several who are called by what they do.
                let several = || name.plural && phrase.core == phrase.tokens.0 && agentive(head_of(&name.name));
                if let Some(verb) = deed.filter(|_| evidence::determined(reading, phrase) || several()) {
                    // "The gatehouse checks the docket": a room does nothing, its people do.
                    let place = function(reading, phrase) == Some(Function::Place);
                    let entry = self.entry(&name);
                    entry.acts += 1;
                    entry.place |= place;
                    if !entry.deeds_of_people.contains(verb) {
                        entry.deeds_of_people.insert(verb.to_owned());
                    }
                }
                let named = phrase.core < phrase.head && reading.tokens[phrase.head].word.readings.any(Readings::BODY);
                if told && named && evidence::staffs(reading, clause, phrase) {
                    self.entry(&name).acts += 1;
                }
                let within = place == Position::Main
                    && (evidence::department(reading, clause, phrase)
                        || evidence::unit(reading, clause, phrase)
                        || evidence::body_acts(reading, clause, phrase));
                if within || evidence::staffed(reading, clause, phrase) {
                    self.entry(&name).staffed += 1;
                }
            }
        }
        for (name, staffed) in evidence::agents(reading) {
            let own = name.name.contains(' ') && generic(head_of(&name.name)) == Some(Generic::Body) || staffed;
            let entry = self.entry(&name);
            entry.acts += 1;
            // "is cast by an outside foundry", "by a referral agency"
            entry.body |= own;
        }
        for name in evidence::several(reading) {
            self.entry(&name).agents += 1;
        }
        for (noun, deeds) in audience::actors(reading) {
            self.actors.entry(noun).or_default().extend(deeds);
        }
        self.each.extend(audience::each(reading));
        for (noun, deeds) in audience::obliged(reading) {
            self.obliged.entry(noun).or_default().extend(deeds);
        }
        if let Some(name) = evidence::spoken_to(reading).filter(|n| n.likelihood >= Likelihood::Possible) {
            self.entry(&name).defined = true;
        }
        for handed in frame::handed_to(reading) {
            let p = &reading.groups.phrases[handed.phrase];
            // "is her line", "lands on his desk": what is owned is nobody.
            if p.core > p.tokens.0 && possession::owned_thing(reading, p) {
                continue;
            }
            if let Some(name) = role_name(reading, p) {
                // "was up to my elbows in it"
                let somebody =
                    name.likelihood >= Likelihood::Possible || p.core > p.tokens.0 && p.owner.is_none() && !name.plural;
                let department = evidence::department_at(reading, p);
                let entry = self.entry(&name);
                entry.staffed += u32::from(department);
                entry.defined |= (handed.sure || entry.body) && somebody || name.likelihood >= Likelihood::Likely;
            }
        }
        let posted = forms::posted(reading).and_then(|phrase| role_name(reading, &reading.groups.phrases[phrase]));
        if let Some(name) = posted {
            self.entry(&name).defined = true;
        }
        // Things are kept to do something, but only somebody is kept who does it.
        for (phrase, deed) in forms::engaged(reading) {
            if let Some(name) = role_name(reading, &reading.groups.phrases[phrase]) {
                let who = reading.tokens[deed].lower == "who";
                self.entry(&name).defined |= who && name.likelihood >= Likelihood::Possible;
            }
        }
        let others = identities(reading).into_iter().filter(|i| !matches!(i, Identity::Narrator(_)));
        others.for_each(|identity| self.note_identity(identity));
    }

    /// Notes who is who.
    pub fn note_identity(&mut self, identity: Identity) {
        match identity {
            // "kev (boatman)": no other name of a post.
            Identity::Same { main, other } if !self.somebody.contains(&main.name) => {
                self.entry(&other).defined = true;
                self.same.entry(other.name).or_insert(main.name);
            }
            Identity::Same { .. } => {}
            Identity::Somebody { names } => self.somebody.extend(names),
            Identity::Post(name) => self.note_heading(&name, true),
            Identity::Leads { names, of } => self.leads.push((names, of)),
            Identity::Person { names, role } => {
                if names.len() > 1 {
                    let letters = names.iter().filter_map(|n| n.chars().next()).collect();
                    self.initials.entry(letters).or_insert_with(|| role.clone());
                }
                for name in names {
                    self.people.entry(name).or_insert_with(|| role.clone());
                }
            }
            // "I'm a translator, basically": only a role that the article speaks of elsewhere is meant.
            Identity::Narrator(Narrator { role, plainly }) => {
                if plainly && self.narrator.is_none() {
                    self.narrator = Some(role.clone());
                }
                self.narrators.push(role);
            }
        }
    }

    /// How many names were noted.
    pub fn names(&self) -> usize {
        self.entries.len()
    }

    fn entry(&mut self, name: &RoleName) -> &mut Entry {
        let next = self.entries.len();
        let head = head_of(&name.name);
        let body = || look_up(head).readings.any(Readings::BODY) && generic(head).is_none();
        let new = || Entry { first: next, body: body(), ..Entry::default() };
        let entry = self.entries.entry(name.name.clone()).or_insert_with(new);
        entry.likely |= name.likelihood >= Likelihood::Likely;
        entry.possible |= name.likelihood >= Likelihood::Possible;
        entry.unlisted |=
            name.likelihood == Likelihood::Possible && look_up(&name.name).readings.any(Readings::GUESSED);
        entry
    }

    /// Whether a noun for an audience names a role here: the article tells a row of what they do.
    pub fn made(&self, noun: &str) -> bool {
        self.entries.get(noun).is_some_and(|e| e.defined)
            || self.actors.get(noun).is_some_and(|deeds| deeds.len() > 2)
            || self.obliged.get(noun).is_some_and(|deeds| deeds.len() > 2)
            || self.each.contains(noun)
    }

    /// Notes whose "I" it is.
    pub fn note_narrator(&mut self, role: &str) {
        self.narrators.insert(0, role.to_owned());
        self.entries.entry(role.to_owned()).or_default().headings += 1;
    }

    /// Notes that an article sets these roles against each other.
    pub fn note_contrast(&mut self, a: &str, b: &str) {
        let (a, b) = if a < b { (a, b) } else { (b, a) };
        if a != b {
            self.contrasts.insert((a.to_owned(), b.to_owned()));
        }
    }

    /// Whether `name` is a role in this article.
    pub fn is_role(&self, name: &str) -> bool {
        if self.same.get(name).is_some_and(|main| main != name && self.entries.get(main).is_none_or(|e| e.likely)) {
            return true;
        }
        let Some(e) = self.entries.get(name) else { return false };
        // "Odo found it. He …": a name of somebody.
        if !e.likely && e.headings == 0 && self.somebody.contains(name) {
            return false;
        }
        // "the tech", short for the other name of a role
        if self.clipped.contains(name) {
            return true;
        }
        let things = || abstract_noun(head_of(name));
        // "A plain guide to the crew": a title says what the article is, unless its sentences speak of guides.
        if e.titled && e.mentions == 0 && head_of(name) == "guide" && !self.entries.contains_key("guide") {
            return false;
        }
        e.likely
            || e.defined && !duty_noun(name)
            || e.acts_below && self.roles_head && !things()
            || e.possible
                && (e.titled
                    && !things()
                    && (self.roles_head || e.unlisted || agentive(head_of(name)) || capitals(name))
                    || e.alone && !duty_noun(name) && people(head_of(name))
                    || e.headings > 0 && e.deeds > 0
                    || e.deeds > 1)
            || e.headings > 0 && e.deeds > 2 && !things()
            || e.headings > 0 && e.agents > 0 && agentive(head_of(name))
            || e.staffed > 0
                && !(duty_noun(name)
                    || name.ends_with(" department") && self.titled_alike(name)
                    || self.doers(name).any(|n| self.entries[n].likely))
            || e.place && !self.titled_alike(name)
            || e.acts > 0 && (e.body || e.possible && (!e.unlisted || agentive(head_of(name)) || capitals(name)))
            || e.deeds_of_people.len() > 1 && (!things() || evidence::is_unit(name))
            || e.unlisted && e.deeds > 0 && agentive(head_of(name))
    }

    /// Whether a role is a body of people, or a department or staffed place that stands for its own.
    pub fn body(&self, name: &str) -> bool {
        self.entries.get(name).is_some_and(|e| e.body || e.place || e.staffed > 0 && !e.possible)
    }

    /// Whether a role is called like a place that is staffed: beside an "assignment editor" the "assignment desk" is hers.
    fn titled_alike(&self, place: &str) -> bool {
        let before = &place[..place.len() - head_of(place).len()];
        let near = || self.entries.range(before.to_owned()..).take_while(|(n, _)| n.starts_with(before));
        !before.is_empty() && near().any(|(n, e)| e.likely && n != place)
    }

    /// Whether the article comes back to a role: a heading, or more than one mention.
    pub fn settled(&self, name: &str) -> bool {
        self.entries.get(name).is_some_and(|e| e.headings > 0 || e.mentions > 1)
    }

    /// Whether a heading names `name`.
    pub fn titled(&self, name: &str) -> bool {
        self.entries.get(name).is_some_and(|e| e.headings > 0)
    }

    /// Whether a sentence speaks of `name`.
    pub fn said(&self, name: &str) -> bool {
        self.entries.get(name).is_none_or(|e| e.mentions > 0)
    }

    /// As much of a file's name as the sentences use: of "auction porter" the "porter" whom alone they speak of.
    pub fn as_said<'n>(&self, name: &'n str) -> &'n str {
        let mentioned = |n: &&str| self.entries.get(*n).is_some_and(|e| e.mentions > 0);
        let shorter = name.match_indices(' ').map(|(at, _)| &name[at + 1..]);
        std::iter::once(name).chain(shorter).find(mentioned).unwrap_or(name)
    }

    /// Whether the layout of the article says outright that `name` is a role.
    pub fn stated(&self, name: &str) -> bool {
        self.entries.get(name).is_some_and(|e| e.defined) && self.is_role(name)
    }

    /// Whether a heading is nothing but this role, or a sentence speaks of it, by a short name too.
    pub fn spoken_of(&self, name: &str) -> bool {
        let said = |name: &str| self.entries.get(name).is_none_or(|e| e.alone || e.mentions > 0);
        let known = |n: &str| self.entries.contains_key(n) && said(n);
        said(name) || shorter_names(name).any(known) || self.called.contains(name)
    }

    /// The role that `name` stands for here. `near` are roles that the place suggests, nearest first: a bare "engineer"
    /// under "The Audio Engineer" is that one. Where two fit and none is near, the bare name stays.
    pub fn resolve(&self, name: &str, near: &[String]) -> String {
        let name = self.same.get(name).map_or(name, String::as_str);
        let exact = near.iter().find(|n| *n == name);
        if let Some(close) =
            exact.or_else(|| near.iter().find(|n| n.len() > name.len() && shortens(name, n) && !subordinate(n)))
        {
            return close.clone();
        }
        let own = self.entries.get(name).map_or(0, |e| e.headings);
        let Some(fuller) = self.fuller.get(name) else { return name.to_owned() };
        match (&fuller.headed[..], &fuller.names[..]) {
            (_, [one]) if self.beside(one, name) => name.to_owned(),
            ([one], _) if self.beside(one, name) => name.to_owned(),
            ([one], _) if own == 0 && !self.one_rank_of(one, name) => one.clone(),
            // The full name comes first and is then shortened; a bare name that came before it means more.
            ([], [one]) if own == 0 && self.came_before(one, name) => one.clone(),
            _ => name.to_owned(),
        }
    }

    /// Whether `full` is but one of the ranks of `bare`: beside an "associate printer", a "printer" is no "staff printer".
    fn one_rank_of(&self, full: &str, bare: &str) -> bool {
        ranked(full) && self.ranks.contains(bare)
    }

    /// Whether some sentence names both, so that the shorter is not short for the longer.
    fn beside(&self, full: &str, bare: &str) -> bool {
        full.contains(" of ") && self.apart.contains(&(full.to_owned(), bare.to_owned()))
    }

    /// Whether some sentence names both.
    fn together(&self, a: &str, b: &str) -> bool {
        matches!((self.entries.get(a), self.entries.get(b)), (Some(a), Some(b)) if a.stands_with(b))
    }

    /// The role with a heading of its own whose name ends in a noun for people at large, if the place or the article has one.
    pub fn headed_by(&self, noun: &str, near: &[String]) -> Option<String> {
        if let Some(close) = near.iter().find(|n| shortens(noun, n)) {
            return Some(close.clone());
        }
        match &self.fuller.get(noun)?.alone[..] {
            [one] => Some(one.clone()),
            _ => None,
        }
    }

    fn came_before(&self, full: &str, bare: &str) -> bool {
        let first = |name: &str| self.entries.get(name).map_or(usize::MAX, |e| e.first);
        first(full) < first(bare)
    }

    /// Whether somebody tells of doing this and that.
    pub fn tells_of_itself(&self) -> bool {
        self.told > 2
    }

    /// Whether the article speaks of a name as of somebody.
    pub fn somebody(&self, lower: &str) -> bool {
        self.somebody.contains(lower)
    }

    /// Stated synonyms: (main name, other name).
    pub fn synonyms(&self) -> Vec<(String, String)> {
        // That "the producer" is this article's music producer says nothing about other articles' producers.
        // Nor is "comparing music producers" a name that anybody uses.
        let stated = self.same.iter().filter(|(other, main)| !shortens(other, main) && !shortens(main, other));
        stated.map(|(other, main)| (main.clone(), other.clone())).collect()
    }

    /// Contrasted roles, as resolved.
    pub fn contrasts(&self) -> Vec<(String, String)> {
        self.contrasts.iter().cloned().collect()
    }
}

/// Whether a word that no list knows is built like those for people who do something: "fragger", "AWPer", "riveteer".
fn agentive(head: &str) -> bool {
    let lower = head.to_lowercase();
    lower.len() > 4 && ["er", "or", "ist", "man", "woman", "eer"].iter().any(|end| lower.ends_with(end))
}

/// "SENCO", "lead DP": an acronym, whatever stands before it.
fn capitals(name: &str) -> bool {
    let head = head_of(name);
    // "RUNBOOK" is a shout.
    (2..=6).contains(&head.len()) && head.chars().all(|c| c.is_uppercase() || c == '&')
}

/// Whether `short` is `full` without its first words: "engineer" for "audio engineer".
pub(super) fn shortens(short: &str, full: &str) -> bool {
    full.len() > short.len() && full.ends_with(short) && full.as_bytes()[full.len() - short.len() - 1] == b' '
        || full.starts_with(short) && full.split_once(" of ").is_some_and(|(head, _)| head == short)
}

/// The names of one word that shorten `full`, each once: "engineer" for "audio engineer", "head" for "head of sound".
fn shorter(full: &str) -> impl Iterator<Item = &str> {
    let last = full.rsplit_once(' ').map(|(_, last)| last);
    let head = full.split_once(" of ").map(|(head, _)| head).filter(|head| !head.contains(' ') && Some(*head) != last);
    last.into_iter().chain(head)
}

/// All names that shorten `full`.
fn shorter_names(full: &str) -> impl Iterator<Item = &str> {
    let ends = full.match_indices(' ').map(|(at, _)| &full[at + 1..]);
    ends.chain(full.split_once(" of ").map(|(head, _)| head))
}

/// Reads a bare string as a role's name, for headings, terms, cells and file names.
pub(super) fn read_name(text: &str) -> Option<RoleName> {
    let reading = read(text);
    let mut names: Vec<RoleName> = reading.groups.phrases.iter().filter_map(|p| role_name(&reading, p)).collect();
    let likely = names.iter().position(|n| n.likelihood >= Likelihood::Likely);
    match likely {
        Some(i) => Some(names.swap_remove(i)),
        None => names.pop(),
    }
}
