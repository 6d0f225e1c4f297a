//! Measures the HTML parser.
//!
//! ```text
//! body_text BENCHMARK [--half 0|1] [--pages] [--about] [--diff ID]   F1 of the article's text
//! body_text --duties PAGES DUTIES                          which list items are found
//! body_text --speed PAGES                                  parser against the bare HTML parse
//! ```
//!
//! `BENCHMARK` holds `html/*.html.gz` and `ground-truth.json` as the article-extraction-benchmark does
//! (<https://github.com/scrapinghub/article-extraction-benchmark>), and the figures are those of its `evaluate.py`:
//! 4-gram shingles of `\w+` tokens as multisets; true and false positives and false negatives of each page divided by
//! their sum, then added up. Its ground truth is without titles, so the heading of level 1 is left out; the figure with
//! everything is printed beside it.

#![allow(clippy::print_stdout, missing_docs)]

use rolecall_ingest::{Document, parse};
use rolecall_record::BlockKind;
use std::collections::HashMap;
use std::fs;
use std::io::Read;
use std::path::{Path, PathBuf};
use std::time::Instant;

type Failure = Box<dyn std::error::Error>;

fn main() -> Result<(), Failure> {
    let args: Vec<String> = std::env::args().skip(1).collect();
    let args: Vec<&str> = args.iter().map(String::as_str).collect();
    match args[..] {
        ["--duties", pages, duties] => find_duties(Path::new(pages), Path::new(duties)),
        ["--speed", pages] => speed(Path::new(pages)),
        [benchmark, ref options @ ..] => body(Path::new(benchmark), options),
        [] => Err("name the folder of the benchmark".into()),
    }
}

/// What a reader of the article's body sees: all but its title and the lines about the article.
fn body_text(document: &Document, title: bool) -> String {
    let kept = document.blocks.iter().filter(|b| match b.kind {
        BlockKind::Heading { level: 1 } | BlockKind::Meta => title,
        _ => true,
    });
    kept.map(|b| b.span.of(&document.text)).collect::<Vec<_>>().join("\n")
}

fn body(benchmark: &Path, options: &[&str]) -> Result<(), Failure> {
    let value = |name: &str| options.iter().position(|o| *o == name).and_then(|at| options.get(at + 1));
    let half: Option<usize> = value("--half").and_then(|h| h.parse().ok());
    let truth: serde_json::Value = serde_json::from_slice(&fs::read(benchmark.join("ground-truth.json"))?)?;
    let truth = truth.as_object().ok_or("ground-truth.json is not an object")?;
    let (mut without, mut with) = (Score::default(), Score::default());
    let mut pages = Vec::new();
    for (i, (id, page)) in truth.iter().enumerate() {
        if half.is_some_and(|h| i % 2 != h) {
            continue;
        }
        let mut bytes = Vec::new();
        flate2::read::GzDecoder::new(fs::File::open(benchmark.join(format!("html/{id}.html.gz")))?)
            .read_to_end(&mut bytes)?;
        let document = parse("page.html", &bytes)?;
        let wanted = page["articleBody"].as_str().unwrap_or_default();
        let found = body_text(&document, false);
        let score = Score::of(wanted, &found);
        if value("--diff").is_some_and(|start| id.starts_with(*start)) {
            diff(wanted, &document);
        }
        if options.contains(&"--about") {
            let Document { title, author, date, language, url, .. } = &document;
            println!("{} {title:?} {author:?} {date:?} {language:?} {url:?}", id.get(..8).unwrap_or(id));
        }
        pages.push((score.f1(), score, id, page["url"].as_str().unwrap_or_default()));
        without.add(score);
        with.add(Score::of(wanted, &body_text(&document, true)));
    }
    if options.contains(&"--pages") {
        pages.sort_by(|a, b| a.0.total_cmp(&b.0));
        for (f1, score, id, url) in &pages {
            println!("{f1:.3} p {:.3} r {:.3} {} {url}", score.precision(), score.recall(), id.get(..8).unwrap_or(id));
        }
    }
    println!("{} pages", pages.len());
    for (name, score) in [("body", without), ("body and title", with)] {
        println!("{name}: F1 {:.4} precision {:.4} recall {:.4}", score.f1(), score.precision(), score.recall());
    }
    Ok(())
}

#[derive(Debug, Clone, Copy, Default)]
struct Score {
    hit: f64,
    false_hit: f64,
    missed: f64,
}

impl Score {
    fn of(wanted: &str, found: &str) -> Self {
        let (wanted, found) = (shingles(wanted), shingles(found));
        let (mut hit, mut false_hit, mut missed) = (0.0, 0.0, 0.0);
        for (shingle, n) in &wanted {
            let m = found.get(shingle).copied().unwrap_or(0);
            hit += f64::from(*n.min(&m));
            missed += f64::from(n.saturating_sub(m));
        }
        for (shingle, m) in &found {
            false_hit += f64::from(m.saturating_sub(wanted.get(shingle).copied().unwrap_or(0)));
        }
        let all: f64 = hit + false_hit + missed;
        let all = if all > 0.0 { all } else { 1.0 };
        Self { hit: hit / all, false_hit: false_hit / all, missed: missed / all }
    }

