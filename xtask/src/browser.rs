//! `cargo xtask test --browser`: the pages in a real browser. What it needs is installed by itself where that is possible; a
//! machine on which no browser can be had is told so, and is no failure.

use anyhow::{Result, bail};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

/// Names under which Chromium is installed.
const BROWSERS: &[&str] = &["chromium", "chromium-browser", "google-chrome"];

/// Runs the tests; whether they passed. Pictures of every page come into `target/browser/`.
pub(crate) fn test(root: &Path, program: &Path) -> Result<bool> {
    let Some(browser) = BROWSERS.iter().find_map(|name| found(name)).or_else(install) else {
        println!("no browser: Chromium is not here and cannot be installed, so the pages were not tried in one");
        return Ok(true);
    };
    let (Some(node), Some(npm)) = (found("node"), found("npm")) else {
        println!("no browser tests: Node and npm are not here, so the pages were not tried in {}", browser.display());
        return Ok(true);
    };
    let folder = root.join("crates/serve/browser");
    let installed = Command::new(npm).args(["ci", "--silent"]).current_dir(&folder).status()?;
    if !installed.success() {
        bail!("the packages of {} cannot be installed with `npm ci`", folder.display());
    }
    let mut tests = Command::new(node);
    tests
        .args(["--test", "--test-concurrency", "1", "--test-reporter", "spec"])
        .args(["pages.test.mjs", "odd.test.mjs", "network.test.mjs"])
        .current_dir(&folder);
    tests.env("SEARCH", program).env("CORPUS", root.join("corpus"));
    tests.env("CHROMIUM", browser).env("PICTURES", super::target(root).join("browser"));
    Ok(tests.status()?.success())
}

/// Where the program of this name is.
pub(crate) fn found(name: &str) -> Option<PathBuf> {
    let folders = std::env::var_os("PATH")?;
    std::env::split_paths(&folders).map(|folder| folder.join(name)).find(|file| file.is_file())
}

/// Installs Chromium where this may be done without being asked anything; where it then is.
fn install() -> Option<PathBuf> {
    found("apt-get")?;
    let get = |arguments: &[&str]| {
        let mut get = Command::new("apt-get");
        get.args(arguments).env("DEBIAN_FRONTEND", "noninteractive").stdin(Stdio::null()).stdout(Stdio::null());
        get.status().is_ok_and(|status| status.success())
    };
    let installed = get(&["update", "-qq"]) && get(&["install", "-y", "-qq", "--no-install-recommends", "chromium"]);
    found("chromium").filter(|_| installed)
}
