//! Scales: each has a key of its own.

use super::values::{KEEP_ONE, percent};
use crate::criteria::diagnostics::{Found, listed, shortened};
use crate::criteria::fields::Fields;
use crate::criteria::yaml::{Entry, Kind, Node, Scalar, Value};
use crate::criteria::{codes, fields, keys, three_decimals};
use crate::model::{Curve, Direction, LogSpan, MissingValues, Scale, ScaleKind, Span};
use crate::text::folded;
use std::collections::HashMap;

const DIRECTIONS: [(&str, Direction); 2] = [("rising", Direction::Rising), ("falling", Direction::Falling)];

pub(crate) fn scale(node: &Node, no_value: &MissingValues, found: &mut Found<'_>) -> Option<Scale> {
    let fields = Fields::read(node, "scale", &keys::SCALE, found)?;
    let names: Vec<&str> = keys::SCALE.keys.iter().map(|key| key.name).collect();
    let written = fields.written(&names);
    if written.is_empty() && matches!(&node.kind, Kind::Map(entries) if entries.is_empty()) {
        let help = format!("write one of: {}", listed(names.iter().copied()));
        found.error(codes::NO_SCALE, &node.span, "scale is empty".to_owned(), help);
    }
    let scales: Vec<Option<Scale>> = written.iter().map(|entry| of_entry(entry, no_value, found)).collect();
    if let [_, second, ..] = written.as_slice() {
        let message = format!("a criterion has one scale, but {} are written here", written.len());
        found.error(codes::SEVERAL_SCALES, &second.key.span, message, "keep the right one");
    }
    scales.into_iter().next().flatten()
}

fn of_entry(entry: &Entry, no_value: &MissingValues, found: &mut Found<'_>) -> Option<Scale> {
    let (name, node) = (entry.key.text()?, &entry.value);
    if node.is_blank() {
        return None;
    }
    match ScaleKind::named(name)? {
        ScaleKind::Rating => span(node, name, found).map(Scale::Rating),
        ScaleKind::Linear => span(node, name, found).map(Scale::Linear),
        ScaleKind::Log => log(node, found).map(Scale::Log),
        ScaleKind::Points => curve(node, name, found).map(Scale::Points),
        ScaleKind::Steps => curve(node, name, found).map(Scale::Steps),
        ScaleKind::Levels => levels(node, no_value, found).map(Scale::Levels),
        ScaleKind::MinMax => fields::word(node, name, &DIRECTIONS, found).map(Scale::MinMax),
        ScaleKind::Percentile => fields::word(node, name, &DIRECTIONS, found).map(Scale::Percentile),
    }
}

fn ends(node: &Node, name: &str, found: &mut Found<'_>) -> Option<(f64, f64)> {
    let items = fields::list(node, name, found)?;
    let [from, to] = items else {
        let message = format!("{name} needs two numbers, not {}", items.len());
        let help = format!("write {name}: [a, b], where a earns 0 points and b earns 100");
        found.error(codes::SCALE_ENDS, &node.span, message, help);
        return None;
    };
    three_decimals::check(items.iter(), found);
    let (from, to) = (fields::number(from, name, found), fields::number(to, name, found));
    from.zip(to)
}

fn span(node: &Node, name: &str, found: &mut Found<'_>) -> Option<Span> {
    let (from, to) = ends(node, name, found)?;
    let span = Span::new(from, to);
    if span.is_none() {
        without_width(node, name, from, to, found);
    }
    span
}

fn without_width(node: &Node, name: &str, from: f64, to: f64, found: &mut Found<'_>) {
    let is_wide = !(to - from).is_finite();
    let what = if is_wide { "are too far apart for a computer" } else { "are the same" };
    let help = "write two different numbers: the first earns 0 points, the second 100";
    found.error(codes::SCALE_WITHOUT_WIDTH, &node.span, format!("the two ends of {name} {what}"), help);
}

