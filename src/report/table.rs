//! A table of typed cells.

use super::cell::Cell;
use super::column::Column;
use super::legend::Legend;

/// Rows that are made each time they are gone through, so that a million of them need no memory.
pub(crate) type Rows<'a> = Box<dyn Fn() -> Box<dyn Iterator<Item = Row<'a>> + 'a> + 'a>;

/// Columns and rows. Each row has a cell for every column.
pub(crate) struct Table<'a> {
    pub(crate) columns: Vec<Column>,
    pub(crate) rows: Rows<'a>,
    /// Whether its texts are never cut: where they find no room, each row becomes a list.
    pub(crate) keeps_texts: bool,
    /// Whether one of the rows is its subject.
    pub(crate) has_subject: bool,
    /// What stands directly under it where room is short.
    pub(crate) legend: Option<Box<dyn Fn() -> Legend<'a> + 'a>>,
}

/// One row.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Row<'a> {
    pub(crate) standing: Standing,
    /// How far the first cell is indented.
    pub(crate) depth: usize,
    pub(crate) cells: Vec<Cell<'a>>,
}

/// What a row is among the others.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Standing {
    Plain,
    /// One of the best, such as those of the first tier: seen where there is colour.
    Leading,
    /// The one that the table is about: seen without colour too.
    Subject,
}

impl<'a> Row<'a> {
    pub(crate) fn plain(cells: Vec<Cell<'a>>) -> Self {
        Row { standing: Standing::Plain, depth: 0, cells }
    }
}

impl<'a> Table<'a> {
    /// A table whose rows are all there already.
    pub(crate) fn of(columns: Vec<Column>, rows: Vec<Row<'a>>) -> Self {
        let has_subject = rows.iter().any(|row| row.standing == Standing::Subject);
        let rows: Rows<'a> = Box::new(move || Box::new(rows.clone().into_iter()));
        Table { has_subject, ..Table::on_demand(columns, rows) }
    }

    /// The same of plain rows.
    pub(crate) fn of_cells(columns: Vec<Column>, rows: Vec<Vec<Cell<'a>>>) -> Self {
        Table::of(columns, rows.into_iter().map(Row::plain).collect())
    }

    /// A table whose rows are made as they are written. None of them is its subject.
    pub(crate) fn on_demand(columns: Vec<Column>, rows: Rows<'a>) -> Self {
        Table { columns, rows, keeps_texts: false, has_subject: false, legend: None }
    }
}
