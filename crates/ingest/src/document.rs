//! What every parser makes of a file: text with its blocks.
//!
//! Parsers of different formats agree on nothing but this builder. It alone appends to the text, so spans are right by
//! construction: a block's span is where its text was put.

use rolecall_record::{Block, BlockKind, Diagnostic, Span};

/// A parsed file, before it is an article of a corpus.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Document {
    /// Title as the document gives it.
    pub title: Option<String>,
    /// Author as the document gives it.
    pub author: Option<String>,
    /// `YYYY-MM-DD`, `YYYY-MM` or `YYYY`.
    pub date: Option<String>,
    /// BCP 47 primary tag in lower case.
    pub language: Option<String>,
    /// Canonical address.
    pub url: Option<String>,
    /// The body.
    pub text: String,
    /// Its blocks, in order.
    pub blocks: Vec<Block>,
    /// Whether it is a table of data with a role and a task in each row, and nothing else.
    pub data: bool,
    /// What was noticed; positions are bytes of the file.
    pub diagnostics: Vec<Diagnostic>,
}

/// A run of text within a block.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Run {
    /// The text, white space not yet folded.
    pub text: String,
    /// Whether it is set off by weight or slant (`<b>`, `**`).
    pub strong: bool,
}

impl Run {
    /// Text without emphasis.
    pub fn plain(text: impl Into<String>) -> Self {
        Self { text: text.into(), strong: false }
    }

    /// Emphasised text.
    pub fn strong(text: impl Into<String>) -> Self {
        Self { text: text.into(), strong: true }
    }
}

/// No heading, term or title that a person wrote is longer, in bytes.
pub(crate) const LONGEST_HEADING: usize = 400;

impl Document {
    /// Appends a block; white space is folded, and a block without a visible character is left out. What is far too long for a
    /// heading is a paragraph: names are looked for in all of a heading, which costs more than its length.
    /// Emphasised runs at its very beginning become its lead, unless the whole block is emphasised and not a paragraph.
    pub fn push(&mut self, kind: BlockKind, runs: &[Run]) {
        let start = self.begin();
        let mut lead_end = start;
        let mut leading = true;
        for run in runs {
            let blank = run.text.trim().is_empty();
            self.append(&run.text);
            if leading && run.strong && !blank {
                lead_end = self.text.trim_end().len();
            }
            leading &= run.strong || blank;
        }
        let end = self.finish(start);
        if end == start {
            return;
        }
        let named = matches!(kind, BlockKind::Heading { .. } | BlockKind::Term);
        let kind = if named && end - start > LONGEST_HEADING { BlockKind::Paragraph } else { kind };
        let lead_end = lead_end.min(end);
        let whole = lead_end == end && !matches!(kind, BlockKind::Paragraph);
        let lead = (lead_end > start && !whole).then(|| Span::new(start, lead_end));
        let mut from = start;
        // Code and lines about the article are never read sentence by sentence.
        if !matches!(kind, BlockKind::Code | BlockKind::Meta) {
            while let Some((to, next)) = cut(&self.text[from..end]) {
                let lead = lead.filter(|lead| from == start && lead.end <= from + to);
                self.blocks.push(Block { kind: kind.clone(), span: Span::new(from, from + to), lead });
                from += next;
            }
        }
        self.blocks.push(Block { kind, span: Span::new(from, end), lead: lead.filter(|_| from == start) });
    }

    /// Appends a block of text without emphasis.
    pub fn push_text(&mut self, kind: BlockKind, text: &str) {
        self.push(kind, &[Run::plain(text)]);
    }

    /// Appends a row of table `table`; each cell goes into as many columns as it says it spans (at least 1).
    pub fn push_row(&mut self, table: u32, header: bool, row: &[(String, usize)]) {
        let start = self.begin();
        let mut cells = Vec::new();
        for (i, (text, columns)) in row.iter().enumerate() {
            if i > 0 {
                self.text.push('\t');
            }
            let from = self.text.len();
            self.append(text);
            let to = self.text.trim_end_matches(' ').len().max(from);
            self.text.truncate(to);
            for _ in 0..(*columns).clamp(1, MAX_COLUMNS) {
                if cells.len() < MAX_COLUMNS {
                    cells.push(Span::new(from, to));
                }
            }
        }
        let end = self.text.len();
        if self.text[start..end].trim().is_empty() {
            self.text.truncate(start);
            return;
        }
        self.blocks.push(Block {
            kind: BlockKind::TableRow { table, header, cells },
            span: Span::new(start, end),
            lead: None,
        });
    }

    /// Notes something about byte `at` of the file.
    pub fn note(&mut self, at: usize, message: impl Into<String>) {
        self.diagnostics.push(Diagnostic { at, message: message.into() });
    }

