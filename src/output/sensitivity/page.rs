//! How sure we are, as sections for a person: the answer in plain words first, how it was worked out last.

use super::Report;
use super::answer::{accounts, answer};
use super::subject::{Subject, subject};
use super::weights::weights;
use super::words::{label, method, name, step, tier, weight};
use crate::analysis::sensitivity::Sensitivity;
use crate::analysis::sensitivity::close::{CloseCall, Move};
use crate::analysis::sensitivity::methods::CrossCheck;
use crate::analysis::sensitivity::smaa::weights::Level;
use crate::language::Language;
use crate::language::common::and;
use crate::report::Block;
use crate::report::Tone;
use crate::report::phrases::cell;
use crate::report::what_if::what_if;
use crate::text::number::{counted, grouped, short};
use std::borrow::Cow;

/// A heading and what is said under it.
pub(crate) struct Section {
    pub(crate) heading: String,
    pub(crate) blocks: Vec<Block<'static>>,
}

/// The whole page; the first section is its title and the answer in short.
pub(crate) fn sections(report: &Report<'_>) -> Vec<Section> {
    let found = report.found;
    let listed = report.listed.unwrap_or(usize::MAX);
    let what_if = what_if(Language::English, report.what_if).map(|text| Block::Prose(Tone::Caution, text));
    let blocks = what_if.into_iter().chain(answer(found)).collect();
    let first = Section { heading: format!("How sure are we? {}", found.title), blocks };
    // What is said of an order needs two.
    if found.field.len() < 2 {
        return vec![first];
    }
    let rest = [accounts(found, listed), weights(found, listed), methods(found, listed), close_calls(found, listed)];
    let last = Section { heading: "How this was worked out".to_owned(), blocks: basis(found) };
    std::iter::once(first).chain(rest.into_iter().flatten()).chain([last]).collect()
}

pub(crate) fn prose(text: String) -> Block<'static> {
    Block::Prose(Tone::Plain, text)
}

fn methods(found: &Sensitivity<'_>, listed: usize) -> Option<Section> {
    let subject = subject(found);
    if found.cross_checks.is_empty() {
        return None;
    }
    let blocks = found.cross_checks.iter().flat_map(|check| method_lines(found, &subject, check, listed));
    Some(Section { heading: "Would another method say the same?".to_owned(), blocks: blocks.collect() })
}

fn method_lines(
    found: &Sensitivity<'_>,
    subject: &Subject<'_>,
    check: &CrossCheck,
    listed: usize,
) -> Vec<Block<'static>> {
    let method = method(check.method);
    let agreement = match check.tau_b {
        Some(tau) => format!("{method}: Kendall tau-b {tau:.2} (1 is the same order, 0 is unrelated)"),
        None => format!("{method}: no Kendall tau-b, for one of the orders is all ties"),
    };
    if check.only_by_score.is_empty() && check.only_by_method.is_empty() {
        if subject.size == 0 {
            return vec![prose(agreement)];
        }
        return vec![prose(format!("{agreement}; it picks the same accounts for {}", subject.name))];
    }
    let names = |accounts: &[usize]| {
        let named: Vec<Cow<'_, str>> = accounts.iter().take(listed).map(|&account| name(found, account)).collect();
        let more = accounts.len() - named.len();
        let more = if more > 0 { format!(" and {} more", grouped(more as u64)) } else { String::new() };
        format!("{}{more}", named.join(", "))
    };
    let lines = vec![
        format!("{} only by our score: {}", subject.name, names(&check.only_by_score)),
        format!("only by {method}: {}", names(&check.only_by_method)),
    ];
    vec![Block::List(agreement, lines)]
}

