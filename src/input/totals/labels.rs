//! Cells that label totals, averages and counts rather than a customer.

use super::words::{LAST, Label, OF_GROUPS, OTHER_SCRIPTS, STRONG, WEAK};
use crate::finding::Finding;
use crate::text::folded;

/// For each pair of letters the letters that come third in the words that begin with it, a bit each. Hardly any name gets
/// past this.
static BEGINNINGS: [[u32; 26]; 26] = {
    let mut third = [[0; 26]; 26];
    let lists: [&[&str]; 3] = [WEAK, LAST, STRONG];
    let (mut list, mut word) = (0, 0);
    while list < lists.len() {
        // A cell whose first letters are not all of ASCII is always looked at.
        let bytes = lists[list][word].as_bytes();
        if bytes[0].is_ascii_lowercase() && bytes[1].is_ascii_lowercase() {
            let is_letter = bytes[2].is_ascii_lowercase();
            third[(bytes[0] - b'a') as usize][(bytes[1] - b'a') as usize] |=
                if is_letter { 1 << (bytes[2] - b'a') } else { u32::MAX };
        }
        word += 1;
        if word == lists[list].len() {
            (list, word) = (list + 1, 0);
        }
    }
    third
};

/// Whether a cell that begins with these letters could be a label.
fn may_begin(first: u8, second: u8, third: u8) -> bool {
    let place = |byte: u8| usize::from((byte | 0x20).wrapping_sub(b'a'));
    let known = BEGINNINGS.get(place(first)).and_then(|seconds| seconds.get(place(second)));
    known.is_some_and(|thirds| place(third) < 26 && thirds >> place(third) & 1 == 1)
}

/// What a count counts.
const COUNTED: [&str; 9] =
    ["kunden", "customers", "accounts", "zeilen", "rows", "records", "datensätze", "einträge", "clients"];

/// What stands in front of a label.
const LEADERS: [char; 12] = ['*', '=', '-', '#', ' ', '>', '<', '~', '·', '•', '»', '–'];

/// Whether a cell is surely not a label, as a glance tells of most.
#[inline]
pub(crate) fn is_no_label(cell: &[u8]) -> bool {
    match cell {
        [first, second, third, ..] if first.is_ascii_alphabetic() => {
            second.is_ascii() && third.is_ascii() && *second != b' ' && !may_begin(*first, *second, *third)
        }
        [first, second] if first.is_ascii_alphabetic() => second.is_ascii(),
        [first, ..] if first.is_ascii_digit() => cell.iter().all(|byte| *byte != b' ' && byte.is_ascii()),
        _ => false,
    }
}

/// The label of a totals row that a cell holds, perhaps with figures.
pub(crate) fn label(cell: &str) -> Option<Label> {
    if is_no_label(cell.as_bytes()) {
        return None;
    }
    if cell.len() > LONGEST {
        return None;
    }
    let is_bracketed = cell.trim_start().starts_with('(');
    let lower = plain(cell);
    let first = lower.chars().next()?;
    if matches!(first, 'σ' | '∑' | 'ø') && lower.chars().count() <= 2 {
        return Some(Label::Strong);
    }
    if first.is_ascii_digit() {
        let (_, unit) = lower.split_once(' ')?;
        return COUNTED.contains(&unit).then_some(Label::Strong);
    }
    if !lower.is_ascii() || is_bracketed {
        let name = lower.trim_end_matches([':', ' ', '.', '*']);
        if let Some((_, label)) = OTHER_SCRIPTS.iter().find(|(word, _)| *word == name) {
            return Some(*label);
        }
    }
    // Names hardly ever get further than their first word.
    let after = |label: &&str| lower.strip_prefix(*label).filter(|rest| !rest.starts_with(char::is_alphabetic));
    if STRONG.iter().any(|label| after(label).is_some()) {
        return Some(Label::Strong);
    }
    if WEAK.iter().filter_map(after).any(|rest| is_figures(rest) || is_of(rest) || is_in_brackets(rest)) {
        return Some(Label::Weak);
    }
    let ends = |rest: &str| rest.starts_with([':', '*']) || is_figures(rest) || rest.starts_with(" by ");
    LAST.iter().filter_map(after).any(ends).then_some(Label::Last)
}

/// Longest label.
const LONGEST: usize = 60;

/// A cell without what stands in front of a label, as it compares; letters that stand apart are one word.
fn plain(cell: &str) -> String {
    let folded = folded(cell);
    let plain = folded.trim_start_matches(LEADERS);
    let is_spaced = |word: &str| word.chars().count() == 1 && word.chars().all(char::is_alphabetic);
    if plain.contains(' ') && plain.split(' ').all(is_spaced) { plain.replace(' ', "") } else { plain.to_owned() }
}

/// Whether a cell names the total of a group, as in "Germany Total", "Summe Nord" and "Overall Result". A customer may be called
/// so too.
pub(crate) fn is_of_a_group(cell: &str) -> bool {
    if cell.len() > 2 * LONGEST {
        return false;
    }
    let plain = plain(cell).replace('-', " ");
    let is_label = |word: &str| {
        let word = word.trim_matches([':', '.', '*', '(', ')', ',']);
        WEAK.contains(&word) || STRONG.contains(&word) || OF_GROUPS.contains(&word)
    };
    let mut words = plain.split(' ').filter(|word| !word.is_empty());
    words.next().is_some_and(|first| words.next_back().is_some_and(|last| is_label(first) || is_label(last)))
}

