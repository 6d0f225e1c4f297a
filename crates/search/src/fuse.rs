//! What a statement and a question have in common, by words and by meaning, in one number.
//!
//! A convex combination of both, each in shares of the best that was found (Bruch, Gai & Ingber 2022, arXiv 2210.11934,
//! measured it better than reciprocal rank fusion; so did we, see this crate's README). By words it is BM25 times the
//! square of the share of the question that the statement holds: BM25 alone is happy with one rare word, and a statement
//! on booking a studio must not say who books a tour. By meaning it is the cosine of statement and question; how much of the
//! question's words the statement's words hold, each by the nearest in meaning (late interaction, Khattab & Zaharia 2020);
//! and a share of the cosine of the whole article and the question, which tells apart who welcomes guests on a ship and in a
//! studio. The power makes what is nearest stand out of a crowd that is all somewhat near.

use crate::Found;

/// What words are worth beside meaning.
const WORDS: f32 = 0.6;
/// What the words are worth, one by one, beside the statement as a whole.
const ALIGNMENT: f32 = 1.0;
/// What the article's theme is worth beside the statement.
const THEME: f32 = 0.7;
/// The power that near things are raised to, for a question of a few words and for a task of many. A long text is
/// somewhat near to much; which role it belongs to is told by many statements rather than by the nearest.
const SHARPNESS: (f32, f32) = (10.0, 3.0);

/// The best of what was found, by which all of it is measured.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Scale {
    relevance: f32,
    nearness: f32,
    sharpness: f32,
}

impl Scale {
    /// The scale of these statements, for a question that is `long` ([`length`]).
    pub(crate) fn of(found: &[Found], long: f32) -> Self {
        let most = |of: &dyn Fn(&Found) -> f32| found.iter().map(of).fold(f32::EPSILON, f32::max);
        let sharpness = SHARPNESS.0 + (SHARPNESS.1 - SHARPNESS.0) * long;
        Self { relevance: most(&|f| f.relevance), nearness: most(&nearness), sharpness }
    }
}

/// How far a question of so many content words is a task put in full rather than a question: 0 up to six, 1 from ten on; where it is
/// the `bare` task, without a "who", four words earlier.
pub(crate) fn length(words: usize, bare: bool) -> f32 {
    let most = if bare { 2.0 } else { 6.0 };
    ((words as f32 - most) / 4.0).clamp(0.0, 1.0)
}

/// What a statement has in common with a question.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Matched {
    /// By words.
    pub(crate) words: f32,
    /// By meaning; 0 where there is no scale.
    pub(crate) meaning: f32,
    /// Both together.
    pub(crate) both: f32,
}

/// What `found`, that holds a share of `coverage` of the question, has in common with it; by words alone without `scale`.
pub(crate) fn matched(found: &Found, coverage: f32, scale: Option<&Scale>) -> Matched {
    let words = found.relevance * coverage * coverage;
    let Some(scale) = scale else { return Matched { words, meaning: 0.0, both: words } };
    let words = words / scale.relevance;
    let meaning = (nearness(found) / scale.nearness).powf(scale.sharpness);
    Matched { words, meaning, both: WORDS * words + (1.0 - WORDS) * meaning }
}

fn nearness(found: &Found) -> f32 {
    found.similarity.max(0.0) + ALIGNMENT * found.alignment.max(0.0) + THEME * found.theme.max(0.0)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::memory::Memory;
    use crate::{Query, Retrieve};

    #[test]
    fn of_two_equally_near_statements_the_one_whose_words_answer_stands_first() {
        let memory = Memory::new(&[]).says("a", "Cook", "Stirs the soup.").says("a", "Waiter", "Brings the soup.");
        let words = vec![("soup".to_owned(), 1.0)];
        let query = Query { words, fields: Default::default(), meaning: None, only: Default::default() };
        let mut found = memory.find(&query, 2).unwrap();
        for (found, alignment) in found.iter_mut().zip([0.4, 0.6]) {
            (found.similarity, found.alignment) = (0.5, alignment);
        }
        let scale = Scale::of(&found, 0.0);
        let both = |i: usize| matched(&found[i], 0.0, Some(&scale)).both;
        assert!(both(1) > 2.0 * both(0), "{} {}", both(0), both(1));
    }

    #[test]
    fn a_long_task_listens_to_the_second_nearest_too() {
        let memory = Memory::new(&[]).says("a", "Cook", "Stirs the soup.").says("a", "Cook", "Salts the soup.");
        let words = vec![("soup".to_owned(), 1.0)];
        let query = Query { words, fields: Default::default(), meaning: None, only: Default::default() };
        let mut found = memory.find(&query, 2).unwrap();
        (found[0].similarity, found[1].similarity) = (0.6, 0.5);
        let second = |words: usize| matched(&found[1], 0.0, Some(&Scale::of(&found, length(words, false)))).meaning;
        assert!(second(5) < 0.2 && second(14) > 0.5, "{} {}", second(5), second(14));
    }
}
