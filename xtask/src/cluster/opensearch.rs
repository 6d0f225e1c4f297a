//! The index in an OpenSearch of three nodes, which is brought up here, against the index in a folder: the same corpus, the same
//! questions, and what may go wrong on the way.

use super::{Ground, Part, Running, said};
use crate::browser::found;
use anyhow::{Context, Result, bail};
use serde_json::{Value, json};
use std::collections::BTreeSet;
use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::thread::sleep;
use std::time::{Duration, Instant};

/// How long the cluster may take to come up, and a node to stop or start.
const PATIENCE: Duration = Duration::from_secs(120);
/// How often a cluster is started that does not come up.
const STARTS: usize = 3;
/// The heap of the nodes, in megabytes.
const HEAP: u32 = 1100;
/// Scores may differ by so much.
const SCORES: f64 = 1e-3;
/// At least so many questions.
const QUESTIONS: usize = 300;

type Test = fn(&Ground<'_>, &mut Cluster) -> Result<bool>;

pub(super) fn test(ground: &Ground<'_>) -> Result<Part> {
    let parts: [(&str, Test); 10] = [
        ("words are parted alike", words),
        ("answers are alike", alike),
        ("answers of a part are alike", super::parts::alike),
        ("paths and texts of any kind", super::names::alike),
        ("answers by meaning are alike", by_meaning),
        ("changes are followed", changes),
        ("a bulk is interrupted", interrupted),
        ("a load by many is interrupted", super::loads::together),
        ("a load from Spark", super::loaded::from_spark),
        ("a node stops under load", stopped),
    ];
    if !parts.iter().any(|(name, _)| ground.wants(name)) {
        return Ok(Part::Skipped("it was not asked for"));
    }
    let Some(mut cluster) = Cluster::start(ground.root, &ground.tools, &ground.place, HEAP)? else {
        return Ok(Part::Skipped("Java's compiler, Maven or OpenSearch cannot be had here"));
    };
    let mut passed = true;
    for (name, part) in parts.into_iter().filter(|(name, _)| ground.wants(name)) {
        let begun = Instant::now();
        let well = part(ground, &mut cluster)?;
        println!("opensearch, {name}: {} ({} s)", if well { "passed" } else { "FAILED" }, begun.elapsed().as_secs());
        passed &= well;
    }
    Ok(if passed { Part::Passed } else { Part::Failed })
}

/// What the cluster makes of each statement's words is what it was given, also where these are odd.
fn words(ground: &Ground<'_>, cluster: &mut Cluster) -> Result<bool> {
    let address = cluster.address("words");
    said(&mut ground.search(&["ingest", "corpus", "--index", &address]))?;
    let generation = cluster.asks("GET", "words-meta/_doc/generation", None)?;
    let run = generation["_source"]["run"].as_str().context("there is no generation")?.to_owned();
    let mut texts: Vec<String> = Vec::new();
    for line in ground.local_records()? {
        let record = rolecall_record::lines::parse(line.as_bytes(), 1)?;
        let (_, statements) = rolecall_indexer::analyse(&record, rolecall_indexer::Fingerprint::default());
        texts.extend(statements.into_iter().flat_map(|s| [s.text, s.heading, s.role_text, s.word]));
    }
    let odd = "naïve 10 a&r o'clock 東京 ﬁne x86 l’été STRASSE straße İ ſ 3rd co-op e.g. n° ½ Ⅷ";
    texts.extend(rolecall_language::terms(odd).into_iter().map(|term| term.stem));
    texts.retain(|text| !text.is_empty());
    let mut differing = 0;
    let mut count = 0;
    for some in texts.chunks(500) {
        // One text after another is one text to the cluster, so all are joined by what is no blank between their words.
        let asked = json!({"analyzer": "words", "text": some.join(" ")});
        let answer = cluster.asks("POST", &format!("words-statements-{run}/_analyze"), Some(&asked))?;
        let tokens = answer["tokens"].as_array().context("the cluster parts nothing")?;
        let given = some.iter().flat_map(|text| text.split(' '));
        count += tokens.len();
        differing += given.clone().zip(tokens).filter(|(word, token)| token["token"] != **word).count();
        differing += given.count().abs_diff(tokens.len());
    }
    println!("opensearch: {count} words, {differing} otherwise");
    Ok(differing == 0 && count > 10_000)
}

/// What is new, changed, moved and gone is so in the cluster as in a folder; and after a rebuilding nothing else is.
fn changes(ground: &Ground<'_>, cluster: &mut Cluster) -> Result<bool> {
    let corpus = ground.place.join("ship");
    fs::create_dir_all(&corpus)?;
    let (folder, address) = (ground.place.join("changes").display().to_string(), cluster.address("changes"));
    let write = |name: &str, text: &str| fs::write(corpus.join(name), text);
    let mut passed = true;
    let mut step = |what: &str, full: &[&str]| -> Result<()> {
        let mut told = Vec::new();
        for index in [&folder, &address] {
            let report = said(ground.search(&["ingest", "--index", index]).args(full).arg(&corpus))?;
            told.push(report.lines().next().unwrap_or_default().to_owned());
        }
        let questions = ["who counts the cash", "who steers the ship", "who peels the onions", "what does a purser do"];
        for question in questions {
            let mut answers = Vec::new();
            for index in [&folder, &address] {
                let asked = ground.search(&["--json", "--index", index, question]).output()?;
                answers.push(serde_json::from_slice::<Value>(&asked.stdout)?);
            }
            let equal = same(&answers[0], &answers[1], "", &mut 0.0);
            passed &= equal;
            if !equal {
                println!("opensearch: {what}: answered otherwise: {question}");
            }
        }
        // What a rebuilding counts as changed differs: the cluster begins anew.
        let equal = told[0] == told[1] || !full.is_empty();
        passed &= equal;
        if !equal {
            println!("opensearch: {what}: {told:?}");
        }
        Ok(())
    };
    write("office.md", "# The Purser\n\nThe purser counts the cash. The purser books berths for the passengers.\n")?;
    write("bridge.md", "# The Mate\n\nThe mate steers the ship at night. The mate wakes the crew.\n")?;
    step("new", &[])?;
    step("unchanged", &[])?;
    write("office.md", "# The Purser\n\nThe purser counts the passengers.\n")?;
    write("galley.md", "# The Cook\n\nThe cook peels the onions. The cook counts the cash, too.\n")?;
    write("empty.txt", "")?;
    let _ = ground.search(&["ingest", "--index", &folder]).arg(&corpus).output()?;
    let _ = ground.search(&["ingest", "--index", &address]).arg(&corpus).output()?;
    fs::remove_file(corpus.join("empty.txt"))?;
    step("changed", &[])?;
    fs::rename(corpus.join("bridge.md"), corpus.join("wheelhouse.md"))?;
    step("moved", &[])?;
    fs::remove_file(corpus.join("wheelhouse.md"))?;
    step("gone", &[])?;
    step("rebuilt", &["--full"])?;
    let aliases = cluster.asks("GET", "_alias/changes-statements", None)?;
    let count = cluster.asks("GET", "changes-statements/_count", None)?;
    let left = aliases.as_object().map_or(0, serde_json::Map::len);
    println!("opensearch: {left} index behind the alias, {} statements", count["count"]);
    Ok(passed && left == 1 && count["count"] == 3)
}

/// A load that is killed, again and again, and ends in the end: nothing is lost, nothing is there twice.
fn interrupted(ground: &Ground<'_>, cluster: &mut Cluster) -> Result<bool> {
    let corpus = ground.place.join("days");
    fs::create_dir_all(&corpus)?;
    for day in 0..DAYS {
        let text = format!("# Day {day}\n\nThe mate writes page {day} of the log. The cook boils {day} eggs.\n");
        fs::write(corpus.join(format!("{day:04}.md")), text)?;
    }
    let address = cluster.address("interrupted");
    let mut kills = 0;
    for patience in 1..60 {
        let mut ingest = ground.search(&["ingest", "--index", &address]);
        let mut running = Running(ingest.arg(&corpus).stdout(Stdio::null()).stderr(Stdio::null()).spawn()?);
        let begun = Instant::now();
        let mut ended = false;
        while begun.elapsed() < Duration::from_millis(300 * patience) && !ended {
            sleep(Duration::from_millis(10));
            ended = running.0.try_wait()?.is_some_and(|status| status.success());
        }
        if ended {
            break;
        }
        kills += 1;
    }
    let report = said(ground.search(&["ingest", "--index", &address]).arg(&corpus))?;
    let statements = cluster.asks("GET", "interrupted-statements/_count", None)?["count"].as_u64();
    let articles = cluster.asks("GET", "interrupted-articles/_count", None)?["count"].as_u64();
    println!("opensearch: killed {kills} times; {articles:?} articles, {statements:?} statements of {DAYS} files");
    let whole = report.contains(&format!("{DAYS} unchanged"));
    Ok(whole && kills > 1 && articles == Some(DAYS) && statements == Some(2 * DAYS))
}

/// Files of a load that is killed, of two statements each.
const DAYS: u64 = 2000;

/// Questions while a node stops and comes back, first one that leads nobody and then the one that leads: each is answered as before,
/// or by an error; never otherwise; and before long by answers alone, while the node is still away. Then the same where shards have no
/// copy: each is answered as before, or marked as of a part.
fn stopped(ground: &Ground<'_>, cluster: &mut Cluster) -> Result<bool> {
    let address = cluster.address("stopped");
    said(&mut ground.search(&["ingest", "corpus", "--index", &address]))?;
    let ask = || -> Result<Result<Value, String>> {
        let asked = ground.search(&["--json", "--index", &address, "who sets up microphones"]).output()?;
        Ok(if asked.status.code() == Some(2) {
            Err(String::from_utf8_lossy(&asked.stderr).into_owned())
        } else {
            Ok(serde_json::from_slice(&asked.stdout)?)
        })
    };
    let before = ask()?.ok().context("there is no answer to begin with")?;
    let leading = cluster.leading()?;
    let mut passed = true;
    for (node, what) in [(leading % 3 + 1, "a node"), (leading, "the node that leads")] {
        cluster.told(&format!("stop {node}"), None)?;
        let begun = Instant::now();
        let (mut refused, mut wrong, mut in_turn) = (Vec::new(), 0, 0);
        let mut asking = |enough: usize| -> Result<usize> {
            let begun = Instant::now();
            in_turn = 0;
            while in_turn < enough && begun.elapsed() < PATIENCE {
                match ask()? {
                    Ok(answer) if same(&before, &answer, "", &mut 0.0) => in_turn += 1,
                    Ok(_) => wrong += 1,
                    Err(why) => {
                        refused.push(why);
                        in_turn = 0;
                    }
                }
            }
            Ok(in_turn)
        };
        let mut well = asking(ANSWERS)? == ANSWERS;
        // It takes a while to stop, and answers meanwhile or does not.
        cluster.hears(&format!("stopped {node}"))?;
        well &= asking(ANSWERS)? == ANSWERS;
        let recovered = begun.elapsed();
        cluster.told(&format!("start {node}"), Some(&format!("started {node}")))?;
        well &= asking(ANSWERS)? == ANSWERS;
        let health = cluster.asks("GET", "_cluster/health?wait_for_status=green&wait_for_nodes=3&timeout=60s", None)?;
        well &= asking(1)? == 1 && health["status"] == "green";
        println!(
            "opensearch: {what} stopped and came back: {} errors, {wrong} wrong, {ANSWERS} answers in turn after {:.1} s; then {}",
            refused.len(),
            recovered.as_secs_f64(),
            health["status"]
        );
        refused.dedup();
        refused.iter().for_each(|why| println!("opensearch: refused: {}", why.trim()));
        passed &= well && wrong == 0;
    }
    Ok(passed & without_copies(ground, cluster, &address, &before)?)
}

/// So many answers in turn, and nobody doubts that it answers.
const ANSWERS: usize = 8;

/// Answers while the only copy of some shards is away: what there is, marked in JSON, in text and by the exit status, and not one
/// otherwise that is not.
fn without_copies(ground: &Ground<'_>, cluster: &mut Cluster, address: &str, before: &Value) -> Result<bool> {
    let alone = json!({"index": {"auto_expand_replicas": "false", "number_of_replicas": 0}});
    cluster.asks("PUT", "stopped-*/_settings", Some(&alone))?;
    // The documents that say what counts keep their copy: without them there is nothing to ask.
    cluster.asks("PUT", "stopped-meta/_settings", Some(&json!({"index": {"auto_expand_replicas": "0-1"}})))?;
    cluster.asks("GET", "_cluster/health?wait_for_status=green&timeout=60s", None)?;
    let ask = |format: &[&str]| -> Result<(Option<i32>, String)> {
        let asked = ground.search(&["--index", address, "who sets up microphones"]).args(format).output()?;
        Ok((asked.status.code(), String::from_utf8(asked.stdout)?))
    };
    let (mut marked, mut refused, mut as_before, mut wrong, mut shown) = (0, 0, 0, 0, false);
    cluster.told("stop 3", None)?;
    for _ in 0..4 {
        let (status, text) = ask(&["--json"])?;
        let answer: Value = serde_json::from_str(&text).unwrap_or_default();
        match (status, answer["partial"].is_string()) {
            (Some(2), true) => marked += 1,
            (Some(2), false) => refused += 1,
            (_, false) if same(before, &answer, "", &mut 0.0) => as_before += 1,
            _ => wrong += 1,
        }
        if marked == 1 && !shown {
            shown = ask(&[])?.1.contains("Only a part of the index answered");
        }
    }
    cluster.told("start 3", Some("started 3"))?;
    cluster.asks("GET", "_cluster/health?wait_for_status=green&wait_for_nodes=3&timeout=60s", None)?;
    let (status, text) = ask(&["--json"])?;
    let well = status == Some(0) && same(before, &serde_json::from_str(&text)?, "", &mut 0.0);
    println!(
        "opensearch: shards without a copy: {marked} answers marked as of a part, {refused} errors, {as_before} as before, {wrong} wrong; recovered: {well}"
    );
    Ok(marked > 0 && wrong == 0 && shown && well)
}

/// The same corpus in both: the same answers to every question, by words.
fn alike(ground: &Ground<'_>, cluster: &mut Cluster) -> Result<bool> {
    let both = [ground.place.join("alike").display().to_string(), cluster.address("alike")];
    for index in &both {
        said(&mut ground.search(&["ingest", "corpus", "eval/teams/articles", "--index", index]))?;
    }
    let questions = questions(ground, &both[0])?;
    Ok(answered_alike(ground, &both, &questions, "none", &[])?.0 && questions.len() >= QUESTIONS)
}

/// The same by meaning, where the sentence model is here.
fn by_meaning(ground: &Ground<'_>, cluster: &mut Cluster) -> Result<bool> {
    let both = [ground.place.join("meaning").display().to_string(), cluster.address("meaning")];
    for index in &both {
        said(ground.search(&["ingest", "eval/teams/articles", "--index", index]).env("ROLECALL_MODEL", "auto"))?;
    }
    let asked = ground
        .search(&["--json", "--index", &both[1], "who signs the contract"])
        .env("ROLECALL_MODEL", "auto")
        .output()?;
    if serde_json::from_slice::<Value>(&asked.stdout)?["model"].is_null() {
        println!("opensearch, answers by meaning: SKIPPED: the sentence model is not here (`search model` fetches it)");
        return Ok(true);
    }
    let questions = labelled(ground, &["teams/questions"])?;
    Ok(answered_alike(ground, &both, &questions, "auto", &[])?.0)
}

/// Whether the index in a folder and the one in a cluster answer these questions alike, restricted by these options; and to how many of
/// them something is told.
pub(super) fn answered_alike(
    ground: &Ground<'_>,
    [folder, address]: &[String; 2],
    questions: &BTreeSet<String>,
    model: &str,
    only: &[&str],
) -> Result<(bool, usize)> {
    let file = ground.place.join("questions.jsonl");
    let lines: Vec<String> =
        questions.iter().enumerate().map(|(i, q)| json!({"id": i, "question": q}).to_string()).collect();
    fs::write(&file, lines.join("\n"))?;
    let answers = |index: &str| -> Result<Vec<Value>> {
        let mut ask = ground.search(&["--json", "--all", "--index", index, "--questions"]);
        let asked = ask.arg(&file).args(only).env("ROLECALL_MODEL", model).output()?;
        let text = String::from_utf8(asked.stdout)?;
        Ok(text.lines().map(serde_json::from_str).collect::<Result<_, _>>()?)
    };
    let begun = Instant::now();
    let here = answers(folder)?;
    let in_folder = begun.elapsed();
    let there = answers(address)?;
    let in_cluster = begun.elapsed() - in_folder;
    if here.len() != questions.len() || there.len() != questions.len() {
        println!("opensearch: {} questions, {} and {} answers", questions.len(), here.len(), there.len());
        return Ok((false, 0));
    }
    let mut off = 0.0;
    let differing: Vec<&String> = questions
        .iter()
        .zip(here.iter().zip(&there))
        .filter(|(_, (here, there))| !same(here, there, "", &mut off))
        .map(|(question, _)| question)
        .collect();
    println!(
        "opensearch: {} of {} questions are answered alike, numbers at most {off:.6} apart; {:.1} s in the folder, {:.1} s in the cluster",
        questions.len() - differing.len(),
        questions.len(),
        in_folder.as_secs_f64(),
        in_cluster.as_secs_f64()
    );
    differing.iter().for_each(|question| println!("opensearch: answered otherwise: {question}"));
    let told = |answer: &Value, what: &str| answer[what].as_array().is_some_and(|some| !some.is_empty());
    let told = here.iter().filter(|answer| told(answer, "answers") || told(answer, "closest")).count();
    Ok((differing.is_empty(), told))
}

/// Whether two answers are the same: all of it, numbers within [`SCORES`], and the time aside. `off` becomes the greatest
/// difference of numbers.
fn same(here: &Value, there: &Value, name: &str, off: &mut f64) -> bool {
    match (here, there) {
        _ if name == "took_us" => true,
        (Value::Object(here), Value::Object(there)) => {
            here.len() == there.len()
                && here.iter().all(|(name, value)| there.get(name).is_some_and(|other| same(value, other, name, off)))
        }
        (Value::Array(here), Value::Array(there)) => {
            here.len() == there.len() && here.iter().zip(there).all(|(here, there)| same(here, there, name, off))
        }
        (Value::Number(here), Value::Number(there)) => match (here.as_f64(), there.as_f64()) {
            (Some(here), Some(there)) => {
                *off = off.max((here - there).abs());
                (here - there).abs() <= SCORES
            }
            _ => here == there,
        },
        _ => here == there,
    }
}

/// The questions of these labelled sets.
pub(super) fn labelled(ground: &Ground<'_>, sets: &[&str]) -> Result<BTreeSet<String>> {
    let mut questions = BTreeSet::new();
    for set in sets {
        let file = ground.root.join("eval").join(set).with_extension("jsonl");
        let text = fs::read_to_string(&file).with_context(|| format!("{} cannot be read", file.display()))?;
        for line in text.lines().filter(|line| !line.trim().is_empty()) {
            let line: Value = serde_json::from_str(line)?;
            // Those that are kept unread would be shown where they are answered otherwise.
            questions.extend(line["question"].as_str().filter(|_| line["half"] != "b").map(str::to_owned));
        }
    }
    Ok(questions)
}

/// Questions of every form: those of the labelled sets that are asked of these corpora, and some made from the roles.
pub(super) fn questions(ground: &Ground<'_>, folder: &str) -> Result<BTreeSet<String>> {
    let sets =
        ["dev/questions", "forms/questions", "teams/questions", "teams/forms", "verdicts/forms", "slips/questions"];
    let mut questions = labelled(ground, &sets)?;
    let roles = said(&mut ground.search(&["roles", "--json", "--index", folder]))?;
    let mut names = Vec::new();
    for line in roles.lines() {
        let role: Value = serde_json::from_str(line)?;
        names.extend(role["name"].as_str().map(str::to_lowercase));
    }
    for pair in names.iter().step_by(7).zip(names.iter().skip(3).step_by(7)) {
        questions.insert(format!("what does a {} do", pair.0));
        questions.insert(format!("{} vs {}", pair.0, pair.1));
        questions.insert(format!("how much does a {} earn", pair.1));
        questions.insert(format!("who does the {} report to", pair.1));
    }
    Ok(questions)
}

/// A cluster on this machine, for this test alone.
pub(crate) struct Cluster {
    running: Running,
    /// What it says.
    said: PathBuf,
    /// How much of that is not an answer to what it was told last.
    before: usize,
    ports: Vec<u16>,
}

impl Cluster {
    /// Brings one up in `place`, with so many megabytes of heap; what it runs on stays in `tools`. None where it cannot be had.
    pub(crate) fn start(root: &Path, tools: &Path, place: &Path, heap: u32) -> Result<Option<Self>> {
        let Some(libraries) =
            fetched(&root.join("deploy/test-cluster"), "copy-dependencies", &tools.join("opensearch"))?
        else {
            return Ok(None);
        };
        Self::launch(root, &format!("{}/*", libraries.display()), place, heap, &[]).map(Some)
    }

    /// As [`Cluster::start`], of these classes and with further arguments of the launcher.
    pub(super) fn launch(root: &Path, classes: &str, place: &Path, heap: u32, arguments: &[&str]) -> Result<Self> {
        // A port that was free may be taken by the time that a node wants it.
        for _ in 1..STARTS {
            if let Ok(cluster) = Self::attempt(root, classes, place, heap, arguments) {
                return Ok(cluster);
            }
        }
        Self::attempt(root, classes, place, heap, arguments)
    }

    fn attempt(root: &Path, classes: &str, place: &Path, heap: u32, arguments: &[&str]) -> Result<Self> {
        let launcher = root.join("deploy/test-cluster/Cluster.java");
        let log = fs::File::create(place.join("log"))?;
        let said = place.join("said");
        fs::write(&said, "")?;
        let mut java = Command::new("java");
        java.args(["-Xms512m", &format!("-Xmx{heap}m"), "-cp", classes]).arg(launcher).arg(place).args(arguments);
        java.stdin(Stdio::piped()).stdout(log.try_clone()?).stderr(log);
        let running = Running(java.spawn().context("Java cannot be started")?);
        let mut cluster = Self { running, said, before: 0, ports: Vec::new() };
        let ready = cluster.hears("ready")?;
        cluster.ports = ready.split(' ').skip(1).filter_map(|port| port.parse().ok()).collect();
        Ok(cluster)
    }

    /// Where its first node takes requests.
    pub(super) fn port(&self) -> Result<u16> {
        self.ports.first().copied().context("the cluster has no node")
    }

    /// Which of its nodes leads the others, from 1.
    fn leading(&self) -> Result<usize> {
        let state = self.asks("GET", "_cluster/state/cluster_manager_node,nodes", None)?;
        let id = state["cluster_manager_node"].as_str().or(state["master_node"].as_str()).context("no node leads")?;
        let name = state["nodes"][id]["name"].as_str().unwrap_or_default();
        name.trim_start_matches("Node ").parse().with_context(|| format!("“{name}” is none of the nodes"))
    }

    /// Tells it something, and waits for what it says to that.
    fn told(&mut self, line: &str, answer: Option<&str>) -> Result<()> {
        self.before = fs::metadata(&self.said)?.len().try_into()?;
        let input = self.running.0.stdin.as_mut().context("the cluster has no input")?;
        writeln!(input, "{line}")?;
        answer.map_or(Ok(()), |answer| self.hears(answer).map(drop))
    }

    /// Asks it past the program.
    pub(crate) fn asks(&self, method: &str, path: &str, body: Option<&Value>) -> Result<Value> {
        let url = format!("http://127.0.0.1:{}/{path}", self.port()?);
        let mut answer = match body {
            Some(body) if method == "PUT" => {
                ureq::put(url).header("content-type", "application/json").send(body.to_string())?
            }
            Some(body) => ureq::post(url).header("content-type", "application/json").send(body.to_string())?,
            None if method == "GET" => ureq::get(url).call()?,
            None => bail!("{method} without a body is not asked"),
        };
        Ok(serde_json::from_str(&answer.body_mut().read_to_string()?)?)
    }

    /// The address of an index in it.
    pub(crate) fn address(&self, name: &str) -> String {
        let nodes: Vec<String> = self.ports.iter().map(|port| format!("127.0.0.1:{port}")).collect();
        format!("opensearch://{}/{name}", nodes.join(","))
    }

    /// Waits until it says a line that begins so.
    fn hears(&mut self, beginning: &str) -> Result<String> {
        let begun = Instant::now();
        while begun.elapsed() < PATIENCE {
            let text = fs::read_to_string(&self.said).unwrap_or_default();
            let text = text.get(self.before..).unwrap_or_default();
            // A line without its end is still being written.
            let whole = text.rfind('\n').map_or("", |end| &text[..end]);
            if let Some(line) = whole.lines().find(|line| line.starts_with(beginning)) {
                return Ok(line.to_owned());
            }
            if let Some(status) = self.running.0.try_wait()? {
                bail!("the cluster ended ({status}): see the log beside {}", self.said.display());
            }
            sleep(Duration::from_millis(100));
        }
        bail!("the cluster did not say “{beginning}” within {} s", PATIENCE.as_secs())
    }
}

/// What Maven brings into `to` by the goal `goal` of the project in `folder`; none where it cannot be had.
pub(super) fn fetched(folder: &Path, goal: &str, to: &Path) -> Result<Option<PathBuf>> {
    let (Some(maven), Some(_), Some(_)) = (found("mvn"), found("java"), found("javac")) else { return Ok(None) };
    let have = to.with_extension("have");
    let pinned = fs::read(folder.join("pom.xml"))?;
    if fs::read(&have).is_ok_and(|have| have == pinned) && to.is_dir() {
        return Ok(Some(to.to_owned()));
    }
    if to.exists() {
        fs::remove_dir_all(to)?;
    }
    fs::create_dir_all(to)?;
    let mut get = Command::new(maven);
    get.args(["--quiet", "--batch-mode"]).arg(format!("dependency:{goal}")).current_dir(folder);
    get.arg(format!("-DoutputDirectory={}", to.display())).stdin(Stdio::null());
    if !get.status()?.success() {
        return Ok(None);
    }
    fs::write(have, pinned)?;
    Ok(Some(to.to_owned()))
}
