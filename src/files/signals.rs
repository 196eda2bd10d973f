//! Signals that end the program (Ctrl-C, `kill`, a terminal that is closed): temporary files go first.
//!
//! A thread waits for them from the moment when the first file is opened for writing. Then the program dies of the
//! signal, as its caller expects.

use signal_hook::consts::{SIGHUP, SIGINT, SIGQUIT, SIGTERM, SIGXFSZ};
use signal_hook::iterator::Signals;
use signal_hook::low_level::emulate_default_handler;
use std::path::PathBuf;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{self, Sender};
use std::sync::{Arc, LazyLock, Mutex, MutexGuard, PoisonError};
use std::{fs, thread};

/// A process has one set of signals, so there is one watch over them. It never ends: whoever takes a signal over cannot
/// give it back.
static WATCH: LazyLock<Watch> = LazyLock::new(Watch::start);

#[derive(Debug, Clone, Default)]
struct Watch {
    /// The temporary files.
    files: Arc<Mutex<Vec<PathBuf>>>,
    /// A signal has come, and the program is about to end.
    raised: Arc<AtomicBool>,
}

/// The temporary files that a signal removes. As long as they are held no signal ends the program; once one has come,
/// nobody gets them any more, so that nothing is said or done on the way out.
pub(crate) fn hold() -> MutexGuard<'static, Vec<PathBuf>> {
    while WATCH.raised.load(Ordering::SeqCst) {
        thread::park();
    }
    lock(&WATCH.files)
}

/// Makes a file that may not grow any more an error of writing instead of the end of the program.
pub(crate) fn let_writing_fail() {
    let _ = signal_hook::flag::register(SIGXFSZ, Arc::default());
}

fn lock(files: &Mutex<Vec<PathBuf>>) -> MutexGuard<'_, Vec<PathBuf>> {
    files.lock().unwrap_or_else(PoisonError::into_inner)
}

impl Watch {
    fn start() -> Self {
        let watch = Watch::default();
        let (ready, is_ready) = mpsc::channel();
        let waiting = watch.clone();
        // Without the thread a signal ends the program as ever, and its temporary file may stay: no reason not to work.
        if thread::Builder::new().spawn(move || waiting.wait(ready)).is_ok() {
            let _ = is_ready.recv();
        }
        watch
    }

    /// Waits for a signal for as long as the program runs.
    fn wait(&self, ready: Sender<()>) {
        let ignored = ignored();
        let heard = [SIGINT, SIGTERM, SIGHUP, SIGQUIT].into_iter().filter(|signal| ignored & bit(*signal) == 0);
        let Ok(mut signals) = Signals::new(heard.clone()) else { return };
        for signal in heard {
            // Where it fails an error may be printed before the program ends.
            let _ = signal_hook::flag::register(signal, self.raised.clone());
        }
        drop(ready);
        for signal in signals.forever() {
            let files = lock(&self.files);
            files.iter().for_each(|file| drop(fs::remove_file(file)));
            // Ends the program, with the files still held.
            let _ = emulate_default_handler(signal);
        }
    }
}

fn bit(signal: i32) -> u64 {
    1 << (signal - 1)
}

/// The signals that the program was started to ignore, as `nohup` does with SIGHUP: these stay ignored. Systems that do
/// not tell are taken to ignore that one.
fn ignored() -> u64 {
    fs::read_to_string("/proc/self/status").ok().and_then(|status| ignored_by(&status)).unwrap_or(bit(SIGHUP))
}

fn ignored_by(status: &str) -> Option<u64> {
    let mask = status.lines().find_map(|line| line.strip_prefix("SigIgn:"))?;
    u64::from_str_radix(mask.trim(), 16).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_system_tells_what_is_ignored() {
        let status =
            "Name:\tkeyrank\nSigBlk:\t0000000000000002\nSigIgn:\t0000000000001001\nSigCgt:\t0000000000000440\n";
        assert_eq!(ignored_by(status), Some(bit(SIGHUP) | bit(13)));
        assert_eq!(ignored_by("Name:\tkeyrank\n"), None);
    }
}
