//! Notes on each row, in the order of the file, from which the judge tells totals from customers.
//!
//! They are kept only where the file is read once more, because some of its rows may sum up others.

use super::sums::{Closeness, Figure};
use crate::finding::Finding;
use crate::input::rows::row::Row;
use crate::table::Batch;
use crate::table::cells::Cells;

/// A row that was taken for a customer.
#[derive(Debug, Clone)]
pub(crate) struct Entry {
    /// What finds the row again in a later reading.
    pub(crate) key: u64,
    /// Counted from 0 at the start of the part.
    pub(crate) line: u64,
    /// Bit n: the cell of the n-th wanted column holds something.
    pub(crate) filled: u64,
    /// Its id.
    pub(crate) id: String,
    /// Why it may not be a customer.
    pub(crate) doubt: Option<Doubt>,
    /// Its numbers, where the columns that hold numbers are not known.
    pub(crate) figures: Vec<Option<f64>>,
}

/// Why a row that was taken for a customer may not be one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Doubt {
    /// It is called like a totals row.
    Label,
    /// It is called like the total of a group, as a customer may be too.
    Group,
    /// It holds nothing but an id.
    OnlyId,
}

/// A row that is certainly not a customer as it stands.
#[derive(Debug, Clone)]
pub(crate) enum Aside {
    Blank,
    /// Text alone.
    Footer {
        text: String,
        finding: Box<Finding>,
    },
    /// Perhaps the sum, mean or count of others.
    Aggregate(Box<Suspect>),
}

/// A row that may sum up others.
#[derive(Debug, Clone)]
pub(crate) struct Suspect {
    /// One for each number column; `None` where one of these cells holds something that is not a number.
    pub(crate) figures: Option<Vec<Figure>>,
    /// The count in its text, as in "Germany (2)".
    pub(crate) count: Option<u64>,
    /// Whether it could be a customer whose id was forgotten.
    pub(crate) is_faint: bool,
    /// How messages call it.
    pub(crate) called: String,
    /// What to say if it sums up no others.
    pub(crate) finding: Finding,
}

impl Suspect {
    /// How many customers it must sum up at least, and how closely. `is_known`: whether a group certainly begins above them.
    pub(crate) fn proof(&self, is_known: bool) -> (u64, Closeness) {
        match (self.is_faint, is_known) {
            (true, _) => (2, Closeness::Exact),
            (false, true) => (1, Closeness::Rounded),
            (false, false) => (1, Closeness::Beside),
        }
    }
}

/// The rows of a part.
#[derive(Debug, Default)]
pub(crate) struct Ledger {
    pub(crate) entries: Vec<Entry>,
    /// Each with the number of customers before it in the part, and its line.
    pub(crate) asides: Vec<(usize, u64, Aside)>,
    /// The numbers of the customers, column by column.
    figures: Vec<Vec<Option<f64>>>,
}

impl Ledger {
    /// Notes the numbers of all customers of the part.
    pub(crate) fn note_figures(&mut self, batch: &Batch) {
        let figures = batch.columns().iter().filter_map(|cells| match cells {
            Cells::Number(numbers) if !numbers.are_days() => {
                Some((0..batch.rows()).map(|row| numbers.get(row)).collect())
            }
            _ => None,
        });
        self.figures = figures.collect();
    }

    /// The numbers of one customer.
    pub(crate) fn figures(&self, row: usize) -> Vec<Option<f64>> {
        self.figures.iter().map(|column| column.get(row).copied().flatten()).collect()
    }
}

/// The number at the end of a heading such as "Germany (2)".
pub(crate) fn count_at_the_end(text: &str) -> Option<u64> {
    let (name, count) = text.trim().strip_suffix(')')?.rsplit_once('(')?;
    let digits = !count.is_empty() && count.bytes().all(|b| b.is_ascii_digit());
    (digits && name.ends_with(' ') && name.chars().any(char::is_alphabetic)).then(|| count.parse().ok()).flatten()
}

/// Whether a text has more than one word. An id never has.
pub(crate) fn is_prose(text: &str) -> bool {
    words(text) > 1
}

/// Whether a text reads like a remark, not like the name of a customer: it is long, or names something and says it.
pub(crate) fn is_remark(text: &str) -> bool {
    words(text) > 3 || is_prose(text) && text.contains([':', '©'])
}

fn words(text: &str) -> usize {
    text.split_whitespace().filter(|word| word.chars().any(char::is_alphabetic)).count()
}

/// The only cell of a row that holds something.
pub(crate) fn only_cell(row: &impl Row) -> Option<usize> {
    let mut filled = row.columns().filter(|index| !row.glance(*index).trim().is_empty());
    filled.next().filter(|_| filled.next().is_none())
}

pub(crate) const FOOTER: &str = "footer-line";

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_heading_counts_its_members_behind_its_name() {
        assert_eq!(count_at_the_end("    Germany (2)"), Some(2));
        assert_eq!(count_at_the_end("Germany (2"), None);
        for no in ["(2)", "Meyer(2)", "Germany (EU)", "Germany (2) x", "()", "Germany ()"] {
            assert_eq!(count_at_the_end(no), None, "{no}");
        }
    }

    #[test]
    fn a_sentence_has_more_than_one_word() {
        assert!(is_prose("Generated by: Petra Kern") && is_prose("Confidential Information - Do Not Distribute"));
        assert!(is_remark("Generated by: Petra Kern") && !is_remark("Meyer Hydraulik GmbH"));
        assert!(!is_prose("C-1001") && !is_prose("0015g0000000000") && !is_prose("10 234") && !is_prose(""));
    }
}
