//! Tables of tasks as questions: held-out tasks of the same table, and tasks asked over pages.

use super::peers::{self, Bm25};
use super::{index, lines};
use anyhow::{Context, Result};
use rolecall_embedding::{Embed, MiniLm, Vector};
use rolecall_indexer::{Embedding, Fingerprint, OnDamage, Reader, Writer};
use rolecall_record::{Article, ArticleRecord, FoundBy, Kind, Mention, Span, Statement, Strength};
use rolecall_search::{Options, Searcher};
use serde::Deserialize;
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

/// Every so many-th task of a role is kept out of the index and asked.
const HELD_OUT: usize = 5;

struct Task {
    code: String,
    role: String,
    text: String,
}

/// The tasks of a tab-separated table with the columns `soc`, `title` and `task`.
fn tasks(file: &Path) -> Result<Vec<Task>> {
    let text = fs::read_to_string(file).with_context(|| format!("{} cannot be read", file.display()))?;
    let mut rows = text.lines().map(|line| line.split('\t').collect::<Vec<_>>());
    let header = rows.next().unwrap_or_default();
    let column = |name: &str| {
        header.iter().position(|h| *h == name).with_context(|| format!("{} has no column {name}", file.display()))
    };
    let (code, role, text) = (column("soc")?, column("title")?, column("task")?);
    let cell = |row: &[&str], at: usize| row.get(at).map_or(String::new(), |cell| (*cell).to_owned());
    Ok(rows.map(|r| Task { code: cell(&r, code), role: cell(&r, role), text: cell(&r, text) }).collect())
}

/// Indexes four of five tasks of each role and asks the fifth. The role must be named; `every` asks only so many-th.
pub(super) fn held_out(file: &Path, dir: &Path, model: Option<&MiniLm>, every: usize) -> Result<()> {
    let all = tasks(file)?;
    let mut of_role: BTreeMap<&str, Vec<&Task>> = BTreeMap::new();
    all.iter().for_each(|task| of_role.entry(&task.role).or_default().push(task));
    let (mut kept, mut asked): (Vec<&Task>, Vec<&Task>) = (Vec::new(), Vec::new());
    for tasks in of_role.values() {
        for (i, task) in tasks.iter().enumerate() {
            if i % HELD_OUT == HELD_OUT - 1 { &mut asked } else { &mut kept }.push(task);
        }
    }
    let asked: Vec<&Task> = asked.into_iter().step_by(every).collect();
    let reader = table(&kept, dir, model)?;
    let searcher = Searcher::new(&reader).understanding(model.map(|m| m as &dyn Embed));
    let mut ranks = Vec::new();
    for task in &asked {
        let answer = searcher.ask(&task.text, &options())?;
        ranks.push(answer.answers.iter().position(|a| a.role.eq_ignore_ascii_case(&task.role)));
    }
    println!(
        "\n{}: every {HELD_OUT}th task of {} roles held out, {} asked",
        file.display(),
        of_role.len(),
        asked.len()
    );
    println!("  as it is              {}", peers::line(&ranks));
    let names: Vec<&str> = of_role.keys().copied().collect();
    let texts = |name: &&str| kept.iter().filter(|t| t.role == *name).map(|t| t.text.as_str()).collect::<Vec<_>>();
    let documents: Vec<String> = names.iter().map(|name| texts(name).join("\n")).collect();
    let words = Bm25::new(documents.iter().map(String::as_str));
    let questions: Vec<&str> = asked.iter().map(|t| t.text.as_str()).collect();
    let by_words: Vec<Vec<f32>> = questions.iter().map(|q| words.scores(q)).collect();
    let told = |scores: &[Vec<f32>]| {
        let ranks = scores.iter().zip(&asked).map(|(s, task)| peers::rank(s, Some, |i| names[i] == task.role));
        peers::line(&ranks.collect::<Vec<_>>())
    };
    println!("  BM25, a document each {}", told(&by_words));
    if let Some(model) = model {
        let mut means = Vec::new();
        for name in &names {
            means.extend(Vector::mean(&peers::embed(model, &texts(name))?));
        }
        let rows = peers::rows(&means);
        let near: Vec<Vec<f32>> = peers::embed(model, &questions)?.iter().map(|q| peers::cosines(&rows, q)).collect();
        println!("  centroids             {}", told(&near));
        let both = by_words
            .iter()
            .zip(&near)
            .map(|(a, b)| peers::scaled(a).iter().zip(peers::scaled(b)).map(|(a, b)| a + b).collect::<Vec<_>>());
        println!("  both                  {}", told(&both.collect::<Vec<_>>()));
    }
    Ok(())
}

