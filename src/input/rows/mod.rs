//! Rows that are no customers: what tells totals, subtotals, averages, counts, group headings and footers from customers.

pub(super) mod aggregates;
mod bare;
mod ends;
mod footers;
mod grain;
pub(super) mod ledger;
mod left_out;
pub(super) mod signs;
pub(super) mod sums;
pub(super) mod total_words;
