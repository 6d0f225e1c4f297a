//! What stands around whoever acts: how many of them, what is put in between, words that no list knows.

use super::tests::shown;

/// Whom each line that holds somebody responsible names, in an article of this text.
fn duties(text: &str) -> Vec<String> {
    let shown = shown("a.md", &format!("# The house\n\nThe house is old. It is open most days.\n\n{text}\n"));
    let lines = shown.lines().filter_map(|l| l.trim_start().strip_prefix("responsibility: "));
    lines.filter_map(|l| l.split_once(" | ")).map(|(roles, _)| roles.to_owned()).collect()
}

#[test]
fn some_of_them_act() {
    for text in [
        "One of the stewards checks a gate.",
        "Two of the stewards check a gate.",
        "Each of the stewards checks a gate.",
        "A pair of stewards checks the gate.",
    ] {
        assert_eq!(duties(text), ["steward (subject, does)"], "{text}");
    }
}

#[test]
fn what_is_put_in_between_hides_nobody() {
    for text in [
        "The porter, having checked the list, opens the gate.",
        "The porter, when asked, opens the gate.",
        "The porter, reporting to the cook, sweeps the yard.",
        "Once a week, usually on a Friday, the porter, with a torch in her hand, checks the cellar.",
        "Bev (porter) sweeps the yard.",
        "That is why the porter sweeps the yard.",
        "I think the porter sweeps the yard.",
        "Make sure the porter sweeps the yard.",
    ] {
        assert_eq!(duties(text), ["porter (subject, does)"], "{text}");
    }
    assert_eq!(
        duties("The cook and, on Fridays, the porter sweep the yard."),
        ["cook (subject, does) + porter (subject, does)"]
    );
    // What somebody else believes is not what is done.
    assert!(duties("The guests think the porter sweeps the yard.").is_empty());
}

#[test]
fn what_somebody_is_to_do_or_may_do() {
    for text in [
        "The porter is to sweep the yard.",
        "The porter is supposed to sweep the yard.",
        "The porter is trusted to sweep the yard.",
        "The porter's first task is to sweep the yard.",
    ] {
        assert_eq!(duties(text), ["porter (subject, does)"], "{text}");
    }
    for text in ["The porter is allowed to open the safe.", "The porter is free to open the safe."] {
        assert_eq!(duties(text), ["porter (subject, may)"], "{text}");
    }
    assert_eq!(duties("The porter need not open the safe."), ["porter (subject, does not)"]);
    // "needs to be able to" is asked of somebody, not left to them.
    assert!(duties("The porter needs to be able to open the safe.").is_empty());
}

#[test]
fn more_duties_are_those_of_whoever_was_spoken_of() {
    for more in [
        "Other duties include checking bags.",
        "Another task is checking the bags.",
        "A further duty is to check the bags.",
        "Typical tasks are checking bags and calling taxis.",
        "A typical day starts with checking the bags.",
    ] {
        let said = duties(&format!("The porter minds the gate. {more}"));
        assert!(said.len() == 2 && said[1].starts_with("porter (coordination"), "{more}: {said:?}");
    }
    let headed = duties("## Porter\n\nThe main task is to check the bags.");
    assert_eq!(headed, ["porter (heading, does)"]);
    // A task is nobody.
    assert!(duties("One aim is to open up early. Another task is to check the bags.").is_empty());
}

#[test]
fn both_are_the_last_two() {
    let said = |last: &str| duties(&format!("The porter minds the gate. The cook minds the stove. {last}")).pop();
    let both = Some("cook (pronoun, does) + porter (pronoun, does)".to_owned());
    assert_eq!(said("Both check the bags."), both);
    assert_eq!(said("They both check bags."), both);
    assert_eq!(
        said("Neither checks the bags."),
        Some("cook (pronoun, does not) + porter (pronoun, does not)".to_owned())
    );
}

#[test]
fn none_of_them_does() {
    assert_eq!(duties("None of the porters opens the safe."), ["porter (subject, does not)"]);
    assert_eq!(duties("Neither of the porters opens the safe."), ["porter (subject, does not)"]);
}

