//! Markup to a tree whose depth is bounded.
//!
//! The HTML algorithm looks through the stack of open elements at nearly every tag, and opens unclosed `<b>` anew in every
//! paragraph, so a page of a million nested `<div>` costs a million squared. Browsers cap the depth (Blink at 512
//! elements); html5ever does not. [`Bounded`] stands between its tokenizer and its tree builder and leaves out start tags
//! beyond a depth that no page of readable text has. What stands inside them is kept: only the wrapping is lost.
//! Comments and drawings (`<svg>`) are left out here too, as nobody reads them.

use crate::bounds;
use html5ever::LocalName;
use html5ever::interface::TokenizerResult;
use html5ever::tokenizer::{BufferQueue, Tag, TagKind, Token, TokenSink, TokenSinkResult, Tokenizer, TokenizerOpts};
use html5ever::tree_builder::{TreeBuilder, TreeBuilderOpts, TreeSink};
use scraper::{Html, HtmlTreeSink};
use std::cell::{Cell, RefCell};

/// Open containers beyond this are left out.
const MAX_DEPTH: usize = 192;

/// Open `<b>`, `<font>` and the like beyond this are left out: each may be repeated in every later paragraph.
const MAX_EMPHASIS: u32 = 8;

/// Parses `text` as a document; and whether there were more elements than it may have, so that of what is behind them only the text
/// was read.
pub(super) fn parse(text: &str) -> (Html, bool) {
    let builder = TreeBuilder::new(HtmlTreeSink::new(Html::new_document()), TreeBuilderOpts::default());
    let sink = Bounded {
        inner: builder,
        open: RefCell::default(),
        beyond: Cell::new(0),
        emphasis: Cell::new(0),
        unheard: Cell::new(0),
        drawing: Cell::new(false),
        room: Cell::new(bounds::elements(text.len())),
        parted: Cell::new(false),
    };
    let tokenizer = Tokenizer::new(sink, TokenizerOpts::default());
    let input = BufferQueue::default();
    input.push_back(text.into());
    while !matches!(tokenizer.feed(&input), TokenizerResult::Done) {}
    tokenizer.end();
    let beyond = tokenizer.sink.room.get() == 0;
    (tokenizer.sink.inner.sink.finish(), beyond)
}

struct Bounded<Sink> {
    inner: Sink,
    /// Containers that are open, outermost first, as far as the tags tell.
    open: RefCell<Vec<LocalName>>,
    /// Containers open within them that were left out.
    beyond: Cell<u32>,
    emphasis: Cell<u32>,
    /// Emphasis left out.
    unheard: Cell<u32>,
    /// Whether an `<svg>` is open; nothing of it is let through.
    drawing: Cell<bool>,
    /// How many elements there may yet be.
    room: Cell<usize>,
    /// Behind them: whether there was no text since the last tag.
    parted: Cell<bool>,
}

/// How a tag takes part in nesting.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Nesting {
    /// Closes itself, or is closed by the next of its kind: cannot nest without a container between.
    None,
    /// Its end tag closes whatever is open within it.
    Block,
    /// Its end tag does nothing if a block was opened since.
    Inline,
    Emphasis,
}

fn nesting(name: &str) -> Nesting {
    match name {
        "html" | "head" | "body" | "p" | "li" | "dt" | "dd" | "tr" | "td" | "th" | "thead" | "tbody" | "tfoot"
        | "colgroup" | "option" | "optgroup" | "a" | "nobr" | "button" | "br" | "img" | "input" | "meta" | "link"
        | "hr" | "area" | "base" | "basefont" | "bgsound" | "col" | "embed" | "frame" | "keygen" | "param"
        | "source" | "track" | "wbr" | "rb" | "rt" | "rtc" | "rp" | "script" | "style" | "title" | "textarea"
        | "xmp" | "iframe" | "noembed" | "noframes" | "noscript" | "plaintext" | "form" => Nesting::None,
        "b" | "big" | "code" | "em" | "font" | "i" | "s" | "small" | "strike" | "strong" | "tt" | "u" => {
            Nesting::Emphasis
        }
        "address" | "applet" | "article" | "aside" | "blockquote" | "caption" | "center" | "details" | "dialog"
        | "dir" | "div" | "dl" | "fieldset" | "figcaption" | "figure" | "footer" | "frameset" | "h1" | "h2" | "h3"
        | "h4" | "h5" | "h6" | "header" | "hgroup" | "listing" | "main" | "marquee" | "menu" | "nav" | "object"
        | "ol" | "pre" | "search" | "section" | "select" | "summary" | "table" | "template" | "ul" => Nesting::Block,
        _ => Nesting::Inline,
    }
}

