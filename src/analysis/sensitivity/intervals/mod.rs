//! How far one weight can move before an answer changes: exact intervals, no sampling.

pub(crate) mod curve;
pub(crate) mod envelope;
pub mod interval;
pub(crate) mod tiers;
pub(crate) mod ties;

use super::field::Field;
use curve::Curve;
use interval::overtaking;
pub use interval::{End, Event, Interval};
use tiers::{Bounds, Moving, tier_bounds};

/// How far the weight of one criterion can move.
#[derive(Debug, Clone, PartialEq)]
pub struct Stability {
    /// The criterion, by its place among the nodes.
    pub node: usize,
    /// Its share of its siblings' weights now, 0..1.
    pub share: f64,
    /// The sum of the other siblings' weights as written; a share t is the weight `t / (1 - t)` times this sum.
    pub others: f64,
    /// The accounts of rank 1 stay first.
    pub leader: Interval,
    /// The top n stay the same accounts.
    pub top: Interval,
    /// Each tier holds the same accounts; empty where the model has no tiers.
    pub tiers: Vec<Interval>,
}

impl Stability {
    /// The weight to write for a share; `None` for the whole, which no weight reaches.
    pub fn written(&self, share: f64) -> Option<f64> {
        (share < 1.0).then(|| share / (1.0 - share) * self.others)
    }

    /// Every tier stays the same; `None` where the model has no tiers.
    pub fn all_tiers(&self) -> Option<Interval> {
        self.tiers.iter().copied().reduce(Interval::within)
    }
}

/// The intervals of every criterion that has siblings; without siblings a weight has no effect.
///
/// `top` means accounts of rank n or better. The intervals are exact, also where cells are missing and skipped, for
/// tiers with a limit, and where a tier requires points of a group, which change with the weights inside it. The points
/// of single criteria stay the same, and so do the weights in other groups and inside the criterion.
///
/// B. Mareschal, EJOR 33, 1988, 54-64, doi 10.1016/0377-2217(88)90254-8. Compares only the curves on the edge of a set
/// with those on the edge of the rest: O(n log n) for a criterion, not all pairs. It calls `report` with how many criteria are
/// done.
pub fn stability(field: &Field<'_>, top: u64, report: &dyn Fn(u64)) -> Vec<Stability> {
    let of_node = |(done, node)| {
        report(done);
        of_criterion(field, node, top)
    };
    (0..).zip(0..field.nodes.len()).filter_map(of_node).collect()
}

fn of_criterion(field: &Field<'_>, place: usize, top: u64) -> Option<Stability> {
    let node = field.nodes.get(place)?;
    let siblings = field.family(place);
    if siblings.len() < 2 {
        return None;
    }
    let others = siblings.iter().filter(|s| **s != place).filter_map(|s| field.nodes.get(*s)).map(|n| n.weight).sum();
    let curves = curves(field, place, &siblings, None);
    let up_to = |rank: u64| {
        let inside = |account: &usize| field.rank(*account) <= rank;
        let (set, rest): (Vec<usize>, Vec<usize>) = (0..field.len()).partition(inside);
        let mut interval = Interval::ALL;
        overtaking(&curves, &set, &rest, node.share, &mut interval);
        interval
    };
    let above = field.group_requirements.iter().filter(|of| field.is_above(of.group, place));
    let moving: Vec<Moving<'_>> =
        above.map(|of| Moving { of: *of, curves: self::curves(field, place, &siblings, Some(of.group)) }).collect();
    Some(Stability {
        node: place,
        share: node.share,
        others,
        leader: up_to(1),
        top: up_to(top),
        tiers: tier_bounds(&Bounds { field, curves: &curves, share: node.share, moving: &moving }),
    })
}

/// The score of every account, or its points of the group `of`, while the criterion at `place` moves among its
/// `siblings`.
fn curves(field: &Field<'_>, place: usize, siblings: &[usize], of: Option<usize>) -> Vec<Curve> {
    let group = field.nodes.get(place).and_then(|node| node.parent);
    let leaves: Vec<usize> =
        field.nodes.iter().enumerate().filter(|(_, node)| node.column.is_some()).map(|(leaf, _)| leaf).collect();
    let outside: Vec<usize> = match group {
        None => Vec::new(),
        Some(group) => leaves
            .into_iter()
            .filter(|&leaf| !field.is_above(group, leaf) && of.is_none_or(|of| field.is_above(of, leaf)))
            .collect(),
    };
    let others: Vec<(usize, f64)> = siblings
        .iter()
        .filter(|&&sibling| sibling != place)
        .filter_map(|&sibling| Some((sibling, field.nodes.get(sibling)?.share)))
        .collect();
    let all_others: f64 = others.iter().map(|other| other.1).sum();
    let curve = |account: usize| {
        let all = of.map(|of| field.weight_of(of, account)).filter(|all| *all > 0.0).unwrap_or(1.0);
        let fixed: f64 = outside
            .iter()
            .map(|&leaf| field.weight_of(leaf, account) / all * field.points_of(leaf, account).unwrap_or(0.0))
            .sum();
        let whole = group.map_or(1.0, |group| field.weight_of(group, account) / all);
        let (mut sum, mut there) = (0.0, 0.0);
        for &(other, share) in &others {
            if let Some(points) = field.points_of(other, account) {
                sum += share * points;
                there += share;
            }
        }
        match (field.points_of(place, account), there > 0.0) {
            (Some(own), true) => {
                let part = if there < all_others { there / all_others } else { 1.0 };
                Curve::new(fixed + whole * (sum / there), fixed + whole * own, part)
            }
            (Some(own), false) => Curve::flat(fixed + whole * own),
            (None, true) => Curve::flat(fixed + whole * (sum / there)),
            (None, false) => Curve::flat(fixed),
        }
    };
    (0..field.len()).map(curve).collect()
}
