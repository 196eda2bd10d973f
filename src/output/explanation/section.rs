//! Rows of cells and the sentences around them, before any format draws them.

use crate::output::grid::Column;

/// A part of a page.
#[derive(Debug, Default)]
pub(super) struct Section {
    /// Shown above; the first section's is the page's title.
    pub(super) heading: String,
    /// Sentences, each a line of its own.
    pub(super) lines: Vec<String>,
    /// The columns of the table under the sentences; empty where there is none.
    pub(super) columns: Vec<Column>,
    /// Its rows, each as wide as `columns`.
    pub(super) rows: Vec<Row>,
    /// Sentences under the table.
    pub(super) notes: Vec<String>,
}

/// A row of a table.
#[derive(Debug, Default, PartialEq)]
pub(super) struct Row {
    /// How far the first cell is indented.
    pub(super) depth: usize,
    /// Is it the row that the page is about?
    pub(super) strong: bool,
    /// The cells.
    pub(super) cells: Vec<String>,
}
