//! Who is held responsible, mechanism by mechanism. Each test reads a small Markdown article and prints every statement
//! that speaks of a role: kind, roles with how they were found and how strongly, text.

use crate::understand;
use expect_test::{Expect, expect};
use rolecall_record::{Kind, Strength};
use std::fmt::Write as _;

pub(super) fn check(article: &str, expected: Expect) {
    check_file("notes/article.md", article, expected);
}

/// How strongly a small article of nothing but this sentence holds `role` responsible; none where it does not at all.
pub(super) fn said_of(role: &str, sentence: &str) -> Option<Strength> {
    let article = format!("# A day with us\n\nSome words before it all begins.\n\n{sentence}\n");
    let record = understand("notes/article.md", article.as_bytes()).expect("the article has text");
    let duties = record.statements.into_iter().filter(|s| s.kind == Kind::Responsibility);
    duties.flat_map(|s| s.roles).find(|m| m.role == role).map(|m| m.strength)
}

/// As [`check`], of a file whose name says what it is written in.
pub(super) fn check_file(path: &str, article: &str, expected: Expect) {
    expected.assert_eq(&shown(path, article));
}

/// What is found in an article, a line for each statement with a role.
pub(super) fn shown(path: &str, article: &str) -> String {
    let record = understand(path, article.as_bytes()).expect("the article has text");
    let mut shown = String::new();
    for statement in &record.statements {
        assert_eq!(statement.span.of(&record.article.text), statement.text, "a statement is what stands at its span");
        if statement.roles.is_empty() {
            continue;
        }
        let roles: Vec<String> = statement
            .roles
            .iter()
            .map(|m| {
                assert!(statement.span.contains(m.clause), "a clause lies within its statement");
                format!("{} ({}, {})", m.role, m.found_by.as_str(), m.strength.as_str())
            })
            .collect();
        writeln!(shown, "{}: {} | {}", statement.kind.as_str(), roles.join(" + "), statement.text).expect("a string");
    }
    shown
}

/// Whom each sentence of an article holds responsible, with how strongly where that is not `does`, and the sentence.
pub(super) fn held(path: &str, article: &str) -> Vec<(String, String)> {
    let role = |found: &str| match found.split_once(" (") {
        Some((role, how)) if how.ends_with(" does)") => role.to_owned(),
        Some((role, how)) => format!("{role} {}", how.rsplit(", ").next().unwrap_or(how).trim_end_matches(')')),
        None => found.to_owned(),
    };
    let shown = shown(path, article);
    let lines = shown.lines().filter_map(|l| l.strip_prefix("responsibility: ")?.split_once(" | "));
    let roles = |found: &str| found.split(" + ").map(role).collect::<Vec<_>>().join("+");
    lines.map(|(found, words)| (roles(found), words.to_owned())).collect()
}

