//! `search mcp`: the real process, as a tool of a real client.

mod common;

use common::{BINARY, Place};
use rmcp::model::{CallToolRequestParams, CallToolResult};
use rmcp::service::{RoleClient, RunningService};
use rmcp::transport::TokioChildProcess;
use rmcp::{RmcpError, ServiceExt};
use serde_json::{Value, json};
use std::future::Future;
use std::io::{BufRead, BufReader, Write};
use std::process::Stdio;
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
        assert_eq!(tools, ["answer", "compare", "matrix", "role_profile"], "nothing is changed unless that is allowed");
        let told = call(&client, "answer", json!({ "question": "who counts the cash" })).await?;
        let answer = told.structured_content.unwrap();
        let first = &answer["answers"][0];
        assert_eq!(first["role"], "Purser");
        assert!(first["evidence"][0]["article"]["path"].as_str().unwrap().ends_with("office.md"), "{first}");
        let profile = call(&client, "role_profile", json!({ "role": "purser" })).await?;
        assert_eq!(profile.structured_content.unwrap()["intent"], "what");
        let matrix = call(&client, "matrix", json!({ "tasks": ["count the cash", "train the whales"] })).await?;
        let matrix = matrix.structured_content.unwrap();
        assert_eq!(matrix["tasks"][0]["cells"][0]["role"], "Purser");
        assert!(matrix["tasks"][0]["cells"][0]["evidence"][0]["article"]["path"].is_string(), "{matrix}");
        assert_eq!(matrix["tasks"][1]["cells"], json!([]));
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

#[test]
fn an_assistant_is_answered_from_an_index_that_was_begun_anew_meanwhile() {
    let place = Place::ingested();
    let (root, other) = (place.path("index"), &place);
    talk(&place, &[], |client| async move {
        let ask = json!({ "question": "who grinds the corn" });
        assert_eq!(call(&client, "answer", ask.clone()).await?.structured_content.unwrap()["abstained"], true);
        std::fs::remove_dir_all(root).unwrap();
        other.write("mill/mill.md", "The miller grinds the corn.\n");
        assert_eq!(other.search(&["ingest", "mill", "--index", "index"]).code, 0);
        loop {
            let told = call(&client, "answer", ask.clone()).await?.structured_content.unwrap();
            if told["answers"][0]["role"] == "Miller" {
                break;
            }
            tokio::time::sleep(Duration::from_millis(100)).await;
        }
        client.cancel().await.map(drop).map_err(|e| panic!("{e}"))
    });
}

#[test]
fn a_long_comparison_is_told_an_assistant_in_part_and_that_it_is_one() {
    let place = Place::empty();
    let deeds = ["oils", "paints", "sells", "counts", "mends", "washes"];
    let lines = |who: &str, things: [&str; 6]| {
        let all = deeds.iter().flat_map(|deed| things.map(|thing| format!("The {who} {deed} the {thing}.\n\n")));
        all.collect::<String>()
    };
    place.write("gate/a.md", lines("porter", ["hinges", "ropes", "lamps", "trunks", "bells", "carpets"]));
    place.write("gate/b.md", lines("smith", ["nails", "anvils", "hooves", "ploughs", "chains", "kettles"]));
    assert_eq!(place.search(&["ingest", "gate", "--index", "index"]).code, 0);
    talk(&place, &[], |client| async move {
        let told = call(&client, "compare", json!({ "roles": ["porter", "smith"] })).await?.structured_content.unwrap();
        let lines = |of: &str| told.pointer(of).and_then(Value::as_array).map_or(0, Vec::len);
        assert!(lines("/comparison/only/Porter") + lines("/comparison/shared") >= 20, "{told}");
        assert!(lines("/comparison/only/Porter") <= 20 && lines("/comparison/shared") <= 20, "{told}");
        assert!(lines("/answers/0/evidence") <= 20);
        assert!(told["left_out"].as_u64().unwrap() > 0, "{told}");
        client.cancel().await.map(drop).map_err(|e| panic!("{e}"))
    });
}

#[test]
fn whatever_is_called_wrongly_is_answered_and_nothing_but_protocol_comes_out() {
    let place = Place::ingested();
    let mut command = place.command(BINARY);
    command.args(["mcp", "--index", "index"]).stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::null());
    let mut process = command.spawn().unwrap();
    let mut input = process.stdin.take().unwrap();
    let call = |id: u32, tool: &str, arguments: Value| json!({ "jsonrpc": "2.0", "id": id, "method": "tools/call", "params": { "name": tool, "arguments": arguments } });
    let begin = json!({ "protocolVersion": "2025-06-18", "capabilities": {}, "clientInfo": { "name": "a test", "version": "0" } });
    let cancel = json!({ "requestId": 9, "reason": "no longer wanted" });
    let said = [
        json!({ "jsonrpc": "2.0", "id": 1, "method": "initialize", "params": begin }),
        json!({ "jsonrpc": "2.0", "method": "notifications/initialized" }),
        call(2, "answer", json!({})),
        call(3, "answer", json!({ "question": "" })),
        call(4, "matrix", json!({ "tasks": vec!["count the cash"; 61] })),
        call(5, "compare", json!({ "roles": ["purser", "Purser"] })),
        call(6, "add_article", json!({ "name": "a.md", "text": "The bosun rings the bell." })),
        call(7, "answer", json!({ "question": "who counts the cash" })),
        call(8, "answer", json!({ "question": "who counts the cash" })),
        call(9, "answer", json!({ "question": "who steers the ship" })),
        json!({ "jsonrpc": "2.0", "method": "notifications/cancelled", "params": cancel }),
        call(10, "role_profile", json!({ "role": "purser" })),
        call(11, "sink_the_ship", json!({})),
        call(12, "answer", json!({ "question": "who counts the cash ".repeat(60_000) })),
        call(13, "compare", json!({ "roles": "purser" })),
        call(14, "answer", json!({ "question": "who counts the cash", "limit": -1 })),
        call(15, "answer", json!({ "question": "who counts the cash", "field": "../../etc" })),
        json!({ "jsonrpc": "2.0", "id": 16, "method": "tools/sing" }),
    ];
    for line in said {
        writeln!(input, "{line}").unwrap();
    }
    let wanted = [1, 2, 3, 4, 5, 6, 7, 8, 10, 11, 12, 13, 14, 15, 16];
    let mut came = std::collections::BTreeMap::new();
    for line in BufReader::new(process.stdout.take().unwrap()).lines() {
        let line = line.unwrap();
        let message: Value = serde_json::from_str(&line).unwrap_or_else(|e| panic!("{e}: {line}"));
        assert_eq!(message["jsonrpc"], "2.0", "{line}");
        if let Some(id) = message["id"].as_u64() {
            came.insert(id, message);
        }
        if wanted.iter().all(|id| came.contains_key(id)) {
            break;
        }
    }
    let refused = |id: u64| came[&id]["error"].is_object() || came[&id]["result"]["isError"] == true;
    assert!((2..=6).chain(11..=16).all(refused), "{came:?}");
    assert!(came[&12].to_string().contains("at most 2000 characters"), "{}", came[&12]);
    assert!(came[&4].to_string().contains("more than 60 tasks") && came[&5].to_string().contains("another role"));
    for id in [7, 8] {
        assert_eq!(came[&id]["result"]["structuredContent"]["answers"][0]["role"], "Purser");
    }
    drop(input);
    assert!(process.wait().unwrap().success());
}
