//! How sure we are: the answer in plain words first, how it was worked out last.

pub(crate) mod answer;
pub(crate) mod subject;
pub(crate) mod weights;
pub(crate) mod words;

use super::phrases::cell;
use super::what_if::{WhatIf, what_if};
use crate::analysis::sensitivity::Sensitivity;
use crate::analysis::sensitivity::close::{CloseCall, Move};
use crate::analysis::sensitivity::methods::CrossCheck;
use crate::analysis::sensitivity::smaa::weights::Level;
use crate::language::common::{self, Noun, counted};
use crate::language::{Language, sensitivity as say};
use crate::report::{Block, Document, Section, Tone};
use crate::text::number::short;
use answer::{accounts, answer};
use std::borrow::Cow;
use subject::{Subject, subject};
use weights::weights;
use words::{label, method, name, step, tier, weight};

/// What is written.
#[derive(Debug, Clone, Copy)]
pub struct Report<'a> {
    /// How sure we are.
    pub found: &'a Sensitivity<'a>,
    /// Weights that differ from the criteria file.
    pub what_if: &'a [WhatIf],
    /// So many accounts and so many lines of a list on a page; `None` for all.
    pub listed: Option<usize>,
}

/// The whole document; the first section is its title and the answer in short.
pub(crate) fn document(report: &Report<'_>, language: Language) -> Document<'static> {
    let found = report.found;
    let listed = report.listed.unwrap_or(usize::MAX);
    let what_if = what_if(language, report.what_if).map(|text| Block::Prose(Tone::Caution, text));
    let blocks = what_if.into_iter().chain(answer(found, language)).collect();
    let first = Section::new(say::how_sure(language, found.title), blocks);
    // What is said of an order needs two.
    if found.field.len() < 2 {
        return Document::of_sections(language, [first]);
    }
    let rest = [
        accounts(found, listed, language),
        weights(found, listed, language),
        methods(found, listed, language),
        close_calls(found, listed, language),
    ];
    let last = Section::new(say::worked_out(language), basis(found, language));
    let sections = std::iter::once(first).chain(rest.into_iter().flatten()).chain([last]);
    Document::of_sections(language, sections)
}

fn methods(found: &Sensitivity<'_>, listed: usize, language: Language) -> Option<Section<'static>> {
    if found.cross_checks.is_empty() {
        return None;
    }
    let subject = subject(found, language);
    let blocks = found.cross_checks.iter().map(|check| method_block(found, &subject, check, listed, language));
    Some(Section::new(say::another_method(language), blocks.collect()))
}

fn method_block(
    found: &Sensitivity<'_>,
    subject: &Subject<'_>,
    check: &CrossCheck,
    listed: usize,
    language: Language,
) -> Block<'static> {
    let method = method(check.method, language);
    let agreement = say::method_agrees(language, method, check.tau_b.map(|tau| format!("{tau:.2}")).as_deref());
    if check.only_by_score.is_empty() && check.only_by_method.is_empty() {
        return Block::plain(match subject.size {
            0 => agreement,
            _ => say::picks_the_same_for(language, &agreement, &subject.name),
        });
    }
    let names = |accounts: &[usize]| {
        let named: Vec<Cow<'_, str>> = accounts.iter().take(listed).map(|&account| name(found, account)).collect();
        let more = accounts.len() - named.len();
        let more = if more > 0 { format!(" {}", common::and_more(language, more as u64)) } else { String::new() };
        format!("{}{more}", named.join(", "))
    };
    let lines = vec![
        say::only_by_our_score(language, &subject.name, &names(&check.only_by_score)),
        say::only_by_method(language, method, &names(&check.only_by_method)),
    ];
    Block::List(agreement, lines)
}

fn close_calls(found: &Sensitivity<'_>, listed: usize, language: Language) -> Option<Section<'static>> {
    if found.field.tiers.len() < 2 {
        return None;
    }
    let heading = say::whose_tier(language);
    let same = |a: &CloseCall<'_>, b: &CloseCall<'_>| a.account == b.account;
    let accounts: Vec<&[CloseCall<'_>]> = found.close_calls.chunk_by(same).collect();
    if accounts.is_empty() {
        return Some(Section::new(heading, vec![Block::plain(say::nobodys_tier(language))]));
    }
    let all = accounts.len() as u64;
    let lines = accounts.iter().take(listed).map(|calls| close_call(found, calls, language)).collect();
    let mut blocks = vec![Block::List(say::would_change_tier(language, all), lines)];
    if listed < accounts.len() {
        blocks.push(Block::aside(say::so_many_of(
            language,
            &listed.to_string(),
            &counted(language, all, Noun::Account),
        )));
    }
    Some(Section::new(heading, blocks))
}

/// All that would move one account.
fn close_call(found: &Sensitivity<'_>, calls: &[CloseCall<'_>], language: Language) -> String {
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
        let changes = calls.iter().filter(|call| lead_to(call) == end).map(|call| change(found, call, language));
        let exchange = others(found, account, end.0, end.1, language);
        say::way(language, tier(found, end.0), &exchange, &common::or(language, &changes.collect::<Vec<String>>()))
    });
    let score = language.with_marks(short(score));
    say::close_call(language, &name(found, account), &score, &ways.collect::<Vec<String>>().join("; "))
}

