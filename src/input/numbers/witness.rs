//! A cell that tells something about its whole column.

use crate::finding::Place;

/// A cell that testifies.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Witness {
    pub(crate) place: Place,
    pub(crate) value: String,
}
