//! Rows -> typed columns, whatever kind of file they come from: the header, the cells, the ids, and what the rows say as a whole.

pub(crate) mod binding;
pub(crate) mod cell;
pub(crate) mod column_verdict;
pub(crate) mod context;
pub(crate) mod duplicate_ids;
pub(crate) mod heading;
pub(crate) mod id_hashes;
pub(crate) mod loader;
pub(crate) mod naming;
pub(crate) mod parts;
pub(crate) mod row;
