//! The columns of a table, and which of them matter most.

/// One column.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Column {
    /// Its header; empty for one that explains itself.
    pub(crate) name: String,
    /// Whether its cells stand on the right, as numbers do.
    pub(crate) right: bool,
    /// The fewest letters of a cell that still say something.
    pub(crate) narrow: usize,
    /// The most letters of a cell that are worth their room.
    pub(crate) wide: usize,
    /// When it gets its room.
    pub(crate) turn: Turn,
    /// Whether it spells out what a mark in another cell says; left out where room is short.
    pub(crate) spelled_out: bool,
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
    /// A column of texts, of which `narrow` letters say something and more than `wide` are not worth their room.
    pub(crate) fn text(name: impl Into<String>, narrow: usize, wide: usize) -> Self {
        Column { name: name.into(), right: false, narrow, wide, turn: Turn::First, spelled_out: false }
    }

    /// A column of numbers, which are never cut.
    pub(crate) fn number(name: impl Into<String>, narrow: usize) -> Self {
        Column { right: true, ..Column::text(name, narrow, 20) }
    }

    /// The same column in another turn.
    pub(crate) fn in_turn(self, turn: Turn) -> Self {
        Column { turn, ..self }
    }

    /// The same column on the right, for texts that are mostly numbers.
    pub(crate) fn on_the_right(self) -> Self {
        Column { right: true, ..self }
    }

    /// The same column, which spells out what a mark in another cell says.
    pub(crate) fn spelling_out(self) -> Self {
        Column { spelled_out: true, ..self }
    }
}
