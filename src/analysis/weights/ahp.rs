//! Weights from pairwise comparison: the analytic hierarchy process.

/// One judgement: `more` counts `by` times as much as `less`. Both are places in a list of criteria.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Judgement {
    /// The criterion that counts more.
    pub more: usize,
    /// The one that counts less.
    pub less: usize,
    /// How many times as much; 1: equally, up to 9: extremely more.
    pub by: f64,
}

/// Weights from judgements, and how well these agree with each other.
#[derive(Debug, Clone, PartialEq)]
pub struct Priorities {
    /// Sum 1, in the order of the criteria.
    pub weights: Vec<f64>,
    /// The principal eigenvalue; the number of criteria where all judgements agree.
    pub lambda_max: f64,
    /// `(lambda_max - n) / (n - 1)`.
    pub consistency_index: f64,
    /// Saaty's random index, reduced in proportion where pairs are not judged; `None` beyond the table.
    pub random_index: Option<f64>,
    /// `consistency_index / random_index`; 0 for two criteria. `None` beyond the table, and where there are only as
    /// many judgements as the weights need, so that none checks another.
    pub consistency_ratio: Option<f64>,
    /// How many pairs are not judged.
    pub open_pairs: usize,
}

impl Priorities {
    /// Above this consistency ratio the judgements deserve a second look (Saaty).
    pub const ACCEPTABLE: f64 = 0.10;

    /// Whether the judgements contradict each other more than is acceptable.
    pub fn is_inconsistent(&self) -> bool {
        self.consistency_ratio.is_some_and(|ratio| ratio > Priorities::ACCEPTABLE)
    }
}

/// The source of the random index, for every output: published tables differ.
pub const RANDOM_INDEX_TABLE: &str = "Saaty 1977/1980";

/// The mean consistency index of random matrices for 3 to 10 criteria.
const RANDOM_INDEX: [f64; 8] = [0.58, 0.90, 1.12, 1.24, 1.32, 1.41, 1.45, 1.49];

/// Weights of `n` criteria from judgements, at most one for a pair: the principal right eigenvector of the reciprocal matrix
/// `a_ij = by`, `a_ji = 1 / by`, `a_ii = 1`.
///
/// A pair that is not judged is taken to have exactly the ratio of the weights: its entry is 0, and the diagonal of
/// both rows is one more, which has the same eigenvector. `None` where the judgements leave criteria unconnected, so
/// that nothing compares them.
///
/// T. L. Saaty, J. Math. Psychol. 15, 1977, 234-281, doi 10.1016/0022-2496(77)90033-5. Pairs not judged: P. T. Harker,
/// Math. Modelling 9, 1987, 353-360; their random index `RI(n) (1 - 2 m / ((n - 1)(n - 2)))` for m of them: K. C. Ágoston,
/// L. Csató, Omega 108, 2022, 102576. They choose the missing entries that make the eigenvalue smallest. Harker's
/// eigenvalue is never smaller, so the ratio here is a little strict: hardly with a few open pairs, by about a tenth
/// with nearly half of them.
pub fn priorities(n: usize, judgements: &[Judgement]) -> Option<Priorities> {
    let pairs = n.checked_sub(1)? * n / 2;
    if !is_connected(n, judgements) {
        return None;
    }
    let open_pairs = pairs.saturating_sub(judgements.len());
    let matrix = matrix(n, judgements);
    let weights = principal_eigenvector(&matrix);
    // The weights sum to 1, so the sum of their images is the eigenvalue.
    let eigenvalue: f64 = product(&matrix, &weights).iter().sum();
    // A tiny inconsistency is an error of the arithmetic.
    let excess = eigenvalue - n as f64;
    let excess = if excess.abs() < 1e-12 * n as f64 { 0.0 } else { excess.max(0.0) };
    let consistency_index = if n > 2 { excess / (n - 1) as f64 } else { 0.0 };
    let checks = judgements.len().saturating_sub(n - 1);
    let most_checks = pairs.saturating_sub(n - 1);
    let full = n.checked_sub(3).and_then(|place| RANDOM_INDEX.get(place));
    let random_index = full.map(|full| full * checks as f64 / most_checks as f64);
    let consistency_ratio = match n {
        ..=2 => Some(0.0),
        _ => random_index.filter(|random| *random > 0.0).map(|random| consistency_index / random),
    };
    let lambda_max = n as f64 + excess;
    Some(Priorities { weights, lambda_max, consistency_index, random_index, consistency_ratio, open_pairs })
}

