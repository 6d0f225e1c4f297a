//! Files of one piece, repeated: whatever is nested or repeated without end costs what its length does.

use rolecall_ingest::understand;
use std::fmt::Write as _;
use std::time::{Duration, Instant};

/// Bytes of each file.
fn size() -> usize {
    if std::env::var_os("ROLECALL_TORTURE").is_some() { 4 << 20 } else { 48 << 10 }
}

/// What a megabyte may take: what is quadratic takes ten times that, even of a file as small as these. Unoptimised code, on a
/// machine that does other things too, takes some fifty times as long.
const PER_MEGABYTE: Duration = if cfg!(debug_assertions) { Duration::from_secs(250) } else { Duration::from_secs(5) };

/// How long this thread has worked, whatever else the machine did meanwhile; where no system tells, how long the test takes.
pub fn busy() -> Duration {
    static BEGUN: std::sync::LazyLock<Instant> = std::sync::LazyLock::new(Instant::now);
    let stat = std::fs::read_to_string("/proc/thread-self/schedstat").ok();
    let worked = stat.and_then(|s| s.split(' ').next()?.parse().ok());
    worked.map_or_else(|| BEGUN.elapsed(), Duration::from_nanos)
}

/// Pieces that are repeated to the end of a file, by the file's ending.
const PIECES: &[(&str, &[&str])] = &[
    (
        "html",
        &[
            "<div>",
            "<b>",
            "<blockquote>",
            "<ul><li>",
            "<table><tr><td>",
            "<font color=red>",
            "<p>The cook cooks.",
            "<a href=x>",
            "<i><p>",
            "<h1>The cook",
            "<section><h2>x</h2>",
            "<!--",
            "<!-- x -->",
            "<svg>",
            "<math>",
            "<select>",
            "<option>",
            "<br>",
            "<x-y>",
            "&amp;",
            "&",
            "&#x41",
            "<",
            "</",
            "</div>",
            "<script>",
            "<style>",
            "<title>x</title>",
            "<template>",
            "<details><summary>",
            "<dl><dt>x<dd>",
            "<frameset>",
            "<td colspan=1000 rowspan=1000>x",
            "<tr><td colspan=999999999 rowspan=999999999>x</td></tr>",
            "<a b=",
            "<img alt=\"The cook cooks.\">",
            "<div class=\"a b c\" id=x>",
            "<p hidden>",
            "<![CDATA[",
            "<?",
            "<form>",
            "<button>",
            "<nobr>",
            "<object>",
            "<li>The cook cooks<ol>",
            "<body onload=x>",
            "<html lang=en>",
            "<ruby><rt>",
            "<noscript>",
            "<textarea>",
            "<caption>",
            "<col>",
            "<thead>",
            "<span>The cook</span> ",
        ],
    ),
    (
        "md",
        &[
            "[",
            "]",
            "](",
            "*",
            "_",
            "**a",
            "_a ",
            ">",
            "> ",
            ">\n",
            "`",
            "``a",
            "- ",
            "- a\n",
            "  - a\n",
            "1. ",
            "#",
            "# a\n",
            "|",
            "|a|b|\n",
            "|-|-|\n",
            "![",
            "[a](b",
            "[a]: b\n",
            "[a]",
            "<",
            "<div>\n",
            "<!--",
            "\\",
            "&",
            "---\n",
            "a\n===\n",
            "~~~\n",
            "```\n",
            "*a_",
            "[^1]",
            "    code\n",
            "\t",
            "- > - > ",
            "a  \n",
            "<b>",
            "http://a.b ",
            "**The cook** cooks.\n\n",
            "---\na: b\n",
        ],
    ),
    (
        "txt",
        &[
            "a",
            " ",
            "\n",
            "\r",
            "\t",
            ".",
            ". ",
            ",",
            ", ",
            "and ",
            "the ",
            "the cook ",
            "The cook cooks. ",
            "The cook, ",
            "cook and ",
            "who ",
            "that ",
            "of the ",
            "(",
            ")",
            "\"",
            "“",
            "'",
            "’s ",
            "-",
            "- ",
            "– ",
            "1. ",
            "a) ",
            ":",
            "a: b\n",
            "A\n",
            "A: ",
            "?",
            "!",
            ";",
            "/",
            "e.g. ",
            "Dr. ",
            "U.S. ",
            "he ",
            "they ",
            "if ",
            "not ",
            "to be ",
            "is responsible for ",
            "The cook is the ",
            "the cook's ",
            "which ",
            "* * * ",
            "=====\n",
            "a\tb\n",
            "| a ",
            "\u{202e}",
            "\u{200b}",
            "\u{301}",
            "\u{feff}",
            "𝕿",
            "ﷺ",
            "ß",
            "İ",
            "ǅ",
            "The \u{202e}kooc\u{202c} cooks. ",
            "THE COOK ",
            "The Cook Of The ",
            "Cook\n----\n",
            "I ",
            "you ",
            "your ",
            "both ",
            "neither ",
            "as well as ",
            "The cook or the baker ",
            "cook/baker/",
            "The cook (also known as ",
            "known as ",
            "called ",
            "mr ",
            "- The cook:\n",
            "The cook:\n- bakes\n",
            "\u{c}",
            "\u{85}",
            "\u{2028}",
            "Responsibilities:\n",
            "From: a\n",
            "> ",
            "a@b.c ",
            "http://",
            "9",
            "9,",
            "£9 ",
            "2020-",
            "\u{1}",
        ],
    ),
    (
        "csv",
        &[
            ",",
            "\"",
            "\"\"",
            "a,",
            "\n",
            "a\n",
            "Role,Task\n",
            "\"a\n",
            ";",
            "\t",
            "cook,bakes\n",
            "\"cook\",",
            "'",
            "\\",
            "=1+1,",
            "\u{0}x",
        ],
    ),
    ("tsv", &["\t", "Role\tTask\n", "a\t", "\"\t", "\n"]),
    (
        "json",
        &[
            "[",
            "{\"a\":",
            "[{\"Role\":\"cook\",\"Task\":\"bakes\"},",
            "\"",
            "\\u",
            "\"\\ud800",
            "1",
            "[[],",
            "{\"Role\":",
            "-",
            "[null,",
        ],
    ),
    (
        "jsonl",
        &[
            "{\"Role\":\"cook\",\"Task\":\"bakes\"}\n",
            "[\n",
            "{}\n",
            "{\"Role\":\"\\ud800\"}\n",
            "{\"a\":{\"a\":1}}\n",
            "[[[[[[\n",
        ],
    ),
    (
        "xml",
        &[
            "<a>",
            "<rss>",
            "<rss><channel><item>",
            "<item><title>",
            "<!DOCTYPE a [",
            "<!ENTITY a \"&b;&b;\">",
            "&a;",
            "<![CDATA[",
            "<feed><entry>",
            "<a b='c' ",
        ],
    ),
    (
        "mht",
        &[
            "MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary=a\r\n\r\n--a\r\n",
            "--a\r\n",
            "Content-Type: text/html\r\n",
            "=3D",
            "=\r\n",
            " a\r\n",
        ],
    ),
    ("eml", &["From: a\r\n", "a: b\r\n c\r\n", "=?utf-8?q?", "=?utf-8?b?AA==?= "]),
    ("rtf", &["{\\rtf1 ", "\\par ", "{", "\\'e9"]),
    ("pdf", &["%PDF-1.4\n", "1 0 obj<<", "xref\n", "stream\n", "[", "(("]),
];

