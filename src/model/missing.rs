//! Cells that mean "no value".

use crate::text::{first_letter, folded, spelled};

/// Texts that mean "no value", in every spelling: case, spaces, dots and the kind of a dash make no difference. For
/// nearly all cells the first character and the number of letters show that they are not among them.
#[derive(Debug, Clone, PartialEq)]
pub struct MissingValues {
    /// Written as by [`spelled`].
    texts: Vec<String>,
    /// Their first characters.
    firsts: Vec<char>,
    /// Bit n: one of them begins with the ASCII character of code n.
    ascii_firsts: u128,
    /// Bit n: one of them has n ASCII letters.
    letters: u64,
    /// One of them begins with a digit.
    numeric: bool,
    /// One of them holds a digit.
    digits: bool,
    /// One of them has characters beyond ASCII, so the number of letters tells nothing.
    wide: bool,
}

impl MissingValues {
    /// Empty ones are left out: an empty cell is missing anyway.
    pub fn new(texts: &[String]) -> Self {
        let texts: Vec<String> = texts.iter().map(|text| spelled(text)).filter(|text| !text.is_empty()).collect();
        let firsts: Vec<char> = texts.iter().filter_map(|text| first_letter(text)).collect();
        let small = firsts.iter().filter(|c| c.is_ascii());
        let ascii_firsts = small
            .fold(0, |bits, c| bits | 1 << u32::from(c.to_ascii_lowercase()) | 1 << u32::from(c.to_ascii_uppercase()));
        MissingValues {
            ascii_firsts,
            letters: texts.iter().fold(0, |bits, text| bits | 1 << letters(text.as_bytes()).min(63)),
            numeric: texts.iter().any(|text| text.starts_with(|c: char| c.is_ascii_digit())),
            digits: texts.iter().any(|text| text.bytes().any(|byte| byte.is_ascii_digit())),
            wide: !texts.iter().all(|text| text.is_ascii()),
            firsts,
            texts,
        }
    }

    /// Whether a plain number could be among them.
    pub fn has_numbers(&self) -> bool {
        self.numeric
    }

    /// Whether a text without outer spaces could be among them, by a quick look at its bytes. The strict twin is
    /// [`Self::contains`].
    #[inline]
    pub fn may_contain(&self, text: &[u8]) -> bool {
        let Some(first) = text.first().filter(|first| first.is_ascii_graphic()) else { return true };
        // Most ids and numbers end so.
        if !self.digits && text.last().is_some_and(u8::is_ascii_digit) {
            return false;
        }
        if self.ascii_firsts >> first & 1 == 0 {
            return false;
        }
        if self.wide || !text.is_ascii() {
            return true;
        }
        let has_digits = || text.iter().any(u8::is_ascii_digit);
        self.letters >> letters(text).min(63) & 1 == 1 && (self.digits || !has_digits())
    }

    /// Whether a text is among them, however it is spelled.
    pub fn contains(&self, text: &str) -> bool {
        let Some(first) = text.chars().next() else { return false };
        if first.is_ascii_graphic() {
            if !self.may_contain(text.as_bytes()) {
                return false;
            }
        } else if first.is_alphabetic() && !first.is_ascii() {
            // Letters always count in a spelling.
            let start = folded(first.encode_utf8(&mut [0; 4]));
            if first_letter(&start).is_some_and(|start| !self.firsts.contains(&start)) {
                return false;
            }
        }
        let spelled = spelled(text);
        self.texts.contains(&spelled)
    }
}

fn letters(text: &[u8]) -> usize {
    text.iter().filter(|byte| byte.is_ascii_alphabetic()).count()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Model;
    use proptest::prelude::*;

    fn defaults() -> MissingValues {
        MissingValues::new(&Model::MISSING_VALUES.map(str::to_owned))
    }

    #[test]
    fn the_defaults_are_known_in_every_spelling() {
        for text in [
            "-",
            "--",
            "---",
            "\u{2013}",
            "\u{2014}",
            "\u{2212}",
            "NA",
            "na",
            "N/A",
            "n / a",
            "n.a.",
            "n. a.",
            "N.A",
            "n.\u{a0}a.",
            "null",
            "NULL",
            "-None-",
            "--None--",
            "\u{2013}None\u{2013}",
            "k.A.",
            "k. A.",
            "K.A.",
            "k.a",
            "k/A",
            "n/v",
            "n.v.",
            "N. V.",
            "keine Angabe",
            "KEINE  ANGABE",
            "keine\u{a0}Angabe",
            "unbekannt",
            "Unbekannt",
            "Keine Angaben.",
            "ＮＡ",
        ] {
            assert!(defaults().contains(text), "{text}");
        }
        for text in ["0", "KA", "NV", "none", "None", "#N/A", "a-b", "-1", "1-", "Kanada", "Nada", "NAB", "K1", "?"] {
            assert!(!defaults().contains(text), "{text}");
        }
    }

    #[test]
    fn a_number_is_one_in_its_own_spelling_only() {
        let some = MissingValues::new(&["999".to_owned(), "-1".to_owned(), "\u{1f1}andu".to_owned()]);
        assert!(some.has_numbers() && some.contains("999") && some.contains("-1") && !defaults().has_numbers());
        assert!(
            !some.contains("999.")
                && !some.contains("\u{2013}1")
                && !some.contains("1")
                && some.contains("\u{1f3}ANDU")
        );
    }

    proptest! {
        #[test]
        fn a_glance_never_misses_one(
            own in "[a-zñİ]{0,3}[-. /]{0,2}[nN0ßé]{0,2}",
            cell in "[-–nNkKaAuU.\u{200b}ñn\u{303} /0]{1,6}", at in 0..14_usize, mark in "[\u{ad}\u{303} .]{0,2}",
        ) {
            let known: Vec<String> = Model::MISSING_VALUES.iter().map(|t| (*t).to_owned()).chain([own]).collect();
            let missing = MissingValues::new(&known);
            let spelt: Vec<String> = known.iter().map(|text| spelled(text)).filter(|text| !text.is_empty()).collect();
            for cell in [cell, format!("{}{mark}", known[at].to_uppercase()), known[at].replace(' ', &mark)] {
                let cell = cell.trim_matches(|c: char| c.is_whitespace() || crate::text::is_invisible(c));
                let is_one = !cell.is_empty() && spelt.contains(&spelled(cell));
                prop_assert_eq!(missing.contains(cell), is_one, "{}", cell);
                prop_assert!(!is_one || missing.may_contain(cell.as_bytes()), "{}", cell);
            }
        }
    }
}
