//! Ticks and letters in the cells of a matrix.

/// What a mark in a matrix makes of a role.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Part {
    Answers,
    Does,
    /// Consulted or informed.
    Told,
    None,
}

/// Whether a cell holds a check mark.
pub(super) fn check(cell: &str) -> bool {
    cell.contains(['✓', '✔', '✅'])
}

/// A cell that says yes or no.
pub(super) fn tick(cell: &str) -> Option<Part> {
    let cell = cell.trim().trim_matches(['(', ')', '.', '*']).to_lowercase();
    // "Yes, with a licence", "no (only watches)"
    let word = cell.split([',', '(', ';', ' ']).next().unwrap_or_default();
    let told =
        matches!(word, "yes" | "no" | "✓" | "✔" | "✅" | "✗" | "✘" | "❌") && cell.split_whitespace().count() < 6;
    match if told { word } else { cell.as_str() } {
        "often" | "usually" | "mostly" | "partly" | "occasionally" => Some(Part::Does),
        "rarely" | "seldom" => Some(Part::Told),
        "yes" | "y" | "x" | "✓" | "✔" | "✅" | "always" | "●" | "•" | "sometimes" => Some(Part::Does),
        "no" | "n" | "✗" | "✘" | "❌" | "⛔" | "🚫" | "never" | "–" | "-" | "—" | "" => Some(Part::None),
        _ => None,
    }
}

/// A cell of a responsibility assignment (RACI) matrix: responsible, accountable, supporting; consulted, informed.
pub(super) fn part(cell: &str) -> Option<Part> {
    let letters: Vec<&str> = cell.split([',', '/', ' ', '&', '+']).filter(|p| !p.is_empty()).collect();
    let known = |p: &&str| {
        matches!(
            p.trim_end_matches('*').to_lowercase().as_str(),
            "r" | "a" | "c" | "i" | "s" | "-" | "–" | "—" | "x" | "·"
        )
    };
    if !letters.iter().all(known) {
        return None;
    }
    let has = |l: &str| letters.iter().any(|p| p.trim_end_matches('*').eq_ignore_ascii_case(l));
    Some(match () {
        () if has("a") => Part::Answers,
        () if has("r") || has("s") || has("x") => Part::Does,
        () if has("c") || has("i") => Part::Told,
        () => Part::None,
    })
}
