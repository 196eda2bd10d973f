//! How far one weight can move before a tier holds other accounts.

use super::curve::{Curve, Way};
use super::interval::{Event, Interval, overtaking};
use crate::analysis::sensitivity::field::{Field, GroupRequirement};
use crate::model::Test;
use crate::statistics::rounding::rounded;

/// Shares that differ by less count as equal.
pub(crate) const SAME_SHARE: f64 = 1e-9;

/// The curves of all accounts, and the weight as it is.
pub(crate) struct Bounds<'a> {
    pub(crate) field: &'a Field<'a>,
    pub(crate) curves: &'a [Curve],
    /// The share now.
    pub(crate) share: f64,
    /// The requirements of tiers on groups that the criterion is in.
    pub(crate) moving: &'a [Moving<'a>],
}

/// A requirement of a tier on the points of a group, and the curves of these points.
pub(crate) struct Moving<'a> {
    pub(crate) of: GroupRequirement<'a>,
    pub(crate) curves: Vec<Curve>,
}

impl Moving<'_> {
    /// The shares at which an account may begin or cease to meet it.
    fn flips(&self, account: usize) -> impl Iterator<Item = f64> {
        let limits = match self.of.test {
            Test::AtLeast(limit) | Test::AtMost(limit) | Test::Above(limit) | Test::Below(limit) => vec![*limit],
            Test::Numbers { any_of, .. } => any_of.clone(),
            Test::Texts { .. } | Test::Missing(_) | Test::Before(_) | Test::After(_) => Vec::new(),
        };
        let curve = self.curves.get(account).copied();
        limits.into_iter().filter_map(move |limit| curve?.reaches(limit))
    }

    fn holds(&self, field: &Field<'_>, account: usize, share: f64) -> bool {
        let is_there = field.points_of(self.of.group, account).is_some();
        let points = self.curves.get(account).filter(|_| is_there).map(|curve| rounded(curve.at(share)));
        self.of.test.holds_of_number(points)
    }
}

/// The stretches between `crossings` from `share` on in one direction: where each begins, and its middle. The shares 0
/// and 1 are no crossings, because no weight reaches them.
fn stretches(crossings: &[f64], share: f64, way: Way) -> Vec<(f64, f64)> {
    let mut borders = vec![share];
    match way {
        Way::Down => borders.extend(crossings.iter().rev().copied().filter(|x| *x < share).chain([0.0])),
        Way::Up => borders.extend(crossings.iter().copied().filter(|x| *x > share).chain([1.0])),
    }
    let wide = |pair: &[f64]| match pair {
        [a, b] if (a - b).abs() > SAME_SHARE => Some((*a, f64::midpoint(*a, *b))),
        _ => None,
    };
    borders.windows(2).filter_map(wide).collect()
}

fn event(account: usize, before: Option<usize>, next: Option<usize>) -> Event {
    match (before, next) {
        (Some(before), Some(next)) if next > before => Event::Misses { account, tier: before },
        (_, next) => Event::Reaches { account, tier: next.unwrap_or(0) },
    }
}

/// An interval for each tier.
///
/// Above the first tier with a limit, each account is in a tier or not by its own score alone. From there on it depends
/// on who is left by the tiers above, so the interval of such a tier keeps those unchanged as well.
pub(crate) fn tier_bounds(bounds: &Bounds<'_>) -> Vec<Interval> {
    let tiers = bounds.field.tiers;
    let first_capped = tiers.iter().position(|tier| tier.max_accounts.is_some()).unwrap_or(tiers.len());
    let mut intervals: Vec<Interval> = Vec::with_capacity(tiers.len());
    let mut above = Interval::ALL;
    for tier in 0..tiers.len() {
        let own = if tier < first_capped { bounds.by_lines(tier, first_capped) } else { bounds.by_places(tier) };
        above = above.within(own);
        let interval = if tier < first_capped { own } else { above };
        // Of two tiers, an account that is not in the first is in the second, so both change at once.
        let exact = tier < first_capped || tier == 0 || tiers.len() == 2;
        intervals.push(Interval { is_inner: !exact || interval.is_inner, ..interval });
    }
    intervals
}

