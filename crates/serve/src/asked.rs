//! A question as an address holds it: `?q=who+locks+up&field=ship&since=2020`; and the tasks of a matrix. Pages and the API read
//! the same.
//!
//! It is read by hand, as a name may be given more than once and an empty one, as a form sends it, is none.

use crate::problem::Problem;
use axum::extract::{FromRequestParts, Path};
use axum::http::request::Parts;
use rolecall_record::Kind;
use rolecall_search::{Intent, Options, Restriction, is_day};
use utoipa::IntoParams;

/// Characters; a longer question is no question.
pub(crate) const LONGEST: usize = 2_000;
/// Tasks of one matrix.
pub(crate) const MOST_TASKS: usize = 60;
/// At most so many roles.
pub(crate) const MOST_ROLES: usize = 100;
/// At most so many names of one sort.
const MOST_NAMES: usize = 50;

/// The kinds that may answer.
pub(crate) const KINDS: [Kind; 4] = [Kind::Responsibility, Kind::Requirement, Kind::Fact, Kind::Context];
/// The forms of questions.
pub(crate) const INTENTS: [Intent; 7] =
    [Intent::Who, Intent::What, Intent::Compare, Intent::Does, Intent::Fact, Intent::Combine, Intent::List];

/// A question, and who may answer it.
#[derive(Debug, Clone, Default, PartialEq, IntoParams)]
#[into_params(parameter_in = Query)]
pub(crate) struct Asked {
    /// The question.
    #[param(example = "who welcomes the guests", min_length = 1, max_length = 2000, required = true)]
    pub(crate) q: String,
    /// Only what is said of a role of this name; may be given more than once.
    #[param(required = false)]
    pub(crate) role: Vec<String>,
    /// Only what articles with this path say, `*` and `**` as patterns; may be given more than once.
    #[param(required = false)]
    pub(crate) article: Vec<String>,
    /// Only what articles of this site or author say; may be given more than once.
    #[param(required = false)]
    pub(crate) source: Vec<String>,
    /// Only what articles in a folder of this name say; may be given more than once.
    #[param(required = false)]
    pub(crate) field: Vec<String>,
    /// Only what articles dated then or later say: `YYYY`, `YYYY-MM` or `YYYY-MM-DD`.
    #[param(value_type = String, required = false, pattern = "^[0-9]{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12][0-9]|3[01]))?)?$")]
    pub(crate) since: Option<String>,
    /// Only statements of this kind; may be given more than once.
    #[param(required = false)]
    pub(crate) kind: Vec<Kind>,
    /// Take the question for one of this form, whatever it looks like.
    #[param(value_type = Intent, required = false)]
    pub(crate) intent: Option<Intent>,
    /// At most this many roles.
    #[param(value_type = usize, required = false, minimum = 1, maximum = 100, default = 10)]
    pub(crate) limit: Option<usize>,
    /// Leave out roles of less confidence.
    #[param(value_type = f32, required = false, minimum = 0.0, maximum = 1.0, default = 0.0)]
    pub(crate) min_confidence: Option<f32>,
    /// Tell what every score is made of.
    #[param(required = false, default = false)]
    pub(crate) explain: bool,
}

/// The pairs of an address' query.
pub(crate) fn pairs(query: Option<&str>) -> impl Iterator<Item = (String, String)> {
    let pairs = form_urlencoded::parse(query.unwrap_or_default().as_bytes());
    pairs.map(|(name, value)| (name.into_owned(), value.trim().to_owned())).collect::<Vec<_>>().into_iter()
}

impl Asked {
    /// Reads the query of an address; names that it does not know are passed over.
    ///
    /// # Errors
    /// A value that is none of its name's.
    pub(crate) fn read(query: Option<&str>) -> Result<Self, Problem> {
        let mut asked = Self::default();
        for (name, value) in pairs(query).filter(|(_, value)| !value.is_empty()) {
            match name.as_str() {
                "q" => asked.q = value,
                "role" => asked.role.push(value),
                "article" => asked.article.push(value),
                "source" => asked.source.push(value),
                "field" => asked.field.push(value),
                "since" if is_day(&value) => asked.since = Some(value),
                "since" => {
                    return Err(Problem::asked("since: write a day as 2024-05-31, a month as 2024-05, a year as 2024"));
                }
                "kind" => asked.kind.push(one_of(&KINDS, Kind::as_str, &name, &value)?),
                "intent" => asked.intent = Some(one_of(&INTENTS, Intent::as_str, &name, &value)?),
                "limit" => asked.limit = Some(between(&name, &value, 1, MOST_ROLES)?),
                "min_confidence" => {
                    let share = value.parse().ok().filter(|share| (0.0..=1.0).contains(share));
                    let wrong = || Problem::asked("min_confidence: write a number from 0 to 1");
                    asked.min_confidence = Some(share.ok_or_else(wrong)?);
                }
                "explain" => asked.explain = truth(&name, &value)?,
                _ => {}
            }
        }
        if is_long(&asked.q) {
            return Err(Problem::asked(format!("q: the question has more than {LONGEST} characters: make it shorter")));
        }
        let named = [&asked.role, &asked.article, &asked.source, &asked.field];
        if named.iter().any(|names| names.len() > MOST_NAMES) || asked.kind.len() > MOST_NAMES {
            return Err(Problem::asked(format!("more than {MOST_NAMES} names of one sort: name fewer")));
        }
        Ok(asked)
    }

