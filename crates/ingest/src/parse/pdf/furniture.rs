//! Running heads, running feet and page numbers: what every page has at its edge, and nobody means to say again.

use super::lines::Line;
use std::collections::HashMap;

/// So many lines at the top and at the bottom of a page are looked at.
const EDGE: usize = 2;

/// Drops the lines at the edges of pages that repeat, or only count.
pub(super) fn drop_repeated(pages: &mut [Vec<Line>]) {
    let mut seen: HashMap<String, usize> = HashMap::new();
    for page in pages.iter() {
        let mut here: Vec<String> = edges(page).into_iter().map(|(at, outer)| shape(&page[at], outer)).collect();
        here.sort();
        here.dedup();
        here.into_iter().for_each(|line| *seen.entry(line).or_default() += 1);
    }
    let full = pages.iter().filter(|page| !page.is_empty()).count();
    // Odd and even pages may have heads of their own.
    let often = (full / 3).max(2);
    for page in pages.iter_mut() {
        let drop: Vec<usize> = edges(page)
            .into_iter()
            .filter(|(at, outer)| {
                let shape = shape(&page[*at], *outer);
                seen.get(&shape).is_some_and(|count| *count >= often)
                    || counts(&shape, full)
                    || (*outer && is_printed(&page[*at]))
            })
            .map(|(at, _)| at)
            .collect();
        let mut at = 0;
        page.retain(|_| {
            at += 1;
            !drop.contains(&(at - 1))
        });
    }
}

/// The lines nearest to the top and bottom, by their height, and whether each is the outermost one.
fn edges(page: &[Line]) -> Vec<(usize, bool)> {
    let mut order: Vec<usize> = (0..page.len()).collect();
    order.sort_by(|a, b| page[*b].y.total_cmp(&page[*a].y));
    let mut edges: Vec<(usize, bool)> = Vec::new();
    for (rank, at) in order.iter().take(EDGE).enumerate().chain(order.iter().rev().take(EDGE).enumerate()) {
        if !edges.iter().any(|(known, _)| known == at) {
            edges.push((*at, rank == 0));
        }
    }
    edges
}

/// A line's text, with `#` for each number where it is the outermost: further in, lines that differ in a number are text.
fn shape(line: &Line, outer: bool) -> String {
    let text = line.text().to_lowercase();
    if outer { numbers(&text) } else { text }
}

/// `text` with `#` for each number.
fn numbers(text: &str) -> String {
    let mut out = String::new();
    for c in text.chars() {
        if c.is_ascii_digit() {
            // "1 1/21" is one number that was set loosely.
            if !out.trim_end().ends_with('#') {
                out.push('#');
            }
        } else {
            out.push(c);
        }
    }
    out
}

/// Whether a browser printed it over or under the page: the time on the left, or the page's number on the right.
fn is_printed(line: &Line) -> bool {
    let shapes: Vec<String> = line.segments.iter().map(|s| numbers(&s.text).replace(' ', "")).collect();
    let time = shapes.first().is_some_and(|first| first.starts_with("#/#/#,#:#") || first.starts_with("#.#.#,#:#"));
    shapes.len() > 1 && (time || shapes.last().is_some_and(|last| last == "#/#"))
}

/// Whether it is a page number: "12", "- 12 -", "Page 12 of 30", "xii".
fn counts(shape: &str, pages: usize) -> bool {
    let bare = shape.trim_matches(|c: char| !c.is_alphanumeric() && c != '#');
    let roman = !bare.is_empty() && bare.len() <= 6 && bare.chars().all(|c| "ivxl".contains(c));
    matches!(bare, "#" | "page #" | "page # of #" | "# of #" | "# / #" | "#/#" | "p. #") || (roman && pages > 1)
}

#[cfg(test)]
mod tests {
    use super::super::lines::{of, tests::set};
    use super::*;

    #[test]
    fn running_heads_and_page_numbers_go_and_the_same_words_in_the_text_stay() {
        let page = |n: usize| {
            let mut glyphs = set("Handbook of the mill", 50.0, 780.0, 9.0);
            glyphs.extend(set(&format!("The miller does task number {n} alone."), 50.0, 700.0, 10.0));
            glyphs.extend(set("Handbook of the mill", 50.0, 650.0, 10.0));
            glyphs.extend(set("It is short.", 50.0, 600.0, 10.0));
            glyphs.extend(set("Nobody reads it.", 50.0, 580.0, 10.0));
            glyphs.extend(set(&format!("Page {n} of 3"), 250.0, 30.0, 9.0));
            of(glyphs)
        };
        let mut pages: Vec<Vec<Line>> = (1..=3).map(page).collect();
        pages[1].remove(4);
        pages[2].remove(3);
        drop_repeated(&mut pages);
        let text: Vec<String> = pages[0].iter().map(Line::text).collect();
        assert_eq!(text[..2], ["The miller does task number 1 alone.", "Handbook of the mill"]);
        assert!(!text.iter().any(|line| line.contains("Page")));
    }
}
