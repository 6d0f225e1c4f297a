//! Somebody else's text, made fit to be shown. An article may hold anything: what a terminal obeys, what turns the direction of
//! writing on a page, what a sheet takes for a formula.

/// What may be shown of a character: escape sequences, other control characters and those that turn the direction of writing
/// are taken out, line breaks and tabs become spaces.
///
/// ```
/// use rolecall_search::shown;
/// assert_eq!((shown('é'), shown('\n'), shown('\u{202e}')), (Some('é'), Some(' '), None));
/// ```
pub fn shown(c: char) -> Option<char> {
    match c {
        '\n' | '\r' | '\t' | '\u{85}' | '\u{2028}' | '\u{2029}' => Some(' '),
        '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{feff}' => None,
        c if c.is_control() => None,
        c => Some(c),
    }
}

/// `text` on one line, without anything that a terminal would obey.
///
/// ```
/// assert_eq!(rolecall_search::visible("a\u{1b}[31m\nb"), "a[31m b");
/// ```
pub fn visible(text: &str) -> String {
    text.chars().filter_map(shown).collect()
}

/// `value` as one of comma-separated values (RFC 4180), in quotes if it needs them. One that a sheet would take for a formula is
/// kept from it by an apostrophe; an item of a list ("- two keys") is none.
///
/// ```
/// use rolecall_search::csv_value;
/// assert_eq!(csv_value("counts, and \"sings\""), "\"counts, and \"\"sings\"\"\"");
/// assert_eq!((csv_value("=1+1").as_str(), csv_value("- two keys").as_str()), ("'=1+1", "- two keys"));
/// ```
pub fn csv_value(value: &str) -> String {
    let value = visible(value);
    let formula = value.starts_with(['=', '+', '@']) || value.starts_with('-') && !value.starts_with("- ");
    let value = if formula { format!("'{value}") } else { value };
    if value.contains([',', '"']) { format!("\"{}\"", value.replace('"', "\"\"")) } else { value }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_that_a_terminal_obeys_or_that_turns_a_line_around_is_left() {
        assert_eq!(visible("a\u{1b}]8;;http://x\u{7}b\u{9b}31mc\u{202e}d\ne\u{7f}"), "a]8;;http://xb31mcd e");
    }

    #[test]
    fn a_value_that_a_sheet_would_reckon_is_text() {
        for formula in ["=1+1", "+1", "-1+2", "@SUM(A1)", "\u{200f}=1+1", "\u{1b}=1+1"] {
            assert!(csv_value(formula).starts_with('\''), "{formula:?}");
        }
        assert_eq!(csv_value("-\tone"), "- one");
        assert_eq!(csv_value("one\ntwo, three"), "\"one two, three\"");
    }
}
