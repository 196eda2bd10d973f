//! Blocks read in turn by several threads, worked on side by side, and taken back in file order.
//!
//! An idle thread reads the next block and works on it itself, while the block is in its processor's cache. The thread that
//! finishes the next result in order takes it in, with the later ones that are done. Threads never signal each other.

use super::blocks::{Block, Blocks};
use crate::threads::on_each;
use std::collections::BTreeMap;
use std::io::{self, Read};
use std::ops::ControlFlow;
use std::sync::{Mutex, MutexGuard, PoisonError};

/// Runs `work` on every block and `take` on its results, in the order of the blocks, until `take` breaks. Each thread
/// has scratch memory of its own, which it uses again from block to block.
///
/// With one thread everything happens on this one; the results are the same.
///
/// # Errors
/// Where the reader fails.
pub(crate) fn run<R, D, T, B>(
    blocks: Blocks<R>,
    threads: usize,
    work: impl Fn(&mut Block, &mut D) -> T + Sync,
    take: impl FnMut(T) -> ControlFlow<B> + Send,
) -> io::Result<(R, Option<B>)>
where
    R: Read + Send,
    D: Default,
    T: Send,
    B: Send,
{
    let queue = Mutex::new(Queue { blocks, next: 0 });
    let results = Mutex::new(Results { take, next: 0, early: BTreeMap::new(), broke: None });
    let worker = || -> io::Result<()> {
        let (mut used, mut scratch) = (Block::default(), D::default());
        loop {
            let Some((number, mut block)) = lock(&queue).read(used)? else { return Ok(()) };
            let result = work(&mut block, &mut scratch);
            if lock(&results).add(number, result).is_break() {
                return Ok(());
            }
            used = block;
        }
    };
    on_each(threads, worker).into_iter().collect::<io::Result<()>>()?;
    let queue = queue.into_inner().unwrap_or_else(PoisonError::into_inner);
    let results = results.into_inner().unwrap_or_else(PoisonError::into_inner);
    Ok((queue.blocks.into_reader(), results.broke))
}

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

/// The reader and the number of its next block.
struct Queue<R> {
    blocks: Blocks<R>,
    next: usize,
}

impl<R: Read> Queue<R> {
    fn read(&mut self, used: Block) -> io::Result<Option<(usize, Block)>> {
        let block = self.blocks.next(used)?;
        let number = self.next;
        self.next += 1;
        Ok(block.map(|block| (number, block)))
    }
}

/// Takes results in the order of their numbers, however they arrive.
struct Results<T, F, B> {
    take: F,
    next: usize,
    early: BTreeMap<usize, T>,
    /// Why nothing more is taken.
    broke: Option<B>,
}

impl<T, F: FnMut(T) -> ControlFlow<B>, B> Results<T, F, B> {
    fn add(&mut self, number: usize, result: T) -> ControlFlow<()> {
        self.early.insert(number, result);
        while self.broke.is_none()
            && let Some(result) = self.early.remove(&self.next)
        {
            self.next += 1;
            self.broke = (self.take)(result).break_value();
        }
        if self.broke.is_some() { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
    }
}
