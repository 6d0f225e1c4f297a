//! An answer to be pasted elsewhere: into a handbook (Markdown) or a sheet (CSV, RFC 4180).
//!
//! Both come from the same rows, one for each sentence or value, so that every form of answer can be pasted without a
//! layout of its own.

use super::answer::{partial, read_as};
use super::visible;
use rolecall_record::Strength;
use rolecall_search::{Answer, ArticleRef, Evidence, Verdict, csv_value};

/// A sentence or a value of an answer.
struct Row<'a> {
    /// What it is in the answer: a theme, "only", "shared".
    part: String,
    role: &'a str,
    strength: &'static str,
    text: String,
    article: &'a ArticleRef,
    sources: usize,
}

fn row<'a>(part: &str, role: &'a str, evidence: &'a Evidence) -> Row<'a> {
    Row {
        part: part.to_owned(),
        role,
        strength: evidence.strength.as_str(),
        text: visible(&evidence.text),
        article: &evidence.article,
        sources: 1 + evidence.also.len(),
    }
}

fn rows(answer: &Answer) -> Vec<Row<'_>> {
    let mut rows = Vec::new();
    if let Some(comparison) = &answer.comparison {
        for (role, lines) in &comparison.only {
            rows.extend(lines.iter().map(|e| row("only", role, e)));
        }
        rows.extend(comparison.shared.iter().map(|e| row("shared", &e.named, e)));
        rows.extend(comparison.disputed.iter().map(|e| row("disputed", &e.named, e)));
        for (role, lines) in &comparison.denied {
            rows.extend(lines.iter().map(|e| row("does not", role, e)));
        }
    } else if let (Some(profile), Some(role)) = (&answer.profile, answer.answers.first()) {
        for theme in &profile.themes {
            let lines = theme.lines.iter().filter_map(|&i| role.evidence.get(i));
            rows.extend(lines.map(|e| row(&visible(&theme.name), &role.role, e)));
        }
        rows.extend(profile.requirements.iter().map(|e| row("must have", &role.role, e)));
        rows.extend(profile.denied.iter().map(|e| row("does not", &role.role, e)));
    } else if !answer.abstained {
        for role in &answer.answers {
            rows.extend(role.evidence.iter().map(|e| row("", &role.role, e)));
        }
    }
    for fact in &answer.facts {
        let text = visible(&format!("{}: {}", fact.name, fact.value));
        let strength = Strength::Does.as_str();
        rows.push(Row { part: "fact".into(), role: &fact.role, strength, text, article: &fact.article, sources: 1 });
    }
    rows
}

fn verdict(answer: &Answer) -> Option<&'static str> {
    answer.verdict.map(|verdict| match verdict {
        Verdict::Yes => "yes",
        Verdict::No => "no",
        Verdict::Depends => "it depends",
        Verdict::Unknown => "unknown",
    })
}

/// `answer` as comma-separated values, where it is the `first` the names of the columns before them.
pub(crate) fn csv(answer: &Answer, first: bool) -> String {
    const COLUMNS: &str = "question,form,verdict,role,part,strength,sentence,sources,article,path\r\n";
    let mut out = String::from(if first { COLUMNS } else { "" });
    for row in rows(answer) {
        let cells = [
            answer.question.as_str(),
            answer.intent.as_str(),
            verdict(answer).unwrap_or_default(),
            row.role,
            &row.part,
            row.strength,
            &row.text,
            &row.sources.to_string(),
            &row.article.title,
            &row.article.path,
        ];
        out.push_str(&cells.map(csv_value).join(","));
        out.push_str("\r\n");
    }
    out
}

/// `answer` as Markdown: a heading for each role and part, an item for each sentence with where it stands.
pub(crate) fn markdown(answer: &Answer) -> String {
    let mut out = format!("## {}\n", escaped(&visible(&answer.question)));
    if let Some(partial) = partial(answer.partial.as_deref()) {
        out.push_str(&format!("\n**{}**\n", escaped(&partial)));
    }
    if let Some(read) = read_as(answer) {
        out.push_str(&format!("\n{}\n", escaped(&read)));
    }
    if let Some(verdict) = verdict(answer) {
        out.push_str(&format!("\n**{verdict}**\n"));
    }
    let rows = rows(answer);
    if answer.abstained && rows.is_empty() {
        out.push_str("\nNo article says so.\n");
    }
    let mut above: Option<(&str, &str)> = None;
    for row in &rows {
        let here = (row.role, row.part.as_str());
        if above != Some(here) {
            let part = if row.part.is_empty() { String::new() } else { format!(": {}", escaped(&row.part)) };
            out.push_str(&format!("\n### {}{part}\n\n", escaped(&visible(row.role))));
            above = Some(here);
        }
        let sources = if row.sources > 1 { format!(", {} sources", row.sources) } else { String::new() };
        let (title, path) = (escaped(&visible(&row.article.title)), visible(&row.article.path).replace('`', "'"));
        out.push_str(&format!("- {} ({title}, `{path}`{sources})\n", escaped(&row.text)));
    }
    out
}

/// `text` with what Markdown would read as marks escaped.
pub(super) fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        if matches!(c, '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '>' | '#' | '|') {
            out.push('\\');
        }
        out.push(c);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_markdown_would_read_as_marks_is_escaped() {
        assert_eq!(escaped("a *b* [c](d)"), "a \\*b\\* \\[c\\](d)");
    }
}
