//! What an element's name says of its part in the layout.

/// An element as far as the layout of an article is concerned. Names that are not told apart are [`Tag::Inline`] or
/// [`Tag::Block`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Tag {
    /// A run of text, not an element.
    Text,
    Body,
    Main,
    Article,
    Section,
    Div,
    Header,
    Footer,
    Nav,
    Aside,
    Form,
    Heading(u8),
    Paragraph,
    List,
    OrderedList,
    Item,
    Definitions,
    Term,
    Definition,
    Table,
    TableHead,
    TablePart,
    Row,
    HeaderCell,
    Cell,
    Caption,
    Figure,
    Quote,
    Pre,
    Details,
    Summary,
    Block,
    Link,
    Strong,
    Break,
    Rule,
    Inline,
    /// A button: read only where it is a heading's text, as in accordions.
    Button,
    /// Never read: scripts, form controls, embedded media.
    Unread,
}

impl Tag {
    /// The tag of an element of this name, which the parser has put in lower case.
    pub(super) fn of(name: &str) -> Self {
        match name {
            "div" => Self::Div,
            "p" => Self::Paragraph,
            "a" => Self::Link,
            "span" => Self::Inline,
            "li" => Self::Item,
            "ul" | "menu" | "dir" => Self::List,
            "ol" => Self::OrderedList,
            "b" | "strong" | "em" | "i" => Self::Strong,
            "br" => Self::Break,
            "hr" => Self::Rule,
            "h1" => Self::Heading(1),
            "h2" => Self::Heading(2),
            "h3" => Self::Heading(3),
            "h4" => Self::Heading(4),
            "h5" => Self::Heading(5),
            "h6" => Self::Heading(6),
            "body" => Self::Body,
            "main" => Self::Main,
            "article" => Self::Article,
            "section" => Self::Section,
            "header" => Self::Header,
            "footer" => Self::Footer,
            "nav" => Self::Nav,
            "aside" => Self::Aside,
            "form" => Self::Form,
            "dl" => Self::Definitions,
            "dt" => Self::Term,
            "dd" => Self::Definition,
            "table" => Self::Table,
            "thead" => Self::TableHead,
            "tbody" | "tfoot" => Self::TablePart,
            "tr" => Self::Row,
            "th" => Self::HeaderCell,
            "td" => Self::Cell,
            "caption" | "figcaption" => Self::Caption,
            "figure" => Self::Figure,
            "blockquote" => Self::Quote,
            "pre" | "listing" | "xmp" | "plaintext" => Self::Pre,
            "button" => Self::Button,
            "details" => Self::Details,
            "summary" => Self::Summary,
            "address" | "center" | "fieldset" | "hgroup" | "search" | "html" => Self::Block,
            "script" | "style" | "noscript" | "template" | "head" | "title" | "meta" | "link" | "base" | "svg"
            | "iframe" | "object" | "embed" | "applet" | "audio" | "video" | "canvas" | "map" | "area" | "select"
            | "option" | "datalist" | "textarea" | "input" | "progress" | "meter" | "img" | "picture" | "source"
            | "dialog" | "noembed" | "noframes" | "frameset" | "frame" | "legend" | "rp" => Self::Unread,
            _ => Self::Inline,
        }
    }

    /// Whether the text before and after it stands in other paragraphs.
    pub(super) fn is_block(self) -> bool {
        !matches!(
            self,
            Self::Text | Self::Link | Self::Strong | Self::Break | Self::Inline | Self::Button | Self::Unread
        )
    }

    /// Whether it only groups others, so that its class or id says what they are for.
    pub(super) fn is_group(self) -> bool {
        matches!(
            self,
            Self::Main
                | Self::Article
                | Self::Section
                | Self::Div
                | Self::Header
                | Self::Footer
                | Self::Nav
                | Self::Aside
                | Self::Form
                | Self::List
                | Self::OrderedList
                | Self::Definitions
                | Self::Table
                | Self::TablePart
                | Self::Row
                | Self::Cell
                | Self::Figure
                | Self::Details
                | Self::Summary
                | Self::Block
        )
    }
}
