//! What the environment and the terminal say.

use crate::language::Language;
use clap::ValueEnum;
use std::io::{IsTerminal, stderr, stdout};
use terminal_size::{Height, Width, terminal_size_of};

/// When to use colour.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Color {
    /// On a terminal, unless `NO_COLOR` is set.
    Auto,
    /// Also where the output is no terminal.
    Always,
    /// Nowhere.
    Never,
}

/// The width of a document that nobody looks at through a terminal.
const WIDE: usize = 120;

/// Narrower than this no table is readable.
const NARROW: usize = 40;

/// What the environment and the terminal say.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Terminal {
    /// Whether standard output is a terminal.
    pub(crate) stdout: bool,
    /// Whether standard error is a terminal.
    pub(crate) stderr: bool,
    /// Columns: `COLUMNS`, else the terminal's own, else a generous width.
    pub(crate) width: usize,
    /// The same for standard error, where messages go.
    pub(crate) stderr_width: usize,
    /// `NO_COLOR` is set, or the terminal cannot.
    plain: bool,
}

impl Terminal {
    /// Asks the environment and both streams.
    pub(crate) fn from_environment() -> Self {
        let set = |name| std::env::var_os(name).is_some_and(|value| !value.is_empty());
        let columns = std::env::var("COLUMNS").ok().and_then(|text| text.trim().parse().ok());
        let columns_of = |own: Option<(Width, Height)>| {
            columns.or(own.map(|(width, _)| usize::from(width.0))).unwrap_or(WIDE).max(NARROW)
        };
        Terminal {
            stdout: stdout().is_terminal(),
            stderr: stderr().is_terminal(),
            width: columns_of(terminal_size_of(stdout())),
            stderr_width: columns_of(terminal_size_of(stderr())),
            plain: set("NO_COLOR") || std::env::var_os("TERM").is_some_and(|term| term == "dumb"),
        }
    }

    /// Whether a stream gets colour.
    pub(crate) fn color(&self, wanted: Color, is_terminal: bool) -> bool {
        match wanted {
            Color::Always => true,
            Color::Never => false,
            Color::Auto => is_terminal && !self.plain,
        }
    }
}

/// The language of messages that belong to no file: that of the locale. Documents never depend on it.
pub(crate) fn own_language() -> Language {
    language(|name| std::env::var(name).ok())
}

/// The language of the first locale that is set, in the order of POSIX; English where it is none of ours.
fn language(variable: impl Fn(&str) -> Option<String>) -> Language {
    let names = ["LC_ALL", "LC_MESSAGES", "LANG"];
    let locale = names.into_iter().find_map(|name| variable(name).filter(|value| !value.is_empty()));
    let code = locale.as_deref().and_then(|locale| locale.split(['_', '.', '@']).next());
    code.and_then(Language::from_code).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_locale_that_is_set_gives_the_language() {
        let of = |set: &[(&str, &str)]| {
            language(|name| set.iter().find(|(own, _)| *own == name).map(|(_, value)| (*value).to_owned()))
        };
        assert_eq!(of(&[("LANG", "de_DE.UTF-8")]), Language::German);
        assert_eq!(of(&[("LC_ALL", ""), ("LC_MESSAGES", "de")]), Language::German);
        assert_eq!(of(&[("LC_ALL", "C"), ("LANG", "de_AT")]), Language::English);
        assert_eq!(of(&[("LANG", "fr_FR")]), Language::English);
        assert_eq!(of(&[]), Language::English);
    }

    #[test]
    fn an_explicit_wish_for_colour_beats_the_environment() {
        let plain = Terminal { stdout: true, stderr: true, width: 80, stderr_width: 80, plain: true };
        assert!(!plain.color(Color::Auto, true));
        assert!(plain.color(Color::Always, false));
        let capable = Terminal { plain: false, ..plain };
        assert!(capable.color(Color::Auto, true) && !capable.color(Color::Auto, false));
        assert!(!capable.color(Color::Never, true));
    }
}
