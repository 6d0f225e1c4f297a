//! Whether the lines of profiles and comparisons are what they are said to be, by the labels of their sentences: of each
//! profile the first ten lines, of each comparison every line that one role alone is said to do.

use super::names::{Canon, bag, norm, squash};
use super::statements::Labelled;
use anyhow::Result;
use rolecall_embedding::{Embed, MiniLm};
use rolecall_indexer::Reader;
use rolecall_search::{Answer, Evidence, Options, Restriction, Searcher};
use std::collections::{BTreeMap, BTreeSet, HashMap};

/// Roles with fewer labelled duties have no profile worth scoring.
const DUTIES: usize = 3;
/// Lines of a profile that are looked at.
const LINES: usize = 10;
/// Two lines that share this much of their words say the same.
const SAME: f64 = 0.6;

/// Labels by article and sentence.
struct Gold<'g> {
    canon: &'g Canon,
    by_text: HashMap<&'g str, Vec<(String, &'g Labelled)>>,
}

impl Gold<'_> {
    /// The label of a sentence; none where it has none.
    fn of(&self, evidence: &Evidence) -> Option<&Labelled> {
        let file = evidence.article.path.rsplit('/').next().unwrap_or_default();
        let text = squash(&evidence.text);
        let within = |inner: &str, outer: &str| inner.chars().count() > 20 && outer.contains(inner);
        let all = self.by_text.get(file)?;
        let same = all.iter().find(|(own, _)| *own == text);
        same.or_else(|| all.iter().find(|(own, _)| within(own, &text) || within(&text, own))).map(|(_, label)| *label)
    }

    fn says_of(&self, label: &Labelled, role: &str) -> bool {
        label.roles.iter().any(|r| self.canon.of(r, &BTreeSet::from([role.to_owned()])) == role)
    }
}

/// Scores profiles and comparisons of the roles of these labels; misses are told where they may be read.
pub(super) fn score(
    reader: &Reader,
    model: Option<&MiniLm>,
    gold: &[Labelled],
    canon: &Canon,
    misses: bool,
) -> Result<()> {
    let searcher = Searcher::new(reader).understanding(model.map(|m| m as &dyn Embed));
    let mut by_text: HashMap<&str, Vec<(String, &Labelled)>> = HashMap::new();
    let mut duties: BTreeMap<String, BTreeMap<&str, usize>> = BTreeMap::new();
    for label in gold {
        by_text.entry(&label.article).or_default().push((squash(&label.text), label));
        for role in label.roles.iter().filter(|_| label.kind == "responsibility") {
            *duties.entry(canon.of(role, &BTreeSet::new())).or_default().entry(&label.article).or_default() += 1;
        }
    }
    let articles: Vec<String> = by_text.keys().map(|name| format!("**/{name}")).collect();
    let gold = Gold { canon, by_text };
    let options = Options { only: Restriction { articles, ..Restriction::default() }, ..Options::default() };
    let ask = |question: &str| searcher.ask(question, &options).unwrap_or_else(|_| Answer::nothing(question, None));
    let (mut lines, mut right, mut profiles, mut found, mut twice) = (0, 0, 0, 0, 0);
    for role in duties.iter().filter(|(_, n)| n.values().sum::<usize>() >= DUTIES).map(|(role, _)| role) {
        let answer = ask(&format!("what does a {role} do"));
        profiles += 1;
        let Some(told) = answer.answers.first() else { continue };
        found += usize::from(
            gold.canon.of(&told.role, &BTreeSet::from([role.clone()])) == *role
                || told.aliases.iter().any(|a| norm(a) == *role),
        );
        let first = &told.evidence[..told.evidence.len().min(LINES)];
        twice += usize::from(has_duplicates(first));
        for line in first {
            let Some(label) = gold.of(line) else { continue };
            let good = label.kind == "responsibility" && gold.says_of(label, role);
            lines += 1;
            right += usize::from(good);
            if misses && !good {
                println!("LINE {role} | {} {:?} | {} | {}", label.kind, label.roles, line.found_by.as_str(), line.text);
            }
        }
    }
    if profiles > 0 {
        println!(
            "  profiles: {profiles}, of the right role {:.3}, precision of the first ten lines {:.3} (n={lines}), without duplicates {:.3}",
            share(found, profiles),
            share(right, lines),
            1.0 - share(twice, profiles)
        );
    }
    compared(&gold, &duties, ask, misses);
    Ok(())
}

/// Of each article the two roles with most duties, set against each other.
fn compared(
    gold: &Gold<'_>,
    duties: &BTreeMap<String, BTreeMap<&str, usize>>,
    ask: impl Fn(&str) -> Answer,
    misses: bool,
) {
    let (mut pairs, mut both, mut lines, mut right) = (0, 0, 0, 0);
    let articles: BTreeSet<&str> = duties.values().flat_map(|n| n.keys().copied()).collect();
    for article in articles {
        let mut roles: Vec<(usize, &String)> = duties
            .iter()
            .filter_map(|(role, n)| Some((*n.get(article)?, role)))
            .filter(|(n, _)| *n >= DUTIES)
            .collect();
        roles.sort_by(|a, b| b.0.cmp(&a.0).then(a.1.cmp(b.1)));
        let [(_, one), (_, other), ..] = roles[..] else { continue };
        let answer = ask(&format!("{one} vs {other}"));
        pairs += 1;
        let named = |role: &String| {
            answer.answers.iter().find(|a| {
                gold.canon.of(&a.role, &BTreeSet::from([role.clone()])) == *role
                    || a.aliases.iter().any(|n| norm(n) == *role)
            })
        };
        both += usize::from(named(one).is_some() && named(other).is_some());
        let Some(comparison) = &answer.comparison else { continue };
        for (name, only) in &comparison.only {
            let Some(role) = [one, other].into_iter().find(|r| named(r).is_some_and(|a| a.role == *name)) else {
                continue;
            };
            for line in only {
                let Some(label) = gold.of(line) else { continue };
                let good = gold.says_of(label, role);
                lines += 1;
                right += usize::from(good);
                if misses && !good {
                    println!("SIDE {role} | {:?} | {}", label.roles, line.text);
                }
            }
        }
    }
    if pairs > 0 {
        println!(
            "  comparisons: {pairs}, both roles {:.3}, lines that belong to their side {:.3} (n={lines})",
            share(both, pairs),
            share(right, lines)
        );
    }
}

fn has_duplicates(lines: &[Evidence]) -> bool {
    let bags: Vec<BTreeSet<String>> = lines.iter().map(|e| bag(&e.text)).collect();
    let same =
        |a: &BTreeSet<String>, b: &BTreeSet<String>| share(a.intersection(b).count(), a.union(b).count()) >= SAME;
    bags.iter().enumerate().any(|(i, a)| bags[i + 1..].iter().any(|b| same(a, b)))
}

fn share(part: usize, all: usize) -> f64 {
    part as f64 / all.max(1) as f64
}
