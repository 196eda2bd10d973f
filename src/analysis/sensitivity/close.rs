//! Close calls: changes of one cell by one step that would put an account into another tier.

use super::field::Field;
use crate::analysis::explain::column_values::numbers;
use crate::analysis::explain::decimal::{difference, sum};
use crate::model::{Body, Criterion, Day, Scale, Subject, Tier};
use crate::scoring::accounts::Selection;
use crate::scoring::{Ranking, Value};

/// A change of one cell by one step that moves an account to another tier while all other cells stay the same.
#[derive(Debug, Clone, PartialEq)]
pub struct CloseCall<'a> {
    /// The account, as a place in the ranking.
    pub account: usize,
    /// The criterion, by its place among the nodes.
    pub node: usize,
    /// The cell.
    pub from: Value<'a>,
    /// The cell one step on.
    pub to: Value<'a>,
    /// The score it would have, rounded.
    pub score: f64,
    /// The tier it would be in.
    pub tier: usize,
    /// All others whose tier would change too, because tiers are limited; in the order of the ranking.
    pub moves: Vec<Move>,
}

/// An account whose tier changes because of another account's new score.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Move {
    /// The account, as a place in the ranking.
    pub account: usize,
    /// Its tier now, by its place in the model.
    pub from: usize,
    /// The tier it would be in.
    pub to: usize,
}

impl Move {
    /// Whether the change is to a higher tier.
    pub fn gains(&self) -> bool {
        self.to < self.from
    }
}

/// The size of one step of a leaf criterion.
#[derive(Debug, Clone, PartialEq)]
pub struct Step {
    /// The criterion, by its place among the nodes.
    pub node: usize,
    /// The step; `None` where no step is possible.
    pub size: Option<StepSize>,
}

/// The kinds of steps.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum StepSize {
    /// By this much: 1 on a rating scale whose ends are whole numbers, else the smallest difference between two cells.
    Number(f64),
    /// The next level by its points.
    Level,
}

/// All close calls in the order of the ranking, and the steps taken. Scales that depend on the other customers are left
/// out: a step on them moves the others too.
pub fn close_calls<'a>(ranking: &'a Ranking<'_>, field: &Field<'_>) -> (Vec<CloseCall<'a>>, Vec<Step>) {
    let leaves = leaves(ranking);
    let steps: Vec<Step> =
        leaves.iter().map(|&(node, criterion)| Step { node, size: step(ranking, node, criterion) }).collect();
    if field.tiers.len() < 2 {
        return (Vec::new(), steps);
    }
    let mut calls = Vec::new();
    for (account, standing) in ranking.accounts(&Selection::default()).enumerate() {
        for (&(node, criterion), step) in leaves.iter().zip(&steps) {
            let (Body::Leaf(leaf), Some(size)) = (&criterion.body, step.size) else { continue };
            let Some(from) = standing.criteria.get(node).and_then(|assessment| assessment.value) else { continue };
            for up in [true, false] {
                let Some((to, points)) = next(&leaf.scale, from, size, up) else { continue };
                let trial = Trial { ranking, field, account, node, column: &leaf.column, to, points };
                calls.extend(trial.call(from));
            }
        }
    }
    (calls, steps)
}

/// The leaf criteria with their places among the nodes.
fn leaves<'a>(ranking: &'a Ranking<'_>) -> Vec<(usize, &'a Criterion)> {
    let all = ranking.engine().model().walk().enumerate();
    all.filter(|(_, criterion)| matches!(criterion.body, Body::Leaf(_))).collect()
}

fn step(ranking: &Ranking<'_>, node: usize, criterion: &Criterion) -> Option<StepSize> {
    let Body::Leaf(leaf) = &criterion.body else { return None };
    match &leaf.scale {
        Scale::MinMax(_) | Scale::Percentile(_) => None,
        Scale::Levels(_) => Some(StepSize::Level),
        Scale::Rating(span) if span.from().fract() == 0.0 && span.to().fract() == 0.0 => Some(StepSize::Number(1.0)),
        _ => {
            let column = ranking.engine().nodes().get(node)?.column?;
            let mut cells: Vec<f64> = numbers(ranking.table(), column).collect();
            cells.sort_unstable_by(f64::total_cmp);
            let steps = cells.windows(2).filter_map(|pair| Some(difference(*pair.get(1)?, *pair.first()?)));
            let least = steps.filter(|step| *step > 0.0).min_by(f64::total_cmp)?;
            Some(StepSize::Number(least))
        }
    }
}

/// The next cell and its points; `None` where the cell is missing or at the end of its scale.
fn next<'a>(scale: &'a Scale, from: Value<'_>, size: StepSize, up: bool) -> Option<(Value<'a>, f64)> {
    match (from, size) {
        (Value::Number(x), StepSize::Number(step)) => {
            let to = if up { sum(x, step) } else { difference(x, step) };
            let points = match scale {
                Scale::Rating(span) => {
                    let (low, high) = span.bounds();
                    (low..=high).contains(&to).then(|| span.points(to))?
                }
                Scale::Linear(span) => span.points(to),
                Scale::Log(span) => span.points(to),
                Scale::Points(curve) => curve.line(to),
                Scale::Steps(curve) => curve.step(to),
                Scale::Levels(_) | Scale::MinMax(_) | Scale::Percentile(_) => return None,
            };
            Some((Value::Number(to), points))
        }
        (Value::Text(text), StepSize::Level) => {
            let Scale::Levels(levels) = scale else { return None };
            let now = levels.iter().find(|(level, _)| crate::model::same_text(level, text))?.1;
            let beyond = levels.iter().filter(|(_, points)| if up { *points > now } else { *points < now });
            let sign = if up { 1.0 } else { -1.0 };
            let (level, points) = beyond.min_by(|a, b| (sign * a.1).total_cmp(&(sign * b.1)))?;
            Some((Value::Text(level), *points))
        }
        _ => None,
    }
}

