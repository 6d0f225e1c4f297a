//! What an assistant can call.

use crate::asked::{Asked, LONGEST, MOST_TASKS, is_long};
use crate::problem::Problem;
use crate::snapshot::Snapshot;
use crate::state::App;
use rmcp::handler::server::router::tool::ToolRouter;
use rmcp::handler::server::wrapper::Parameters;
use rmcp::model::{CallToolResult, ContentBlock, Implementation, ServerCapabilities, ServerConfig};
use rmcp::{ServerHandler, schemars, tool, tool_handler, tool_router};
use rolecall_search::{Answer, Evidence, Intent, Matrix};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// Sentences in one list of an answer.
const MOST_SENTENCES: usize = 20;
/// and for one cell of a matrix, which has many lists.
const MOST_IN_A_CELL: usize = 3;
/// Bytes of an article.
const MOST_BYTES: usize = 16 << 20;

/// What an assistant is told before it asks anything.
const INSTRUCTIONS: &str = "Answers who does what, from a folder of articles and nothing else. Each answer names roles, the \
likeliest first, with the sentences that say so; cite them by article.title and article.path. Where `abstained` is true, \
no article says it: say so; `left_out` counts further sentences that are not shown; `answers` and `closest` then hold what comes nearest, and are no answer. Where there is `partial`, a \
part of the index did not answer: say so. `confidence` is the probability that the first role is right.";

/// The tools, over what answers now.
#[derive(Clone)]
pub(super) struct Tools {
    app: App,
    tool_router: ToolRouter<Self>,
}

#[derive(Deserialize, JsonSchema)]
struct Question {
    /// A question as people ask it ("who signs off the drawings", "does a paralegal give legal advice"), or a bare task.
    question: String,
    /// Only what articles in a folder of this name say.
    #[serde(default)]
    field: Option<String>,
    /// Only what articles of this site or author say.
    #[serde(default)]
    source: Option<String>,
    /// At most this many roles.
    #[serde(default)]
    #[schemars(range(min = 1, max = 100))]
    limit: Option<usize>,
}

#[derive(Deserialize, JsonSchema)]
struct OneRole {
    /// Any name of the role.
    role: String,
}

#[derive(Deserialize, JsonSchema)]
struct SomeRoles {
    /// Names of two to four roles.
    #[schemars(length(min = 2, max = 4))]
    roles: Vec<String>,
}

#[derive(Deserialize, JsonSchema)]
struct Tasks {
    /// Tasks as people write them down ("set up the microphones"), one each; at most 60.
    #[schemars(length(min = 1, max = MOST_TASKS))]
    tasks: Vec<String>,
}

#[derive(Deserialize, JsonSchema)]
struct Article {
    /// What to call it; its ending says what it is written in: "galley.md", "galley.html", "galley.txt".
    name: String,
    /// The whole text.
    text: String,
}

#[tool_router]
impl Tools {
    pub(super) fn new(app: App) -> Self {
        let mut tool_router = Self::tool_router();
        if app.keeper.is_none() {
            tool_router.remove_route("add_article");
        }
        Self { app, tool_router }
    }

    #[tool(
        description = "Answer who does something, what a role does, how roles differ, whether a role does something, what it \
                       earns or needs, or which roles there are; with the sentences that prove it and where they stand",
        annotations(read_only_hint = true, open_world_hint = false)
    )]
    async fn answer(&self, Parameters(asked): Parameters<Question>) -> CallToolResult {
        if asked.question.trim().is_empty() || is_long(&asked.question) {
            return refused(&Problem::asked(format!("question: write one of at most {LONGEST} characters")));
        }
        let asked = Asked {
            q: asked.question,
            field: asked.field.into_iter().collect(),
            source: asked.source.into_iter().collect(),
            limit: asked.limit.map(|limit| limit.clamp(1, crate::asked::MOST_ROLES)),
            ..Asked::default()
        };
        self.told(move |snapshot| Ok(brief(snapshot.ask(&asked)?))).await
    }

    #[tool(
        description = "Tell all that is said of one role: responsibilities in groups, requirements, facts, other names, whom \
                       it works with, where articles disagree",
        annotations(read_only_hint = true, open_world_hint = false)
    )]
    async fn role_profile(&self, Parameters(asked): Parameters<OneRole>) -> CallToolResult {
        self.told(move |snapshot| Ok(brief(snapshot.told_of(Intent::What, &[&snapshot.role(&asked.role)?.name])?)))
            .await
    }

    #[tool(
        description = "Set two to four roles against each other: what only one of them does, what they share, what articles \
                       disagree on, and facts",
        annotations(read_only_hint = true, open_world_hint = false)
    )]
    async fn compare(&self, Parameters(asked): Parameters<SomeRoles>) -> CallToolResult {
        self.told(move |snapshot| Ok(brief(snapshot.compare(&asked.roles)?))).await
    }

    #[tool(
        description = "Make a responsibility matrix (RACI): for each task the roles that do it (R), decide on it or supervise it (A), \
                       help with it (S) or advise on it (C), with the sentences that say so",
        annotations(read_only_hint = true, open_world_hint = false)
    )]
    async fn matrix(&self, Parameters(asked): Parameters<Tasks>) -> CallToolResult {
        self.told(move |snapshot| Ok(brief_matrix(snapshot.matrix(&asked.tasks)?))).await
    }

    #[tool(
        description = "Add an article, so that it answers from now on. It is kept in a folder of its own, and never changes \
                       another file",
        annotations(read_only_hint = false, destructive_hint = false, open_world_hint = false)
    )]
    async fn add_article(&self, Parameters(article): Parameters<Article>) -> CallToolResult {
        if article.text.len() > MOST_BYTES || article.text.trim().is_empty() {
            return refused(&Problem::asked(format!("text: write one of at most {} MiB", MOST_BYTES >> 20)));
        }
        let brought = vec![(article.name, article.text.into_bytes())];
        match self.app.change(move |keeper, told| keeper.add(&brought, told)).await {
            Ok(kept) => {
                let problems: Vec<String> = kept.problems.iter().map(|(path, why)| format!("{path}: {why}")).collect();
                value(&serde_json::json!({ "paths": kept.paths, "said": kept.said, "problems": problems }))
            }
            Err(problem) => refused(&problem),
        }
    }

    /// What `tell` makes of the generation that answers now, once there is a place for it.
    async fn told<T: Serialize + Send + 'static>(
        &self,
        tell: impl FnOnce(&Snapshot) -> Result<T, Problem> + Send + 'static,
    ) -> CallToolResult {
        match self.app.anew(tell).await {
            Ok(told) => value(&told),
            Err(problem) => refused(&problem),
        }
    }
}

