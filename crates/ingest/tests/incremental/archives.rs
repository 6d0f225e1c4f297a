//! Files that hold many articles.

use crate::support::*;
use flate2::Compression;
use flate2::write::GzEncoder;
use std::io::{Cursor, Write};
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

fn zip(files: &[(&str, &[u8])]) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in files {
        zip.start_file(*name, SimpleFileOptions::default()).unwrap();
        zip.write_all(bytes).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut packed = GzEncoder::new(Vec::new(), Compression::default());
    packed.write_all(bytes).unwrap();
    packed.finish().unwrap()
}

/// A tar archive; a name may be one that no honest program writes.
fn tar(files: &[(&str, &str)]) -> Vec<u8> {
    let mut out = Vec::new();
    for (name, text) in files {
        let mut head = [0_u8; 512];
        head[..name.len()].copy_from_slice(name.as_bytes());
        head[100..107].copy_from_slice(b"0000644");
        head[124..135].copy_from_slice(format!("{:011o}", text.len()).as_bytes());
        head[156] = b'0';
        head[257..263].copy_from_slice(b"ustar\0");
        head[148..156].fill(b' ');
        let sum: u32 = head.iter().map(|b| u32::from(*b)).sum();
        head[148..155].copy_from_slice(format!("{sum:06o}\0").as_bytes());
        out.extend_from_slice(&head);
        out.extend_from_slice(text.as_bytes());
        out.resize(out.len().next_multiple_of(512), 0);
    }
    out.resize(out.len() + 1024, 0);
    out
}

fn warc(pages: &[(&str, &str)]) -> Vec<u8> {
    let mut out = b"WARC/1.0\r\nWARC-Type: warcinfo\r\nContent-Length: 4\r\n\r\nnone\r\n\r\n".to_vec();
    for (url, html) in pages {
        let answer = format!("HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n\r\n{html}");
        let record = format!(
            "WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: {url}\r\nContent-Length: {}\r\n\r\n{answer}\r\n\r\n",
            answer.len()
        );
        // Crawlers pack each record by itself.
        out.extend_from_slice(record.as_bytes());
    }
    out
}

fn paths(shelf: &Shelf) -> Vec<&str> {
    shelf.records.keys().map(String::as_str).collect()
}

#[test]
fn each_file_of_an_archive_is_an_article_and_only_what_changed_is_understood_again() {
    let corpus = Corpus::new(&[("z.txt", "The cook cooks.")]);
    let pour = b"# Tea\n\nThe host pours the tea.";
    let files: [(&str, &[u8]); 3] =
        [("a/tea.md", pour), ("a/.hidden", b"no"), ("deck.txt", b"The bosun calls the watch.")];
    corpus.write("old.zip", &zip(&files));
    let mut shelf = Shelf::default();
    let first = shelf.ingest(&[corpus.root()]);
    assert_eq!((first.new, problems(&first)), (3, Vec::<String>::new()));
    assert_eq!(paths(&shelf), ["corpus/old.zip/a/tea.md", "corpus/old.zip/deck.txt", "corpus/z.txt"]);
    let again = shelf.ingest(&[corpus.root()]);
    assert_eq!((again.unchanged, again.bytes), (3, 0));

    corpus.write("old.zip", &zip(&[("a/tea.md", pour), ("mast.txt", b"The rigger climbs the mast.")]));
    let third = shelf.ingest(&[corpus.root()]);
    assert_eq!((third.new, third.touched, third.deleted), (1, 1, 1));
    assert_eq!(shelf.understood, ["corpus/old.zip/mast.txt"]);
    assert_eq!(paths(&shelf), ["corpus/old.zip/a/tea.md", "corpus/old.zip/mast.txt", "corpus/z.txt"]);

    std::fs::remove_file(corpus.root().join("old.zip")).unwrap();
    let last = shelf.ingest(&[corpus.root()]);
    assert_eq!((last.deleted, paths(&shelf)), (2, vec!["corpus/z.txt"]));
}

