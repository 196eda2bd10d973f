//! Rows that are no customers: totals, averages, footers.

use crate::finding::Finding;

/// Words that label totals and averages, in the languages of the exports we know. Customers may be called like that too.
const WEAK: [&str; 21] = [
    "summe",
    "summen",
    "gesamt",
    "ergebnis",
    "insgesamt",
    "durchschnitt",
    "mittelwert",
    "anzahl",
    "total",
    "totals",
    "sum",
    "average",
    "mean",
    "count",
    "totale",
    "totaal",
    "somme",
    "summa",
    "suma",
    "razem",
    "moyenne",
];
/// Words that end an export as often as they are a code or a name: they count only at the end of a file.
const LAST: [&str; 14] = [
    "min", "max", "minimum", "maximum", "median", "avg", "ende", "end", "stand", "quelle", "source", "exported",
    "erstellt", "filter",
];
/// Words that no customer is called by.
const STRONG: [&str; 13] = [
    "gesamtsumme",
    "gesamtergebnis",
    "endsumme",
    "zwischensumme",
    "zwischenergebnis",
    "teilsumme",
    "teilergebnis",
    "grand total",
    "subtotal",
    "sub-total",
    "total general",
    "moyenne generale",
    "totaalbedrag",
];

/// For each letter the letters that come second in the words that begin with it, a bit each. Hardly any name gets past
/// this.
const BEGINNINGS: [u32; 26] = {
    let mut second = [0; 26];
    let lists: [&[&str]; 3] = [&WEAK, &LAST, &STRONG];
    let (mut list, mut word) = (0, 0);
    while list < lists.len() {
        let bytes = lists[list][word].as_bytes();
        second[(bytes[0] - b'a') as usize] |= 1 << (bytes[1] - b'a');
        word += 1;
        if word == lists[list].len() {
            (list, word) = (list + 1, 0);
        }
    }
    second
};

/// Could a cell that begins with these bytes be a label?
fn may_begin(first: u8, second: u8) -> bool {
    let place = |byte: u8| usize::from((byte | 0x20).wrapping_sub(b'a'));
    BEGINNINGS.get(place(first)).is_some_and(|seconds| place(second) < 26 && seconds >> place(second) & 1 == 1)
}

/// How likely a cell labels totals rather than a customer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Label {
    /// It is one only at the end of a file.
    Last,
    /// It could be a customer's name as well.
    Weak,
    /// It is no customer's name.
    Strong,
}

/// Is a cell surely no label, at a glance? Most are.
#[inline]
pub(super) fn is_no_label(cell: &[u8]) -> bool {
    match cell {
        [first, second, ..] if first.is_ascii_alphabetic() => second.is_ascii() && !may_begin(*first, *second),
        [first, ..] if first.is_ascii_digit() => !cell.contains(&b' '),
        _ => false,
    }
}

/// Does a cell hold the label of a totals row, perhaps with figures?
pub(super) fn label(cell: &str) -> Option<Label> {
    if is_no_label(cell.as_bytes()) {
        return None;
    }
    let cell = cell.trim().trim_start_matches(['*', '=', '-', '#', ' ']);
    let first = cell.chars().next()?;
    if matches!(first, 'Σ' | '∑' | 'Ø') && cell.chars().count() <= 2 {
        return Some(Label::Strong);
    }
    if cell.len() > 60 {
        return None;
    }
    if first.is_ascii_digit() {
        let (_, unit) = cell.split_once(' ')?;
        return matches!(
            unit.to_lowercase().as_str(),
            "kunden" | "customers" | "accounts" | "zeilen" | "rows" | "records" | "datensätze"
        )
        .then_some(Label::Strong);
    }
    // Names hardly ever get further than their first word.
    let word = cell.split(|c: char| !c.is_alphabetic()).next().unwrap_or("");
    let initial = word.as_bytes().first().map(u8::to_ascii_lowercase);
    let begins = |label: &&str| {
        if label.as_bytes().first().copied() != initial {
            return false;
        }
        let ends = label.as_bytes().get(word.len()).is_none_or(|byte| !byte.is_ascii_alphabetic());
        ends && label.get(..word.len()).is_some_and(|start| start.eq_ignore_ascii_case(word))
    };
    if word.len() < 3 || !WEAK.iter().chain(&STRONG).chain(&LAST).any(begins) {
        return None;
    }
    let lower = cell.to_lowercase();
    let after = |label: &&str| lower.strip_prefix(*label).filter(|rest| !rest.starts_with(char::is_alphabetic));
    if STRONG.iter().any(|label| after(label).is_some()) {
        return Some(Label::Strong);
    }
    if WEAK.iter().filter_map(after).any(is_figures) {
        return Some(Label::Weak);
    }
    let ends = |rest: &str| rest.starts_with([':', '*']) || is_figures(rest) || rest.starts_with(" by ");
    LAST.iter().filter_map(after).any(ends).then_some(Label::Last)
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

/// The finding for a row with that label.
pub(super) fn finding(label: &str) -> Finding {
    Finding::error("totals-row", "this looks like a totals row, not a customer")
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
        ] {
            assert_eq!(label(cell), Some(Label::Strong), "{cell}");
        }
        for cell in ["Summe aller Kunden", "Summe gesamt", "Total revenue", "Total général"] {
            assert_eq!(label(cell), Some(Label::Weak), "{cell}");
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
        ] {
            assert_eq!(label(cell), None, "{cell}");
        }
    }
}
