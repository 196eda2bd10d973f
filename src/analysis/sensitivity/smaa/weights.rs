//! The weights that vary, and what they mean for an account with skipped cells.

use crate::analysis::sensitivity::field::Field;
use crate::scoring::Node;
use std::collections::BTreeMap;

/// The number of accounts scored together, each in a lane of its own.
pub(crate) const LANES: usize = 8;

/// Which weights vary.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Level {
    /// Those of the first level, which a board discusses; the weights inside groups stay the same.
    Top,
    /// Those of all leaf criteria, in whatever group.
    Leaves,
}

impl Level {
    fn varies(self, node: &Node) -> bool {
        match self {
            Level::Top => node.depth == 0,
            Level::Leaves => node.column.is_some(),
        }
    }
}

/// The criteria whose weights vary, by their places among the nodes, with their weights in the model (sum 1).
pub(crate) fn base_weights(nodes: &[Node], level: Level) -> Vec<(usize, f64)> {
    let varied = nodes.iter().enumerate().filter(|(_, node)| level.varies(node));
    varied.map(|(place, node)| (place, node.effective_weight)).collect()
}

/// The varied criteria as a tree, and the accounts in blocks with the same gaps.
#[derive(Debug)]
pub(crate) struct VariedWeights {
    /// The varied criteria, by their places among the nodes.
    pub(crate) varied: Vec<usize>,
    /// Their weights in the model, sum 1.
    pub(crate) base: Vec<f64>,
    tree: Vec<Branch>,
    /// The first block holds the accounts without gaps, if any.
    pub(crate) blocks: Vec<Block>,
}

/// A criterion of the tree, groups before their children.
#[derive(Debug)]
struct Branch {
    parent: Option<usize>,
    /// Its place among the varied criteria; `None` for a group.
    varied: Option<usize>,
}

/// Accounts that miss the same criteria.
#[derive(Debug)]
pub(crate) struct Block {
    /// By varied criterion: whether it has points.
    there: Vec<bool>,
    /// The varied criteria that have points.
    pub(crate) criteria: Vec<usize>,
    /// How many accounts.
    pub(crate) len: usize,
    /// The accounts, rising; the last lanes may be unused.
    pub(crate) accounts: Vec<[u32; LANES]>,
    /// Their points in the order of reading: for each row of lanes criterion after criterion.
    pub(crate) points: Vec<[f64; LANES]>,
}

impl VariedWeights {
    /// Sorts the accounts into blocks.
    pub(crate) fn new(field: &Field<'_>, level: Level) -> Self {
        let mut varied_weights =
            VariedWeights { varied: Vec::new(), base: Vec::new(), tree: Vec::new(), blocks: Vec::new() };
        let mut branches = vec![None; field.nodes.len()];
        for (place, node) in field.nodes.iter().enumerate() {
            if level == Level::Top && node.depth > 0 {
                continue;
            }
            if let Some(branch) = branches.get_mut(place) {
                *branch = Some(varied_weights.tree.len());
            }
            let parent = node.parent.and_then(|parent| branches.get(parent).copied().flatten());
            let is_varied = level.varies(node);
            varied_weights.tree.push(Branch { parent, varied: is_varied.then_some(varied_weights.varied.len()) });
            if is_varied {
                varied_weights.varied.push(place);
                varied_weights.base.push(node.effective_weight);
            }
        }
        varied_weights.blocks = blocks(field, &varied_weights.varied);
        varied_weights
    }

    /// The effective weights of a block when the varied criteria weigh `weights` (sum 1). A missing criterion passes
    /// its weight to its siblings.
    pub(crate) fn rescale(&self, block: &Block, weights: &[f64], to: &mut Rescaled) {
        to.effective.clear();
        if block.there.iter().all(|there| *there) {
            to.effective.extend_from_slice(weights);
            return;
        }
        let weight_of = |varied: Option<usize>| varied.and_then(|v| weights.get(v)).copied().unwrap_or(0.0);
        let is_there = |varied: Option<usize>| varied.and_then(|v| block.there.get(v)).copied().unwrap_or(false);
        // Upwards: the weight of each branch, and the weight of its present children.
        to.loads.clear();
        let load = |b: &Branch| Load { weight: weight_of(b.varied), is_there: is_there(b.varied), ..Load::default() };
        to.loads.extend(self.tree.iter().map(load));
        let mut root = Load::default();
        for (place, branch) in self.tree.iter().enumerate().rev() {
            let Some(&child) = to.loads.get(place) else { continue };
            let parent = branch.parent.and_then(|parent| to.loads.get_mut(parent)).unwrap_or(&mut root);
            parent.weight += child.weight;
            parent.is_there |= child.is_there;
            parent.left += if child.is_there { child.weight } else { 0.0 };
        }
        // Downwards: the share of each branch in the whole.
        root.unit = 1.0 / root.left;
        to.effective.resize(weights.len(), 0.0);
        for (place, branch) in self.tree.iter().enumerate() {
            let unit = branch.parent.and_then(|parent| to.loads.get(parent)).unwrap_or(&root).unit;
            let Some(load) = to.loads.get_mut(place) else { continue };
            let part = if load.is_there { load.weight * unit } else { 0.0 };
            match branch.varied.and_then(|varied| to.effective.get_mut(varied)) {
                Some(effective) => *effective = part,
                None => load.unit = part / load.left,
            }
        }
    }
}

