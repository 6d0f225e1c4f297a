//! What the prompt says beside its answers.

use super::flow::{columns, flow};
use super::{QUIET, STRONG, styled, visible};

/// What is there to be asked, and how to go on.
pub(crate) fn greeting(roles: usize, statements: usize, width: usize) -> String {
    let text = format!("{statements} statements of {roles} roles. Ask who does what; !help for more, Ctrl-D to leave.");
    flow(&text, &[], width).iter().map(|l| format!("{}\n", styled(QUIET, l))).collect()
}

/// What a follow-up was taken for.
pub(crate) fn in_full(question: &str, width: usize) -> String {
    flow(&visible(&format!("→ {question}")), &[], width).iter().map(|l| format!("{}\n", styled(QUIET, l))).collect()
}

/// The commands and what they do, beside each other or one below the other.
pub(crate) fn prompt_help(commands: &[(&str, &str)], width: usize) -> String {
    const FOLLOW_UPS: &str = "A question may lean on the one before: \"what else does she do?\", \"and who helps him?\", \
                              \"what about the waiter?\". Tab completes names of roles.";
    let first = commands.iter().map(|(command, _)| columns(command)).max().unwrap_or(0) + 2;
    let mut out = String::new();
    for (command, does) in commands {
        let lines = flow(does, &[], width.saturating_sub(first + 2));
        for (i, text) in lines.iter().enumerate() {
            let head = if i == 0 { *command } else { "" };
            let fill = " ".repeat(first - columns(head));
            out.push_str(&format!("  {}{fill}{text}\n", styled(STRONG, head)));
        }
    }
    out.push('\n');
    flow(FOLLOW_UPS, &[], width).iter().for_each(|l| out.push_str(&format!("{l}\n")));
    out
}
