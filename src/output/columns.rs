//! The columns of a ranking as people see them, shared by the formats for people.

use super::document::Document;
use super::grid::{Cell, Column};
use super::number::short;
use crate::scoring::Account;

/// Stands after the name of an account with a flag.
pub(super) const FLAGGED: &str = " ⚑";
/// Stands after the tier of an account whose missing cells leave it open.
pub(super) const UNCERTAIN: &str = " ?";

/// What a column shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Field {
    Rank,
    Account,
    Score,
    Bar,
    Tier,
    /// Of the criterion at this place.
    Contribution(usize),
    Change,
    Flags,
    Completeness,
    /// The carried column at this place.
    Show(usize),
}

/// The columns that this ranking has something to say in, the most needed first.
pub(super) fn columns(document: &Document<'_>) -> Vec<(Field, Column)> {
    let summary = document.summary;
    let mut columns = vec![
        (Field::Rank, Column::number("#", 1)),
        (Field::Account, Column::text("Account", 26, 40)),
        (Field::Score, Column::number("Score", 5)),
        (Field::Bar, Column::text("", 5, 10)),
    ];
    if !summary.tiers.is_empty() {
        columns.push((Field::Tier, Column::text("Tier", 21, 32)));
    }
    let contributions = document.top_level();
    columns
        .extend(contributions.map(|(place, node)| (Field::Contribution(place), Column::number(node.label.clone(), 8))));
    if summary.changes.is_some() {
        columns.push((Field::Change, Column::text("Change", 7, 7)));
    }
    if summary.flags.iter().any(|(_, up)| *up > 0) {
        columns.push((Field::Flags, Column::text("Flags", 18, 48)));
    }
    if summary.incomplete > 0 {
        columns.push((Field::Completeness, Column::number("Complete", 8)));
    }
    let shown = document.show.iter().enumerate();
    columns.extend(shown.map(|(place, header)| (Field::Show(place), Column::text(header.clone(), 8, 30))));
    columns
}

/// A row of the table.
pub(super) fn cells<'a>(fields: &[Field], account: &Account<'a>) -> Vec<Cell<'a>> {
    fields.iter().map(|field| cell(*field, account)).collect()
}

/// What a column shows of an account.
fn cell<'a>(field: Field, account: &Account<'a>) -> Cell<'a> {
    match field {
        Field::Rank => Cell::text(account.rank.to_string()),
        Field::Account => Cell::Text(account.name.into(), if account.flags.is_empty() { "" } else { FLAGGED }),
        Field::Score => Cell::text(short(account.score)),
        Field::Bar => Cell::Bar(account.score),
        Field::Tier => Cell::Text(account.tier.unwrap_or("").into(), if account.uncertain { UNCERTAIN } else { "" }),
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