/// The judgement that fits the others least.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Worst {
    /// Its place among the judgements.
    pub place: usize,
    /// The factor that would fit: how many times as much `more` counts by all judgements together. Below 1 it counts
    /// less.
    pub fits: f64,
}

/// The judgement with the largest `|ln(by * w_less / w_more)|`; `None` where all fit exactly.
pub fn worst(judgements: &[Judgement], weights: &[f64]) -> Option<Worst> {
    let measured = judgements.iter().enumerate().map(|(place, judgement)| {
        let fits = ratio(weights, judgement.more, judgement.less);
        ((judgement.by / fits).ln().abs(), Worst { place, fits })
    });
    let off = measured.filter(|(off, _)| *off > 1e-9);
    off.max_by(|a, b| a.0.total_cmp(&b.0).then(b.1.place.cmp(&a.1.place))).map(|(_, worst)| worst)
}

/// How many times as much one criterion weighs as another.
pub(crate) fn ratio(weights: &[f64], more: usize, less: usize) -> f64 {
    match (weights.get(more), weights.get(less)) {
        (Some(more), Some(less)) => more / less,
        _ => 1.0,
    }
}

/// Whether the judgements connect all criteria.
pub fn is_connected(n: usize, judgements: &[Judgement]) -> bool {
    let mut reached = vec![0_usize];
    let mut next = 0;
    while let Some(&from) = reached.get(next) {
        let ends = judgements.iter().filter_map(|j| match from {
            _ if j.more == from => Some(j.less),
            _ if j.less == from => Some(j.more),
            _ => None,
        });
        for end in ends {
            if !reached.contains(&end) {
                reached.push(end);
            }
        }
        next += 1;
    }
    reached.len() == n
}

/// The pairs that are not judged, in the order of the criteria.
pub fn open_pairs(n: usize, judgements: &[Judgement]) -> Vec<(usize, usize)> {
    let judged = |a, b| judgements.iter().any(|j| (j.more, j.less) == (a, b) || (j.more, j.less) == (b, a));
    (0..n).flat_map(|a| (a + 1..n).map(move |b| (a, b))).filter(|&(a, b)| !judged(a, b)).collect()
}

fn matrix(n: usize, judgements: &[Judgement]) -> Vec<Vec<f64>> {
    let mut matrix = vec![vec![0.0; n]; n];
    for judgement in judgements {
        for (row, column, entry) in
            [(judgement.more, judgement.less, judgement.by), (judgement.less, judgement.more, 1.0 / judgement.by)]
        {
            if let Some(cell) = matrix.get_mut(row).and_then(|row| row.get_mut(column)) {
                *cell = entry;
            }
        }
    }
    for (place, row) in matrix.iter_mut().enumerate() {
        let open = row.iter().filter(|entry| **entry <= 0.0).count();
        if let Some(diagonal) = row.get_mut(place) {
            *diagonal = open as f64;
        }
    }
    matrix
}

/// How often the matrix is squared: 24 times make the power of 16 million.
const SQUARINGS: usize = 24;
/// How often the result is then multiplied by the matrix, which removes the errors of squaring.
const REFINEMENTS: usize = 20;

/// The principal eigenvector, with sum 1, of a matrix without negative entries, some power of which is positive.
fn principal_eigenvector(matrix: &[Vec<f64>]) -> Vec<f64> {
    let mut power = matrix.to_vec();
    for _ in 0..SQUARINGS {
        power = squared(&power);
    }
    let sums: Vec<f64> = power.iter().map(|row| row.iter().sum()).collect();
    (0..REFINEMENTS)
        .fold(super::shares::normalised(&sums), |weights, _| super::shares::normalised(&product(matrix, &weights)))
}

fn product(matrix: &[Vec<f64>], vector: &[f64]) -> Vec<f64> {
    matrix.iter().map(|row| row.iter().zip(vector).map(|(a, x)| a * x).sum()).collect()
}

/// The square, scaled down as a whole so that no entry overflows.
fn squared(matrix: &[Vec<f64>]) -> Vec<Vec<f64>> {
    let row_of_square = |row: &Vec<f64>| {
        let mut sum = vec![0.0; row.len()];
        for (factor, other) in row.iter().zip(matrix) {
            sum.iter_mut().zip(other).for_each(|(sum, entry)| *sum += factor * entry);
        }
        sum
    };
    let mut square: Vec<Vec<f64>> = matrix.iter().map(row_of_square).collect();
    let largest = square.iter().flatten().copied().fold(f64::MIN_POSITIVE, f64::max);
    square.iter_mut().flatten().for_each(|entry| *entry /= largest);
    square
}