#[tool_handler(router = self.tool_router)]
impl ServerHandler for Tools {
    fn get_info(&self) -> ServerConfig {
        ServerConfig::new(ServerCapabilities::builder().enable_tools().build())
            .with_server_info(Implementation::new("rolecall", env!("CARGO_PKG_VERSION")))
            .with_instructions(INSTRUCTIONS)
    }
}

/// An answer that leaves room for others in what an assistant can keep in mind.
#[derive(Serialize)]
struct Brief {
    #[serde(flatten)]
    answer: Answer,
    /// Sentences that were left out of its lists.
    #[serde(skip_serializing_if = "is_none")]
    left_out: usize,
}

fn is_none(left_out: &usize) -> bool {
    *left_out == 0
}

/// `answer` with the first sentences of each list; themes count what is left.
fn brief(mut answer: Answer) -> Brief {
    let mut left_out = 0;
    let mut cut = |list: &mut Vec<Evidence>| {
        left_out += list.len().saturating_sub(MOST_SENTENCES);
        list.truncate(MOST_SENTENCES);
    };
    if let Some(profile) = &mut answer.profile {
        [&mut profile.requirements, &mut profile.denied, &mut profile.disputed].into_iter().for_each(&mut cut);
        if let Some(role) = answer.answers.first_mut() {
            cut(&mut role.evidence);
            let left = role.evidence.len();
            profile.themes.iter_mut().for_each(|theme| theme.lines.retain(|&line| line < left));
            profile.themes.retain(|theme| !theme.lines.is_empty());
        }
    } else {
        answer.answers.iter_mut().for_each(|role| cut(&mut role.evidence));
    }
    if let Some(comparison) = &mut answer.comparison {
        comparison.only.values_mut().chain(comparison.denied.values_mut()).for_each(&mut cut);
        [&mut comparison.shared, &mut comparison.disputed].into_iter().for_each(&mut cut);
    }
    Brief { answer, left_out }
}

/// The same of a matrix.
#[derive(Serialize)]
struct BriefMatrix {
    #[serde(flatten)]
    matrix: Matrix,
    /// Sentences that were left out of its cells.
    #[serde(skip_serializing_if = "is_none")]
    left_out: usize,
}

/// `matrix` with the first sentences of each cell.
fn brief_matrix(mut matrix: Matrix) -> BriefMatrix {
    let mut left_out = 0;
    for row in &mut matrix.tasks {
        for list in row.cells.iter_mut().map(|cell| &mut cell.evidence).chain([&mut row.closest]) {
            left_out += list.len().saturating_sub(MOST_IN_A_CELL);
            list.truncate(MOST_IN_A_CELL);
        }
    }
    BriefMatrix { matrix, left_out }
}

fn value(told: &impl Serialize) -> CallToolResult {
    match serde_json::to_value(told) {
        Ok(value) => CallToolResult::structured(value),
        Err(error) => CallToolResult::error(vec![ContentBlock::text(error.to_string())]),
    }
}

/// A tool that fails tells the assistant why, who can mend it and ask again.
fn refused(problem: &Problem) -> CallToolResult {
    CallToolResult::error(vec![ContentBlock::text(problem.detail.clone())])
}
