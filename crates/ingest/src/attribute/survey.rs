//! The first pass: every heading, table and sentence of an article tells the [`Inventory`] which roles there are.

use super::heading;
use super::identity;
use super::inventory::{Inventory, read_name};
use super::table::Table;
use super::walk::Piece;
use rolecall_language::{Likelihood, Reading, RoleName, Tag, head_of, read, role_name};
use rolecall_record::{Block, BlockKind};

pub(super) fn take_inventory(title: &str, text: &str, pieces: &[Piece<'_>]) -> Inventory {
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
            inventory.note_heading(name, false);
            let alone = reading.tokens.iter().enumerate().all(|(i, t)| {
                (name.tokens.0..name.tokens.1).contains(&i)
                    || matches!(t.tag, Tag::Determiner | Tag::Number)
                    || t.tag.mark()
                    || bracket.is_some_and(|open| i > open)
            });
            // "The Complete Career Guide": a title may say what the article itself is.
            if head_of(&name.name) != "guide" || names.len() == 1 && alone {
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
    // The one role that the nearest heading or bold beginning names.
    let mut about: Option<String> = None;
    let mut table = None;
    for (i, piece) in pieces.iter().enumerate() {
        match &piece.block.kind {
            BlockKind::Heading { .. } | BlockKind::Term => about = note(piece.block.span.of(text), &mut inventory),
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
                for (_, reading) in &piece.sentences {
                    inventory.note_sentence(reading);
                    for other in about.iter().flat_map(|_| identity::called(reading)) {
                        inventory.note_same(about.as_deref().unwrap_or_default(), other);
                    }
                }
                for pair in piece.sentences.windows(2) {
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
    for name in series(pieces) {
        inventory.note_heading(&name, true);
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

/// "Welfare officer - first contact …", "Healing lead: sets the rotation …": names at the beginnings of neighbouring
/// lines, where most are roles by their words or act right behind the mark.
fn series(pieces: &[Piece<'_>]) -> Vec<RoleName> {
    let mut found = Vec::new();
    let mut run: Vec<(RoleName, bool)> = Vec::new();
    let mut close = |run: &mut Vec<(RoleName, bool)>| {
        let sure = run.iter().filter(|(name, acts)| *acts || name.likelihood >= Likelihood::Likely).count();
        if run.len() > 1 && sure * 3 >= run.len() * 2 {
            let fits = |(name, acts): &(RoleName, bool)| *acts || name.likelihood >= Likelihood::Possible;
            found.extend(run.drain(..).filter(fits).map(|(name, _)| name));
        }
        run.clear();
    };
    for piece in pieces {
        match line_name(piece) {
            Some(line) => run.push(line),
            None => close(&mut run),
        }
    }
    close(&mut run);
    found
}

/// Whether a word right behind a name's mark is the verb of that name: any form in -s that a verb can have, and of a word
/// that no list knows as one, where an object follows ("Maltster – kilns the malt").
fn third(after: &[rolecall_language::Token<'_>], first: &rolecall_language::Token<'_>) -> bool {
    let known = first.word.readings.any(rolecall_language::Readings::THIRD) && first.tag != Tag::Be;
    let object = after.iter().find(|t| t.start > first.start);
    let acted = object.is_some_and(|t| matches!(t.tag, Tag::Determiner | Tag::Possessive));
    known || first.lower.ends_with('s') && acted && first.tag == Tag::Noun
}

/// The token after "(Bev)" where that stands at `at`.
pub(super) fn past_bracket(reading: &Reading<'_>, at: usize) -> usize {
    if !reading.tokens.get(at).is_some_and(|t| t.tag == Tag::Open) {
        return at;
    }
    let close = reading.tokens[at..].iter().take(8).position(|t| t.tag == Tag::Close);
    close.map_or(at, |close| at + close + 1)
}

/// The name that a line begins with, and whether a verb follows its mark.
fn line_name(piece: &Piece<'_>) -> Option<(RoleName, bool)> {
    let (_, reading) = piece.sentences.first()?;
    let phrase = reading.groups.phrases.iter().rfind(|p| p.tokens.0 == 0 && p.tokens.1 <= 5)?;
    let end = past_bracket(reading, phrase.tokens.1);
    let mark = reading.tokens.get(end)?;
    let ends = piece.block.lead.is_some() && end + 1 >= reading.tokens.len();
    if !matches!(mark.tag, Tag::Dash) && mark.text != ":" && !ends {
        return None;
    }
    let after = if ends { piece.sentences.get(1).map(|(_, r)| &r.tokens[..]) } else { reading.tokens.get(end + 1..) };
    let first = after?.iter().find(|t| !matches!(t.tag, Tag::Adverb | Tag::Dash))?;
    let acts = third(after?, first) || first.lower == "responsible";
    role_name(reading, phrase).map(|name| (name, acts))
}
