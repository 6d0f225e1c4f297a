//! What a question leaves to the one before it: "what else does she do?", "and who helps him?", "what about the cook?".
//!
//! Answering needs no memory. Whoever holds a conversation keeps a [`Thread`] and asks it to say a follow-up in full; what
//! it makes of it is an ordinary question, that is shown to the asker and answered like any other. A pronoun means the role
//! that was spoken of last, but not where the question names somebody itself before it.

use crate::question::{is_stop, named_places};
use crate::{Answer, Intent, Roles};
use rolecall_language::{Term, terms};

/// What was spoken of last.
///
/// ```
/// use rolecall_record::RoleTable;
/// use rolecall_search::{Roles, Thread};
/// let table = RoleTable::default();
/// let thread = Thread::default();
/// // Nothing was said before, so nothing is taken from it.
/// assert_eq!(thread.in_full("what else does she do?", &Roles::new(&table)), None);
/// ```
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Thread {
    last: Option<Last>,
}

/// The last question that was answered.
#[derive(Debug, Clone, PartialEq)]
struct Last {
    /// In full.
    question: String,
    intent: Intent,
    asking: Vec<String>,
    /// The role that it was about, by its preferred name.
    role: Option<String>,
}

impl Thread {
    /// The role that a pronoun would mean.
    pub fn role(&self) -> Option<&str> {
        self.last.as_ref()?.role.as_deref()
    }

    /// Keeps what `answer` was about: the role it was asked of, else the first that it names. An answer that names none
    /// leaves the last role where it was.
    pub fn heard(&mut self, question: &str, answer: &Answer, roles: &Roles<'_>) {
        let words = terms(question);
        let asked = named_places(&words, roles).into_iter().next().map(|named| named.role);
        let asked = asked.filter(|_| !matches!(answer.intent, Intent::Who | Intent::List));
        let answered = || answer.answers.first().filter(|_| !answer.abstained).map(|a| a.role.clone());
        let role = asked.or_else(answered).or_else(|| self.role().map(str::to_owned));
        self.last =
            Some(Last { question: question.to_owned(), intent: answer.intent, asking: answer.asking.clone(), role });
    }

    /// `typed` with what it leaves to the last question said in full; none where it leaves nothing to it, or there is none.
    pub fn in_full(&self, typed: &str, roles: &Roles<'_>) -> Option<String> {
        let last = self.last.as_ref()?;
        let words = terms(typed);
        let full = instead(typed, &words, last, roles).or_else(|| {
            let role = last.role.as_deref()?;
            referring(typed, &words, role, roles)
        })?;
        (full != typed).then_some(full)
    }
}

/// "What about the cook?", "and the cook?", "and on a small ship?": the last question with something else in its place.
fn instead(typed: &str, words: &[Term], last: &Last, roles: &Roles<'_>) -> Option<String> {
    let at = |i: usize| words.get(i).map(|t| t.word.as_str());
    let joined = usize::from(matches!(at(0), Some("and" | "or" | "but" | "so" | "ok" | "okay")));
    let about = matches!((at(joined), at(joined + 1)), (Some("what" | "how"), Some("about")));
    let from = joined + if about { 2 } else { 0 };
    if from == 0 {
        return None;
    }
    let rest = &words[from..];
    let first = rest.first()?;
    let said = typed[first.start..].trim_end_matches(|c: char| !c.is_alphanumeric());
    if matches!(first.word.as_str(), "in" | "on" | "at" | "during" | "aboard" | "within" | "without" | "when" | "if") {
        return Some(format!("{} {said}", last.question.trim_end_matches(['?', '.', '!', ' '])));
    }
    let named = named_places(rest, roles);
    let content: Vec<usize> = (0..rest.len()).filter(|&i| !is_stop(&rest[i].word)).collect();
    let alone = |place: &crate::question::Named| content.iter().all(|i| (place.start..place.end).contains(i));
    if let Some(other) = named.first().filter(|place| alone(place)) {
        return Some(of_another(last, &other.role.to_lowercase(), roles));
    }
    if !about || !named.is_empty() || content.is_empty() {
        return None;
    }
    // "What about the cables?": the same deed, done to something else.
    let deed = last.asking.iter().find(|part| last.role.as_ref().is_none_or(|r| !r.eq_ignore_ascii_case(part)))?;
    match (last.intent, last.role.as_deref()) {
        (Intent::Does, Some(role)) => Some(format!("does the {} {deed} {said}", role.to_lowercase())),
        (Intent::Who, _) => Some(format!("who should {deed} {said}")),
        _ => None,
    }
}

/// The last question, asked of another role.
fn of_another(last: &Last, other: &str, roles: &Roles<'_>) -> String {
    let words = terms(&last.question);
    match named_places(&words, roles).first() {
        Some(place) if last.intent != Intent::Who => {
            let (from, to) = (words[place.start].start, words[place.end - 1].end);
            format!("{}{other}{}", &last.question[..from], &last.question[to..])
        }
        _ if last.intent == Intent::Who => format!("does the {other} {}", last.asking.join(" ")),
        _ => format!("what does the {other} do"),
    }
}

