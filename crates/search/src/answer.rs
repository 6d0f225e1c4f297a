//! What an answer is, as plain data. Serialised, these types **are** the JSON of `search --json`: a field may be added,
//! none is renamed or given another meaning without a new [`FORMAT`].

use crate::{ReadAs, Relation};
use rolecall_record::{FoundBy, Kind, Span, Strength};
use serde::Serialize;
use std::collections::BTreeMap;

/// Version of the JSON.
pub const FORMAT: u32 = 1;

/// The form of a question.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub enum Intent {
    /// Which role does it?
    Who,
    /// What does the role do?
    What,
    /// What sets the roles apart?
    Compare,
    /// Does the role do it?
    Does,
    /// What is the role's pay, education, outlook?
    Fact,
    /// How do roles stand to each other?
    Combine,
    /// Which roles are there?
    List,
}

impl Intent {
    /// Its name in JSON.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Who => "who",
            Self::What => "what",
            Self::Compare => "compare",
            Self::Does => "does",
            Self::Fact => "fact",
            Self::Combine => "combine",
            Self::List => "list",
        }
    }
}

/// What the articles say to a `does` question.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub enum Verdict {
    /// An article says that the role does it.
    Yes,
    /// An article says that the role does not do it.
    No,
    /// Articles disagree, or say that it does under some condition.
    Depends,
    /// No article says either. Silence is no denial.
    Unknown,
}

/// The answer to one question.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct Answer {
    /// [`FORMAT`].
    pub format: u32,
    /// The asker's own name for the question, given back as it came.
    pub id: Option<String>,
    /// The question as it was asked.
    pub question: String,
    /// The words of it that were read as others, being none themselves.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub read_as: Vec<ReadAs>,
    /// The form of question that was understood.
    pub intent: Intent,
    /// What was understood, in the order asked: the deed, then its objects.
    pub asking: Vec<String>,
    /// Its setting as written (`["in the kitchen"]`), if any: no part of what is asked, but what articles should speak of.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub setting: Vec<String>,
    /// The model by whose meaning it was looked for; none where it was by words alone.
    pub model: Option<String>,
    /// For [`Intent::Does`], and [`Intent::Combine`] where yes or no is asked.
    pub verdict: Option<Verdict>,
    /// What did not answer of the index, where a part of it did not ("1 of 3 shards did not answer"): what is missing could
    /// change all that follows. None where it is an answer of the whole index.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub partial: Option<String>,
    /// Whether no article says it. Of a question for who does something, `answers` then holds the few roles whose statements
    /// come closest, and none of them is said to do it; of any other question, nothing.
    pub abstained: bool,
    /// Roles, the best supported first.
    pub answers: Vec<RoleAnswer>,
    /// What confidence in the first role is made of, also where it is too little; where [`crate::Options::explain`]
    /// asked for it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub signs: Option<Signs>,
    /// Where no article says it: the statements that come closest, so that a reader can judge.
    pub closest: Vec<Evidence>,
    /// For [`Intent::Compare`] only.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub comparison: Option<Comparison>,
    /// For [`Intent::What`] only.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub profile: Option<Profile>,
    /// For [`Intent::Combine`] only: how the roles asked about stand to those named.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub relation: Option<Relation>,
    /// For [`Intent::Fact`], [`Intent::Compare`] and [`Intent::What`].
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub facts: Vec<FactFound>,
    /// Microseconds from the question's text to this answer.
    pub took_us: u64,
}

/// A role, and why it is an answer.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct RoleAnswer {
    /// Its preferred name.
    pub role: String,
    /// Its other names.
    pub aliases: Vec<String>,
    /// Support, comparable within one answer only.
    pub score: f32,
    /// 0 to 1: how far the evidence bears this role out.
    pub confidence: f32,
    /// How many articles say so.
    pub sources: usize,
    /// The statements that say so, best first.
    pub evidence: Vec<Evidence>,
    /// What the score is made of, where [`crate::Options::explain`] asked for it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub support: Option<Support>,
}

