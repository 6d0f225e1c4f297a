use crate::Span;
use serde::{Deserialize, Serialize};

/// A value that an article gives for an attribute of a role: pay, growth, education.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Fact {
    /// The role's name within its article, as in [`crate::Mention::role`].
    pub role: String,
    /// The attribute as written, without its footnote mark: `Median Salary (2017)`.
    pub name: String,
    /// The value as written: `$44,850`.
    pub value: String,
    /// The footnote that the attribute or value refers to: `PayScale.com`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
    /// Where the value stands in the article's text.
    pub span: Span,
}
