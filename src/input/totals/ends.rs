//! Totals without any sign at either end of a table, where a total of all customers stands.

use super::event::Held;
use super::judge::{Judge, exact};
use super::labels;
use super::sums::{Closeness, Sums, explained};
use crate::finding::{Finding, Place};

/// A row without any sign is an aggregate where chance makes it one in so many files at most: where it has nothing but its
/// figures, and where it has also what other customers have.
pub(crate) const BARE_ODDS: f64 = 1e3;
const FULL_ODDS: f64 = 1e6;

impl Judge {
    /// Whether a row without any sign is the sum or the mean of all customers above.
    pub(crate) fn is_bare_total(&mut self, row: &Held) -> bool {
        let is_odd = self.lacks(row) & !self.figures != 0 && !self.is_called_as_customers_are(row);
        let is_enough = self.sums.customers >= 3 || is_odd;
        let Some(start) = self.starts.first().filter(|_| is_enough) else { return false };
        let figures = exact(&row.figures);
        let as_close_as = |closeness| explained((&start.sums, &self.sums), &figures, &self.grain, closeness);
        let odds = as_close_as(Closeness::BesideRounded);
        let Some(odds) = odds.or_else(|| is_odd.then(|| as_close_as(Closeness::Exact)).flatten()) else {
            let is_mean = self.is_bare_mean(row);
            if is_mean {
                self.ruling.findings.push(suspected(row));
            }
            return is_mean;
        };
        self.rule_on_bare(row, odds)
    }

    /// Whether a row below all customers lacks what each of them has, and each of its figures is large enough for a total.
    pub(crate) fn is_like_a_total(&mut self, row: &Held) -> bool {
        let is_like = self.sums.customers >= 3
            && self.lacks(row) & !self.figures != 0
            && !self.is_called_as_customers_are(row)
            && self.sums.are_no_more_than(4, &row.figures);
        if is_like {
            let message = "this row lacks what every customer has, and its figures are as large as a total's";
            let help = "delete the line if it is no customer; if it is one, fill in what it lacks";
            self.ruling.findings.push(doubtful(row, message, help));
        }
        is_like
    }

    /// Rules on a row without a sign: leave it out, refuse it or keep it, by the odds.
    pub(crate) fn rule_on_bare(&mut self, row: &Held, odds: f64) -> bool {
        let numbers_only = row.entry.filled & !self.figures == 0;
        let is_odd = self.lacks(row) != 0 && !self.is_called_as_customers_are(row);
        if is_odd || odds >= FULL_ODDS || (numbers_only && odds >= BARE_ODDS) {
            self.totals.add(row.entry.line, &row.entry.id);
        } else if odds >= BARE_ODDS || (numbers_only && !self.is_called_as_customers_are(row)) {
            self.ruling.findings.push(suspected(row));
        } else {
            return false;
        }
        self.ruling.skip.insert(row.entry.key);
        true
    }

    /// A total without any sign may stand above the customers as well.
    pub(crate) fn judge_first(&mut self) {
        let Some(first) = self.first.take().filter(|_| self.sums.customers > 3) else { return };
        let mut only_first = Sums::default();
        only_first.add(&first.figures);
        let figures = exact(&first.figures);
        if let Some(odds) = explained((&only_first, &self.sums), &figures, &self.grain, Closeness::BesideRounded) {
            self.always = self.after_first;
            self.rule_on_bare(&first, odds);
        }
    }
}

/// The finding for a row that is called the total of a group and is not the sum of any.
pub(crate) fn called_a_total(row: &Held) -> Finding {
    let message = "this row is called like the total of a group, but its figures are not the sum of one";
    let help = "delete the line if it is a total; if it is a customer, fill in what it lacks";
    doubtful(row, message, help)
}

/// The finding for a customer whose figures are the sum of others.
pub(crate) fn suspected(row: &Held) -> Finding {
    let message = "this row equals the sum or mean of other rows and may be a total";
    let help = "delete the line if it is a total; if it is a customer, move it between two others";
    doubtful(row, message, help)
}

/// The finding for a row that was taken for a customer and may be none.
fn doubtful(row: &Held, message: &'static str, help: &str) -> Finding {
    let place = Place { line: Some(row.entry.line), ..Place::default() };
    Finding::error(labels::CODE, message).at(place).value(&row.entry.id).help(help)
}
