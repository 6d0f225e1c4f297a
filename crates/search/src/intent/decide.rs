//! Whether a statement settles a yes-or-no question, deed by deed: whether it is the same verb, or one that means or
//! includes it, of the same objects, said or denied, and under what condition.
//!
//! A sentence as a whole is too coarse for that. "The clerk sells tickets but may not count the cash" holds every word of
//! "does the clerk sell the cash".

use crate::deed::{Deed, deeds, is_answerable, is_denied_ahead};
use crate::question::{Named, is_light, is_stop, named_places, named_spans};
use crate::roles::form;
use crate::weigh::{Reading, Share, clause_in_text};
use crate::{Found, Question, RetrieveError, Searcher, Word, condition};
use rolecall_embedding::Vector;
use rolecall_language::{Tag, Term, look_up, read, synonyms, terms};
use rolecall_record::{FoundBy, Kind, Span, Strength};

/// How far a verb is the one that is asked for.
const SAME: f32 = 1.0;
/// Made of the same word: "prescription" for "prescribe".
const DERIVED: f32 = 0.9;
/// Of the same meaning.
const KIN: f32 = 0.8;
/// One that includes it: whoever handles the post opens it.
const GENERAL: f32 = 0.7;

/// Only so many deeds are looked at by what they mean.
const MEANINGS: usize = 24;
/// Only those in statements that come at least this near are.
const WORTH_A_MEANING: f32 = 0.3;

/// Verbs by which somebody has charge of a thing, whatever is done with it.
const CHARGE: &[&str] =
    &["do", "handle", "run", "manage", "perform", "own", "cover", "oversee", "lead", "organize", "organise"];
/// Words that ask for leave.
const PERMITS: &[&str] = &["can", "may", "could", "might", "allowed", "permitted", "entitled"];
/// Words between a role and what is asked of it: "is it the clerk's job to …", "is the clerk allowed to …".
const LEADING: &[&str] = &[
    "s",
    "job",
    "role",
    "duty",
    "duties",
    "task",
    "responsibility",
    "responsible",
    "accountable",
    "in",
    "charge",
    "of",
    "for",
    "to",
    "allowed",
    "permitted",
    "supposed",
    "meant",
    "expected",
    "entitled",
    "required",
    "able",
    "also",
    "ever",
    "usually",
    "always",
    "really",
    "just",
    "still",
    "normally",
    "actually",
    "both",
    "be",
];
/// What a word that only describes another is worth beside it: of "large transactions", "large".
const DESCRIBES: f32 = 0.4;
/// Words by which a deed is only done now and then.
const SOMETIMES: &[&str] = &["sometimes", "occasionally", "rarely", "seldom", "partly"];

/// A deed that settles it for a role.
pub(super) struct Settled {
    /// Which mention of the statement it is said of.
    pub(super) mention: usize,
    pub(super) denies: bool,
    /// How much of the question it holds.
    pub(super) coverage: f32,
    /// How far it is what is asked: of what is said for and against, the higher counts.
    pub(super) hold: f32,
    /// How far its verb is the one that is asked for; 0 where only the meaning tells.
    pub(super) verb: f32,
    /// What limits it, within the statement's text.
    pub(super) condition: Option<Span>,
    /// Whether it is only done now and then.
    pub(super) sometimes: bool,
}

/// What is asked, taken apart.
pub(super) struct Asked<'q> {
    verb: Option<&'q Word>,
    /// The stem of its base form: "write" of "written".
    base: String,
    /// What each word is worth among the objects.
    worth: Vec<f32>,
    /// Stems of verbs that mean the same.
    kin: Vec<String>,
    pub(super) shares: &'q [Share],
    words: &'q [Word],
    /// Stems of what the question takes for granted and of where it is set.
    granted: &'q [String],
    meaning: Option<Vector>,
    /// Whether it is asked what somebody may do.
    pub(super) permits: bool,
}

