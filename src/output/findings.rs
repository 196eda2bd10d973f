//! Findings -> text and JSON. (Stand-in until the real one arrives.)

use crate::finding::Finding;
use std::io::{self, Write};

/// For a person.
///
/// # Errors
/// What the writer says.
pub fn write_text(findings: &[&Finding], _color: bool, to: &mut dyn Write) -> io::Result<()> {
    findings.iter().try_for_each(|f| writeln!(to, "{}: {}", f.severity.name(), f.message))
}

/// For CI.
///
/// # Errors
/// What the writer says.
pub fn write_json(findings: &[&Finding], to: &mut dyn Write) -> io::Result<()> {
    let list: Vec<_> = findings.iter().map(|f| serde_json::json!({ "code": f.code, "message": f.message })).collect();
    serde_json::to_writer_pretty(to, &list).map_err(io::Error::from)
}
