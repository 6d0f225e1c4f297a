//! What is said of one role: its statements, the best supported first.

use crate::conclude::{Limits, evidence};
use crate::weigh::{Reading, Share, gist, kind_weight, product, strength_weight, trust};
use crate::{Evidence, Found, Parts, RetrieveError, RoleAnswer, Searcher};
use rolecall_record::{Kind, Strength};
use std::collections::BTreeSet;

/// How many of a role's statements are looked at.
const DEPTH: usize = 400;
/// Two statements that share this much of the shorter one say the same.
const SAME: f32 = 0.6;
/// What every other article that says the same adds.
const SUPPORT: f32 = 0.5;
/// What a statement is worth that holds nothing of what narrows the question down.
const ASIDE: f32 = 0.3;

/// A statement of a role.
pub(super) struct Line {
    pub(super) found: Found,
    pub(super) mention: usize,
    pub(super) parts: Parts,
    pub(super) score: f32,
    /// Content stems, without the role's own name.
    pub(super) gist: Vec<String>,
}

impl Line {
    /// As evidence.
    pub(super) fn evidence(&self, limits: Limits) -> Evidence {
        evidence(&self.found, self.mention, self.parts, self.score, limits.explain)
    }

    /// Whether this says what `other` says.
    pub(super) fn says_the_same(&self, other: &Line) -> bool {
        let shorter = self.gist.len().min(other.gist.len());
        let common = self.gist.iter().filter(|s| other.gist.binary_search(s).is_ok()).count();
        common >= 2 && common as f32 >= SAME * shorter as f32
    }
}

/// What is said of a role.
pub(super) struct Profile {
    pub(super) role: String,
    /// The best supported first; where two say the same, the better one only.
    pub(super) lines: Vec<Line>,
    sources: usize,
}

impl Profile {
    /// Gathers what is said of the role whose preferred name is `role`, of the kinds that `wanted` wants.
    /// `shares` are the words that narrow the question down; there may be none.
    pub(super) fn gather(
        searcher: &Searcher<'_>,
        role: &str,
        shares: &[Share],
        wanted: impl Fn(Kind, Strength) -> bool,
    ) -> Result<Self, RetrieveError> {
        let names = searcher.roles.names(role);
        let own: BTreeSet<String> = names.iter().flat_map(|n| gist(n)).collect();
        let mut lines = Vec::new();
        for found in searcher.index.of_roles(&names, DEPTH)? {
            let mentions = found.statement.roles.iter();
            let Some(m) =
                mentions.clone().position(|m| names.contains(&m.role) && wanted(found.statement.kind, m.strength))
            else {
                continue;
            };
            let mention = &found.statement.roles[m];
            let coverage = Reading::new(&found).coverage(shares, mention);
            let narrowed = if shares.is_empty() { 1.0 } else { ASIDE + (1.0 - ASIDE) * coverage };
            let parts = Parts {
                relevance: 1.0,
                coverage: narrowed,
                words: narrowed * narrowed,
                similarity: 0.0,
                alignment: 0.0,
                theme: 0.0,
                meaning: 0.0,
                matched: narrowed * narrowed,
                kind: kind_weight(found.statement.kind),
                strength: strength_weight(mention.strength).abs(),
                found_by: trust(mention.found_by),
                setting: 1.0,
                fit: 1.0,
            };
            let gist = gist(&found.statement.text).into_iter().filter(|s| !own.contains(s)).collect();
            lines.push(Line { mention: m, score: product(&parts), parts, gist, found });
        }
        support(&mut lines);
        lines.sort_by(|a, b| b.score.total_cmp(&a.score).then_with(|| place(a).cmp(&place(b))));
        let sources = lines.iter().map(|l| l.found.article.id.as_str()).collect::<BTreeSet<_>>().len();
        let mut kept: Vec<Line> = Vec::new();
        for line in lines {
            if !line.gist.is_empty() && !kept.iter().any(|k| k.says_the_same(&line)) {
                kept.push(line);
            }
        }
        Ok(Self { role: role.to_owned(), lines: kept, sources })
    }

    /// As an answer; `None` where nothing is said.
    pub(super) fn answer(&self, searcher: &Searcher<'_>, limits: Limits) -> Option<RoleAnswer> {
        let sure = self.lines.iter().filter(|l| l.found.statement.kind == Kind::Responsibility).count();
        (!self.lines.is_empty()).then(|| RoleAnswer {
            role: self.role.clone(),
            aliases: searcher.roles.aliases(&self.role),
            score: self.lines.iter().map(|l| l.score).sum(),
            confidence: 1.0 - 0.5_f32.powi(1 + i32::try_from(sure.min(10)).unwrap_or(10)),
            sources: self.sources,
            evidence: self.lines.iter().take(limits.evidence).map(|l| l.evidence(limits)).collect(),
            support: None,
        })
    }
}

/// Where a statement stands: a fixed order among equals.
fn place(line: &Line) -> (&str, usize) {
    (&line.found.article.path, line.found.statement.span.start)
}

/// Raises each line's score for every other article that says the same.
fn support(lines: &mut [Line]) {
    let raised: Vec<f32> = lines
        .iter()
        .map(|line| {
            let others = lines.iter().filter(|o| o.found.article.id != line.found.article.id && o.says_the_same(line));
            others.map(|o| o.found.article.id.as_str()).collect::<BTreeSet<_>>().len() as f32
        })
        .collect();
    for (line, others) in lines.iter_mut().zip(raised) {
        line.parts.fit = 1.0 + SUPPORT * others;
        line.score = product(&line.parts);
    }
}
