//! How far a long piece of work is, on a terminal.

use super::terminal::Terminal;
use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};
use std::sync::Once;
use std::time::{Duration, Instant};

/// Work that is done sooner shows no bar.
const PATIENCE: Duration = Duration::from_secs(1);

/// A bar on standard error that shows itself only on a terminal, and only once the work has taken a second.
#[derive(Debug)]
pub(super) struct Progress {
    bar: ProgressBar,
    start: Instant,
    shown: Once,
    is_wanted: bool,
}

impl Progress {
    /// For `all` steps of `what`.
    pub(super) fn new(terminal: &Terminal, all: u64, what: &'static str) -> Self {
        let bar = ProgressBar::with_draw_target(Some(all), ProgressDrawTarget::hidden()).with_message(what);
        if let Ok(style) = ProgressStyle::with_template("{bar:30} {human_pos} of {human_len} {msg}, {eta} left") {
            bar.set_style(style);
        }
        Progress { bar, start: Instant::now(), shown: Once::new(), is_wanted: terminal.stderr }
    }

    /// So many steps are done.
    pub(super) fn tell(&self, done: u64) {
        if self.is_wanted && self.start.elapsed() > PATIENCE {
            self.shown.call_once(|| self.bar.set_draw_target(ProgressDrawTarget::stderr()));
            self.bar.set_position(done);
        }
    }

    /// The bar goes away.
    pub(super) fn finish(&self) {
        self.bar.finish_and_clear();
    }
}
