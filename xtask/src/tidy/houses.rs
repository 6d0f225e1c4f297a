//! Which crate may use which: the last column of the table in `ARCHITECTURE.md`.

use super::Tracked;

/// A crate's folder, the crates that it must not use, and the words that its code must not hold, with the reason.
struct House {
    folder: &'static str,
    not: &'static [&'static str],
    never: &'static [(&'static str, &'static str)],
}

const OURS: &[&str] = &[
    "rolecall-record",
    "rolecall-language",
    "rolecall-embedding",
    "rolecall-ingest",
    "rolecall-indexer",
    "rolecall-search",
    "rolecall-cluster",
    "rolecall-serve",
    "rolecall-cli",
];

const FILES: (&str, &str) = ("std::fs", "it must not touch files");

#[rustfmt::skip]
const HOUSES: &[House] = &[
    House { folder: "crates/record", not: OURS, never: &[FILES] },
    House { folder: "crates/language", not: &["rolecall-record", "rolecall-embedding", "rolecall-ingest", "rolecall-indexer", "rolecall-search", "rolecall-cluster", "rolecall-serve", "rolecall-cli", "tantivy", "candle"], never: &[FILES] },
    House { folder: "crates/embedding", not: OURS, never: &[] },
    House { folder: "crates/ingest", not: &["rolecall-indexer", "rolecall-search", "rolecall-cluster", "rolecall-serve", "rolecall-cli", "tantivy"], never: &[] },
    House { folder: "crates/indexer", not: &["rolecall-ingest", "rolecall-search", "rolecall-cluster", "rolecall-serve", "rolecall-cli"], never: &[] },
    House { folder: "crates/search", not: &["rolecall-ingest", "rolecall-cluster", "rolecall-serve", "rolecall-cli", "tantivy"], never: &[FILES] },
    House { folder: "crates/cluster", not: &["rolecall-ingest", "rolecall-serve", "rolecall-cli", "tantivy"], never: &[] },
    House { folder: "crates/serve", not: &["rolecall-ingest", "rolecall-cli", "tantivy"], never: &[FILES] },
    House { folder: "crates/cli", not: &["tantivy"], never: &[] },
];

/// Every use that the table forbids.
pub(super) fn faults(files: &[Tracked]) -> Vec<String> {
    let mut faults = Vec::new();
    for house in HOUSES {
        let inside = |f: &&Tracked| f.path.strip_prefix(house.folder).is_some_and(|rest| rest.starts_with('/'));
        for file in files.iter().filter(inside) {
            // A crate's own name is no use of another.
            let own = format!("rolecall-{}", house.folder.trim_start_matches("crates/"));
            for (number, line) in file.text.lines().enumerate() {
                let at = format!("{}:{}", file.path, number + 1);
                for other in house.not.iter().filter(|o| **o != own) {
                    if uses(&file.path, line, other) {
                        faults.push(format!("{at}: {} must not use {other}", house.folder));
                    }
                }
                if file.path.contains("/src/") && file.path.ends_with(".rs") {
                    let broken = house.never.iter().filter(|(word, _)| line.contains(word));
                    faults.extend(broken.map(|(word, why)| format!("{at}: `{word}` in {}: {why}", house.folder)));
                }
            }
        }
    }
    faults
}

/// Whether a line of a manifest or of code uses the crate `other`.
fn uses(path: &str, line: &str, other: &str) -> bool {
    let line = line.trim_start();
    if path.ends_with("Cargo.toml") {
        return line.strip_prefix(other).is_some_and(|rest| rest.starts_with(['.', ' ', '=', '-']));
    }
    let name = other.replace('-', "_");
    path.ends_with(".rs")
        && !line.starts_with("//")
        && line.match_indices(&name).any(|(at, _)| {
            let before = line[..at].chars().next_back();
            line[at + name.len()..].starts_with("::")
                && !before.is_some_and(|c| c.is_alphanumeric() || c == '_' || c == ':')
        })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn fault(path: &str, text: &str) -> bool {
        !faults(&[Tracked { path: path.into(), text: text.into() }]).is_empty()
    }

    #[test]
    fn a_forbidden_dependency_is_found_in_manifest_and_code() {
        assert!(fault("crates/ingest/Cargo.toml", "[dependencies]\ntantivy.workspace = true\n"));
        assert!(fault("crates/search/src/a.rs", "use rolecall_ingest::parse;\n"));
        assert!(fault("crates/search/src/a.rs", "    std::fs::write(a, b)?;\n"));
        assert!(fault("crates/record/src/a.rs", "type A = rolecall_language::Term;\n"));
    }

    #[test]
    fn what_the_table_allows_is_no_fault() {
        assert!(!fault("crates/search/src/a.rs", "use rolecall_indexer::Reader;\n"));
        assert!(!fault("crates/record/Cargo.toml", "name = \"rolecall-record\"\n"));
        assert!(!fault("crates/ingest/src/a.rs", "//! not tantivy::Index\n"));
        assert!(!fault("crates/indexer/src/a.rs", "use tantivy::Index;\n"));
    }
}
