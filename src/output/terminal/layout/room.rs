//! How much room columns and cells take.

use super::header::parts;
use crate::language::Language;
use crate::output::terminal::bar::bar;
use crate::report::{Cell, Column};
use crate::text::visible::{truncated, visible, width};

/// The fewest columns of the terminal that a column can do with: words of a header are not cut either.
pub(crate) fn least(column: &Column, cells: usize, all: usize) -> usize {
    let narrow = if column.right { column.narrow.max(cells) } else { column.narrow };
    let longest = parts(&visible(&column.name)).map(|part| width(part.trim_end())).max().unwrap_or(0);
    all.min(narrow.max(longest.min(column.wide))).max(1)
}

/// What a cell would like.
pub(crate) fn wanted(cell: &Cell<'_>, column: &Column, language: Language) -> usize {
    match cell {
        Cell::Bar(_) => column.wide,
        _ => width(&truncated(&cell.shown(language), column.wide)) + width(cell.mark(true)),
    }
}

/// A cell in so many columns of the terminal.
pub(crate) fn within(cell: &Cell<'_>, columns: usize, language: Language) -> String {
    match cell {
        Cell::Bar(percent) => bar(*percent, columns),
        _ => {
            let mark = cell.mark(true);
            format!("{}{mark}", truncated(&cell.shown(language), columns.saturating_sub(width(mark))))
        }
    }
}
