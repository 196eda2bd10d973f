//! Interviews on a terminal: pairwise comparisons of criteria, and the columns of an export.

pub(crate) mod columns;
pub(crate) mod menu;
pub(crate) mod pairwise;
