//! Roles by what they are for: "music engineering" is the music engineer's, "Extraction" the extraction lead's.

use super::Inventory;
use rolecall_language::head_of;

impl Inventory {
    /// The role whose work an activity names: "music engineering" → "music engineer", "product ownership" → "product owner".
    pub fn doer(&self, activity: &str) -> Option<&str> {
        self.doers(activity).find(|n| self.is_role(n))
    }

    /// The names of those whose work an activity names, be they roles or not.
    pub(super) fn doers<'i>(&'i self, activity: &str) -> impl Iterator<Item = &'i str> {
        let head = head_of(activity);
        let base = ["ing", "ship", "ry", ""].iter().find_map(|e| head.strip_suffix(e)).filter(|b| b.len() > 3);
        let before = &activity[..activity.len() - head.len()];
        let base = base.filter(|_| !before.is_empty() || head.ends_with("ing"));
        // Most names are no activity, and are done with here.
        base.into_iter().flat_map(move |base| {
            let same = move |name: &str| {
                let doer = &name[before.len()..];
                let root = ["er", "or", "ist", "ian", "r"].iter().find_map(|e| doer.strip_suffix(e));
                doer == base
                    || root.is_some_and(|r| {
                        let longer = base.strip_prefix(r);
                        r == base || r == base.trim_end_matches('e') || matches!(longer, Some("e" | "r"))
                    })
            };
            let known = move |n: &&String| n.len() > before.len() && !n[before.len()..].contains(' ');
            // Whoever does it is called by the same words, up to the last letter: "master" and "mastering", "rigger" and "rigging".
            let like = move |before: String| before + &base.chars().take(2).collect::<String>();
            let near = move |like: String| {
                self.entries.range(like.clone()..).map(|(n, _)| n).take_while(move |n| n.starts_with(&like))
            };
            // "ux design" and the "UX designer"
            let shouted = before.to_uppercase();
            let other = Some(shouted).filter(|shouted| shouted != before).map(like).map(near);
            near(like(before.to_owned()))
                .chain(other.into_iter().flatten())
                .filter(known)
                .map(String::as_str)
                .filter(move |n| same(n))
        })
    }

    /// The one role whose title begins with an activity: "Extraction" → "extraction lead", "Mastering" → "mastering engineer".
    pub fn keeper(&self, activity: &str) -> Option<String> {
        if let Some(role) = self.doer(activity) {
            return Some(self.resolve(role, &[]));
        }
        let begins = |n: &&String| {
            n.strip_prefix(activity).is_some_and(|rest| rest.starts_with(' ') && !rest[1..].contains(' '))
                && self.entries[*n].likely
                && self.is_role(n)
        };
        let from = format!("{activity} ");
        let near = self.entries.range(from.clone()..).map(|(n, _)| n).take_while(|n| n.starts_with(&from));
        let mut fits = near.filter(begins).map(|n| self.resolve(n, &[]));
        let first = fits.next()?;
        fits.all(|other| other == first).then_some(first)
    }
}
