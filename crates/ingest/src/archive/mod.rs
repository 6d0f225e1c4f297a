//! Files that hold many articles: ZIP, tar, gzip, WARC, feeds.
//!
//! A member is an article of its own, whose path is the archive's and the member's. Members are handed on one by one as
//! they are unpacked, so an archive is never in memory, however large it is, and nothing of it is ever written anywhere: a
//! name that leads out of an archive leads nowhere, and is refused all the same, for no honest program writes one.

mod feed;
mod tar;
mod warc;
mod zip;

use crate::Origin;
use flate2::read::MultiGzDecoder;
use std::collections::HashSet;
use std::fs::File;
use std::io::{self, BufReader, Read, Seek, SeekFrom};
use std::path::Path;

/// What is taken out of an archive.
#[derive(Debug)]
pub(crate) struct Member {
    /// Its name in the archive, with `/`, each once.
    pub(crate) name: String,
    /// What it holds, or why that cannot be had.
    pub(crate) bytes: Result<Vec<u8>, String>,
    /// Where it was fetched from, if the archive says so.
    pub(crate) origin: Option<Origin>,
}

/// A kind of archive.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kind {
    Zip,
    Tar,
    TarGzip,
    Warc,
    WarcGzip,
    /// One file, packed.
    Gzip,
    /// RSS or Atom.
    Feed,
}

/// How much may come out of an archive.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Limits {
    /// A member holds at most so many bytes.
    pub(crate) member: u64,
    /// All of them hold at most so many.
    total: u64,
    members: usize,
}

impl Limits {
    /// The limits of an archive of so many bytes.
    pub(crate) fn of(archive: u64, member: u64) -> Self {
        // Text that is worth packing shrinks to a tenth; what shrinks to a hundredth was made to do harm.
        Self { member, total: (256 << 20).max(archive.saturating_mul(100)), members: 1_000_000 }
    }
}

/// Whether a member of an archive is one itself.
pub(crate) fn is_within(bytes: &[u8]) -> bool {
    let zip = bytes.starts_with(b"PK\x03\x04") || bytes.starts_with(b"PK\x05\x06");
    zip && !zip::is_document(io::Cursor::new(bytes))
        || bytes.starts_with(b"\x1f\x8b")
        || matches!(kind(&bytes[..bytes.len().min(2048)]), Some(Kind::Tar | Kind::Warc))
}

/// Names that archives end in: only these are looked into.
const ENDINGS: &[&str] = &["zip", "tar", "tgz", "gz", "warc", "rss", "atom", "xml", "rdf"];

/// Whether a file of this name may be an archive, of any size.
pub(crate) fn may_be(name: &str) -> bool {
    name.rsplit_once('.').is_some_and(|(_, ending)| ENDINGS.contains(&&*ending.to_ascii_lowercase()))
}

/// Which kind of archive the file at `path` is; `None` where it is none, or cannot be read.
pub(crate) fn recognise(path: &Path) -> Option<Kind> {
    if !may_be(&path.file_name()?.to_string_lossy()) {
        return None;
    }
    let mut file = File::open(path).ok()?;
    let head = beginning(&mut file).ok()?;
    if head.starts_with(b"PK\x03\x04") || head.starts_with(b"PK\x05\x06") {
        return (!zip::is_document(file)).then_some(Kind::Zip);
    }
    if head.starts_with(b"\x1f\x8b") {
        file.seek(SeekFrom::Start(0)).ok()?;
        let inside = beginning(&mut MultiGzDecoder::new(file)).unwrap_or_default();
        return Some(match kind(&inside) {
            Some(Kind::Tar) => Kind::TarGzip,
            Some(Kind::Warc) => Kind::WarcGzip,
            _ => Kind::Gzip,
        });
    }
    kind(&head).or_else(|| is_empty_tar(path, &head).then_some(Kind::Tar))
}

/// Whether a file is a tar archive without members: nothing but a few blocks of zeros, which say where it ends.
fn is_empty_tar(path: &Path, head: &[u8]) -> bool {
    let length = path.metadata().map_or(0, |file| file.len());
    let named = path.extension().is_some_and(|ending| ending.eq_ignore_ascii_case("tar"));
    named && (1024..=10240).contains(&length) && head.iter().all(|byte| *byte == 0)
}

fn kind(head: &[u8]) -> Option<Kind> {
    if head.starts_with(b"WARC/") {
        Some(Kind::Warc)
    } else if head.get(257..262) == Some(b"ustar") {
        Some(Kind::Tar)
    } else {
        feed::is_one(head).then_some(Kind::Feed)
    }
}

fn beginning(file: &mut impl Read) -> io::Result<Vec<u8>> {
    let mut head = Vec::new();
    file.take(2048).read_to_end(&mut head)?;
    Ok(head)
}

