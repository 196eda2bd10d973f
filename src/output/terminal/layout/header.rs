//! The header of a column in as few lines as its width allows.

use crate::text::visible::{truncated, visible, width};

/// A word of a header that takes more is broken where it may be.
const LONG_WORD: usize = 12;

/// Columns that a header of numbers, which are narrow, would like: those of its one line, or of two where a space
/// parts it.
pub(crate) fn header_width(name: &str) -> usize {
    let name = visible(name);
    let halves = name.match_indices(' ').filter_map(|(at, _)| {
        let (first, second) = (name.get(..at)?, name.get(at + 1..)?);
        Some(width(first).max(width(second)))
    });
    halves.min().unwrap_or(usize::MAX).min(width(&name))
}

/// A header in as few lines as the columns allow; only a word that is wider than they are is cut.
pub(crate) fn header_lines(name: &str, columns: usize) -> Vec<String> {
    let name = visible(name);
    let mut lines = vec![String::new()];
    for part in parts(&name) {
        match lines.last_mut() {
            Some(line) if line.is_empty() || width(line) + width(part.trim_end()) <= columns => line.push_str(part),
            _ => lines.push(part.to_owned()),
        }
    }
    lines.iter().map(|line| truncated(line.trim_end(), columns).into_owned()).collect()
}

/// The parts between which a header may be broken: its words, and those of a long word that a hyphen, an underscore or a
/// slash joins.
pub(crate) fn parts(name: &str) -> impl Iterator<Item = &str> {
    name.split_inclusive(' ').flat_map(|word| {
        let is_long = width(word.trim_end()) > LONG_WORD;
        word.split_inclusive(move |c| is_long && matches!(c, '-' | '_' | '/'))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headers_split_at_the_best_space() {
        assert_eq!(header_width("Breadth of opportunities"), 13);
        assert_eq!(header_lines("Breadth of opportunities", 13), ["Breadth of", "opportunities"]);
        assert_eq!(header_lines("Breadth of opportunities", 8), ["Breadth", "of", "opportu…"]);
        assert_eq!(header_lines("Know-how carrier", 9), ["Know-how", "carrier"]);
        assert_eq!(header_lines("Know-how carrier", 7), ["Know-h…", "carrier"]);
        assert_eq!(header_lines("Reseller-partnership level", 12), ["Reseller-", "partnership", "level"]);
        assert_eq!(header_lines("account_manager", 8), ["account_", "manager"]);
        assert_eq!(
            (header_lines("opportunities", 8), header_lines("", 8)),
            (vec!["opportu…".into()], vec![String::new()])
        );
    }
}
