//! The first station: what is asked.
//!
//! A question is read by its grammar, not matched against sample questions: its own words ("who", "whose job is it to",
//! "what does … do") are taken away, and what is left is the deed and its objects. The forms are patterns of function
//! words and of the few nouns by which English speaks of roles at large ("role", "person", "job", "duty"); no word of any
//! field is among them.

mod forms;
mod hasty;
mod listing;
mod pattern;
mod relation;
mod shape;
mod words;

pub(crate) use hasty::{in_full, is_plain, parted};
pub use relation::Relation;
pub(crate) use shape::{Named, named_in, named_places, named_spans, named_words};
pub(crate) use words::is_light;
pub use words::is_stop;

use crate::{Intent, Restriction, Roles, Setting};
use rolecall_language::{Term, terms};

/// What is asked.
#[derive(Debug, Clone, PartialEq)]
pub struct Question {
    /// As it was asked.
    pub text: String,
    /// The form of the question.
    pub intent: Intent,
    /// The roles that it names, in order, each once: preferred names where the corpus knows them, else as written.
    pub roles: Vec<String>,
    /// The words of the deed and its objects, in order, each stem once.
    pub words: Vec<Word>,
    /// The same for people: `["set up", "microphones"]`.
    pub asking: Vec<String>,
    /// Whether it is the task itself ("Reconcile balance sheets every month.") rather than a question about one.
    pub bare: bool,
    /// Where it plays, if it says so: what the articles that answer should speak of.
    pub setting: Setting,
    /// How these roles stand to each other, where that is asked ([`Intent::Combine`]).
    pub relation: Option<Relation>,
    /// Which statements may answer; nothing in a question's text says so, the asker does.
    pub only: Restriction,
}

/// A word to be found in statements.
#[derive(Debug, Clone, PartialEq)]
pub struct Word {
    /// As [`rolecall_language::terms`] stems it.
    pub stem: String,
    /// As asked, in lower case.
    pub word: String,
    /// 1 for a word with a meaning of its own, less for one that rather helps another ("make", "up").
    pub weight: f32,
}

/// Why there is nothing to be asked.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum QuestionError {
    /// No word at all.
    #[error("the question is empty: write what you want to know, such as: who welcomes the guests")]
    Empty,
    /// No word that could be looked up.
    #[error("the question has only words like \"who\" and \"the\": add the task or the role that you mean")]
    OnlyStopWords,
}

impl Question {
    /// Reads `text`; `roles` tells which of its words name a role.
    ///
    /// # Errors
    /// [`QuestionError`], where nothing is left that could be looked up.
    pub fn understand(text: &str, roles: &Roles<'_>) -> Result<Self, QuestionError> {
        Self::understand_as(text, roles, None)
    }

    /// The same, where the asker says which form it has. A task ("train the waiters", "contract review") is one for
    /// [`Intent::Who`], whatever other form its words could have.
    ///
    /// # Errors
    /// As [`Question::understand`].
    pub fn understand_as(text: &str, roles: &Roles<'_>, intent: Option<Intent>) -> Result<Self, QuestionError> {
        let tokens = terms(text);
        if tokens.is_empty() {
            return Err(QuestionError::Empty);
        }
        let form = match intent {
            Some(Intent::Who) => forms::as_who(&tokens, roles),
            _ => forms::recognise(&tokens, roles),
        };
        let taken = |start: usize| tokens.iter().zip(&form.taken).any(|(t, taken)| *taken && t.start == start);
        let setting = match form.intent {
            Intent::Who => Setting::of(text, |_| false),
            Intent::Does => Setting::of(text, taken),
            // What is asked is known by the form; it needs no object of its own.
            Intent::Fact | Intent::Combine if !form.roles.is_empty() => Setting::of(text, |_| false),
            _ => Setting::default(),
        };
        let mut kept: Vec<Kept<'_>> = keep(&tokens, &form);
        let begins = kept.first().is_some_and(|first| first.at == 0);
        let is_set = |kept: &Kept<'_>| setting.has(kept.term);
        kept.iter_mut().filter(|kept| is_set(kept)).for_each(|kept| kept.weight = kept.weight.min(words::ASIDE));
        let mut words: Vec<Word> = Vec::new();
        for kept in &kept {
            if !words.iter().any(|w| w.stem == kept.term.stem) {
                words.push(Word { stem: kept.term.stem.clone(), word: kept.term.word.clone(), weight: kept.weight });
            }
        }
        let needs_words = !matches!(form.intent, Intent::List | Intent::Fact);
        if needs_words && form.roles.is_empty() && words.iter().all(|w| w.weight <= words::PARTICLE) {
            return Err(QuestionError::OnlyStopWords);
        }
        if !kept.iter().all(is_set) {
            kept.retain(|kept| !is_set(kept));
        }
        let mut asking = chunks(text, &kept, form.finite_verb);
        if form.intent != Intent::Who {
            asking.splice(0..0, form.roles.iter().map(|r| r.to_lowercase()));
        }
        Ok(Self {
            text: text.to_owned(),
            intent: intent.unwrap_or(form.intent),
            roles: form.roles,
            words,
            asking,
            bare: form.intent == Intent::Who && begins,
            setting,
            relation: form.relation,
            only: Restriction::default(),
        })
    }
}

