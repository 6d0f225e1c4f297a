//! Where an article's file is, and on which of its lines a sentence stands.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::path::{Path, PathBuf};

/// A file larger than this is not searched for a line.
const MOST_BYTES: u64 = 4 << 20;

/// The folders that articles came from.
#[derive(Debug, Default)]
pub(crate) struct Sources {
    roots: BTreeMap<String, PathBuf>,
}

impl Sources {
    /// From each corpus' name to its folder.
    pub(crate) fn new(roots: BTreeMap<String, PathBuf>) -> Self {
        Self { roots }
    }

    /// The article's file, if it is still there.
    pub(crate) fn file(&self, path: &str) -> Option<PathBuf> {
        let (corpus, below) = path.split_once('/')?;
        Some(self.roots.get(corpus)?.join(below)).filter(|f| f.is_file())
    }

    /// The line, counted from 1, on which `text` begins in the article's file. The stored text has its white space folded
    /// and its marks taken away, so the beginning is looked for word by word; a sentence that cannot be found has no line.
    pub(crate) fn line(&self, path: &str, text: &str) -> Option<usize> {
        let file = self.file(path)?;
        if std::fs::metadata(&file).ok()?.len() > MOST_BYTES {
            return None;
        }
        let content = String::from_utf8(std::fs::read(file).ok()?).ok()?;
        line_of(&content, text)
    }
}

fn line_of(content: &str, text: &str) -> Option<usize> {
    let wanted: Vec<&str> = text.split_whitespace().map(core).filter(|w| !w.is_empty()).take(6).collect();
    let first = wanted.first()?;
    content.match_indices(first).find_map(|(at, _)| {
        let mut words = content[at..].split_whitespace().map(core).filter(|w| !w.is_empty());
        wanted.iter().all(|w| words.next() == Some(*w)).then(|| content[..at].matches('\n').count() + 1)
    })
}

/// The first run of letters and digits of a word: what stays the same whatever marks, tags and quotes stand around it.
fn core(word: &str) -> &str {
    let start = word.trim_start_matches(|c: char| !c.is_alphanumeric());
    start.split(|c: char| !c.is_alphanumeric()).next().unwrap_or("")
}

/// A terminal hyperlink (OSC 8) to a file; only `text` where the path cannot be absolute.
pub(super) fn link(file: &Path, text: &str) -> String {
    let Ok(absolute) = std::path::absolute(file) else { return text.to_owned() };
    let mut address = String::from("file://");
    for byte in absolute.to_string_lossy().bytes() {
        match byte {
            b'/' | b'-' | b'_' | b'.' | b'~' => address.push(char::from(byte)),
            b if b.is_ascii_alphanumeric() => address.push(char::from(b)),
            b => {
                let _ = write!(address, "%{b:02X}");
            }
        }
    }
    format!("\u{1b}]8;;{address}\u{1b}\\{text}\u{1b}]8;;\u{1b}\\")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sentence_is_found_on_its_line_across_line_breaks() {
        let content = "# Purser\n\nShe sails.\nThe purser *counts*\nthe cash every evening.\n";
        assert_eq!(line_of(content, "The purser counts the cash every evening."), Some(4));
        assert_eq!(line_of(content, "The purser drinks."), None);
        assert_eq!(line_of("<ul>\n<li>Fold the sails</li></ul>", "Fold the sails"), Some(2));
    }

    #[test]
    fn a_link_escapes_what_is_not_plain() {
        let link = link(Path::new("/a b/\u{1b}.md"), "x");
        assert!(link.starts_with("\u{1b}]8;;file:///a%20b/%1B.md\u{1b}\\x"), "{link:?}");
    }
}
