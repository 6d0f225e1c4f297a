//! How long each station of a file's way takes.
//!
//! A station is entered by [`timed`] wherever it is, and what is entered within another is not counted for that: so the times
//! add up to the whole. Each thread counts for itself; [`taken`] gives what it has counted and begins anew.

use std::cell::Cell;
use std::ops::AddAssign;
use std::time::{Duration, Instant};

/// A station of a file's way.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Station {
    Read,
    Decode,
    Parse,
    Extract,
    Segment,
    Attribute,
}

/// Time by station, added up over all threads.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Times {
    /// From disk to bytes and their hash.
    pub read: Duration,
    /// Bytes to text.
    pub decode: Duration,
    /// Text to a tree, or to blocks where a format has no tree.
    pub parse: Duration,
    /// A page's tree to the article's blocks.
    pub extract: Duration,
    /// Blocks to sentences.
    pub segment: Duration,
    /// Sentences to roles.
    pub attribute: Duration,
    /// Delivering: whatever the sink does.
    pub write: Duration,
}

impl Times {
    /// Each time with its station's name, in the order of a file's way.
    pub fn by_station(&self) -> [(&'static str, Duration); 7] {
        [
            ("read", self.read),
            ("decode", self.decode),
            ("parse", self.parse),
            ("extract", self.extract),
            ("segment", self.segment),
            ("attribute", self.attribute),
            ("write", self.write),
        ]
    }
}

impl AddAssign for Times {
    fn add_assign(&mut self, other: Self) {
        self.read += other.read;
        self.decode += other.decode;
        self.parse += other.parse;
        self.extract += other.extract;
        self.segment += other.segment;
        self.attribute += other.attribute;
        self.write += other.write;
    }
}

thread_local! {
    static TIMES: Cell<Times> = Cell::default();
    /// Where this thread is, and since when.
    static NOW: Cell<Option<(Station, Instant)>> = const { Cell::new(None) };
}

/// Does `work`, and counts its time for `station`.
pub(crate) fn timed<T>(station: Station, work: impl FnOnce() -> T) -> T {
    let _back = Back(enter(Some(station)));
    work()
}

/// What this thread has counted since it was last asked.
pub(crate) fn taken() -> Times {
    TIMES.take()
}

/// Goes to a station, and returns the one that was left.
fn enter(station: Option<Station>) -> Option<Station> {
    let at = Instant::now();
    let (left, since) = NOW.replace(station.map(|station| (station, at)))?;
    let mut times = TIMES.get();
    *match left {
        Station::Read => &mut times.read,
        Station::Decode => &mut times.decode,
        Station::Parse => &mut times.parse,
        Station::Extract => &mut times.extract,
        Station::Segment => &mut times.segment,
        Station::Attribute => &mut times.attribute,
    } += at - since;
    TIMES.set(times);
    Some(left)
}

/// Goes back at the end, in a panic too.
struct Back(Option<Station>);

impl Drop for Back {
    fn drop(&mut self) {
        enter(self.0);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_done_within_a_station_counts_for_itself_alone() {
        taken();
        let pause = Duration::from_millis(20);
        timed(Station::Attribute, || timed(Station::Segment, || std::thread::sleep(pause)));
        let times = taken();
        assert!(times.segment >= pause && times.attribute < pause, "{times:?}");
        assert_eq!(taken(), Times::default());
    }

    #[test]
    fn a_panic_leaves_its_station() {
        taken();
        let panicked = std::panic::catch_unwind(|| timed(Station::Parse, || std::panic::resume_unwind(Box::new(()))));
        assert!(panicked.is_err() && NOW.get().is_none());
    }
}
