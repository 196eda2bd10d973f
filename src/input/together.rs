//! The same work on several threads, each of which takes what is next until nothing is left.

use std::thread::Builder;

/// Runs `worker` on so many threads, this one among them, and returns what each of them comes to, in no certain order.
/// Where no more threads are to be had, those that are there do it.
pub(super) fn together<R: Send>(threads: usize, worker: impl Fn() -> R + Sync) -> Vec<R> {
    let worker = &worker;
    std::thread::scope(|scope| {
        let others: Vec<_> = (1..threads).map_while(|_| Builder::new().spawn_scoped(scope, worker).ok()).collect();
        let own = worker();
        let joined =
            others.into_iter().map(|other| other.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic)));
        std::iter::once(own).chain(joined).collect()
    })
}
