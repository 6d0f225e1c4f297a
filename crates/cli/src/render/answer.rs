//! An answer as text.

use super::flow::{columns, flow};
use super::source::link;
use super::{BAR, Page, QUIET, SOURCE, STRONG, styled, visible};
use super::{compare, profile};
use rolecall_search::{Answer, Evidence, Intent, Relation, RoleAnswer, Verdict};

/// Columns of the bar beside a role.
const BAR_WIDTH: usize = 10;
/// Evidence lines for each role where several are ranked.
const FEW: usize = 3;
/// What answers a question in so many words does not say what was asked once more.
const FEW_WORDS: usize = 8;
/// Evidence lines where one role is asked about.
const MANY: usize = 10;

/// Roles shown where several are ranked.
const ROLES: usize = 5;
/// Roles shown where all are asked for.
const LISTED: usize = 30;
/// A role that is less likely than this, whose bar would be empty, is counted, not shown.
const LIKELY_ENOUGH: f32 = 0.1;

/// Which words were read as others; none where all are as written.
pub(super) fn read_as(answer: &Answer) -> Option<String> {
    let read: Vec<&str> = answer.read_as.iter().map(|r| r.read.as_str()).collect();
    (!read.is_empty()).then(|| visible(&format!("Read as: {}", read.join(", "))))
}

/// What an answer of a part of the index is headed with.
pub(super) fn partial(partial: Option<&str>) -> Option<String> {
    partial.map(|what| {
        visible(&format!(
            "Only a part of the index answered ({what}): what is missing could change this. Ask again later."
        ))
    })
}

/// `answer` as text.
pub(crate) fn answer(answer: &Answer, page: Page<'_>) -> String {
    let mut out = String::new();
    if let Some(partial) = partial(answer.partial.as_deref()) {
        flow(&partial, &[], page.width).iter().for_each(|l| line(&mut out, &styled(STRONG, l)));
    }
    if let Some(read) = read_as(answer) {
        flow(&read, &[], page.width).iter().for_each(|l| line(&mut out, l));
    }
    let asking =
        std::iter::once(answer.intent.as_str()).chain(answer.asking.iter().chain(&answer.setting).map(String::as_str));
    let asking = visible(&asking.collect::<Vec<_>>().join(" · "));
    line(&mut out, &styled(QUIET, &flow(&format!("asking: {asking}"), &[], page.width).join("\n")));
    if let Some(verdict) = answer.verdict {
        out.push('\n');
        line(&mut out, &styled(STRONG, verdict_in_words(verdict, answer)));
    }
    if let Some(comparison) = answer.comparison.as_ref().filter(|_| !answer.abstained) {
        compare::comparison(&mut out, answer, comparison, page);
        return out;
    }
    if let Some(profile) = answer.profile.as_ref().filter(|_| !answer.abstained) {
        profile::profile(&mut out, answer, profile, page);
        return out;
    }
    facts(&mut out, answer, page);
    if answer.abstained {
        abstention(&mut out, answer, page);
        return out;
    }
    if let Some(relation) = answer.relation {
        out.push('\n');
        flow(&related(relation, answer), &[], page.width).iter().for_each(|l| line(&mut out, &styled(STRONG, l)));
    }
    if answer.intent == Intent::List {
        listed(&mut out, answer, page);
        return out;
    }
    let likely = answer.answers.iter().take_while(|a| a.confidence >= LIKELY_ENOUGH).count();
    let shown = if page.all { usize::MAX } else { likely.clamp(1, ROLES) }.min(answer.answers.len());
    let denied = answer.answers.iter().take(shown).filter(|role| role.is_denied()).count();
    for (rank, role) in answer.answers.iter().take(shown).enumerate() {
        out.push('\n');
        if rank == denied && denied > 0 {
            line(&mut out, &styled(STRONG, "It is said of:"));
            out.push('\n');
        }
        line(&mut out, &headline((rank + 1).saturating_sub(denied), role, shown > denied + 1));
        also(&mut out, role, page);
        let quoted = if page.all { role.evidence.len() } else { quoted(role, answer.intent) };
        for evidence in &role.evidence[..quoted] {
            quote(&mut out, evidence, page);
            if let Some(limit) = evidence.condition.filter(|_| answer.verdict.is_some()) {
                let limit = visible(&format!("as far as: {}", limit.of(&evidence.text)));
                flow(&limit, &[], page.width - 5)
                    .iter()
                    .for_each(|l| line(&mut out, &format!("     {}", styled(QUIET, l))));
            }
        }
        if role.evidence.len() > quoted {
            line(&mut out, &format!("   {}", page.rest(role.evidence.len() - quoted)));
        }
    }
    let rest = answer.answers.len() - shown;
    if rest > 0 {
        let roles = if rest == 1 { "role" } else { "roles" };
        out.push('\n');
        line(&mut out, &styled(QUIET, &format!("and {rest} less likely {roles}: {}", page.more)));
    }
    out
}