/// Why an archive has no members, or not all of them.
#[derive(Debug, thiserror::Error)]
pub(crate) enum NotUnpacked {
    /// It is whole, and there is none.
    #[error("it holds no file that may be an article")]
    Empty,
    /// One phrase: why the rest of it cannot be had.
    #[error("{0}")]
    Damaged(String),
}

/// Hands the members of the archive at `path` to `each`, in order, until it returns false.
///
/// # Errors
/// [`NotUnpacked`]. What came before stands.
pub(crate) fn unpack(
    path: &Path,
    kind: Kind,
    limits: Limits,
    each: &mut dyn FnMut(Member) -> bool,
) -> Result<(), NotUnpacked> {
    let file = File::open(path).map_err(|e| NotUnpacked::Damaged(format!("it cannot be read ({e})")))?;
    let name = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    let mut out = Out { limits, each, unpacked: 0, names: HashSet::new(), stopped: false };
    let plain = BufReader::new(file);
    let done = match kind {
        Kind::Zip => zip::unpack(plain, &mut out),
        Kind::Tar => tar::unpack(plain, &mut out),
        Kind::TarGzip => tar::unpack(BufReader::new(MultiGzDecoder::new(plain)), &mut out),
        Kind::Warc => warc::unpack(plain, &mut out),
        Kind::WarcGzip => warc::unpack(BufReader::new(MultiGzDecoder::new(plain)), &mut out),
        Kind::Gzip => {
            let inside = name.strip_suffix(".gz").filter(|n| !n.is_empty()).unwrap_or("article");
            out.member(inside, &mut MultiGzDecoder::new(plain), None)
        }
        Kind::Feed => feed::unpack(plain, &mut out),
    };
    match done {
        Err(Stop::Wanted) => Ok(()),
        Err(Stop::Because(why)) => Err(NotUnpacked::Damaged(why)),
        Ok(()) if out.names.is_empty() => Err(NotUnpacked::Empty),
        Ok(()) => Ok(()),
    }
}

/// Why unpacking ends early.
enum Stop {
    /// Nobody wants more.
    Wanted,
    Because(String),
}

impl From<String> for Stop {
    fn from(why: String) -> Self {
        Self::Because(why)
    }
}

/// Where members go, within limits.
struct Out<'e> {
    limits: Limits,
    each: &'e mut dyn FnMut(Member) -> bool,
    unpacked: u64,
    names: HashSet<String>,
    stopped: bool,
}

impl Out<'_> {
    /// Takes what `from` holds as the member `name`. Folders, hidden files and pictures are passed over.
    fn member(&mut self, name: &str, from: &mut dyn Read, origin: Option<Origin>) -> Result<(), Stop> {
        let name = name.replace('\\', "/");
        if name.ends_with('/') || is_passed_over(&name) {
            return Ok(());
        }
        if leads_out(&name) {
            return self.put(&name, Err("its name leads out of the archive".into()), origin);
        }
        let mut bytes = Vec::new();
        let read = from.take(self.limits.member + 1).read_to_end(&mut bytes);
        self.unpacked += bytes.len() as u64;
        if self.unpacked > self.limits.total {
            return Err(Stop::Because(format!(
                "it unpacks to more than {} MiB, far more than an archive of its size holds",
                self.limits.total >> 20
            )));
        }
        let bytes = match read {
            Err(e) => Err(format!("it cannot be unpacked ({e})")),
            Ok(_) if bytes.len() as u64 > self.limits.member => {
                Err(format!("it has more than the limit of {} MiB", self.limits.member >> 20))
            }
            Ok(_) => Ok(bytes),
        };
        self.put(&name, bytes, origin)
    }

    fn put(&mut self, name: &str, bytes: Result<Vec<u8>, String>, origin: Option<Origin>) -> Result<(), Stop> {
        let name: String = name.trim_start_matches('/').chars().map(|c| if c.is_control() { '_' } else { c }).collect();
        let mut once = name.clone();
        let mut count = 1;
        while !self.names.insert(once.clone()) {
            count += 1;
            once = format!("{name}~{count}");
        }
        if self.names.len() > self.limits.members {
            return Err(Stop::Because(format!("it has more than {} files", self.limits.members)));
        }
        self.stopped = !(self.each)(Member { name: once, bytes, origin });
        if self.stopped { Err(Stop::Wanted) } else { Ok(()) }
    }
}

/// What no person put there as an article: hidden files, what programs of one system leave for themselves, pictures.
fn is_passed_over(name: &str) -> bool {
    let hidden =
        name.split('/').any(|part| (part.starts_with('.') && part != "." && part != "..") || part == "__MACOSX");
    let ending = name.rsplit_once('.').map(|(_, ending)| ending.to_ascii_lowercase()).unwrap_or_default();
    hidden || crate::scan::is_passed_over(&ending)
}

fn leads_out(name: &str) -> bool {
    name.split('/').any(|part| part == "..") || name.starts_with('/') || name.get(1..3) == Some(":/")
}
