//! ZIP archives.

use super::{Out, Stop};
use std::io::{BufReader, Read, Seek};
use zip::ZipArchive;

/// Whether an archive is a document of an office program, which is one article.
pub(super) fn is_document(file: impl Read + Seek) -> bool {
    ZipArchive::new(BufReader::new(file)).is_ok_and(|archive| {
        ["[Content_Types].xml", "mimetype", "META-INF/container.xml"]
            .iter()
            .any(|part| archive.index_for_name(part).is_some())
    })
}

/// Hands on its files.
pub(super) fn unpack(file: impl Read + Seek, out: &mut Out<'_>) -> Result<(), Stop> {
    let mut archive = ZipArchive::new(file).map_err(|e| format!("its list of files is damaged: {e}"))?;
    for i in 0..archive.len() {
        let name = archive.name_for_index(i).and_then(Result::ok).map(|name| name.into_owned()).unwrap_or_default();
        match archive.by_index(i) {
            // What it leads to is in the archive itself, or none of its business.
            Ok(file) if file.is_symlink() => {}
            Ok(mut file) => out.member(&name, &mut file, None)?,
            Err(e) => out.put(&name, Err(format!("it cannot be unpacked ({e})")), None)?,
        }
    }
    Ok(())
}
