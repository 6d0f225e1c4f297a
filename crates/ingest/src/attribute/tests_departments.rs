//! Departments, offices and staffed places, which act under the name of what they are for.

use super::tests::shown;

/// Who is held responsible by a sentence of an article that has no other roles.
fn held(sentence: &str) -> Vec<String> {
    let shown = shown("a.md", &format!("# The club\n\n## Daily life\n\n{sentence}\n"));
    let duties = shown.lines().filter_map(|l| l.trim_start().strip_prefix("responsibility: "));
    let roles = duties.flat_map(|l| l.split(" | ").next().unwrap_or_default().split(" + ").map(str::to_owned));
    roles.map(|r| r.split(" (").next().unwrap_or_default().to_owned()).collect()
}

#[test]
fn departments_act_under_bare_names() {
    for (sentence, who) in [
        ("Housekeeping gets the rooms ready by noon.", &["housekeeping"][..]),
        ("Payroll runs on the 25th, and Accounts answers questions about it.", &["payroll", "accounts"]),
        ("Legal signs off the contract and Procurement orders the parts.", &["legal", "procurement"]),
        ("Reception takes messages for the whole building.", &["reception"]),
        ("Human Resources keeps the files.", &["human resources"]),
        ("Compensation and Benefits designs the pay bands.", &["compensation and benefits"]),
        ("Head office decides which branch closes.", &["head office"]),
        ("Customer care answers the phones until eight.", &["customer care"]),
        ("Before that, Sound sets the levels while Lights focuses the lamps.", &["sound", "lights"]),
        ("HR writes the offer and IT hands out the laptops.", &["HR", "IT"]),
        ("Maintenance change the bulbs.", &["maintenance"]),
        ("Estates look after the roof.", &["estates"]),
        ("Finance must approve all purchases.", &["finance"]),
        ("Finance, not Sales, sets the price.", &["finance"]),
        ("Finance and Legal approve every contract.", &["finance", "legal"]),
        (
            "The council's finance department pays the bill, and Highways fills the holes.",
            &["finance department", "highways"],
        ),
    ] {
        assert_eq!(held(sentence), who, "{sentence}");
    }
}

#[test]
fn what_is_handed_to_a_department_is_its_task() {
    for (sentence, who) in [
        ("Repairs belong to Estates.", &["estates"][..]),
        ("Ordering falls to Stores.", &["stores"]),
        ("Locking up is down to Security.", &["security"]),
        ("Complaints go to Customer Service.", &["customer service"]),
        ("Empty crates are fetched by site services.", &["site services"]),
        ("Uniforms are washed by the laundry.", &["laundry"]),
        ("It is Maintenance that fits the locks.", &["maintenance"]),
        ("The work is split between Stores and Transport.", &["stores", "transport"]),
    ] {
        assert_eq!(held(sentence), who, "{sentence}");
    }
}

#[test]
fn a_staffed_place_does_what_only_people_do() {
    assert_eq!(held("When a lorry pulls up, the weighbridge checks the docket and takes the keys."), ["weighbridge"]);
    assert_eq!(held("The lodge checks the name and gives the visitor a badge."), ["lodge"]);
    assert_eq!(held("There is a licensing committee, which holds hearings."), ["licensing committee"]);
}

#[test]
fn activities_rooms_and_shops_are_nobody() {
    for sentence in [
        "Training takes time.",
        "Marketing matters more than ever.",
        "Facilities include a pool.",
        "The kitchen seats forty.",
        "The office lets the light in.",
        "Tapes are carried to the studio.",
        "Holding security deposits in a trust account is a must.",
        "Fourteen rooms a day is a lot.",
        "Research shows that sleep helps.",
        "The workshop has a lathe.",
        "Stores open at nine.",
        "Training takes the whole day.",
        "Policy sets the limits.",
        "Parking must not block the drive.",
        "Accounts must show the assets of the firm.",
        "Sun protection keeps the skin from burning.",
        "The circuit board carries the chips.",
        "The rubber band holds the papers.",
        "Next is the notice board, which shows the times.",
        "The crowd fills the stand.",
        "The court serves the ball.",
        "Every customer receives a receipt.",
        "Not every tenant cleans the stairs.",
    ] {
        assert!(held(sentence).is_empty(), "{sentence}: {:?}", held(sentence));
    }
    // Beside an editor of that title, the desk is hers and the activity is that of whoever is called after it.
    let shown = shown(
        "a.md",
        "# The paper\n\n## Assignment editor\n\nThe assignment editor runs the assignment desk. The assignment desk wants it fast.\n",
    );
    assert!(!shown.contains("assignment desk ("), "{shown}");
}

