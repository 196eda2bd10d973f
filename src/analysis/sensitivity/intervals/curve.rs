//! The score of one account while one weight moves, a curve with one bend at most; and the point where two of them
//! meet.
//!
//! Let a criterion have the share t of its siblings' weights, and the others 1 - t in their old proportions. Where all
//! siblings have points the score is the straight line of B. Mareschal, EJOR 33, 1988, 54-64, doi
//! 10.1016/0377-2217(88)90254-8: `S(t) = t v + (1 - t) R`. Where some are left out and only the part `r` of the others'
//! weight is there, the criterion's part of what is there is `u = t / (t + (1 - t) r)`, and S is a straight line in u.

/// The score as a straight line in `u`, and how `u` depends on the share `t`.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Curve {
    /// The score at share 0.
    pub(crate) at_none: f64,
    /// The score at share 1.
    pub(crate) at_all: f64,
    /// What part of the other siblings' weight is there, above 0 and up to 1.
    pub(crate) there: f64,
}

/// Which way the weight moves.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Way {
    Down,
    Up,
}

impl Way {
    fn sign(self) -> f64 {
        match self {
            Way::Down => -1.0,
            Way::Up => 1.0,
        }
    }
}

impl Curve {
    /// Ends are rounded to ten decimals, one more than scores have, so that errors of the arithmetic make no
    /// difference.
    const PER_UNIT: f64 = 1e10;

    pub(crate) fn new(at_none: f64, at_all: f64, there: f64) -> Self {
        let kept = |score: f64| (score * Curve::PER_UNIT).round() / Curve::PER_UNIT;
        Curve { at_none: kept(at_none), at_all: kept(at_all), there }
    }

    /// A score that does not move.
    pub(crate) fn flat(score: f64) -> Self {
        Curve::new(score, score, 1.0)
    }

    /// How much the score changes from share 0 to share 1.
    pub(crate) fn rise(self) -> f64 {
        self.at_all - self.at_none
    }

    /// The score at the end that the weight moves to.
    pub(crate) fn end(self, way: Way) -> f64 {
        match way {
            Way::Down => self.at_none,
            Way::Up => self.at_all,
        }
    }

    /// How fast the score rises as the weight leaves `share`, and how it bends. Both are rounded: of accounts with the
    /// same score, the one with the greater start rises above the others.
    pub(crate) fn start(self, share: f64, way: Way) -> [f64; 2] {
        let part = share + (1.0 - share) * self.there;
        let slope = self.rise() * self.there / (part * part);
        let bend = -2.0 * slope * (1.0 - self.there) / part;
        [slope * way.sign(), bend].map(|x| (x * 1e6).round())
    }

    /// The score at a share.
    pub(crate) fn at(self, share: f64) -> f64 {
        self.at_none + self.rise() * share / (share + (1.0 - share) * self.there)
    }

    /// Whether both have the same score at every share.
    pub(crate) fn is_same(self, other: Curve) -> bool {
        let near = |a: f64, b: f64| (a - b).abs() < 1e-10;
        near(self.at_none, other.at_none)
            && near(self.at_all, other.at_all)
            && (near(self.there, other.there) || near(self.rise(), 0.0))
    }

    /// The share at which the score is `line`; `None` where there is none in 0..1.
    pub(crate) fn reaches(self, line: f64) -> Option<f64> {
        let u = (line - self.at_none) / self.rise();
        (0.0..=1.0).contains(&u).then(|| self.there * u / (1.0 - u + self.there * u))
    }

    /// The first share from `from` on, in this direction, at which this score falls below the other, which it is above
    /// now. `None` where it stays above up to the end.
    ///
    /// The difference of two curves, multiplied by both denominators, is a parabola in t.
    pub(crate) fn falls_below(self, other: Curve, from: f64, way: Way) -> Option<f64> {
        let (a, b) = (self, other);
        let ahead = a.at_none - b.at_none;
        let (a_there, b_there) = ((a.there, 1.0 - a.there), (b.there, 1.0 - b.there));
        // Coefficients in t, then in the distance from `from`.
        let c0 = ahead * a_there.0 * b_there.0;
        let c1 = ahead * (a_there.0 * b_there.1 + b_there.0 * a_there.1) + a.rise() * b_there.0 - b.rise() * a_there.0;
        let c2 = ahead * a_there.1 * b_there.1 + a.rise() * b_there.1 - b.rise() * a_there.1;
        let now = (c0 + from * (c1 + from * c2)).max(0.0);
        let slope = (c1 + 2.0 * from * c2) * way.sign();
        // The smallest product of the denominators, which is that at share 0.
        let denominators = a.there * b.there;
        let share = from + way.sign() * first_fall(now, slope, c2, NEGLIGIBLE * denominators)?;
        // Where they meet again only at the very end, which no weight reaches, this one is never below the other.
        let fallen = |share: f64| b.at(share) - a.at(share) > NEGLIGIBLE / 2.0;
        let end = if way == Way::Up { 1.0 } else { 0.0 };
        let lowest = -c1 / (2.0 * c2);
        let lies_beyond = if way == Way::Up { (share..1.0).contains(&lowest) } else { (0.0..share).contains(&lowest) };
        let falls = fallen(end) || lies_beyond && fallen(lowest);
        (falls && 0.0 < share && share < 1.0).then_some(share)
    }
}

