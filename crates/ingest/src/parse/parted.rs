//! Short lines right below each other, each parted into two by the same mark: "lock the gate -> porter".
//!
//! Whoever types such lines means each for itself, in plain text and in Markdown alike, where a line break alone says nothing.

use crate::document::Run;

/// Parts `runs`, in which lines begin at `starts` (byte of run), where `apart` says that a line stands for itself.
pub(super) fn split(runs: Vec<Run>, starts: &[(usize, usize)], apart: fn(&[&str]) -> Vec<bool>) -> Vec<Vec<Run>> {
    if starts.is_empty() {
        return vec![runs];
    }
    let mut lines: Vec<Vec<Run>> = Vec::new();
    let mut line: Vec<Run> = Vec::new();
    let mut starts = starts.iter().peekable();
    for (i, run) in runs.iter().enumerate() {
        let part = |from: usize, to: usize| Run { text: run.text[from..to].to_owned(), strong: run.strong };
        let mut from = 0;
        while let Some(&(_, at)) = starts.next_if(|(of, _)| *of == i) {
            line.push(part(from, at));
            lines.push(std::mem::take(&mut line));
            from = at;
        }
        line.push(part(from, run.text.len()));
    }
    lines.push(line);
    let words: Vec<String> = lines.iter().map(|line| line.iter().map(|run| run.text.as_str()).collect()).collect();
    let words: Vec<&str> = words.iter().map(String::as_str).collect();
    let mut parted: Vec<Vec<Run>> = Vec::new();
    for (line, apart) in lines.into_iter().zip(apart(&words)) {
        match parted.last_mut() {
            Some(last) if !apart => last.extend(line),
            _ => parted.push(line),
        }
    }
    parted
}

/// As [`apart`], of lines that their author broke on purpose: short ones stand each for itself, unless one goes on in small
/// letters with what the one before began.
pub(super) fn broken(lines: &[&str]) -> Vec<bool> {
    const SHORT: usize = 80;
    let begins = |line: &str| !line.trim_start().starts_with(char::is_lowercase);
    // Nor are sentences that somebody put on lines of their own.
    let goes_on = |line: &str| line.trim_end().ends_with([',', '-', '–', '—', '&', '.', '!', '?', ';']);
    let [above @ .., _] = lines else { return Vec::new() };
    // "Head Porter" over "opens the gate"
    let headed = above.len() == 1 && above[0].split_whitespace().all(|w| w.starts_with(char::is_uppercase));
    let short = lines.iter().all(|line| line.trim().len() <= SHORT);
    if short && !above.iter().any(|l| goes_on(l)) && (headed || lines[1..].iter().all(|l| begins(l))) {
        return vec![true; lines.len()];
    }
    apart(lines)
}

/// What parts a line into two.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Parting {
    Colon,
    Dash,
    Arrow,
    Equals,
    Tab,
    /// "06:00 porter opens the gate": a time of day before it.
    Time,
}

/// Marks with their kinds; longer ones first.
const MARKS: &[(&str, Parting)] = &[
    (" -> ", Parting::Arrow),
    (" => ", Parting::Arrow),
    (" → ", Parting::Arrow),
    (" > ", Parting::Arrow),
    (" = ", Parting::Equals),
    (": ", Parting::Colon),
    (" -- ", Parting::Dash),
    (" — ", Parting::Dash),
    (" – ", Parting::Dash),
    (" - ", Parting::Dash),
];

/// No such line is longer, in bytes.
const LONGEST: usize = 120;
/// Nor has its first half more words.
const MOST_WORDS: usize = 8;

