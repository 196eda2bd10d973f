//! Makes untrusted text safe to show in a terminal, and measures and shortens it by the columns it takes there.
//!
//! Whatever comes from data, headers, paths or YAML passes through [`visible`] before a person sees it: a customer's name
//! can neither move the cursor, nor turn the reading direction, nor hide a character.

use std::borrow::Cow;
use std::fmt::Write as _;
use unicode_segmentation::UnicodeSegmentation;
use unicode_width::UnicodeWidthStr;

/// How many characters of a cell a message shows.
const VALUE: usize = 40;

/// More bytes than this for a column are stacked marks, not text.
const BYTES_PER_COLUMN: usize = 16;

/// The text with everything that a terminal would obey or hide as a visible escape: `\u{202e}` for control and invisible
/// characters, `␤` for a line end, a space for a tab. Twice is the same as once.
pub fn visible(text: &str) -> Cow<'_, str> {
    if !text.chars().any(is_silent) {
        return Cow::Borrowed(text);
    }
    let mut shown = String::with_capacity(text.len());
    let mut rest = text.chars().peekable();
    while let Some(c) = rest.next() {
        match c {
            '\r' if rest.peek() == Some(&'\n') => {}
            '\n' => shown.push('␤'),
            '\t' => shown.push(' '),
            _ if is_silent(c) && !has_its_use(shown.chars().next_back(), c, rest.peek().copied()) => {
                // Writing to a String cannot fail.
                let _ = write!(shown, "\\u{{{:x}}}", u32::from(c));
            }
            _ => shown.push(c),
        }
    }
    Cow::Owned(shown)
}

/// Columns of a terminal that a visible text takes, by East Asian width.
pub fn width(text: &str) -> usize {
    text.width()
}

/// Made visible and, where it is wider than `columns`, cut between graphemes with `…` at its end.
pub(crate) fn truncated(text: &str, columns: usize) -> Cow<'_, str> {
    let shown = visible(text);
    if width(&shown) <= columns && shown.len() <= columns.saturating_mul(BYTES_PER_COLUMN) {
        return shown;
    }
    let mut kept = String::new();
    let mut taken = 0;
    for grapheme in shown.graphemes(true) {
        taken += width(grapheme);
        if taken >= columns || kept.len() + grapheme.len() > columns.saturating_mul(BYTES_PER_COLUMN) {
            break;
        }
        kept.push_str(grapheme);
    }
    kept.truncate(kept.trim_end().len());
    if columns > 0 {
        kept.push('…');
    }
    Cow::Owned(kept)
}

/// A cell as a message shows it: visible, and at most 40 characters of it.
pub fn shortened(text: &str) -> Cow<'_, str> {
    let mut graphemes = text.grapheme_indices(true);
    let (last, beyond) = (graphemes.nth(VALUE - 1), graphemes.next());
    let within = text.len() <= VALUE * BYTES_PER_COLUMN;
    let cut = match (last, beyond) {
        (_, None) if within => return visible(text),
        (Some((at, _)), _) => at.min(text.floor_char_boundary(VALUE * BYTES_PER_COLUMN)),
        (None, _) => text.floor_char_boundary(VALUE * BYTES_PER_COLUMN),
    };
    let mut shown = visible(text.get(..cut).unwrap_or_default()).into_owned();
    shown.push('…');
    Cow::Owned(shown)
}

/// Whether a character shows as nothing or controls a terminal. Control characters, C1, bidi controls, line and paragraph
/// separators, characters without width, tags, byte order marks.
pub(crate) fn is_silent(c: char) -> bool {
    c.is_control()
        || matches!(c,
            '\u{ad}' | '\u{34f}' | '\u{61c}' | '\u{115f}' | '\u{1160}' | '\u{17b4}' | '\u{17b5}'
            | '\u{180b}'..='\u{180f}' | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}'
            | '\u{3164}' | '\u{fe00}'..='\u{fe0f}' | '\u{feff}' | '\u{ffa0}' | '\u{fff0}'..='\u{fffb}'
            | '\u{1bca0}'..='\u{1bca3}' | '\u{1d173}'..='\u{1d17a}' | '\u{e0000}'..='\u{e0fff}')
}

