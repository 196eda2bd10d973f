//! Lines of a terminal. Every text goes through [`visible`] here, so nothing reaches a terminal as a command; the only
//! escape codes are those of a [`Tone`].

use crate::output::look::Look;
use crate::report::Tone;
use crate::text::visible::{visible, width};
use anstyle::{AnsiColor, Style};
use std::io::{self, Write};

/// Indent of continuation lines.
pub(crate) const HANG: usize = 2;

/// How a tone looks in a terminal.
fn style(tone: Tone) -> Style {
    let style = Style::new();
    match tone {
        Tone::Plain => style,
        Tone::Strong => style.bold(),
        Tone::Aside => style.dimmed(),
        Tone::Caution => style.bold().fg_color(Some(AnsiColor::Yellow.into())),
        Tone::Refusal => style.bold().fg_color(Some(AnsiColor::Red.into())),
    }
}

/// A terminal, or what stands for one.
pub(crate) struct Terminal<'w> {
    to: &'w mut dyn Write,
    width: usize,
    /// Whether sentences are broken at the width.
    wraps: bool,
    color: bool,
}

impl<'w> Terminal<'w> {
    /// Narrower than this a table says nothing.
    const NARROWEST: usize = 40;

    pub(crate) fn new(to: &'w mut dyn Write, width: usize, color: bool) -> Self {
        Terminal { to, width: width.max(Terminal::NARROWEST), wraps: true, color }
    }

    /// One on which documents have this look.
    pub(crate) fn of(look: Look, to: &'w mut dyn Write) -> Self {
        Terminal { wraps: look.wraps, ..Terminal::new(to, look.width, look.color) }
    }

    pub(crate) fn width(&self) -> usize {
        self.width
    }

    pub(crate) fn wraps(&self) -> bool {
        self.wraps
    }

    pub(crate) fn has_color(&self) -> bool {
        self.color
    }

    /// Lines that are safe to show already, with their colours.
    pub(crate) fn styled(&mut self, text: &str) -> io::Result<()> {
        writeln!(self.to, "{text}")
    }

    /// The first of some texts that fits into a line, else the last.
    pub(crate) fn first_that_fits(&self, texts: &[String]) -> String {
        let fitting = texts.iter().find(|text| width(&visible(text)) <= self.width);
        fitting.or(texts.last()).cloned().unwrap_or_default()
    }

    pub(crate) fn gap(&mut self) -> io::Result<()> {
        writeln!(self.to)
    }

    /// One line, however long.
    pub(crate) fn line(&mut self, tone: Tone, text: &str) -> io::Result<()> {
        self.led_line(tone, text, "")
    }

    /// One line that begins in a tone and goes on plainly.
    pub(crate) fn led_line(&mut self, tone: Tone, lead: &str, text: &str) -> io::Result<()> {
        let (lead, text) = (visible(lead), visible(text));
        if self.color && tone != Tone::Plain && !lead.is_empty() {
            let style = style(tone);
            writeln!(self.to, "{style}{lead}{style:#}{text}")
        } else {
            writeln!(self.to, "{lead}{text}")
        }
    }

    /// A sentence that begins in a tone, in as many lines as it takes.
    pub(crate) fn led_prose(&mut self, tone: Tone, lead: &str, text: &str, hang: usize) -> io::Result<()> {
        if !self.wraps {
            return self.led_line(tone, lead, text);
        }
        let (lead, text) = (visible(lead), visible(text));
        let mut lines = wrapped(&format!("{lead}{text}"), self.width, hang).into_iter();
        let first = lines.next().unwrap_or_default();
        // A lead is one word, so the first line holds all of it.
        self.led_line(tone, &lead, first.strip_prefix(&*lead).unwrap_or_default())?;
        lines.try_for_each(|line| self.line(Tone::Plain, &line))
    }

    /// A sentence in as many lines as it takes; those after the first are indented by `hang`.
    pub(crate) fn prose(&mut self, tone: Tone, text: &str, hang: usize) -> io::Result<()> {
        if !self.wraps {
            return self.line(tone, text);
        }
        for line in wrapped(&visible(text), self.width, hang) {
            self.line(tone, &line)?;
        }
        Ok(())
    }
}

/// Cut at spaces into lines of at most `columns` where the words allow it.
pub(crate) fn wrapped(text: &str, columns: usize, hang: usize) -> Vec<String> {
    let mut lines = Vec::new();
    let mut line = String::new();
    let mut begun = false;
    for word in text.split(' ') {
        if begun && width(&line) + 1 + width(word) > columns {
            lines.push(std::mem::take(&mut line));
            line.push_str(&" ".repeat(hang));
        } else if begun {
            line.push(' ');
        }
        line.push_str(word);
        begun = true;
    }
    lines.push(line);
    lines
}

#[cfg(test)]
mod tests {
    use super::*;

    fn written(color: bool, write: impl Fn(&mut Terminal<'_>) -> io::Result<()>) -> String {
        let mut bytes = Vec::new();
        write(&mut Terminal::new(&mut bytes, 40, color)).unwrap();
        String::from_utf8(bytes).unwrap()
    }

    #[test]
    fn colour_codes_are_ours_alone_and_only_when_asked_for() {
        let line = |t: &mut Terminal<'_>| t.line(Tone::Strong, "\u{1b}[31mred\n");
        assert_eq!(written(false, line), "\\u{1b}[31mred␤\n");
        assert_eq!(written(true, line), "\u{1b}[1m\\u{1b}[31mred␤\u{1b}[0m\n");
    }

    #[test]
    fn a_led_sentence_is_wrapped_and_its_lead_alone_in_colour() {
        let line =
            |t: &mut Terminal<'_>| t.led_prose(Tone::Strong, "error[a]", ": what is wrong with it; what mends it", 2);
        assert_eq!(written(true, line), "\u{1b}[1merror[a]\u{1b}[0m: what is wrong with it; what\n  mends it\n");
    }

    #[test]
    fn prose_is_wrapped_at_spaces_and_hangs() {
        let text = "- aaaaaaaaaaaaaaaaaaa bbbbbbbbbbbbbbbbbbb ccc 株式会社";
        assert_eq!(
            written(false, |t| t.prose(Tone::Plain, text, 2)),
            "- aaaaaaaaaaaaaaaaaaa\n  bbbbbbbbbbbbbbbbbbb ccc 株式会社\n"
        );
        assert_eq!(wrapped("aaaaaa b", 3, 0), ["aaaaaa", "b"]);
        assert_eq!(wrapped("", 3, 0), [""]);
    }
}