/// A difference too small to see, because scores have nine decimals.
const NEGLIGIBLE: f64 = 1e-9;

/// The smallest x >= 0 from which on `c + b x + a x^2` is below 0; at x = 0 it is not. Where it rises again later, it
/// must first fall by more than `negligible`.
fn first_fall(c: f64, b: f64, a: f64, negligible: f64) -> Option<f64> {
    if c <= 0.0 && (b < 0.0 || (b <= 0.0 && a < 0.0)) {
        return Some(0.0);
    }
    let under_root = b * b - 4.0 * a * c;
    // Curves that only touch do not cross. Where the first one rises again, this is how far it fell, times 4a.
    if under_root <= 0.0 || under_root < 4.0 * a * negligible {
        return None;
    }
    // This form avoids subtracting nearly equal numbers.
    let q = -0.5 * (b + under_root.sqrt().copysign(b));
    let roots = [q / a, c / q];
    let falls = |x: &f64| x.is_finite() && *x > 0.0 && b + 2.0 * a * *x < 0.0;
    roots.into_iter().filter(falls).min_by(f64::total_cmp)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(curve: Curve, t: f64) -> f64 {
        curve.at(t)
    }

    #[test]
    fn two_lines_change_places_where_the_formula_says() {
        // t* = (R_b - R_a) / ((v_a - v_b) + (R_b - R_a)) = 20 / (30 + 20).
        let a = Curve { at_none: 40.0, at_all: 90.0, there: 1.0 };
        let b = Curve { at_none: 60.0, at_all: 60.0, there: 1.0 };
        assert!((a.falls_below(b, 0.7, Way::Down).unwrap() - 0.4).abs() < 1e-12);
        assert_eq!(a.falls_below(b, 0.7, Way::Up), None);
        assert!((b.falls_below(a, 0.1, Way::Up).unwrap() - 0.4).abs() < 1e-12);
        assert!((a.reaches(60.0).unwrap() - 0.4).abs() < 1e-12);
    }

    #[test]
    fn curves_with_gaps_meet_where_their_scores_do() {
        let a = Curve { at_none: 70.0, at_all: 50.0, there: 0.3 };
        let b = Curve { at_none: 60.0, at_all: 55.0, there: 0.8 };
        let share = a.falls_below(b, 0.05, Way::Up).unwrap();
        assert!((at(a, share) - at(b, share)).abs() < 1e-9);
        assert!(at(a, share + 1e-4) < at(b, share + 1e-4) && at(a, share - 1e-4) > at(b, share - 1e-4));
        assert!((at(a, a.reaches(65.0).unwrap()) - 65.0).abs() < 1e-9);
    }

    #[test]
    fn two_curves_may_change_places_twice() {
        // The parabola 1 - 3x + 2x^2 falls at 1/2 and is above 0 again from 1 on; the other way round it never falls.
        assert_eq!(first_fall(1.0, -3.0, 2.0, NEGLIGIBLE), Some(0.5));
        assert_eq!(first_fall(1.0, 3.0, 2.0, NEGLIGIBLE), None);
        assert_eq!(first_fall(1.0, 1.0, -2.0, NEGLIGIBLE), Some(1.0));
        assert_eq!(first_fall(0.0, 1.0, -2.0, NEGLIGIBLE), Some(0.5));
        assert_eq!(first_fall(0.0, -1.0, 2.0, NEGLIGIBLE), Some(0.0));
        assert_eq!(
            [first_fall(1.0, -2.0, 1.0, NEGLIGIBLE), first_fall(1.0, -2.0, 1.0 - 1e-11, NEGLIGIBLE)],
            [None, None]
        );
        assert!(first_fall(1.0, -2.0, 1.0 - 1e-6, NEGLIGIBLE).is_some_and(|x| (x - 1.0).abs() < 0.01));
    }
}
