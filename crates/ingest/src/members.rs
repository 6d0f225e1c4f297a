//! The articles of an archive through the pipeline.
//!
//! They are unpacked one after the other, as they must be, and understood by all threads, a handful at a time, so that
//! memory holds a handful whatever the archive holds.

use crate::archive::{self, Kind, Limits, Member, NotUnpacked};
use crate::pipeline::{AHEAD, Delivery, Outcome, RunError, Stage, Worker, hash};
use crate::plan::Candidate;
use crate::scan::ScanOptions;
use crate::stage::{self, Times};
use crate::window::in_order;
use std::collections::BTreeSet;
use std::io;

/// So many members, or so many bytes of them, are unpacked before they are understood.
const MEMBERS: usize = 256;
const BYTES: usize = 8 << 20;

/// Takes the archive `candidate` through. Members that it no longer has are gone; one that cannot be had, or the archive
/// itself where it cannot be unpacked to its end, is refused with the reason.
///
/// # Errors
/// What `take` says.
pub(crate) fn run<E>(
    worker: Worker<'_>,
    candidate: &Candidate,
    kind: Kind,
    threads: usize,
    take: &mut impl FnMut(Outcome) -> Result<(), RunError<E>>,
    failed: impl Fn(io::Error) -> RunError<E>,
) -> Result<(), RunError<E>> {
    let found = &candidate.found;
    worker.observer.reached(Stage::Read, &found.path);
    let mut there: BTreeSet<String> = BTreeSet::new();
    let mut handful: Vec<(String, Member)> = Vec::new();
    let mut error = None;
    let mut understand = |handful: &mut Vec<(String, Member)>| {
        let work = |(path, member): &(String, Member)| {
            let known = candidate.members.get(path);
            let refused = |reason: &str| Delivery::Refused {
                path: path.clone(),
                fingerprint: worker.fingerprint(found, String::new()),
                reason: reason.to_owned(),
            };
            let delivery = match &member.bytes {
                Ok(bytes) if archive::is_within(bytes) => {
                    refused("archives within archives are not unpacked: unpack it, and name its folder")
                }
                Ok(bytes) => worker.understood(path, bytes, hash(bytes), found, known, member.origin.as_ref()),
                Err(reason) => refused(reason),
            };
            let read = member.bytes.as_ref().map_or(0, |bytes| bytes.len() as u64);
            Outcome { path: path.clone(), size: 0, read, times: stage::taken(), delivery: Ok(delivery) }
        };
        let weight = |(_, member): &(String, Member)| member.bytes.as_ref().map_or(0, |bytes| bytes.len() as u64);
        let done = in_order(handful, AHEAD, threads, (weight, Outcome::weight), work, &mut *take)
            .map_err(&failed)
            .and_then(|done| done);
        handful.clear();
        done
    };
    let mut bytes = 0;
    let limits = Limits::of(found.size, ScanOptions::default().max_bytes);
    let unpacked = archive::unpack(&found.file, kind, limits, &mut |member| {
        let path = format!("{}/{}", found.path, member.name);
        there.insert(path.clone());
        bytes += member.bytes.as_ref().map_or(0, Vec::len);
        handful.push((path, member));
        if handful.len() >= MEMBERS || bytes >= BYTES {
            bytes = 0;
            error = understand(&mut handful).err();
        }
        error.is_none()
    });
    if let Some(error) = error {
        return Err(error);
    }
    understand(&mut handful)?;
    // What could not be unpacked to its end may still hold what was not met.
    let whole = !matches!(unpacked, Err(NotUnpacked::Damaged(_)));
    for path in candidate.members.keys().filter(|path| whole && !there.contains(*path)) {
        take(Outcome::gone(path))?;
    }
    if unpacked.is_ok() && candidate.known.is_some() {
        take(Outcome::gone(&found.path))?;
    }
    let path = found.path.clone();
    match unpacked {
        Ok(()) => worker.observer.done(&path, found.size),
        Err(why) => {
            let fingerprint = worker.fingerprint(found, String::new());
            let delivery = Ok(Delivery::Refused { path: path.clone(), fingerprint, reason: why.to_string() });
            take(Outcome { path, size: found.size, read: 0, times: Times::default(), delivery })?;
        }
    }
    Ok(())
}
