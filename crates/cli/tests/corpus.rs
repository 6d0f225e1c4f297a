//! The project's own articles, all the way through.

use rolecall_indexer::Reader;
use rolecall_search::{Options, Searcher};
use std::path::Path;

#[test]
fn every_statement_of_the_corpus_stands_where_it_says_and_every_answer_cites_one() {
    let corpus = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../corpus");
    let dir = tempfile::tempdir().unwrap();
    let report = rolecall_cli::ingest(&[corpus], &dir.path().join("index"), false, None).unwrap();
    assert_eq!(report.problems(), Vec::<String>::new());
    let reader = Reader::open(dir.path().join("index")).unwrap();
    let mut articles = 0;
    for record in reader.records().unwrap() {
        let record = record.unwrap();
        articles += 1;
        let mut end = 0;
        for s in &record.statements {
            assert_eq!(s.span.of(&record.article.text), s.text, "{}", record.article.path);
            assert!(s.span.start >= end, "statements overlap in {}", record.article.path);
            assert!(s.roles.iter().all(|m| s.span.contains(m.clause)), "a clause leaves its statement: {}", s.text);
            end = s.span.end;
        }
    }
    assert!(articles >= 24);
    let answer = Searcher::new(&reader).ask("who sets up microphones", &Options::default()).unwrap();
    let evidence = answer.answers.iter().flat_map(|a| &a.evidence).collect::<Vec<_>>();
    assert!(!evidence.is_empty());
    for e in evidence {
        let article = reader.article(&e.article.id).unwrap().unwrap().article;
        assert_eq!(e.span.of(&article.text), e.text);
        assert!(e.highlights.iter().all(|h| !h.of(&e.text).is_empty()), "{:?} in {}", e.highlights, e.text);
    }
}
