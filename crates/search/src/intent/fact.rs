//! "How much does a purser earn?": values that articles give for a role's attributes, and what it must have.

use super::Outcome;
use super::profile::Profile;
use crate::conclude::Limits;
use crate::question::named_words;
use crate::setting::Fits;
use crate::weigh::{Share, gist, shares};
use crate::{Evidence, FactFound, Found, FoundFact, Question, RetrieveError, RoleAnswer, Searcher, Word};
use rolecall_language::{Term, terms};
use rolecall_record::{Kind, Mention, Strength};
use std::collections::{BTreeMap, BTreeSet};

/// How many statements of a role are looked at to find its articles.
const DEPTH: usize = 400;

/// An attribute of roles at large, and the words of English by which it is asked for and told.
struct Attribute {
    words: &'static [&'static str],
    /// Whether its values are sums of money.
    money: bool,
    /// Whether it is what one must have: every requirement tells of it.
    required: bool,
}

const ATTRIBUTES: &[Attribute] = &[
    Attribute {
        words: &["earn", "earnings", "salary", "pay", "paid", "wage", "income", "compensation", "rate", "make"],
        money: true,
        required: false,
    },
    Attribute {
        words: &[
            "degree",
            "education",
            "diploma",
            "qualification",
            "qualify",
            "certification",
            "certificate",
            "license",
            "licence",
            "training",
            "train",
            "study",
            "apprenticeship",
            "residency",
            "course",
            "school",
            "qualified",
            "licensed",
        ],
        money: false,
        required: true,
    },
    Attribute { words: &["skill", "requirement", "trait", "experience", "ability"], money: false, required: true },
    Attribute {
        words: &["growth", "outlook", "grow", "demand", "prospects", "openings", "future"],
        money: false,
        required: false,
    },
];

/// Of so many kinds of a role it is looked whether something is said: a large corpus has hundreds of managers.
const KINDS: usize = 12;
/// Of more roles than this, only facts under their own names are told.
const FEW: usize = 4;
/// How much a word counts that was not asked, but means the same attribute.
const KIN_WEIGHT: f32 = 0.5;

pub(crate) fn answer(searcher: &Searcher<'_>, question: &Question, limits: Limits) -> Result<Outcome, RetrieveError> {
    let outcome = told(searcher, question, limits)?;
    // Where nothing is said of the role as it is called, what is said of its kinds.
    let kinds_of = |role: &String| searcher.roles.kinds_of(role).into_iter().take(KINDS);
    let kinds: Vec<String> = question.roles.iter().flat_map(kinds_of).collect();
    if !outcome.abstained || kinds.is_empty() {
        return Ok(outcome);
    }
    let of_kinds = told(searcher, &Question { roles: kinds, ..question.clone() }, limits)?;
    Ok(if of_kinds.abstained { outcome } else { of_kinds })
}

