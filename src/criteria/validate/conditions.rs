//! Conditions, and the parts that consist of little more: knockouts and flags.

use super::dates;
use super::reach::check;
pub(crate) use super::reach::{Scope, check_together};
use super::values::criterion_id;
use crate::criteria::diagnostics::{Found, listed, shortened};
use crate::criteria::fields::Fields;
use crate::criteria::keys::{self, SUBJECTS, TESTS};
use crate::criteria::limits::{MOST_FLAGS, MOST_KNOCKOUTS, capped};
use crate::criteria::yaml::{Entry, Kind, Node, Scalar, Value};
use crate::criteria::{codes, fields, three_decimals};
use crate::model::{Condition, Flag, Knockout, Subject, Test};
use crate::text::folded;
use std::collections::HashSet;

pub(crate) fn knockouts(fields: &Fields<'_>, scope: &Scope<'_>, found: &mut Found<'_>) -> Vec<Knockout> {
    let nodes = capped(fields.list("knockouts", found), "knockouts", MOST_KNOCKOUTS, found);
    nodes.iter().filter_map(|node| knockout(node, scope, found)).collect()
}

fn knockout(node: &Node, scope: &Scope<'_>, found: &mut Found<'_>) -> Option<Knockout> {
    let fields = Fields::read(node, "a knockout", &keys::KNOCKOUT, found)?;
    let reason = fields.text("reason", found);
    if let Some(key) = fields.key("criterion") {
        let message = "a knockout tests a column, not a criterion".to_owned();
        let help = "write column: and the header of the column; knockouts are decided before anything is scored";
        found.error(codes::KNOCKOUT_ON_CRITERION, &key.span, message, help);
    }
    let condition = of_fields(&fields, scope, found);
    Some(Knockout { condition: condition?, reason: reason? })
}

pub(crate) fn flags(fields: &Fields<'_>, scope: &Scope<'_>, found: &mut Found<'_>) -> Vec<Flag> {
    let mut seen = HashSet::new();
    let nodes = capped(fields.list("flags", found), "flags", MOST_FLAGS, found);
    nodes.iter().filter_map(|node| flag(node, scope, &mut seen, found)).collect()
}

fn flag(node: &Node, scope: &Scope<'_>, seen: &mut HashSet<String>, found: &mut Found<'_>) -> Option<Flag> {
    let fields = Fields::read(node, "a flag", &keys::FLAG, found)?;
    let name = unique_name(&fields, "flag", seen, found);
    let when = fields.get("when").and_then(|node| condition(node, scope, found));
    Some(Flag { name: name?, when: when? })
}

/// The name of a tier or flag, which must be unique.
pub(crate) fn unique_name(
    fields: &Fields<'_>,
    what: &str,
    seen: &mut HashSet<String>,
    found: &mut Found<'_>,
) -> Option<String> {
    let node = fields.get("name")?;
    let name = fields::text(node, "name", found)?.trim().to_owned();
    if !seen.insert(folded(&name)) {
        let message = format!("there is another {what} called \"{}\"", shortened(&name));
        let help = "give each one its own name; case, spaces and invisible characters make no difference";
        found.error(codes::DUPLICATE_NAME, &node.span, message, help);
    }
    Some(name)
}

pub(crate) fn condition(node: &Node, scope: &Scope<'_>, found: &mut Found<'_>) -> Option<Condition> {
    let fields = Fields::read(node, "a condition", &keys::CONDITION, found)?;
    of_fields(&fields, scope, found)
}

