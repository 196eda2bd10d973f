//! The cells of a column of texts, as a column or as part of each customer's record.

use super::null_mask::Absent;
use super::rows::{Field, Records};
use super::texts::Texts;

/// The cells of a column of texts.
#[derive(Debug, Clone, Copy)]
pub struct TextCells<'b>(Held<'b>);

/// Where they are.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Held<'b> {
    Column(&'b Texts),
    /// At a place of each record.
    Records(&'b Records, usize, &'b Absent),
}

impl<'b> TextCells<'b> {
    pub(crate) fn of_column(texts: &'b Texts) -> Self {
        TextCells(Held::Column(texts))
    }

    pub(crate) fn of_records(records: &'b Records, at: usize, absent: &'b Absent) -> Self {
        TextCells(Held::Records(records, at, absent))
    }

    /// The cell; empty past the end.
    #[inline]
    pub fn raw(self, row: usize) -> &'b str {
        match self.0 {
            Held::Column(texts) => texts.raw(row),
            Held::Records(records, at, _) => records.text(row, at).unwrap_or(""),
        }
    }

    /// The cell, `None` where it means "no value".
    #[inline]
    pub fn get(self, row: usize) -> Option<&'b str> {
        let (text, absent) = match self.0 {
            Held::Column(texts) => ((row < texts.ends.len()).then(|| texts.raw(row)), &texts.absent),
            Held::Records(records, at, absent) => (records.text(row, at), absent),
        };
        text.filter(|_| !absent.contains(row))
    }
}

impl Records {
    /// The cells of a column of text.
    pub(crate) fn texts(&self, column: usize) -> Option<TextCells<'_>> {
        match self.fields.get(column)? {
            Field::Text { at } => Some(TextCells::of_records(self, *at, self.absent.get(column)?)),
            _ => None,
        }
    }
}
