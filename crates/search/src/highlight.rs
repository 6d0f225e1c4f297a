//! Which words of a statement answer: what a reader's eye should fall on first.
//!
//! A sentence tells several things, and only one of them was asked for. It is cut where its marks and joining words cut it,
//! and the piece is chosen that comes nearest to the words asked for. By a model that is the direction of its words alone,
//! each looked up and none read in its sentence ([`Embed::look_up`]): on 42 labelled statements this found more of the right
//! words than the transformer did on the pieces (F 0.74 to 0.69), and costs next to nothing. Where the piece holds
//! half of the words asked for, these are marked; else all of it is.

use crate::Question;
use crate::question::is_stop;
use rolecall_embedding::{Embed, Vector};
use rolecall_language::{Term, terms};
use rolecall_record::Span;

/// What having all words asked for is worth beside being nearest in meaning.
const SHARED: f32 = 0.3;
/// The share of the words asked for by which a piece's own words are marked, and not the piece.
const ENOUGH: f32 = 0.5;

/// What a piece is worth that is not said of the role: "all of this" may stand for what was said before.
const BESIDE: f32 = 0.8;

/// Words that join what is told to what else is told.
#[rustfmt::skip]
const JOINING: &[&str] = &[
    "after", "and", "because", "before", "but", "if", "or", "so", "until", "when", "whenever", "which", "while", "who",
];

/// What is asked for, made ready to mark it in any number of statements.
pub(crate) struct Marker<'m> {
    /// Stems and what each is worth; all add up to 1.
    words: Vec<(&'m str, f32)>,
    model: Option<(&'m dyn Embed, Vector)>,
}

impl<'m> Marker<'m> {
    pub(crate) fn new(question: &'m Question, model: Option<&'m dyn Embed>) -> Self {
        let sum: f32 = question.words.iter().map(|w| w.weight).sum();
        let asked = question.words.iter().map(|w| w.word.as_str()).collect::<Vec<_>>().join(" ");
        let model = model.and_then(|model| Some((model, model.look_up(&asked)?)));
        Self { words: question.words.iter().map(|w| (w.stem.as_str(), w.weight / sum)).collect(), model }
    }

    /// The words of `text` that answer, in order, within `reach`; `clause` is the part of it that is said of the role.
    pub(crate) fn mark(&self, text: &str, clause: Span, reach: Span) -> Vec<Span> {
        let mut words = terms(text);
        words.retain(|t| reach.contains(Span::new(t.start, t.end)));
        let mut best: Option<(f32, &[Term])> = None;
        for piece in pieces(text, &words) {
            let of_the_role = piece.iter().any(|t| clause.contains(Span::new(t.start, t.end)));
            let worth = if of_the_role { 1.0 } else { BESIDE };
            let nearness = worth * (SHARED * self.held(piece) + self.nearness(text, piece));
            if nearness > best.map_or(0.0, |(most, _)| most) {
                best = Some((nearness, piece));
            }
        }
        match best {
            Some((_, piece)) if self.held(piece) >= ENOUGH || self.model.is_none() => self.words_of(text, piece),
            Some((_, [first, .., last])) => vec![Span::new(first.start, last.end)],
            Some((_, piece)) => piece.iter().map(|t| Span::new(t.start, t.end)).collect(),
            None if clause.is_empty() => Vec::new(),
            None => vec![clause],
        }
    }

    /// The share of the words asked for that a piece has.
    fn held(&self, piece: &[Term]) -> f32 {
        self.words.iter().filter(|(stem, _)| piece.iter().any(|t| t.stem == *stem)).map(|(_, share)| share).sum()
    }

    fn nearness(&self, text: &str, piece: &[Term]) -> f32 {
        let Some((model, asked)) = &self.model else { return 0.0 };
        let content = piece.iter().filter(|t| !is_stop(&t.word)).map(|t| &text[t.start..t.end]);
        let words = model.look_up(&content.collect::<Vec<_>>().join(" "));
        words.map_or(0.0, |words| words.cosine(asked).max(0.0))
    }

    /// The words asked for, neighbours joined.
    fn words_of(&self, text: &str, piece: &[Term]) -> Vec<Span> {
        let mut marks: Vec<Span> = Vec::new();
        for term in piece.iter().filter(|t| self.words.iter().any(|(stem, _)| t.stem == *stem)) {
            match marks.last_mut() {
                Some(last) if text[last.end..term.start].chars().all(|c| c == ' ' || c == '-') => last.end = term.end,
                _ => marks.push(Span::new(term.start, term.end)),
            }
        }
        marks
    }
}

/// The pieces of a statement that say something: cut at marks and at joining words, which belong to none.
fn pieces<'t>(text: &str, words: &'t [Term]) -> Vec<&'t [Term]> {
    let mut pieces = Vec::new();
    let mut start = 0;
    for at in 0..=words.len() {
        let joining = words.get(at).is_some_and(|t| JOINING.contains(&t.word.as_str()));
        let parted = at > start
            && words.get(at).is_none_or(|t| {
                text[words[at - 1].end..t.start].contains([',', ';', ':', '–', '—', '(', ')', '…', '.'])
            });
        if parted || joining {
            pieces.push(&words[start..at]);
            start = at + usize::from(joining);
        }
    }
    pieces.retain(|piece: &&[Term]| piece.iter().any(|t| !is_stop(&t.word)));
    pieces
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Roles;
    use crate::memory::{Concepts, table};

    const CONCEPTS: Concepts =
        Concepts("concepts", &[&["coins", "cash", "counts", "money"], &["paints", "hull"], &["rope"]]);

    fn check(question: &str, text: &str, model: Option<&dyn Embed>, expected: &[&str]) {
        let table = table(&[]);
        let question = Question::understand(question, &Roles::new(&table)).unwrap();
        let marks = Marker::new(&question, model).mark(text, Span::new(0, text.len()), Span::new(0, text.len()));
        assert_eq!(marks.iter().map(|m| m.of(text)).collect::<Vec<_>>(), expected);
    }

    #[test]
    fn the_words_asked_for_are_marked_and_neighbours_as_one() {
        check("who sets up cables", "She sets up the cables.", None, &["sets up", "cables"]);
        check("who sets up cables", "She sets up the cables.", Some(&CONCEPTS), &["sets up", "cables"]);
    }

    #[test]
    fn of_several_things_told_the_one_that_was_asked_for_is_marked() {
        let text = "The bosun paints the hull, counts the cash and mends the rope that others set down.";
        check("who minds the coins", text, Some(&CONCEPTS), &["counts the cash"]);
        check("who mends rope", text, None, &["mends", "rope"]);
    }

    #[test]
    fn without_anything_in_common_it_is_all_that_is_said_of_the_role() {
        check("who steers", "The bosun paints the hull.", None, &["The bosun paints the hull."]);
    }
}
