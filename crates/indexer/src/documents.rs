//! A record to the engine's documents.

use crate::IndexError;
use crate::analysed::Analysed;
use crate::copies::Sketching;
use crate::engine::Weighed;
use crate::layout::{Layout, sum};
use crate::schema::{Fields, kind_code, strength_code};
use crate::stored::{ArticleHead, Head, Location};
use rolecall_record::{ArticleRecord, Statement};
use serde::Serialize;
use tantivy::TantivyDocument;
use tantivy::schema::Field;

/// The document of an article as a whole.
pub(crate) fn head(
    layout: &Layout,
    fields: &Fields,
    record: &ArticleRecord,
    at: Location,
) -> Result<Weighed, IndexError> {
    let article = &record.article;
    let head = Head {
        article: ArticleHead {
            id: article.id.clone(),
            path: article.path.clone(),
            title: article.title.clone(),
            url: article.url.clone(),
            author: article.author.clone(),
            date: article.date.clone(),
        },
        record: at,
    };
    let mut document = TantivyDocument::default();
    document.add_text(fields.head, &article.id);
    document.add_text(fields.path, &article.path);
    let body = body(layout, &head)?;
    document.add_bytes(fields.body, &body);
    Ok(Weighed(document, body.len()))
}

/// The documents of an article's statements, in order; their words go into `sketching`, too.
pub(crate) fn statements<'a>(
    layout: &'a Layout,
    fields: &'a Fields,
    record: &'a ArticleRecord,
    sketching: &'a mut Sketching,
) -> impl Iterator<Item = Result<Weighed, IndexError>> + 'a {
    let analysed = Analysed::of(record, sketching);
    record
        .statements
        .iter()
        .zip(analysed)
        .map(|(s, analysed)| document(layout, fields, &record.article.id, s, analysed))
}

fn document(
    layout: &Layout,
    fields: &Fields,
    article: &str,
    statement: &Statement,
    analysed: Analysed<'_>,
) -> Result<Weighed, IndexError> {
    let body = body(layout, statement)?;
    // Many of them wait for the engine at once, and by itself each takes a kilobyte.
    let texts = [&analysed.text, &analysed.word, &analysed.heading, &analysed.role_text].map(String::len);
    let roles: usize = analysed.roles.iter().map(|role| role.len()).sum();
    let room = body.len() + texts.iter().sum::<usize>() + roles + article.len() + NUMBERS;
    let mut document = TantivyDocument::with_capacity(room);
    document.add_text(fields.article, article);
    document.add_u64(fields.start, statement.span.start as u64);
    document.add_u64(fields.kind, kind_code(statement.kind));
    let strength = statement.roles.first().map(|mention| mention.strength);
    document.add_u64(fields.strength, strength_code(strength));
    document.add_text(fields.text, analysed.text);
    document.add_text(fields.word, analysed.word);
    document.add_text(fields.heading, analysed.heading);
    if let Some(key) = analysed.key {
        document.add_u64(fields.key, key);
        document.add_text(fields.role_text, analysed.role_text);
    }
    for role in analysed.roles {
        document.add_text(fields.role, role);
    }
    document.add_bytes(fields.body, &body);
    Ok(Weighed(document, room))
}

/// Bytes that a document's numbers and the lengths of its texts take at most.
const NUMBERS: usize = 64;
/// Bytes of the checksum that a body begins with.
const SUM: usize = size_of::<u64>();
/// Bytes that most bodies have room in.
const BODY: usize = 1024;

fn body(layout: &Layout, value: &impl Serialize) -> Result<Vec<u8>, IndexError> {
    let mut body = Vec::with_capacity(BODY);
    body.extend([0; SUM]);
    serde_json::to_writer(&mut body, value).map_err(|e| IndexError::Engine {
        dir: layout.engine(),
        reason: format!("a document cannot be written ({e})"),
    })?;
    let sum = sum(&body[SUM..]);
    body[..SUM].copy_from_slice(&sum.to_le_bytes());
    Ok(body)
}

/// Reads what [`body`] wrote from a stored document's bytes; what is wrong with them, where they are not that.
///
/// A body is all that is stored of a document, and it is read where it lies: the engine would copy it byte by byte, which took as
/// long as reading the JSON. A document is the number of its fields, and of each its number, its type and its value; that
/// of bytes is how many they are, and they themselves.
pub(crate) fn of_stored<T: serde::de::DeserializeOwned>(document: &[u8], field: Field) -> Result<T, String> {
    let head = [&[ONE][..], &field.field_id().to_le_bytes(), &[BYTES]].concat();
    let value = document.strip_prefix(head.as_slice());
    let length = value.and_then(|value| value.iter().position(|byte| byte & LAST != 0));
    match value.zip(length) {
        Some((value, length)) => of_body(&value[length + 1..]),
        None => Err("it is none of ours".to_owned()),
    }
}

/// The last byte of a number has this bit; seven others are the number's.
const LAST: u8 = 0x80;
/// The number 1.
const ONE: u8 = LAST | 1;
/// The type of bytes.
const BYTES: u8 = 4;

fn of_body<T: serde::de::DeserializeOwned>(body: &[u8]) -> Result<T, String> {
    match body.split_first_chunk::<SUM>() {
        Some((first, json)) if u64::from_le_bytes(*first) == sum(json) => {
            serde_json::from_slice(json).map_err(|e| e.to_string())
        }
        _ => Err("its checksum differs".to_owned()),
    }
}