impl Bounds<'_> {
    /// Where the first account enters or leaves a tier, with no limit in force.
    fn by_lines(&self, tier: usize, first_capped: usize) -> Interval {
        let mut interval = Interval::ALL;
        for account in 0..self.curves.len() {
            let crossings = self.crossings(account, first_capped);
            if crossings.is_empty() && self.is_steady(account, first_capped) {
                continue;
            }
            for way in [Way::Down, Way::Up] {
                let (is_in, mut before) = (self.field.tier(account) == Some(tier), self.field.tier(account));
                for (share, middle) in stretches(&crossings, self.share, way) {
                    let next = self.tier_at(account, middle, first_capped);
                    if (next == Some(tier)) != is_in {
                        interval.cut(way, share, event(account, before, next));
                        break;
                    }
                    before = next;
                }
            }
        }
        interval
    }

    /// The shares, rising, at which an account's score reaches a line, or its points of a group reach a requirement.
    fn crossings(&self, account: usize, first_capped: usize) -> Vec<f64> {
        let lines = self.field.tiers.iter().take(first_capped).filter_map(|tier| tier.min_score);
        let score = self.curves.get(account).copied();
        let mut all: Vec<f64> =
            score.into_iter().flat_map(|curve| lines.clone().filter_map(move |line| curve.reaches(line))).collect();
        for moving in self.moving.iter().filter(|moving| moving.of.tier < first_capped) {
            all.extend(moving.flips(account));
        }
        all.sort_unstable_by(f64::total_cmp);
        all
    }

    /// Whether even the smallest move changes nothing. Otherwise the account is exactly on a line and leaves it.
    fn is_steady(&self, account: usize, first_capped: usize) -> bool {
        let middle = |way| if way == Way::Up { (self.share + 1.0) / 2.0 } else { self.share / 2.0 };
        let now = self.field.tier(account).map(|tier| tier.min(first_capped));
        [Way::Down, Way::Up].into_iter().all(|way| self.tier_at(account, middle(way), first_capped) == now)
    }

    /// The tier at a share, among those above the first with a limit; `first_capped` stands for that one and all below.
    fn tier_at(&self, account: usize, share: f64, first_capped: usize) -> Option<usize> {
        let score = rounded(self.curves.get(account)?.at(share));
        let last = self.field.tiers.len().checked_sub(1)?;
        let enters = |tier: &usize| {
            let line = self.field.tiers.get(*tier).and_then(|rules| rules.min_score);
            *tier == last || line.is_none_or(|line| score >= line) && self.meets_at(*tier, account, share)
        };
        Some((0..first_capped).find(enters).unwrap_or(first_capped))
    }

    /// Whether an account meets all requirements of a tier when the criterion has that share.
    fn meets_at(&self, tier: usize, account: usize, share: f64) -> bool {
        let mut moving = self.moving.iter().filter(|moving| moving.of.tier == tier).peekable();
        if moving.peek().is_none() {
            return self.field.meets(tier, account);
        }
        let fixed = |of: &GroupRequirement<'_>| of.tier == tier && self.moving.iter().all(|m| m.of.group != of.group);
        let mut still = self.field.group_requirements.iter().filter(|of| fixed(of));
        self.field.meets_besides(tier, account)
            && moving.all(|moving| moving.holds(self.field, account, share))
            && still.all(|of| of.test.holds_of_number(self.field.points_of(of.group, account).map(rounded)))
    }

    /// Where a tier first changes while the tiers above it stay the same.
    fn by_places(&self, tier: usize) -> Interval {
        let mut interval = Interval::ALL;
        let field = self.field;
        // The last tier takes all accounts that are left.
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
        }
        if let Some(places) = limit.checked_sub(set.len() as u64).filter(|places| *places > 0) {
            let brings_too_many = |end| self.brings_too_many(end, &rest, places);
            interval.is_inner |= brings_too_many(interval.low) || brings_too_many(interval.high);
        }
        self.cut_by_requirements(tier, &tied, &mut interval);
        interval
    }

    /// Ends the interval of a tier with a limit where an account begins or ceases to meet a requirement on a group.
    ///
    /// An account in the tier that ceases to meet it is out. One that begins to meet it may still find no place, so
    /// there the true interval may be wider.
    fn cut_by_requirements(&self, tier: usize, tied: &[usize], interval: &mut Interval) {
        let of_tier = || self.moving.iter().filter(|moving| moving.of.tier == tier);
        if of_tier().next().is_none() {
            return;
        }
        let mut open = [false; 2];
        for account in (0..self.curves.len()).filter(|&account| self.field.tier(account) >= Some(tier)) {
            let mut flips: Vec<f64> = of_tier().flat_map(|moving| moving.flips(account)).collect();
            flips.sort_unstable_by(f64::total_cmp);
            let (is_in, meets) = (self.field.tier(account) == Some(tier), self.field.meets(tier, account));
            for (way, open) in [Way::Down, Way::Up].into_iter().zip(&mut open) {
                let changes = |(_, middle): &(f64, f64)| self.meets_at(tier, account, *middle) != meets;
                let Some((share, _)) = stretches(&flips, self.share, way).into_iter().find(changes) else { continue };
                let end = interval.end(way);
                let is_nearer = end.event.is_none() || (share - self.share).abs() < (end.share - self.share).abs();
                let is_named = matches!(end.event, Some(Event::Swap { up: a, .. } | Event::Reaches { account: a, .. }) if a == account);
                if is_in && is_nearer {
                    interval.cut(way, share, Event::Misses { account, tier });
                    *open = false;
                } else if is_nearer && meets && is_named {
                    *open = true;
                } else if is_nearer && (!meets || tied.contains(&account)) {
                    let other = tied.iter().copied().find(|other| meets && *other != account).unwrap_or(account);
                    interval.cut(way, share, Event::Reaches { account: other, tier });
                    *open = true;
                }
            }
        }
        interval.is_inner |= open.contains(&true);
    }

    pub(crate) fn cut_below(&self, account: usize, (line, tier): (f64, usize), interval: &mut Interval) {
        for way in [Way::Down, Way::Up] {
            if self.curves.get(account).is_some_and(|curve| curve.end(way) < line) {
                self.cut_at(account, line, way, Event::Misses { account, tier }, interval);
            }
        }
    }

    pub(crate) fn cut_above(&self, account: usize, (line, tier): (f64, usize), interval: &mut Interval) {
        for way in [Way::Down, Way::Up] {
            if self.curves.get(account).is_some_and(|curve| curve.end(way) > line) {
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
