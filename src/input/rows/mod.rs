//! Rows that are no customers: what tells totals, subtotals, averages, counts, group headings and footers from customers.

pub(super) mod aggregates;
pub(super) mod ledger;
pub(super) mod sums;
pub(super) mod total_words;
