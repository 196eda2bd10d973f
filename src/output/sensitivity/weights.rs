//! How far each weight can move, and what happens then.

use super::page::{Section, prose};
use super::subject::subject;
use super::words::{bounds, event, interval, label, weight};
use crate::analysis::sensitivity::Sensitivity;
use crate::analysis::sensitivity::intervals::Stability;
use crate::analysis::sensitivity::intervals::interval::{End, Interval};
use crate::report::Block;
use crate::report::Tone;
use crate::report::{Cell, Column, Table, Turn};

pub(crate) fn weights(found: &Sensitivity<'_>, listed: usize) -> Option<Section> {
    if found.stability.is_empty() {
        return None;
    }
    let subject = subject(found);
    let has_tiers = !found.field.tiers.is_empty();
    let mut columns = vec![Column::text("Criterion", 28, 34), Column::number("Weight now", 6)];
    if has_tiers {
        columns.push(Column::number(subject.name.clone(), 9));
    }
    columns.push(Column::number("Leader", 9).in_turn(Turn::Second));
    columns.push(Column::number(format!("Top {}", found.top), 9).in_turn(Turn::Last));
    if found.field.tiers.len() > 2 {
        columns.push(Column::number("All tiers", 9).in_turn(Turn::Second));
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
            "Change one weight and leave those beside it in proportion: as long as its share stays between these \
             percentages nothing changes"
                .to_owned(),
        ),
        Block::Table(Table::of_cells(columns, rows)),
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
    Some(Section { heading: "How far can a weight move?".to_owned(), blocks })
}

fn ends(found: &Sensitivity<'_>, stability: &Stability, interval: &Interval) -> Vec<String> {
    let [low, high] = bounds(interval);
    let line = |(word, share, end): (&str, String, End)| {
        let what = event(found, end.event?);
        Some(format!("{} {word} {share} %: {what}", label(found, stability.node)))
    };
    [("below", low, interval.low), ("above", high, interval.high)].into_iter().filter_map(line).collect()
}
