//! One target for each door that input comes in by. With `cargo test` each is tried for some seconds with input that looks like
//! chance (`ROLECALL_FUZZ_SECONDS`).

#[path = "../../crates/ingest/tests/formats/make.rs"]
#[allow(dead_code, reason = "shared with other tests, which need all of it")]
mod make;

use axum::body::Body;
use axum::http::{Request, StatusCode};
use make::Part;
use rolecall_fuzz::{mutated, worded};
use rolecall_indexer::{Fingerprint, OnDamage, Reader, Writer};
use rolecall_record::lines;
use rolecall_search::{Options, Searcher};
use std::panic::{AssertUnwindSafe, catch_unwind, resume_unwind};
use std::path::Path;
use std::time::{Duration, Instant};
use tower::ServiceExt;

/// Nothing that is as small as these inputs takes longer, even where the program is not optimised and the machine is busy.
const LONG: Duration = Duration::from_secs(20);

/// Tries `target` with many inputs, and tells how many they were. Inputs are a function of `ROLECALL_FUZZ_SEED`, so what goes wrong
/// goes wrong again; the input is told with it.
#[allow(clippy::print_stderr, reason = "how much was tried, and what went wrong, is all that it has to tell")]
fn fuzz(name: &str, target: impl Fn(&[u8])) {
    let number = |name: &str| std::env::var(name).ok().and_then(|n| n.parse::<u64>().ok());
    let time = Duration::from_secs(number("ROLECALL_FUZZ_SECONDS").unwrap_or(10));
    let mut dice = Dice(number("ROLECALL_FUZZ_SEED").unwrap_or(1).wrapping_mul(0x9e37_79b9_7f4a_7c15) | 1);
    let (begun, mut tried) = (Instant::now(), 0);
    while begun.elapsed() < time {
        let length = [4, 16, 64, 512][dice.next() as usize % 4];
        let input: Vec<u8> = (0..dice.next() % length + 1).map(|_| dice.next() as u8).collect();
        tried += 1;
        let at = Instant::now();
        if let Err(panic) = catch_unwind(AssertUnwindSafe(|| target(&input))) {
            eprintln!("fuzz: {name}: {input:?}");
            resume_unwind(panic);
        }
        assert!(at.elapsed() < LONG, "{name}: {input:?} took {:?}", at.elapsed());
    }
    eprintln!("fuzz: {name}: {tried} inputs");
}

/// Numbers that look like chance (xorshift64*).
struct Dice(u64);

impl Dice {
    fn next(&mut self) -> u64 {
        self.0 ^= self.0 >> 12;
        self.0 ^= self.0 << 25;
        self.0 ^= self.0 >> 27;
        self.0.wrapping_mul(0x2545_f491_4f6c_dd1d) >> 24
    }
}

const PARTS: &[Part] = &[
    Part::Heading(1, "The mill"),
    Part::Paragraph(
        "The miller, who is also known as the grinder, grinds the corn; \"I sift,\" says the carter. They rest.",
    ),
    Part::Item(0, false, "Dress the stones"),
    Part::Item(1, true, "Miller: sweeps the floor"),
    Part::Table(&[&["Role", "Task"], &["Miller", "Grinds the corn"], &["Carter/driver", "Brings the flour to town"]]),
];

const PAGE: &str = "<!doctype html><html lang=en><head><title>The mill</title><meta name=author content=\"A. Reed\"></head><body>\
    <nav><a href=/>Home</a></nav><main><h1>The mill</h1><p>The <b>miller</b> grinds the corn.</p><ul><li>Dress the stones</li></ul>\
    <table><tr><th>Role<th>Task<tr><td rowspan=2>Miller<td>Grinds</table><details><summary>Carter</summary>Brings flour.</details>\
    </main></body></html>";

