//! A node that speaks TLS and knows its users, by the very files of `deploy/cluster`: its certificates are made by
//! `certificates.sh`, its settings are those of `opensearch.yml`, its users' rights those of `security/`. What is shown is who may do what,
//! and what everybody else is told.

use super::opensearch::{Cluster, fetched};
use super::{Ground, Part, said};
use crate::browser::found;
use anyhow::{Context, Result, bail};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

/// The heap of the node, in megabytes.
const HEAP: u32 = 900;
const PLUGIN: &str = "org.opensearch.security.OpenSearchSecurityPlugin";
const HASHER: &str = "org.opensearch.security.tools.Hasher";
/// The passwords of this test's users.
const READER: &str = "only looks";
const WRITER: &str = "also writes";
/// What the image of a node brings along, and a bare one lacks.
const BROUGHT: [(&str, &str); 7] = [
    (
        "config.yml",
        "_meta: {type: config, config_version: 2}\nconfig:\n  dynamic:\n    authc:\n      basic: {http_enabled: true, order: 0, \
         http_authenticator: {type: basic, challenge: true}, authentication_backend: {type: intern}}\n",
    ),
    ("action_groups.yml", "_meta: {type: actiongroups, config_version: 2}\n"),
    ("tenants.yml", "_meta: {type: tenants, config_version: 2}\n"),
    ("nodes_dn.yml", "_meta: {type: nodesdn, config_version: 2}\n"),
    ("allowlist.yml", "_meta: {type: allowlist, config_version: 2}\nconfig: {enabled: false, requests: {}}\n"),
    ("whitelist.yml", "_meta: {type: whitelist, config_version: 2}\nconfig: {enabled: false, requests: {}}\n"),
    ("audit.yml", "_meta: {type: audit, config_version: 2}\nconfig: {enabled: false}\n"),
];

pub(super) fn test(ground: &Ground<'_>) -> Result<Part> {
    if !ground.wants("secured") {
        return Ok(Part::Skipped("it was not asked for"));
    }
    if found("openssl").is_none() {
        return Ok(Part::Skipped("openssl is missing, which makes the certificates"));
    }
    let (server, plugin) = (ground.root.join("deploy/test-cluster"), ground.root.join("deploy/test-cluster/security"));
    let Some(libraries) = fetched(&server, "copy-dependencies", &ground.tools.join("opensearch"))? else {
        return Ok(Part::Skipped("Java's compiler, Maven or OpenSearch cannot be had here"));
    };
    let Some(security) = fetched(&plugin, "unpack-dependencies", &ground.tools.join("security"))? else {
        return Ok(Part::Skipped("OpenSearch's security plugin cannot be had here"));
    };
    // The server's own libraries come first: the plugin brings some of them along, too.
    let classes = format!("{}/*:{}/*", libraries.display(), security.display());
    let authority = configured(ground, &classes)?;
    let settings = ground.root.join("deploy/cluster/opensearch.yml");
    let arguments = [PLUGIN, settings.to_str().context("the project's path is not UTF-8")?];
    let cluster = Cluster::launch(ground.root, &classes, &ground.place, HEAP, &arguments)?;
    rights(ground, &cluster, &authority)
}

/// Puts certificates, users and rights where the node looks for them; the certificate of the authority.
fn configured(ground: &Ground<'_>, classes: &str) -> Result<PathBuf> {
    let config = ground.place.join("nodes/node_1/config");
    let security = config.join("opensearch-security");
    fs::create_dir_all(&security)?;
    let from = ground.root.join("deploy/cluster");
    let made = config.join("certificates.sh");
    fs::copy(from.join("certificates.sh"), &made)?;
    said(Command::new("sh").arg(&made))?;
    for file in ["roles.yml", "roles_mapping.yml"] {
        fs::copy(from.join("security").join(file), security.join(file))?;
    }
    let mut users = fs::read_to_string(from.join("security/internal_users.yml"))?;
    for (user, password) in [("reader", READER), ("writer", WRITER)] {
        let hash = said(Command::new("java").args(["-cp", classes, HASHER, "-p", password]).stderr(Stdio::null()))?;
        let hash = hash.lines().last().unwrap_or_default().trim();
        users = users.replace(&format!("{user}: {{hash: \"replace-this\""), &format!("{user}: {{hash: \"{hash}\""));
    }
    if users.matches("replace-this").count() != 1 {
        bail!("internal_users.yml has other users than this test gives passwords to");
    }
    fs::write(security.join("internal_users.yml"), users.replace("replace-this", "$2y$12$nobodys"))?;
    for (file, text) in BROUGHT {
        fs::write(security.join(file), text)?;
    }
    Ok(config.join("certificates/authority.pem"))
}