/// For each of the `lines` of a paragraph, whether it has to begin a block of its own. Such lines open the paragraph, follow
/// a line that ends as a sentence or in a colon, or are four at least.
pub(super) fn apart(lines: &[&str]) -> Vec<bool> {
    let mut apart = vec![false; lines.len()];
    let kinds: Vec<Option<Parting>> = lines.iter().map(|line| parting(line)).collect();
    let mut from = 0;
    while from < lines.len() {
        let Some(kind) = kinds[from] else {
            from += 1;
            continue;
        };
        let to = from + kinds[from..].iter().take_while(|other| **other == Some(kind)).count();
        let begins = from == 0 || lines[from - 1].trim_end().ends_with([':', '.', '!', '?', '…']);
        // Two lines among others that are not built so may be running text.
        let fewest = match (begins, to == lines.len()) {
            (true, true) => 2,
            (true, false) => 3,
            (false, _) => 4,
        };
        if to - from >= fewest {
            apart[from..to].fill(true);
            if let Some(next) = apart.get_mut(to) {
                *next = !lines[to].starts_with(char::is_lowercase) || lines[to - 1].len() < 40;
            }
        }
        from = to;
    }
    if !apart.contains(&true) && typed(lines) {
        apart.fill(true);
    }
    // "… is broken. Action: porter" and then the next point of the minutes
    for i in 1..lines.len() {
        apart[i] |= ends_in_action(lines[i - 1]);
    }
    apart
}

/// "porter sweep the yard", "clerk count the cash", "warden driving": whether somebody typed a line for each thing. Of a text that was broken
/// to fit a width no line has room for the next one's first word; here most have, and none goes on with the one before.
fn typed(lines: &[&str]) -> bool {
    const SHORT: usize = 60;
    let [above @ .., _] = lines else { return false };
    let first = |line: &str| line.split_whitespace().next().unwrap_or_default().to_lowercase();
    let goes_on = |line: &str| {
        matches!(
            first(line).as_str(),
            "and"
                | "or"
                | "but"
                | "when"
                | "if"
                | "of"
                | "to"
                | "in"
                | "on"
                | "at"
                | "that"
                | "which"
                | "who"
                | "for"
                | "with"
                | "by"
                | "as"
                | "because"
                | "so"
                | "while"
                | "until"
                | "after"
                | "before"
                | "from"
                | "the"
                | "a"
                | "an"
                | "is"
                | "are"
                | "was"
                | "were"
                | "it"
                | "its"
                | "his"
                | "her"
                | "their"
                | "then"
                | "than"
                | "not"
        )
    };
    let ends = |line: &str| line.trim_end().ends_with([',', '-', '–', '—', '&', '.', '!', '?', ';', ':']);
    let length = |line: &str| line.trim().chars().count();
    let width = lines.iter().map(|line| length(line)).max().unwrap_or_default();
    let room = lines.windows(2).filter(|pair| length(pair[0]) + 1 + first(pair[1]).chars().count() <= width).count();
    lines.len() > 2
        && width <= SHORT
        && room * 2 >= above.len()
        && !above.iter().any(|line| ends(line))
        && !lines[1..].iter().any(|line| goes_on(line))
}

/// Whether a line ends in whom minutes ask to act: "The hinge is broken. Action: porter".
fn ends_in_action(line: &str) -> bool {
    let line = line.trim_end_matches([')', ']', '*', '.', ' ']);
    let Some((before, names)) = line.rsplit_once(": ") else { return false };
    let label = before.rsplit(['.', '(', '[', '*', ' ']).next().unwrap_or_default();
    label.eq_ignore_ascii_case("action") && (1..=4).contains(&names.split_whitespace().count())
}

/// Whether two lines are parted by the same mark.
pub(super) fn alike(line: &str, other: &str) -> bool {
    parting(line).is_some_and(|kind| parting(other) == Some(kind))
}

