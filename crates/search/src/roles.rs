//! From the names that articles use to the roles that they mean.

use crate::question::is_stop;
use rolecall_language::{spelling, terms};
use rolecall_record::{Role, RoleTable};
use std::collections::{BTreeMap, HashMap};

/// The role table, made ready to look names up in.
///
/// A name that the table does not know stays a role of its own: a table that lags behind its index costs a merge, never
/// an answer.
#[derive(Debug)]
pub struct Roles<'t> {
    table: &'t RoleTable,
    by_name: HashMap<&'t str, usize>,
    /// The words of every name, each in its [`form`] → the roles that bear it, the most spoken of first. Not its stems:
    /// these would make a developer of who develops.
    by_form: BTreeMap<Vec<String>, Vec<usize>>,
    /// The last words of longer names, two at least, that are no name themselves → the role most spoken of that ends so.
    by_ending: BTreeMap<Vec<String>, usize>,
    longest: usize,
}

impl<'t> Roles<'t> {
    /// Makes `table` ready.
    pub fn new(table: &'t RoleTable) -> Self {
        let mut by_name = HashMap::new();
        let mut by_form: BTreeMap<Vec<String>, Vec<usize>> = BTreeMap::new();
        for (i, role) in table.roles.iter().enumerate() {
            for alias in &role.aliases {
                by_name.entry(alias.name.as_str()).or_insert(i);
            }
            let names = role.aliases.iter().map(|a| a.name.as_str()).chain([role.name.as_str()]);
            for name in names {
                let key = forms(name);
                let bearers = by_form.entry(key).or_default();
                if !bearers.contains(&i) {
                    bearers.push(i);
                }
            }
        }
        for bearers in by_form.values_mut() {
            bearers.sort_by_key(|&i| (std::cmp::Reverse(table.roles[i].statements), i));
        }
        let mut by_ending: BTreeMap<Vec<String>, usize> = BTreeMap::new();
        for (key, bearers) in &by_form {
            for from in 1..key.len().saturating_sub(1) {
                let ending = key[from..].to_vec();
                if !is_stop(&ending[0]) && !by_form.contains_key(&ending) {
                    let known = by_ending.entry(ending).or_insert(bearers[0]);
                    if table.roles[bearers[0]].statements > table.roles[*known].statements {
                        *known = bearers[0];
                    }
                }
            }
        }
        let longest = by_form.keys().map(Vec::len).max().unwrap_or(0);
        Self { table, by_name, by_form, by_ending, longest }
    }

