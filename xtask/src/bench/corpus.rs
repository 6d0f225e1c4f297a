//! Articles of any number of statements, the same on every machine.
//!
//! Real statements are cut in the middle, and beginnings and ends joined anew: so a million are as different from each other
//! as real ones, of real words in about their real frequencies. Each article is a role's, with ten of them.

use anyhow::{Context, Result, bail};
use sha2::{Digest, Sha256};
use std::fs;
use std::path::{Path, PathBuf};

/// Statements of an article.
pub(super) const PER_ARTICLE: usize = 10;
/// Articles of a folder.
const PER_FOLDER: usize = 1000;

/// What articles are made of.
pub(crate) struct Sources {
    /// Where it is from.
    pub name: String,
    /// SHA-256 of the statements and roles, 16 hexadecimal digits.
    pub checksum: String,
    /// Real pages.
    pub pages: Vec<PathBuf>,
    roles: Vec<String>,
    statements: Vec<String>,
}

impl Sources {
    /// Opens those in `shared`, else those of the project's own corpus.
    pub fn open(shared: Option<&Path>, root: &Path) -> Result<Self> {
        let (name, pages, mut said) = match shared {
            Some(dir) => ("O*NET's tasks, OOH's pages", dir.join("ooh/pages"), tasks(&dir.join("onet/tasks.tsv"))?),
            None => ("corpus/", root.join("corpus"), of_corpus(&root.join("corpus"))?),
        };
        said.sort();
        let mut sum = Sha256::new();
        said.iter().for_each(|(role, text)| sum.update(format!("{role}\t{text}\n")));
        let mut roles: Vec<String> = said.iter().map(|(role, _)| role.clone()).collect();
        roles.dedup();
        let statements = said.into_iter().map(|(_, text)| text).collect();
        let checksum = sum.finalize().iter().take(8).map(|byte| format!("{byte:02x}")).collect();
        Ok(Self { name: name.to_owned(), checksum, pages: html(&pages)?, roles, statements })
    }

    /// Real statements, evenly taken.
    pub fn real(&self, wanted: usize) -> Vec<&str> {
        let step = (self.statements.len() / wanted.max(1)).max(1);
        self.statements.iter().step_by(step).take(wanted).map(String::as_str).collect()
    }

    /// The article with this number: its role, and its statements.
    pub fn article(&self, number: usize) -> (&str, Vec<String>) {
        let mut random = Random(number as u64 ^ 0x5eed);
        let role = &self.roles[random.below(self.roles.len())];
        let part = |random: &mut Random, end: bool| {
            let words: Vec<&str> = self.statements[random.below(self.statements.len())].split(' ').collect();
            let (first, second) = words.split_at(words.len() / 2);
            if end { second.join(" ") } else { first.join(" ") }
        };
        let statement = |_| {
            let first = part(&mut random, false);
            format!("{first} {}", part(&mut random, true)).trim().to_owned()
        };
        (role, (0..PER_ARTICLE).map(statement).collect())
    }

    /// The article with this number as it is written.
    pub fn markdown(&self, number: usize) -> String {
        let (role, statements) = self.article(number);
        let items: String = statements.iter().map(|text| format!("- {text}\n")).collect();
        format!("# {role}\n\n{role} do the following:\n\n{items}")
    }

    /// Writes articles with so many statements below `dir`.
    pub fn write(&self, statements: usize, dir: &Path) -> Result<()> {
        for number in 0..statements.div_ceil(PER_ARTICLE) {
            let path = place(dir, number);
            if number.is_multiple_of(PER_FOLDER) {
                let folder = path.parent().unwrap_or(dir);
                fs::create_dir_all(folder).with_context(|| format!("{} cannot be made", folder.display()))?;
            }
            fs::write(&path, self.markdown(number)).with_context(|| format!("{} cannot be written", path.display()))?;
        }
        Ok(())
    }
}

/// Where the article with this number lies below `dir`.
pub(super) fn place(dir: &Path, number: usize) -> PathBuf {
    dir.join(format!("{:04}/{number:07}.md", number / PER_FOLDER))
}

/// Roles and tasks of a table with a head that names the columns `title` and `task`.
fn tasks(path: &Path) -> Result<Vec<(String, String)>> {
    let table = fs::read_to_string(path).with_context(|| format!("{} cannot be read", path.display()))?;
    let mut lines = table.lines();
    let head: Vec<&str> = lines.next().unwrap_or_default().split('\t').collect();
    let column = |name: &str| head.iter().position(|c| *c == name);
    let (Some(title), Some(task)) = (column("title"), column("task")) else {
        bail!("{} has no columns `title` and `task`", path.display());
    };
    let row = |line: &str| {
        let cells: Vec<&str> = line.split('\t').collect();
        Some(((*cells.get(title)?).to_owned(), cells.get(task)?.trim_end_matches('.').to_owned()))
    };
    Ok(lines.filter_map(row).collect())
}

/// Roles and statements that the project's own articles hold, as this program reads them.
fn of_corpus(dir: &Path) -> Result<Vec<(String, String)>> {
    let scan = rolecall_ingest::scan(&[dir.to_owned()], &Default::default(), &Default::default())?;
    let mut said = Vec::new();
    for found in &scan.files {
        let Ok(record) = rolecall_ingest::understand(&found.path, &fs::read(&found.file)?) else { continue };
        for statement in record.statements {
            said.extend(statement.roles.first().map(|m| (format!("{}s", m.role), statement.text.clone())));
        }
    }
    Ok(said)
}

fn html(dir: &Path) -> Result<Vec<PathBuf>> {
    let mut pages = Vec::new();
    for entry in fs::read_dir(dir).with_context(|| format!("{} cannot be read", dir.display()))? {
        let path = entry?.path();
        if path.is_dir() {
            pages.extend(html(&path)?);
        } else if path.extension().is_some_and(|e| e == "html") {
            pages.push(path);
        }
    }
    pages.sort();
    Ok(pages)
}

/// SplitMix64 (Steele, Lea & Flood 2014).
struct Random(u64);

impl Random {
    fn below(&mut self, end: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut n = self.0;
        n = (n ^ (n >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        n = (n ^ (n >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        ((n ^ (n >> 31)) % end.max(1) as u64) as usize
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn articles_of_one_number_are_the_same_and_of_another_are_not() {
        let sources = Sources {
            name: String::new(),
            checksum: String::new(),
            pages: Vec::new(),
            roles: vec!["Bosuns".into(), "Pursers".into()],
            statements: vec!["count the cash at dusk".into(), "mend the torn sails".into(), "sound the horn".into()],
        };
        assert_eq!(sources.article(3), sources.article(3));
        assert_ne!(sources.markdown(3), sources.markdown(4));
        assert_eq!(sources.article(5).1.len(), PER_ARTICLE);
        assert_eq!(place(Path::new("a"), 1234), Path::new("a/0001/0001234.md"));
    }
}
