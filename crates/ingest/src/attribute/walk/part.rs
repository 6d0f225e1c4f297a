//! A long article in parts, so that no more than one of them is in memory with all that was read of its sentences.
//!
//! What was read of a sentence takes thirty times its room. An ordinary article is one part and read once. A book is read twice,
//! once for its roles and once for whose its sentences are, a chapter at a time.

use super::Piece;
use crate::attribute::cards::{self, Card};
use crate::attribute::fields;
use crate::attribute::introduced;
use crate::attribute::inventory::Inventory;
use crate::attribute::label;
use crate::attribute::line::{self, Deeds, Series};
use crate::attribute::owner::{self, Owned};
use crate::attribute::posted;
use crate::attribute::survey::{Survey, pieces};
use crate::bounds;
use rolecall_record::{Block, BlockKind};

/// As many bytes as a part has at most, where its blocks can be parted.
const ROOM: usize = 1 << 17;

/// A part of an article, read, with what its lines tell of each other.
pub(super) struct Part<'a> {
    pub blocks: &'a [Block],
    pub pieces: Vec<Piece<'a>>,
    pub series: Series,
    pub deed_lists: Vec<Deeds>,
    pub owned: Vec<Option<Owned>>,
    pub cards: Vec<Option<Card>>,
}

impl<'a> Part<'a> {
    fn new(text: &'a str, blocks: &'a [Block]) -> Self {
        let pieces = pieces(text, blocks);
        let series = line::series(&pieces);
        let deed_lists = line::deed_lists(&pieces);
        let owned = owner::lines(&pieces, text);
        let mut cards = cards::find(&pieces, text);
        fields::find(&pieces, text, &mut cards);
        Self { blocks, pieces, series, deed_lists, owned, cards }
    }

    fn tell(&self, text: &str, survey: &mut Survey) {
        let of_cards = self.cards.iter().flatten().flat_map(Card::names);
        let posts = posted::names(&self.pieces, text);
        let names = self.owned.iter().flatten().flat_map(Owned::names).chain(of_cards);
        let labels = label::names(&self.pieces, text);
        let introduced = introduced::names(&self.pieces, text);
        let names = names.chain(&self.series.names).chain(&posts).chain(&introduced).chain(&labels);
        survey.take(text, self.blocks, &self.pieces, names);
    }
}

/// A part that was read already, or will be.
pub(super) enum Reread<'a> {
    Kept(Box<Part<'a>>),
    Again(&'a [Block]),
}

impl<'a> Reread<'a> {
    pub fn read(self, text: &'a str) -> Part<'a> {
        match self {
            Self::Kept(part) => *part,
            Self::Again(blocks) => Part::new(text, blocks),
        }
    }
}

/// The roles of an article, and its parts in order; none where it names more than an article of its length may.
pub(super) fn survey<'a>(title: &str, text: &'a str, blocks: &'a [Block]) -> Option<(Inventory, Vec<Reread<'a>>)> {
    let most = bounds::names(text.len());
    let mut survey = Survey::new(title, text);
    let mut parts = Vec::new();
    let mut rest = blocks;
    while !rest.is_empty() || parts.is_empty() {
        let (blocks, behind) = rest.split_at(end(rest));
        let part = Part::new(text, blocks);
        part.tell(text, &mut survey);
        if survey.names() > most {
            return None;
        }
        parts.push(if parts.is_empty() && behind.is_empty() {
            Reread::Kept(Box::new(part))
        } else {
            Reread::Again(blocks)
        });
        rest = behind;
    }
    let inventory = survey.settle();
    (inventory.names() <= most).then_some((inventory, parts))
}

/// Behind how many blocks a part ends: the first heading in its second half, else the last place between two paragraphs, else,
/// far beyond its room, any place but the middle of a table.
fn end(blocks: &[Block]) -> usize {
    let [first, .., end] = blocks else { return blocks.len() };
    if end.span.end.saturating_sub(first.span.start) <= ROOM {
        return blocks.len();
    }
    let mut last = None;
    for (i, pair) in blocks.windows(2).enumerate() {
        let [before, block] = pair else { continue };
        let long = block.span.end.saturating_sub(first.span.start);
        if long * 2 <= ROOM {
            continue;
        }
        let heads = |b: &Block| matches!(b.kind, BlockKind::Heading { .. });
        if heads(block) && !heads(before) {
            return i + 1;
        }
        let both = |is: fn(&BlockKind) -> bool| is(&before.kind) && is(&block.kind);
        let between = both(|kind| *kind == BlockKind::Paragraph);
        if between && long <= ROOM {
            last = Some(i + 1);
        }
        let anywhere = long > ROOM * 2 && !both(|kind| matches!(kind, BlockKind::TableRow { .. }));
        if long > ROOM && (last.is_some() || between || anywhere) {
            return last.unwrap_or(i + 1);
        }
    }
    blocks.len()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::attribute::attribute;
    use rolecall_record::Span;

    /// Paragraphs, each with a heading before it if `headed`, and how many bytes they take.
    fn article(paragraphs: usize, headed: bool) -> (String, Vec<Block>) {
        let (mut text, mut blocks) = (String::new(), Vec::new());
        let mut add = |line: &str, kind: BlockKind| {
            let start = text.len();
            text.push_str(line);
            blocks.push(Block { kind, span: Span::new(start, text.len()), lead: None });
            text.push('\n');
        };
        for i in 0..paragraphs {
            if headed {
                add(&format!("Day {i}"), BlockKind::Heading { level: 2 });
            }
            add("The night warden locks the gate. He then walks round the yard with a lamp.", BlockKind::Paragraph);
        }
        (text, blocks)
    }

    fn parts(blocks: &[Block]) -> usize {
        let (mut rest, mut parts) = (blocks, 0);
        while !rest.is_empty() {
            rest = &rest[end(rest)..];
            parts += 1;
        }
        parts
    }

    #[test]
    fn an_article_of_ordinary_length_is_one_part_and_a_book_has_many() {
        assert_eq!(parts(&article(1000, true).1), 1);
        let book = article(20_000, true).1;
        assert!(parts(&book) >= 6, "{}", parts(&book));
        assert!(parts(&article(20_000, false).1) >= 6);
    }

    #[test]
    fn a_book_in_parts_says_the_same_of_every_sentence_as_a_page() {
        for headed in [true, false] {
            let (text, blocks) = article(4000, headed);
            let book = attribute(("The yard", "yard"), &text, &blocks, usize::MAX);
            let (text, blocks) = article(10, headed);
            let page = attribute(("The yard", "yard"), &text, &blocks, usize::MAX);
            let said = |attributed: &crate::attribute::Attributed| {
                let of = |s: &rolecall_record::Statement| s.roles.iter().map(|m| m.role.clone()).collect::<Vec<_>>();
                attributed.statements.iter().map(of).collect::<std::collections::BTreeSet<_>>()
            };
            assert_eq!(book.statements.len(), 8_000);
            assert_eq!(said(&book), said(&page));
        }
    }
}
