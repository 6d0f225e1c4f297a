//! What the shape of a line says, where its words alone do not: a name and a mark at its beginning, lines beside it that are
//! built alike, a mere list of things.
//!
//! One line "Usher – a welcome, a programme" could be anything. Between "Box office clerk – sells the tickets" and
//! "Barman – pours" it says what the usher is for, as a reader sees at a glance.

use super::inventory::{Inventory, read_name};
use super::item::{calls_to_action, deed_item};
use super::predicate::is_deed;
use super::table::of_roles;
use super::walk::Piece;
use rolecall_language::{Form, Likelihood, Reading, Readings, RoleName, Tag, Token, role_name};
use rolecall_record::{BlockKind, Kind, Span, Statement, Strength};
use std::sync::Arc;

/// Whether a token parts a name at the beginning of a line from what is said of it.
pub(super) fn parts(token: &Token<'_>) -> bool {
    token.tag == Tag::Dash || matches!(token.text, ":" | "=")
}

/// The name that a line begins with, and where its mark stands: "Bosun: …", "Clerk (Bev) – …".
pub(super) fn name(reading: &Reading<'_>) -> Option<(RoleName, usize)> {
    // "2.3 The porter: …"
    let from = usize::from(reading.tokens.first().is_some_and(|t| t.tag == Tag::Number && t.text.contains('.')));
    let phrase = reading.groups.phrases.iter().rfind(|p| p.tokens.0 == from && p.tokens.1 <= from + 5)?;
    let mark = past_bracket(reading, phrase.tokens.1);
    if !reading.tokens.get(mark).is_some_and(parts) {
        return None;
    }
    let acts = || deed_after(&reading.tokens[mark + 1..]).is_some();
    // "MATE - loads the cars": in a list of who does what a word for people at large is a post.
    let general = || {
        let head = &reading.tokens[phrase.head];
        let noun = head.word.noun.clone().unwrap_or_else(|| head.lower.clone());
        let post = phrase.tokens == (phrase.head, phrase.head + 1)
            && matches!(noun.as_str(), "mate" | "boss" | "hand" | "caller" | "star");
        let plural = noun != head.lower;
        let name = || RoleName { name: noun.clone(), tokens: phrase.tokens, likelihood: Likelihood::Possible, plural };
        (post && acts()).then(name)
    };
    let own = role_name(reading, phrase).or_else(general);
    // "Anna (porter) – gate, bags", "Gate (porter): open it at six."
    if own.as_ref().is_none_or(|n| n.likelihood < Likelihood::Likely) && mark > phrase.tokens.1 {
        let within = reading.groups.phrases.iter().find(|p| p.tokens == (phrase.tokens.1 + 1, mark - 1));
        let held = within.and_then(|p| role_name(reading, p)).filter(|n| n.likelihood >= Likelihood::Likely);
        if let Some(held) = held {
            return Some((held, mark));
        }
    }
    Some((own?, mark))
}

/// The token after "(Bev)" where that stands at `at`.
pub(super) fn past_bracket(reading: &Reading<'_>, at: usize) -> usize {
    if !reading.tokens.get(at).is_some_and(|t| t.tag == Tag::Open) {
        return at;
    }
    let close = reading.tokens[at..].iter().take(8).position(|t| t.tag == Tag::Close);
    close.map_or(at, |close| at + close + 1)
}

/// What stands behind "a)", "(1)" or "ii)" where words begin so: "The clerk: a) keeps the log; b) …".
fn past_enumerator<'a, 't>(words: &'a [Token<'t>]) -> &'a [Token<'t>] {
    let open = usize::from(words.first().is_some_and(|t| t.tag == Tag::Open));
    let [mark, close, rest @ ..] = &words[open..] else { return words };
    let counts = mark.text.len() <= 3 && close.tag == Tag::Close;
    let letter = mark.text.len() == 1 || mark.text.chars().all(|c| matches!(c, 'i' | 'v' | 'x') || c.is_ascii_digit());
    if counts && letter { rest } else { words }
}