    /// How to answer it.
    pub(crate) fn options(&self) -> Options {
        let only = Restriction {
            roles: self.role.clone(),
            articles: self.article.clone(),
            sources: self.source.clone(),
            since: self.since.clone(),
            fields: self.field.clone(),
            kinds: self.kind.clone(),
        };
        Options {
            roles: self.limit.unwrap_or(Options::default().roles),
            evidence: usize::MAX,
            explain: self.explain,
            only,
            min_confidence: self.min_confidence.unwrap_or(0.0),
            intent: self.intent,
            ..Options::default()
        }
    }

    /// Whether only a part of the articles may answer.
    pub(crate) fn is_narrow(&self) -> bool {
        self.options().only != Restriction::default() || self.intent.is_some() || self.min_confidence.is_some()
    }
}

/// Whether a question or a task is too long to be one.
pub(crate) fn is_long(text: &str) -> bool {
    text.chars().nth(LONGEST).is_some()
}

/// The tasks of an address: one a line, or one each time that `task` is named.
pub(crate) fn tasks(query: Option<&str>) -> Vec<String> {
    let given = pairs(query).filter(|(name, _)| name == "task" || name == "tasks");
    given.flat_map(|(_, value)| rolecall_search::tasks(&value).map(str::to_owned).collect::<Vec<_>>()).collect()
}

/// The id in an address.
pub(crate) struct Id(pub(crate) String);

impl<S: Send + Sync> FromRequestParts<S> for Id {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, Problem> {
        let id = Path::<String>::from_request_parts(parts, state).await;
        id.map(|Path(id)| Self(id)).map_err(|_| Problem::missing("nothing has this id: it is no text"))
    }
}

/// The one of `all` whose name is `value`.
pub(crate) fn one_of<T: Copy>(
    all: &[T],
    name_of: fn(T) -> &'static str,
    name: &str,
    value: &str,
) -> Result<T, Problem> {
    let wrong = || {
        let known: Vec<&str> = all.iter().map(|one| name_of(*one)).collect();
        Problem::asked(format!("{name}: name one of {}", known.join(", ")))
    };
    all.iter().copied().find(|one| name_of(*one) == value).ok_or_else(wrong)
}

/// A whole number within bounds.
pub(crate) fn between(name: &str, value: &str, least: usize, most: usize) -> Result<usize, Problem> {
    let number = value.parse().ok().filter(|number| (least..=most).contains(number));
    number.ok_or_else(|| Problem::asked(format!("{name}: write a number from {least} to {most}")))
}

fn truth(name: &str, value: &str) -> Result<bool, Problem> {
    match value {
        "true" | "1" | "on" => Ok(true),
        "false" | "0" => Ok(false),
        _ => Err(Problem::asked(format!("{name}: write true or false"))),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_may_be_repeated_and_empty_ones_are_none() {
        let asked = Asked::read(Some("q=who+locks%20up&field=ship&field=port&since=&kind=fact&unknown=1")).unwrap();
        assert_eq!((asked.q.as_str(), asked.field.len(), &asked.since), ("who locks up", 2, &None));
        assert_eq!(asked.kind, [Kind::Fact]);
        assert!(asked.is_narrow() && !Asked::read(Some("q=who")).unwrap().is_narrow());
    }

    #[test]
    fn tasks_come_as_lines_of_a_list_or_by_name() {
        let tasks = |query: &str| tasks(Some(query));
        assert_eq!(
            tasks("tasks=1.+lock+up%0A%0A-+ring+the+bell%0D%0A2nd+watch"),
            ["lock up", "ring the bell", "2nd watch"]
        );
        assert_eq!(tasks("task=lock+up&task=sing"), ["lock up", "sing"]);
    }

    #[test]
    fn what_is_no_value_of_its_name_is_refused_with_those_that_are() {
        for (query, said) in [
            ("kind=none", "responsibility, requirement"),
            ("since=May", "2024-05"),
            ("limit=0", "from 1 to 100"),
            ("min_confidence=NaN", "from 0 to 1"),
            ("intent=sing", "who, what"),
            ("explain=perhaps", "true or false"),
        ] {
            let problem = Asked::read(Some(query)).unwrap_err();
            assert!(problem.status == 400 && problem.detail.contains(said), "{query}: {}", problem.detail);
        }
        assert!(Asked::read(Some(&format!("q={}", "a".repeat(LONGEST + 1)))).is_err());
        assert!(Asked::read(Some(&format!("q={}", "ж".repeat(LONGEST)))).is_ok());
    }
}
