//! Articles whose paths hold what means something elsewhere: patterns, quotes, escapes, other alphabets.

use super::opensearch::{Cluster, answered_alike};
use super::{Ground, said};
use anyhow::Result;
use std::collections::BTreeSet;
use std::fs;

/// Paths below the folder, each of an article of its own.
const PATHS: [&str; 10] = [
    "50% [draft] who.md",
    "Büro & Küche/日本 語.md",
    "{x},y.md",
    "#1 +=.md",
    "!not.md",
    "it's.md",
    " lead.md",
    "a;b&c=d.md",
    "(a|b)+.md",
    "ordinary.md",
];
/// More of them, where the system allows them.
const UNIX: [&str; 4] = ["a*b?.md", "back\\slash.md", "say \"who\".md", "tab\there.md"];
/// What chooses some of them, and whether an article is meant by it.
const CHOICES: [(&str, bool); 7] = [
    ("**/*", true),
    ("Büro & Küche/*", true),
    ("**/日本*", true),
    ("*draft*", true),
    ("[!a]*.md", true),
    ("\\!not.md", true),
    ("nothing of the kind", false),
];

/// Both engines find, choose, forget and keep such articles alike.
pub(super) fn alike(ground: &Ground<'_>, cluster: &mut Cluster) -> Result<bool> {
    let folder = ground.place.join("named");
    let mut paths: Vec<&str> = PATHS.to_vec();
    if cfg!(unix) {
        paths.extend(UNIX);
    }
    for (i, path) in paths.iter().enumerate() {
        let file = folder.join(path);
        fs::create_dir_all(file.parent().unwrap_or(&folder))?;
        fs::write(file, format!("# Yard {i}\n\nThe porter opens the gate of yard number {i}.\n"))?;
    }
    let from = folder.display().to_string();
    let both = [ground.place.join("names").display().to_string(), cluster.address("names")];
    let take_in = || -> Result<()> {
        for index in &both {
            said(&mut ground.search(&["ingest", &from, "--index", index]))?;
        }
        Ok(())
    };
    take_in()?;
    let question: BTreeSet<String> = ["who opens the gate".to_owned()].into();
    let mut passed = true;
    let mut check = |path: &str, told: bool| -> Result<()> {
        let only = format!("named/{path}");
        let (alike, answered) = answered_alike(ground, &both, &question, "none", &["--article", &only])?;
        if !alike || (answered > 0) != told {
            println!("opensearch: {only:?}: alike: {alike}, something is told to {answered}");
            passed = false;
        }
        Ok(())
    };
    for path in &paths {
        check(path, true)?;
    }
    for (pattern, meant) in CHOICES {
        if meant {
            check(pattern, true)?;
        }
    }
    // What is gone from the folder is gone from both, and nothing else is.
    let (gone, kept) = paths.split_at(paths.len() / 2);
    for path in gone {
        fs::remove_file(folder.join(path))?;
    }
    take_in()?;
    for path in kept {
        check(path, true)?;
    }
    let refused = |path: &str| -> Result<bool> {
        let only = format!("named/{path}");
        let told = |index: &str| -> Result<(Option<i32>, String)> {
            let asked = ground.search(&["--index", index, "who opens the gate", "--article", &only]).output()?;
            Ok((asked.status.code(), String::from_utf8(asked.stderr)?))
        };
        let (here, there) = (told(&both[0])?, told(&both[1])?);
        let well = here == there && here.0 == Some(2);
        if !well {
            println!("opensearch: {only:?}: in a folder {here:?}, in a cluster {there:?}");
        }
        Ok(well)
    };
    let none = CHOICES.iter().filter(|(_, meant)| !meant).map(|(pattern, _)| *pattern);
    // A path that is itself a pattern may mean others when it is gone.
    let plain = gone.iter().copied().filter(|path| !path.contains(['[', '*', '?', '{', '!', '\\']));
    for only in none.chain(plain) {
        passed &= refused(only)?;
    }
    println!("opensearch: {} articles with odd paths, {} of them deleted", paths.len(), gone.len());
    Ok(passed)
}
