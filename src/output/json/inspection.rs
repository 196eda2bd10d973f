//! What `check` and `lint` found, for programs: the findings, and beside them what was looked at.

use super::findings::write_findings_json_with;
use crate::analysis::compare::drift::{Drift, Move, Standing};
use crate::report::inspection::{Inspection, Own};
use serde_json::{Value as Json, json};
use std::io::{self, Write};

/// Writes the findings; every number is in full.
pub(crate) fn write(inspection: &Inspection<'_>, to: &mut dyn Write) -> io::Result<()> {
    let Inspection { findings, counts, open, own, .. } = inspection;
    let mut more = vec![("criteria", json!(counts.criteria)), ("customers", json!(counts.customers))];
    if let Own::Lint { ranked, .. } = own {
        more.push(("ranked", json!(ranked)));
    }
    more.extend([
        ("checks_open", json!(open.map(|open| open.checks))),
        ("criteria_filled", json!(open.and_then(|open| open.filled))),
        ("lines", json!(counts.lines)),
    ]);
    more.push(match own {
        Own::Check { drift, .. } => ("drift", json!(drift.map(told))),
        Own::Lint { allowed, .. } => ("allowed", json!(allowed)),
    });
    write_findings_json_with(findings, more, to)
}

fn told(drift: &Drift<'_>) -> Json {
    let standing = |s: &Standing| json!({ "rank": s.rank, "score": s.score, "tier": s.tier });
    let named = |s: &&Standing| json!({ "id": s.id, "name": s.name, "rank": s.rank, "score": s.score, "tier": s.tier });
    let step = |m: &Move<'_>| json!({ "id": m.after.id, "name": m.after.name, "before": standing(m.before), "after": standing(m.after) });
    json!({
        "moved": drift.moved.iter().map(step).collect::<Vec<_>>(),
        "new": drift.new.iter().map(named).collect::<Vec<_>>(),
        "gone": drift.gone.iter().map(named).collect::<Vec<_>>(),
        "unmoved": drift.unmoved,
    })
}