#[test]
fn the_subject_of_a_deed_is_responsible_and_its_object_is_not() {
    check(
        "The bosun inspects the lifeboats. The deckhand helps the bosun.",
        expect![[r#"
        responsibility: bosun (subject, does) | The bosun inspects the lifeboats.
        responsibility: deckhand (subject, helps) | The deckhand helps the bosun.
    "#]],
    );
}

#[test]
fn joined_subjects_are_both_responsible() {
    check(
        "Both the sommelier and the head waiter look after the cellar.",
        expect![[r#"
        responsibility: sommelier (subject, does) + head waiter (subject, does) | Both the sommelier and the head waiter look after the cellar.
    "#]],
    );
}

#[test]
fn each_clause_has_its_own_role() {
    check(
        "The registrar is in charge of loans, while the conservator repairs the frames.",
        expect![[r#"
        responsibility: registrar (subject, does) + conservator (subject, does) | The registrar is in charge of loans, while the conservator repairs the frames.
    "#]],
    );
}

#[test]
fn the_agent_of_a_passive_is_responsible() {
    check(
        "Invoices are checked by the bookkeeper. The ward is run by a charge nurse.",
        expect![[r#"
            responsibility: bookkeeper (passive agent, does) | Invoices are checked by the bookkeeper.
            responsibility: charge nurse (passive agent, does) | The ward is run by a charge nurse.
        "#]],
    );
}

#[test]
fn duties_are_handed_over_in_many_ways() {
    check(
        "It is up to the umpire to stop play. Repairs fall to the shipwright. Payroll is the responsibility of the \
         treasurer. The foreman's job is to brief the crew. It is the coroner who signs the certificate.",
        expect![[r#"
            responsibility: umpire (passive agent, does) | It is up to the umpire to stop play.
            responsibility: shipwright (passive agent, does) | Repairs fall to the shipwright.
            responsibility: treasurer (passive agent, does) | Payroll is the responsibility of the treasurer.
            responsibility: foreman (subject, does) | The foreman's job is to brief the crew.
            responsibility: coroner (passive agent, does) | It is the coroner who signs the certificate.
        "#]],
    );
}

#[test]
fn a_pronoun_stands_for_the_role_before_it() {
    check(
        "## The beekeeper\n\nThe beekeeper opens the hives. She also bottles the honey. These professionals treat mites. \
         Their focus is on healthy queens.",
        expect![[r#"
            responsibility: beekeeper (subject, does) | The beekeeper opens the hives.
            responsibility: beekeeper (pronoun, does) | She also bottles the honey.
            responsibility: beekeeper (pronoun, does) | These professionals treat mites.
            responsibility: beekeeper (pronoun, does) | Their focus is on healthy queens.
        "#]],
    );
}

#[test]
fn the_former_and_the_latter_are_told_apart() {
    check(
        "A barista and a roaster share the shop. The former pulls shots; the latter buys the beans.",
        expect![[r#"
            responsibility: barista (subject, does) + roaster (subject, does) | A barista and a roaster share the shop.
            responsibility: barista (pronoun, does) + roaster (pronoun, does) | The former pulls shots; the latter buys the beans.
        "#]],
    );
}

#[test]
fn what_goes_on_without_naming_goes_on_with_the_same_role() {
    check(
        "## Lock keeper\n\nIt's up to the lock keeper to run the gates. That includes clearing weeds and logging boats. \
         The goal is to keep the canal open.",
        expect![[r#"
            responsibility: lock keeper (passive agent, does) | It's up to the lock keeper to run the gates.
            responsibility: lock keeper (coordination, does) | That includes clearing weeds and logging boats.
            responsibility: lock keeper (coordination, does) | The goal is to keep the canal open.
        "#]],
    );
}

#[test]
fn bullets_belong_to_the_lead_in_above_them() {
    check(
        "Responsibilities of a verger include:\n\n- Opening the church\n- Preparation of the altar\n\nA verger needs:\n\n\
         - Patience\n- A loud voice\n",
        expect![[r#"
            responsibility: verger (list lead-in, does) | Opening the church
            responsibility: verger (list lead-in, does) | Preparation of the altar
            requirement: verger (list lead-in, does) | Patience
            requirement: verger (list lead-in, does) | A loud voice
        "#]],
    );
}

#[test]
fn bullets_without_lead_in_belong_to_the_headings_above_them() {
    check(
        "# Crew\n\n## Site manager\n\n### Responsibilities\n\n- Sign the permits\n- Weekly safety walk\n\n### Requirements\n\n\
         - Five years on building sites\n\n### Not responsible for\n\n- Ordering bricks\n",
        expect![[r#"
            responsibility: site manager (heading, does) | Sign the permits
            responsibility: site manager (heading, does) | Weekly safety walk
            requirement: site manager (heading, does) | Five years on building sites
            responsibility: site manager (heading, does not) | Ordering bricks
        "#]],
    );
}

#[test]
fn a_heading_on_the_same_level_goes_on_with_the_role_above_it() {
    check(
        "## The Purser\n\nShe sails too.\n\n## Duties\n\n- Count the cash\n",
        expect![[r#"
        responsibility: purser (pronoun, does) | She sails too.
        responsibility: purser (heading, does) | Count the cash
    "#]],
    );
}

#[test]
fn a_bold_name_leads_its_paragraph() {
    check(
        "**Glazier** – fits the panes. Cuts the glass to size.\n\n**Roofer** – Lays the tiles.\n",
        expect![[r#"
        responsibility: glazier (list lead-in, does) | Glazier – fits the panes.
        responsibility: glazier (coordination, does) | Cuts the glass to size.
        responsibility: roofer (list lead-in, does) | Roofer – Lays the tiles.
    "#]],
    );
}

#[test]
fn you_is_whom_the_article_addresses() {
    check(
        "As a lifeguard, you will watch the water. You clean the pool deck each night.",
        expect![[r#"
        responsibility: lifeguard (pronoun, does) | As a lifeguard, you will watch the water.
        responsibility: lifeguard (pronoun, does) | You clean the pool deck each night.
    "#]],
    );
}

#[test]
fn a_person_with_a_role_stands_for_it() {
    check(
        "Ilse is our head gardener. Ilse prunes the roses. The cook, Tomasz, buys the fish. Tomasz also bakes.",
        expect![[r#"
            context: head gardener (subject, does) | Ilse is our head gardener.
            responsibility: head gardener (subject, does) | Ilse prunes the roses.
            responsibility: cook (subject, does) | The cook, Tomasz, buys the fish.
            responsibility: cook (subject, does) | Tomasz also bakes.
        "#]],
    );
}

#[test]
fn requirements_are_not_duties() {
    check(
        "A paramedic must have a driving licence. The translator knows two languages. An umpire needs to be patient. \
         A good diver has years of experience.",
        expect![[r#"
            requirement: paramedic (subject, does) | A paramedic must have a driving licence.
            requirement: translator (subject, does) | The translator knows two languages.
            requirement: umpire (subject, does) | An umpire needs to be patient.
            requirement: diver (subject, does) | A good diver has years of experience.
        "#]],
    );
}

#[test]
fn states_and_circumstances_are_context() {
    check(
        "Actuaries work in offices. A teller earns $30,000 a year. Many stewards started as cooks. \
         The chef is a quiet man.",
        expect![[r#"
            context: actuary (subject, does) | Actuaries work in offices.
            context: teller (subject, does) | A teller earns $30,000 a year.
            context: steward (subject, does) | Many stewards started as cooks.
            context: chef (subject, does) | The chef is a quiet man.
        "#]],
    );
}

#[test]
fn strength_says_what_the_role_has_to_do_with_it() {
    check(
        "The producer hires the crew. The runner may fetch lunch. The assistant helps choose the music. \
         The gaffer does not touch the camera.",
        expect![[r#"
            responsibility: producer (subject, decides) | The producer hires the crew.
            responsibility: runner (subject, may) | The runner may fetch lunch.
            responsibility: assistant (subject, helps) | The assistant helps choose the music.
            responsibility: gaffer (subject, does not) | The gaffer does not touch the camera.
        "#]],
    );
}

#[test]
fn audiences_conditions_and_embedded_clauses_hold_nobody_responsible() {
    check(
        "Customers pay at the till. If a plumber arrives late, call the office. The caretaker makes sure that the \
         tenants sort the waste. How well the editor works matters.",
        expect![[r#"
            responsibility: caretaker (subject, does) | The caretaker makes sure that the tenants sort the waste.
        "#]],
    );
}

#[test]
fn questions_and_calls_to_action_hold_nobody_responsible() {
    check(
        "What does a jockey do? Do jockeys ride daily? Learn more about our jockeys. Check out this guide.",
        expect![[""]],
    );
}

#[test]
fn names_that_no_list_knows_are_roles_where_the_article_makes_them_one() {
    check(
        "# Raid jobs\n\n## Loot master\n\nThe loot master hands out drops.\n\n## Scrum half\n\nThe scrum half feeds the \
         scrum. The scrum half passes to the backs. The scrum half is responsible for the tempo.",
        expect![[r#"
            responsibility: loot master (subject, does) | The loot master hands out drops.
            responsibility: scrum half (subject, does) | The scrum half feeds the scrum.
            responsibility: scrum half (subject, does) | The scrum half passes to the backs.
            responsibility: scrum half (subject, does) | The scrum half is responsible for the tempo.
        "#]],
    );
}

#[test]
fn a_bare_name_is_the_fuller_one_of_its_article() {
    check(
        "# The stage manager\n\nA stage manager calls the show. The manager keeps the book.",
        expect![[r#"
        responsibility: stage manager (subject, decides) | A stage manager calls the show.
        responsibility: stage manager (subject, does) | The manager keeps the book.
    "#]],
    );
}

#[test]
fn an_article_that_treats_a_bare_name_as_one_role_means_one() {
    check(
        "# Brewer vs Maltster\n\n## The Craft Brewer\n\nThe brewer boils the wort. A beer brewer also pitches the yeast.",
        expect![[r#"
            responsibility: craft brewer (subject, does) | The brewer boils the wort.
            responsibility: craft brewer (subject, does) | A beer brewer also pitches the yeast.
        "#]],
    );
}

#[test]
fn a_second_title_and_an_acronym_mean_the_same_role() {
    check(
        "A quality assurance (QA) engineer writes tests. The first assistant director, also known as the first AD, runs \
         the set. The licensed practical nurse (LPN) checks the charts. LPNs also take blood.",
        expect![[r#"
            responsibility: quality assurance engineer (subject, does) | A quality assurance (QA) engineer writes tests.
            responsibility: first assistant director (subject, does) | The first assistant director, also known as the first AD, runs the set.
            responsibility: licensed practical nurse (subject, does) | The licensed practical nurse (LPN) checks the charts.
            responsibility: licensed practical nurse (subject, does) | LPNs also take blood.
        "#]],
    );
}

#[test]
fn an_activity_stands_for_who_does_it() {
    check(
        "## Sound engineer\n\nSound engineering focuses on what the hall hears.",
        expect![[r#"
        responsibility: sound engineer (subject, does) | Sound engineering focuses on what the hall hears.
    "#]],
    );
}

#[test]
fn a_table_with_a_role_column_gives_each_row_to_its_role() {
    check(
        "| Role | Does | Does not | Pay |\n|---|---|---|---|\n| Key grip | Rigs the cranes | Focus the lamps | $50 |\n\
         | Gaffer / best boy | Set the lamps | | $60 |\n",
        expect![[r#"
            responsibility: key grip (table, does) | Rigs the cranes
            responsibility: key grip (table, does not) | Focus the lamps
            fact: key grip (table, does) | $50
            responsibility: gaffer (table, does) + best boy (table, does) | Set the lamps
            fact: gaffer (table, does) + best boy (table, does) | $60
        "#]],
    );
}

#[test]
fn nested_lists_keep_the_role_of_the_list_around_them() {
    check(
        "A zookeeper's duties include:\n\n- Feeding\n    - mixing the fodder\n    - weighing it\n- Cleaning the pens\n",
        expect![[r#"
            responsibility: zookeeper (list lead-in, does) | Feeding
            responsibility: zookeeper (list lead-in, does) | mixing the fodder
            responsibility: zookeeper (list lead-in, does) | weighing it
            responsibility: zookeeper (list lead-in, does) | Cleaning the pens
        "#]],
    );
}

#[test]
fn an_errand_is_a_deed_and_a_helper_is_not_meant_by_the_bare_title() {
    check(
        "## Assistant editor\n\nThe assistant editor comes in to log the rushes. The editor cuts them. Assistants are hired \
         by the studio to carry tapes.",
        expect![[r#"
            responsibility: assistant editor (subject, does) | The assistant editor comes in to log the rushes.
            responsibility: editor (subject, does) | The editor cuts them.
            responsibility: assistant (subject, does) | Assistants are hired by the studio to carry tapes.
        "#]],
    );
}

#[test]
fn only_names_that_somebody_uses_are_given_as_synonyms() {
    let article = "# Comparing ship cooks to stewards\n\nThe ship cook, also known as the galley chef, boils the soup. The \
                   cook bakes. Ship cooks rise early.";
    let record = understand("notes/article.md", article.as_bytes()).expect("the article has text");
    assert_eq!(record.synonyms, [("ship cook".to_owned(), "galley chef".to_owned())]);
}

#[test]
fn a_role_as_an_item_leads_the_items_nested_in_it() {
    check(
        "# Radio\n\n- **Presenters** - go on air\n    - collect requests\n    - log every track\n- **Station manager**\n    \
         - draws up the schedule\n",
        expect![[r#"
            responsibility: presenter (list lead-in, does) | Presenters - go on air
            responsibility: presenter (list lead-in, does) | collect requests
            responsibility: presenter (list lead-in, does) | log every track
            responsibility: station manager (list lead-in, does) | draws up the schedule
        "#]],
    );
}

#[test]
fn what_a_role_does_not_do_is_denied() {
    check(
        "The engineer is kind.\n\nWhat the engineer does *not* do:\n\n- make tea\n",
        expect![[r#"
        context: engineer (subject, does) | The engineer is kind.
        responsibility: engineer (list lead-in, does not) | make tea
    "#]],
    );
}

#[test]
fn a_question_for_who_is_answered_by_the_role_below_it() {
    check(
        "Q: Who opens the hall?\n\nA: The caretaker.\n\n## Who orders the coal?\n\nUsually the stoker.",
        expect![[r#"
            responsibility: caretaker (subject, does) | A: The caretaker.
            responsibility: stoker (subject, does) | Usually the stoker.
        "#]],
    );
}