#[test]
fn whoever_does_what_another_does_not() {
    assert_eq!(duties("The warden doesn't check bags. The porter does.").last().unwrap(), "porter (subject, does)");
}

#[test]
fn any_noun_may_be_a_verb() {
    for text in [
        "The porter barcodes the tins.",
        "The porter wibbles the tins.",
        "The porters wibble the tins.",
        "The porter texts the parents.",
    ] {
        assert_eq!(duties(text), ["porter (subject, does)"], "{text}");
    }
    assert!(duties("The porter lockers the council paid for are full.").is_empty());
}

#[test]
fn titles_with_a_rung_and_titles_cut_short() {
    assert_eq!(duties("Alerts land with the tier 1 analyst."), ["tier 1 analyst (passive agent, does)"]);
    assert!(duties("Once escalated, a case is picked up by tier 2.").is_empty());
    for (text, role) in [
        ("The lab tech cleans the bench.", "lab tech"),
        ("Only the tournament admin can lift the ban.", "tournament admin"),
        ("The points man throws the switch.", "points man"),
        ("The barista opens the till.", "barista"),
    ] {
        assert!(duties(text).first().is_some_and(|said| said.starts_with(&format!("{role} (subject"))), "{text}");
    }
    // A vet tech and a veterinary technician are one, so the tech is that one.
    let vet = "## Veterinary technician\n\nA veterinary technician (vet tech) draws blood.\n\n## Day\n\nThe tech weighs the dog.";
    assert_eq!(duties(vet).last().unwrap(), "veterinary technician (subject, does)");
}

#[test]
fn a_label_that_names_people_at_large_is_a_post_where_a_deed_follows() {
    let said =
        duties("adder - adds up the points\n\ncaller - calls the next dog up\n\nlead runner - picks the lead up");
    assert_eq!(said, ["adder (list lead-in, does)", "caller (list lead-in, does)", "lead runner (list lead-in, does)"]);
}

#[test]
fn one_does_not_and_another_does() {
    for text in [
        "It isn't the warden who checks the bags but the porter.",
        "Bags are not checked by the warden but by the porter.",
    ] {
        let said = duties(text);
        let both = ["warden (passive agent, does not)", "porter (passive agent, does)"];
        assert!(said.len() == 1 && both.iter().all(|one| said[0].contains(one)), "{text}: {said:?}");
    }
}

#[test]
fn a_verb_that_is_not_said_twice_is_meant_twice() {
    let both = ["porter (subject, does) + cook (subject, does)"];
    assert_eq!(duties("The porter minds the gate and the cook the stove."), both);
    // Whoever is given something gives nothing.
    assert_eq!(duties("The warden gives the cook the menu and the porter the keys."), ["warden (subject, does)"]);
}

#[test]
fn an_adjective_that_tells_by_whom_is_a_participle() {
    for text in ["The gate, shut by the porter at six, stays shut.", "The bags are checked, always by the porter."] {
        assert_eq!(duties(text), ["porter (passive agent, does)"], "{text}");
    }
    assert!(duties("The cook stands surrounded by porters.").is_empty());
}

#[test]
fn whoever_only_receives_is_given_or_stands_by_does_nothing() {
    for (text, by) in [
        ("The vet sends the results to the owner and the nurse each morning.", "vet"),
        ("The foreman briefs the crew and the porter every morning.", "foreman"),
        ("The coach picks the side and the captain the league appointed.", "coach"),
        ("The manager runs the shop, the porter happy to stay away.", "manager"),
        ("In phase 2 engineers test the bridge.", "engineer"),
        ("The engineer fits two pumps. Each feeds a tank.", "engineer"),
        ("The doctor prescribes two drugs. Both block the pain.", "doctor"),
        ("The porter opens two gates. They both face the street.", "porter"),
        ("The developer writes the code. Background tasks include sending mail.", "developer"),
        ("The guide leads the walk. The day starts with visiting the castle.", "guide"),
    ] {
        let said = duties(text);
        assert!(matches!(&said[..], [one] if one.starts_with(by) && !one.contains('+')), "{text}: {said:?}");
    }
}

