//! Two axes and the four fields between them.

/// One axis: the weighted mean of some criteria's points, weighted as in the score.
#[derive(Debug, Clone, PartialEq)]
pub struct Axis {
    /// Its label.
    pub label: String,
    /// Ids of the criteria, at least one.
    pub criteria: Vec<String>,
    /// The points (0..100) from which an account is on the high side.
    pub split: f64,
}

/// The portfolio matrix.
#[derive(Debug, Clone, PartialEq)]
pub struct Portfolio {
    /// From left to right.
    pub x: Axis,
    /// From bottom to top.
    pub y: Axis,
    /// Names of the fields.
    pub quadrants: Quadrants,
}

/// Names of the four fields, each `x_y`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Quadrants {
    /// High on both axes.
    pub high_high: String,
    /// Low on x, high on y.
    pub low_high: String,
    /// High on x, low on y.
    pub high_low: String,
    /// Low on both axes.
    pub low_low: String,
}

impl Quadrants {
    /// The name of the field that an account is in.
    pub fn name(&self, x_high: bool, y_high: bool) -> &str {
        match (x_high, y_high) {
            (true, true) => &self.high_high,
            (false, true) => &self.low_high,
            (true, false) => &self.high_low,
            (false, false) => &self.low_low,
        }
    }
}
