//! Whether the form of a question is understood, and whether its answer says what it must: the roles that are asked
//! about, the verdict, the value.

use super::names::norm;
use anyhow::Result;
use rolecall_embedding::{Embed, MiniLm};
use rolecall_indexer::Reader;
use rolecall_search::{Answer, Options, RoleAnswer, Searcher};
use serde::Deserialize;
use std::collections::{BTreeMap, BTreeSet};

/// A question and its form.
#[derive(Deserialize)]
pub(super) struct Labelled {
    id: String,
    half: String,
    intent: String,
    question: String,
    /// Roles that must be answered: those compared or profiled, those who stand so to the one named, those of the setting.
    #[serde(default)]
    roles: Vec<String>,
    /// Verdicts that are right.
    #[serde(default)]
    verdict: Vec<String>,
    /// Of a yes-or-no question, roles that do it instead: one of them must be told.
    #[serde(default)]
    instead: Vec<String>,
    /// What a value or a sentence of the answer must hold.
    says: Option<String>,
    /// What the footnote of a value must hold.
    note: Option<String>,
}

/// How many answers a combination, or who does it instead, may take to name the role.
const FEW: usize = 3;
/// How many roles of a list are looked at for each that must be there.
const LIST: usize = 5;

/// Prints, for each half, the share of questions whose form is right, and of those whose answer is. Misses are told of half `a`
/// alone: the other stays unread.
pub(super) fn score(reader: &Reader, model: Option<&MiniLm>, gold: &[Labelled], misses: bool) -> Result<()> {
    let searcher = Searcher::new(reader).understanding(model.map(|m| m as &dyn Embed));
    let halves: BTreeSet<&str> = gold.iter().map(|g| g.half.as_str()).collect();
    for half in halves {
        let mut marks: BTreeMap<String, Vec<f64>> = BTreeMap::new();
        for g in gold.iter().filter(|g| g.half == half) {
            let asked = searcher.ask(&g.question, &Options::default());
            let answer = asked.unwrap_or_else(|_| Answer::nothing(&g.question, None));
            let of_this = mark(g, &answer);
            for (measure, value) in &of_this {
                marks.entry((*measure).to_owned()).or_default().push(*value);
                if *measure == "intent" {
                    marks.entry(format!("intent of {}", g.intent)).or_default().push(*value);
                }
            }
            let missed: Vec<&str> = of_this.iter().filter(|(_, v)| *v < 1.0).map(|(m, _)| *m).collect();
            if misses && half == "a" && !missed.is_empty() {
                let named: Vec<&str> = answer.answers.iter().take(4).map(|a| a.role.as_str()).collect();
                let verdict = answer.verdict.map(|v| format!(" {v:?}").to_lowercase()).unwrap_or_default();
                println!(
                    "MISS {} {missed:?} | {} | want {} {:?} {:?} | got {}{verdict} {:?} {named:?}",
                    g.id,
                    g.question,
                    g.intent,
                    g.roles,
                    g.verdict,
                    answer.intent.as_str(),
                    answer.asking
                );
            }
        }
        println!("half {half}");
        for (measure, values) in marks {
            println!("  {measure:22} n={:<4} {:.3}", values.len(), values.iter().sum::<f64>() / values.len() as f64);
        }
    }
    Ok(())
}

fn mark(g: &Labelled, answer: &Answer) -> Vec<(&'static str, f64)> {
    let yes = |b: bool| f64::from(u8::from(b));
    let mut marks = vec![("intent", yes(answer.intent.as_str() == g.intent))];
    let is_there = |most: usize| {
        let named = |role: &&String| answer.answers.iter().take(most).any(|a| is(a, role));
        g.roles.iter().filter(named).count() as f64 / g.roles.len() as f64
    };
    match g.intent.as_str() {
        "compare" if !g.roles.is_empty() => {
            marks.push(("compare: all roles", yes(is_there(4) >= 1.0)));
            let sides =
                answer.comparison.iter().flat_map(|c| c.only.values()).filter(|lines| !lines.is_empty()).count();
            marks.push(("compare: sides", yes(sides >= g.roles.len().min(2))));
        }
        "what" if !g.roles.is_empty() => marks.push(("what: role", is_there(1))),
        "does" if !g.verdict.is_empty() => {
            let verdict = answer.verdict.map(|v| format!("{v:?}").to_lowercase()).unwrap_or_default();
            let right = g.verdict.contains(&verdict);
            marks.push(("does: verdict", yes(right)));
            if !g.instead.is_empty() {
                let told = |a: &RoleAnswer| g.instead.iter().any(|role| is(a, role));
                marks.push(("does: who instead", yes(answer.answers.iter().take(FEW).any(told))));
            }
            marks.push(("does: no wrong yes/no", yes(right || !matches!(verdict.as_str(), "yes" | "no"))));
        }
        "combine" if !g.roles.is_empty() => {
            marks.push((
                "combine: role",
                yes(answer.answers.iter().take(FEW).any(|a| g.roles.iter().any(|r| is(a, r)))),
            ));
        }
        "list" if !g.roles.is_empty() => marks.push(("list: roles", is_there(LIST * g.roles.len()))),
        _ => {}
    }
    if let Some(says) = &g.says {
        let told = answer.facts.iter().any(|f| f.value.contains(says.as_str()));
        let sentences = answer.answers.iter().flat_map(|a| &a.evidence).take(10);
        marks.push(("fact: said", yes(told || sentences.into_iter().any(|e| e.text.contains(says.as_str())))));
    }
    if let Some(note) = &g.note {
        let noted = answer.facts.iter().any(|f| f.note.as_ref().is_some_and(|n| n.contains(note.as_str())));
        marks.push(("fact: footnote", yes(noted)));
    }
    marks
}

fn is(answer: &RoleAnswer, role: &str) -> bool {
    std::iter::once(&answer.role).chain(&answer.aliases).any(|name| norm(name) == norm(role))
}
