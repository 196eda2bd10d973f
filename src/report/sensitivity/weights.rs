//! How far each weight can move, and what happens then.

use super::subject::subject;
use super::words::{bounds, event, interval, label, weight};
use crate::analysis::sensitivity::Sensitivity;
use crate::analysis::sensitivity::intervals::Stability;
use crate::analysis::sensitivity::intervals::interval::{End, Interval};
use crate::language::common::{self};
use crate::language::{Language, sensitivity as say};
use crate::report::{Block, Cell, Column, Section, Table, Turn};

pub(crate) fn weights(found: &Sensitivity<'_>, listed: usize, language: Language) -> Option<Section<'static>> {
    if found.stability.is_empty() {
        return None;
    }
    let subject = subject(found, language);
    let has_tiers = !found.field.tiers.is_empty();
    let mut columns =
        vec![Column::text(common::criterion(language), 28, 34), Column::number(say::weight_now(language), 6)];
    if has_tiers {
        columns.push(Column::number(subject.name.clone(), 9));
    }
    columns.push(Column::number(say::leader_header(language), 9).in_turn(Turn::Second));
    columns.push(Column::number(say::top(language, found.top), 9).in_turn(Turn::Last));
    if found.field.tiers.len() > 2 {
        columns.push(Column::number(say::all_tiers(language), 9).in_turn(Turn::Second));
    }
    let row = |s: &Stability| {
        let depth = found.field.nodes.get(s.node).map_or(0, |node| node.depth);
        let name = format!("{}{}", "  ".repeat(depth), label(found, s.node));
        let mut cells = vec![Cell::text(name), Cell::text(weight(s.share, language))];
        let firsts = has_tiers.then(|| (subject.interval)(s)).into_iter();
        let last = s.all_tiers().filter(|_| found.field.tiers.len() > 2);
        let intervals = firsts.chain([s.leader, s.top]).chain(last);
        cells.extend(intervals.map(|i| Cell::text(interval(&i, s.share, language))));
        cells
    };
    let inner = found.stability.iter().flat_map(|s| &s.tiers).any(|interval| interval.is_inner);
    let table = Table::of_cells(columns, found.stability.iter().map(row).collect());
    let mut blocks = vec![Block::plain(say::change_one_weight(language)), Block::Table(table)];
    let ends = found.stability.iter().flat_map(|s| ends(found, s, &(subject.interval)(s), language));
    let ends: Vec<String> = ends.collect();
    if !ends.is_empty() {
        let all = ends.len();
        let lead = say::what_happens_beyond(language, &subject.name);
        blocks.push(Block::List(lead, ends.into_iter().take(listed).collect()));
        if listed < all {
            blocks.push(Block::aside(say::so_many_of(language, &listed.to_string(), &all.to_string())));
        }
    }
    if inner {
        blocks.push(Block::plain(say::may_be_wider(language)));
    }
    Some(Section::new(say::how_far(language), blocks))
}

fn ends(found: &Sensitivity<'_>, stability: &Stability, interval: &Interval, language: Language) -> Vec<String> {
    let [low, high] = bounds(interval, stability.share, language);
    let line = |(is_below, share, end): (bool, String, End)| {
        let what = event(found, end.event?, language);
        Some(say::beyond(language, label(found, stability.node), &share, is_below, &what))
    };
    [(true, low, interval.low), (false, high, interval.high)].into_iter().filter_map(line).collect()
}
