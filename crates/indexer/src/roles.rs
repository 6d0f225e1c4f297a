//! The corpus' roles: which names mean the same one.
//!
//! This is the beginning that is to be deepened (names that share their deeds). Two names are one role
//! - where they differ only in form: case, hyphens, a plural head, British or American spelling ("Sound-Engineers", "sound engineer");
//! - where an article states that they are the same, and no article sets them against each other. A chain of statements
//!   never joins two names that are contrasted: the best supported statements are taken first, and one that would join
//!   such names is left out.
//! - where both are set against the same third role, in different articles, and differ only in a word before the same title
//!   ("audio engineer" and "music engineer", both compared with "music producer"). Ranks ("assistant engineer") stay
//!   apart, and so do names that some article uses side by side.
//!
//! It works on what the manifest keeps of every article, so a run that changes one article reads one article. The result
//! depends on the set of articles alone, not on the order in which they came.

use crate::manifest::Entry;
use rolecall_language::{head_of, ranked, spelling};
use rolecall_record::{Alias, FORMAT, Role, RoleTable};
use std::collections::{BTreeMap, BTreeSet, HashMap};

/// The role table over all articles, given by path.
pub(crate) fn role_table(articles: &BTreeMap<String, Entry>) -> RoleTable {
    let mut used: HashMap<&str, Use> = HashMap::new();
    let mut stated: BTreeMap<(String, String), Vec<&str>> = BTreeMap::new();
    let mut contrasted: BTreeSet<(String, String)> = BTreeSet::new();
    for (at, (path, entry)) in articles.iter().enumerate() {
        for (name, statements) in &entry.roles {
            let tally = used.entry(name).or_default();
            tally.statements += statements;
            tally.articles.push(at);
        }
        for (a, b) in &entry.synonyms {
            used.entry(a).or_default();
            used.entry(b).or_default();
            stated.entry(ordered(a, b)).or_default().push(path);
        }
        contrasted.extend(entry.contrasts.iter().map(|(a, b)| ordered(a, b)));
    }
    used.iter_mut().for_each(|(name, tally)| tally.form = form(name));
    let used: BTreeMap<&str, Use> = used.into_iter().collect();
    let mut groups = Groups::new(used.values().map(|tally| tally.form.clone()), contrasted);
    let mut stated: Vec<_> = stated.into_iter().collect();
    stated.sort_by(|(a, by_a), (b, by_b)| by_b.len().cmp(&by_a.len()).then_with(|| a.cmp(b)));
    let mut reasons: BTreeMap<String, &str> = BTreeMap::new();
    let mut partners: BTreeMap<String, String> = BTreeMap::new();
    for ((a, b), by) in stated {
        if groups.join(&a, &b) {
            for name in [a, b] {
                reasons.entry(name).or_insert(by[0]);
            }
        }
    }
    for (a, b, rival) in rivals(&groups, &used) {
        if groups.join(&a, &b) {
            for name in [a, b] {
                partners.entry(name).or_insert_with(|| rival.clone());
            }
        }
    }
    let mut members: BTreeMap<String, Vec<&str>> = BTreeMap::new();
    for (name, tally) in &used {
        members.entry(groups.of(&tally.form)).or_default().push(name);
    }
    let mut roles: Vec<Role> = members.into_values().map(|names| role(names, &used, &reasons, &partners)).collect();
    roles.sort_by(|a, b| a.name.cmp(&b.name));
    RoleTable { format: FORMAT, roles, copies: BTreeMap::new() }
}

/// How a name is used in the corpus.
#[derive(Default)]
struct Use {
    form: String,
    statements: usize,
    /// The articles that speak of it, by their places in the order of paths, ascending.
    articles: Vec<usize>,
}

/// Pairs of forms with one title that are set against the same third role: (one, other, the third).
fn rivals(groups: &Groups, used: &BTreeMap<&str, Use>) -> Vec<(String, String, String)> {
    let mut against: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for (a, b) in &groups.contrasted {
        against.entry(groups.of(a)).or_default().insert(b.clone());
        against.entry(groups.of(b)).or_default().insert(a.clone());
    }
    let mut articles: BTreeMap<String, BTreeSet<usize>> = BTreeMap::new();
    let rivals: BTreeSet<String> = against.values().flatten().map(|form| groups.of(form)).collect();
    for tally in used.values() {
        let group = groups.of(&tally.form);
        if rivals.contains(&group) {
            articles.entry(group).or_default().extend(&tally.articles);
        }
    }
    let mut found = Vec::new();
    for set in against.values() {
        for (i, a) in set.iter().enumerate() {
            for b in set.iter().skip(i + 1).filter(|b| groups.of(a) != groups.of(b)) {
                let one_title =
                    a.contains(' ') && b.contains(' ') && head_of(a) == head_of(b) && !ranked(a) && !ranked(b);
                let side_by_side = match (articles.get(&groups.of(a)), articles.get(&groups.of(b))) {
                    (Some(x), Some(y)) => x.intersection(y).next().is_some(),
                    _ => true,
                };
                let third = against.iter().find(|(_, s)| s.contains(a) && s.contains(b)).map(|(third, _)| third);
                if let Some(third) = third.filter(|t| one_title && !side_by_side && t.contains(' ')) {
                    found.push((a.clone(), b.clone(), third.clone()));
                }
            }
        }
    }
    found.sort();
    found.dedup();
    found
}

