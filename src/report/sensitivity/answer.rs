//! The answer in short, and how sure each account is.

use super::subject::{Subject, subject};
use super::words::{interval, label, name, share, tier, weight};
use crate::analysis::sensitivity::intervals::Stability;
use crate::analysis::sensitivity::intervals::interval::{End, Event, Interval};
use crate::analysis::sensitivity::smaa::Acceptability;
use crate::analysis::sensitivity::{Sensitivity, Weightings};
use crate::language::common::{self, Noun, counted};
use crate::language::{Language, sensitivity as say};
use crate::report::{Block, Cell, Column, Section, Table, Turn};
use std::borrow::Cow;

/// An answer that holds in so many of the weightings is called sure.
const SURE: f64 = 0.9;
/// Distances of weights (0..1) that differ by less are told as equal.
const ALIKE: f64 = 0.0005;
/// Accounts that are hardly ever in the first tier are not listed.
const CONTENDER: f64 = 0.005;

pub(crate) fn answer(found: &Sensitivity<'_>, language: Language) -> Vec<Block<'static>> {
    if found.field.is_empty() {
        return vec![Block::plain(common::nobody_is_ranked(language))];
    }
    if found.field.len() == 1 {
        return vec![Block::plain(say::only_one_account(language))];
    }
    let subject = subject(found, language);
    let mut blocks = Vec::new();
    if let Some(weightings) = &found.weightings {
        blocks.extend(sure(found, &subject, weightings, language));
    }
    let rooms: Vec<(f64, &Stability)> =
        found.stability.iter().filter_map(|s| Some((room(s, &(subject.interval)(s))?, s))).collect();
    let least = rooms.iter().map(|(room, _)| *room).fold(f64::INFINITY, f64::min);
    // Those that look alike with one decimal of a percent are equally sensitive.
    let sensitive: Vec<&Stability> = rooms.iter().filter(|(room, _)| room - least < ALIKE).map(|(_, s)| *s).collect();
    let held = |stability: &Stability| {
        let held = (subject.interval)(stability);
        say::interval_of(language, &interval(&held, stability.share, language), held.is_inner)
    };
    let now = |stability: &Stability| weight(stability.share, language);
    blocks.extend(at_once(found, &subject, &rooms, language));
    if let [one] = sensitive.as_slice() {
        let criterion = label(found, one.node);
        blocks.push(Block::plain(say::most_sensitive(language, &subject.name, criterion, &now(one), &held(one))));
    } else if !sensitive.is_empty() {
        let each = |s: &&Stability| say::now(language, label(found, s.node), &held(s), &now(s));
        let named: Vec<String> = sensitive.iter().map(each).collect();
        blocks.push(Block::plain(say::equally_sensitive(language, &subject.name, &named.join(", "))));
    } else if !found.stability.is_empty() {
        blocks.push(Block::plain(say::not_sensitive(language, &subject.name)));
    }
    blocks
}

/// How near the nearer end is at which something happens.
fn room(stability: &Stability, interval: &Interval) -> Option<f64> {
    let distance = |end: End| end.event.map(|_| (end.share - stability.share).abs());
    [interval.low, interval.high].into_iter().filter_map(distance).min_by(f64::total_cmp)
}

fn sure(
    found: &Sensitivity<'_>,
    subject: &Subject<'_>,
    weightings: &Weightings,
    language: Language,
) -> Vec<Block<'static>> {
    let shares: Vec<f64> = weightings.near.accounts.iter().map(|account| (subject.share)(account)).collect();
    let inside = || shares.iter().copied().enumerate().filter(|(account, _)| (subject.is_in)(*account));
    let outside = || shares.iter().copied().enumerate().filter(|(account, _)| !(subject.is_in)(*account));
    let mut blocks = Vec::new();
    let is_empty = subject.size == 0;
    if is_empty {
        blocks.push(Block::plain(say::nobody_inside(language, &subject.name)));
    } else {
        let sure = inside().filter(|(_, share)| *share >= SURE).count() as u64;
        let at_least = format!("{:.0}", SURE * 100.0);
        blocks.push(Block::plain(say::sure_accounts(language, &subject.name, sure, subject.size as u64, &at_least)));
    }
    if let Some((account, least)) = inside().min_by(|a, b| a.1.total_cmp(&b.1)).filter(|least| least.1 < 1.0) {
        blocks.push(Block::plain(say::least_sure(language, &name(found, account), &share(least, language))));
    }
    let nearest = outside().max_by(|a, b| a.1.total_cmp(&b.1).then(b.0.cmp(&a.0))).filter(|best| best.1 > 0.0);
    blocks.extend(nearest.map(|(account, most)| {
        Block::plain(say::nearest_outside(language, &name(found, account), &share(most, language), is_empty))
    }));
    blocks.extend(leader(found, weightings, language));
    blocks
}

