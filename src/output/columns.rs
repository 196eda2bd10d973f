//! The columns of a ranking as people see them, shared by the formats for people.

use super::document::Document;
use super::terminal::layout::column::{Cell, Column, Turn};
use crate::scoring::{Account, Change};
use crate::text::number::{amount, rounded_beside, short};

/// The header of the flags' names.
pub(crate) const FLAGS: &str = "Flags";
/// Stands after the name of an account with a flag.
const FLAGGED: &str = " ⚑";
/// Stands after the tier of an account whose missing cells leave it open.
const UNCERTAIN: &str = " ?";

/// Who reads the columns.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Reader {
    /// Short of room: the change is a mark after the tier.
    Terminal,
    /// Scrolls, but has no font for bars.
    Page,
}

/// What a column shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Field {
    Rank,
    Account,
    Score,
    Bar,
    Tier,
    /// With a mark for the change against today's status.
    TierAndChange,
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
pub(crate) fn columns(document: &Document<'_>, reader: Reader) -> Vec<(Field, Column)> {
    let summary = document.summary;
    let in_terminal = reader == Reader::Terminal;
    let mut columns = vec![
        (Field::Rank, Column::number("#", 1)),
        (Field::Account, Column::text("Account", 24, 60)),
        (Field::Score, Column::number("Score", 5)),
    ];
    if in_terminal {
        columns.push((Field::Bar, Column::text("", 4, 10).in_turn(Turn::Third)));
    }
    if !summary.tiers.is_empty() {
        let field = if in_terminal { Field::TierAndChange } else { Field::Tier };
        columns.push((field, Column::text("Tier", 24, 40)));
    }
    let turnover = document.sums.first().map(|header| Column::number(header.clone(), 4).in_turn(Turn::Second));
    columns.extend(turnover.map(|column| (Field::Amount(0), column)));
    columns.extend(document.top_level().map(|(place, node)| {
        (Field::Contribution(place), Column::number(node.label.clone(), 4).in_turn(Turn::Together))
    }));
    if summary.changes.is_some() && !in_terminal {
        columns.push((Field::Change, Column::text("Change", 7, 7)));
    }
    if summary.flags.iter().any(|(_, up)| *up > 0) {
        columns.push((Field::Flags, Column::text(FLAGS, 18, 48).in_turn(Turn::Last)));
    }
    if summary.incomplete > 0 {
        columns.push((Field::Completeness, Column::number("Complete", 8).in_turn(Turn::Last)));
    }
    columns.extend(document.show.iter().enumerate().filter_map(|(place, header)| {
        match document.sums.iter().position(|sum| sum == header) {
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
        Field::Rank => Cell::text(account.rank.to_string()),
        Field::Account => Cell::Text(account.name.into(), if account.flags.is_empty() { "" } else { FLAGGED }),
        Field::Score => Cell::text(rounded_beside(account.score, 1, lines)),
        Field::Bar => Cell::Bar(account.score),
        Field::Tier => Cell::Text(account.tier.unwrap_or("").into(), if account.uncertain { UNCERTAIN } else { "" }),
        Field::TierAndChange => Cell::Text(account.tier.unwrap_or("").into(), mark(account)),
        Field::Amount(place) => {
            let held = account.amounts.get(place).copied().flatten();
            Cell::text(held.map_or_else(|| "-".to_owned(), amount))
        }
        Field::Contribution(place) => {
            let contribution = account.criteria.get(place).and_then(|assessment| assessment.contribution);
            Cell::text(contribution.map_or_else(|| "-".to_owned(), short))
        }
        Field::Change => Cell::text(account.change.map_or("", |change| change.name())),
        Field::Flags => Cell::text(account.flags.join("; ")),
        // Rounded down: what is not complete never shows as 100 %.
        Field::Completeness => Cell::text(format!("{:.0} %", account.completeness_percent.floor())),
        Field::Show(place) => Cell::text(account.show.get(place).copied().unwrap_or("")),
    }
}

/// Stands after a tier: how it differs from today's, and whether missing cells leave it open.
fn mark(account: &Account<'_>) -> &'static str {
    match (account.change, account.uncertain) {
        (None | Some(Change::Keep), false) => "",
        (None | Some(Change::Keep), true) => UNCERTAIN,
        (Some(Change::Promote), false) => " ↑",
        (Some(Change::Promote), true) => " ↑?",
        (Some(Change::Demote), false) => " ↓",
        (Some(Change::Demote), true) => " ↓?",
        (Some(Change::New), false) => " +",
        (Some(Change::New), true) => " +?",
    }
}
