//! What is known of an article's names once all of it was read: which are one, which are short for others.

use super::{Entry, Inventory, shortens};
use crate::attribute::identity::initials;
use rolecall_language::{Readings, head_of, look_up, ranked, subordinate};
use std::collections::{BTreeMap, BTreeSet};

impl Inventory {
    /// Takes names as one where the article does: it speaks of "the producer" as one role in its title or where it
    /// compares, and gives "record producer" and "music producer" duties without ever naming both in one sentence.
    /// Ranks ("assistant producer") stay apart.
    fn unite(&mut self) {
        for bare in self.bare.clone() {
            let named = |e: &Entry| e.headings > 0 || e.deeds > 0;
            let mut fuller: Vec<(&String, &Entry)> = self
                .entries
                .iter()
                .filter(|(n, e)| {
                    shortens(&bare, n) && named(e) && !self.same.contains_key(*n) && !ranked(n) && self.is_role(n)
                })
                .collect();
            fuller.sort_by_key(|(n, e)| (std::cmp::Reverse((e.titled, e.headings, e.mentions)), (*n).clone()));
            let meant = |e: &Entry| e.titled && (e.mentions > 0 || e.alone);
            let Some(((main, _), others)) = fuller.split_first().filter(|((_, e), _)| meant(e)) else { continue };
            let apart = |a: &str, b: &str| {
                let pair = if a < b { (a.to_owned(), b.to_owned()) } else { (b.to_owned(), a.to_owned()) };
                self.together(a, b) || self.contrasts.contains(&pair)
            };
            let mut one: Vec<String> = vec![(*main).clone()];
            for (other, _) in others {
                if !one.iter().any(|m| apart(m, other)) {
                    one.push((*other).clone());
                }
            }
            if one.len() < fuller.len() {
                // Some of them are told apart: then the bare name means no single one.
                continue;
            }
            for other in one[1..].iter().chain([&bare]) {
                self.same.entry(other.clone()).or_insert_with(|| one[0].clone());
            }
        }
    }

    /// "Comparing music producers": a heading's gerund before a name that the text uses without it is no part of it.
    fn strip_gerunds(&mut self) {
        let names: Vec<String> = self.entries.keys().filter(|n| n.matches(' ').count() > 1).cloned().collect();
        for name in names {
            let Some((first, rest)) = name.split_once(' ') else { continue };
            let (whole, bare) = (self.entries[&name].mentions, self.entries.get(rest).map_or(0, |e| e.mentions));
            if first.ends_with("ing")
                && look_up(first).readings.any(Readings::ING)
                && bare > whole
                && self.is_role(rest)
            {
                self.same.insert(name.clone(), rest.to_owned());
            }
        }
    }

    /// "the supe", "the somm": a word that no list knows and that begins just one title is that title cut short.
    fn clip(&mut self) {
        let short: Vec<String> = self
            .entries
            .iter()
            .filter(|(n, e)| n.len() > 3 && !n.contains(' ') && e.unlisted)
            .map(|(n, _)| n.clone())
            .collect();
        for name in short {
            let mut full = self
                .entries
                .iter()
                .filter(|(n, e)| e.likely && head_of(n).len() > name.len() + 2 && head_of(n).starts_with(&name));
            if let (Some((one, _)), None) = (full.next(), full.next()) {
                self.same.entry(name).or_insert_with(|| one.clone());
            }
        }
    }

    /// "PM" in an article on product managers: capitals that begin the words of just one of its titles are that title.
    fn expand_acronyms(&mut self) {
        let capitals = |n: &str| n.len() > 1 && !n.contains(' ') && n.chars().all(|c| c.is_uppercase() || c == '&');
        let short: Vec<String> = self.entries.keys().filter(|n| capitals(n)).cloned().collect();
        for name in short {
            let fits = |(n, e): &(&String, &Entry)| {
                (e.likely || e.possible && self.is_role(n))
                    && n.contains(' ')
                    && (initials(&n.to_lowercase(), &name) || initials(n, &name))
            };
            let full: Vec<(&String, &Entry)> = self.entries.iter().filter(fits).collect();
            let headed: Vec<&(&String, &Entry)> = full.iter().filter(|(_, e)| e.headings > 0).collect();
            let one = match (&full[..], &headed[..]) {
                ([one], _) => one.0.clone(),
                (_, [one]) => one.0.clone(),
                _ => continue,
            };
            self.same.entry(name).or_insert(one);
        }
    }

