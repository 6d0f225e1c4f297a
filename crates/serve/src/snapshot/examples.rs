//! Questions that this corpus answers well, made of its own sentences and shown to who does not know what to ask.

use super::Snapshot;
use rolecall_record::{FoundBy, Kind, Mention, Statement, Strength};
use rolecall_search::{Intent, Options};
use std::collections::HashSet;
use std::sync::{Condvar, Mutex, OnceLock, PoisonError};
use std::time::Duration;

/// So many questions of who does something,
const WHO: usize = 3;
/// made of at most so many articles.
const ARTICLES: usize = 300;
/// A deed of fewer or more letters is no good example.
const LETTERS: std::ops::RangeInclusive<usize> = 12..=48;
/// Of so many deeds it is tried how sure the answer is.
const TRIED: usize = 16;
/// Less sure an answer is no good example.
const SURE: f32 = 0.7;

/// Words that point at something said before.
const POINTING: &[&str] = &[
    "that", "this", "these", "those", "it", "its", "they", "them", "their", "he", "him", "his", "she", "her", "one",
    "ones", "such", "so", "you", "your", "we", "us", "our", "then", "there", "here",
];

/// So long whoever wants to show examples waits for them.
const PATIENCE: Duration = Duration::from_millis(500);

/// Questions that were found, or are still looked for: of a large index that takes its time, which no page has to wait for.
#[derive(Default)]
pub(crate) struct Examples {
    found: OnceLock<Vec<String>>,
    looking: Mutex<()>,
    done: Condvar,
}

impl Examples {
    /// What was found by now.
    pub(crate) fn so_far(&self) -> &[String] {
        self.found.get().map_or(&[], Vec::as_slice)
    }

    /// What was found by now, or will be in a moment. Blocks for that moment.
    pub(crate) fn shortly(&self) -> &[String] {
        let looking = self.looking.lock().unwrap_or_else(PoisonError::into_inner);
        let waited = self.done.wait_timeout_while(looking, PATIENCE, |()| self.found.get().is_none());
        drop(waited);
        self.so_far()
    }

    /// Whether no more are looked for.
    pub(crate) fn are_all(&self) -> bool {
        self.found.get().is_some()
    }

    /// These are all.
    pub(super) fn are(&self, examples: Vec<String>) {
        let looking = self.looking.lock().unwrap_or_else(PoisonError::into_inner);
        let _ = self.found.set(examples);
        drop(looking);
        self.done.notify_all();
    }
}

/// Some questions with answers.
pub(super) fn of(snapshot: &Snapshot) -> Vec<String> {
    let mut questions = who(snapshot);
    let mut foremost: Vec<_> = snapshot.roles().iter().collect();
    foremost.sort_by_key(|role| (std::cmp::Reverse((role.articles, role.statements)), role.name.as_str()));
    let names: Vec<String> = foremost.iter().take(3).map(|role| spoken(&role.name)).collect();
    if let Some(first) = names.first() {
        questions.push(format!("what does {} do", with_article(first)));
    }
    if let [first, second, ..] = &names[..] {
        questions.push(format!("{first} vs {second}"));
    }
    if let Some(third) = names.get(2) {
        questions.push(format!("who does {} report to", with_article(third)));
    }
    questions.retain(|question| is_answered(snapshot, question));
    questions
}

/// "who …" for deeds that a sentence says of a role in the plainest way, each of another role.
fn who(snapshot: &Snapshot) -> Vec<String> {
    let Ok(records) = snapshot.reader().records() else { return Vec::new() };
    let mut seen = HashSet::new();
    let mut found: Vec<(usize, String)> = Vec::new();
    for record in records.take(ARTICLES).flatten() {
        for statement in &record.statements {
            let Some((mention, deed)) = deed(statement) else { continue };
            let Some(role) = snapshot.names().get(&mention.role) else { continue };
            if seen.insert(role.name.clone()) {
                found.push((role.statements, format!("who {deed}")));
            }
        }
    }
    found.sort_by(|a, b| b.cmp(a));
    let sure = |question: &String| {
        let answer = snapshot.searcher().ask(question, &Options::default());
        answer.is_ok_and(|a| {
            a.intent == Intent::Who && !a.abstained && a.answers.first().is_some_and(|first| first.confidence >= SURE)
        })
    };
    found.into_iter().take(TRIED).map(|(_, question)| question).filter(sure).take(WHO).collect()
}

/// "counts the cash" of "The purser counts the cash."
fn deed(statement: &Statement) -> Option<(&Mention, &str)> {
    let [mention] = &statement.roles[..] else { return None };
    let plain = statement.kind == Kind::Responsibility
        && mention.found_by == FoundBy::Subject
        && mention.strength == Strength::Does
        && statement.condition.is_none();
    let text = statement.text.strip_suffix('.')?;
    let rest = ["The ", "A ", "An "].iter().find_map(|article| text.strip_prefix(article))?;
    let deed = rest.get(..mention.name.len()).filter(|name| name.eq_ignore_ascii_case(&mention.name))?;
    let deed = rest[deed.len()..].strip_prefix(' ')?;
    let verb = deed.split(' ').next()?;
    let is_deed = verb.ends_with('s') && !verb.ends_with("ss") && verb.len() > 3;
    // "runs that department" says nothing to who has not read on.
    let points = |word: &str| POINTING.contains(&word);
    let points = deed.split(' ').any(points);
    let one_clause = deed.chars().all(|c| c.is_alphabetic() || matches!(c, ' ' | '-' | '\''));
    (plain && is_deed && one_clause && !points && LETTERS.contains(&deed.len())).then_some((mention, deed))
}

fn is_answered(snapshot: &Snapshot, question: &str) -> bool {
    snapshot.searcher().ask(question, &Options::default()).is_ok_and(|answer| !answer.abstained)
}

/// A role's name as it stands within a sentence: "A&R manager" keeps its capitals.
fn spoken(name: &str) -> String {
    let first = name.split(' ').next().unwrap_or_default();
    if first.chars().skip(1).any(char::is_uppercase) { name.to_owned() } else { name.to_lowercase() }
}

fn with_article(name: &str) -> String {
    let vowel = name.chars().next().is_some_and(|c| matches!(c.to_ascii_lowercase(), 'a' | 'e' | 'i' | 'o' | 'u'));
    format!("{} {name}", if vowel { "an" } else { "a" })
}
