//! The lists of customers on the page.

use super::reasons;
use crate::analysis::compare::Comparison;
use crate::analysis::compare::customer::{Customer, Movement, Spot, State};
use crate::language::common::{self};
use crate::language::{Language, compare as words};
use crate::report::phrases::{amount_cell, arrow};
use crate::report::{Block, Cell, Column, Section, Table, Turn};

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

/// What may have become of a customer, in the order in which it is told.
pub(crate) const TOLD: [Movement; 7] = [
    Movement::Promoted,
    Movement::Demoted,
    Movement::OtherTier,
    Movement::Dropped,
    Movement::Entered,
    Movement::New,
    Movement::Gone,
];

/// Who changed tier, who came and who went; only the lists that hold somebody.
pub(crate) fn by_fate<'d>(comparison: &Comparison<'_>, shown: Option<usize>, language: Language) -> Vec<Section<'d>> {
    let lists = TOLD.into_iter().zip(words::movement_headings(language));
    let filled = lists.filter_map(|(movement, heading)| {
        let customers: Vec<&Customer<'_>> = comparison.with(movement).collect();
        (!customers.is_empty()).then(|| {
            let mut section = list(heading, &columns(movement, comparison, language), &customers, shown, language);
            section.blocks.extend(reasons::blocks(&customers, shown, language));
            section
        })
    });
    filled.collect()
}

/// Who went the longest way up or down.
pub(crate) fn climbers<'d>(
    comparison: &Comparison<'_>,
    shown: Option<usize>,
    language: Language,
) -> Option<Section<'d>> {
    use Field::{Change, Climb, Ranks, Score, Tiers};
    let customers = comparison.climbers();
    let [ranks, ..] = words::move_headers(language);
    let mut fields = vec![
        (Ranks, Column::number(common::rank(language), 4)),
        (Climb, Column::number(ranks, 5).in_turn(Turn::Third)),
        (Score, Column::number(common::score(language), 5).in_turn(Turn::Third)),
        (Change, Column::number(common::change(language), 6).in_turn(Turn::Second)),
    ];
    fields.extend(parts(comparison, language));
    fields.push((Tiers, Column::text(common::tier(language), 44, 68)));
    (!customers.is_empty()).then(|| list(words::largest_moves(language), &fields, &customers, shown, language))
}

fn columns(movement: Movement, comparison: &Comparison<'_>, language: Language) -> Vec<(Field, Column)> {
    use Field::{Change, FromTier, OneScore, Rank, Ranks, Reasons, Tier, ToTier};
    let once = |rank: &str, score: &str, tier: &str| {
        let mut columns = vec![(Rank, Column::number(rank, 4)), (OneScore, Column::number(score, 5))];
        let has_tiers = comparison.with(movement).filter_map(side).any(|spot| spot.tier.is_some());
        columns.extend(has_tiers.then(|| (Tier, Column::text(tier, 21, 32))));
        let because = words::not_ranked_because(language, movement == Movement::Entered);
        let has_reasons = comparison.with(movement).any(|customer| !not_ranked(customer).is_empty());
        columns.extend(has_reasons.then(|| (Reasons, Column::text(because, 18, 60))));
        columns
    };
    match movement {
        Movement::Dropped | Movement::Gone => {
            let [rank, score] = words::old_rank_and_score(language);
            once(rank, score, words::old_tier(language))
        }
        Movement::Entered | Movement::New => {
            once(common::rank(language), common::score(language), common::tier(language))
        }
        _ => {
            let [.., from, to] = words::move_headers(language);
            let mut columns = vec![
                (FromTier, Column::text(from, 21, 32)),
                (ToTier, Column::text(to, 21, 32)),
                (Ranks, Column::number(common::rank(language), 4)),
                (Change, Column::number(common::change(language), 6).in_turn(Turn::Second)),
            ];
            columns.extend(parts(comparison, language));
            columns
        }
    }
}

/// The columns for the parts of a change, where there are any.
fn parts(comparison: &Comparison<'_>, language: Language) -> Vec<(Field, Column)> {
    let [_, data, model, ..] = words::move_headers(language);
    let columns = [(data, Field::DataPart), (model, Field::ModelPart)]
        .map(|(name, field)| (field, Column::number(name, 5).in_turn(Turn::Third)));
    if comparison.mean_parts.is_some() { columns.into() } else { Vec::new() }
}

fn list<'d>(
    heading: &str,
    fields: &[(Field, Column)],
    customers: &[&Customer<'_>],
    shown: Option<usize>,
    language: Language,
) -> Section<'d> {
    let shown = shown.unwrap_or(usize::MAX);
    // The first two columns are always there, so that both must fit the narrowest terminal; and beside two tiers there is
    // room for the change in 80 columns.
    let narrow = if matches!(fields, [(Field::FromTier, _), ..]) { 15 } else { 24 };
    let mut columns = vec![Column::text(common::account(language), narrow, 40)];
    columns.extend(fields.iter().map(|(_, column)| column.clone()));
    let row = |customer: &&Customer<'_>| {
        let cells = fields.iter().map(|(field, _)| cell(*field, customer, language));
        [Cell::text(customer.name.to_owned())].into_iter().chain(cells).collect()
    };
    let mut blocks = vec![Block::Table(Table::of_cells(columns, customers.iter().take(shown).map(row).collect()))];
    let more = customers.len().saturating_sub(shown) as u64;
    if more > 0 {
        blocks.push(Block::aside(words::and_more_accounts(language, more)));
    }
    Section::new(format!("{heading} ({})", language.count(customers.len() as u64)), blocks)
}

fn cell<'d>(field: Field, customer: &Customer<'_>, language: Language) -> Cell<'d> {
    let (spots, split) = (customer.spots(), customer.split());
    let tier = |spot: Spot<'_>| spot.tier.unwrap_or(common::no_tier(language)).to_owned();
    let text = |text: Option<String>| Cell::text(text.unwrap_or_default());
    let score = |spot: Option<Spot<'_>>| spot.map_or_else(Cell::unknown, |spot| amount_cell(spot.score, &[]));
    match field {
        Field::FromTier => text(spots.map(|(old, _)| tier(old))),
        Field::ToTier => text(spots.map(|(_, new)| tier(new))),
        Field::Tiers => text(spots.map(|(old, new)| {
            if customer.movement == Movement::Kept {
                new.tier.unwrap_or_default().to_owned()
            } else {
                arrow(tier(old), tier(new))
            }
        })),
        Field::Ranks => text(spots.map(|(old, new)| arrow(old.rank, new.rank))),
        Field::Climb => text(customer.climb().map(|ranks| words::climb(language, ranks.unsigned_abs(), ranks > 0))),
        Field::Score => spots.map_or_else(|| Cell::text(""), |(_, new)| amount_cell(new.score, &[])),
        Field::Change => customer.score_change().map_or_else(|| Cell::text(""), change),
        Field::DataPart => split.map_or_else(Cell::unknown, |split| change(split.data)),
        Field::ModelPart => split.map_or_else(Cell::unknown, |split| change(split.model)),
        Field::Rank => side(customer).map_or_else(Cell::unknown, |spot| Cell::Rank(spot.rank)),
        Field::OneScore => score(side(customer)),
        Field::Tier => text(side(customer).and_then(|spot| spot.tier).map(str::to_owned)),
        Field::Reasons => Cell::text(not_ranked(customer).join("; ")),
    }
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

/// With its sign, so that nobody takes a change for a score.
fn change<'d>(points: f64) -> Cell<'d> {
    match amount_cell(points, &[]) {
        Cell::Number { value, decimals } => Cell::Change { value, decimals },
        other => other,
    }
}
