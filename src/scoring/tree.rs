//! The tree of criteria as a flat list, and the weighted means over it.

use crate::model::{Body, Criterion, Day, Leaf};
use crate::table::ColumnId;

/// One criterion in the flat list.
#[derive(Debug, Clone, PartialEq)]
pub struct Node {
    /// Unique in the model.
    pub id: String,
    /// What people see.
    pub label: String,
    /// 0 on the first level.
    pub depth: usize,
    /// Place of the group it belongs to.
    pub parent: Option<usize>,
    /// As written in the criteria file.
    pub weight: f64,
    /// Its part of the siblings' weights, 0..1.
    pub share: f64,
    /// Product of the shares down to here, 0..1.
    pub effective_weight: f64,
    /// The column it is read from; `None` for a group.
    pub column: Option<ColumnId>,
    /// Where its cells are dates: the day up to which the days are counted.
    pub until: Option<Day>,
}

impl Node {
    /// The date in a cell from which so many days are counted.
    pub fn date(&self, days: f64) -> Option<Day> {
        self.until?.before(days)
    }
}

/// The criteria of one level under one group (`None`: the first level).
#[derive(Debug, Clone, PartialEq)]
struct Family {
    group: Option<usize>,
    /// Place and weight of each.
    members: Vec<(usize, f64)>,
}

/// The flat list. Points and weights of an account are slices as long as it, by the same places.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Tree {
    /// Groups before their children, in file order.
    nodes: Vec<Node>,
    /// Groups before the groups in them.
    families: Vec<Family>,
    /// The effective weights once more, as a slice.
    weights: Vec<f64>,
}

impl Tree {
    /// Flattens criteria; `want` says from which column a leaf is read.
    pub(crate) fn new(criteria: &[Criterion], today: Option<Day>, want: &mut dyn FnMut(&Leaf) -> ColumnId) -> Self {
        let mut tree = Tree { nodes: Vec::new(), families: Vec::new(), weights: Vec::new() };
        tree.grow(criteria, None, today, want);
        tree.weights = tree.nodes.iter().map(|node| node.effective_weight).collect();
        tree
    }

    fn grow(
        &mut self,
        siblings: &[Criterion],
        group: Option<usize>,
        today: Option<Day>,
        want: &mut dyn FnMut(&Leaf) -> ColumnId,
    ) {
        let (depth, whole) = group.map_or((0, 1.0), |g| (self.nodes[g].depth + 1, self.nodes[g].effective_weight));
        let weights = comparable_weights(siblings);
        let total: f64 = weights.iter().sum();
        let family = self.families.len();
        self.families.push(Family { group, members: Vec::with_capacity(siblings.len()) });
        for (criterion, weight) in siblings.iter().zip(weights) {
            let place = self.nodes.len();
            let share = weight / total;
            self.families[family].members.push((place, weight));
            self.nodes.push(Node {
                id: criterion.id.clone(),
                label: criterion.label.clone(),
                depth,
                parent: group,
                weight: criterion.weight.get(),
                share,
                effective_weight: whole * share,
                column: match &criterion.body {
                    Body::Leaf(leaf) => Some(want(leaf)),
                    Body::Group(_) => None,
                },
                until: match &criterion.body {
                    Body::Leaf(leaf) => leaf.days_since.and_then(|until| until.day(today)),
                    Body::Group(_) => None,
                },
            });
            if !criterion.children().is_empty() {
                self.grow(criterion.children(), Some(place), today, want);
            }
        }
    }

    /// The flat list.
    pub(crate) fn nodes(&self) -> &[Node] {
        &self.nodes
    }

    /// Effective weights where nothing is left out.
    pub(crate) fn weights(&self) -> &[f64] {
        &self.weights
    }

    /// The place of the criterion of that id.
    pub(crate) fn place(&self, id: &str) -> Option<usize> {
        self.nodes.iter().position(|node| node.id == id)
    }

    /// The places of a criterion and all below it.
    pub(crate) fn below(&self, place: usize) -> std::ops::Range<usize> {
        let depth = self.nodes.get(place).map_or(0, |node| node.depth);
        let after = self.nodes.iter().skip(place + 1).take_while(|node| node.depth > depth).count();
        place..place + 1 + after
    }

    /// Fills in the groups' points from the leaves': the weighted mean of those children that have points, `None` where
    /// none has.
    pub(crate) fn fill_groups(&self, points: &mut [Option<f64>]) {
        for family in self.families.iter().rev() {
            let Some(group) = family.group else { continue };
            let (mut sum, mut weights) = (0.0, 0.0);
            for &(place, weight) in &family.members {
                if let Some(points) = points[place] {
                    sum += weight * points;
                    weights += weight;
                }
            }
            points[group] = (weights > 0.0).then(|| (sum / weights).clamp(0.0, 100.0));
        }
    }

    /// The effective weights for an account some of whose criteria (those without points, groups included) are left
    /// out: each group's weight goes to those that are left in it. Where all are left, these are [`Tree::weights`] to
    /// the last bit.
    pub(crate) fn rescale(&self, points: &[Option<f64>], weights: &mut [f64]) {
        for family in &self.families {
            let whole = family.group.map_or(1.0, |group| weights[group]);
            let left = |place: usize| points[place].is_some();
            let total: f64 = family.members.iter().filter(|m| left(m.0)).map(|m| m.1).sum();
            for &(place, weight) in &family.members {
                weights[place] = if left(place) { whole * (weight / total) } else { 0.0 };
            }
        }
    }
}

/// The siblings' weights; where they are so large that a sum over them could overflow, all made smaller by the same
/// power of two, which changes no digit.
fn comparable_weights(siblings: &[Criterion]) -> Vec<f64> {
    let written: Vec<f64> = siblings.iter().map(|c| c.weight.get()).collect();
    if (100.0 * written.iter().sum::<f64>()).is_finite() {
        return written;
    }
    written.into_iter().map(|weight| (weight / 2f64.powi(64)).max(f64::MIN_POSITIVE)).collect()
}
