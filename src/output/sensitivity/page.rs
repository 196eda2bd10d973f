//! How sure we are, as sections for a person: the answer in plain words first, how it was worked out last.

use super::words::{cell, event, interval, label, method, name, share, step, tier, weight};
use crate::analysis::sensitivity::acceptability::Acceptability;
use crate::analysis::sensitivity::close::CloseCall;
use crate::analysis::sensitivity::methods::CrossCheck;
use crate::analysis::sensitivity::stability::{End, Interval, Stability};
use crate::analysis::sensitivity::weighing::Level;
use crate::analysis::sensitivity::{Sensitivity, Weightings};
use crate::output::grid::{Cell, Column};
use crate::output::number::{counted, grouped, short};
use crate::output::summary::Block;
use crate::output::terminal::Tone;

/// An answer that holds in so many of the weightings is called sure.
const SURE: f64 = 0.9;
/// Accounts that are hardly ever in the first tier are not listed.
const CONTENDER: f64 = 0.005;

/// A heading and what is said under it.
pub(super) struct Section {
    pub(super) heading: String,
    pub(super) blocks: Vec<Block>,
}

/// The whole page; the first section is its title and the answer in short. `listed`: as long as a grid or list gets.
pub(super) fn sections(found: &Sensitivity<'_>, listed: Option<usize>) -> Vec<Section> {
    let listed = listed.unwrap_or(usize::MAX);
    let first = Section { heading: format!("How sure are we? {}", found.title), blocks: answer(found) };
    let rest = [accounts(found, listed), weights(found, listed), methods(found, listed), close_calls(found, listed)];
    let last = Section { heading: "How this was worked out".to_owned(), blocks: basis(found) };
    std::iter::once(first).chain(rest.into_iter().flatten()).chain([last]).collect()
}

fn prose(text: String) -> Block {
    Block::Prose(Tone::Plain, text)
}

/// What it is all about: the accounts of the first tier, or the top n where the model knows no tiers.
struct Subject<'a> {
    name: String,
    size: usize,
    share: Box<dyn Fn(&Acceptability) -> f64 + 'a>,
    is_in: Box<dyn Fn(usize) -> bool + 'a>,
    interval: Box<dyn Fn(&Stability) -> Interval + 'a>,
}

fn subject<'a>(found: &'a Sensitivity<'_>) -> Subject<'a> {
    let field = &found.field;
    match field.tiers.first() {
        Some(first) => Subject {
            name: first.name.clone(),
            size: field.key_accounts(),
            share: Box::new(|account| account.tiers.first().copied().unwrap_or(0.0)),
            is_in: Box::new(|account| field.entries.get(account).is_some_and(|entry| entry.tier == Some(0))),
            interval: Box::new(|stability| stability.tiers.first().copied().unwrap_or(stability.top)),
        },
        None => Subject {
            name: format!("Top {}", found.top),
            size: field.entries.iter().filter(|entry| entry.rank <= found.top).count(),
            share: Box::new(|account| account.top),
            is_in: Box::new(|account| field.entries.get(account).is_some_and(|entry| entry.rank <= found.top)),
            interval: Box::new(|stability| stability.top),
        },
    }
}

fn answer(found: &Sensitivity<'_>) -> Vec<Block> {
    if found.field.is_empty() {
        return vec![prose("No account is ranked".to_owned())];
    }
    let subject = subject(found);
    let mut blocks = Vec::new();
    if let Some(weightings) = &found.weightings {
        blocks.extend(sure(found, &subject, weightings));
    }
    let touchy = found.stability.iter().filter_map(|s| Some((room(s, &(subject.interval)(s))?, s)));
    if let Some((_, touchy)) = touchy.min_by(|a, b| a.0.total_cmp(&b.0)) {
        let held = (subject.interval)(touchy);
        blocks.push(prose(format!(
            "The weight that {} hangs on most is {}: now {}, and the same accounts are in it from {} %{}",
            subject.name,
            label(found, touchy.node),
            weight(touchy.share),
            interval(&held),
            if held.is_inner { " at least" } else { "" },
        )));
    } else if !found.stability.is_empty() {
        blocks.push(prose(format!(
            "No single weight, however much it is changed, moves anybody into or out of {}",
            subject.name
        )));
    }
    blocks
}

