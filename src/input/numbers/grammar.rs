//! One cell as a number, and what it says about the decimal mark of its file (the rules are in docs/src/reading.md, "What
//! keyrank accepts and refuses").
//!
//! Nothing is stripped on trust: grouping is checked, both readings of `1.234` are kept until the whole column has
//! spoken, and `f64::from_str` only ever sees digits that passed the grammar here.

pub(crate) use super::amount::{Amount, Mark, Number};
use super::flaw::diagnose;
pub(crate) use super::flaw::{Flaw, is_spreadsheet_error};
use super::{currency, plain};
use crate::text::trim::trim;

/// Longest number cell, in bytes.
pub(crate) const LONGEST: usize = 512;

/// Reads one cell. `amount` allows the book-keeper's negatives `(1,234)`, `1234-` and U+2212, which no rating has.
pub(crate) fn read(cell: &str, amount: bool) -> Result<Number, Flaw> {
    if let Some(amount) = plain::by_bytes(cell.as_bytes()) {
        return Ok(Number::bare(amount));
    }
    let text = trim(cell);
    if text.len() > LONGEST {
        return Err(Flaw::TooLong);
    }
    let guarded = text.strip_prefix('\'').map(trim);
    let number = dressed(guarded.unwrap_or(text), amount).map_err(|flaw| diagnose(text, flaw))?;
    Ok(Number { is_guarded: guarded.is_some(), ..number })
}

/// A number with whatever may stand around it: signs, brackets, a currency.
fn dressed(text: &str, amount: bool) -> Result<Number, Flaw> {
    let (mut rest, mut negative, mut signs, mut money) = (text, false, 0u8, None);
    loop {
        let before = rest;
        let (unsigned, sign) = take_sign(rest);
        if let Some((minus, only_amounts)) = sign {
            if only_amounts && !amount {
                return Err(Flaw::AmountSign);
            }
            (negative, signs, rest) = (minus, signs + 1, unsigned);
        }
        if let Some(inner) = rest.strip_prefix('(').and_then(|r| r.strip_suffix(')')) {
            if !amount {
                return Err(Flaw::AmountSign);
            }
            (negative, signs, rest) = (true, signs + 1, inner.trim());
        }
        if let Some((currency, bare)) = currency::strip(rest) {
            money = match money {
                // "$5 USD" says it twice.
                Some(other) if !currency.fits(other) => return Err(Flaw::Currencies),
                Some(other) if other.is_narrower(currency) => Some(other),
                _ => Some(currency),
            };
            rest = bare.trim();
        }
        if without_cents(rest).is_some() {
            if !amount {
                return Err(Flaw::AmountSign);
            }
        } else if let Some(bare) = rest.strip_suffix(['-', '\u{2212}']).filter(|_| rest.len() > 1) {
            if !amount {
                return Err(Flaw::AmountSign);
            }
            (negative, signs, rest) = (true, signs + 1, bare.trim_end());
        }
        if rest.len() == before.len() {
            break;
        }
    }
    if signs > 1 {
        return Err(Flaw::Signs);
    }
    let bare = match without_cents(rest) {
        Some((.., dashes)) if dashes > 3 => return Err(Flaw::LooseMark),
        Some((whole, mark, _)) => whole_amount(whole, mark)?,
        None => body(rest)?,
    };
    Ok(Number { currency: money, ..Number::bare(if negative { bare.negated() } else { bare }) })
}

/// `900.000,-` and `900'000.–`: what stands before a decimal mark behind which so many dashes stand for the cents.
fn without_cents(text: &str) -> Option<(&str, Mark, usize)> {
    let bare = text
        .trim_end_matches(['-', '\u{2010}', '\u{2011}', '\u{2012}', '\u{2013}', '\u{2014}', '\u{2015}', '\u{2212}']);
    let dashes = text.get(bare.len()..).map_or(0, |dashes| dashes.chars().count());
    let mark = Mark::of(bare.chars().next_back()?)?;
    let whole = bare.get(..bare.len() - 1)?;
    (dashes > 0 && whole.ends_with(|c: char| c.is_ascii_digit())).then_some((whole, mark, dashes))
}

/// A whole number before its decimal mark: it may be grouped, but not with that mark.
fn whole_amount(whole: &str, mark: Mark) -> Result<Amount, Flaw> {
    if whole.contains(char::from(mark.byte())) || whole.contains(['e', 'E']) {
        return Err(Flaw::LooseMark);
    }
    match body(whole)? {
        Amount::Either { grouped: x, .. } | Amount::Plain(x) => Ok(Amount::Marked(x, mark)),
        amount => amount.with(mark).map(|x| Amount::Marked(x, mark)).ok_or(Flaw::LooseMark),
    }
}