/// A file of each format, by its name.
fn seeds() -> Vec<(&'static str, Vec<u8>)> {
    let feed = "<?xml version=\"1.0\"?><rss version=\"2.0\"><channel><title>Mill</title><item><title>Corn</title>\
        <description>&lt;p&gt;The miller grinds.&lt;/p&gt;</description></item></channel></rss>";
    let saved = "MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary=\"b\"\r\n\r\n--b\r\nContent-Type: text/html; charset=utf-8\r\n\
        Content-Transfer-Encoding: quoted-printable\r\n\r\n<p>The miller grinds=20the corn.</p>\r\n--b--\r\n";
    let mail = "From: Ann Reed <ann@example.org>\nSubject: Who does what\nDate: 2 May 2023\n\nThe miller grinds. I sift.\n\n> You rest.\n";
    let space = "xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\"";
    let notes = format!(
        "<w:footnotes {space}><w:footnote w:id=\"1\"><w:p><w:r><w:t>The carter sifts.</w:t></w:r></w:p></w:footnote></w:footnotes>"
    );
    let noted = "<w:p><w:r><w:t>The miller grinds.</w:t></w:r><w:r><w:footnoteReference w:id=\"1\"/></w:r></w:p>";
    let note = "<text:note><text:note-body><text:p>The carter sifts.</text:p></text:note-body></text:note>";
    vec![
        ("n.docx", make::docx_with(noted, &[("word/footnotes.xml", &notes)])),
        ("n.odt", make::odt_of(&format!("<text:p>The miller grinds.{note}</text:p>"))),
        (
            "n.rtf",
            make::rtf_of(
                "\\pard The miller grinds.{\\*\\footnote\\pard The carter sifts.\\cell}\\par \\intbl a\\cell\\row",
            ),
        ),
        ("m.csv", "Mill 2024\nTask,Miller,Carter\nGrinds the corn,R,A\nSifts,,R\n".into()),
        ("t.csv", "Position,Miller\nDuties,Grinds the corn\n".into()),
        ("a.docx", make::docx(PARTS)),
        ("a.odt", make::odt(PARTS)),
        ("a.rtf", make::rtf(PARTS)),
        ("a.epub", make::epub(PARTS)),
        ("a.pdf", make::pdf(PARTS)),
        ("a.xlsx", make::xlsx(&[&["Role", "Task"], &["Miller", "Grinds"]])),
        ("a.md", make::markdown(PARTS)),
        ("a.html", PAGE.into()),
        ("b.html", make::html(PARTS)),
        (
            "a.txt",
            "THE MILL\n\nMiller: grinds the corn\n - dresses the stones\n\nQ: Who sifts?\nA: The carter (Bob) does.\n"
                .into(),
        ),
        ("b.txt", mail.into()),
        ("a.csv", "Role,Task\nMiller,\"Grinds, and sifts\"\n\"Carter; driver\",Brings flour\n".into()),
        ("a.tsv", "Role\tTask\nMiller\tGrinds\n".into()),
        (
            "a.json",
            "[{\"Role\":\"Miller\",\"Task\":\"Grinds \\ud83c\\udf3e\"},{\"Role\":[\"Carter\"],\"Task\":null}]".into(),
        ),
        ("a.jsonl", "{\"Role\":\"Miller\",\"Task\":\"Grinds\"}\n{\"Role\":\"Carter\",\"Task\":\"Drives\"}\n".into()),
        ("a.xml", feed.into()),
        ("a.mht", saved.into()),
        ("utf16.txt", "\u{feff}The miller grinds the corn.".encode_utf16().flat_map(u16::to_le_bytes).collect()),
    ]
}

#[test]
fn whatever_a_file_holds_it_is_read_or_refused() {
    let seeds = seeds();
    fuzz("parsers", |input| {
        let Some((first, edits)) = input.split_first() else { return };
        let (name, seed) = &seeds[usize::from(*first) % seeds.len()];
        if let Ok(record) = rolecall_ingest::understand(&format!("mill/{name}"), &mutated(seed, edits)) {
            for s in &record.statements {
                assert_eq!(&record.article.text[s.span.start..s.span.end], s.text);
            }
            let mut line = Vec::new();
            lines::write(&mut line, &record).unwrap();
            assert_eq!(lines::parse(&line, 1).unwrap(), record);
        }
    });
}

#[test]
fn whatever_a_line_of_records_holds_it_is_a_record_or_refused() {
    let record = rolecall_ingest::understand("mill/a.html", PAGE.as_bytes()).unwrap();
    let mut line = Vec::new();
    lines::write(&mut line, &record).unwrap();
    fuzz("records", |input| {
        if let Ok(read) = lines::parse(&mutated(&line, input), 1) {
            let mut written = Vec::new();
            lines::write(&mut written, &read).unwrap();
            assert_eq!(lines::parse(&written, 1).unwrap(), read);
        }
    });
}