/// How near the nearer end is at which something happens.
fn room(stability: &Stability, interval: &Interval) -> Option<f64> {
    let distance = |end: End| end.event.map(|_| (end.share - stability.share).abs());
    [interval.low, interval.high].into_iter().filter_map(distance).min_by(f64::total_cmp)
}

fn sure(found: &Sensitivity<'_>, subject: &Subject<'_>, weightings: &Weightings) -> Vec<Block> {
    let shares: Vec<f64> = weightings.near.accounts.iter().map(|account| (subject.share)(account)).collect();
    let inside = || shares.iter().copied().enumerate().filter(|(account, _)| (subject.is_in)(*account));
    let outside = || shares.iter().copied().enumerate().filter(|(account, _)| !(subject.is_in)(*account));
    let mut blocks = Vec::new();
    let sure = inside().filter(|(_, share)| *share >= SURE).count();
    blocks.push(prose(format!(
        "{}: {} of {} would be in it in at least {:.0} % of the weightings near yours",
        subject.name,
        grouped(sure as u64),
        counted(subject.size as u64, "account", "accounts"),
        SURE * 100.0,
    )));
    if let Some((account, least)) = inside().min_by(|a, b| a.1.total_cmp(&b.1)).filter(|least| least.1 < 1.0) {
        blocks.push(prose(format!("Least sure in it: {}, in {} of them", name(found, account), share(least))));
    }
    if let Some((account, most)) =
        outside().max_by(|a, b| a.1.total_cmp(&b.1).then(b.0.cmp(&a.0))).filter(|m| m.1 > 0.0)
    {
        blocks.push(prose(format!(
            "Nearest outside: {}, which would be in it in {} of them",
            name(found, account),
            share(most)
        )));
    }
    if let (Some(near), Some(any)) = (weightings.near.accounts.first(), weightings.any.accounts.first()) {
        blocks.push(prose(format!(
            "First of all: {}, in {} of the weightings near yours and in {} of all there are",
            name(found, 0),
            share(near.first),
            share(any.first),
        )));
    }
    blocks
}

fn accounts(found: &Sensitivity<'_>, listed: usize) -> Option<Section> {
    let weightings = found.weightings.as_ref()?;
    let subject = subject(found);
    let columns = vec![
        Column::number("#", 1),
        Column::text("Account", 12, 34),
        Column::number("Near yours", 8),
        Column::text("", 4, 8),
        Column::number("Any weights", 8),
        Column::number("First, near", 8),
        Column::text("Ranks, near", 7, 12),
        Column::text("Tier now", 8, 24),
        Column::number("Top, near", 7),
    ];
    let both = weightings.near.accounts.iter().zip(&weightings.any.accounts).enumerate();
    let is_open = |(account, (near, _)): &(usize, (&Acceptability, &Acceptability))| {
        (subject.is_in)(*account) || (subject.share)(near) >= CONTENDER
    };
    let rows: Vec<Vec<Cell<'static>>> =
        both.filter(is_open).map(|(account, (near, any))| row(found, &subject, account, near, any)).collect();
    let (all, total) = (rows.len(), found.field.len());
    let rows: Vec<Vec<Cell<'static>>> = rows.into_iter().take(listed).collect();
    let mut blocks = vec![prose(format!(
        "In how many of the weightings is an account in {}? Near yours: weights that deviate by about {} percent points. \
             Any weights: as if nothing were known of them",
        subject.name, found.options.spread
    ))];
    let shown = rows.len();
    blocks.push(Block::Grid(columns, rows));
    if shown < all {
        blocks.push(Block::Prose(Tone::Remark, format!("{shown} of {all} accounts; --all shows every one")));
    }
    if all < total {
        blocks.push(Block::Prose(
            Tone::Remark,
            format!(
                "The other {} are in it in less than {} of the weightings near yours",
                grouped((total - all) as u64),
                share(CONTENDER)
            ),
        ));
    }
    Some(Section { heading: format!("How sure is {}?", subject.name), blocks })
}

