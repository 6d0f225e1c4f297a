//! One writer at a time, and whoever comes second learns who the first is.
//!
//! The system's own file lock is what counts: it ends with its process, however that ends, so a lock left by a dead one
//! needs no guessing about process ids. What is written in the file is for people only.

use crate::IndexError;
use crate::layout::Layout;
use std::fs::{File, TryLockError};
use std::io::{Read, Seek, Write};
use tantivy::time::OffsetDateTime;

/// Held as long as it lives.
#[derive(Debug)]
pub(crate) struct WriterLock(File);

impl WriterLock {
    /// Takes the lock of an index folder that exists.
    pub fn take(layout: &Layout) -> Result<Self, IndexError> {
        let path = layout.lock();
        let failed = |e| IndexError::write(&path, e);
        let mut file =
            File::options().read(true).write(true).create(true).truncate(false).open(&path).map_err(failed)?;
        match file.try_lock() {
            Ok(()) => {}
            Err(TryLockError::WouldBlock) => {
                let mut holder = String::new();
                // Another's lock may not be readable everywhere; then the holder stays unnamed.
                let _ = file.read_to_string(&mut holder);
                let holder = match holder.trim() {
                    "" => "another process".to_owned(),
                    named => named.to_owned(),
                };
                return Err(IndexError::Locked { dir: layout.dir.clone(), holder });
            }
            Err(TryLockError::Error(e)) => return Err(failed(e)),
        }
        file.set_len(0).and_then(|()| file.rewind()).map_err(failed)?;
        writeln!(file, "process {} on {} since {}", std::process::id(), host(), now()).map_err(failed)?;
        Ok(Self(file))
    }
}

impl Drop for WriterLock {
    fn drop(&mut self) {
        // The text is only a courtesy, and the system releases the lock itself; but where this process is just starting another
        // one, that has the file open for a moment, too, and would hold the lock.
        let _ = self.0.set_len(0);
        let _ = self.0.unlock();
    }
}

fn host() -> String {
    let named = std::fs::read_to_string("/proc/sys/kernel/hostname")
        .or_else(|_| std::env::var("HOSTNAME").map_err(std::io::Error::other))
        .or_else(|_| std::env::var("COMPUTERNAME").map_err(std::io::Error::other));
    named.map(|name| name.trim().to_owned()).unwrap_or_else(|_| "this host".to_owned())
}

fn now() -> String {
    let now = OffsetDateTime::now_utc();
    let (year, month, day) = (now.year(), u8::from(now.month()), now.day());
    format!("{year}-{month:02}-{day:02} {:02}:{:02}:{:02} UTC", now.hour(), now.minute(), now.second())
}
