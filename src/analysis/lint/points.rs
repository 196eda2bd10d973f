//! The points of all ranked accounts, column by column.

use crate::model::same_text;
use crate::scoring::accounts::Selection;
use crate::scoring::{Engine, Node, Ranking, Value};
use std::ops::Range;

/// What one criterion earns one account: points in 0..100 and its weight for that account in 0..1.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Earned {
    pub(crate) points: f64,
    pub(crate) weight: f64,
}

/// The facts about the cells of one leaf criterion that the rules need.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Cells<'a> {
    /// How many are not missing.
    pub(crate) present: usize,
    /// The first of them.
    pub(crate) first: Value<'a>,
    /// Whether all others are equal to it.
    pub(crate) equal: bool,
}

/// Every outer list has one entry for each node, every inner one is in the order of the ranking.
#[derive(Debug)]
pub(crate) struct Points<'a> {
    pub(crate) scores: Vec<f64>,
    /// `None` where a criterion is left out for an account.
    pub(crate) earned: Vec<Vec<Option<Earned>>>,
    /// For groups these are empty.
    pub(crate) cells: Vec<Cells<'a>>,
}

impl<'a> Points<'a> {
    /// Reads them from a ranking.
    pub(crate) fn new(ranking: &'a Ranking<'_>) -> Self {
        let nodes = ranking.engine().nodes().len();
        let none = Cells { present: 0, first: Value::Missing, equal: true };
        let mut points = Points {
            scores: Vec::with_capacity(ranking.len()),
            earned: vec![Vec::new(); nodes],
            cells: vec![none; nodes],
        };
        for account in ranking.accounts(&Selection::default()) {
            points.scores.push(account.score);
            for ((criterion, earned), cells) in account.criteria.iter().zip(&mut points.earned).zip(&mut points.cells) {
                earned.push(criterion.points.map(|points| Earned { points, weight: criterion.weight }));
                if let Some(value) = criterion.value {
                    cells.note(value);
                }
            }
        }
        points
    }

    /// How many accounts are ranked.
    pub(crate) fn accounts(&self) -> usize {
        self.scores.len()
    }

    /// What one criterion earns each account; empty for a place without a criterion.
    pub(crate) fn of(&self, node: usize) -> &[Option<Earned>] {
        self.earned.get(node).map_or(&[], Vec::as_slice)
    }

    /// The lowest and the highest points of a criterion; `None` where it is left out for everybody.
    pub(crate) fn extent(&self, node: usize) -> Option<(f64, f64)> {
        let points = self.of(node).iter().flatten().map(|earned| earned.points);
        points.fold(None, |extent, x| Some(extent.map_or((x, x), |(low, high): (f64, f64)| (low.min(x), high.max(x)))))
    }

    /// Whether a criterion earns all accounts the same points.
    pub(crate) fn is_constant(&self, node: usize) -> bool {
        self.extent(node).is_none_or(|(low, high)| low.total_cmp(&high).is_eq())
    }
}

impl<'a> Cells<'a> {
    fn note(&mut self, value: Value<'a>) {
        match value {
            Value::Missing => return,
            value if self.present == 0 => self.first = value,
            value => self.equal &= alike(self.first, value),
        }
        self.present += 1;
    }
}

fn alike(a: Value<'_>, b: Value<'_>) -> bool {
    match (a, b) {
        (Value::Number(a), Value::Number(b)) => (a + 0.0).total_cmp(&(b + 0.0)).is_eq(),
        (Value::Text(a), Value::Text(b)) => same_text(a, b),
        (a, b) => a == b,
    }
}

/// The places of a criterion and of all below it.
pub(crate) fn family(nodes: &[Node], place: usize) -> Range<usize> {
    let depth = nodes.get(place).map_or(0, |node| node.depth);
    let below = nodes.iter().skip(place + 1).take_while(|node| node.depth > depth).count();
    place..place + 1 + below
}

/// Whether it has the whole weight, so that no other criterion could outweigh it.
pub(crate) fn is_whole(engine: &Engine, place: usize) -> bool {
    engine.nodes().get(place).is_some_and(|node| node.effective_weight >= 1.0)
}
