//! The points of one account: from its cells to its score and range.

use super::engine::Engine;
use crate::model::Missing;
use crate::statistics::rounding::rounded;
use std::ops::Range;

/// The figures of one account, criterion by criterion (slices by the place of the node). Reused from row to row.
#[derive(Debug, Default)]
pub(crate) struct AccountPoints {
    /// What each leaf's cell earns; `None` where it is missing, and for groups.
    cells: Vec<Option<f64>>,
    /// The same after the policy for missing cells, and the groups' means; `None`: left out.
    points: Vec<Option<f64>>,
    /// The effective weights for this account; 0 where left out.
    weights: Vec<f64>,
    /// Points with every missing leaf at 0, and at 100.
    low: Vec<Option<f64>>,
    high: Vec<Option<f64>>,
}

impl AccountPoints {
    /// The points of no account yet.
    pub(crate) fn new(engine: &Engine) -> Self {
        let nodes = engine.nodes().len();
        let blank = || vec![None; nodes];
        AccountPoints { cells: blank(), points: blank(), weights: vec![0.0; nodes], low: blank(), high: blank() }
    }

    /// Writes what a leaf's cell earns.
    pub(crate) fn write(&mut self, leaf: usize, points: Option<f64>) {
        if let Some(cell) = self.cells.get_mut(leaf) {
            *cell = points;
        }
    }

    /// Works out points, weights and the score, rounded; `None` where no criterion is left.
    pub(crate) fn score(&mut self, engine: &Engine) -> Option<f64> {
        self.work_out(engine)?;
        Some(weighted(engine, &self.weights, &self.points))
    }

    /// Works out points and weights; `None` where no criterion is left.
    pub(crate) fn work_out(&mut self, engine: &Engine) -> Option<()> {
        let mut left_out = false;
        for leaf in &engine.leaves {
            let points = self.cells[leaf.node].or(match leaf.missing {
                Missing::Skip => None,
                // A missing cell of a required column was refused when it was read.
                Missing::Worst | Missing::Refuse => Some(0.0),
            });
            left_out |= points.is_none();
            self.points[leaf.node] = points;
        }
        engine.tree.fill_groups(&mut self.points);
        if left_out {
            if self.points.iter().all(Option::is_none) {
                return None;
            }
            engine.tree.rescale(&self.points, &mut self.weights);
        } else {
            self.weights.copy_from_slice(engine.tree.weights());
        }
        Some(())
    }

    /// Works out the range of the score, whatever the missing cells are: rounded, and never beyond `score` itself.
    pub(crate) fn score_range(&mut self, engine: &Engine, score: f64) -> (f64, f64) {
        for (range, filler) in [(&mut self.low, 0.0), (&mut self.high, 100.0)] {
            for leaf in &engine.leaves {
                range[leaf.node] = self.cells[leaf.node].or(Some(filler));
            }
            engine.tree.fill_groups(range);
        }
        let at = |points: &[Option<f64>]| weighted(engine, engine.tree.weights(), points);
        (at(&self.low).min(score), at(&self.high).max(score))
    }

    /// Whether a cell is missing.
    pub(crate) fn has_gaps(&self, engine: &Engine) -> bool {
        engine.leaves.iter().any(|leaf| self.cells[leaf.node].is_none())
    }

    /// Effective weight of the leaves that are there, 0..100.
    pub(crate) fn completeness_percent(&self, engine: &Engine) -> f64 {
        if !self.has_gaps(engine) {
            return 100.0;
        }
        let there = engine.leaves.iter().filter(|leaf| self.cells[leaf.node].is_some());
        let weight: f64 = there.map(|leaf| engine.tree.weights()[leaf.node]).sum();
        rounded((100.0 * weight).clamp(0.0, 100.0))
    }

    /// Weighted mean of some criteria's points with their effective weights in the model, rounded; `None` where all
    /// are left out.
    pub(crate) fn mean(&self, engine: &Engine, nodes: &[usize]) -> Option<f64> {
        let (mut sum, mut weights) = (0.0, 0.0);
        for &node in nodes {
            if let Some(points) = self.points(node) {
                let weight = engine.tree.weights()[node];
                sum += weight * points;
                weights += weight;
            }
        }
        (weights > 0.0).then(|| rounded((sum / weights).clamp(0.0, 100.0)))
    }

    /// The points of a criterion; `None` where it is left out.
    pub(crate) fn points(&self, node: usize) -> Option<f64> {
        self.points.get(node).copied().flatten()
    }

    /// The weight of a criterion for this account.
    pub(crate) fn weight(&self, node: usize) -> f64 {
        self.weights.get(node).copied().unwrap_or(0.0)
    }

    /// What a criterion contributes to the score: `weight * points`; `None` where it is left out.
    pub(crate) fn contribution(&self, node: usize) -> Option<f64> {
        self.points(node).map(|points| self.weight(node) * points)
    }

    /// The range of a criterion's points, rounded.
    pub(crate) fn range(&self, node: usize) -> Option<(f64, f64)> {
        let at = |points: &[Option<f64>]| points.get(node).copied().flatten().map(rounded);
        Some((at(&self.low)?, at(&self.high)?))
    }

    /// Whether a leaf has a cell that earns points.
    pub(crate) fn has_cell(&self, leaf: usize) -> bool {
        self.cells.get(leaf).copied().flatten().is_some()
    }

    /// Whether all cells of these criteria are missing.
    pub(crate) fn is_empty(&self, nodes: Range<usize>) -> bool {
        self.cells.get(nodes).is_none_or(|cells| cells.iter().all(Option::is_none))
    }
}

/// Sum over the leaves of weight x points, in file order, rounded once.
fn weighted(engine: &Engine, weights: &[f64], points: &[Option<f64>]) -> f64 {
    let terms = engine.leaves.iter().map(|leaf| weights[leaf.node] * points[leaf.node].unwrap_or(0.0));
    rounded(terms.sum::<f64>().clamp(0.0, 100.0))
}
