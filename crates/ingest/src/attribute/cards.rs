//! Cards: a line that is nothing but a role's name, and beside it one that says what the role does.
//!
//! So pages present their staff, and so tables look whose cells were pasted one below the other. Nothing marks the name as a
//! heading, and it may stand above its deed ("Porter", "Opens the gate") or below it ("Opening the gate", "Porter"): where
//! names follow deeds oftener than deeds names, below. One such pair proves nothing, so there have to be two.

use super::inventory::Inventory;
use super::item::deed_item;
use super::omitted::goes_on;
use super::owner::{deed, owners};
use super::walk::Piece;
use rolecall_language::{Likelihood, Phrase, RoleName, role_name};
use rolecall_record::{BlockKind, FoundBy, Kind, Mention, Statement, Strength};
use std::collections::BTreeSet;

/// Whose a line is by the line beside it.
#[derive(Debug, Clone)]
pub(super) struct Card {
    /// The names in that line, and how far it is theirs.
    pub owners: Vec<(RoleName, Strength)>,
}

impl Card {
    /// The names.
    pub(super) fn names(&self) -> impl Iterator<Item = &RoleName> {
        self.owners.iter().map(|(name, _)| name)
    }

    /// The roles that the names stand for.
    pub(super) fn roles(&self, inventory: &Inventory) -> Vec<(String, Strength)> {
        let roles = self.owners.iter().filter(|(name, _)| inventory.is_role(&name.name));
        roles.map(|(name, strength)| (inventory.resolve(&name.name, &[]), *strength)).collect()
    }

    /// Says of a row of a table whose it is.
    pub(super) fn tell(&self, row: &mut Statement, inventory: &Inventory) {
        let clause = row.span;
        let mention = |(role, strength): (String, Strength)| Mention {
            name: role.clone(),
            role,
            found_by: FoundBy::Table,
            strength,
            clause,
        };
        row.roles = self.roles(inventory).into_iter().map(mention).collect();
        if !row.roles.is_empty() {
            row.kind = Kind::Responsibility;
        }
    }
}

/// What a line of a card is.
enum Line {
    Name(Vec<RoleName>),
    Deed,
    Other,
}

/// No name with its holder is longer, in bytes.
const LONGEST_NAME: usize = 90;

/// Nor has such a name more words.
const LONGEST_TITLE: usize = 5;

/// For each piece, whose it is, where it stands beside a line with a name.
pub(super) fn find(pieces: &[Piece<'_>], text: &str) -> Vec<Option<Card>> {
    let mut found = vec![None; pieces.len()];
    let lines: Vec<Line> = pieces.iter().map(|piece| line(piece, text)).collect();
    let deed = |i: Option<usize>| i.and_then(|i| lines.get(i)).is_some_and(|l| matches!(l, Line::Deed));
    let names: Vec<usize> = (0..lines.len()).filter(|&i| matches!(lines[i], Line::Name(_))).collect();
    let above = names.iter().filter(|&&i| deed(i.checked_sub(1))).count();
    let below = names.iter().filter(|&&i| deed(Some(i + 1))).count();
    let up = above > below;
    if above.max(below) < 2 {
        return found;
    }
    let mut told = BTreeSet::new();
    for at in names {
        let Line::Name(owners) = &lines[at] else { continue };
        let card = || Some(Card { owners: owners.iter().map(|name| (name.clone(), Strength::Does)).collect() });
        if up {
            if let Some(deed) = at.checked_sub(1).filter(|&i| deed(Some(i))) {
                told.insert(pieces[deed].block.span.of(text));
                found[deed] = card();
            }
            continue;
        }
        for i in (at + 1..lines.len()).take_while(|&i| deed(Some(i))) {
            told.insert(pieces[i].block.span.of(text));
            found[i] = card();
        }
    }
    // "Book now" below each of them is nobody's.
    if told.len() * 2 <= found.iter().flatten().count() {
        found.fill(None);
    }
    found
}

fn line(piece: &Piece<'_>, text: &str) -> Line {
    let flows = matches!(piece.block.kind, BlockKind::Paragraph | BlockKind::ListItem { .. });
    let [(_, first), rest @ ..] = &piece.sentences[..] else { return Line::Other };
    if !flows {
        return Line::Other;
    }
    let likely = |p: &Phrase| role_name(first, p).is_some_and(|name| name.likelihood >= Likelihood::Likely);
    if rest.is_empty()
        && first.groups.phrases.iter().any(likely)
        && let Some(names) = name_line(piece.block.span.of(text))
    {
        return Line::Name(names);
    }
    let accountable =
        first.tokens.len() > 2 && first.tokens[0].lower == "accountable" && first.tokens[1].lower == "for";
    let own = deed(first) || deed_item(&first.tokens) || goes_on(first) || accountable;
    let asks = first.tokens.last().is_some_and(|t| t.text == "?" || t.text == ":");
    // "Average pay: 20,000"
    let label = first.tokens.iter().take(4).any(|t| t.text == ":");
    if own && !asks && !label { Line::Deed } else { Line::Other }
}

/// The names that a line is, with at most whoever holds the post: "Porter", "Porter: Anna", "Anna, porter", "Porter (part-time)".
fn name_line(line: &str) -> Option<Vec<RoleName>> {
    let line = line.trim();
    if line.len() > LONGEST_NAME || line.ends_with(['.', '!', '?', ':']) {
        return None;
    }
    let sure = |names: &str| {
        let names = owners(names).filter(|(_, denied)| !denied)?.0;
        // "Data engineer Data scientist Data analyst" heads columns.
        let one = |name: &RoleName| name.name.split(' ').count() <= LONGEST_TITLE;
        names.iter().all(|name| name.likelihood >= Likelihood::Likely && one(name)).then_some(names)
    };
    for mark in [": ", " – ", " — ", " - ", ", "] {
        let Some((first, last)) = line.split_once(mark) else { continue };
        let holder = |words: &str| words.split_whitespace().count() <= 4;
        if let Some(names) = sure(first).filter(|_| holder(last) && mark != ", ") {
            return Some(names);
        }
        // "Next post: head porter" is a label.
        let named = mark != ": " && holder(first) && first.starts_with(char::is_uppercase);
        if let Some(names) = sure(last).filter(|_| named) {
            return Some(names);
        }
    }
    sure(line)
}