impl<'q> Asked<'q> {
    pub(super) fn new(
        searcher: &Searcher<'_>,
        question: &'q Question,
        shares: &'q [Share],
        granted: &'q [String],
    ) -> Result<Self, RetrieveError> {
        let asked = predicate(searcher, question);
        let verb = question.words.iter().find(|w| asked.verb.as_ref() == Some(&w.stem));
        let describes = |share: &Share| asked.describing.contains(&share.stem);
        let worth = shares.iter().map(|share| if describes(share) { DESCRIBES } else { 1.0 }).collect();
        let base = verb.map(|verb| look_up(&verb.word).verb.clone().unwrap_or_else(|| verb.word.clone()));
        let kin = base
            .as_ref()
            .map_or_else(Vec::new, |base| synonyms(base).into_iter().flat_map(terms).map(|t| t.stem).collect());
        let base = base.map(|base| stem_of(&base)).unwrap_or_default();
        let deed: Vec<&str> = question.words.iter().map(|w| w.word.as_str()).collect();
        let meaning = searcher.meaning(&deed.join(" "))?.map(|meaning| meaning.whole);
        let permits = terms(&question.text).iter().any(|t| PERMITS.contains(&t.word.as_str()));
        Ok(Self { verb, base, worth, kin, shares, words: &question.words, granted, meaning, permits })
    }

    /// Whether the question itself says that this holds: "if the cook is late" of "does the waiter … if the cook is late"; or
    /// most of it is what is asked, as "if it comes before the master" of "does the mate speak before the master".
    pub(super) fn grants(&self, condition: &str) -> bool {
        let words: Vec<Term> =
            terms(condition).into_iter().filter(|t| !is_stop(&t.word) && !is_light(&t.stem)).collect();
        let asked =
            |t: &&Term| self.words.iter().any(|w| w.stem == t.stem && self.verb.is_none_or(|v| v.stem != w.stem));
        let common = words.iter().filter(asked).count();
        words.iter().any(|t| self.granted.contains(&t.stem))
            || common > 1 && 2 * common == words.len()
            || 2 * common > words.len()
    }

    /// Whether the verb that is asked for is among these words.
    pub(super) fn verb_in(&self, words: &[Term]) -> bool {
        self.verb.is_some_and(|verb| words.iter().any(|t| t.stem == verb.stem || t.stem == self.base))
    }

    /// The share of the things asked for, less their verb, that a line holds.
    pub(super) fn things(&self, text: &str) -> f32 {
        let own = terms(text);
        let held: Vec<f32> =
            self.shares.iter().map(|s| f32::from(u8::from(own.iter().any(|t| t.stem == s.stem)))).collect();
        self.objects(&held).0.unwrap_or(0.0)
    }

    /// How far the verb of a deed is the one asked for.
    fn verb_of(&self, deed: Option<&Deed>, words: &[Term], charge: bool) -> f32 {
        let Some(asked) = self.verb else { return GENERAL };
        let own = deed.map(|d| terms(&d.verb).into_iter().map(|t| t.stem).collect::<Vec<_>>()).unwrap_or_default();
        let through = deed.iter().flat_map(|d| &d.through).flat_map(|verb| terms(verb)).map(|t| t.stem);
        let chain: Vec<String> = own.iter().cloned().chain(through).collect();
        if chain.contains(&asked.stem) || chain.contains(&self.base) {
            return SAME;
        }
        let of_this = |t: &Term| t.stem == asked.stem || alike(&t.stem, &asked.stem);
        // A part that begins with it, as lists and tables have it.
        if deed.is_none() && words.first().is_some_and(|t| t.stem == asked.stem) {
            return SAME;
        }
        if words.iter().any(of_this) {
            return DERIVED;
        }
        if chain.iter().any(|stem| self.kin.contains(stem)) {
            return KIN;
        }
        // "Make dashboards": whoever builds them does; the very word must be there, and not one made of it.
        let things = || {
            let forms: Vec<String> = words.iter().map(|t| form(&t.word)).collect();
            self.words.iter().any(|w| w.stem != asked.stem && forms.contains(&form(&w.word)))
        };
        if charge || is_light(&asked.stem) && things() {
            return GENERAL;
        }
        0.0
    }

