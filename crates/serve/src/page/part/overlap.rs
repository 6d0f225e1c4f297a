//! How much roles have in common: circles that overlap, each as large as what is said of it.

use super::plain;
use maud::{Markup, html};

/// What is said of one role.
pub(in crate::page) struct Share<'r> {
    /// Its name.
    pub(in crate::page) role: &'r str,
    /// Statements of it alone.
    pub(in crate::page) only: usize,
}

const WIDTH: f32 = 640.0;
const HEIGHT: f32 = 264.0;
const MIDDLE: f32 = 132.0;
/// The largest circle.
const RADIUS: f32 = 98.0;

/// The picture of two or three roles, with `shared` statements in the middle.
pub(in crate::page) fn overlap(roles: &[Share<'_>], shared: usize) -> Markup {
    let words: Vec<String> = roles.iter().map(|r| format!("{} alone: {}", r.role, r.only)).collect();
    let words = format!("{}; shared: {shared}", words.join("; "));
    html! {
        figure.overlap {
            @if let [left, right] = roles { (two(left, right, shared, &words)) } @else { (several(roles, shared, &words)) }
        }
    }
}

/// Two circles whose areas are as what is said of each, and whose common part grows with what they share.
fn two(left: &Share<'_>, right: &Share<'_>, shared: usize, words: &str) -> Markup {
    let (a, b) = ((left.only + shared) as f32, (right.only + shared) as f32);
    let most = a.max(b).max(1.0);
    let radius = |n: f32| (n / most).sqrt().max(0.35) * RADIUS;
    let (ra, rb) = (radius(a), radius(b));
    let common = shared as f32 / a.min(b).max(1.0);
    // From side by side (nothing shared) to one within the other (everything shared).
    let (apart, within) = (ra + rb + 8.0, (ra - rb).abs());
    let reach = if shared == 0 { apart } else { (ra + rb) + (within - (ra + rb)) * common.sqrt() };
    let whole = ra + reach + rb;
    let xa = (WIDTH - whole) / 2.0 + ra;
    let xb = xa + reach;
    let middle = ((xb - rb) + (xa + ra)) / 2.0;
    html! {
        svg viewBox={ "0 0 " (WIDTH) " " (HEIGHT) } role="img" aria-label=(plain(words)) {
            circle.c0 cx=(round(xa)) cy=(MIDDLE) r=(round(ra)) {}
            circle.c1 cx=(round(xb)) cy=(MIDDLE) r=(round(rb)) {}
            // One above and one below, where neither runs into the other.
            text.name x=(round(xa)) y=(round(MIDDLE - ra - 12.0)) text-anchor="middle" { (plain(left.role)) }
            text.name x=(round(xb)) y=(round(MIDDLE + rb + 26.0)) text-anchor="middle" { (plain(right.role)) }
            text.number x=(round(((xa - ra) + (xb - rb).max(xa - ra)) / 2.0)) y=(MIDDLE + 6.0) { (left.only) }
            text.number x=(round(((xb + rb) + (xa + ra).min(xb + rb)) / 2.0)) y=(MIDDLE + 6.0) { (right.only) }
            @if shared > 0 { text.number.shared x=(round(middle)) y=(MIDDLE + 6.0) { (shared) } }
        }
    }
}

/// Three or more circles in a row, with what they share below.
fn several(roles: &[Share<'_>], shared: usize, words: &str) -> Markup {
    let step = WIDTH / (roles.len() as f32 + 1.0);
    let most = roles.iter().map(|r| r.only).max().unwrap_or(1).max(1) as f32;
    html! {
        svg viewBox={ "0 0 " (WIDTH) " " (HEIGHT) } role="img" aria-label=(plain(words)) {
            @for (i, role) in roles.iter().enumerate() {
                @let x = round(step * (i as f32 + 1.0));
                circle class={ "c" (i % 4) } cx=(x) cy="96" r=(round((role.only as f32 / most).sqrt().max(0.3) * 88.0)) {}
                text.number x=(x) y="102" { (role.only) }
                text.name x=(x) y="222" text-anchor="middle" { (plain(role.role)) }
            }
            text.number.shared x=(WIDTH / 2.0) y="252" { (shared) " shared" }
        }
    }
}

fn round(length: f32) -> f32 {
    (length * 10.0).round() / 10.0
}
