//! An interval of one weight in which an answer stays the same, and what happens at its ends.

use super::curve::{Curve, Way};
use super::envelope::{Edge, edge};

/// What happens at the end of an interval; accounts are places in the ranking, from 0.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Event {
    /// One account comes up past another.
    Swap {
        /// The one that comes up.
        up: usize,
        /// The one that falls behind.
        down: usize,
    },
    /// An account reaches the line of a tier, or gets the place that a tie kept empty.
    Reaches {
        /// The account.
        account: usize,
        /// The tier, by its place in the model.
        tier: usize,
    },
    /// An account falls below the line of a tier.
    Misses {
        /// The account.
        account: usize,
        /// The tier, by its place in the model.
        tier: usize,
    },
}

/// Where an interval ends and why.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct End {
    /// The share of the siblings' weights, 0..1.
    pub share: f64,
    /// The event there; `None` where nothing happens up to the end of all weights.
    pub event: Option<Event>,
}

/// The shares between which an answer stays the same.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Interval {
    /// The lower end.
    pub low: End,
    /// The upper end.
    pub high: End,
    /// Whether the answer may stay the same beyond the ends. That is so for a tier with a limit and for those below it:
    /// their interval also keeps the tiers above unchanged, which decide who is left. It is also so where accounts with
    /// the same score reach a tier without enough places.
    pub is_inner: bool,
}

impl Interval {
    /// All weights.
    pub(crate) const ALL: Interval =
        Interval { low: End { share: 0.0, event: None }, high: End { share: 1.0, event: None }, is_inner: false };

    pub(crate) fn end(&self, way: Way) -> End {
        match way {
            Way::Down => self.low,
            Way::Up => self.high,
        }
    }

    /// Moves the end to `share` where that is nearer.
    pub(crate) fn cut(&mut self, way: Way, share: f64, event: Event) {
        let end = End { share, event: Some(event) };
        match way {
            Way::Down if share > self.low.share || self.low.event.is_none() => self.low = end,
            Way::Up if share < self.high.share || self.high.event.is_none() => self.high = end,
            _ => {}
        }
    }

    /// The interval in which both answers stay the same.
    pub(crate) fn within(mut self, other: Interval) -> Interval {
        if let Some(event) = other.low.event {
            self.cut(Way::Down, other.low.share, event);
        }
        if let Some(event) = other.high.event {
            self.cut(Way::Up, other.high.share, event);
        }
        self.is_inner |= other.is_inner;
        self
    }
}

/// Cuts the interval where one of `rest` first overtakes one of `set`.
pub(crate) fn overtaking(curves: &[Curve], set: &[usize], rest: &[usize], share: f64, interval: &mut Interval) {
    let holders = edge(curves, set.iter().copied(), Edge::Lowest);
    let climbers = edge(curves, rest.iter().copied(), Edge::Highest);
    for way in [Way::Down, Way::Up] {
        for &down in &holders {
            for &up in &climbers {
                let (Some(holder), Some(climber)) = (curves.get(down), curves.get(up)) else { continue };
                if let Some(at) = holder.falls_below(*climber, share, way) {
                    interval.cut(way, at, Event::Swap { up, down });
                }
            }
        }
    }
}
