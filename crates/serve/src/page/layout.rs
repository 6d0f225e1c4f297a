//! What all pages have in common.

use super::part::plain;
use crate::asset;
use maud::{DOCTYPE, Markup, html};

/// Which part of the site a page belongs to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Here {
    Ask,
    Roles,
    Compare,
    Matrix,
    Corpus,
    Elsewhere,
}

const PARTS: [(Here, &str, &str); 5] = [
    (Here::Ask, "/", "Ask"),
    (Here::Roles, "/roles", "Roles"),
    (Here::Compare, "/compare", "Compare"),
    (Here::Matrix, "/matrix", "Matrix"),
    (Here::Corpus, "/corpus", "Corpus"),
];

/// A page called `title` around `main`.
pub(super) fn layout(title: &str, here: Here, main: Markup) -> Markup {
    html! {
        (DOCTYPE)
        html lang="en" {
            head {
                meta charset="utf-8";
                meta name="viewport" content="width=device-width, initial-scale=1";
                meta name="color-scheme" content="light dark";
                title { @if title.is_empty() { "Rolecall" } @else { (plain(title)) " · Rolecall" } }
                link rel="icon" href=(asset::icon_address()) type="image/svg+xml";
                link rel="stylesheet" href=(asset::style());
                script src=(asset::script()) {}
            }
            body {
                a.skip href="#main" { "Skip to the content" }
                header.top {
                    a.brand href="/" {
                        svg viewBox="0 0 24 24" width="22" height="22" aria-hidden="true" focusable="false" {
                            circle.b1 cx="9" cy="12" r="7" {}
                            circle.b2 cx="15" cy="12" r="7" {}
                        }
                        "Rolecall"
                    }
                    nav aria-label="Main" {
                        @for (part, address, name) in PARTS {
                            a href=(address) aria-current=[(part == here).then_some("page")] { (name) }
                        }
                    }
                    @if here != Here::Ask {
                        form.quick action="/" role="search" {
                            input #q type="search" name="q" placeholder="Who does what?" aria-label="Ask a question"
                                autocomplete="off" maxlength="2000";
                        }
                    }
                    button.theme type="button" data-theme-switch hidden aria-label="Change between light and dark" {
                        svg viewBox="0 0 24 24" width="18" height="18" aria-hidden="true" focusable="false" {
                            circle.ring cx="12" cy="12" r="8" {}
                            path.half d="M12 4a8 8 0 0 1 0 16z" {}
                        }
                    }
                }
                main #main tabindex="-1" { (main) }
                footer.foot {
                    p { "Answers come from your own articles and stay on this machine." }
                    p { a href="/api" { "API" } }
                }
            }
        }
    }
}
