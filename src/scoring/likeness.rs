//! Is one word another one, misspelt?

/// Longer words are compared with nothing.
const LONGEST: usize = 64;

/// Does one word look like a slip of the pen in the place of the other? Only where it can hardly be anything else: one
/// letter of five or two of eight, or spaces and dashes alone. Not where digits differ (`zone 1`, `zone 2`), nor where
/// letters stand in front (`solvent`, `insolvent`).
pub(super) fn is_slip(a: &str, b: &str) -> bool {
    if a.len().abs_diff(b.len()) > LONGEST || a.len().max(b.len()) > 4 * LONGEST {
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
    let in_front = longer.ends_with(shorter.as_str());
    let grown = longer.starts_with(shorter.as_str()) && longer.chars().count() > shorter.chars().count() + 1;
    !in_front && !grown && digits(&a) == digits(&b) && strsim::damerau_levenshtein(&a, &b) <= far
}

/// The word of `known` that is nearest, where one is near enough to be meant.
pub(super) fn nearest<'k>(word: &str, known: impl Iterator<Item = &'k str>) -> Option<&'k str> {
    let word = plain(word);
    let short = |text: &str| text.chars().count() <= LONGEST;
    if !short(&word) {
        return None;
    }
    let distances = known.filter(|known| short(known)).map(|k| (strsim::damerau_levenshtein(&word, &plain(k)), k));
    let (distance, known) = distances.min_by_key(|(distance, _)| *distance)?;
    (distance <= (known.chars().count() / 3).max(1)).then_some(known)
}

/// Without case, spaces and dashes.
fn plain(text: &str) -> String {
    let between = |c: &char| c.is_whitespace() || matches!(c, '-' | '_' | '\u{2010}'..='\u{2015}');
    text.chars().filter(|c| !between(c)).flat_map(char::to_lowercase).collect()
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
        ] {
            assert!(is_slip(a, b) && is_slip(b, a), "{a} {b}");
        }
        for (a, b) in [
            ("solvent", "insolvent"),
            ("aktiv", "inaktiv"),
            ("active", "inactive"),
            ("zone 1", "zone 2"),
            ("segment10", "segment1"),
            ("block", "blocked"),
            ("open", "oven"),
            ("A", "B"),
            ("", "-"),
            ("insolvent", "active"),
        ] {
            assert!(!is_slip(a, b) && !is_slip(b, a), "{a} {b}");
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
