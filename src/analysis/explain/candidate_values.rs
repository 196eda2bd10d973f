//! The values that a cell could be raised to: round numbers from where an account stands to the best of its scale.
//!
//! Their distance is a hundredth of the scale's width, rounded down to a power of ten: 0.1 on a rating of 0..10. On a
//! logarithmic scale they have three digits; on a staircase they are its thresholds, on levels the levels by their points.
//! In a column of whole numbers they are whole. A binary search finds the first that is enough, so the answer is a number
//! that a person would name, without twelve decimals.

use crate::model::{Curve, Direction, LogSpan, Scale, Span};
use crate::scoring::Value;

/// A cell, and what decides which other values are worth a try.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Start<'a, 'o> {
    pub(crate) scale: &'a Scale,
    /// Its value now.
    pub(crate) now: Value<'a>,
    /// What that earns.
    pub(crate) points: Option<f64>,
    /// The numbers of the other accounts in any order, for the scales that look at them.
    pub(crate) others: &'o [f64],
    /// Whether the column holds whole numbers only.
    pub(crate) is_whole: bool,
}

/// The values from now (exclusive) to the best one, nearest first; none where it is the best already.
pub(crate) fn higher_values<'a>(start: Start<'a, '_>) -> Vec<Value<'a>> {
    let Start { scale, now, points, others, is_whole } = start;
    let x = match now {
        Value::Number(x) => Some(x),
        Value::Missing | Value::Text(_) => None,
    };
    let numbers = match scale {
        Scale::Levels(levels) => return better_levels(levels, points),
        Scale::Rating(span) | Scale::Linear(span) => even(*span, x),
        Scale::Log(span) => logarithmic(*span, x),
        Scale::Points(curve) => along(curve, x),
        Scale::Steps(curve) => stairs(curve, x),
        Scale::MinMax(direction) => between_extremes(*direction, x, others),
        Scale::Percentile(direction) => past_others(*direction, x, others),
    };
    let numbers = if is_whole { whole_numbers(scale, numbers, x) } else { numbers };
    numbers.into_iter().map(Value::Number).collect()
}

/// Each candidate rounded to a whole number, away from `now`. On scales that end, none goes beyond the end.
fn whole_numbers(scale: &Scale, candidates: Vec<f64>, now: Option<f64>) -> Vec<f64> {
    let (Some(&first), Some(&last)) = (candidates.first(), candidates.last()) else { return candidates };
    let up = last > now.unwrap_or(first);
    let ends = matches!(scale, Scale::Rating(_) | Scale::Points(_));
    let rounded = |x: f64| match up {
        true if ends => x.ceil().min(last.floor()),
        true => x.ceil(),
        false if ends => x.floor().max(last.ceil()),
        false => x.floor(),
    };
    let is_further = |x: &f64| now.is_none_or(|now| if up { *x > now } else { *x < now });
    let mut all: Vec<f64> = candidates.into_iter().map(rounded).filter(is_further).collect();
    all.dedup_by(|b, a| same(*a, *b));
    all
}

/// The first candidate that is enough, by binary search; it assumes that each better one is enough as well. `None` where
/// the last is not enough.
pub(crate) fn first_enough<T: Copy>(candidates: &[T], mut is_enough: impl FnMut(T) -> bool) -> Option<T> {
    let last = *candidates.last()?;
    if !is_enough(last) {
        return None;
    }
    let first = candidates.partition_point(|&candidate| !is_enough(candidate));
    candidates.get(first).copied().or(Some(last))
}

fn better_levels(levels: &[(String, f64)], points: Option<f64>) -> Vec<Value<'_>> {
    let mut better: Vec<&(String, f64)> = levels.iter().filter(|level| points.is_none_or(|p| level.1 > p)).collect();
    better.sort_by(|a, b| a.1.total_cmp(&b.1));
    better.dedup_by(|b, a| a.1.total_cmp(&b.1).is_eq());
    better.into_iter().map(|(text, _)| Value::Text(text)).collect()
}

/// A power of ten as the distance between candidates. Below one it divides instead of multiplying, so that 6.5 is exactly
/// 6.5.
#[derive(Clone, Copy)]
struct Step(i32);

impl Step {
    fn for_width(width: f64) -> Self {
        Step((width.abs() / 100.0).log10().floor().clamp(-300.0, 300.0) as i32)
    }

    fn number(self, k: f64) -> f64 {
        if self.0 < 0 { k / 10f64.powi(-self.0) } else { k * 10f64.powi(self.0) }
    }

    fn count(self, x: f64) -> f64 {
        if self.0 < 0 { x * 10f64.powi(-self.0) } else { x / 10f64.powi(self.0) }
    }