/// What parts a line, where it is short and parted once.
fn parting(line: &str) -> Option<Parting> {
    let line = line.trim();
    if line.len() > LONGEST {
        return None;
    }
    if timed(line) {
        return Some(Parting::Time);
    }
    if let Some((first, rest)) = line.split_once('\t') {
        let words = first.split_whitespace().count();
        return ((1..=MOST_WORDS).contains(&words) && !rest.trim().is_empty()).then_some(Parting::Tab);
    }
    // Looking for each mark costs more than seeing that none can be there.
    if !line.bytes().any(|b| matches!(b, b':' | b'=' | b'-' | b'>') || b == "—".as_bytes()[0]) {
        return None;
    }
    let &(mark, kind) = MARKS.iter().find(|(mark, _)| line.contains(mark))?;
    let (first, rest) = line.split_once(mark)?;
    let words = first.split_whitespace().count();
    let whole = !first.contains(['.', ';', '!', '?', '"', '“']);
    // "The porter - a kind man - opens up": a remark within a sentence.
    let once = kind != Parting::Dash || !rest.contains(mark);
    ((1..=MOST_WORDS).contains(&words) && whole && once && !rest.trim().is_empty()).then_some(kind)
}

/// Whether a line begins with a time of day: "06:00 porter opens the gate", "9.30 am – doors".
fn timed(line: &str) -> bool {
    let Some((time, rest)) = line.split_once(' ') else { return false };
    let Some((hour, minute)) = time.split_once([':', '.']) else { return false };
    let minute = minute.trim_end_matches(['a', 'p', 'm', 'h', ':', '.']);
    let number = |part: &str, len: std::ops::RangeInclusive<usize>| {
        len.contains(&part.len()) && part.bytes().all(|b| b.is_ascii_digit())
    };
    number(hour, 1..=2) && number(minute, 2..=2) && !rest.trim().is_empty()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_that_are_all_parted_alike_stand_alone() {
        assert_eq!(apart(&["lock the gate -> porter", "ring the bell -> clerk"]), [true, true]);
        assert_eq!(apart(&["Jobs:", "gate: porter", "bell: clerk"]), [false, true, true]);
        assert_eq!(apart(&["porter -- locks the gate", "clerk — rings the bell"]), [true, true]);
        let below = ["Everybody has a job.", "porter: locks the gate", "clerk: rings the bell", "They get no pay."];
        assert_eq!(apart(&below), [false, false, false, false]);
        let three =
            ["Everybody has a job.", "porter: locks up", "clerk: rings the bell", "cook: fries eggs", "No pay."];
        assert_eq!(apart(&three), [false, true, true, true, true]);
    }

    #[test]
    fn lines_that_begin_with_a_time_or_hold_a_tab_stand_alone() {
        assert_eq!(apart(&["06:00 porter opens the gate", "06:15 cook lights the stove"]), [true, true]);
        assert_eq!(apart(&["Porter\topens the gate", "Cook\tlights the stove"]), [true, true]);
        assert_eq!(apart(&["They came in at", "6.15 in the morning and left"]), [false, false]);
    }

    #[test]
    fn lines_that_had_room_for_more_were_typed_one_by_one() {
        assert_eq!(
            apart(&["porter sweep the yard", "clerk count the cash then lock the safe", "warden driving"]),
            [true; 3]
        );
        let narrow = ["The foreman must lock", "every gate each night", "workers leaving early", "tell him first"];
        assert_eq!(apart(&narrow), [false; 4]);
        let wrapped =
            ["the porter is a man of few words who opens", "six gates every day and then sweeps the yard", "on foot"];
        assert_eq!(apart(&wrapped), [false; 3]);
        let clauses = ["The porter opens the gate", "when the bell rings", "and closes it at ten"];
        assert_eq!(apart(&clauses), [false; 3]);
    }

    #[test]
    fn whom_minutes_ask_to_act_ends_a_point() {
        let points =
            ["The hinge is broken. Action: porter", "Coal is running low. (Action: cook)", "Next meeting in May."];
        assert_eq!(apart(&points), [false, true, true]);
    }

    #[test]
    fn running_text_is_left_together() {
        assert_eq!(apart(&["The porter has one task: to lock", "the gate at night."]), [false, false]);
        assert_eq!(apart(&["He came - late - and locked", "the gate - at last - for good"]), [false, false]);
        assert_eq!(apart(&["Dear all: the gate", "is shut: use the door", "until Monday"]), [false, false, false]);
    }
}
