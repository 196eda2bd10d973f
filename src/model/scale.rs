//! How a cell becomes points: the pure functions of the scales, each with its formula.

/// Which end of a data-driven scale is the better one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Direction {
    /// More is better.
    Rising,
    /// Less is better.
    Falling,
}

/// Two different finite numbers: `from` earns 0 points, `to` earns 100.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Span {
    from: f64,
    to: f64,
}

impl Span {
    /// `None` unless both are finite and their distance is too, and not zero.
    pub fn new(from: f64, to: f64) -> Option<Self> {
        let width = to - from;
        (width.is_finite() && width != 0.0).then_some(Span { from, to })
    }

    /// Where 0 points are earned.
    pub fn from(self) -> f64 {
        self.from
    }

    /// Where 100 points are earned.
    pub fn to(self) -> f64 {
        self.to
    }

    /// The smaller and the larger end.
    pub fn bounds(self) -> (f64, f64) {
        (self.from.min(self.to), self.from.max(self.to))
    }

    /// Straight line through (from, 0) and (to, 100), limited to 0..100: `100 (x - from) / (to - from)`.
    // It is inlined, like everything it calls, so that a loop over many numbers is compiled for the processor it runs
    // on.
    #[inline(always)]
    pub fn points(self, x: f64) -> f64 {
        // Dividing last makes 3 of 0..10 exactly 30.
        limited((x - self.from) * 100.0 / (self.to - self.from))
    }

    /// The x that earns `points`, for points in 0..100.
    pub fn value(self, points: f64) -> f64 {
        self.from + points * (self.to - self.from) / 100.0
    }
}

/// Two different positive numbers: a straight line in log(x).
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct LogSpan(Span);

impl LogSpan {
    /// `None` unless both are finite, positive and different.
    pub fn new(from: f64, to: f64) -> Option<Self> {
        let positive = from > 0.0 && to > 0.0;
        // The logarithms of two neighbouring numbers may be equal.
        (positive && Span::new(from.ln(), to.ln()).is_some()).then(|| Span::new(from, to).map(LogSpan)).flatten()
    }

    /// The two ends, in the unit of the data.
    pub fn span(self) -> Span {
        self.0
    }

    /// `100 ln(x / from) / ln(to / from)`, limited to 0..100; x <= 0 counts as below the range.
    pub fn points(self, x: f64) -> f64 {
        let (from, to) = (self.0.from, self.0.to);
        if x <= 0.0 {
            return if from < to { 0.0 } else { 100.0 };
        }
        limited((x.ln() - from.ln()) * 100.0 / (to.ln() - from.ln()))
    }

    /// The x that earns `points`, for points in 0..100.
    pub fn value(self, points: f64) -> f64 {
        let (from, to) = (self.0.from.ln(), self.0.to.ln());
        (from + points * (to - from) / 100.0).exp()
    }
}

/// Pairs of a number and its points, the numbers rising.
#[derive(Debug, Clone, PartialEq)]
pub struct Curve(Vec<(f64, f64)>);

impl Curve {
    /// `None` unless there is a pair, the numbers are finite and strictly rising and all points lie in 0..100.
    pub fn new(pairs: Vec<(f64, f64)>) -> Option<Self> {
        let sound = pairs.iter().all(|&(x, points)| x.is_finite() && (0.0..=100.0).contains(&points));
        let rising = pairs.windows(2).all(|w| matches!(w, [a, b] if a.0 < b.0 && (b.0 - a.0).is_finite()));
        (!pairs.is_empty() && sound && rising).then_some(Curve(pairs))
    }

    /// The pairs, by rising number.
    pub fn pairs(&self) -> &[(f64, f64)] {
        &self.0
    }

    /// Straight lines between the pairs; the points of the first and last pair count beyond them.
    pub fn line(&self, x: f64) -> f64 {
        let after = self.0.partition_point(|pair| pair.0 <= x);
        let left = after.checked_sub(1).and_then(|i| self.0.get(i));
        match (left, self.0.get(after)) {
            (Some(&(a, from)), Some(&(b, to))) => limited(from + (x - a) * (to - from) / (b - a)),
            (Some(&(_, points)), None) | (None, Some(&(_, points))) => points,
            (None, None) => 0.0,
        }
    }

    /// From each number on its points; below the first one 0.
    pub fn step(&self, x: f64) -> f64 {
        let after = self.0.partition_point(|pair| pair.0 <= x);
        after.checked_sub(1).and_then(|i| self.0.get(i)).map_or(0.0, |pair| pair.1)
    }
}