/// What articles give as a value, each with where it stands.
pub(super) fn facts(out: &mut String, answer: &Answer, page: Page<'_>) {
    if !answer.facts.is_empty() {
        out.push('\n');
    }
    for fact in &answer.facts {
        let note = fact.note.as_ref().map(|n| format!(" ({n})")).unwrap_or_default();
        let text = visible(&format!("{}: {}: {}{note}", fact.role, fact.name, fact.value));
        flow(&text, &[], page.width).iter().for_each(|l| line(out, l));
        flow(&visible(&fact.article.path), &[], page.width - 2)
            .iter()
            .for_each(|l| line(out, &format!("  {}", styled(SOURCE, l))));
    }
}

pub(super) fn line(out: &mut String, text: &str) {
    out.push_str(text);
    out.push('\n');
}

fn verdict_in_words(verdict: Verdict, answer: &Answer) -> &'static str {
    match verdict {
        Verdict::Yes => "Yes.",
        Verdict::No => "No.",
        Verdict::Depends => "It depends.",
        Verdict::Unknown if answer.answers.is_empty() || answer.intent == Intent::Combine => "Unknown.",
        Verdict::Unknown => "Unknown: no article says so. It is said of others:",
    }
}

/// What the roles that follow are to those asked about.
fn related(relation: Relation, answer: &Answer) -> String {
    let asked = visible(answer.asking.first().map_or("", String::as_str));
    match relation {
        Relation::Above => format!("Whom the {asked} answers to:"),
        Relation::Below => format!("Who answers to the {asked}:"),
        Relation::Beside => format!("Mentioned with the {asked}:"),
        Relation::Same => "What the articles say of both:".to_owned(),
        Relation::Shared => "Who does it, alone or together:".to_owned(),
    }
}

/// Roles of a setting, one sentence each.
fn listed(out: &mut String, answer: &Answer, page: Page<'_>) {
    out.push('\n');
    for role in answer.answers.iter().take(page.most(LISTED)) {
        let sources = if role.sources == 1 { "1 source".to_owned() } else { format!("{} sources", role.sources) };
        let said = match role.evidence.len() {
            1 => "1 statement".to_owned(),
            n => format!("{n} statements"),
        };
        line(out, &format!("{}  {said} · {sources}", styled(STRONG, &visible(&role.role))));
        role.evidence.iter().take(1).for_each(|e| statement(out, e, page));
    }
    let rest = answer.answers.len().saturating_sub(page.most(LISTED));
    if rest > 0 {
        line(out, &page.rest(rest));
    }
}

pub(super) fn headline(rank: usize, role: &RoleAnswer, ranked: bool) -> String {
    let sources = if role.sources == 1 { "1 source".to_owned() } else { format!("{} sources", role.sources) };
    let name = styled(STRONG, &visible(&role.role));
    if role.is_denied() {
        return format!("{name}  does not · {sources}");
    }
    // Cut, not rounded, so that no bar says more than the word beside it; only nothing short of certain fills it.
    let filled = if role.confidence >= 0.98 { BAR_WIDTH } else { (role.confidence * BAR_WIDTH as f32) as usize };
    let bar = "█".repeat(filled.min(BAR_WIDTH)) + &"░".repeat(BAR_WIDTH.saturating_sub(filled));
    let number = if ranked { format!("{rank}. ") } else { String::new() };
    format!("{number}{name}  {}  {} · {sources}", styled(BAR, &bar), role.likelihood())
}

pub(super) fn also(out: &mut String, role: &RoleAnswer, page: Page<'_>) {
    if role.aliases.is_empty() {
        return;
    }
    let names = visible(&format!("also: {}", role.aliases.join(", ")));
    flow(&names, &[], page.width - 3).iter().take(2).for_each(|l| line(out, &format!("   {}", styled(QUIET, l))));
}

/// How many of a role's sentences are quoted.
fn quoted(role: &RoleAnswer, intent: Intent) -> usize {
    if intent == Intent::What { role.evidence.len().min(MANY) } else { role.telling(FEW) }
}