/// A leading sign: whether it is a minus, and whether only amounts have it.
fn take_sign(text: &str) -> (&str, Option<(bool, bool)>) {
    let after = |sign: char| text.strip_prefix(sign).map(str::trim_start);
    if let Some(rest) = after('-') {
        (rest, Some((true, false)))
    } else if let Some(rest) = after('+') {
        (rest, Some((false, false)))
    } else if let Some(rest) = after('\u{2212}') {
        (rest, Some((true, true)))
    } else {
        (text, None)
    }
}

/// Digits, groups, a mark, an exponent.
fn body(text: &str) -> Result<Amount, Flaw> {
    let (mantissa, exponent) = match text.find(['e', 'E']) {
        Some(at) => (text.get(..at).unwrap_or(""), text.get(at + 1..)),
        None => (text, None),
    };
    if let Some(exponent) = exponent {
        let digits = exponent.strip_prefix(['+', '-']).unwrap_or(exponent);
        if digits.is_empty() || !digits.bytes().all(|b| b.is_ascii_digit()) {
            return Err(Flaw::Text);
        }
    }
    let mut groups = mantissa.split(|c: char| !c.is_ascii_digit());
    let separators: Vec<char> = mantissa.chars().filter(|c| !c.is_ascii_digit()).collect();
    if separators.iter().any(|c| !is_separator(*c)) {
        return Err(Flaw::Text);
    }
    let (Some(last), false) = (separators.last().copied(), mantissa.is_empty()) else {
        return number(&[mantissa], "", exponent).map(Amount::Plain);
    };
    if groups.any(str::is_empty) {
        return Err(Flaw::LooseMark);
    }
    let groups: Vec<&str> = mantissa.split(|c: char| !c.is_ascii_digit()).collect();
    let (fraction, whole) = groups.split_last().map_or(("", &[] as &[&str]), |(last, whole)| (*last, whole));
    let alone = separators.iter().filter(|c| **c == last).count() == 1;
    let mark = Mark::of(last);
    let grouping = separators.first().copied().filter(|first| *first != last || !alone);
    let clean = |groups: &[&str]| is_grouped(groups) && separators.windows(2).all(|w| w.first() == w.last());
    match (mark, grouping) {
        // 1.234.567 or 1 234 567: one kind of separator, which groups.
        (_, Some(first)) if first == last => {
            if !clean(&groups) || exponent.is_some() {
                return Err(Flaw::Grouping);
            }
            let x = number(&groups, "", None)?;
            Ok(mark.map_or(Amount::Plain(x), |mark| Amount::Marked(x, mark.other())))
        }
        // 1.234,5 or 1 234,5: two kinds, of which the last is the decimal mark.
        (Some(mark), Some(first)) => {
            let one_kind = separators.iter().rev().skip(1).all(|c| *c == first);
            if !alone || !one_kind || !is_grouped(whole) {
                return Err(Flaw::Grouping);
            }
            number(whole, fraction, exponent).map(|x| Amount::Marked(x, mark))
        }
        // 1.5 or 1.234: one mark, once.
        (Some(mark), None) => {
            let decimal = number(whole, fraction, exponent)?;
            let (head, could_group) = (whole.first().copied().unwrap_or(""), is_grouped(&groups));
            let is_zero = head.bytes().all(|b| b == b'0');
            if could_group && !is_zero && exponent.is_none() {
                Ok(Amount::Either { decimal, grouped: number(&groups, "", None)?, mark })
            } else {
                Ok(Amount::Marked(decimal, mark))
            }
        }
        // 1 234: one space or apostrophe.
        (None, None) if is_grouped(&groups) && exponent.is_none() => number(&groups, "", None).map(Amount::Plain),
        (None, _) => Err(Flaw::Grouping),
    }
}

fn is_separator(c: char) -> bool {
    // The spaces are those that typesetters know by width, thin and figure space among them.
    matches!(c, '.' | ',' | '\'' | '\u{2019}' | ' ' | '\u{a0}' | '\u{202f}' | '\u{2002}'..='\u{200a}' | '\u{205f}')
}

/// One to three digits, then exactly three in each further group.
fn is_grouped(groups: &[&str]) -> bool {
    let zero = groups.first().is_some_and(|first| first.bytes().all(|b| b == b'0'));
    !zero
        && groups
            .split_first()
            .is_some_and(|(first, rest)| (1..=3).contains(&first.len()) && rest.iter().all(|g| g.len() == 3))
}

