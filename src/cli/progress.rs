//! The progress of long work, on a terminal.

use crate::input;
use crate::text::number::counted;
use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};
use std::sync::Once;
use std::time::{Duration, Instant};

/// Shorter work shows no bar.
const PATIENCE: Duration = Duration::from_secs(1);

const STEPS: &str = "{bar:30} {human_pos} of {human_len} {msg}, {eta} left";
const BYTES: &str = "{bar:20} {decimal_bytes} of {decimal_total_bytes}, {msg}, {eta} left";
const STREAM: &str = "{decimal_bytes}, {msg}";

/// A bar on standard error. It appears only on a terminal, and only after a second; before that, standard error is not
/// touched. It disappears when this is dropped.
#[derive(Debug)]
pub(crate) struct Progress {
    bar: ProgressBar,
    start: Instant,
    shown: Once,
}

impl Progress {
    /// Begins the work.
    pub(crate) fn new() -> Self {
        let bar = ProgressBar::with_draw_target(None, ProgressDrawTarget::hidden());
        Progress { bar, start: Instant::now(), shown: Once::new() }
    }

    /// Shows how many steps of `what` are done.
    pub(crate) fn steps(&self, done: u64, of: u64, what: &'static str) {
        self.bar.set_position(done);
        if self.is_due() {
            self.shown.call_once(|| self.show(STEPS, Some(of), ProgressDrawTarget::stderr()));
            self.bar.set_length(of);
            self.bar.set_message(what);
        }
    }

    /// Shows how much of the customer files is read.
    pub(crate) fn read(&self, so_far: input::Progress) {
        self.bar.set_position(so_far.bytes);
        if self.is_due() {
            let template = if so_far.of.is_some() { BYTES } else { STREAM };
            self.shown.call_once(|| self.show(template, so_far.of, ProgressDrawTarget::stderr()));
            self.bar.set_message(counted(so_far.rows, "customer", "customers"));
        }
    }

    fn is_due(&self) -> bool {
        self.start.elapsed() > PATIENCE
    }

    fn show(&self, template: &str, of: Option<u64>, target: ProgressDrawTarget) {
        if let Ok(style) = ProgressStyle::with_template(template) {
            self.bar.set_style(style);
        }
        if let Some(of) = of {
            self.bar.set_length(of);
        }
        self.bar.set_draw_target(target);
    }
}

impl Drop for Progress {
    fn drop(&mut self) {
        self.bar.finish_and_clear();
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use indicatif::TermLike;
    use std::io;
    use std::sync::{Arc, Mutex};

    /// A terminal of one line, as it looks after each change.
    #[derive(Debug, Clone, Default)]
    struct Line(Arc<Mutex<Vec<String>>>);

    impl Line {
        fn becomes(&self, line: String) -> io::Result<()> {
            self.0.lock().unwrap().push(line);
            Ok(())
        }

        fn looks(&self) -> String {
            self.0.lock().unwrap().last().cloned().unwrap_or_default()
        }
    }

    impl TermLike for Line {
        fn width(&self) -> u16 {
            80
        }
        fn move_cursor_up(&self, _: usize) -> io::Result<()> {
            Ok(())
        }
        fn move_cursor_down(&self, _: usize) -> io::Result<()> {
            Ok(())
        }
        fn move_cursor_right(&self, _: usize) -> io::Result<()> {
            Ok(())
        }
        fn move_cursor_left(&self, _: usize) -> io::Result<()> {
            Ok(())
        }
        fn write_line(&self, text: &str) -> io::Result<()> {
            self.becomes(self.looks() + text)
        }
        fn write_str(&self, text: &str) -> io::Result<()> {
            self.becomes(self.looks() + text)
        }
        fn clear_line(&self) -> io::Result<()> {
            self.becomes(String::new())
        }
        fn flush(&self) -> io::Result<()> {
            Ok(())
        }
    }

    /// Progress that has lasted for two seconds and is drawn on that line.
    fn patient(template: &str, of: Option<u64>, line: &Line) -> Progress {
        let mut progress = Progress::new();
        progress.start -= 2 * PATIENCE;
        let target = ProgressDrawTarget::term_like(Box::new(line.clone()));
        progress.shown.call_once(|| progress.show(template, of, target));
        progress
    }

    #[test]
    fn work_of_less_than_a_second_asks_nothing_of_the_terminal() {
        let progress = Progress::new();
        progress.read(input::Progress { bytes: 1, of: Some(2), rows: 1 });
        assert!(!progress.shown.is_completed());
    }

    #[test]
    fn shows_bytes_customers_and_the_time_left_and_is_gone_in_the_end() {
        let line = Line::default();
        let progress = patient(BYTES, Some(4_000_000), &line);
        progress.read(input::Progress { bytes: 1_000_000, of: Some(4_000_000), rows: 12_345 });
        let looks = line.looks();
        assert!(looks.starts_with("█████░") && looks.trim_end().ends_with(" left"), "{looks}");
        assert!(looks.contains(" 1.00 MB of 4.00 MB, 12,345 customers, "), "{looks}");
        drop(progress);
        assert_eq!(line.looks(), "");
    }

    #[test]
    fn a_stream_has_no_total() {
        let line = Line::default();
        patient(STREAM, None, &line).read(input::Progress { bytes: 1_500, of: None, rows: 1 });
        assert!(line.0.lock().unwrap().iter().any(|line| line.trim_end() == "1.50 kB, 1 customer"), "{line:?}");
    }
}
