//! Lines that introduce a list and are nothing but whose it is: "The cook", "Cook and porter:", "Cook (Bev)", "Bev, cook".

use super::identity;
use super::owner::owners;
use super::walk::Piece;
use rolecall_language::{Likelihood, RoleName};
use rolecall_record::BlockKind;

/// No such line has more words.
const MOST_WORDS: usize = 7;

/// Nor more bytes.
const LONGEST: usize = 100;

/// Whom a line names that is nothing else.
pub(super) fn line(line: &str) -> Option<Vec<RoleName>> {
    let line = line.trim_end_matches([':', '.', ' ']);
    if line.len() > LONGEST || line.split(' ').count() > MOST_WORDS {
        return None;
    }
    let line = ["Both ", "both ", "For "].iter().find_map(|w| line.strip_prefix(w)).unwrap_or(line);
    let line = [" only", " together", " jointly"].iter().find_map(|w| line.strip_suffix(w)).unwrap_or(line);
    let names = match [" – ", " — ", " - ", ", ", " ("].iter().find_map(|mark| line.split_once(mark)) {
        Some((role, name)) if somebody(name.trim_end_matches(')')) => role,
        Some((name, role)) if somebody(name) => role.trim_end_matches(')'),
        Some(_) if line.contains([',', '(']) => line,
        Some(_) => return None,
        None => line,
    };
    owners(names).filter(|(_, denied)| !denied).map(|(names, _)| names)
}

/// Whether words can be somebody's name: "Bev", "Mr Osei".
fn somebody(words: &str) -> bool {
    let known = owners(words).is_some_and(|(names, _)| names.iter().any(|n| n.likelihood >= Likelihood::Likely));
    words.split(' ').count() <= 3 && words.split(' ').all(|w| w.starts_with(char::is_uppercase)) && !known
}

/// The names that such lines make roles in these pieces, where they are likely to be.
pub(super) fn names(pieces: &[Piece<'_>], text: &str) -> Vec<RoleName> {
    let listed = |piece: &Piece<'_>| matches!(piece.block.kind, BlockKind::ListItem { .. });
    let pairs = pieces.windows(2).filter(|pair| pair[0].block.kind == BlockKind::Paragraph && listed(&pair[1]));
    let lines = pairs.filter(|pair| pair[0].sentences.len() == 1).map(|pair| pair[0].block.span.of(text));
    let posts = pieces.windows(2).filter_map(|pair| post(&pair[0], &pair[1], text)).map(|(_, role)| role);
    let names = lines.filter_map(line).flatten().chain(posts);
    names.filter(|name| name.likelihood >= Likelihood::Likely).collect()
}

/// "Anna Smith" as a heading, and below it "Head porter": somebody's names, and the post.
pub(super) fn post(heading: &Piece<'_>, below: &Piece<'_>, text: &str) -> Option<(Vec<String>, RoleName)> {
    let paragraph = below.block.kind == BlockKind::Paragraph && below.sentences.len() == 1;
    if !paragraph || !matches!(heading.block.kind, BlockKind::Heading { .. }) {
        return None;
    }
    let role = match &line(below.block.span.of(text))?[..] {
        [role] => role.clone(),
        _ => return None,
    };
    identity::whole(heading.block.span.of(text)).map(|names| (names, role))
}
