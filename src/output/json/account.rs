//! One customer, ranked or not, as it stands in JSON.

use super::object::Object;
use crate::scoring::{Account, Assessment, KnockedOut, Value};
use crate::text::number::nine;
use serde::Serialize;

/// What is the same for every account.
pub(crate) struct Shape<'a> {
    /// The carried columns: place and header.
    pub(crate) show: Vec<(usize, &'a str)>,
    pub(crate) with_file: bool,
}

#[derive(Serialize)]
pub(crate) struct AccountEntry<'a> {
    rank: u64,
    id: &'a str,
    name: &'a str,
    score: f64,
    score_low: f64,
    score_high: f64,
    uncertain: bool,
    tier: Option<&'a str>,
    change: Option<&'static str>,
    flags: Vec<&'a str>,
    completeness_percent: f64,
    criteria: Object<&'a str, AssessmentEntry<'a>>,
    portfolio: Option<PositionEntry<'a>>,
    show: Object<&'a str, &'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    file: Option<&'a str>,
    line: u64,
}

impl<'a> AccountEntry<'a> {
    pub(crate) fn new(account: Account<'a>, shape: &Shape<'a>) -> Self {
        let show = shape.show.iter().map(|(place, header)| (*header, account.show.get(*place).copied().unwrap_or("")));
        let criteria = account.criteria.iter().map(|a| (a.node.id.as_str(), AssessmentEntry::from(a)));
        AccountEntry {
            rank: account.rank,
            id: account.id,
            name: account.name,
            score: account.score,
            score_low: account.score_low,
            score_high: account.score_high,
            uncertain: account.uncertain,
            tier: account.tier,
            change: account.change.map(|change| change.name()),
            completeness_percent: account.completeness_percent,
            criteria: Object(criteria.collect()),
            portfolio: account.portfolio.map(|p| PositionEntry { x: p.x, y: p.y, quadrant: p.quadrant }),
            show: Object(show.collect()),
            file: shape.with_file.then_some(account.file),
            line: account.line,
            flags: account.flags,
        }
    }
}

#[derive(Serialize)]
struct AssessmentEntry<'a> {
    /// Not there at all for a group.
    #[serde(skip_serializing_if = "Option::is_none")]
    value: Option<ValueEntry<'a>>,
    /// The cell, where it is a date and the value is days.
    #[serde(skip_serializing_if = "Option::is_none")]
    date: Option<String>,
    points: Option<f64>,
    contribution: Option<f64>,
}

impl<'a> From<&Assessment<'a>> for AssessmentEntry<'a> {
    fn from(assessment: &Assessment<'a>) -> Self {
        let Assessment { points, contribution, .. } = *assessment;
        AssessmentEntry {
            value: assessment.value.map(ValueEntry::from),
            date: match assessment.value {
                Some(Value::Number(days)) => assessment.node.date(days).map(|date| date.to_string()),
                _ => None,
            },
            points: points.map(nine),
            contribution: contribution.map(nine),
        }
    }
}

#[derive(Serialize)]
#[serde(untagged)]
enum ValueEntry<'a> {
    Missing(()),
    Number(f64),
    Text(&'a str),
}

impl<'a> From<Value<'a>> for ValueEntry<'a> {
    fn from(value: Value<'a>) -> Self {
        match value {
            Value::Missing => ValueEntry::Missing(()),
            Value::Number(number) => ValueEntry::Number(number),
            Value::Text(text) => ValueEntry::Text(text),
        }
    }
}

#[derive(Serialize)]
struct PositionEntry<'a> {
    x: Option<f64>,
    y: Option<f64>,
    quadrant: Option<&'a str>,
}

#[derive(Serialize)]
pub(crate) struct KnockedOutEntry<'a> {
    id: &'a str,
    name: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    file: Option<&'a str>,
    line: u64,
    reasons: Vec<&'a str>,
}

impl<'a> KnockedOutEntry<'a> {
    pub(crate) fn new(out: KnockedOut<'a>, shape: &Shape<'_>) -> Self {
        let KnockedOut { id, name, file, line, reasons } = out;
        KnockedOutEntry { id, name, file: shape.with_file.then_some(file), line, reasons }
    }
}
