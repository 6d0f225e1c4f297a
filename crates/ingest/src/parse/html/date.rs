//! Dates as pages write them, to `YYYY-MM-DD` or shorter.

use super::super::text::date::MONTHS;

/// The date that `text` begins with or names; none if it names no year.
///
/// Read are ISO 8601 (with or without the rest of it), `20191119`, `2019/11/19`, `19 November 2019`, `November 19, 2019`
/// and the header form `Tue, 19 Nov 2019 10:00:00 GMT`. `11/19/2019` is left alone: half of the world means another day.
pub(super) fn read(text: &str) -> Option<String> {
    let text = text.trim();
    numeric(text).or_else(|| written(text))
}

fn numeric(text: &str) -> Option<String> {
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    let year: u32 = text.get(..4)?.parse().ok().filter(|_| digits == 4 || digits == 8).filter(|y| plausible(*y))?;
    if digits == 8 {
        return Some(join(year, text.get(4..6)?.parse().ok(), text.get(6..8)?.parse().ok()));
    }
    let mut rest = text[4..].split(|c: char| !c.is_ascii_digit());
    if !matches!(text.as_bytes().get(4), None | Some(b'-' | b'/' | b'.')) {
        return text[4..].trim().is_empty().then(|| year.to_string());
    }
    let mut next = || rest.next().filter(|part| part.len() <= 2).and_then(|part| part.parse().ok());
    next();
    let month = next();
    Some(join(year, month, next()))
}

fn written(text: &str) -> Option<String> {
    let words = text.split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty()).take(12);
    let (mut year, mut month, mut day) = (None, None, None);
    for word in words {
        if let Ok(number) = word.trim_end_matches(|c: char| c.is_ascii_alphabetic()).parse::<u32>() {
            if plausible(number) && word.len() == 4 {
                year = year.or(Some(number));
            } else if (1..=31).contains(&number) && year.is_none() {
                day = day.or(Some(number));
            }
        } else if let Some(found) = named(word) {
            month = month.or(Some(found));
        }
    }
    month?;
    Some(join(year?, month, day))
}

fn named(word: &str) -> Option<u32> {
    let word = word.to_ascii_lowercase();
    let at = MONTHS
        .iter()
        .position(|month| *month == word || (word.len() <= 4 && word.len() >= 3 && month.starts_with(&word)))?;
    Some(at as u32 + 1)
}

fn plausible(year: u32) -> bool {
    (1400..=2200).contains(&year)
}

fn join(year: u32, month: Option<u32>, day: Option<u32>) -> String {
    match (month.filter(|m| (1..=12).contains(m)), day.filter(|d| (1..=31).contains(d))) {
        (Some(month), Some(day)) => format!("{year}-{month:02}-{day:02}"),
        (Some(month), None) => format!("{year}-{month:02}"),
        _ => year.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::read;

    #[test]
    fn dates_are_read_in_the_forms_that_pages_use() {
        for (text, date) in [
            ("2019-11-19T08:38:00+05:30", Some("2019-11-19")),
            ("2019-11", Some("2019-11")),
            ("2019", Some("2019")),
            ("20191119", Some("2019-11-19")),
            ("2019/11/9 10:15", Some("2019-11-09")),
            ("Tue, 19 Nov 2019 08:38:00 GMT", Some("2019-11-19")),
            ("November 19th, 2019", Some("2019-11-19")),
            ("Sept 2019", Some("2019-09")),
            ("2019-99-99", Some("2019")),
            ("11/19/2019", None),
            ("yesterday", None),
            ("", None),
        ] {
            assert_eq!(read(text).as_deref(), date, "{text}");
        }
    }
}
