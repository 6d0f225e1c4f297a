//! MHTML, what browsers save as one file: a message of several parts, one of which is the page.

/// The page of a saved file.
pub(super) struct Saved {
    /// As it was served.
    pub(super) html: Vec<u8>,
    /// Where it was.
    pub(super) url: Option<String>,
}

/// Heads end within so many lines.
const HEAD: usize = 200;

/// Finds the page in `text`; `None` where it is no such file.
pub(super) fn page(text: &str) -> Option<Saved> {
    let (head, body) = head(text)?;
    let kind = value(&head, "content-type")?;
    value(&head, "mime-version")?;
    let boundary = parameter(kind, "boundary").filter(|_| kind.to_ascii_lowercase().starts_with("multipart/"))?;
    let mark = format!("--{boundary}");
    for part in body.split(&mark).skip(1) {
        let Some((part_head, part_body)) = self::head(part.trim_start_matches(['\r', '\n'])) else { continue };
        let Some(kind) =
            value(&part_head, "content-type").filter(|kind| kind.to_ascii_lowercase().starts_with("text/html"))
        else {
            continue;
        };
        let coding = value(&part_head, "content-transfer-encoding").unwrap_or_default().to_ascii_lowercase();
        let bytes = match &*coding {
            "quoted-printable" => quoted_printable(part_body),
            "base64" => base64(part_body),
            _ => part_body.as_bytes().to_vec(),
        };
        let charset = parameter(kind, "charset").and_then(|name| encoding_rs::Encoding::for_label(name.as_bytes()));
        let html = match charset {
            Some(charset) if charset != encoding_rs::UTF_8 => {
                format!("\u{feff}{}", charset.decode_without_bom_handling(&bytes).0).into_bytes()
            }
            _ => bytes,
        };
        let place = value(&head, "snapshot-content-location").or_else(|| value(&part_head, "content-location"));
        let url = place.filter(|place| place.starts_with("http")).map(str::to_owned);
        return Some(Saved { html, url });
    }
    None
}

/// The fields of a head, long ones put together again, and what comes after it.
fn head(text: &str) -> Option<(Vec<(String, String)>, &str)> {
    let mut fields: Vec<(String, String)> = Vec::new();
    let mut at = 0;
    for line in text.split_inclusive('\n').take(HEAD) {
        at += line.len();
        let bare = line.trim_end();
        if bare.is_empty() {
            return (!fields.is_empty()).then(|| (fields, &text[at..]));
        }
        if bare.starts_with([' ', '\t']) {
            fields.last_mut()?.1.push_str(bare.trim_start());
        } else {
            let (name, value) = bare.split_once(':')?;
            if name.is_empty() || name.contains(char::is_whitespace) {
                return None;
            }
            fields.push((name.to_ascii_lowercase(), value.trim().to_owned()));
        }
    }
    None
}

fn value<'h>(head: &'h [(String, String)], name: &str) -> Option<&'h str> {
    head.iter().find(|(key, _)| key == name).map(|(_, value)| value.as_str())
}

fn parameter<'v>(value: &'v str, name: &str) -> Option<&'v str> {
    value.split(';').skip(1).find_map(|part| {
        let (key, value) = part.split_once('=')?;
        key.trim().eq_ignore_ascii_case(name).then(|| value.trim().trim_matches('"'))
    })
}

fn quoted_printable(text: &str) -> Vec<u8> {
    let mut out = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let [first, after @ ..] = rest {
        rest = after;
        if *first != b'=' {
            out.push(*first);
        } else if let Some(end) = [&b"\r\n"[..], b"\n"].iter().find(|end| rest.starts_with(end)) {
            rest = &rest[end.len()..];
        } else if let Some(byte) =
            rest.get(..2).and_then(|hex| u8::from_str_radix(std::str::from_utf8(hex).ok()?, 16).ok())
        {
            out.push(byte);
            rest = &rest[2..];
        } else {
            out.push(b'=');
        }
    }
    out
}

/// What is no sign of the alphabet is passed over.
fn base64(text: &str) -> Vec<u8> {
    let mut out = Vec::with_capacity(text.len() / 4 * 3);
    let (mut bits, mut count) = (0_u32, 0);
    for byte in text.bytes() {
        let six = match byte {
            b'A'..=b'Z' => byte - b'A',
            b'a'..=b'z' => byte - b'a' + 26,
            b'0'..=b'9' => byte - b'0' + 52,
            b'+' => 62,
            b'/' => 63,
            _ => continue,
        };
        bits = (bits << 6) | u32::from(six);
        count += 6;
        if count >= 8 {
            count -= 8;
            out.push((bits >> count) as u8);
            bits &= (1 << count) - 1;
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::super::parse;

    fn saved(coding: &str, html: &str) -> String {
        format!(
            "From: <Saved by a browser>\r\nSnapshot-Content-Location: https://example.org/mill\r\nSubject: The mill\r\nMIME-Version: 1.0\r\n\
             Content-Type: multipart/related;\r\n\ttype=\"text/html\";\r\n\tboundary=\"--x--\"\r\n\r\n----x--\r\nContent-Type: image/png\r\n\r\nno\r\n\
             ----x--\r\nContent-Type: text/html; charset=iso-8859-1\r\nContent-Transfer-Encoding: {coding}\r\n\r\n{html}\r\n----x----\r\n"
        )
    }

    #[test]
    fn the_page_of_a_saved_file_is_read_with_its_address() {
        let quoted = "<html><title>Mill</title><p>The caf=E9 owner brews the c=\r\noffee.</p></html>";
        let packed =
            "PGh0bWw+PHRpdGxlPk1pbGw8L3RpdGxlPjxwPlRoZSBjYWbpIG93bmVyIGJyZXdzIHRoZSBj\r\nb2ZmZWUuPC9wPjwvaHRtbD4=";
        for (coding, html) in [("quoted-printable", quoted), ("base64", packed)] {
            let document = parse("mill.mhtml", saved(coding, html).as_bytes()).unwrap();
            assert_eq!(document.title.as_deref(), Some("Mill"));
            assert_eq!(document.url.as_deref(), Some("https://example.org/mill"));
            assert!(document.text.contains("The café owner brews the coffee."), "{}", document.text);
        }
    }

    #[test]
    fn a_mail_that_speaks_of_parts_is_a_mail() {
        let mail = "From: Ann\nSubject: MIME\n\nContent-Type: multipart/related is what browsers write, and the clerk files it.\n";
        assert!(super::page(mail).is_none());
    }
}
