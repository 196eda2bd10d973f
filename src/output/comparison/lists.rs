//! The lists of customers on the page.

use super::reasons;
use crate::analysis::compare::Comparison;
use crate::analysis::compare::customer::{Customer, Fate, Spot, State};
use crate::report::Block;
use crate::report::Tone;
use crate::report::phrases::amount;
use crate::report::{Cell, Column, Table, Turn};
use crate::text::number::{counted, grouped};

/// What a list has a column for besides the customer's name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Field {
    FromTier,
    ToTier,
    /// Both in one column.
    Tiers,
    Ranks,
    Climb,
    Score,
    Change,
    DataPart,
    ModelPart,
    /// On the one side on which it is ranked.
    Rank,
    OneScore,
    Tier,
    Reasons,
}

/// A heading and what stands under it.
#[derive(Default)]
pub(crate) struct Section {
    /// Empty where the section has none.
    pub(crate) heading: String,
    pub(crate) blocks: Vec<Block<'static>>,
}

/// Who changed tier, who came and who went; only the lists that hold somebody.
pub(crate) fn by_fate(comparison: &Comparison<'_>, shown: Option<usize>) -> Vec<Section> {
    let lists = [
        (Fate::Promoted, "Promoted"),
        (Fate::Demoted, "Demoted"),
        (Fate::OtherTier, "In another tier"),
        (Fate::Dropped, "No longer ranked"),
        (Fate::Entered, "Ranked now, but not before"),
        (Fate::New, "New"),
        (Fate::Gone, "Gone"),
    ];
    let filled = lists.into_iter().filter_map(|(fate, heading)| {
        let customers: Vec<&Customer<'_>> = comparison.with(fate).collect();
        (!customers.is_empty()).then(|| {
            let mut section = list(heading, &columns(fate, comparison), &customers, shown);
            section.blocks.extend(reasons::blocks(&customers, shown));
            section
        })
    });
    filled.collect()
}

/// Who went the longest way up or down.
pub(crate) fn climbers(comparison: &Comparison<'_>, shown: Option<usize>) -> Option<Section> {
    use Field::{Change, Climb, Ranks, Score, Tiers};
    let customers = comparison.climbers();
    let mut fields = vec![
        (Ranks, Column::number("Rank", 4)),
        (Climb, Column::number("Ranks", 5).in_turn(Turn::Third)),
        (Score, Column::number("Score", 5).in_turn(Turn::Third)),
        (Change, Column::number("Change", 6).in_turn(Turn::Second)),
    ];
    fields.extend(parts(comparison));
    fields.push((Tiers, Column::text("Tier", 44, 68)));
    (!customers.is_empty()).then(|| list("Largest moves", &fields, &customers, shown))
}

fn columns(fate: Fate, comparison: &Comparison<'_>) -> Vec<(Field, Column)> {
    use Field::{Change, FromTier, OneScore, Rank, Ranks, Reasons, Tier, ToTier};
    let once = |rank: &str, score: &str, tier: &str| {
        let mut columns = vec![(Rank, Column::number(rank, 4)), (OneScore, Column::number(score, 5))];
        let has_tiers = comparison.with(fate).filter_map(side).any(|spot| spot.tier.is_some());
        columns.extend(has_tiers.then(|| (Tier, Column::text(tier, 21, 32))));
        let because = if fate == Fate::Entered { "Was not ranked because" } else { "Not ranked because" };
        let has_reasons = comparison.with(fate).any(|customer| !not_ranked(customer).is_empty());
        columns.extend(has_reasons.then(|| (Reasons, Column::text(because, 18, 60))));
        columns
    };
    match fate {
        Fate::Dropped | Fate::Gone => once("Old rank", "Old score", "Old tier"),
        Fate::Entered | Fate::New => once("Rank", "Score", "Tier"),
        _ => {
            let mut columns = vec![
                (FromTier, Column::text("From", 21, 32)),
                (ToTier, Column::text("To", 21, 32)),
                (Ranks, Column::number("Rank", 4)),
                (Change, Column::number("Change", 6).in_turn(Turn::Second)),
            ];
            columns.extend(parts(comparison));
            columns
        }
    }
}