/// The first word of the deed that follows a name's mark, if one does: any form in -s that a verb can have, a form in -s that
/// no list knows where an object follows ("Maltster – kilns the malt").
pub(super) fn deed_after<'a, 't>(after: &'a [Token<'t>]) -> Option<&'a Token<'t>> {
    let after = past_enumerator(after);
    let at = after.iter().position(|t| !matches!(t.tag, Tag::Adverb | Tag::Dash))?;
    // "Here comes the usher": the verb's subject stands behind it.
    if after[..at].iter().any(|t| matches!(t.lower.as_str(), "here" | "there")) {
        return None;
    }
    let first = &after[at];
    let object = after.get(at + 1).is_some_and(|t| matches!(t.tag, Tag::Determiner | Tag::Possessive));
    let third = first.word.readings.any(Readings::THIRD) && first.tag != Tag::Be;
    // "Skipper - in charge of the boat"
    let charge = first.lower == "in" && after.get(at + 1).is_some_and(|t| t.lower == "charge");
    let unlisted = first.lower.ends_with('s') && first.tag == Tag::Noun && object;
    (third || unlisted || charge || first.lower == "responsible").then_some(first)
}

/// Neighbouring lines that begin with names, where most of these are roles by their words or act right behind the mark.
#[derive(Debug, Default)]
pub(super) struct Series {
    /// The names.
    pub names: Vec<RoleName>,
    /// For each piece, whether it is such a line.
    pub lines: Vec<bool>,
}

