//! What each form of question promises, on a small ship.
//!
//! 1. A profile parts responsibilities by theme, merges what several articles say, and keeps apart what a role must have,
//!    what it does not do, and with whom it is mentioned.
//! 2. A comparison says what each does alone, what more than one does, and what articles disagree on.
//! 3. A denial beats silence; what articles disagree on, or say under a condition, depends.
//! 4. Who is over whom is told from either side.
//! 5. A setting's roles are those of the articles that speak of it.
//! 6. Slips are mended, answers restricted and words marked whatever the form.

use crate::memory::Memory;
use crate::{Answer, Evidence, Intent, Options, Relation, Restriction, Searcher, Verdict};
use rolecall_record::{Kind, Strength};

fn ship() -> Memory {
    Memory::new(&[
        ("Purser", &[], 9),
        ("Head cook", &["cook", "chef"], 7),
        ("Waiter", &[], 5),
        ("Captain", &[], 4),
        ("Bosun", &[], 2),
    ])
    .says("galley", "cook", "The cook plans the menu for the whole voyage.")
    .says("galley", "cook", "The cook orders fresh fish in every port.")
    .says("harbour", "cook", "In every port the chef orders fresh fish.")
    .says("galley", "waiter", "The waiter carries the plates to the tables.")
    .says("office", "purser", "The purser counts the cash every evening.")
    .says("office", "purser", "The purser books a berth for every passenger.")
    .says("office", "purser+waiter", "Pursers and waiters welcome the passengers on board.")
    .states("office", "waiter", "A waiter does not count the cash.", Kind::Context, Strength::DoesNot)
    .states("office", "purser", "A purser needs a degree in accounting.", Kind::Requirement, Strength::Does)
    .states("office", "purser", "The purser reports to the captain.", Kind::Context, Strength::Does)
    .fact("office", "purser", "Median, yearly", "$40,000")
    .fact("galley", "waiter", "Answers to", "Head cook")
}

fn ask(memory: &Memory, question: &str) -> Answer {
    Searcher::new(memory).ask(question, &Options::default()).unwrap()
}

fn only(memory: &Memory, only: Restriction, question: &str) -> Answer {
    Searcher::new(memory).ask(question, &Options { only, ..Options::default() }).unwrap()
}

fn named(answer: &Answer) -> Vec<&str> {
    answer.answers.iter().map(|a| a.role.as_str()).collect()
}

#[test]
fn what_two_articles_say_is_one_line_that_counts_both() {
    let answer = ask(&ship(), "what does a cook do");
    let evidence = &answer.answers[0].evidence;
    assert_eq!(evidence.len(), 2);
    let merged = evidence.iter().find(|e| e.text.contains("fish")).unwrap();
    assert_eq!(merged.also.len(), 1);
    assert_eq!(answer.answers[0].sources, 2);
}

#[test]
fn near_copies_of_an_article_are_no_further_source_of_a_line() {
    let answer = ask(&ship().copied("harbour", "galley"), "what does a cook do");
    assert!(answer.answers[0].evidence.iter().all(|e| e.also.is_empty()));
}

#[test]
fn a_profile_keeps_apart_what_a_role_must_have_and_with_whom_it_is_mentioned() {
    let answer = ask(&ship(), "purser");
    let profile = answer.profile.as_ref().unwrap();
    assert_eq!(profile.requirements[0].text, "A purser needs a degree in accounting.");
    assert!(profile.works_with.iter().any(|p| p.role == "Waiter"));
    assert!(answer.answers[0].evidence.iter().all(|e| e.kind == Kind::Responsibility));
    assert_eq!(answer.facts[0].value, "$40,000");
    let lines: usize = profile.themes.iter().map(|t| t.lines.len()).sum();
    assert_eq!(lines, answer.answers[0].evidence.len(), "each line is in one theme");
    assert_eq!(ask(&ship(), "what does a waiter do").profile.unwrap().denied.len(), 1);
}

#[test]
fn responsibilities_are_parted_by_headings_that_say_more_than_the_role() {
    let mut memory = Memory::new(&[("Purser", &[], 9)]);
    for (heading, text) in [
        ("Money", "The purser counts the cash."),
        ("Money", "The purser pays every supplier."),
        ("Purser", "The purser meets the harbour master."),
        ("Purser", "The purser orders stamps."),
        ("Embarkation", "The purser welcomes the passengers."),
        ("Embarkation", "The purser hands out keys."),
    ] {
        memory = memory.says("office", "purser", text).under(&["The purser", heading]);
    }
    let answer = ask(&memory, "what does a purser do");
    let themes: Vec<&str> = answer.profile.as_ref().unwrap().themes.iter().map(|t| t.name.as_str()).collect();
    assert!(themes.contains(&"Money") && themes.contains(&"Embarkation") && !themes.contains(&"Purser"), "{themes:?}");
}

