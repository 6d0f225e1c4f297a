//! What the four stations promise together.
//!
//! 1. A role is named for what the statements say of it, and the statement is cited verbatim.
//! 2. What holds more of the question comes first, however rare the words of the rest are.
//! 3. Articles that agree count; an article that repeats itself does not.
//! 4. A denial counts against, and never becomes evidence for.
//! 5. Where the evidence holds too little of the question nobody is named, and the closest is shown.
//! 6. Silence is not "no".
//! 7. Every part of a score is told on request, and their product is the score.
//! 8. With a model, what says the same in other words is found; without it, or with another than the index's, words decide.

use crate::memory::{Concepts, Memory};
use crate::{Answer, AskError, Options, Restriction, Searcher, Verdict};
use rolecall_record::{Kind, Strength};

fn ship() -> Memory {
    Memory::new(&[("Purser", &[], 9), ("Head cook", &["cook", "chef"], 7), ("Waiter", &[], 5), ("Bosun", &[], 2)])
        .says("galley", "cook", "The cook plans the menu for the whole voyage.")
        .says("galley", "cook", "The cook orders fresh fish in every port.")
        .says("galley", "waiter", "The waiter carries the plates to the tables.")
        .says("office", "purser", "The purser counts the cash every evening.")
        .says("office", "purser", "The purser books a berth for every passenger.")
        .says("office", "purser+waiter", "Pursers and waiters welcome the passengers on board.")
        .states("office", "waiter", "A waiter does not count the cash.", Kind::Responsibility, Strength::DoesNot)
        .says("deck", "bosun", "The bosun paints the hull.")
        .fact("office", "purser", "Median salary", "$40,000")
        .states("office", "purser", "A purser needs a degree in accounting.", Kind::Requirement, Strength::Does)
}

fn ask(memory: &Memory, question: &str) -> Answer {
    Searcher::new(memory).ask(question, &Options::default()).unwrap()
}

fn first(answer: &Answer) -> &str {
    answer.answers.first().map_or("nobody", |a| a.role.as_str())
}

#[test]
fn the_role_that_does_it_is_named_with_the_sentence_that_says_so() {
    let answer = ask(&ship(), "who orders the fish");
    assert_eq!(first(&answer), "Head cook");
    let evidence = &answer.answers[0].evidence[0];
    assert_eq!(evidence.text, "The cook orders fresh fish in every port.");
    let marked: Vec<&str> = evidence.highlights.iter().map(|h| h.of(&evidence.text)).collect();
    assert_eq!(marked, ["orders", "fish"]);
    assert_eq!(answer.answers[0].aliases, ["cook", "chef"]);
    assert!(answer.answers[0].confidence > 0.8, "{answer:?}");
}

#[test]
fn a_statement_with_more_of_the_question_wins_over_one_with_a_rarer_word() {
    let memory = ship().says("deck", "bosun", "The bosun keeps a fish as a pet.");
    assert_eq!(first(&ask(&memory, "who orders fish in port")), "Head cook");
}

#[test]
fn another_word_for_the_deed_finds_it_where_there_is_no_model_and_the_word_itself_comes_first() {
    let memory = Memory::new(&[("Steward", &[], 5), ("Baker", &[], 2)])
        .says("a", "steward", "The steward purchases the flour.")
        .says("a", "steward", "The steward sleeps.");
    assert_eq!(first(&ask(&memory, "who buys the flour")), "Steward");
    let memory = memory.says("b", "baker", "The baker buys the flour.");
    assert_eq!(first(&ask(&memory, "who buys the flour")), "Baker");
}

#[test]
fn a_slip_of_the_fingers_is_mended_and_told() {
    let answer = ask(&ship(), "who orders fersh fish");
    assert_eq!((first(&answer), answer.question.as_str()), ("Head cook", "who orders fersh fish"));
    let read: Vec<_> = answer.read_as.iter().map(|r| (r.written.as_str(), r.read.as_str())).collect();
    assert_eq!(read, [("fersh", "fresh")]);
    assert!(ask(&ship(), "who orders fresh fish").read_as.is_empty());
}

