//! The explanation for programs, every number in full.

use super::WhatIfEntry;
use crate::analysis::explain::gap::{Full, Gap};
use crate::analysis::explain::last_place::LastPlace;
use crate::analysis::explain::neighbour::Neighbour;
use crate::analysis::explain::single_change::{Reach, SingleChange};
use crate::analysis::explain::{Explained, Explanation};
use crate::output::WhatIf;
use crate::scoring::{Assessment, KnockedOut, Value};
use crate::text::number::nine;
use serde_json::{Value as Json, json};
use std::io::{self, Write};

/// Writes one object with `ranked: true` and everything about the account, or `ranked: false` and the reasons.
///
/// # Errors
/// What the writer says.
pub(crate) fn write_json(explained: &Explained<'_>, what_if: &[WhatIf], to: &mut dyn Write) -> io::Result<()> {
    let mut document = match explained {
        Explained::Ranked(explanation) => ranked(explanation),
        Explained::KnockedOut(customer) => knocked_out(customer),
    };
    if let Some(object) = document.as_object_mut() {
        let changes: Vec<WhatIfEntry<'_>> = what_if.iter().map(WhatIfEntry::from).collect();
        object.insert("what_if".to_owned(), json!(changes));
    }
    serde_json::to_writer_pretty(&mut *to, &document).map_err(io::Error::from)?;
    writeln!(to)
}

fn knocked_out(customer: &KnockedOut<'_>) -> Json {
    let KnockedOut { id, name, file, line, reasons } = customer;
    json!({ "ranked": false, "id": id, "name": name, "reasons": reasons, "file": file, "line": line })
}

fn ranked(explanation: &Explanation<'_>) -> Json {
    let account = &explanation.account;
    json!({
        "ranked": true,
        "id": account.id,
        "name": account.name,
        "rank": account.rank,
        "of": explanation.ranked,
        "score": account.score,
        "score_low": account.score_low,
        "score_high": account.score_high,
        "uncertain": account.uncertain,
        "tier": account.tier,
        "tier_margin": explanation.margin.map(nine),
        "last_place": explanation.last_place.map(last_place),
        "change": account.change.map(|change| change.name()),
        "flags": account.flags,
        "completeness_percent": account.completeness_percent,
        "criteria": account.criteria.iter().map(criterion).collect::<Vec<_>>(),
        "neighbours": explanation.neighbours.iter().map(neighbour).collect::<Vec<_>>(),
        "next_tier": explanation.gap.as_ref().map(next_tier),
        "file": account.file,
        "line": account.line,
    })
}

fn neighbour(n: &Neighbour<'_>) -> Json {
    json!({ "rank": n.rank, "id": n.id, "name": n.name, "score": n.score, "tier": n.tier })
}

fn last_place(last: LastPlace<'_>) -> Json {
    json!({ "max_accounts": last.max_accounts, "next": last.next.as_ref().map(neighbour) })
}

fn criterion(assessment: &Assessment<'_>) -> Json {
    let mut object = json!({
        "id": assessment.node.id,
        "label": assessment.node.label,
        "depth": assessment.node.depth,
        "weight": nine(assessment.weight),
        "points": assessment.points.map(nine),
        "contribution": assessment.contribution.map(nine),
    });
    if let (Some(value), Some(object)) = (assessment.value, object.as_object_mut()) {
        object.insert("value".to_owned(), cell(value));
        if let Value::Number(days) = value
            && let Some(date) = assessment.node.date(days)
        {
            object.insert("date".to_owned(), json!(date.to_string()));
        }
    }
    object
}

fn next_tier(gap: &Gap<'_>) -> Json {
    let unmet = |u: &crate::analysis::explain::gap::Unmet<'_>| {
        let (kind, name) = match &u.condition.subject {
            crate::model::Subject::Column(name) => ("column", name),
            crate::model::Subject::Criterion(name) => ("criterion", name),
        };
        json!({ kind: name, "has": cell(u.has) })
    };
    let full = |full: Full| json!({ "max_accounts": full.max_accounts, "to_beat": full.to_beat, "last": gap.holder.as_ref().map(neighbour) });
    let tied: Vec<Json> = gap.tied.iter().map(neighbour).collect();
    json!({
        "name": gap.tier,
        "min_score": gap.min_score,
        "missing": nine(gap.missing),
        "unmet": gap.unmet.iter().map(unmet).collect::<Vec<_>>(),
        "full": gap.full.map(full),
        "tied": tied,
        "levers": gap.single_changes.iter().map(single_change).collect::<Vec<_>>(),
    })
}

fn single_change(change: &SingleChange<'_>) -> Json {
    let (enough, to, score) = match &change.reach {
        Reach::Enough { to, score } => (true, cell(*to), Some(*score)),
        Reach::TooLittle { best, score, .. } => (false, cell(*best), *score),
        Reach::AtBest => (false, Json::Null, None),
    };
    json!({ "criterion": change.node.id, "from": cell(change.from), "to": to, "score": score, "enough": enough })
}

fn cell(value: Value<'_>) -> Json {
    match value {
        Value::Missing => Json::Null,
        Value::Number(x) => json!(x),
        Value::Text(text) => json!(text),
    }
}