    /// The next round number past `x`, upwards or downwards.
    fn past(self, x: f64, up: bool) -> f64 {
        let k = self.count(x);
        self.number(if up { k.floor() + 1.0 } else { k.ceil() - 1.0 })
    }

    /// The round numbers strictly between `from` and `to`, then `to`.
    fn walk(self, from: f64, to: f64) -> Vec<f64> {
        let up = to > from;
        let inside = |x: f64| if up { from < x && x < to } else { to < x && x < from };
        let sign = if up { 1.0 } else { -1.0 };
        let first = if up { self.count(from).floor() } else { self.count(from).ceil() };
        let many = (self.count(to) - first).abs().min(10_000.0) as u32;
        let mut all: Vec<f64> =
            (0..=many + 1).map(|i| self.number(first + sign * f64::from(i))).filter(|&x| inside(x)).collect();
        all.push(to);
        all
    }
}

/// From `x`, or where that is missing from the worse end of the span, to its better end.
fn even(span: Span, x: Option<f64>) -> Vec<f64> {
    let (low, high) = span.bounds();
    let from = x.map_or(span.from(), |x| x.clamp(low, high));
    if same(from, span.to()) {
        return Vec::new();
    }
    Step::for_width(high - low).walk(from, span.to())
}

fn logarithmic(span: LogSpan, x: Option<f64>) -> Vec<f64> {
    let (low, high) = span.span().bounds();
    if high / low < 10.0 {
        return even(span.span(), x);
    }
    let (from, to) = (x.map_or(span.span().from(), |x| x.clamp(low, high)), span.span().to());
    if same(from, to) {
        return Vec::new();
    }
    let decades = low.log10().floor() as i32..=high.log10().ceil() as i32;
    let (start, end) = (from.min(to), from.max(to));
    let digits = |decade: i32| (100..1000).map(move |k| Step(decade - 2).number(f64::from(k)));
    let mut all: Vec<f64> = decades.flat_map(digits).filter(|&x| start < x && x < end).collect();
    if from > to {
        all.reverse();
    }
    all.push(to);
    all
}

/// Towards the nearest of the numbers that earn most.
fn along(curve: &Curve, x: Option<f64>) -> Vec<f64> {
    let pairs = curve.pairs();
    let (Some(first), Some(last)) = (pairs.first(), pairs.last()) else { return Vec::new() };
    let most = pairs.iter().map(|pair| pair.1).fold(0.0, f64::max);
    let worst = || pairs.iter().min_by(|a, b| a.1.total_cmp(&b.1)).map_or(first.0, |pair| pair.0);
    let from = x.map_or_else(worst, |x| x.clamp(first.0, last.0));
    if curve.line(from) >= most {
        return x.map_or(vec![from], |_| Vec::new());
    }
    let best =
        pairs.iter().filter(|pair| pair.1 >= most).min_by(|a, b| (a.0 - from).abs().total_cmp(&(b.0 - from).abs()));
    let Some(&(to, _)) = best else { return Vec::new() };
    let mut all = Step::for_width(last.0 - first.0).walk(from, to);
    let (low, high) = (from.min(to), from.max(to));
    all.extend(pairs.iter().map(|pair| pair.0).filter(|&x| low < x && x < high));
    in_direction(all, to > from)
}

/// The thresholds on the way to the best stair; on the way down, the round number just below each threshold.
fn stairs(curve: &Curve, x: Option<f64>) -> Vec<f64> {
    let pairs = curve.pairs();
    let most = pairs.iter().map(|pair| pair.1).fold(0.0, f64::max);
    if x.is_some_and(|x| curve.step(x) >= most) {
        return Vec::new();
    }
    let from = x.unwrap_or(f64::NEG_INFINITY);
    if let Some(best) = pairs.iter().find(|pair| pair.1 >= most && pair.0 > from) {
        return pairs.iter().map(|pair| pair.0).filter(|&x| from < x && x <= best.0).collect();
    }
    let under = |w: &[(f64, f64)]| match w {
        [stair, next] if next.0 <= from => {
            Some((Step::for_width(next.0 - stair.0).past(next.0, false).max(stair.0), stair.1))
        }
        _ => None,
    };
    let mut down: Vec<(f64, f64)> = pairs.windows(2).filter_map(under).collect();
    down.reverse();
    let last = down.iter().position(|stair| stair.1 >= most).map_or(down.len(), |at| at + 1);
    down.into_iter().take(last).map(|stair| stair.0).collect()
}

