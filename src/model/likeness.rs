//! When two texts count as the same.

use unicode_normalization::UnicodeNormalization;

/// Equal but for case, outer spaces, characters that nobody sees, and the two ways to write an accent: how headers,
/// levels, statuses and conditions compare texts.
pub fn same_text(a: &str, b: &str) -> bool {
    let (a, b) = (a.trim(), b.trim());
    if a == b {
        return true;
    }
    if a.is_ascii() && b.is_ascii() { a.eq_ignore_ascii_case(b) } else { folded(a) == folded(b) }
}

/// A text as it compares: without case, outer spaces and characters that nobody sees, accents in one way.
pub fn folded(text: &str) -> String {
    if text.is_ascii() {
        // Most are, and an ASCII character has no accent and is seen.
        return text.trim().to_ascii_lowercase();
    }
    let seen = text.nfc().filter(|c| !is_invisible(*c)).flat_map(char::to_lowercase);
    let folded: String = seen.collect();
    folded.trim().to_owned()
}

/// Is it a character that shows as nothing: a mark of direction, a joiner, a filler, a tag?
pub fn is_invisible(c: char) -> bool {
    matches!(c,
        '\u{ad}' | '\u{34f}' | '\u{61c}' | '\u{115f}' | '\u{1160}' | '\u{17b4}' | '\u{17b5}' | '\u{180b}'..='\u{180f}'
        | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{2800}' | '\u{3164}'
        | '\u{fe00}'..='\u{fe0f}' | '\u{feff}' | '\u{ffa0}' | '\u{fff9}'..='\u{fffb}' | '\u{1d173}'..='\u{1d17a}'
        | '\u{e0000}'..='\u{e0fff}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_compare_as_people_see_them() {
        for (a, b) in [
            ("Übergabe", " übergabe "),
            ("insolvent", "insol\u{200b}vent\u{200f}"),
            ("Grösse", "Gro\u{308}sse"),
            ("A", "a"),
        ] {
            assert!(same_text(a, b), "{a} {b}");
        }
        assert!(!same_text("Übergabe", "Ubergabe") && !same_text("a b", "ab"));
        assert_eq!([folded(" Know_HOW\t"), folded("\u{b}A\u{1f} ")], ["know_how", "a\u{1f}"]);
    }
}
