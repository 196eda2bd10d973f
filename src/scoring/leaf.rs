//! The columns that a model reads: those of its leaves, and those it carries along.

use crate::model::{Missing, Scale};
use crate::table::ColumnId;

/// A leaf criterion, ready to be read.
#[derive(Debug, Clone)]
pub(crate) struct Reading {
    /// Its place among the nodes.
    pub(crate) node: usize,
    pub(crate) column: ColumnId,
    pub(crate) scale: Scale,
    pub(crate) missing: Missing,
}

/// The columns that say who an account is and what is carried along.
#[derive(Debug, Clone)]
pub(crate) struct Carried {
    pub(crate) name: Option<ColumnId>,
    pub(crate) status: Option<ColumnId>,
    pub(crate) show: Vec<ColumnId>,
    pub(crate) sum: Vec<ColumnId>,
}
