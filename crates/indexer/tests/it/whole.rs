//! Roles as documents of all that is said of them.

use crate::support::*;
use rolecall_indexer::Reader;

fn words(stems: &[&str]) -> Vec<(String, f32)> {
    stems.iter().map(|stem| ((*stem).to_owned(), 1.0)).collect()
}

fn names(roles: &[&str]) -> Vec<Vec<String>> {
    roles.iter().map(|role| vec![(*role).to_owned()]).collect()
}

#[test]
fn a_role_whose_sentences_hold_the_words_between_them_answers_better_than_one_that_holds_one_of_them() {
    let dir = tempfile::tempdir().unwrap();
    let cook = article("a/cook", &["cook: stirs the soup", "cook: salts the broth"]);
    let baker = article("a/baker", &["baker: stirs the dough", "baker: sweeps the floor"]);
    put(dir.path(), &[cook, baker]);
    let reader = Reader::open(dir.path()).unwrap();
    let asked = words(&["stir", "soup", "salt", "broth"]);
    let scores = reader.words_of_roles(&asked, &names(&["baker", "cook", "porter"])).unwrap();
    assert!(scores[1] > 2.0 * scores[0] && scores[0] > 0.0, "{scores:?}");
    assert_eq!(scores[2], 0.0);
}

#[test]
fn a_role_of_two_names_is_one_document() {
    let dir = tempfile::tempdir().unwrap();
    put(dir.path(), &[article("a/1", &["chef: stirs the soup"]), article("a/2", &["cook: salts the broth"])]);
    let reader = Reader::open(dir.path()).unwrap();
    let both = vec![vec!["chef".to_owned(), "cook".to_owned()], vec!["chef".to_owned()]];
    let scores = reader.words_of_roles(&words(&["soup", "broth"]), &both).unwrap();
    assert!(scores[0] > scores[1], "{scores:?}");
}
