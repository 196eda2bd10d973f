//! What a cell holds, by its kind, its text and its style.

use super::dates;
use super::formula::Formula;
use super::strings::{Strings, unescaped};
use super::styles::Styles;
use crate::input::rows::cell::Cell;
use std::borrow::Cow;

/// What the cells of a sheet are read with.
pub(crate) struct Values<'a> {
    pub(crate) strings: &'a Strings,
    pub(crate) styles: &'a Styles,
    pub(crate) from_1904: bool,
    pub(crate) is_uncalculated: bool,
}

/// A cell as it is written.
#[derive(Default)]
pub(crate) struct RawCell {
    pub(crate) column: u32,
    pub(crate) kind: String,
    pub(crate) style: usize,
    pub(crate) text: String,
    pub(crate) has_value: bool,
    pub(crate) formula: Option<Formula>,
}

impl Values<'_> {
    /// What a cell holds; `None` where that is nothing.
    pub(crate) fn value(&self, cell: RawCell) -> Result<Option<Cell<'static>>, &'static str> {
        let RawCell { kind, style, text, formula, .. } = cell;
        let has_formula = formula.is_some();
        let shown = |text: &str| self.styles.format(style).and_then(|format| format.shown_text(text));
        let own = |text: String| {
            let text = unescaped(&text).unwrap_or(text);
            Some(Cell::Text(Cow::Owned(shown(&text).unwrap_or(text))))
        };
        if text.is_empty() {
            let is_open = has_formula && !matches!(kind.as_str(), "str" | "inlineStr");
            return Ok(is_open.then_some(Cell::Unfinished));
        }
        if !self.styles.has(style) {
            return Err("its style is not in the table of styles");
        }
        Ok(match kind.as_str() {
            "s" => {
                let number = text.trim().parse::<usize>().map_err(|_| "a shared text has no valid number")?;
                let shared = self.strings.get(number).ok_or("the shared text is missing")?;
                (!shared.is_empty()).then(|| Cell::Text(Cow::Owned(shown(shared).unwrap_or_else(|| shared.to_owned()))))
            }
            "str" | "inlineStr" => own(text),
            "e" => Some(Cell::Text(Cow::Owned(text))),
            "b" => match text.trim() {
                "1" | "true" => own("TRUE".to_owned()),
                "0" | "false" => own("FALSE".to_owned()),
                _ => return Err("a truth value is neither 0 nor 1"),
            },
            "d" => Some(Cell::Date(Cow::Owned(text))),
            "n" | "" => Some(self.number(number(&text).ok_or("a number is not valid")?, style, has_formula)),
            _ => return Err("a cell is of a kind that no workbook has"),
        })
    }

    fn number(&self, x: f64, style: usize, has_formula: bool) -> Cell<'static> {
        // Programs other than Excel write 0 for every result and leave the work to Excel.
        if self.is_uncalculated && has_formula && x == 0.0 {
            return Cell::Unfinished;
        }
        let Some(format) = self.styles.format(style) else { return Cell::number(x) };
        if format.is_date
            && let Some(date) = dates::iso(x, self.from_1904)
        {
            return Cell::Date(Cow::Owned(date));
        }
        if format.is_percent {
            return Cell::Percent(x);
        }
        // What a person reads is the number with its word, as in a text.
        if let Some(multiplier) = &format.multiplier {
            return Cell::Text(Cow::Owned(format!("{x} {multiplier}")));
        }
        let shown = format.shown(x).map(Cow::Owned);
        Cell::Number { x, shown, currency: format.currency }
    }
}

/// A number as Excel writes it, to the 15 digits that it shows and compares.
fn number(text: &str) -> Option<f64> {
    let text = text.trim();
    let plain = !text.is_empty()
        && text.len() <= 64
        && text.bytes().all(|b| matches!(b, b'0'..=b'9' | b'+' | b'-' | b'.' | b'e' | b'E'));
    let x: f64 = text.parse().ok().filter(|x: &f64| plain && x.is_finite())?;
    if x.fract() == 0.0 && x.abs() < 1e15 {
        return Some(x + 0.0);
    }
    format!("{x:.14e}").parse().ok()
}

#[cfg(test)]
#[allow(clippy::float_cmp, reason = "the result is one certain double")]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_those_that_excel_shows() {
        assert_eq!(number("2.9999999999999996"), Some(3.0));
        assert_eq!(number("0.30000000000000004"), Some(0.3));
        assert_eq!(number("1.0E-3"), Some(0.001));
        assert_eq!(number("12345678901234567890"), Some(12_345_678_901_234_600_000.0));
        for no in ["", "inf", "NaN", "1e400", "0x10", "1 2", "1,5", "5 %"] {
            assert_eq!(number(no), None, "{no}");
        }
        assert_eq!(number("5."), Some(5.0));
    }
}
