//! When one text is nearly another, as a misspelt word is.

use super::{folded, folded_header};

/// Words of more characters are not compared.
const LONGEST: usize = 64;
/// Words of more bytes are not compared either; bytes are quicker to count.
const LONGEST_BYTES: usize = 4 * LONGEST;
/// How many known words are looked at: a suggestion is not worth a long wait.
const MOST: usize = 1000;

/// Whether one word is the other, misspelt. It is where one letter of five or two of eight differ (`letters` at most), or
/// only spaces and dashes. It is not where digits or single letters differ (`zone 1`, `zone 2`), or where one word is the
/// other with letters in front (`solvent`, `insolvent`).
pub fn is_slip(a: &str, b: &str, letters: usize) -> bool {
    if a.len().abs_diff(b.len()) > LONGEST || a.len().max(b.len()) > LONGEST_BYTES {
        return false;
    }
    if differ_in_single_letters(a, b) {
        return false;
    }
    let (a, b) = (plain(a), plain(b));
    let digits = |text: &str| text.chars().filter(|c| c.is_numeric()).collect::<String>();
    let (longer, shorter) = if a.len() < b.len() { (&b, &a) } else { (&a, &b) };
    if longer == shorter {
        return !a.is_empty();
    }
    let far = match shorter.chars().count() {
        0..=4 => return false,
        5..=7 => 1,
        _ => 2,
    };
    let far = far.min(letters);
    if longer.chars().count().abs_diff(shorter.chars().count()) > far {
        return false;
    }
    let in_front = longer.ends_with(shorter.as_str());
    let grown = longer.starts_with(shorter.as_str()) && longer.chars().count() > shorter.chars().count() + 1;
    !in_front && !grown && digits(&a) == digits(&b) && strsim::damerau_levenshtein(&a, &b) <= far
}

/// Whether texts differ in words of one letter, as `group A` and `group B` do.
fn differ_in_single_letters(a: &str, b: &str) -> bool {
    let (a, b): (Vec<&str>, Vec<&str>) = (a.split_whitespace().collect(), b.split_whitespace().collect());
    let single = |word: &str| word.chars().count() == 1;
    a.len() == b.len() && a.len() > 1 && a.iter().zip(&b).any(|(a, b)| a != b && single(a) && single(b))
}

/// The word of `known` with the fewest letters to change: one at most, or a third of the letters of a longer word.
pub fn nearest<'k>(word: &str, known: impl IntoIterator<Item = &'k str>) -> Option<&'k str> {
    let short = |text: &str| text.len() <= LONGEST_BYTES && text.chars().count() <= LONGEST;
    if !short(word) {
        return None;
    }
    let word = plain(word);
    let distance = |known: &'k str| (strsim::damerau_levenshtein(&word, &plain(known)), known);
    let known = known.into_iter().take(MOST).filter(|known| short(known)).map(distance);
    let (distance, known) = known.min_by_key(|(distance, _)| *distance)?;
    (distance <= (known.chars().count() / 3).max(1)).then_some(known)
}

/// How much alike two folded texts are, from 0 to 1 (Jaro-Winkler: a common beginning counts more).
pub(crate) fn likeness(a: &str, b: &str) -> f64 {
    strsim::jaro_winkler(a, b)
}

/// The header that is most like `name`, if one is like it. A header that contains the name, or is part of it, is like
/// it.
pub(crate) fn nearest_header<'a>(name: &str, headers: &[&'a String]) -> Option<&'a str> {
    let name = folded_header(name);
    let likeness = |header: &str| {
        let header = folded_header(header);
        let contains = header.len() >= 4 && (name.contains(&header) || (name.len() >= 4 && header.contains(&name)));
        strsim::normalized_damerau_levenshtein(&name, &header).max(if contains { 0.75 } else { 0.0 })
    };
    let scored = headers
        .iter()
        .take(2000)
        .filter(|h| h.len() <= 200 && !h.contains([';', '\t', '|']))
        .map(|h| (likeness(h), h.as_str()));
    let best = scored.max_by(|a, b| a.0.total_cmp(&b.0));
    best.filter(|(likeness, _)| *likeness >= 0.6).map(|(_, header)| header)
}

/// A text as it compares, without spaces and dashes.
fn plain(text: &str) -> String {
    let between = |c: &char| c.is_whitespace() || matches!(c, '-' | '_' | '\u{2010}'..='\u{2015}');
    folded(text).chars().filter(|c| !between(c)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_letter_wrong_is_a_slip_and_another_word_is_not() {
        for (a, b) in [
            ("insolvnt", "insolvent"),
            ("Insolvent ", "inslovent"),
            ("no-business", "No business"),
            ("gesperrt", "gespertt"),
            ("gelöscht", "geloescht"),
            ("in liquidation", "in\u{200b}liquidation"),
            ("in liquidation", "in liquidation."),
        ] {
            assert!(is_slip(a, b, 2) && is_slip(b, a, 2), "{a} {b}");
        }
        for (a, b) in [
            ("solvent", "insolvent"),
            ("aktiv", "inaktiv"),
            ("active", "inactive"),
            ("zone 1", "zone 2"),
            ("Gruppe A", "Gruppe B"),
            ("segment10", "segment1"),
            ("block", "blocked"),
            ("open", "oven"),
            ("A", "B"),
            ("", "-"),
            ("insolvent", "active"),
        ] {
            assert!(!is_slip(a, b, 2) && !is_slip(b, a, 2), "{a} {b}");
        }
    }

    #[test]
    fn the_nearest_is_near_or_there_is_none() {
        let tiers = || ["Key account", "Potential key account", "Core customer"].into_iter();
        assert_eq!(nearest("Keyaccount", tiers()), Some("Key account"));
        assert_eq!(nearest("core costumer", tiers()), Some("Core customer"));
        assert_eq!(nearest("prospect", tiers()), None);
        assert_eq!(nearest(&"key account".repeat(99), tiers()), None);
    }
}