fn between_extremes(direction: Direction, x: Option<f64>, others: &[f64]) -> Vec<f64> {
    let low = others.iter().copied().min_by(f64::total_cmp);
    let high = others.iter().copied().max_by(f64::total_cmp);
    let (Some(low), Some(high)) = (low, high) else { return Vec::new() };
    let (worst, best) = if direction == Direction::Rising { (low, high) } else { (high, low) };
    match Span::new(worst, best) {
        Some(span) => even(span, x),
        // All others are alike: being one of them, or better, earns 100.
        None => vec![best],
    }
}

/// Past each of the others in turn: the next round number, or the number of the one after where that comes first.
fn past_others(direction: Direction, x: Option<f64>, others: &[f64]) -> Vec<f64> {
    let up = direction == Direction::Rising;
    let mut candidates = in_direction(others.to_vec(), up);
    candidates.dedup_by(|b, a| same(*a, *b));
    let (Some(&first), Some(&last)) = (candidates.first(), candidates.last()) else { return Vec::new() };
    let step = Step::for_width(if same(first, last) { last.abs().max(1.0) } else { last - first });
    candidates.retain(|&v| x.is_none_or(|x| if up { v >= x } else { v <= x }));
    let after = candidates.iter().skip(1).map(|&v| Some(v)).chain([None]);
    let nearer = |a: f64, b: f64| if up { a.min(b) } else { a.max(b) };
    candidates
        .iter()
        .zip(after)
        .map(|(&v, after)| after.map_or(step.past(v, up), |b| nearer(step.past(v, up), b)))
        .collect()
}

/// From where an account stands to both ends of a curve or a staircase, nearest first.
pub(crate) fn toward_ends(curve: &Curve, now: Value<'_>, whole: bool) -> Vec<f64> {
    let pairs = curve.pairs();
    let (Some(first), Some(last)) = (pairs.first(), pairs.last()) else { return Vec::new() };
    let Value::Number(x) = now else { return Vec::new() };
    let step = Step::for_width(if same(first.0, last.0) { last.0.abs().max(1.0) } else { last.0 - first.0 });
    let from = x.clamp(first.0, last.0);
    let mut all = step.walk(from, first.0);
    all.extend(step.walk(from, last.0));
    // A staircase begins with fewer points below its first threshold.
    all.extend(pairs.iter().flat_map(|pair| [pair.0, step.past(pair.0, false)]));
    if whole {
        all.iter_mut().for_each(|value| *value = if *value < x { value.floor() } else { value.ceil() });
    }
    all.retain(|value| !same(*value, x));
    nearest_first(&mut all, now);
    all
}

/// Sorts numbers by how far they are from where an account stands.
pub(crate) fn nearest_first(numbers: &mut Vec<f64>, now: Value<'_>) {
    let x = if let Value::Number(x) = now { x } else { 0.0 };
    numbers.sort_by(|a, b| (a - x).abs().total_cmp(&(b - x).abs()).then(a.total_cmp(b)));
    numbers.dedup_by(|b, a| same(*a, *b));
}

fn in_direction(mut numbers: Vec<f64>, up: bool) -> Vec<f64> {
    numbers.sort_by(|a, b| if up { a.total_cmp(b) } else { b.total_cmp(a) });
    numbers
}

