//! What an article calls its role in full: "Urban and Regional Planners", "Real Estate Brokers and Sales Agents".
//!
//! Words that describe somebody are no part of a name ("friendly porters"), nor is what is joined to them ("urban and regional"), and a
//! title has no sentence around it that would tell its nouns from its verbs ("Health Services Managers"). But what the title says and the text says
//! again and again, word for word, is what that role is called.

use rolecall_language::{Likelihood, RoleName, is_closed, look_up, singular};

/// No such name has more words.
const MOST_WORDS: usize = 12;

/// How often the text has to say it.
const OFTEN: usize = 3;

/// What a title calls a role in full.
#[derive(Debug)]
pub(super) struct Full {
    pub name: RoleName,
    /// The ends of that name which the text mostly says within it: "regional planner".
    pub ends: Vec<String>,
}

/// The names of more than one word that a title has and its text repeats, with the words before somebody's noun as they stand.
pub(super) fn names(title: &str, text: &str) -> Vec<Full> {
    // "Planners : Handbook : The bureau", "Planners | The bureau"
    let marks = [" : ", " | ", " – ", " — ", " - ", ": "];
    let title = marks.iter().fold(title, |title, mark| title.split(mark).next().unwrap_or(title)).trim();
    let words: Vec<&str> = title.split_whitespace().collect();
    if words.len() < 2 || words.len() > MOST_WORDS {
        return Vec::new();
    }
    let mut found: Vec<(String, bool)> = Vec::new();
    let mut part: Vec<String> = Vec::new();
    for word in &words {
        let bare = word.trim_end_matches(',');
        let lower = bare.to_lowercase();
        let joins = matches!(lower.as_str(), "and" | "or" | "&");
        if !joins && is_closed(&lower) || !bare.chars().all(|c| c.is_alphabetic() || c == '-' || c == '&') {
            return Vec::new();
        }
        if part.is_empty() && joins {
            continue;
        }
        let acronym = bare.len() > 1 && !bare.contains(char::is_lowercase);
        if look_up(&lower).readings.person() && !acronym {
            let one = singular(&lower);
            let plural = one != lower;
            part.push(one);
            found.push((std::mem::take(&mut part).join(" "), plural));
        } else {
            part.push(if acronym { (*word).to_owned() } else { word.to_lowercase() });
        }
    }
    // "Planners in towns", "Porter guide book"
    if !part.is_empty() {
        return Vec::new();
    }
    found.retain(|(name, _)| name.contains(' '));
    if found.is_empty() {
        return Vec::new();
    }
    let text = text.to_lowercase();
    let said = |name: &str| text.matches(&name.to_lowercase()).count();
    let full = |(name, plural): (String, bool)| {
        let often = said(&name);
        let ends = name.match_indices(' ').map(|(at, _)| &name[at + 1..]).filter(|end| end.contains(' '));
        let ends = ends.filter(|end| often * 2 > said(end)).map(str::to_owned).collect();
        let name = RoleName { name, tokens: (0, 0), likelihood: Likelihood::Likely, plural };
        (often >= OFTEN).then_some(Full { name, ends })
    };
    found.into_iter().filter_map(full).collect()
}

/// Whether a line says a name, in the singular or plural.
pub(super) fn says(line: &str, name: &RoleName) -> bool {
    line.to_lowercase().contains(&name.name.to_lowercase())
}
