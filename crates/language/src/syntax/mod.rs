//! A shallow reading of a sentence: tokens → tags → groups → clauses.
//!
//! No tree is built. What attribution needs is who stands as the subject of which verb, and for that the order of noun
//! phrases and verb groups is enough; a full parser would cost a hundred times as much and be wrong in the same places
//! (long coordinations, headlines, lists without verbs).

mod beside;
mod clause;
mod closed;
mod follow;
mod given;
mod group;
mod tag;
mod token;
mod verb;

pub use clause::{Clause, clauses};
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
    tag(&mut tokens);
    let groups = groups(&tokens);
    let clauses = clauses(&tokens, &groups);
    Reading { tokens, groups, clauses }
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
pub(crate) fn is_closed(word: &str) -> bool {
    closed::closed(word).is_some()
}
