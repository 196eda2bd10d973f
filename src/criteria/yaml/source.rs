//! The source of a criteria file: byte span -> line, column and the line itself.

use crate::finding::{Excerpt, Place};
use std::ops::Range;

/// Longest line that is shown whole, in bytes. Of a longer one only the part around the mark is shown, so that the excerpt of
/// a file with a single line stays readable.
const SHOWN: usize = 240;

/// The text of a file, and where its lines begin.
#[derive(Debug)]
pub(crate) struct Source<'s> {
    file: &'s str,
    text: &'s str,
    /// Bytes before `text` in the file: a byte order mark.
    skipped: usize,
    starts: Vec<usize>,
}

impl<'s> Source<'s> {
    /// The source of `file`. A byte order mark at the beginning of `whole` is skipped.
    pub(crate) fn new(file: &'s str, whole: &'s str) -> Self {
        let text = whole.strip_prefix('\u{feff}').unwrap_or(whole);
        let skipped = whole.len() - text.len();
        let bytes = text.as_bytes();
        let breaks = bytes.iter().enumerate().filter(|&(i, byte)| match byte {
            b'\n' => true,
            b'\r' => bytes.get(i + 1) != Some(&b'\n'),
            _ => false,
        });
        let starts = std::iter::once(0).chain(breaks.map(|(i, _)| i + 1)).collect();
        Source { file, text, skipped, starts }
    }

    /// The text without the byte order mark.
    pub(crate) fn text(&self) -> &'s str {
        self.text
    }

    /// The text at `span`.
    pub(crate) fn at(&self, span: &Range<usize>) -> &'s str {
        self.text.get(span.clone()).unwrap_or("")
    }

    /// The line of a byte, counted from 1.
    pub(crate) fn line(&self, byte: usize) -> usize {
        self.starts.partition_point(|&start| start <= byte)
    }

    /// The place of `span`, with the part of its first line marked.
    pub(crate) fn place(&self, span: &Range<usize>) -> Place {
        let start = self.text.floor_char_boundary(span.start);
        let line = self.line(start);
        let from = line.checked_sub(1).and_then(|i| self.starts.get(i)).copied().unwrap_or(0);
        let next = self.starts.get(line).copied().unwrap_or(self.text.len());
        let whole = self.at(&(from..next)).trim_end_matches(['\n', '\r']);
        let before = start.saturating_sub(from).min(whole.len());
        let end = self.text.ceil_char_boundary(span.end).saturating_sub(from).clamp(before, whole.len());
        let column = whole.get(..before).map_or(0, |part| part.chars().count()) + 1;
        Place {
            file: self.file.to_owned(),
            line: u64::try_from(line).ok(),
            column: u64::try_from(column).ok(),
            byte: u64::try_from(start + self.skipped).ok(),
            excerpt: Some(excerpt(whole, before..end)),
            ..Place::default()
        }
    }
}

fn excerpt(line: &str, marked: Range<usize>) -> Excerpt {
    if line.len() <= SHOWN {
        return Excerpt { text: line.to_owned(), start: marked.start, end: marked.end };
    }
    let from = line.floor_char_boundary(marked.start.saturating_sub(SHOWN / 2));
    let to = line.ceil_char_boundary((from + SHOWN).min(line.len()));
    let lead = if from > 0 { "…" } else { "" };
    let tail = if to < line.len() { "…" } else { "" };
    let shift = |byte: usize| byte.clamp(from, to) - from + lead.len();
    let shown = line.get(from..to).unwrap_or("");
    Excerpt { text: format!("{lead}{shown}{tail}"), start: shift(marked.start), end: shift(marked.end) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn counts_lines_of_every_line_end_and_columns_in_characters() {
        let source = Source::new("f", "\u{feff}a\r\nb\rü: x\nc");
        let place = source.place(&(9..10));
        assert_eq!((place.line, place.column, place.byte), (Some(3), Some(4), Some(12)));
        let excerpt = place.excerpt.unwrap();
        assert_eq!((excerpt.text.as_str(), excerpt.start, excerpt.end), ("ü: x", 4, 5));
    }

    #[test]
    fn shows_a_long_line_only_round_the_marked_part() {
        let text = format!("{}X{}", "ä".repeat(5000), "ö".repeat(5000));
        let excerpt = Source::new("f", &text).place(&(10_000..10_001)).excerpt.unwrap();
        assert!(excerpt.text.len() < SHOWN + 20);
        assert_eq!(excerpt.text.get(excerpt.start..excerpt.end), Some("X"));
    }

    #[test]
    fn a_place_past_the_end_is_the_end() {
        let place = Source::new("f", "ab\n").place(&(99..99));
        assert_eq!((place.line, place.column), (Some(2), Some(1)));
    }
}
