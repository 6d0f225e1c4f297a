//! Names that a heading makes posts of: below "Roles during the run" stands a role with each bold beginning and each heading of
//! its own, whatever its words are.
//!
//! "Token sorting" is no person by any list of words. Below such a heading, with an order or a deed behind it, it is whoever
//! does it, as each line beside it is.

use super::heading::{Section, section};
use super::inventory::read_name;
use super::item::deed_item;
use super::line::deed_after;
use super::walk::Piece;
use rolecall_language::{Generic, Likelihood, Reading, RoleName, generic, read, role_name};
use rolecall_record::BlockKind;

/// The names that stand so in these pieces.
pub(super) fn names(pieces: &[Piece<'_>], text: &str) -> Vec<RoleName> {
    let mut posts: Option<u8> = None;
    let mut found: Vec<RoleName> = Vec::new();
    let mut below: Vec<RoleName> = Vec::new();
    for (i, piece) in pieces.iter().enumerate() {
        if let BlockKind::Heading { level } = piece.block.kind {
            let line = piece.block.span.of(text);
            if posts.is_some_and(|of| level > of) {
                let told = pieces.get(i + 1).and_then(|p| p.sentences.first()).is_some_and(|(_, first)| deeds(first));
                below.extend(whole(line).filter(|_| told));
                continue;
            }
            take(&mut found, &mut below);
            // A title says what all of the article is about: below "Jobs in radio" stands "Next steps", too.
            posts = (level > 1 && announces(&read(line))).then_some(level);
        } else if posts.is_some()
            && let Some(lead) = piece.block.lead
            && let [_, (_, next), ..] = &piece.sentences[..]
            && deeds(next)
        {
            below.extend(whole(lead.of(text)));
        }
    }
    take(&mut found, &mut below);
    found
}

/// Takes over the names below a heading, if one of them is a role by its words: then its neighbours are meant so, too.
fn take(found: &mut Vec<RoleName>, below: &mut Vec<RoleName>) {
    if below.len() > 1 && below.iter().any(|name| name.likelihood >= Likelihood::Likely) {
        found.append(below);
    }
    below.clear();
}

/// Whether a heading announces posts and says of no role that they are its own: "Volunteer roles", "Positions on the committee".
fn announces(reading: &Reading<'_>) -> bool {
    let several = reading
        .tokens
        .iter()
        .any(|t| t.lower.ends_with('s') && generic(t.word.noun.as_deref().unwrap_or(&t.lower)) == Some(Generic::Post));
    let likely = |p| role_name(reading, p).is_some_and(|n| n.likelihood >= Likelihood::Likely);
    let asks = reading.tokens.last().is_some_and(|t| t.text == "?");
    several && !asks && !reading.groups.phrases.iter().any(likely) && !matches!(section(reading), Some(Section::Duties))
}

/// The name that a label is from end to end, but for what stands in brackets.
fn whole(label: &str) -> Option<RoleName> {
    let plain = label.split(" (").next().unwrap_or(label).trim_end_matches([':', '.', '–', '—', '-', ' ']);
    let words = plain.split_whitespace().count();
    let name = read_name(plain)?;
    (words <= 4 && name.name.split(' ').count() == words && section(&read(plain)).is_none()).then_some(name)
}

/// Whether a sentence says what is to be done: an order, "you gather everybody", "writes down the names".
fn deeds(reading: &Reading<'_>) -> bool {
    let you = reading.tokens.first().is_some_and(|t| t.lower == "you");
    you || deed_item(&reading.tokens) || deed_after(&reading.tokens).is_some()
}
