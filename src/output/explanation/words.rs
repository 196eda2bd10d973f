//! Numbers, cells and conditions in words.

use crate::model::{Condition, Subject, Test};
use crate::output::number::rounded;
use crate::scoring::{Assessment, Value};

/// Two decimals; more where two would show nothing at all.
pub(in crate::output) fn amount(x: f64) -> String {
    let short = rounded(x, 2);
    let vanished = x != 0.0 && short.trim_start_matches('-').chars().all(|c| matches!(c, '0' | '.'));
    if vanished { format!("{x:.9}").trim_end_matches('0').to_owned() } else { short }
}

/// A cell as a person would write it.
pub(super) fn cell(value: Value<'_>) -> String {
    match value {
        Value::Missing => "missing".to_owned(),
        Value::Number(x) => x.to_string(),
        Value::Text(text) => text.trim().to_owned(),
    }
}

/// What a condition asks, as in `Door opener: at least 30 points`.
pub(super) fn requirement(condition: &Condition, criteria: &[Assessment<'_>]) -> String {
    let (subject, unit) = match &condition.subject {
        Subject::Column(header) => (header.as_str(), ""),
        Subject::Criterion(id) => (label(criteria, id), " points"),
    };
    let wanted = match &condition.test {
        Test::AtLeast(x) => format!("at least {x}{unit}"),
        Test::AtMost(x) => format!("at most {x}{unit}"),
        Test::Above(x) => format!("above {x}{unit}"),
        Test::Below(x) => format!("below {x}{unit}"),
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
    }

    #[test]
    fn conditions_read_as_sentences() {
        let of = |test| Condition { subject: Subject::Column("status".into()), test };
        let texts = of(Test::Texts { any_of: vec!["a".into(), "b".into()], negated: true });
        assert_eq!(requirement(&texts, &[]), "status: not a or b");
        let points = Condition { subject: Subject::Criterion("door".into()), test: Test::AtLeast(30.0) };
        assert_eq!(requirement(&points, &[]), "door: at least 30 points");
    }
}
