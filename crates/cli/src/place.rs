//! Which index.

use anyhow::{Context, Result, bail};
use rolecall_cluster::Address;
use rolecall_serve::Place;
use std::path::{Path, PathBuf};

/// The folder that a clone keeps its articles in.
pub const CORPUS: &str = "corpus";
const INDEX: &str = "index";

/// By what a cluster knows the user that an address names.
const PASSWORD: &str = "ROLECALL_CLUSTER_PASSWORD";
/// The certificate of who vouches for a cluster's nodes, where that is nobody whom everybody knows.
const AUTHORITY: &str = "ROLECALL_CLUSTER_CA";

/// Where the index to use is: as [`index_dir`] has it, or in a cluster whose address was given.
///
/// # Errors
/// As [`index_dir`]; an address of a cluster that is none.
pub(crate) fn place(given: Option<&Path>) -> Result<Place> {
    match given.and_then(Path::to_str).filter(|text| Address::is_one(text)) {
        Some(text) => {
            let password = std::env::var(PASSWORD).ok().filter(|password| !password.is_empty());
            let authority = std::env::var_os(AUTHORITY).filter(|file| !file.is_empty()).map(PathBuf::from);
            let cannot =
                |file: &PathBuf| format!("{} cannot be read: {AUTHORITY} names a certificate in PEM", file.display());
            let authority = authority.map(|file| std::fs::read(&file).with_context(|| cannot(&file))).transpose()?;
            if authority.as_ref().is_some_and(|pem| !rolecall_cluster::holds_certificate(pem)) {
                bail!(
                    "{AUTHORITY} names a file without a certificate in PEM: name one that begins with -----BEGIN CERTIFICATE-----"
                );
            }
            Ok(Place::Cluster(Address::parse(text)?.with_password(password).vouched_for_by(authority)))
        }
        None => index_dir(given).map(Place::Folder),
    }
}

/// The index to use: the one that was given, else `./index` if there is one (or would be, in a clone of the project),
/// else the user's data directory.
///
/// # Errors
/// Nothing was given and the system does not say where user data belongs; or a cluster was given.
pub fn index_dir(given: Option<&Path>) -> Result<PathBuf> {
    if let Some(dir) = given {
        if dir.to_str().is_some_and(Address::is_one) {
            bail!("this is done with an index in a folder, not in a cluster: name one with --index DIR");
        }
        return Ok(dir.to_owned());
    }
    let here = Path::new(INDEX);
    if here.is_dir() || default_corpus().is_some() {
        return Ok(here.to_owned());
    }
    data_dir()
        .map(|d| d.join("rolecall").join(INDEX))
        .context("where to keep the index is not known: HOME is not set: use --index DIR")
}

/// `./corpus`, if it is there.
pub fn default_corpus() -> Option<PathBuf> {
    let corpus = Path::new(CORPUS);
    corpus.is_dir().then(|| corpus.to_owned())
}

fn data_dir() -> Option<PathBuf> {
    let set = |name: &str| std::env::var_os(name).filter(|v| !v.is_empty()).map(PathBuf::from);
    if cfg!(windows) {
        return set("LOCALAPPDATA");
    }
    let home = set("HOME")?;
    if cfg!(target_os = "macos") {
        return Some(home.join("Library/Application Support"));
    }
    Some(set("XDG_DATA_HOME").filter(|d| d.is_absolute()).unwrap_or_else(|| home.join(".local/share")))
}