fn close_calls(found: &Sensitivity<'_>, listed: usize) -> Option<Section> {
    if found.field.tiers.len() < 2 {
        return None;
    }
    let heading = "Whose tier depends on a single rating?".to_owned();
    let same = |a: &CloseCall<'_>, b: &CloseCall<'_>| a.account == b.account;
    let accounts: Vec<&[CloseCall<'_>]> = found.close_calls.chunk_by(same).collect();
    if accounts.is_empty() {
        let nobody = "Nobody's: no single step of one rating moves an account to another tier";
        return Some(Section { heading, blocks: vec![prose(nobody.to_owned())] });
    }
    let many = counted(accounts.len() as u64, "account", "accounts");
    let lead = format!("{many} would change tier if one rating were one step higher or lower");
    let lines = accounts.iter().take(listed).map(|calls| close_call(found, calls)).collect();
    let mut blocks = vec![Block::List(lead, lines)];
    if listed < accounts.len() {
        blocks.push(Block::Prose(Tone::Remark, format!("{listed} of {many}; --all shows every one")));
    }
    Some(Section { heading, blocks })
}

/// All that would move one account.
fn close_call(found: &Sensitivity<'_>, calls: &[CloseCall<'_>]) -> String {
    let Some(account) = calls.first().map(|call| call.account) else { return String::new() };
    let score = found.field.entries.get(account).map_or(0.0, |entry| entry.score);
    // By where they lead and in exchange for whom, so that neither is said again for each cell.
    fn lead_to<'c>(call: &'c CloseCall<'_>) -> (usize, &'c [Move]) {
        (call.tier, &call.moves)
    }
    let mut ends: Vec<(usize, &[Move])> = Vec::new();
    for end in calls.iter().map(lead_to) {
        if !ends.contains(&end) {
            ends.push(end);
        }
    }
    let ways = ends.into_iter().map(|end| {
        let changes = calls.iter().filter(|call| lead_to(call) == end).map(|call| change(found, call));
        let swap = others(found, account, end.0, end.1);
        format!("{}{swap} with {}", tier(found, end.0), either(&changes.collect::<Vec<_>>()))
    });
    format!("{} ({}) would be {}", name(found, account), short(score), ways.collect::<Vec<_>>().join("; "))
}

/// Who changes tier with an account that would be in the tier `to`: those who leave it or take its place first.
fn others(found: &Sensitivity<'_>, account: usize, to: usize, moves: &[Move]) -> String {
    let was = found.field.entries.get(account).and_then(|entry| entry.tier);
    let is_swap = |moved: &&Move| if was > Some(to) { moved.from == to } else { Some(moved.to) == was };
    let (swaps, rest): (Vec<&Move>, Vec<&Move>) = moves.iter().partition(is_swap);
    let names: Vec<Cow<'_, str>> = swaps.iter().map(|moved| name(found, moved.account)).collect();
    let swap = (!names.is_empty()).then(|| format!("in exchange for {}", and(Language::English, &names)));
    let then = rest.iter().map(|moved| format!("{} then {}", name(found, moved.account), tier(found, moved.to)));
    let said: Vec<String> = swap.into_iter().chain(then).collect();
    if said.is_empty() { String::new() } else { format!(" ({})", said.join("; ")) }
}

fn change(found: &Sensitivity<'_>, call: &CloseCall<'_>) -> String {
    format!(
        "{} {} instead of {}",
        label(found, call.node),
        cell(Language::English, call.to),
        cell(Language::English, call.from)
    )
}

/// `a, b or c`.
fn either(all: &[String]) -> String {
    match all {
        [others @ .., last] if !others.is_empty() => format!("{} or {last}", others.join(", ")),
        _ => all.concat(),
    }
}

fn basis(found: &Sensitivity<'_>) -> Vec<Block<'static>> {
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
             percentage points",
            grouped(options.samples),
            options.seed,
            weightings.standard_error * 100.0
        )));
        blocks.push(prose(format!("Weights that vary: {which}")));
        blocks.push(prose(format!(
            "Near yours (--spread {}): {}; Dirichlet with concentration {:.1}. 5 % of the weightings lie on each side of the \
             ranks shown",
            weightings.spread,
            spread.collect::<Vec<_>>().join(", "),
            weightings.concentration
        )));
    } else {
        blocks.push(prose("There is only one weight or nobody is ranked, so no weights were drawn".to_owned()));
    }
    blocks.push(prose(
        "Intervals are exact: points of single criteria, requirements and limits of the tiers are as in the ranking, points \
         of groups follow the weights, a skipped cell gives its weight to the others"
            .to_owned(),
    ));
    let steps: Vec<String> = found.steps.iter().map(|s| format!("{} {}", label(found, s.node), step(s.size))).collect();
    if found.field.tiers.len() > 1 {
        blocks.push(prose(format!("One step of a rating: {}", steps.join(", "))));
    }
    blocks
}
