//! A menu on a terminal: every choice has a key in front, which chooses at once; arrows and Enter do as well.

use crate::cli::exit::{Failure, usage};
use crate::cli::terminal::{Color, Terminal};
use crate::language::Language;
use crate::language::interview as words;
use crate::output::terminal::lines::wrapped;
use anstyle::{AnsiColor, Style};
use anyhow::{Context as _, Result};
use console::{Key, Term};
use std::io::{self, IsTerminal as _, stdin};

const BOLD: Style = Style::new().bold();
const MARKED: Style = AnsiColor::Cyan.on_default();

/// One thing to choose.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Choice {
    /// What is typed to choose it.
    pub(crate) key: char,
    /// What it says.
    pub(crate) text: String,
}

impl Choice {
    pub(crate) fn new(key: char, text: impl Into<String>) -> Self {
        Choice { key, text: text.into() }
    }
}

/// How a menu was left.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Chosen {
    /// By the choice at this place.
    Place(usize),
    /// Back to what was asked before.
    Back,
    /// No more questions at all.
    End,
}

/// Where menus are shown, and how.
#[derive(Debug)]
pub(crate) struct Board {
    term: Term,
    pub(crate) language: Language,
    width: usize,
    color: bool,
}

impl Board {
    /// The board on standard error. Refuses where nobody can answer; `help` says what to do then.
    pub(crate) fn open(language: Language, color: Color, terminal: &Terminal, help: &str) -> Result<Self> {
        if !stdin().is_terminal() || !terminal.stderr {
            return Err(usage("--ask needs a terminal to ask on", help));
        }
        let color = terminal.color(color, terminal.stderr);
        Ok(Board { term: Term::stderr(), language, width: terminal.stderr_width, color })
    }

    /// Asks for one choice, then clears the menu.
    pub(crate) fn choose(&self, prompt: &str, choices: &[Choice], first: usize) -> io::Result<Chosen> {
        self.without_cursor(|| self.conduct(prompt, choices, first, None))
    }

    /// Asks for several choices: a key or the space bar ticks a choice or unticks it, Enter takes all that are ticked.
    pub(crate) fn pick(&self, prompt: &str, choices: &[Choice], picked: &mut [bool]) -> io::Result<Chosen> {
        self.without_cursor(|| self.conduct(prompt, choices, 0, Some(picked)))
    }

    /// Hides the cursor meanwhile, and shows it again after an error too.
    fn without_cursor(&self, ask: impl FnOnce() -> io::Result<Chosen>) -> io::Result<Chosen> {
        self.term.hide_cursor()?;
        let chosen = ask();
        self.term.show_cursor()?;
        chosen
    }

    fn conduct(
        &self,
        prompt: &str,
        choices: &[Choice],
        first: usize,
        mut picked: Option<&mut [bool]>,
    ) -> io::Result<Chosen> {
        let mut marked = first;
        let mut hint = None;
        loop {
            let drawn = self.draw(prompt, choices, (marked, picked.as_deref()), hint.as_deref())?;
            let key = match self.term.read_key_raw() {
                Err(error) if error.kind() == io::ErrorKind::UnexpectedEof => Key::CtrlC,
                key => key?,
            };
            self.term.clear_last_lines(drawn)?;
            hint = None;
            match (answer(&key, choices, marked), picked.as_deref_mut()) {
                (Reply::Leave(Chosen::Place(place)) | Reply::Mark(place), Some(picked))
                    if matches!(key, Key::Char(_)) =>
                {
                    marked = place;
                    picked.get_mut(place).into_iter().for_each(|picked| *picked = !*picked);
                }
                (Reply::Leave(chosen), _) => return Ok(chosen),
                (Reply::Mark(place), _) => marked = place,
                (Reply::Unknown, _) => {
                    let keys: Vec<String> = choices.iter().map(|choice| choice.key.to_string()).collect();
                    hint = Some(words::keys(self.language, &keys.join(", ")));
                }
            }
        }
    }

