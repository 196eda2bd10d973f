//! The warnings that name rows that are left out.

use crate::finding::{Finding, Place};
use crate::text::lists::and_more;

/// Lines that a warning names.
const NAMED: usize = 10;

/// Rows that are left out, in the order in which they were found.
#[derive(Debug, Default, Clone)]
pub(crate) struct LeftOut {
    named: Vec<(u64, String)>,
    count: u64,
}

impl LeftOut {
    pub(crate) fn add(&mut self, line: u64, called: &str) {
        self.count += 1;
        if self.named.len() < NAMED {
            self.named.push((line, called.trim().to_owned()));
        }
    }

    pub(crate) fn is_any(&self) -> bool {
        self.count > 0
    }

    /// The warning for rows that sum up others.
    pub(crate) fn totals(mut self, file: &str) -> Option<Finding> {
        self.named.sort_unstable();
        let what = if self.count == 1 {
            "left out as a total".to_owned()
        } else {
            format!("{} rows left out as totals", self.count)
        };
        let figures = if self.count == 1 { "its figures are" } else { "their figures are" };
        let message = format!("{what}, because {figures} the sum, mean or count of others: {}", self.listed());
        let help = "delete the line to silence this warning; if it is a customer, move it away from those it sums up";
        self.warning("totals-left-out", message, help, file)
    }

    /// The warning for text below the customers.
    pub(crate) fn footers(self, file: &str) -> Option<Finding> {
        let what = if self.count == 1 { "text" } else { "lines of text" };
        let message = format!("{what} below the customers left out: {}", self.listed());
        self.warning("footer-left-out", message, "delete it to silence this warning", file)
    }

    fn warning(&self, code: &'static str, message: String, help: &str, file: &str) -> Option<Finding> {
        let first = self.named.first().map_or(1, |(line, _)| *line);
        (self.count > 0).then(|| Finding::warning(code, message).at(Place::line(file, first)).help(help))
    }

    /// `line 5 ("*"), line 9 ("**") and 3 more`
    fn listed(&self) -> String {
        let quoted = |called: &str| if called.is_empty() { String::new() } else { format!(" (\"{called}\")") };
        let shown: Vec<String> =
            self.named.iter().map(|(line, called)| format!("line {line}{}", quoted(called))).collect();
        and_more(&shown, self.count - self.named.len() as u64)
    }
}
