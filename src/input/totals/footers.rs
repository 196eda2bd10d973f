//! Text below the customers.

use super::judge::{Judge, Unread};
use super::ledger::is_remark;

/// Rows that are remembered: more than any report has below its customers.
const REMEMBERED: usize = 4096;

impl Judge {
    /// Customers follow what was taken for footers.
    pub(crate) fn resume(&mut self) {
        for (_, _, _, unread) in std::mem::take(&mut self.footers) {
            match unread {
                Unread::Refused(finding) => self.ruling.findings.push(*finding),
                Unread::Customer(row) => {
                    self.settle(false);
                    self.held = Some(*row);
                }
            }
        }
    }

    /// Whether text behind the customers is surely not a customer. `may_follow_blank`: whether a blank line before it makes it sure.
    pub(crate) fn is_surely_a_footer(&self, text: &str, may_follow_blank: bool) -> bool {
        let follows = self.footers.last().is_some_and(|(_, _, sure, _)| *sure);
        is_remark(text) || follows || self.after_blank && may_follow_blank
    }

    pub(crate) fn footer(&mut self, line: u64, text: String, sure: bool, unread: Unread) {
        if self.footers.len() >= REMEMBERED {
            self.resume();
        }
        self.footers.push((line, text, sure, unread));
    }
}