impl<Sink> Bounded<Sink> {
    /// Whether the tree builder should see this tag.
    fn admit(&self, tag: &Tag) -> bool {
        match (nesting(&tag.name), tag.kind) {
            (Nesting::None, _) => {
                // Emphasis left open in a cell ends with the cell.
                if matches!(&*tag.name, "td" | "th") && self.open.borrow().iter().any(|n| n == "table") {
                    self.emphasis.set(0);
                    self.unheard.set(0);
                }
                true
            }
            (Nesting::Emphasis, TagKind::StartTag) => admit_start(&self.emphasis, &self.unheard),
            (Nesting::Emphasis, TagKind::EndTag) => {
                let seen = self.unheard.get() == 0;
                let count = if seen { &self.emphasis } else { &self.unheard };
                count.set(count.get().saturating_sub(1));
                seen
            }
            (_, TagKind::StartTag) => self.admit_container(tag),
            (kind, TagKind::EndTag) => self.close(&tag.name, kind == Nesting::Block),
        }
    }

    /// Whether this tag belongs to a drawing. As in the HTML algorithm, a drawing that is never closed ends at the first
    /// tag of HTML.
    fn draws(&self, tag: &Tag) -> bool {
        if &*tag.name == "svg" {
            let entered = tag.kind == TagKind::StartTag && !tag.self_closing;
            let inside = self.drawing.replace(entered);
            return inside || tag.kind == TagKind::StartTag;
        }
        let html = match nesting(&tag.name) {
            Nesting::None => !matches!(&*tag.name, "a" | "script" | "style" | "title" | "link"),
            Nesting::Block => true,
            Nesting::Inline => &*tag.name == "span",
            Nesting::Emphasis => &*tag.name != "font",
        };
        if html {
            self.drawing.set(false);
        }
        self.drawing.get()
    }

    /// Whether this tag comes behind as many elements as there may be. What stands in those that hold no markup is told from text by
    /// their tags, which are let through.
    fn crowded(&self, tag: &Tag) -> bool {
        self.room.get() == 0
            && !matches!(
                &*tag.name,
                "script" | "style" | "title" | "textarea" | "xmp" | "iframe" | "noembed" | "noframes" | "noscript"
            )
    }

    /// Counts a tag that is let through. Emphasis is opened anew in each block.
    fn count(&self, tag: &Tag) {
        if tag.kind == TagKind::StartTag {
            self.room.set(self.room.get().saturating_sub(1 + self.emphasis.get() as usize));
        }
    }

    fn admit_container(&self, tag: &Tag) -> bool {
        let mut open = self.open.borrow_mut();
        let admitted = open.len() < MAX_DEPTH;
        if tag.self_closing && !admitted {
            return false;
        }
        if tag.self_closing && tag.name.starts_with('m') && open.iter().any(|n| n == "math") {
            return true; // Closes itself in MathML, unlike in HTML.
        }
        if admitted {
            open.push(tag.name.clone());
        } else {
            self.beyond.set(self.beyond.get().saturating_add(1));
        }
        admitted
    }

    fn close(&self, name: &LocalName, block: bool) -> bool {
        if self.beyond.get() > 0 {
            self.beyond.set(self.beyond.get() - 1);
            return false;
        }
        let mut open = self.open.borrow_mut();
        let at = open.iter().rposition(|n| n == name || (!block && nesting(n) == Nesting::Block));
        if let Some(at) = at
            && open[at] == *name
        {
            open.truncate(at);
        }
        true
    }
}

