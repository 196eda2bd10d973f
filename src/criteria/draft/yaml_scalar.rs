//! Texts and numbers written so that YAML reads them correctly and a terminal can show them.

use crate::text::folded;
use crate::text::visible::is_silent;
use std::fmt::Write as _;

/// Words that YAML does not read as texts.
const WORDS: [&str; 9] = ["true", "false", "null", "yes", "no", "on", "off", "y", "n"];

/// A text as a YAML scalar: without quotes where it is one plain word, else in double quotes with escapes. It escapes
/// everything that a terminal would obey or hide, so the text may also stand in a comment.
pub(crate) fn scalar(text: &str) -> String {
    // Latin letters. Other scripts are quoted, because some of them reverse the reading direction of a whole line.
    let is_letter = |c: char| c.is_alphabetic() && c < '\u{250}';
    let is_word = text.starts_with(is_letter)
        && text.chars().all(|c| is_letter(c) || c.is_ascii_digit() || c == '_')
        && !WORDS.contains(&folded(text).as_str());
    if is_word { text.to_owned() } else { quoted(text) }
}

/// A text in double quotes.
pub(crate) fn quoted(text: &str) -> String {
    let mut quoted = String::with_capacity(text.len() + 2);
    quoted.push('"');
    for c in text.chars() {
        match c {
            '"' => quoted.push_str("\\\""),
            '\\' => quoted.push_str("\\\\"),
            '\n' => quoted.push_str("\\n"),
            '\r' => quoted.push_str("\\r"),
            '\t' => quoted.push_str("\\t"),
            c if is_shown(c) => quoted.push(c),
            // Writing to a String cannot fail.
            c if u32::from(c) <= 0xffff => {
                let _ = write!(quoted, "\\u{:04X}", u32::from(c));
            }
            c => {
                let _ = write!(quoted, "\\U{:08X}", u32::from(c));
            }
        }
    }
    quoted.push('"');
    quoted
}

/// The same, shortened for a comment.
pub(crate) fn mentioned(text: &str) -> String {
    match text.char_indices().nth(60) {
        Some((cut, _)) => format!("{}…", quoted(text.get(..cut).unwrap_or(""))),
        None => quoted(text),
    }
}

/// Whether a character is shown as it is: a letter, a digit, a mark or a sign. Characters that control text, join it or
/// have no width are not, nor is anything beyond the planes of scripts.
fn is_shown(c: char) -> bool {
    let is_blank = c.is_whitespace() && c != ' ';
    !is_silent(c) && !is_blank && !matches!(c, '\u{fffc}'..='\u{ffff}' | '\u{e1000}'..='\u{10ffff}')
}

/// A number that YAML and people can read; with an exponent where it would have too many digits.
pub(crate) fn number(x: f64) -> String {
    let size = x.abs();
    if size > 0.0 && !(1e-6..1e15).contains(&size) { format!("{x:e}") } else { (x + 0.0).to_string() }
}

/// A header as an id: small letters and digits with `_` between them, at most 60 characters.
pub(crate) fn slug(header: &str) -> String {
    let mut slug = String::new();
    for c in folded(header).chars() {
        if c.is_alphanumeric() {
            slug.push(c);
        } else if !slug.is_empty() && !slug.ends_with('_') {
            slug.push('_');
        }
    }
    let short: String = slug.chars().take(60).collect();
    short.trim_end_matches('_').to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn only_plain_words_stand_bare() {
        assert_eq!([scalar("know_how"), scalar("no"), scalar("2024")], ["know_how", "\"no\"", "\"2024\""]);
        assert_eq!(scalar("a: b # \"c\"\n\u{202e}\u{1f600}"), "\"a: b # \\\"c\\\"\\n\\u202E\u{1f600}\"");
        assert_eq!([slug("Kunden-Nr. (neu)"), slug("→"), slug("Gro\u{308}sse")], ["kunden_nr_neu", "", "grösse"]);
        assert_eq!([number(0.5), number(-0.0), number(1e300), number(12.0)], ["0.5", "0", "1e300", "12"]);
    }

    proptest! {
        #[test]
        fn every_text_comes_back_from_yaml(text in "\\PC{0,20}|[\\x00-\\x{2ff}\\n\\r\\t\"'#:{}\\[\\],&*!|>%@`\u{feff}\u{2028}\u{202e}\u{e0041}]{0,12}") {
            let yaml = format!("key: {}\n", scalar(&text));
            let read: serde_yaml::Value = serde_yaml::from_str(&yaml).unwrap();
            prop_assert_eq!(read.get("key").and_then(serde_yaml::Value::as_str), Some(text.as_str()));
            prop_assert!(yaml.trim_end_matches('\n').chars().all(|c| !c.is_control()));
        }

        #[test]
        fn every_number_comes_back_from_yaml(x in prop::num::f64::NORMAL | prop::num::f64::ZERO) {
            let read: f64 = serde_yaml::from_str(&number(x)).unwrap();
            prop_assert!(read.total_cmp(&(x + 0.0)).is_eq(), "{x:e}");
        }
    }
}
