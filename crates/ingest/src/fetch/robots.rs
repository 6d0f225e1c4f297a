//! `robots.txt` (RFC 9309): what a host lets programs read.

/// More of it is not read, in bytes.
pub(super) const MOST: u64 = 512 << 10;

/// The rules for one program.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Robots {
    /// Patterns of paths, and whether what they match may be read.
    rules: Vec<(String, bool)>,
}

impl Robots {
    /// The rules in `text` for the program called `name`: those of its own groups, else those for everybody.
    pub(super) fn read(text: &str, name: &str) -> Self {
        let (mut own, mut all): (Option<Vec<_>>, Vec<_>) = (None, Vec::new());
        let mut agents: Vec<String> = Vec::new();
        let mut in_rules = false;
        for line in text.trim_start_matches('\u{feff}').split(['\n', '\r']) {
            let line = line.split('#').next().unwrap_or(line);
            let Some((key, value)) = line.split_once(':') else { continue };
            let value = value.trim();
            match &*key.trim().to_ascii_lowercase() {
                "user-agent" => {
                    if std::mem::take(&mut in_rules) {
                        agents.clear();
                    }
                    agents.push(value.to_ascii_lowercase());
                    if value.eq_ignore_ascii_case(name) {
                        own.get_or_insert_default();
                    }
                }
                rule @ ("allow" | "disallow") => {
                    in_rules = true;
                    // An empty rule forbids nothing.
                    if !value.is_empty() {
                        let rule = (value.to_owned(), rule == "allow");
                        if agents.iter().any(|agent| agent == name) {
                            own.get_or_insert_default().push(rule.clone());
                        }
                        if agents.iter().any(|agent| agent == "*") {
                            all.push(rule);
                        }
                    }
                }
                _ => {}
            }
        }
        Self { rules: own.unwrap_or(all) }
    }

    /// Whether `path` may be read: the longest pattern that matches decides, and of two as long the one that allows.
    pub(super) fn allow(&self, path: &str) -> bool {
        let matching = self.rules.iter().filter(|(pattern, _)| matches(pattern, path));
        matching.max_by_key(|(pattern, allow)| (pattern.len(), *allow)).is_none_or(|(_, allow)| *allow)
    }
}

/// Whether `pattern`, in which `*` stands for anything and a last `$` for the end, matches the beginning of `path`.
fn matches(pattern: &str, path: &str) -> bool {
    let (pattern, to_end) = pattern.strip_suffix('$').map_or((pattern, false), |pattern| (pattern, true));
    let mut parts = pattern.split('*');
    let Some(mut rest) = path.strip_prefix(parts.next().unwrap_or_default()) else { return false };
    let parts: Vec<&str> = parts.collect();
    for (i, part) in parts.iter().enumerate() {
        let last = i + 1 == parts.len();
        if last && to_end {
            return rest.ends_with(part);
        }
        match rest.find(part) {
            Some(at) => rest = &rest[at + part.len()..],
            None => return false,
        }
    }
    !to_end || rest.is_empty()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_longest_rule_of_the_program_s_own_group_decides() {
        let text = "User-agent: *\nDisallow: /\n\nUser-agent: other\nUser-agent: Rolecall # us\nDisallow: /private\nAllow: /private/open\nDisallow: /*.pdf$\n";
        let robots = Robots::read(text, "rolecall");
        for (path, allowed) in
            [("/", true), ("/private/x", false), ("/private/open/x", true), ("/a.pdf", false), ("/a.pdf?x", true)]
        {
            assert_eq!(robots.allow(path), allowed, "{path}");
        }
        assert!(!Robots::read(text, "somebody").allow("/"));
        assert!(Robots::read("User-agent: *\nDisallow:\n", "rolecall").allow("/"));
        assert!(!Robots::read("\u{feff}User-agent: *\rDisallow: /\r", "rolecall").allow("/"));
    }
}
