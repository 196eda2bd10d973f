//! The columns of numbers behind the criteria of one level, over all ranked customers.

use crate::finding::{Finding, Findings, Place};
use crate::model::{Body, Criterion, Curve, Direction, Scale};
use crate::scoring::accounts::Selection;
use crate::scoring::{Assessment, Ranking, Value};

/// The kind of values in a column of numbers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Basis {
    /// The cells themselves; the direction says which end is better.
    Cells(Direction),
    /// Points from 0 to 100: of a group, of words, or of a scale that both rises and falls.
    Points,
}

impl Basis {
    /// What the criterion is measured by.
    pub fn of(criterion: &Criterion) -> Self {
        let Body::Leaf(leaf) = &criterion.body else { return Basis::Points };
        let direction = match &leaf.scale {
            Scale::Rating(span) | Scale::Linear(span) => Some(from_to(span.from(), span.to())),
            Scale::Log(span) => Some(from_to(span.span().from(), span.span().to())),
            Scale::Points(curve) | Scale::Steps(curve) => of_curve(curve, matches!(leaf.scale, Scale::Steps(_))),
            Scale::MinMax(direction) | Scale::Percentile(direction) => Some(*direction),
            Scale::Levels(_) => None,
        };
        direction.map_or(Basis::Points, Basis::Cells)
    }

    /// Whether less is better.
    pub fn is_falling(self) -> bool {
        self == Basis::Cells(Direction::Falling)
    }
}

fn from_to(from: f64, to: f64) -> Direction {
    if from < to { Direction::Rising } else { Direction::Falling }
}

/// `None` where it both rises and falls, or does neither. Below its first step a staircase earns 0.
fn of_curve(curve: &Curve, is_staircase: bool) -> Option<Direction> {
    let before = is_staircase.then_some(0.0);
    let points: Vec<f64> = before.into_iter().chain(curve.pairs().iter().map(|pair| pair.1)).collect();
    let any = |test: fn(f64, f64) -> bool| points.windows(2).any(|pair| matches!(pair, [a, b] if test(*a, *b)));
    match (any(|a, b| a < b), any(|a, b| a > b)) {
        (true, false) => Some(Direction::Rising),
        (false, true) => Some(Direction::Falling),
        _ => None,
    }
}

/// Columns of equal length.
#[derive(Debug, Clone, PartialEq)]
pub struct Columns {
    /// What each holds.
    pub bases: Vec<Basis>,
    /// The numbers, column by column, in the order of the ranking.
    pub numbers: Vec<Vec<f64>>,
    /// The places in the ranking that the rows come from.
    pub places: Vec<usize>,
    /// The places in the ranking of the customers left out because a cell is missing.
    pub left_out: Vec<usize>,
}

/// Gathers the columns of sibling criteria. It leaves out each customer with a missing cell, or with none of the cells
/// of a group.
pub fn columns(ranking: &Ranking<'_>, siblings: &[Criterion]) -> Columns {
    let bases: Vec<Basis> = siblings.iter().map(Basis::of).collect();
    let nodes: Vec<usize> = siblings
        .iter()
        .filter_map(|sibling| ranking.engine().nodes().iter().position(|node| node.id == sibling.id))
        .collect();
    let mut columns =
        Columns { numbers: vec![Vec::new(); bases.len()], bases, places: Vec::new(), left_out: Vec::new() };
    for (place, account) in ranking.accounts(&Selection::default()).enumerate() {
        let cells = nodes.iter().zip(&columns.bases).map(|(&node, basis)| number(account.criteria.get(node)?, *basis));
        match cells.collect::<Option<Vec<f64>>>() {
            Some(row) => {
                columns.numbers.iter_mut().zip(row).for_each(|(column, number)| column.push(number));
                columns.places.push(place);
            }
            None => columns.left_out.push(place),
        }
    }
    columns
}

fn number(assessment: &Assessment<'_>, basis: Basis) -> Option<f64> {
    match (basis, assessment.value) {
        (Basis::Cells(_), Some(Value::Number(x))) => Some(x),
        (Basis::Points, None | Some(Value::Number(_) | Value::Text(_))) => assessment.points,
        _ => None,
    }
}

impl Columns {
    /// Names every negative number: the entropy of a column is not defined for them.
    pub fn refuse_negative(&self, ranking: &Ranking<'_>, siblings: &[Criterion]) -> Findings {
        let mut findings = Findings::new();
        for (criterion, column) in siblings.iter().zip(&self.numbers) {
            let Body::Leaf(leaf) = &criterion.body else { continue };
            for (number, place) in column.iter().zip(&self.places).filter(|(number, _)| **number < 0.0) {
                let Some(account) = ranking.account(*place) else { continue };
                let place = Place { header: Some(leaf.column.clone()), ..Place::line(account.file, account.line) };
                findings.push(
                    Finding::error(
                        "negative-for-entropy",
                        "the entropy of a column is not defined for negative numbers",
                    )
                    .at(place)
                    .value(number.to_string())
                    .help("use `keyrank weights critic`, which allows them, or leave this customer out"),
                );
            }
        }
        findings
    }

    /// Names every column that is the same for all customers.
    pub fn note_constant(&self, siblings: &[Criterion]) -> Findings {
        let is_constant = |column: &[f64]| match column {
            [first, rest @ ..] => rest.iter().all(|x| x.total_cmp(first).is_eq()),
            [] => true,
        };
        let constant = siblings.iter().zip(&self.numbers).filter(|(_, column)| is_constant(column));
        let mut findings = Findings::new();
        findings.extend(constant.map(|(criterion, _)| {
            let message = format!("all customers have the same value in {}, so its weight is 0", criterion.id);
            Finding::notice("constant-column", message)
                .help("a column that is the same for everyone changes no rank; check that the export is complete")
        }));
        findings
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Leaf, Missing, Span, Weight};

    fn basis(scale: Scale) -> Basis {
        let body = Body::Leaf(Leaf { column: "x".into(), scale, days_since: None, missing: Missing::Skip });
        Basis::of(&Criterion {
            id: "x".into(),
            label: "x".into(),
            about: None,
            weight: Weight::new(1.0).unwrap(),
            body,
        })
    }

    #[test]
    fn a_scale_tells_which_end_of_its_cells_is_the_better_one() {
        let curve = |pairs: &[(f64, f64)]| Curve::new(pairs.to_vec()).unwrap();
        let (rising, falling) = (Basis::Cells(Direction::Rising), Basis::Cells(Direction::Falling));
        assert_eq!(basis(Scale::Rating(Span::new(0.0, 10.0).unwrap())), rising);
        assert_eq!(basis(Scale::Rating(Span::new(6.0, 1.0).unwrap())), falling);
        assert_eq!(basis(Scale::MinMax(Direction::Falling)), falling);
        assert_eq!(basis(Scale::Points(curve(&[(0.0, 100.0), (5.0, 100.0), (9.0, 0.0)]))), falling);
        assert_eq!(basis(Scale::Points(curve(&[(0.0, 0.0), (5.0, 100.0), (9.0, 0.0)]))), Basis::Points);
        assert_eq!(basis(Scale::Steps(curve(&[(1.0, 20.0), (5.0, 60.0)]))), rising);
        assert_eq!(basis(Scale::Steps(curve(&[(1.0, 60.0), (5.0, 20.0)]))), Basis::Points);
        assert_eq!(basis(Scale::Levels(vec![("a".into(), 0.0)])), Basis::Points);
    }
}
