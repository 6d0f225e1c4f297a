//! What kind of file some bytes are.
//!
//! Content first, the name's ending second: endings are wrong too often (pages saved as `.txt`, notes saved as `.html`),
//! while a `%PDF` or a `<!doctype html>` never is. Only a bounded prefix is looked at, so that the size of a file does not
//! matter, and no statistics are kept beyond counts.

/// A format with a parser of its own.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Format {
    /// Tags, well formed or not.
    Html,
    /// CommonMark with the usual extensions.
    Markdown,
    /// Everything else.
    Text,
}

/// So many bytes of a file are looked at.
const PREFIX: usize = 16 * 1024;

/// What a PDF is called.
pub(super) const PDF: &str = "a PDF file";

/// Beginnings that no text has, and what has them. The first that fits counts.
const MAGIC: &[(usize, &[u8], &str)] = &[
    (0, b"%PDF", PDF),
    (0, b"PK\x05\x06", "a ZIP archive"),
    (0, b"\x1f\x8b", "a gzip archive"),
    (0, b"BZh", "a bzip2 archive"),
    (0, b"\xfd7zXZ\0", "an xz archive"),
    (0, b"\x28\xb5\x2f\xfd", "a Zstandard archive"),
    (0, b"7z\xbc\xaf\x27\x1c", "a 7-Zip archive"),
    (0, b"Rar!\x1a", "a RAR archive"),
    (257, b"ustar", "a tar archive"),
    (0, b"\x89PNG\r\n\x1a\n", "a PNG picture"),
    (0, b"\xff\xd8\xff", "a JPEG picture"),
    (0, b"GIF87a", "a GIF picture"),
    (0, b"GIF89a", "a GIF picture"),
    (0, b"II*\0", "a TIFF picture"),
    (0, b"MM\0*", "a TIFF picture"),
    (8, b"WEBP", "a WebP picture"),
    (0, b"\0\0\x01\0", "an icon"),
    (8, b"WAVE", "a sound file"),
    (0, b"ID3", "a sound file"),
    (0, b"fLaC", "a sound file"),
    (0, b"OggS", "a sound or video file"),
    (4, b"ftyp", "a video or picture file"),
    (0, b"\x1aE\xdf\xa3", "a video file"),
    (0, b"\x7fELF", "an ELF program"),
    (0, b"\xcf\xfa\xed\xfe", "a Mach-O program"),
    (0, b"\xca\xfe\xba\xbe", "a program"),
    (0, b"\0asm", "a WebAssembly program"),
    (0, b"SQLite format 3\0", "an SQLite database"),
    (0, b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an old Office document"),
    (0, b"{\\rtf", "an RTF document"),
    (0, b"%!PS", "a PostScript file"),
    (0, b"wOFF", "a font"),
    (0, b"wOF2", "a font"),
    (0, b"OTTO\0", "a font"),
    (0, b"PAR1", "a Parquet table"),
];

/// Members that tell documents that are ZIP archives apart.
const ZIPPED: &[(&[u8], &str)] = &[
    (b"application/epub+zip", "an EPUB book"),
    (b"application/vnd.oasis.opendocument", "an OpenDocument file"),
    (b"word/", "a DOCX document"),
    (b"xl/", "an XLSX workbook"),
    (b"ppt/", "a PPTX presentation"),
];

/// What `bytes` are, if they are no text.
pub(super) fn binary(bytes: &[u8]) -> Option<&'static str> {
    let prefix = &bytes[..bytes.len().min(PREFIX)];
    let visible = prefix.trim_ascii_start();
    if visible.starts_with(b"PK\x03\x04") {
        let inside = ZIPPED.iter().find(|(member, _)| visible.windows(member.len()).any(|w| w == *member));
        return Some(inside.map_or("a ZIP archive", |(_, kind)| kind));
    }
    for (at, magic, kind) in MAGIC {
        let from = if *at == 0 { visible } else { prefix.get(*at..).unwrap_or_default() };
        if from.starts_with(magic) && (*at != 8 || prefix.starts_with(b"RIFF")) && (*at != 4 || prefix[0] == 0) {
            return Some(kind);
        }
    }
    if utf16(bytes).is_some() {
        return None;
    }
    let usual = |b: u8| matches!(b, 0x08..=0x0d | 0x1a | 0x1b);
    let odd = prefix.iter().filter(|b| b.is_ascii_control() && !usual(**b)).count();
    (prefix.contains(&0) || odd * 10 > prefix.len()).then_some("binary data")
}