fn row(
    found: &Sensitivity<'_>,
    subject: &Subject<'_>,
    account: usize,
    near: &Acceptability,
    any: &Acceptability,
) -> Vec<Cell<'static>> {
    let entry = found.field.entries.get(account);
    let ranks = near.usual_ranks.map_or_else(
        || format!("about {:.0}", near.mean_rank),
        |(best, worst)| {
            if best == worst { best.to_string() } else { format!("{best} to {worst}") }
        },
    );
    vec![
        Cell::text(entry.map(|entry| entry.rank.to_string()).unwrap_or_default()),
        Cell::text(name(found, account).to_owned()),
        Cell::text(share((subject.share)(near))),
        Cell::Bar((subject.share)(near) * 100.0),
        Cell::text(share((subject.share)(any))),
        Cell::text(share(near.first)),
        Cell::text(ranks),
        Cell::text(entry.and_then(|entry| entry.tier).map_or(String::new(), |t| tier(found, t).to_owned())),
        Cell::text(share(near.top)),
    ]
}

fn weights(found: &Sensitivity<'_>, listed: usize) -> Option<Section> {
    if found.stability.is_empty() {
        return None;
    }
    let subject = subject(found);
    let has_tiers = !found.field.tiers.is_empty();
    let mut columns = vec![Column::text("Criterion", 12, 34), Column::number("Weight now", 6)];
    if has_tiers {
        columns.push(Column::number(subject.name.clone(), 9));
    }
    columns.push(Column::number("Leader", 9));
    columns.push(Column::number(format!("Top {}", found.top), 9));
    if found.field.tiers.len() > 2 {
        columns.push(Column::number("All tiers", 9));
    }
    let row = |s: &Stability| {
        let depth = found.field.nodes.get(s.node).map_or(0, |node| node.depth);
        let mut cells =
            vec![Cell::text(format!("{}{}", "  ".repeat(depth), label(found, s.node))), Cell::text(weight(s.share))];
        let firsts = has_tiers.then(|| (subject.interval)(s)).into_iter();
        let last = s.all_tiers().filter(|_| found.field.tiers.len() > 2);
        cells.extend(firsts.chain([s.leader, s.top]).chain(last).map(|i| Cell::text(interval(&i))));
        cells
    };
    let inner = found.stability.iter().flat_map(|s| &s.tiers).any(|interval| interval.is_inner);
    let rows = found.stability.iter().map(row).collect();
    let mut blocks = vec![
        prose(
            "Change one weight and leave the others in proportion: between these percentages of the weights beside it \
             nothing changes"
                .to_owned(),
        ),
        Block::Grid(columns, rows),
    ];
    let ends = found.stability.iter().flat_map(|s| ends(found, s, &(subject.interval)(s)));
    let ends: Vec<String> = ends.collect();
    if !ends.is_empty() {
        let all = ends.len();
        blocks.push(Block::List(
            format!("What happens to {} beyond", subject.name),
            ends.into_iter().take(listed).collect(),
        ));
        if listed < all {
            blocks.push(Block::Prose(Tone::Remark, format!("{listed} of {all}; --all shows every one")));
        }
    }
    if inner {
        blocks.push(prose(
            "Tiers at or below one that holds only so many accounts: their intervals keep the tiers above as they are, so \
             they may really be wider"
                .to_owned(),
        ));
    }
    let held: Vec<&str> =
        found.stability.iter().filter(|s| s.holds_requirements).map(|s| label(found, s.node)).collect();
    if !held.is_empty() {
        blocks.push(prose(format!(
            "A tier requires points of the group that they are in, which is taken as met or not as it is now: {}",
            held.join(", ")
        )));
    }
    Some(Section { heading: "How far can a weight move?".to_owned(), blocks })
}

fn ends(found: &Sensitivity<'_>, stability: &Stability, interval: &Interval) -> Vec<String> {
    let line = |(word, end): (&str, End)| {
        let what = event(found, end.event?);
        Some(format!("{} {word} {}: {what}", label(found, stability.node), weight(end.share)))
    };
    [("below", interval.low), ("above", interval.high)].into_iter().filter_map(line).collect()
}

fn methods(found: &Sensitivity<'_>, listed: usize) -> Option<Section> {
    if found.cross_checks.is_empty() {
        return None;
    }
    let subject = subject(found);
    let blocks = found.cross_checks.iter().flat_map(|check| method_lines(found, &subject, check, listed));
    Some(Section { heading: "Would another method say the same?".to_owned(), blocks: blocks.collect() })
}

