//! What is known of an article's names once all of it was read: which are one, which are short for others.

use super::{Entry, Fuller, Inventory, shorter};
use crate::attribute::identity::{acronyms, initials, letters};
use rolecall_language::{Readings, head_of, look_up, ranked, subordinate};
use std::collections::{BTreeMap, BTreeSet};

/// So many names are looked through faster than they are sorted.
const FEW: usize = 16;

impl Fuller {
    /// Adds a name, once.
    fn add(&mut self, name: &String) {
        let known = if self.names.len() < FEW {
            self.names.contains(name)
        } else {
            if self.known.is_empty() {
                self.known.extend(self.names.iter().cloned());
            }
            !self.known.insert(name.clone())
        };
        if !known {
            self.names.push(name.clone());
        }
    }

    /// Notes which of the names have headings: two are as good as many, for neither is meant alone then.
    fn settle(&mut self, entries: &BTreeMap<String, Entry>) {
        self.known = BTreeSet::new();
        let with = |fits: &dyn Fn(&Entry) -> bool| {
            let names = self.names.iter().filter(|n| entries.get(*n).is_some_and(fits));
            names.take(2).cloned().collect()
        };
        (self.headed, self.alone) = (with(&|e| e.headings > 0), with(&|e| e.headings > 0 && e.alone));
    }
}

impl Inventory {
    /// Takes names as one where the article does: it speaks of "the producer" as one role in its title or where it
    /// compares, and gives "record producer" and "music producer" duties without ever naming both in one sentence.
    /// Ranks ("assistant producer") stay apart.
    fn unite(&mut self) {
        let longer = self.longer(&self.bare);
        for (bare, longer) in longer {
            let named = |e: &Entry| e.headings > 0 || e.deeds > 0;
            let mut fuller: Vec<(&String, &Entry)> = longer
                .iter()
                .filter_map(|n| self.entries.get_key_value(n))
                .filter(|(n, e)| named(e) && !self.same.contains_key(*n) && !ranked(n) && self.is_role(n))
                .collect();
            fuller.sort_by_key(|(n, e)| (std::cmp::Reverse((e.titled, e.headings, e.mentions)), (*n).clone()));
            let meant = |e: &Entry| e.titled && (e.mentions > 0 || e.alone);
            let Some((main, others)) = fuller.split_first().filter(|((_, e), _)| meant(e)) else { continue };
            if self.any_apart(&fuller) {
                // Some of them are told apart: then the bare name means no single one.
                continue;
            }
            let main = main.0.clone();
            let others: Vec<String> = others.iter().map(|(other, _)| (*other).clone()).chain([bare]).collect();
            for other in others {
                self.same.entry(other).or_insert_with(|| main.clone());
            }
        }
    }

    /// Whether two of these names stand in one sentence, or are set against each other.
    fn any_apart(&self, names: &[(&String, &Entry)]) -> bool {
        if names.len() < 2 {
            return false;
        }
        let mut sentences: Vec<u32> = Vec::new();
        for (_, entry) in names {
            // One that a sentence names twice is still one.
            let mut own = entry.sentences.clone();
            own.dedup();
            sentences.append(&mut own);
        }
        sentences.sort_unstable();
        sentences.windows(2).any(|pair| pair[0] == pair[1])
            || !self.contrasts.is_empty() && {
                let names: BTreeSet<&String> = names.iter().map(|(n, _)| *n).collect();
                self.contrasts.iter().any(|(a, b)| names.contains(a) && names.contains(b))
            }
    }

    /// The names that each of these names of a word shortens, in their order. Every name is looked at once, however many shorten some.
    fn longer(&self, short: &BTreeSet<String>) -> Vec<(String, Vec<String>)> {
        let mut longer: BTreeMap<&str, Vec<String>> = short.iter().map(|n| (n.as_str(), Vec::new())).collect();
        if !short.is_empty() {
            for name in self.entries.keys() {
                for word in shorter(name) {
                    if let Some(names) = longer.get_mut(word) {
                        names.push(name.clone());
                    }
                }
            }
        }
        longer.into_iter().map(|(short, names)| (short.to_owned(), names)).collect()
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
        if short.is_empty() {
            return;
        }
        let mut heads: Vec<(&str, &String)> =
            self.entries.iter().filter(|(_, e)| e.likely).map(|(n, _)| (head_of(n), n)).collect();
        heads.sort_unstable();
        let mut found = Vec::new();
        for name in short {
            let from = heads.partition_point(|(head, _)| *head < name.as_str());
            let begun = heads[from..].iter().take_while(|(head, _)| head.starts_with(&name));
            let mut full = begun.filter(|(head, _)| head.len() > name.len() + 2);
            if let (Some((_, one)), None) = (full.next(), full.next()) {
                found.push((name, (*one).clone()));
            }
        }
        for (name, one) in found {
            self.same.entry(name).or_insert(one);
        }
    }

