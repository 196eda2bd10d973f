//! Tiers: from the top, the last one without a line.

use super::conditions::{Scope, check_together, condition, unique_name};
use super::values::percent;
use crate::criteria::diagnostics::{Found, shortened};
use crate::criteria::fields::Fields;
use crate::criteria::limits::{MOST_TIERS, capped};
use crate::criteria::yaml::Node;
use crate::criteria::{codes, fields, keys};
use crate::model::{Condition, Tier};
use std::collections::HashSet;

pub(crate) fn tiers(fields: &Fields<'_>, scope: &Scope<'_>, found: &mut Found<'_>) -> Vec<Tier> {
    let nodes = fields.list("tiers", found);
    if let (true, Some(node)) = (nodes.is_empty(), fields.get("tiers").filter(|node| fields::is_list(node))) {
        let help = "name a tier, as in \"- name: Key account\", or remove tiers";
        found.error(codes::EMPTY_LIST, &node.span, "tiers is an empty list".to_owned(), help);
    }
    let most = capped(nodes, "tiers", MOST_TIERS, found);
    let mut names = HashSet::new();
    let mut above = None;
    let mut tiers = Vec::new();
    for (place, node) in most.iter().enumerate() {
        let Some(fields) = Fields::read(node, "a tier", &keys::TIER, found) else { continue };
        let name = unique_name(&fields, "tier", &mut names, found);
        let min_score = fields.get("min_score").and_then(|node| percent(node, "min_score", found));
        let max_accounts = fields.get("max_accounts").and_then(|node| max_accounts(node, found));
        let nodes_of = fields.list("requires", found);
        let conditions = nodes_of.iter().filter_map(|node| Some((node, condition(node, scope, found)?)));
        let (nodes_of, requires): (Vec<&Node>, Vec<Condition>) = conditions.unzip();
        check_together(&nodes_of, &requires, found);
        if place + 1 == nodes.len() {
            check_last(&fields, found);
        } else {
            check_order(&fields, min_score, above, found);
            above = min_score.map(|score| (score, fields.has("requires") || fields.has("max_accounts"))).or(above);
        }
        tiers.extend(name.map(|name| Tier { name, min_score, max_accounts, requires }));
    }
    tiers
}

fn max_accounts(node: &Node, found: &mut Found<'_>) -> Option<u64> {
    let value = fields::number(node, "max_accounts", found)?;
    let whole = node.text().and_then(|text| text.parse::<u64>().ok()).filter(|&count| count >= 1);
    if whole.is_none() {
        let message = format!("max_accounts must be a whole number of at least 1, not {value}");
        found.error(
            codes::OUT_OF_RANGE,
            &node.span,
            message,
            "write how many accounts the tier holds at most, such as 25",
        );
    }
    whole
}

fn check_last(fields: &Fields<'_>, found: &mut Found<'_>) {
    for name in ["min_score", "max_accounts", "requires"] {
        if let Some(key) = fields.key(name) {
            let message = format!("the last tier takes all other customers, so it cannot have {name}");
            let help = format!("remove {name}, or add a last tier with only a name, as in \"- name: Others\"");
            found.error(codes::LAST_TIER_LIMITED, &key.span, message, help);
        }
    }
}

/// `above` is the line of the tier before, and whether that tier turns some accounts away although they reach it.
fn check_order(fields: &Fields<'_>, min_score: Option<f64>, above: Option<(f64, bool)>, found: &mut Found<'_>) {
    let Some(node) = fields.get("min_score") else {
        if !fields.has("min_score") {
            let message = "every tier except the last one needs a min_score".to_owned();
            let help = "add \"min_score: …\": the score from which an account belongs here";
            found.error(codes::TIER_WITHOUT_MIN_SCORE, &fields.first(), message, help);
        }
        return;
    };
    let (Some(score), Some((before, selective))) = (min_score, above) else { return };
    let (text, help) =
        (shortened(node.text().unwrap_or("")), "write the tiers from the highest min_score to the lowest");
    if score > before {
        let message = format!("min_score {text} is above that of the tier before it ({before})");
        found.error(codes::TIERS_OUT_OF_ORDER, &node.span, message, help);
    } else if score.total_cmp(&before).is_eq() && !selective {
        let message = format!("min_score {text} is also that of the tier before it, so this tier stays empty");
        found.error(codes::TIERS_OUT_OF_ORDER, &node.span, message, help);
    }
}
