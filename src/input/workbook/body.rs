//! A row below the header as the loader sees it, and how a spreadsheet names its cells.

use crate::finding::Place;
use crate::input::rows::cell::Cell;
use crate::input::rows::row::Row;
use std::borrow::Cow;

/// A row of a sheet below its header.
pub(crate) struct BodyRow<'s> {
    pub(crate) sheet: &'s str,
    /// Counted from 0 in the sheet.
    pub(crate) number: u32,
    /// Counted from 0 at the start of the part.
    pub(crate) line: u64,
    /// Those that hold something, each with its column, in their order.
    pub(crate) cells: Vec<(usize, Cell<'static>)>,
}

impl Row for BodyRow<'_> {
    fn width(&self) -> usize {
        self.cells.last().map_or(0, |(column, _)| column + 1)
    }

    fn columns(&self) -> impl Iterator<Item = usize> {
        self.cells.iter().map(|(column, _)| *column)
    }

    fn cell(&self, index: usize) -> Cell<'_> {
        self.get(index).map_or(Cell::Text(Cow::Borrowed("")), Cell::borrowed)
    }

    fn glance(&self, index: usize) -> Cow<'_, str> {
        self.get(index).map_or(Cow::Borrowed(""), Cell::text)
    }

    fn place(&self, index: usize) -> Place {
        let cell = format!("{}!{}{}", self.sheet, letters(index), u64::from(self.number) + 1);
        Place { line: Some(self.line + 1), cell: Some(cell), ..Place::default() }
    }

    fn line(&self) -> u64 {
        self.line
    }

    fn key(&self) -> u64 {
        u64::from(self.number)
    }
}

impl BodyRow<'_> {
    /// The cell of a column, where it holds something.
    pub(crate) fn get(&self, column: usize) -> Option<&Cell<'static>> {
        let at = self.cells.binary_search_by_key(&column, |(column, _)| *column).ok()?;
        self.cells.get(at).map(|(_, cell)| cell)
    }

    /// Puts a cell into a column; `None` empties it.
    pub(crate) fn set(&mut self, column: usize, cell: Option<Cell<'static>>) {
        let at = self.cells.binary_search_by_key(&column, |(column, _)| *column);
        let place = at.unwrap_or_else(|place| place);
        self.cells.splice(place..place + usize::from(at.is_ok()), cell.map(|cell| (column, cell)));
    }

    pub(crate) fn is_blank(&self) -> bool {
        self.cells.iter().all(|(_, cell)| matches!(cell, Cell::Text(text) if text.trim().is_empty()))
    }
}

/// Column letters: 0 is A, 26 is AA.
pub(crate) fn letters(column: usize) -> String {
    let mut rest = column;
    let mut letters = Vec::new();
    loop {
        letters.push(char::from(b'A' + u8::try_from(rest % 26).unwrap_or(0)));
        match (rest / 26).checked_sub(1) {
            Some(next) => rest = next,
            None => return letters.iter().rev().collect(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_are_named_as_in_a_spreadsheet() {
        assert_eq!([0, 25, 26, 701, 702, 16383].map(letters), ["A", "Z", "AA", "ZZ", "AAA", "XFD"]);
    }
}