/// One cell changed.
struct Trial<'t, 'a, 'r> {
    ranking: &'a Ranking<'r>,
    field: &'t Field<'t>,
    account: usize,
    node: usize,
    column: &'t str,
    to: Value<'a>,
    points: f64,
}

impl<'a> Trial<'_, 'a, '_> {
    fn call<'f: 'a>(&self, from: Value<'f>) -> Option<CloseCall<'a>> {
        let score = self.ranking.score_with(self.account, self.node, self.points)?;
        let now = self.field.tier(self.account)?;
        let (tier, moves) = self.tiers(score)?;
        let Trial { account, node, to, .. } = *self;
        (tier != now).then_some(CloseCall { account, node, from, to, score, tier, moves })
    }

    /// The new tier of an account with another score while all other cells stay the same, and the others whose tier
    /// then changes: one place more or less may affect all the tiers below.
    ///
    /// Goes down the tiers as the ranking does, but looks only at accounts that could be in a tier with a limit.
    fn tiers(&self, score: f64) -> Option<(usize, Vec<Move>)> {
        let tiers = self.field.tiers;
        let last = tiers.len().checked_sub(1)?;
        let (mut own, mut moves) = (None, Vec::new());
        // The accounts that a tier further up no longer takes, and those that it now takes.
        let (mut left, mut gone): (Vec<usize>, Vec<usize>) = (Vec::new(), Vec::new());
        for (place, tier) in tiers.iter().enumerate() {
            let enters = |score: f64| tier.min_score.is_none_or(|line| score >= line) || place == last;
            let able = own.is_none() && enters(score) && (place == last || self.meets(place, tier));
            let others =
                |other: &usize| enters(self.field.score(*other)) && (place == last || self.field.meets(place, *other));
            let Some(limit) = tier.max_accounts.filter(|_| place < last) else {
                own = own.or(able.then_some(place));
                for account in left.extract_if(.., |other| others(other)) {
                    moves.extend(self.moved(account, place));
                }
                gone.retain(|other| self.field.tier(*other) > Some(place));
                continue;
            };
            let limit = usize::try_from(limit).unwrap_or(usize::MAX);
            let mut rivals: Vec<(f64, usize)> = self
                .rivals(place, tier)
                .filter(|other| !gone.contains(other))
                .take(limit.saturating_add(1))
                .chain(left.iter().copied().filter(others))
                .map(|other| (self.field.score(other), other))
                .chain(able.then_some((score, self.account)))
                .collect();
            rivals.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)));
            let first_out = rivals.get(limit).map(|rival| rival.0);
            let room = first_out.map_or(rivals.len(), |line| rivals.partition_point(|rival| rival.0 > line));
            let inside: Vec<usize> = rivals.iter().take(room).map(|rival| rival.1).collect();
            if inside.contains(&self.account) {
                own = Some(place);
            }
            for &other in inside.iter().filter(|other| **other != self.account) {
                moves.extend(self.moved(other, place));
                if self.field.tier(other) > Some(place) {
                    gone.push(other);
                }
            }
            left.retain(|other| !inside.contains(other));
            // Those in the tier now are among the first of its rivals, because a tie gets in as a whole or not at all.
            let now = self.rivals(place, tier).take(limit);
            left.extend(now.filter(|other| {
                self.field.tier(*other) == Some(place) && !inside.contains(other) && !gone.contains(other)
            }));
        }
        moves.sort_unstable_by_key(|moved| moved.account);
        Some((own?, moves))
    }

    /// The change of an account that would be in the tier at `to`; `None` where that is its tier already.
    fn moved(&self, account: usize, to: usize) -> Option<Move> {
        let from = self.field.tier(account).filter(|from| *from != to)?;
        Some(Move { account, from, to })
    }

    /// All others who are in a tier or would be with enough places, best first.
    fn rivals<'s>(&'s self, place: usize, tier: &'s Tier) -> impl Iterator<Item = usize> + 's {
        let reach = (0..self.field.len())
            .take_while(move |&other| tier.min_score.is_none_or(|line| self.field.score(other) >= line));
        reach.filter(move |&other| {
            let able = self.field.tier(other) >= Some(place) && self.field.meets(place, other);
            other != self.account && able
        })
    }

    fn meets(&self, place: usize, tier: &Tier) -> bool {
        tier.requires.iter().enumerate().all(|(requirement, condition)| match (&condition.subject, self.to) {
            (Subject::Column(header), Value::Number(x)) if header == self.column => {
                let node = self.ranking.engine().nodes().get(self.node);
                let date = node.and_then(|node| node.date(x)).map(Day::number);
                condition.test.holds_of_number(date.or(Some(x)))
            }
            (Subject::Column(header), Value::Text(text)) if header == self.column => {
                condition.test.holds_of_text(Some(text))
            }
            _ => {
                let change = Some((self.node, self.points));
                self.ranking.requirement_holds(self.account, (place, requirement), change).unwrap_or(true)
            }
        })
    }
}