    /// "core PM" where a PM is a product manager: an acronym with words before it is whom it is alone, or its own title.
    fn expand_within(&mut self) {
        let capitals = |w: &str| w.len() > 1 && w.chars().all(|c| c.is_uppercase() || c == '&');
        let names: Vec<String> =
            self.entries.keys().filter(|n| n.contains(' ') && capitals(head_of(n))).cloned().collect();
        for name in names {
            let (before, acronym) = name.rsplit_once(' ').unwrap_or_default();
            let Some(full) = self.same.get(acronym).cloned() else {
                // "first AD" beside "first assistant director"
                let tail = |n: &&String| {
                    n.strip_prefix(before)
                        .is_some_and(|rest| rest.starts_with(' ') && initials(&rest[1..].to_lowercase(), acronym))
                };
                if let Some(full) = self.entries.keys().find(tail).cloned() {
                    self.same.entry(name).or_insert(full);
                }
                continue;
            };
            let long = format!("{before} {full}");
            let main = if ranked(&name) || self.entries.contains_key(&long) { long } else { full };
            self.same.entry(name).or_insert(main);
        }
    }

    /// "We have a milling lead. … The lead decides": whoever acts under a short name after the full one came is meant by both.
    fn lengthen(&mut self) {
        let acts = |e: &Entry| e.possible && !e.likely && e.deeds > 0;
        let short: Vec<(String, usize)> = self
            .entries
            .iter()
            .filter(|(n, e)| !n.contains(' ') && acts(e))
            .map(|(n, e)| (n.clone(), e.first))
            .collect();
        for (name, first) in short {
            let fits = |(n, e): &(&String, &mut Entry)| shortens(&name, n) && e.first < first && !subordinate(n);
            let mut full: Vec<&mut Entry> = self.entries.iter_mut().filter(fits).map(|(_, e)| e).collect();
            if let [full] = &mut full[..] {
                full.defined = true;
            }
        }
    }

    /// "Layout" and "the layout department" are one.
    fn without_department(&mut self) {
        let names: Vec<String> = self.entries.keys().filter(|n| n.ends_with(" department")).cloned().collect();
        for name in names {
            let bare = name.trim_end_matches(" department").to_owned();
            let person = self.entries.get(&bare).is_none_or(|e| e.possible);
            if !person && self.is_role(&bare) {
                self.same.entry(name).or_insert(bare);
            }
        }
    }

    /// The pairs of [`Inventory::apart`].
    fn told_apart(&self) -> BTreeSet<(String, String)> {
        // "the DoP and the director"
        let mut called: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
        for (other, main) in self.same.iter().filter(|(_, main)| main.contains(" of ")) {
            called.entry(main).or_default().push(other);
        }
        let mut apart = BTreeSet::new();
        for (bare, full) in self.fuller.iter().flat_map(|(bare, fuller)| fuller.iter().map(move |full| (bare, full))) {
            let named = || called.get(full.as_str()).into_iter().flatten().copied().chain([full.as_str()]);
            if full.contains(" of ") && named().any(|name| self.together(name, bare)) {
                apart.insert((full.clone(), bare.clone()));
            }
        }
        apart
    }

    /// Closes the inventory: no name is noted after this, and names can be resolved.
    pub fn settle(&mut self) {
        self.roles_head = self.entries.values().filter(|e| e.likely && e.alone && e.titled).count() > 1;
        self.strip_gerunds();
        self.unite();
        self.clip();
        self.expand_acronyms();
        self.expand_within();
        self.lengthen();
        self.without_department();
        let others = self.same.keys().filter(|other| other.contains(' '));
        self.clipped = others.map(|other| head_of(other).to_owned()).collect();
        let mut fuller: BTreeMap<String, Vec<String>> = BTreeMap::new();
        // "the reporter" is not short for "second reporter", unless a heading is about that one.
        let meant = |(n, e): &(&String, &Entry)| {
            n.contains(' ') && !subordinate(n) && (e.headings > 0 || !ranked(n)) && self.is_role(n)
        };
        let mut longer = |short: &str, name: &String| {
            let names = fuller.entry(short.to_owned()).or_default();
            // "the tech": a vet tech and a veterinary technician are one.
            let main = self.same.get(name).filter(|main| main.contains(' ')).unwrap_or(name);
            if !names.contains(main) {
                names.push(main.clone());
            }
        };
        for (name, _) in self.entries.iter().filter(meant) {
            for (at, _) in name.match_indices(' ') {
                longer(&name[at + 1..], name);
            }
            if let Some((head, _)) = name.split_once(" of ") {
                longer(head, name);
            }
        }
        // "the tech" where a veterinary technician is also called a vet tech
        for (other, main) in self.same.iter().filter(|(other, _)| other.contains(' ') && !ranked(other)) {
            if let Some(short) = other.rsplit(' ').next() {
                let names = fuller.entry(short.to_owned()).or_default();
                if !names.contains(main) {
                    names.push(main.clone());
                }
            }
        }
        self.fuller = fuller;
        self.apart = self.told_apart();
        for (names, of) in std::mem::take(&mut self.leads) {
            let begins = |n: &&String| n.strip_prefix(&of).is_some_and(|rest| rest.starts_with(' ')) && self.is_role(n);
            let mut fits = self.entries.keys().filter(begins);
            if let (Some(role), None) = (fits.next().cloned(), fits.next()) {
                for name in names {
                    self.people.entry(name).or_insert_with(|| role.clone());
                }
            }
        }
    }
}
