//! The many constructions in which English says that somebody does something, and some that look like them.

use super::tests::check;
use expect_test::expect;

#[test]
fn what_says_when_or_where_may_stand_before_the_subject_of_any_clause() {
    check(
        "# The church\n\nThe bell rings, and on Sundays the sexton sweeps the porch. It is never easy, although in larger parishes a verger carries the cross. It is quiet, but every Friday the almoner counts the coins.",
        expect![[r#"
            responsibility: sexton (subject, does) | The bell rings, and on Sundays the sexton sweeps the porch.
            responsibility: verger (subject, does) | It is never easy, although in larger parishes a verger carries the cross.
            responsibility: almoner (subject, does) | It is quiet, but every Friday the almoner counts the coins.
        "#]],
    );
}

#[test]
fn a_time_that_has_come_needs_no_comma() {
    check(
        "# The church\n\nWhen the service is over the sexton sweeps the porch.",
        expect![[r#"
        responsibility: sexton (subject, does) | When the service is over the sexton sweeps the porch.
    "#]],
    );
}

#[test]
fn whoever_is_made_let_or_trusted_to_do_something_does_it() {
    check(
        "# The hotel\n\nWe let the porter check the bags. Have the porter carry the trunk. Rely on the porter to find the trains. Never let the porter drive the van. The guest asks the porter to wait.",
        expect![[r#"
            responsibility: porter (subject, does) | We let the porter check the bags.
            responsibility: porter (subject, does) | Have the porter carry the trunk.
            responsibility: porter (subject, does) | Rely on the porter to find the trains.
            responsibility: porter (subject, does) | Never let the porter drive the van.
        "#]],
    );
}

#[test]
fn whom_the_reader_sees_at_work_is_at_work() {
    check(
        "# The garden\n\nYou will find the gardener pruning the roses. I have seen a visitor picking them.",
        expect![[r#"
            responsibility: gardener (subject, does) | You will find the gardener pruning the roses.
        "#]],
    );
}

#[test]
fn a_deed_and_its_doer_can_be_set_equal() {
    check(
        "# The mill\n\nWhat a miller does is open the sluice. All the miller does is watch the stones. The first thing she does is grease the gears. Bagging the flour is something the carter does. Sweeping up: that's the apprentice. When the stones are blunt, that is where the dresser comes in.",
        expect![[r#"
            responsibility: miller (subject, does) | What a miller does is open the sluice.
            responsibility: miller (subject, does) | All the miller does is watch the stones.
            responsibility: miller (pronoun, does) | The first thing she does is grease the gears.
            responsibility: carter (subject, does) | Bagging the flour is something the carter does.
            responsibility: apprentice (subject, does) | Sweeping up: that's the apprentice.
            responsibility: dresser (subject, does) | When the stones are blunt, that is where the dresser comes in.
        "#]],
    );
}

#[test]
fn being_something_means_doing_it() {
    check(
        "# The hotel\n\nBeing a porter means carrying bags. If you are the night clerk, you lock the doors. Working as a chambermaid means you change the beds. Being a guest means sleeping late.",
        expect![[r#"
            responsibility: porter (subject, does) | Being a porter means carrying bags.
            responsibility: night clerk (subject, does) | If you are the night clerk, you lock the doors.
            responsibility: chambermaid (subject, does) | Working as a chambermaid means you change the beds.
        "#]],
    );
}

#[test]
fn what_is_done_before_after_or_by_the_way_is_done() {
    check(
        "# The farm\n\nAfter milking the cows, the dairyman goes home. The shepherd earns her keep by counting the sheep. A carter must not leave without feeding the horses. After leaving school the dairyman went to sea.",
        expect![[r#"
            responsibility: dairyman (subject, does) | After milking the cows, the dairyman goes home.
            responsibility: shepherd (subject, does) | The shepherd earns her keep by counting the sheep.
            responsibility: carter (subject, does) | A carter must not leave without feeding the horses.
            context: dairyman (subject, does) | After leaving school the dairyman went to sea.
        "#]],
    );
}

#[test]
fn with_whose_help_it_is_done_has_a_part_in_it() {
    check(
        "# The harbour\n\nWith the help of the pilot, the ship is brought in. Thanks to the lamplighter, the quay is lit in time. Without the ropeman nobody would land. Together with the clerk, the purser counts the fares. Thanks to the watchman for locking the gates. You plan your day together with the harbourmaster.",
        expect![[r#"
            responsibility: pilot (coordination, helps) | With the help of the pilot, the ship is brought in.
            responsibility: lamplighter (coordination, helps) | Thanks to the lamplighter, the quay is lit in time.
            responsibility: ropeman (coordination, does) | Without the ropeman nobody would land.
            responsibility: purser (subject, does) + clerk (coordination, does) | Together with the clerk, the purser counts the fares.
            responsibility: watchman (subject, does) | Thanks to the watchman for locking the gates.
        "#]],
    );
}

#[test]
fn what_somebody_is_there_for_is_theirs() {
    check(
        "# The pool\n\nThe lifeguard is there to watch the water. The manager is the only person allowed to open the plant room. An attendant is somebody hired to mop the floors. The cashier is too busy to mop the floors. Swimmers are the last to leave.",
        expect![[r#"
            responsibility: lifeguard (subject, does) | The lifeguard is there to watch the water.
            responsibility: manager (subject, does) | The manager is the only person allowed to open the plant room.
            responsibility: attendant (subject, does) | An attendant is somebody hired to mop the floors.
            context: cashier (subject, does) | The cashier is too busy to mop the floors.
            context: swimmer (subject, does) | Swimmers are the last to leave.
        "#]],
    );
}

#[test]
fn duties_are_handed_over_in_many_words() {
    check(
        "# The theatre\n\nIt is incumbent on the stage manager to call the half. The power to stop the show is vested in the fire officer. Sweeping the stage comes under the dayman's remit. Ironing the shirts forms part of the dresser's work. Among the prompter's duties is ringing the bells. The usher has been given the task of tearing the tickets. The flyman's day begins with checking the ropes. The wigmaker passed the job of washing the wigs on to the apprentice.",
        expect![[r#"
            responsibility: stage manager (passive agent, does) | It is incumbent on the stage manager to call the half.
            responsibility: fire officer (passive agent, does) | The power to stop the show is vested in the fire officer.
            responsibility: dayman (passive agent, does) | Sweeping the stage comes under the dayman's remit.
            responsibility: dresser (passive agent, does) | Ironing the shirts forms part of the dresser's work.
            responsibility: prompter (passive agent, does) | Among the prompter's duties is ringing the bells.
            responsibility: usher (subject, does) | The usher has been given the task of tearing the tickets.
            responsibility: flyman (subject, does) | The flyman's day begins with checking the ropes.
            responsibility: apprentice (passive agent, does) + wigmaker (coordination, does not) | The wigmaker passed the job of washing the wigs on to the apprentice.
        "#]],
    );
}

#[test]
fn who_is_denied_or_passed_over_does_not() {
    check(
        "# The bank\n\nThe cashier and not the messenger signs for the cash. Tellers rather than messengers will count it. The vault is opened by the manager instead of by the cashier. The messenger has been told not to open the bags. You don't sign for the cash, the cashier does.",
        expect![[r#"
            responsibility: cashier (subject, decides) | The cashier and not the messenger signs for the cash.
            responsibility: teller (subject, does) | Tellers rather than messengers will count it.
            responsibility: manager (passive agent, does) | The vault is opened by the manager instead of by the cashier.
            responsibility: messenger (subject, does not) | The messenger has been told not to open the bags.
            responsibility: cashier (subject, does) | You don't sign for the cash, the cashier does.
        "#]],
    );
}

#[test]
fn notes_typed_in_a_hurry_are_read_as_they_are_meant() {
    check(
        "# Saturday\n\nits always the steward that opens the gate. the stewards job is to count heads. dont touch the float, the cashier does that.",
        expect![[r#"
            responsibility: steward (passive agent, does) | its always the steward that opens the gate.
            responsibility: steward (subject, does) | the stewards job is to count heads.
            responsibility: cashier (subject, does) | dont touch the float, the cashier does that.
        "#]],
    );
}

#[test]
fn given_names_that_are_words_are_names() {
    check(
        "# The inn\n\nMaria, our cook, buys the fish. Mark is the barman. Mark washes the glasses. Our porter Anna carries the bags. Mark the glasses before you fill them.",
        expect![[r#"
            responsibility: cook (subject, does) | Maria, our cook, buys the fish.
            context: barman (subject, does) | Mark is the barman.
            responsibility: barman (subject, does) | Mark washes the glasses.
            responsibility: porter (subject, does) | Our porter Anna carries the bags.
        "#]],
    );
}

#[test]
fn orders_to_wait_tell_who_does_what_is_waited_for() {
    check(
        "# The range\n\nWait until the armourer has checked the rifles. Do not start before the marshal has raised the flag. If it rains, get the groundsman.",
        expect![[r#"
            responsibility: armourer (subject, does) | Wait until the armourer has checked the rifles.
            responsibility: marshal (subject, does) | Do not start before the marshal has raised the flag.
            responsibility: groundsman (passive agent, does) | If it rains, get the groundsman.
        "#]],
    );
}

#[test]
fn a_month_or_a_name_is_no_modal_and_a_modal_with_a_capital_stays_one() {
    check(
        "# The church\n\nIn May the sexton mows the grass. On 3 May the verger polishes the cross. May the almoner count the coins?\n\n## What the Sexton May Do\n\nThe sexton may ring the bell.",
        expect![[r#"
            responsibility: sexton (subject, does) | In May the sexton mows the grass.
            responsibility: verger (subject, does) | On 3 May the verger polishes the cross.
            responsibility: sexton (subject, may) | The sexton may ring the bell.
        "#]],
    );
}
