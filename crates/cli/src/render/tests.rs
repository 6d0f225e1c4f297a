//! How each form of answer looks, on a wide page and on a narrow one, and without its colours.

use super::flow::columns;
use super::{Sources, answer};
use anstream::adapter::strip_str;
use rolecall_record::{FoundBy, Kind, Span, Strength};
use rolecall_search::{
    Answer, ArticleRef, Comparison, Evidence, FactFound, Intent, Peer, Profile, Relation, RoleAnswer, Theme, Verdict,
};
use snapbox::str;

pub(super) fn article(path: &str) -> ArticleRef {
    ArticleRef { id: path.into(), title: "Life on board".into(), path: path.into(), url: None }
}

pub(super) fn evidence(named: &str, text: &str, strength: Strength) -> Evidence {
    Evidence {
        text: text.into(),
        highlights: Vec::new(),
        clause: Span::new(0, text.len()),
        reach: Span::new(0, text.len()),
        kind: Kind::Responsibility,
        found_by: FoundBy::Subject,
        strength,
        article: article("ship/office.md"),
        heading: Vec::new(),
        span: Span::new(0, text.len()),
        score: 1.0,
        named: named.into(),
        condition: None,
        also: Vec::new(),
        parts: None,
    }
}

fn says(text: &str) -> Evidence {
    evidence("purser", text, Strength::Does)
}

fn role(name: &str, evidence: Vec<Evidence>) -> RoleAnswer {
    RoleAnswer {
        role: name.into(),
        aliases: Vec::new(),
        score: 1.0,
        confidence: 0.95,
        sources: 1,
        evidence,
        support: None,
    }
}

fn fact(role: &str, value: &str) -> FactFound {
    FactFound {
        role: role.into(),
        name: "Pay".into(),
        value: value.into(),
        note: None,
        article: article("ship/pay.md"),
        span: Span::new(0, 1),
    }
}

fn asked(intent: Intent, asking: &[&str], answers: Vec<RoleAnswer>) -> Answer {
    let asking = asking.iter().map(|a| (*a).to_owned()).collect();
    Answer { intent, asking, answers, abstained: false, ..Answer::nothing("?", None) }
}

fn compared() -> Answer {
    let purser =
        vec![says("The purser counts the cash every evening."), says("The purser books a berth for everybody.")];
    let waiter = vec![evidence("waiter", "The waiter carries the plates to the tables.", Strength::Does)];
    let comparison = Comparison {
        only: [("Purser".to_owned(), purser.clone()), ("Waiter".to_owned(), waiter.clone())].into(),
        shared: vec![Evidence {
            also: vec![article("ship/deck.md")],
            ..says("Pursers and waiters welcome the passengers.")
        }],
        disputed: Vec::new(),
        denied: [("Waiter".to_owned(), vec![evidence("waiter", "Waiters do not count the cash.", Strength::DoesNot)])]
            .into(),
    };
    Answer {
        comparison: Some(comparison),
        facts: vec![fact("Purser", "£31,000"), fact("Waiter", "£22,000")],
        ..asked(Intent::Compare, &["purser", "waiter"], vec![role("Purser", purser), role("Waiter", waiter)])
    }
}

fn profiled() -> Answer {
    let lines = vec![
        Evidence { also: vec![article("ship/deck.md")], ..says("The purser counts the cash every evening.") },
        says("The purser books a berth for every passenger."),
    ];
    let profile = Profile {
        themes: vec![Theme { name: "Money".into(), lines: vec![0] }, Theme { name: String::new(), lines: vec![1] }],
        requirements: vec![says("A purser needs a degree.")],
        denied: vec![evidence("purser", "A purser does not steer the ship.", Strength::DoesNot)],
        disputed: Vec::new(),
        works_with: vec![Peer { role: "Waiter".into(), statements: 2, sources: 1, evidence: says("With the waiter.") }],
    };
    Answer {
        profile: Some(profile),
        facts: vec![fact("Purser", "£31,000")],
        ..asked(Intent::What, &["purser"], vec![role("Purser", lines)])
    }
}

fn plain(answer: &Answer, width: usize) -> String {
    let text = super::answer(answer, super::page(width, &Sources::default()));
    strip_str(&text).to_string()
}