/// A token that is looked up.
struct Kept<'t> {
    at: usize,
    term: &'t Term,
    weight: f32,
}

/// The tokens that carry the deed: neither the question's own, nor stop words, nor the role asked about.
fn keep<'t>(tokens: &'t [Term], form: &forms::Form) -> Vec<Kept<'t>> {
    let mut kept: Vec<Kept<'t>> = Vec::new();
    let mut aside = false;
    for (at, term) in tokens.iter().enumerate() {
        if form.taken[at] {
            continue;
        }
        let follows = kept.last().is_some_and(|k| k.at + 1 == at && k.weight > words::PARTICLE);
        let weight = if words::is_particle(&term.word) && follows {
            words::PARTICLE
        } else if words::is_stop(&term.word) {
            aside |= words::leads_aside(&term.word) && kept.iter().filter(|k| k.weight == 1.0).count() > 1;
            continue;
        } else if aside {
            words::ASIDE
        } else if words::is_light(&term.stem) {
            words::LIGHT
        } else {
            1.0
        };
        kept.push(Kept { at, term, weight });
    }
    kept
}

/// Neighbouring words as one piece each; the verb of "who …" stands by itself, in its base form.
fn chunks(text: &str, kept: &[Kept<'_>], finite_verb: bool) -> Vec<String> {
    let mut chunks: Vec<String> = Vec::new();
    let mut in_verb = false;
    for (i, k) in kept.iter().enumerate() {
        let touches = i > 0 && kept[i - 1].at + 1 == k.at;
        let particle = k.weight == words::PARTICLE;
        let written = &text[k.term.start..k.term.end];
        match chunks.last_mut() {
            Some(last) if touches && (particle || !in_verb) => {
                last.push(' ');
                last.push_str(written);
            }
            _ if i == 0 && finite_verb => {
                in_verb = true;
                chunks.push(words::base_form(&k.term.word));
                continue;
            }
            _ => chunks.push(written.to_owned()),
        }
        in_verb &= particle;
    }
    chunks
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::memory::table;
    use expect_test::{Expect, expect};

    fn check(text: &str, expected: Expect) {
        let table = table(&[
            ("Head cook", &["chef", "cook"], 9),
            ("Waiter", &[], 5),
            ("Ship's purser", &["purser"], 5),
            ("Mixing engineer", &["engineer"], 3),
        ]);
        let got = match Question::understand(text, &Roles::new(&table)) {
            Ok(q) => format!("{}: {}", q.intent.as_str(), q.asking.join(" · ")),
            Err(e) => e.to_string(),
        };
        expected.assert_eq(&got);
    }

    #[test]
    fn the_question_s_own_words_are_taken_away() {
        check("who sets up microphones", expect!["who: set up · microphones"]);
        check("Whose job is it to peel the potatoes?", expect!["who: peel · potatoes"]);
        check("who is responsible for setting up the microphones", expect!["who: setting up · microphones"]);
        check("which role plans the menu", expect!["who: plan · menu"]);
        check("please tell me who has to order the fish", expect!["who: order · fish"]);
        check("person in charge of the wine cellar", expect!["who: wine cellar"]);
        check("who in the kitchen is in charge of hygiene", expect!["who: hygiene"]);
        check("who's the one who locks up", expect!["who: lock up"]);
        check("reconciling balance sheets every month", expect!["who: reconciling balance sheets · month"]);
        check("who do I ask about refunds", expect!["who: refunds"]);
        check("what role greets guests", expect!["who: greet · guests"]);
        check("what kind of person greets guests", expect!["who: greet · guests"]);
        check("which cook peels the potatoes", expect!["who: peel · potatoes"]);
    }

    #[test]
    fn a_role_s_own_duties_are_asked_for_in_many_ways() {
        check("what does a purser do", expect!["what: ship's purser"]);
        check("what do head cooks do all day", expect!["what: head cook"]);
        check("purser responsibilities", expect!["what: ship's purser"]);
        check("duties of a purser", expect!["what: ship's purser"]);
        check("waiter", expect!["what: waiter"]);
        check("who is the purser", expect!["what: ship's purser"]);
        check("what is a waiter for", expect!["what: waiter"]);
        check("what is expected of a waiter on a busy night", expect!["what: waiter · busy night"]);
        check("what does a falconer do", expect!["what: falconer"]);
        check("what are the responsibilities of a mixing engineer?", expect!["what: mixing engineer"]);
    }

    #[test]
    fn two_roles_are_set_against_each_other() {
        check("chef vs waiter", expect!["compare: head cook · waiter"]);
        check("what's the difference between a purser and a waiter", expect!["compare: ship's purser · waiter"]);
        check("is a cook a different job from a falconer", expect!["compare: head cook · falconer"]);
        check("how do pursers differ from waiters", expect!["compare: ship's purser · waiter"]);
    }

    #[test]
    fn a_yes_or_no_question_begins_with_its_verb() {
        check("does a waiter cook the meals", expect!["does: waiter · cook · meals"]);
        check("is it the purser's job to count the cash", expect!["does: ship's purser · count · cash"]);
        check("can a waiter refuse a guest", expect!["does: waiter · refuse · guest"]);

        check("does the wine guide lead the tour", expect!["does: wine guide · lead · tour"]);
        check(
            "does the turnaround coordinator clean the cabin",
            expect!["does: turnaround coordinator · clean · cabin"],
        );
        check("does the welder clean the tanks", expect!["does: welder · clean · tanks"]);
        check("are waiters allowed to taste the wine", expect!["does: waiter · taste · wine"]);
    }

    #[test]
    fn how_roles_stand_to_each_other_is_a_question_of_its_own() {
        check("can a cook also be the waiter", expect!["combine: head cook · waiter"]);
        check("could one person be both cook and purser", expect!["combine: head cook · ship's purser"]);
        check("who does the waiter report to", expect!["combine: waiter"]);
        check("can the head be the mixing engineer too", expect!["combine: head cook · mixing engineer"]);
        check("who is the waiter's manager", expect!["combine: waiter"]);
        check("who reports the theft", expect!["who: report · theft"]);
        check("who else works with the purser", expect!["combine: ship's purser"]);
        check("who works with dough", expect!["who: work · dough"]);
        check("who counts their share", expect!["who: count · share"]);
        check("which roles share the night watch", expect!["combine: night watch"]);
    }

    #[test]
    fn people_who_are_only_said_to_be_somewhere_are_listed() {
        check("which roles are there in a kitchen", expect!["list: kitchen"]);
        check("what kinds of jobs exist on a ferry", expect!["list: ferry"]);
        check("list everyone who works on a ship", expect!["list: ship"]);
        check("who works at the harbour", expect!["list: harbour"]);
        check("who is in charge of the harbour", expect!["who: harbour"]);
        check("who makes up the beds", expect!["who: make up · beds"]);
        check("which roles make up the night crew", expect!["list: night crew"]);
        check("which role approves the menu", expect!["who: approve · menu"]);
    }

    #[test]
    fn what_a_question_is_wrapped_in_is_no_part_of_it() {
        check("can you tell me who peels the potatoes", expect!["who: peel · potatoes"]);
        check("I wonder whether the waiter counts the cash", expect!["does: waiter · counts · cash"]);
        check("I'd like to know what a purser does", expect!["what: ship's purser"]);
        check("cook or waiter: what's the difference", expect!["compare: head cook · waiter"]);
    }

    #[test]
    fn pay_and_education_are_facts() {
        check("how much does a purser earn", expect!["fact: ship's purser · earn"]);
        check("do you need a degree to be a waiter", expect!["fact: waiter · degree"]);
        check("which role pays best", expect!["fact: pays best"]);
        check("who decides that guests pay more", expect!["who: decide · guests pay"]);
        check("are waiters in demand", expect!["fact: waiter · demand"]);
        check("purser salary", expect!["fact: ship's purser · salary"]);
        check("who earns the tips", expect!["who: earn · tips"]);
    }

    #[test]
    fn a_whole_task_is_asked_for_who_does_it_whatever_words_it_holds() {
        check(
            "Perform administrative duties, such as assisting waiters and cooks with menus.",
            expect!["who: Perform administrative duties · assisting waiters · cooks · menus"],
        );
    }

    #[test]
    fn nothing_to_look_up_is_said_so() {
        check(" ?! ", expect!["the question is empty: write what you want to know, such as: who welcomes the guests"]);
        check(
            "who is it that does the",
            expect![[r#"the question has only words like "who" and "the": add the task or the role that you mean"#]],
        );
    }

    #[test]
    fn whatever_the_order_of_words_a_question_is_read() {
        let table = table(&[("Head cook", &["chef", "cook"], 9), ("Waiter", &[], 5)]);
        let roles = Roles::new(&table);
        let words = [
            "who", "what", "which", "does", "is", "the", "of", "vs", "between", "cook", "waiter", "salary", "up",
            "peels", "duties", "be", "to", "job", "—", "é's",
        ];
        for a in words {
            for b in words {
                for c in words {
                    if let Ok(q) = Question::understand(&format!("{a} {b} {c}"), &roles) {
                        assert!(!q.words.is_empty() || !q.roles.is_empty(), "{q:?}");
                        assert!(!q.asking.is_empty(), "{q:?}");
                    }
                }
            }
        }
    }
}