/// Who changes tier with an account that would be in the tier `to`: those who leave it or take its place first.
fn others(found: &Sensitivity<'_>, account: usize, to: usize, moves: &[Move], language: Language) -> String {
    let was = found.field.entries.get(account).and_then(|entry| entry.tier);
    let is_swap = |moved: &&Move| if was > Some(to) { moved.from == to } else { Some(moved.to) == was };
    let (swaps, rest): (Vec<&Move>, Vec<&Move>) = moves.iter().partition(is_swap);
    let names: Vec<Cow<'_, str>> = swaps.iter().map(|moved| name(found, moved.account)).collect();
    let swap = (!names.is_empty()).then(|| say::in_exchange_for(language, &common::and(language, &names)));
    let then = rest.iter().map(|moved| say::then(language, &name(found, moved.account), tier(found, moved.to)));
    let said: Vec<String> = swap.into_iter().chain(then).collect();
    if said.is_empty() { String::new() } else { format!(" ({})", said.join("; ")) }
}

fn change(found: &Sensitivity<'_>, call: &CloseCall<'_>, language: Language) -> String {
    say::instead_of(language, label(found, call.node), &cell(language, call.to), &cell(language, call.from))
}

fn basis(found: &Sensitivity<'_>, language: Language) -> Vec<Block<'static>> {
    let mut blocks = Vec::new();
    if let Some(weightings) = &found.weightings {
        let options = &found.options;
        let error = format!("{:.2}", weightings.standard_error * 100.0);
        blocks.push(Block::plain(say::samples(language, options.samples, options.seed, &error)));
        blocks.push(Block::plain(say::which_vary(language, options.level == Level::Leaves)));
        let spread = weightings.varied.iter().map(|(node, share, deviation)| {
            let deviation = language.with_marks(format!("{:.1}", deviation * 100.0));
            format!("{} {} ± {deviation}", label(found, *node), weight(*share, language))
        });
        let concentration = format!("{:.1}", weightings.concentration);
        let spread = spread.collect::<Vec<String>>().join(", ");
        blocks.push(Block::plain(say::near_yours(language, &weightings.spread.to_string(), &spread, &concentration)));
    } else {
        blocks.push(Block::plain(say::nothing_drawn(language)));
    }
    blocks.push(Block::plain(say::intervals_are_exact(language)));
    let steps = found.steps.iter().map(|s| format!("{} {}", label(found, s.node), step(s.size, language)));
    if found.field.tiers.len() > 1 {
        blocks.push(Block::plain(say::one_step(language, &steps.collect::<Vec<String>>().join(", "))));
    }
    blocks
}
