//! Blocks read by one thread, worked on by several, and taken back in file order, in constant memory.

use super::blocks::{Block, Blocks};
use std::collections::BTreeMap;
use std::io::{self, Read};
use std::ops::ControlFlow;
use std::sync::mpsc::{self, Receiver, Sender};
use std::sync::{Mutex, PoisonError};

/// Runs `work` on every block and `take` on its results, in the order of the blocks, until `take` breaks.
///
/// With one thread everything happens on this one; the results are the same.
///
/// # Errors
/// What the reader says.
pub(super) fn run<R, T, B>(
    blocks: Blocks<R>,
    threads: usize,
    work: impl Fn(&Block) -> T + Sync,
    take: impl FnMut(T) -> ControlFlow<B>,
) -> io::Result<(R, Option<B>)>
where
    R: Read + Send,
    T: Send,
{
    if threads == 1 { alone(blocks, work, take) } else { together(blocks, threads, work, take) }
}

fn alone<R: Read, T, B>(
    mut blocks: Blocks<R>,
    work: impl Fn(&Block) -> T,
    mut take: impl FnMut(T) -> ControlFlow<B>,
) -> io::Result<(R, Option<B>)> {
    let mut used = Block::default();
    while let Some(block) = blocks.next(used)? {
        if let ControlFlow::Break(why) = take(work(&block)) {
            return Ok((blocks.into_reader(), Some(why)));
        }
        used = block;
    }
    Ok((blocks.into_reader(), None))
}

fn together<R, T, B>(
    blocks: Blocks<R>,
    threads: usize,
    work: impl Fn(&Block) -> T + Sync,
    mut take: impl FnMut(T) -> ControlFlow<B>,
) -> io::Result<(R, Option<B>)>
where
    R: Read + Send,
    T: Send,
{
    // Used blocks go round: there are never more of them than were put in here.
    let (give_back, used) = mpsc::channel();
    for _ in 0..threads + 2 {
        // Never fails: the receiver stands above.
        let _ = give_back.send(Block::default());
    }
    let (to_workers, full) = mpsc::channel();
    let full = Mutex::new(full);
    let (done, results) = mpsc::channel();
    std::thread::scope(|scope| {
        let reader = scope.spawn(move || feed(blocks, &used, &to_workers));
        for _ in 0..threads {
            let (done, full, work) = (done.clone(), &full, &work);
            scope.spawn(move || {
                while let Some((number, block)) = receive(full) {
                    let result = work(&block);
                    if done.send((number, result, block)).is_err() {
                        return;
                    }
                }
            });
        }
        drop(done);
        let broke = in_order(&results, &give_back, &mut take);
        // Without a place to take blocks from or to send results to, the threads end.
        drop((results, give_back));
        let (blocks, read) = reader.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic));
        read.map(|()| (blocks.into_reader(), broke))
    })
}

/// Reads blocks until there are no more, or nobody wants any.
fn feed<R: Read>(
    mut blocks: Blocks<R>,
    used: &Receiver<Block>,
    to: &Sender<(usize, Block)>,
) -> (Blocks<R>, io::Result<()>) {
    for number in 0.. {
        let Ok(memory) = used.recv() else { break };
        match blocks.next(memory) {
            Ok(Some(block)) => {
                if to.send((number, block)).is_err() {
                    break;
                }
            }
            Ok(None) => break,
            Err(error) => return (blocks, Err(error)),
        }
    }
    (blocks, Ok(()))
}

fn receive<T>(from: &Mutex<Receiver<T>>) -> Option<T> {
    from.lock().unwrap_or_else(PoisonError::into_inner).recv().ok()
}

/// Takes results in the order of their numbers, however they arrive.
fn in_order<T, B>(
    results: &Receiver<(usize, T, Block)>,
    give_back: &Sender<Block>,
    take: &mut impl FnMut(T) -> ControlFlow<B>,
) -> Option<B> {
    let (mut next, mut early) = (0, BTreeMap::new());
    for (number, result, block) in results {
        early.insert(number, (result, block));
        while let Some((result, block)) = early.remove(&next) {
            next += 1;
            if let ControlFlow::Break(why) = take(result) {
                return Some(why);
            }
            // The reader may have ended already.
            let _ = give_back.send(block);
        }
    }
    None
}
