//! How much was looked at and what was found, in one sentence.

use crate::finding::{Findings, Severity};
use crate::model::{Body, Model};
use crate::table::Table;
use crate::text::number::counted;

/// How much was looked at.
#[derive(Debug, Default)]
pub(crate) struct Tally {
    /// Criteria that are read from a column.
    pub(crate) criteria: usize,
    pub(crate) customers: usize,
    /// Physical lines of all files.
    pub(crate) lines: u64,
}

impl Tally {
    /// A model, and no customers yet.
    pub(crate) fn of_model(model: &Model) -> Self {
        let criteria = model.walk().filter(|criterion| matches!(criterion.body, Body::Leaf(_))).count();
        Tally { criteria, ..Tally::default() }
    }

    /// Counts the customers that were read.
    pub(crate) fn count(&mut self, table: &Table) {
        self.customers = table.rows();
        self.lines = table.files.iter().map(|file| file.lines).sum();
    }

    /// `48 customers in 49 lines and 5 criteria: no findings`
    pub(crate) fn sentence(&self, findings: &Findings) -> String {
        let mut subject = Vec::new();
        if self.customers > 0 {
            subject.push(counted(self.customers as u64, "customer", "customers"));
            subject.push(format!("in {} and", counted(self.lines, "line", "lines")));
        }
        if self.criteria > 0 {
            subject.push(counted(self.criteria as u64, "criterion:", "criteria:"));
        }
        let found =
            |severity, one, many| Some(findings.count(severity)).filter(|&n| n > 0).map(|n| counted(n, one, many));
        let all = [
            found(Severity::Error, "error", "errors"),
            found(Severity::Warning, "warning", "warnings"),
            found(Severity::Notice, "notice", "notices"),
        ];
        let all: Vec<String> = all.into_iter().flatten().collect();
        subject.push(if all.is_empty() { "no findings".to_owned() } else { all.join(", ") });
        subject.join(" ")
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::finding::Finding;

    #[test]
    fn the_sentence_names_only_what_was_looked_at() {
        let (mut tally, mut findings) = (Tally { criteria: 5, customers: 48, lines: 49 }, Findings::new());
        assert_eq!(tally.sentence(&findings), "48 customers in 49 lines and 5 criteria: no findings");
        tally.customers = 0;
        findings.push(Finding::warning("a", "b"));
        assert_eq!(tally.sentence(&findings), "5 criteria: 1 warning");
        tally.criteria = 0;
        findings.push(Finding::error("a", "b"));
        findings.push(Finding::error("a", "b"));
        assert_eq!(tally.sentence(&findings), "2 errors, 1 warning");
    }
}
