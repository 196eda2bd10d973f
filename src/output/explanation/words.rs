//! Numbers, cells and conditions in words.

use crate::model::{Condition, Subject, Test};
use crate::scoring::{Assessment, Node, Value};
use crate::text::number::rounded_beside;

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

/// A cell as a person would write it.
pub(crate) fn cell(value: Value<'_>) -> String {
    match value {
        Value::Missing => "missing".to_owned(),
        Value::Number(x) => x.to_string(),
        Value::Text(text) => text.trim().to_owned(),
    }
}

/// The cell of a criterion as a person would write it, of a date with the days that its scale gets.
pub(crate) fn cell_of(node: &Node, value: Value<'_>) -> String {
    match value {
        Value::Number(days) => match node.date(days) {
            Some(date) => format!("{date}, {}", days_of(days)),
            None => cell(value),
        },
        _ => cell(value),
    }
}

/// The same where any date would do that is so many days away.
pub(crate) fn measure_of(node: &Node, value: Value<'_>) -> String {
    match value {
        Value::Number(days) if node.until.is_some() => days_of(days),
        _ => cell(value),
    }
}

/// `1 day`, `637 days`.
fn days_of(days: f64) -> String {
    if days.to_bits() == 1f64.to_bits() { "1 day".to_owned() } else { format!("{days} days") }
}

/// What a condition asks, as in `Door opener: at least 30 points`.
pub(crate) fn requirement(condition: &Condition, subject: &str) -> String {
    let unit = if matches!(condition.subject, Subject::Column(_)) { "" } else { " points" };
    let wanted = match &condition.test {
        Test::AtLeast(x) => format!("at least {x}{unit}"),
        Test::AtMost(x) => format!("at most {x}{unit}"),
        Test::Above(x) => format!("above {x}{unit}"),
        Test::Below(x) => format!("below {x}{unit}"),
        Test::Before(day) => format!("before {day}"),
        Test::After(day) => format!("after {day}"),
        Test::Numbers { any_of, negated } => {
            let list: Vec<String> = any_of.iter().map(f64::to_string).collect();
            format!("{}{}{unit}", not(*negated), list.join(" or "))
        }
        Test::Texts { any_of, negated } => format!("{}{}", not(*negated), any_of.join(" or ")),
        Test::Missing(true) => "no value".to_owned(),
        Test::Missing(false) => "a value".to_owned(),
    };
    format!("{subject}: {wanted}")
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

/// `a, b and c`.
pub(crate) fn listed(names: &[impl AsRef<str>]) -> String {
    let names: Vec<&str> = names.iter().map(AsRef::as_ref).collect();
    match names.as_slice() {
        [others @ .., last] if !others.is_empty() => format!("{} and {last}", others.join(", ")),
        _ => names.concat(),
    }
}

fn not(negated: bool) -> &'static str {
    if negated { "not " } else { "" }
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
        assert_eq!(requirement(&texts, "status"), "status: not a or b");
        let points = Condition { subject: Subject::Criterion("door".into()), test: Test::AtLeast(30.0) };
        assert_eq!(requirement(&points, "Door opener"), "Door opener: at least 30 points");
    }
}
