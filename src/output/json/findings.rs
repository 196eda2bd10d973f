//! Findings as JSON, for CI.

use super::layout::Layout;
use crate::finding::{Finding, Findings, Severity};
use serde::Serialize;
use serde_json::{Map, Value as Json};
use std::io::{self, Write};

/// A finding as it stands in JSON; what is not known is null, and nothing is shortened or made visible.
#[derive(Serialize)]
pub(crate) struct Entry<'a> {
    severity: &'static str,
    code: &'static str,
    message: &'a str,
    file: Option<&'a str>,
    line: Option<u64>,
    column: Option<u64>,
    byte: Option<u64>,
    header: Option<&'a str>,
    cell: Option<&'a str>,
    value: Option<&'a str>,
    help: Option<&'a str>,
}

impl<'a> From<&'a Finding> for Entry<'a> {
    fn from(finding: &'a Finding) -> Self {
        let place = &finding.place;
        Entry {
            severity: finding.severity.name(),
            code: finding.code,
            message: &finding.message,
            file: (!place.file.is_empty()).then_some(place.file.as_str()),
            line: place.line,
            column: place.column,
            byte: place.byte,
            header: place.header.as_deref(),
            cell: place.cell.as_deref(),
            value: finding.value.as_deref(),
            help: finding.help.as_deref(),
        }
    }
}

#[derive(Serialize)]
struct Count {
    severity: &'static str,
    code: &'static str,
    count: u64,
}

#[derive(Serialize)]
struct Whole<'a> {
    errors: u64,
    warnings: u64,
    notices: u64,
    counts: Vec<Count>,
    findings: Vec<Entry<'a>>,
}

/// Writes findings as `{ "errors", "warnings", "notices", "counts": [ { "severity", "code", "count" } ], "findings": [ … ] }`
/// and a line end. The counts include those findings that were too many to keep.
///
/// # Errors
/// What the writer says.
pub fn write_findings_json(findings: &Findings, to: &mut dyn Write) -> io::Result<()> {
    Layout::write(&Whole::from(findings), to)
}

#[derive(Serialize)]
struct With<'a> {
    #[serde(flatten)]
    whole: Whole<'a>,
    #[serde(flatten)]
    more: Map<String, Json>,
}

/// The same document, with what `more` adds beside the findings.
///
/// # Errors
/// What the writer says.
pub(crate) fn write_findings_json_with(
    findings: &Findings,
    more: impl IntoIterator<Item = (&'static str, Json)>,
    to: &mut dyn Write,
) -> io::Result<()> {
    let more = more.into_iter().map(|(key, value)| (key.to_owned(), value)).collect();
    Layout::write(&With { whole: Whole::from(findings), more }, to)
}

impl<'a> From<&'a Findings> for Whole<'a> {
    fn from(findings: &'a Findings) -> Self {
        let counts = findings.counts();
        Whole {
            errors: findings.count(Severity::Error),
            warnings: findings.count(Severity::Warning),
            notices: findings.count(Severity::Notice),
            counts: counts.map(|(severity, code, count)| Count { severity: severity.name(), code, count }).collect(),
            findings: findings.iter().map(Entry::from).collect(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::finding::Place;
    use serde_json::{Value, json};

    #[test]
    fn everything_is_there_and_unaltered() {
        let raw = format!("=x\u{1b}\u{202e}{}", "y".repeat(60));
        let place = Place {
            column: Some(7),
            byte: Some(99),
            header: Some("know_how".into()),
            cell: Some("A!B2".into()),
            ..Place::line("c.csv", 12)
        };
        let mut findings = Findings::new();
        findings.push(Finding::error("not-a-number", "m").at(place).value(raw.clone()).help("h"));
        (0..1100).for_each(|_| findings.push(Finding::warning("tie", "w")));
        let mut bytes = Vec::new();
        write_findings_json(&findings, &mut bytes).unwrap();
        let read: Value = serde_json::from_slice(&bytes).unwrap();
        bytes.clear();
        write_findings_json_with(&findings, [("lines", json!(7))], &mut bytes).unwrap();
        let with: Value = serde_json::from_slice(&bytes).unwrap();
        assert_eq!((&with["lines"], &with["findings"], &with["errors"]), (&json!(7), &read["findings"], &json!(1)));
        assert_eq!(
            read["findings"][0],
            json!({ "severity": "error", "code": "not-a-number", "message": "m", "file": "c.csv", "line": 12, "column": 7,
                    "byte": 99, "header": "know_how", "cell": "A!B2", "value": raw, "help": "h" })
        );
        assert_eq!(read["findings"][1]["file"], Value::Null);
        assert_eq!((&read["errors"], &read["warnings"]), (&json!(1), &json!(1100)));
        assert_eq!(read["counts"][1], json!({ "severity": "warning", "code": "tie", "count": 1100 }));
    }
}