    /// The share of the objects that is held (none where no article has a word of them), and the share of all that is asked.
    fn objects(&self, held: &[f32]) -> (Option<f32>, f32) {
        let (mut own, mut of, mut all) = (0.0, 0.0, 0.0);
        for ((share, worth), held) in self.shares.iter().zip(&self.worth).zip(held) {
            all += share.share * held;
            if self.verb.is_some_and(|verb| verb.stem == share.stem) || !share.known {
                continue;
            }
            own += worth * share.share * held;
            of += worth * share.share;
        }
        ((of > 0.0).then(|| own / of), all)
    }

    /// The parts of a clause that begin with the verb, where no deed was read there: "selects songs; clears licences".
    fn segments(&self, words: &[Term], own: &[&Deed], clause: Span, text: &str) -> Vec<Span> {
        let Some(verb) = self.verb else { return Vec::new() };
        let within = words.iter().filter(|t| t.start >= clause.start && t.end <= clause.end && t.stem == verb.stem);
        let begins = |t: &&Term| {
            let before = text[clause.start..t.start].trim_end();
            before.is_empty() || before.ends_with([',', ';', ':', '•', '–', '\t'])
        };
        let read = |t: &&Term| own.iter().any(|deed| deed.span.start == t.start);
        let end = |from: usize| text[from..clause.end].find([',', ';', '\t']).map_or(clause.end, |at| from + at);
        within.filter(|t| begins(t) && !read(t)).map(|t| Span::new(t.start, end(t.start))).collect()
    }

    /// Whether something is done to something: "does the cook cook" has a verb alone.
    fn has_objects(&self) -> bool {
        self.words.iter().any(|w| self.verb.is_none_or(|verb| verb.stem != w.stem))
    }
}

/// What is asked of a role, as its place in the question tells.
struct Predicate {
    /// The stem of its verb; none where a thing is asked for ("is the clerk in charge of the keys") or any deed ("do").
    verb: Option<String>,
    /// Stems of words that only describe another.
    describing: Vec<String>,
}

/// Reads what stands behind the role as if it were said of it: "they check the tickets".
fn predicate(searcher: &Searcher<'_>, question: &Question) -> Predicate {
    let words = terms(&question.text);
    let places = named_places(&words, &searcher.roles);
    if let Some(verb) = done_by(&words, &places) {
        return Predicate { verb: Some(verb), describing: Vec::new() };
    }
    // "Do cooks and waiters …": what is asked stands behind all of them, but before whom it is done to. In "does the waiter
    // cook" the second name is what is asked.
    let mut behind = 0;
    for place in &places {
        let between = &words[behind.min(place.start)..place.start];
        let comma = between.is_empty()
            && place.start > 0
            && question.text[words[place.start - 1].end..words[place.start].start].contains(',');
        let joined = comma || between.iter().any(|t| matches!(t.word.as_str(), "and" | "or"));
        let plain = between.iter().all(|t| matches!(t.word.as_str(), "and" | "or" | "the" | "a"));
        if behind == 0 || joined && plain {
            behind = place.end;
        }
    }
    let mut rest = &words[behind.min(words.len())..];
    let mut charge = false;
    while let Some((first, others)) = rest.split_first().filter(|(first, _)| LEADING.contains(&first.word.as_str())) {
        charge |= matches!(first.word.as_str(), "responsible" | "accountable" | "charge");
        charge &= first.word != "to";
        rest = others;
    }
    let Some(first) = rest.first() else { return Predicate { verb: None, describing: Vec::new() } };
    let said = format!("they {}", &question.text[first.start..]);
    let reading = read(&said);
    let shift = |start: usize| start + "they ".len() - first.start;
    let describing = rest
        .iter()
        .filter(|word| reading.tokens.iter().any(|t| t.start == shift(word.start) && t.tag == Tag::Adjective));
    let describing: Vec<String> = describing.map(|word| word.stem.clone()).collect();
    let gerund = first.word.ends_with("ing") && look_up(&first.word).verb.is_some();
    let group = reading.groups.verbs.iter().find(|group| group.tokens.0 <= 2).filter(|_| !charge);
    let of_group = group.and_then(|group| {
        let at = reading.tokens[group.verb].start;
        rest.iter().find(|word| shift(word.start) == at).map(|word| word.stem.clone())
    });
    let verb = if gerund { Some(first.stem.clone()) } else { of_group };
    Predicate { verb, describing }
}

