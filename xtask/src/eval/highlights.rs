//! Whether what is marked in evidence is what answers: content words, by precision and recall.

use anyhow::Result;
use rolecall_embedding::{Embed, MiniLm};
use rolecall_indexer::Reader;
use rolecall_language::terms;
use rolecall_search::{Options, Searcher};
use serde::Deserialize;
use std::collections::BTreeSet;

/// A statement that answers a question, and the pieces of it that do.
#[derive(Deserialize)]
pub(super) struct Labelled {
    question: String,
    text: String,
    answer: Vec<String>,
}

/// Asks every question and prints how well the marks fit in the statement that is labelled.
pub(super) fn score(reader: &Reader, model: Option<&MiniLm>, gold: &[Labelled], misses: bool) -> Result<()> {
    let searcher = Searcher::new(reader).understanding(model.map(|m| m as &dyn Embed));
    let all = Options { roles: usize::MAX, evidence: usize::MAX, abstain: false, ..Options::default() };
    let (mut shown, mut precision, mut recall, mut f1) = (0, 0.0, 0.0, 0.0);
    for g in gold {
        let answer = searcher.ask(&g.question, &all)?;
        let evidence = answer.answers.iter().flat_map(|a| &a.evidence).find(|e| e.text == g.text);
        let Some(evidence) = evidence else { continue };
        let wanted = words(&g.text, &g.answer.iter().filter_map(|a| range(&g.text, a)).collect::<Vec<_>>());
        let marked = words(&g.text, &evidence.highlights.iter().map(|s| (s.start, s.end)).collect::<Vec<_>>());
        let both = wanted.intersection(&marked).count() as f64;
        let (p, r) = (both / marked.len().max(1) as f64, both / wanted.len().max(1) as f64);
        let f = if both > 0.0 { 2.0 * p * r / (p + r) } else { 0.0 };
        if misses && f < 0.5 {
            let marks: Vec<&str> = evidence.highlights.iter().map(|s| s.of(&g.text)).collect();
            println!("MARK {} | {} | want {:?} | got {marks:?}", g.question, g.text, g.answer);
        }
        (shown, precision, recall, f1) = (shown + 1, precision + p, recall + r, f1 + f);
    }
    let mean = |sum: f64| sum / f64::from(shown.max(1));
    println!(
        "highlights         n={shown:<4} of {}  precision {:.3}  recall {:.3}  F1 {:.3}",
        gold.len(),
        mean(precision),
        mean(recall),
        mean(f1)
    );
    Ok(())
}

fn range(text: &str, part: &str) -> Option<(usize, usize)> {
    text.find(part).map(|start| (start, start + part.len()))
}

/// Where the words with a meaning of their own begin that lie in `ranges`.
fn words(text: &str, ranges: &[(usize, usize)]) -> BTreeSet<usize> {
    let within = |start: usize, end: usize| ranges.iter().any(|(from, to)| *from <= start && end <= *to);
    let content = |word: &str| !rolecall_search::is_stop(word);
    terms(text).into_iter().filter(|t| within(t.start, t.end) && content(&t.word)).map(|t| t.start).collect()
}
