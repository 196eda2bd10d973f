//! Says what the program waits for: a named pipe opens only once somebody has the other end, which may be never.

use super::usage::wants_json;
use crate::files::atomic::is_stream;
use crate::output::visible;
use crate::text::lists::and_more;
use std::io::{Write, stderr};
use std::path::Path;
use std::sync::mpsc::{self, RecvTimeoutError};
use std::thread::{self, Builder};
use std::time::Duration;

/// What comes sooner was not waited for.
const PATIENCE: Duration = Duration::from_secs(1);

/// So many pipes are named.
const NAMED: usize = 3;

/// Which end of the pipe is missing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum End {
    /// Nobody writes.
    Writer,
    /// Nobody reads.
    Reader,
}

/// Does work that may wait for named pipes among `paths`, and says so once after a second, unless the work has told by then
/// that it goes on. A program that reads findings as JSON is told nothing.
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

/// The first names, and how many there are beside them.
fn some(names: &[String]) -> String {
    let (named, others) = names.split_at(names.len().min(NAMED));
    and_more(named, others.len() as u64)
}

fn shown(path: &Path) -> String {
    visible(&path.to_string_lossy()).into_owned()
}

/// Is it a pipe in a folder? One that the shell makes has both its ends already.
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
