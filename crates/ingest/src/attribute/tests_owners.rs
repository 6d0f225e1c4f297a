//! Lines of a task and, set off from it, whose it is.

use super::tests::{check, check_file};
use expect_test::expect;

#[test]
fn a_task_is_whose_name_stands_in_brackets_behind_it() {
    check(
        "- lights on\n- rake the bunkers (greenkeeper)\n- [ ] collect the flags [caddie master]\n- [x] sweep the steps [greenkeeper]\n- oil the mower (caddie master)",
        expect![[r#"
            responsibility: greenkeeper (coordination, does) | rake the bunkers (greenkeeper)
            responsibility: caddie master (coordination, does) | collect the flags [caddie master]
            responsibility: greenkeeper (coordination, does) | sweep the steps [greenkeeper]
            responsibility: caddie master (coordination, does) | oil the mower (caddie master)
        "#]],
    );
}

#[test]
fn lines_that_are_parted_by_arrows_stand_each_for_itself() {
    check(
        "who does what\n\nrake the bunkers -> greenkeeper\ncollect the flags -> caddie master (till June)\ntea -> whoever is thirsty",
        expect![[r#"
            responsibility: greenkeeper (coordination, does) | rake the bunkers -> greenkeeper
            responsibility: caddie master (coordination, does) | collect the flags -> caddie master (till June)
        "#]],
    );
}

#[test]
fn a_task_that_is_said_not_to_be_somebodys_is_not() {
    check_file(
        "jobs.txt",
        "Jobs\n\nrake the bunkers: greenkeeper\ncollect the flags: caddie master + greenkeeper\noil the mower: not caddie master!! ask\nbins: council",
        expect![[r#"
            responsibility: greenkeeper (coordination, does) | rake the bunkers: greenkeeper
            responsibility: caddie master (coordination, does) + greenkeeper (coordination, does) | collect the flags: caddie master + greenkeeper
            responsibility: caddie master (coordination, does not) | oil the mower: not caddie master!! ask
        "#]],
    );
}

#[test]
fn a_bracket_behind_a_name_tells_more_of_it_and_gives_it_no_task() {
    check("- Invite Anna (caddie master)\n- Photograph Joe Bell (greenkeeper)", expect![""]);
}

#[test]
fn steps_name_who_takes_them() {
    check_file(
        "open.txt",
        "HOW WE OPEN\n\nStep 1. greenkeeper - rake the bunkers\nStep 2. open doors\nStep 3. caddie master and greenkeeper - collect the flags",
        expect![[r#"
            responsibility: greenkeeper (coordination, does) | greenkeeper - rake the bunkers
            responsibility: caddie master (coordination, does) + greenkeeper (coordination, does) | caddie master and greenkeeper - collect the flags
        "#]],
    );
}
