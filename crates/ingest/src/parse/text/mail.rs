//! The head of an e-mail that was pasted or saved: who wrote it, when, and about what.
//!
//! Its lines say what a title and a byline say elsewhere. Two of them have to stand together, one of them "From" or
//! "Subject": a note may well have a single line "To: everybody".

use super::date;
use super::mark::Mark;
use super::piece::Piece;
use crate::Document;
use rolecall_record::BlockKind;

/// The lines of a head.
const NAMES: &[&str] = &["from", "to", "cc", "bcc", "sent", "date", "subject", "reply-to", "attachments", "importance"];
/// What mail programs put before a subject, once for each hand that it went through.
const PASSED_ON: &[&str] = &["re:", "fw:", "fwd:", "aw:", "wg:"];

/// Finds the head at the very top: the subject becomes the title, the other lines are about the article.
pub(super) fn assign(document: &mut Document, pieces: &mut [Piece<'_>]) {
    let heads = pieces.iter().take_while(|piece| field(piece).is_some()).count();
    let named = |wanted: &str| pieces[..heads].iter().filter_map(field).find(|(name, _)| name == wanted);
    if heads < 2 || (named("from").is_none() && named("subject").is_none()) {
        return;
    }
    if let Some((_, from)) = named("from") {
        document.author = person(from);
    }
    document.date = named("sent").or_else(|| named("date")).and_then(|(_, when)| date::normalise(when));
    for piece in &mut pieces[..heads] {
        let Some((name, value)) = field(piece) else { continue };
        let title = if name == "subject" { subject(value).to_owned() } else { String::new() };
        if title.is_empty() {
            piece.kind = Some(BlockKind::Meta);
        } else {
            piece.kind = Some(BlockKind::Heading { level: 1 });
            piece.text = title.clone().into();
            document.title = Some(title);
        }
    }
}

/// A head's line: its name in lower case, and what it says.
fn field<'p>(piece: &'p Piece<'_>) -> Option<(String, &'p str)> {
    let (name, value) = piece.text.split_once(':')?;
    let name = name.trim().to_ascii_lowercase();
    let known = piece.kind.is_none() && piece.mark == Mark::None && piece.lines == 1;
    (known && NAMES.contains(&&*name)).then(|| (name, value.trim()))
}

fn subject(mut text: &str) -> &str {
    while let Some(mark) = PASSED_ON.iter().find(|m| text.get(..m.len()).is_some_and(|t| t.eq_ignore_ascii_case(m))) {
        text = text[mark.len()..].trim_start();
    }
    text
}

/// The sender's name without the address; an address alone names nobody.
fn person(from: &str) -> Option<String> {
    let name = from.split(['<', '[', '(']).next()?.trim().trim_matches(['"', '\'']);
    (!name.is_empty() && !name.contains('@')).then(|| name.to_owned())
}
