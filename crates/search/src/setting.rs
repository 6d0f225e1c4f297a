//! Where a question is set: "in a film crew", "at a law firm", "when there is no producer".
//!
//! That is no part of the deed. Few sentences repeat where they play; the article says it once, in its title, its headings
//! or here and there. So the words of a setting do not have to stand in the statement that answers: what counts is how
//! much its article speaks of them. A phrase is a setting by where it stands in the question, before the deed or at its
//! end; inside ("who in the kitchen …") it stands before it too.

use crate::question::is_stop;
use crate::{ArticleRef, Found, Retrieve, RetrieveError};
use rolecall_language::{Phrase, Reading, Term, Token, read, terms};
use rolecall_record::Span;
use std::collections::{BTreeMap, BTreeSet, HashMap};

/// What a statement is worth whose article does not speak of the setting at all.
const ELSEWHERE: f32 = 0.4;
/// Of an article that says it in this share of its statements, it is what the article is about.
const ALL: f32 = 0.1;

/// The words that a setting begins with.
const PLACES: &[&str] = &["in", "on", "at", "within", "inside", "aboard", "during"];

/// The setting of a question.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Setting {
    /// Its phrases as they were written: "in the kitchen".
    pub phrases: Vec<String>,
    /// The words of the places and occasions among them, each where it stands in the question.
    pub places: Vec<Term>,
    /// The words of who or what is missing ("without a cook").
    pub missing: Vec<Term>,
}

impl Setting {
    /// The setting of `question`; empty where it has none. `own` tells of the place of a word whether it is the question's
    /// own and no part of the deed: "does the cook" in "does the cook work on sauces".
    pub(crate) fn of(question: &str, own: impl Fn(usize) -> bool) -> Self {
        let reading = read(question);
        let mut setting = Self::default();
        let all = terms(question);
        let phrases = &reading.groups.phrases;
        // "At the client's office" is one phrase, and its owner no setting of its own.
        let owns = |at: usize| phrases.iter().any(|phrase| phrase.owner == Some(at));
        for (_, phrase) in phrases.iter().enumerate().filter(|(at, p)| !p.pronoun && !owns(*at)) {
            let missing = missing_word(&reading, phrase);
            let place = before_the_deed(&reading, phrase)
                .or_else(|| at_the_end(&reading, phrase, &own))
                .filter(|_| missing.is_none());
            let Some(first) = missing.or(place) else { continue };
            let end = reading.tokens[phrase.tokens.1 - 1].end;
            let own = Span::new(reading.tokens[phrase.core].start, end);
            let words = all.iter().filter(|t| own.contains(Span::new(t.start, t.end)) && !is_stop(&t.word)).cloned();
            let list = if missing.is_some() { &mut setting.missing } else { &mut setting.places };
            list.extend(words);
            setting.phrases.push(question[reading.tokens[first].start..end].to_owned());
        }
        setting
    }

    /// Whether `word` of the question is one of it.
    pub(crate) fn has(&self, word: &Term) -> bool {
        self.places.iter().chain(&self.missing).any(|own| own.start == word.start)
    }

    /// Whether a word with this stem is one of it.
    pub(crate) fn has_stem(&self, stem: &str) -> bool {
        self.places.iter().chain(&self.missing).any(|own| own.stem == stem)
    }
}

/// The token before a phrase, if it is one that a place can begin with.
fn place_word(reading: &Reading<'_>, phrase: &Phrase) -> Option<usize> {
    let before = phrase.tokens.0.checked_sub(1)?;
    PLACES.contains(&reading.tokens[before].lower.as_str()).then_some(before)
}

/// "At a law firm, who …", "who in the kitchen …": nothing but the asking word stands before it.
fn before_the_deed(reading: &Reading<'_>, phrase: &Phrase) -> Option<usize> {
    let asks =
        |word: &str| matches!(word, "who" | "which" | "what" | "whose" | "whom" | "role" | "person" | "one" | "job");
    let first = |at: &usize| {
        reading.tokens[..*at].iter().all(|token| asks(&token.lower)) && phrase.tokens.1 < reading.tokens.len()
    };
    place_word(reading, phrase).filter(first)
}

/// "… on a freighter": behind a deed and its object, with nothing after it.
fn at_the_end(reading: &Reading<'_>, phrase: &Phrase, own: impl Fn(usize) -> bool) -> Option<usize> {
    let tells = |t: &&Token<'_>| t.text.starts_with(char::is_alphanumeric) && !is_stop(&t.lower) && !own(t.start);
    let words = |tokens: &[Token<'_>]| tokens.iter().filter(tells).count();
    let last = |at: &usize| words(&reading.tokens[phrase.tokens.1..]) == 0 && words(&reading.tokens[..*at]) >= 2;
    place_word(reading, phrase).filter(last)
}

/// "When there is no producer", "without a producer": the token that this begins with.
fn missing_word(reading: &Reading<'_>, phrase: &Phrase) -> Option<usize> {
    let before = phrase.tokens.0.checked_sub(1)?;
    if reading.tokens[before].lower == "without" {
        return Some(before);
    }
    let there = reading.tokens[..=before].iter().rposition(|token| token.lower == "there")?;
    let begins = |token: &Token<'_>| matches!(token.lower.as_str(), "when" | "if" | "where" | "while" | "whenever");
    (reading.tokens[phrase.tokens.0].lower == "no")
        .then(|| there.checked_sub(1).filter(|at| begins(&reading.tokens[*at])).unwrap_or(there))
}

/// How far what was found fits a setting.
#[derive(Debug)]
pub(crate) struct Fits {
    /// A factor for each article's id, 1 for those that speak of its places most; empty where none does.
    articles: HashMap<String, f32>,
    missing: Vec<String>,
    /// The stems of its places, where folders are still to be looked at.
    stems: BTreeSet<String>,
}

/// The stems of a setting's places, and how much each article speaks of them.
fn speaking<'s>(
    index: &dyn Retrieve,
    setting: &'s Setting,
    among: &BTreeSet<&str>,
) -> Result<(BTreeSet<&'s str>, BTreeMap<String, f32>), RetrieveError> {
    let stems: BTreeSet<&str> = setting.places.iter().map(|t| t.stem.as_str()).collect();
    let mut speaking: BTreeMap<String, f32> = BTreeMap::new();
    for stem in &stems {
        for (article, share) in index.articles_speaking_of(stem, among)? {
            *speaking.entry(article).or_default() += (share / ALL).min(1.0) / stems.len() as f32;
        }
    }
    Ok((stems, speaking))
}

