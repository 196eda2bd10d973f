//! Tiers with fewer places than accounts that tie for them: none of these gets in, until a move of a weight ends the
//! tie.

use super::curve::{Curve, Way};
use super::interval::{End, Event, Interval, overtaking};
use super::tiers::{Bounds, SAME_SHARE};
use std::cmp::Ordering;

impl Bounds<'_> {
    /// Where the tie for too few places ends in one direction. It ends at once if the accounts that rise first find
    /// places and stay above the line; otherwise it goes on among these.
    pub(crate) fn end_of_tie(
        &self,
        (set, rest): (&[usize], &[usize]),
        tied: &[usize],
        places: u64,
        (line, tier): (f64, usize),
        way: Way,
    ) -> End {
        let leading = self.leading(tied, way);
        let mut interval = Interval::ALL;
        let Some(&account) = leading.first() else { return interval.end(way) };
        let below = self.curves.get(account).filter(|curve| curve.end(way) < line);
        let falls = below.and_then(|curve| curve.reaches(line));
        let falls_at_once = falls.is_some_and(|falls| (falls - self.share).abs() < SAME_SHARE);
        if leading.len() as u64 <= places && !falls_at_once {
            return End { share: self.share, event: Some(Event::Reaches { account, tier }) };
        }
        let behind: Vec<usize> = rest.iter().filter(|account| !leading.contains(account)).copied().collect();
        set.iter().for_each(|&account| self.cut_below(account, (line, tier), &mut interval));
        overtaking(self.curves, set, rest, self.share, &mut interval);
        let mut with_them = interval;
        overtaking(self.curves, &leading, &behind, self.share, &mut with_them);
        let end = with_them.end(way);
        let Some(falls) = falls else { return end };
        if end.event.is_some() && (falls - self.share).abs() > (end.share - self.share).abs() {
            return end;
        }
        // The accounts that tie fall below the line. None of them was in the tier, so it changes when the next account
        // reaches it.
        behind.iter().for_each(|&account| self.cut_above(account, (line, tier), &mut interval));
        interval.end(way)
    }

    /// The accounts among equals whose score is the highest as soon as the weight moves in that direction.
    fn leading(&self, tied: &[usize], way: Way) -> Vec<usize> {
        let curve = |account: &usize| self.curves.get(*account).copied();
        let start = |account: &usize| curve(account).map(|curve| curve.start(self.share, way));
        let best = tied.iter().max_by(|a, b| start(a).partial_cmp(&start(b)).unwrap_or(Ordering::Equal));
        tied.iter().filter(|account| best.is_some_and(|best| same(curve(account), curve(best)))).copied().collect()
    }

    /// Whether several accounts with the same score reach the line, or overtake those who tie for it, and there is no
    /// room for all. Then none of them gets in.
    pub(crate) fn brings_too_many(&self, end: End, rest: &[usize], places: u64) -> bool {
        let account = match end.event {
            Some(Event::Reaches { account, .. }) => account,
            Some(Event::Swap { up, down }) if rest.contains(&down) => up,
            _ => return false,
        };
        let curve = |account: usize| self.curves.get(account).copied();
        rest.iter().filter(|other| same(curve(**other), curve(account))).count() as u64 > places
    }

    /// The best accounts outside a tier, where they reach its line but stay out because they tie for too few places.
    #[allow(clippy::float_cmp, reason = "scores are rounded, so that equals are equal")]
    pub(crate) fn tied_out(&self, rest: &[usize], line: f64) -> Vec<usize> {
        let Some(&first) = rest.first() else { return Vec::new() };
        let best = self.field.score(first);
        if best < line {
            return Vec::new();
        }
        rest.iter().copied().take_while(|&account| self.field.score(account) == best).collect()
    }
}

fn same(a: Option<Curve>, b: Option<Curve>) -> bool {
    matches!((a, b), (Some(a), Some(b)) if a.is_same(b))
}
