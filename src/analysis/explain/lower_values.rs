//! The values that a cell could be lowered to: where an upper limit holds an account back, fewer points may lead further.
//!
//! They are round numbers as well, from where the account stands to the worst of its scale. Besides, there are the numbers
//! on both sides at which a condition on the column changes its answer.

use super::candidate_values::{Start, higher_values, nearest_first, toward_ends};
use crate::model::{Body, Condition, Criterion, Direction, LogSpan, Model, Scale, Span, Subject, Test};
use crate::scoring::Value;

/// The values from now (exclusive) to the worst one, nearest first.
pub(crate) fn lower_values<'a>(start: Start<'a, '_>) -> Vec<Value<'a>> {
    let Start { scale, now, points, is_whole, .. } = start;
    let turned = |span: Span| Span::new(span.to(), span.from());
    let other = |direction: Direction| match direction {
        Direction::Rising => Direction::Falling,
        Direction::Falling => Direction::Rising,
    };
    let back = match scale {
        Scale::Levels(levels) => {
            let mut fewer: Vec<&(String, f64)> =
                levels.iter().filter(|level| points.is_some_and(|p| level.1 < p)).collect();
            fewer.sort_by(|a, b| b.1.total_cmp(&a.1));
            return fewer.into_iter().map(|(text, _)| Value::Text(text)).collect();
        }
        Scale::Points(curve) | Scale::Steps(curve) => {
            return toward_ends(curve, now, is_whole).into_iter().map(Value::Number).collect();
        }
        Scale::Rating(span) => turned(*span).map(Scale::Rating),
        Scale::Linear(span) => turned(*span).map(Scale::Linear),
        Scale::Log(span) => LogSpan::new(span.span().to(), span.span().from()).map(Scale::Log),
        Scale::MinMax(direction) => Some(Scale::MinMax(other(*direction))),
        Scale::Percentile(direction) => Some(Scale::Percentile(other(*direction))),
    };
    let back = back.into_iter().flat_map(|scale| {
        let numbers = higher_values(Start { scale: &scale, points: None, ..start }).into_iter();
        numbers.filter_map(|value| if let Value::Number(x) = value { Some(x) } else { None }).collect::<Vec<_>>()
    });
    back.map(Value::Number).collect()
}

/// The numbers at which a condition on the column begins or ceases to be met, nearest to `now` first.
pub(crate) fn edges<'a>(model: &Model, column: &str, start: Start<'_, '_>) -> Vec<Value<'a>> {
    let Start { scale, now, is_whole, .. } = start;
    let knocks = model.knockouts.iter().map(|knockout| &knockout.condition);
    let all = knocks.chain(model.tiers.iter().flat_map(|tier| &tier.requires));
    let on_column = all.filter(|c| matches!(&c.subject, Subject::Column(name) if name == column));
    let (low, high) = if let Scale::Rating(span) = scale { span.bounds() } else { (f64::MIN, f64::MAX) };
    let beside = |x: f64, up: bool| {
        let step = if is_whole { 1.0 } else { 10f64.powf((x.abs().max(1e-3)).log10().floor() - 2.0) };
        if up { x + step } else { x - step }
    };
    // Conditions on dates are compared in days here.
    let leaf = model.walk().find_map(|criterion| match &criterion.body {
        Body::Leaf(leaf) if leaf.column == column => Some(leaf),
        _ => None,
    });
    let until = leaf.and_then(|leaf| leaf.days_since?.day(model.today));
    let numbers = |condition: &Condition| match &condition.test {
        Test::AtLeast(x) => vec![*x, beside(*x, false)],
        Test::AtMost(x) => vec![*x, beside(*x, true)],
        Test::Above(x) | Test::Below(x) => vec![*x, beside(*x, true), beside(*x, false)],
        Test::Numbers { any_of, .. } => any_of.iter().flat_map(|x| [*x, beside(*x, true), beside(*x, false)]).collect(),
        Test::Before(day) | Test::After(day) => {
            let days = until.map(|until| until.days_since(*day));
            days.map_or_else(Vec::new, |x| vec![x, beside(x, true), beside(x, false)])
        }
        Test::Texts { .. } | Test::Missing(_) => Vec::new(),
    };
    let mut found: Vec<f64> = on_column.flat_map(numbers).filter(|x| (low..=high).contains(x)).collect();
    found.retain(|x| !is_whole || x.fract() == 0.0);
    nearest_first(&mut found, now);
    found.into_iter().map(Value::Number).collect()
}

/// Whether one of the conditions may be met by a small number and not by a larger one.
pub(crate) fn has_upper_limit(conditions: &[Condition]) -> bool {
    conditions.iter().any(|condition| !matches!(condition.test, Test::AtLeast(_) | Test::Above(_)))
}

/// The column of a leaf.
pub(crate) fn column(criterion: Option<&Criterion>) -> Option<&str> {
    match &criterion?.body {
        crate::model::Body::Leaf(leaf) => Some(leaf.column.as_str()),
        crate::model::Body::Group(_) => None,
    }
}