/// Whether `text` is OpenDocument text in one XML file.
#[cfg(feature = "office")]
pub(super) fn is_flat_odt(text: &str) -> bool {
    let prefix = prefix(text);
    prefix.starts_with("<?xml") && prefix.contains("<office:document") && prefix.contains("opendocument.text")
}

/// Whether `bytes` are UTF-16 and, if so, whether big-endian: by their mark, or because every other byte of much western
/// text is zero in it.
pub(super) fn utf16(bytes: &[u8]) -> Option<bool> {
    match bytes {
        [0xff, 0xfe, ..] => return Some(false),
        [0xfe, 0xff, ..] => return Some(true),
        _ => {}
    }
    let prefix = &bytes[..bytes.len().min(1024)];
    let pairs = prefix.len() / 2;
    let zeros = |at: usize| prefix.iter().skip(at).step_by(2).filter(|b| **b == 0).count();
    let (even, odd) = (zeros(0), zeros(1));
    if pairs < 4 {
        None
    } else if even == 0 && odd * 5 > pairs * 3 {
        Some(false)
    } else if odd == 0 && even * 5 > pairs * 3 {
        Some(true)
    } else {
        None
    }
}

/// Which parser reads `text`, the decoded content of a file called `name`.
pub(super) fn format(name: &str, text: &str) -> Format {
    let prefix = prefix(text);
    let ending = name.rsplit_once('.').map(|(_, e)| e.to_ascii_lowercase()).unwrap_or_default();
    let tags = Tags::count(uncommented(prefix));
    if tags.root {
        return Format::Html;
    }
    match &*ending {
        "md" | "markdown" | "mdx" | "mdown" | "mkd" => Format::Markdown,
        "html" | "htm" | "xhtml" if tags.known > 0 => Format::Html,
        _ if tags.closing >= 2 && (tags.first || tags.closing >= 8) && tags.block => Format::Html,
        _ if is_markdown(prefix) => Format::Markdown,
        // A page without its beginning ("<p>The cook cooks.</p>").
        _ if tags.opening && tags.blocks > 1 => Format::Html,
        _ => Format::Text,
    }
}

fn prefix(text: &str) -> &str {
    let text = text.trim_start_matches(|c: char| c.is_whitespace() || c == '\u{feff}');
    &text[..text.floor_char_boundary(PREFIX)]
}

/// The text behind the comments that it begins with.
fn uncommented(mut text: &str) -> &str {
    while let Some(end) = text.strip_prefix("<!--").and_then(|_| text.find("-->")) {
        text = text[end + 3..].trim_start();
    }
    text
}

/// What is counted of tags.
#[derive(Debug, Default)]
struct Tags {
    /// It begins as only a whole page does.
    root: bool,
    /// Its first visible thing is a known tag.
    first: bool,
    /// The first visible thing is one that opens a block.
    opening: bool,
    /// One of the tags lays out blocks.
    block: bool,
    /// How many do.
    blocks: usize,
    /// Tags of HTML, opening or closing.
    known: usize,
    /// Closing ones among them.
    closing: usize,
}

const INLINE: &[&str] = &["a", "b", "i", "em", "strong", "span", "img", "br", "font", "u", "small", "code"];
const BLOCK: &[&str] = &[
    "html",
    "head",
    "body",
    "title",
    "meta",
    "link",
    "script",
    "style",
    "div",
    "p",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "ul",
    "ol",
    "li",
    "table",
    "tr",
    "td",
    "th",
    "section",
    "article",
    "main",
    "header",
    "footer",
    "nav",
    "blockquote",
    "form",
    "dl",
    "dt",
    "dd",
    "pre",
    "hr",
];

impl Tags {
    fn count(text: &str) -> Self {
        let mut tags = Self::default();
        for (at, _) in text.match_indices('<') {
            let rest = &text[at + 1..];
            let lower = |n: usize| rest[..rest.floor_char_boundary(n)].to_ascii_lowercase();
            if at == 0
                && ["!doctype html", "?xml", "html", "head", "body", "rss", "feed"]
                    .iter()
                    .any(|r| lower(13).starts_with(r))
            {
                tags.root = true;
            }
            // A comment may stand before the document type.
            if !tags.root && tags.known == 0 && lower(13) == "!doctype html" {
                tags.root = text[..at].trim_end().ends_with("-->");
            }
            let closing = rest.starts_with('/');
            let body = rest.strip_prefix('/').unwrap_or(rest);
            let len = body.bytes().take(12).take_while(u8::is_ascii_alphanumeric).count();
            let ended = body[len..].starts_with(['>', ' ', '/', '\n', '\t', '\r']);
            let name = body[..len].to_ascii_lowercase();
            let block = BLOCK.contains(&&*name);
            if ended && (block || INLINE.contains(&&*name)) {
                tags.known += 1;
                tags.closing += usize::from(closing);
                tags.block |= block;
                tags.blocks += usize::from(block);
                tags.opening |= at == 0 && block && !closing;
                tags.first |= at == 0;
            }
        }
        tags
    }
}

