//! The criteria and their weights.

use super::{Scale, Until};

/// A finite number above zero.
#[derive(Debug, Clone, Copy, PartialEq, PartialOrd)]
pub struct Weight(f64);

impl Weight {
    /// `None` unless `value` is finite and above zero.
    pub fn new(value: f64) -> Option<Self> {
        (value.is_finite() && value > 0.0).then_some(Weight(value))
    }

    /// The number itself.
    pub fn get(self) -> f64 {
        self.0
    }
}

/// What a missing cell means.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Missing {
    /// The data is refused.
    Refuse,
    /// It earns 0 points.
    Worst,
    /// The criterion is left out and its siblings' weights are rescaled for that account.
    Skip,
}

/// A criterion that is read from a column.
#[derive(Debug, Clone, PartialEq)]
pub struct Leaf {
    /// The column it is read from.
    pub column: String,
    /// How a cell becomes points.
    pub scale: Scale,
    /// Where set, its cells are dates, and the scale gets the days from each of them to this day.
    pub days_since: Option<Until>,
    /// What a missing cell means.
    pub missing: Missing,
}

/// The source of a criterion's points.
#[derive(Debug, Clone, PartialEq)]
pub enum Body {
    /// The weighted mean of its children's points; at least one child.
    Group(Vec<Criterion>),
    /// A column through a scale.
    Leaf(Leaf),
}

/// One criterion, a group or a leaf.
#[derive(Debug, Clone, PartialEq)]
pub struct Criterion {
    /// Unique in the model.
    pub id: String,
    /// The name that people see; the id where the file gives none.
    pub label: String,
    /// Its question, in a sentence.
    pub about: Option<String>,
    /// How much it counts among its siblings.
    pub weight: Weight,
    /// The source of its points.
    pub body: Body,
}

impl Criterion {
    /// The criteria below this one; empty for a leaf.
    pub fn children(&self) -> &[Criterion] {
        match &self.body {
            Body::Group(children) => children,
            Body::Leaf(_) => &[],
        }
    }

    /// The column of a leaf; none for a group.
    pub fn column(&self) -> Option<&str> {
        match &self.body {
            Body::Group(_) => None,
            Body::Leaf(leaf) => Some(&leaf.column),
        }
    }

    pub(crate) fn children_mut(&mut self) -> &mut [Criterion] {
        match &mut self.body {
            Body::Group(children) => children,
            Body::Leaf(_) => &mut [],
        }
    }
}
