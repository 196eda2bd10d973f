//! The signs that a file may hold rows that sum up others.

/// Whether any of the rows may sum up others, so that the file must be read for their judge.
#[derive(Debug, Clone, Default)]
pub(crate) struct Signs {
    /// Rows that are no customers.
    pub(crate) asides: u64,
    /// Customers that are called like a totals row.
    pub(crate) labels: u64,
    /// Customers without a name.
    pub(crate) nameless: u64,
    /// Of each column of amounts: the first and the last figure and the sum of all.
    pub(crate) amounts: Vec<[f64; 3]>,
}

impl Signs {
    /// Files of so many customers are judged at any rate.
    const FEW: u64 = 5000;

    /// Adds those of the next part.
    pub(crate) fn append(&mut self, later: Signs, is_first: bool) {
        self.asides += later.asides;
        self.labels += later.labels;
        self.nameless += later.nameless;
        if is_first {
            self.amounts = later.amounts;
        } else {
            for (all, [_, last, sum]) in self.amounts.iter_mut().zip(later.amounts) {
                *all = [all[0], last, all[2] + sum];
            }
        }
    }

    /// Whether one of so many customers may be none, or one of the other rows may be left out.
    pub(crate) fn are_there(&self, customers: u64) -> bool {
        // A total is at least the share of one level of nested groups in the sum of all.
        let totals = |at: usize| {
            let mut filled = self.amounts.iter().filter(|amounts| amounts.iter().any(|x| *x != 0.0)).peekable();
            filled.peek().is_some() && filled.all(|amounts| 4.0 * amounts[at].abs() >= (amounts[2] - amounts[at]).abs())
        };
        let few_nameless = self.nameless > 0 && self.nameless * 20 < customers;
        let is_small = customers <= Self::FEW && !self.amounts.is_empty();
        self.asides + self.labels > 0 || few_nameless || is_small || totals(0) || totals(1)
    }
}