fn of_fields(fields: &Fields<'_>, scope: &Scope<'_>, found: &mut Found<'_>) -> Option<Condition> {
    let subject = subject(fields, scope.ids, found);
    let tests = fields.written(&TESTS);
    match tests.as_slice() {
        [] => {
            let help = format!("add one of: {}", listed(TESTS.into_iter()));
            found.error(codes::NO_TEST, &fields.first(), "this condition has no test".to_owned(), help);
        }
        [_] => {}
        [_, second, ..] => {
            let message = format!("a condition has one test, but {} are written here", tests.len());
            let help = "keep one; in requires, write one condition for each";
            found.error(codes::SEVERAL_TESTS, &second.key.span, message, help);
        }
    }
    let of_points = matches!(subject, Some(Subject::Criterion(_)));
    let first = tests.first().map(|entry| &entry.value);
    let tests: Vec<Option<Test>> = tests.iter().map(|entry| test(entry, of_points, found)).collect();
    let condition = Condition { subject: subject?, test: tests.into_iter().next()?? };
    check(first?, &condition, scope, found);
    Some(condition)
}

fn subject(fields: &Fields<'_>, ids: &[String], found: &mut Found<'_>) -> Option<Subject> {
    match fields.written(&SUBJECTS).as_slice() {
        [] => {
            let help = "add column: and the header of a column, or criterion: and the id of a criterion";
            found.error(
                codes::NO_SUBJECT,
                &fields.first(),
                "this condition names neither a column nor a criterion".to_owned(),
                help,
            );
        }
        [_] => {}
        [_, second, ..] => {
            let message = "a condition tests a column or a criterion, not both".to_owned();
            found.error(codes::SEVERAL_SUBJECTS, &second.key.span, message, "keep the right one");
        }
    }
    let column = fields.text("column", found).map(Subject::Column);
    let criterion = fields.get("criterion").and_then(|node| criterion_id(node, "criterion", ids, found));
    column.or(criterion.map(Subject::Criterion))
}

/// Tests that compare a number with a limit.
const LIMITS: [&str; 4] = ["at_least", "at_most", "above", "below"];

fn test(entry: &Entry, of_points: bool, found: &mut Found<'_>) -> Option<Test> {
    let (name, node) = (entry.key.text()?, &entry.value);
    if node.is_blank() {
        return None;
    }
    if !of_points && LIMITS.contains(&name) {
        three_decimals::check(std::iter::once(node), found);
    }
    match name {
        "at_least" => fields::number(node, name, found).map(Test::AtLeast),
        "at_most" => fields::number(node, name, found).map(Test::AtMost),
        "above" => fields::number(node, name, found).map(Test::Above),
        "below" => fields::number(node, name, found).map(Test::Below),
        "before" => dates::day(node, name, found).map(Test::Before),
        "after" => dates::day(node, name, found).map(Test::After),
        "equals" => any_of(std::slice::from_ref(node), name, false, of_points, found),
        "in" | "not_in" => {
            let items = fields::list(node, name, found)?;
            if items.is_empty() {
                let help = "write the values between the brackets, as in [insolvent, blocked]";
                found.error(codes::EMPTY_LIST, &node.span, format!("{name} is an empty list"), help);
            }
            any_of(items, name, name == "not_in", of_points, found)
        }
        "missing" => fields::boolean(node, name, found).map(Test::Missing),
        _ => None,
    }
}

/// Numbers where all of them are numbers, otherwise texts as written. Points are always numbers.
fn any_of(nodes: &[Node], name: &str, negated: bool, of_points: bool, found: &mut Found<'_>) -> Option<Test> {
    let is_number = |node: &Node| matches!(&node.kind, Kind::Scalar(Scalar { value: Value::Number(_), .. }));
    let what = if name == "equals" { name.to_owned() } else { format!("a value of {name}") };
    if of_points || nodes.iter().all(is_number) {
        if !of_points {
            three_decimals::check(nodes.iter(), found);
        }
        let numbers: Vec<_> = nodes.iter().map(|node| fields::number(node, &what, found)).collect();
        let any_of = numbers.into_iter().collect::<Option<Vec<f64>>>()?;
        return Some(Test::Numbers { any_of, negated });
    }
    let texts: Vec<_> = nodes.iter().map(|node| fields::text(node, &what, found)).collect();
    let any_of = texts.into_iter().map(|text| text.map(|text| text.trim().to_owned())).collect::<Option<_>>()?;
    Some(Test::Texts { any_of, negated })
}
