//! Whether the right role is named: role@1, role@5, mean reciprocal rank, verdicts, abstentions.

use super::names::norm;
use super::peers::{self, Bm25};
use anyhow::Result;
use rolecall_embedding::{Embed, MiniLm};
use rolecall_indexer::Reader;
use rolecall_search::{Answer, Options, RoleAnswer, Roles, Searcher, Verdict};
use serde::Deserialize;
use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::time::Instant;

/// A labelled question; only the question and its roles are needed.
#[derive(Deserialize)]
pub(super) struct Labelled {
    question: String,
    #[serde(default)]
    roles: Vec<String>,
    #[serde(default)]
    aliases: HashMap<String, Vec<String>>,
    #[serde(default = "who")]
    kind: String,
    expected: Option<String>,
    difficulty: Option<String>,
    domain: Option<String>,
    #[serde(default)]
    article_slugs: Vec<String>,
    /// The question without the slip that was made in it.
    meant: Option<String>,
}

fn who() -> String {
    "who".into()
}

impl Labelled {
    fn accepted(&self, role: &str) -> BTreeSet<String> {
        let aliases = self.aliases.get(role).into_iter().flatten();
        std::iter::once(role).chain(aliases.map(String::as_str)).map(norm).collect()
    }

    fn group(&self) -> String {
        match &self.difficulty {
            Some(d) if matches!(self.kind.as_str(), "who" | "none") => format!("{}/{d}", self.kind),
            _ => self.kind.clone(),
        }
    }
}

/// Whether `answer` names one of `accepted` without having swallowed another labelled role.
fn right(answer: &RoleAnswer, accepted: &BTreeSet<String>, others: &BTreeSet<String>) -> bool {
    means(&answer.role, &answer.aliases, accepted, others)
}

fn means(role: &str, aliases: &[String], accepted: &BTreeSet<String>, others: &BTreeSet<String>) -> bool {
    let name = norm(role);
    if accepted.contains(&name) {
        return true;
    }
    let mut names: BTreeSet<String> = aliases.iter().map(|a| norm(a)).collect();
    let meant = names.iter().any(|n| accepted.contains(n));
    names.insert(name);
    meant && !names.iter().any(|n| others.contains(n) && !accepted.contains(n))
}

fn stems(text: &str) -> Vec<String> {
    rolecall_language::terms(text).into_iter().map(|term| term.stem).collect()
}

/// One question's marks, by measure.
type Marks = BTreeMap<&'static str, f64>;

/// Asks every question and prints the means by kind of question.
pub(super) fn score(reader: &Reader, model: Option<&MiniLm>, gold: &[Labelled], misses: bool) -> Result<()> {
    let mut labelled: HashMap<Option<&str>, BTreeSet<String>> = HashMap::new();
    for g in gold {
        labelled.entry(g.domain.as_deref()).or_default().extend(g.roles.iter().map(|r| norm(r)));
    }
    let searcher = Searcher::new(reader).understanding(model.map(|m| m as &dyn Embed));
    let mut groups: BTreeMap<String, Vec<Marks>> = BTreeMap::new();
    let mut micros: Vec<u128> = Vec::new();
    for g in gold {
        let start = Instant::now();
        let answer = searcher.ask(&g.question, &Options::default()).unwrap_or_else(|e| {
            println!("ERROR {} | {e}", g.question);
            Answer::nothing(&g.question, None)
        });
        micros.push(start.elapsed().as_micros());
        let mut marks = mark(g, &answer, &labelled[&g.domain.as_deref()]);
        if let Some(meant) = &g.meant {
            let mended = searcher.understand(&g.question).is_ok_and(|read| stems(&read.text) == stems(meant));
            marks.insert("mended", f64::from(u8::from(mended)));
            marks.insert("misread", f64::from(u8::from(!mended && !answer.read_as.is_empty())));
        }
        let main = ["role@1", "abstained", "both roles", "verdict"].iter().find_map(|m| marks.get(m)).copied();
        if misses && main == Some(0.0) {
            let named: Vec<String> =
                answer.answers.iter().take(3).map(|a| format!("{} {:.2}", a.role, a.confidence)).collect();
            println!(
                "MISS {} | {} | want {:?} {} | got {} {named:?}{}",
                g.group(),
                g.question,
                g.roles,
                g.expected.as_deref().unwrap_or(""),
                answer.intent.as_str(),
                if answer.abstained { " (abstained)" } else { "" }
            );
        }
        groups.entry(g.group()).or_default().push(marks);
    }
    for (group, marks) in groups {
        let measures: BTreeSet<&str> = marks.iter().flat_map(|m| m.keys().copied()).collect();
        let mean = |measure: &str| marks.iter().filter_map(|m| m.get(measure)).sum::<f64>() / marks.len() as f64;
        let around = |measure: &str| {
            let values: Vec<f64> = marks.iter().filter_map(|m| m.get(measure)).copied().collect();
            let (_, low, high) = peers::interval(&values);
            format!("{measure} {:.3} [{low:.2} {high:.2}]", mean(measure))
        };
        let means: Vec<String> = measures.into_iter().map(around).collect();
        println!("{group:18} n={:<4} {}", marks.len(), means.join("  "));
    }
    tell_peers(reader, model, gold, &labelled)?;
    micros.sort_unstable();
    let at = |share: f64| micros.get(((micros.len().max(1) - 1) as f64 * share) as usize).copied().unwrap_or(0);
    println!("a question takes   p50 {} µs  p99 {} µs", at(0.5), at(0.99));
    Ok(())
}

