//! Rows that are no customers: what tells totals, subtotals, averages, counts, group headings and footers from customers.

pub(crate) mod aggregates;
pub(crate) mod asides;
mod bare;
mod ends;
pub(crate) mod event;
mod footers;
mod grain;
pub(crate) mod judge;
pub(crate) mod labels;
pub(crate) mod ledger;
mod left_out;
pub(crate) mod micro;
pub(crate) mod signs;
pub(crate) mod sums;
pub(crate) mod suspects;
pub(crate) mod witnesses;
pub(crate) mod words;
