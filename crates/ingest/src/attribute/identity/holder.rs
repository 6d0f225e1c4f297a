//! A line that is nothing but a post and who holds it: "Head Cook - Dot Parget", "Warden: Jane Smith", "Ken Lowe, groundsman",
//! "kev (boatman)", "treasurer - still Alun".
//!
//! Team pages head their sections so, and people who type notes begin their lines so. What follows speaks of the post by that name.

use super::whole;
use crate::attribute::inventory::read_name;
use rolecall_language::{Likelihood, Readings, RoleName, is_given_name, look_up};

/// No such line has more words, nor more bytes.
const MOST_WORDS: usize = 9;
const LONGEST: usize = 90;

/// The words of the holder's name and the post, if a line is nothing else.
pub(in crate::attribute) fn holder(line: &str) -> Option<(Vec<String>, RoleName)> {
    let line = line.trim_end_matches([':', '.', ' ', '–', '—', '-']);
    if line.len() > LONGEST || line.split_whitespace().count() > MOST_WORDS {
        return None;
    }
    let (first, second) = [" – ", " — ", " - ", " -- ", ": ", " = ", " | ", " (", ", "]
        .iter()
        .filter_map(|mark| line.split_once(mark))
        .min_by_key(|(first, _)| first.len())?;
    let second = second.trim_end_matches(')');
    // Whether it is a name is sooner seen than whether it is a post.
    let held = |name: &str, title: &str| Some((somebody(name)?, post(title)?));
    held(second, first).or_else(|| held(first, second))
}

/// Words that are one post and nothing else.
fn post(words: &str) -> Option<RoleName> {
    let words = words.trim();
    let words = ["our ", "the ", "Our ", "The "].iter().find_map(|the| words.strip_prefix(the)).unwrap_or(words);
    let name = read_name(words).filter(|name| name.likelihood >= Likelihood::Likely && !name.plural)?;
    let said = name.name.split_whitespace().count() == words.split_whitespace().count();
    (said && !words.contains([',', '(', ':', '?'])).then_some(name)
}

/// The words of somebody's name, with or without capitals, and with or without when that is so.
fn somebody(words: &str) -> Option<Vec<String>> {
    const WHEN: [&str; 7] = ["still ", "now ", "currently ", "again ", "(still) ", "this year ", "thats "];
    let words = words.trim();
    let words = WHEN.iter().find_map(|when| words.strip_prefix(when)).unwrap_or(words);
    let lower = words.to_lowercase();
    if lower == words {
        let unlisted = !words.contains(' ') && look_up(words).readings.any(Readings::GUESSED);
        return (unlisted || is_given_name(words)).then(|| vec![lower]);
    }
    // "Colin B."
    let mut parts: Vec<&str> = words.split_whitespace().collect();
    if parts.len() == 2 && parts[1].trim_end_matches('.').len() == 1 {
        parts.truncate(1);
    }
    whole(&parts.join(" "))
}

#[cfg(test)]
mod tests {
    use super::holder;

    fn told(line: &str) -> Option<(String, String)> {
        holder(line).map(|(names, post)| (names.join(" "), post.name))
    }

    #[test]
    fn a_line_may_be_a_post_and_who_holds_it() {
        let so = |names: &str, post: &str| Some((names.to_owned(), post.to_owned()));
        assert_eq!(told("Head Cook - Dot Parget"), so("dot parget", "head cook"));
        assert_eq!(told("Warden: Jane Smith"), so("jane smith", "warden"));
        assert_eq!(told("Porter (Tom Hale)"), so("tom hale", "porter"));
        assert_eq!(told("Mary Webb, Bursar"), so("mary webb", "bursar"));
        assert_eq!(told("Ken Lowe – Groundsman"), so("ken lowe", "groundsman"));
        assert_eq!(told("Treasurer - Colin B."), so("colin", "treasurer"));
        assert_eq!(told("kev (boatman)."), so("kev", "boatman"));
        assert_eq!(told("treasurer - still Alun"), so("alun", "treasurer"));
        assert_eq!(told("secretary = Bev"), so("bev", "secretary"));
    }

    #[test]
    fn other_lines_with_marks_are_none() {
        for line in [
            "Porter: opens the gate",
            "Cook - the kitchen",
            "Warden, porter",
            "Bags (porter)",
            "The cook, who bakes",
            "Monday: porter",
        ] {
            assert_eq!(told(line), None, "{line}");
        }
    }
}