    /// "PM" in an article on product managers: capitals that begin the words of just one of its titles are that title.
    fn expand_acronyms(&mut self) {
        let capitals = |n: &str| n.len() > 1 && !n.contains(' ') && n.chars().all(|c| c.is_uppercase() || c == '&');
        let short: Vec<String> = self.entries.keys().filter(|n| capitals(n)).cloned().collect();
        // Few are compared with every name; of many, each only with the names that it may stand for.
        let mut stands_for: BTreeMap<String, Vec<&String>> = BTreeMap::new();
        let many = short.len() > FEW;
        if many {
            stands_for.extend(short.iter().map(|name| (letters(name), Vec::new())));
            for name in self.entries.keys().filter(|n| n.contains(' ')) {
                for spelled in acronyms(name) {
                    if let Some(names) = stands_for.get_mut(&spelled) {
                        names.push(name);
                    }
                }
            }
        }
        let mut found = Vec::new();
        for name in short {
            let fits = |(n, e): &(&String, &Entry)| {
                (e.likely || e.possible && self.is_role(n))
                    && n.contains(' ')
                    && (initials(&n.to_lowercase(), &name) || initials(n, &name))
            };
            let full: Vec<(&String, &Entry)> = if many {
                let names = stands_for.get(&letters(&name)).into_iter().flatten();
                names.filter_map(|n| self.entries.get_key_value(*n)).filter(fits).collect()
            } else {
                self.entries.iter().filter(fits).collect()
            };
            let headed: Vec<&(&String, &Entry)> = full.iter().filter(|(_, e)| e.headings > 0).collect();
            let one = match (&full[..], &headed[..]) {
                ([one], _) => one.0.clone(),
                (_, [one]) => one.0.clone(),
                _ => continue,
            };
            found.push((name, one));
        }
        for (name, one) in found {
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
                let from = format!("{before} ");
                let mut near = self.entries.range(from.clone()..).map(|(n, _)| n).take_while(|n| n.starts_with(&from));
                if let Some(full) = near.find(tail).cloned() {
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
        let short = self.entries.iter().filter(|(n, e)| !n.contains(' ') && acts(e)).map(|(n, _)| n.clone()).collect();
        for (name, longer) in self.longer(&short) {
            let first = self.entries.get(&name).map_or(0, |e| e.first);
            let fits = |n: &&String| self.entries.get(*n).is_some_and(|e| e.first < first) && !subordinate(n);
            let mut full = longer.iter().filter(fits);
            if let (Some(full), None) = (full.next(), full.next())
                && let Some(full) = self.entries.get_mut(full)
            {
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
        for (bare, full) in
            self.fuller.iter().flat_map(|(bare, fuller)| fuller.names.iter().map(move |full| (bare, full)))
        {
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
        let mut fuller: BTreeMap<String, Fuller> = BTreeMap::new();
        // "the reporter" is not short for "second reporter", unless a heading is about that one.
        let meant = |(n, e): &(&String, &Entry)| {
            n.contains(' ') && !subordinate(n) && (e.headings > 0 || !ranked(n)) && self.is_role(n)
        };
        let mut longer = |short: &str, name: &String| {
            let names = fuller.entry(short.to_owned()).or_default();
            // "the tech": a vet tech and a veterinary technician are one.
            let main = self.same.get(name).filter(|main| main.contains(' ')).unwrap_or(name);
            names.add(main);
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
                names.add(main);
            }
        }
        for names in fuller.values_mut() {
            names.settle(&self.entries);
        }
        self.fuller = fuller;
        let said = |name: &String| self.entries.get(name).is_some_and(|e| e.alone || e.mentions > 0);
        self.called = self.same.iter().filter(|(other, _)| said(other)).map(|(_, main)| main.clone()).collect();
        self.apart = self.told_apart();
        let ranks = self.entries.iter().filter(|(n, e)| e.headings > 0 && n.contains(' ') && subordinate(n));
        self.ranks = ranks.flat_map(|(n, _)| n.match_indices(' ').map(|(at, _)| n[at + 1..].to_owned())).collect();
        for (names, of) in std::mem::take(&mut self.leads) {
            let begins = |n: &&String| n.strip_prefix(&of).is_some_and(|rest| rest.starts_with(' ')) && self.is_role(n);
            let mut fits =
                self.entries.range(of.clone()..).map(|(n, _)| n).take_while(|n| n.starts_with(&of)).filter(begins);
            if let (Some(role), None) = (fits.next().cloned(), fits.next()) {
                for name in names {
                    self.people.entry(name).or_insert_with(|| role.clone());
                }
            }
        }
    }
}
