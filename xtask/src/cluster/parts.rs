//! Answers of a part of an index: by folder, site, author, date and path, which a folder chooses by looking at each article and a
//! cluster by what stands with each statement.

use super::opensearch::{Cluster, answered_alike, questions};
use super::{Ground, said};
use anyhow::Result;
use std::collections::BTreeSet;

/// Questions to each part.
const EACH: usize = 24;
/// Parts of the corpus, each in another way, and whether anything is told there.
const PARTS: [(&[&str], bool); 16] = [
    (&["--field", "stage"], true),
    (&["--field", "Theatre_Games", "--field", "ship"], true),
    (&["--source", "Brightscrubs.example"], true),
    (&["--source", "www.slatewise.example", "--source", "payladder.example"], true),
    (&["--source", "priya castellan"], true),
    (&["--since", "2022"], true),
    (&["--since", "2021-05-31"], true),
    (&["--article", "corpus/stage/*"], true),
    (&["--article", "corpus/**/*.md"], true),
    (&["--article", "**"], true),
    (&["--article", "corpus/{stage,s?ip}/*"], true),
    (&["--article", "articles/raid-team-roles-explained.txt", "--article", "**/museum/**"], true),
    (&["--field", "studio", "--since", "2019-06", "--kind", "responsibility"], true),
    (&["--role", "audio engineer", "--field", "studio"], true),
    (&["--source", "example", "--article", "corpus/*/*.html"], true),
    (&["--field", "ship", "--source", "priya castellan"], false),
];
/// What no article is.
const NOWHERE: [&[&str]; 7] = [
    &["--field", "nowhere"],
    &["--source", "nobody"],
    &["--since", "2093-05"],
    &["--article", "nowhere/**"],
    &["--article", "nowhere/[ab].md"],
    &["--article", "nowhere.md"],
    &["--article", "corpus/{stage"],
];

/// Both engines answer the same from the same parts, and refuse in the same words what is none.
pub(super) fn alike(ground: &Ground<'_>, cluster: &mut Cluster) -> Result<bool> {
    let both = [ground.place.join("parts").display().to_string(), cluster.address("parts")];
    for index in &both {
        said(&mut ground.search(&["ingest", "corpus", "eval/teams/articles", "--index", index]))?;
    }
    let all = questions(ground, &both[0])?;
    let mut passed = true;
    let mut asked = 0;
    for (i, (only, answers)) in PARTS.into_iter().enumerate() {
        let some: BTreeSet<String> = all.iter().skip(i).step_by(all.len() / EACH).cloned().collect();
        asked += some.len();
        let (alike, answered) = answered_alike(ground, &both, &some, "none", only)?;
        if !alike || (answered > 0) != answers {
            println!("opensearch: {only:?}: alike: {alike}, something is told to {answered}");
            passed = false;
        }
    }
    for only in NOWHERE {
        let told = |index: &str| -> Result<(Option<i32>, String)> {
            let asked = ground.search(&["--index", index, "who sets up microphones"]).args(only).output()?;
            Ok((asked.status.code(), String::from_utf8(asked.stderr)?))
        };
        let (here, there) = (told(&both[0])?, told(&both[1])?);
        if here != there || here.0 != Some(2) {
            println!("opensearch: {only:?}: in a folder {here:?}, in a cluster {there:?}");
            passed = false;
        }
    }
    println!("opensearch: {asked} questions to {} parts", PARTS.len());
    Ok(passed && asked >= 300)
}
