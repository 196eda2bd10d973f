//! Is one word another one, misspelt?

use super::folded;

/// Longer words are compared with nothing.
const LONGEST: usize = 64;
/// Nor are words of which a byte count says as much.
const LONGEST_BYTES: usize = 4 * LONGEST;
/// Among more words than these none is looked for: a suggestion is never worth the wait.
const MOST: usize = 1000;

/// Does one word look like a slip of the pen in the place of the other? Only where it can hardly be anything else: one
/// letter of five or two of eight (`letters` at most), or spaces and dashes alone. Not where digits or single letters differ
/// (`zone 1`, `zone 2`), nor where letters stand in front (`solvent`, `insolvent`).
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

/// Do the texts differ in words of one letter, as `group A` and `group B` do?
fn differ_in_single_letters(a: &str, b: &str) -> bool {
    let (a, b): (Vec<&str>, Vec<&str>) = (a.split_whitespace().collect(), b.split_whitespace().collect());
    let single = |word: &str| word.chars().count() == 1;
    a.len() == b.len() && a.len() > 1 && a.iter().zip(&b).any(|(a, b)| a != b && single(a) && single(b))
}

/// The word of `known` that is nearest, where one is near enough to be meant.
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

/// As it compares, without spaces and dashes.
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
