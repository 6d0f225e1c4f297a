//! Dates as people write them, to `YYYY-MM-DD`, `YYYY-MM` or `YYYY`.
//!
//! Where day and month cannot be told apart (03/04/2021), only the year is said: half a date is better than a wrong one.

/// The months, in lower case.
pub(crate) const MONTHS: [&str; 12] = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
];
/// The days of the week, in lower case.
pub(crate) const DAYS: [&str; 7] = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"];

/// The date that `text` begins with.
pub(in crate::parse) fn normalise(text: &str) -> Option<String> {
    split(text).map(|(date, _)| date)
}

/// The date that `text` begins with, and what follows it.
pub(super) fn split(text: &str) -> Option<(String, &str)> {
    let words = words(text);
    // A weekday may come first.
    let skip = usize::from(words.first().is_some_and(|w| !w.number && DAYS.iter().any(|d| names(w.text, d))));
    let words = &words[skip..];
    let found = numeric(words).or_else(|| named(words))?;
    let (year, month, day, used) = found;
    let end = words[used - 1].end;
    if !(1500..=2199).contains(&year) || month.is_some_and(|m| !(1..=12).contains(&m)) {
        return None;
    }
    let date = match (month, day) {
        (Some(month), Some(day)) if (1..=31).contains(&day) => format!("{year:04}-{month:02}-{day:02}"),
        (Some(_), Some(_)) => return None,
        (Some(month), None) => format!("{year:04}-{month:02}"),
        (None, _) => format!("{year:04}"),
    };
    Some((date, text.get(end..).unwrap_or_default()))
}

/// A run of digits or letters, with the character that follows it.
struct Word<'a> {
    text: &'a str,
    number: bool,
    value: u32,
    end: usize,
    next: Option<char>,
}

/// The first few words of `text`.
fn words(text: &str) -> Vec<Word<'_>> {
    let mut words = Vec::new();
    let mut rest = text;
    while words.len() < 4 {
        let start = text.len() - rest.len() + rest.find(|c: char| c.is_alphanumeric()).unwrap_or(rest.len());
        // Only punctuation and spaces may stand within a date.
        let Some(first) = text[start..].chars().next() else { break };
        let number = first.is_ascii_digit();
        let len =
            text[start..].char_indices().take(20).find(|(_, c)| !c.is_alphanumeric() || c.is_ascii_digit() != number);
        let end = start + len.map_or(text[start..].chars().take(20).map(char::len_utf8).sum(), |(at, _)| at);
        let word = &text[start..end];
        rest = &text[end..];
        if number || !matches!(word, "st" | "nd" | "rd" | "th" | "of" | "T") {
            let value = if number && word.len() <= 4 { word.parse().unwrap_or(0) } else { 0 };
            words.push(Word { text: word, number, value, end, next: rest.chars().next() });
        }
    }
    words
}

fn names(word: &str, name: &str) -> bool {
    word.len() >= 3
        && word.len() <= name.len()
        && name.is_char_boundary(word.len())
        && word.eq_ignore_ascii_case(&name[..word.len()])
}

type Found = (u32, Option<u32>, Option<u32>, usize);

/// `2021-03-03`, `2021/03`, `3.12.2021`, `2021`.
fn numeric(words: &[Word<'_>]) -> Option<Found> {
    let first = words.first().filter(|w| w.number)?;
    let joined = |w: &Word<'_>| matches!(w.next, Some('-' | '/' | '.' | '‑'));
    let second = words.get(1).filter(|w| w.number && joined(first));
    let third = words.get(2).filter(|w| w.number && second.is_some_and(joined));
    if first.text.len() == 4 {
        return Some(match (second, third) {
            (Some(month), Some(day)) => (first.value, Some(month.value), Some(day.value), 3),
            (Some(month), None) if month.text.len() == 2 => (first.value, Some(month.value), None, 2),
            (Some(_), None) => return None,
            _ => (first.value, None, None, 1),
        });
    }
    let (second, third) = (second?, third.filter(|w| w.text.len() == 4)?);
    Some(match (first.value, second.value) {
        (a, b) if a == b => (third.value, Some(a), Some(b), 3),
        (day @ 13..=31, month @ 1..=12) | (month @ 1..=12, day @ 13..=31) => (third.value, Some(month), Some(day), 3),
        (1..=12, 1..=12) => (third.value, None, None, 3),
        _ => return None,
    })
}

/// `March 3, 2021`, `3 March 2021`, `March 2021`.
fn named(words: &[Word<'_>]) -> Option<Found> {
    let month = |w: &Word<'_>| {
        let at =
            MONTHS.iter().position(|m| names(w.text, m) || (*m == "september" && w.text.eq_ignore_ascii_case("sept")));
        at.filter(|_| !w.number).map(|at| at as u32 + 1)
    };
    let year = |w: &Word<'_>| (w.number && w.text.len() == 4).then_some(w.value);
    let day = |w: &Word<'_>| (w.number && w.text.len() <= 2).then_some(w.value);
    match words {
        [m, d, y, ..] if month(m).is_some() && day(d).is_some() && year(y).is_some() => {
            Some((year(y)?, month(m), day(d), 3))
        }
        [d, m, y, ..] if day(d).is_some() && month(m).is_some() && year(y).is_some() => {
            Some((year(y)?, month(m), day(d), 3))
        }
        [m, y, ..] if month(m).is_some() && year(y).is_some() => Some((year(y)?, month(m), None, 2)),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::normalise;

    #[test]
    fn dates_are_read_as_people_write_them() {
        for (said, date) in [
            ("2021-03-03", "2021-03-03"),
            ("2021-03-03T10:00:00Z", "2021-03-03"),
            ("March 3, 2021", "2021-03-03"),
            ("Mar. 3rd 2021 at 10:30", "2021-03-03"),
            ("3 March 2021", "2021-03-03"),
            ("Wednesday, 3rd of March, 2021", "2021-03-03"),
            ("Sept 2019", "2019-09"),
            ("2020/05", "2020-05"),
            ("25/12/2020", "2020-12-25"),
            ("12/25/2020", "2020-12-25"),
            ("1998", "1998"),
        ] {
            assert_eq!(normalise(said).as_deref(), Some(date), "{said}");
        }
    }

    #[test]
    fn a_day_and_a_month_that_could_be_either_leave_the_year() {
        assert_eq!(normalise("03/04/2021").as_deref(), Some("2021"));
    }

    #[test]
    fn what_is_no_date_gives_none() {
        for said in [
            "",
            "two years ago",
            "March",
            "3 March",
            "2021-13-01",
            "March 45, 2021",
            "12345",
            "Marches 2 of 2021",
            "日本",
        ] {
            assert_eq!(normalise(said), None, "{said}");
        }
    }
}
