//! A folder to work in, and the real binary.

#![allow(dead_code, reason = "each test file uses a part of it")]

use std::ffi::OsStr;
use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

/// A small corpus about life on board.
pub const OFFICE: &str = "# The Purser\n\nThe purser counts the cash every evening. The purser books a berth for every passenger.\n\n\
    A purser does not steer the ship.\n";
/// Another one.
pub const GALLEY: &str = "# The Cook\n\nThe cook plans the menu. The cook orders fresh fish in every port.\n";

/// A folder that is removed at the end, with a corpus of two articles in `ship/`.
pub struct Place {
    dir: tempfile::TempDir,
}

/// What a run said.
pub struct Said {
    /// Exit status.
    pub code: i32,
    /// Standard output.
    pub out: String,
    /// Standard error.
    pub err: String,
}

impl Place {
    /// An empty folder.
    pub fn empty() -> Self {
        Self { dir: tempfile::tempdir().unwrap() }
    }

    /// A folder with the corpus.
    pub fn with_ship() -> Self {
        let place = Self::empty();
        place.write("ship/office.md", OFFICE);
        place.write("ship/galley.md", GALLEY);
        place
    }

    /// A folder with the corpus, ingested into `index/`.
    pub fn ingested() -> Self {
        let place = Self::with_ship();
        let said = place.search(&["ingest", "ship", "--index", "index"]);
        assert_eq!(said.code, 0, "{}", said.err);
        place
    }

    /// A path in it.
    pub fn path(&self, below: &str) -> PathBuf {
        self.dir.path().join(below)
    }

    /// Writes a file, and the folders above it.
    pub fn write(&self, below: &str, content: impl AsRef<[u8]>) {
        let path = self.path(below);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, content).unwrap();
    }

    /// The binary, in this folder and with nothing of the user's settings.
    pub fn command(&self, program: impl AsRef<OsStr>) -> Command {
        let mut command = Command::new(program);
        command.current_dir(self.dir.path()).stdin(Stdio::null()).env("HOME", self.path("home"));
        // Neither a model that happens to be there nor the network may decide on a test.
        command.env("ROLECALL_MODEL", "none");
        for name in ["ROLECALL_INDEX", "XDG_DATA_HOME", "NO_COLOR", "CLICOLOR_FORCE", "COLUMNS"] {
            command.env_remove(name);
        }
        command
    }

    /// Runs `search` with these arguments.
    pub fn search(&self, arguments: &[&str]) -> Said {
        said(&self.command(BINARY).args(arguments).output().unwrap())
    }

    /// Runs `search` with this on its standard input.
    pub fn piped(&self, arguments: &[&str], input: &[u8]) -> Said {
        let mut command = self.command(BINARY);
        command.args(arguments).stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
        let mut child = command.spawn().unwrap();
        child.stdin.take().unwrap().write_all(input).unwrap();
        said(&child.wait_with_output().unwrap())
    }

    /// Runs a shell script; `$SEARCH` is the binary.
    pub fn shell(&self, script: &str) -> Said {
        said(&self.command("sh").args(["-c", script]).env("SEARCH", BINARY).output().unwrap())
    }

    /// Runs `search` as somebody whom permissions bind; `None` where this process is root and cannot become anybody else.
    pub fn search_bound(&self, arguments: &[&str]) -> Option<Said> {
        let probe = self.path("probe");
        fs::write(&probe, "x").unwrap();
        permit(&probe, 0o000);
        if fs::read(&probe).is_err() {
            return Some(self.search(arguments));
        }
        permit(self.dir.path(), 0o755);
        let become_nobody = ["--reuid=65534", "--regid=65534", "--clear-groups"];
        let works = self.command("setpriv").args(become_nobody).arg(BINARY).arg("--version").output();
        if !works.is_ok_and(|o| o.status.success()) {
            return None;
        }
        Some(said(&self.command("setpriv").args(become_nobody).arg(BINARY).args(arguments).output().unwrap()))
    }

    /// Asserts that the corpus still answers.
    pub fn still_answers(&self) {
        let said = self.search(&["--index", "index", "who counts the cash"]);
        assert_eq!(said.code, 0, "{}", said.err);
        assert!(said.out.contains("Purser"), "{}", said.out);
    }
}

/// The binary under test.
pub const BINARY: &str = env!("CARGO_BIN_EXE_search");

fn said(output: &Output) -> Said {
    Said {
        code: output.status.code().unwrap_or(-1),
        out: String::from_utf8_lossy(&output.stdout).into_owned(),
        err: String::from_utf8_lossy(&output.stderr).into_owned(),
    }
}

impl Said {
    /// Asserts an error: status 2, nothing on standard output, one line on standard error that holds all of `words`.
    #[track_caller]
    pub fn is_error(&self, words: &[&str]) {
        assert_eq!((self.code, self.out.as_str()), (2, ""), "{}", self.err);
        self.says(words);
        assert_eq!(self.err.lines().count(), 1, "{}", self.err);
    }

    /// Asserts that standard error holds all of `words`.
    #[track_caller]
    pub fn says(&self, words: &[&str]) {
        for word in words {
            assert!(self.err.contains(word), "{word:?} is not in {:?}", self.err);
        }
    }
}

/// Sets a path's permissions.
#[cfg(unix)]
pub fn permit(path: &Path, mode: u32) {
    use std::os::unix::fs::PermissionsExt;
    fs::set_permissions(path, fs::Permissions::from_mode(mode)).unwrap();
}

/// Sets a path's permissions, as far as this system has any.
#[cfg(not(unix))]
pub fn permit(_path: &Path, _mode: u32) {}

/// Numbers that look like chance and are the same in every run.
pub struct Dice(pub u64);

impl Dice {
    /// A number below `n`.
    pub fn below(&mut self, n: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) as usize % n
    }

    /// One of these.
    pub fn one<'t>(&mut self, of: &[&'t str]) -> &'t str {
        of[self.below(of.len())]
    }
}

/// How often something is tried: `few` times with all other tests, `many` times where `ROLECALL_TORTURE` is set
/// (`cargo xtask torture`).
pub fn rounds(few: usize, many: usize) -> usize {
    if std::env::var_os("ROLECALL_TORTURE").is_some() { many } else { few }
}
