//! Which statements may answer, whatever is asked: the options that questions and matrices share.

use clap::{Args, ValueEnum};
use rolecall_record::Kind;
use rolecall_search::{Restriction, is_day};

/// What restricts who may answer.
#[derive(Debug, Clone, Default, Args)]
#[command(next_help_heading = "Who may answer")]
pub struct Only {
    /// Only what is said of this role; may be given more than once
    #[arg(long, value_name = "NAME")]
    pub role: Vec<String>,
    /// Only what articles with this path say, `*` and `**` as patterns; may be given more than once
    #[arg(long, value_name = "GLOB")]
    pub article: Vec<String>,
    /// Only what articles of this site or author say; may be given more than once
    #[arg(long, value_name = "SITE|AUTHOR")]
    pub source: Vec<String>,
    /// Only what articles dated on this day or later say
    #[arg(long, value_name = "YYYY[-MM[-DD]]", value_parser = day)]
    pub since: Option<String>,
    /// Only what articles in a folder of this name say; may be given more than once
    #[arg(long, value_name = "FOLDER")]
    pub field: Vec<String>,
    /// Only statements of this kind; may be given more than once
    #[arg(long, value_name = "KIND", value_enum)]
    pub kind: Vec<KindName>,
}

impl Only {
    /// As the search takes it.
    pub fn restriction(&self) -> Restriction {
        Restriction {
            roles: self.role.clone(),
            articles: self.article.clone(),
            sources: self.source.clone(),
            since: self.since.clone(),
            fields: self.field.clone(),
            kinds: self.kind.iter().map(|kind| (*kind).into()).collect(),
        }
    }
}

/// A day, a month or a year, as articles are dated.
fn day(text: &str) -> Result<String, String> {
    if is_day(text) {
        Ok(text.to_owned())
    } else {
        Err("write a day as 2024-05-31, a month as 2024-05, a year as 2024".into())
    }
}

/// What a statement is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum KindName {
    /// A role does it or is answerable for it.
    Responsibility,
    /// A role must have, know or be it.
    Requirement,
    /// A figure or attribute of a role.
    Fact,
    /// It speaks of a role without holding it responsible.
    Context,
}

impl From<KindName> for Kind {
    fn from(name: KindName) -> Self {
        match name {
            KindName::Responsibility => Self::Responsibility,
            KindName::Requirement => Self::Requirement,
            KindName::Fact => Self::Fact,
            KindName::Context => Self::Context,
        }
    }
}