#[test]
fn what_one_article_says_and_another_denies_is_disputed() {
    let memory =
        ship().states("union", "cook", "Cooks do not order the fish in port.", Kind::Context, Strength::DoesNot);
    let answer = ask(&memory, "cook vs waiter");
    let comparison = answer.comparison.unwrap();
    assert_eq!(comparison.disputed.len(), 2);
    assert!(comparison.only["Head cook"].iter().all(|e| !e.text.contains("fish")));
    assert_eq!(comparison.denied["Waiter"].len(), 1);
    assert_eq!(ask(&memory, "does the cook order the fish in port").verdict, Some(Verdict::Depends));
}

#[test]
fn three_roles_are_set_against_each_other() {
    let answer = ask(&ship(), "difference between purser, cook and waiter");
    assert_eq!((answer.intent, answer.answers.len()), (Intent::Compare, 3));
    assert_eq!(answer.comparison.unwrap().only.len(), 3);
}

#[test]
fn yes_under_a_condition_depends() {
    let memory = ship().states(
        "harbour",
        "waiter",
        "If nobody else is there, waiters steer the boat.",
        Kind::Responsibility,
        Strength::Does,
    );
    let answer = ask(&memory, "does a waiter steer the boat");
    assert_eq!(answer.verdict, Some(Verdict::Depends));
    let evidence = &answer.answers[0].evidence[0];
    assert_eq!(evidence.condition.unwrap().of(&evidence.text), "If nobody else is there");
}

#[test]
fn who_is_over_whom_is_told_from_either_side() {
    let above = ask(&ship(), "who does the purser report to");
    assert_eq!((above.relation, named(&above)), (Some(Relation::Above), vec!["Captain"]));
    let below = ask(&ship(), "who reports to the captain");
    assert_eq!((below.relation, named(&below)), (Some(Relation::Below), vec!["Purser"]));
    assert_eq!(named(&ask(&ship(), "who is the waiter's boss")), ["Head cook"], "a table says so");
    assert_eq!(ask(&ship(), "does the purser report to the captain").verdict, Some(Verdict::Yes));
    assert_eq!(ask(&ship(), "does the purser report to the cook").verdict, Some(Verdict::Unknown));
}

#[test]
fn whether_one_can_be_the_other_is_said_by_a_sentence_of_both() {
    let asked = |memory: &Memory| ask(memory, "can the purser also be the waiter").verdict.unwrap();
    assert_eq!(asked(&ship()), Verdict::Unknown);
    let sometimes = ship().states(
        "ferry",
        "purser+waiter",
        "On small ferries, one person is both purser and waiter.",
        Kind::Context,
        Strength::Does,
    );
    assert_eq!(asked(&sometimes), Verdict::Depends);
}

#[test]
fn roles_that_a_role_is_mentioned_with_are_named() {
    let answer = ask(&ship(), "who works with the purser");
    assert_eq!(answer.relation, Some(Relation::Beside));
    assert!(named(&answer).contains(&"Waiter"));
}

#[test]
fn a_setting_s_roles_are_those_of_the_articles_that_speak_of_it() {
    let memory = ship().says("galley", "waiter", "In the galley the waiter polishes glasses.");
    let answer = ask(&memory, "which roles are there in the galley");
    assert_eq!(answer.intent, Intent::List);
    assert_eq!(named(&answer), ["Head cook", "Waiter"]);
    assert_eq!(ask(&memory, "list all roles").answers.len(), 3);
    assert!(ask(&memory, "which jobs are there in a circus").abstained);
}

#[test]
fn pay_is_known_by_its_currency_whatever_its_name() {
    assert_eq!(ask(&ship(), "how much does a purser earn").facts[0].value, "$40,000");
    assert_eq!(ask(&ship(), "which role pays best").facts[0].role, "Purser");
}

#[test]
fn the_asker_may_say_what_form_a_question_has() {
    let options = Options { intent: Some(Intent::Who), ..Options::default() };
    let memory = ship();
    let answer = Searcher::new(&memory).ask("does a purser count the cash", &options).unwrap();
    assert_eq!((answer.intent, answer.verdict), (Intent::Who, None));
}

#[test]
fn an_answer_that_stands_under_the_very_question_decides() {
    let memory = ship()
        .states("questions", "waiter", "Not on their own.", Kind::None, Strength::Does)
        .under(&["Can a waiter sign for deliveries?"])
        .says("questions", "waiter", "Waiters may unpack the deliveries.")
        .under(&["Can a waiter sign for deliveries?"]);
    let answer = ask(&memory, "can a waiter sign for deliveries");
    assert_eq!(answer.verdict, Some(Verdict::No));
    assert_eq!(answer.answers[0].evidence[0].text, "Not on their own.");
}

