//! How far one weight can move before a tier holds other accounts.

use super::curve::{Curve, Way};
use super::field::Field;
use super::stability::{End, Event, Interval, overtaking};
use std::cmp::Ordering;

/// The curves of all accounts round the weight as it is.
pub(super) struct Bounds<'a> {
    pub(super) field: &'a Field<'a>,
    pub(super) curves: &'a [Curve],
    /// The share now.
    pub(super) share: f64,
}

/// An interval for each tier.
///
/// Down to the first tier with a limit each account is in a tier or not by its own score alone. From there on it depends
/// on who is left over by the tiers above, so the interval of such a tier keeps those as they are, too.
pub(super) fn tier_bounds(bounds: &Bounds<'_>) -> Vec<Interval> {
    let tiers = bounds.field.tiers;
    let first_capped = tiers.iter().position(|tier| tier.max_accounts.is_some()).unwrap_or(tiers.len());
    let mut intervals: Vec<Interval> = Vec::with_capacity(tiers.len());
    let mut above = Interval::ALL;
    for tier in 0..tiers.len() {
        let own = if tier < first_capped { bounds.by_lines(tier) } else { bounds.by_places(tier) };
        above = above.within(own);
        let interval = if tier < first_capped { own } else { above };
        // Who is not in the first of two tiers is in the second, so there both change at once.
        let exact = tier < first_capped || tier == 0 || tiers.len() == 2;
        intervals.push(Interval { is_inner: !exact || interval.is_inner, ..interval });
    }
    intervals
}

