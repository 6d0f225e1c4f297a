//! A process of its own for each PDF, so that a file on which the library hangs, overflows its stack or eats all memory
//! costs that file alone.
//!
//! The process is whatever program was named with [`isolate`]: it calls [`answer`], reads the file from its standard input
//! and writes what it understood to its standard output. Threads were rejected: none can be ended from outside, and an
//! overflowed stack ends them all.

use crate::Document;
use serde_json::{Value, json};
use std::io::{self, Read, Write};
use std::path::PathBuf;
use std::process::{Child, Command, ExitStatus, Stdio};
use std::sync::OnceLock;
use std::thread;
use std::time::{Duration, Instant};

/// How PDF files are read by another process.
#[derive(Debug, Clone)]
pub(crate) struct Isolation {
    program: PathBuf,
    arguments: Vec<String>,
}

static ISOLATION: OnceLock<Isolation> = OnceLock::new();

/// A file may take so long, and so much longer for each MiB that it has.
const LIMIT: Duration = Duration::from_secs(30);
const LIMIT_MIB: Duration = Duration::from_secs(2);
/// The process may use so much memory, in KiB.
#[cfg(unix)]
const MEMORY_KIB: u64 = 4 << 20;
/// It may answer with so many bytes.
const ANSWER: u64 = 256 << 20;

/// From now on each PDF is read by a process of `program`, which must call [`answer`] when it is given `arguments`. Only
/// the first call counts.
pub fn isolate(program: PathBuf, arguments: Vec<String>) {
    // A second arrangement is no more than a repetition of the first.
    let _ = ISOLATION.set(Isolation { program, arguments });
}

/// Reads a PDF from standard input and writes what is understood of it to standard output: what a process that
/// [`isolate`] names has to do.
///
/// # Errors
/// What standard input and output say. A file that cannot be read is an answer, not an error.
pub fn answer() -> io::Result<()> {
    let mut bytes = Vec::new();
    io::stdin().lock().read_to_end(&mut bytes)?;
    // The library prints what it stumbles over; a parser's panic is an answer as well.
    std::panic::set_hook(Box::new(|_| {}));
    let value = match super::here(&bytes) {
        Ok(d) => json!({
            "title": d.title, "author": d.author, "date": d.date, "text": d.text, "blocks": d.blocks,
            "diagnostics": d.diagnostics,
        }),
        Err(why) => json!({"error": why}),
    };
    let mut out = io::stdout().lock();
    out.write_all(MARK)?;
    serde_json::to_writer(&mut out, &value)?;
    out.flush()
}

/// Stands before the answer, so that whatever the library prints is no part of it.
const MARK: &[u8] = b"\n\x1eanswer\n";

/// What was arranged.
pub(super) fn get() -> Option<&'static Isolation> {
    ISOLATION.get()
}

impl Isolation {
    /// Has `bytes` read.
    ///
    /// # Errors
    /// One phrase.
    pub(super) fn read(&self, bytes: &[u8]) -> Result<Document, String> {
        let limit = LIMIT + LIMIT_MIB * u32::try_from(bytes.len() >> 20).unwrap_or(u32::MAX);
        let mut child = self.start().map_err(|e| format!("the process that reads it cannot be started ({e})"))?;
        let (Some(mut stdin), Some(stdout)) = (child.stdin.take(), child.stdout.take()) else {
            return Err("the process that reads it has no standard input".into());
        };
        let (ended, answer) = thread::scope(|scope| {
            // A process that ends early reads no more; its answer or its end tells why.
            scope.spawn(move || drop(stdin.write_all(bytes)));
            let answer = scope.spawn(move || {
                let mut answer = Vec::new();
                stdout.take(ANSWER).read_to_end(&mut answer).map(|_| answer)
            });
            let ended = wait(&mut child, limit);
            (ended, answer.join())
        });
        let ended = ended.map_err(|e| format!("the process that reads it cannot be watched ({e})"))?;
        let ended = ended.ok_or_else(|| format!("reading it took more than {} s", limit.as_secs()))?;
        let answer = answer.ok().and_then(Result::ok).unwrap_or_default();
        let at = answer.windows(MARK.len()).position(|window| window == MARK).map(|at| at + MARK.len());
        let value: Option<Value> = at.and_then(|at| serde_json::from_slice(&answer[at..]).ok());
        match value {
            Some(value) if ended.success() => document(value),
            _ => Err(format!("its reader broke down over it ({ended})")),
        }
    }

    fn start(&self) -> io::Result<Child> {
        let mut command = self.command();
        command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::null()).spawn()
    }

    #[cfg(unix)]
    fn command(&self) -> Command {
        let mut command = Command::new("sh");
        let script = format!("ulimit -v {MEMORY_KIB} 2>/dev/null; exec \"$0\" \"$@\"");
        command.arg("-c").arg(script).arg(&self.program).args(&self.arguments);
        command
    }

    #[cfg(not(unix))]
    fn command(&self) -> Command {
        let mut command = Command::new(&self.program);
        command.args(&self.arguments);
        command
    }
}

/// Waits for the end of a process; ends it after `limit`, and then there is none.
fn wait(child: &mut Child, limit: Duration) -> io::Result<Option<ExitStatus>> {
    let until = Instant::now() + limit;
    let mut pause = Duration::from_millis(1);
    loop {
        if let Some(status) = child.try_wait()? {
            return Ok(Some(status));
        }
        if Instant::now() >= until {
            child.kill()?;
            child.wait()?;
            return Ok(None);
        }
        thread::sleep(pause);
        pause = (pause * 2).min(Duration::from_millis(20));
    }
}

fn document(mut value: Value) -> Result<Document, String> {
    if let Some(why) = value["error"].as_str() {
        return Err(why.to_owned());
    }
    let mut take = |key: &str| value[key].take();
    let read = |e: serde_json::Error| format!("its reader's answer is not understood ({e})");
    Ok(Document {
        title: serde_json::from_value(take("title")).map_err(read)?,
        author: serde_json::from_value(take("author")).map_err(read)?,
        date: serde_json::from_value(take("date")).map_err(read)?,
        text: serde_json::from_value(take("text")).map_err(read)?,
        blocks: serde_json::from_value(take("blocks")).map_err(read)?,
        diagnostics: serde_json::from_value(take("diagnostics")).map_err(read)?,
        ..Document::default()
    })
}