/// Files that begin with one thing and go on with another.
const AFTER: &[(&str, &str, &str)] = &[
    ("html", "<table><tr>", "<td>x"),
    ("html", "<p>The cook ", "<b>and</b> the baker "),
    ("html", "<!doctype html><title>", "x"),
    ("html", "<a href=\"", "x"),
    (
        "xml",
        "<?xml version=\"1.0\"?><rss version=\"2.0\"><channel>",
        "<item><title>x</title><description>&lt;p&gt;The cook cooks.",
    ),
    ("xml", "<?xml version=\"1.0\"?><!DOCTYPE r [<!ENTITY a \"aaaaaaaa\">]><rss><channel><title>", "&a;"),
    ("md", "| a | b |\n|---|---|\n", "| the cook | cooks |\n"),
    ("md", "---\n", "title: x\n"),
    ("txt", "The cook is responsible for ", "the stove, "),
    ("txt", "The cook", ", the baker"),
    ("txt", "Duties of the cook:\n", "- bakes\n"),
    ("txt", "The cook said: \"", "I bake. "),
    ("txt", "", "The cook, who is the baker, who "),
    ("csv", "Role,Task\n", "\"The cook\nthe baker\",bakes\n"),
    ("csv", "Role,Task\ncook,\"", "x"),
    ("json", "[", "{\"Role\":\"cook\",\"Task\":\"bakes bread\"},"),
    (
        "mht",
        "MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary=a\r\n\r\n",
        "--a\r\nContent-Type: text/html\r\n\r\n<p>x\r\n",
    ),
];

#[test]
fn whatever_is_repeated_without_end_costs_what_its_length_does() {
    let repeated = PIECES.iter().flat_map(|(ending, pieces)| pieces.iter().map(move |piece| (*ending, "", *piece)));
    let cases: Vec<(&str, &str, &str)> = repeated.chain(AFTER.iter().copied()).collect();
    let slow = std::sync::Mutex::new(String::new());
    let next = std::sync::atomic::AtomicUsize::new(0);
    std::thread::scope(|scope| {
        for _ in 0..2 {
            scope.spawn(|| {
                while let Some((ending, start, piece)) =
                    cases.get(next.fetch_add(1, std::sync::atomic::Ordering::Relaxed))
                {
                    let mut file = (*start).to_owned();
                    while file.len() < size() {
                        file.push_str(piece);
                    }
                    let begun = busy();
                    // Whatever is said of it is fine; what is understood stands where it is said to stand.
                    if let Ok(record) = understand(&format!("a.{ending}"), file.as_bytes()) {
                        // By where it begins a statement is known.
                        let places: std::collections::BTreeSet<usize> =
                            record.statements.iter().map(|s| s.span.start).collect();
                        assert_eq!(places.len(), record.statements.len(), "{ending} {start:?} {piece:?}");
                        for s in &record.statements {
                            assert_eq!(&record.article.text[s.span.start..s.span.end], s.text);
                        }
                    }
                    let took = busy().saturating_sub(begun);
                    if took > PER_MEGABYTE.mul_f64(file.len() as f64 / 1e6) {
                        let _ = writeln!(slow.lock().unwrap(), "{ending} {start:?} {piece:?}: {took:?}");
                    }
                }
            });
        }
    });
    let slow = slow.into_inner().unwrap();
    assert!(slow.is_empty(), "{slow}");
}