    /// Shows the menu and tells how many lines it takes.
    fn draw(
        &self,
        prompt: &str,
        choices: &[Choice],
        (marked, picked): (usize, Option<&[bool]>),
        hint: Option<&str>,
    ) -> io::Result<usize> {
        let mut lines = self.lines(prompt, BOLD, 2);
        for (place, Choice { key, text }) in choices.iter().enumerate() {
            let (mark, style) = if place == marked { ('>', MARKED) } else { (' ', Style::new()) };
            let tick = match picked.map(|picked| picked.get(place).copied().unwrap_or(false)) {
                None => "",
                Some(true) => "[x] ",
                Some(false) => "[ ] ",
            };
            lines.extend(self.lines(&format!("{mark} {key}  {tick}{text}"), style, 5));
        }
        if picked.is_some() {
            lines.extend(self.lines(words::how_to_tick(self.language), Style::new(), 2));
        }
        lines.extend(hint.into_iter().flat_map(|hint| self.lines(hint, Style::new(), 2)));
        lines.iter().try_for_each(|line| self.term.write_line(line))?;
        Ok(lines.len())
    }

    fn lines(&self, text: &str, style: Style, hang: usize) -> Vec<String> {
        let style = if self.color { style } else { Style::new() };
        // Terminals differ on whether a line of their full width takes a second one.
        let lines = wrapped(text, self.width.saturating_sub(1), hang);
        lines.into_iter().map(|line| format!("{style}{line}{style:#}")).collect()
    }

    /// Writes a text that stays on the screen.
    pub(crate) fn say(&self, text: &str) -> Result<()> {
        let written = wrapped(text, self.width, 2).iter().try_for_each(|line| self.term.write_line(line));
        written.with_context(Failure::mute)
    }
}

/// What a key does.
#[derive(Debug, PartialEq)]
enum Reply {
    Leave(Chosen),
    Mark(usize),
    Unknown,
}

fn answer(key: &Key, choices: &[Choice], marked: usize) -> Reply {
    let count = choices.len().max(1);
    match key {
        Key::ArrowDown | Key::Tab => Reply::Mark((marked + 1) % count),
        Key::ArrowUp | Key::BackTab => Reply::Mark((marked + count - 1) % count),
        Key::Enter => Reply::Leave(Chosen::Place(marked)),
        Key::Escape | Key::Backspace | Key::ArrowLeft => Reply::Leave(Chosen::Back),
        Key::CtrlC => Reply::Leave(Chosen::End),
        // So that "a 5" may be typed with its space.
        Key::Char(' ') => Reply::Mark(marked),
        Key::Char(typed) => {
            let is_typed = |choice: &Choice| choice.key.eq_ignore_ascii_case(typed);
            choices.iter().position(is_typed).map_or(Reply::Unknown, |place| Reply::Leave(Chosen::Place(place)))
        }
        _ => Reply::Unknown,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_key_chooses_at_once_and_arrows_go_round() {
        let choices = [Choice::new('a', "Alpha"), Choice::new('5', "strongly"), Choice::new('=', "the same")];
        let pressed = |key: Key, marked| answer(&key, &choices, marked);
        assert_eq!(pressed(Key::Char('5'), 0), Reply::Leave(Chosen::Place(1)));
        assert_eq!(pressed(Key::Char('A'), 2), Reply::Leave(Chosen::Place(0)));
        assert_eq!(pressed(Key::Enter, 2), Reply::Leave(Chosen::Place(2)));
        assert_eq!(pressed(Key::ArrowUp, 0), Reply::Mark(2));
        assert_eq!(pressed(Key::ArrowDown, 2), Reply::Mark(0));
        assert_eq!(pressed(Key::Char(' '), 1), Reply::Mark(1));
        assert_eq!(pressed(Key::Char('x'), 1), Reply::Unknown);
        assert_eq!(pressed(Key::Escape, 1), Reply::Leave(Chosen::Back));
        assert_eq!(pressed(Key::CtrlC, 1), Reply::Leave(Chosen::End));
    }
}
