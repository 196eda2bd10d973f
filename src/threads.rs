//! Work shared among threads. The answer does not depend on how many there are.

use std::num::NonZero;
use std::sync::mpsc::{Receiver, Sender, channel, sync_channel};
use std::sync::{Mutex, PoisonError};
use std::thread::{Builder, ScopedJoinHandle};

/// More threads than these wait for memory, not for each other.
const MOST: usize = 8;

/// Rows that one thread has done before another has begun.
const WORTH_A_THREAD: usize = 20_000;

/// How many threads may work at a time.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Threads {
    /// As asked for; as many as there are cores where nothing is.
    asked: Option<usize>,
}

impl Threads {
    pub(crate) fn of(asked: usize) -> Self {
        Threads { asked: Some(asked.max(1)) }
    }

    /// How many threads so many rows are worth.
    pub(crate) fn threads(self, rows: usize) -> usize {
        let worth = MOST.min(rows / WORTH_A_THREAD);
        // To ask for the cores takes longer than to rank a few customers.
        let cores = || std::thread::available_parallelism().map_or(1, NonZero::get);
        if worth < 2 { 1 } else { worth.min(self.asked.unwrap_or_else(cores)) }
    }

    /// Does each piece of work and returns what was made of it, in the order of the pieces. `rows` says how much work it
    /// is.
    pub(crate) fn map<W, R>(self, rows: usize, work: W, done: impl Fn(W::Item) -> R + Sync) -> Vec<R>
    where
        W: IntoIterator<Item: Send, IntoIter: Send>,
        R: Send,
    {
        self.map_with(rows, work, || &done)
    }

    /// The same where each thread does it with a function of its own from `maker`.
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
        // Where no more threads are to be had, those that are there do it.
        let others: Vec<_> = (1..threads).map_while(|_| Builder::new().spawn_scoped(scope, one).ok()).collect();
        let own = one();
        let join = |one: ScopedJoinHandle<'_, _>| one.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic));
        others.into_iter().flat_map(join).chain(own).collect()
    });
    made.sort_unstable_by_key(|(place, _)| *place);
    made.into_iter().map(|(_, result)| result).collect()
}

/// Makes something of each of so many pieces on several threads, and takes it in the order of the pieces. Each thread gets
/// a function of its own from `maker`, which makes a piece in the memory of one that was taken before. It is no more than
/// two pieces ahead, and waits until one is taken.
///
/// # Errors
/// What `take` says first.
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
                // Nobody takes any more where that failed.
                pieces.try_for_each(|piece| to.send(make(piece, used.try_recv().unwrap_or_default()))).ok()
            };
            Builder::new().spawn_scoped(scope, make).ok().map(|_| (made, back))
        };
        let others: Option<Vec<(Receiver<R>, Sender<R>)>> = (0..threads).map(start).collect();
        // No more threads are to be had.
        let Some(others) = others else { return alone(&mut take) };
        // Ends early only with a panic, which the scope passes on.
        let mut made = others.iter().cycle().take(pieces).map_while(|(made, back)| Some((made.recv().ok()?, back)));
        made.try_for_each(|(made, back)| {
            take(&made)?;
            // Whoever has made its last piece needs no more memory.
            let _ = back.send(made);
            Ok(())
        })
    })
}

/// Runs `worker` on so many threads, the calling one included, and returns their results in no certain order. Where the
/// system gives fewer threads, these do the work.
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
