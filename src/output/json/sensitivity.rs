//! How sure we are for programs, every number in full.

use super::WhatIfEntry;
use crate::analysis::sensitivity::close::{CloseCall, Move, Step, StepSize};
use crate::analysis::sensitivity::intervals::Stability;
use crate::analysis::sensitivity::intervals::interval::{End, Event, Interval};
use crate::analysis::sensitivity::methods::{CrossCheck, Method};
use crate::analysis::sensitivity::smaa::weights::Level;
use crate::analysis::sensitivity::smaa::{Acceptabilities, Acceptability};
use crate::analysis::sensitivity::{Sensitivity, Weightings};
use crate::report::sensitivity::Report;
use crate::report::sensitivity::words::percent;
use crate::scoring::Value;
use crate::text::number::nine;
use serde::{Serialize, Serializer};
use serde_json::{Map, Value as Json, json};
use std::io::{self, BufWriter, Write};

/// Writes one object.
pub(crate) fn write(report: &Report<'_>, to: &mut dyn Write) -> io::Result<()> {
    let found = report.found;
    let document = Document {
        title: found.title,
        what_if: report.what_if.iter().map(WhatIfEntry::from).collect(),
        top: found.top,
        weightings: found.weightings.as_ref().map(|weightings| drawn(found, weightings)),
        accounts: (0..found.field.len()).filter_map(|place| account(found, place)).collect(),
        stability: found.stability.iter().map(|s| stability(found, s)).collect(),
        cross_checks: found.cross_checks.iter().map(|check| cross_check(found, check)).collect(),
        close_calls: found.close_calls.iter().map(|call| close_call(found, call)).collect(),
        steps: found.steps.iter().map(|step| (id(found, step.node), size(step))).collect(),
    };
    // A million numbers in ten times as many pieces: in a buffer of its own each is a few bytes stored, not a call through
    // `dyn Write`.
    let mut to = BufWriter::with_capacity(1 << 16, to);
    serde_json::to_writer_pretty(&mut to, &document).map_err(io::Error::from)?;
    writeln!(to)?;
    to.flush()
}

#[derive(Serialize)]
struct Document<'a> {
    title: &'a str,
    what_if: Vec<WhatIfEntry<'a>>,
    top: u64,
    weightings: Option<Json>,
    accounts: Vec<Account<'a>>,
    stability: Vec<Json>,
    cross_checks: Vec<Json>,
    close_calls: Vec<Json>,
    steps: Map<String, Json>,
}

#[derive(Serialize)]
struct Account<'a> {
    rank: u64,
    id: &'a str,
    name: &'a str,
    score: f64,
    tier: Option<String>,
    near: Option<Shares<'a>>,
    any: Option<Shares<'a>>,
    other_methods: Map<String, Json>,
}

#[derive(Serialize)]
struct Shares<'a> {
    first_percent: f64,
    top_percent: f64,
    mean_rank: f64,
    rank_p5: Option<u64>,
    rank_p95: Option<u64>,
    tiers_percent: Map<String, Json>,
    /// A million numbers in a long ranking, so they are written as they stand.
    #[serde(serialize_with = "ranks")]
    ranks_percent: &'a [f64],
    central_weights_percent: Option<Map<String, Json>>,
    confidence_percent: Option<f64>,
}

/// The ranks that came up.
fn ranks<S: Serializer>(shares: &&[f64], to: S) -> Result<S::Ok, S::Error> {
    to.collect_map(
        (1_u64..).zip(shares.iter()).filter(|(_, share)| **share > 0.0).map(|(r, share)| (r, percent(*share))),
    )
}

fn id(found: &Sensitivity<'_>, node: usize) -> String {
    found.field.nodes.get(node).map(|node| node.id.clone()).unwrap_or_default()
}

fn tier(found: &Sensitivity<'_>, tier: usize) -> String {
    found.field.tiers.get(tier).map(|tier| tier.name.clone()).unwrap_or_default()
}

fn named(found: &Sensitivity<'_>, account: usize) -> Json {
    found.field.entries.get(account).map_or(Json::Null, |entry| json!({ "id": entry.id, "name": entry.name }))
}

fn drawn(found: &Sensitivity<'_>, weightings: &Weightings) -> Json {
    let criterion = |(node, weight, deviation): &(usize, f64, f64)| {
        json!({
            "id": id(found, *node),
            "weight_percent": percent(*weight),
            "near_deviation_percent": percent(*deviation),
        })
    };
    json!({
        "level": match found.options.level { Level::Top => "top", Level::Leaves => "leaves" },
        "samples": found.options.samples,
        "seed": found.options.seed,
        "spread_percent": weightings.spread,
        "concentration": nine(weightings.concentration),
        "standard_error_percent": percent(weightings.standard_error),
        "ranks_counted": weightings.near.ranks_counted,
        "criteria": weightings.varied.iter().map(criterion).collect::<Vec<_>>(),
    })
}

fn account<'a>(found: &'a Sensitivity<'_>, place: usize) -> Option<Account<'a>> {
    let entry = found.field.entries.get(place)?;
    let of = |all: &'a Acceptabilities| all.accounts.get(place).map(|account| shares(found, &all.varied, account));
    let weightings = found.weightings.as_ref();
    Some(Account {
        rank: entry.rank,
        id: entry.id,
        name: entry.name,
        score: entry.score,
        tier: entry.tier.map(|t| tier(found, t)),
        near: weightings.and_then(|weightings| of(&weightings.near)),
        any: weightings.and_then(|weightings| of(&weightings.any)),
        other_methods: found
            .cross_checks
            .iter()
            .map(|check| (method(check.method).to_owned(), by_method(check, place)))
            .collect(),
    })
}

