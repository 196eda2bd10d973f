//! Conditions that can never hold, and words in conditions that can never occur.

use super::dates;
use super::values::KEEP_ONE;
use crate::criteria::codes;
use crate::criteria::diagnostics::{Found, listed, shortened};
use crate::criteria::yaml::{Kind, Node};
use crate::model::{Body, Condition, Criterion, Leaf, MissingValues, Scale, Subject, Test};
use crate::text::{folded, folded_header};
use std::collections::{HashMap, HashSet};

/// What conditions may refer to, and the possible values of it.
pub(crate) struct Scope<'m> {
    pub(crate) ids: &'m [String],
    pub(crate) criteria: &'m [Criterion],
    pub(crate) no_value: &'m MissingValues,
}

impl Scope<'_> {
    /// The criterion that reads a column.
    fn leaf(&self, column: &str) -> Option<&Leaf> {
        let wanted = folded_header(column);
        let mut open: Vec<&Criterion> = self.criteria.iter().collect();
        while let Some(criterion) = open.pop() {
            match &criterion.body {
                Body::Leaf(leaf) if folded_header(&leaf.column) == wanted => return Some(leaf),
                Body::Leaf(_) => {}
                Body::Group(below) => open.extend(below),
            }
        }
        None
    }

    /// The smallest and the largest number that the subject of a condition can have, where they are known.
    fn bounds(&self, subject: &Subject) -> Option<(f64, f64)> {
        match subject {
            Subject::Criterion(_) => Some((0.0, 100.0)),
            Subject::Column(column) => match &self.leaf(column)?.scale {
                Scale::Rating(span) => Some(span.bounds()),
                _ => None,
            },
        }
    }
}

/// Adds findings for a test, written at `node`, that its subject can never pass.
pub(crate) fn check(node: &Node, condition: &Condition, scope: &Scope<'_>, found: &mut Found<'_>) {
    let leaf = match &condition.subject {
        Subject::Column(column) => scope.leaf(column),
        Subject::Criterion(_) => None,
    };
    let (is_there, of_dates) = (!matches!(condition.test, Test::Missing(_)), condition.test.is_of_dates());
    if is_there && (of_dates || leaf.is_some_and(|leaf| leaf.days_since.is_some())) {
        dates::check_condition(node, condition, leaf, found);
        return;
    }
    match &condition.test {
        Test::Texts { any_of, .. } => check_words(node, any_of, &condition.subject, scope, found),
        Test::Missing(_) => {}
        numeric => {
            let Some((low, high)) = scope.bounds(&condition.subject) else { return };
            let spans = match &condition.subject {
                Subject::Criterion(_) => "points run from 0 to 100".to_owned(),
                Subject::Column(column) => format!("ratings in \"{}\" run from {low} to {high}", shortened(column)),
            };
            let out = match numeric {
                Test::AtLeast(limit) => *limit > high,
                Test::Above(limit) => *limit >= high,
                Test::AtMost(limit) => *limit < low,
                Test::Below(limit) => *limit <= low,
                Test::Numbers { any_of, .. } => any_of.iter().any(|x| !(low..=high).contains(x)),
                Test::Texts { .. } | Test::Missing(_) | Test::Before(_) | Test::After(_) => false,
            };
            if out {
                let message = format!("this condition can never be met: {spans}");
                let help = match &condition.subject {
                    Subject::Column(_) => {
                        "write a number within the scale, or write criterion: to test its points from 0 to 100"
                    }
                    Subject::Criterion(_) => "write a number from 0 to 100, or write column: to test the cell",
                };
                found.error(codes::CONDITION_NEVER_HOLDS, &node.span, message, help);
            }
        }
    }
}