/// The stem of the verb in "are the rooms booked by the clerk".
fn done_by(words: &[Term], places: &[Named]) -> Option<String> {
    let role = places.last()?;
    let by = words[..role.start].iter().rposition(|t| t.word == "by")?;
    let plain = words[by + 1..role.start].iter().all(|t| is_stop(&t.word));
    let verb = words[..by].last().filter(|t| plain && look_up(&t.word).verb.is_some())?;
    Some(verb.stem.clone())
}

/// "Prescribe" and "prescription" begin alike.
fn alike(a: &str, b: &str) -> bool {
    const ALIKE: usize = 5;
    let common = a.chars().zip(b.chars()).take_while(|(x, y)| x == y).count();
    let longer = a.chars().count().max(b.chars().count());
    common >= ALIKE && 3 * common >= 2 * longer
}

/// The deed of `found`, said of `role`, that settles the question best, if any does. Of two that do it as well, the denial.
pub(super) fn settled(
    searcher: &Searcher<'_>,
    asked: &Asked<'_>,
    found: &Found,
    before: &str,
    role: &str,
    meanings: &mut usize,
) -> Result<Option<Settled>, RetrieveError> {
    let text = &found.statement.text;
    let said_before = terms(before);
    let reading = Reading::new(found);
    let words = terms(text);
    let all = deeds(text);
    let ahead = is_denied_ahead(text);
    let names = named_spans(&words, &searcher.roles);
    let mut best: Option<Settled> = None;
    for (m, mention) in found.statement.roles.iter().enumerate() {
        if searcher.roles.preferred(&mention.role) != role {
            continue;
        }
        let clause = clause_in_text(found, mention);
        let own = of_role(&all, clause, &mention.name, text);
        let by_grammar = own.iter().any(|d| d.negated);
        let mut candidates: Vec<(Option<&Deed>, Span)> = own.iter().map(|deed| (Some(*deed), deed.span)).collect();
        candidates.extend(asked.segments(&words, &own, clause, text).into_iter().map(|span| (None, span)));
        if candidates.is_empty() {
            candidates.push((None, clause));
        }
        for (deed, span) in candidates {
            let denies = match deed {
                Some(deed) if mention.strength == Strength::DoesNot => deed.negated || !by_grammar,
                Some(deed) => deed.negated,
                None => mention.strength == Strength::DoesNot,
            } || ahead && clause.start < text.find(';').unwrap_or(text.len());
            if !denies && deed.is_some_and(|deed| is_left_to_another(&all, deed, text)) {
                continue;
            }
            // What a role must have or is said to be is no deed of it; a denial stands in any sentence.
            if !denies && !matches!(found.statement.kind, Kind::Responsibility | Kind::Context) {
                continue;
            }
            let within: Vec<Term> =
                words.iter().filter(|t| span.contains(Span::new(t.start, t.end))).cloned().collect();
            let named = |at: usize| names.iter().any(|(from, to)| (*from..*to).contains(&at));
            // A word that only a role's name has: who "may choose a composer" does not compose.
            let only_named = |stem: &str| {
                let asked = asked.words.iter().find(|w| w.stem == stem).map(|w| form(&w.word));
                let mut places = words.iter().enumerate().filter(|(_, t)| t.stem == stem).peekable();
                places.peek().is_some() && places.all(|(at, t)| named(at) && Some(form(&t.word)) != asked)
            };
            let held: Vec<f32> = asked
                .shares
                .iter()
                .map(|share| if only_named(&share.stem) { 0.0 } else { reading.holds(share, span) })
                .collect();
            let outside_names: Vec<Term> = within.iter().filter(|t| !only_named(&t.stem)).cloned().collect();
            let verb = asked.verb_of(deed, &outside_names, has_charge(deed, span.of(text)));
            // "The second mate drafts it": what it is was said before.
            let held: Vec<f32> = if verb >= DERIVED && deed.is_some_and(|deed| has_pronoun_object(deed, text)) {
                let meant = |share: &Share| {
                    let ahead = words.iter().filter(|t| t.end <= span.start).chain(&said_before);
                    ahead.into_iter().any(|t| t.stem == share.stem)
                };
                let of = |(share, held): (&Share, f32)| if meant(share) { held.max(MEANT) } else { held };
                asked.shares.iter().zip(held).map(of).collect()
            } else {
                held
            };
            // "Settles the strategy" is not "decides to settle": one word does not count twice.
            let own_verb = deed.map(|d| stem_of(&d.verb)).unwrap_or_default();
            let twice = |share: &Share| verb > 0.0 && verb < DERIVED && share.stem == own_verb;
            // "Decides whom to hire" holds both verbs.
            let leads = |share: &Share| deed.is_some_and(|d| d.through.iter().any(|verb| stem_of(verb) == share.stem));
            let of = |(share, held): (&Share, f32)| match () {
                () if twice(share) => 0.0,
                () if leads(share) => 1.0,
                () => held,
            };
            let held: Vec<f32> = asked.shares.iter().zip(held).map(of).collect();
            let (objects, coverage) = asked.objects(&held);
            // "So that neither opens it": who of them does not is not to be told.
            if !denies && within.iter().any(|t| matches!(t.word.as_str(), "neither" | "none" | "nobody")) {
                continue;
            }
            // "We cut.", "she has no vote": whatever there is to be cut or voted on.
            let of_verb = |t: &Term| {
                deed.is_some_and(|d| t.stem == stem_of(&d.verb)) || asked.verb.is_some_and(|verb| verb.stem == t.stem)
            };
            // What it is done to may be somebody: "they take it to the lawyer".
            let own_name = terms(&mention.name);
            let is_role = |t: &Term| own_name.iter().any(|own| own.stem == t.stem);
            let bare = deed.is_some() && within.iter().all(|t| is_stop(&t.word) || of_verb(t) || is_role(t));
            let weak = asked.verb.is_some_and(|verb| is_light(&verb.stem));
            let pronoun = deed.is_some_and(|deed| has_pronoun_object(deed, text));
            let alone = bare && (!pronoun || denies) && (verb >= SAME && !weak || denies && verb >= DERIVED);
            let objects = if alone { Some(objects.unwrap_or(0.0).max(BARE)) } else { objects };
            let similarity = if found.similarity >= WORTH_A_MEANING && *meanings < MEANINGS && coverage > 0.0 {
                *meanings += 1;
                nearness(searcher, asked, span.of(text))?
            } else {
                0.0
            };
            let fit = Fit { verb, objects, similarity, whole: found.similarity };
            if !fit.settles(denies, asked.has_objects()) {
                continue;
            }
            let hold = 0.5 * verb + objects.unwrap_or(0.0) + similarity.max(0.0);
            if best.as_ref().is_some_and(|b| hold < b.hold || hold == b.hold && !denies) {
                continue;
            }
            let condition = condition::of(found, Some(mention)).filter(|limit| {
                span.contains(*limit) || !all.iter().any(|other| other.span != span && other.span.contains(*limit))
            });
            let before = own.iter().map(|d| d.span.end).filter(|end| *end <= span.start).max().unwrap_or(clause.start);
            let sometimes = words
                .iter()
                .filter(|t| before <= t.start && t.end <= span.end)
                .any(|t| SOMETIMES.contains(&t.word.as_str()) && mention.found_by != FoundBy::Table)
                || SOMETIMES.contains(&text[clause.start..clause.end].trim().to_lowercase().as_str());
            best = Some(Settled { mention: m, denies, coverage, hold, verb, condition, sometimes });
        }
    }
    Ok(best)
}