/// A confidence, 0 to 1, in words.
pub fn likelihood(confidence: f32) -> &'static str {
    match confidence {
        c if c >= 0.9 => "very likely",
        c if c >= 0.7 => "likely",
        c if c >= 0.4 => "possibly",
        _ => "unlikely",
    }
}

impl RoleAnswer {
    /// Its confidence in words.
    pub fn likelihood(&self) -> &'static str {
        likelihood(self.confidence)
    }

    /// How many of its sentences, at most `most`, are worth quoting. Whoever asks who does something judges by whether the
    /// sentence says so: one that is worth less than half of the best only comes near.
    pub fn telling(&self, most: usize) -> usize {
        // What denies has a score below nothing; it decides by its size.
        let best = self.evidence.first().map_or(0.0, |e| e.score.abs());
        self.evidence.iter().take(most).take_while(|e| e.score.abs() * 2.0 >= best).count()
    }

    /// Whether it is shown for what it does not do. Such roles are the ones asked about, and come first.
    pub fn is_denied(&self) -> bool {
        self.evidence.first().is_some_and(|evidence| evidence.strength == Strength::DoesNot)
    }
}

/// A statement that bears an answer out.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct Evidence {
    /// Verbatim, what stands at `span` of the article.
    pub text: String,
    /// Byte ranges **of `text`** that answer, in order, not overlapping.
    pub highlights: Vec<Span>,
    /// The part of `text` that is said of the role; a byte range as well.
    #[serde(skip)]
    pub clause: Span,
    /// The part in which words may be marked: all of it, but where another role has a part of its own.
    #[serde(skip)]
    pub reach: Span,
    /// What the statement is.
    pub kind: Kind,
    /// How the role was found for it.
    pub found_by: FoundBy,
    /// What the role has to do with the deed.
    pub strength: Strength,
    /// Where it stands.
    pub article: ArticleRef,
    /// The headings above it, outermost first.
    pub heading: Vec<String>,
    /// Byte range in the article's stored text.
    pub span: Span,
    /// Its part in the role's score before the articles' votes are added up.
    pub score: f32,
    /// The role as the article writes it there.
    pub named: String,
    /// Byte range **of `text`** that limits it ("in small crews", "when necessary").
    #[serde(skip_serializing_if = "Option::is_none")]
    pub condition: Option<Span>,
    /// Other articles that say the same of the role, where their sentences are merged into this one.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub also: Vec<ArticleRef>,
    /// What the score is the product of, where [`crate::Options::explain`] asked for it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub parts: Option<Parts>,
}

/// An article as an answer names it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct ArticleRef {
    /// Its id.
    pub id: String,
    /// Its title.
    pub title: String,
    /// The corpus' name and the path below it.
    pub path: String,
    /// The address that it gives for itself.
    pub url: Option<String>,
}

/// What an evidence's score is made of: `matched × kind × strength × found_by × setting × fit`.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct Parts {
    /// BM25 over text, headings and role context; 0 where it was found by meaning alone.
    pub relevance: f32,
    /// The share of what was asked that the statement holds, 0 to 1.
    pub coverage: f32,
    /// `relevance × coverage²`, in shares of the best relevance where meaning is asked too.
    pub words: f32,
    /// The cosine of the statement's and the question's meaning.
    pub similarity: f32,
    /// How much of the question's words the statement's words hold, each by the nearest in meaning, at most 1; 0 without a
    /// model.
    pub alignment: f32,
    /// The cosine of the meaning of all that its article says of roles, and the question's.
    pub theme: f32,
    /// Similarity and theme together, in shares of the best, sharpened.
    pub meaning: f32,
    /// What the statement and the question have in common: words and meaning together.
    pub matched: f32,
    /// What the statement's kind is worth.
    pub kind: f32,
    /// What the role's strength is worth; negative where it does not do it.
    pub strength: f32,
    /// How far the way in which the role was found is to be trusted.
    pub found_by: f32,
    /// How far its article speaks of the setting that the question names ("in the kitchen"), or the statement of who is
    /// missing there; 1 where it names none.
    pub setting: f32,
    /// Other doubts, such as a role that the question itself names as the object.
    pub fit: f32,
}

