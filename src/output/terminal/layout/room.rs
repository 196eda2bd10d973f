//! How much room columns and cells take.

use super::header::parts;
use crate::language::Language;
use crate::output::terminal::bar::bar;
use crate::report::{Cell, Column};
use crate::text::visible::{truncated, visible, width};

/// The fewest columns of the terminal that a column needs: right-aligned cells and words of the header stay whole.
pub(crate) fn least(column: &Column, cells: usize, all: usize) -> usize {
    let narrow = if column.right { column.narrow.max(cells) } else { column.narrow };
    let longest = parts(&visible(&column.name)).map(|part| width(part.trim_end())).max().unwrap_or(0);
    all.min(narrow.max(longest.min(column.wide))).max(1)
}

/// How many columns of the terminal a cell takes where there is room enough.
pub(crate) fn wanted(cell: &Cell<'_>, column: &Column, language: Language) -> usize {
    match cell {
        Cell::Bar(_) => column.wide,
        _ => width(&truncated(&cell.shown(language), column.wide)) + width(cell.mark(true)),
    }
}

/// A cell, cut to this many columns of the terminal.
pub(crate) fn within(cell: &Cell<'_>, columns: usize, language: Language) -> String {
    match cell {
        Cell::Bar(percent) => bar(*percent, columns),
        _ => {
            let mark = cell.mark(true);
            format!("{}{mark}", truncated(&cell.shown(language), columns.saturating_sub(width(mark))))
        }
    }
}