/// An index of one page.
fn index(dir: &Path) {
    let mut writer = Writer::open(dir, OnDamage::Fail).unwrap();
    for (name, bytes) in seeds().into_iter().filter(|(name, _)| !name.ends_with(".pdf")) {
        let record = rolecall_ingest::understand(&format!("mill/{name}"), &bytes).unwrap();
        writer.add(&record, Fingerprint::default()).unwrap();
    }
    writer.commit().unwrap();
}

/// What questions are made of.
#[rustfmt::skip]
const WORDS: &[&str] = &[
    "who", "what", "whose", "which", "does", "do", "is", "it", "a", "the", "miller", "carter", "Miller's", "grinder", "grinds", "corn", "vs", "and",
    "or", "between", "difference", "not", "job", "responsible", "for", "of", "in charge", "how much", "earn", "need", "report to", "work with", "list",
    "all", "roles", "in", "when", "there is no", "also", "?", "-", "\"", "'s", ",", "(", "to", "grinding", "the the", "\u{202e}", "é", "𝕿", "\0", "   ",
];

#[test]
fn whatever_is_asked_is_answered_or_refused() {
    let dir = tempfile::tempdir().unwrap();
    index(dir.path());
    let reader = Reader::open(dir.path()).unwrap();
    fuzz("questions", |input| {
        let searcher = Searcher::new(&reader);
        for question in [worded(WORDS, &input[..input.len().min(40)]), String::from_utf8_lossy(input).into_owned()] {
            if let Ok(answer) = searcher.ask(&question, &Options::default()) {
                for evidence in answer.answers.iter().flat_map(|role| &role.evidence) {
                    for (from, to) in evidence.highlights.iter().map(|h| (h.start, h.end)) {
                        assert!(evidence.text.get(from..to).is_some());
                    }
                }
            }
        }
    });
}

const PLACES: &[&str] = &[
    "/",
    "/api/v1/answer?q=",
    "/?q=",
    "/api/v1/roles?",
    "/api/v1/roles/",
    "/api/v1/statements?cursor=",
    "/api/v1/articles/",
    "/api/v1/articles?limit=",
    "/article/",
    "/role/",
    "/compare?a=",
    "/matrix?tasks=",
    "/matrix.csv?tasks=",
    "/api/v1/compare?a=",
    "/corpus?",
    "/api/v1/matrix?task=",
    "/roles?q=",
    "/metrics",
    "/api",
    "/../",
    "/asset/",
];

#[test]
fn whatever_is_requested_is_given_or_refused() {
    let dir = tempfile::tempdir().unwrap();
    index(dir.path());
    let mut settings = rolecall_serve::Settings::local(dir.path());
    settings.writing = Some("a-token-for-writing".into());
    let app = rolecall_serve::App::open(settings, None, None).unwrap();
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build().unwrap();
    fuzz("requests", |input| {
        let [place, method, rest @ ..] = input else { return };
        let encoded: String = form_urlencoded::byte_serialize(rest).collect();
        let text = String::from_utf8_lossy(rest)
            .replace(|c: char| c.is_control() || !c.is_ascii() || " #\"<>\\^`{|}".contains(c), "&");
        let place = PLACES[usize::from(*place) % PLACES.len()];
        for tail in [encoded, text, worded(WORDS, rest).replace(|c: char| !c.is_ascii_alphanumeric(), "+")] {
            let request = Request::builder()
                .method(["GET", "POST", "DELETE", "PUT"][usize::from(*method) % 4])
                .uri(format!("{place}{tail}"));
            let request = request.header("host", "127.0.0.1:7655").header("content-type", "application/json");
            let Ok(request) = request.body(Body::from(rest.to_vec())) else { continue };
            let response = runtime.block_on(rolecall_serve::router(app.clone()).oneshot(request)).unwrap();
            assert_ne!(response.status(), StatusCode::INTERNAL_SERVER_ERROR, "{place}{tail}");
        }
    });
}
