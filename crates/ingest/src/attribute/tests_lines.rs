//! What the shape of a line says of whose it is.

use super::tests::{check, check_file};
use expect_test::expect;

#[test]
fn a_role_and_a_mark_begin_a_line_however_the_deed_is_said() {
    check(
        "- Box office clerk (Ann) – sells the tickets\n- Ushers – tear them and show people to their seats\n- Barman – first help for the thirsty; pours the beer\n- Cloakroom – a smile, a ticket, the coat",
        expect![[r#"
            responsibility: box office clerk (list lead-in, does) | Box office clerk (Ann) – sells the tickets
            responsibility: usher (list lead-in, does) | Ushers – tear them and show people to their seats
            responsibility: barman (list lead-in, does) | Barman – first help for the thirsty; pours the beer
        "#]],
    );
}

#[test]
fn what_is_no_duty_stays_none_behind_a_role_and_a_mark() {
    check(
        "- Bosun – runs the deck\n- Purser – see page 4\n- Steward – we have none this year\n- Cook – here comes the best of them",
        expect![[r#"
            responsibility: bosun (list lead-in, does) | Bosun – runs the deck
        "#]],
    );
}

#[test]
fn a_list_of_things_right_below_a_role_is_in_its_charge() {
    check(
        "## Club secretary\n\nAgendas, minutes, letters. The secretary types them.\n\n## Groundsman\n\nLong hours, cold hands, wet feet.",
        expect![[r#"
            responsibility: club secretary (coordination, does) | Agendas, minutes, letters.
            responsibility: club secretary (subject, does) | The secretary types them.
        "#]],
    );
}

#[test]
fn an_item_among_deeds_is_one() {
    check(
        "The runner does all this:\n\n- fetches the lunch\n- patches outboard cables\n- labels the boxes\n- carries the lamps",
        expect![[r#"
            responsibility: runner (list lead-in, does) | fetches the lunch
            responsibility: runner (list lead-in, does) | patches outboard cables
            responsibility: runner (list lead-in, does) | labels the boxes
            responsibility: runner (list lead-in, does) | carries the lamps
        "#]],
    );
}

#[test]
fn what_stands_below_a_duty_is_part_of_it() {
    check(
        "## Loader\n\n- empty the hold\n  - heavy boxes first\n  - then the post\n- sweep it\n- lock the doors",
        expect![[r#"
            responsibility: loader (heading, does) | empty the hold
            responsibility: loader (list lead-in, does) | heavy boxes first
            responsibility: loader (list lead-in, does) | then the post
            responsibility: loader (heading, does) | sweep it
            responsibility: loader (heading, does) | lock the doors
        "#]],
    );
}

#[test]
fn a_time_above_duties_is_none_itself() {
    check(
        "## Engineer\n\n### Responsibilities\n\n- Before the show\n  - Test the lamps\n- After the show\n  - Coil the cables",
        expect![[r#"
            responsibility: engineer (list lead-in, does) | Test the lamps
            responsibility: engineer (list lead-in, does) | Coil the cables
        "#]],
    );
}

#[test]
fn a_question_is_answered_by_a_name_alone() {
    check(
        "The bosun runs the deck.\n\nWho paints the hull?\n\nPaint company.\n\nWho feeds the cat?\n\nThe bosun and the cook together, on Sundays.\n\nWho knows?\n\nNo idea.",
        expect![[r#"
            responsibility: bosun (subject, does) | The bosun runs the deck.
            responsibility: paint company (subject, does) | Paint company.
            responsibility: bosun (subject, does) + cook (subject, does) | The bosun and the cook together, on Sundays.
        "#]],
    );
}

#[test]
fn a_task_and_a_mark_hand_it_to_whoever_stands_behind() {
    check(
        "The HR business partner (HRBP) advises managers. The lifting supervisor watches.\n\nTrouble with the person in the chair: HRBP.\n\nLoad not on the plan: lifting supervisor",
        expect![[r#"
            responsibility: HR business partner (subject, does) | The HR business partner (HRBP) advises managers.
            responsibility: lifting supervisor (subject, does) | The lifting supervisor watches.
            responsibility: HR business partner (coordination, does) | Trouble with the person in the chair: HRBP.
            responsibility: lifting supervisor (coordination, does) | Load not on the plan: lifting supervisor
        "#]],
    );
}

#[test]
fn ticks_give_what_any_verb_names() {
    check(
        "| Task | Head waiter | Waiter |\n|---|---|---|\n| Places the forks | Yes | No |\n| Walks the guests in | Sometimes | Yes |",
        expect![[r#"
            responsibility: head waiter (table, does) + waiter (table, does not) | Places the forks	Yes	No
            responsibility: head waiter (table, does) + waiter (table, does) | Walks the guests in	Sometimes	Yes
        "#]],
    );
}

#[test]
fn an_occasion_before_the_roles_is_nobodys_duty() {
    check(
        "| What happened | Ring | Who then |\n|---|---|---|\n| No light | Electrician | changes the fuse |\n| A child is lost | Duty manager | calls it out and waits |",
        expect![[r#"
            responsibility: electrician (table, does) | changes the fuse
            responsibility: duty manager (table, does) | calls it out and waits
        "#]],
    );
}

#[test]
fn a_verb_in_a_table_without_columns_is_what_all_its_roles_do() {
    check(
        "The set builder saws. The set painter paints. A set builder and a set painter talk.\n\nSet Builder Set Painter\n\nMakes Walls, stairs Clouds, marble\n\nTools Saw, drill Brush, roller\n\nThe set painter sleeps late.",
        expect![[r#"
            responsibility: set builder (subject, does) | The set builder saws.
            responsibility: set painter (subject, does) | The set painter paints.
            responsibility: set builder (table, does) + set painter (table, does) | Makes Walls, stairs Clouds, marble
            context: set painter (subject, does) | The set painter sleeps late.
        "#]],
    );
}

#[test]
fn a_line_that_names_no_role_is_not_the_one_befores() {
    check(
        "Cooks - soup and bread\n\nBell tower - three ropes. Teaches beginners\n\nPorter - the gate, the keys, the post",
        expect![[r#"
            responsibility: cook (list lead-in, does) | Cooks - soup and bread
            responsibility: porter (list lead-in, does) | Porter - the gate, the keys, the post
        "#]],
    );
}

#[test]
fn a_title_says_whom_the_article_tells_what_to_do() {
    check(
        "# A plain guide for managers\n\nThe recruiter places the advert. Managers are busy.\n\n## Steps\n\n1. You write the case.\n2. The recruiter reads it.",
        expect![[r#"
            responsibility: recruiter (subject, does) | The recruiter places the advert.
            responsibility: manager (subject, does) | Managers are busy.
            responsibility: manager (pronoun, does) | You write the case.
            responsibility: recruiter (subject, does) | The recruiter reads it.
        "#]],
    );
}

#[test]
fn an_item_among_deeds_that_tells_something_else_stays_what_it_is() {
    check(
        "## Porter\n\n- Carry the bags\n- Open the doors\n- Call the lift\n- Be patient with it\n- Don't ring twice\n- Good applicants will be called",
        expect![[r#"
            responsibility: porter (heading, does) | Carry the bags
            responsibility: porter (heading, does) | Open the doors
            responsibility: porter (heading, does) | Call the lift
            responsibility: porter (heading, does not) | Don't ring twice
        "#]],
    );
}

#[test]
fn who_types_no_capitals_and_no_articles_is_understood_line_by_line() {
    check_file(
        "notes/article.txt",
        "Regatta, who does what\n\n\
         race officer - on the committee boat, counts down, lifts the flags\n\
         tide crew takes the swimmers out of the water\n\
         recorder = writes the sail numbers down\n\
         slip marshal (Una) sends the boats off one by one\n",
        expect![[r#"
            responsibility: race officer (list lead-in, does) | race officer - on the committee boat, counts down, lifts the flags
            responsibility: tide crew (subject, does) | tide crew takes the swimmers out of the water
            responsibility: recorder (list lead-in, does) | recorder = writes the sail numbers down
            responsibility: slip marshal (subject, does) | slip marshal (Una) sends the boats off one by one
        "#]],
    );
}