#[test]
fn a_comparison_has_columns_where_there_is_room() {
    snapbox::assert_data_eq!(
        plain(&compared(), 100),
        str![[r#"
asking: compare · purser · waiter

Only Purser                                      │ Only Waiter
──────────────────────────────────────────────── │ ────────────────────────────────────────────────
▸ The purser counts the cash every evening.      │ ▸ The waiter carries the plates to the tables.
  ship/office.md                                 │   ship/office.md
▸ The purser books a berth for everybody.        │
  ship/office.md                                 │

Shared
   ▸ Pursers and waiters welcome the passengers.
     Life on board · ship/office.md
     the same in ship/deck.md

Waiter does not
   ▸ Waiters do not count the cash.
     Life on board · ship/office.md

Facts
                                │ Purser                          │ Waiter
Pay                             │ £31,000                         │ £22,000
  ship/pay.md

"#]]
    );
}

#[test]
fn a_comparison_on_a_narrow_page_has_one_role_after_the_other() {
    snapbox::assert_data_eq!(
        plain(&compared(), 60),
        str![[r#"
asking: compare · purser · waiter

Only Purser
   ▸ The purser counts the cash every evening.
     Life on board · ship/office.md
   ▸ The purser books a berth for everybody.
     Life on board · ship/office.md

Only Waiter
   ▸ The waiter carries the plates to the tables.
     Life on board · ship/office.md

Shared
   ▸ Pursers and waiters welcome the passengers.
     Life on board · ship/office.md
     the same in ship/deck.md

Waiter does not
   ▸ Waiters do not count the cash.
     Life on board · ship/office.md

Facts
                   │ Purser             │ Waiter
Pay                │ £31,000            │ £22,000
  ship/pay.md

"#]]
    );
}

#[test]
fn a_profile_is_parted_by_theme() {
    snapbox::assert_data_eq!(
        plain(&profiled(), 60),
        str![[r#"
asking: what · purser

Purser  █████████░  very likely · 1 source

   Money
   ▸ The purser counts the cash every evening.
     Life on board · ship/office.md
     the same in ship/deck.md

   Besides
   ▸ The purser books a berth for every passenger.
     Life on board · ship/office.md

Must have
   ▸ A purser needs a degree.
     Life on board · ship/office.md

Does not
   ▸ A purser does not steer the ship.
     Life on board · ship/office.md

Purser: Pay: £31,000
  ship/pay.md

Mentioned with: Waiter (2)

"#]]
    );
}

#[test]
fn who_is_over_a_role_is_told_in_words() {
    let proof = vec![says("The waiter reports to the purser.")];
    let above = asked(Intent::Combine, &["waiter"], vec![role("Purser", proof)]);
    let above = Answer { relation: Some(Relation::Above), ..above };
    snapbox::assert_data_eq!(
        plain(&above, 60),
        str![[r#"
asking: combine · waiter

Whom the waiter answers to:

Purser  █████████░  very likely · 1 source
   ▸ The waiter reports to the purser.
     Life on board · ship/office.md

"#]]
    );
}

#[test]
fn a_setting_s_roles_have_a_sentence_each() {
    let proof = vec![says("The purser counts the cash."), says("The purser books a berth.")];
    snapbox::assert_data_eq!(
        plain(&asked(Intent::List, &["ship"], vec![role("Purser", proof)]), 60),
        str![[r#"
asking: list · ship

Purser  2 statements · 1 source
   ▸ The purser counts the cash.

"#]]
    );
}

#[test]
fn it_depends_is_said_with_the_sentences() {
    let limited = Evidence { condition: Some(Span::new(0, 13)), ..says("On small ships, the purser cooks.") };
    let depends = asked(Intent::Does, &["purser", "cook"], vec![role("Purser", vec![limited])]);
    let depends = Answer { verdict: Some(Verdict::Depends), ..depends };
    snapbox::assert_data_eq!(
        plain(&depends, 60),
        str![[r#"
asking: does · purser · cook

It depends.

Purser  █████████░  very likely · 1 source
   ▸ On small ships, the purser cooks.
     Life on board · ship/office.md
     as far as: On small ship

"#]]
    );
}

#[test]
fn no_line_is_wider_than_the_page() {
    for width in [60, 80, 100, 160] {
        for answer in [compared(), profiled()] {
            let text = plain(&answer, width);
            assert!(text.lines().all(|line| columns(line) <= width), "{width}: {text}");
        }
    }
}

#[test]
fn colours_are_only_added_to_what_is_said() {
    let coloured = answer(&compared(), super::page(100, &Sources::default()));
    assert!(coloured.contains('\u{1b}') && strip_str(&coloured).to_string() == plain(&compared(), 100));
}

#[test]
fn an_answer_of_a_part_of_the_index_begins_with_saying_so() {
    let partial = Answer { partial: Some("1 of 3 shards did not answer".into()), ..compared() };
    let told = plain(&partial, 200);
    assert!(told.starts_with("Only a part of the index answered (1 of 3 shards did not answer)"), "{told}");
    assert!(super::markdown(&partial).contains("**Only a part of the index answered"));
}