/// Finds the series of an article: "Welfare officer - first contact …", "Healing lead: sets the rotation …".
pub(super) fn series(pieces: &[Piece<'_>]) -> Series {
    let mut found = Series { names: Vec::new(), lines: vec![false; pieces.len()] };
    let mut run: Vec<LineName> = Vec::new();
    for at in 0..=pieces.len() {
        if let Some(line) = pieces.get(at).and_then(line_name) {
            run.push(line);
            continue;
        }
        let sure = run.iter().filter(|line| line.acts || line.name.likelihood >= Likelihood::Likely).count();
        if run.len() > 1 && sure * 3 >= run.len() * 2 && run.iter().any(|line| line.marked) {
            for (line, own) in run.iter().zip(at - run.len()..) {
                found.lines[own] = line.marked;
            }
            let fits = |line: &LineName| line.acts || line.name.likelihood >= Likelihood::Possible;
            found.names.extend(run.drain(..).filter(fits).map(|line| line.name));
        }
        run.clear();
    }
    found
}

/// What a line begins with.
struct LineName {
    name: RoleName,
    /// Whether a deed follows.
    acts: bool,
    /// Whether a mark sets the name off: "Bosun: …", not "bosun splices ropes".
    marked: bool,
}

/// The name that a piece begins with, and whether a deed follows.
fn line_name(piece: &Piece<'_>) -> Option<LineName> {
    let (_, reading) = piece.sentences.first()?;
    if let Some((name, mark)) = name(reading) {
        let after = &reading.tokens[mark + 1..];
        // "pole pickers - put poles back up"
        let acts = deed_after(after).is_some() || name.plural && deed_item(after) && !calls_to_action(after);
        return (!after.is_empty()).then_some(LineName { name, acts, marked: true });
    }
    let phrase = reading.groups.phrases.iter().rfind(|p| p.tokens.0 == 0 && p.tokens.1 <= 5)?;
    let end = past_bracket(reading, phrase.tokens.1);
    // "**Bosun.** Runs the deck."
    if piece.block.lead.is_some() && end + 1 == reading.tokens.len() {
        let (_, next) = piece.sentences.get(1)?;
        let acts = deed_after(&next.tokens).is_some();
        return Some(LineName { name: role_name(reading, phrase)?, acts, marked: true });
    }
    // "deck hand (Tim) coils lines": typed in a hurry, without an article.
    let next = reading.tokens.get(end)?;
    let deed = next.tag == Tag::Verb(Form::Third) && next.word.verb.as_deref().is_some_and(is_deed);
    let bare = reading.tokens[0].tag == Tag::Noun && reading.tokens[0].lower == reading.tokens[0].text;
    let name = role_name(reading, phrase).filter(|n| n.likelihood >= Likelihood::Possible)?;
    (deed && bare).then_some(LineName { name, acts: true, marked: false })
}

/// Whether what follows a role's mark says what the role does without a verb for it: a deed in one of its parts
/// ("first contact for parents; checks the lists"), an order, or things of which it has charge.
pub(super) fn charged(after: &[Token<'_>]) -> bool {
    let order = deed_item(after) && !calls_to_action(after);
    let parts = || after.split(|t| t.text == ";" || t.tag == Tag::Stop);
    // "at the gate, counts heads, lifts the flags"
    let listed = parts().next().is_some_and(|p| p.split(|t| t.tag == Tag::Comma).skip(1).any(acts_on));
    let deed = listed || after.iter().any(|t| t.text == ";") && parts().any(|part| deed_after(part).is_some());
    order || deed || parts().next().is_some_and(|part| things(part, true))
}

/// Whether words begin with a form in -s that is a verb here, by its tag or by what follows it.
fn acts_on(words: &[Token<'_>]) -> bool {
    let [first, rest @ ..] = words else { return false };
    let object = rest.first().is_some_and(|t| matches!(t.tag, Tag::Determiner | Tag::Possessive | Tag::Pronoun));
    (first.tag == Tag::Verb(Form::Third) || first.word.readings.any(Readings::THIRD) && object)
        && first.word.verb.as_deref().is_some_and(is_deed)
}

/// A list of things and nothing else: "Agendas, minutes, letters". Articles stand in it only where `determined` says so.
pub(super) fn things(tokens: &[Token<'_>], determined: bool) -> bool {
    let end = tokens.iter().position(|t| t.tag == Tag::Stop).unwrap_or(tokens.len());
    let tokens = &tokens[..end];
    let plain = tokens.iter().all(|t| {
        matches!(t.tag, Tag::Noun | Tag::Adjective | Tag::Comma | Tag::Conjunction | Tag::Preposition | Tag::Slash)
            || determined && t.tag == Tag::Determiner
    });
    // "ten ladies and Keith", "Bethan, Mags": people are no things.
    let somebody = tokens.iter().enumerate().any(|(i, t)| {
        t.word.readings.any(Readings::TITLE)
            || i > 0 && t.capital() && !t.acronym() && t.word.readings.any(Readings::GUESSED)
    });
    let segments: Vec<&[Token<'_>]> =
        tokens.split(|t| matches!(t.tag, Tag::Comma | Tag::Conjunction)).filter(|s| !s.is_empty()).collect();
    // "Sunil, Tuesdays and Fridays": when somebody is there
    let day = |t: &Token<'_>| t.capital() && t.lower.trim_end_matches('s').ends_with("day");
    let somebody = somebody || tokens.iter().any(day);
    // "Long hours, low pay" tells how it is.
    let named = segments.iter().filter(|s| s[0].tag != Tag::Adjective).count();
    plain && !somebody && segments.len() > 1 && named * 2 > segments.len()
}

/// Whether words begin with a list of things, whatever the last of them is told with: "subs, insurance, race fees paid back once you
/// send him the list", "also the forms every January".
pub(super) fn begins_with_things(tokens: &[Token<'_>]) -> bool {
    let also = tokens.first().is_some_and(|t| t.lower == "also");
    let tokens = &tokens[usize::from(also)..];
    let end = tokens.iter().position(|t| t.tag == Tag::Stop).unwrap_or(tokens.len());
    let parts: Vec<&[Token<'_>]> = tokens[..end].split(|t| t.tag == Tag::Comma).collect();
    let thing = |part: &&[Token<'_>]| {
        let words = part.iter().all(|t| {
            matches!(
                t.tag,
                Tag::Noun | Tag::Adjective | Tag::Conjunction | Tag::Preposition | Tag::Slash | Tag::Determiner
            ) || matches!(t.lower.as_str(), "anything" | "everything")
                || t.tag == Tag::Verb(Form::Ing)
        });
        let somebody = part.iter().any(|t| t.word.readings.any(Readings::TITLE) || t.capital() && !t.acronym());
        let named = part.iter().any(|t| t.tag == Tag::Noun) && part.first().is_some_and(|t| t.tag != Tag::Adjective);
        words && named && !somebody
    };
    let leading = parts.iter().take_while(|part| thing(part)).count();
    leading > 1 || also && parts.first().is_some_and(thing)
}

/// "Surveyor = money, site manager = the job itself": the roles of whom one sentence says so, two at least and each behind a mark of its
/// own.
pub(super) fn equations(reading: &Reading<'_>, inventory: &Inventory) -> Vec<RoleName> {
    let tokens = &reading.tokens;
    let marks = tokens.iter().enumerate().filter(|(_, t)| t.text == "=").map(|(i, _)| i);
    let before = |at: usize| {
        let phrase = &reading.groups.phrases[reading.groups.phrase_ending(at)?];
        let begins = phrase.tokens.0 == 0 || tokens[phrase.tokens.0 - 1].tag.mark();
        role_name(reading, phrase).filter(|n| begins && inventory.is_role(&n.name))
    };
    let found: Option<Vec<RoleName>> = marks.map(before).collect();
    found.filter(|roles| roles.len() > 1).unwrap_or_default()
}

/// Of how many items of a list its words alone tell that they are deeds; the others then are, too.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Deeds {
    #[default]
    Few,
    /// Half of them at least, which is enough where a lead-in says whose they are.
    Half,
    Most,
}

/// For each piece, what the list is in which it stands.
pub(super) fn deed_lists(pieces: &[Piece<'_>]) -> Vec<Deeds> {
    let depth = |piece: &Piece<'_>| match piece.block.kind {
        BlockKind::ListItem { depth, .. } => Some(depth),
        _ => None,
    };
    let mut found = vec![Deeds::Few; pieces.len()];
    let mut from = 0;
    while from < pieces.len() {
        let end = (from..pieces.len()).find(|&i| depth(&pieces[i]).is_none()).unwrap_or(pieces.len());
        for level in 0..=pieces[from..end].iter().filter_map(depth).max().unwrap_or(0) {
            let items: Vec<usize> = (from..end).filter(|&i| depth(&pieces[i]) == Some(level)).collect();
            let order = |r: &Reading<'_>| {
                let from = usize::from(r.tokens.first().is_some_and(|t| t.tag == Tag::Not));
                deed_item(&r.tokens[from..])
            };
            let deeds = |i: &&usize| pieces[**i].sentences.first().is_some_and(|(_, r)| order(r));
            let deeds = items.iter().filter(deeds).count();
            let share = match items.len() {
                n if n > 2 && deeds * 3 >= n * 2 => Deeds::Most,
                n if n > 1 && deeds * 2 >= n => Deeds::Half,
                _ => Deeds::Few,
            };
            items.iter().for_each(|&i| found[i] = share);
        }
        from = end.max(from + 1);
    }
    found
}

/// The roles of a line that is nothing but their names side by side: the head of a table that has lost its columns.
pub(super) fn columns(sentences: &[(Span, Reading<'_>)], inventory: &Inventory) -> Vec<(String, String)> {
    let [(_, reading)] = sentences else { return Vec::new() };
    let tokens = &reading.tokens;
    let capitals = tokens.iter().all(|t| t.capital() || matches!(t.tag, Tag::Conjunction | Tag::Preposition));
    if !(4..=12).contains(&tokens.len()) || !capitals || tokens.iter().any(|t| t.tag.mark()) {
        return Vec::new();
    }
    let mut columns: Vec<(String, String)> = Vec::new();
    let mut at = 0;
    while at < tokens.len() {
        // The shortest name that the article knows.
        let name = (at + 2..=tokens.len().min(at + 4)).find_map(|end| {
            let name = read_name(&reading.text((at, end)))?;
            (inventory.is_role(&name.name) && inventory.settled(&name.name)).then_some((name, end))
        });
        let Some((name, end)) = name else { return Vec::new() };
        columns.push((inventory.resolve(&name.name, &[]), reading.text((at, end))));
        at = end;
    }
    if columns.len() > 1 { columns } else { Vec::new() }
}

/// Whether a piece may be a row below such a head: a short line that ends like no sentence.
pub(super) fn row(piece: &Piece<'_>, text: &str) -> bool {
    let line = piece.block.span.of(text);
    piece.block.kind == BlockKind::Paragraph
        && piece.sentences.len() <= 3
        && line.len() < 200
        && !line.ends_with(['.', '!', ':'])
}

/// Whether a row begins with what roles do to something: "Makes Wireframes", not "Thinks about" or "Tools".
fn deed_row(reading: &Reading<'_>) -> bool {
    let [first, next, ..] = &reading.tokens[..] else { return false };
    first.word.readings.any(Readings::THIRD)
        && first.word.verb.as_deref().is_some_and(is_deed)
        && (!first.word.readings.noun() || first.tag == Tag::Verb(Form::Third))
        && matches!(next.tag, Tag::Noun | Tag::Adjective | Tag::Determiner)
}

/// A row of a table that has lost its columns: what all the roles above it do, where a verb begins it.
pub(super) fn flat_row(text: &str, row: &Piece<'_>, columns: &[(String, String)], heading: Arc<[String]>) -> Statement {
    let deed = row.sentences.first().is_some_and(|(_, reading)| deed_row(reading));
    let roles = if deed { columns } else { &[] };
    of_roles(text, row.block.span, Kind::Responsibility, Strength::Does, roles, heading)
}

/// A line's words alone, to compare it with a heading.
pub(super) fn key(line: &str) -> String {
    let words = line.split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty());
    words.map(str::to_lowercase).collect::<Vec<_>>().join(" ")
}

/// Whether a block goes on with what the one before said.
pub(super) fn same_flow(kind: &BlockKind) -> bool {
    matches!(kind, BlockKind::Paragraph | BlockKind::ListItem { .. } | BlockKind::Quote)
}
