//! Rows that are no customers: totals, averages, footers.

use crate::finding::Finding;

/// First words of totals and averages in the languages of the exports we know.
const LABELS: [&str; 30] = [
    "summe",
    "summen",
    "gesamt",
    "gesamtsumme",
    "gesamtergebnis",
    "endsumme",
    "zwischensumme",
    "teilsumme",
    "ergebnis",
    "insgesamt",
    "durchschnitt",
    "mittelwert",
    "schnitt",
    "anzahl",
    "total",
    "totals",
    "grand total",
    "subtotal",
    "sub-total",
    "sum",
    "average",
    "mean",
    "count",
    "totale",
    "total general",
    "somme",
    "moyenne",
    "suma",
    "razem",
    "totaal",
];

/// Does a cell hold the label of a totals row and nothing else but figures?
pub(super) fn is_label(cell: &str) -> bool {
    let cell = cell.trim().trim_start_matches(['*', '=', '-', '#', ' ']);
    if cell.len() > 60 || !cell.starts_with(|c: char| c.is_alphabetic() || matches!(c, 'Σ' | '∑' | 'Ø')) {
        return false;
    }
    if cell.starts_with(['Σ', '∑', 'Ø']) && cell.chars().count() <= 2 {
        return true;
    }
    // A label is followed by figures at most, so its first word tells; ids hardly ever get further.
    let word = cell.split(|c: char| !c.is_alphabetic()).next().unwrap_or("");
    if word.len() < 3 || !LABELS.iter().any(|label| label.starts_with(word.to_lowercase().as_str())) {
        return false;
    }
    let lower = cell.to_lowercase();
    LABELS.iter().any(|label| lower.strip_prefix(label).is_some_and(is_figures))
}

/// What may follow the label: nothing, a colon, numbers in brackets, a currency.
fn is_figures(rest: &str) -> bool {
    let rest = rest.trim_start_matches([':', ' ', '.', '(', ')', '*', '=']);
    let mut words = rest.split([' ', ')', ':']).filter(|w| !w.is_empty());
    words.all(|w| {
        w.starts_with(|c: char| c.is_ascii_digit())
            || matches!(
                w,
                "eur"
                    | "€"
                    | "usd"
                    | "$"
                    | "kunden"
                    | "customers"
                    | "accounts"
                    | "rows"
                    | "zeilen"
                    | "records"
                    | "netto"
                    | "brutto"
            )
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
            "Grand Total",
            "Summe EUR",
            "Σ",
            "* Total *",
        ] {
            assert!(is_label(cell), "{cell}");
        }
        for cell in [
            "Total Energies SE",
            "Summer GmbH",
            "Average Joe Ltd",
            "C-1",
            "",
            "Gesamtverband Metall",
            "Sumitomo",
            "Mean Machines",
        ] {
            assert!(!is_label(cell), "{cell}");
        }
    }
}