fn options() -> Options {
    Options { roles: 100, evidence: 3, abstain: false, ..Options::default() }
}

/// An index of these tasks: one article, a statement each, as a table of roles and tasks is read.
fn table(tasks: &[&Task], dir: &Path, model: Option<&MiniLm>) -> Result<Reader> {
    let mut record = ArticleRecord::new(Article {
        id: "tasks".into(),
        path: "tasks.tsv".into(),
        url: None,
        title: "Tasks".into(),
        author: None,
        date: None,
        language: None,
        text: tasks.iter().map(|t| t.text.as_str()).collect::<Vec<_>>().join("\n"),
        blocks: Vec::new(),
    });
    let mut start = 0;
    for task in tasks {
        let span = Span::new(start, start + task.text.len());
        start = span.end + 1;
        record.statements.push(Statement {
            span,
            text: task.text.clone(),
            kind: Kind::Responsibility,
            heading: Default::default(),
            roles: vec![Mention {
                role: task.role.to_lowercase(),
                name: task.role.clone(),
                found_by: FoundBy::Table,
                strength: Strength::Does,
                clause: span,
            }],
            condition: None,
        });
    }
    let mut writer = Writer::open(dir, OnDamage::Rebuild)?;
    writer.add(&record, Fingerprint::default())?;
    match model {
        Some(model) => writer.commit_with(Some(Embedding { model, progress: &mut |_, _| {} }))?,
        None => writer.commit()?,
    };
    Ok(Reader::open(dir)?)
}

/// A page, its duties and the codes of its occupations.
#[derive(Deserialize)]
struct Page {
    page: String,
    soc: Vec<String>,
    duties: Vec<String>,
}

/// Asks the tasks of a table over `pages`; right is a page that shares the task's code, as `duties.jsonl` has it.
pub(super) fn over_pages(
    file: &Path,
    pages: &Path,
    duties: &Path,
    dir: &Path,
    model: Option<&MiniLm>,
    every: usize,
) -> Result<()> {
    let known: Vec<Page> = lines(duties)?;
    let group = |code: &str| code.split('.').next().unwrap_or_default().to_owned();
    let mut of_code: BTreeMap<String, BTreeSet<&str>> = BTreeMap::new();
    for page in &known {
        page.soc.iter().for_each(|code| {
            of_code.entry(group(code)).or_default().insert(&page.page);
        });
    }
    let tasks = tasks(file)?;
    let asked: Vec<(&str, &BTreeSet<&str>)> =
        tasks.iter().filter_map(|t| Some((t.text.as_str(), of_code.get(&group(&t.code))?))).step_by(every).collect();
    let reader = index(&[pages.to_owned()], dir, model)?;
    let searcher = Searcher::new(&reader).understanding(model.map(|m| m as &dyn Embed));
    let mut ranks = Vec::new();
    for (task, right) in &asked {
        let answer = searcher.ask(task, &options())?;
        let mut seen: Vec<&str> = Vec::new();
        for evidence in answer.answers.iter().filter_map(|a| a.evidence.first()) {
            let page = evidence.article.path.rsplit('/').next().unwrap_or_default();
            if !seen.contains(&page) {
                seen.push(page);
            }
        }
        ranks.push(seen.iter().position(|page| right.contains(page)));
    }
    println!("\n{} asked over {}: {} tasks", file.display(), pages.display(), asked.len());
    println!("  as it is              {}", peers::line(&ranks));
    let documents: Vec<String> = known.iter().map(|page| page.duties.join("\n")).collect();
    let words = Bm25::new(documents.iter().map(String::as_str));
    let ranks = asked
        .iter()
        .map(|(task, right)| peers::rank(&words.scores(task), Some, |i| right.contains(known[i].page.as_str())));
    println!("  BM25 over the duties  {}", peers::line(&ranks.collect::<Vec<_>>()));
    Ok(())
}
