//! Figures of statistics: exact sums, rounding, and how alike two orders are. Each names its source.

pub(crate) mod kendall;
pub(crate) mod rounding;
pub(crate) mod spearman;
pub(crate) mod sum;
