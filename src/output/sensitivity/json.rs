//! How sure we are for programs, every number in full.

use crate::analysis::sensitivity::acceptability::{Acceptabilities, Acceptability};
use crate::analysis::sensitivity::close::{CloseCall, Step, StepSize};
use crate::analysis::sensitivity::methods::{CrossCheck, Method};
use crate::analysis::sensitivity::stability::{End, Event, Interval, Stability};
use crate::analysis::sensitivity::weighing::Level;
use crate::analysis::sensitivity::{Sensitivity, Weightings};
use crate::scoring::Value;
use serde_json::{Map, Value as Json, json};
use std::io::{self, Write};

/// Writes one object.
pub(super) fn write(found: &Sensitivity<'_>, to: &mut dyn Write) -> io::Result<()> {
    let accounts = (0..found.field.len()).map(|place| account(found, place));
    let document = json!({
        "title": found.title,
        "top": found.top,
        "weightings": found.weightings.as_ref().map(|weightings| drawn(found, weightings)),
        "accounts": accounts.collect::<Vec<_>>(),
        "stability": found.stability.iter().map(|s| stability(found, s)).collect::<Vec<_>>(),
        "cross_checks": found.cross_checks.iter().map(|check| cross_check(found, check)).collect::<Vec<_>>(),
        "close_calls": found.close_calls.iter().map(|call| close_call(found, call)).collect::<Vec<_>>(),
        "steps": found.steps.iter().map(|step| (id(found, step.node), size(step))).collect::<Map<_, _>>(),
    });
    serde_json::to_writer_pretty(&mut *to, &document).map_err(io::Error::from)?;
    writeln!(to)
}

/// A share (0..1) in percent; products such as 0.07 * 100 keep no noise.
fn percent(share: f64) -> f64 {
    (share * 100.0 * 1e9).round() / 1e9
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
        "spread_percent": found.options.spread,
        "concentration": weightings.concentration,
        "standard_error_percent": percent(weightings.standard_error),
        "ranks_counted": weightings.near.ranks_counted,
        "criteria": weightings.varied.iter().map(criterion).collect::<Vec<_>>(),
    })
}

fn account(found: &Sensitivity<'_>, place: usize) -> Json {
    let Some(entry) = found.field.entries.get(place) else { return Json::Null };
    let of = |all: &Acceptabilities| all.accounts.get(place).map(|account| acceptability(found, &all.varied, account));
    json!({
        "rank": entry.rank,
        "id": entry.id,
        "name": entry.name,
        "score": entry.score,
        "tier": entry.tier.map(|t| tier(found, t)),
        "near": found.weightings.as_ref().and_then(|weightings| of(&weightings.near)),
        "any": found.weightings.as_ref().and_then(|weightings| of(&weightings.any)),
    })
}

fn acceptability(found: &Sensitivity<'_>, varied: &[usize], account: &Acceptability) -> Json {
    let tiers = account.tiers.iter().enumerate().map(|(t, share)| (tier(found, t), json!(percent(*share))));
    let ranks = (1_u64..).zip(&account.ranks).filter(|(_, share)| **share > 0.0);
    let central = |weights: &Vec<f64>| {
        varied.iter().zip(weights).map(|(node, w)| (id(found, *node), json!(percent(*w)))).collect::<Map<_, _>>()
    };
    json!({
        "first_percent": percent(account.first),
        "top_percent": percent(account.top),
        "mean_rank": account.mean_rank,
        "rank_p5": account.usual_ranks.map(|ranks| ranks.0),
        "rank_p95": account.usual_ranks.map(|ranks| ranks.1),
        "tiers_percent": tiers.collect::<Map<_, _>>(),
        "ranks_percent": ranks.map(|(rank, share)| (rank.to_string(), json!(percent(*share)))).collect::<Map<_, _>>(),
        "central_weights_percent": account.central_weights.as_ref().map(central),
        "confidence_percent": account.confidence.map(percent),
    })
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
        "weight": node.map(|node| node.weight),
        "share_percent": percent(stability.share),
        "leader": of(stability.leader),
        "top": of(stability.top),
        "tiers": tiers.collect::<Map<_, _>>(),
        "all_tiers": stability.all_tiers().map(of),
        "requirements_held": stability.holds_requirements,
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
    json!({ "share_percent": end.share * 100.0, "weight": stability.written(end.share), "event": event })
}

fn cross_check(found: &Sensitivity<'_>, check: &CrossCheck) -> Json {
    let list = |accounts: &[usize]| accounts.iter().map(|&account| named(found, account)).collect::<Vec<_>>();
    json!({
        "method": match check.method { Method::Product => "weighted_product", Method::Topsis => "topsis" },
        "tau_b": check.tau_b,
        "picked": check.picked,
        "only_by_score": list(&check.only_by_score),
        "only_by_method": list(&check.only_by_method),
    })
}

fn close_call(found: &Sensitivity<'_>, call: &CloseCall<'_>) -> Json {
    let entry = found.field.entries.get(call.account);
    json!({
        "account": named(found, call.account),
        "criterion": id(found, call.node),
        "from": cell(call.from),
        "to": cell(call.to),
        "score_before": entry.map(|entry| entry.score),
        "score_after": call.score,
        "tier_before": entry.and_then(|entry| entry.tier).map(|t| tier(found, t)),
        "tier_after": tier(found, call.tier),
        "in_exchange_for": call.swaps_with.map(|other| named(found, other)),
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
