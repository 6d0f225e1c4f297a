//! Why an answer is what it is: the factors of every score.

use super::flow::flow;
use super::{QUIET, STRONG, styled, visible};
use rolecall_search::{Answer, Evidence};
use std::fmt::Write as _;

/// `answer` with the parts of its scores; `words` are the words looked up, each with its weight.
pub(crate) fn explained(answer: &Answer, words: &[(String, f32)], width: usize) -> String {
    let mut out = format!("understood as: {}\n", answer.intent.as_str());
    let words: Vec<String> = words.iter().map(|(stem, weight)| format!("{}×{weight}", visible(stem))).collect();
    let _ =
        writeln!(out, "looked up (stem×weight): {}", if words.is_empty() { "nothing".into() } else { words.join(" ") });
    for role in &answer.answers {
        let name = styled(STRONG, &visible(&role.role));
        let _ = writeln!(
            out,
            "\n{name}  score {:.3}, confidence {:.2}, sources {}",
            role.score, role.confidence, role.sources
        );
        if let Some(s) = role.support {
            let denied = if s.denied < 0.0 { format!(", denied {:.3}", s.denied) } else { String::new() };
            let profile = if s.profile > 0.0 { format!(", profile {:.2}", s.profile) } else { String::new() };
            let document = if s.document > 0.0 { format!(", document {:.2}", s.document) } else { String::new() };
            let _ = writeln!(out, "   agreed {:.3} by {} articles{denied}{profile}{document}", s.agreed, s.voices);
        }
        role.evidence.iter().for_each(|e| statement(&mut out, e, width));
    }
    if answer.abstained {
        out.push_str(
            "\nabstained: no statement holds enough of the question, or none speaks of a role asked about; closest:\n",
        );
        answer.closest.iter().for_each(|e| statement(&mut out, e, width));
    }
    out
}

fn statement(out: &mut String, evidence: &Evidence, width: usize) {
    for (i, text) in flow(&evidence.text, &evidence.highlights, width.saturating_sub(5)).iter().enumerate() {
        let _ = writeln!(out, "   {} {text}", if i == 0 { "▸" } else { " " });
    }
    if let Some(p) = evidence.parts {
        let words = format!("relevance {:.2}, coverage {:.2}²", p.relevance, p.coverage);
        let matched = if p.meaning > 0.0 {
            let meaning =
                format!("similarity {:.2}, word by word {:.2}, theme {:.2}", p.similarity, p.alignment, p.theme);
            format!("matched {:.2} (words {:.2}: {words}; meaning {:.2}: {meaning})", p.matched, p.words, p.meaning)
        } else {
            format!("matched {:.2} ({words})", p.matched)
        };
        let setting = if p.setting < 1.0 { format!(" × setting {:.2}", p.setting) } else { String::new() };
        let parts = format!(
            "{:.3} = {matched} × {} {:.2} × {} {:.2} × {} {:.2}{setting} × fit {:.2}",
            evidence.score,
            evidence.kind.as_str(),
            p.kind,
            evidence.strength.as_str(),
            p.strength,
            evidence.found_by.as_str(),
            p.found_by,
            p.fit
        );
        flow(&parts, &[], width.saturating_sub(5)).iter().for_each(|l| {
            let _ = writeln!(out, "     {}", styled(QUIET, l));
        });
    }
    let _ = writeln!(out, "     {}", styled(QUIET, &visible(&evidence.article.path)));
}
