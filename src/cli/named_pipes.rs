//! Tells that the program waits for a named pipe, which opens only once another program opens its other end.

use super::usage::wants_json;
use crate::files::atomic::is_stream;
use crate::output::visible;
use crate::text::lists::and_more;
use std::io::{Write, stderr};
use std::path::Path;
use std::sync::mpsc::{self, RecvTimeoutError};
use std::thread::{self, Builder};
use std::time::Duration;

/// A shorter wait is not told.
const PATIENCE: Duration = Duration::from_secs(1);

/// How many pipes a message names.
const NAMED: usize = 3;

/// Which end of the pipe is missing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum End {
    /// The one that writes.
    Writer,
    /// The one that reads.
    Reader,
}

/// Does work that opens `paths`. If named pipes among them make it wait for more than a second, a message says so once. The
/// work reports that it goes on by the function that it gets. With findings as JSON there is no message.
pub(crate) fn announcing_pipes<'p, T>(
    paths: impl IntoIterator<Item = &'p Path>,
    end: End,
    work: impl FnOnce(&(dyn Fn() + Sync)) -> T,
) -> T {
    let pipes: Vec<String> = paths.into_iter().filter(|path| is_named_pipe(path)).map(shown).collect();
    if pipes.is_empty() {
        return work(&|| {});
    }
    let (goes_on, is_going_on) = mpsc::channel();
    thread::scope(|scope| {
        let watch = move || {
            if is_going_on.recv_timeout(PATIENCE) == Err(RecvTimeoutError::Timeout) && !json() {
                let _ignored = writeln!(stderr().lock(), "{}", sentence(&pipes, end));
            }
        };
        // Without the thread the work waits in silence.
        let _watching = Builder::new().spawn_scoped(scope, watch);
        let done = work(&|| goes_on.send(()).unwrap_or_default());
        drop(goes_on);
        done
    })
}

fn json() -> bool {
    wants_json(&std::env::args_os().collect::<Vec<_>>())
}

fn sentence(pipes: &[String], end: End) -> String {
    let missing = if end == End::Writer { "nothing has come from" } else { "nothing reads from" };
    if let [pipe] = pipes {
        return format!("waiting for {pipe}: it is a pipe, and {missing} it yet");
    }
    format!("waiting for pipes, for {missing} them yet: {}", some(pipes))
}

/// The first names, and how many more there are.
fn some(names: &[String]) -> String {
    let (named, others) = names.split_at(names.len().min(NAMED));
    and_more(named, others.len() as u64)
}

fn shown(path: &Path) -> String {
    visible(&path.to_string_lossy()).into_owned()
}

/// Whether it is a pipe in a folder. A pipe of the shell has both ends already.
pub(crate) fn is_named_pipe(path: &Path) -> bool {
    #[cfg(unix)]
    {
        use std::os::unix::fs::FileTypeExt;
        path.metadata().is_ok_and(|there| there.file_type().is_fifo()) && !is_stream(path)
    }
    #[cfg(not(unix))]
    {
        let _ = (path, is_stream);
        false
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn says_which_pipe_is_waited_for() {
        let pipes = ["a", "b", "c", "d", "e"].map(str::to_owned);
        assert_eq!(sentence(&pipes[..1], End::Reader), "waiting for a: it is a pipe, and nothing reads from it yet");
        let several = "waiting for pipes, for nothing has come from them yet: a, b, c and 2 more";
        assert_eq!(sentence(&pipes, End::Writer), several);
    }
}
