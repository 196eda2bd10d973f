//! Random weights. The same seed gives the same weights, whatever the number of threads.

use rand_chacha::ChaCha8Rng;
use rand_chacha::rand_core::SeedableRng;
use rand_distr::{Distribution, Exp1, Gamma};

/// Where weights come from.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Weighting {
    /// All weightings, each as likely as another (uniform on the simplex), as if nothing were known about the weights.
    Any,
    /// Near the model's own weights w: Dirichlet(c w). Each weight has its own as mean and the variance `w (1 - w) / (c
    /// + 1)`.
    Near {
        /// c, above 0.
        concentration: f64,
    },
}

impl Weighting {
    /// The concentration c under which the weights deviate by `spread` percentage points: the square root of the mean
    /// of their variances. `None` where c would be below 1, which means above [`widest_spread`], or where the spread is
    /// not above 0.
    pub fn near(weights: &[f64], spread: f64) -> Option<Self> {
        let share = spread / 100.0;
        let concentration = mean_variance(weights) / (share * share) - 1.0;
        (spread > 0.0 && concentration.is_finite() && concentration >= 1.0 - 1e-9)
            .then_some(Weighting::Near { concentration })
    }

    /// The standard deviation of a criterion of weight `w` (0..1).
    pub fn deviation(self, w: f64, criteria: usize) -> f64 {
        let (w, concentration) = match self {
            Weighting::Any => (1.0 / criteria.max(1) as f64, criteria as f64),
            Weighting::Near { concentration } => (w, concentration),
        };
        (w * (1.0 - w) / (concentration + 1.0)).sqrt()
    }
}

/// The largest spread, in percentage points, for which there are weights near `weights`: c = 1.
pub fn widest_spread(weights: &[f64]) -> f64 {
    100.0 * (mean_variance(weights) / 2.0).sqrt()
}

/// Mean of `w (1 - w)`.
fn mean_variance(weights: &[f64]) -> f64 {
    weights.iter().map(|w| w * (1.0 - w)).sum::<f64>() / weights.len().max(1) as f64
}

/// A stream of weights. Each number gives a stream of its own, so that several threads can draw at once.
pub(crate) struct Draws {
    random: ChaCha8Rng,
    /// `None`: the exponential distribution, which is the gamma distribution of shape 1.
    shapes: Option<Vec<Gamma<f64>>>,
}

impl Draws {
    /// The stream with that number.
    pub(crate) fn new(weighting: Weighting, weights: &[f64], seed: u64, stream: u64) -> Self {
        let mut random = ChaCha8Rng::seed_from_u64(seed);
        let (shapes, kind) = match weighting {
            Weighting::Any => (None, 0),
            Weighting::Near { concentration } => {
                let shape = |w: &f64| Gamma::new((concentration * w).max(f64::MIN_POSITIVE), 1.0).ok();
                (weights.iter().map(shape).collect(), 1)
            }
        };
        random.set_stream(stream << 1 | kind);
        Draws { random, shapes }
    }

    /// Draws weights, none below 0 and with sum 1: independent gamma numbers over their sum (L. Devroye, Non-Uniform Random
    /// Variate Generation, 1986, ch. XI.4).
    pub(crate) fn draw(&mut self, to: &mut [f64]) {
        match &self.shapes {
            None => to.iter_mut().for_each(|w| *w = Exp1.sample(&mut self.random)),
            Some(shapes) => {
                to.iter_mut().zip(shapes).for_each(|(w, shape)| *w = shape.sample(&mut self.random));
            }
        }
        // With a very small shape all numbers can be 0, and then there is no sum to divide by.
        to.iter_mut().for_each(|w| *w = w.max(f64::MIN_POSITIVE));
        let sum: f64 = to.iter().sum();
        to.iter_mut().for_each(|w| *w /= sum);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn moments(weighting: Weighting, weights: &[f64]) -> Vec<(f64, f64)> {
        const N: usize = 40_000;
        let mut draws = Draws::new(weighting, weights, 7, 3);
        let mut drawn = vec![0.0; weights.len()];
        let mut sums = vec![(0.0, 0.0); weights.len()];
        for _ in 0..N {
            draws.draw(&mut drawn);
            assert!((drawn.iter().sum::<f64>() - 1.0).abs() < 1e-12 && drawn.iter().all(|w| *w >= 0.0));
            for (sum, w) in sums.iter_mut().zip(&drawn) {
                *sum = (sum.0 + w, sum.1 + w * w);
            }
        }
        let n = N as f64;
        sums.into_iter().map(|(sum, squares)| (sum / n, (squares / n - (sum / n).powi(2)).sqrt())).collect()
    }

    #[test]
    fn weights_near_ours_have_our_mean_and_the_spread_that_was_asked_for() {
        let weights = [0.3, 0.2, 0.2, 0.15, 0.15];
        let near = Weighting::near(&weights, 5.0).unwrap();
        let found = moments(near, &weights);
        for ((mean, deviation), w) in found.iter().zip(weights) {
            assert!((mean - w).abs() < 0.001, "{mean} {w}");
            assert!((deviation - near.deviation(w, 5)).abs() < 0.001, "{deviation}");
        }
        let spread = (found.iter().map(|(_, d)| d * d).sum::<f64>() / 5.0).sqrt();
        assert!((spread - 0.05).abs() < 0.0005, "{spread}");
    }

    #[test]
    fn any_weights_are_uniform_on_the_simplex() {
        // Mean 1/n, variance (n - 1) / (n^2 (n + 1)).
        for (mean, deviation) in moments(Weighting::Any, &[0.9, 0.05, 0.05]) {
            assert!((mean - 1.0 / 3.0).abs() < 0.004 && (deviation - (2.0f64 / 36.0).sqrt()).abs() < 0.003);
            assert!((deviation - Weighting::Any.deviation(0.9, 3)).abs() < 0.003);
        }
    }

    #[test]
    fn a_spread_has_to_be_above_zero_and_not_too_wide() {
        let weights = [0.5, 0.5];
        let widest = widest_spread(&weights);
        assert!((widest - 35.355_339).abs() < 1e-6);
        assert!(Weighting::near(&weights, widest).is_some() && Weighting::near(&weights, widest + 0.01).is_none());
        assert!(Weighting::near(&weights, 0.0).is_none() && Weighting::near(&weights, f64::NAN).is_none());
        assert!(Weighting::near(&[1.0], 5.0).is_none());
    }

    #[test]
    fn streams_differ_and_repeat() {
        let first = |seed, stream, weighting| {
            let mut to = [0.0; 3];
            Draws::new(weighting, &[0.5, 0.25, 0.25], seed, stream).draw(&mut to);
            to.map(f64::to_bits)
        };
        assert_eq!(first(1, 0, Weighting::Any), first(1, 0, Weighting::Any));
        assert_ne!(first(1, 0, Weighting::Any), first(1, 1, Weighting::Any));
        assert_ne!(first(1, 0, Weighting::Any), first(2, 0, Weighting::Any));
    }
}
