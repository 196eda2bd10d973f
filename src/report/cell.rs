//! The cells of a table, typed: a renderer that knows numbers gets numbers, the others get texts in the language of the
//! document.

use crate::language::Language;
use crate::language::common;
use crate::scoring::Change;
use crate::text::number::{nine, rounded, rounded_beside};
use std::borrow::Cow;

/// One cell.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Cell<'a> {
    /// A text, and a mark after it that is never cut.
    Text(Cow<'a, str>, &'static str),
    /// A place in the ranking, from 1.
    Rank(u64),
    /// How many there are.
    Count(u64),
    /// A number with so many decimals.
    Number { value: f64, decimals: usize },
    /// The same with its sign, also where it is above zero.
    Change { value: f64, decimals: usize },
    /// Turnover or another sum: no decimals where it is large, two where it is small.
    Amount(f64),
    /// A number from 0 to 100 with so many decimals.
    Percent { value: f64, decimals: usize },
    /// A bar for 0 to 100 that fills its column at 100.
    Bar(f64),
    /// The tier of an account, and what is to be said of it.
    Tier { name: &'a str, uncertain: bool, change: Option<Change> },
    /// How the tier differs from the status of today, in a word.
    ChangeOfTier(Option<Change>),
}

impl<'a> Cell<'a> {
    /// A text without a mark.
    pub(crate) fn text(text: impl Into<Cow<'a, str>>) -> Self {
        Cell::Text(text.into(), "")
    }

    /// A cell of which nothing is known.
    pub(crate) fn unknown() -> Self {
        Cell::text("-")
    }

    /// A number with so many decimals, and more where fewer would show it on the wrong side of one of `lines`.
    pub(crate) fn number_beside(value: f64, decimals: usize, lines: &[f64]) -> Self {
        // Rounding moves a value by less than a unit of its last decimal. Most values are farther from every line.
        let unit = 0.1_f64.powi(i32::try_from(decimals).unwrap_or(i32::MAX));
        if decimals < 9 && lines.iter().all(|line| (value - line).abs() > unit) {
            return Cell::Number { value, decimals };
        }
        let shown = rounded_beside(value, decimals, lines);
        let decimals = shown.split_once('.').map_or(0, |(_, decimals)| decimals.len());
        Cell::Number { value: nine(value), decimals }
    }

    /// Its text in a language. A bar has none.
    pub(crate) fn shown(&self, language: Language) -> Cow<'_, str> {
        match self {
            Cell::Text(text, _) => Cow::Borrowed(text),
            Cell::Rank(rank) => Cow::Owned(rank.to_string()),
            Cell::Count(count) => Cow::Owned(language.count(*count)),
            Cell::Number { value, decimals } => Cow::Owned(language.rounded(*value, *decimals)),
            Cell::Change { value, decimals } => Cow::Owned(language.signed(*value, *decimals)),
            Cell::Amount(value) => Cow::Owned(language.amount(*value)),
            Cell::Percent { value, decimals } => Cow::Owned(language.percent(*value, *decimals)),
            Cell::Bar(_) | Cell::ChangeOfTier(None) => Cow::Borrowed(""),
            Cell::Tier { name, .. } => Cow::Borrowed(name),
            Cell::ChangeOfTier(Some(change)) => Cow::Borrowed(match change {
                Change::Promote => common::promote(language),
                Change::Demote => common::demote(language),
                Change::Keep => common::keep(language),
                Change::New => common::new(language),
            }),
        }
    }

    /// The mark after its text, which is never cut. The change of a tier is a mark only where no column spells it out.
    pub(crate) fn mark(&self, with_change: bool) -> &'static str {
        match self {
            Cell::Text(_, mark) => mark,
            Cell::Tier { uncertain, change, .. } => match (change.filter(|_| with_change), uncertain) {
                (None | Some(Change::Keep), false) => "",
                (None | Some(Change::Keep), true) => " ?",
                (Some(Change::Promote), false) => " ↑",
                (Some(Change::Promote), true) => " ↑?",
                (Some(Change::Demote), false) => " ↓",
                (Some(Change::Demote), true) => " ↓?",
                (Some(Change::New), false) => " +",
                (Some(Change::New), true) => " +?",
            },
            _ => "",
        }
    }
}

/// A number with as few decimals as show it: `30`, `0.5`, at most `decimals`.
pub(crate) fn trimmed<'a>(value: f64, decimals: usize) -> Cell<'a> {
    let text = rounded(value, decimals);
    let decimals = text.split_once('.').map_or(0, |(_, decimals)| decimals.trim_end_matches('0').len());
    Cell::Number { value, decimals }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn a_number_stays_on_its_side_of_the_lines(units in 0..=100_000_000_u32, line in 0..=1000_u32, decimals in 0..10_usize) {
            let (value, lines) = (f64::from(units) / 1e6, [f64::from(line) / 10.0]);
            let cell = Cell::number_beside(value, decimals, &lines);
            prop_assert_eq!(cell.shown(Language::English).into_owned(), rounded_beside(value, decimals, &lines));
        }
    }

    #[test]
    fn numbers_are_shown_as_the_language_writes_them() {
        let shown = |cell: Cell<'_>| Language::ALL.map(|language| cell.shown(language).into_owned());
        assert_eq!(shown(Cell::Count(4312)), ["4,312", "4.312"]);
        assert_eq!(shown(Cell::Amount(1_234_567.0)), ["1,234,567", "1.234.567"]);
        assert_eq!(shown(Cell::Percent { value: 75.0, decimals: 1 }), ["75.0 %", "75,0 %"]);
        assert_eq!(shown(Cell::Change { value: -0.04, decimals: 1 }), ["0.0", "0,0"]);
        assert_eq!(shown(Cell::Change { value: 2.5, decimals: 1 }), ["+2.5", "+2,5"]);
        assert_eq!(shown(Cell::number_beside(69.9997, 1, &[70.0])), ["69.9997", "69,9997"]);
        assert_eq!(shown(trimmed(30.0, 4)), ["30", "30"]);
    }
}
