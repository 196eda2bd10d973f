//! Close calls: one cell rated one step higher or lower would put an account into another tier.

use super::field::Field;
use crate::analysis::cells::numbers;
use crate::model::{Body, Criterion, Scale, Subject, Tier};
use crate::scoring::{Ranking, Selection, Value};

/// One change of one step that moves an account to another tier while everybody else stays.
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
    /// Who would change places with it, where the tier is full: several where they tie.
    pub swaps_with: Vec<usize>,
}

/// How large a step of each leaf criterion is.
#[derive(Debug, Clone, PartialEq)]
pub struct Step {
    /// The criterion, by its place among the nodes.
    pub node: usize,
    /// The step; `None` where there is none to take.
    pub size: Option<StepSize>,
}

/// What one step is.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum StepSize {
    /// So much: 1 on a rating scale whose ends are whole numbers, else the smallest difference between two cells.
    Number(f64),
    /// The next level by its points.
    Level,
}

/// All close calls, by the order of the ranking, and the steps taken. Scales that look at the other customers have no step
/// that leaves everybody else where they are, so they are left out.
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
            let steps = cells.windows(2).filter_map(|pair| Some(pair.get(1)? - pair.first()?));
            let least = steps.filter(|step| *step > 0.0).min_by(f64::total_cmp)?;
            // Differences of decimals carry noise: 2.1 - 2.0 is not 0.1.
            let digits = 10f64.powf(12.0 - least.log10().ceil());
            Some(StepSize::Number(if digits.is_finite() { (least * digits).round() / digits } else { least }))
        }
    }
}

/// The next cell and its points; `None` where the cell is missing or at the end of its scale.
fn next<'a>(scale: &'a Scale, from: Value<'_>, size: StepSize, up: bool) -> Option<(Value<'a>, f64)> {
    match (from, size) {
        (Value::Number(x), StepSize::Number(step)) => {
            let to = if up { x + step } else { x - step };
            let to = (to * 1e12).round() / 1e12;
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
        let (tier, swaps_with) = self.tier(score)?;
        let Trial { account, node, to, .. } = *self;
        (tier != now).then_some(CloseCall { account, node, from, to, score, tier, swaps_with })
    }

    /// The tier for a score when all other cells stay, and who change places with it: those who come into the full tier that
    /// it leaves, or go from a full tier that it comes into.
    fn tier(&self, score: f64) -> Option<(usize, Vec<usize>)> {
        let now = self.field.tier(self.account);
        let mut next = Vec::new();
        for (place, tier) in self.field.tiers.iter().enumerate() {
            let mut tied = None;
            if tier.min_score.is_none_or(|line| score >= line) && self.meets(place, tier) {
                let Some(limit) = tier.max_accounts else { return Some((place, next)) };
                let beside = usize::try_from(limit.saturating_sub(1)).unwrap_or(usize::MAX);
                // Whoever takes the place that it leaves is no rival for another one any more.
                let rivals = self.rivals(place, tier).filter(|other| !next.contains(other));
                let rivals: Vec<usize> = rivals.take(beside.saturating_add(1)).collect();
                if rivals.get(beside).is_none_or(|&other| self.field.score(other) < score) {
                    let out = rivals.iter().skip(self.how_many(&rivals, beside)).copied();
                    let out = out.filter(|&other| self.field.tier(other) == Some(place));
                    return Some((place, if next.is_empty() { out.collect() } else { next }));
                }
                // Whoever ties with it stays out as it does.
                tied = Some(score);
            }
            if let (true, Some(limit)) = (now == Some(place), tier.max_accounts) {
                let places = usize::try_from(limit).unwrap_or(usize::MAX);
                let rivals: Vec<usize> = self.rivals(place, tier).take(places.saturating_add(1)).collect();
                let inside = rivals.iter().take(self.how_many(&rivals, places)).copied();
                let inside = inside.filter(|&other| tied.is_none_or(|score| self.field.score(other) > score));
                next = inside.filter(|&other| self.field.tier(other) != Some(place)).collect();
            }
        }
        None
    }

    /// How many of these there is room for: whole ties only.
    fn how_many(&self, rivals: &[usize], room: usize) -> usize {
        let first_out = rivals.get(room).map(|&other| self.field.score(other));
        first_out.map_or(rivals.len(), |line| rivals.partition_point(|&other| self.field.score(other) > line))
    }

    /// All others who are in a tier or would be if there were room, best first.
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
                condition.test.holds_of_number(Some(x))
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