#[test]
fn of_two_who_do_it_the_one_where_the_question_is_set_comes_first() {
    let memory = Memory::new(&[("Usher", &[], 5), ("Deckhand", &[], 2)])
        .says("theatre", "usher", "Ushers sweep the floor every evening.")
        .says("theatre", "usher", "The theatre opens its doors at seven.")
        .says("boat", "deckhand", "Deckhands sweep the floor every evening.")
        .says("boat", "deckhand", "The boat leaves at seven.");
    let first_of = |question| first(&ask(&memory, question)).to_owned();
    assert_eq!(first_of("who sweeps the floor on the boat"), "Deckhand");
    assert_eq!(first_of("in the theatre, who sweeps the floor"), "Usher");
}

#[test]
fn of_two_who_do_one_thing_each_whoever_does_what_is_asked_comes_first() {
    let memory = ship()
        .parts("office", &[("bosun", "Letters are drafted by the bosun "), ("purser", "and signed by the purser.")]);
    assert_eq!(first(&ask(&memory, "who signs the letters")), "Purser");
    assert_eq!(first(&ask(&memory, "who drafts the letters")), "Bosun");
}

#[test]
fn articles_that_agree_win_over_one_that_repeats_itself() {
    let memory = Memory::new(&[("Porter", &[], 5), ("Usher", &[], 2)])
        .says("a", "porter", "The porter opens the doors.")
        .says("a", "porter", "The porter opens the doors again.")
        .says("a", "porter", "The porter opens the doors at night.")
        .says("b", "usher", "The usher opens the doors.")
        .says("c", "usher", "An usher opens the doors.");
    let answer = ask(&memory, "who opens the doors");
    assert_eq!(first(&answer), "Usher");
    assert_eq!(answer.answers[0].sources, 2);
    assert!(answer.answers[0].confidence > answer.answers[1].confidence, "the other is supported too");
}

#[test]
fn near_copies_of_an_article_are_one_source() {
    let memory = || {
        Memory::new(&[("Porter", &[], 5), ("Usher", &[], 2)])
            .says("a", "porter", "The porter opens the doors.")
            .says("b", "porter", "A porter opens the doors.")
            .says("c", "usher", "The usher opens the doors.")
            .says("d", "usher", "An usher opens the doors.")
            .says("e", "usher", "One usher opens the doors.")
    };
    assert_eq!(first(&ask(&memory(), "who opens the doors")), "Usher");
    let answer = ask(&memory().copied("d", "c").copied("e", "c"), "who opens the doors");
    assert_eq!((first(&answer), answer.answers[1].sources), ("Porter", 1));
}

#[test]
fn who_may_answer_can_be_restricted() {
    let asked = |options: Options| {
        let answer = Searcher::new(&ship()).ask("who welcomes the passengers", &options).unwrap();
        answer.answers.into_iter().map(|a| a.role).collect::<Vec<_>>()
    };
    let only = |only: Restriction| asked(Options { only, ..Options::default() });
    assert_eq!(asked(Options::default()), ["Purser", "Waiter"]);
    assert_eq!(only(Restriction { roles: vec!["Waiters".into()], ..Restriction::default() }), ["Waiter"]);
    assert_eq!(only(Restriction { roles: vec!["falconer".into()], ..Restriction::default() }), [""; 0]);
    assert_eq!(only(Restriction { articles: vec!["galley.md".into()], ..Restriction::default() }), [""; 0]);
    assert_eq!(only(Restriction { kinds: vec![Kind::Requirement], ..Restriction::default() }), [""; 0]);
    assert_eq!(asked(Options { min_confidence: 1.0, ..Options::default() }), [""; 0]);
}

#[test]
fn a_restriction_holds_for_every_form_of_question() {
    let memory = ship();
    let galley = Restriction { articles: vec!["galley.md".into()], ..Restriction::default() };
    let asked = |question: &str, only: &Restriction| {
        let options = Options { only: only.clone(), ..Options::default() };
        Searcher::new(&memory).ask(question, &options).unwrap()
    };
    let everywhere = Restriction::default();
    for question in
        ["what does a purser do", "does a purser count the cash", "how much does a purser earn", "cook vs purser"]
    {
        assert!(!asked(question, &everywhere).abstained, "{question}");
        assert!(asked(question, &galley).abstained, "{question}");
    }
    let duties = Restriction { kinds: vec![Kind::Requirement], ..Restriction::default() };
    assert_eq!(asked("how much does a purser earn", &duties).facts, []);
}