/// How the cells of a column become points in 0..100.
#[derive(Debug, Clone, PartialEq)]
pub enum Scale {
    /// Straight line on a closed scale; a cell outside it is bad data.
    Rating(Span),
    /// Straight line, limited to 0..100.
    Linear(Span),
    /// Straight line in log(x), limited to 0..100.
    Log(LogSpan),
    /// Piecewise linear.
    Points(Curve),
    /// A staircase.
    Steps(Curve),
    /// Exact categories with their points, compared without case and outer spaces.
    Levels(Vec<(String, f64)>),
    /// Line between the smallest and the largest value in the data.
    MinMax(Direction),
    /// Percent rank in the data.
    Percentile(Direction),
}

impl Scale {
    /// Its kind, without its numbers.
    pub fn kind(&self) -> ScaleKind {
        match self {
            Scale::Rating(_) => ScaleKind::Rating,
            Scale::Linear(_) => ScaleKind::Linear,
            Scale::Log(_) => ScaleKind::Log,
            Scale::Points(_) => ScaleKind::Points,
            Scale::Steps(_) => ScaleKind::Steps,
            Scale::Levels(_) => ScaleKind::Levels,
            Scale::MinMax(_) => ScaleKind::MinMax,
            Scale::Percentile(_) => ScaleKind::Percentile,
        }
    }

    /// Whether the points of one account depend on the others.
    pub fn is_data_driven(&self) -> bool {
        matches!(self, Scale::MinMax(_) | Scale::Percentile(_))
    }
}

/// The kinds of [`Scale`], as the criteria file names them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[allow(missing_docs, reason = "each is described at its scale")]
pub enum ScaleKind {
    Rating,
    Linear,
    Log,
    Points,
    Steps,
    Levels,
    MinMax,
    Percentile,
}

impl ScaleKind {
    /// All kinds, in the order in which messages list them.
    pub const ALL: [ScaleKind; 8] = [
        ScaleKind::Rating,
        ScaleKind::Linear,
        ScaleKind::Log,
        ScaleKind::Points,
        ScaleKind::Steps,
        ScaleKind::Levels,
        ScaleKind::MinMax,
        ScaleKind::Percentile,
    ];

    /// The key in the criteria file.
    pub fn key(self) -> &'static str {
        match self {
            ScaleKind::Rating => "rating",
            ScaleKind::Linear => "linear",
            ScaleKind::Log => "log",
            ScaleKind::Points => "points",
            ScaleKind::Steps => "steps",
            ScaleKind::Levels => "levels",
            ScaleKind::MinMax => "minmax",
            ScaleKind::Percentile => "percentile",
        }
    }

    /// The kind with this key.
    pub fn named(key: &str) -> Option<ScaleKind> {
        ScaleKind::ALL.into_iter().find(|kind| kind.key() == key)
    }
}

/// Limits points to 0..100. The result is never `-0`, which would show a sign.
#[inline(always)]
pub(crate) fn limited(points: f64) -> f64 {
    points.clamp(0.0, 100.0) + 0.0
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_straight_line_is_exact_on_whole_ratings() {
        let rating = Span::new(0.0, 10.0).unwrap();
        for x in 0..=10u8 {
            assert!((rating.points(f64::from(x)) - f64::from(x) * 10.0).abs() < f64::EPSILON);
        }
        let falling = Span::new(5.0, 1.0).unwrap();
        assert!((falling.points(2.0) - 75.0).abs() < f64::EPSILON);
        assert!((falling.value(75.0) - 2.0).abs() < f64::EPSILON);
    }

    #[test]
    fn a_span_has_width() {
        assert!(Span::new(1.0, 1.0).is_none());
        assert!(Span::new(f64::MIN, f64::MAX).is_none());
        assert!(Span::new(0.0, f64::NAN).is_none());
        assert!(LogSpan::new(0.0, 10.0).is_none());
    }

    #[test]
    fn a_log_line_counts_decades() {
        let log = LogSpan::new(10_000.0, 10_000_000.0).unwrap();
        assert!((log.points(100_000.0) - 100.0 / 3.0).abs() < 1e-12);
        assert!((log.value(100.0 / 3.0) - 100_000.0).abs() < 1e-6);
        assert!(log.points(-5.0) < 1e-12 && log.points(0.0) < 1e-12);
        let falling = LogSpan::new(100.0, 1.0).unwrap();
        assert!((falling.points(-5.0) - 100.0).abs() < 1e-12);
    }

    #[test]
    fn a_curve_is_held_at_its_ends_and_a_staircase_starts_at_zero() {
        let curve = Curve::new(vec![(0.0, 20.0), (10.0, 100.0), (20.0, 40.0)]).unwrap();
        let at = |x: f64| (curve.line(x), curve.step(x));
        assert_eq!(at(-1.0), (20.0, 0.0));
        assert_eq!(at(5.0), (60.0, 20.0));
        assert_eq!(at(15.0), (70.0, 100.0));
        assert_eq!(at(99.0), (40.0, 40.0));
        assert!(Curve::new(vec![(0.0, 1.0), (0.0, 2.0)]).is_none());
        assert!(Curve::new(vec![(0.0, 101.0)]).is_none());
    }
}
