//! The answer in short, and how sure each account is.

use super::page::{Section, prose};
use super::subject::{Subject, subject};
use super::words::{interval, label, name, share, tier, weight};
use crate::analysis::sensitivity::intervals::Stability;
use crate::analysis::sensitivity::intervals::interval::{End, Event, Interval};
use crate::analysis::sensitivity::smaa::Acceptability;
use crate::analysis::sensitivity::{Sensitivity, Weightings};
use crate::language::Language;
use crate::language::common::and;
use crate::report::Block;
use crate::report::Tone;
use crate::report::{Cell, Column, Table, Turn};
use crate::text::number::{counted, grouped};
use std::borrow::Cow;

/// An answer that holds in so many of the weightings is called sure.
const SURE: f64 = 0.9;
/// Distances of weights (0..1) that differ by less are told as equal.
const ALIKE: f64 = 0.0005;
/// Accounts that are hardly ever in the first tier are not listed.
const CONTENDER: f64 = 0.005;

pub(crate) fn answer(found: &Sensitivity<'_>) -> Vec<Block<'static>> {
    if found.field.is_empty() {
        return vec![prose("No account is ranked".to_owned())];
    }
    if found.field.len() == 1 {
        let text = "Only one account is ranked, so there is no order that weights or ratings could change; keyrank explain \
                    says why it is in its tier";
        return vec![prose(text.to_owned())];
    }
    let subject = subject(found);
    let mut blocks = Vec::new();
    if let Some(weightings) = &found.weightings {
        blocks.extend(sure(found, &subject, weightings));
    }
    let rooms: Vec<(f64, &Stability)> =
        found.stability.iter().filter_map(|s| Some((room(s, &(subject.interval)(s))?, s))).collect();
    let least = rooms.iter().map(|(room, _)| *room).fold(f64::INFINITY, f64::min);
    // Those that look alike with one decimal of a percent are no less touchy.
    let touchy: Vec<&Stability> = rooms.iter().filter(|(room, _)| room - least < ALIKE).map(|(_, s)| *s).collect();
    let held = |stability: &Stability| {
        let held = (subject.interval)(stability);
        format!("{} %{}", interval(&held), if held.is_inner { " at least" } else { "" })
    };
    blocks.extend(at_once(found, &subject, &rooms));
    if let [touchy] = touchy.as_slice() {
        blocks.push(prose(format!(
            "The weight that {} hangs on most is {}: now {}, and the same accounts are in it from {}",
            subject.name,
            label(found, touchy.node),
            weight(touchy.share),
            held(touchy),
        )));
    } else if !touchy.is_empty() {
        let each = |s: &&Stability| format!("{} {} (now {})", label(found, s.node), held(s), weight(s.share));
        let named: Vec<String> = touchy.iter().map(each).collect();
        blocks.push(prose(format!(
            "The weights that {} hangs on most are equally sensitive, and the same accounts are in it as long as each stays within: {}",
            subject.name,
            named.join(", "),
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

fn sure(found: &Sensitivity<'_>, subject: &Subject<'_>, weightings: &Weightings) -> Vec<Block<'static>> {
    let shares: Vec<f64> = weightings.near.accounts.iter().map(|account| (subject.share)(account)).collect();
    let inside = || shares.iter().copied().enumerate().filter(|(account, _)| (subject.is_in)(*account));
    let outside = || shares.iter().copied().enumerate().filter(|(account, _)| !(subject.is_in)(*account));
    let mut blocks = Vec::new();
    if subject.size == 0 {
        blocks.push(prose(format!("Nobody is in {}", subject.name)));
        blocks.extend(nearest_outside(found, outside(), "the weightings near yours"));
        blocks.extend(leader(found, weightings));
        return blocks;
    }
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
    blocks.extend(nearest_outside(found, outside(), "them"));
    blocks.extend(leader(found, weightings));
    blocks
}

fn nearest_outside(
    found: &Sensitivity<'_>,
    outside: impl Iterator<Item = (usize, f64)>,
    which: &str,
) -> Option<Block<'static>> {
    let best = outside.max_by(|a, b| a.1.total_cmp(&b.1).then(b.0.cmp(&a.0)));
    let (account, most) = best.filter(|best| best.1 > 0.0)?;
    let said = format!("Nearest outside: {}, which would be in it in {} of {which}", name(found, account), share(most));
    Some(prose(said))
}

fn leader(found: &Sensitivity<'_>, weightings: &Weightings) -> Option<Block<'static>> {
    let (near, any) = (weightings.near.accounts.first()?, weightings.any.accounts.first()?);
    Some(prose(format!(
        "Rank 1: {}, in {} of the weightings near yours and in {} of all there are",
        name(found, 0),
        share(near.first),
        share(any.first),
    )))
}

/// Where already the least change of a weight changes something: why.
fn at_once(found: &Sensitivity<'_>, subject: &Subject<'_>, rooms: &[(f64, &Stability)]) -> Option<Block<'static>> {
    let mut events = Vec::new();
    for (_, stability) in rooms {
        let held = (subject.interval)(stability);
        let ends = [held.low, held.high].into_iter().filter(|end| (end.share - stability.share).abs() < 1e-9);
        events.extend(ends.filter_map(|end| end.event));
    }
    let mut on_line: Vec<Cow<'_, str>> = Vec::new();
    let mut tied: Vec<Cow<'_, str>> = Vec::new();
    for event in events {
        let (names, account) = match event {
            Event::Misses { account, .. } => (&mut on_line, account),
            Event::Reaches { account, .. } => (&mut tied, account),
            Event::Swap { .. } => continue,
        };
        if !names.contains(&name(found, account)) {
            names.push(name(found, account));
        }
    }
    let on_line = (!on_line.is_empty()).then(|| {
        let verb = if on_line.len() == 1 { "stands" } else { "stand" };
        format!("{} {verb} exactly on the line of {}", and(Language::English, &on_line), subject.name)
    });
    let tied = (tied.len() > 1)
        .then(|| format!("{} tie for too few places of {}", and(Language::English, &tied), subject.name));
    let causes: Vec<String> = on_line.into_iter().chain(tied).collect();
    let effect = "so that the least change of a weight decides who is in it";
    (!causes.is_empty()).then(|| prose(format!("{}, {effect}", and(Language::English, &causes))))
}

pub(crate) fn accounts(found: &Sensitivity<'_>, listed: usize) -> Option<Section> {
    let weightings = found.weightings.as_ref()?;
    let subject = subject(found);
    let has_tiers = !found.field.tiers.is_empty();
    let mut columns = vec![
        Column::number("#", 1),
        Column::text("Account", 24, 34),
        Column::number("Near yours", 8),
        Column::text("", 4, 8).in_turn(Turn::Last),
        Column::number("Any weights", 8).in_turn(Turn::Second),
        Column::number("First, near", 8).in_turn(Turn::Second),
        Column::text("Ranks, near", 12, 12),
    ];
    // Without tiers it is all about the top n as it is.
    if has_tiers {
        columns.push(Column::text("Tier now", 21, 32));
        columns.push(Column::number(format!("Top {}, near", found.top), 7).in_turn(Turn::Last));
    }
    let both = weightings.near.accounts.iter().zip(&weightings.any.accounts).enumerate();
    let is_open = |(account, (near, _)): &(usize, (&Acceptability, &Acceptability))| {
        (subject.is_in)(*account) || (subject.share)(near) >= CONTENDER
    };
    let rows: Vec<Vec<Cell<'static>>> =
        both.filter(is_open).map(|(account, (near, any))| row(found, &subject, account, near, any)).collect();
    let (all, total) = (rows.len(), found.field.len());
    let rows: Vec<Vec<Cell<'static>>> = rows.into_iter().take(listed).collect();
    let mut blocks = vec![prose(format!(
        "In how many of the weightings is an account in {}? Near yours: weights that deviate by about {} percentage points. \
             Any weights: as if nothing were known of them",
        subject.name, weightings.spread
    ))];
    let shown = rows.len();
    blocks.push(Block::Table(Table::of_cells(columns, rows)));
    if shown < all {
        blocks.push(Block::Prose(Tone::Remark, format!("{shown} of {all} accounts; --all shows every one")));
    }
    if all < total {
        blocks.push(Block::Prose(
            Tone::Remark,
            match total - all {
                1 => format!("The other one is in it in less than {} of the weightings near yours", share(CONTENDER)),
                more => format!(
                    "The other {} are in it in less than {} of the weightings near yours",
                    grouped(more as u64),
                    share(CONTENDER)
                ),
            },
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
    let mut cells = vec![
        Cell::text(entry.map(|entry| entry.rank.to_string()).unwrap_or_default()),
        Cell::text(name(found, account).into_owned()),
        Cell::text(share((subject.share)(near))),
        Cell::Bar((subject.share)(near) * 100.0),
        Cell::text(share((subject.share)(any))),
        Cell::text(share(near.first)),
        Cell::text(ranks),
    ];
    if !found.field.tiers.is_empty() {
        let now = entry.and_then(|entry| entry.tier).map_or("", |t| tier(found, t));
        cells.push(Cell::text(now.to_owned()));
        cells.push(Cell::text(share(near.top)));
    }
    cells
}