fn told(searcher: &Searcher<'_>, question: &Question, limits: Limits) -> Result<Outcome, RetrieveError> {
    let asked = asked(question);
    let names: Vec<String> = question.roles.iter().flat_map(|role| searcher.roles.names(role)).collect();
    let spoken =
        if question.setting.places.is_empty() { Vec::new() } else { searcher.index.of_roles(&names, DEPTH)? };
    let articles: BTreeSet<&str> = spoken.iter().map(|found| found.article.id.as_str()).collect();
    let settings = Fits::among(searcher.index, &question.setting, &articles)?;
    let shares = shares(searcher.index, &with_kin(question, &asked))?;
    let stems: Vec<&str> = shares.iter().map(|s| s.stem.as_str()).collect();
    let money = asked.iter().any(|a| a.money);
    let required = asked.iter().any(|a| a.required);
    let everybody: Vec<String>;
    let roles = if question.roles.is_empty() {
        everybody = searcher.index.roles().roles.iter().map(|r| r.name.clone()).collect();
        &everybody
    } else {
        &question.roles
    };
    let mut facts = of_roles(searcher, roles, &[])?;
    facts.retain(|f| {
        let named = terms(&f.name).iter().any(|t| stems.contains(&t.stem.as_str()));
        named || money && is_money(&f.value)
    });
    facts.sort_by(|a, b| settings.of_article(&b.article).total_cmp(&settings.of_article(&a.article)));
    if question.roles.is_empty() && money {
        facts.sort_by(|a, b| amount(&b.value).total_cmp(&amount(&a.value)));
    }
    let mut answers = Vec::new();
    let mut near = Vec::new();
    for role in &question.roles {
        let wanted = |found: &Found, m: &Mention| {
            matches!(found.statement.kind, Kind::Fact | Kind::Requirement | Kind::Context)
                && m.strength != Strength::DoesNot
        };
        let mut profile = Profile::gather(searcher, role, &shares, wanted)?;
        near.extend(profile.lines.first().map(|l| l.evidence(limits)));
        profile.lines.retain(|l| {
            let statement = &l.found.statement;
            if facts.iter().any(|f| f.value == statement.text) {
                // A cell of a table that is told as a value already.
                return false;
            }
            let tells = shares.iter().any(|s| statement.text.len() > s.stem.len() && l.gist.contains(&s.stem));
            tells || required && statement.kind == Kind::Requirement || money && is_money(&statement.text)
        });
        for line in &mut profile.lines {
            line.score *= settings.of_article(&line.found.article);
        }
        profile.lines.sort_by(|a, b| b.score.total_cmp(&a.score));
        let answer = profile.answer(searcher, limits);
        let beside = if required { beside(searcher, role, &shares)? } else { Vec::new() };
        let outright = if required { asked_there(searcher, question, role)? } else { None };
        answers.extend(with(searcher, role, answer, outright, beside, limits));
    }
    let abstained = answers.is_empty() && facts.is_empty();
    Ok(Outcome { abstained, closest: if abstained { near } else { Vec::new() }, answers, facts, ..Outcome::default() })
}

/// The answer of an article that puts the very question: "Do I need a degree? No, …".
fn asked_there(searcher: &Searcher<'_>, question: &Question, role: &str) -> Result<Option<Evidence>, RetrieveError> {
    let own = shares(searcher.index, &question.words)?;
    let around = super::does::around(searcher, role)?;
    // "No, you do not" is said of what one must have, and denies no deed.
    let said = super::does::answered_outright(searcher, &around, &own, role);
    Ok(said.map(|(_, evidence)| Evidence { strength: Strength::Does, ..evidence }))
}

/// What articles say under the role's headings of what one must have, without naming anybody: "Skills: good ears".
fn beside(searcher: &Searcher<'_>, role: &str, shares: &[Share]) -> Result<Vec<Evidence>, RetrieveError> {
    let names = searcher.roles.names(role);
    let of_role = searcher.index.of_roles(&names, DEPTH)?;
    let articles: BTreeSet<String> = of_role.into_iter().map(|f| f.article.id).collect();
    let required: BTreeSet<String> =
        ATTRIBUTES.iter().filter(|a| a.required).flat_map(|a| a.words).flat_map(|w| terms(w)).map(|t| t.stem).collect();
    let mut told = Vec::new();
    for found in searcher.index.of_articles(&articles.into_iter().collect::<Vec<_>>(), usize::MAX)? {
        let statement = &found.statement;
        if !statement.roles.is_empty() || statement.text.trim_end().ends_with('?') || gist(&statement.text).len() < 2 {
            continue;
        }
        let (own, above) = (terms(&statement.text), statement.heading.iter().rev().take(2));
        let above: Vec<Vec<Term>> = above.map(|h| terms(h)).collect();
        let of_what_one_must_have = above.first().is_some_and(|h| h.iter().any(|t| required.contains(&t.stem)));
        let tells = |words: &[Term]| shares.iter().any(|s| words.iter().any(|t| t.stem == s.stem));
        let names_role = |words: &[Term]| named_words(words, &searcher.roles).iter().any(|r| r == role);
        let of_it = above.iter().any(|h| names_role(h)) || names_role(&own);
        if of_it && (tells(&own) || of_what_one_must_have) {
            let worth: f32 = shares.iter().filter(|s| own.iter().any(|t| t.stem == s.stem)).map(|s| s.share).sum();
            told.push(super::plain(&found, role, Strength::Does, worth));
        }
    }
    told.sort_by(|a, b| b.score.total_cmp(&a.score).then(a.span.start.cmp(&b.span.start)));
    Ok(told)
}

