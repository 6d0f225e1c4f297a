//! Which packages there are: under licences that `deny.toml` allows, and each used by whoever names it.

use super::Tracked;
use anyhow::{Context, Result, bail};
use serde::Deserialize;
use std::path::Path;
use std::process::Command;

/// The parts of `cargo metadata` that matter here.
#[derive(Deserialize)]
struct Metadata {
    packages: Vec<Package>,
    workspace_root: String,
}

#[derive(Deserialize)]
struct Package {
    name: String,
    version: String,
    license: Option<String>,
    license_file: Option<String>,
    manifest_path: String,
    source: Option<String>,
    dependencies: Vec<Dependency>,
}

#[derive(Deserialize)]
struct Dependency {
    name: String,
    rename: Option<String>,
}

/// Every package that should not be there, or not be named.
pub(super) fn faults(root: &Path, files: &[Tracked]) -> Result<Vec<String>> {
    let mut cargo = Command::new("cargo");
    let told = cargo.args(["metadata", "--format-version", "1", "--locked"]).current_dir(root).output();
    let told = told.context("cargo cannot be run: install Rust")?;
    if !told.status.success() {
        bail!("cargo tells of no packages: {}", String::from_utf8_lossy(&told.stderr).trim());
    }
    let metadata: Metadata =
        serde_json::from_slice(&told.stdout).context("what cargo tells of packages does not read")?;
    let deny = files.iter().find(|file| file.path == "deny.toml").map_or("", |file| file.text.as_str());
    let allowed = allowed(deny);
    let mut faults = Vec::new();
    for package in &metadata.packages {
        if package.source.is_some() {
            let said = package.license.as_deref().unwrap_or_default();
            if !(permitted(said, &allowed) || said.is_empty() && package.license_file.is_some()) {
                let Package { name, version, .. } = package;
                faults.push(format!("deny.toml: {name} {version} is licensed as `{said}`, which is not allowed"));
            }
            continue;
        }
        let manifest = Path::new(&package.manifest_path).strip_prefix(&metadata.workspace_root);
        let folder = manifest.ok().and_then(Path::parent).map(|folder| folder.to_string_lossy().replace('\\', "/"));
        let Some(folder) = folder else { continue };
        for dependency in &package.dependencies {
            let name = dependency.rename.as_ref().unwrap_or(&dependency.name);
            let theirs = |file: &&Tracked| is_within(file, &folder) || borrowed(files, &folder, file);
            if !files.iter().filter(theirs).any(|file| mentions(&file.text, name)) {
                faults.push(format!("{folder}/Cargo.toml: {name} is named and not used: take it out"));
            }
        }
    }
    Ok(faults)
}

fn is_within(file: &Tracked, folder: &str) -> bool {
    file.path.ends_with(".rs") && file.path.strip_prefix(folder).is_some_and(|rest| rest.starts_with('/'))
}

/// Whether code in `folder` has this file as a module of its own, by `#[path = "…"]`.
fn borrowed(files: &[Tracked], folder: &str, file: &Tracked) -> bool {
    let paths = |of: &Tracked| {
        let named = of.text.split("#[path = \"").skip(1).filter_map(|rest| rest.split_once('"'));
        named.map(|(path, _)| path.trim_start_matches("../").to_owned()).collect::<Vec<_>>()
    };
    file.path.ends_with(".rs")
        && files.iter().filter(|of| is_within(of, folder)).flat_map(paths).any(|path| file.path.ends_with(&path))
}

/// Whether code names a package: `name::`, `use name`, `name!`.
fn mentions(text: &str, name: &str) -> bool {
    let name = name.replace('-', "_");
    let word = |c: char| c.is_alphanumeric() || c == '_';
    text.match_indices(&name).any(|(at, _)| {
        let (before, after) = (&text[..at], &text[at + name.len()..]);
        !before.ends_with(word) && (after.starts_with("::") || after.starts_with('!') || before.ends_with("use "))
    })
}

/// The licences between the brackets of `allow` in `deny.toml`.
fn allowed(deny: &str) -> Vec<&str> {
    let list = deny.split_once("\nallow = [").and_then(|(_, rest)| rest.split_once(']')).map_or("", |(list, _)| list);
    list.split('"').skip(1).step_by(2).collect()
}

/// Whether an expression of licences (SPDX; `/` is an older "or") can be met by those that are allowed.
fn permitted(expression: &str, allowed: &[&str]) -> bool {
    let plain = expression.replace('/', " OR ").replace('(', " ( ").replace(')', " ) ");
    let words: Vec<&str> = plain.split_whitespace().collect();
    let mut rest = words.as_slice();
    !words.is_empty() && either(&mut rest, allowed) && rest.is_empty()
}

fn either(words: &mut &[&str], allowed: &[&str]) -> bool {
    let mut met = both(words, allowed);
    while let ["OR", rest @ ..] = *words {
        *words = rest;
        met |= both(words, allowed);
    }
    met
}

fn both(words: &mut &[&str], allowed: &[&str]) -> bool {
    let mut met = one(words, allowed);
    while let ["AND", rest @ ..] = *words {
        *words = rest;
        met &= one(words, allowed);
    }
    met
}

fn one(words: &mut &[&str], allowed: &[&str]) -> bool {
    match *words {
        ["(", rest @ ..] => {
            *words = rest;
            let met = either(words, allowed);
            *words = words.strip_prefix(&[")"]).unwrap_or(words);
            met
        }
        [name, "WITH", exception, rest @ ..] => {
            *words = rest;
            allowed.contains(&format!("{name} WITH {exception}").as_str())
        }
        [name, rest @ ..] => {
            *words = rest;
            allowed.contains(name)
        }
        [] => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_expression_is_met_by_any_of_its_choices_and_all_of_its_parts() {
        let allowed = allowed("[licenses]\nallow = [\n    \"MIT\",\n    \"Apache-2.0 WITH LLVM-exception\",\n]\n");
        assert_eq!(allowed, ["MIT", "Apache-2.0 WITH LLVM-exception"]);
        for met in [
            "MIT",
            "GPL-3.0 OR MIT",
            "GPL-3.0/MIT",
            "(MIT OR GPL-3.0) AND MIT",
            "Apache-2.0 WITH LLVM-exception OR BSD",
        ] {
            assert!(permitted(met, &allowed), "{met}");
        }
        for unmet in ["", "GPL-3.0", "MIT AND GPL-3.0", "(GPL-3.0 OR BSD) AND MIT", "Apache-2.0", "MIT MIT"] {
            assert!(!permitted(unmet, &allowed), "{unmet}");
        }
    }

    #[test]
    fn a_package_is_used_where_its_name_stands_as_one() {
        for used in ["use some_name;", "a(some_name::b)", "some_name!(x)"] {
            assert!(mentions(used, "some-name"), "{used}");
        }
        for unused in ["awesome_name::b", "let some_name = 1;", "// some name"] {
            assert!(!mentions(unused, "some-name"), "{unused}");
        }
    }
}
