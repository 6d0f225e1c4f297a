//! What settles a yes-or-no question.
//!
//! 1. The same verb of the same objects, said of the role; a verb that includes it will do.
//! 2. One sentence says several things: only the deed that is asked for counts, with its own denial and its own condition.
//! 3. What is said of a kind of the role counts where nothing is said of the role as it is called.

use crate::memory::Memory;
use crate::{Options, Searcher, Verdict};
use rolecall_record::{Kind, Strength};

fn ferry() -> Memory {
    Memory::new(&[("Purser", &[], 9), ("Waiter", &[], 5), ("Ship's doctor", &["doctor"], 4), ("Bosun", &[], 3)])
        .says("office", "purser", "The purser counts the cash and books the berths.")
        .says("office", "purser", "The purser handles the post.")
        .says("office", "purser", "The purser weighs the letters; stamps parcels.")
        .says("office", "purser", "The boatswain votes; the purser has no vote.")
        .says("office", "purser", "If nobody else is there, the purser moors the boat.")
        .says("hold", "purser", "A clerk may shift the crates.")
        .states("hold", "waiter", "Waiters can't.", Kind::Context, Strength::DoesNot)
        .says("office", "bosun", "Bosuns tend not to look at the figures.")
        .says("deck", "bosun", "In some ports the bosun cooks.")
        .says("deck", "bosun", "The bosun checks the ropes, and calls the captain if needed.")
        .says("deck", "bosun", "The bosun keeps the paint dry and the brushes clean.")
        .says("deck", "waiter", "The waiter sometimes polishes the glasses.")
        .states("deck", "", "Do waiters carry the luggage?", Kind::None, Strength::Does)
        .states("deck", "", "Not on this ship.", Kind::None, Strength::Does)
}

#[track_caller]
fn check(question: &str, expected: Verdict) {
    let answer = Searcher::new(&ferry()).ask(question, &Options::default()).unwrap();
    assert_eq!(answer.verdict, Some(expected), "{question}: {:#?}", answer.answers.first());
}

#[test]
fn the_same_verb_of_the_same_objects_is_a_yes_and_of_others_says_nothing() {
    check("does the purser count the cash", Verdict::Yes);
    check("does the purser book the berths", Verdict::Yes);
    check("does the purser stamp parcels", Verdict::Yes);
    check("does the purser count the berths", Verdict::Unknown);
    check("does the bosun paint", Verdict::Unknown);
}

#[test]
fn whoever_handles_a_thing_does_with_it_what_there_is_to_do() {
    check("does the purser sort the post", Verdict::Yes);
    check("is the purser responsible for the post", Verdict::Yes);
    check("does the purser sort the brushes", Verdict::Unknown);
}

#[test]
fn a_denial_holds_of_the_deed_that_it_stands_with() {
    check("may the purser vote on the course", Verdict::No);
    check("can a waiter shift the crates", Verdict::No);
    check("does the bosun look at the figures", Verdict::No);
    check("do waiters carry the luggage", Verdict::No);
}

#[test]
fn a_condition_holds_of_the_deed_that_it_stands_with() {
    check("does the bosun check the ropes", Verdict::Yes);
    check("does the bosun call the captain", Verdict::Depends);
    check("does the bosun cook", Verdict::Depends);
    check("does the purser moor the boat", Verdict::Depends);
    check("does the waiter polish the glasses", Verdict::Depends);
}

#[test]
fn what_is_said_of_a_kind_of_the_role_counts_where_nothing_else_is_said() {
    let bank = Memory::new(&[("Teller", &[], 1), ("Bank teller", &[], 6)])
        .says("bank", "bank teller", "A bank teller counts the drawer.")
        .says("bank", "teller", "A teller smiles.");
    let answer = Searcher::new(&bank).ask("does a teller count the drawer", &Options::default()).unwrap();
    assert_eq!((answer.verdict, answer.answers[0].role.as_str()), (Some(Verdict::Yes), "Bank teller"));
}