fn role(
    mut names: Vec<&str>,
    used: &BTreeMap<&str, Use>,
    reasons: &BTreeMap<String, &str>,
    partners: &BTreeMap<String, String>,
) -> Role {
    names.sort_by_key(|name| (std::cmp::Reverse((used[name].statements, used[name].articles.len())), *name));
    let mut articles: Vec<usize> = names.iter().flat_map(|name| used[name].articles.iter().copied()).collect();
    articles.sort_unstable();
    articles.dedup();
    let form = |name: &str| used[name].form.as_str();
    let preferred = form(names[0]);
    let alias = |(i, name): (usize, &&str)| {
        let why = match reasons.get(form(name)) {
            _ if i == 0 => None,
            Some(path) if form(name) != preferred => Some(format!("{path} says so")),
            _ if form(name) != preferred && partners.contains_key(form(name)) => {
                partners.get(form(name)).map(|third| format!("both are set against \"{third}\""))
            }
            _ => Some("the same name in another form".to_owned()),
        };
        Alias { name: (*name).to_owned(), why }
    };
    Role {
        name: display(names[0]),
        aliases: names.iter().enumerate().map(alias).collect(),
        articles: articles.len(),
        statements: names.iter().map(|name| used[name].statements).sum(),
    }
}

/// A name for people: its first letter is a capital, all else as it was. A name that an article shouts ("HEAD COOK", in a
/// heading) is said quietly, but for what may be initials.
fn display(name: &str) -> String {
    let word = |word: &str| word.chars().count() > 3 && word.contains(['A', 'E', 'I', 'O', 'U', 'Y']);
    let quiet = |w: &str| if word(w) { w.to_lowercase() } else { w.to_owned() };
    let shouted = !name.contains(char::is_lowercase);
    let name = if shouted { name.split(' ').map(quiet).collect::<Vec<_>>().join(" ") } else { name.to_owned() };
    let mut chars = name.chars();
    chars.next().map(|first| first.to_uppercase().chain(chars).collect()).unwrap_or_default()
}

/// What two forms of one name share: lower case, hyphens as blanks, the last word in the singular, one spelling of each.
fn form(name: &str) -> String {
    let lower = name.to_lowercase().replace(['-', '‐', '–', '_'], " ");
    let mut words: Vec<&str> = lower.split_whitespace().collect();
    let last = words.pop().map(singular).unwrap_or_default();
    words.push(&last);
    words.into_iter().map(spelling).collect::<Vec<_>>().join(" ")
}

fn singular(word: &str) -> String {
    let cut = |ending: &str, with: &str| word.strip_suffix(ending).map(|stem| format!("{stem}{with}"));
    let long = word.chars().count() > 3;
    let kept = ["ss", "us", "is", "'s", "ics"].iter().any(|ending| word.ends_with(ending));
    if kept || !long {
        return word.to_owned();
    }
    for (ending, with) in [("men", "man"), ("ies", "y"), ("sses", "ss"), ("shes", "sh"), ("ches", "ch"), ("xes", "x")] {
        if let Some(found) = cut(ending, with) {
            return found;
        }
    }
    cut("s", "").unwrap_or_else(|| word.to_owned())
}

fn ordered(a: &str, b: &str) -> (String, String) {
    let (a, b) = (form(a), form(b));
    if a <= b { (a, b) } else { (b, a) }
}

/// Sets of forms that mean the same, kept apart where they are contrasted.
struct Groups {
    group: BTreeMap<String, usize>,
    members: Vec<Vec<String>>,
    contrasted: BTreeSet<(String, String)>,
}

impl Groups {
    fn new(forms: impl Iterator<Item = String>, contrasted: BTreeSet<(String, String)>) -> Self {
        let forms: BTreeSet<String> = forms.collect();
        let group = forms.iter().enumerate().map(|(i, form)| (form.clone(), i)).collect();
        Self { group, members: forms.into_iter().map(|form| vec![form]).collect(), contrasted }
    }

    /// The name of the group that `form` is in: its first member.
    fn of(&self, form: &str) -> String {
        let group = self.group.get(form).and_then(|group| self.members[*group].first());
        group.cloned().unwrap_or_else(|| form.to_owned())
    }