#[test]
fn nobody_is_likelier_than_whoever_stands_before() {
    // Two articles have the porter carry, one has the clerk do all that is asked in one sentence.
    let memory = Memory::new(&[("Porter", &[], 4), ("Clerk", &[], 1)])
        .says("a", "porter", "The porter carries trunks.")
        .says("b", "porter", "Porters carry the trunks upstairs.")
        .says("c", "porter", "A porter carries a guest's trunks.")
        .says("d", "clerk", "Carries the trunks of guests to the attic store.");
    for question in ["who carries the trunks", "who carries trunks of guests to the attic store"] {
        let told: Vec<f32> = ask(&memory, question).answers.iter().map(|a| a.confidence).collect();
        assert!(told.len() == 2 && told.is_sorted_by(|a, b| a >= b), "{question}: {told:?}");
    }
}

#[test]
fn a_denial_is_no_evidence() {
    let answer = ask(&ship(), "who counts the cash");
    assert_eq!(first(&answer), "Purser");
    assert!(answer.answers.iter().all(|a| a.role != "Waiter"));
}

#[test]
fn a_near_miss_is_left_open_and_shows_what_is_closest() {
    let answer = ask(&ship(), "who books the dance orchestra");
    assert!(answer.abstained);
    assert_eq!(first(&answer), "Purser");
    assert_eq!(answer.closest[0].text, "The purser books a berth for every passenger.");
    let answer = ask(&ship(), "who trains the elephants");
    assert!(answer.abstained && answer.closest.is_empty());
}

#[test]
fn a_role_is_asked_for_its_duties() {
    let answer = ask(&ship(), "what does a purser do");
    assert_eq!(first(&answer), "Purser");
    assert_eq!(answer.answers[0].evidence.len(), 3);
    assert!(ask(&ship(), "what does a falconer do").abstained);
}

#[test]
fn roles_are_compared_by_what_is_said_of_each() {
    let answer = ask(&ship(), "purser vs waiter");
    let comparison = answer.comparison.as_ref().unwrap();
    assert_eq!(comparison.shared.len(), 1);
    assert_eq!(comparison.only["Purser"].len(), 2);
    assert_eq!(comparison.only["Waiter"].len(), 1);
    assert_eq!(answer.answers.len(), 2);
    assert!(ask(&ship(), "purser vs falconer").abstained);
}

#[test]
fn yes_no_and_silence_are_told_apart() {
    let verdict = |q| ask(&ship(), q).verdict.unwrap();
    assert_eq!(verdict("does a purser count the cash"), Verdict::Yes);
    assert_eq!(verdict("does a waiter count the cash"), Verdict::No);
    assert_eq!(verdict("does a waiter plan the menu"), Verdict::Unknown);
    let instead = ask(&ship(), "does a waiter plan the menu");
    assert_eq!(first(&instead), "Head cook");
    assert!(!instead.abstained);
    assert!(ask(&ship(), "does a waiter train the elephants").abstained);
}

#[test]
fn facts_and_requirements_are_answered() {
    for question in ["what is the salary of a purser", "how much does a purser earn", "how much does a purser make"] {
        assert_eq!(ask(&ship(), question).facts[0].value, "$40,000");
    }
    let degree = ask(&ship(), "do you need a degree to be a purser");
    assert_eq!(degree.answers[0].evidence[0].text, "A purser needs a degree in accounting.");
    assert!(ask(&ship(), "how much does a bosun earn").abstained);
    let other = ship().fact("deck", "bosun", "Minute", "2");
    assert!(ask(&other, "how much does a bosun earn").abstained, "a value of something else is no answer");
}

#[test]
fn the_parts_of_a_score_multiply_to_it() {
    let memory = ship();
    let answer =
        Searcher::new(&memory).ask("who plans the menu", &Options { explain: true, ..Options::default() }).unwrap();
    let evidence = &answer.answers[0].evidence[0];
    let p = evidence.parts.unwrap();
    assert!((p.matched - p.relevance * p.coverage * p.coverage).abs() < 1e-5, "by words alone");
    let product = p.matched * p.kind * p.strength * p.found_by * p.fit;
    assert!((product - evidence.score).abs() < 1e-5);
}

