//! The order in which the lines of a page are read.
//!
//! Two columns of text and a table of two columns look alike: both leave a lane free between them. They are told apart by
//! what stands beside it. Lines of text run on to the edge of their column; cells end where their words end.

use super::lines::{Line, Segment};

/// Columns have at least so many lines,
const FEWEST: usize = 4;
/// and so many of them run over so much of its width.
const FULL_LINES: f32 = 0.55;
const FULL_WIDTH: f32 = 0.75;
/// Pages have no more columns than two to this power.
const DEEPEST: usize = 3;

/// Puts lines, which come from top to bottom, into the order of reading.
pub(super) fn order(lines: Vec<Line>) -> Vec<Line> {
    let mut out = Vec::new();
    let mut part = 0;
    parted(lines, DEEPEST, &mut part, &mut out);
    out
}

fn parted(lines: Vec<Line>, deep: usize, part: &mut usize, out: &mut Vec<Line>) {
    let lane = if deep == 0 { None } else { lane(&lines) };
    let Some(lane) = lane else { return keep(lines, part, out) };
    // What crosses the lane parts the page into bands, each read column by column.
    let mut band: Vec<Line> = Vec::new();
    let mut across: Vec<Line> = Vec::new();
    for line in lines {
        if line.segments.iter().any(|s| s.left < lane - 1.0 && s.right > lane + 1.0) {
            beside(std::mem::take(&mut band), lane, deep, part, out);
            across.push(line);
        } else {
            keep(std::mem::take(&mut across), part, out);
            band.push(line);
        }
    }
    keep(across, part, out);
    beside(band, lane, deep, part, out);
}

/// Appends a band left of the lane, then right of it; line by line where it is no columns of text.
fn beside(band: Vec<Line>, lane: f32, deep: usize, part: &mut usize, out: &mut Vec<Line>) {
    let (left, right) = split(&band, lane);
    // A heading and a line or two below columns go on in them.
    let short = left.len() < FEWEST || right.len() < FEWEST;
    if short && !(is_text(&left) && is_text(&right) && !left.is_empty()) {
        return keep(band, part, out);
    }
    parted(left, deep - 1, part, out);
    parted(right, deep - 1, part, out);
}

/// Appends lines that belong to one column.
fn keep(mut lines: Vec<Line>, part: &mut usize, out: &mut Vec<Line>) {
    if lines.is_empty() {
        return;
    }
    let left = lines.iter().map(Line::left).fold(f32::MAX, f32::min);
    let right = lines.iter().map(Line::right).fold(f32::MIN, f32::max);
    for line in &mut lines {
        (line.column, line.part) = ((left, right), *part);
    }
    *part += 1;
    out.append(&mut lines);
}

fn split(lines: &[Line], lane: f32) -> (Vec<Line>, Vec<Line>) {
    let side = |of: &dyn Fn(&Segment) -> bool| {
        lines
            .iter()
            .filter_map(|line| {
                let segments: Vec<Segment> = line.segments.iter().filter(|s| of(s)).cloned().collect();
                (!segments.is_empty()).then(|| Line { segments, ..line.clone() })
            })
            .collect::<Vec<Line>>()
    };
    (side(&|s| s.right <= lane + 1.0), side(&|s| s.right > lane + 1.0))
}

/// Where a lane runs down between columns of text, if one does.
fn lane(lines: &[Line]) -> Option<f32> {
    let left = lines.iter().map(Line::left).fold(f32::MAX, f32::min);
    let right = lines.iter().map(Line::right).fold(f32::MIN, f32::max);
    if lines.len() < FEWEST || right - left < 100.0 {
        return None;
    }
    // Every place where a line has a gap may be one.
    let mut gaps: Vec<f32> = Vec::new();
    for line in lines {
        gaps.extend(line.segments.windows(2).map(|pair| (pair[0].right + pair[1].left) / 2.0));
    }
    gaps.sort_by(f32::total_cmp);
    let mut best: Option<(usize, f32)> = None;
    // Neighbouring gaps are one lane: the middle one of each run is tried.
    for run in gaps.chunk_by(|a, b| b - a < 12.0) {
        let at = run[run.len() / 2];
        let (one, two) = split(&lines.iter().filter(|l| !crosses(l, at)).cloned().collect::<Vec<_>>(), at);
        let crossing = lines.iter().filter(|line| crosses(line, at)).count();
        let enough = one.len() >= FEWEST && two.len() >= FEWEST && crossing * 2 < lines.len();
        if enough && is_text(&one) && is_text(&two) && best.is_none_or(|(most, _)| run.len() > most) {
            best = Some((run.len(), at));
        }
    }
    best.map(|(_, at)| at)
}

fn crosses(line: &Line, lane: f32) -> bool {
    line.segments.iter().any(|s| s.left < lane - 1.0 && s.right > lane + 1.0)
}

/// Whether lines are running text rather than cells.
fn is_text(lines: &[Line]) -> bool {
    let left = lines.iter().map(Line::left).fold(f32::MAX, f32::min);
    let right = lines.iter().map(Line::right).fold(f32::MIN, f32::max);
    let full = lines.iter().filter(|line| line.right() - line.left() >= (right - left) * FULL_WIDTH).count();
    let words = lines.iter().map(|line| line.text().split_whitespace().count()).sum::<usize>();
    full as f32 >= lines.len() as f32 * FULL_LINES && words >= lines.len() * 3
}

#[cfg(test)]
mod tests {
    use super::super::lines::{of, tests::set};
    use super::*;

    fn read(rows: &[(&str, &str)]) -> Vec<String> {
        let mut glyphs = Vec::new();
        for (i, (left, right)) in rows.iter().enumerate() {
            let y = 700.0 - i as f32 * 12.0;
            glyphs.extend(set(left, 50.0, y, 10.0));
            glyphs.extend(set(right, 320.0, y, 10.0));
        }
        order(of(glyphs)).iter().map(Line::text).collect()
    }

    #[test]
    fn columns_of_text_are_read_one_after_the_other() {
        let page = [
            ("The miller looks after the wheel and the", "The carter drives the flour to town two"),
            ("stones of the mill, and nobody else may", "times a week, and brings the empty sacks"),
            ("open the sluice while the wheel is turning", "back. He feeds the horses himself and he"),
            ("around. He also keeps the book of grain.", "mends the harness in the quiet months too."),
            ("The apprentice sweeps the floor at night.", "The farrier comes in spring and autumn."),
        ];
        let lines = read(&page);
        let expected: Vec<&str> = page.iter().map(|p| p.0).chain(page.iter().map(|p| p.1)).collect();
        assert_eq!(lines, expected);
    }

    #[test]
    fn a_table_is_read_row_by_row() {
        let table = [
            ("Role", "Task"),
            ("Miller", "Grinds corn"),
            ("Carter", "Drives"),
            ("Farrier", "Shoes the horses"),
            ("Boy", "Sweeps"),
        ];
        assert_eq!(read(&table)[1], "Miller Grinds corn");
    }
}