/// The columns for the parts of a change, where there are any.
fn parts(comparison: &Comparison<'_>) -> Vec<(Field, Column)> {
    let columns = [("Data", Field::DataPart), ("Model", Field::ModelPart)]
        .map(|(name, field)| (field, Column::number(name, 5).in_turn(Turn::Third)));
    if comparison.mean_parts.is_some() { columns.into() } else { Vec::new() }
}

fn list(heading: &str, fields: &[(Field, Column)], customers: &[&Customer<'_>], shown: Option<usize>) -> Section {
    let shown = shown.unwrap_or(usize::MAX);
    // The first two columns are always there, so that both must fit the narrowest terminal; and beside two tiers there is
    // room for the change in 80 columns.
    let narrow = if matches!(fields, [(Field::FromTier, _), ..]) { 15 } else { 24 };
    let mut columns = vec![Column::text("Account", narrow, 40)];
    columns.extend(fields.iter().map(|(_, column)| column.clone()));
    let row = |customer: &&Customer<'_>| {
        let cells = fields.iter().map(|(field, _)| Cell::text(cell(*field, customer)));
        [Cell::text(customer.name.to_owned())].into_iter().chain(cells).collect()
    };
    let mut blocks = vec![Block::Table(Table::of_cells(columns, customers.iter().take(shown).map(row).collect()))];
    let more = customers.len().saturating_sub(shown) as u64;
    if more > 0 {
        let more = counted(more, "more account", "more accounts");
        blocks.push(Block::Prose(Tone::Remark, format!("and {more}; --all lists every one")));
    }
    Section { heading: format!("{heading} ({})", grouped(customers.len() as u64)), blocks }
}

fn cell(field: Field, customer: &Customer<'_>) -> String {
    let (spots, split) = (customer.spots(), customer.split());
    let text = match field {
        Field::FromTier => spots.map(|(old, _)| tier(old)),
        Field::ToTier => spots.map(|(_, new)| tier(new)),
        Field::Tiers => spots.map(|(old, new)| {
            if customer.fate == Fate::Kept {
                new.tier.unwrap_or_default().to_owned()
            } else {
                arrow(tier(old), tier(new))
            }
        }),
        Field::Ranks => spots.map(|(old, new)| arrow(old.rank, new.rank)),
        Field::Climb => customer.climb().map(climb),
        Field::Score => spots.map(|(_, new)| amount(new.score)),
        Field::Change => customer.score_change().map(signed),
        Field::DataPart => Some(split.map_or_else(|| "-".to_owned(), |split| signed(split.data))),
        Field::ModelPart => Some(split.map_or_else(|| "-".to_owned(), |split| signed(split.model))),
        Field::Rank => Some(side(customer).map_or_else(|| "-".to_owned(), |spot| spot.rank.to_string())),
        Field::OneScore => Some(side(customer).map_or_else(|| "-".to_owned(), |spot| amount(spot.score))),
        Field::Tier => side(customer).and_then(|spot| spot.tier).map(str::to_owned),
        Field::Reasons => Some(not_ranked(customer).join("; ")),
    };
    text.unwrap_or_default()
}

/// Its place on the one side on which it is ranked.
fn side<'a>(customer: &Customer<'a>) -> Option<Spot<'a>> {
    customer.new.spot().or(customer.old.spot())
}

/// Why it is not ranked on the other side, or on its only one.
fn not_ranked<'c>(customer: &'c Customer<'_>) -> &'c [&'c str] {
    match (&customer.old, &customer.new) {
        (State::NotRanked(reasons), _) | (_, State::NotRanked(reasons)) => reasons,
        _ => &[],
    }
}

fn tier(spot: Spot<'_>) -> String {
    spot.tier.unwrap_or("no tier").to_owned()
}

fn arrow(from: impl std::fmt::Display, to: impl std::fmt::Display) -> String {
    format!("{from} -> {to}")
}

fn climb(ranks: i64) -> String {
    let way = if ranks > 0 { "up" } else { "down" };
    format!("{way} {}", ranks.unsigned_abs())
}

/// With its sign, so that nobody takes a change for a score.
fn signed(points: f64) -> String {
    let sign = if points > 0.0 { "+" } else { "" };
    format!("{sign}{}", amount(points))
}
