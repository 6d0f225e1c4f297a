//! Which sentences are responsibilities, and whose: precision, recall and F1 over (sentence, role) pairs.

use super::names::{Canon, bag, squash};
use anyhow::{Result, bail};
use rolecall_indexer::Reader;
use rolecall_record::{FoundBy, Kind, Strength};
use rolecall_search::Roles;
use serde::Deserialize;
use sha2::{Digest, Sha256};
use std::collections::{BTreeMap, BTreeSet, HashMap};

/// A labelled sentence.
#[derive(Clone, Deserialize)]
pub(super) struct Labelled {
    pub(super) article: String,
    pub(super) text: String,
    pub(super) roles: Vec<String>,
    pub(super) kind: String,
    /// Which half of a set it belongs to, where one half is kept unread.
    #[serde(default)]
    pub(super) half: Option<String>,
}

/// A page's labelled duties.
#[derive(Deserialize)]
pub(super) struct Duties {
    page: String,
    role: String,
    duties: Vec<String>,
}

/// A statement as found: its words, and the roles answerable with how each was found.
struct Said {
    text: String,
    roles: Vec<(String, FoundBy)>,
}

/// Statements by their article's file name.
type Found = HashMap<String, Vec<Said>>;

/// Labels whose sentences are known by hash alone (`article`, 16 hex digits of the text's SHA-256, roles joined by `|`,
/// kind), for texts that are not ours to ship. A text that is not in the index keeps its hash, so that it counts as missed.
pub(super) fn keyed(reader: &Reader, labels: &str) -> Result<Vec<Labelled>> {
    let mut texts: HashMap<(String, String), String> = HashMap::new();
    for record in reader.records()? {
        let record = record?;
        let file = record.article.path.rsplit('/').next().unwrap_or_default().to_owned();
        for s in record.statements {
            let words = s.text.split_whitespace().collect::<Vec<_>>().join(" ");
            texts.insert((file.clone(), key(&words)), s.text);
        }
    }
    let mut merged: BTreeMap<(String, String), Labelled> = BTreeMap::new();
    for line in labels.lines() {
        let [article, hash, roles, kind] = line.split('\t').collect::<Vec<_>>()[..] else {
            bail!("labels.tsv has a line without four columns: {line}");
        };
        let at = (article.to_owned(), hash.to_owned());
        let text = texts.get(&at).cloned().unwrap_or_else(|| hash.to_owned());
        let roles = roles.split('|').filter(|r| !r.is_empty()).map(str::to_owned);
        let label = merged.entry(at).or_insert_with(|| Labelled {
            article: article.to_owned(),
            text,
            roles: Vec::new(),
            kind: kind.to_owned(),
            half: None,
        });
        label.roles.extend(roles);
    }
    Ok(merged.into_values().collect())
}

fn key(text: &str) -> String {
    Sha256::digest(text.as_bytes()).iter().take(8).map(|byte| format!("{byte:02x}")).collect()
}

fn found(reader: &Reader) -> Result<Found> {
    let table = Roles::new(reader.roles());
    let mut found = Found::new();
    for record in reader.records()? {
        let record = record?;
        let file = record.article.path.rsplit('/').next().unwrap_or_default().to_owned();
        for s in &record.statements {
            let answerable = s.kind == Kind::Responsibility;
            let mentions = s.roles.iter().filter(|m| answerable && m.strength != Strength::DoesNot);
            let roles = mentions.map(|m| (table.preferred(&m.role), m.found_by)).collect();
            found.entry(file.clone()).or_default().push(Said { text: squash(&s.text), roles });
        }
    }
    Ok(found)
}

