//! When two texts count as the same.
//!
//! The rule, for every place where words are compared:
//!
//! - Case makes no difference, by Unicode's full case folding: `STRASSE` is `straße`, `ΟΔΟΣ` is `οδος`.
//! - The letter i is one letter with and without its dot, in capitals too, so that Turkish words match whoever wrote
//!   them: `İPTAL`, `IPTAL`, `iptal` and `ıptal` are the same.
//! - Every kind of space is a space, line breaks and tabs too; a run of them is one, and outer ones do not count.
//! - Invisible characters do not count: marks of direction, joiners, soft hyphens, control characters.
//! - The two ways to write an accent are one (NFC), and full-width letters are the letters.
//!
//! NFKC would go further and is not used: `10²` is not `102`, and `½` is not `1⁄2`. What it does for spaces, ligatures and
//! full-width letters is done by the rules above.

use unicode_normalization::UnicodeNormalization;

/// The dot that `İ` leaves behind when it becomes small.
const DOT_ABOVE: char = '\u{307}';

/// Whether two texts are the same by the rule of this file. The quick checks decide only what is certain; the property
/// test below holds them together with [`folded`].
pub fn same_text(a: &str, b: &str) -> bool {
    let told_apart = || surely_differ(a, b) || is_bare(a) && is_bare(b);
    a.eq_ignore_ascii_case(b) || !told_apart() && folded(a) == folded(b)
}

/// Whether two texts begin or end with different ASCII characters. Most texts that differ do.
fn surely_differ(a: &str, b: &str) -> bool {
    let differ = |a: Option<&u8>, b: Option<&u8>| {
        a.zip(b).is_some_and(|(a, b)| a.is_ascii_graphic() && b.is_ascii_graphic() && !a.eq_ignore_ascii_case(b))
    };
    let (a, b) = (a.as_bytes(), b.as_bytes());
    differ(a.first(), b.first()) || differ(a.last(), b.last())
}

/// A text as it compares.
pub fn folded(text: &str) -> String {
    if is_bare(text) {
        return text.to_ascii_lowercase();
    }
    let letters = text.nfd().map(narrow).flat_map(char::to_lowercase).flat_map(char::to_uppercase);
    let letters = letters.flat_map(char::to_lowercase);
    let seen = letters.filter(|c| c.is_whitespace() || !(c.is_control() || is_invisible(*c)));
    let mut before = ' ';
    // After folding, a letter and its mark may stand apart; taking all letters apart and joining them again makes one.
    let undotted = seen.nfd().filter(|c| {
        let dots_an_i = *c == DOT_ABOVE && before == 'i';
        if !dots_an_i {
            before = *c;
        }
        !dots_an_i
    });
    let seen: String = undotted.nfc().collect();
    let mut folded = String::with_capacity(seen.len());
    for word in seen.split_whitespace() {
        if !folded.is_empty() {
            folded.push(' ');
        }
        folded.push_str(word);
    }
    folded
}

/// The first character of a text, without the accent it may carry.
pub(crate) fn first_letter(text: &str) -> Option<char> {
    text.nfd().next()
}

/// A header as it compares: `_` is a space as well.
pub fn folded_header(header: &str) -> String {
    folded(&header.replace('_', " "))
}

/// Whether two headers are the same by the rule of this file, where `_` is a space as well.
pub fn same_header(a: &str, b: &str) -> bool {
    folded_header(a) == folded_header(b)
}

/// A text as it compares where its marks make no difference either: `k. A.`, `k.A.` and `k.a` are the same, and so are
/// `-`, `–` and `---`. In a text with digits, marks are part of the number and count.
pub fn spelled(text: &str) -> String {
    let folded = folded(text);
    if folded.chars().any(char::is_numeric) {
        return folded;
    }
    let mut spelled = String::with_capacity(folded.len());
    let is_mark = |c: char| matches!(c, '.' | '/' | '-');
    for c in folded.chars() {
        let c = if is_dash(c) { '-' } else { c };
        let behind_mark = spelled.ends_with(is_mark);
        match c {
            ' ' if behind_mark => continue,
            '-' if spelled.ends_with('-') => continue,
            _ if is_mark(c) && spelled.ends_with(' ') => {
                spelled.pop();
                if c == '-' && spelled.ends_with('-') {
                    continue;
                }
            }
            _ => {}
        }
        spelled.push(c);
    }
    while spelled.len() > 1 && spelled.ends_with('.') {
        spelled.pop();
    }
    spelled
}

/// Whether a character is a dash or a minus of any length.
fn is_dash(c: char) -> bool {
    matches!(c, '-' | '\u{2010}'..='\u{2015}' | '\u{2043}' | '\u{2212}' | '\u{fe58}' | '\u{fe63}' | '\u{ff0d}')
}

/// The letter of a full-width letter.
fn narrow(c: char) -> char {
    match c {
        '\u{ff01}'..='\u{ff5e}' => u32::from(c).checked_sub(0xfee0).and_then(char::from_u32).unwrap_or(c),
        _ => c,
    }
}