#[test]
fn both_who_must_agree_or_sign_decide() {
    let article = |sentence: &str| {
        let shown = shown("a.md", &format!("# The club\n\nThe club has a warden and a cook.\n\n{sentence}\n"));
        let line = shown.lines().find(|l| l.contains(sentence)).unwrap_or_default().trim().to_owned();
        (line.starts_with("responsibility"), line.contains("warden ("), line.contains("cook ("))
    };
    for sentence in [
        "The warden and the cook both have to sign before it goes out.",
        "Nothing happens until the warden and the cook have both agreed to it.",
        "Nothing leaves before the warden and the cook have checked it.",
        "The warden and the cook must agree.",
    ] {
        assert_eq!(article(sentence), (true, true, true), "{sentence}");
    }
}

#[test]
fn a_decision_lies_with_whom_the_sentence_names() {
    let shown = shown(
        "a.md",
        "# The town\n\nThe council makes policy. There is a clerk, who keeps the books. The final decision lies with the council.\n",
    );
    let last = shown.lines().find(|l| l.contains("final decision")).unwrap_or_default();
    assert!(last.contains("council (") && !last.contains("clerk ("), "{shown}");
}

#[test]
fn bodies_act_and_each_of_many_has_a_turn() {
    for (sentence, who) in [
        ("The council empties the bins.", &["council"][..]),
        ("The water company reads the meter.", &["water company"]),
        ("The duty team pulls the covers on.", &["duty team"]),
        ("Each member sweeps their own room.", &["member"]),
        ("Every tenant cleans the stairs once a month.", &["tenant"]),
    ] {
        assert_eq!(held(sentence), who, "{sentence}");
    }
    for sentence in [
        "A contract between the airline and the union sets the hours.",
        "Members wash up.",
        "Every member likes tea.",
        "The team is on the second floor.",
    ] {
        assert!(held(sentence).is_empty(), "{sentence}: {:?}", held(sentence));
    }
}

#[test]
fn a_table_of_whom_to_go_to_names_departments_and_people_with_their_posts() {
    let shown = shown(
        "a.md",
        "# Who to go to\n\n| If | go to |\n|---|---|\n| the pass is lost | Reception |\n| the rota is wrong | Amira, the practice manager |\n| the screen is dark | IT (ext. 20) |\n| it bleeds | the healthcare assistant |\n\nAmira does the pay. The HCA seals the bins.\n",
    );
    for (who, what) in [
        ("reception (table", "the pass is lost"),
        ("practice manager (table", "the rota is wrong"),
        ("IT (table", "the screen is dark"),
        ("practice manager (", "Amira does the pay."),
        ("healthcare assistant (", "The HCA seals the bins."),
    ] {
        assert!(shown.lines().any(|l| l.contains(who) && l.contains(what)), "{who}: {what}\n{shown}");
    }
    assert!(!shown.contains("amira ("), "{shown}");
}

#[test]
fn a_name_behind_a_post_and_a_colon_holds_it() {
    let shown = shown(
        "a.md",
        "# The allotments\n\nChairman: Maureen Tulley.\n\nTreasurer: Bob.\n\nThe keys are with Bob. Maureen writes to the council.\n",
    );
    assert!(shown.lines().any(|l| l.contains("treasurer (") && l.contains("with Bob")), "{shown}");
    assert!(shown.lines().any(|l| l.contains("chairman (") && l.contains("Maureen writes")), "{shown}");
}

#[test]
fn who_asks_in_the_title_what_somebody_does_tells_it() {
    let page =
        "I read the script first. I sit by the camera and note every take. I tell the actors when the glass moves.";
    let first = |title: &str| shown("a.md", &format!("# {title}\n\n{page}\n"));
    let told = first("What on earth does a continuity supervisor do?");
    assert_eq!(told.lines().filter(|l| l.contains("continuity supervisor (pronoun")).count(), 3, "{told}");
    let other = first("A visit to the continuity supervisor");
    assert!(!other.contains("continuity supervisor (pronoun"), "{other}");
}

#[test]
fn an_acronym_of_a_compound_is_asked_of_names_in_any_letters() {
    let shown = shown("a.md", "# The club\n\nThe \u{130}STANBUL manager opens the gate. The IXM locks the door.\n");
    assert!(shown.contains("opens the gate"), "{shown}");
}
