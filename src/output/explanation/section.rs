//! Rows of cells and the sentences around them, before any format draws them.

use crate::report::Column;

/// A part of a page.
#[derive(Debug, Default)]
pub(crate) struct Section {
    /// Shown above; the first section's is the page's title.
    pub(crate) heading: String,
    /// Sentences, each a line of its own.
    pub(crate) lines: Vec<String>,
    /// The columns of the table under the sentences; empty where there is none.
    pub(crate) columns: Vec<Column>,
    /// Its rows, each as wide as `columns`.
    pub(crate) rows: Vec<Row>,
    /// Sentences under the table.
    pub(crate) notes: Vec<String>,
}

/// A row of a table.
#[derive(Debug, Default, PartialEq)]
pub(crate) struct Row {
    /// How far the first cell is indented.
    pub(crate) depth: usize,
    /// Is it the row that the page is about?
    pub(crate) strong: bool,
    /// The cells.
    pub(crate) cells: Vec<String>,
}
