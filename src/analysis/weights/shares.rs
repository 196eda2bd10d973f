//! Weights as shares of their sum.

/// Divides each weight by their sum.
pub(crate) fn normalised(numbers: &[f64]) -> Vec<f64> {
    let sum: f64 = numbers.iter().sum();
    numbers.iter().map(|number| number / sum).collect()
}
