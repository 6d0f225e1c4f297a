//! Work by many threads whose results are taken in order.
//!
//! Each thread takes the next item as soon as it is free, unless that would be too far ahead of what was taken: so a slow
//! taker holds up the threads, and what waits is bounded. The threads wait for one late item only where the window behind it
//! is full. Batches that all threads do together were simpler, but left every thread idle at the end of each.

use std::collections::BTreeMap;
use std::io;
use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};
use std::thread::Builder;

/// Parsers of deeply nested documents need room; it is address space, not memory, until it is used.
const STACK: usize = 16 << 20;

/// How much may be begun and not yet taken. One item that weighs more may be by itself. What is done may weigh more than it seemed
/// to, and then holds up what is not begun.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Limit {
    /// The sum of the weights.
    pub weight: u64,
    /// Items.
    pub items: usize,
}

/// Does `work` on every item with `threads` threads (at least one), and gives the results to `take` in the order of the items.
/// `weight` tells what an item weighs, and what its result does.
///
/// # Errors
/// No thread can be started. Within: what `take` says; nothing more is begun or taken then.
pub(crate) fn in_order<T: Sync, O: Send, E>(
    items: &[T],
    limit: Limit,
    threads: usize,
    (weight, outcome): (impl Fn(&T) -> u64 + Sync, impl Fn(&O) -> u64 + Sync),
    work: impl Fn(&T) -> O + Sync,
    mut take: impl FnMut(O) -> Result<(), E>,
) -> io::Result<Result<(), E>> {
    let shared = Shared { state: Mutex::default(), room: Condvar::new(), ready: Condvar::new() };
    let thread = || {
        let _watch = Ending(&shared, false);
        while let Some((at, item)) = shared.next(items, limit, &weight) {
            let done = work(item);
            let more = outcome(&done).saturating_sub(weight(item));
            let mut state = shared.lock();
            state.weight += more;
            state.done.insert(at, (done, more));
            drop(state);
            shared.ready.notify_one();
        }
    };
    std::thread::scope(|scope| {
        // Whatever ends this, a panic of `take` too, lets the threads go.
        let _watch = Ending(&shared, true);
        for _ in 0..threads.clamp(1, items.len().max(1)) {
            Builder::new().stack_size(STACK).spawn_scoped(scope, thread)?;
        }
        for (at, item) in items.iter().enumerate() {
            let Some((done, more)) = shared.result(at) else { break };
            if let Err(error) = take(done) {
                return Ok(Err(error));
            }
            let mut state = shared.lock();
            state.taken += 1;
            state.weight -= weight(item) + more;
            drop(state);
            shared.room.notify_all();
        }
        Ok(Ok(()))
    })
}

struct Shared<O> {
    state: Mutex<State<O>>,
    /// Something was taken, or all is over.
    room: Condvar,
    /// Something was done, or all is over.
    ready: Condvar,
}

struct State<O> {
    begun: usize,
    taken: usize,
    /// Of what was begun and not taken.
    weight: u64,
    /// Each with what it weighs more than its item.
    done: BTreeMap<usize, (O, u64)>,
    over: bool,
}

impl<O> Default for State<O> {
    fn default() -> Self {
        Self { begun: 0, taken: 0, weight: 0, done: BTreeMap::new(), over: false }
    }
}

impl<O> Shared<O> {
    /// Nothing panics while it holds the lock, so a poisoned one guards a sound state.
    fn lock(&self) -> MutexGuard<'_, State<O>> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// The next item to work on, once there is room for it; none where all are begun or all is over.
    fn next<'t, T>(&self, items: &'t [T], limit: Limit, weight: impl Fn(&T) -> u64) -> Option<(usize, &'t T)> {
        let mut state = self.lock();
        loop {
            let at = state.begun;
            let item = items.get(at).filter(|_| !state.over)?;
            let ahead = at - state.taken;
            if ahead == 0 || ahead < limit.items && state.weight + weight(item) <= limit.weight {
                state.begun += 1;
                state.weight += weight(item);
                return Some((at, item));
            }
            state = self.room.wait(state).unwrap_or_else(PoisonError::into_inner);
        }
    }

    /// The result for item number `at`, once it is there; none where a thread has ended without it.
    fn result(&self, at: usize) -> Option<(O, u64)> {
        let mut state = self.lock();
        loop {
            if let Some(done) = state.done.remove(&at) {
                return Some(done);
            }
            if state.over {
                return None;
            }
            state = self.ready.wait(state).unwrap_or_else(PoisonError::into_inner);
        }
    }
}