#[test]
fn a_deed_is_not_found_in_another_role_s_name() {
    let memory = Memory::new(&[("Waiter", &[], 5), ("Baker", &[], 5)])
        .says("galley", "waiter", "The waiter asks the baker for rolls.")
        .states("galley", "waiter", "Waiters do not bake.", Kind::Responsibility, Strength::DoesNot);
    assert_eq!(ask(&memory, "does a waiter bake").verdict, Some(Verdict::No));
}

#[test]
fn what_stands_under_a_role_s_heading_tells_what_it_must_have() {
    let memory = ship()
        .states("careers", "", "A licence, and two years at sea.", Kind::None, Strength::Does)
        .under(&["The bosun", "Requirements"])
        .says("careers", "bosun", "The bosun paints the hull.")
        .under(&["The bosun"]);
    let answer = ask(&memory, "what qualifications does a bosun need");
    assert_eq!(answer.answers[0].evidence[0].text, "A licence, and two years at sea.");
}

#[test]
fn a_denial_under_the_role_s_own_heading_needs_no_subject() {
    let memory = ship()
        .says("deck", "bosun", "The bosun paints the hull.")
        .states("deck", "", "Does not open the mail.", Kind::None, Strength::Does)
        .under(&["Bosun"]);
    assert_eq!(ask(&memory, "does the bosun open the mail").verdict, Some(Verdict::No));
    assert_eq!(ask(&memory, "does the bosun open the hatches").verdict, Some(Verdict::Unknown));
    let below = memory
        .states("deck", "", "The lifeboat drills.", Kind::None, Strength::Does)
        .under(&["Bosun", "Not responsible for"]);
    assert_eq!(ask(&below, "is the bosun responsible for the lifeboat drills").verdict, Some(Verdict::No));
}

#[test]
fn what_one_sentence_denies_of_a_role_is_none_of_its_duties() {
    let memory = Memory::new(&[("Bosun", &[], 5)])
        .says("deck", "bosun", "The bosun paints the hull.")
        .states("deck", "bosun", "The bosun does not sell tickets.", Kind::Responsibility, Strength::DoesNot)
        .also_said("bosun", Strength::Does);
    let answer = ask(&memory, "what does a bosun do");
    assert_eq!(answer.answers[0].evidence.len(), 1);
    assert_eq!(ask(&memory, "does the bosun sell tickets").verdict, Some(Verdict::No));
}

#[test]
fn what_is_said_of_a_kind_of_the_role_answers_where_nothing_else_does() {
    let memory = ship().fact("office", "assistant purser", "Salary", "$20,000").says(
        "office",
        "assistant purser",
        "The assistant purser files.",
    );
    let memory = memory.knowing("Assistant purser").knowing("Assistant");
    let answer = ask(&memory.says("office", "assistant", "The assistant waits."), "how much does an assistant earn");
    assert_eq!(answer.facts[0].role, "Assistant purser");
}

#[test]
fn one_sentence_that_parts_two_roles_is_shared_by_neither() {
    let memory = Memory::new(&[("Usher", &[], 5), ("Porter", &[], 5)])
        .parts("hall", &[("usher", "The usher tears the tickets, "), ("porter", "while the porter minds the coats.")]);
    let comparison = ask(&memory, "usher vs porter").comparison.unwrap();
    assert_eq!((comparison.shared.len(), comparison.only["Usher"].len(), comparison.only["Porter"].len()), (0, 1, 1));
}

#[test]
fn a_heading_that_asks_whether_one_can_be_both_is_answered_below_it() {
    let memory = ship()
        .states("office", "", "Technically yes.", Kind::None, Strength::Does)
        .under(&["Can one person do both?"])
        .says("office", "waiter", "The waiter folds the napkins.");
    assert_eq!(ask(&memory, "can the purser also be the waiter").verdict, Some(Verdict::Yes));
}

#[test]
fn a_peer_is_whoever_names_the_role_too() {
    let memory = Memory::new(&[("Baker", &[], 3), ("Porter", &[], 3)]).says("mill", "baker", "Kneads the dough.").says(
        "mill",
        "porter",
        "The porter takes away what the baker has made.",
    );
    assert_eq!(named(&ask(&memory, "who does the baker work with")), ["Porter"]);
}

#[test]
fn what_is_denied_ahead_of_its_verb_is_denied() {
    let memory = ship().says("deck", "bosun", "What the bosun will not do is sell tickets; the office does.");
    assert_eq!(ask(&memory, "does the bosun sell tickets").verdict, Some(Verdict::No));
}

