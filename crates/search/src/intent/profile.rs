//! What is said of one role: its statements, the best supported first, each once however many articles say it.

use super::decide::of_role;
use crate::conclude::{Limits, evidence};
use crate::deed::{deeds, is_answerable, is_denied_ahead};
use crate::weigh::{Reading, Share, clause_in_text, gist, looked_up, product, strength_weight};
use crate::{ArticleRef, Evidence, Found, Parts, RetrieveError, RoleAnswer, Searcher};
use rolecall_embedding::Vector;
use rolecall_record::{FoundBy, Kind, Mention, Strength};
use std::collections::BTreeSet;

/// How many of a role's statements are looked at.
const DEPTH: usize = 400;
/// Two statements that share this much of the shorter one say the same, if of the longer one they share `WHOLE`.
const SAME: f32 = 0.6;
/// See [`SAME`].
const WHOLE: f32 = 0.34;
/// Two statements whose vectors are this near say the same.
const NEAR: f32 = 0.8;
/// What every other article that says the same adds.
const SUPPORT: f32 = 0.5;
/// What a statement is worth that holds nothing of what narrows the question down.
const ASIDE: f32 = 0.3;
/// What a statement of fewer content words than [`BRIEF_WORDS`] is worth: it leans on what stands around it.
const BRIEF: f32 = 0.7;
/// See [`BRIEF`].
const BRIEF_WORDS: usize = 3;
/// What a statement is worth whose role only a pronoun stands for: read by itself it says less.
const PRONOUN: f32 = 0.6;

/// A statement of a role.
pub(super) struct Line {
    pub(super) found: Found,
    pub(super) mention: usize,
    pub(super) parts: Parts,
    pub(super) score: f32,
    /// Content stems, without the role's own name.
    pub(super) gist: Vec<String>,
    /// The text's vector, where there is a model.
    pub(super) vector: Option<Vector>,
    /// Articles from other sources that say the same.
    pub(super) also: Vec<ArticleRef>,
}

impl Line {
    /// As evidence.
    pub(super) fn evidence(&self, limits: Limits) -> Evidence {
        let own = evidence(&self.found, self.mention, self.parts, self.score, limits.explain);
        Evidence { also: self.also.clone(), ..own }
    }

    /// Whether this says what `other` says.
    pub(super) fn says_the_same(&self, other: &Line) -> bool {
        let (shorter, longer) = ordered(self.gist.len(), other.gist.len());
        let common = self.common(other) as f32;
        let by_words = common >= 2.0 && common >= SAME * shorter && common >= WHOLE * longer;
        by_words || self.cosine(other).is_some_and(|cosine| cosine >= NEAR)
    }

    /// Whether both are about one deed, whatever either says of it.
    pub(super) fn is_about(&self, other: &Line) -> bool {
        const COMMON: f32 = 0.33;
        const ABOUT: f32 = 0.62;
        let (shorter, _) = ordered(self.gist.len(), other.gist.len());
        let common = self.common(other) as f32;
        common >= 2.0 && common >= COMMON * shorter || self.cosine(other).is_some_and(|cosine| cosine >= ABOUT)
    }

    /// The cosine of both texts' vectors.
    pub(super) fn cosine(&self, other: &Line) -> Option<f32> {
        Some(self.vector.as_ref()?.cosine(other.vector.as_ref()?))
    }

    fn common(&self, other: &Line) -> usize {
        self.gist.iter().filter(|s| other.gist.binary_search(s).is_ok()).count()
    }

    /// Whether both are the same words of the same sentence; what it says of each role may stand in different parts of it.
    pub(super) fn is_one_with(&self, other: &Line) -> bool {
        let clause = |line: &Line| clause_in_text(&line.found, &line.found.statement.roles[line.mention]);
        let (a, b) = (clause(self), clause(other));
        self.is_at(other) && a.start < b.end && b.start < a.end
    }

    /// Whether both are the same sentence.
    pub(super) fn is_at(&self, other: &Line) -> bool {
        self.found.article.id == other.found.article.id && self.found.statement.span == other.found.statement.span
    }
}

fn ordered(a: usize, b: usize) -> (f32, f32) {
    (a.min(b) as f32, a.max(b) as f32)
}

/// What is said of a role.
pub(super) struct Profile {
    pub(super) role: String,
    /// The best supported first; where several say the same, the best one only.
    pub(super) lines: Vec<Line>,
    sources: usize,
}

/// A responsibility, and no denial: something that the role does, and not what it is or where it works.
pub(super) fn duties(found: &Found, mention: &Mention) -> bool {
    found.statement.kind == Kind::Responsibility && !denials(found, mention) && tells(found, mention)
}

/// A denial, of whatever kind the statement is.
pub(super) fn denials(found: &Found, mention: &Mention) -> bool {
    mention.strength == Strength::DoesNot || is_denied_ahead(&found.statement.text)
}

/// Whether a deed is told of the role. A cell of a table that has no verb tells none unless its row does; a verb that says
/// nothing by itself needs something to be done to.
fn tells(found: &Found, mention: &Mention) -> bool {
    const EMPTY: &[&str] = &["do", "try", "like", "want", "know", "think", "mean", "seem", "have", "get", "depend"];
    let text = &found.statement.text;
    let all = deeds(text);
    let own = of_role(&all, clause_in_text(found, mention), &mention.name, text);
    if own.is_empty() {
        return mention.found_by != FoundBy::Table || text.contains('\t');
    }
    own.iter().any(|deed| match deed.verb.as_str() {
        "be" => is_answerable(deed.span.of(text)) || !deed.through.is_empty(),
        // Where somebody works or what they become is no deed; "works on", "works with" something is.
        "work" | "become" => deed.span.of(text).contains(" on ") || deed.span.of(text).contains(" with "),
        verb => !EMPTY.contains(&verb) || gist(deed.span.of(text)).len() > 1,
    })
}