    /// The role that `name` (in the form of [`rolecall_record::Mention::role`]) means.
    pub fn get(&self, name: &str) -> Option<&'t Role> {
        self.by_name.get(name).map(|&i| &self.table.roles[i])
    }

    /// The role whose preferred name is `preferred`.
    pub(crate) fn named(&self, preferred: &str) -> Option<&'t Role> {
        self.table.roles.iter().find(|r| r.name == preferred)
    }

    /// Whether `word` is one of a name of the role whose preferred name is `preferred`.
    pub(crate) fn part_of(&self, preferred: &str, word: &str) -> bool {
        let word = form(word);
        self.names(preferred).iter().any(|name| forms(name).contains(&word))
    }

    /// The roles whose names begin or end with a name of the role whose preferred name is `preferred`, and say more: "deck
    /// officer" for "officer"; those that are spoken of most first.
    pub(crate) fn kinds_of(&self, preferred: &str) -> Vec<String> {
        let own: Vec<Vec<String>> = self.names(preferred).iter().map(|n| forms(n)).collect();
        let says_more = |key: &[String]| {
            own.iter().any(|o| !o.is_empty() && key.len() > o.len() && (key.starts_with(o) || key.ends_with(o)))
        };
        let mut kinds: Vec<usize> = self
            .by_form
            .iter()
            .filter(|(key, _)| says_more(key))
            .flat_map(|(_, bearers)| bearers.iter().copied())
            .collect();
        kinds.sort_by_key(|&i| (std::cmp::Reverse(self.table.roles[i].statements), i));
        kinds.dedup();
        kinds.into_iter().map(|i| self.table.roles[i].name.clone()).filter(|name| name != preferred).collect()
    }

    /// The roles with a name that ends with a name of the role whose preferred name is `preferred`, and says more: "bank
    /// teller" for "teller"; at most `most`, the most spoken of first.
    pub(crate) fn ending_with(&self, preferred: &str, most: usize) -> Vec<String> {
        let own: Vec<Vec<String>> = self.names(preferred).iter().map(|n| forms(n)).collect();
        let ends = |key: &[String]| own.iter().any(|o| !o.is_empty() && key.len() > o.len() && key.ends_with(o));
        let bearers = self.by_form.iter().filter(|(key, _)| ends(key)).flat_map(|(_, bearers)| bearers.iter().copied());
        let mut kinds: Vec<usize> = bearers.collect();
        kinds.sort_by_key(|&i| (std::cmp::Reverse(self.table.roles[i].statements), i));
        kinds.dedup();
        let names = kinds.into_iter().map(|i| self.table.roles[i].name.clone());
        names.filter(|name| name != preferred).take(most).collect()
    }

    /// The preferred name of the role that `name` means.
    pub fn preferred(&self, name: &str) -> String {
        self.get(name).map_or_else(|| capitalised(name), |role| role.name.clone())
    }

    /// Every name of the role whose preferred name is `preferred`, but that one.
    pub fn aliases(&self, preferred: &str) -> Vec<String> {
        let Some(role) = self.table.roles.iter().find(|r| r.name == preferred) else { return Vec::new() };
        let own = role.name.to_lowercase();
        role.aliases.iter().map(|a| a.name.clone()).filter(|a| a.to_lowercase() != own).collect()
    }

    /// Every name, in the form of [`rolecall_record::Mention::role`], of the role whose preferred name is `preferred`.
    pub fn names(&self, preferred: &str) -> Vec<String> {
        match self.table.roles.iter().find(|r| r.name == preferred) {
            Some(role) => role.aliases.iter().map(|a| a.name.clone()).collect(),
            None => vec![preferred.to_lowercase()],
        }
    }

    /// Every name of the roles that people mean by `name`: one of its own names, in any case and number.
    pub(crate) fn meant(&self, name: &str) -> Vec<String> {
        let bearers = self.by_form.get(&forms(name)).into_iter().flatten();
        bearers.flat_map(|i| self.table.roles[*i].aliases.iter().map(|alias| alias.name.clone())).collect()
    }

    /// The preferred names of the roles with `part` in any of their names, the most spoken of first; all of them where it is
    /// empty.
    pub fn names_holding(&self, part: &str) -> Vec<&'t str> {
        let part = part.to_lowercase();
        let holds = |name: &str| name.to_lowercase().contains(&part);
        let mut roles: Vec<&'t Role> = self.table.roles.iter().collect();
        roles.retain(|role| holds(&role.name) || role.aliases.iter().any(|alias| holds(&alias.name)));
        roles.sort_by(|a, b| b.statements.cmp(&a.statements).then_with(|| a.name.cmp(&b.name)));
        roles.into_iter().map(|role| role.name.as_str()).collect()
    }

    /// Every word of a role's name, in its singular; some more than once.
    pub(crate) fn words(&self) -> impl Iterator<Item = &str> {
        self.by_form.keys().flatten().map(String::as_str)
    }

    /// The longest role name, or end of one of two words or more ("business partner"), that begins at `forms[0]`: how many
    /// words it takes, and the role's preferred name.
    pub fn prefix_of(&self, forms: &[String]) -> Option<(usize, String)> {
        (1..=self.longest.min(forms.len())).rev().find_map(|n| {
            let bearer = self.by_form.get(&forms[..n]).and_then(|bearers| bearers.first());
            let bearer = bearer.or_else(|| self.by_ending.get(&forms[..n]))?;
            Some((n, self.table.roles[*bearer].name.clone()))
        })
    }

    /// The most spoken-of role whose name ends or begins with these words, each in the singular ("engineer" for "audio engineer"); where none does, the most
    /// spoken-of one whose name is a part of them ("engineer" for "senior audio engineer").
    pub fn nearest(&self, forms: &[String]) -> Option<String> {
        if forms.is_empty() {
            return None;
        }
        let best = |fits: &dyn Fn(&[String]) -> bool| {
            let bearers = self.by_form.iter().filter(|(key, _)| fits(key)).flat_map(|(_, bearers)| bearers.iter());
            bearers
                .max_by_key(|&&i| (self.table.roles[i].statements, std::cmp::Reverse(i)))
                .map(|&i| self.table.roles[i].name.clone())
        };
        best(&|key| key.ends_with(forms))
            .or_else(|| best(&|key| key.starts_with(forms)))
            .or_else(|| best(&|key| !key.is_empty() && forms.ends_with(key)))
    }
}

