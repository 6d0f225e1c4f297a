//! Articles whose paths or texts hold what means something elsewhere: patterns, quotes, escapes, other alphabets.

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
/// Texts of articles: what JSON escapes, what terminals obey, words without end, nothing at all.
fn texts() -> [String; 12] {
    let gate = "The porter opens the gate of the yard.";
    [
        "# Yard\n\nThe porter\u{1b}[31m\u{8} opens the gate of the yard.\n".to_owned(),
        format!("# Yard\n\n{gate} {}\n", "x".repeat(40_000)),
        format!("# Yard\n\n{gate} {}\n", "gate ".repeat(9_000)),
        "# 🚪\n\nThe porter opens the 🏰 gate of the yard 👩\u{200d}🔧.\n".to_owned(),
        "# Yard\n\nThe \u{202e}porter opens the gate of the yard.\n".to_owned(),
        format!("# Yard\n\n{gate}\u{2028}{gate}\u{2029}{gate}\u{85}\u{b}\n"),
        "# Yard\n\nThe \"head\\porter\" opens the \\\"gate\\\" of the yard.\n".to_owned(),
        format!("# Yard\n\nThe {}porter opens the gate of the yard.\n", "under ".repeat(60)),
        "{\"query\": {\"match_all\": {}}}\n\nThe porter opens the gate of the yard.\n".to_owned(),
        format!("# {}\n\n{gate}\n", "A very long title ".repeat(400)),
        "# Nothing but a title\n".to_owned(),
        "# Hof\n\nDer Pförtner öffnet das Tor des Hofes, und der Koch macht Feuer im Ofen.\n".to_owned(),
    ]
}

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

/// Both engines answer alike from such texts.
///
/// They stand in an index of their own, from which nothing is deleted: the embedded engine estimates the mean length of what it merges
/// without deleted documents from lengths of four bits, which a statement of 9,000 words makes felt (a quarter of a percent).
fn texts_alike(ground: &Ground<'_>, cluster: &mut Cluster) -> Result<bool> {
    let folder = ground.place.join("texts");
    fs::create_dir_all(&folder)?;
    for (i, text) in texts().into_iter().enumerate() {
        fs::write(folder.join(format!("text {i}.md")), text)?;
    }
    let both = [ground.place.join("of-texts").display().to_string(), cluster.address("texts")];
    for index in &both {
        said(&mut ground.search(&["ingest", &folder.display().to_string(), "--index", index]))?;
    }
    let asked = ["who opens the gate of the yard", "what does the porter do", "who makes fire in the oven"];
    let asked: BTreeSet<String> = asked.map(str::to_owned).into();
    Ok(answered_alike(ground, &both, &asked, "none", &[])?.0)
}

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
    let mut passed = texts_alike(ground, cluster)?;
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
    println!(
        "opensearch: {} articles with odd paths, {} of them deleted, {} with odd texts",
        paths.len(),
        gone.len(),
        texts().len()
    );
    Ok(passed)
}
