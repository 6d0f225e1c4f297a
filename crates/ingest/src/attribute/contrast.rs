//! One who does not and another who does: "It isn't the warden who signs but the bursar", "not by the warden but by the bursar".

use super::inventory::Inventory;
use super::naming::named;
use super::predicate::said;
use super::sentence::{Found, Place, bytes};
use rolecall_language::{Reading, Tag};
use rolecall_record::{FoundBy, Kind, Strength};

/// The strength that a passive has for one of its agents: whoever stands behind "but by" does what the others do not.
pub(super) fn of_agent(reading: &Reading<'_>, agent: usize, strength: Strength) -> Strength {
    let start = reading.groups.phrases[agent].tokens.0;
    // "not only by the warden but by the bursar"
    let only = reading.tokens.windows(2).any(|w| {
        w[0].tag == Tag::Not && matches!(w[1].lower.as_str(), "only" | "just" | "merely" | "simply" | "solely")
    });
    if only && strength == Strength::DoesNot {
        return Strength::Does;
    }
    let but = start > 1 && reading.tokens[start - 1].lower == "by" && reading.tokens[start - 2].lower == "but";
    if but && strength == Strength::DoesNot { Strength::Does } else { strength }
}

/// "It isn't the warden who signs but the bursar."
pub(super) fn contrasted(reading: &Reading<'_>, inventory: &Inventory, place: &Place, found: &mut Vec<Found>) {
    let tokens = &reading.tokens;
    let [it, be, not, ..] = &tokens[..] else { return };
    if it.lower != "it" || be.tag != Tag::Be || not.tag != Tag::Not {
        return;
    }
    let Some(relative) = reading.clauses.iter().find(|c| c.relative && c.subjects.len() == 1) else { return };
    let Some(but) = tokens.iter().rposition(|t| t.lower == "but") else { return };
    let denied = relative.subjects[0];
    let meant = reading.groups.phrases.iter().rposition(|p| p.tokens.0 == but + 1);
    let Some(meant) = meant.filter(|&m| tokens[reading.groups.phrases[m].tokens.1..].iter().all(|t| t.tag.mark()))
    else {
        return;
    };
    let what = said(reading, relative);
    if what.kind != Kind::Responsibility {
        return;
    }
    let begins = reading.groups.phrases[denied].tokens.0 == 3;
    let clause = bytes(reading, 0, tokens.len());
    for (phrase, strength) in [(denied, Strength::DoesNot), (meant, what.strength)] {
        for (role, name) in named(reading, phrase, inventory, place).into_iter().filter(|_| begins) {
            found.push(Found { strength, ..Found::does(role, name, FoundBy::PassiveAgent, clause) });
        }
    }
}
