//! Messages on standard error, as text for a person or as JSON for a program. A message that cannot be written is no failure,
//! so nothing here returns errors.

use super::message_options::{FindingsFormat, MessageOptions};
use super::terminal::{Color, Terminal};
use crate::finding::{Finding, Findings};
use crate::output::Format;
use crate::output::json::findings::write_findings_json;
use crate::output::look::Look;
use crate::output::terminal::findings::write_findings;
use crate::output::terminal::lines::{HANG, Terminal as Lines};
use crate::output::terminal::shown::{Notation, Shown};
use crate::report::Tone;
use std::io::{self, IsTerminal, Write, stderr, stdout};

/// How messages are written.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Messages {
    format: FindingsFormat,
    color: bool,
    width: usize,
    /// Whether sentences are wrapped, as on a terminal. Elsewhere each is one line.
    wraps: bool,
    /// Whether findings are the result, so that as JSON they go to standard output.
    findings_are_result: bool,
}

/// Writes findings as JSON, made safe for a terminal where they go to one.
fn json(all: &Findings, is_terminal: bool, to: &mut dyn Write) -> io::Result<()> {
    if !is_terminal {
        return write_findings_json(all, to);
    }
    let mut shown = Shown::new(Notation::Json, to);
    write_findings_json(all, &mut shown)?;
    shown.finish()
}

impl Messages {
    /// As the arguments ask for.
    pub(crate) fn new(message_options: &MessageOptions, terminal: &Terminal) -> Self {
        Messages {
            format: message_options.findings,
            color: terminal.color(message_options.color, terminal.stderr),
            width: terminal.stderr_width,
            wraps: terminal.stderr,
            findings_are_result: false,
        }
    }

    /// For a command whose result is what it finds.
    pub(crate) fn of_findings(message_options: &MessageOptions, terminal: &Terminal) -> Self {
        Messages { findings_are_result: true, ..Messages::new(message_options, terminal) }
    }

    /// For commands that take no such arguments.
    pub(crate) fn plain(terminal: &Terminal) -> Self {
        Messages {
            format: FindingsFormat::Text,
            color: terminal.color(Color::Auto, terminal.stderr),
            width: terminal.stderr_width,
            wraps: terminal.stderr,
            findings_are_result: false,
        }
    }

    fn look(&self) -> Look {
        Look { wraps: self.wraps, ..Look::plain(self.width, self.color) }
    }

    /// Whether findings are wanted as JSON.
    pub(crate) fn is_json(&self) -> bool {
        self.format == FindingsFormat::Json
    }

    /// The format of a result that consists of findings.
    pub(crate) fn format(&self) -> Format {
        if self.is_json() { Format::Json } else { Format::Table }
    }

    /// All findings, as text (nothing where there are none) or JSON (an empty list).
    pub(crate) fn findings(&self, all: &Findings) {
        if all.is_empty() && !self.is_json() {
            return;
        }
        let mut to = anstream::AutoStream::always(stderr().lock());
        let _ignored = match self.format {
            FindingsFormat::Text => write_findings(all, self.look(), &mut to),
            FindingsFormat::Json if self.findings_are_result => json(all, stdout().is_terminal(), &mut stdout().lock()),
            FindingsFormat::Json => json(all, self.wraps, &mut to),
        };
    }

    /// A sentence about what was done.
    pub(crate) fn note(&self, text: &str) {
        let _ignored = Lines::of(self.look(), &mut stderr().lock()).prose(Tone::Plain, text, HANG);
    }

    /// A sentence about what was done. With findings as JSON there is none.
    pub(crate) fn remark(&self, text: &str) {
        if !self.is_json() {
            self.note(text);
        }
    }

    /// A document for a person. With findings as JSON there is none.
    pub(crate) fn document(&self, write: impl FnOnce(Look, &mut dyn Write) -> std::io::Result<()>) {
        if !self.is_json() {
            let _ignored = write(self.look(), &mut anstream::AutoStream::always(stderr().lock()));
        }
    }

    /// Why the run ended early, and what would fix it.
    pub(crate) fn failure(&self, failure: Finding) {
        if self.is_json() {
            let mut all = Findings::new();
            all.push(failure);
            return self.findings(&all);
        }
        let _ignored = self.explain(&failure);
    }

    fn explain(&self, failure: &Finding) -> io::Result<()> {
        let mut to = anstream::AutoStream::always(stderr().lock());
        let mut to = Lines::of(self.look(), &mut to);
        to.led_prose(Tone::Refusal, "error", &format!(": {}", failure.message), HANG)?;
        for (place, line) in failure.help.as_deref().unwrap_or_default().lines().enumerate() {
            let (lead, text) = if place == 0 { ("  help", format!(": {line}")) } else { ("", format!("  {line}")) };
            to.led_prose(Tone::Strong, lead, &text, 2 * HANG)?;
        }
        Ok(())
    }
}
