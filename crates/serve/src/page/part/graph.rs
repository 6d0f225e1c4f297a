//! The roles that another is mentioned with, around it: the thicker a line, the more statements speak of both.

use super::{counted, plain, short};
use crate::snapshot::Snapshot;
use maud::{Markup, html};
use rolecall_search::Peer;
use std::f32::consts::PI;

/// Roles around the middle.
const MOST: usize = 9;
const WIDTH: f32 = 640.0;
const HEIGHT: f32 = 340.0;
/// Letters of a name in the picture.
const LETTERS: usize = 22;

/// The picture of `role` and its `peers`.
pub(in crate::page) fn graph(snapshot: &Snapshot, role: &str, peers: &[Peer]) -> Markup {
    let peers = &peers[..peers.len().min(MOST)];
    let most = peers.iter().map(|p| p.statements).max().unwrap_or(1).max(1);
    let (cx, cy) = (WIDTH / 2.0, HEIGHT / 2.0);
    let place = |i: usize| {
        let turn = 2.0 * PI * i as f32 / peers.len() as f32 - PI / 2.0;
        // Every second one stands nearer, so that names do not run into each other.
        let reach = if i % 2 == 1 && peers.len() > 5 { 0.78 } else { 1.0 };
        (cx + turn.cos() * 235.0 * reach, cy + turn.sin() * 135.0 * reach)
    };
    html! {
        figure.graph {
            svg viewBox={ "0 0 " (WIDTH) " " (HEIGHT) } role="group" aria-label={ "Roles mentioned with " (plain(role)) } {
                @for (i, peer) in peers.iter().enumerate() {
                    @let (x, y) = place(i);
                    line x1=(cx) y1=(cy) x2=(number(x)) y2=(number(y))
                        stroke-width=(number(1.0 + 5.0 * peer.statements as f32 / most as f32)) {}
                }
                @for (i, peer) in peers.iter().enumerate() {
                    @let (x, y) = place(i);
                    a href={ "/role/" (snapshot.id_of(&peer.role)) } {
                        title { (plain(&peer.role)) ": " (counted(peer.statements, "statement")) }
                        circle cx=(number(x)) cy=(number(y)) r="7" {}
                        text x=(number(x)) y=(number(if y < cy - 1.0 { y - 14.0 } else { y + 25.0 })) { (plain(&short(&peer.role, LETTERS))) }
                    }
                }
                g.middle {
                    circle cx=(cx) cy=(cy) r="11" {}
                    text x=(cx) y=(cy + 32.0) { (plain(&short(role, LETTERS))) }
                }
            }
        }
    }
}

/// A length with one digit after the point.
fn number(length: f32) -> f32 {
    (length * 10.0).round() / 10.0
}