/// A statement, what is marked in it, and where it stands.
pub(super) fn quote(out: &mut String, evidence: &Evidence, page: Page<'_>) {
    statement(out, evidence, page);
    place(out, evidence, page);
    if !evidence.also.is_empty() {
        let paths: Vec<&str> = evidence.also.iter().map(|a| a.path.as_str()).collect();
        let also = visible(&format!("the same in {}", paths.join(", ")));
        flow(&also, &[], page.width - 5).iter().for_each(|l| line(out, &format!("     {}", styled(QUIET, l))));
    }
}

pub(super) fn statement(out: &mut String, evidence: &Evidence, page: Page<'_>) {
    let room = page.width - 5;
    let question = answered(evidence).map(|question| flow(&visible(question), &[], room)).unwrap_or_default();
    let question = question.iter().map(|line| styled(QUIET, line));
    let lines = question.chain(flow(&evidence.text, &evidence.highlights, room));
    for (i, text) in lines.enumerate() {
        line(out, &format!("   {} {text}", if i == 0 { "▸" } else { " " }));
    }
}

/// The question that a statement of a few words answers, as "The porter." does, and without which it says nothing.
fn answered(evidence: &Evidence) -> Option<&str> {
    let question = evidence.heading.last().filter(|heading| heading.trim_end().ends_with('?'))?;
    (evidence.text.split_whitespace().count() <= FEW_WORDS).then_some(question)
}

fn place(out: &mut String, evidence: &Evidence, page: Page<'_>) {
    let file = page.sources.file(&evidence.article.path);
    let at = page.sources.line(&evidence.article.path, &evidence.text).map(|n| format!(":{n}")).unwrap_or_default();
    let place = visible(&format!("{}{at}", evidence.article.path));
    let title = visible(&evidence.article.title);
    let room = page.width - 5;
    let shown = match (page.links, file) {
        (true, Some(file)) => link(&file, &place),
        _ => place.clone(),
    };
    if columns(&title) + columns(&place) + 3 <= room {
        line(out, &format!("     {} {} {}", styled(QUIET, &title), styled(QUIET, "·"), styled(SOURCE, &shown)));
    } else {
        flow(&title, &[], room).iter().for_each(|l| line(out, &format!("     {}", styled(QUIET, l))));
        line(out, &format!("     {}", styled(SOURCE, &shown)));
    }
}

pub(super) fn section(out: &mut String, title: &str, lines: &[Evidence], page: Page<'_>) {
    out.push('\n');
    line(out, &styled(STRONG, title));
    if lines.is_empty() {
        line(out, &styled(QUIET, "   nothing that the articles say"));
    }
    lines.iter().for_each(|e| quote(out, e, page));
}

fn abstention(out: &mut String, answer: &Answer, page: Page<'_>) {
    out.push('\n');
    let text = if answer.closest.is_empty() {
        "No article says so, and nothing comes close."
    } else {
        "No article says so. What comes closest:"
    };
    flow(text, &[], page.width).iter().for_each(|l| line(out, &styled(STRONG, l)));
    for evidence in &answer.closest {
        statement(out, evidence, page);
        // An item of a list does not say whose it is.
        if !evidence.text.to_lowercase().contains(&evidence.named.to_lowercase()) {
            let whose = visible(&format!("said of: {}", evidence.named));
            flow(&whose, &[], page.width - 5).iter().for_each(|l| line(out, &format!("     {}", styled(QUIET, l))));
        }
        place(out, evidence, page);
    }
}

#[cfg(test)]
mod tests {
    use super::super::Sources;
    use super::*;
    use anstream::adapter::strip_str;
    use rolecall_record::{FoundBy, Kind, Span, Strength};
    use rolecall_search::{ArticleRef, FORMAT, ReadAs};
    use snapbox::str;

    fn evidence(text: &str) -> Evidence {
        Evidence {
            text: text.into(),
            highlights: vec![Span::new(11, 17)],
            clause: Span::new(0, text.len()),
            reach: Span::new(0, text.len()),
            kind: Kind::Responsibility,
            found_by: FoundBy::Subject,
            strength: Strength::Does,
            article: ArticleRef {
                id: "1".into(),
                title: "Life on board".into(),
                path: "ship/office.md".into(),
                url: None,
            },
            heading: Vec::new(),
            span: Span::new(0, text.len()),
            score: 3.0,
            named: "purser".into(),
            condition: None,
            also: Vec::new(),
            parts: None,
        }
    }

