//! The table of roles is made of all articles with each commit, by what each article's own document says of it. So it does not matter how
//! many wrote them, in how many parts, in which order and how often: the table is that of one writer.

use crate::played::{address, cluster, generation, nothing, played, record_of};
use rolecall_cluster::{Address, Loader, Reader, Writer};
use rolecall_indexer::Fingerprint;
use rolecall_record::{ArticleRecord, FoundBy, Mention, RoleTable, Strength};
use rolecall_search::Retrieve;
use serde_json::json;

const ARTICLES: usize = 24;
const PARTS: usize = 8;

/// Articles whose roles have several names, some of which are said to be the same or not to be; every third one lies there twice.
fn articles() -> Vec<ArticleRecord> {
    let names =
        ["sound engineer", "sound-engineers", "audio engineer", "Mate", "first mate", "ship cook", "galley cook"];
    let record = |i: usize| {
        let of = if i.is_multiple_of(3) { i % 12 } else { i };
        let said = |line: usize| {
            let at = of * 31 + line * 7;
            format!(
                "Whoever it is hauls rope {at} and stows sail {of} on deck {line} before watch {} of voyage {}",
                at * 3,
                of * 5
            )
        };
        let mut record = record_of(&format!("ship/{i:02}.md"), &(0..4).map(said).collect::<Vec<_>>().join("\n"));
        for (line, statement) in record.statements.iter_mut().enumerate() {
            let name = names[(of + line * of) % names.len()];
            statement.roles.push(Mention {
                role: name.to_owned(),
                name: name.to_owned(),
                found_by: FoundBy::Subject,
                strength: Strength::Does,
                clause: statement.span,
            });
        }
        let pair = |a: &str, b: &str| (a.to_owned(), b.to_owned());
        match i % 4 {
            0 => record.synonyms.push(pair("Mate", "first mate")),
            1 => record.contrasts.push(pair("ship cook", "galley cook")),
            2 => record.synonyms.push(pair("ship cook", "galley cook")),
            _ => record.synonyms.push(pair("audio engineer", "sound engineer")),
        }
        record
    };
    (0..ARTICLES).map(record).collect()
}

fn table(address: &Address) -> RoleTable {
    Reader::open(address).unwrap().roles().clone()
}

/// What one writer makes of all articles at once.
fn of_one() -> RoleTable {
    let (node, ..) = cluster();
    let mut writer = Writer::open(&address(&node), false, None).unwrap();
    articles().iter().for_each(|record| writer.add(record, Fingerprint::default()).unwrap());
    writer.commit().unwrap();
    table(&address(&node))
}

#[test]
fn the_table_that_is_compared_has_roles_of_several_names_and_copies() {
    let table = of_one();
    assert!(table.roles.iter().any(|role| role.aliases.len() > 1 && role.articles > 1), "{table:?}");
    assert!(
        table.roles.iter().any(|role| role.name == "Ship cook")
            && table.roles.iter().any(|role| role.name == "Galley cook")
    );
    assert!(table.copies.len() > 2, "{:?}", table.copies);
}

#[test]
fn a_load_in_eight_parts_in_any_order_some_of_them_twice_has_the_table_of_one() {
    let articles = articles();
    let orders: [[usize; PARTS]; 3] = [[0, 1, 2, 3, 4, 5, 6, 7], [7, 6, 5, 4, 3, 2, 1, 0], [3, 0, 6, 1, 7, 4, 2, 5]];
    for order in orders {
        let (node, ..) = cluster();
        let address = address(&node);
        let run = Writer::begin(&address, None, 1).unwrap().load;
        for part in order.into_iter().chain([order[2], order[5]]) {
            let mut loader = Loader::join(&address, &run, None, 1).unwrap();
            // Dealt out, so that copies and names are in other parts than what they belong to.
            let own = articles.iter().skip(part).step_by(PARTS);
            own.for_each(|record| loader.add(record, Fingerprint::default()).unwrap());
            loader.send().unwrap();
        }
        Writer::of_load(&address, &run, None).unwrap().commit().unwrap();
        assert_eq!(table(&address), of_one(), "{order:?}");
    }
}

#[test]
fn eight_runs_one_after_the_other_have_the_table_of_one() {
    let (node, ..) = cluster();
    let address = address(&node);
    for part in (0..PARTS).rev() {
        let mut writer = Writer::open(&address, false, None).unwrap();
        for record in articles().iter().skip(part).step_by(PARTS) {
            writer.add(record, Fingerprint::default()).unwrap();
        }
        writer.commit().unwrap();
    }
    assert_eq!(table(&address), of_one());
}

#[test]
fn a_reader_fetches_the_table_of_its_generation_once() {
    let (node, asked) = played(|_, what, _| match what {
        what if what.starts_with("GET /ship-meta/_doc/generation") => (200, json!({"_source": generation()})),
        "GET /ship-meta/_doc/roles-a-0" => (200, json!({"_source": {"part": r#"{"format":1,"roles":[]}"#}})),
        _ => (200, nothing()),
    });
    let reader = Reader::open(&address(&node)).unwrap();
    for _ in 0..3 {
        reader.of_roles(&["mate".to_owned()], 10).unwrap();
        assert!(reader.is_current() && reader.roles().roles.is_empty());
    }
    let tables = asked.lock().unwrap().iter().filter(|(what, _)| what.contains("roles-")).count();
    assert_eq!(tables, 1);
}