/// The figures of a branch for one block.
#[derive(Debug, Clone, Copy, Default)]
struct Load {
    /// Its weight; for a group, the sum of all in it.
    weight: f64,
    /// Whether any of it has points.
    is_there: bool,
    /// The weight of the children of a group that have points.
    left: f64,
    /// The share of the whole for each unit of that weight.
    unit: f64,
}

/// Buffers for [`VariedWeights::rescale`].
#[derive(Debug, Default)]
pub(crate) struct Rescaled {
    /// The effective weights, by varied criterion.
    pub(crate) effective: Vec<f64>,
    loads: Vec<Load>,
}

fn blocks(field: &Field<'_>, varied: &[usize]) -> Vec<Block> {
    let mut by_gaps: BTreeMap<Vec<bool>, Vec<u32>> = BTreeMap::new();
    for (account, short) in (0..field.len()).zip(0_u32..) {
        let gaps = varied.iter().map(|&node| field.points_of(node, account).is_none()).collect();
        by_gaps.entry(gaps).or_default().push(short);
    }
    by_gaps.into_iter().map(|(gaps, accounts)| Block::new(field, varied, &gaps, &accounts)).collect()
}

impl Block {
    /// Calls `found` with each account and the mean of its points over some of the varied criteria; `None` where none
    /// of them has points.
    pub(crate) fn means(&self, members: &[bool], effective: &[f64], mut found: impl FnMut(u32, Option<f64>)) {
        let is_member = |varied: usize| members.get(varied).copied().unwrap_or(false);
        let weight =
            |&varied: &usize| if is_member(varied) { effective.get(varied).copied().unwrap_or(0.0) } else { 0.0 };
        let weights: Vec<f64> = self.criteria.iter().map(weight).collect();
        let whole: f64 = weights.iter().sum();
        let is_there = self.criteria.iter().any(|&varied| is_member(varied));
        let mut points = self.points.chunks_exact(weights.len().max(1));
        let mut left = self.len;
        for accounts in &self.accounts {
            let mut sums = [0.0; LANES];
            for (points, weight) in points.next().unwrap_or_default().iter().zip(&weights) {
                sums.iter_mut().zip(points).for_each(|(sum, points)| *sum += weight * points);
            }
            for (&account, sum) in accounts.iter().zip(sums).take(left) {
                found(account, is_there.then_some(sum / whole));
            }
            left = left.saturating_sub(LANES);
        }
    }

    fn new(field: &Field<'_>, varied: &[usize], gaps: &[bool], accounts: &[u32]) -> Self {
        let there: Vec<bool> = gaps.iter().map(|gap| !gap).collect();
        let criteria: Vec<usize> = (0..).zip(gaps).filter(|(_, gap)| !**gap).map(|(place, _)| place).collect();
        let points = |criterion: usize, account: u32| {
            varied.get(criterion).and_then(|&node| field.points_of(node, account as usize)).unwrap_or(0.0)
        };
        let mut block = Block { there, len: accounts.len(), criteria, accounts: Vec::new(), points: Vec::new() };
        for some in accounts.chunks(LANES) {
            let account = |lane: usize| some.get(lane).copied();
            block.accounts.push(std::array::from_fn(|lane| account(lane).unwrap_or(0)));
            for &criterion in &block.criteria {
                let of = |lane| account(lane).map_or(0.0, |account| points(criterion, account));
                block.points.push(std::array::from_fn(of));
            }
        }
        block
    }
}