fn same(a: f64, b: f64) -> bool {
    a.total_cmp(&b).is_eq()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn numbers(scale: &Scale, now: Option<f64>, others: &[f64]) -> Vec<f64> {
        candidates(scale, now, others, false)
    }

    fn whole(scale: &Scale, now: Option<f64>, others: &[f64]) -> Vec<f64> {
        candidates(scale, now, others, true)
    }

    fn candidates(scale: &Scale, now: Option<f64>, others: &[f64], whole: bool) -> Vec<f64> {
        let now = now.map_or(Value::Missing, Value::Number);
        let number = |v| if let Value::Number(x) = v { x } else { f64::NAN };
        higher_values(Start { scale, now, points: None, others, is_whole: whole }).into_iter().map(number).collect()
    }

    #[test]
    fn whole_numbers_climb_in_whole_numbers() {
        assert_eq!(whole(&rating(0.0, 10.0), Some(7.0), &[]), [8.0, 9.0, 10.0]);
        assert_eq!(whole(&rating(5.0, 1.0), Some(3.0), &[]), [2.0, 1.0]);
        assert_eq!(whole(&rating(0.0, 2.5), None, &[]), [1.0, 2.0]);
        let linear = Scale::Linear(Span::new(0.0, 2.5).unwrap());
        assert_eq!(whole(&linear, Some(1.0), &[]), [2.0, 3.0]);
        let rising = Scale::Percentile(Direction::Rising);
        assert_eq!(whole(&rising, Some(1.0), &[1.0, 2.0, 4.0]), [2.0, 3.0, 5.0]);
        let steps = Scale::Steps(curve(&[(0.0, 100.0), (30.0, 50.0), (60.0, 0.0)]));
        assert_eq!(whole(&steps, Some(75.0), &[]), [59.0, 29.0]);
    }

    fn rating(from: f64, to: f64) -> Scale {
        Scale::Rating(Span::new(from, to).unwrap())
    }

    fn curve(pairs: &[(f64, f64)]) -> Curve {
        Curve::new(pairs.to_vec()).unwrap()
    }

    #[test]
    fn a_rating_climbs_in_tenths_to_its_better_end() {
        let up = numbers(&rating(0.0, 10.0), Some(9.65), &[]);
        assert_eq!(up, [9.7, 9.8, 9.9, 10.0]);
        let down = numbers(&rating(5.0, 1.0), Some(1.06), &[]);
        assert_eq!(down, [1.05, 1.04, 1.03, 1.02, 1.01, 1.0]);
        assert!(numbers(&rating(0.0, 10.0), Some(10.0), &[]).is_empty());
        assert_eq!(numbers(&rating(0.0, 10.0), None, &[]).len(), 100);
    }

    #[test]
    fn a_logarithm_climbs_in_three_digits() {
        let log = Scale::Log(LogSpan::new(10_000.0, 10_000_000.0).unwrap());
        let all = numbers(&log, Some(1_234_567.0), &[]);
        assert_eq!(all[..2], [1_240_000.0, 1_250_000.0]);
        assert_eq!(all.last(), Some(&10_000_000.0));
        let from_nothing = numbers(&log, Some(-3.0), &[]);
        assert!((from_nothing[0] - 10_100.0).abs() < f64::EPSILON);
    }

    #[test]
    fn a_curve_is_followed_to_its_nearest_top() {
        let hill = Scale::Points(curve(&[(0.0, 0.0), (5.0, 100.0), (10.0, 0.0)]));
        assert_eq!(numbers(&hill, Some(4.85), &[]), [4.9, 5.0]);
        assert_eq!(numbers(&hill, Some(5.15), &[]), [5.1, 5.0]);
        assert!(numbers(&hill, Some(5.0), &[]).is_empty());
    }

    #[test]
    fn a_staircase_is_climbed_by_its_thresholds_and_left_downwards_just_below_them() {
        let up = Scale::Steps(curve(&[(1.0, 20.0), (5.0, 60.0), (20.0, 100.0)]));
        assert_eq!(numbers(&up, Some(2.0), &[]), [5.0, 20.0]);
        assert_eq!(numbers(&up, None, &[]), [1.0, 5.0, 20.0]);
        let down = Scale::Steps(curve(&[(0.0, 100.0), (30.0, 50.0), (60.0, 0.0)]));
        assert_eq!(numbers(&down, Some(75.0), &[]), [59.9, 29.9]);
    }

    #[test]
    fn levels_are_climbed_by_their_points() {
        let levels: Vec<_> = [("none", 0.0), ("global", 100.0), ("regional", 40.0), ("local", 40.0)]
            .map(|(text, points)| (text.to_owned(), points))
            .to_vec();
        let scale = Scale::Levels(levels);
        let start = Start { scale: &scale, now: Value::Text("none"), points: Some(0.0), others: &[], is_whole: false };
        let all = higher_values(start);
        assert_eq!(all, [Value::Text("regional"), Value::Text("global")]);
    }

    #[test]
    fn scales_that_look_at_others_climb_past_them() {
        let others = [10.0, 30.0, 20.0, 20.0];
        let rising = Scale::Percentile(Direction::Rising);
        assert_eq!(numbers(&rising, Some(15.0), &others), [20.1, 30.1]);
        let falling = Scale::Percentile(Direction::Falling);
        assert_eq!(numbers(&falling, Some(15.0), &others), [9.9]);
        let minmax = numbers(&Scale::MinMax(Direction::Rising), Some(29.7), &others);
        assert_eq!(minmax, [29.8, 29.9, 30.0]);
        assert_eq!(numbers(&Scale::MinMax(Direction::Falling), Some(3.0), &[2.0, 2.0]), [2.0]);
    }

    #[test]
    fn the_first_candidate_that_is_enough_is_found() {
        let candidates = [1, 2, 3, 4, 5];
        assert_eq!(first_enough(&candidates, |x| x >= 3), Some(3));
        assert_eq!(first_enough(&candidates, |x| x >= 1), Some(1));
        assert_eq!(first_enough(&candidates, |x| x > 5), None);
        assert_eq!(first_enough(&[] as &[i32], |_| true), None);
    }
}