/// Persian, Indic scripts and emoji need joiners between their characters, and symbols and ideographs are told by a
/// selector which form they take. Elsewhere these are only a way to make two different texts look alike.
fn has_its_use(before: Option<char>, c: char, after: Option<char>) -> bool {
    let joins = |c: char| c >= '\u{600}' && !is_silent(c);
    match c {
        '\u{200c}' | '\u{200d}' => before.is_some_and(|b| joins(b) || b == '\u{fe0f}') && after.is_some_and(joins),
        '\u{fe0e}' | '\u{fe0f}' => before.is_some_and(|b| b >= '\u{a9}' && !b.is_alphabetic() && !is_silent(b)),
        '\u{e0100}'..='\u{e01ef}' => before.is_some_and(
            |b| matches!(b, '\u{3400}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' | '\u{20000}'..='\u{3ffff}'),
        ),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn nothing_that_a_terminal_obeys_gets_through() {
        assert_eq!(visible("Acme\u{1b}[2J GmbH"), "Acme\\u{1b}[2J GmbH");
        assert_eq!(visible("a\u{9b}31m\u{7f}\u{0}"), "a\\u{9b}31m\\u{7f}\\u{0}");
        assert_eq!(visible("evil\u{202e}gnp.exe\u{2066}"), "evil\\u{202e}gnp.exe\\u{2066}");
        assert_eq!(visible("a\u{2028}b\u{2029}c"), "a\\u{2028}b\\u{2029}c");
        assert_eq!(visible("two\nlines\r\nand\ta tab\rend"), "two␤lines␤and a tab\\u{d}end");
    }

    #[test]
    fn what_hides_is_shown() {
        assert_eq!(visible("\u{feff}A\u{200b}B\u{ad}C\u{e0041}"), "\\u{feff}A\\u{200b}B\\u{ad}C\\u{e0041}");
        assert_eq!(visible("A\u{200d}1 \u{fe0f}x"), "A\\u{200d}1 \\u{fe0f}x");
        assert_eq!(visible("\u{3164}"), "\\u{3164}");
    }

    #[test]
    fn names_of_the_world_stay_as_they_are() {
        for name in
            ["Müller & Söhne", "株式会社", "می\u{200c}خواهم", "👩\u{200d}🔬 Lab", "❤\u{fe0f}", "葛\u{e0100}城", "לאומי"]
        {
            assert_eq!(visible(name), name);
        }
    }

    #[test]
    fn width_counts_columns_not_characters() {
        assert_eq!(width("Acme"), 4);
        assert_eq!(width("株式会社"), 8);
        assert_eq!(width("e\u{301}"), 1);
        assert_eq!(width("👩\u{200d}🔬"), 2);
    }

    #[test]
    fn cuts_between_graphemes_and_never_wider_than_asked() {
        assert_eq!(truncated("Acme", 4), "Acme");
        assert_eq!(truncated("Acme AG", 6), "Acme…");
        assert_eq!(truncated("株式会社", 6), "株式…");
        assert_eq!(truncated("株式会社", 5), "株式…");
        assert_eq!(truncated("株式会社", 4), "株…");
        assert_eq!(truncated("cafe\u{301}s", 5), "cafe\u{301}s");
        assert_eq!(truncated("cafe\u{301}s", 4), "caf…");
        assert_eq!(truncated("👩\u{200d}🔬👩\u{200d}🔬", 3), "👩\u{200d}🔬…");
        assert_eq!(truncated("ab", 1), "…");
        assert_eq!(truncated("ab", 0), "");
        assert_eq!(truncated("\u{1b}ab", 7), "\\u{1b}…");
    }

    #[test]
    fn a_tower_of_combining_marks_is_cut() {
        let tower = format!("a{}", "\u{301}".repeat(5000));
        assert!(truncated(&tower, 10).len() <= 10 * BYTES_PER_COLUMN + "…".len());
        assert!(shortened(&tower).len() <= VALUE * BYTES_PER_COLUMN + "…".len());
    }

    #[test]
    fn a_value_is_shortened_to_forty_characters() {
        let forty = "x".repeat(40);
        assert_eq!(shortened(&forty), forty);
        assert_eq!(shortened(&"x".repeat(41)), format!("{}…", "x".repeat(39)));
        assert_eq!(shortened("a\tb"), "a b");
    }

    proptest! {
        #[test]
        fn twice_is_the_same_as_once(text in any::<String>()) {
            let once = visible(&text).into_owned();
            prop_assert_eq!(visible(&once), once.as_str());
        }

        #[test]
        fn truncated_text_fits(text in any::<String>(), columns in 0usize..60) {
            prop_assert!(width(&truncated(&text, columns)) <= columns);
        }
    }
}
