//! Proposed weights for programs, every number in full.

use crate::analysis::weights::ahp::{Priorities, RANDOM_INDEX_TABLE, Worst};
use crate::analysis::weights::comparison::Comparison;
use crate::analysis::weights::written::Written;
use crate::analysis::weights::{Method, Proposal};
use crate::report::weights::figure::Figure;
use crate::report::weights::{Figures, figures};
use crate::text::number::sound;
use serde_json::{Map, Value as Json, json};
use std::io::{self, Write};

/// Writes proposed weights as parts of 1.
pub(crate) fn write(proposal: &Proposal, to: &mut dyn Write) -> io::Result<()> {
    write_figures(beside(proposal), &figures(proposal, None), to)
}

/// Writes figures as `criteria`, behind what stands beside them.
pub(crate) fn write_figures(mut beside: Map<String, Json>, figures: &Figures, to: &mut dyn Write) -> io::Result<()> {
    let named = |row: &Vec<Figure>| -> Map<String, Json> {
        let cells = figures.headings.iter().zip(row);
        cells.map(|(heading, figure)| (heading.column.key().to_owned(), figure.json())).collect()
    };
    let rows = figures.rows.iter().map(|row| Json::Object(named(row))).collect();
    beside.insert("criteria".to_owned(), Json::Array(rows));
    serde_json::to_writer_pretty(&mut *to, &beside)?;
    writeln!(to)
}

fn beside(proposal: &Proposal) -> Map<String, Json> {
    let mut beside = Map::new();
    let mut put = |key: &str, value: Json| beside.insert(key.to_owned(), value);
    put("method", json!(proposal.method.name()));
    put("group", json!(proposal.group.as_ref().map(|(id, _)| id)));
    match &proposal.method {
        Method::Pairwise { priorities, worst, .. } => {
            put("consistency", consistency(proposal, priorities, *worst));
        }
        Method::Entropy { sample, .. } | Method::Critic { sample, .. } => {
            let ids: Vec<&str> = sample.left_out_ids.iter().map(String::as_str).collect();
            put("sample", json!({ "customers": sample.customers, "left_out": ids.len(), "left_out_ids": ids }));
        }
        Method::RankOrder { .. } | Method::Swing { .. } => {}
    }
    let comparison = |c: &Comparison| {
        let moves = c.tier_moves.iter().flatten();
        let moved: Vec<Json> =
            moves.map(|m| json!({ "id": m.id, "name": m.name, "from": m.from, "to": m.to })).collect();
        let count = c.tier_moves.as_ref().map(Vec::len);
        json!({ "customers": c.customers, "tau_b": c.tau_b.map(sound), "tier_moves": count, "moved": moved })
    };
    put("comparison", json!(proposal.comparison.as_ref().map(comparison)));
    let written =
        |w: &Written| json!({ "weights": w.numbers(), "decimals": w.decimals, "score_shift_at_most": w.shift });
    put("written", json!(proposal.written.as_ref().map(written)));
    beside
}

fn consistency(proposal: &Proposal, priorities: &Priorities, worst: Option<Worst>) -> Json {
    let Method::Pairwise { judgements, .. } = &proposal.method else { return Json::Null };
    let id = |place: usize| proposal.rows.get(place).map(|row| &row.id);
    let worst = worst.and_then(|worst| {
        let judgement = judgements.get(worst.place)?;
        Some(json!({ "more": id(judgement.more), "less": id(judgement.less), "by": judgement.by, "fits": worst.fits }))
    });
    json!({
        "ratio": priorities.consistency_ratio,
        "acceptable": Priorities::ACCEPTABLE,
        "index": priorities.consistency_index,
        "lambda_max": priorities.lambda_max,
        "random_index": priorities.random_index,
        "random_index_table": RANDOM_INDEX_TABLE,
        "judgements": judgements.len(),
        "open_pairs": priorities.open_pairs,
        "worst": worst,
    })
}
