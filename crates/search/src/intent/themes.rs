//! What a role's responsibilities are about.
//!
//! Where an article parts them by headings that say more than the role's name, its headings are the themes. The rest is
//! put together by nearness (of vectors where there are some, else of words), the two nearest groups first, until none
//! are near: average linkage, which needs no number of groups in advance; what is left over goes where it comes nearest. A
//! group is named by the nouns of its own that the other groups have not and that come nearest to all of it.

use super::profile::{Line, Profile};
use crate::question::{is_light, is_stop};
use crate::{Searcher, Theme};
use rolecall_language::{Tag, Term, read, terms};
use std::collections::{BTreeMap, BTreeSet};

/// Fewer responsibilities than this need no parting.
const FEW: usize = 6;
/// Groups whose lines are less near on average stay apart, by vectors.
const NEAR: f32 = 0.36;
/// The same by words.
const NEAR_BY_WORDS: f32 = 0.14;
/// Only so many of the best supported responsibilities are put together by nearness.
const MOST: usize = 80;
/// A line that is left over goes to the group that it comes nearest to, if it comes this near on average.
const JOINS: f32 = 0.22;
/// A theme is named by this many words.
const WORDS: usize = 2;
/// What a word is worth as a name that is no noun.
const OTHER: f32 = 0.5;

/// The themes of the first `limit` lines of `profile`, whose role has these names.
pub(super) fn of(searcher: &Searcher<'_>, profile: &Profile, names: &[String], limit: usize) -> Vec<Theme> {
    let lines = &profile.lines[..profile.lines.len().min(limit)];
    let all: Vec<usize> = (0..lines.len()).collect();
    if lines.len() < FEW {
        return if lines.is_empty() { Vec::new() } else { vec![Theme { name: String::new(), lines: all }] };
    }
    let own: BTreeSet<String> = names.iter().flat_map(|n| terms(n)).map(|t| t.stem).collect();
    let mut by_heading: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
    for (i, line) in lines.iter().enumerate() {
        if let Some(heading) = telling(line, &own) {
            by_heading.entry(heading).or_default().push(i);
        }
    }
    by_heading.retain(|_, group| group.len() > 1 && group.len() < lines.len());
    let headed: BTreeSet<usize> = by_heading.values().flatten().copied().collect();
    let rest: Vec<usize> = all.into_iter().filter(|i| !headed.contains(i)).collect();
    let mut groups: Vec<(String, Vec<usize>)> =
        by_heading.into_iter().map(|(name, group)| (name.to_owned(), group)).collect();
    let (near, alone): (Vec<Vec<usize>>, Vec<Vec<usize>>) =
        clustered(lines, rest).into_iter().partition(|g| g.len() > 1);
    for group in &near {
        groups.push((name(searcher, lines, group, &own), group.clone()));
    }
    groups.sort_by_key(|(_, group)| group[0]);
    let left: Vec<usize> = alone.into_iter().flatten().collect();
    if !left.is_empty() {
        let mut left = left;
        left.sort_unstable();
        groups.push((String::new(), left));
    }
    groups.into_iter().map(|(name, lines)| Theme { name, lines }).collect()
}

/// The innermost heading, if it says more than the role's name and that duties follow.
fn telling<'l>(line: &'l Line, own: &BTreeSet<String>) -> Option<&'l str> {
    const AT_LARGE: &[&str] = &[
        "role", "job", "duti", "respons", "task", "work", "requir", "answer", "descript", "main", "key", "short",
        "look",
    ];
    let heading = line.found.statement.heading.last()?;
    let says = |t: &Term| !is_stop(&t.word) && !own.contains(&t.stem) && !AT_LARGE.contains(&t.stem.as_str());
    // A title in the manner of a question or of a whole sentence names an article, not a part of a job.
    let short = terms(heading).len() <= 6 && !heading.contains(['?', ':', '|']);
    // It parts the role's job only where something above it names the role: else it is the role's section itself.
    let above = &line.found.statement.heading[..line.found.statement.heading.len() - 1];
    let names = |text: &str| !own.is_empty() && terms(text).iter().any(|t| own.contains(&t.stem));
    let within = above.iter().any(|h| names(h)) || names(&line.found.article.title);
    (short && within && !names(heading) && terms(heading).iter().any(says)).then_some(heading.as_str())
}

