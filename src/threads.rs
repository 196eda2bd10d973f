//! Work shared among threads. The answer does not depend on how many there are.

use std::num::NonZero;
use std::sync::mpsc::{Receiver, Sender, channel, sync_channel};
use std::sync::{Mutex, PoisonError};
use std::thread::{Builder, ScopedJoinHandle};

/// The most threads. More of them only wait for memory.
const MOST: usize = 8;

/// The number of rows that one thread ranks in the time in which another starts.
const WORTH_A_THREAD: usize = 20_000;

/// How many threads may work at a time.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Threads {
    /// As asked for; `None` for the number of cores.
    asked: Option<usize>,
}

impl Threads {
    pub(crate) fn of(asked: usize) -> Self {
        Threads { asked: Some(asked.max(1)) }
    }

    /// The number of threads for that number of rows.
    pub(crate) fn threads(self, rows: usize) -> usize {
        let worth = MOST.min(rows / WORTH_A_THREAD);
        // Asking for the number of cores takes longer than ranking a few customers.
        let cores = || std::thread::available_parallelism().map_or(1, NonZero::get);
        if worth < 2 { 1 } else { worth.min(self.asked.unwrap_or_else(cores)) }
    }

    /// Maps each piece of work, and returns the results in the order of the pieces. `rows` is the amount of work.
    pub(crate) fn map<W, R>(self, rows: usize, work: W, done: impl Fn(W::Item) -> R + Sync) -> Vec<R>
    where
        W: IntoIterator<Item: Send, IntoIter: Send>,
        R: Send,
    {
        self.map_with(rows, work, || &done)
    }

    /// The same, where each thread has a function of its own from `maker`.
    pub(crate) fn map_with<W, R, D>(self, rows: usize, work: W, maker: impl Fn() -> D + Sync) -> Vec<R>
    where
        W: IntoIterator<Item: Send, IntoIter: Send>,
        R: Send,
        D: FnMut(W::Item) -> R,
    {
        with_threads(self.threads(rows), work, maker)
    }
}

fn with_threads<W, R, D>(threads: usize, work: W, maker: impl Fn() -> D + Sync) -> Vec<R>
where
    W: IntoIterator<Item: Send, IntoIter: Send>,
    R: Send,
    D: FnMut(W::Item) -> R,
{
    if threads < 2 {
        return work.into_iter().map(maker()).collect();
    }
    let left = Mutex::new(work.into_iter().enumerate());
    let next = || left.lock().unwrap_or_else(PoisonError::into_inner).next();
    let one = || {
        let mut done = maker();
        std::iter::from_fn(next).map(|(place, piece)| (place, done(piece))).collect::<Vec<_>>()
    };
    let mut made: Vec<(usize, R)> = std::thread::scope(|scope| {
        // If the system gives fewer threads, those that are there do all the work.
        let others: Vec<_> = (1..threads).map_while(|_| Builder::new().spawn_scoped(scope, one).ok()).collect();
        let own = one();
        let join = |one: ScopedJoinHandle<'_, _>| one.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic));
        others.into_iter().flat_map(join).chain(own).collect()
    });
    made.sort_unstable_by_key(|(place, _)| *place);
    made.into_iter().map(|(_, result)| result).collect()
}

/// Makes pieces on several threads, and takes them in their order. Each thread has a function of its own from `maker`, which makes
/// a piece in the memory of one that was taken before. A thread is at most two pieces ahead.
///
/// # Errors
/// The first error of `take`.
pub(crate) fn in_turn<M, R, E>(
    threads: usize,
    pieces: usize,
    maker: impl Fn() -> M + Sync,
    mut take: impl FnMut(&R) -> Result<(), E>,
) -> Result<(), E>
where
    M: FnMut(usize, R) -> R,
    R: Default + Send,
{
    let alone = |take: &mut dyn FnMut(&R) -> Result<(), E>| {
        let (mut make, mut made) = (maker(), R::default());
        (0..pieces).try_for_each(|piece| {
            made = make(piece, std::mem::take(&mut made));
            take(&made)
        })
    };
    if threads < 2 || pieces < 2 {
        return alone(&mut take);
    }
    std::thread::scope(|scope| {
        let start = |first: usize| {
            let ((to, made), (back, used)) = (sync_channel(1), channel());
            let maker = &maker;
            let make = move || {
                let mut make = maker();
                let mut pieces = (first..pieces).step_by(threads);
                // After an error no piece is taken any more.
                pieces.try_for_each(|piece| to.send(make(piece, used.try_recv().unwrap_or_default()))).ok()
            };
            Builder::new().spawn_scoped(scope, make).ok().map(|_| (made, back))
        };
        let others: Option<Vec<(Receiver<R>, Sender<R>)>> = (0..threads).map(start).collect();
        // The system gives no more threads.
        let Some(others) = others else { return alone(&mut take) };
        // This ends early only after a panic, which the scope passes on.
        let mut made = others.iter().cycle().take(pieces).map_while(|(made, back)| Some((made.recv().ok()?, back)));
        made.try_for_each(|(made, back)| {
            take(&made)?;
            // A thread that has made its last piece needs no more memory.
            let _ = back.send(made);
            Ok(())
        })
    })
}

/// Runs `worker` on that number of threads, the calling one included, and returns the results in any order. If the system gives
/// fewer threads, these do the work.
pub(crate) fn on_each<R: Send>(threads: usize, worker: impl Fn() -> R + Sync) -> Vec<R> {
    let worker = &worker;
    std::thread::scope(|scope| {
        let others: Vec<_> = (1..threads).map_while(|_| Builder::new().spawn_scoped(scope, worker).ok()).collect();
        let own = worker();
        let joined =
            others.into_iter().map(|other| other.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic)));
        std::iter::once(own).chain(joined).collect()
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_thread_has_its_own_and_works_from_the_start_to_the_end() {
        for threads in [1, 2, 8] {
            let maker = || {
                let mut before = None;
                move |x: usize| before.replace(x).is_none_or(|before| before < x)
            };
            assert_eq!(with_threads(threads, 0..1000, maker), vec![true; 1000]);
        }
    }

    #[test]
    fn the_order_is_that_of_the_work_whatever_the_number_of_threads() {
        let squares: Vec<usize> = (0..1000).map(|x| x * x).collect();
        for threads in [0, 1, 2, 8] {
            assert_eq!(with_threads(threads, 0..1000, || |x| x * x), squares);
            let mut taken = Vec::new();
            let mut used_again = 0;
            let take = |squares: &Vec<usize>| {
                taken.extend(squares.last());
                used_again += usize::from(squares.len() > 1);
                Ok::<(), ()>(())
            };
            let maker = || {
                |x: usize, mut used: Vec<usize>| {
                    used.push(x * x);
                    used
                }
            };
            let done = in_turn(threads, 1000, maker, take);
            assert_eq!((done, &taken), (Ok(()), &squares));
            // Each thread has two or three pieces of memory on their way.
            assert!(used_again >= 1000 - 4 * threads.max(1), "{used_again} of {threads}");
            let stopped = in_turn(threads, 1000, || |x, _| x, |&x: &usize| if x == 7 { Err(x) } else { Ok(()) });
            assert_eq!(stopped, Err(7));
        }
    }
}