fn leader(found: &Sensitivity<'_>, weightings: &Weightings, language: Language) -> Option<Block<'static>> {
    let (near, any) = (weightings.near.accounts.first()?, weightings.any.accounts.first()?);
    let [near, any] = [near.first, any.first].map(|first| share(first, language));
    Some(Block::plain(say::leader(language, &name(found, 0), &near, &any)))
}

/// Where already the least change of a weight changes something: why.
fn at_once(
    found: &Sensitivity<'_>,
    subject: &Subject<'_>,
    rooms: &[(f64, &Stability)],
    language: Language,
) -> Option<Block<'static>> {
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
    let on_line = (!on_line.is_empty())
        .then(|| say::on_the_threshold(language, &common::and(language, &on_line), on_line.len() == 1, &subject.name));
    let tied = (tied.len() > 1).then(|| say::tie_for_places(language, &common::and(language, &tied), &subject.name));
    let causes: Vec<String> = on_line.into_iter().chain(tied).collect();
    (!causes.is_empty())
        .then(|| Block::plain(say::so_the_least_change_decides(language, &common::and(language, &causes))))
}

pub(crate) fn accounts(found: &Sensitivity<'_>, listed: usize, language: Language) -> Option<Section<'static>> {
    let weightings = found.weightings.as_ref()?;
    let subject = subject(found, language);
    let has_tiers = !found.field.tiers.is_empty();
    let [near, any, first, ranks, tier_now] = say::sureness_headers(language);
    let mut columns = vec![
        Column::number("#", 1),
        Column::text(common::account(language), 24, 34),
        Column::number(near, 8),
        Column::text("", 4, 8).in_turn(Turn::Last),
        Column::number(any, 8).in_turn(Turn::Second),
        Column::number(first, 8).in_turn(Turn::Second),
        Column::text(ranks, 12, 12),
    ];
    // Without tiers it is all about the top n as it is.
    if has_tiers {
        columns.push(Column::text(tier_now, 21, 32));
        columns.push(Column::number(say::top_near(language, found.top), 7).in_turn(Turn::Last));
    }
    let both = weightings.near.accounts.iter().zip(&weightings.any.accounts).enumerate();
    let is_open = |(account, (near, _)): &(usize, (&Acceptability, &Acceptability))| {
        (subject.is_in)(*account) || (subject.share)(near) >= CONTENDER
    };
    let rows: Vec<Vec<Cell<'static>>> = both
        .filter(is_open)
        .map(|(account, (near, any))| row(found, &subject, account, (near, any), language))
        .collect();
    let (all, total) = (rows.len(), found.field.len());
    let rows: Vec<Vec<Cell<'static>>> = rows.into_iter().take(listed).collect();
    let mut blocks = vec![Block::plain(say::in_how_many(language, &subject.name, &weightings.spread.to_string()))];
    let shown = rows.len();
    blocks.push(Block::Table(Table::of_cells(columns, rows)));
    if shown < all {
        blocks.push(Block::aside(say::so_many_of(
            language,
            &shown.to_string(),
            &counted(language, all as u64, Noun::Account),
        )));
    }
    if all < total {
        let (others, share) = ((total - all) as u64, share(CONTENDER, language));
        blocks.push(Block::aside(say::the_others(language, others, &share)));
    }
    Some(Section::new(say::how_sure_is(language, &subject.name), blocks))
}

fn row(
    found: &Sensitivity<'_>,
    subject: &Subject<'_>,
    account: usize,
    (near, any): (&Acceptability, &Acceptability),
    language: Language,
) -> Vec<Cell<'static>> {
    let share = |x: f64| share(x, language);
    let entry = found.field.entries.get(account);
    let ranks = near.usual_ranks.map_or_else(
        || say::about(language, &format!("{:.0}", near.mean_rank)),
        |(best, worst)| {
            if best == worst {
                best.to_string()
            } else {
                say::low_to_high(language, &best.to_string(), &worst.to_string())
            }
        },
    );
    let mut cells = vec![
        entry.map_or_else(|| Cell::text(""), |entry| Cell::Rank(entry.rank)),
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
