//! For each criterion the value that alone would lift an account into a tier. It is found by ranking again.

use super::candidate_values::{Start, first_enough, higher_values};
use super::column_values::numbers;
use super::lower_values;
use super::lower_values::{edges, has_upper_limit, lower_values};
use super::what_if::Trial;
use crate::model::{Body, Condition, Criterion, Model, Subject};
use crate::scoring::accounts::Selection;
use crate::scoring::{Account, Node, Ranking, Value};
use crate::table::ColumnId;

/// How many values are tried one by one where a better value may also do harm.
const TRIED: usize = 100;

/// What one criterion can do for an account.
#[derive(Debug, Clone, PartialEq)]
pub struct SingleChange<'a> {
    /// The criterion, always a leaf.
    pub node: &'a Node,
    /// Its cell today.
    pub from: Value<'a>,
    /// The effect of changing it.
    pub reach: Reach<'a>,
}

/// How far one criterion can lift an account.
#[derive(Debug, Clone, PartialEq)]
pub enum Reach<'a> {
    /// With this value, and everything else unchanged, the account is in the tier. It is the first round number that is
    /// enough.
    Enough {
        /// The value.
        to: Value<'a>,
        /// The score that it leads to.
        score: f64,
    },
    /// Not even the best value is enough.
    TooLittle {
        /// The best value.
        best: Value<'a>,
        /// The score that it leads to; `None` where the account would not be ranked.
        score: Option<f64>,
        /// The requirements of the tier that the account still does not meet.
        unmet: Vec<&'a Condition>,
    },
    /// The cell is at its best already.
    AtBest,
}

/// The change of each leaf criterion, in file order.
pub(crate) fn single_changes<'a>(
    ranking: &'a Ranking<'_>,
    account: &Account<'a>,
    tier: usize,
) -> Vec<SingleChange<'a>> {
    let Some(mut trial) = Trial::new(ranking, account, tier) else { return Vec::new() };
    let model = ranking.engine().model();
    let others = numbers_of_others(ranking, account);
    let leaves = account.criteria.iter().zip(&others).filter_map(|(assessment, others)| {
        let (node, column) = (assessment.node, assessment.node.column?);
        let Some(Criterion { body: Body::Leaf(leaf), .. }) = model.criterion(&node.id) else { return None };
        let (now, points) = (assessment.value.unwrap_or(Value::Missing), assessment.points);
        let is_whole = numbers(ranking.table(), column).all(|x| x.fract() == 0.0);
        let start = Start { scale: &leaf.scale, now, points, others, is_whole };
        let reach = reach(&mut trial, model, node, column, start, tier);
        Some(SingleChange { node, from: now, reach })
    });
    leaves.collect()
}

fn reach<'a>(
    trial: &mut Trial<'a>,
    model: &'a Model,
    node: &'a Node,
    column: ColumnId,
    start: Start<'a, '_>,
    tier: usize,
) -> Reach<'a> {
    let candidates = higher_values(start);
    let mut found = first_enough(&candidates, |value| trial.is_enough(column, value, tier));
    if found.is_none() && model.tiers.get(tier).is_some_and(|tier| !tier.requires.is_empty()) {
        // The best value may break a condition that lower candidates meet: look among those that meet it.
        let broken = candidates.last().map_or_else(Vec::new, |&best| trial.unmet(column, best, tier));
        let passes = candidates.partition_point(|&value| !any_of(&broken, &trial.unmet(column, value, tier)));
        found =
            first_enough(candidates.get(..passes).unwrap_or_default(), |value| trial.is_enough(column, value, tier));
        // A condition that the account breaks today may be met by the next lower value.
        if found.is_none() {
            let unmet = trial.unmet(column, start.now, tier);
            let descent = lower_values(start);
            let first = descent.partition_point(|&value| any_of(&unmet, &trial.unmet(column, value, tier)));
            found = descent.get(first).copied().filter(|&value| trial.is_enough(column, value, tier));
        }
    }
    if found.is_none() && may_do_harm(model, node) {
        let header = lower_values::column(model.criterion(&node.id)).unwrap_or_default();
        let edges = edges(model, header, start);
        let descent = lower_values(start);
        let some =
            |all: &[Value<'a>]| all.iter().step_by(all.len().div_ceil(TRIED).max(1)).copied().collect::<Vec<_>>();
        let mut tried = some(&edges).into_iter().chain(some(&candidates)).chain(some(&descent));
        found = tried.find(|&value| trial.is_enough(column, value, tier));
    }
    match (found, candidates.last()) {
        (Some(to), _) => match trial.outcome(column, to) {
            Some(outcome) => Reach::Enough { to, score: outcome.score },
            None => Reach::TooLittle { best: to, score: None, unmet: Vec::new() },
        },
        (None, Some(&best)) => Reach::TooLittle {
            best,
            score: trial.outcome(column, best).map(|outcome| outcome.score),
            unmet: trial.unmet(column, best, tier),
        },
        (None, None) => Reach::AtBest,
    }
}

/// Whether two lists of conditions have one in common.
fn any_of(some: &[&Condition], others: &[&Condition]) -> bool {
    some.iter().any(|condition| others.contains(condition))
}

/// Whether a better value may do harm: by a knockout on its column, or by an upper limit in what a tier requires.
fn may_do_harm(model: &Model, node: &Node) -> bool {
    let column = lower_values::column(model.criterion(&node.id));
    let knocks = model
        .knockouts
        .iter()
        .any(|k| matches!(&k.condition.subject, Subject::Column(c) if Some(c.as_str()) == column));
    knocks || model.tiers.iter().any(|tier| has_upper_limit(&tier.requires))
}

/// By criterion the numbers of all other accounts, gathered only for the scales that need them.
fn numbers_of_others(ranking: &Ranking<'_>, account: &Account<'_>) -> Vec<Vec<f64>> {
    let driven = &ranking.summary().data_driven;
    let wanted: Vec<bool> = account.criteria.iter().map(|a| driven.contains(&a.node.id)).collect();
    let mut numbers = vec![Vec::new(); wanted.len()];
    if !wanted.contains(&true) {
        return numbers;
    }
    for other in ranking.accounts(&Selection::default()).filter(|other| other.id != account.id) {
        for ((assessment, &wanted), into) in other.criteria.iter().zip(&wanted).zip(&mut numbers) {
            if let (true, Some(Value::Number(x))) = (wanted, assessment.value) {
                into.push(x);
            }
        }
    }
    numbers
}