    /// Makes one group of both; false where two of their members are contrasted.
    fn join(&mut self, a: &str, b: &str) -> bool {
        let (Some(&a), Some(&b)) = (self.group.get(a), self.group.get(b)) else { return false };
        if a == b {
            return true;
        }
        let opposed = |x: &String, y: &String| {
            let pair = if x <= y { (x.clone(), y.clone()) } else { (y.clone(), x.clone()) };
            self.contrasted.contains(&pair)
        };
        if self.members[a].iter().any(|x| self.members[b].iter().any(|y| opposed(x, y))) {
            return false;
        }
        // The smaller one moves, so that a thousand joins stay cheap.
        let (from, to) = if self.members[a].len() < self.members[b].len() { (a, b) } else { (b, a) };
        for form in std::mem::take(&mut self.members[from]) {
            self.group.insert(form.clone(), to);
            self.members[to].push(form);
        }
        self.members[to].sort();
        true
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::manifest::Fingerprint;
    use crate::stored::Location;

    type Pairs<'a> = &'a [(&'a str, &'a str)];

    fn article(roles: &[(&str, usize)], synonyms: Pairs<'_>, contrasts: Pairs<'_>) -> Entry {
        let pairs = |pairs: Pairs<'_>| pairs.iter().map(|(a, b)| (a.to_string(), b.to_string())).collect();
        Entry {
            id: String::new(),
            file: Fingerprint { pipeline: 1, ..Fingerprint::default() },
            statements: 0,
            roles: roles.iter().map(|(name, n)| (name.to_string(), *n)).collect(),
            synonyms: pairs(synonyms),
            contrasts: pairs(contrasts),
            sketch: None,
            record: Location { segment: 1, offset: 0, length: 0, sum: 0 },
        }
    }

    /// `Name: alias, alias (articles/statements)` of every role.
    fn check(articles: Vec<Entry>, expected: &[&str]) {
        let articles = articles.into_iter().enumerate().map(|(i, a)| (format!("a/{i}.md"), a)).collect();
        let roles = role_table(&articles).roles;
        let said: Vec<String> = roles
            .iter()
            .map(|r| {
                let names: Vec<&str> = r.aliases.iter().map(|a| a.name.as_str()).collect();
                format!("{}: {} ({}/{})", r.name, names.join(", "), r.articles, r.statements)
            })
            .collect();
        assert_eq!(said, expected);
    }

    #[test]
    fn forms_of_a_name_are_one_role_and_the_most_used_is_preferred() {
        check(
            vec![article(&[("sound-engineers", 1), ("DJ", 2)], &[], &[]), article(&[("sound engineer", 3)], &[], &[])],
            &["DJ: DJ (1/2)", "Sound engineer: sound engineer, sound-engineers (2/4)"],
        );
    }

    #[test]
    fn a_name_in_british_and_in_american_spelling_is_one_role() {
        check(
            vec![article(&[("theatre organiser", 2)], &[], &[]), article(&[("theater organizers", 1)], &[], &[])],
            &["Theatre organiser: theatre organiser, theater organizers (2/3)"],
        );
    }

    #[test]
    fn a_shouted_name_is_said_quietly_and_initials_stay() {
        check(
            vec![article(&[("HEAD COOK", 1), ("QA ENGINEER", 1), ("DJ", 1), ("vET", 1)], &[], &[])],
            &["DJ: DJ (1/1)", "Head cook: HEAD COOK (1/1)", "QA engineer: QA ENGINEER (1/1)", "VET: vET (1/1)"],
        );
    }

    #[test]
    fn a_stated_synonym_joins_unless_any_article_contrasts_the_two() {
        let synonym = || article(&[("cook", 2), ("chef", 3)], &[("cook", "chef")], &[]);
        check(vec![synonym()], &["Chef: chef, cook (1/5)"]);
        check(vec![synonym(), article(&[], &[], &[("chef", "cooks")])], &["Chef: chef (1/3)", "Cook: cook (1/2)"]);
    }

    #[test]
    fn names_of_one_title_set_against_the_same_role_are_one() {
        let first = article(&[("ship cook", 2), ("ship steward", 1)], &[], &[("ship cook", "ship steward")]);
        let second = || article(&[("galley cook", 1), ("ship steward", 1)], &[], &[("galley cook", "ship steward")]);
        let both = article(&[("galley cook", 1), ("ship cook", 1)], &[], &[]);
        check(
            vec![first.clone(), second()],
            &["Ship cook: ship cook, galley cook (2/3)", "Ship steward: ship steward (2/2)"],
        );
        check(
            vec![first, second(), both],
            &["Galley cook: galley cook (2/2)", "Ship cook: ship cook (2/3)", "Ship steward: ship steward (2/2)"],
        );
    }

    #[test]
    fn a_chain_of_synonyms_does_not_join_what_is_contrasted() {
        let first = article(&[("a1", 5), ("b1", 2), ("c1", 1)], &[("a1", "b1"), ("b1", "c1")], &[("a1", "c1")]);
        let second = article(&[("b1", 1), ("c1", 1)], &[("c1", "b1")], &[]);
        check(vec![first, second], &["A1: a1 (1/5)", "B1: b1, c1 (2/5)"]);
    }
}