/// Whether an article lies in a folder that is called so.
fn is_within(article: &ArticleRef, stems: &BTreeSet<&str>) -> bool {
    let folders = article.path.rsplit_once('/').map_or("", |(folders, _)| folders);
    !stems.is_empty() && terms(folders).iter().any(|folder| stems.contains(folder.stem.as_str()))
}

impl Fits {
    /// For what was `found`: the articles there are set against each other.
    pub(crate) fn new(index: &dyn Retrieve, setting: &Setting, found: &[Found]) -> Result<Self, RetrieveError> {
        let missing = setting.missing.iter().map(|t| t.stem.clone()).collect();
        let mut articles: HashMap<String, f32> = HashMap::new();
        if setting.places.is_empty() {
            return Ok(Self { articles, missing, stems: BTreeSet::new() });
        }
        let among: BTreeSet<&str> = found.iter().map(|found| found.article.id.as_str()).collect();
        let (stems, speaking) = speaking(index, setting, &among)?;
        for article in found.iter().map(|found| &found.article) {
            if !articles.contains_key(&article.id) {
                let said = speaking.get(&article.id).copied().unwrap_or(0.0);
                articles.insert(article.id.clone(), if is_within(article, &stems) { 1.0 } else { said });
            }
        }
        let most = articles.values().copied().fold(0.0, f32::max);
        if most == 0.0 {
            articles.clear();
        }
        articles.values_mut().for_each(|fit| *fit = ELSEWHERE + (1.0 - ELSEWHERE) * *fit / most);
        Ok(Self { articles, missing, stems: BTreeSet::new() })
    }

    /// For these articles, by id: they are set against each other.
    pub(crate) fn among(
        index: &dyn Retrieve,
        setting: &Setting,
        articles: &BTreeSet<&str>,
    ) -> Result<Self, RetrieveError> {
        let (stems, speaking) = speaking(index, setting, articles)?;
        let most = speaking.values().copied().fold(0.0, f32::max);
        let factor = |said: f32| ELSEWHERE + (1.0 - ELSEWHERE) * said / most;
        let articles = speaking.into_iter().map(|(article, said)| (article, factor(said))).collect();
        Ok(Self { articles, missing: Vec::new(), stems: stems.into_iter().map(str::to_owned).collect() })
    }

    /// The factor for an article, as far as it alone tells.
    pub(crate) fn of_article(&self, article: &ArticleRef) -> f32 {
        let stems = self.stems.iter().map(String::as_str).collect();
        let elsewhere = if self.articles.is_empty() { 1.0 } else { ELSEWHERE };
        if is_within(article, &stems) { 1.0 } else { self.articles.get(&article.id).copied().unwrap_or(elsewhere) }
    }

    /// The factor for a statement.
    pub(crate) fn of(&self, found: &Found) -> f32 {
        let place = self.articles.get(&found.article.id).copied().unwrap_or(1.0);
        let lacks = self.missing.is_empty() || lacks(&found.statement.text, &self.missing);
        if lacks { place } else { place * ELSEWHERE }
    }
}

/// Whether `text` says that one of `missing` is not there: shortly before it stands "no" or "without".
fn lacks(text: &str, missing: &[String]) -> bool {
    let words = terms(text);
    let denied =
        |at: usize| words[at.saturating_sub(3)..at].iter().any(|t| matches!(t.word.as_str(), "no" | "without"));
    words.iter().enumerate().any(|(at, term)| missing.contains(&term.stem) && denied(at))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(question: &str, expected: &[&str]) {
        assert_eq!(Setting::of(question, |_| false).phrases, expected, "{question}");
    }

    #[test]
    fn a_setting_stands_before_the_deed_or_at_the_end() {
        check("at a bank, who counts the coins", &["at a bank"]);
        check("who in the kitchen peels the onions", &["in the kitchen"]);
        check("at the client's office, who makes the tea", &["at the client's office"]);
        check("who peels the onions in a hotel kitchen?", &["in a hotel kitchen"]);
        check("during a fire drill who counts the guests", &["during a fire drill"]);
    }

    #[test]
    fn what_the_deed_needs_is_no_setting() {
        check("who lives in the lighthouse", &[]);
        check("who works on deck at night with the cook", &[]);
        check("in", &[]);
    }

    #[test]
    fn somebody_who_is_missing_sets_the_question() {
        check("who writes the bill when there is no waiter", &["when there is no waiter"]);
        check("who carves the roast without a cook", &["without a cook"]);
        let missing = ["waiter".to_owned()];
        assert!(lacks("Without any waiter the cook serves.", &missing));
        assert!(!lacks("The waiter serves without a tray.", &missing));
    }
}