fn method_lines(found: &Sensitivity<'_>, subject: &Subject<'_>, check: &CrossCheck, listed: usize) -> Vec<Block> {
    let tau = check.tau_b.map_or_else(|| "undefined (all equal)".to_owned(), |tau| format!("{tau:.2}"));
    let method = method(check.method);
    let agreement = format!("{method}: Kendall tau-b {tau} (1 is the same order, 0 is unrelated)");
    if check.only_by_score.is_empty() && check.only_by_method.is_empty() {
        return vec![prose(format!("{agreement}; it picks the same accounts for {}", subject.name))];
    }
    let names = |accounts: &[usize]| {
        let named: Vec<&str> = accounts.iter().take(listed).map(|&account| name(found, account)).collect();
        let more = accounts.len() - named.len();
        let more = if more > 0 { format!(" and {} more", grouped(more as u64)) } else { String::new() };
        format!("{}{more}", named.join(", "))
    };
    vec![
        prose(agreement),
        prose(format!("- {} only by our score: {}", subject.name, names(&check.only_by_score))),
        prose(format!("- only by {method}: {}", names(&check.only_by_method))),
    ]
}

fn close_calls(found: &Sensitivity<'_>, listed: usize) -> Option<Section> {
    if found.field.tiers.len() < 2 {
        return None;
    }
    let calls = &found.close_calls;
    let mut hanging: Vec<usize> = calls.iter().map(|call| call.account).collect();
    hanging.dedup();
    let heading = "Whose tier hangs on one cell?".to_owned();
    if calls.is_empty() {
        return Some(Section {
            heading,
            blocks: vec![prose("Nobody's: no single step of one rating moves an account to another tier".to_owned())],
        });
    }
    let lead = format!(
        "{} would change tier if one rating were one step higher or lower",
        counted(hanging.len() as u64, "account", "accounts")
    );
    let lines = calls.iter().take(listed).map(|call| close_call(found, call)).collect();
    let mut blocks = vec![Block::List(lead, lines)];
    if listed < calls.len() {
        blocks.push(Block::Prose(
            Tone::Remark,
            format!("{listed} of {} changes; --all shows every one", grouped(calls.len() as u64)),
        ));
    }
    Some(Section { heading, blocks })
}

fn close_call(found: &Sensitivity<'_>, call: &CloseCall<'_>) -> String {
    let before = found.field.entries.get(call.account).map_or(0.0, |entry| entry.score);
    let swap = call.swaps_with.map_or(String::new(), |other| format!(", in exchange for {}", name(found, other)));
    format!(
        "{}: {} {} -> {} makes it {} (score {} -> {}){swap}",
        name(found, call.account),
        label(found, call.node),
        cell(call.from),
        cell(call.to),
        tier(found, call.tier),
        short(before),
        short(call.score),
    )
}

fn basis(found: &Sensitivity<'_>) -> Vec<Block> {
    let mut blocks = Vec::new();
    if let Some(weightings) = &found.weightings {
        let options = &found.options;
        let which = match options.level {
            Level::Top => "the criteria of the first level; inside a group all stays as it is",
            Level::Leaves => "all single criteria, whatever group they are in",
        };
        let spread = weightings
            .varied
            .iter()
            .map(|(node, w, deviation)| format!("{} {} ± {:.1}", label(found, *node), weight(*w), deviation * 100.0));
        blocks.push(prose(format!(
            "SMAA-2: {} weightings near yours and as many of all, seed {}; the standard error of a percentage is at most {:.2} \
             percent points",
            grouped(options.samples),
            options.seed,
            weightings.standard_error * 100.0
        )));
        blocks.push(prose(format!("Weights that vary: {which}")));
        blocks.push(prose(format!(
            "Near yours (--spread {}): {}; Dirichlet with concentration {:.1}. 5 % of the weightings lie on each side of the \
             ranks shown",
            options.spread,
            spread.collect::<Vec<_>>().join(", "),
            weightings.concentration
        )));
    } else {
        blocks.push(prose("There is only one weight or nobody is ranked, so no weights were drawn".to_owned()));
    }
    blocks.push(prose(
        "Intervals are exact: points, requirements and limits of the tiers are as in the ranking, a skipped cell gives its \
         weight to the others"
            .to_owned(),
    ));
    let steps: Vec<String> = found.steps.iter().map(|s| format!("{} {}", label(found, s.node), step(s.size))).collect();
    if found.field.tiers.len() > 1 {
        blocks.push(prose(format!("One step of a rating: {}", steps.join(", "))));
    }
    blocks
}
