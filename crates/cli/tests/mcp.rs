//! `search mcp`: the real process, as a tool of a real client.

mod common;

use common::{BINARY, Place};
use rmcp::model::{CallToolRequestParams, CallToolResult};
use rmcp::service::{RoleClient, RunningService};
use rmcp::transport::TokioChildProcess;
use rmcp::{RmcpError, ServiceExt};
use serde_json::{Value, json};
use std::future::Future;
use std::time::Duration;

/// How long a talk may take that takes a moment.
const PATIENCE: Duration = Duration::from_secs(60);

type Client = RunningService<RoleClient, ()>;

fn talk<F: Future<Output = Result<(), RmcpError>>>(place: &Place, arguments: &[&str], say: impl FnOnce(Client) -> F) {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    runtime.block_on(async {
        let mut command = tokio::process::Command::from(place.command(BINARY));
        command.args(["mcp", "--index", "index"]).args(arguments);
        let (process, _) = TokioChildProcess::builder(command).stderr(std::process::Stdio::null()).spawn().unwrap();
        let talked = async { say(().serve(process).await.unwrap()).await };
        tokio::time::timeout(PATIENCE, talked).await.expect("a talk ends").unwrap();
    });
}

async fn call(client: &Client, tool: &'static str, arguments: Value) -> Result<CallToolResult, RmcpError> {
    let arguments = arguments.as_object().cloned().unwrap_or_default();
    Ok(client.call_tool(CallToolRequestParams::new(tool).with_arguments(arguments)).await?)
}

#[test]
fn an_assistant_is_told_who_does_it_and_where_that_stands() {
    let place = Place::ingested();
    talk(&place, &[], |client| async move {
        let tools: Vec<String> = client.list_all_tools().await?.into_iter().map(|t| t.name.into_owned()).collect();
        assert_eq!(tools, ["answer", "compare", "role_profile"], "nothing is changed unless that is allowed");
        let told = call(&client, "answer", json!({ "question": "who counts the cash" })).await?;
        let answer = told.structured_content.unwrap();
        let first = &answer["answers"][0];
        assert_eq!(first["role"], "Purser");
        assert!(first["evidence"][0]["article"]["path"].as_str().unwrap().ends_with("office.md"), "{first}");
        let profile = call(&client, "role_profile", json!({ "role": "purser" })).await?;
        assert_eq!(profile.structured_content.unwrap()["intent"], "what");
        let unknown = call(&client, "role_profile", json!({ "role": "falconer" })).await?;
        assert_eq!(unknown.is_error, Some(true));
        client.cancel().await.map(drop).map_err(|e| panic!("{e}"))
    });
}

#[test]
fn an_assistant_that_may_adds_an_article_and_is_answered_from_it() {
    let place = Place::ingested();
    talk(&place, &["--allow-write"], |client| async move {
        let text = "# The kennel\n\nThe kennel master feeds the hounds. The whipper-in counts the hounds.";
        let kept = call(&client, "add_article", json!({ "name": "kennel.md", "text": text })).await?;
        assert_ne!(kept.is_error, Some(true), "{kept:?}");
        let told = call(&client, "answer", json!({ "question": "who feeds the hounds" })).await?;
        assert_eq!(told.structured_content.unwrap()["answers"][0]["role"], "Kennel master");
        client.cancel().await.map(drop).map_err(|e| panic!("{e}"))
    });
}