impl Profile {
    /// Gathers what is said of the role whose preferred name is `role`, of the kinds that `wanted` wants.
    /// `shares` are the words that narrow the question down; there may be none.
    pub(super) fn gather(
        searcher: &Searcher<'_>,
        role: &str,
        shares: &[Share],
        wanted: impl Fn(&Found, &Mention) -> bool,
    ) -> Result<Self, RetrieveError> {
        let names = searcher.roles.names(role);
        let own: BTreeSet<String> = names.iter().flat_map(|n| gist(n)).collect();
        let mut lines = Vec::new();
        for found in searcher.index.of_roles(&names, DEPTH)? {
            let mentions = &found.statement.roles;
            let own_mention = |m: &&Mention| names.contains(&m.role);
            // One sentence may say that a role does one thing and does not another, but not both of the same words.
            let denied = |of: &Mention| {
                let mut denials = mentions.iter().filter(own_mention).filter(|m| m.strength == Strength::DoesNot);
                denials.any(|no| no.clause.start < of.clause.end && of.clause.start < no.clause.end)
            };
            let fits =
                |m: &Mention| own_mention(&m) && wanted(&found, m) && (m.strength == Strength::DoesNot || !denied(m));
            let Some(m) = mentions.iter().position(fits) else { continue };
            let mention = &found.statement.roles[m];
            let coverage = Reading::new(&found).coverage(shares, mention);
            let narrowed = if shares.is_empty() { 1.0 } else { ASIDE + (1.0 - ASIDE) * coverage };
            let gist: Vec<String> = gist(&found.statement.text).into_iter().filter(|s| !own.contains(s)).collect();
            let brief = if gist.len() < BRIEF_WORDS { BRIEF } else { 1.0 };
            let pronoun = if mention.found_by == FoundBy::Pronoun { PRONOUN } else { 1.0 };
            let parts = Parts {
                coverage: narrowed,
                words: narrowed * narrowed,
                strength: strength_weight(mention.strength).abs(),
                fit: brief * pronoun,
                ..looked_up(&found, m, narrowed * narrowed)
            };
            lines.push(Line { mention: m, score: product(&parts), parts, gist, vector: None, also: Vec::new(), found });
        }
        lines.retain(|line| !line.gist.is_empty());
        let texts: Vec<&str> = lines.iter().map(|l| l.found.statement.text.as_str()).collect();
        let vectors =
            if searcher.model().is_some() { searcher.index.vectors_of(&texts)? } else { vec![None; texts.len()] };
        lines.iter_mut().zip(vectors).for_each(|(line, vector)| line.vector = vector);
        lines.sort_by(|a, b| b.score.total_cmp(&a.score).then_with(|| place(a).cmp(&place(b))));
        let source = |id: &str| searcher.index.roles().source(id).to_owned();
        let sources = lines.iter().map(|l| source(&l.found.article.id)).collect::<BTreeSet<_>>().len();
        let mut lines = merged(lines, source);
        lines.sort_by(|a, b| b.score.total_cmp(&a.score).then_with(|| place(a).cmp(&place(b))));
        Ok(Self { role: role.to_owned(), lines, sources })
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

    /// Its lines as evidence.
    pub(super) fn evidence(&self, limits: Limits) -> Vec<Evidence> {
        self.lines.iter().take(limits.evidence).map(|l| l.evidence(limits)).collect()
    }
}

/// What `said` says and `denied` denies, in two different sources: pairs, side by side, each line once.
pub(super) fn disputed<'l>(searcher: &Searcher<'_>, said: &'l [Line], denied: &'l [Line]) -> Vec<&'l Line> {
    let source = |line: &Line| searcher.index.roles().source(&line.found.article.id).to_owned();
    let mut lines: Vec<&Line> = Vec::new();
    for no in denied {
        let yes = said.iter().filter(|yes| source(yes) != source(no) && yes.is_about(no));
        let nearest = |yes: &&Line| (yes.common(no) as f32) + yes.cosine(no).unwrap_or(0.0);
        let Some(yes) = yes.max_by(|a, b| nearest(a).total_cmp(&nearest(b))) else { continue };
        for line in [yes, no] {
            if !lines.iter().any(|l| std::ptr::eq(*l, line)) {
                lines.push(line);
            }
        }
    }
    lines
}

/// Where a statement stands: a fixed order among equals.
fn place(line: &Line) -> (&str, usize) {
    (&line.found.article.path, line.found.statement.span.start)
}

/// `lines`, the best first, each once: one that says the same as a better one is counted there, if another source says it.
fn merged(lines: Vec<Line>, source: impl Fn(&str) -> String) -> Vec<Line> {
    let mut kept: Vec<Line> = Vec::new();
    for line in lines {
        let Some(same) = kept.iter_mut().find(|k| k.says_the_same(&line)) else {
            kept.push(line);
            continue;
        };
        let new = source(&line.found.article.id);
        let known = same.also.iter().map(|a| &a.id).chain([&same.found.article.id]).any(|id| source(id) == new);
        if !known {
            same.also.push(line.found.article);
        }
    }
    for line in &mut kept {
        line.parts.fit *= 1.0 + SUPPORT * line.also.len() as f32;
        line.score = product(&line.parts);
    }
    kept
}
