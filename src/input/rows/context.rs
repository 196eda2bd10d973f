//! What reading rows needs to know of a file.

use super::heading::Heading;
use crate::input::numbers::amount::Mark;
use crate::table::Schema;
use std::collections::BTreeSet;

/// Everything that reading rows needs to know.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Loader<'a> {
    pub(crate) schema: &'a Schema,
    pub(crate) heading: &'a Heading,
    /// The file as the user named it, and its place among the files.
    pub(crate) file: (&'a str, usize),
    /// The decimal mark, where it is stated.
    pub(crate) stated: Option<Mark>,
    /// The decimal mark to read `1.234` with until all rows have spoken.
    pub(crate) guess: Mark,
    /// The columns whose dates such as `03/04/2025` have the month first; in all others the day is, until all rows have spoken.
    pub(crate) month_first: &'a [String],
    /// How rows that sum up others are dealt with.
    pub(crate) aggregates: Aggregates<'a>,
}

/// How rows that sum up others are dealt with.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Aggregates<'a> {
    /// Whether every row is written down for their judge.
    pub(crate) are_judged: bool,
    /// Rows that look like customers and are none, once they have been judged.
    pub(crate) skip: Option<&'a BTreeSet<u64>>,
}

impl Aggregates<'_> {
    /// Whether their judge has ruled already.
    pub(crate) fn are_ruled_on(self) -> bool {
        self.skip.is_some()
    }
}
