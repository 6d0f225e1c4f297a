//! Tar archives, packed or not.

use super::{Out, Stop};
use std::io::Read;
use tar::{Archive, EntryType};

/// Hands on its files. Links are passed over: what they lead to is in the archive itself, or none of its business.
pub(super) fn unpack(file: impl Read, out: &mut Out<'_>) -> Result<(), Stop> {
    let mut archive = Archive::new(file);
    let entries = archive.entries().map_err(|e| format!("it cannot be unpacked: {e}"))?;
    for entry in entries {
        let mut entry = entry.map_err(|e| format!("it is damaged or cut off: {e}"))?;
        if matches!(entry.header().entry_type(), EntryType::Regular | EntryType::Continuous) {
            let name = String::from_utf8_lossy(&entry.path_bytes()).into_owned();
            out.member(name.strip_prefix("./").unwrap_or(&name), &mut entry, None)?;
        }
    }
    Ok(())
}
