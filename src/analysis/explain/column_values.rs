//! The cells of a column, of all customers.

use crate::table::{ColumnId, Table};

/// The numbers that are there, in file order; none where it is no number column.
pub(crate) fn numbers(table: &Table, column: ColumnId) -> impl Iterator<Item = f64> {
    let columns = table.batches.iter().filter_map(move |batch| Some((batch.rows(), batch.numbers(column)?)));
    columns.flat_map(|(rows, numbers)| (0..rows).filter_map(move |row| numbers.get(row))).filter(|x| x.is_finite())
}
