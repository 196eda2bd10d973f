//! The columns of a ranking.

use super::contents::Contents;
use crate::language::{Language, common, score};
use crate::report::{Cell, Column, Turn};
use crate::scoring::Account;

/// Stands after the name of an account with a flag.
const FLAGGED: &str = " ⚑";

/// What a column shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Field {
    Rank,
    Account,
    Score,
    Bar,
    Tier,
    /// Of the amount column at this place.
    Amount(usize),
    /// Of the criterion at this place.
    Contribution(usize),
    Change,
    Flags,
    Completeness,
    /// The carried column at this place.
    Show(usize),
}

/// The columns that this ranking has something to say in, from the left.
pub(crate) fn columns(contents: &Contents<'_>, language: Language) -> Vec<(Field, Column)> {
    let summary = contents.summary;
    let mut columns = vec![
        (Field::Rank, Column::number("#", 1)),
        (Field::Account, Column::text(common::account(language), 24, 60)),
        (Field::Score, Column::number(common::score(language), 5)),
        (Field::Bar, Column::text("", 4, 10).in_turn(Turn::Third)),
    ];
    if !summary.tiers.is_empty() {
        columns.push((Field::Tier, Column::text(common::tier(language), 24, 40)));
    }
    let turnover = contents.sums.first().map(|header| Column::number(header.clone(), 4).in_turn(Turn::Second));
    columns.extend(turnover.map(|column| (Field::Amount(0), column)));
    columns.extend(contents.top_level().map(|(place, node)| {
        (Field::Contribution(place), Column::number(node.label.clone(), 4).in_turn(Turn::Together))
    }));
    if summary.changes.is_some() {
        columns.push((Field::Change, Column::text(common::change(language), 7, 12).spelling_out()));
    }
    if summary.flags.iter().any(|(_, up)| *up > 0) {
        columns.push((Field::Flags, Column::text(common::flags(language), 18, 48).in_turn(Turn::Last)));
    }
    if summary.incomplete > 0 {
        columns.push((Field::Completeness, Column::number(score::complete(language), 8).in_turn(Turn::Last)));
    }
    columns.extend(contents.show.iter().enumerate().filter_map(|(place, header)| {
        match contents.sums.iter().position(|sum| sum == header) {
            // Stands there already.
            Some(0) => None,
            Some(sum) => Some((Field::Amount(sum), Column::number(header.clone(), 4).in_turn(Turn::Last))),
            None => Some((Field::Show(place), Column::text(header.clone(), 8, 30).in_turn(Turn::Last))),
        }
    }));
    columns
}

/// A row of the table. No score is shown on the wrong side of one of `lines`.
pub(crate) fn cells<'a>(fields: &[Field], account: &Account<'a>, lines: &[f64]) -> Vec<Cell<'a>> {
    fields.iter().map(|field| cell(*field, account, lines)).collect()
}

/// What a column shows of an account.
fn cell<'a>(field: Field, account: &Account<'a>, lines: &[f64]) -> Cell<'a> {
    match field {
        Field::Rank => Cell::Rank(account.rank),
        Field::Account => Cell::Text(account.name.into(), if account.flags.is_empty() { "" } else { FLAGGED }),
        Field::Score => Cell::number_beside(account.score, 1, lines),
        Field::Bar => Cell::Bar(account.score),
        Field::Tier => {
            let name = account.tier.unwrap_or("");
            Cell::Tier { name, uncertain: account.uncertain, change: account.change }
        }
        Field::Amount(place) => account.amounts.get(place).copied().flatten().map_or_else(Cell::unknown, Cell::Amount),
        Field::Contribution(place) => {
            let contribution = account.criteria.get(place).and_then(|assessment| assessment.contribution);
            contribution.map_or_else(Cell::unknown, |value| Cell::Number { value, decimals: 1 })
        }
        Field::Change => Cell::ChangeOfTier(account.change),
        Field::Flags => Cell::text(account.flags.join("; ")),
        // Rounded down: what is not complete never shows as 100 %.
        Field::Completeness => Cell::Percent { value: account.completeness_percent.floor(), decimals: 0 },
        Field::Show(place) => Cell::text(account.show.get(place).copied().unwrap_or("")),
    }
}