/// Prints how the plain ways do on the "who" questions: the roles of the statements that come first, by BM25 and by meaning.
fn tell_peers(
    reader: &Reader,
    model: Option<&MiniLm>,
    gold: &[Labelled],
    labelled: &HashMap<Option<&str>, BTreeSet<String>>,
) -> Result<()> {
    let asked: Vec<&Labelled> = gold.iter().filter(|g| g.kind == "who").collect();
    let roles = Roles::new(reader.roles());
    let (mut texts, mut named) = (Vec::new(), Vec::new());
    for record in reader.records()? {
        for statement in record?.statements {
            let role = statement.roles.first().and_then(|m| roles.get(&m.role));
            named.extend(role.map(|role| role.name.as_str()));
            texts.extend(role.map(|_| statement.text));
        }
    }
    if asked.is_empty() || texts.is_empty() {
        return Ok(());
    }
    let rank = |g: &Labelled, scores: &[f32]| {
        let (accepted, others) =
            (g.roles.iter().flat_map(|r| g.accepted(r)).collect(), &labelled[&g.domain.as_deref()]);
        peers::rank(scores, |i| Some(named[i]), |name| means(name, &roles.aliases(name), &accepted, others))
    };
    let words = Bm25::new(texts.iter().map(String::as_str));
    let ranks: Vec<_> = asked.iter().map(|g| rank(g, &words.scores(&g.question))).collect();
    println!("peer BM25 statements  n={:<4} {}", asked.len(), peers::line(&ranks));
    if let Some(model) = model {
        let rows = peers::rows(&peers::embed(model, &texts.iter().map(String::as_str).collect::<Vec<_>>())?);
        let questions = peers::embed(model, &asked.iter().map(|g| g.question.as_str()).collect::<Vec<_>>())?;
        let ranks: Vec<_> = asked.iter().zip(&questions).map(|(g, q)| rank(g, &peers::cosines(&rows, q))).collect();
        println!("peer MiniLM nearest   n={:<4} {}", asked.len(), peers::line(&ranks));
    }
    Ok(())
}

fn mark(g: &Labelled, answer: &Answer, labelled: &BTreeSet<String>) -> Marks {
    let accepted: BTreeSet<String> = g.roles.iter().flat_map(|r| g.accepted(r)).collect();
    let yes = |b: bool| f64::from(u8::from(b));
    let mut marks = Marks::new();
    match g.kind.as_str() {
        "none" => {
            marks.insert("abstained", yes(answer.abstained));
            return marks;
        }
        "who" | "what_does" => {
            let rank = answer.answers.iter().position(|a| right(a, &accepted, labelled));
            marks.insert("role@1", yes(rank == Some(0)));
            marks.insert("role@5", yes(rank.is_some_and(|r| r < 5)));
            marks.insert("MRR", rank.map_or(0.0, |r| 1.0 / (r + 1) as f64));
            marks.insert("answered", yes(!answer.answers.is_empty() && !answer.abstained));
        }
        "compare" => {
            let none = BTreeSet::new();
            let is_there = |r: &&String| answer.answers.iter().take(3).any(|a| right(a, &g.accepted(r), &none));
            marks.insert("both roles", yes(g.roles.iter().take(2).filter(is_there).count() == 2));
            let sides =
                answer.comparison.iter().flat_map(|c| c.only.values()).filter(|lines| !lines.is_empty()).count();
            marks.insert("has both sides", yes(sides >= 2));
        }
        "does" => {
            let verdict = match answer.verdict {
                Some(Verdict::Yes) => "yes",
                Some(Verdict::No) => "no",
                Some(Verdict::Depends) => "depends",
                Some(Verdict::Unknown) => "unknown",
                None => "",
            };
            let want = g.expected.as_deref().map_or("", |e| if e == "both" { "yes" } else { e });
            marks.insert("verdict", yes(verdict == want));
            marks.insert("wrong way", yes(matches!(verdict, "yes" | "no") && verdict != want));
        }
        _ => {}
    }
    if !g.article_slugs.is_empty() {
        let path = answer.answers.first().and_then(|a| a.evidence.first()).map(|e| e.article.path.as_str());
        marks.insert("article@1", yes(path.is_some_and(|p| g.article_slugs.iter().any(|s| p.contains(s.as_str())))));
    }
    marks
}