    #[test]
    fn a_short_answer_is_shown_with_its_question() {
        let sources = Sources::default();
        let shown = |evidence: &Evidence| {
            let mut out = String::new();
            statement(&mut out, evidence, super::super::page(60, &sources));
            anstream::adapter::strip_str(&out).to_string()
        };
        let mut answer = evidence("A: The purser.");
        answer.heading = vec!["Questions".into(), "Who counts the cash?".into()];
        assert_eq!(shown(&answer), "   ▸ Who counts the cash?\n     A: The purser.\n");
        let mut told = evidence("The purser counts the cash every evening and locks it up.");
        told.heading.clone_from(&answer.heading);
        assert!(!shown(&told).contains("Who counts"));
    }

    fn sample() -> Answer {
        let role = |name: &str, confidence| RoleAnswer {
            role: name.into(),
            aliases: vec!["ship's purser".into()],
            score: 3.0,
            confidence,
            sources: 1,
            evidence: vec![evidence("The purser counts the cash every evening and \u{1b}[31mlocks it up in the safe.")],
            support: None,
        };
        Answer {
            format: FORMAT,
            id: None,
            question: "who counts the cash".into(),
            read_as: Vec::new(),
            intent: Intent::Who,
            asking: vec!["count".into(), "cash".into()],
            setting: Vec::new(),
            model: None,
            signs: None,
            verdict: None,
            partial: None,
            abstained: false,
            answers: vec![role("Purser", 0.93), role("Clerk", 0.2)],
            closest: Vec::new(),
            comparison: None,
            profile: None,
            relation: None,
            facts: Vec::new(),
            took_us: 5,
        }
    }

    fn rendered(a: &Answer, width: usize) -> String {
        answer(a, super::super::page(width, &Sources::default()))
    }

    #[test]
    fn roles_are_ranked_with_their_evidence_at_sixty_columns() {
        let text = strip_str(&rendered(&sample(), 60)).to_string();
        snapbox::assert_data_eq!(
            text.clone(),
            str![[r#"
asking: who · count · cash

1. Purser  █████████░  very likely · 1 source
   also: ship's purser
   ▸ The purser counts the cash every evening and [31mlocks
     it up in the safe.
     Life on board · ship/office.md

2. Clerk  ██░░░░░░░░  unlikely · 1 source
   also: ship's purser
   ▸ The purser counts the cash every evening and [31mlocks
     it up in the safe.
     Life on board · ship/office.md

"#]]
        );
        assert!(text.lines().all(|l| columns(l) <= 60));
    }

    #[test]
    fn who_does_not_do_it_has_no_likelihood_and_no_rank() {
        let mut no = sample();
        (no.intent, no.verdict) = (Intent::Does, Some(Verdict::No));
        no.answers[0].evidence = vec![Evidence { strength: Strength::DoesNot, ..evidence("No purser sings.") }];
        let text = strip_str(&rendered(&no, 60)).to_string();
        let lines: Vec<&str> = text.lines().filter(|l| !l.starts_with("   ") && !l.is_empty()).collect();
        assert_eq!(
            lines,
            [
                "asking: does · count · cash",
                "No.",
                "Purser  does not · 1 source",
                "It is said of:",
                "Clerk  ██░░░░░░░░  unlikely · 1 source"
            ]
        );
    }

    #[test]
    fn a_word_that_was_read_as_another_is_told_first() {
        let slip = ReadAs { written: "cahs".into(), read: "cash".into() };
        let answer = Answer { read_as: vec![slip], ..sample() };
        assert!(strip_str(&rendered(&answer, 60)).to_string().starts_with("Read as: cash\nasking: who"));
    }

    #[test]
    fn what_answers_is_marked_in_colour() {
        assert!(rendered(&sample(), 100).contains(&styled(super::super::MARK, "counts")));
        assert!(!rendered(&sample(), 100).contains("\u{1b}[31m"), "an article cannot colour");
    }

    #[test]
    fn nobody_is_named_where_no_article_says_so() {
        let mut nobody = sample();
        nobody.answers.clear();
        nobody.abstained = true;
        assert!(strip_str(&rendered(&nobody, 60)).to_string().contains("No article says so, and nothing comes close."));
        nobody.closest.push(evidence("The purser counts the passengers."));
        nobody.closest.push(evidence("Counting the passengers."));
        snapbox::assert_data_eq!(
            strip_str(&rendered(&nobody, 60)).to_string(),
            str![[r#"
asking: who · count · cash

No article says so. What comes closest:
   ▸ The purser counts the passengers.
     Life on board · ship/office.md
   ▸ Counting the passengers.
     said of: purser
     Life on board · ship/office.md

"#]]
        );
    }
}
