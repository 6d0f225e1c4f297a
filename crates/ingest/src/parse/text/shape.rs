//! What a line looks like, apart from what it says.
//!
//! Plain text has no marks, so a line's place in the layout is told by its shape: how long it is, how it ends, which of its
//! words are capitalised. Lines beyond [`LONG`] are never anything but running text, and are not looked at any further.

/// No heading, label or byline is longer, in bytes.
pub(super) const LONG: usize = 300;

/// How a line ends, closing quotes and brackets apart.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum End {
    /// `.`, `!`, `…`
    Sentence,
    /// `?`
    Question,
    /// `:`
    Colon,
    /// `,` or `;`
    Comma,
    /// None of these.
    Open,
}

/// The shape of one line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Shape {
    /// It is longer than any heading; nothing else here is known of it but its end.
    pub long: bool,
    /// How many words it has.
    pub words: usize,
    /// How it ends.
    pub end: End,
    /// Its first letter or digit is no lower-case letter.
    pub starts_upper: bool,
    /// Its words are capitalised, but for small ones ("of", "and").
    pub title_case: bool,
    /// All of its letters are capitals, and there are some.
    pub all_caps: bool,
    /// Its first word asks: what, who, how.
    pub asks: bool,
}

/// Words that titles leave in lower case.
const SMALL: &[&str] = &[
    "a", "an", "and", "as", "at", "but", "by", "de", "for", "from", "in", "into", "is", "nor", "of", "off", "on", "or",
    "over", "per", "that", "the", "to", "up", "upon", "via", "vs", "with", "your", "between", "within", "without",
    "are", "do", "does", "be", "it", "its", "van", "von", "la", "le", "du", "about", "after", "than",
];

/// None of them is longer, in bytes.
const LONGEST_SMALL: usize = 7;

const ASKING: &[&str] = &[
    "what", "who", "whom", "whose", "how", "why", "when", "where", "which", "is", "are", "do", "does", "did", "can",
    "should", "will", "what's", "who's", "how's", "where's", "whats",
];

impl Shape {
    /// Looks at `text`, which has no white space around it.
    pub(super) fn of(text: &str) -> Self {
        let end = end(text);
        if text.len() > LONG {
            return Self {
                long: true,
                words: LONG,
                end,
                starts_upper: false,
                title_case: false,
                all_caps: false,
                asks: false,
            };
        }
        let (mut words, mut big, mut capital) = (0, 0, 0);
        let mut first = true;
        let mut asks = false;
        for word in text.split(|c: char| c.is_whitespace() || matches!(c, '/' | '–' | '—')) {
            let bare = word.trim_matches(|c: char| !c.is_alphanumeric());
            let Some(initial) = bare.chars().next() else { continue };
            words += 1;
            asks |= first && ASKING.contains(&&*bare.to_lowercase().replace('’', "'"));
            // Asked of every word of a text, so nothing is copied for it.
            let small = || bare.len() <= LONGEST_SMALL && SMALL.iter().any(|small| small.eq_ignore_ascii_case(bare));
            if first || initial.is_uppercase() || !small() {
                big += 1;
                capital += usize::from(!initial.is_lowercase());
            }
            first = false;
        }
        let letters = || text.chars().filter(|c| c.is_alphabetic());
        let starts_upper = text.chars().find(|c| c.is_alphanumeric()).is_some_and(|c| !c.is_lowercase());
        Self {
            long: false,
            words,
            end,
            starts_upper,
            title_case: starts_upper && words > 0 && capital * 5 >= big * 4 && capital >= big.min(2),
            all_caps: letters().count() >= 3
                && letters().all(|c| !c.is_lowercase())
                && letters().any(char::is_uppercase),
            asks,
        }
    }

    /// Whether it reads as a sentence or part of running text.
    pub(super) fn is_prose(&self) -> bool {
        let enough = match self.end {
            End::Sentence => 4,
            End::Colon | End::Comma => 9,
            End::Open | End::Question => 17,
        };
        self.long || self.words >= enough
    }
}

/// How `text` ends.
pub(super) fn end(text: &str) -> End {
    let bare = text
        .trim_end_matches(|c: char| c.is_whitespace() || matches!(c, '"' | '\'' | '”' | '’' | '»' | ')' | ']' | '*'));
    match bare.chars().next_back() {
        Some('.' | '!' | '…' | '。') => End::Sentence,
        Some('?' | '？') => End::Question,
        Some(':' | '：') => End::Colon,
        Some(',' | ';') => End::Comma,
        _ => End::Open,
    }
}

/// Lower case with single spaces, without a number or bullet before it or punctuation after it: what makes an entry of a
/// table of contents and its heading the same.
pub(super) fn key(text: &str) -> String {
    let bare = text.trim_matches(|c: char| !c.is_alphanumeric());
    // "Duties ........ 12"
    let title = bare.trim_end_matches(|c: char| c.is_ascii_digit()).trim_end();
    let bare = if title.ends_with("..") || title.ends_with(". .") {
        title.trim_end_matches(|c: char| !c.is_alphanumeric())
    } else {
        bare
    };
    let mut key = String::with_capacity(bare.len());
    for word in bare.split_whitespace() {
        if !key.is_empty() {
            key.push(' ');
        }
        key.extend(word.chars().flat_map(char::to_lowercase).map(|c| if c == '’' { '\'' } else { c }));
    }
    key
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn titles_sentences_and_shouting_are_told_apart() {
        let title = |t| Shape::of(t).title_case;
        assert!(title("What Is the Role of a Sous-Chef?"));
        assert!(title("Bosun vs. Mate"));
        assert!(title("2. Keeping the Log"));
        assert!(!title("How to keep the log"));
        assert!(!title("The bosun"));
        assert!(Shape::of("THE BOSUN'S DUTIES").all_caps);
        assert!(!Shape::of("1. 2. 3.").all_caps);
        assert!(Shape::of("who splices ropes").asks);
    }

    #[test]
    fn closing_marks_do_not_hide_how_a_line_ends() {
        assert_eq!(end("He said “go.”"), End::Sentence);
        assert_eq!(end("Duties (daily):"), End::Colon);
        assert_eq!(end("Mates (first and second)"), End::Open);
    }

    #[test]
    fn an_entry_and_its_heading_have_the_same_key() {
        assert_eq!(key("• The  Bosun’s Duties ..... 12"), key("The Bosun's duties:"));
    }
}
