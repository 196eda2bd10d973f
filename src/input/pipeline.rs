//! Blocks read in turn by several threads, worked on side by side, and taken back in file order.
//!
//! Whoever has nothing to do reads the next block, so a block is worked on by the processor that has just read it.

use super::blocks::{Block, Blocks};
use std::collections::BTreeMap;
use std::io::{self, Read};
use std::ops::ControlFlow;
use std::sync::mpsc::{self, Receiver, Sender};
use std::sync::{Mutex, PoisonError};

/// Runs `work` on every block and `take` on its results, in the order of the blocks, until `take` breaks. Each thread
/// has a desk of its own for what it uses again from block to block.
///
/// With one thread everything happens on this one; the results are the same.
///
/// # Errors
/// What the reader says.
pub(super) fn run<R, D, T, B>(
    blocks: Blocks<R>,
    threads: usize,
    work: impl Fn(&mut Block, &mut D) -> T + Sync,
    take: impl FnMut(T) -> ControlFlow<B>,
) -> io::Result<(R, Option<B>)>
where
    R: Read + Send,
    D: Default,
    T: Send,
{
    if threads == 1 { alone(blocks, work, take) } else { together(blocks, threads, work, take) }
}

fn alone<R: Read, D: Default, T, B>(
    mut blocks: Blocks<R>,
    work: impl Fn(&mut Block, &mut D) -> T,
    mut take: impl FnMut(T) -> ControlFlow<B>,
) -> io::Result<(R, Option<B>)> {
    let (mut used, mut desk) = (Block::default(), D::default());
    while let Some(mut block) = blocks.next(used)? {
        if let ControlFlow::Break(why) = take(work(&mut block, &mut desk)) {
            return Ok((blocks.into_reader(), Some(why)));
        }
        used = block;
    }
    Ok((blocks.into_reader(), None))
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

fn together<R, D, T, B>(
    blocks: Blocks<R>,
    threads: usize,
    work: impl Fn(&mut Block, &mut D) -> T + Sync,
    mut take: impl FnMut(T) -> ControlFlow<B>,
) -> io::Result<(R, Option<B>)>
where
    R: Read + Send,
    D: Default,
    T: Send,
{
    let queue = Mutex::new(Queue { blocks, next: 0 });
    let (done, results) = mpsc::channel();
    let read = std::thread::scope(|scope| {
        let (queue, work) = (&queue, &work);
        let worker = |done: Sender<(usize, T)>| -> io::Result<()> {
            let (mut used, mut desk) = (Block::default(), D::default());
            loop {
                let read = queue.lock().unwrap_or_else(PoisonError::into_inner).read(used)?;
                let Some((number, mut block)) = read else { return Ok(()) };
                if done.send((number, work(&mut block, &mut desk))).is_err() {
                    return Ok(());
                }
                used = block;
            }
        };
        let workers: Vec<_> =
            (0..threads).map(|_| done.clone()).map(|done| scope.spawn(move || worker(done))).collect();
        drop(done);
        let broke = in_order(results, &mut take);
        for worker in workers {
            worker.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic))?;
        }
        Ok(broke)
    });
    let queue = queue.into_inner().unwrap_or_else(PoisonError::into_inner);
    read.map(|broke| (queue.blocks.into_reader(), broke))
}

/// Takes results in the order of their numbers, however they arrive. Whoever still sends when this ends is told so.
fn in_order<T, B>(results: Receiver<(usize, T)>, take: &mut impl FnMut(T) -> ControlFlow<B>) -> Option<B> {
    let (mut next, mut early) = (0, BTreeMap::new());
    for (number, result) in results {
        early.insert(number, result);
        while let Some(result) = early.remove(&next) {
            next += 1;
            if let ControlFlow::Break(why) = take(result) {
                return Some(why);
            }
        }
    }
    None
}