fn shares<'a>(found: &Sensitivity<'_>, varied: &[usize], account: &'a Acceptability) -> Shares<'a> {
    let tiers = account.tiers.iter().enumerate().map(|(t, share)| (tier(found, t), json!(percent(*share))));
    let central = |weights: &Vec<f64>| {
        varied.iter().zip(weights).map(|(node, w)| (id(found, *node), json!(percent(*w)))).collect::<Map<_, _>>()
    };
    Shares {
        first_percent: percent(account.first),
        top_percent: percent(account.top),
        mean_rank: nine(account.mean_rank),
        rank_p5: account.usual_ranks.map(|ranks| ranks.0),
        rank_p95: account.usual_ranks.map(|ranks| ranks.1),
        tiers_percent: tiers.collect(),
        ranks_percent: &account.ranks,
        central_weights_percent: account.central_weights.as_ref().map(central),
        confidence_percent: account.confidence.map(percent),
    }
}

fn stability(found: &Sensitivity<'_>, stability: &Stability) -> Json {
    let of = |interval: Interval| {
        json!({
            "low": end(found, stability, interval.low),
            "high": end(found, stability, interval.high),
            "may_be_wider": interval.is_inner,
        })
    };
    let tiers = stability.tiers.iter().enumerate().map(|(t, interval)| (tier(found, t), of(*interval)));
    let node = found.field.nodes.get(stability.node);
    json!({
        "id": id(found, stability.node),
        "group": node.and_then(|node| node.parent).map(|group| id(found, group)),
        "weight": node.map(|node| nine(node.weight)),
        "share_percent": percent(stability.share),
        "leader": of(stability.leader),
        "top": of(stability.top),
        "tiers": tiers.collect::<Map<_, _>>(),
        "all_tiers": stability.all_tiers().map(of),
    })
}

fn end(found: &Sensitivity<'_>, stability: &Stability, end: End) -> Json {
    let event = end.event.map(|event| match event {
        Event::Swap { up, down } => json!({ "kind": "passes", "up": named(found, up), "down": named(found, down) }),
        Event::Reaches { account, tier: t } => {
            json!({ "kind": "reaches_tier", "account": named(found, account), "tier": tier(found, t) })
        }
        Event::Misses { account, tier: t } => {
            json!({ "kind": "falls_below_tier", "account": named(found, account), "tier": tier(found, t) })
        }
    });
    json!({ "share_percent": percent(end.share), "weight": stability.written(end.share).map(nine), "event": event })
}

fn method(method: Method) -> &'static str {
    match method {
        Method::Product => "weighted_product",
        Method::Topsis => "topsis",
    }
}

/// What another method makes of an account.
fn by_method(check: &CrossCheck, place: usize) -> Json {
    let placed = check.placed.get(place);
    json!({ "score": placed.map(|placed| placed.score), "rank": placed.map(|placed| placed.rank) })
}

fn cross_check(found: &Sensitivity<'_>, check: &CrossCheck) -> Json {
    let list = |accounts: &[usize]| accounts.iter().map(|&account| named(found, account)).collect::<Vec<_>>();
    json!({
        "method": method(check.method),
        "tau_b": check.tau_b.map(nine),
        "picked": check.picked,
        "only_by_score": list(&check.only_by_score),
        "only_by_method": list(&check.only_by_method),
    })
}

fn close_call(found: &Sensitivity<'_>, call: &CloseCall<'_>) -> Json {
    let entry = found.field.entries.get(call.account);
    let moved = |moved: &Move| {
        let who = found.field.entries.get(moved.account);
        json!({
            "id": who.map(|who| who.id),
            "name": who.map(|who| who.name),
            "tier_before": tier(found, moved.from),
            "tier_after": tier(found, moved.to),
        })
    };
    let (gain, lose): (Vec<&Move>, Vec<&Move>) = call.moves.iter().partition(|moved| moved.gains());
    json!({
        "account": named(found, call.account),
        "criterion": id(found, call.node),
        "from": cell(call.from),
        "to": cell(call.to),
        "score_before": entry.map(|entry| entry.score),
        "score_after": call.score,
        "tier_before": entry.and_then(|entry| entry.tier).map(|t| tier(found, t)),
        "tier_after": tier(found, call.tier),
        "in_exchange_for": call.moves.iter().map(|moved| named(found, moved.account)).collect::<Vec<_>>(),
        "gain": gain.into_iter().map(moved).collect::<Vec<_>>(),
        "lose": lose.into_iter().map(moved).collect::<Vec<_>>(),
    })
}

fn size(step: &Step) -> Json {
    match step.size {
        None => Json::Null,
        Some(StepSize::Number(x)) => json!(x),
        Some(StepSize::Level) => json!("level"),
    }
}

fn cell(value: Value<'_>) -> Json {
    match value {
        Value::Missing => Json::Null,
        Value::Number(x) => json!(x),
        Value::Text(text) => json!(text.trim()),
    }
}
