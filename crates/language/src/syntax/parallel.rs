//! Verbs behind "and", "or" or a comma, which go on with a verb before them.

use super::follow::{finite_verb_follows, followed_by_noun, particle_follows};
use super::tag::{Form, Tag};
use super::token::Token;
use crate::lexicon::Readings;

/// After "and", "or" or a comma: the same form as the verb that it continues.
pub(super) fn parallel(
    tokens: &[Token<'_>],
    i: usize,
    at: usize,
    mainly: bool,
    only: bool,
    object: bool,
) -> Option<Form> {
    let r = tokens[i].word.readings;
    let last = (0..at).rev().find_map(|j| match tokens[j].tag {
        Tag::Verb(form) => Some(form),
        Tag::Modal => Some(Form::Base),
        Tag::Be if matches!(tokens[j].lower.as_str(), "is" | "was" | "'s") => Some(Form::Third),
        Tag::To if matches!(tokens[j + 1].tag, Tag::Verb(_) | Tag::Adverb) => Some(Form::Base),
        Tag::Stop | Tag::Colon => Some(Form::Base),
        _ => None,
    });
    let row = tokens[..at].iter().find_map(|t| match t.tag {
        Tag::Verb(form @ (Form::Base | Form::Third)) => Some(form),
        _ => None,
    });
    // "numbers and names for her": a plural joined to a plural is a noun unless it acts on something.
    let plurals = r.any(Readings::PLURAL)
        && at > 0
        && tokens[at].tag == Tag::Conjunction
        && tokens[at - 1].tag == Tag::Noun
        && tokens[at - 1].word.readings.any(Readings::PLURAL)
        && tokens[at - 1].lower.ends_with('s');
    if plurals && !object && !only {
        return None;
    }
    // "are filled in by the clerk and read by the matron"
    let by = tokens.get(i + 1).is_some_and(|t| t.lower == "by");
    let joins = tokens[at].tag == Tag::Conjunction
        || tokens[i + 1..].iter().take(10).any(|t| t.closed() == Some(Tag::Conjunction));
    let weight = mainly || object || particle_follows(tokens, i);
    let verb_before = matches!(tokens[..at].last().map(|t| t.tag), Some(Tag::Verb(_)));
    for (form, can) in [
        (Form::Base, r.any(Readings::BASE)),
        (Form::Third, r.any(Readings::THIRD)),
        (Form::Ing, r.any(Readings::ING)),
        (Form::Past, r.any(Readings::PAST.with(Readings::PARTICIPLE))),
    ] {
        if !can || by && form == Form::Base && r.any(Readings::PARTICIPLE) {
            continue;
        }
        // "They keep track of where they are, …, and pass …": a clause within does not end the row of verbs around it.
        let same = last == Some(form) || weight && form != Form::Past && row == Some(form);
        if same && (weight || verb_before) && (joins || object || only) && !finite_verb_follows(tokens, i) {
            return Some(form);
        }
        if only && (form != Form::Past || !followed_by_noun(tokens, i)) {
            return Some(form);
        }
    }
    (r.any(Readings::ING) && object).then_some(Form::Ing)
}

/// Whether nothing but an opening "if …" with a verb of its own stands before the comma at `at`.
pub(super) fn condition_before(tokens: &[Token<'_>], at: usize) -> bool {
    matches!(tokens[0].lower.as_str(), "if" | "when" | "whenever" | "once" | "unless")
        && !tokens[..at].iter().any(|t| t.tag.mark())
        && tokens[..at].iter().any(|t| matches!(t.tag, Tag::Verb(_) | Tag::Be | Tag::Have | Tag::Modal))
}