/// As in "Summe von Umsatz", which a pivot table writes.
fn is_of(rest: &str) -> bool {
    let mut words = rest.split_whitespace();
    let of = |word: &str| matches!(word, "von" | "of" | "de" | "di" | "van" | "av" | "af" | "z" | "/");
    words.next().is_some_and(of) && words.next().is_some()
}

/// As in "Summe (gerundet)".
fn is_in_brackets(rest: &str) -> bool {
    rest.trim_start().starts_with('(') && rest.trim_end_matches([' ', ':']).ends_with(')')
}

/// What may follow a label: nothing, a colon, numbers in brackets, a currency, "of all customers".
fn is_figures(rest: &str) -> bool {
    let rest = rest.trim_start_matches([':', ' ', '.', '(', ')', '*', '=']);
    let mut words = rest.split([' ', ')', ':']).filter(|w| !w.is_empty());
    words.all(|word| {
        word.starts_with(|c: char| c.is_ascii_digit())
            || matches!(
                word,
                "eur" | "€" | "usd" | "$" | "kunden" | "customers" | "accounts" | "rows" | "zeilen" | "records"
            )
            || matches!(
                word,
                "netto"
                    | "brutto"
                    | "aller"
                    | "alle"
                    | "der"
                    | "of"
                    | "all"
                    | "score"
                    | "gesamt"
                    | "umsatz"
                    | "revenue"
                    | "sales"
            )
            || matches!(word, "général" | "general" | "***")
    })
}

/// The code of that finding.
pub(crate) const CODE: &str = "totals-row";

/// Whether an id is made of marks alone, as `*` and `**` are for sums and sums of sums.
pub(crate) fn is_mark(id: &str) -> bool {
    !id.is_empty() && id.chars().all(|c| matches!(c, 'Σ' | '∑' | 'Ø' | '⌀') || !c.is_alphanumeric())
}

/// The finding for a row with that label.
pub(crate) fn finding(label: &str) -> Finding {
    Finding::error(CODE, "this looks like a totals row, not a customer")
        .value(label)
        .help("delete the line, and whatever stands below the customers")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn totals_are_known_by_their_label() {
        for cell in [
            "Summe",
            "summe:",
            "Gesamt",
            "Gesamt (48 Kunden)",
            "TOTAL",
            "Total: 48",
            "Durchschnitt",
            "Summe EUR",
            "* Total *",
        ] {
            assert_eq!(label(cell), Some(Label::Weak), "{cell}");
        }
        for cell in [
            "Grand Total",
            "Σ",
            "Zwischensumme Deutschland",
            "Gesamtergebnis",
            "48 Kunden",
            "Subtotal: 5",
            "Total general",
            "Total général",
            "Eindtotaal",
            "SUMA KOŃCOWA",
            "Celkový součet",
            "Итого:",
            "総計",
            "(leer)",
            "60 Datensätze",
        ] {
            assert_eq!(label(cell), Some(Label::Strong), "{cell}");
        }
        for cell in ["Summe aller Kunden", "Summe gesamt", "Total revenue", "Summe von Umsatz", "Yhteensä", "I alt"] {
            assert_eq!(label(cell), Some(Label::Weak), "{cell}");
        }
        for cell in ["To\u{ad}tal", "T O T A L", ">> Summe", "Totali", "Totaux", "Standardabweichung"] {
            assert_eq!(label(cell), Some(Label::Weak), "{cell}");
        }
        for cell in ["4\u{a0}Kunden", "Sub\u{a0}Total DE", "Grand-Total"] {
            assert_eq!(label(cell), Some(Label::Strong), "{cell}");
        }
        for cell in ["Germany Total", "Deutschland Ergebnis", "Summe Österreich", "Total Germany", "Overall Result"] {
            assert!(is_of_a_group(cell), "{cell}");
        }
        for cell in ["Meyer AG", "Sumitomo Corp", "Total", "3 Kings"] {
            assert!(!is_of_a_group(cell), "{cell}");
        }
        for cell in ["Max", "Avg.", "Stand: 01.01.2026", "*** Ende ***", "Quelle: CRM", "Exported by Bob"] {
            assert_eq!(label(cell), Some(Label::Last), "{cell}");
        }
        assert!(is_no_label(b"Customer 1") && is_no_label(b"10-2") && !is_no_label(b"Sumitomo"));
        for cell in [
            "Total Energies SE",
            "Summer GmbH",
            "Average Joe Ltd",
            "C-1",
            "",
            "Gesamtverband Metall",
            "Sumitomo",
            "Mean Machines",
            "3 Kings",
            "Gesamt Holding AG",
            "Kokkupuu OÜ",
            "Sum It Up Ltd",
            "(Blank) Records",
            "Media Markt",
        ] {
            assert_eq!(label(cell), None, "{cell}");
        }
    }
}
