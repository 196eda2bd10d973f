//! Rows of cells and the sentences around them, before any format draws them.

/// A part of a page.
#[derive(Debug, Default, PartialEq)]
pub(super) struct Section {
    /// Shown above; the first section's is the page's title.
    pub(super) heading: String,
    /// Sentences, each a line of its own.
    pub(super) lines: Vec<String>,
    /// Shown under the sentences.
    pub(super) grid: Option<Grid>,
    /// Sentences under the grid.
    pub(super) notes: Vec<String>,
}

/// Where the text of a column stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Side {
    /// At the left edge, as texts do.
    Left,
    /// At the right edge, as numbers do.
    Right,
}

/// A grid of cells.
#[derive(Debug, PartialEq)]
pub(super) struct Grid {
    /// Name and side of each column.
    pub(super) columns: Vec<(&'static str, Side)>,
    /// The rows, each as wide as `columns`.
    pub(super) rows: Vec<Row>,
}

/// A row of a grid.
#[derive(Debug, Default, PartialEq)]
pub(super) struct Row {
    /// How far the first cell is indented.
    pub(super) depth: usize,
    /// Is it the row that the page is about?
    pub(super) strong: bool,
    /// The cells.
    pub(super) cells: Vec<String>,
}
