//! The cells of one column for all customers.

use crate::table::{ColumnId, Table};

/// The numbers in file order, without missing cells; none where the column holds no numbers.
pub(crate) fn numbers(table: &Table, column: ColumnId) -> impl Iterator<Item = f64> {
    let columns = table.batches.iter().filter_map(move |batch| Some((batch.rows(), batch.numbers(column)?)));
    columns.flat_map(|(rows, numbers)| (0..rows).filter_map(move |row| numbers.get(row))).filter(|x| x.is_finite())
}
