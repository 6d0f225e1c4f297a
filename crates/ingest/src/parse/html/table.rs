//! Tables of data to rows; tables that only lay out a page are read as if they were not there.

use super::page::Node;
use super::tag::Tag;
use crate::Document;
use rolecall_record::BlockKind;

/// A cell is repeated in at most this many later rows.
const MAX_ROWS: usize = 200;

/// What is repeated from rows above is at most this long in each row, in bytes.
const MAX_REPEATED: usize = 4096;

/// A cell with more text than this is a column of a page.
const LONG_CELL: u32 = 1500;

/// Whether the table at `i` holds data: rows of several short cells, no table and no main heading within.
pub(super) fn is_data(nodes: &[Node], i: usize) -> bool {
    if nodes[i].attr("role").is_some_and(|r| matches!(r, "presentation" | "none")) {
        return false;
    }
    let (mut named, mut cells, mut in_row, mut widest, mut longest) = (false, 0_u32, 0_u32, 0_u32, 0_u32);
    for node in &nodes[i + 1..nodes[i].end as usize] {
        match node.tag {
            Tag::Table | Tag::Heading(1 | 2) => return false,
            Tag::Row => in_row = 0,
            Tag::HeaderCell | Tag::Cell => {
                named |= node.tag == Tag::HeaderCell;
                cells += 1;
                in_row += 1;
                widest = widest.max(in_row);
                longest = longest.max(node.size);
            }
            _ => {}
        }
    }
    cells > 1 && widest > 1 && (named || longest < LONG_CELL)
}

/// Appends the table at `i` as number `table`.
pub(super) fn write(nodes: &[Node], i: usize, table: u32, document: &mut Document) {
    let end = nodes[i].end as usize;
    let mut carried: Vec<Carried> = Vec::new();
    let mut row: Vec<(String, usize)> = Vec::new();
    let mut in_head = 0;
    let mut at = i + 1;
    while at < end {
        let node = &nodes[at];
        let inside = node.end as usize;
        if node.dropped {
            at = inside;
            continue;
        }
        match node.tag {
            Tag::Caption => {
                document.push_text(BlockKind::Caption, &text(nodes, at));
                at = inside;
                continue;
            }
            Tag::TableHead => in_head = inside,
            Tag::Row => {
                let header = read_row(nodes, at, &mut row, &mut carried) || at < in_head;
                document.push_row(table, header, &row);
                at = inside;
                continue;
            }
            _ => {}
        }
        at += 1;
    }
}

/// A cell that reaches down into later rows.
struct Carried {
    column: usize,
    columns: usize,
    text: String,
    rows: usize,
}

/// Reads the cells of the row at `i` and of those that reach down into it; true if all of its own are headers.
fn read_row(nodes: &[Node], i: usize, row: &mut Vec<(String, usize)>, carried: &mut Vec<Carried>) -> bool {
    row.clear();
    let end = nodes[i].end as usize;
    let mut above = std::mem::take(carried).into_iter().peekable();
    let mut later: Vec<Carried> = Vec::new();
    let (mut column, mut repeated, mut headers, mut cells) = (0, 0, 0, 0);
    let mut at = i + 1;
    loop {
        // Cells from above keep their columns.
        while let Some(cell) = above.next_if(|c| c.column <= column || at >= end) {
            repeated += cell.text.len();
            let text = if repeated > MAX_REPEATED { String::new() } else { cell.text.clone() };
            row.push((text, cell.columns));
            column += cell.columns;
            if cell.rows > 1 {
                later.push(Carried { rows: cell.rows - 1, ..cell });
            }
        }
        if at >= end {
            break;
        }
        let node = &nodes[at];
        if !matches!(node.tag, Tag::HeaderCell | Tag::Cell) || node.dropped {
            at = if node.dropped { node.end as usize } else { at + 1 };
            continue;
        }
        let columns = span(node, "colspan").min(MAX_COLUMNS);
        let rows = span(node, "rowspan").min(MAX_ROWS);
        let text = text(nodes, at);
        cells += 1;
        headers += usize::from(node.tag == Tag::HeaderCell);
        if rows > 1 && later.len() < MAX_COLUMNS {
            later.push(Carried { column, columns, text: text.clone(), rows: rows - 1 });
        }
        row.push((text, columns));
        column += columns;
        at = node.end as usize;
    }
    later.sort_by_key(|c| c.column);
    *carried = later;
    cells > 0 && headers == cells
}

const MAX_COLUMNS: usize = 256;

fn span(node: &Node, name: &str) -> usize {
    node.attr(name).and_then(|v| v.trim().parse().ok()).unwrap_or(1).max(1)
}

/// The text of a cell. Paragraphs and items in it are parted by a semicolon where they do not end in a mark of their own,
/// so that they are not read as one sentence.
pub(super) fn text(nodes: &[Node], i: usize) -> String {
    let mut text = String::new();
    let mut parted = false;
    let mut at = i + 1;
    while at < nodes[i].end as usize {
        let node = &nodes[at];
        if node.dropped {
            at = node.end as usize;
            continue;
        }
        match node.tag {
            Tag::Text if node.size > 0 => {
                if parted && !text.is_empty() {
                    text.truncate(text.trim_end().len());
                    text.push_str(if text.ends_with(|c: char| c.is_alphanumeric() || c == ')') { "; " } else { " " });
                }
                parted = false;
                text.push_str(node.text);
            }
            Tag::Text => text.push(' '),
            Tag::Break => text.push(' '),
            Tag::Paragraph | Tag::Item => parted = true,
            tag if tag.is_block() => text.push(' '),
            _ => {}
        }
        at += 1;
    }
    text
}
