//! Numbers, cells and conditions in words.

use crate::language::Language;
use crate::language::common::{self, Noun};
use crate::language::condition::{self, Wanted};
use crate::model::{Condition, Subject, Test};
use crate::report::cell::Cell;
use crate::scoring::{Assessment, Node, Value};
use crate::text::number::rounded_beside;
use std::fmt::Display;

/// Two decimals; more where two would show nothing at all.
pub(crate) fn amount(x: f64) -> String {
    amount_beside(x, &[])
}

/// The same, and more where two would stand on the wrong side of a line that the amount is held against.
pub(crate) fn amount_beside(x: f64, lines: &[f64]) -> String {
    let short = rounded_beside(x, 2, lines);
    let vanished = x != 0.0 && short.trim_start_matches('-').chars().all(|c| matches!(c, '0' | '.'));
    if vanished { format!("{x:.9}").trim_end_matches('0').to_owned() } else { short }
}

/// An amount in a sentence.
pub(crate) fn amount_in(language: Language, x: f64) -> String {
    language.with_marks(amount(x))
}

/// An amount in a cell, on its own side of the lines that it is held against.
pub(crate) fn amount_cell<'a>(x: f64, lines: &[f64]) -> Cell<'a> {
    let shown = amount_beside(x, lines);
    Cell::Number { value: x, decimals: shown.split_once('.').map_or(0, |(_, decimals)| decimals.len()) }
}

/// `3 -> 2`
pub(crate) fn arrow(before: impl Display, after: impl Display) -> String {
    format!("{before} -> {after}")
}

/// The same, or what stayed as it was.
pub(crate) fn step<T: PartialEq + Display>(before: T, after: T) -> String {
    if before == after { after.to_string() } else { arrow(before, after) }
}

/// A cell as a person would write it.
pub(crate) fn cell(language: Language, value: Value<'_>) -> String {
    match value {
        Value::Missing => common::missing(language).to_owned(),
        Value::Number(x) => language.with_marks(x.to_string()),
        Value::Text(text) => text.trim().to_owned(),
    }
}

/// The cell of a criterion as a person would write it, of a date with the days that its scale gets.
pub(crate) fn cell_of(language: Language, node: &Node, value: Value<'_>) -> String {
    match value {
        Value::Number(days) => match node.date(days) {
            Some(date) => format!("{date}, {}", days_of(language, days)),
            None => cell(language, value),
        },
        _ => cell(language, value),
    }
}

/// The same where any date would do that is so many days away.
pub(crate) fn measure_of(language: Language, node: &Node, value: Value<'_>) -> String {
    match value {
        Value::Number(days) if node.until.is_some() => days_of(language, days),
        _ => cell(language, value),
    }
}

/// `1 day`, `637 days`.
fn days_of(language: Language, days: f64) -> String {
    let count = if days.to_bits() == 1f64.to_bits() { 1 } else { 2 };
    format!("{} {}", language.with_marks(days.to_string()), common::noun(language, count, Noun::Day))
}

/// What a condition asks, as in `Door opener: at least 30 points`.
pub(crate) fn requirement(language: Language, condition: &Condition, subject: &str) -> String {
    let wanted = match &condition.test {
        Test::AtLeast(x) => Wanted::AtLeast(*x),
        Test::AtMost(x) => Wanted::AtMost(*x),
        Test::Above(x) => Wanted::Above(*x),
        Test::Below(x) => Wanted::Below(*x),
        Test::Before(day) => Wanted::Before(day.to_string()),
        Test::After(day) => Wanted::After(day.to_string()),
        Test::Numbers { any_of, negated: false } => Wanted::Numbers(any_of.clone()),
        Test::Numbers { any_of, negated: true } => Wanted::NoneOfNumbers(any_of.clone()),
        Test::Texts { any_of, negated: false } => Wanted::Texts(any_of.clone()),
        Test::Texts { any_of, negated: true } => Wanted::NoneOfTexts(any_of.clone()),
        Test::Missing(true) => Wanted::NoValue,
        Test::Missing(false) => Wanted::Value,
    };
    let of_points = !matches!(condition.subject, Subject::Column(_));
    condition::requirement(language, subject, &wanted, of_points)
}

/// What a condition looks at: a column by its header, a criterion by its label.
pub(crate) fn subject<'a>(condition: &'a Condition, criteria: &'a [Assessment<'_>]) -> &'a str {
    match &condition.subject {
        Subject::Column(header) => header,
        Subject::Criterion(id) => label(criteria, id),
    }
}

/// The number that a condition draws a line at.
pub(crate) fn line(condition: &Condition) -> Option<f64> {
    match condition.test {
        // What is above a number has reached the one after it.
        Test::AtLeast(x) | Test::Below(x) => Some(x),
        Test::Above(x) | Test::AtMost(x) => Some(x.next_up()),
        _ => None,
    }
}

fn label<'a>(criteria: &'a [Assessment<'_>], id: &'a str) -> &'a str {
    criteria.iter().find(|a| a.node.id == id).map_or(id, |a| a.node.label.as_str())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_small_amount_does_not_vanish() {
        assert_eq!(amount(3.754), "3.75");
        assert_eq!(amount(0.000_001), "0.000001");
        assert_eq!(amount(0.0), "0.00");
        assert_eq!(amount_beside(0.000_001, &[70.0]), "0.000001");
    }

    #[test]
    fn an_amount_stays_on_its_side_of_the_line_it_is_held_against() {
        let held = |test, x| {
            let condition = Condition { subject: Subject::Column("a".into()), test };
            amount_beside(x, line(&condition).as_slice())
        };
        assert_eq!([held(Test::AtLeast(30.0), 29.9996), held(Test::AtLeast(30.0), 30.0)], ["29.9996", "30.00"]);
        assert_eq!([held(Test::Above(30.0), 30.0), held(Test::Above(30.0), 30.0004)], ["30.00", "30.0004"]);
        assert_eq!([held(Test::AtMost(30.0), 30.0004), held(Test::Below(30.0), 29.9996)], ["30.0004", "29.9996"]);
    }

    #[test]
    fn conditions_read_as_sentences() {
        let of = |test| Condition { subject: Subject::Column("status".into()), test };
        let texts = of(Test::Texts { any_of: vec!["a".into(), "b".into()], negated: true });
        assert_eq!(requirement(Language::English, &texts, "status"), "status: not a or b");
        let points = Condition { subject: Subject::Criterion("door".into()), test: Test::AtLeast(30.0) };
        assert_eq!(requirement(Language::English, &points, "Door opener"), "Door opener: at least 30 points");
        assert_eq!(requirement(Language::German, &points, "Türöffner"), "Türöffner: mindestens 30 Punkte");
    }
}
