//! An article's blocks, with its statements in them.

use super::roles::Colours;
use crate::page::part::plain;
use maud::{Markup, html};
use rolecall_record::{ArticleRecord, Block, BlockKind, Mention, Span, Statement};

/// Blocks that stand in one element.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Group {
    List(bool),
    Table(u32),
    Definitions,
    Alone(usize),
}

/// All blocks of an article.
pub(super) fn blocks(record: &ArticleRecord, colours: &Colours) -> Markup {
    let text = &record.article.text;
    let whole = [Block { kind: BlockKind::Paragraph, span: Span::new(0, text.len()), lead: None }];
    let blocks = if record.article.blocks.is_empty() { &whole[..] } else { &record.article.blocks[..] };
    // The title stands above already.
    let opens_with_title = blocks.first().is_some_and(|first| {
        matches!(first.kind, BlockKind::Heading { .. })
            && first.span.of(text).trim() == record.article.title.trim()
            && record.statements.first().is_none_or(|s| s.span.start >= first.span.end)
    });
    let blocks = if opens_with_title { &blocks[1..] } else { blocks };
    let page = Page { text, statements: &record.statements, colours };
    let of = |i: usize| group(&blocks[i], i);
    let mut groups: Vec<(Group, &[Block])> = Vec::new();
    let mut from = 0;
    for i in 1..=blocks.len() {
        if i == blocks.len() || of(i) != of(from) {
            groups.push((of(from), &blocks[from..i]));
            from = i;
        }
    }
    html! {
        @for (group, blocks) in groups {
            @match group {
                Group::List(true) => { ol { @for block in blocks { (page.item(block)) } } }
                Group::List(false) => { ul { @for block in blocks { (page.item(block)) } } }
                Group::Definitions => {
                    dl {
                        @for block in blocks {
                            @if block.kind == BlockKind::Term { dt { (page.run(block.span)) } } @else { dd { (page.run(block.span)) } }
                        }
                    }
                }
                Group::Table(_) => {
                    div.wide role="region" aria-label="Table" tabindex="0" { table { tbody { @for block in blocks { (page.row(block)) } } } }
                }
                Group::Alone(_) => { @for block in blocks { (page.alone(block)) } }
            }
        }
    }
}

fn group(block: &Block, position: usize) -> Group {
    match &block.kind {
        BlockKind::ListItem { ordered, .. } => Group::List(*ordered),
        BlockKind::TableRow { table, .. } => Group::Table(*table),
        BlockKind::Term | BlockKind::Definition => Group::Definitions,
        _ => Group::Alone(position),
    }
}

struct Page<'r> {
    text: &'r str,
    statements: &'r [Statement],
    colours: &'r Colours,
}

impl Page<'_> {
    fn item(&self, block: &Block) -> Markup {
        let depth = if let BlockKind::ListItem { depth, .. } = block.kind { depth.min(4) } else { 0 };
        html! { li class=[(depth > 0).then(|| format!("d{depth}"))] { (self.run(block.span)) } }
    }

    fn row(&self, block: &Block) -> Markup {
        let BlockKind::TableRow { header, cells, .. } = &block.kind else { return html! {} };
        html! {
            tr {
                @for (i, cell) in cells.iter().enumerate() {
                    // A cell that spans columns is repeated; it is one on the page too.
                    @let again = i > 0 && cells[i - 1] == *cell && !cell.is_empty();
                    @if !again {
                        @let columns = cells[i..].iter().take_while(|other| *other == cell).count();
                        @let columns = (columns > 1 && !cell.is_empty()).then_some(columns);
                        @if *header { th scope="col" colspan=[columns] { (self.run(*cell)) } } @else { td colspan=[columns] { (self.run(*cell)) } }
                    }
                }
            }
        }
    }

    fn alone(&self, block: &Block) -> Markup {
        let run = self.run(block.span);
        match &block.kind {
            // The title is the page's first heading; what stands below it comes after.
            BlockKind::Heading { level: 1 | 2 } => html! { h2 { (run) } },
            BlockKind::Heading { level: 3 } => html! { h3 { (run) } },
            BlockKind::Heading { .. } => html! { h4 { (run) } },
            BlockKind::Quote => html! { blockquote { p { (run) } } },
            BlockKind::Code => html! { pre tabindex="0" { code { (run) } } },
            BlockKind::Caption | BlockKind::Meta => html! { p.quiet { (run) } },
            _ => html! { p { (run) } },
        }
    }

    /// A piece of the text, with the statements in it.
    fn run(&self, span: Span) -> Markup {
        let first = self.statements.partition_point(|s| s.span.end <= span.start);
        let inside = self.statements[first..].iter().take_while(|s| s.span.start < span.end);
        let mut at = span.start;
        let mut pieces: Vec<(Span, Option<(&Statement, Span)>)> = Vec::new();
        for statement in inside {
            let part = Span::new(statement.span.start.max(at), statement.span.end.min(span.end));
            pieces.push((Span::new(at, part.start), Some((statement, part))));
            at = part.end;
        }
        pieces.push((Span::new(at, span.end.max(at)), None));
        html! {
            @for (before, statement) in pieces {
                (plain(before.of(self.text)))
                @if let Some((statement, part)) = statement { (self.statement(statement, part)) }
            }
        }
    }

    /// A statement, or the part of it that stands in a block.
    fn statement(&self, statement: &Statement, part: Span) -> Markup {
        let start = statement.span.start;
        let id = (part.start == start).then(|| format!("s{start}"));
        let Some(class) = self.colours.class(statement) else {
            return html! { span id=[id] { (plain(part.of(self.text))) } };
        };
        html! {
            a id=[id] class={ "st " (class) } href={ "#s" (start) } data-step {
                (plain(part.of(self.text)))
                span.tip {
                    b { (statement.kind.as_str()) }
                    @for mention in &statement.roles { span { (self.mention(mention)) } }
                }
            }
        }
    }

    /// Whom a statement is said of, and how that was found.
    fn mention(&self, mention: &Mention) -> Markup {
        let role = self.colours.preferred(&mention.role);
        html! {
            (plain(role))
            @if !role.eq_ignore_ascii_case(&mention.name) { " (“" (plain(&mention.name)) "”)" }
            " · " (mention.strength.as_str()) " · found by " (mention.found_by.as_str())
        }
    }
}