fn clustered(lines: &[Line], mut items: Vec<usize>) -> Vec<Vec<usize>> {
    let alone = items.split_off(items.len().min(MOST));
    let by_meaning = items.iter().all(|&i| lines[i].vector.is_some());
    let least = if by_meaning { NEAR } else { NEAR_BY_WORDS };
    let near: Vec<Vec<f32>> = items
        .iter()
        .map(|&a| {
            let to = |&b: &usize| match lines[a].cosine(&lines[b]) {
                Some(cosine) if by_meaning => cosine,
                _ => jaccard(&lines[a].gist, &lines[b].gist),
            };
            items.iter().map(to).collect()
        })
        .collect();
    let mut groups: Vec<Vec<usize>> = (0..items.len()).map(|i| vec![i]).collect();
    loop {
        let mut best: Option<(f32, usize, usize)> = None;
        for a in 0..groups.len() {
            for b in a + 1..groups.len() {
                let pairs = groups[a].iter().flat_map(|&x| groups[b].iter().map(move |&y| (x, y)));
                let mean = pairs.map(|(x, y)| near[x][y]).sum::<f32>() / (groups[a].len() * groups[b].len()) as f32;
                if mean >= least && best.is_none_or(|(most, ..)| mean > most) {
                    best = Some((mean, a, b));
                }
            }
        }
        let Some((_, a, b)) = best else { break };
        let other = groups.remove(b);
        groups[a].extend(other);
    }
    if by_meaning {
        join(&near, &mut groups);
    }
    let places = groups.into_iter().map(|group| {
        let mut lines: Vec<usize> = group.into_iter().map(|i| items[i]).collect();
        lines.sort_unstable();
        lines
    });
    places.chain(alone.into_iter().map(|i| vec![i])).collect()
}

/// Puts each line that is alone to the group that it comes nearest to, if near enough.
fn join(near: &[Vec<f32>], groups: &mut Vec<Vec<usize>>) {
    let (mut several, alone): (Vec<Vec<usize>>, Vec<Vec<usize>>) =
        std::mem::take(groups).into_iter().partition(|group| group.len() > 1);
    let before = several.clone();
    for group in alone {
        let mean = |other: &[usize]| other.iter().map(|&o| near[group[0]][o]).sum::<f32>() / other.len() as f32;
        let best = before.iter().enumerate().map(|(at, other)| (mean(other), at)).max_by(|a, b| a.0.total_cmp(&b.0));
        match best {
            Some((mean, at)) if mean >= JOINS => several[at].extend(group),
            _ => groups.push(group),
        }
    }
    groups.extend(several);
}

fn jaccard(a: &[String], b: &[String]) -> f32 {
    let common = a.iter().filter(|s| b.binary_search(s).is_ok()).count() as f32;
    common / (a.len() as f32 + b.len() as f32 - common).max(1.0)
}

/// A word that could name a group.
struct Candidate {
    stem: String,
    word: String,
    worth: f32,
}

/// What names a group: the nouns that most of its lines have and the others have not, and that come nearest to what the
/// group is about as a whole; in the order of the text, neighbours as one ("error budget").
fn name(searcher: &Searcher<'_>, lines: &[Line], group: &[usize], own: &BTreeSet<String>) -> String {
    let holds = |i: usize, stem: &str| lines[i].gist.binary_search_by(|s| s.as_str().cmp(stem)).is_ok();
    let all: Vec<&str> = group.iter().map(|&i| lines[i].found.statement.text.as_str()).collect();
    let about = searcher.look_up(&all.join(" "));
    let mut candidates: Vec<Candidate> = Vec::new();
    for text in &all {
        for (term, noun) in content(text) {
            if own.contains(&term.stem) || candidates.iter().any(|c| c.stem == term.stem) {
                continue;
            }
            let inside = group.iter().filter(|&&j| holds(j, &term.stem)).count() as f32;
            let outside = (0..lines.len()).filter(|j| !group.contains(j) && holds(*j, &term.stem)).count() as f32;
            let near = match (&about, searcher.look_up(&term.word)) {
                (Some(about), Some(word)) => word.cosine(about).max(0.0),
                _ => 0.0,
            };
            let share = inside / group.len() as f32;
            let alone = inside / (inside + outside).max(1.0);
            let worth = alone * (share + near) * if noun { 1.0 } else { OTHER };
            candidates.push(Candidate { stem: term.stem, word: term.word, worth });
        }
    }
    let mut best: Vec<usize> = (0..candidates.len()).collect();
    best.sort_by(|&a, &b| candidates[b].worth.total_cmp(&candidates[a].worth).then(a.cmp(&b)));
    best.truncate(WORDS);
    best.sort_unstable();
    let words: Vec<&str> = best.iter().map(|&at| candidates[at].word.as_str()).collect();
    let mut name = String::new();
    for (i, word) in words.iter().enumerate() {
        if i > 0 {
            let pair = format!("{} {word}", words[i - 1]);
            let joined = all.iter().any(|text| text.to_lowercase().contains(&pair));
            name.push_str(if joined { " " } else { ", " });
        }
        name.push_str(word);
    }
    crate::roles::capitalised(&name)
}

/// The content words of a text, each with whether it is a noun there.
fn content(text: &str) -> Vec<(Term, bool)> {
    let reading = read(text);
    let noun = |start: usize| reading.tokens.iter().any(|t| t.start == start && t.tag == Tag::Noun);
    terms(text)
        .into_iter()
        .filter(|t| !is_stop(&t.word) && !is_light(&t.stem) && t.word.len() > 2)
        // The name of a person or a place says nothing of a theme.
        .filter(|t| t.start == 0 || !text[t.start..].starts_with(char::is_uppercase))
        .map(|t| {
            let noun = noun(t.start);
            (t, noun)
        })
        .collect()
}