/// What a role's score is made of: `agreed + denied`; with a model, or for a task put in full, that in shares of the best role's, and
/// shares of `profile` and `document`.
#[derive(Debug, Clone, Copy, Default, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct Support {
    /// The articles that say so, each worth half of the one before.
    pub agreed: f32,
    /// Those that deny it, at most 0.
    pub denied: f32,
    /// How many articles say so.
    pub voices: usize,
    /// The cosine of the meaning of all that is said of the role, and the question's.
    pub profile: f32,
    /// How well all that is said of the role, as one document, answers a task put in full by its words, in shares of the best; 0 for
    /// shorter questions.
    pub document: f32,
}

/// What can be seen of how well the best supported role answers; confidence is made of it.
#[derive(Debug, Clone, Copy, Default, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct Signs {
    /// The most of the question, 0 to 1, that a statement for the role holds.
    pub coverage: f32,
    /// The nearest that a statement for the role comes to the question in meaning.
    pub similarity: f32,
    /// The most of the question that a statement for the role holds word by word, by meaning ([`Parts::alignment`]).
    pub alignment: f32,
    /// The nearest that any statement comes to it, whoever it speaks of.
    pub nearest: f32,
    /// Its score over the sum of its and its strongest rival's.
    pub margin: f32,
    /// As in [`Support::profile`].
    pub profile: f32,
    /// The most that kind, strength and way of finding leave of a statement that is among the nearest.
    pub worth: f32,
    /// The share of the question whose words no statement has.
    pub unknown: f32,
}

/// What sets roles apart and what they share.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct Comparison {
    /// Role → what is said of it alone.
    pub only: BTreeMap<String, Vec<Evidence>>,
    /// What is said of more than one.
    pub shared: Vec<Evidence>,
    /// What one article says of a role and another denies, side by side.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub disputed: Vec<Evidence>,
    /// Role → what it is said not to do.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub denied: BTreeMap<String, Vec<Evidence>>,
}

/// What is said of one role, beside its responsibilities, which are its answer's evidence.
#[derive(Debug, Clone, Default, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct Profile {
    /// The responsibilities by what they are about; each is in one of them.
    pub themes: Vec<Theme>,
    /// What it must have, know or be.
    pub requirements: Vec<Evidence>,
    /// What it is said not to do.
    pub denied: Vec<Evidence>,
    /// What one article says of it and another denies, side by side.
    pub disputed: Vec<Evidence>,
    /// The roles that it is mentioned with, the most often first.
    pub works_with: Vec<Peer>,
}

/// Responsibilities that are about the same.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct Theme {
    /// The heading above them, or the words that they have in common and the others have not; empty for what is left over.
    pub name: String,
    /// Which of the answer's evidence, counted from 0.
    pub lines: Vec<usize>,
}

/// A role that another is mentioned with.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct Peer {
    /// Its preferred name.
    pub role: String,
    /// How many statements speak of both.
    pub statements: usize,
    /// How many articles.
    pub sources: usize,
    /// The one that tells most.
    pub evidence: Evidence,
}

/// A value that an article gives for an attribute of a role.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct FactFound {
    /// The role's preferred name.
    pub role: String,
    /// The attribute as written.
    pub name: String,
    /// The value as written.
    pub value: String,
    /// The footnote it refers to.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
    /// Where it stands.
    pub article: ArticleRef,
    /// Byte range of the value in the article's stored text.
    pub span: Span,
}

impl Answer {
    /// The answer to a question that cannot be asked: it names nobody.
    pub fn nothing(question: &str, id: Option<String>) -> Self {
        Self {
            format: FORMAT,
            id,
            question: question.to_owned(),
            read_as: Vec::new(),
            intent: Intent::Who,
            asking: Vec::new(),
            setting: Vec::new(),
            model: None,
            verdict: None,
            partial: None,
            abstained: true,
            answers: Vec::new(),
            signs: None,
            closest: Vec::new(),
            comparison: None,
            profile: None,
            relation: None,
            facts: Vec::new(),
            took_us: 0,
        }
    }
}