/// `answer` with what answers `outright` before, and further evidence behind what it has.
fn with(
    searcher: &Searcher<'_>,
    role: &str,
    answer: Option<RoleAnswer>,
    outright: Option<Evidence>,
    beside: Vec<Evidence>,
    limits: Limits,
) -> Option<RoleAnswer> {
    if answer.is_none() && outright.is_none() && beside.is_empty() {
        return None;
    }
    let mut answer = answer.unwrap_or_else(|| RoleAnswer {
        role: role.to_owned(),
        aliases: searcher.roles.aliases(role),
        score: 0.0,
        confidence: 0.5,
        sources: 0,
        evidence: Vec::new(),
        support: None,
    });
    answer.score += beside.iter().map(|e| e.score).sum::<f32>();
    if let Some(outright) = outright {
        answer.evidence.retain(|e| (&e.article.id, e.span) != (&outright.article.id, outright.span));
        answer.evidence.insert(0, outright);
    }
    answer.evidence.extend(beside);
    answer.evidence.truncate(limits.evidence);
    answer.sources = answer.evidence.iter().map(|e| e.article.id.as_str()).collect::<BTreeSet<_>>().len();
    Some(answer)
}

/// Whether a text gives a sum of money: it has a sign of a currency, and a digit.
fn is_money(text: &str) -> bool {
    text.contains(['$', '£', '€', '¥', '₹']) && text.contains(|c: char| c.is_ascii_digit())
}

/// The largest number in a value, for putting values in order.
fn amount(value: &str) -> f64 {
    let numbers = value.split(|c: char| !(c.is_ascii_digit() || c == ',' || c == '.'));
    numbers.filter_map(|n| n.replace(',', "").trim_end_matches('.').parse::<f64>().ok()).fold(0.0, f64::max)
}

/// The attributes that the question asks for.
fn asked(question: &Question) -> Vec<&'static Attribute> {
    let mut text = terms(&question.text);
    text.retain(|word| !question.setting.has(word));
    let means =
        |a: &&Attribute| a.words.iter().flat_map(|word| terms(word)).any(|kin| text.iter().any(|t| t.stem == kin.stem));
    let found: Vec<_> = ATTRIBUTES.iter().filter(means).collect();
    if !found.is_empty() {
        return found;
    }
    // "How do I become a cook?" names no attribute and means what one must have learnt; "how much does one get?" the pay.
    let amount = text.iter().zip(text.iter().skip(1)).any(|(a, b)| a.word == "how" && b.word == "much");
    ATTRIBUTES.iter().filter(|a| if amount { a.money } else { a.required }).collect()
}

/// The question's words and, for each attribute among them, the other words for it.
fn with_kin(question: &Question, asked: &[&Attribute]) -> Vec<Word> {
    let mut all = question.words.clone();
    for term in asked.iter().flat_map(|a| a.words).flat_map(|word| terms(word)) {
        if !all.iter().any(|w| w.stem == term.stem) {
            all.push(Word { stem: term.stem, word: term.word, weight: KIN_WEIGHT });
        }
    }
    all
}