/// Digits that passed the grammar, as a finite number.
fn number(whole: &[&str], fraction: &str, exponent: Option<&str>) -> Result<f64, Flaw> {
    let mut text = whole.concat();
    if text.is_empty() {
        return Err(Flaw::Text);
    }
    if !fraction.is_empty() {
        text.push('.');
        text.push_str(fraction);
    }
    if let Some(exponent) = exponent {
        text.push('e');
        text.push_str(exponent);
    }
    text.parse().ok().filter(|x: &f64| x.is_finite()).ok_or(Flaw::NotFinite)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn amount(cell: &str) -> Result<Amount, Flaw> {
        read(cell, true).map(|n| n.amount)
    }

    #[test]
    fn a_cell_without_a_mark_is_the_same_number_everywhere() {
        for (cell, x) in
            [("7", 7.0), ("007", 7.0), (" +7 ", 7.0), ("-7", -7.0), ("1 234", 1234.0), ("1'234'567", 1_234_567.0)]
        {
            assert_eq!(amount(cell), Ok(Amount::Plain(x)), "{cell}");
        }
        assert_eq!(amount("1\u{a0}234"), Ok(Amount::Plain(1234.0)));
        assert_eq!(amount("12345678901234567890"), Ok(Amount::Plain(12_345_678_901_234_567_890.0)));
        assert_eq!(amount("1e3"), Ok(Amount::Plain(1000.0)));
    }

    #[test]
    fn a_mark_is_known_by_what_stands_around_it() {
        use Mark::{Comma, Point};
        for (cell, x, mark) in [
            ("7.5", 7.5, Point),
            ("7,25", 7.25, Comma),
            ("7,2512", 7.2512, Comma),
            ("1.234,5", 1234.5, Comma),
            ("1,234.567", 1234.567, Point),
            ("1 234,567", 1234.567, Comma),
            ("1’234.50", 1234.5, Point),
            ("1.234.567", 1_234_567.0, Comma),
            ("1,234,567", 1_234_567.0, Point),
            ("0,250", 0.25, Comma),
            ("-0.125", -0.125, Point),
            ("1234.567", 1234.567, Point),
            ("1.234e2", 123.4, Point),
            ("0.1", 0.1, Point),
        ] {
            assert_eq!(amount(cell), Ok(Amount::Marked(x, mark)), "{cell}");
        }
    }

    #[test]
    fn one_mark_before_three_digits_stays_open_until_the_scale_or_the_column_speaks() {
        let open = amount("8.500").unwrap();
        assert_eq!(open, Amount::Either { decimal: 8.5, grouped: 8500.0, mark: Mark::Point });
        assert_eq!(open.on_scale((0.0, 10.0)), Amount::Marked(8.5, Mark::Point));
        assert_eq!(open.on_scale((1000.0, 9000.0)), Amount::Marked(8500.0, Mark::Comma));
        assert_eq!(amount("01.234"), Ok(Amount::Either { decimal: 1.234, grouped: 1234.0, mark: Mark::Point }));
        assert_eq!((open.with(Mark::Point), open.with(Mark::Comma)), (Some(8.5), Some(8500.0)));
        assert_eq!(amount("7,5").unwrap().with(Mark::Point), None);
    }

    #[test]
    fn currencies_and_the_book_keepers_negatives_are_read() {
        for (cell, x) in [
            ("€ 12", 12.0),
            ("12 EUR", 12.0),
            ("(12)", -12.0),
            ("12-", -12.0),
            ("\u{2212}12", -12.0),
            ("-€12", -12.0),
            ("€ (12)", -12.0),
            ("-€ 12", -12.0),
            ("€-12", -12.0),
            ("€\u{202f}\u{2212}12", -12.0),
            ("(€12)", -12.0),
            ("12 € -", -12.0),
            ("12- €", -12.0),
            ("12 kr.", 12.0),
            ("Rs. 12", 12.0),
            ("＄12", 12.0),
            ("$12 USD", 12.0),
            ("12 Euro", 12.0),
        ] {
            assert_eq!(amount(cell), Ok(Amount::Plain(x)), "{cell}");
        }
        assert_eq!(read("12 €", true).unwrap().currency.map(|c| c.name), Some("EUR"));
        assert_eq!(read("12 kr", true).unwrap().currency.map(|c| c.name), Some("kr"));
        assert_eq!(read("kr 12 DKK", true).unwrap().currency.map(|c| c.name), Some("DKK"));
        assert_eq!(read("(8)", false), Err(Flaw::AmountSign));
        assert_eq!(amount("€ 12 $"), Err(Flaw::Currencies));
    }

    #[test]
    fn dashes_behind_the_decimal_mark_stand_for_no_cents() {
        use Mark::{Comma, Point};
        for (cell, x, mark) in [
            ("900.000,-", 900_000.0, Comma),
            ("300.000,--", 300_000.0, Comma),
            ("CHF 900'000.–", 900_000.0, Point),
            ("1.234,—", 1234.0, Comma),
            ("100.-", 100.0, Point),
            ("100,–€", 100.0, Comma),
            ("€ 1.234.567,-", 1_234_567.0, Comma),
            ("-5,-", -5.0, Comma),
            ("(5,-)", -5.0, Comma),
            ("CHF 12.-", 12.0, Point),
            ("900 000,\u{2212}", 900_000.0, Comma),
        ] {
            assert_eq!(amount(cell), Ok(Amount::Marked(x, mark)), "{cell}");
        }
        for cell in ["1.234.-", "7,5,-", "7.5,-", ",-", "5,----", "5;-", "1e3,-", "12.34,-"] {
            assert!(amount(cell).is_err(), "{cell}: {:?}", amount(cell));
        }
        assert_eq!(read("5,-", false), Err(Flaw::AmountSign));
    }

    #[test]
    fn any_space_may_group_and_a_guard_comes_off() {
        for space in ['\u{2002}', '\u{2005}', '\u{2007}', '\u{2008}', '\u{2009}', '\u{200a}', '\u{202f}', '\u{a0}'] {
            assert_eq!(amount(&format!("900{space}000,00")), Ok(Amount::Marked(900_000.0, Mark::Comma)), "{space:?}");
        }
        assert_eq!(amount("900\u{2009}000\u{a0}000"), Err(Flaw::Grouping));
        for (cell, x) in [("'8", 8.0), ("'-900000", -900_000.0), (" '+8 ", 8.0), ("'€ 8", 8.0)] {
            let number = read(cell, true).unwrap();
            assert_eq!((number.amount, number.is_guarded), (Amount::Plain(x), true), "{cell}");
        }
        for cell in ["''8", "8'", "'", "'hoch", "-'8"] {
            assert!(read(cell, true).is_err(), "{cell}");
        }
    }

    #[test]
    fn what_is_no_number_is_named() {
        for (cell, flaw) in [
            ("hoch", Flaw::Text),
            ("NaN", Flaw::NotFinite),
            ("-inf", Flaw::NotFinite),
            ("1e400", Flaw::NotFinite),
            ("0x10", Flaw::Hexadecimal),
            ("5 %", Flaw::Percent),
            ("5k", Flaw::Multiplier),
            ("1,2 Mio. €", Flaw::Multiplier),
            ("120 TEUR", Flaw::Multiplier),
            ("01.05.2024", Flaw::Date),
            ("2024-05-01", Flaw::Date),
            ("٣", Flaw::ForeignDigits),
            ("#NV", Flaw::SpreadsheetError),
            ("########", Flaw::SpreadsheetError),
            ("1.23.456", Flaw::Grouping),
            ("0.123.456", Flaw::Grouping),
            ("1,234.567.890", Flaw::Grouping),
            ("1.234 567", Flaw::Grouping),
            ("12,34,567", Flaw::Grouping),
            ("5.", Flaw::LooseMark),
            (".5", Flaw::LooseMark),
            ("1..5", Flaw::LooseMark),
            ("--5", Flaw::Signs),
            ("(-5)", Flaw::Signs),
            ("1-2", Flaw::Text),
            ("e5", Flaw::Unit),
            ("12,34,567 €", Flaw::Grouping),
            ("€", Flaw::Text),
            ("5 Stk", Flaw::Unit),
            ("Q 5", Flaw::Unit),
            ("８", Flaw::ForeignDigits),
        ] {
            assert_eq!(amount(cell), Err(flaw), "{cell}");
        }
        assert_eq!(amount(&"1".repeat(513)), Err(Flaw::TooLong));
    }

    proptest! {
        #[test]
        fn never_panics(cell in "\\PC{0,40}", amount: bool) {
            let _ = read(&cell, amount);
        }

        #[test]
        fn the_quick_way_and_the_long_way_agree(cell in "-?[0-9]{0,12}[.,]?[0-9]{0,12}") {
            if let Some(quick) = plain::by_bytes(cell.as_bytes()) {
                prop_assert_eq!(Ok(quick), dressed(&cell, true).map(|n| n.amount));
            }
        }

        #[test]
        fn reads_back_every_finite_number(x in -1e15f64..1e15) {
            let read = amount(&format!("{x:?}")).unwrap();
            prop_assert_eq!(read.with(Mark::Point), Some(x));
        }
    }
}