impl Bounds<'_> {
    /// Where the first account comes into a tier or leaves it, when no limit is in force.
    fn by_lines(&self, tier: usize) -> Interval {
        let mut interval = Interval::ALL;
        for account in 0..self.curves.len() {
            let Some((floor, ceiling)) = self.room(account, tier) else { continue };
            let is_in = self.field.tier(account) == Some(tier);
            let score = self.field.score(account);
            for way in [Way::Down, Way::Up] {
                let Some(end) = self.curves.get(account).map(|curve| curve.end(way)) else { continue };
                let falls = |line: Option<(f64, usize)>| line.filter(|line| end < line.0);
                let rises = |line: Option<(f64, usize)>| line.filter(|line| end >= line.0);
                let misses = |(line, tier)| (line, Event::Misses { account, tier });
                let reaches = |(line, tier)| (line, Event::Reaches { account, tier });
                let crossed = if is_in {
                    falls(floor).map(misses).or(rises(ceiling).map(reaches))
                } else if floor.is_some_and(|floor| score < floor.0) {
                    rises(floor).map(reaches)
                } else {
                    falls(ceiling).map(misses)
                };
                if let Some((line, event)) = crossed {
                    self.cut_at(account, line, way, event, &mut interval);
                }
            }
        }
        interval
    }

    /// The lines between which an account is in a tier, each with the tier it belongs to (`None`: open to that side);
    /// `None` where no score leads there.
    #[allow(clippy::type_complexity, reason = "two lines")]
    fn room(&self, account: usize, tier: usize) -> Option<(Option<(f64, usize)>, Option<(f64, usize)>)> {
        if !self.field.meets(tier, account) {
            return None;
        }
        let line = |tier: usize| self.field.tiers.get(tier)?.min_score.map(|line| (line, tier));
        let above = (0..tier).filter(|&above| self.field.meets(above, account)).filter_map(line);
        let ceiling = above.min_by(|a, b| a.0.total_cmp(&b.0));
        let floor = line(tier);
        let is_open = !matches!((floor, ceiling), (Some(floor), Some(ceiling)) if floor.0 >= ceiling.0);
        is_open.then_some((floor, ceiling))
    }

    /// Where a tier first changes while the tiers above it stay as they are.
    fn by_places(&self, tier: usize) -> Interval {
        let mut interval = Interval::ALL;
        let field = self.field;
        // The last tier takes what is left over.
        let Some(rule) = field.tiers.get(tier).filter(|_| tier + 1 < field.tiers.len()) else { return interval };
        let able = |account: &usize| field.tier(*account) >= Some(tier) && field.meets(tier, *account);
        let is_in = |account: &usize| field.tier(*account) == Some(tier);
        let (set, rest): (Vec<usize>, Vec<usize>) = (0..self.curves.len()).filter(able).partition(is_in);
        if let Some(line) = rule.min_score {
            for &account in &set {
                self.cut_below(account, (line, tier), &mut interval);
            }
        }
        let limit = rule.max_accounts.unwrap_or(u64::MAX);
        let line = rule.min_score.unwrap_or(f64::NEG_INFINITY);
        let tied: Vec<usize> = self.tied_out(&rest, line);
        if set.len() as u64 >= limit {
            overtaking(self.curves, &set, &rest, self.share, &mut interval);
        } else if !tied.is_empty() {
            for way in [Way::Down, Way::Up] {
                let end = self.end_of_tie((&set, &rest), &tied, limit - set.len() as u64, (line, tier), way);
                match way {
                    Way::Down => interval.low = end,
                    Way::Up => interval.high = end,
                }
            }
        } else {
            for &account in &rest {
                self.cut_above(account, (line, tier), &mut interval);
            }
            let places = usize::try_from(limit - set.len() as u64).unwrap_or(usize::MAX);
            interval.is_inner |= self.brings_too_many(interval.low, &rest, places);
            interval.is_inner |= self.brings_too_many(interval.high, &rest, places);
        }
        interval
    }

    /// Where the tie for too few places ends, that way: at once where those who come up first find room; else it goes on
    /// among these.
    fn end_of_tie(
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
        if leading.len() as u64 <= places {
            return End { share: self.share, event: Some(Event::Reaches { account, tier }) };
        }
        let behind: Vec<usize> = rest.iter().filter(|account| !leading.contains(account)).copied().collect();
        set.iter().chain(&leading).for_each(|&account| self.cut_below(account, (line, tier), &mut interval));
        overtaking(self.curves, set, rest, self.share, &mut interval);
        overtaking(self.curves, &leading, &behind, self.share, &mut interval);
        interval.end(way)
    }

    /// Those of equals whose score is the highest as soon as the weight moves that way.
    fn leading(&self, tied: &[usize], way: Way) -> Vec<usize> {
        let curve = |account: &usize| self.curves.get(*account).copied();
        let start = |account: &usize| curve(account).map(|curve| curve.start(self.share, way));
        let best = tied.iter().max_by(|a, b| start(a).partial_cmp(&start(b)).unwrap_or(Ordering::Equal));
        tied.iter().filter(|account| best.is_some_and(|best| same(curve(account), curve(best)))).copied().collect()
    }

    /// Do equals for whom there is no room reach the line together? Then none of them gets in.
    fn brings_too_many(&self, end: End, rest: &[usize], places: usize) -> bool {
        let Some(Event::Reaches { account, .. }) = end.event else { return false };
        let curve = |account: usize| self.curves.get(account).copied();
        rest.iter().filter(|other| same(curve(**other), curve(account))).count() > places
    }

    /// The accounts outside a tier that reach its line and stay out because they tie for too few places: the best of them.
    #[allow(clippy::float_cmp, reason = "scores are rounded, so that equals are equal")]
    fn tied_out(&self, rest: &[usize], line: f64) -> Vec<usize> {
        let Some(&first) = rest.first() else { return Vec::new() };
        let best = self.field.score(first);
        if best < line {
            return Vec::new();
        }
        rest.iter().copied().take_while(|&account| self.field.score(account) == best).collect()
    }

    fn cut_below(&self, account: usize, (line, tier): (f64, usize), interval: &mut Interval) {
        for way in [Way::Down, Way::Up] {
            if self.curves.get(account).is_some_and(|curve| curve.end(way) < line) {
                self.cut_at(account, line, way, Event::Misses { account, tier }, interval);
            }
        }
    }

    fn cut_above(&self, account: usize, (line, tier): (f64, usize), interval: &mut Interval) {
        for way in [Way::Down, Way::Up] {
            if self.curves.get(account).is_some_and(|curve| curve.end(way) >= line) {
                self.cut_at(account, line, way, Event::Reaches { account, tier }, interval);
            }
        }
    }

    fn cut_at(&self, account: usize, line: f64, way: Way, event: Event, interval: &mut Interval) {
        let Some(share) = self.curves.get(account).and_then(|curve| curve.reaches(line)) else { return };
        let share = match way {
            Way::Down => share.min(self.share),
            Way::Up => share.max(self.share),
        };
        interval.cut(way, share, event);
    }
}

fn same(a: Option<Curve>, b: Option<Curve>) -> bool {
    matches!((a, b), (Some(a), Some(b)) if a.is_same(b))
}
