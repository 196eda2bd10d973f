//! The cells of a column of numbers, as a column or as part of each customer's record.

use super::null_mask::Absent;
use super::number_form::Form;
use super::numbers::Numbers;
use super::rows::{Field, Records};

/// The cells of a column of numbers.
#[derive(Debug, Clone, Copy)]
pub struct NumberCells<'b> {
    pub(crate) held: Held<'b>,
    pub(crate) absent: &'b Absent,
}

/// Where they are.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Held<'b> {
    Column(&'b [f64]),
    /// At a place of each record, in a form.
    Records(&'b Records, usize, Form),
}

impl<'b> NumberCells<'b> {
    pub(crate) fn of_column(numbers: &'b Numbers) -> Self {
        NumberCells { held: Held::Column(&numbers.values), absent: &numbers.absent }
    }

    pub(crate) fn of_records(records: &'b Records, (at, form): (usize, Form), absent: &'b Absent) -> Self {
        NumberCells { held: Held::Records(records, at, form), absent }
    }

    /// The number, `None` where the cell means "no value".
    #[inline]
    pub fn get(self, row: usize) -> Option<f64> {
        let number = match self.held {
            Held::Column(values) => values.get(row).copied(),
            Held::Records(records, at, form) => form.read(records.record(row, at)),
        };
        number.filter(|_| !self.absent.contains(row))
    }

    /// The same cells as units, where a cell takes no more than a byte to count them.
    pub fn units(self) -> Option<Units<'b>> {
        match self.held {
            Held::Records(records, at, Form::Byte(per_one)) => {
                Some(Units { records, at, per_one, absent: self.absent })
            }
            _ => None,
        }
    }

    /// Copies the numbers of consecutive rows, 0 where the cell means "no value". What is past the end stays.
    pub fn copy(self, first: usize, to: &mut [f64]) {
        match self.held {
            Held::Column(values) => {
                let from = values.get(first..).unwrap_or_default();
                to.iter_mut().zip(from).for_each(|(to, from)| *to = *from);
            }
            Held::Records(records, at, form) => {
                let cells = records.records_from(first).filter_map(|record| form.read(record.get(at..)?));
                to.iter_mut().zip(cells).for_each(|(to, cell)| *to = cell);
            }
        }
    }

    /// Whether every row has a number.
    pub fn is_whole(self) -> bool {
        self.absent.is_empty()
    }
}

/// The cells of a column of numbers that count units in a byte.
#[derive(Debug, Clone, Copy)]
pub struct Units<'b> {
    pub(crate) records: &'b Records,
    pub(crate) at: usize,
    pub(crate) per_one: f64,
    pub(crate) absent: &'b Absent,
}

impl<'b> Units<'b> {
    /// How many units one has.
    pub fn per_one(self) -> f64 {
        self.per_one
    }

    /// So many units; `None` where the cell means "no value".
    #[inline]
    pub fn get(self, row: usize) -> Option<u8> {
        self.records.record(row, self.at).first().copied().filter(|_| !self.absent.contains(row))
    }

    /// The same as numbers.
    pub fn numbers(self) -> NumberCells<'b> {
        NumberCells { held: Held::Records(self.records, self.at, Form::Byte(self.per_one)), absent: self.absent }
    }
}

impl Records {
    /// The cells of a column of numbers.
    pub(crate) fn numbers(&self, column: usize) -> Option<NumberCells<'_>> {
        match *self.fields.get(column)? {
            Field::Number { at, form } => Some(NumberCells::of_records(self, (at, form), self.absent.get(column)?)),
            _ => None,
        }
    }
}