#[test]
fn lists_requirements_and_how_roles_stand_to_each_other_come_from_the_articles_that_may_answer() {
    let memory = ship()
        .states("careers", "", "A licence, and two years at sea.", Kind::None, Strength::Does)
        .under(&["The bosun", "Requirements"])
        .says("careers", "bosun", "The bosun paints the hull.");
    let galley = || Restriction { articles: vec!["galley.md".into()], ..Restriction::default() };
    assert_eq!(named(&only(&memory, galley(), "list all roles")), ["Head cook", "Waiter"]);
    for question in [
        "who does the purser report to",
        "who works with the purser",
        "what qualifications does a bosun need",
        "which role pays best",
    ] {
        assert!(!ask(&memory, question).abstained, "{question}");
        assert!(only(&memory, galley(), question).abstained, "{question}");
    }
}

#[test]
fn of_a_list_that_is_restricted_to_a_role_no_other_is_named() {
    let waiters = Restriction { roles: vec!["waiter".into()], ..Restriction::default() };
    assert_eq!(named(&only(&ship(), waiters, "list all roles")), ["Waiter"]);
}

#[test]
fn what_a_role_does_is_found_among_many_others_who_do_it_also_where_answers_are_restricted() {
    let mut memory = Memory::new(&[("Porter", &[], 900), ("Usher", &[], 1)]);
    for _ in 0..900 {
        memory = memory.says("hall", "porter", "Porters carry trunks.");
    }
    let memory = memory.says("hall", "usher", "Ushers carry trunks.");
    let hall = Restriction { articles: vec!["hall.md".into()], ..Restriction::default() };
    assert_eq!(only(&memory, hall, "does an usher carry trunks").verdict, Some(Verdict::Yes));
}

#[test]
fn slips_are_mended_before_the_form_is_told() {
    let answer = ask(&ship(), "does the pursre cuont the cash");
    assert_eq!((answer.intent, answer.verdict), (Intent::Does, Some(Verdict::Yes)));
    assert_eq!(answer.read_as.len(), 2);
    assert_eq!(ask(&ship(), "prser vs watier").comparison.unwrap().only.len(), 2);
}

#[test]
fn where_it_plays_is_no_part_of_what_a_role_is_asked_to_do() {
    let answer = ask(&ship(), "does a purser count the cash on a freight steamer");
    assert_eq!((answer.verdict, answer.setting), (Some(Verdict::Yes), vec!["on a freight steamer".to_owned()]));
}

#[test]
fn every_sentence_of_an_answer_is_marked() {
    let memory =
        ship().states("union", "cook", "Cooks do not order the fish in port.", Kind::Context, Strength::DoesNot);
    let marked = |evidence: &Evidence| assert!(!evidence.highlights.is_empty(), "{}", evidence.text);
    for role in ["cook", "purser", "waiter"] {
        let profile = ask(&memory, role).profile.unwrap();
        [profile.requirements, profile.denied, profile.disputed].iter().flatten().for_each(marked);
        profile.works_with.iter().for_each(|peer| marked(&peer.evidence));
    }
    let comparison = ask(&memory, "cook vs waiter").comparison.unwrap();
    comparison.only.values().chain(comparison.denied.values()).flatten().for_each(marked);
    comparison.shared.iter().chain(&comparison.disputed).for_each(marked);
    for question in ["who does the purser report to", "list all roles", "who works with the purser"] {
        ask(&memory, question).answers.iter().flat_map(|a| &a.evidence).for_each(marked);
    }
}

#[test]
fn the_answer_that_an_article_gives_to_the_very_question_comes_first() {
    let memory = ship().states("galley", "", "Does a waiter need a degree?", Kind::None, Strength::Does).states(
        "galley",
        "",
        "No. Good shoes, yes.",
        Kind::None,
        Strength::Does,
    );
    let answer = ask(&memory, "does a waiter need a degree");
    assert_eq!((answer.intent, answer.answers[0].evidence[0].text.as_str()), (Intent::Fact, "No. Good shoes, yes."));
    assert_ne!(answer.answers[0].evidence[0].strength, Strength::DoesNot);
}

#[test]
fn where_somebody_works_is_no_duty() {
    let memory = ship().says("galley", "bosun", "The bosun works in a small cabin.").says(
        "galley",
        "bosun",
        "The bosun works on the engine.",
    );
    let lines = ask(&memory, "what does the bosun do").answers[0].evidence.clone();
    assert_eq!(lines.iter().map(|e| e.text.as_str()).collect::<Vec<_>>(), ["The bosun works on the engine."]);
}