/// Whether a text whose name does not say so has marks that only Markdown gives a meaning.
fn is_markdown(text: &str) -> bool {
    let (mut headings, mut fences, mut links, mut rules) = (0, 0, 0, 0);
    let mut in_fence = false;
    for line in text.lines() {
        if line.starts_with("```") {
            in_fence = !in_fence;
            fences += usize::from(!in_fence);
        }
        if in_fence {
            continue;
        }
        let marks = line.bytes().take_while(|b| *b == b'#').count();
        headings += usize::from((1..=6).contains(&marks) && line[marks..].starts_with(' '));
        links += usize::from(line.find("](").is_some_and(|at| line[..at].contains('[')));
        links += usize::from(line.matches("**").count() >= 2);
        rules += usize::from(
            line.len() > 2 && line.starts_with(['|', '-', ':']) && line.contains("--") && line.contains('|'),
        );
    }
    let front = super::markdown::front_matter(text).is_some();
    front && headings + links > 0 || headings >= 2 && links + fences + rules > 0
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn content_decides_before_the_ending_does() {
        assert_eq!(format("a.txt", "<!DOCTYPE html>\n<p>The cook cooks."), Format::Html);
        assert_eq!(format("a.txt", "<!-- saved -->\n<!doctype html><p>x"), Format::Html);
        assert_eq!(format("a.txt", "<div><p>The cook cooks.</p></div>"), Format::Html);
        assert_eq!(format("a.md", "<html><body>The cook cooks."), Format::Html);
        assert_eq!(format("a.html", "The cook cooks when a < b and c > d."), Format::Text);
        assert_eq!(format("a.html", "The cook <b>cooks</b>."), Format::Html);
        assert_eq!(format("a.md", "<div align=center>\n\n# Cook\n\n</div>"), Format::Markdown);
        assert_eq!(format("a.MD", "The cook cooks."), Format::Markdown);
        assert_eq!(format("a.txt", "The cook cooks."), Format::Text);
        assert_eq!(format("notes", "---\ntitle: Cook\n---\n\n# Cook\n"), Format::Markdown);
        assert_eq!(format("notes", "# Cook\n\n## Duties\n\nThe **cook** cooks.\n"), Format::Markdown);
        assert_eq!(format("notes", "# of cooks: 3\n"), Format::Text);
        assert_eq!(format("notes", "<p>The cook cooks.</p>"), Format::Html);
        assert_eq!(
            format("notes", "<!-- from the page --><p>The cook cooks.\n<p class=x>The purser counts."),
            Format::Html
        );
        assert_eq!(format("notes", "<p> is a tag.\n"), Format::Text);
        assert_eq!(format("notes", "<b>The cook</b> cooks."), Format::Text);
    }

    #[test]
    fn a_text_about_tags_is_still_a_text() {
        assert_eq!(format("a.txt", "A front-end developer writes <p> and </p> tags, and </div> too."), Format::Text);
    }

    #[test]
    fn binary_files_are_told_by_their_beginning() {
        assert_eq!(binary(b"\nPK\x03\x04..[Content_Types].xml..word/document.xml"), Some("a DOCX document"));
        assert_eq!(binary(b"PK\x03\x04....notes.txt"), Some("a ZIP archive"));
        assert_eq!(binary(b"\0\0\0\x18ftypmp42"), Some("a video or picture file"));
        assert_eq!(binary(b"RIFF\x10\0\0\0WEBPVP8 "), Some("a WebP picture"));
        assert_eq!(binary(b"a\0b\0\0\0c"), Some("binary data"));
        assert_eq!(binary("The chef's ID3 tags; BZ, PK and GIF are fine – 日本".as_bytes()), None);
        assert_eq!(binary(b"T\0h\0e\0 \0c\0o\0o\0k\0"), None);
    }
}
