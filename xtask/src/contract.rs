//! `cargo xtask test --contract`: the HTTP API against its own description, by schemathesis (from PyPI): whatever fits the
//! description, and much that does not, is sent to a server of its own; nothing may be answered with a server's error, or with
//! something else than is described.

use super::browser::found;
use anyhow::{Context, Result, bail};
use std::fs;
use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};

/// What is run, and what its answers are held to.
const TOOL: &str = "schemathesis==4.32.5";
const CHECKS: &str = "not_a_server_error,status_code_conformance,content_type_conformance,response_headers_conformance,\
                      response_schema_conformance,unsupported_method,ignored_auth";
/// Requests made up for each address in each phase, and where chance begins.
const EXAMPLES: &str = "60";
const SEED: &str = "1";
const TOKEN: &str = "a-token-of-this-test";

/// Ended when it goes out of scope.
struct Server(Child);

impl Drop for Server {
    fn drop(&mut self) {
        // It may have ended by itself.
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

/// Runs the test; whether it passed.
pub(crate) fn test(root: &Path, program: &Path) -> Result<bool> {
    let target = super::target(root);
    let Some(tool) = installed(&target)? else {
        println!("no contract test: Python or schemathesis cannot be had here, so the API was not tried");
        return Ok(true);
    };
    let place = target.join("contract");
    if place.exists() {
        fs::remove_dir_all(&place)?;
    }
    fs::create_dir_all(&place)?;
    fs::write(place.join("token"), TOKEN)?;
    let search = |arguments: &[&str]| {
        let mut search = Command::new(program);
        search.args(arguments).env("ROLECALL_MODEL", "none").env("ROLECALL_INDEX", place.join("index"));
        search
    };
    let corpus = root.join("corpus");
    if !search(&["ingest"]).arg(corpus).status()?.success() {
        bail!("the articles cannot be read: see above");
    }
    let serve = ["serve", "--port", "0", "--write-token-file"];
    let mut server = Server(search(&serve).arg(place.join("token")).stdout(Stdio::piped()).spawn()?);
    let mut line = String::new();
    BufReader::new(server.0.stdout.as_mut().context("the server has no output")?).read_line(&mut line)?;
    let address = line.split_whitespace().last().context("the server does not say where it is")?.trim_end_matches('/');
    let mut run = Command::new(tool);
    run.args(["run", &format!("{address}/api/v1/openapi.json"), "--checks", CHECKS, "--seed", SEED, "-n", EXAMPLES]);
    run.args(["-H", &format!("X-Write-Token: {TOKEN}"), "--no-color"]).current_dir(&place);
    Ok(run.status()?.success())
}

/// Where the tool is, in an environment of its own; none where it cannot be had.
fn installed(target: &Path) -> Result<Option<PathBuf>> {
    let environment = target.join("schemathesis");
    let tool = environment.join("bin/schemathesis");
    if tool.is_file() {
        return Ok(Some(tool));
    }
    let Some(python) = found("python3") else { return Ok(None) };
    let made = Command::new(python).args(["-m", "venv"]).arg(&environment).stdout(Stdio::null()).status()?.success();
    if !made {
        return Ok(None);
    }
    let pip = Command::new(environment.join("bin/pip")).args(["install", "--quiet", TOOL]).status()?;
    Ok(pip.success().then_some(tool))
}