/// `typed` with the pronouns that mean `role` replaced by it.
fn referring(typed: &str, words: &[Term], role: &str, roles: &Roles<'_>) -> Option<String> {
    let named = named_places(words, roles);
    let the_role = format!("the {}", lowered(role));
    let owner = if the_role.ends_with('s') { format!("{the_role}'") } else { format!("{the_role}'s") };
    let mut full = String::with_capacity(typed.len() + the_role.len());
    let mut copied = 0;
    for (i, term) in words.iter().enumerate() {
        if named.iter().any(|place| place.start < i) {
            break;
        }
        let content = words[..i].iter().filter(|t| !is_stop(&t.word)).count();
        let noun_follows = words.get(i + 1).is_some_and(|next| !is_stop(&next.word));
        let next = words.get(i + 1).map(|t| t.word.as_str());
        let (said, to) = match term.word.as_str() {
            "she" | "he" => (&the_role, i + 1),
            // "Who orders the lamps and carries them": things, and no role.
            "they" | "them" if content <= 1 => (&the_role, i + 1),
            "him" => (&the_role, i + 1),
            "her" if noun_follows => (&owner, i + 1),
            "her" => (&the_role, i + 1),
            "his" | "hers" => (&owner, i + 1),
            "their" | "theirs" if content <= 1 => (&owner, i + 1),
            "this" | "that" if matches!(next, Some("role" | "person" | "job" | "one")) => (&the_role, i + 2),
            _ => continue,
        };
        full.push_str(&typed[copied..term.start]);
        full.push_str(said);
        copied = words[to - 1].end;
    }
    (copied > 0).then(|| format!("{full}{}", &typed[copied..]))
}

/// A role's name as it stands in a sentence: "the cook", but "the FOH engineer".
fn lowered(role: &str) -> String {
    let acronym = |word: &str| word.chars().filter(|c| c.is_uppercase()).count() > 1;
    role.split(' ')
        .map(|word| if acronym(word) { word.to_owned() } else { word.to_lowercase() })
        .collect::<Vec<_>>()
        .join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::memory::Memory;
    use crate::{Options, Searcher};

    fn ship() -> Memory {
        Memory::new(&[("Purser", &[], 9), ("Head cook", &["cook"], 7), ("Waiter", &[], 5)])
            .says("office", "purser", "The purser counts the cash every evening.")
            .says("galley", "cook", "The cook plans the menu.")
            .says("galley", "waiter", "The waiter helps the purser to count the cash.")
    }

    /// What `typed` means after `before` was answered.
    fn after(before: &str, typed: &str) -> Option<String> {
        let ship = ship();
        let searcher = Searcher::new(&ship);
        let mut thread = Thread::default();
        let answer = searcher.ask(before, &Options::default()).unwrap();
        thread.heard(before, &answer, searcher.roles());
        thread.in_full(typed, searcher.roles())
    }

    #[test]
    fn a_pronoun_means_the_role_that_was_spoken_of_last() {
        let full = |typed| after("what does a purser do", typed);
        assert_eq!(full("what else does she do?").as_deref(), Some("what else does the purser do?"));
        assert_eq!(full("and who helps him?").as_deref(), Some("and who helps the purser?"));
        assert_eq!(full("who does he report to").as_deref(), Some("who does the purser report to"));
        assert_eq!(full("is it her job to plan the menu").as_deref(), Some("is it the purser's job to plan the menu"));
        assert_eq!(full("what do they earn").as_deref(), Some("what do the purser earn"));
        assert_eq!(
            after("who plans the menu", "what else does he do").as_deref(),
            Some("what else does the head cook do")
        );
    }

    #[test]
    fn a_pronoun_means_nobody_else_where_the_question_names_somebody() {
        let full = |typed| after("what does a purser do", typed);
        assert_eq!(full("does the waiter eat what she carries"), None);
        assert_eq!(full("who writes the bills and files them"), None);
        assert_eq!(full("who plans the menu"), None);
    }

    #[test]
    fn another_role_is_put_into_the_last_question() {
        let about = |before, typed| after(before, typed).unwrap();
        assert_eq!(about("what does a purser do", "what about the cook?"), "what does a head cook do");
        assert_eq!(about("does the purser count the cash", "and the waiter?"), "does the waiter count the cash");
        assert_eq!(about("who counts the cash", "what about the waiter"), "does the waiter count cash");
        assert_eq!(about("who counts the cash", "and what about the tips?"), "who should count the tips");
        assert_eq!(about("who counts the cash?", "and on a ferry?"), "who counts the cash on a ferry");
    }

    #[test]
    fn a_question_of_its_own_stays_as_it_is() {
        for typed in ["and who plans the menu", "what does a waiter do", "and", "", "what about", "purser vs cook"] {
            assert_eq!(after("who counts the cash", typed), None, "{typed}");
        }
    }
}