fn admit_start(emphasis: &Cell<u32>, unheard: &Cell<u32>) -> bool {
    let admitted = emphasis.get() < MAX_EMPHASIS;
    let count = if admitted { emphasis } else { unheard };
    count.set(count.get().saturating_add(1));
    admitted
}

impl<Sink: TokenSink> TokenSink for Bounded<Sink> {
    type Handle = Sink::Handle;

    fn process_token(&self, token: Token, line: u64) -> TokenSinkResult<Sink::Handle> {
        match &token {
            Token::CommentToken(_) => return TokenSinkResult::Continue,
            Token::TagToken(tag) if self.draws(tag) => return TokenSinkResult::Continue,
            Token::CharacterTokens(_) if self.drawing.get() => return TokenSinkResult::Continue,
            // Instead of all tags between two texts one blank.
            Token::TagToken(tag) if self.crowded(tag) && self.parted.replace(true) => return TokenSinkResult::Continue,
            Token::TagToken(tag) if self.crowded(tag) => {
                return self.inner.process_token(Token::CharacterTokens(" ".into()), line);
            }
            Token::TagToken(tag) if !self.admit(tag) => return TokenSinkResult::Continue,
            Token::TagToken(tag) => self.count(tag),
            _ => self.parted.set(false),
        }
        self.inner.process_token(token, line)
    }

    fn end(&self) {
        self.inner.end();
    }

    fn adjusted_current_node_present_but_not_in_html_namespace(&self) -> bool {
        self.inner.adjusted_current_node_present_but_not_in_html_namespace()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn deepest(html: &Html) -> usize {
        html.tree.nodes().map(|node| node.ancestors().count()).max().unwrap_or(0)
    }

    fn text(html: &Html) -> String {
        html.tree.values().filter_map(|node| node.as_text()).map(|text| &**text).collect()
    }

    #[test]
    fn a_million_nested_elements_make_a_shallow_tree_with_all_its_text() {
        let page = format!("{}deep{}after", "<div>".repeat(1_000_000), "</div>".repeat(1_000_000));
        let (html, _) = parse(&page);
        assert!(deepest(&html) < MAX_DEPTH + 8);
        assert_eq!(text(&html), "deepafter");
    }

    #[test]
    fn emphasis_that_is_never_closed_is_not_repeated_without_end() {
        let opened: String = (0..1000).map(|i| format!("<font size={i}>")).collect();
        let (html, _) = parse(&format!("{opened}{}", "<p>x".repeat(1000)));
        assert!(html.tree.values().count() < 20_000);
    }

    #[test]
    fn behind_more_elements_than_a_page_has_scripts_are_no_text() {
        let (html, beyond) = parse(&format!("{}<script>if (a<b) c()</script><p>end", "<p>x".repeat(100_000)));
        let said = |node: scraper::ElementRef<'_>| node.text().collect::<String>();
        let script = scraper::Selector::parse("script").unwrap();
        assert!(beyond && html.select(&script).map(said).eq(["if (a<b) c()".to_owned()]));
        assert!(text(&html).ends_with("end"));
    }

    #[test]
    fn behind_more_elements_than_a_page_has_only_the_text_is_read_and_no_word_is_lost() {
        for piece in ["<p>cook</p>", "<li>cook", "<td>cook</td>", "cook<br>", "<b>cook</b>", "<i><p></p>cook"] {
            let (html, beyond) = parse(&format!("<table><tr>{}", piece.repeat(200_000)));
            assert!(beyond && html.tree.values().count() < 200_000, "{piece}: {}", html.tree.values().count());
            assert_eq!(text(&html).matches("cook").count(), 200_000, "{piece}");
            assert!(text(&html).trim_end().ends_with("cook cook"), "{piece}");
        }
        assert!(!parse(&"<p>The cook cooks.</p>".repeat(60_000)).1);
    }

    #[test]
    fn spans_left_open_in_paragraphs_do_not_use_up_the_depth() {
        let page = format!("{}<div><ul><li>item</ul></div>", "<div><p><span>x</div>".repeat(1000));
        let (html, _) = parse(&page);
        assert!(html.tree.values().filter_map(|n| n.as_element()).any(|e| e.name() == "ul"));
    }
}