#[test]
fn tar_gzip_and_warc_are_unpacked_too_and_pages_keep_their_address() {
    let corpus = Corpus::new(&[]);
    corpus.write("a.tar.gz", &gzip(&tar(&[("./deck.txt", "The bosun calls the watch.")])));
    corpus.write("b.txt.gz", &gzip(b"The cook cooks the dinner."));
    let pages = [
        ("https://example.org/mast.html", "<html><title>Mast</title><p>The rigger climbs the mast.</p></html>"),
        ("https://example.org/", "<html><title>Home</title><p>The owner pays the crew.</p></html>"),
    ];
    let [first, second] = pages.map(|page| gzip(&warc(&[page])));
    corpus.write("c.warc.gz", &[first, second].concat());
    let mut shelf = Shelf::default();
    let report = shelf.ingest(&[corpus.root()]);
    assert_eq!(problems(&report), Vec::<String>::new());
    let expected = [
        "corpus/a.tar.gz/deck.txt",
        "corpus/b.txt.gz/b.txt",
        "corpus/c.warc.gz/example.org/index.html",
        "corpus/c.warc.gz/example.org/mast.html",
    ];
    assert_eq!(paths(&shelf), expected);
    let mast = &shelf.records["corpus/c.warc.gz/example.org/mast.html"].article;
    assert_eq!((mast.title.as_str(), mast.url.as_deref()), ("Mast", Some("https://example.org/mast.html")));
}

#[test]
fn entries_of_a_feed_are_articles_with_their_own_title_address_and_date() {
    let corpus = Corpus::new(&[]);
    corpus.write(
        "news.xml",
        br#"<?xml version="1.0"?><rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel><title>Harbour</title>
        <item><title>On deck</title><link>https://example.org/deck</link><pubDate>Tue, 02 May 2023 10:00:00 GMT</pubDate>
        <content:encoded><![CDATA[<p>The bosun calls the watch.</p>]]></content:encoded></item></channel></rss>"#,
    );
    corpus.write(
        "atom.xml",
        br#"<feed xmlns="http://www.w3.org/2005/Atom"><title>Mill</title><entry><title type="html">The &lt;i&gt;flour&lt;/i&gt; &amp;amp; I, 3 &lt; 4</title><link href="https://example.org/flour"/>
        <author><name>Ann Reed</name></author><updated>2022-03-04T00:00:00Z</updated>
        <content type="html">&lt;p&gt;The miller grinds the corn.&lt;/p&gt;</content></entry></feed>"#,
    );
    let mut shelf = Shelf::default();
    let report = shelf.ingest(&[corpus.root()]);
    assert_eq!(problems(&report), Vec::<String>::new());
    assert_eq!(paths(&shelf), ["corpus/atom.xml/0001-the-flour-i-3-4.html", "corpus/news.xml/0001-on-deck.html"]);
    let deck = &shelf.records["corpus/news.xml/0001-on-deck.html"];
    assert_eq!((deck.article.title.as_str(), deck.article.date.as_deref()), ("On deck", Some("2023-05-02")));
    assert_eq!(deck.article.url.as_deref(), Some("https://example.org/deck"));
    assert_eq!(deck.statements[0].roles[0].role, "bosun");
    let flour = &shelf.records["corpus/atom.xml/0001-the-flour-i-3-4.html"].article;
    assert_eq!(flour.title, "The flour & I, 3 < 4");
    assert_eq!((flour.author.as_deref(), flour.date.as_deref()), (Some("Ann Reed"), Some("2022-03-04")));
}

