//! One article in several formats, as the programs that write them would.

use std::fmt::Write as _;
use std::io::{Cursor, Write as _};
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipWriter};

/// A piece of an article.
#[derive(Debug, Clone)]
pub enum Part {
    Heading(u8, &'static str),
    /// Text, of which the part before the bar is bold.
    Paragraph(&'static str),
    /// Depth, whether it is counted, text.
    Item(u8, bool, &'static str),
    /// Rows; the first names the columns.
    Table(&'static [&'static [&'static str]]),
}

use Part::*;

/// The bold beginning of a text and the rest.
fn bold(text: &str) -> (&str, &str) {
    text.split_once('|').unwrap_or(("", text))
}

pub fn markdown(parts: &[Part]) -> Vec<u8> {
    let mut out = String::new();
    for (i, part) in parts.iter().enumerate() {
        let list = |part: Option<&Part>| matches!(part, Some(Item(..)));
        if !(list(Some(part)) && list(i.checked_sub(1).map(|i| &parts[i]))) {
            out.push('\n');
        }
        let marked = |text: &str| match bold(text) {
            ("", rest) => rest.to_owned(),
            (lead, rest) => format!("**{lead}**{rest}"),
        };
        match part {
            Heading(level, text) => writeln!(out, "{} {text}", "#".repeat(usize::from(*level))),
            Paragraph(text) => writeln!(out, "{}", marked(text)),
            Item(depth, ordered, text) => {
                let mark = if *ordered { "1." } else { "-" };
                writeln!(out, "{}{mark} {}", "   ".repeat(usize::from(*depth)), marked(text))
            }
            Table(rows) => {
                for (i, row) in rows.iter().enumerate() {
                    let _ = writeln!(out, "| {} |", row.join(" | "));
                    if i == 0 {
                        let _ = writeln!(out, "|{}", "---|".repeat(row.len()));
                    }
                }
                Ok(())
            }
        }
        .unwrap();
    }
    out.into_bytes()
}

/// The body of a page.
fn body(parts: &[Part]) -> String {
    let mut out = String::new();
    let mut open: Vec<&str> = Vec::new();
    for part in parts {
        let depth = if let Item(depth, ..) = part { usize::from(*depth) + 1 } else { 0 };
        while open.len() > depth {
            out += &format!("</li></{}>", open.pop().unwrap());
        }
        let marked = |text: &str| match bold(text) {
            ("", rest) => escape(rest),
            (lead, rest) => format!("<b>{}</b>{}", escape(lead), escape(rest)),
        };
        match part {
            Heading(level, text) => out += &format!("<h{level}>{}</h{level}>\n", escape(text)),
            Paragraph(text) => out += &format!("<p>{}</p>\n", marked(text)),
            Item(_, ordered, text) => {
                if open.len() < depth {
                    open.push(if *ordered { "ol" } else { "ul" });
                    out += &format!("<{}>", open.last().unwrap());
                } else {
                    out += "</li>";
                }
                out += &format!("<li>{}", marked(text));
            }
            Table(rows) => {
                out += "<table>";
                for (i, row) in rows.iter().enumerate() {
                    let tag = if i == 0 { "th" } else { "td" };
                    let cells = row.iter().map(|cell| format!("<{tag}>{}</{tag}>", escape(cell)));
                    out += &format!("<tr>{}</tr>", cells.collect::<String>());
                }
                out += "</table>\n";
            }
        }
    }
    while let Some(list) = open.pop() {
        out += &format!("</li></{list}>");
    }
    out
}

fn escape(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;")
}

pub fn html(parts: &[Part]) -> Vec<u8> {
    format!("<!DOCTYPE html><html lang=en><body>{}</body></html>", body(parts)).into_bytes()
}

/// An archive of these parts, in this order.
pub fn archive(parts: &[(&str, &str)]) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, text) in parts {
        // As the formats demand it of the part that tells what they are.
        let stored = SimpleFileOptions::default().compression_method(CompressionMethod::Stored);
        let options = if *name == "mimetype" { stored } else { SimpleFileOptions::default() };
        zip.start_file(*name, options).unwrap();
        zip.write_all(text.as_bytes()).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

const W: &str = "xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\"";

/// A document whose `word/document.xml` has this body.
pub fn docx_of(body: &str) -> Vec<u8> {
    docx_with(body, &[])
}

/// The same with further parts.
pub fn docx_with(body: &str, parts: &[(&str, &str)]) -> Vec<u8> {
    let styles: String = (1..=3)
        .map(|n| {
            format!(
                "<w:style w:styleId=\"Ueberschrift{n}\"><w:name w:val=\"heading {n}\"/><w:pPr><w:outlineLvl w:val=\"{}\"/></w:pPr></w:style>",
                n - 1
            )
        })
        .collect();
    let own = "<w:style w:styleId=\"Own\"><w:name w:val=\"House heading\"/><w:basedOn w:val=\"Ueberschrift2\"/></w:style>\
               <w:style w:styleId=\"Title\"><w:name w:val=\"Title\"/></w:style>";
    let levels = |format: &str| -> String {
        (0..3)
            .map(|n| format!("<w:lvl w:ilvl=\"{n}\"><w:numFmt w:val=\"{format}\"/><w:lvlText w:val=\"x\"/></w:lvl>"))
            .collect()
    };
    let lists = format!(
        "<w:numbering {W}><w:abstractNum w:abstractNumId=\"7\">{}</w:abstractNum><w:abstractNum w:abstractNumId=\"8\">{}</w:abstractNum>\
         <w:num w:numId=\"1\"><w:abstractNumId w:val=\"7\"/></w:num><w:num w:numId=\"2\"><w:abstractNumId w:val=\"8\"/></w:num></w:numbering>",
        levels("bullet"),
        levels("decimal")
    );
    let own = [
        ("[Content_Types].xml", "<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\"/>"),
        (
            "word/document.xml",
            &format!("<?xml version=\"1.0\" encoding=\"UTF-8\"?><w:document {W}><w:body>{body}</w:body></w:document>"),
        ),
        ("word/styles.xml", &format!("<w:styles {W}>{styles}{own}</w:styles>")),
        ("word/numbering.xml", &lists),
    ];
    archive(&[&own, parts].concat())
}

pub fn docx(parts: &[Part]) -> Vec<u8> {
    let mut out = String::new();
    let run = |text: &str, properties: &str| match text {
        "" => String::new(),
        text => format!("<w:r><w:rPr>{properties}</w:rPr><w:t xml:space=\"preserve\">{}</w:t></w:r>", escape(text)),
    };
    let paragraph = |properties: &str, text: &str| {
        let (lead, rest) = bold(text);
        format!("<w:p><w:pPr>{properties}</w:pPr>{}{}</w:p>", run(lead, "<w:b/>"), run(rest, ""))
    };
    for part in parts {
        out += &match part {
            Heading(level, text) => paragraph(&format!("<w:pStyle w:val=\"Ueberschrift{level}\"/>"), text),
            Paragraph(text) => paragraph("", text),
            Item(depth, ordered, text) => {
                let list = 1 + u8::from(*ordered);
                paragraph(&format!("<w:numPr><w:ilvl w:val=\"{depth}\"/><w:numId w:val=\"{list}\"/></w:numPr>"), text)
            }
            Table(rows) => {
                let row = |(i, row): (usize, &&[&str])| {
                    let cells = row.iter().map(|cell| format!("<w:tc>{}</w:tc>", paragraph("", cell)));
                    let head = if i == 0 { "<w:trPr><w:tblHeader/></w:trPr>" } else { "" };
                    format!("<w:tr>{head}{}</w:tr>", cells.collect::<String>())
                };
                format!("<w:tbl>{}</w:tbl>", rows.iter().enumerate().map(row).collect::<String>())
            }
        };
    }
    docx_of(&out)
}

/// A document whose body has this text.
pub fn rtf_of(body: &str) -> Vec<u8> {
    let styles: String = (1..=3).map(|n| format!("{{\\s{n}\\b\\fs32 heading {n};}}")).collect();
    format!(
        "{{\\rtf1\\ansi\\ansicpg1252\\deff0{{\\fonttbl{{\\f0\\fswiss Sans;}}}}{{\\stylesheet{{\\s0 Normal;}}{styles}}}\n\
         {{\\info{{\\author A. Reed}}}}{{\\header\\pard Page\\par}}\n{body}}}"
    )
    .into_bytes()
}

pub fn rtf(parts: &[Part]) -> Vec<u8> {
    let escaped = |text: &str| -> String {
        let mut out = String::new();
        for unit in text.encode_utf16() {
            match u8::try_from(unit) {
                Ok(c @ (b'\\' | b'{' | b'}')) => out += &format!("\\{}", char::from(c)),
                Ok(c) if c.is_ascii() => out.push(char::from(c)),
                Ok(c) => out += &format!("\\'{c:02x}"),
                _ => out += &format!("\\u{} ?", unit.cast_signed()),
            }
        }
        out
    };
    let marked = |text: &str| match bold(text) {
        ("", rest) => escaped(rest),
        (lead, rest) => format!("{{\\b {}}}{}", escaped(lead), escaped(rest)),
    };
    let mut out = String::new();
    for part in parts {
        out += &match part {
            Heading(level, text) => format!("\\pard\\s{level}{{\\b {}}}\\par\n", escaped(text)),
            Paragraph(text) => format!("\\pard {}\\par\n", marked(text)),
            Item(depth, ordered, text) => {
                let mark = if *ordered { "1." } else { "\\'b7" };
                format!("{{\\listtext {mark}\\tab}}\\pard\\ls1\\ilvl{depth} {}\\par\n", marked(text))
            }
            Table(rows) => {
                let row = |(i, row): (usize, &&[&str])| {
                    let cells = row.iter().map(|cell| format!("{}\\cell ", escaped(cell))).collect::<String>();
                    format!(
                        "\\trowd{}\\cellx5000\\cellx9000\\pard\\intbl {cells}\\row\n",
                        ["", "\\trhdr"][usize::from(i == 0)]
                    )
                };
                rows.iter().enumerate().map(row).collect::<String>()
            }
        };
    }
    rtf_of(&out)
}

const ODF: &str = "xmlns:office=\"urn:oasis:names:tc:opendocument:xmlns:office:1.0\" xmlns:text=\"urn:oasis:names:tc:opendocument:xmlns:text:1.0\" \
                   xmlns:table=\"urn:oasis:names:tc:opendocument:xmlns:table:1.0\" xmlns:style=\"urn:oasis:names:tc:opendocument:xmlns:style:1.0\" \
                   xmlns:fo=\"urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0\"";

/// A document whose `content.xml` has this text.
pub fn odt_of(text: &str) -> Vec<u8> {
    let styles = "<style:style style:name=\"T1\"><style:text-properties fo:font-weight=\"bold\"/></style:style>\
                  <text:list-style style:name=\"L1\"><text:list-level-style-bullet text:level=\"1\"/></text:list-style>\
                  <text:list-style style:name=\"L2\"><text:list-level-style-number text:level=\"1\" style:num-format=\"1\"/>\
                  <text:list-level-style-number text:level=\"2\" style:num-format=\"a\"/></text:list-style>";
    let content = format!(
        "<?xml version=\"1.0\"?><office:document-content {ODF}><office:automatic-styles>{styles}</office:automatic-styles>\
         <office:body><office:text>{text}</office:text></office:body></office:document-content>"
    );
    archive(&[("mimetype", "application/vnd.oasis.opendocument.text"), ("content.xml", &content)])
}

pub fn odt(parts: &[Part]) -> Vec<u8> {
    let mut out = String::new();
    let mut open = 0_usize;
    let inner = |text: &str| match bold(text) {
        ("", rest) => escape(rest),
        (lead, rest) => format!("<text:span text:style-name=\"T1\">{}</text:span>{}", escape(lead), escape(rest)),
    };
    for part in parts {
        let depth = if let Item(depth, ..) = part { usize::from(*depth) + 1 } else { 0 };
        while open > depth {
            out += "</text:list-item></text:list>";
            open -= 1;
        }
        out += &match part {
            Heading(level, text) => format!("<text:h text:outline-level=\"{level}\">{}</text:h>", escape(text)),
            Paragraph(text) => format!("<text:p>{}</text:p>", inner(text)),
            Item(_, ordered, text) => {
                let begin = if open < depth {
                    open += 1;
                    format!("<text:list text:style-name=\"L{}\"><text:list-item>", 1 + u8::from(*ordered))
                } else {
                    "</text:list-item><text:list-item>".into()
                };
                format!("{begin}<text:p>{}</text:p>", inner(text))
            }
            Table(rows) => {
                let row = |(i, row): (usize, &&[&str])| {
                    let cell =
                        |cell: &&str| format!("<table:table-cell><text:p>{}</text:p></table:table-cell>", escape(cell));
                    let row =
                        format!("<table:table-row>{}</table:table-row>", row.iter().map(cell).collect::<String>());
                    if i == 0 { format!("<table:table-header-rows>{row}</table:table-header-rows>") } else { row }
                };
                format!("<table:table>{}</table:table>", rows.iter().enumerate().map(row).collect::<String>())
            }
        };
    }
    out += &"</text:list-item></text:list>".repeat(open);
    odt_of(&out)
}

/// A book that has each of these bodies as a page.
pub fn epub_of(pages: &[String]) -> Vec<u8> {
    let items: String = (0..pages.len())
        .map(|i| format!("<item id=\"p{i}\" href=\"text/page%20{i}.xhtml\" media-type=\"application/xhtml+xml\"/>"))
        .collect();
    let spine: String = (0..pages.len()).map(|i| format!("<itemref idref=\"p{i}\"/>")).collect();
    let listing = format!(
        "<package xmlns=\"http://www.idpf.org/2007/opf\"><metadata xmlns:dc=\"http://purl.org/dc/elements/1.1/\"><dc:language>en-GB</dc:language>\
         </metadata><manifest>{items}<item id=\"nav\" href=\"nav.xhtml\" media-type=\"application/xhtml+xml\" properties=\"nav\"/></manifest>\
         <spine><itemref idref=\"nav\"/>{spine}</spine></package>"
    );
    let pages: Vec<(String, String)> = pages
        .iter()
        .enumerate()
        .map(|(i, body)| {
            let page = format!(
                "<?xml version=\"1.0\"?><html xmlns=\"http://www.w3.org/1999/xhtml\"><body>{body}</body></html>"
            );
            (format!("OEBPS/text/page {i}.xhtml"), page)
        })
        .collect();
    let container = "<container xmlns=\"urn:oasis:names:tc:opendocument:xmlns:container\"><rootfiles><rootfile full-path=\"OEBPS/book.opf\"/></rootfiles></container>";
    let mut parts =
        vec![("mimetype", "application/epub+zip"), ("META-INF/container.xml", container), ("OEBPS/book.opf", &listing)];
    parts.extend(pages.iter().map(|(name, page)| (name.as_str(), page.as_str())));
    archive(&parts)
}

pub fn epub(parts: &[Part]) -> Vec<u8> {
    epub_of(&[body(parts)])
}

/// Text at a place of a page: left edge, baseline, size, text.
pub type Placed = (f32, f32, f32, String);

/// A file with these pages, set in Helvetica, its widths those of a typewriter.
pub fn pdf_of(pages: &[Vec<Placed>]) -> Vec<u8> {
    let mut objects: Vec<String> = Vec::new();
    let kids: Vec<String> = (0..pages.len()).map(|i| format!("{} 0 R", 4 + i * 2)).collect();
    objects.push("<< /Type /Catalog /Pages 2 0 R >>".into());
    objects.push(format!("<< /Type /Pages /Kids [{}] /Count {} >>", kids.join(" "), pages.len()));
    let widths = "600 ".repeat(224);
    objects.push(format!(
        "<< /Type /Font /Subtype /TrueType /BaseFont /Courier /Encoding /WinAnsiEncoding /FirstChar 32 /LastChar 255 /Widths [{widths}] >>"
    ));
    for (i, page) in pages.iter().enumerate() {
        objects.push(format!(
            "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Resources << /Font << /F1 3 0 R >> >> /Contents {} 0 R >>",
            5 + i * 2
        ));
        let mut stream = String::new();
        for (x, y, size, text) in page {
            let text: String = text
                .chars()
                .map(|c| match c {
                    '(' | ')' | '\\' => format!("\\{c}"),
                    '•' => "\\225".into(),
                    c => c.to_string(),
                })
                .collect();
            writeln!(stream, "BT /F1 {size} Tf 1 0 0 1 {x} {y} Tm ({text}) Tj ET").unwrap();
        }
        objects.push(format!("<< /Length {} >>\nstream\n{stream}endstream", stream.len()));
    }
    let mut out = String::from("%PDF-1.4\n");
    let mut places = Vec::new();
    for (i, object) in objects.iter().enumerate() {
        places.push(out.len());
        writeln!(out, "{} 0 obj\n{object}\nendobj", i + 1).unwrap();
    }
    let table = out.len();
    writeln!(out, "xref\n0 {}\n0000000000 65535 f ", objects.len() + 1).unwrap();
    places.iter().for_each(|at| writeln!(out, "{at:010} 00000 n ").unwrap());
    write!(out, "trailer << /Size {} /Root 1 0 R >>\nstartxref\n{table}\n%%EOF\n", objects.len() + 1).unwrap();
    out.into_bytes()
}

/// Lines of at most `most` characters; a word that is longer than what is left may be parted with a hyphen.
pub fn wrapped(text: &str, most: usize) -> Vec<String> {
    let mut lines = vec![String::new()];
    for word in text.split_whitespace() {
        let line = lines.last_mut().unwrap();
        if !line.is_empty() && line.len() + 1 + word.len() > most {
            let room = most.saturating_sub(line.len() + 2);
            if room > 4 && word.len() > room + 3 && word.bytes().all(|b| b.is_ascii_lowercase()) {
                write!(line, " {}-", &word[..room]).unwrap();
                lines.push(word[room..].to_owned());
            } else {
                lines.push(word.to_owned());
            }
        } else {
            if !line.is_empty() {
                line.push(' ');
            }
            line.push_str(word);
        }
    }
    lines
}

/// As a program prints it: larger headings, wrapped lines, page numbers, tables in columns.
pub fn pdf(parts: &[Part]) -> Vec<u8> {
    let mut pages: Vec<Vec<Placed>> = Vec::new();
    let mut y = 0.0;
    let mut numbers = [0; 8];
    let mut put = |lines: &[(f32, String)], size: f32, space: f32, pages: &mut Vec<Vec<Placed>>| {
        y -= space;
        for (x, line) in lines {
            if y < 90.0 || pages.is_empty() {
                let number = pages.len() + 1;
                pages.push(vec![(280.0, 30.0, 8.0, format!("Page {number}"))]);
                y = 740.0;
            }
            pages.last_mut().unwrap().push((*x, y, size, line.clone()));
            y -= size * 1.25;
        }
    };
    for part in parts {
        if !matches!(part, Item(..)) {
            numbers.fill(0);
        }
        match part {
            Heading(level, text) => {
                let size = 22.0 - 3.0 * f32::from(*level);
                put(&[(60.0, (*text).to_owned())], size, 12.0, &mut pages);
            }
            Paragraph(text) => {
                let lines: Vec<(f32, String)> =
                    wrapped(&text.replace('|', ""), 70).into_iter().map(|l| (60.0, l)).collect();
                put(&lines, 10.0, 8.0, &mut pages);
            }
            Item(depth, ordered, text) => {
                let depth = usize::from(*depth);
                numbers[depth] += 1;
                numbers[depth + 1..].fill(0);
                let mark = if *ordered { format!("{}.", numbers[depth]) } else { "•".into() };
                let x = 70.0 + 20.0 * depth as f32;
                let lines: Vec<(f32, String)> = wrapped(&text.replace('|', ""), 60)
                    .into_iter()
                    .enumerate()
                    .map(|(i, line)| if i == 0 { (x, format!("{mark} {line}")) } else { (x + 14.0, line) })
                    .collect();
                put(&lines, 10.0, 3.0, &mut pages);
            }
            Table(rows) => {
                for (i, row) in rows.iter().enumerate() {
                    put(&[(60.0, row[0].to_owned())], 10.0, if i == 0 { 10.0 } else { 2.0 }, &mut pages);
                    let at = pages.last().unwrap().last().unwrap().1;
                    for (column, cell) in row.iter().enumerate().skip(1) {
                        pages.last_mut().unwrap().push((60.0 + 200.0 * column as f32, at, 10.0, (*cell).to_owned()));
                    }
                }
            }
        }
    }
    pdf_of(&pages)
}

/// A workbook with one sheet of texts.
pub fn xlsx(rows: &[&[&str]]) -> Vec<u8> {
    let row = |(i, row): (usize, &&[&str])| {
        let cell = |(column, text): (usize, &&str)| {
            let place = format!("{}{}", char::from(b'A' + column as u8), i + 1);
            format!("<c r=\"{place}\" t=\"inlineStr\"><is><t>{}</t></is></c>", escape(text))
        };
        format!("<row r=\"{}\">{}</row>", i + 1, row.iter().enumerate().map(cell).collect::<String>())
    };
    let rows = rows.iter().enumerate().map(row).collect::<String>();
    workbook(&[("visible", &format!("<sheetData>{rows}</sheetData>"))], &[])
}

/// A workbook of sheets, each with its state and what stands in it, and with other parts.
pub fn workbook(sheets: &[(&str, &str)], parts: &[(&str, &str)]) -> Vec<u8> {
    const MAIN: &str = "xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\"";
    const OFFICE: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    const PACKAGE: &str = "xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\"";
    let link = |id: &str, kind: &str, target: &str| {
        format!("<Relationship Id=\"{id}\" Type=\"{OFFICE}/{kind}\" Target=\"{target}\"/>")
    };
    let links = |all: &str| format!("<Relationships {PACKAGE}>{all}</Relationships>");
    let (mut list, mut related, mut files) = (String::new(), String::new(), Vec::new());
    for (i, (state, sheet)) in sheets.iter().enumerate() {
        list += &format!("<sheet name=\"Jobs{i}\" sheetId=\"{}\" state=\"{state}\" r:id=\"s{i}\"/>", i + 1);
        related += &link(&format!("s{i}"), "worksheet", &format!("worksheets/sheet{i}.xml"));
        files.push((format!("xl/worksheets/sheet{i}.xml"), format!("<worksheet {MAIN}>{sheet}</worksheet>")));
    }
    let book = format!("<workbook {MAIN} xmlns:r=\"{OFFICE}\"><sheets>{list}</sheets></workbook>");
    let (root, related) = (links(&link("r0", "officeDocument", "xl/workbook.xml")), links(&related));
    let mut all = vec![
        ("[Content_Types].xml", "<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\"/>"),
        ("_rels/.rels", &root),
        ("xl/workbook.xml", &book),
        ("xl/_rels/workbook.xml.rels", &related),
    ];
    all.extend(files.iter().map(|(name, text)| (name.as_str(), text.as_str())));
    all.extend(parts);
    archive(&all)
}

/// An OpenDocument spreadsheet of these styles and tables.
pub fn ods(styles: &str, tables: &str) -> Vec<u8> {
    let space = |name: &str, of: &str| format!("xmlns:{name}=\"urn:oasis:names:tc:opendocument:xmlns:{of}:1.0\"");
    let spaces = [("office", "office"), ("table", "table"), ("text", "text"), ("style", "style")];
    let spaces = spaces.map(|(name, of)| space(name, of)).join(" ");
    let content = format!(
        "<office:document-content {spaces}><office:automatic-styles>{styles}</office:automatic-styles>\
         <office:body><office:spreadsheet>{tables}</office:spreadsheet></office:body></office:document-content>"
    );
    archive(&[("mimetype", "application/vnd.oasis.opendocument.spreadsheet"), ("content.xml", &content)])
}