fn check_words(node: &Node, words: &[String], subject: &Subject, scope: &Scope<'_>, found: &mut Found<'_>) {
    let items = match &node.kind {
        Kind::List(items) => items.as_slice(),
        _ => std::slice::from_ref(node),
    };
    let levels = match subject {
        Subject::Column(column) => scope.leaf(column).and_then(|leaf| match &leaf.scale {
            Scale::Levels(levels) => Some(levels),
            _ => None,
        }),
        Subject::Criterion(_) => None,
    };
    let known: HashSet<String> = levels.into_iter().flatten().map(|(level, _)| folded(level)).collect();
    let mut seen: HashMap<String, &str> = HashMap::new();
    for (item, word) in items.iter().zip(words) {
        let shown = shortened(word);
        if folded(word).is_empty() || scope.no_value.contains(word.trim()) {
            let message = format!("\"{shown}\" can never occur: such a cell counts as missing");
            let help = "test for missing: true, or set missing_values at the top of the file without this word";
            found.error(codes::VALUE_IS_MISSING_VALUE, &item.span, message, help);
        } else if let Some(levels) = levels.filter(|_| !known.contains(&folded(word))) {
            let message = format!("\"{shown}\" can never occur: it is not one of the levels of that column");
            let help = format!("the levels are {}", listed(levels.iter().map(|(level, _)| level.as_str())));
            found.error(codes::CONDITION_NEVER_HOLDS, &item.span, message, help);
        }
        if let Some(first) = seen.insert(folded(word), word) {
            let message = format!("\"{}\" and \"{shown}\" are the same", shortened(first));
            found.error(codes::REPEATED_ENTRY, &item.span, message, KEEP_ONE);
        }
    }
}

/// Adds findings for two conditions that exclude each other where all must hold.
pub(crate) fn check_together(nodes: &[&Node], conditions: &[Condition], found: &mut Found<'_>) {
    for (later, (node, condition)) in nodes.iter().zip(conditions).enumerate() {
        let before = conditions.iter().take(later);
        if let Some(other) =
            before.into_iter().find(|other| same_subject(other, condition) && exclude(&other.test, &condition.test))
        {
            let what = match &other.subject {
                Subject::Column(column) => format!("column \"{}\"", shortened(column)),
                Subject::Criterion(id) => format!("criterion \"{}\"", shortened(id)),
            };
            let message = format!("no customer can meet both this condition and an earlier one on {what}");
            let help = "keep the right one; a customer must meet all conditions of requires";
            found.error(codes::CONDITION_NEVER_HOLDS, &node.span, message, help);
        }
    }
}

fn same_subject(a: &Condition, b: &Condition) -> bool {
    match (&a.subject, &b.subject) {
        (Subject::Column(a), Subject::Column(b)) => folded_header(a) == folded_header(b),
        (a, b) => a == b,
    }
}

/// Whether no value passes both tests.
fn exclude(a: &Test, b: &Test) -> bool {
    match (a, b) {
        (Test::Missing(a), Test::Missing(b)) => a != b,
        // All other tests need a value.
        (Test::Missing(wanted), _) | (_, Test::Missing(wanted)) => *wanted,
        (Test::Numbers { any_of, negated: false }, other) | (other, Test::Numbers { any_of, negated: false }) => {
            other.is_numeric() && !any_of.iter().any(|x| other.holds_of_number(Some(*x)))
        }
        (Test::Texts { any_of, negated: false }, other @ Test::Texts { .. })
        | (other @ Test::Texts { .. }, Test::Texts { any_of, negated: false }) => {
            !any_of.iter().any(|word| other.holds_of_text(Some(word)))
        }
        (a, b) if a.is_of_dates() != b.is_of_dates() => false,
        (a, b) => {
            let least = [a, b].into_iter().find_map(|test| match test {
                Test::AtLeast(x) => Some((*x, true)),
                Test::Above(x) => Some((*x, false)),
                // There is no day between two that follow each other.
                Test::After(day) => Some((day.number() + 1.0, true)),
                _ => None,
            });
            let most = [a, b].into_iter().find_map(|test| match test {
                Test::AtMost(x) => Some((*x, true)),
                Test::Below(x) => Some((*x, false)),
                Test::Before(day) => Some((day.number() - 1.0, true)),
                _ => None,
            });
            least.zip(most).is_some_and(|((low, with_low), (high, with_high))| {
                low > high || low >= high && !(with_low && with_high)
            })
        }
    }
}