/// Facts that an article gives a role under a shorter name: in an article on bank tellers, the table's "Teller" is one.
fn by_shorter_name(searcher: &Searcher<'_>, role: &str, names: &[String]) -> Result<Vec<FoundFact>, RetrieveError> {
    let shorter = |name: &String| {
        let words: Vec<&str> = name.split(' ').collect();
        (1..words.len()).map(|from| words[from..].join(" ")).collect::<Vec<_>>()
    };
    let heads: Vec<String> = names.iter().flat_map(shorter).collect();
    if heads.is_empty() {
        return Ok(Vec::new());
    }
    let mut facts = searcher.index.facts(&heads)?;
    if facts.is_empty() {
        return Ok(facts);
    }
    // Only where the role itself is spoken of can it be the one spoken of most; and those articles are read together.
    let of_role = searcher.index.of_roles(names, usize::MAX)?;
    let speaks_of_it: BTreeSet<&str> = of_role.iter().map(|found| found.article.id.as_str()).collect();
    facts.retain(|found| speaks_of_it.contains(found.article.id.as_str()));
    let articles: BTreeSet<String> = facts.iter().map(|found| found.article.id.clone()).collect();
    let heads: BTreeSet<&str> = facts.iter().map(|found| found.fact.role.as_str()).collect();
    let mut spoken: BTreeMap<(String, &str), BTreeMap<String, usize>> = BTreeMap::new();
    for found in searcher.index.of_articles(&articles.into_iter().collect::<Vec<_>>(), usize::MAX)? {
        for mention in &found.statement.roles {
            for head in heads.iter().filter(|head| ends_in(&mention.role, head)) {
                let of = spoken.entry((found.article.id.clone(), head)).or_default();
                *of.entry(searcher.roles.preferred(&mention.role)).or_default() += 1;
            }
        }
    }
    // An article's facts are those of whom it speaks of most, of all whose names end so.
    let foremost =
        |of: &BTreeMap<String, usize>| of.iter().max_by_key(|(_, n)| **n).is_some_and(|(most, _)| most == role);
    let theirs: BTreeSet<(String, String)> =
        spoken.into_iter().filter(|(_, of)| foremost(of)).map(|((id, head), _)| (id, head.to_owned())).collect();
    facts.retain(|found| theirs.contains(&(found.article.id.clone(), found.fact.role.clone())));
    Ok(facts)
}

/// Whether a name is another with words before it: "bank teller" ends in "teller".
fn ends_in(name: &str, head: &str) -> bool {
    name.strip_suffix(head).is_some_and(|before| before.ends_with(' '))
}

/// The facts of these roles whose names hold one of `stems`; all of them where none is asked for. A value of another
/// attribute is no answer: "Minute: 2" is not what a purser earns.
pub(super) fn of_roles(
    searcher: &Searcher<'_>,
    roles: &[String],
    stems: &[&str],
) -> Result<Vec<FactFound>, RetrieveError> {
    // All roles at once: an article is read once, however many of them it speaks of.
    let of_role: Vec<Vec<String>> = roles.iter().map(|role| searcher.roles.names(role)).collect();
    let mut found = searcher.index.facts(&of_role.concat())?;
    let bearer = |name: &String| of_role.iter().position(|names| names.contains(name));
    for (role, names) in roles.iter().zip(&of_role) {
        if !found.iter().any(|f| names.contains(&f.fact.role)) && roles.len() <= FEW {
            let mut shorter = by_shorter_name(searcher, role, names)?;
            shorter.iter_mut().for_each(|f| f.fact.role.clone_from(&names[0]));
            found.extend(shorter);
        }
    }
    found.sort_by_cached_key(|f| bearer(&f.fact.role));
    let source = |id: &str| searcher.index.roles().source(id).to_owned();
    let mut facts: Vec<FactFound> = Vec::new();
    for found in found {
        let Some(role) = bearer(&found.fact.role).map(|at| &roles[at]) else { continue };
        // A near-copy of an article has its values too.
        let known = facts.iter().any(|f| {
            f.role == *role
                && (&f.name, &f.value) == (&found.fact.name, &found.fact.value)
                && source(&f.article.id) == source(&found.article.id)
        });
        if known {
            continue;
        }
        facts.push(FactFound {
            role: role.clone(),
            name: found.fact.name,
            value: found.fact.value,
            note: found.fact.note,
            article: found.article,
            span: found.fact.span,
        });
    }
    facts.retain(|f| stems.is_empty() || terms(&f.name).iter().any(|t| stems.contains(&t.stem.as_str())));
    Ok(facts)
}