#[test]
fn what_it_is_done_to_may_have_been_said_before() {
    let yard = Memory::new(&[("Clerk", &[], 5), ("Porter", &[], 5), ("Bosun", &[], 4)])
        .says("yard", "clerk", "The clerk does not write the invoice.")
        .says("yard", "porter", "The porter drafts it at noon.")
        .says("gate", "bosun", "The bosun takes it to the porter.");
    let verdict = |question: &str| Searcher::new(&yard).ask(question, &Options::default()).unwrap().verdict;
    assert_eq!(verdict("does the porter draft the invoice"), Some(Verdict::Yes));
    assert_eq!(verdict("does the porter draft the letters"), Some(Verdict::Unknown));
    assert_eq!(verdict("does the bosun take the photographs"), Some(Verdict::Unknown), "whom it is taken to is no it");
}

#[test]
fn what_somebody_tells_another_to_do_is_done_by_the_other_and_what_is_said_of_a_thing_not_by_them() {
    let yard = Memory::new(&[("Clerk", &[], 5), ("Porter", &[], 5)])
        .says("yard", "clerk", "The clerk tells the porter to sweep the yard.")
        .says("yard", "clerk", "The clerk looks for sums that do not match the ledger.")
        .says("yard", "porter", "The porter is told to scrub the steps.");
    let verdict = |question: &str| Searcher::new(&yard).ask(question, &Options::default()).unwrap().verdict;
    assert_eq!(verdict("does the clerk sweep the yard"), Some(Verdict::Unknown));
    assert_eq!(verdict("does the clerk match the ledger"), Some(Verdict::Unknown));
    assert_eq!(verdict("does the porter scrub the steps"), Some(Verdict::Yes));
}

#[test]
fn a_condition_that_the_question_grants_leaves_nothing_open() {
    check("does the purser moor the boat if nobody else is there", Verdict::Yes);
    check("does the bosun cook in some ports", Verdict::Yes);
}

#[test]
fn what_only_others_may_do_the_role_may_not_and_who_may_is_told() {
    let yard = Memory::new(&[("Clerk", &[], 5), ("Porter", &[], 5), ("Head porter", &[], 4), ("Cook", &[], 3)])
        .says("yard", "clerk", "Only the clerk may open the safe.")
        .says("yard", "porter", "The porter sweeps the yard.")
        .says("yard", "head porter", "The head porter counts the keys.")
        .says("galley", "cook", "The cook stirs the soup.");
    let ask = |question: &str| Searcher::new(&yard).ask(question, &Options::default()).unwrap();
    let answer = ask("may the porter open the safe");
    assert_eq!(answer.verdict, Some(Verdict::No));
    assert_eq!(answer.answers.iter().map(|a| a.role.as_str()).collect::<Vec<_>>(), ["Porter", "Clerk"]);
    assert_eq!(ask("may the clerk open the safe").verdict, Some(Verdict::Yes));
    assert_eq!(ask("may the cook open the safe").verdict, Some(Verdict::Unknown), "of another place nothing is said");
}

#[test]
fn a_passive_question_and_one_whose_verb_is_a_role_s_name_are_read_as_the_deed() {
    check("are the berths booked by the purser", Verdict::Yes);
    let ship = Memory::new(&[("Purser", &[], 9), ("Cook", &[], 5)]).says(
        "office",
        "purser",
        "The purser sees all the passengers before noon.",
    );
    let answer = Searcher::new(&ship).ask("does the purser cook for the passengers", &Options::default()).unwrap();
    assert_eq!(answer.verdict, Some(Verdict::Unknown));
}

#[test]
fn the_very_deed_is_denied_whatever_else_an_article_says_of_the_like() {
    let yard = Memory::new(&[("Clerk", &[], 5), ("Porter", &[], 5)])
        .says("yard", "clerk", "The clerk cannot sell stamps.")
        .says("yard", "clerk", "The clerk handles stamps.")
        .says("yard", "porter", "The porter sweeps the yard.");
    let verdict = |question: &str| Searcher::new(&yard).ask(question, &Options::default()).unwrap().verdict;
    assert_eq!(verdict("does the clerk sell stamps"), Some(Verdict::No));
}
