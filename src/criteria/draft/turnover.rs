//! Turnover: what a customer buys from us, the newest first, and not what it sells itself.

use crate::profile::header::{holds_any, is_count};

const AMOUNTS: [&str; 18] = [
    "revenue",
    "umsatz",
    "umsaetze",
    "turnover",
    "erloes",
    "net sales",
    "sales",
    "jahresvolumen",
    "invoiced",
    "fakturiert",
    "in rechnung gestellt",
    "nettowert",
    "net value",
    "fakturawert",
    "bestellvolumen",
    "order volume",
    "auftragseingang",
    "verkaufsvolumen",
];

/// With such a word it is not the turnover of a past year: it is a forecast, a share, a group, a tax, or people who
/// sell.
const NO_AMOUNT: [&str; 39] = [
    "poten",
    "wachstum",
    "growth",
    "veraenderung",
    "change",
    "erwartet",
    "expected",
    "forecast",
    "prognose",
    "plan",
    "budget",
    "ziel",
    "target",
    "pipeline",
    "wallet",
    "anteil",
    "share",
    "quote",
    "percent",
    "prozent",
    "cross",
    "chance",
    "opportunit",
    "steuer",
    "klasse",
    "class",
    "rang",
    "rank",
    "cycle",
    "zyklus",
    " rep ",
    "person",
    "organi",
    " team ",
    "manager",
    "stage",
    "process",
    "je mitarbeiter",
    "per employee",
];

/// What a customer sells itself, as CRM systems call it.
const OWN: [&str; 14] = [
    "annual revenue",
    "annual turnover",
    "annual sales",
    "jahresumsatz",
    "unternehmensumsatz",
    "firmenumsatz",
    "konzernumsatz",
    "umsatz des kunden",
    "umsatz der firma",
    "umsatz des unternehmens",
    "company revenue",
    "company turnover",
    "revenue of the c",
    "umsatz unternehmen",
];
const WITH_US: [&str; 10] = [
    "mit uns",
    "with us",
    "bei uns",
    " our ",
    "from us",
    "unser",
    "mit kunde",
    "mit dem kunden",
    "mit diesem kunden",
    " ours ",
];

/// Whether a plain header names what a customer buys from us.
pub(crate) fn is_ours(plain: &str) -> bool {
    is_amount(plain) && !is_own(plain)
}

/// Whether a plain header names what a customer sells itself.
pub(crate) fn is_own(plain: &str) -> bool {
    let says_own =
        holds_any(plain, &OWN) && (year(plain).is_none() || holds_any(plain, &["unternehmens", "konzern", " des "]));
    is_amount(plain) && says_own && !holds_any(plain, &WITH_US)
}

fn is_amount(plain: &str) -> bool {
    holds_any(plain, &AMOUNTS) && !NO_AMOUNT.iter().any(|word| plain.contains(word)) && !is_count(plain)
}

/// Orders turnover from the newest to the oldest: by the year, this year before last year where none is named.
pub(crate) fn age(plain: &str) -> std::cmp::Reverse<(u8, u32, i8)> {
    let is_before_last = holds_any(plain, &["vorvorjahr", "before last", " vvj ", "two years ago"]);
    let is_last = holds_any(plain, &["vorjahr", "last year", "previous", "prior", " vj ", "letztes jahr", " py "]);
    let is_running = holds_any(plain, &["ytd", "laufend", "aktuell", "current", "this year", " lfd ", "dieses jahr"]);
    let turn = match (is_before_last, is_last, is_running) {
        (true, ..) => -2,
        (_, true, _) => -1,
        (.., true) => 1,
        _ => 0,
    };
    match year(plain) {
        Some(year) => std::cmp::Reverse((1, year, turn)),
        None => std::cmp::Reverse((u8::from(turn > 0) * 2, 0, turn)),
    }
}

/// The latest year that a header names; `2024/25` is 2025.
fn year(plain: &str) -> Option<u32> {
    let words: Vec<&str> = plain.split(' ').filter(|word| !word.is_empty()).collect();
    let number = |word: &str| {
        let digits: String = word.chars().filter(char::is_ascii_digit).collect();
        let letters = word.chars().filter(|c| c.is_alphabetic()).count();
        (letters <= 2 || digits.len() == 4).then(|| Some((digits.len(), digits.parse::<u32>().ok()?))).flatten()
    };
    let mut newest = None;
    for (place, word) in words.iter().enumerate() {
        let year = match number(word) {
            Some((4, year)) if (1950..2100).contains(&year) => Some(year),
            Some((2, year)) if newest == Some(1999 + year) => Some(2000 + year),
            Some((2, year)) if place + 1 == words.len() && (10..60).contains(&year) => Some(2000 + year),
            _ => None,
        };
        newest = newest.max(year);
    }
    newest
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::profile::header::plain;

    #[test]
    fn our_turnover_is_told_from_that_of_the_customer() {
        for header in [
            "Umsatz 2025",
            "Umsatz mit uns",
            "Revenue",
            "Invoiced",
            "revenue_eur",
            "Total Invoiced",
            "Nettoumsatz",
            "Total Revenue",
            "Jahresumsatz 2025",
            "Annual revenue with us",
        ] {
            assert!(is_ours(&plain(header)) && !is_own(&plain(header)), "{header}");
        }
        for header in [
            "Annual Revenue",
            "Jahresumsatz",
            "Jahresumsatz des Kunden",
            "Unternehmensumsatz",
            "Annual Revenue (Base)",
            "Konzernumsatz 2024",
        ] {
            assert!(is_own(&plain(header)) && !is_ours(&plain(header)), "{header}");
        }
        for header in [
            "Umsatzpotenzial",
            "Erwarteter Umsatz",
            "Sales Rep",
            "sales_cycle_months",
            "Umsatzsteuer-ID",
            "Umsatzklasse",
            "Planumsatz 2026",
            "Umsatzanteil",
        ] {
            assert!(!is_ours(&plain(header)) && !is_own(&plain(header)), "{header}");
        }
    }

    #[test]
    fn the_newest_year_comes_first() {
        let sorted = |headers: &[&'static str]| {
            let mut headers = headers.to_vec();
            headers.sort_by_key(|header| age(&plain(header)));
            headers
        };
        assert_eq!(
            sorted(&["Umsatz 2023", "Umsatz 2025", "Umsatz 2024"]),
            ["Umsatz 2025", "Umsatz 2024", "Umsatz 2023"]
        );
        assert_eq!(
            sorted(&["Umsatz Vorvorjahr", "Umsatz Vorjahr", "Umsatz lfd. Jahr"]),
            ["Umsatz lfd. Jahr", "Umsatz Vorjahr", "Umsatz Vorvorjahr"]
        );
        assert_eq!(sorted(&["Umsatz GJ 2023/24", "Umsatz GJ 2024/25"]), ["Umsatz GJ 2024/25", "Umsatz GJ 2023/24"]);
        assert_eq!(sorted(&["Umsatz 24", "Umsatz 25"]), ["Umsatz 25", "Umsatz 24"]);
        assert_eq!(sorted(&["Revenue last year", "Revenue"]), ["Revenue", "Revenue last year"]);
        assert_eq!(sorted(&["FY2023 revenue", "FY2024 revenue"]), ["FY2024 revenue", "FY2023 revenue"]);
    }
}
