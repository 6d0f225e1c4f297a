//! How much roles have in common: circles that overlap, each as large as what is said of it.

use super::{plain, short};
use maud::{Markup, html};
use std::f32::consts::PI;

/// What is said of one role.
pub(in crate::page) struct Share<'r> {
    /// Its name.
    pub(in crate::page) role: &'r str,
    /// Statements of it alone.
    pub(in crate::page) only: usize,
    /// Statements of it that say the same of another, too.
    pub(in crate::page) shared: usize,
}

impl Share<'_> {
    fn all(&self) -> f32 {
        (self.only + self.shared) as f32
    }

    /// How much of what is said of it is said of another, too: 0 to 1.
    fn common(&self) -> f32 {
        self.shared as f32 / self.all().max(1.0)
    }
}

/// A circle, its number and its name.
struct Circle {
    x: f32,
    y: f32,
    radius: f32,
    number: (f32, f32),
    name: (f32, f32),
}

const WIDTH: f32 = 640.0;
/// Letters of a name in the picture, and how wide one is at most: on a phone, where they are larger.
const LETTERS: usize = 28;
const LETTER: f32 = 12.5;
/// The largest circle.
const RADIUS: f32 = 98.0;

/// The picture of two roles or more, with `shared` statements in the middle.
pub(in crate::page) fn overlap(roles: &[Share<'_>], shared: usize) -> Markup {
    let words: Vec<String> = roles.iter().map(|r| format!("{} alone: {}", r.role, r.only)).collect();
    let words = format!("{}; shared: {shared}", words.join("; "));
    let (height, circles, middle) = match roles {
        [left, right] => two(left, right),
        _ if shared > 0 => around(roles),
        _ => row(roles),
    };
    html! {
        figure.overlap {
            svg viewBox={ "0 0 " (WIDTH) " " (height) } role="img" aria-label=(plain(&words)) {
                @for (i, circle) in circles.iter().enumerate() {
                    circle class={ "c" (i % 4) } cx=(round(circle.x)) cy=(round(circle.y)) r=(round(circle.radius)) {}
                }
                @for (role, circle) in roles.iter().zip(&circles) {
                    text.number x=(round(circle.number.0)) y=(round(circle.number.1 + 6.0)) { (role.only) }
                    @let name = short(role.role, LETTERS);
                    text.name x=(round(within(circle.name.0, &name))) y=(round(circle.name.1)) { (plain(&name)) }
                }
                @if shared > 0 { text.number.shared x=(round(middle.0)) y=(round(middle.1 + 6.0)) { (shared) } }
            }
        }
    }
}

/// The middle of a name that would stand out of the picture, moved into it.
fn within(x: f32, name: &str) -> f32 {
    let half = (name.chars().count() as f32 * LETTER / 2.0).min(WIDTH / 2.0);
    x.clamp(half, WIDTH - half)
}

/// A radius for each, so that areas are as what is said.
fn radii(roles: &[Share<'_>], largest: f32) -> Vec<f32> {
    let most = roles.iter().map(Share::all).fold(1.0, f32::max);
    roles.iter().map(|role| (role.all() / most).sqrt().max(0.35) * largest).collect()
}

/// Two circles whose common part grows with what they share: side by side, or one within the other.
fn two(left: &Share<'_>, right: &Share<'_>) -> (f32, Vec<Circle>, (f32, f32)) {
    const MIDDLE: f32 = 132.0;
    let radii = radii(&[Share { ..*left }, Share { ..*right }], RADIUS);
    let (ra, rb) = (radii[0], radii[1]);
    let common = left.common().max(right.common());
    let (apart, within) = (ra + rb, (ra - rb).abs());
    let reach = if common == 0.0 { apart + 8.0 } else { apart + (within - apart) * common.sqrt() };
    let xa = (WIDTH - (ra + reach + rb)) / 2.0 + ra;
    let xb = xa + reach;
    // What each has alone, and what both have, from left to right.
    let (from, to) = ((xb - rb).max(xa - ra), (xa + ra).min(xb + rb));
    let alone = |outer: f32, inner: f32| ((outer + inner) / 2.0, MIDDLE);
    let a = Circle { x: xa, y: MIDDLE, radius: ra, number: alone(xa - ra, from), name: (xa, MIDDLE - ra - 12.0) };
    // One name above and one below, where neither runs into the other.
    let b = Circle { x: xb, y: MIDDLE, radius: rb, number: alone(to, xb + rb), name: (xb, MIDDLE + rb + 26.0) };
    (264.0, vec![a, b], ((from + to) / 2.0, MIDDLE))
}

/// Circles around a middle, which each covers the further the more it shares.
fn around(roles: &[Share<'_>]) -> (f32, Vec<Circle>, (f32, f32)) {
    let middle = (WIDTH / 2.0, 190.0);
    let radii = radii(roles, RADIUS);
    let circles = roles.iter().zip(radii).enumerate().map(|(i, (role, radius))| {
        let turn = 2.0 * PI * i as f32 / roles.len() as f32 - PI * 5.0 / 6.0;
        let (right, down) = (turn.cos(), turn.sin());
        // The number in the middle needs some room in every circle.
        let reach = radius * (0.8 - 0.35 * role.common());
        let at = |reach: f32| (middle.0 + right * reach, middle.1 + down * reach);
        let (x, y) = at(reach);
        // Names that stand beside each other keep apart.
        let name = if down > 0.5 { (x, y + radius + 24.0) } else { (x + right * 36.0, y - radius - 12.0) };
        Circle { x, y, radius, number: at(reach + radius * 0.45), name }
    });
    (390.0, circles.collect(), middle)
}

/// Circles beside each other, that share nothing; names in turn above and below.
fn row(roles: &[Share<'_>]) -> (f32, Vec<Circle>, (f32, f32)) {
    const MIDDLE: f32 = 120.0;
    let step = WIDTH / roles.len() as f32;
    let circles = radii(roles, (step / 2.0 - 6.0).min(84.0)).into_iter().enumerate().map(|(i, radius)| {
        let x = step * (i as f32 + 0.5);
        let name = if i % 2 == 0 { MIDDLE - radius - 12.0 } else { MIDDLE + radius + 26.0 };
        Circle { x, y: MIDDLE, radius, number: (x, MIDDLE), name: (x, name) }
    });
    (244.0, circles.collect(), (WIDTH / 2.0, MIDDLE))
}

fn round(length: f32) -> f32 {
    (length * 10.0).round() / 10.0
}

#[cfg(test)]
mod tests {
    use super::*;

    fn share(only: usize, shared: usize) -> Share<'static> {
        Share { role: "Bosun", only, shared }
    }

    fn meet(a: &Circle, b: &Circle) -> bool {
        (a.x - b.x).hypot(a.y - b.y) < a.radius + b.radius
    }

    #[test]
    fn circles_overlap_where_something_is_shared_and_only_there() {
        for shared in [0, 1, 9] {
            let (_, pair, _) = two(&share(4, shared), &share(9, shared));
            assert_eq!(meet(&pair[0], &pair[1]), shared > 0, "{shared}");
        }
        let (_, three, middle) = around(&[share(4, 2), share(9, 1), share(0, 2)]);
        for circle in &three {
            assert!((circle.x - middle.0).hypot(circle.y - middle.1) < circle.radius);
        }
        let (_, three, _) = row(&[share(4, 0), share(9, 0), share(1, 0)]);
        assert!(!meet(&three[0], &three[1]) && !meet(&three[1], &three[2]));
    }

    #[test]
    fn a_name_that_does_not_end_is_cut_and_stands_within_the_picture() {
        let long = "Deputy coordinator for the maintenance of all lamps and bells";
        let roles = [Share { role: long, only: 0, shared: 1 }, Share { role: long, only: 9, shared: 1 }];
        let picture = overlap(&roles, 1).into_string();
        assert!(picture.contains(">Deputy coordinator for the …<"), "{picture}");
        assert!(picture.contains(&format!("aria-label=\"{long} alone: 0")), "said in full to who does not see it");
        for x in [0.0, 300.0, WIDTH] {
            let middle = within(x, &short(long, LETTERS));
            assert!((LETTERS as f32 * LETTER / 2.0..=WIDTH - LETTERS as f32 * LETTER / 2.0).contains(&middle));
        }
    }

    #[test]
    fn everything_stands_within_the_picture() {
        for (a, b, c) in [(4, 2, 9), (0, 9, 0), (40, 1, 3), (1, 0, 1)] {
            let roles = [share(a, b), share(b, c), share(c, a)];
            for (height, circles, _) in [two(&roles[0], &roles[1]), around(&roles), row(&roles)] {
                for circle in circles {
                    let (x, y, r) = (circle.x, circle.y, circle.radius);
                    assert!(x - r >= 0.0 && x + r <= WIDTH && y - r >= 0.0 && y + r <= height, "{x} {y} {r}");
                    assert!((12.0..height).contains(&circle.name.1), "{}", circle.name.1);
                }
            }
        }
    }
}
