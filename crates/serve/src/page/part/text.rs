//! Somebody else's text on a page of ours. `maud` escapes what could be markup; here goes what could turn the direction of
//! writing, or is seen by nobody.

use maud::{Markup, Render, html};
use rolecall_record::Span;

/// Text of an article, a question or a name.
pub(in crate::page) struct Plain<'t>(&'t str);

/// `text`, to be shown.
pub(in crate::page) fn plain(text: &str) -> Plain<'_> {
    Plain(text)
}

/// What may be shown of a character. A page flows lines itself, and keeps those of what was typed into it.
fn shown(c: char) -> Option<char> {
    if matches!(c, '\n' | '\t') { Some(c) } else { rolecall_search::shown(c) }
}

impl Render for Plain<'_> {
    fn render_to(&self, buffer: &mut String) {
        if self.0.chars().all(|c| shown(c) == Some(c)) {
            self.0.render_to(buffer);
        } else {
            self.0.chars().filter_map(shown).collect::<String>().render_to(buffer);
        }
    }
}

/// `text` with these byte ranges of it marked; they are in order and do not overlap.
pub(in crate::page) fn marked(text: &str, marks: &[Span]) -> Markup {
    let mut at = 0;
    let mut pieces: Vec<(&str, bool)> = Vec::new();
    for mark in marks {
        let (before, within) = (text.get(at..mark.start), text.get(mark.start..mark.end));
        if let (Some(before), Some(within)) = (before, within) {
            pieces.extend([(before, false), (within, true)]);
            at = mark.end;
        }
    }
    pieces.push((&text[at..], false));
    html! {
        @for (piece, is_marked) in pieces {
            @if is_marked { mark { (plain(piece)) } } @else { (plain(piece)) }
        }
    }
}

/// Whether a title is set in smaller letters, as it would fill the screen.
pub(in crate::page) fn is_long(title: &str) -> bool {
    title.chars().count() > 70
}

/// The beginning of a name, where there is room for so many `letters` of it only.
pub(in crate::page) fn short(name: &str, letters: usize) -> String {
    if name.chars().count() <= letters {
        return name.to_owned();
    }
    name.chars().take(letters - 1).chain(['…']).collect()
}

/// "1 source", "2 sources".
pub(in crate::page) fn counted(n: usize, what: &str) -> String {
    if n == 1 { format!("1 {what}") } else { format!("{n} {what}s") }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_is_shown_without_markup_and_without_what_turns_it_around() {
        let shown = html! { (plain("<b onclick=\"x\">\u{202e}a\u{200f}\u{1b}[31m & b\u{0}")) }.into_string();
        assert_eq!(shown, "&lt;b onclick=&quot;x&quot;&gt;a[31m &amp; b");
    }

    #[test]
    fn marks_cover_their_bytes_and_wrong_ones_are_passed_over() {
        let text = "Zoë locks <up>";
        let shown = marked(text, &[Span::new(0, 4), Span::new(11, 15), Span::new(2, 90)]).into_string();
        assert_eq!(shown, "<mark>Zoë</mark> locks <mark>&lt;up&gt;</mark>");
    }
}
