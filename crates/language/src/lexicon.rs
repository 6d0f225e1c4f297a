//! What a word form can be.
//!
//! A form is looked up in WordNet's words, directly and through the regular endings of English (WordNet's own `morphy`
//! rules, <https://wordnet.princeton.edu/documentation/morphy7wn>), and every reading is kept. Choosing among them is left
//! to [`crate::tag`], which sees the neighbours: a tagger that commits early calls "hook up" a noun.
//!
//! Words that WordNet does not know are guessed from their endings, for job titles are coined daily.

use crate::memo::Memo;
use std::cell::RefCell;
use std::rc::Rc;

include!(concat!(env!("OUT_DIR"), "/words.rs"));

/// What a word form can be: a set of flags.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Readings(u32);

macro_rules! readings {
    ($($(#[$doc:meta])* $name:ident = $bit:expr;)*) => {
        impl Readings { $($(#[$doc])* pub const $name: Readings = Readings(1 << $bit);)* }
    };
}

readings! {
    /// A noun in the singular.
    SINGULAR = 0;
    /// A noun in the plural.
    PLURAL = 1;
    /// A verb's base form.
    BASE = 2;
    /// Third person singular.
    THIRD = 3;
    /// Past tense.
    PAST = 4;
    /// Past participle.
    PARTICIPLE = 5;
    /// The `-ing` form.
    ING = 6;
    /// An adjective.
    ADJECTIVE = 7;
    /// An adverb.
    ADVERB = 8;
    /// More often a verb than a noun.
    MAINLY_VERB = 9;
    /// Can name a person.
    MAY_BE_PERSON = 10;
    /// Mostly names a person.
    PERSON = 11;
    /// Ends job titles.
    TITLE = 12;
    /// Not in the word list; guessed.
    GUESSED = 13;
    /// Mostly names a body of people.
    BODY = 14;
    /// A verb whose subject is somebody, not something.
    OF_PEOPLE = 15;
    /// An adjective that is written with a capital: an origin.
    ORIGIN = 16;
}

impl Readings {
    /// Whether any flag of `other` is set.
    pub fn any(self, other: Readings) -> bool {
        self.0 & other.0 != 0
    }

    /// With the flags of `other` set too.
    #[must_use]
    pub fn with(self, other: Readings) -> Readings {
        Readings(self.0 | other.0)
    }

    /// A noun of either number.
    pub fn noun(self) -> bool {
        self.any(Self::SINGULAR.with(Self::PLURAL))
    }

    /// Any form of a verb.
    pub fn verb(self) -> bool {
        self.finite() || self.any(Self::PARTICIPLE.with(Self::ING))
    }

    /// A form that can stand as a clause's only verb.
    pub fn finite(self) -> bool {
        self.any(Self::BASE.with(Self::THIRD).with(Self::PAST))
    }

    /// Whether it names a person or job, by list or by its ending.
    pub fn person(self) -> bool {
        self.any(Self::PERSON.with(Self::TITLE))
    }

    fn set(&mut self, other: Readings) {
        self.0 |= other.0;
    }
}

const NOUN: u16 = 1;
const VERB: u16 = 2;
const ADJECTIVE: u16 = 4;
const ADVERB: u16 = 8;
const MAINLY_VERB: u16 = 16;
const MAY_BE_PERSON: u16 = 32;
const PERSON: u16 = 64;
const TITLE: u16 = 128;
const BODY: u16 = 256;
const OF_PEOPLE: u16 = 512;
const ORIGIN: u16 = 1024;

/// A form's readings with its base forms.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Word {
    /// Everything that it can be.
    pub readings: Readings,
    /// Base form as a noun.
    pub noun: Option<String>,
    /// Base form as a verb.
    pub verb: Option<String>,
}

/// Looks up `form`, which is in lower case.
///
/// ```
/// use rolecall_language::{Readings, look_up};
/// let sets = look_up("sets");
/// assert!(sets.readings.any(Readings::THIRD) && sets.readings.any(Readings::PLURAL));
/// assert_eq!(look_up("oversaw").verb.as_deref(), Some("oversee"));
/// assert_eq!(look_up("foremen").noun.as_deref(), Some("foreman"));
/// assert!(look_up("rerecorder").readings.any(Readings::GUESSED));
/// ```
pub fn look_up(form: &str) -> Rc<Word> {
    thread_local! {
        static WORDS: RefCell<Memo<Rc<Word>>> = RefCell::default();
    }
    WORDS.with_borrow_mut(|words| words.get(form, |form| Rc::new(find(form))))
}

/// Whether a word in lower case is somebody's given name, whatever else it may be: "bob", "anna", "jane".
pub fn is_given_name(word: &str) -> bool {
    FORENAMES.contains(word)
}

/// Whether the word list has `form` as it stands.
pub(crate) fn listed(form: &str) -> bool {
    WORDS.contains_key(form)
}

fn find(form: &str) -> Word {
    let mut word = known(form);
    if word.readings == Readings::default() {
        // "double-checks", "co-writes", "sub-editors": the last part decides.
        if let Some((_, last)) = form.rsplit_once('-').filter(|(first, last)| !first.is_empty() && last.len() > 2) {
            let part = known(last);
            if part.readings != Readings::default() {
                let head = &form[..form.len() - last.len()];
                word.readings = part.readings;
                word.noun = part.noun.map(|n| format!("{head}{n}"));
                word.verb = part.verb.map(|v| format!("{head}{v}"));
                return word;
            }
        }
        for prefix in ["re", "pre", "un", "co", "over", "out", "sub", "mis", "multi"] {
            if let Some(rest) = form.strip_prefix(prefix).filter(|rest| rest.len() > 3) {
                let part = known(rest);
                if part.readings.any(Readings::BASE.with(Readings::THIRD).with(Readings::ING).with(Readings::PAST)) {
                    word.readings = part.readings;
                    word.noun = part.noun.map(|n| format!("{prefix}{n}"));
                    word.verb = part.verb.map(|v| format!("{prefix}{v}"));
                    return word;
                }
            }
        }
        guess(form, &mut word);
    }
    word
}

fn known(form: &str) -> Word {
    let mut word = Word::default();
    let flags = WORDS.get(form).copied().unwrap_or(0);
    let people = several(form, flags);
    if flags & NOUN != 0 && !people {
        noun_reading(&mut word, form, flags, Readings::SINGULAR);
    }
    if PLURAL_AS_IT_STANDS.contains(&form) {
        word.readings.set(Readings::PLURAL);
    }
    // "moulder": a verb alone to the list, but built like a noun for whoever moulds.
    if flags & VERB != 0 && flags & NOUN == 0 && of_verb(form) {
        word.readings.set(Readings::MAY_BE_PERSON);
        word.noun = Some(form.to_owned());
    }
    if flags & VERB != 0 {
        verb_reading(&mut word, form, flags, Readings::BASE);
    }
    if flags & VERB != 0 && SAME_PARTICIPLE.contains(&form) {
        word.readings.set(Readings::PARTICIPLE);
        if !matches!(form, "run" | "come" | "become" | "overcome" | "overrun" | "rerun") {
            word.readings.set(Readings::PAST);
        }
    }
    if flags & ADJECTIVE != 0 {
        word.readings.set(Readings::ADJECTIVE);
        if flags & ORIGIN != 0 {
            word.readings.set(Readings::ORIGIN);
        }
    }
    if flags & ADVERB != 0 {
        word.readings.set(Readings::ADVERB);
    }
    for (pos, base) in IRREGULAR.get(form).copied().unwrap_or(&[]) {
        let flags = WORDS.get(base).copied().unwrap_or(0);
        match *pos {
            "n" if form != *base => noun_reading(&mut word, base, flags, Readings::PLURAL),
            "v" if form.ends_with("ing") => verb_reading(&mut word, base, flags, Readings::ING),
            "v" if form.ends_with('s') => verb_reading(&mut word, base, flags, Readings::THIRD),
            "v" => verb_reading(&mut word, base, flags, Readings::PAST.with(Readings::PARTICIPLE)),
            "a" => word.readings.set(Readings::ADJECTIVE),
            _ => {}
        }
    }
    regular_endings(form, &mut word);
    word
}

/// "hands", "cleaners", "divers": listed as things of their own, but before all several of whoever the singular names.
fn several(form: &str, flags: u16) -> bool {
    let one = form.strip_suffix('s').and_then(|one| WORDS.get(one)).copied().unwrap_or(0);
    flags & (PERSON | TITLE) == 0 && one & NOUN != 0 && one & (PERSON | TITLE) != 0
}

/// Whether a word in "-er" is made of a verb: "moulder" of "mould", "planer" of "plane".
fn of_verb(form: &str) -> bool {
    let Some(stem) = form.strip_suffix("er").filter(|stem| stem.len() > 3) else { return false };
    let verb = |base: &str| WORDS.get(base).is_some_and(|flags| flags & VERB != 0);
    verb(stem) || verb(&form[..form.len() - 1])
}

fn regular_endings(form: &str, word: &mut Word) {
    let plural_like = form.ends_with('s') && !form.ends_with("ss") && form.len() > 2;
    if plural_like {
        for (ending, put) in [("ies", "y"), ("es", ""), ("s", "")] {
            let Some(stem) = form.strip_suffix(ending) else { continue };
            let base = format!("{stem}{put}");
            let flags = WORDS.get(base.as_str()).copied().unwrap_or(0);
            // "es" belongs to the ending only after a hiss ("mixes"); otherwise the base ends in e.
            if ending == "es" && !(stem.ends_with(['s', 'x', 'z', 'o']) || stem.ends_with("ch") || stem.ends_with("sh"))
            {
                continue;
            }
            if flags & NOUN != 0 && word.noun.is_none() {
                noun_reading(word, &base, flags, Readings::PLURAL);
            }
            if flags & VERB != 0 && word.verb.is_none() {
                verb_reading(word, &base, flags, Readings::THIRD);
                if flags & NOUN == 0 && of_verb(&base) {
                    word.readings.set(Readings::MAY_BE_PERSON);
                    word.noun.get_or_insert(base);
                }
            }
        }
    } else if let Some(stem) = form.strip_suffix("men").filter(|stem| stem.len() > 1) {
        let base = format!("{stem}man");
        let flags = WORDS.get(base.as_str()).copied().unwrap_or(0);
        if flags & NOUN != 0 && word.noun.is_none() {
            noun_reading(word, &base, flags, Readings::PLURAL);
        }
    }
    for (ending, readings) in [("ed", Readings::PAST.with(Readings::PARTICIPLE)), ("ing", Readings::ING)] {
        let Some(stem) = form.strip_suffix(ending).filter(|stem| stem.len() > 1) else { continue };
        if word.verb.is_some() && !word.readings.any(Readings::BASE) {
            continue;
        }
        let mut candidates = vec![stem.to_owned(), format!("{stem}e")];
        let bytes = stem.as_bytes();
        if bytes.len() > 2 && bytes[bytes.len() - 1] == bytes[bytes.len() - 2] && bytes[bytes.len() - 1].is_ascii() {
            candidates.insert(1, stem[..stem.len() - 1].to_owned());
        }
        if let Some(y) = stem.strip_suffix('i').filter(|_| ending == "ed") {
            candidates.push(format!("{y}y"));
        }
        let verb = |base: &String| WORDS.get(base.as_str()).copied().unwrap_or(0) & VERB != 0;
        if let Some(base) = candidates.iter().find(|b| verb(b)) {
            let flags = WORDS.get(base.as_str()).copied().unwrap_or(0);
            verb_reading(word, base, flags, readings);
        }
    }
}

fn noun_reading(word: &mut Word, base: &str, flags: u16, number: Readings) {
    word.readings.set(number);
    for (flag, reading) in
        [(PERSON, Readings::PERSON), (MAY_BE_PERSON, Readings::MAY_BE_PERSON), (TITLE, Readings::TITLE)]
    {
        if flags & flag != 0 {
            word.readings.set(reading.with(Readings::MAY_BE_PERSON));
        }
    }
    if flags & BODY != 0 {
        word.readings.set(Readings::BODY);
    }
    word.noun = Some(base.to_owned());
}

fn verb_reading(word: &mut Word, base: &str, flags: u16, form: Readings) {
    word.readings.set(form);
    if flags & MAINLY_VERB != 0 {
        word.readings.set(Readings::MAINLY_VERB);
    }
    if flags & OF_PEOPLE != 0 {
        word.readings.set(Readings::OF_PEOPLE);
    }
    word.verb = Some(base.to_owned());
}

/// Nouns that agree with a plural verb without an ending that shows it.
const PLURAL_AS_IT_STANDS: [&str; 5] = ["people", "police", "folk", "cattle", "clergy"];

/// Verbs whose participle is their base form; lists of exceptions leave them out.
const SAME_PARTICIPLE: [&str; 34] = [
    "run",
    "come",
    "become",
    "overcome",
    "overrun",
    "rerun",
    "put",
    "set",
    "cut",
    "hit",
    "let",
    "shut",
    "read",
    "split",
    "cast",
    "cost",
    "hurt",
    "burst",
    "spread",
    "bid",
    "shed",
    "quit",
    "rid",
    "thrust",
    "broadcast",
    "forecast",
    "upset",
    "reset",
    "input",
    "output",
    "proofread",
    "recast",
    "offset",
    "slit",
];

/// Endings by which English makes names of persons out of verbs and nouns.
const AGENT_ENDINGS: [&str; 12] =
    ["er", "or", "ist", "ian", "eer", "man", "woman", "person", "master", "keeper", "smith", "wright"];

fn guess(form: &str, word: &mut Word) {
    let plain = form.bytes().all(|b| b.is_ascii_alphabetic() || b == b'-');
    if !plain || form.is_empty() {
        return;
    }
    word.readings.set(Readings::GUESSED);
    if form.ends_with("ly") {
        word.readings.set(Readings::ADVERB);
        return;
    }
    let (base, number) = match form.strip_suffix('s').filter(|b| b.len() > 2 && !b.ends_with(['s', 'u', 'i'])) {
        Some(base) => (base, Readings::PLURAL),
        None => (form, Readings::SINGULAR),
    };
    // "banksmen", "linkswomen"
    if let Some(stem) = form.strip_suffix("men").filter(|stem| stem.len() > 2) {
        word.readings.set(Readings::PLURAL.with(Readings::MAY_BE_PERSON).with(Readings::PERSON));
        word.noun = Some(format!("{stem}man"));
        return;
    }
    word.readings.set(number);
    word.noun = Some(base.to_owned());
    if base.len() > 4 && AGENT_ENDINGS.iter().any(|e| base.ends_with(e)) {
        word.readings.set(Readings::MAY_BE_PERSON.with(Readings::PERSON));
    }
    if base.ends_with("ize") || base.ends_with("ise") || base.ends_with("ify") {
        word.readings.set(if number == Readings::PLURAL { Readings::THIRD } else { Readings::BASE });
        word.readings.set(Readings::MAINLY_VERB);
        word.verb = Some(base.to_owned());
    }
    if form.ends_with("ing") {
        word.readings.set(Readings::ING);
    }
    if form.ends_with("ed") {
        word.readings.set(Readings::PAST.with(Readings::PARTICIPLE));
    }
}

/// The stem of the other spelling of the word with this stem, where the word has two; the same for both.
pub(crate) fn spelled_stem(stem: &str) -> Option<&'static str> {
    SPELLED_STEMS.get(stem).copied()
}

/// `word` (in lower case, in its base form) in the one of its spellings that stands for both: "organiser" → "organizer".
pub fn spelling(word: &str) -> &str {
    SPELLINGS.get(word).copied().unwrap_or(word)
}

/// Whether `word` (in lower case) is known as a part of names.
pub(crate) fn is_name(word: &str) -> bool {
    NAMES.contains(word)
}

/// What `word` (in lower case) is where it is somebody's given name and not the noun that it is elsewhere ("Anna", "Mark").
pub(crate) fn given(word: &str) -> Option<Rc<Word>> {
    let found = GIVEN.contains(word).then(|| {
        let mut name = Word::default();
        guess(word, &mut name);
        name.readings.set(Readings::SINGULAR);
        name
    });
    found.map(Rc::new)
}

/// Words that share a frequent sense with `form` (in lower case, in any form), in their base form.
pub fn synonyms(form: &str) -> Vec<&'static str> {
    let word = look_up(form);
    let bases = [Some(form), word.noun.as_deref(), word.verb.as_deref()];
    let mut found: Vec<&'static str> = Vec::new();
    for base in bases.iter().flatten() {
        found.extend(SYNONYMS.get(base).copied().unwrap_or_default());
    }
    found.sort_unstable();
    found.dedup();
    found
}

/// The singular of a noun form in lower case: "actuaries" → "actuary". Unknown words follow the regular rules; a word
/// that is a singular already stays as it is ("boss", "analysis").
pub fn singular(form: &str) -> String {
    let word = look_up(form);
    if word.readings.any(Readings::SINGULAR) && !word.readings.any(Readings::PLURAL) {
        return form.to_owned();
    }
    word.noun.as_deref().unwrap_or(form).to_owned()
}