/// Who may do what, and what everybody else is told.
fn rights(ground: &Ground<'_>, cluster: &Cluster, authority: &Path) -> Result<Part> {
    let port = cluster.port()?;
    let other = ground.place.join("other");
    fs::create_dir_all(&other)?;
    let script = other.join("certificates.sh");
    fs::copy(ground.root.join("deploy/cluster/certificates.sh"), &script)?;
    said(Command::new("sh").arg(&script))?;
    let other = other.join("certificates/authority.pem");
    let at = |user: &str, name: &str| format!("opensearch+tls://{user}@127.0.0.1:{port}/{name}");
    let (reader, writer) = (at("reader", "handbook"), at("writer", "handbook"));
    let mut passed = true;
    let mut check = |what: &str,
                     (arguments, index): (&[&str], &str),
                     password: &str,
                     authority: &Path,
                     expected: Result<&str, &str>|
     -> Result<()> {
        let mut asked = ground.search(arguments);
        asked.args(["--index", index]).env("ROLECALL_CLUSTER_PASSWORD", password).env("ROLECALL_CLUSTER_CA", authority);
        let output = asked.output()?;
        let (told, error) = (String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr));
        let well = match expected {
            Ok(text) => output.status.success() && told.contains(text),
            Err(text) => output.status.code() == Some(2) && told.is_empty() && error.contains(text),
        };
        if !well {
            println!("secured: {what}: {}: {told}{error}", output.status);
        }
        passed &= well;
        Ok(())
    };
    let (ingest, ask) = (["ingest", "corpus/stage"], ["who sets up microphones"]);
    check("a wrong password", (&ingest, &writer), "wrong", authority, Err("does not let writer in"))?;
    check(
        "nobody",
        (&ask, &format!("opensearch+tls://127.0.0.1:{port}/handbook")),
        "",
        authority,
        Err("does not let who has no name in"),
    )?;
    check("another authority", (&ask, &reader), READER, &other, Err("named by ROLECALL_CLUSTER_CA"))?;
    check(
        "without TLS",
        (&ask, &format!("opensearch://127.0.0.1:{port}/handbook")),
        "",
        authority,
        Err("use opensearch+tls://"),
    )?;
    check("another name", (&ingest, &at("writer", "other")), WRITER, authority, Err("roles.yml"))?;
    check("who reads does not write", (&ingest, &reader), READER, authority, Err("roles.yml"))?;
    check("who writes fills", (&ingest, &writer), WRITER, authority, Ok("articles"))?;
    check("who writes does not find changes", (&ingest, &writer), WRITER, authority, Ok("0 new, 0 changed"))?;
    check(
        "who writes makes anew",
        (&["ingest", "corpus/stage", "--full"], &writer),
        WRITER,
        authority,
        Ok("articles"),
    )?;
    check("and once more", (&["ingest", "corpus/stage", "--full"], &writer), WRITER, authority, Ok("articles"))?;
    let ship = ground.place.join("ship");
    fs::create_dir_all(&ship)?;
    let path = ship.display().to_string();
    fs::write(ship.join("cook.md"), "The cook cooks.")?;
    fs::write(ship.join("mate.md"), "The mate steers.")?;
    check("who writes adds", (&["ingest", &path], &writer), WRITER, authority, Ok("2 new"))?;
    fs::remove_file(ship.join("cook.md"))?;
    fs::write(ship.join("mate.md"), "The mate sleeps.")?;
    check("who writes removes", (&["ingest", &path], &writer), WRITER, authority, Ok("1 changed, 0 moved, 1 deleted"))?;
    check("who reads asks", (&ask, &reader), READER, authority, Ok("asking: who"))?;
    check("who reads meets typos", (&["who sets up micropohnes"], &reader), READER, authority, Ok("Read as"))?;
    check("who reads checks", (&["check"], &reader), READER, authority, Ok("is whole"))?;
    check("who reads takes a copy", (&["export"], &reader), READER, authority, Ok("stage/"))?;
    check("who reads lists", (&["roles"], &reader), READER, authority, Ok("Sound engineer"))?;
    Ok(if passed { Part::Passed } else { Part::Failed })
}
