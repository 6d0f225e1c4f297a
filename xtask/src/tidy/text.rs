//! What never stands in a tracked file.

use super::Tracked;

/// More lines than this are more than one idea.
const MOST_LINES: usize = 600;

/// Marks of unfinished work, put together here so that this file holds none.
const UNFINISHED: &[&str] =
    &[concat!("to", "do!("), concat!("unimple", "mented!("), concat!("#[ign", "ore"), concat!("FIX", "ME")];

/// Printing, which libraries leave to whoever calls them.
const PRINTING: &[&str] = &[concat!("print", "ln!("), concat!("print", "!("), concat!("db", "g!(")];

/// Folders of somebody's machine.
const MACHINES: &[&str] = &[
    concat!("/ho", "me/"),
    concat!("/ro", "ot/"),
    concat!("/Us", "ers/"),
    concat!("/wo", "rk/"),
    concat!("C:\\Us", "ers"),
];

/// The only place that packages come from, as `Cargo.lock` names it.
const REGISTRY: &str = "registry+https://github.com/rust-lang/crates.io-index";

/// Every fault of these files' text.
pub(super) fn faults(files: &[Tracked]) -> Vec<String> {
    let mut faults = Vec::new();
    for file in files {
        let code = file.path.ends_with(".rs");
        let library =
            code && file.path.starts_with("crates/") && file.path.contains("/src/") && !file.path.ends_with("/main.rs");
        if code && file.text.lines().count() > MOST_LINES {
            faults.push(format!("{}: more than {MOST_LINES} lines: part it by ideas", file.path));
        }
        for (number, line) in file.text.lines().enumerate() {
            let mut fault = |why: String| faults.push(format!("{}:{}: {why}", file.path, number + 1));
            let comment = line.trim_start().starts_with("//");
            if code {
                UNFINISHED.iter().filter(|u| line.contains(**u)).for_each(|u| fault(format!("`{u}`: finish it")));
            }
            if library && !comment {
                PRINTING
                    .iter()
                    .filter(|p| line.contains(**p))
                    .for_each(|p| fault(format!("`{p}` in a library: return a value")));
            }
            if let Some(machine) = MACHINES.iter().find(|m| names_folder(line, m)) {
                fault(format!("names a folder of somebody's machine ({machine})"));
            }
            if file.path == "Cargo.lock" && line.starts_with("source = ") && !line.contains(REGISTRY) {
                fault("a package that comes from elsewhere than the public registry".into());
            }
            if file.path.starts_with(".cargo/") && (line.contains("registr") || line.starts_with("[source")) {
                fault("names a registry: that belongs into the machine's own settings".into());
            }
        }
    }
    faults
}

/// Whether `line` holds the path `folder`, and not as a part of a longer path or of an address.
fn names_folder(line: &str, folder: &str) -> bool {
    line.match_indices(folder).any(|(at, _)| {
        let before = line[..at].chars().next_back();
        !before.is_some_and(|c| c.is_alphanumeric() || matches!(c, '.' | '/' | '~' | '-' | '_' | '}' | '*'))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn fault(path: &str, text: &str) -> bool {
        !faults(&[Tracked { path: path.into(), text: text.into() }]).is_empty()
    }

    #[test]
    fn unfinished_work_printing_and_machines_are_found() {
        assert!(fault("crates/a/src/b.rs", &format!("fn f() {{ {}) }}", UNFINISHED[0])));
        assert!(fault("crates/a/src/b.rs", &format!("{}\"x\");", PRINTING[0])));
        assert!(fault("README.md", &format!("see {}me/notes", MACHINES[0])));
        assert!(fault("Cargo.lock", "source = \"git+https://example.org\""));
        assert!(fault("crates/a/src/b.rs", &"\n".repeat(MOST_LINES + 1)));
    }

    #[test]
    fn addresses_and_comments_are_no_fault() {
        assert!(!fault("README.md", &format!("https://example.org{}page", MACHINES[0])));
        assert!(!fault("crates/a/src/b.rs", &format!("/// `{}..)` is not used here", PRINTING[0])));
        assert!(!fault("crates/cli/src/main.rs", &format!("{}\"x\");", PRINTING[0])));
    }
}