/// The roles found for a sentence, and whether the sentence was found. One within the other is the same where the inner
/// one is long enough to be nothing else.
fn of_sentence<'f>(found: &'f Found, article: &str, text: &str) -> (BTreeMap<&'f str, FoundBy>, bool) {
    let text = squash(text);
    let mut roles = BTreeMap::new();
    let mut seen = false;
    for said in found.get(article).into_iter().flatten() {
        let within = |inner: &str, outer: &str| inner.chars().count() > 20 && outer.contains(inner);
        if said.text == text || within(&said.text, &text) || within(&text, &said.text) {
            seen = true;
            roles.extend(said.roles.iter().map(|(r, by)| (r.as_str(), *by)));
        }
    }
    (roles, seen)
}

/// Scores responsibilities. Labelled pairs of another kind are neither right nor wrong when they are found.
pub(super) fn score(reader: &Reader, gold: &[Labelled], canon: &Canon, misses: bool) -> Result<()> {
    let found = found(reader)?;
    let (mut right, mut wrong, mut missed, mut seen) = (0_usize, 0_usize, 0_usize, 0_usize);
    let mut by: BTreeMap<FoundBy, (usize, usize)> = BTreeMap::new();
    for g in gold {
        let (named, there) = of_sentence(&found, &g.article, &g.text);
        seen += usize::from(there);
        let want: BTreeSet<String> = if g.kind == "none" {
            BTreeSet::new()
        } else {
            g.roles.iter().map(|r| canon.of(r, &BTreeSet::new())).collect()
        };
        let got: BTreeMap<_, _> = named.into_iter().map(|(name, by)| (canon.of(name, &want), by)).collect();
        let duty = g.kind == "responsibility";
        let mut bad = false;
        for (role, found_by) in &got {
            let fits = want.contains(role);
            if fits && !duty {
                continue;
            }
            let cell = by.entry(*found_by).or_default();
            if fits {
                right += 1;
                cell.0 += 1;
            } else {
                wrong += 1;
                cell.1 += 1;
                bad = true;
            }
        }
        if duty {
            let lacking = want.iter().filter(|r| !got.contains_key(*r)).count();
            missed += lacking;
            bad |= lacking > 0;
        }
        if misses && bad {
            let names: Vec<_> = got.keys().collect();
            println!(
                "MISS {} {} | {} | want {want:?} | got {names:?}{}",
                g.kind,
                g.article,
                g.text,
                if there { "" } else { " (sentence not found)" }
            );
        }
    }
    let precision = right as f64 / (right + wrong).max(1) as f64;
    let recall = right as f64 / (right + missed).max(1) as f64;
    let f1 = 2.0 * precision * recall / (precision + recall).max(1e-9);
    println!("statements         n={:<4} found {:.3}", gold.len(), seen as f64 / gold.len().max(1) as f64);
    println!("responsibilities   n={:<4} precision {precision:.3}  recall {recall:.3}  F1 {f1:.3}", right + missed);
    for (found_by, (right, wrong)) in by {
        println!("  found by {:<14} right {right:<4} wrong {wrong}", found_by.as_str());
    }
    Ok(())
}

/// Scores duties: the pages say more than their labelled lists, so only recall and the right role count.
pub(super) fn score_duties(reader: &Reader, gold: &[Duties], misses: bool) -> Result<()> {
    let found = found(reader)?;
    let (mut total, mut seen, mut right) = (0_usize, 0_usize, 0_usize);
    for g in gold {
        let words = bag(&g.role);
        for duty in &g.duties {
            let (got, _) = of_sentence(&found, &g.page, duty);
            let fits = got.keys().any(|name| bag(name).is_subset(&words));
            total += 1;
            seen += usize::from(!got.is_empty());
            right += usize::from(fits);
            if misses && !fits {
                println!("MISS {} | {duty} | got {:?}", g.page, got.keys().collect::<Vec<_>>());
            }
        }
    }
    let share = |n: usize| n as f64 / total.max(1) as f64;
    println!(
        "duties             n={total:<4} found as a responsibility {:.3}  right role {:.3}",
        share(seen),
        share(right)
    );
    Ok(())
}
