use crate::support::*;
use rolecall_indexer::{Clause, Field, Filter, IndexError, Prior, Reader, TextQuery};
use rolecall_record::Kind;

fn kitchen() -> (tempfile::TempDir, Reader) {
    let dir = tempfile::tempdir().unwrap();
    put(
        dir.path(),
        &[
            article("a/kitchen.md", &["chef: orders the fish", "cook: cleans the fish", "Fish is healthy"]),
            article("a/sea/ship.md", &["bosun: orders the crew about", "The sea — cold and wide"]),
        ],
    );
    let reader = Reader::open(dir.path()).unwrap();
    (dir, reader)
}

#[test]
fn a_hit_leads_to_its_statement_and_article_and_its_parts_add_up() {
    let (_dir, reader) = kitchen();
    let query = TextQuery {
        clauses: vec![
            Clause::term(Field::Text, "order", 1.0),
            Clause::term(Field::Text, "fish", 2.0),
            Clause::term(Field::Role, "chef", 0.5),
            Clause::term(Field::Heading, "duti", 0.5),
            Clause::term(Field::Word, "orders", 0.5),
        ],
        ..TextQuery::default()
    };
    let hits = reader.search(&query, 2).unwrap();
    let best = reader.statement(&hits[0]).unwrap();
    assert_eq!(best.statement.text, "chef: orders the fish");
    assert_eq!(reader.statements(&hits).unwrap().first(), Some(&best));
    assert_eq!((best.article.path.as_str(), best.article.title.as_str()), ("a/kitchen.md", "On work"));
    assert_eq!(hits[0].statement_id, format!("{}:0", best.article.id));
    assert_eq!(hits[0].parts.iter().map(|part| part.clause).collect::<Vec<_>>(), [0, 1, 2, 3, 4]);
    for hit in hits {
        let sum: f32 = hit.parts.iter().map(|part| part.score).sum();
        assert!((sum - hit.score).abs() < 1e-4, "{hit:?}");
    }
}

#[test]
fn filters_keep_kinds_roles_and_articles() {
    let (_dir, reader) = kitchen();
    let find = |filter| texts(&reader, &TextQuery { filter, ..word("order") });
    assert_eq!(find(Filter { roles: vec!["bosun".into()], ..Filter::default() }), ["bosun: orders the crew about"]);
    assert_eq!(find(Filter { kinds: vec![Kind::None], ..Filter::default() }), [""; 0]);
    assert_eq!(find(Filter { articles: vec!["a/*.md".into()], ..Filter::default() }), ["chef: orders the fish"]);
    assert_eq!(find(Filter { articles: vec!["a/**".into()], ..Filter::default() }).len(), 2);
    let all = TextQuery { filter: Filter { kinds: vec![Kind::None], ..Filter::default() }, ..TextQuery::default() };
    assert_eq!(texts(&reader, &all).len(), 2);
    assert_eq!(texts(&reader, &TextQuery::default()).len(), 5);
    let odd = TextQuery { filter: Filter { articles: vec!["a/[".into()], ..Filter::default() }, ..word("order") };
    assert!(matches!(reader.search(&odd, 10), Err(IndexError::Pattern { .. })));
}

#[test]
fn a_prior_shifts_what_is_best_and_a_phrase_needs_its_order() {
    let (_dir, reader) = kitchen();
    assert_eq!(texts(&reader, &word("fish"))[0], "Fish is healthy");
    let prior = Prior::default().kind(Kind::None, 0.1);
    let shifted = texts(&reader, &TextQuery { prior: Some(prior), ..word("fish") });
    assert_eq!(shifted[2], "Fish is healthy");
    let phrase = |terms: [&str; 2]| {
        let terms = terms.map(str::to_owned).to_vec();
        let clause = Clause { field: Field::Text, terms, weight: 1.0, required: true };
        texts(&reader, &TextQuery { clauses: vec![clause], ..TextQuery::default() })
    };
    assert_eq!(phrase(["the", "crew"]), ["bosun: orders the crew about"]);
    assert_eq!(phrase(["crew", "the"]), [""; 0]);
}