fn forms(name: &str) -> Vec<String> {
    terms(name).into_iter().map(|t| form(&t.word)).collect()
}

/// A word (in lower case) of a role's name in the singular, and in the spelling that stands for both of its.
pub(crate) fn form(word: &str) -> String {
    let form = singular(word);
    match spelling(&form) {
        other if other == form => form,
        other => other.to_owned(),
    }
}

fn singular(word: &str) -> String {
    let cut = |ending: &str, with: &str| word.strip_suffix(ending).map(|stem| format!("{stem}{with}"));
    // "DPs", "NPs": letters and an ending, and no word of English.
    if word.chars().count() == 3 && !word.contains(['a', 'e', 'i', 'o', 'u', 'y']) && !word.ends_with("ss") {
        return word.strip_suffix('s').unwrap_or(word).to_owned();
    }
    if word.chars().count() <= 3 || ["ss", "us", "is", "ics"].iter().any(|ending| word.ends_with(ending)) {
        return word.to_owned();
    }
    let endings =
        [("men", "man"), ("ies", "y"), ("sses", "ss"), ("shes", "sh"), ("ches", "ch"), ("xes", "x"), ("s", "")];
    endings.iter().find_map(|(ending, with)| cut(ending, with)).unwrap_or_else(|| word.to_owned())
}

/// `name` with its first letter in upper case.
pub(crate) fn capitalised(name: &str) -> String {
    let mut chars = name.chars();
    chars.next().map(|c| c.to_uppercase().chain(chars).collect()).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::memory::table;

    #[test]
    fn a_name_of_the_question_is_found_in_any_number_and_by_its_longest_form() {
        let table = table(&[("Ship's purser", &["purser"], 5), ("Cook", &["head cook"], 9)]);
        let roles = Roles::new(&table);
        let asked = |text| forms(text);
        assert_eq!(roles.prefix_of(&asked("head cooks and pursers")), Some((2, "Cook".into())));
        assert_eq!(roles.prefix_of(&asked("pursers")), Some((1, "Ship's purser".into())));
        assert_eq!(roles.prefix_of(&asked("the cook")), None);
        assert_eq!(roles.prefix_of(&asked("cooking")), None, "a deed is no role");
        let longer = crate::memory::table(&[("Office post master", &[], 5), ("Post", &[], 9)]);
        let ending = Roles::new(&longer).prefix_of(&asked("post master sorts"));
        assert_eq!(ending, Some((2, "Office post master".into())), "the end of a name is one, if it is long enough");
    }

    #[test]
    fn a_bare_head_noun_means_the_role_most_spoken_of() {
        let table = table(&[("Deck officer", &[], 2), ("Radio officer", &[], 7)]);
        assert_eq!(Roles::new(&table).nearest(&forms("officer")), Some("Radio officer".into()));
        assert_eq!(Roles::new(&table).nearest(&forms("gardener")), None);
    }
}
