//! What a table is made of: columns, when each gets its room, and cells.

use super::header::parts;
use crate::output::terminal::bar::bar;
use crate::text::visible::{truncated, visible, width};
use std::borrow::Cow;

/// One column.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Column {
    /// Its header; empty for one that explains itself.
    pub(crate) name: String,
    /// Numbers stand on the right.
    pub(crate) right: bool,
    /// Where there is no room for all of it, it may become as narrow as this.
    pub(crate) narrow: usize,
    /// However long its cells are, it takes no more than this.
    pub(crate) wide: usize,
    /// When it gets its room.
    pub(crate) turn: Turn,
}

/// When a column gets its room; those of one turn in the order in which they stand.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Turn {
    /// Without it the table says nothing.
    First,
    /// Where it fits beside those, all of them narrow.
    Second,
    /// All columns of this turn where they fit beside those, else none of them.
    Together,
    /// Where it fits beside those, and all of the second turn are there.
    Third,
    /// Where all of those have what they want.
    Last,
}

impl Column {
    /// A column of texts, between `narrow` and `wide`.
    pub(crate) fn text(name: impl Into<String>, narrow: usize, wide: usize) -> Self {
        Column { name: name.into(), right: false, narrow, wide, turn: Turn::First }
    }

    /// A column of numbers, which are never cut.
    pub(crate) fn number(name: impl Into<String>, narrow: usize) -> Self {
        Column { name: name.into(), right: true, narrow, wide: 20, turn: Turn::First }
    }

    /// The same column in another turn.
    pub(crate) fn in_turn(self, turn: Turn) -> Self {
        Column { turn, ..self }
    }

    /// The fewest columns of the terminal that it can do with: words of a header are not cut either.
    pub(crate) fn least(&self, cells: usize, all: usize) -> usize {
        let narrow = if self.right { self.narrow.max(cells) } else { self.narrow };
        let longest = parts(&visible(&self.name)).map(|part| width(part.trim_end())).max().unwrap_or(0);
        all.min(narrow.max(longest.min(self.wide))).max(1)
    }
}

/// One cell.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Cell<'a> {
    /// A text, and a mark after it that is never cut.
    Text(Cow<'a, str>, &'static str),
    /// A bar for 0..100 that fills its column at 100.
    Bar(f64),
}

impl<'a> Cell<'a> {
    pub(crate) fn text(text: impl Into<Cow<'a, str>>) -> Self {
        Cell::Text(text.into(), "")
    }

    pub(crate) fn wanted(&self, column: &Column) -> usize {
        match self {
            Cell::Text(text, mark) => width(&truncated(text, column.wide)) + width(mark),
            Cell::Bar(_) => column.wide,
        }
    }

    pub(crate) fn within(&self, columns: usize) -> String {
        match self {
            Cell::Text(text, mark) => format!("{}{mark}", truncated(text, columns.saturating_sub(width(mark)))),
            Cell::Bar(percent) => bar(*percent, columns),
        }
    }
}
