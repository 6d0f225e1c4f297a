//! A shallow reading of a sentence: tokens → tags → groups → clauses.
//!
//! No tree is built. What attribution needs is who stands as the subject of which verb, and for that the order of noun
//! phrases and verb groups is enough; a full parser would cost a hundred times as much and be wrong in the same places
//! (long coordinations, headlines, lists without verbs).

mod alone;
mod bare;
mod beside;
mod clause;
mod closed;
mod coined;
mod follow;
mod given;
mod group;
mod lead;
mod opening;
mod ordinal;
mod parallel;
mod relative;
mod tag;
mod token;
mod verb;

pub use clause::{Clause, clauses};
pub(crate) use group::rung;
pub use group::{Groups, Phrase, VerbGroup, Voice, groups};
pub use tag::{Form, Tag, tag};
pub use token::{Shape, Token, tokens};

/// A sentence taken apart.
#[derive(Debug, Clone)]
pub struct Reading<'t> {
    /// Its tokens with their tags.
    pub tokens: Vec<Token<'t>>,
    /// Its noun phrases and verb groups.
    pub groups: Groups,
    /// Its clauses, in the order of their verbs.
    pub clauses: Vec<Clause>,
}

/// Reads one sentence.
///
/// ```
/// let reading = rolecall_language::read("The bosun runs the deck.");
/// let subject = reading.clauses[0].subjects[0];
/// assert_eq!(reading.text(reading.groups.phrases[subject].tokens), "The bosun");
/// ```
pub fn read(text: &str) -> Reading<'_> {
    let mut tokens = tokens(text);
    given::settle(&mut tokens);
    ordinal::settle(&mut tokens);
    understood(tokens)
}

/// Tags, groups and clauses of a sentence's tokens.
fn understood(mut tokens: Vec<Token<'_>>) -> Reading<'_> {
    tag(&mut tokens);
    opening::settle(&mut tokens);
    opening::several(&mut tokens);
    opening::gerund(&mut tokens);
    lead::settle(&mut tokens);
    let groups = groups(&tokens);
    let clauses = clauses(&tokens, &groups);
    Reading { tokens, groups, clauses }
}

impl<'t> Reading<'t> {
    /// The sentence read anew as if `words` stood before its token `at`. They take no bytes: every other token keeps its place
    /// in the text, and a phrase of added words alone is empty there.
    ///
    /// ```
    /// let reading = rolecall_language::read("When the alarm goes, wakes everybody.");
    /// let whole = reading.inserting(5, &["he"]);
    /// let last = whole.clauses.last().unwrap();
    /// assert_eq!(whole.groups.verbs[last.verb].lemma, "wake");
    /// assert_eq!(whole.groups.phrases[last.subjects[0]].tokens, (5, 6));
    /// ```
    #[must_use]
    pub fn inserting(&self, at: usize, words: &[&'t str]) -> Reading<'t> {
        let at = at.min(self.tokens.len());
        let place = self.tokens.get(at).map(|t| t.start).or_else(|| self.tokens.last().map(|t| t.end)).unwrap_or(0);
        let mut tokens = Vec::with_capacity(self.tokens.len() + words.len());
        tokens.extend_from_slice(&self.tokens[..at]);
        tokens.extend(words.iter().map(|word| Token::added(word, place)));
        tokens.extend_from_slice(&self.tokens[at..]);
        tokens.iter_mut().for_each(|t| t.tag = Tag::Other);
        understood(tokens)
    }
}

impl Reading<'_> {
    /// The words of a token range, joined by single spaces.
    pub fn text(&self, (from, to): (usize, usize)) -> String {
        let mut out = String::new();
        for (i, token) in self.tokens[from..to].iter().enumerate() {
            if i > 0 && self.tokens[from + i - 1].end < token.start {
                out.push(' ');
            }
            out.push_str(token.text);
        }
        out
    }
}

/// Whether `word` (in lower case) is of one of the closed classes: an article, a pronoun, a preposition.
///
/// ```
/// assert!(rolecall_language::is_closed("who") && !rolecall_language::is_closed("smith"));
/// ```
pub fn is_closed(word: &str) -> bool {
    closed::closed(word).is_some()
}
