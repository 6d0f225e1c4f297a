//! What an article calls its role in full: "Urban and Regional Planners", "Real Estate Brokers and Sales Agents".
//!
//! Words that describe somebody are no part of a name ("friendly porters"), nor is what is joined to them ("urban and regional"). But where the
//! title has them and the text goes on to say them nearly every time, they are what that role is called.

use super::heading;
use rolecall_language::{Likelihood, Tag, read};
use rolecall_record::Block;

/// A role's name and the longer one that a title has for it.
#[derive(Debug)]
pub(super) struct Longer {
    pub short: String,
    pub full: String,
    /// How often the text says the short name, and how often of these the full one.
    said: (usize, usize),
}

/// No title's words before a name are more.
const MOST_WORDS: usize = 8;

/// The roles of a title before which it has further words.
pub(super) fn longer(title: &str) -> Vec<Longer> {
    // "Planners : Handbook : The bureau", "Planners | The bureau"
    let title =
        [" : ", " | ", " – ", " — ", " - ", ": "].iter().fold(title, |t, mark| t.split(mark).next().unwrap_or(t));
    let reading = read(title);
    let names = heading::roles(&reading);
    let part = |tag: Tag| matches!(tag, Tag::Noun | Tag::Adjective | Tag::Conjunction | Tag::Comma);
    let mut from = 0;
    let mut found = Vec::new();
    for name in names {
        let (start, end) = name.tokens;
        let joins = |t: &rolecall_language::Token<'_>| matches!(t.tag, Tag::Conjunction | Tag::Comma);
        let begin = (from..start).find(|&i| !joins(&reading.tokens[i])).unwrap_or(start);
        from = end;
        let words = &reading.tokens[begin..start];
        let plain = !words.is_empty() && words.len() <= MOST_WORDS && words.iter().all(|t| part(t.tag));
        if plain && name.likelihood >= Likelihood::Likely {
            let before = reading.text((begin, start));
            let before: Vec<String> = before
                .split(' ')
                .map(|word| if acronym(word) { word.to_owned() } else { word.to_lowercase() })
                .collect();
            let full = format!("{} {}", before.join(" "), name.name);
            found.push(Longer { short: name.name, full, said: (0, 0) });
        }
    }
    found
}

fn acronym(word: &str) -> bool {
    word.chars().filter(|c| c.is_alphabetic()).count() > 1 && !word.contains(char::is_lowercase)
}

impl Longer {
    /// Counts how often these blocks say either name.
    pub fn count(&mut self, text: &str, blocks: &[Block]) {
        let (Some(first), Some(last)) = (blocks.first(), blocks.last()) else { return };
        let Some(text) = text.get(first.span.start..last.span.end) else { return };
        let lower = text.to_lowercase();
        let (short, full) = (self.short.to_lowercase(), self.full.to_lowercase());
        self.said.0 += lower.matches(&short).count();
        self.said.1 += lower.matches(&full).count();
    }

    /// Whether the text calls the role so more often than not.
    pub fn meant(&self) -> bool {
        self.said.1 > 2 && self.said.1 * 2 > self.said.0
    }
}