/// Whether a text has only ASCII letters and signs with single spaces between them, as most texts have. Folding such a
/// text changes nothing but its case.
fn is_bare(text: &str) -> bool {
    let mut before = b' ';
    let bare = text.bytes().all(|byte| {
        let fits = byte.is_ascii_graphic() || byte == b' ' && before != b' ';
        before = byte;
        fits
    });
    bare && (before != b' ' || text.is_empty())
}

/// Whether a character shows as nothing: a mark of direction, a joiner, a filler, a tag.
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
    use proptest::prelude::*;

    #[test]
    fn texts_compare_as_people_see_them() {
        for (a, b) in [
            ("Übergabe", " übergabe "),
            ("insolvent", "insol\u{200b}vent\u{200f}"),
            ("insolvent", "insol\u{ad}vent"),
            ("Grösse", "Gro\u{308}sse"),
            ("A", "a"),
            ("STRASSE", "straße"),
            ("STRAẞE", "Strasse"),
            ("İPTAL", "iptal"),
            ("IPTAL", "iptal"),
            ("ıptal", "İptal"),
            ("ΟΔΟΣ", "οδος"),
            ("in liquidation", "in\u{a0}liquidation"),
            ("in liquidation", "In \u{202f} Liquidation"),
            ("in liquidation", "in\r\nliquidation"),
            ("in liquidation", "in\u{3000}\tliquidation\u{2003}"),
            ("Konflikt", "Kon\u{fb02}ikt"),
            ("insolvent", "\u{ff29}nsolvent"),
            ("a b", "a \u{200b} b"),
            ("", " \u{a0}\u{feff}"),
        ] {
            assert!(same_text(a, b) && same_text(b, a), "{a} {b}");
        }
        for (a, b) in [("Übergabe", "Ubergabe"), ("a b", "ab"), ("102", "10²"), ("a_b", "a b"), ("A-1", "A\u{2013}1")]
        {
            assert!(!same_text(a, b), "{a} {b}");
        }
        assert_eq!([folded(" Know_HOW\t"), folded("\u{b}A\u{1f} ")], ["know_how", "a"]);
    }

    #[test]
    fn every_letter_folds_as_unicode_says() {
        for c in '\0'..=char::MAX {
            let text = format!("x{c}y");
            let full = caseless::default_case_fold_str(&text);
            assert!(same_text(&text, &full), "{:x}: {} {}", u32::from(c), folded(&text), folded(&full));
            assert_eq!(folded(&folded(&text)), folded(&text), "{:x}", u32::from(c));
            // Nothing else is folded, except the i without its dot and letters that are newer than the crate.
            let is_later = matches!(c, '\u{a7ce}'..='\u{a7d5}' | '\u{16ea0}'..='\u{16ed3}');
            let is_letter =
                !is_later && c != 'ı' && !c.is_whitespace() && !c.is_control() && !is_invisible(c) && narrow(c) == c;
            if is_letter {
                let strict = |text: &str| {
                    let apart: String = text.nfd().collect();
                    let once: String = caseless::default_case_fold_str(&apart).nfd().collect();
                    caseless::default_case_fold_str(&once).replace("i\u{307}", "i").nfd().nfc().collect::<String>()
                };
                assert_eq!(strict(&folded(&text)), strict(&text), "{:x}", u32::from(c));
            }
        }
    }

    #[test]
    fn marks_make_no_difference_to_how_a_word_is_spelled() {
        for (a, b) in [
            ("k.A.", "k. A."),
            ("k. a", "K.\u{a0}A ."),
            ("n.a.", "N. A."),
            ("N/A", "n / a"),
            ("-", "\u{2014}"),
            ("---", "\u{2013}"),
            ("- -", "-"),
            ("-None-", "--none--"),
            ("keine Angabe", "Keine  Angabe."),
        ] {
            assert_eq!(spelled(a), spelled(b));
        }
        for (a, b) in [("k.A.", "KA"), ("-None-", "none"), ("n.v.", "NV"), ("-1", "1"), ("0.", "0"), ("a-b", "ab")] {
            assert_ne!(spelled(a), spelled(b));
        }
    }

    proptest! {
        #[test]
        fn folding_twice_is_folding_once(text in "\\PC{0,20}", strange in "[ \\t\u{a0}iİıIßẞσςΣ\u{307}\u{301}\u{200b}]{0,8}") {
            // Capitals of Greek letters with a iota below them put marks into another order.
            let text: String = text.chars().filter(|c| !matches!(c, '\u{345}' | '\u{1f00}'..='\u{1fff}')).collect();
            let text = format!("{text}{strange}{text}");
            prop_assert_eq!(folded(&folded(&text)), folded(&text));
            prop_assert_eq!(spelled(&spelled(&text)), spelled(&text));
            prop_assert!(same_text(&text, &folded(&text)));
            prop_assert!(same_text(&text, &text.to_uppercase()) && same_text(&text, &text.to_lowercase()));
        }

        #[test]
        fn what_is_compared_at_a_glance_is_what_the_rule_says(
            a in "[aAiIkßs \u{308}]{0,4}", b in "[aAiIıİ\u{212a}ßs\t \u{307}\u{308}\u{200b}ａäÄ]{0,4}",
        ) {
            prop_assert_eq!(same_text(&a, &b), folded(&a) == folded(&b));
        }
    }
}
