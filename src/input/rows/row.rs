//! A row of cells, from whatever kind of file.

use super::cell::Cell;
use crate::finding::Place;
use std::borrow::Cow;

/// A row of cells, wherever it comes from.
pub(crate) trait Row {
    /// How many cells.
    fn width(&self) -> usize;
    /// The places of all cells that may hold something.
    fn columns(&self) -> impl Iterator<Item = usize> {
        0..self.width()
    }
    /// The cell at a place; an empty text past the end.
    fn cell(&self, index: usize) -> Cell<'_>;
    /// Its text, perhaps with its quotes still doubled: enough to look for a word.
    fn glance(&self, index: usize) -> Cow<'_, str>;
    /// Where that cell is, without file and header. Lines count from the start of the part.
    fn place(&self, index: usize) -> Place;
    /// The line on which the row starts, counted from 0 at the start of the part.
    fn line(&self) -> u64;
    /// What finds the row again when its file is read once more.
    fn key(&self) -> u64;
}