#[test]
fn a_question_without_content_is_an_error_and_not_an_abstention() {
    let memory = ship();
    let searcher = Searcher::new(&memory);
    assert!(matches!(searcher.ask("", &Options::default()), Err(AskError::Question(_))));
    assert!(matches!(searcher.ask("who is it", &Options::default()), Err(AskError::Question(_))));
}

#[test]
fn the_json_has_the_fields_that_are_promised() {
    let json = serde_json::to_value(ask(&ship(), "who plans the menu")).unwrap();
    for field in ["format", "id", "question", "intent", "verdict", "abstained", "answers", "took_us"] {
        assert!(json.get(field).is_some(), "{field}");
    }
    assert_eq!((json["format"].as_u64(), json["intent"].as_str()), (Some(1), Some("who")));
    let evidence = &json["answers"][0]["evidence"][0];
    for field in ["text", "highlights", "kind", "found_by", "strength", "article", "heading", "span", "score"] {
        assert!(evidence.get(field).is_some(), "{field}");
    }
    assert_eq!(evidence["highlights"][0], serde_json::json!([9, 14]));
    assert!(evidence.get("parts").is_none());
}

/// Fish and what one does to it, money, and passengers.
const SHIP: Concepts = Concepts(
    "ship",
    &[
        &["fish", "seafood", "herring"],
        &["order", "orders", "buy", "buys", "purchases"],
        &["cash", "takings", "money"],
        &["count", "counts", "reckons"],
        &["passengers", "passenger", "travellers"],
        &["plates", "tables", "dishes"],
    ],
);

fn ask_with(memory: &Memory, model: &Concepts, question: &str) -> Answer {
    let options = Options { explain: true, ..Options::default() };
    Searcher::new(memory).understanding(Some(model)).ask(question, &options).unwrap()
}

#[test]
fn what_says_the_same_in_other_words_is_found_by_meaning_only() {
    let memory = ship().with_vectors(SHIP);
    assert!(ask(&memory, "who purchases herring").abstained);
    let answer = ask_with(&memory, &SHIP, "who purchases herring");
    assert_eq!(first(&answer), "Head cook");
    assert_eq!(answer.answers[0].evidence[0].text, "The cook orders fresh fish in every port.");
    assert_eq!(answer.model.as_deref(), Some("ship"));
    assert!(answer.answers[0].support.is_some_and(|s| s.profile > 0.0 && s.agreed > 0.0));
}

#[test]
fn a_task_put_in_full_is_answered_by_all_that_is_said_of_a_role_too() {
    let memory = Memory::new(&[])
        .says("a", "Cook", "The cook counts plates and orders fresh fish.")
        .says("a", "Cook", "The cook peels potatoes.")
        .says("a", "Cook", "The cook checks the cold store.")
        .says("b", "Porter", "The porter counts plates, trunks and boxes.");
    let options = Options { explain: true, ..Options::default() };
    let ask = |question: &str| Searcher::new(&memory).ask(question, &options).unwrap();
    let document = |answer: &Answer| answer.answers.iter().filter_map(|a| a.support).map(|s| s.document).sum::<f32>();
    let task = ask("Count plates, order fish, peel potatoes and check the cold store.");
    assert_eq!(first(&task), "Cook");
    assert!(document(&task) >= 1.0);
    assert_eq!(document(&ask("who counts plates")), 0.0);
}

#[test]
fn a_denial_counts_against_by_meaning_too() {
    let answer = ask_with(&ship().with_vectors(SHIP), &SHIP, "who reckons the takings");
    assert_eq!(first(&answer), "Purser");
    assert!(answer.answers.iter().all(|a| a.role != "Waiter"));
}

#[test]
fn vectors_of_two_models_are_never_compared() {
    let other = Concepts("other", SHIP.1);
    let answer = ask_with(&ship().with_vectors(SHIP), &other, "who purchases herring");
    assert!(answer.abstained && answer.model.is_none());
}

#[test]
fn by_meaning_too_the_parts_make_the_score() {
    let answer = ask_with(&ship().with_vectors(SHIP), &SHIP, "who counts the takings");
    for evidence in answer.answers.iter().flat_map(|a| &a.evidence) {
        let p = evidence.parts.unwrap();
        assert!((p.matched * p.kind * p.strength * p.found_by * p.fit - evidence.score).abs() < 1e-5);
        assert!((0.6 * p.words + 0.4 * p.meaning - p.matched).abs() < 1e-5);
    }
}
