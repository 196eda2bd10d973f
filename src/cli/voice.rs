//! What is said to a person on standard error. A voice that cannot be heard is no failure: nothing here returns errors.

use super::arguments::{FindingsFormat, Speaking};
use super::terminal::{Color, Terminal};
use crate::finding::{Finding, Findings};
use crate::output::{findings, visible::visible};
use anstyle::{AnsiColor, Style};
use std::io::{Write, stderr};

const RED: Style = AnsiColor::Red.on_default().bold();
const BOLD: Style = Style::new().bold();

/// How to speak.
#[derive(Debug, Clone, Copy)]
pub(super) struct Voice {
    format: FindingsFormat,
    color: bool,
}

impl Voice {
    /// As the arguments ask for.
    pub(super) fn new(speaking: &Speaking, terminal: &Terminal) -> Self {
        Voice { format: speaking.findings, color: terminal.color(speaking.color, terminal.stderr) }
    }

    /// For commands that take no such arguments.
    pub(super) fn plain(terminal: &Terminal) -> Self {
        Voice { format: FindingsFormat::Text, color: terminal.color(Color::Auto, terminal.stderr) }
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
        let list: Vec<&Finding> = all.iter().collect();
        let mut to = anstream::AutoStream::always(stderr().lock());
        let _unheard = match self.format {
            FindingsFormat::Text => findings::write_text(&list, self.color, &mut to),
            FindingsFormat::Json => findings::write_json(&list, &mut to),
        };
    }

    /// A sentence about what was done.
    pub(super) fn note(&self, text: &str) {
        let _unheard = writeln!(stderr().lock(), "{}", visible(text));
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
