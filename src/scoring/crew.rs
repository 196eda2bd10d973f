//! Work shared among threads. The answer does not depend on how many there are.

use std::num::NonZero;
use std::sync::{Mutex, PoisonError};

/// More threads than these wait for memory, not for each other.
const MOST: usize = 8;

/// Rows that one thread has done before another has begun.
const WORTH_A_THREAD: usize = 20_000;

/// Does each piece of work and returns what was made of it, in the order of the pieces. `rows` says how much work it is.
pub(super) fn side_by_side<W, R>(rows: usize, work: W, done: impl Fn(W::Item) -> R + Sync) -> Vec<R>
where
    W: IntoIterator<Item: Send, IntoIter: Send>,
    R: Send,
{
    let worth = MOST.min(rows / WORTH_A_THREAD);
    // To ask for the cores takes longer than to rank a few customers.
    let cores = || std::thread::available_parallelism().map_or(1, NonZero::get);
    with_threads(if worth < 2 { 1 } else { worth.min(cores()) }, work, done)
}

fn with_threads<W, R>(threads: usize, work: W, done: impl Fn(W::Item) -> R + Sync) -> Vec<R>
where
    W: IntoIterator<Item: Send, IntoIter: Send>,
    R: Send,
{
    if threads < 2 {
        return work.into_iter().map(done).collect();
    }
    let left = Mutex::new(work.into_iter().enumerate());
    let next = || left.lock().unwrap_or_else(PoisonError::into_inner).next();
    let one = || std::iter::from_fn(next).map(|(place, piece)| (place, done(piece))).collect::<Vec<_>>();
    let mut made: Vec<(usize, R)> = std::thread::scope(|scope| {
        let crew: Vec<_> = (0..threads).map(|_| scope.spawn(one)).collect();
        let join = |one: std::thread::ScopedJoinHandle<'_, _>| {
            one.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic))
        };
        crew.into_iter().flat_map(join).collect()
    });
    made.sort_unstable_by_key(|(place, _)| *place);
    made.into_iter().map(|(_, result)| result).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_order_is_that_of_the_work_whatever_the_number_of_threads() {
        let squares: Vec<usize> = (0..1000).map(|x| x * x).collect();
        for threads in [0, 1, 2, 8] {
            assert_eq!(with_threads(threads, 0..1000, |x| x * x), squares);
        }
    }
}