/// "Tells the cook to stir", "gives the order to stir": whoever is told does it.
fn is_left_to_another(all: &[Deed], deed: &Deed, text: &str) -> bool {
    const CAUSES: &[&str] = &[
        "ask", "tell", "order", "instruct", "allow", "let", "permit", "remind", "teach", "train", "persuade", "want",
        "expect", "invite", "advise", "give", "send", "get", "have",
    ];
    let Some(cause) = all.iter().rev().find(|d| d.span.start < deed.span.start) else { return false };
    if !CAUSES.contains(&cause.verb.as_str()) || deed.through.last() != Some(&cause.verb) {
        return false;
    }
    // "Is told to stir", "has to stir": nobody stands between.
    let between = text.get(cause.span.start..deed.span.start).map(terms).unwrap_or_default();
    let last = between.iter().rev().find(|t| !matches!(t.word.as_str(), "to" | "not" | "also"));
    last.is_some_and(|t| look_up(&t.word).verb.as_ref() != Some(&cause.verb))
}

/// What a word is worth that a pronoun stands for.
const MEANT: f32 = 0.8;

/// Whether "it" or "them" is what something is done to.
fn has_pronoun_object(deed: &Deed, text: &str) -> bool {
    const PRONOUNS: &[&str] = &["it", "them", "this", "that", "these", "those"];
    let words = terms(deed.span.of(text));
    words.iter().skip(1).any(|t| PRONOUNS.contains(&t.word.as_str()))
        && words.iter().filter(|t| !is_stop(&t.word)).count() <= 3
}