    fn begin(&mut self) -> usize {
        let kept = self.blocks.last().map_or(0, |b| b.span.end);
        self.text.truncate(kept);
        if kept > 0 {
            self.text.push('\n');
        }
        self.text.len()
    }

    /// Appends with white space folded to single spaces.
    fn append(&mut self, text: &str) {
        for c in text.chars() {
            if c.is_whitespace() || c == '\u{200b}' || c == '\u{feff}' {
                let fresh = self.text.is_empty() || self.text.ends_with([' ', '\n', '\t']);
                if !fresh && c != '\u{200b}' && c != '\u{feff}' {
                    self.text.push(' ');
                }
            } else if !c.is_control() {
                self.text.push(c);
            }
        }
    }

    fn finish(&mut self, start: usize) -> usize {
        let end = self.text.trim_end().len().max(start);
        self.text.truncate(end);
        end
    }
}

/// No paragraph, item or quotation that a person wrote is longer, in bytes. A dump in one line would else be read as one, all of it at
/// once.
const LONGEST_PARAGRAPH: usize = 1 << 16;

/// Where the first paragraph of a text ends that is too long to be one, behind a sentence or else a word, and where the next begins.
fn cut(text: &str) -> Option<(usize, usize)> {
    if text.len() <= LONGEST_PARAGRAPH {
        return None;
    }
    let window = &text[..text.floor_char_boundary(LONGEST_PARAGRAPH)];
    let end = window.rfind(". ").map(|stop| stop + 1).or_else(|| window.rfind(' ')).filter(|end| *end > 0);
    let end = end.unwrap_or(window.len());
    Some((end, end + text[end..].len() - text[end..].trim_start().len()))
}

/// A row is never wider than this, whatever its spans say.
const MAX_COLUMNS: usize = 256;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn white_space_is_folded_and_spans_say_where_each_block_stands() {
        let mut doc = Document::default();
        doc.push_text(BlockKind::Paragraph, "  The\u{a0}cook \n cooks. ");
        doc.push_text(BlockKind::Paragraph, " \t ");
        doc.push(BlockKind::Paragraph, &[Run::strong(" Chef "), Run::plain("– leads.")]);
        assert_eq!(doc.text, "The cook cooks.\nChef – leads.");
        let said: Vec<_> = doc.blocks.iter().map(|b| b.span.of(&doc.text)).collect();
        assert_eq!(said, ["The cook cooks.", "Chef – leads."]);
        assert_eq!(doc.blocks[1].lead.map(|s| s.of(&doc.text)), Some("Chef"));
    }

    #[test]
    fn what_is_too_long_for_a_heading_is_a_paragraph() {
        let mut doc = Document::default();
        for words in [20, 200] {
            doc.push_text(BlockKind::Heading { level: 1 }, &"bakery ".repeat(words));
        }
        assert!(matches!(doc.blocks[0].kind, BlockKind::Heading { .. }));
        assert_eq!(doc.blocks[1].kind, BlockKind::Paragraph);
    }

    #[test]
    fn a_dump_in_one_line_is_parted_behind_sentences_and_loses_nothing() {
        let item = BlockKind::ListItem { depth: 1, ordered: false };
        for (dump, kind) in [
            ("The cook cooks. ".repeat(9000), BlockKind::Paragraph),
            ("cook ".repeat(40_000), item),
            ("é".repeat(100_000), BlockKind::Definition),
        ] {
            let mut doc = Document::default();
            doc.push_text(kind.clone(), &dump);
            assert!(doc.blocks.iter().all(|b| b.kind == kind));
            assert!(doc.blocks.len() > 1 && doc.blocks.iter().all(|b| b.span.len() <= LONGEST_PARAGRAPH));
            let said: Vec<&str> = doc.blocks.iter().map(|b| b.span.of(&doc.text)).collect();
            assert!(said.iter().all(|part| part.trim() == *part && (!dump.contains('.') || part.ends_with('.'))));
            let gap = if dump.contains(' ') { " " } else { "" };
            assert_eq!(said.join(gap), dump.trim_end());
        }
    }

    #[test]
    fn a_spanning_cell_is_in_each_of_its_columns_and_an_absurd_span_is_bounded() {
        let mut doc = Document::default();
        doc.push_row(0, false, &[("a".into(), 2), ("".into(), 1), ("b".into(), usize::MAX)]);
        let BlockKind::TableRow { cells, .. } = &doc.blocks[0].kind else { panic!() };
        let said: Vec<_> = cells.iter().take(4).map(|s| s.of(&doc.text)).collect();
        assert_eq!(said, ["a", "a", "", "b"]);
        assert_eq!(cells.len(), MAX_COLUMNS);
    }
}