#[test]
fn what_is_felt_had_or_believed_is_no_deed() {
    for text in [
        "The tool, used by nurses, measures the pulse.",
        "The house, owned by the bishop, stands empty.",
        "The list, sorted by author, is long.",
        "I hate fish. The chef does.",
        "The porter is to receive a medal.",
        "The porter is to blame.",
        "The manager is supposed to be a genius.",
        "Tech changes the world.",
        "New tech replaces the old pumps.",
        "It isn't the porter who is tall but the cook.",
        "I rarely think the nurse checks the chart.",
        "I used to believe the teacher marks the essays.",
        "The surgeon gloves the hospital buys tear.",
        "Luck decides the match.",
        "Software checks the figures.",
        "Repair requests are many.",
    ] {
        assert!(duties(text).is_empty(), "{text}: {:?}", duties(text));
    }
    let none = "cook (pronoun, does not) + porter (pronoun, does not)";
    let said =
        duties("The porter minds the gate. The cook minds the stove. Neither of them is expected to open the safe.");
    assert_eq!(said.last().unwrap(), none);
    assert_eq!(duties("Not one of the stewards checks a gate."), ["steward (subject, does not)"]);
}

#[test]
fn requests_go_to_somebody_and_an_office_is_whose_it_is() {
    assert_eq!(duties("Repair requests go to the caretaker."), ["caretaker (passive agent, does)"]);
    assert_eq!(duties("The bursar's office handles the fees."), ["bursar (subject, does)"]);
}

#[test]
fn statutes_write_whoever_they_bind_with_a_capital() {
    for (text, by) in [
        ("The Landlord shall keep the roof in good repair.", "landlord (subject"),
        ("The Trustees approve the budget.", "trustee (subject"),
        ("Each Head of Department shall nominate a deputy.", "head of department (subject"),
        ("The Head of Estates signs the permit.", "head of estates (subject"),
        ("The head of human resources signs the permit.", "head of human resources (subject"),
        ("Where a fault remains, the Shift Lead shall stop the line.", "shift lead (subject"),
    ] {
        let said = duties(text);
        assert!(matches!(&said[..], [one] if one.starts_with(by)), "{text}: {said:?}");
    }
    // A lead on a wall is none.
    assert!(duties("The extension lead reaches the stage.").is_empty());
}

#[test]
fn a_number_behind_a_noun_hides_nobody() {
    for text in [
        "The porter in block 3 opens the gate at six.",
        "The porter of block 3 opens gate 2.",
        "The porter on Gate 4 checks passes.",
        "Porter 2 opens gate 3.",
    ] {
        assert_eq!(duties(text), ["porter (subject, does)"], "{text}");
    }
    assert_eq!(duties("The team 1 captain tosses the coin."), ["captain (subject, does)"]);
}

#[test]
fn two_verbs_of_one_subject_are_both_or_neither_done() {
    assert_eq!(duties("The clerk both keeps and checks the register."), ["clerk (subject, does)"]);
    assert_eq!(duties("The clerk neither keeps nor checks the register."), ["clerk (subject, does not)"]);
}

#[test]
fn by_whom_is_found_behind_a_particle_and_a_count() {
    let said = duties("Medicines are ordered by the deputy manager and checked in by a carer.");
    assert_eq!(said, ["deputy manager (passive agent, does) + carer (passive agent, does)"]);
    let said = duties("The plan is signed off by the warden, or the deputy in her absence.");
    assert_eq!(said, ["warden (passive agent, does) + deputy (passive agent, does)"]);
    assert_eq!(duties("Bills are paid by any two of the trustees."), ["trustee (passive agent, does)"]);
}

#[test]
fn whoever_does_something_to_another_is_not_the_sections_role() {
    let said =
        duties("## Technician\n\nThe technician moves the bottles. Whoever finds a leak calls the safety officer.");
    assert_eq!(said, ["technician (subject, does)"]);
}

#[test]
fn a_rank_in_digits_is_part_of_the_title() {
    assert_eq!(duties("The 2nd engineer starts the generator."), ["second engineer (subject, does)"]);
    assert_eq!(duties("2nd engineer - starts the generator"), ["second engineer (list lead-in, does)"]);
    assert_eq!(duties("On the 2nd of May the porter opens the gate."), ["porter (subject, does)"]);
}