/// What objects are worth of a verb that stands alone.
const BARE: f32 = 0.6;

/// How far a deed is what is asked.
struct Fit {
    verb: f32,
    objects: Option<f32>,
    /// The cosine of the deed's meaning,
    similarity: f32,
    /// and of its sentence's.
    whole: f32,
}

impl Fit {
    /// Whether that is enough.
    fn settles(&self, denies: bool, has_objects: bool) -> bool {
        let verb = self.verb;
        if !has_objects {
            return verb >= SAME || denies && verb >= KIN;
        }
        let near = self.similarity.max(self.whole);
        // Of words that no article has, only the meaning can tell.
        let Some(objects) = self.objects else { return verb >= DERIVED && near >= 0.45 || self.similarity >= 0.62 };
        let by_words = verb >= KIN && objects >= 0.6 || verb >= GENERAL && objects >= 0.85;
        let by_both = verb >= DERIVED && objects >= 0.4 && near >= 0.5
            || objects >= 0.6 && verb > 0.0 && self.similarity >= 0.5
            || verb >= SAME && self.similarity >= 0.5
            || (objects >= 0.3 || verb >= KIN) && self.similarity >= 0.62;
        // A denial is rare and deliberate.
        let denied = denies
            && (verb >= DERIVED && objects >= 0.4
                || verb >= GENERAL && objects >= 0.6
                || verb >= KIN && near >= 0.55
                || objects >= 0.3 && self.similarity >= 0.5);
        by_words || by_both || denied
    }
}

