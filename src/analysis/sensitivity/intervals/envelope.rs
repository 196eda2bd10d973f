//! The accounts of a set that can be the first to be overtaken, or to overtake: those on the edge of all curves.

use super::curve::Curve;
use std::collections::BTreeMap;

/// Which edge.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Edge {
    Lowest,
    Highest,
}

/// The accounts among `set` whose score is the lowest (or the highest) at some share.
///
/// Curves with the same present part of the siblings' weight are lines in one variable. Each such group has a convex
/// edge, found by sorting (the convex hull of the lines). All edges together hold the lowest curve at every share.
pub(crate) fn edge(curves: &[Curve], set: impl IntoIterator<Item = usize>, edge: Edge) -> Vec<usize> {
    let mut groups: BTreeMap<u64, Vec<Line>> = BTreeMap::new();
    let turned = if edge == Edge::Lowest { 1.0 } else { -1.0 };
    for account in set {
        let Some(curve) = curves.get(account) else { continue };
        let line = Line { start: turned * curve.at_none, rise: turned * curve.rise(), account };
        groups.entry(curve.there.to_bits()).or_default().push(line);
    }
    groups.into_values().flat_map(lowest).collect()
}

/// A straight line over 0..1.
#[derive(Debug, Clone, Copy)]
struct Line {
    start: f64,
    rise: f64,
    account: usize,
}

impl Line {
    /// Whether `middle` is nowhere below both this line, which rises more, and `last`, which rises less.
    fn hides(self, middle: Line, last: Line) -> bool {
        (last.start - self.start) * (self.rise - middle.rise) <= (middle.start - self.start) * (self.rise - last.rise)
    }
}

fn lowest(mut lines: Vec<Line>) -> Vec<usize> {
    lines.sort_unstable_by(|a, b| {
        b.rise.total_cmp(&a.rise).then(a.start.total_cmp(&b.start)).then(a.account.cmp(&b.account))
    });
    lines.dedup_by(|later, first| later.rise.total_cmp(&first.rise).is_eq());
    let mut kept: Vec<Line> = Vec::new();
    for line in lines {
        while let [.., first, middle] = kept.as_slice()
            && first.hides(*middle, line)
        {
            kept.pop();
        }
        kept.push(line);
    }
    kept.into_iter().map(|line| line.account).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn the_edge_holds_the_lowest_and_the_highest_at_every_share(
            ends in prop::collection::vec((0.0..100.0f64, 0.0..100.0f64, 0..3usize), 1..40), t in 0.0..=1.0f64
        ) {
            let of = |(at_none, at_all, gap): (f64, f64, usize)| Curve { at_none, at_all, there: [1.0, 0.5, 0.2][gap] };
            let curves: Vec<Curve> = ends.into_iter().map(of).collect();
            let value = |i: usize| curves[i].at_none + curves[i].rise() * t / (t + (1.0 - t) * curves[i].there);
            let all = || 0..curves.len();
            let least = |of: &mut dyn Iterator<Item = usize>| of.map(value).fold(f64::INFINITY, f64::min);
            let most = |of: &mut dyn Iterator<Item = usize>| of.map(value).fold(f64::NEG_INFINITY, f64::max);
            let (low, high) = (edge(&curves, all(), Edge::Lowest), edge(&curves, all(), Edge::Highest));
            prop_assert!((least(&mut low.into_iter()) - least(&mut all())).abs() < 1e-9);
            prop_assert!((most(&mut high.into_iter()) - most(&mut all())).abs() < 1e-9);
        }
    }
}
