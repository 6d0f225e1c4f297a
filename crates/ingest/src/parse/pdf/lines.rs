//! Characters to lines, and lines to the pieces that wide gaps part them into: columns of text, cells of tables.

use super::glyphs::Glyph;

/// Text on one line without a wide gap. Lengths are in points; `y` grows upwards.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Segment {
    pub(super) text: String,
    pub(super) left: f32,
    pub(super) right: f32,
}

/// What stands on one line of a page or of a column of it, from left to right.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Line {
    pub(super) segments: Vec<Segment>,
    pub(super) y: f32,
    pub(super) size: f32,
    /// The edges of the column that it stands in.
    pub(super) column: (f32, f32),
    /// Counts the columns of a page; lines of different columns are no neighbours.
    pub(super) part: usize,
}

impl Line {
    /// Where its text begins.
    pub(super) fn left(&self) -> f32 {
        self.segments.first().map_or(0.0, |segment| segment.left)
    }

    /// Where its text ends.
    pub(super) fn right(&self) -> f32 {
        self.segments.last().map_or(0.0, |segment| segment.right)
    }

    /// Its text.
    pub(super) fn text(&self) -> String {
        self.segments.iter().map(|segment| segment.text.as_str()).collect::<Vec<_>>().join(" ")
    }
}

/// A gap of so many sizes of the text is a space,
const SPACE: f32 = 0.17;
/// and one of so many parts columns.
const WIDE: f32 = 1.4;
/// Characters stand on one line where they differ by at most so many sizes in height.
const LEVEL: f32 = 0.45;

/// The lines of a page from top to bottom.
pub(super) fn of(mut glyphs: Vec<Glyph>) -> Vec<Line> {
    glyphs.sort_by(|a, b| b.y.total_cmp(&a.y));
    let mut rows: Vec<Vec<Glyph>> = Vec::new();
    for glyph in glyphs {
        match rows.last_mut() {
            Some(row) if row[0].y - glyph.y <= LEVEL * row[0].size.max(glyph.size) => row.push(glyph),
            _ => rows.push(vec![glyph]),
        }
    }
    rows.into_iter().filter_map(line).collect()
}

fn line(mut glyphs: Vec<Glyph>) -> Option<Line> {
    glyphs.sort_by(|a, b| a.x.total_cmp(&b.x));
    // The size that most of its text has; a raised figure has another.
    let mut sizes: Vec<f32> = glyphs.iter().filter(|g| !g.text.trim().is_empty()).map(|g| g.size).collect();
    sizes.sort_by(f32::total_cmp);
    let size = *sizes.get(sizes.len() / 2)?;
    let mut y: Vec<f32> = glyphs.iter().filter(|g| !g.text.trim().is_empty()).map(|g| g.y).collect();
    y.sort_by(f32::total_cmp);
    let y = y[y.len() / 2];
    let mut segments: Vec<Segment> = Vec::new();
    let mut last: Option<(f32, f32, String)> = None;
    for glyph in glyphs {
        let blank = glyph.text.trim().is_empty();
        // Some programs set a text twice, a hair apart, to make it bold.
        let twice = last.as_ref().is_some_and(|(x, _, text)| (glyph.x - x).abs() < size * 0.08 && *text == glyph.text);
        if twice {
            continue;
        }
        last = Some((glyph.x, glyph.x + glyph.width, glyph.text.clone()));
        match segments.last_mut() {
            Some(segment) if glyph.x - segment.right <= WIDE * size => {
                if blank {
                    if !segment.text.ends_with(' ') {
                        segment.text.push(' ');
                    }
                    continue;
                }
                if glyph.x - segment.right > SPACE * size && !segment.text.ends_with(' ') {
                    segment.text.push(' ');
                }
                segment.text.push_str(&glyph.text);
                segment.right = segment.right.max(glyph.x + glyph.width);
            }
            _ if blank => {}
            _ => segments.push(Segment { text: glyph.text, left: glyph.x, right: glyph.x + glyph.width }),
        }
    }
    for segment in &mut segments {
        segment.text = segment.text.trim().to_owned();
    }
    let column = (segments.first()?.left, segments.last()?.right);
    Some(Line { segments, y, size, column, part: 0 })
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;

    /// Characters of `text` from `x` on, each half as wide as its size.
    pub(in super::super) fn set(text: &str, x: f32, y: f32, size: f32) -> Vec<Glyph> {
        let place = |(i, c): (usize, char)| Glyph {
            text: c.to_string(),
            x: x + i as f32 * size / 2.0,
            y,
            width: size / 2.0,
            size,
        };
        text.chars().enumerate().map(place).collect()
    }

    #[test]
    fn a_gap_is_a_space_and_a_wide_one_parts_columns() {
        let mut glyphs = set("miller", 50.0, 100.0, 10.0);
        glyphs.extend(set("grinds", 83.0, 100.4, 10.0));
        glyphs.extend(set("Task", 200.0, 100.0, 10.0));
        glyphs.extend(set("corn", 50.0, 88.0, 10.0));
        let lines: Vec<Vec<String>> =
            of(glyphs).iter().map(|line| line.segments.iter().map(|s| s.text.clone()).collect()).collect();
        assert_eq!(lines, [vec!["miller grinds", "Task"], vec!["corn"]]);
    }

    #[test]
    fn text_that_is_set_twice_to_be_bold_is_read_once() {
        let mut glyphs = set("Miller", 50.0, 100.0, 10.0);
        glyphs.extend(set("Miller", 50.3, 100.0, 10.0));
        assert_eq!(of(glyphs)[0].text(), "Miller");
    }
}
