//! WARC, what crawlers write: records one after the other, each with a page as it came over the wire.
//!
//! A page's path is its address without the scheme. Only what a server answered with success is taken, and of that only
//! what may hold text.

use super::{Out, Stop};
use crate::Origin;
use crate::address::{in_utf_8, path};
use flate2::read::{MultiGzDecoder, ZlibDecoder};
use std::io::{BufRead, Read};

/// A head has no more bytes than this.
const HEAD: u64 = 64 << 10;

const MIDDLE: &str = "it ends in the middle of a record";

/// Hands on the pages.
pub(super) fn unpack(mut file: impl BufRead, out: &mut Out<'_>) -> Result<(), Stop> {
    while let Some(head) = head(&mut file)? {
        let length: u64 = value(&head, "content-length")
            .and_then(|length| length.parse().ok())
            .ok_or("a record in it does not tell its length".to_owned())?;
        let mut record = (&mut file).take(length);
        let kind = value(&head, "warc-type").unwrap_or_default().to_ascii_lowercase();
        let url = value(&head, "warc-target-uri").map(|url| url.trim_matches(['<', '>']).to_owned());
        if let (Some(url), "response" | "resource" | "conversion") = (url, &*kind)
            && (url.starts_with("http://") || url.starts_with("https://"))
        {
            let mut bytes = Vec::new();
            (&mut record).take(out.limits.member + 1).read_to_end(&mut bytes).map_err(cut_off)?;
            if (bytes.len() as u64) < length.min(out.limits.member + 1) {
                return Err(Stop::Because(MIDDLE.into()));
            }
            let page = match &*kind {
                "response" => body(&bytes, out.limits.member),
                _ => Some((bytes, String::new())),
            };
            if let Some((page, kind)) = page {
                out.member(&path(&url), &mut &page[..], Some(Origin { url, kind }))?;
            }
        }
        std::io::copy(&mut record, &mut std::io::sink()).map_err(cut_off)?;
        if record.limit() > 0 {
            return Err(Stop::Because(MIDDLE.into()));
        }
    }
    Ok(())
}

fn cut_off(e: std::io::Error) -> String {
    format!("it is damaged or cut off: {e}")
}

/// The head of the next record; `None` at the end.
fn head(file: &mut impl BufRead) -> Result<Option<Vec<(String, String)>>, String> {
    let mut line = Vec::new();
    loop {
        line.clear();
        let read = file.by_ref().take(HEAD).read_until(b'\n', &mut line).map_err(cut_off)?;
        if read == 0 {
            return Ok(None);
        }
        if !line.trim_ascii().is_empty() {
            break;
        }
    }
    if !line.starts_with(b"WARC/") {
        return Err("a record in it does not begin as records do".into());
    }
    let mut head = Vec::new();
    let mut left = HEAD;
    loop {
        line.clear();
        let read = file.by_ref().take(left).read_until(b'\n', &mut line).map_err(cut_off)? as u64;
        left -= read;
        if read == 0 {
            return Err(MIDDLE.into());
        }
        if line.trim_ascii().is_empty() {
            return Ok(Some(head));
        }
        head.extend(field(&line));
    }
}

fn field(line: &[u8]) -> Option<(String, String)> {
    let line = String::from_utf8_lossy(line);
    let (name, value) = line.split_once(':')?;
    Some((name.trim().to_ascii_lowercase(), value.trim().to_owned()))
}

fn value<'h>(head: &'h [(String, String)], name: &str) -> Option<&'h str> {
    head.iter().find(|(key, _)| key == name).map(|(_, value)| value.as_str())
}

/// The page that a server's answer holds, in UTF-8 where the server says in what it is, and its content type; `None` where it
/// holds none.
fn body(answer: &[u8], most: u64) -> Option<(Vec<u8>, String)> {
    let end = answer.windows(4).take(HEAD as usize).position(|w| w == b"\r\n\r\n").map(|at| at + 4);
    let end = end.or_else(|| answer.windows(2).take(HEAD as usize).position(|w| w == b"\n\n").map(|at| at + 2))?;
    let mut lines = answer[..end].split(|b| *b == b'\n');
    let status = String::from_utf8_lossy(lines.next()?).into_owned();
    if status.split_whitespace().nth(1)? != "200" {
        return None;
    }
    let head: Vec<(String, String)> = lines.filter_map(field).collect();
    let kind = value(&head, "content-type").unwrap_or("text/html").to_ascii_lowercase();
    let texts = ["text/", "html", "xml", "pdf", "rtf", "json", "msword", "officedocument", "opendocument", "epub"];
    if !texts.iter().any(|text| kind.contains(text)) || kind.contains("css") || kind.contains("javascript") {
        return None;
    }
    let mut body = answer[end..].to_vec();
    if value(&head, "transfer-encoding").is_some_and(|coding| coding.contains("chunked")) {
        // Some crawlers undo it and leave the word there.
        body = unchunked(&body).unwrap_or(body);
    }
    let unpack = |packed: &mut dyn Read| {
        let mut out = Vec::new();
        packed.take(most + 1).read_to_end(&mut out).ok().map(|_| out)
    };
    match value(&head, "content-encoding").unwrap_or_default() {
        "gzip" | "x-gzip" if body.starts_with(b"\x1f\x8b") => body = unpack(&mut MultiGzDecoder::new(&body[..]))?,
        "deflate" => body = unpack(&mut ZlibDecoder::new(&body[..])).unwrap_or(body),
        _ => {}
    }
    Some((in_utf_8(body, &kind), kind))
}

/// What was sent in pieces, put together.
fn unchunked(mut rest: &[u8]) -> Option<Vec<u8>> {
    let mut out = Vec::new();
    loop {
        let line = rest.iter().position(|b| *b == b'\n')?;
        let size = std::str::from_utf8(&rest[..line]).ok()?.trim().split(';').next()?.trim();
        let size = usize::from_str_radix(size, 16).ok()?;
        rest = &rest[line + 1..];
        if size == 0 {
            return Some(out);
        }
        out.extend_from_slice(rest.get(..size)?);
        rest = rest.get(size..)?.trim_ascii_start();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pieces_are_put_together_and_packed_text_is_unpacked() {
        let answer = b"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=iso-8859-1\r\nTransfer-Encoding: chunked\r\n\r\n4\r\n<p>c\r\n2;x=1\r\n\xe9<\r\n0\r\n\r\n";
        assert_eq!(body(answer, 1000).unwrap().0, "\u{feff}<p>cé<".as_bytes());
        assert_eq!(body(b"HTTP/1.1 404 Gone\r\n\r\nno", 1000), None);
        assert_eq!(body(b"HTTP/1.1 200 OK\r\nContent-Type: image/png\r\n\r\nno", 1000), None);
    }
}
