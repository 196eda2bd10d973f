//! What is said to a person on standard error. A voice that cannot be heard is no failure: nothing here returns errors.

use super::arguments::{FindingsFormat, Speaking};
use super::terminal::{Color, Terminal};
use crate::finding::Findings;
use crate::output::{Look, visible, write_findings, write_findings_json};
use anstyle::{AnsiColor, Style};
use std::io::{Write, stderr};

const RED: Style = AnsiColor::Red.on_default().bold();
const BOLD: Style = Style::new().bold();

/// How to speak.
#[derive(Debug, Clone, Copy)]
pub(super) struct Voice {
    format: FindingsFormat,
    color: bool,
    width: usize,
}

impl Voice {
    /// As the arguments ask for.
    pub(super) fn new(speaking: &Speaking, terminal: &Terminal) -> Self {
        Voice {
            format: speaking.findings,
            color: terminal.color(speaking.color, terminal.stderr),
            width: terminal.width,
        }
    }

    /// For commands that take no such arguments.
    pub(super) fn plain(terminal: &Terminal) -> Self {
        Voice {
            format: FindingsFormat::Text,
            color: terminal.color(Color::Auto, terminal.stderr),
            width: terminal.width,
        }
    }

    fn look(&self) -> Look {
        Look { width: self.width, color: self.color, formula_guard: false, portfolio: false }
    }

    /// Are findings wanted as JSON?
    pub(super) fn is_json(&self) -> bool {
        self.format == FindingsFormat::Json
    }

    /// All findings, as text (nothing where there are none) or JSON (an empty list).
    pub(super) fn findings(&self, all: &Findings) {
        if all.is_empty() && !self.is_json() {
            return;
        }
        let mut to = anstream::AutoStream::always(stderr().lock());
        let _unheard = match self.format {
            FindingsFormat::Text => write_findings(all, self.look(), &mut to),
            FindingsFormat::Json => write_findings_json(all, &mut to),
        };
    }

    /// A sentence about what was done.
    pub(super) fn note(&self, text: &str) {
        let _unheard = writeln!(stderr().lock(), "{}", visible(text));
    }

    /// A sentence about what was done, unless only findings are wanted, for a program.
    pub(super) fn remark(&self, text: &str) {
        if !self.is_json() {
            self.note(text);
        }
    }

    /// A document for a person, unless only findings are wanted, for a program.
    pub(super) fn document(&self, write: impl FnOnce(Look, &mut dyn Write) -> std::io::Result<()>) {
        if !self.is_json() {
            let _unheard = write(self.look(), &mut anstream::AutoStream::always(stderr().lock()));
        }
    }

    /// What went wrong and what would mend it.
    pub(super) fn error(&self, message: &str, help: Option<&str>) {
        let (red, bold) = if self.color { (RED, BOLD) } else { (Style::new(), Style::new()) };
        let mut to = anstream::AutoStream::always(stderr().lock());
        let _unheard = writeln!(to, "{red}error{red:#}: {}", visible(message));
        for (place, line) in help.unwrap_or_default().lines().enumerate() {
            let lead = if place == 0 { format!("{bold}help{bold:#}: ") } else { String::new() };
            let _unheard = writeln!(to, "  {lead}{}", visible(line));
        }
    }
}
