use serde::{Deserialize, Serialize};
use std::ops::Range;

/// A half-open byte range, `start <= end`, written as `[start, end]`.
///
/// ```
/// use rolecall_record::Span;
/// let span = Span::new(4, 8);
/// assert_eq!(span.of("the desk"), "desk");
/// assert!(span.contains(Span::new(5, 6)));
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize, Deserialize)]
#[serde(from = "(usize, usize)", into = "(usize, usize)")]
pub struct Span {
    /// First byte.
    pub start: usize,
    /// One past the last byte.
    pub end: usize,
}

impl Span {
    /// The range `start..end`; the ends are swapped if they come in the wrong order.
    pub fn new(start: usize, end: usize) -> Self {
        Self { start: start.min(end), end: start.max(end) }
    }

    /// The text that this span covers, or `""` where `text` is not the text that it was made for.
    pub fn of(self, text: &str) -> &str {
        text.get(self.start..self.end).unwrap_or("")
    }

    /// Length in bytes.
    pub fn len(self) -> usize {
        self.end - self.start
    }

    /// Whether it covers nothing.
    pub fn is_empty(self) -> bool {
        self.start == self.end
    }

    /// Whether `other` lies within it.
    pub fn contains(self, other: Span) -> bool {
        self.start <= other.start && other.end <= self.end
    }

    /// The same span, moved `by` bytes towards the end.
    pub fn shifted(self, by: usize) -> Self {
        Self { start: self.start + by, end: self.end + by }
    }
}

#[cfg(feature = "schema")]
impl utoipa::PartialSchema for Span {
    fn schema() -> utoipa::openapi::RefOr<utoipa::openapi::schema::Schema> {
        let two = utoipa::openapi::ArrayBuilder::new().items(<usize as utoipa::PartialSchema>::schema());
        let two = two.min_items(Some(2)).max_items(Some(2));
        two.description(Some("A half-open range of bytes: where it begins, and one past its end.")).build().into()
    }
}

#[cfg(feature = "schema")]
impl utoipa::ToSchema for Span {}

impl From<Range<usize>> for Span {
    fn from(range: Range<usize>) -> Self {
        Self::new(range.start, range.end)
    }
}

impl From<(usize, usize)> for Span {
    fn from((start, end): (usize, usize)) -> Self {
        Self::new(start, end)
    }
}

impl From<Span> for (usize, usize) {
    fn from(span: Span) -> Self {
        (span.start, span.end)
    }
}
