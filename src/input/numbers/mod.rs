//! Cells as numbers: the grammar, currencies, the decimal mark, and why a cell is not a number.

pub(crate) mod amount;
pub(crate) mod currency;
pub(crate) mod currency_columns;
pub(crate) mod evidence;
pub(crate) mod flaw;
pub(crate) mod grammar;
pub(crate) mod plain;
pub(crate) mod witness;