#[test]
fn the_words_of_the_index_can_be_counted_and_found_by_a_misspelling() {
    let (_dir, reader) = kitchen();
    assert_eq!(reader.document_frequency(Field::Text, "fish").unwrap(), 3);
    assert_eq!(reader.document_frequency(Field::Text, "wombat").unwrap(), 0);
    let near = |typed, most| reader.resembling(typed, most).unwrap().into_iter().collect::<Vec<_>>();
    assert_eq!(near("odrers", 1), [("orders".to_owned(), 2)]);
    assert_eq!(near("heallty", 2), [("healthy".to_owned(), 1)]);
    assert_eq!(near("heallty", 1), []);
    assert_eq!((reader.article_count(), reader.statement_count(), reader.generation()), (2, 5, 1));
    let roles: Vec<&str> = reader.roles().roles.iter().map(|role| role.name.as_str()).collect();
    assert_eq!(roles, ["Bosun", "Chef", "Cook"]);
}

#[test]
fn every_statement_stands_at_its_span_of_the_stored_article() {
    let (_dir, reader) = kitchen();
    let mut seen = 0;
    for record in reader.records().unwrap() {
        let record = record.unwrap();
        for statement in &record.statements {
            assert_eq!(statement.span.of(&record.article.text), statement.text);
            seen += 1;
        }
    }
    assert_eq!(seen, reader.statement_count());
    for hit in reader.search(&TextQuery::default(), 100).unwrap() {
        let stored = reader.statement(&hit).unwrap();
        let article = reader.article(&stored.article.path).unwrap().unwrap();
        assert_eq!(stored.statement.span.of(&article.article.text), stored.statement.text);
        assert_eq!(reader.article(&hit.article_id).unwrap().unwrap(), article);
    }
    assert_eq!(reader.article("a/none.md").unwrap(), None);
}

#[test]
fn the_best_are_those_that_ranking_all_gives_for_few_words_and_for_many() {
    let dir = tempfile::tempdir().unwrap();
    let words =
        ["fish", "bread", "soup", "tea", "salt", "rope", "sail", "deck", "mast", "keel", "hull", "bell", "lamp", "oar"];
    let line = |i: usize| {
        let said: Vec<&str> = (0..6).map(|n| words[(i * (n + 3) + n * n) % words.len()]).collect();
        if i.is_multiple_of(3) { said.join(" ") } else { format!("cook{}: {}", i % 5, said.join(" ")) }
    };
    let lines: Vec<String> = (0..3000).map(line).collect();
    let lines: Vec<&str> = lines.iter().map(String::as_str).collect();
    put(dir.path(), &[article("a/1", &lines)]);
    let reader = Reader::open(dir.path()).unwrap();
    for many in [1, 3, 14] {
        let clause = |(i, word): (usize, &&str)| Clause::term(Field::Text, *word, 1.0 + i as f32 / 7.0);
        let clauses: Vec<Clause> = words.iter().take(many).enumerate().map(clause).collect();
        let prior = Some(Prior::default().strength(None, 0.0).kind(Kind::Responsibility, 1.5));
        let query = TextQuery { clauses, prior, ..TextQuery::default() };
        let all = reader.search(&query, 3000).unwrap();
        let best = reader.search(&query, 25).unwrap();
        let scores = |hits: &[rolecall_indexer::Hit]| hits.iter().map(|hit| hit.score).collect::<Vec<_>>();
        assert_eq!(scores(&best), scores(&all[..25]), "{many} words");
    }
}

#[test]
fn one_source_never_takes_all_the_room_among_the_best() {
    let dir = tempfile::tempdir().unwrap();
    let loud = |name: &str| article(name, &["stowaway: steers the ship"; 90]);
    let quiet =
        |name: &str, role: &str| article(name, &[&format!("{role}: steers the great old ship at night"), "It rains."]);
    put(
        dir.path(),
        &[loud("a/loud"), loud("a/louder"), loud("a/loudest"), quiet("a/one", "pilot"), quiet("a/two", "mate")],
    );
    let reader = Reader::open(dir.path()).unwrap();
    let found = texts(&reader, &word("steer"));
    assert!(found.len() == 100 && found.starts_with(&["stowaway: steers the ship".to_owned()]), "{}", found.len());
    let best = reader.search(&word("steer"), 40).unwrap();
    let roles: Vec<String> =
        best.iter().map(|hit| reader.statement(hit).unwrap().statement.roles[0].role.clone()).collect();
    assert_eq!(roles.len(), 40);
    assert!(roles.contains(&"pilot".to_owned()) && roles.contains(&"mate".to_owned()), "{roles:?}");
    assert!(best.windows(2).all(|two| two[0].score >= two[1].score));
    let ids: std::collections::BTreeSet<&str> = best.iter().map(|hit| hit.statement_id.as_str()).collect();
    assert_eq!(ids.len(), 40, "nothing is found twice");
}
