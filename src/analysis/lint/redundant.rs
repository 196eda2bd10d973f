//! Criteria and orders that say the same.

use super::figures::{percent, three_digits};
use super::note::{
    ALIKE, CRITERIA_REDUNDANT, CRITERION_DOMINATING, FEWEST_TO_COMPARE, Note, RANKING_NEARLY_TURNOVER, Subject,
};
use super::points::{Earned, Points, family, is_whole};
use crate::finding::Finding;
use crate::scoring::{Engine, Node, Ranking};
use crate::statistics::kendall::kendall_tau_b;

/// Criteria that alone give nearly the whole order (Kendall tau-b above [`ALIKE`]). A group is named only where none of
/// its members already is.
pub(crate) fn dominating(engine: &Engine, seen: &Points<'_>) -> Vec<Note> {
    let nodes = engine.nodes();
    let mut found: Vec<(usize, f64, usize)> = Vec::new();
    for place in (0..nodes.len()).rev().filter(|&place| !is_whole(engine, place)) {
        let inside = family(nodes, place);
        if found.iter().any(|(below, ..)| inside.contains(below)) {
            continue;
        }
        let both = seen
            .of(place)
            .iter()
            .zip(&seen.scores)
            .filter_map(|(earned, score)| Some((earned.as_ref()?.points, *score)));
        let (points, scores): (Vec<f64>, Vec<f64>) = both.unzip();
        if points.len() < FEWEST_TO_COMPARE {
            continue;
        }
        if let Some(tau) = kendall_tau_b(&points, &scores).filter(|tau| *tau > ALIKE) {
            found.push((place, tau, points.len()));
        }
    }
    found.sort_unstable_by_key(|(place, ..)| *place);
    found.into_iter().filter_map(|(place, tau, n)| nodes.get(place).map(|node| dominates(node, tau, n))).collect()
}

fn dominates(node: &Node, tau: f64, n: usize) -> Note {
    let message = format!(
        "\"{}\" alone puts the customers in nearly the same order as the whole model (Kendall tau-b {} over {n} customers, weight {} of the whole)",
        node.label,
        three_digits(tau),
        percent(node.effective_weight),
    );
    let help = "give it less weight, or give the others scales that spread the customers further";
    Note::on_criterion(&node.id, Finding::warning(CRITERION_DOMINATING, message).help(help))
}

/// Pairs of criteria whose points rise and fall together (Pearson correlation above [`ALIKE`]). Leaf criteria come
/// first. A pair with a group is named only where no pair of their members already is.
pub(crate) fn redundant(engine: &Engine, seen: &Points<'_>) -> Vec<Note> {
    let nodes = engine.nodes();
    let spread: Vec<usize> = (0..nodes.len()).filter(|&place| !seen.is_constant(place)).collect();
    let is_leaf = |place: usize| nodes.get(place).is_some_and(|node| node.column.is_some());
    let mut pairs: Vec<(usize, usize)> = Vec::new();
    for (at, &a) in spread.iter().enumerate() {
        let inside = family(nodes, a);
        pairs.extend(spread.iter().skip(at + 1).filter(|b| !inside.contains(b)).map(|&b| (a, b)));
    }
    pairs.sort_by_key(|&(a, b)| (!(is_leaf(a) && is_leaf(b)), std::cmp::Reverse(a.min(b))));
    let mut found: Vec<(usize, usize, f64, usize)> = Vec::new();
    for (a, b) in pairs {
        let (of_a, of_b) = (family(nodes, a), family(nodes, b));
        if found.iter().any(|(c, d, ..)| of_a.contains(c) && of_b.contains(d)) {
            continue;
        }
        let (n, correlation) = correlation(seen.of(a), seen.of(b));
        if let Some(r) = correlation.filter(|r| *r > ALIKE && n >= FEWEST_TO_COMPARE) {
            found.push((a, b, r, n));
        }
    }
    found.sort_unstable_by_key(|&(a, b, ..)| (a, b));
    let note = |(a, b, r, n)| Some(repeats(nodes.get(a)?, nodes.get(b)?, r, n));
    found.into_iter().filter_map(note).collect()
}

fn repeats(first: &Node, second: &Node, r: f64, n: usize) -> Note {
    let message = format!(
        "\"{}\" says the same as \"{}\": their points correlate at {} over {n} customers, so one thing counts twice, with {} of the whole",
        second.label,
        first.label,
        three_digits(r),
        percent(first.effective_weight + second.effective_weight),
    );
    let help = "keep one of the two, or put both into one group with one weight";
    Note::on_criterion(&second.id, Finding::warning(CRITERIA_REDUNDANT, message).help(help))
}

/// How many accounts have both, and the correlation of their points.
fn correlation(a: &[Option<Earned>], b: &[Option<Earned>]) -> (usize, Option<f64>) {
    let both = a.iter().zip(b).filter_map(|(a, b)| Some((a.as_ref()?.points, b.as_ref()?.points)));
    let (a, b): (Vec<f64>, Vec<f64>) = both.unzip();
    (a.len(), pearson(&a, &b))
}

/// Pearson's correlation coefficient of two lists of equal length, -1..1: the sum of the products of the deviations from
/// the means, over the root of the product of the sums of their squares. `None` where a list is constant.
///
/// K. Pearson, Phil. Trans. R. Soc. A 187, 1896, 253-318, doi 10.1098/rsta.1896.0007.
fn pearson(x: &[f64], y: &[f64]) -> Option<f64> {
    #[allow(clippy::cast_precision_loss, reason = "a count of accounts")]
    let mean = |list: &[f64]| list.iter().sum::<f64>() / list.len().max(1) as f64;
    let (mean_x, mean_y) = (mean(x), mean(y));
    let (mut xx, mut yy, mut xy) = (0.0, 0.0, 0.0);
    for (x, y) in x.iter().zip(y) {
        let (x, y) = (x - mean_x, y - mean_y);
        (xx, yy, xy) = (xx + x * x, yy + y * y, xy + x * y);
    }
    let root = (xx * yy).sqrt();
    (root > 0.0).then(|| (xy / root).clamp(-1.0, 1.0))
}

/// A ranking in nearly the order of the first amount column: the model adds nothing to what everybody knows.
pub(crate) fn nearly_turnover(ranking: &Ranking<'_>) -> Option<Note> {
    let baseline = ranking.summary().baseline.as_ref()?;
    let tau = baseline.tau_b.filter(|tau| *tau > ALIKE && ranking.len() >= FEWEST_TO_COMPARE)?;
    let message = format!(
        "the ranking is nearly the same as a ranking by {} alone (Kendall tau-b {} over {} customers): the model adds nothing",
        baseline.column,
        three_digits(tau),
        ranking.len(),
    );
    let help = "give weight to what turnover does not show: know-how, opened doors, room to grow";
    Some(Note { subject: Subject::Sum, finding: Finding::warning(RANKING_NEARLY_TURNOVER, message).help(help) })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_correlation_agrees_with_a_published_example() {
        // F. J. Anscombe, The American Statistician 27, 1973, 17-21: the first of four data sets, r = 0.816.
        let x = [10.0, 8.0, 13.0, 9.0, 11.0, 14.0, 6.0, 4.0, 12.0, 7.0, 5.0];
        let y = [8.04, 6.95, 7.58, 8.81, 8.33, 9.96, 7.24, 4.26, 10.84, 4.82, 5.68];
        assert!((pearson(&x, &y).unwrap() - 0.816_420_516_345).abs() < 1e-12);
        assert_eq!(pearson(&x, &[3.0; 11]), None);
        assert_eq!(pearson(&[], &[]), None);
    }
}