/// Ends the work where who takes ends, or a thread does in a panic: otherwise the others would wait for it for ever.
struct Ending<'s, O>(&'s Shared<O>, bool);

impl<O> Drop for Ending<'_, O> {
    fn drop(&mut self) {
        self.0.lock().over |= self.1 || std::thread::panicking();
        self.0.room.notify_all();
        self.0.ready.notify_all();
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::sync::atomic::{AtomicU64, Ordering::SeqCst};

    const LIMIT: Limit = Limit { weight: 100, items: 4 };

    #[test]
    fn results_are_taken_in_the_order_of_the_items_however_many_threads_there_are() {
        let items: Vec<u64> = (0..500).collect();
        for threads in [1, 2, 7] {
            let mut taken = Vec::new();
            let late = |n: &u64| {
                if n.is_multiple_of(5) {
                    std::thread::yield_now();
                }
                n * 2
            };
            let all = in_order::<_, _, ()>(&items, LIMIT, threads, (|_| 1, |_| 0), late, |n| {
                taken.push(n);
                Ok(())
            });
            assert_eq!((all.unwrap(), taken), (Ok(()), items.iter().map(|n| n * 2).collect()));
        }
    }

    #[test]
    fn what_waits_to_be_taken_is_bounded_and_a_heavy_item_is_by_itself() {
        let items = [60, 60, 500, 1, 1, 1, 1, 1, 1, 99];
        let (begun, most) = (AtomicU64::new(0), AtomicU64::new(0));
        let work = |n: &u64| {
            most.fetch_max(begun.fetch_add(*n, SeqCst) + *n, SeqCst);
            *n
        };
        let taken = in_order::<_, _, ()>(&items, LIMIT, 4, (|n| *n, |_| 0), work, |n| {
            begun.fetch_sub(n, SeqCst);
            Ok(())
        });
        assert_eq!(taken.unwrap(), Ok(()));
        assert_eq!(most.load(SeqCst), 500);
    }

    #[test]
    fn a_result_that_weighs_more_than_its_item_holds_up_those_behind_it() {
        let items: Vec<u64> = (0..50).collect();
        let (waiting, most) = (AtomicU64::new(0), AtomicU64::new(0));
        let work = |n: &u64| {
            most.fetch_max(waiting.fetch_add(1, SeqCst) + 1, SeqCst);
            *n
        };
        let take = |_| {
            std::thread::yield_now();
            waiting.fetch_sub(1, SeqCst);
            Ok::<(), ()>(())
        };
        let limit = Limit { weight: 100, items: 50 };
        assert_eq!(in_order(&items, limit, 2, (|_| 1, |_| 60), work, take).unwrap(), Ok(()));
        // Two that are done, and one that each thread had begun before it was known what they weigh.
        assert!(most.load(SeqCst) <= 4, "{most:?}");
    }

    #[test]
    fn who_takes_may_end_it_and_no_thread_is_left_waiting() {
        let items: Vec<u64> = (0..10_000).collect();
        let done = AtomicU64::new(0);
        let work = |n: &u64| {
            done.fetch_add(1, SeqCst);
            *n
        };
        let ended = in_order(&items, LIMIT, 3, (|_| 1, |_| 0), work, |n| if n == 10 { Err("full") } else { Ok(()) });
        assert_eq!(ended.unwrap(), Err("full"));
        assert!(done.load(SeqCst) <= 10 + 1 + LIMIT.items as u64);
    }
}