/// The deeds of a sentence that are said of whom `clause` speaks of, who is called `name` there: those whose subject is
/// called so, or else the first, and those that take the subject over; not those of another subject, wherever they stand.
/// What a "who" behind the clause adds is said of them too ("they are the ones who may open the safe").
pub(super) fn of_role<'d>(all: &'d [Deed], clause: Span, name: &str, text: &str) -> Vec<&'d Deed> {
    let words = |text: &str| terms(text).into_iter().map(|t| t.stem).collect::<Vec<_>>();
    let name = words(name);
    let is_named = |deed: &Deed| {
        let subject = deed.subject.map(|subject| words(subject.of(text))).unwrap_or_default();
        !name.is_empty() && subject.windows(name.len()).any(|part| part == name)
    };
    let behind = || all.iter().filter(|deed| deed.span.end > clause.start);
    let any = behind().any(is_named);
    let mut own: Vec<&Deed> = Vec::new();
    let mut mine = false;
    let mut reach = clause.start;
    for (at, deed) in behind().enumerate() {
        let inside = deed.span.start < clause.end;
        let gap = text.get(reach..deed.span.start).unwrap_or_default();
        let gap = gap.trim_start_matches([' ', ',', ';']).to_lowercase();
        let relative = RELATIVE.iter().any(|word| gap.starts_with(word));
        // "They look for sums that do not add up": the sums do not, and not they; but "they are the ones who …".
        let ahead = text[..deed.span.start].trim_end();
        let of_object = RELATIVE.iter().any(|word| ahead.ends_with(&format!(" {word}")))
            && own.last().is_some_and(|last: &&Deed| last.verb != "be" && last.span.end > clause.start);
        let of_name = || {
            let before = RELATIVE.iter().find_map(|word| ahead.strip_suffix(word)).unwrap_or_default();
            let before = words(before);
            !name.is_empty() && before.ends_with(&name)
        };
        if of_object && deed.subject.is_none() && !of_name() {
            reach = reach.max(deed.span.end);
            continue;
        }
        mine |= of_name();
        mine = match deed.subject {
            Some(_) if relative && mine && !inside => true,
            Some(_) if any => is_named(deed),
            Some(_) => at == 0,
            None if at == 0 => true,
            None => mine && (inside || relative || reach > clause.end),
        };
        if mine {
            own.push(deed);
        }
        reach = reach.max(deed.span.end);
    }
    own
}

/// Words that begin what is added about somebody or something.
const RELATIVE: &[&str] = &["who", "whose", "that", "which"];

fn stem_of(verb: &str) -> String {
    terms(verb).into_iter().next().map(|t| t.stem).unwrap_or_default()
}

/// How near a part of a sentence comes to what is asked.
fn nearness(searcher: &Searcher<'_>, asked: &Asked<'_>, text: &str) -> Result<f32, RetrieveError> {
    let Some(meaning) = &asked.meaning else { return Ok(0.0) };
    Ok(searcher.meaning(text)?.map_or(0.0, |own| own.whole.cosine(meaning)))
}

/// Whether a deed is to have charge of its objects, or to be answerable for them.
fn has_charge(deed: Option<&Deed>, text: &str) -> bool {
    match deed {
        // A line that names a thing alone: "room bookings".
        None => true,
        Some(deed) if deed.verb == "be" => is_answerable(text),
        Some(deed) => {
            // "Looks after", "takes care of", "deals with", "sees to".
            let led = |by: &[&str]| terms(text).iter().take(4).any(|t| by.contains(&t.word.as_str()));
            CHARGE.contains(&deed.verb.as_str())
                || match deed.verb.as_str() {
                    "look" => led(&["after"]),
                    "take" => led(&["care", "charge"]),
                    "deal" => led(&["with"]),
                    "see" => led(&["to"]),
                    // "Falls to", "goes to", "sits with".
                    "fall" | "go" | "belong" => led(&["to"]),
                    "rest" | "sit" | "lie" => led(&["with"]),
                    _ => false,
                }
        }
    }
}