    fn add(&mut self, other: Self) {
        self.hit += other.hit;
        self.false_hit += other.false_hit;
        self.missed += other.missed;
    }

    fn precision(&self) -> f64 {
        if self.hit + self.false_hit == 0.0 { 0.0 } else { self.hit / (self.hit + self.false_hit) }
    }

    fn recall(&self) -> f64 {
        if self.hit + self.missed == 0.0 { 0.0 } else { self.hit / (self.hit + self.missed) }
    }

    fn f1(&self) -> f64 {
        let (p, r) = (self.precision(), self.recall());
        if p + r == 0.0 { 0.0 } else { 2.0 * p * r / (p + r) }
    }
}

fn tokens(text: &str) -> Vec<&str> {
    text.split(|c: char| !(c.is_alphanumeric() || c == '_')).filter(|t| !t.is_empty()).collect()
}

fn shingles(text: &str) -> HashMap<Vec<&str>, u32> {
    let tokens = tokens(text);
    let mut counts = HashMap::new();
    if tokens.is_empty() {
        return counts;
    }
    for shingle in tokens.windows(4.min(tokens.len())) {
        *counts.entry(shingle.to_vec()).or_default() += 1;
    }
    counts
}

/// Blocks that are not in the ground truth, and lines of it that are in no block.
fn diff(wanted: &str, document: &Document) {
    let shape = |text: &str| format!(" {} ", tokens(text).join(" "));
    let (all, found) = (shape(wanted), shape(&document.text));
    for block in &document.blocks {
        let text = block.span.of(&document.text);
        let mark = if all.contains(&shape(text)) { ' ' } else { '+' };
        println!("{mark} {:?} {}", block.kind, &text[..text.floor_char_boundary(if mark == ' ' { 60 } else { 300 })]);
    }
    for line in wanted.lines().filter(|l| !tokens(l).is_empty() && !found.contains(&shape(l))) {
        println!("- {line}");
    }
}

fn pages_of(folder: &Path) -> Result<Vec<PathBuf>, Failure> {
    let mut pages: Vec<PathBuf> = fs::read_dir(folder)?.filter_map(|e| Some(e.ok()?.path())).collect();
    pages.sort();
    Ok(pages)
}

fn find_duties(pages: &Path, duties: &Path) -> Result<(), Failure> {
    let (mut all, mut within, mut items) = (0, 0, 0);
    let fold = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
    for line in fs::read_to_string(duties)?.lines() {
        let entry: serde_json::Value = serde_json::from_str(line)?;
        let page = entry["page"].as_str().ok_or("a line without a page")?;
        let document = parse(page, &fs::read(pages.join(page))?)?;
        for duty in entry["duties"].as_array().into_iter().flatten().filter_map(|d| d.as_str()) {
            let duty = fold(duty);
            let found: Vec<_> =
                document.blocks.iter().filter(|b| fold(b.span.of(&document.text)).contains(&duty)).collect();
            let exact = found.iter().filter(|b| matches!(b.kind, BlockKind::ListItem { .. })).count();
            all += 1;
            within += usize::from(!found.is_empty());
            items += usize::from(exact == 1);
            if found.is_empty() {
                println!("{page}: {duty}");
            }
        }
    }
    println!("{all} duties, {within} in a block, {items} in exactly one list item");
    Ok(())
}

fn speed(pages: &Path) -> Result<(), Failure> {
    let pages: Vec<Vec<u8>> = pages_of(pages)?.iter().map(fs::read).collect::<Result<_, _>>()?;
    let texts: Vec<String> = pages.iter().map(|p| String::from_utf8_lossy(p).into_owned()).collect();
    let (mut bare, mut whole) = (f64::MAX, f64::MAX);
    for _ in 0..7 {
        let start = Instant::now();
        let nodes: usize = texts.iter().map(|t| scraper::Html::parse_document(t).tree.values().count()).sum();
        bare = bare.min(start.elapsed().as_secs_f64());
        let start = Instant::now();
        let blocks: usize = pages.iter().filter_map(|p| parse("page.html", p).ok()).map(|d| d.blocks.len()).sum();
        whole = whole.min(start.elapsed().as_secs_f64());
        assert!(nodes > 0 && blocks > 0);
    }
    let n = pages.len() as f64;
    println!("bare parse {:.0} pages/s, whole parse {:.0} pages/s, ratio {:.2}", n / bare, n / whole, whole / bare);
    Ok(())
}