#[test]
fn what_an_archive_cannot_give_is_named_and_the_rest_is_taken() {
    let corpus = Corpus::new(&[]);
    corpus.write("a.tar", &tar(&[("../../out.txt", "The spy leaves."), ("deck.txt", "The bosun calls the watch.")]));
    let whole =
        warc(&[("https://example.org/a", "<p>The rigger climbs the mast.</p>"), ("https://example.org/b", "<p>x</p>")]);
    corpus.write("b.warc", &whole[..whole.len() - 30]);
    corpus.write("c.zip", &zip(&[("a.txt", b"The cook cooks.")])[..40]);
    corpus.write("d.zip", &zip(&[("inner.zip", &zip(&[("a.txt", b"The cook cooks.")]))]));
    corpus.write("e.zip", &zip(&[("bomb.txt", &vec![b' '; 80 << 20])]));
    corpus.write("f.txt.gz", &gzip(&vec![b' '; 400 << 20]));
    let mut shelf = Shelf::default();
    let report = shelf.ingest(&[corpus.root()]);
    let said = problems(&report).join("\n");
    for expected in [
        "corpus/a.tar/../../out.txt: its name leads out of the archive",
        "corpus/b.warc: it ends in the middle of a record",
        "corpus/c.zip: its list of files is damaged",
        "corpus/d.zip/inner.zip: archives within archives are not unpacked",
        "corpus/e.zip/bomb.txt: it has more than the limit of 64 MiB",
        "corpus/f.txt.gz/f.txt: it has more than the limit of 64 MiB",
    ] {
        assert!(said.contains(expected), "{expected}\nin\n{said}");
    }
    assert_eq!(paths(&shelf), ["corpus/a.tar/deck.txt", "corpus/b.warc/example.org/a"]);
    let again = shelf.ingest(&[corpus.root()]);
    assert_eq!((again.bytes, problems(&again)), (0, problems(&report)));
}

#[test]
fn a_file_in_the_place_of_a_folder_or_an_archive_answers_alone() {
    let corpus = Corpus::new(&[("crew/deck.txt", "The bosun calls the watch.")]);
    corpus.write("old.zip", &zip(&[("tea.txt", b"The host pours the tea.")]));
    corpus.write("mast.txt.gz", &gzip(b"The rigger climbs the mast."));
    let mut shelf = Shelf::default();
    shelf.ingest(&[corpus.root()]);
    assert_eq!(paths(&shelf), ["corpus/crew/deck.txt", "corpus/mast.txt.gz/mast.txt", "corpus/old.zip/tea.txt"]);
    std::fs::remove_dir_all(corpus.root().join("crew")).unwrap();
    for name in ["crew", "old.zip", "mast.txt.gz"] {
        corpus.write(name, b"The cook cooks the dinner.");
    }
    let report = shelf.ingest(&[corpus.root()]);
    assert_eq!(paths(&shelf), ["corpus/crew", "corpus/mast.txt.gz", "corpus/old.zip"]);
    assert_eq!((report.new, report.deleted), (3, 3));
    assert_eq!(shelf.known.len(), 3);
}

#[test]
fn an_archive_that_was_emptied_has_no_articles_and_one_that_was_damaged_keeps_them() {
    let corpus = Corpus::new(&[]);
    let feed = |items: &str| format!("<?xml version=\"1.0\"?><rss version=\"2.0\"><channel>{items}</channel></rss>");
    let item = feed("<item><title>Deck</title><description>The bosun calls the watch.</description></item>");
    let files: [(&str, Vec<u8>, Vec<u8>); 4] = [
        ("a.zip", zip(&[("a.txt", b"The cook cooks.")]), zip(&[])),
        ("b.xml", item.into_bytes(), feed("").into_bytes()),
        ("c.tar.gz", gzip(&tar(&[("a.txt", "The cook cooks.")])), Vec::new()),
        ("d.tar", tar(&[("a.txt", "The cook cooks.")]), vec![0; 10240]),
    ];
    let mut shelf = Shelf::default();
    for (name, full, _) in &files {
        corpus.write(name, full);
    }
    shelf.ingest(&[corpus.root()]);
    assert_eq!(paths(&shelf).len(), 4);
    for (name, full, _) in &files {
        corpus.write(name, &[b"\x01\x02\x03\0", &full[full.len() / 2..]].concat());
    }
    shelf.ingest(&[corpus.root()]);
    assert_eq!(paths(&shelf).len(), 4, "what is damaged");
    for (name, _, empty) in &files {
        corpus.write(name, empty);
    }
    let report = shelf.ingest(&[corpus.root()]);
    assert_eq!((paths(&shelf), report.deleted), (Vec::new(), 4));
    assert_eq!(problems(&report)[0], "corpus/a.zip: it holds no file that may be an article");
}
