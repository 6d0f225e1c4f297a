//! What is said of one role: its responsibilities by theme, then what it must have, what it does not do, where articles
//! disagree, its facts, and the roles that it is mentioned with.

use super::answer::{also, facts, headline, line, quote};
use super::compare::told;
use super::flow::flow;
use super::{Page, STRONG, styled, visible};
use rolecall_search::{Answer, Profile};

/// Responsibilities shown in all,
const LINES: usize = 12;
/// of one theme while there are others,
const OF_THEME: usize = 4;
/// and lines of what is told beside them.
const BESIDE: usize = 4;
/// Roles named as those that it works with.
const PEERS: usize = 8;

/// The profile of `answer`.
pub(super) fn profile(out: &mut String, answer: &Answer, profile: &Profile, page: Page<'_>) {
    for role in &answer.answers {
        out.push('\n');
        line(out, &headline(1, role, false));
        also(out, role, page);
        let several = profile.themes.len() > 1;
        let lines = page.most(LINES);
        let mut left = lines;
        for theme in &profile.themes {
            if left == 0 {
                break;
            }
            if several {
                let name = if theme.name.is_empty() { "Besides" } else { theme.name.as_str() };
                out.push('\n');
                flow(&visible(name), &[], page.width - 3)
                    .iter()
                    .for_each(|l| line(out, &format!("   {}", styled(STRONG, l))));
            }
            let most = if several { page.most(OF_THEME).min(left) } else { left };
            let shown: Vec<_> = theme.lines.iter().filter_map(|&i| role.evidence.get(i)).take(most).collect();
            shown.iter().for_each(|e| quote(out, e, page));
            left -= shown.len();
        }
        if profile.themes.is_empty() {
            role.evidence.iter().take(lines).for_each(|e| quote(out, e, page));
            left = lines.saturating_sub(role.evidence.len());
        }
        let hidden = role.evidence.len().saturating_sub(lines - left);
        if hidden > 0 {
            line(out, &format!("   {}", page.rest(hidden)));
        }
    }
    told(out, "Must have", &profile.requirements, BESIDE, page);
    told(out, "Does not", &profile.denied, BESIDE, page);
    told(out, "Articles disagree", &profile.disputed, BESIDE, page);
    facts(out, answer, page);
    if !profile.works_with.is_empty() {
        let names: Vec<String> =
            profile.works_with.iter().take(PEERS).map(|p| format!("{} ({})", p.role, p.statements)).collect();
        out.push('\n');
        let text = visible(&format!("Mentioned with: {}", names.join(", ")));
        flow(&text, &[], page.width).iter().for_each(|l| line(out, l));
    }
}
