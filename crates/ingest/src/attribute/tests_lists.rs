//! What the line above a list says of its items: whose they are, and whether those do them, may do them, or do not.

use super::tests::shown;

/// Whom a list below `line` holds responsible for its two items and how, in an article with a section about the porter.
fn duties(line: &str, items: [&str; 2]) -> Vec<String> {
    let text = format!("## Porter\n\nThe porter minds the gate.\n\n{line}\n\n- {}\n- {}\n", items[0], items[1]);
    let shown = shown("a.md", &format!("# The house\n\nThe house is old.\n\n{text}"));
    let said = |item: &str| {
        let line = shown.lines().find(|l| l.ends_with(&format!("| {item}")))?;
        let (kind, roles) = line.trim_start().split_once(": ")?;
        (kind == "responsibility").then(|| roles.replace("list lead-in, ", "").replace("heading, ", ""))
    };
    let said = items.iter().filter_map(|item| said(item));
    said.filter_map(|l| l.split_once(" | ").map(|(roles, _)| roles.to_owned())).collect()
}

#[test]
fn what_is_denied_above_a_list_is_denied_of_its_items() {
    for line in [
        "You won't:",
        "You do not:",
        "The porter will never:",
        "Porters are not expected to:",
        "You don't have to:",
        "You need not:",
        "Don't:",
        "Never:",
        "No porter may:",
        "Under no circumstances may the porter:",
        "The porter should avoid:",
        "Things the porter never does:",
        "Not your job:",
        "Out of scope:",
        "### Don'ts",
        "### What you won't do",
        "### Not part of the job",
    ] {
        let said = duties(line, ["carry money", "leave the gate"]);
        assert_eq!(said, ["porter (does not)", "porter (does not)"], "{line}");
    }
}

#[test]
fn a_denial_of_something_else_denies_no_item() {
    for line in [
        "Duties include, but are not limited to:",
        "The porter not only opens the gate but also:",
        "When the bell does not ring, the porter will:",
        "If nobody answers, the porter must:",
        "The porter, who does not drive, will:",
        "Although not a guard, the porter will:",
        "To avoid theft, the porter should:",
        "Don't forget to:",
        "You will not only:",
        "### If the bell does not ring",
        "### Not just the gate",
        "### Duties outside working hours",
    ] {
        let said = duties(line, ["lock the gate", "check the bags"]);
        assert_eq!(said, ["porter (does)", "porter (does)"], "{line}");
    }
    // Nouns that somebody is not are nothing that they do not do.
    assert!(duties("What the porter is not:", ["a guard", "a driver"]).is_empty());
    assert!(duties("The gate does not open on:", ["Sundays", "holidays"]).is_empty());
}

#[test]
fn a_denial_that_is_not_the_roles_own_is_nobodys() {
    let denied = |text: &str| {
        let shown = shown("a.md", &format!("# The house\n\nThe porter minds the gate.\n\n{text}\n"));
        shown.lines().any(|l| l.contains("does not") || l.contains("list lead-in"))
    };
    for text in [
        "Never:\n\n- eat in the yard\n- smoke",
        "Out of scope:\n\n- Migrate old data\n- Train users",
        "We will not:\n\n- ask for your PIN\n- send couriers",
        "The guest is not allowed to:\n\n- smoke\n- sing",
        "No member of the public may:\n\n- film children\n- sit down",
        "Why porters don't stay:\n\n- pay is low\n- nights are long",
        "What porters can't stand:\n\n- rain\n- rude guests",
        "Without the porter, you can't:\n\n- get in\n- park",
    ] {
        assert!(!denied(text), "{text}");
    }
}

#[test]
fn a_list_says_otherwise_than_the_denial_above_it() {
    let text = "## Porter\n\n### Don'ts\n\n- Run\n- Shout\n\nOn nights, you must:\n\n- lock the gate\n- ring the bell";
    let shown = shown("a.md", &format!("# The house\n\n{text}\n"));
    assert!(shown.contains("porter (heading, does not) | Run"), "{shown}");
    assert!(shown.contains("porter (list lead-in, does) | lock the gate"), "{shown}");
}

#[test]
fn the_tenants_list_is_the_tenants() {
    let text = "The Landlord shall:\n\n- keep the roof in repair\n- insure the building\n\nThe Tenant shall:\n\n- pay the rent\n- not keep pigs";
    let shown = shown("a.md", &format!("# Agreement\n\n{text}\n"));
    assert!(shown.contains("landlord (list lead-in, does) | insure the building"), "{shown}");
    assert!(shown.contains("tenant (list lead-in, does) | pay the rent"), "{shown}");
    assert!(shown.contains("tenant (list lead-in, does not) | not keep pigs"), "{shown}");
}

#[test]
fn what_is_allowed_or_helped_with_is_no_more_than_that() {
    assert_eq!(duties("Porters may:", ["carry a whistle", "leave at noon"]), ["porter (may)", "porter (may)"]);
    let said = duties("Porters help the warden to:", ["count the keys", "lock the hall"]);
    assert_eq!(said, ["porter (helps)", "porter (helps)"]);
}

#[test]
fn a_line_that_is_nothing_but_names_says_whose_a_list_is() {
    for line in
        ["Cook:", "The cook", "Cook's jobs:", "For the cook:", "Cook (Bev)", "Bev (cook)", "Cook – Bev", "Cook only:"]
    {
        let said = duties(line, ["light the stove", "order coal"]);
        assert_eq!(said, ["cook (does)", "cook (does)"], "{line}");
    }
    for line in ["Both the cook and the porter:", "Cook and porter:"] {
        let said = duties(line, ["sweep the yard", "carry coal"]);
        assert_eq!(said, ["cook (does) + porter (does)", "cook (does) + porter (does)"], "{line}");
    }
}

#[test]
fn conditions_and_superiors_are_no_deeds() {
    assert!(duties("Contact the porter if you:", ["lose a key", "expect a parcel"]).is_empty());
    assert!(duties("The cook reports to:", ["the warden", "the committee"]).is_empty());
    assert!(duties("To become a cook you must:", ["be over 18", "pass a test"]).is_empty());
}

#[test]
fn an_item_that_denies_something_is_of_the_list() {
    let said = duties("The porter:", ["never leaves the gate", "does not lend keys"]);
    assert_eq!(said, ["porter (does not)", "porter (does not)"]);
}
