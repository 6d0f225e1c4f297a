//! The first pass: every heading, table and sentence of an article tells the [`Inventory`] which roles there are.

use super::heading;
use super::identity::{self, Identity};
use super::inventory::{Inventory, read_name};
use super::post;
use super::table::Table;
use super::voice;
use crate::segment::segment;
use rolecall_language::{Likelihood, Reading, RoleName, Tag, head_of, read, role_name};
use rolecall_record::{Block, BlockKind, Span};

/// A block with its sentences read.
pub(super) struct Piece<'a> {
    pub block: &'a Block,
    pub sentences: Vec<(Span, Reading<'a>)>,
}

/// Reads the sentences of an article's blocks.
pub(super) fn pieces<'a>(text: &'a str, blocks: &'a [Block]) -> Vec<Piece<'a>> {
    let sentences = |block: &'a Block| -> Vec<(Span, Reading<'a>)> {
        segment(text, block).into_iter().map(|s| (s, read(s.of(text)))).collect()
    };
    blocks.iter().map(|block| Piece { block, sentences: sentences(block) }).collect()
}

/// `series` are names that lines built alike make roles ([`super::line::series`], [`super::owner::lines`]).
pub(super) fn take_inventory<'a>(
    title: &str,
    text: &str,
    pieces: &[Piece<'_>],
    series: impl Iterator<Item = &'a RoleName>,
) -> Inventory {
    let mut inventory = Inventory::default();
    let mut contrasted: Vec<Vec<String>> = Vec::new();
    let mut note = |line: &str, inventory: &mut Inventory| {
        if heading::rank(line).is_some() {
            return None;
        }
        let reading = read(line);
        let names = heading::roles(&reading);
        let bracket = reading.tokens.iter().position(|t| t.tag == Tag::Open).filter(|&i| i > 0);
        for name in &names {
            let alone = reading.tokens.iter().enumerate().all(|(i, t)| {
                (name.tokens.0..name.tokens.1).contains(&i)
                    || matches!(t.tag, Tag::Determiner | Tag::Number)
                    || t.tag.mark()
                    || bracket.is_some_and(|open| i > open)
            });
            if !itself(&name.name) || names.len() == 1 && alone {
                inventory.note_heading(name, false);
                inventory.note_title(name, alone);
            }
        }
        // "Thought Leadership (PM)": capitals in brackets may be a title's.
        if let Some(phrase) = heading::in_brackets(&reading)
            && let Some(name) = role_name(&reading, phrase)
        {
            inventory.note_heading(&name, false);
        }
        // "Scrum half" alone: a name by its place, if sentences bear it out.
        if names.is_empty()
            && reading.tokens.len() <= 4
            && let [phrase] = &reading.groups.phrases[..]
            && let Some(name) = role_name(&reading, phrase)
        {
            inventory.note_heading(&name, false);
        }
        let one = if let [name] = &names[..] { Some(name.name.clone()) } else { None };
        if names.len() > 1 && heading::contrasts(&reading) {
            names.iter().for_each(|n| inventory.note_bare(&n.name));
            contrasted.push(names.into_iter().map(|n| n.name).collect());
        }
        one
    };
    note(title, &mut inventory);
    if let Some(name) = voice::rulebook(&read(title)) {
        inventory.note_heading(&name, true);
    }
    // The one role that the nearest heading or bold beginning names.
    let mut about: Option<String> = None;
    let mut table = None;
    for (i, piece) in pieces.iter().enumerate() {
        match &piece.block.kind {
            BlockKind::Heading { .. } | BlockKind::Term => {
                about = note(piece.block.span.of(text), &mut inventory);
                if let Some(name) = post::headed(pieces, i, text) {
                    inventory.note_heading(&name, true);
                }
            }
            BlockKind::TableRow { table: t, .. } if table != Some(*t) => {
                table = Some(*t);
                let rows: Vec<Block> = pieces[i..]
                    .iter()
                    .map_while(|p| {
                        matches!(&p.block.kind, BlockKind::TableRow { table: u, .. } if u == t).then(|| p.block.clone())
                    })
                    .collect();
                Table::new(text, &rows).note(&mut inventory);
            }
            _ => {
                if let Some(lead) = piece.block.lead
                    && let Some(name) = read_name(lead.of(text).trim_end_matches([':', '.', '–', '—', '-', ' ']))
                    && lead.of(text).split_whitespace().count() <= 6
                {
                    inventory.note_heading(&name, false);
                    about = Some(name.name);
                }
                if let Some((_, name)) = post::title(piece.block.span.of(text)) {
                    inventory.note_heading(&name, true);
                }
                let turn = piece.sentences.first().and_then(|(_, first)| voice::turn_of(first));
                let mut quoted = false;
                for (_, reading) in &piece.sentences {
                    inventory.note_sentence(reading);
                    for who in identity::narrators(reading).filter(|_| !quoted) {
                        inventory.note_identity(match &turn {
                            Some(names) => Identity::Person { names: names.clone(), role: who.role },
                            None => Identity::Narrator(who),
                        });
                    }
                    let marks = reading.tokens.iter().filter(|t| matches!(t.text, "\"" | "“" | "”")).count();
                    quoted ^= marks % 2 == 1;
                    for other in about.iter().flat_map(|_| identity::called(reading)) {
                        inventory.note_same(about.as_deref().unwrap_or_default(), other);
                    }
                }
                // "The school nurse", and below it "That's me!"
                if let (Some(role), Some((_, first))) = (&about, piece.sentences.first())
                    && first.tokens.len() <= 5
                    && first
                        .tokens
                        .windows(3)
                        .any(|w| w[0].lower == "that" && w[1].tag == Tag::Be && w[2].lower == "me")
                {
                    inventory.note_narrator(role);
                }
                for pair in piece.sentences.windows(2) {
                    if let Some(name) = identity::gone_on_with(&pair[0].1, &pair[1].1) {
                        inventory.note_heading(&name, true);
                    }
                    for identity in identity::across(&pair[0].1, &pair[1].1) {
                        inventory.note_identity(identity);
                    }
                }
                // "**Gaffer** – That's me."
                if let Some((_, first)) = piece.sentences.first()
                    && first
                        .tokens
                        .windows(3)
                        .take(8)
                        .any(|w| w[0].lower == "that" && w[1].lower == "'s" && w[2].lower == "me")
                    && let Some(phrase) = first.groups.phrases.first()
                    && let Some(name) = role_name(first, phrase).filter(|n| n.likelihood >= Likelihood::Likely)
                {
                    inventory.note_narrator(&name.name);
                }
            }
        }
    }
    for name in series {
        inventory.note_heading(name, true);
    }
    inventory.settle();
    for names in contrasted {
        let names: Vec<String> =
            names.iter().filter(|n| inventory.is_role(n)).map(|n| inventory.resolve(n, &[])).collect();
        for (i, a) in names.iter().enumerate() {
            for b in &names[i + 1..] {
                inventory.note_contrast(a, b);
            }
        }
    }
    inventory
}

/// "The Complete Career Guide": a title may say what the article itself is.
pub(super) fn itself(name: &str) -> bool {
    head_of(name) == "guide"
}
