//! What is missing to the next tier.

use super::lever::{Lever, levers};
use super::probe::locate;
use crate::model::{Condition, Subject, Tier};
use crate::scoring::{Account, Ranking, Selection, Value};
use crate::table::Kind;

/// What stands between an account and the next tier above its own.
#[derive(Debug, Clone, PartialEq)]
pub struct Gap<'a> {
    /// Name of the tier.
    pub tier: &'a str,
    /// Where it begins.
    pub min_score: Option<f64>,
    /// Points of score missing to `min_score`; 0 where the score is enough.
    pub missing: f64,
    /// What it requires and the account does not meet.
    pub unmet: Vec<Unmet<'a>>,
    /// It holds no more accounts: who wants in must score higher than those who are.
    pub full: Option<Full>,
    /// For every leaf criterion what it could do alone.
    pub levers: Vec<Lever<'a>>,
}

/// A requirement that does not hold.
#[derive(Debug, Clone, PartialEq)]
pub struct Unmet<'a> {
    /// The requirement.
    pub condition: &'a Condition,
    /// What it looks at, of this account: points of a criterion, or a cell.
    pub has: Value<'a>,
}

/// A tier with no place left.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Full {
    /// How many accounts it holds at most.
    pub max_accounts: u64,
    /// A score above this one gets in.
    pub to_beat: f64,
}

/// The gap between an account and the tier at place `next` in the model.
pub(super) fn gap<'a>(ranking: &'a Ranking<'_>, account: &Account<'a>, next: usize) -> Option<Gap<'a>> {
    let tier = ranking.engine().model().tiers.get(next)?;
    let missing = tier.min_score.map_or(0.0, |min| (min - account.score).max(0.0));
    let unmet: Vec<Unmet<'a>> = tier.requires.iter().filter_map(|c| unmet(ranking, account, c)).collect();
    let full = full(ranking, account, next, tier, missing <= 0.0 && unmet.is_empty());
    let levers = levers(ranking, account, next);
    Some(Gap { tier: &tier.name, min_score: tier.min_score, missing, unmet, full, levers })
}

/// An account that meets everything and still is not in is one of several equals that did not fit in together.
fn full(ranking: &Ranking<'_>, account: &Account<'_>, next: usize, tier: &Tier, able: bool) -> Option<Full> {
    let max_accounts = tier.max_accounts?;
    let inside = Selection { tier: Some(next), ..Selection::default() };
    let lowest = ranking.accounts(&inside).last().map(|a| a.score);
    let held = ranking.summary().tiers.get(next).map_or(0, |t| t.accounts);
    let to_beat = if held >= max_accounts { lowest? } else { able.then_some(account.score)? };
    Some(Full { max_accounts, to_beat })
}

/// The requirement, where it does not hold of the account.
pub(super) fn unmet<'a>(
    ranking: &'a Ranking<'_>,
    account: &Account<'a>,
    condition: &'a Condition,
) -> Option<Unmet<'a>> {
    let (holds, has) = match &condition.subject {
        Subject::Criterion(id) => {
            let points = account.criteria.iter().find(|a| a.node.id == *id).and_then(|a| a.points);
            (condition.test.holds_of_number(points), points.map_or(Value::Missing, Value::Number))
        }
        Subject::Column(header) => cell(ranking, account, header, condition)?,
    };
    (!holds).then_some(Unmet { condition, has })
}

/// Does the condition hold of the raw cell, and what stands in it?
fn cell<'a>(
    ranking: &'a Ranking<'_>,
    account: &Account<'_>,
    header: &str,
    condition: &Condition,
) -> Option<(bool, Value<'a>)> {
    let (at, row) = locate(ranking.table(), account.id)?;
    let batch = ranking.table().batches.get(at)?;
    let mut kinds = ranking.engine().schema().ids().filter(|(_, column)| column.name == header);
    kinds.find_map(|(id, column)| match column.kind {
        Kind::Number { .. } => {
            let number = batch.numbers(id)?.get(row);
            let fits = condition.test.is_numeric() || number.is_none();
            fits.then(|| (condition.test.holds_of_number(number), number.map_or(Value::Missing, Value::Number)))
        }
        Kind::Id | Kind::Text | Kind::Category { .. } => {
            let text = match batch.texts(id) {
                Some(texts) => texts.get(row),
                None => batch.categories(id)?.get(row),
            };
            let fits = !condition.test.is_numeric();
            fits.then(|| (condition.test.holds_of_text(text), text.map_or(Value::Missing, Value::Text)))
        }
    })
}