fn log(node: &Node, found: &mut Found<'_>) -> Option<LogSpan> {
    let (from, to) = ends(node, "log", found)?;
    if from <= 0.0 || to <= 0.0 {
        let message = "both ends of a log scale must be above 0".to_owned();
        let help = "write the smallest amount that still counts as first end, such as 1000, or use linear";
        found.error(codes::LOG_NOT_POSITIVE, &node.span, message, help);
        return None;
    }
    let span = LogSpan::new(from, to);
    if span.is_none() {
        without_width(node, "log", from, to, found);
    }
    span
}

/// The entries of a mapping; a finding where there are none.
fn entries<'n>(node: &'n Node, name: &str, example: &str, found: &mut Found<'_>) -> Option<&'n [Entry]> {
    let Kind::Map(entries) = &node.kind else {
        fields::wrong_type(node, name, "pairs of a value and its points", format!("write {name}: {example}"), found);
        return None;
    };
    if entries.is_empty() {
        let help = format!("write {name}: {example}");
        found.error(codes::SCALE_EMPTY, &node.span, format!("{name} has no pairs"), help);
        return None;
    }
    Some(entries)
}

fn curve(node: &Node, name: &str, found: &mut Found<'_>) -> Option<Curve> {
    let entries = entries(node, name, "{ 0: 0, 10: 60, 20: 100 }", found)?;
    three_decimals::check(entries.iter().map(|entry| &entry.key), found);
    let mut pairs: Vec<(f64, f64)> = Vec::new();
    let mut sound = true;
    for Entry { key, value } in entries {
        let points = percent(value, &points_of(key), found);
        let (Some(x), Some(points)) = (key_number(key, name, found), points) else {
            sound = false;
            continue;
        };
        match pairs.last() {
            Some(&(before, _)) if x <= before => {
                let what = if x < before { "comes after a larger number" } else { "repeats the number before it" };
                let message = format!("{} {what}", shortened(key.text().unwrap_or("")));
                let help = format!("write the numbers of {name} from the smallest to the largest, each once");
                found.error(codes::NOT_RISING, &key.span, message, help);
                sound = false;
            }
            _ => pairs.push((x, points)),
        }
    }
    let curve = Curve::new(pairs).filter(|_| sound);
    if curve.is_none() && sound {
        without_width(node, name, f64::MIN, f64::MAX, found);
    }
    curve
}

/// A number as key. It may be in quotes, because JSON, which is also YAML, must write it so.
fn key_number(key: &Node, name: &str, found: &mut Found<'_>) -> Option<f64> {
    if let Kind::Scalar(Scalar { text, value: Value::Text, .. }) = &key.kind
        && text.starts_with(|c: char| c.is_ascii_digit() || matches!(c, '-' | '+' | '.'))
        && let Some(number) = text.parse().ok().filter(|number: &f64| number.is_finite())
    {
        return Some(number);
    }
    fields::number(key, &format!("a key of {name}"), found)
}

fn points_of(key: &Node) -> String {
    format!("the number of points for \"{}\"", shortened(key.text().unwrap_or("")))
}

fn levels(node: &Node, no_value: &MissingValues, found: &mut Found<'_>) -> Option<Vec<(String, f64)>> {
    let entries = entries(node, "levels", "{ low: 0, medium: 50, high: 100 }", found)?;
    let mut seen: HashMap<String, &str> = HashMap::new();
    let mut levels = Vec::new();
    for Entry { key, value } in entries {
        let points = percent(value, &points_of(key), found);
        let Some(text) = key.text().filter(|text| *text != "<<") else { continue };
        let Some(level) = fields::text(key, "a level", found).map(|text| text.trim().to_owned()) else { continue };
        if no_value.contains(&level) {
            let message = format!("the level \"{}\" can never occur: such a cell counts as missing", shortened(&level));
            let help = "remove the level, or set missing_values at the top of the file without this word";
            found.error(codes::LEVEL_IS_MISSING_VALUE, &key.span, message, help);
        }
        // Two equal texts are duplicate keys, which have a finding already.
        if let Some(first) = seen.insert(folded(text), text).filter(|first| *first != text) {
            let message = format!("the levels \"{}\" and \"{}\" are the same", shortened(first), shortened(text));
            found.error(codes::DUPLICATE_LEVEL, &key.span, message, KEEP_ONE);
        }
        levels.extend(points.map(|points| (level, points)));
    }
    Some(levels)
}
