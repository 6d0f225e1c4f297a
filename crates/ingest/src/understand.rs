//! One file, all the way: bytes → document → statements with their roles → record.

use crate::attribute::{Attributed, attribute, attribute_rows, keep};
use crate::bounds;
use crate::origin::Origin;
use crate::parse::{Columns, Unreadable, parse_with};
use crate::stage::{Station, timed};
use rolecall_record::{Article, ArticleRecord, BlockKind};

/// Part of every fingerprint: when it changes, articles are ingested again by themselves.
pub const PIPELINE_VERSION: u32 = 15;

/// The id of the article at `path` (as in [`Article::path`]): the first 16 hexadecimal digits of its BLAKE3 hash.
pub fn article_id(path: &str) -> String {
    blake3::hash(path.as_bytes()).to_hex()[..16].to_owned()
}

/// Understands one file. `path` is [`Article::path`]; its last part decides between formats that bytes do not tell apart.
///
/// ```
/// let record = rolecall_ingest::understand("ship/bosun.txt", b"The bosun runs the deck.").unwrap();
/// assert_eq!(record.statements[0].roles[0].role, "bosun");
/// ```
///
/// # Errors
/// [`Unreadable`] where the bytes hold no text.
pub fn understand(path: &str, bytes: &[u8]) -> Result<ArticleRecord, Unreadable> {
    understand_with(path, bytes, &Columns::default())
}

/// As [`understand`], with the columns that the user has named, for tables.
///
/// # Errors
/// As [`understand`], and [`Unreadable::Columns`].
pub fn understand_with(path: &str, bytes: &[u8], columns: &Columns) -> Result<ArticleRecord, Unreadable> {
    understand_from(path, None, bytes, columns)
}

/// As [`understand_with`], of what was at `origin`.
///
/// # Errors
/// The same.
pub(crate) fn understand_from(
    path: &str,
    origin: Option<&Origin>,
    bytes: &[u8],
    columns: &Columns,
) -> Result<ArticleRecord, Unreadable> {
    let last = path.rsplit('/').next().unwrap_or(path);
    let name = origin.map_or_else(|| last.to_owned(), |origin| origin.name(last));
    let stem = name.rsplit_once('.').map_or(name.as_str(), |(stem, _)| stem);
    let mut document = timed(Station::Extract, || parse_with(&name, bytes, columns))?;
    crate::lettered::settle(&document.text, &mut document.blocks);
    let foreign = crate::language::foreign(&mut document);
    let heading = || {
        let first = document.blocks.iter().find(|b| matches!(b.kind, BlockKind::Heading { .. }))?;
        Some(first.span.of(&document.text)).filter(|text| !opens_any(text)).map(str::to_owned)
    };
    let title =
        document.title.clone().filter(|t| !t.trim().is_empty()).or_else(heading).unwrap_or_else(|| readable(stem));
    let most = bounds::pieces(document.text.len().max(bytes.len()));
    let attributed = timed(Station::Attribute, || {
        if foreign {
            keep(&document.text, &document.blocks, most)
        } else if document.data {
            attribute_rows(&document.text, &document.blocks, most)
        } else {
            attribute((&title, stem), &document.text, &document.blocks, most)
        }
    });
    if attributed.is_cut_up(most) {
        return Err(Unreadable::CutUp(format!("more than {most} sentences")));
    }
    if attributed.crowded {
        let most = bounds::names(document.text.len());
        return Err(Unreadable::CutUp(format!("more than {most} names of roles")));
    }
    let Attributed { statements, facts, synonyms, contrasts, .. } = attributed;
    let mut record = ArticleRecord::new(Article {
        id: article_id(path),
        path: path.to_owned(),
        url: document.url,
        title,
        author: document.author,
        date: document.date,
        language: document.language,
        text: document.text,
        blocks: document.blocks,
    });
    record.statements = statements;
    record.facts = facts;
    record.synonyms = synonyms;
    record.contrasts = contrasts;
    record.diagnostics = document.diagnostics;
    Ok(record)
}

/// Whether a heading opens articles of every kind, and so is the title of none.
fn opens_any(heading: &str) -> bool {
    const OPENINGS: [&str; 8] =
        ["introduction", "overview", "contents", "table of contents", "summary", "background", "purpose", "scope"];
    let bare = heading.trim_start_matches(|c: char| !c.is_alphabetic()).trim_end_matches([':', '.']);
    OPENINGS.iter().any(|opening| bare.eq_ignore_ascii_case(opening))
}

/// A file's name as a title: "tour-manager_notes" → "Tour manager notes".
fn readable(stem: &str) -> String {
    let words = stem.replace(['-', '_'], " ");
    let mut chars = words.trim().chars();
    match chars.next() {
        Some(first) => first.to_uppercase().chain(chars).collect(),
        None => "Untitled".to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn title(path: &str, text: &str) -> String {
        understand(path, text.as_bytes()).unwrap().article.title
    }

    #[test]
    fn in_a_data_file_each_cell_of_the_role_s_column_is_one_role() {
        let roles = |text: &str| -> Vec<String> {
            let record = understand("a/jobs.csv", text.as_bytes()).unwrap();
            let names =
                |s: &rolecall_record::Statement| s.roles.iter().map(|r| r.role.clone()).collect::<Vec<_>>().join(" + ");
            record.statements.iter().map(names).collect()
        };
        let file = "title,task\nTinkers and Ragmen,Mend the pans.\n\"Drivers, Ferry\",Wait for the tide.\nCooks,Plan the menu.\n\
                    Flight Path Choreologist,Draws the arcs.\nWaiters,Carry the plates.\nCooks; Waiters,Clear the tables.\n,Lock up.\n";
        assert_eq!(
            roles(file),
            ["tinkers and ragmen", "drivers, ferry", "cook", "flight path choreologist", "waiter", "cook + waiter", ""]
        );
    }

    #[test]
    fn a_heading_that_opens_any_article_is_not_its_title() {
        let guide = "1. INTRODUCTION\nThis paper tells of a forest.\n\n2. RANGERS\nRangers close the paths at dusk.\n";
        assert_eq!(title("a/forest_guide.txt", guide), "Forest guide");
        assert_eq!(title("a/b.md", "## Overview\n\nThe ranger closes the paths.\n"), "B");
        assert_eq!(title("a/b.md", "## Rangers\n\nThe ranger closes the paths.\n"), "Rangers");
    }
}
