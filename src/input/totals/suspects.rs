//! Customers that may be none: called like a totals row, or nothing but an id. Where nobody else comes after them in their
//! file they are refused, elsewhere they are customers; which of both they are is known only at the end of the file.

use super::words::Label;
use crate::finding::{Finding, Findings, Severity};
use std::ops::Range;

/// What to say of such customers; no more of it is kept than is going to be said.
#[derive(Debug, Default)]
pub(crate) struct Suspects {
    /// Of the names of those after whom others came.
    names: Findings,
    end: Run,
}

/// Those after whom nobody else has come yet.
#[derive(Debug, Default)]
struct Run {
    /// Their places among the customers, counted from 0.
    rows: Range<u64>,
    /// What to say if the file ends with them.
    refused: Findings,
    /// What to say if others come: of their names, and of their cells.
    names: Findings,
    cells: Findings,
}

impl Suspects {
    /// Adds the customer at a place, with what to say if it is none. What is sure by now of the cells of those before goes
    /// to `findings`.
    pub(crate) fn add(&mut self, row: u64, (label, refused): (Label, Finding), findings: &mut Findings) {
        findings.append(self.settle(row));
        if label > Label::Last {
            let name = Finding { severity: Severity::Warning, code: "name-like-totals", ..refused.clone() };
            self.end.names.push(Finding { message: "a customer that is called like a totals row".to_owned(), ..name });
        }
        self.end.refused.push(refused);
        self.end.reach(&(row..row + 1));
    }

    /// Adds those of the next part of the file, which has so many `customers`, behind so many `before`.
    pub(crate) fn append(&mut self, later: Suspects, (before, customers): (u64, u64), findings: &mut Findings) {
        let Range { start, end } = later.end.rows;
        let nobody_else = start == 0 && end == customers;
        let sure = self.settle(if nobody_else { before } else { before + customers });
        if !sure.is_empty() {
            findings.interleave([sure]);
        }
        self.names.append(later.names);
        self.end.refused.append(later.end.refused);
        self.end.names.append(later.end.names);
        self.end.cells.append(later.end.cells);
        self.end.reach(&(before + start..before + end));
    }

    /// Now there are so many customers: where others came after the suspects these are customers too, and what is to be
    /// said of their cells is returned.
    pub(crate) fn settle(&mut self, customers: u64) -> Findings {
        if self.end.rows.end == customers {
            return Findings::new();
        }
        let Run { names, cells, .. } = std::mem::take(&mut self.end);
        self.names.append(names);
        cells
    }

    /// How many of so many customers are suspects after whom nobody else comes.
    pub(crate) fn at_the_end(&self, customers: u64) -> u64 {
        if self.end.rows.end == customers { customers - self.end.rows.start } else { 0 }
    }

    /// Where what is wrong with the cells of those at the end is noted.
    pub(crate) fn cells(&mut self) -> &mut Findings {
        &mut self.end.cells
    }

    /// What to say where the file ends here.
    pub(crate) fn judge(&self) -> Findings {
        let mut said = self.names.clone();
        said.append(self.end.refused.clone());
        said
    }

    /// All findings, whether they are going to be said or not.
    pub(crate) fn iter_mut(&mut self) -> impl Iterator<Item = &mut Finding> {
        let Run { refused, names, cells, .. } = &mut self.end;
        [&mut self.names, refused, names, cells].into_iter().flat_map(Findings::iter_mut)
    }
}

impl Run {
    fn reach(&mut self, rows: &Range<u64>) {
        if self.rows.is_empty() {
            self.rows.start = rows.start;
        }
        self.rows.end = rows.end;
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::finding::Place;
    use proptest::prelude::*;

    /// What is said of such customers, one a line, read in parts of so many: of them and of their cells, by code and line.
    fn said(labels: &[Option<Label>], part: usize) -> (Vec<(&'static str, u64)>, Vec<u64>) {
        let (mut all, mut findings, mut before) = (Suspects::default(), Findings::new(), 0);
        for labels in labels.chunks(part) {
            let (mut suspects, mut found) = (Suspects::default(), Findings::new());
            for (row, label) in (0..).zip(labels) {
                let Some(label) = label else { continue };
                let at = |code| Finding::error(code, "m").at(Place::line("a.csv", before + row));
                suspects.add(row, (*label, at("totals-row")), &mut found);
                suspects.cells().push(at("cell-missing"));
            }
            let customers = labels.len() as u64;
            found.append(suspects.settle(customers));
            all.append(suspects, (before, customers), &mut findings);
            findings.append(found);
            before += customers;
        }
        let line = |finding: &Finding| finding.place.line.unwrap_or(0);
        let judged = all.judge().iter().map(|finding| (finding.code, line(finding))).collect();
        (judged, findings.iter().map(line).collect())
    }

    proptest! {
        #[test]
        fn only_those_at_the_end_are_refused_wherever_parts_begin(
            labels in prop::collection::vec(prop::sample::select(vec![None, Some(Label::Last), Some(Label::Weak)]), 0..12),
            part in 1..13usize,
        ) {
            let end = labels.iter().rposition(Option::is_none).map_or(0, |last| last + 1);
            let suspects = (0u64..).zip(&labels).filter_map(|(row, label)| Some((row, (*label)?)));
            let (amid, at_the_end): (Vec<_>, Vec<_>) = suspects.partition(|(row, _)| *row < end as u64);
            let names = amid.iter().filter(|(_, label)| *label == Label::Weak).map(|(row, _)| ("name-like-totals", *row));
            let refused = at_the_end.iter().map(|(row, _)| ("totals-row", *row));
            let wanted = (names.chain(refused).collect(), amid.iter().map(|(row, _)| *row).collect());
            prop_assert_eq!(said(&labels, part), wanted);
        }
    }

    #[test]
    fn no_more_is_kept_of_millions_than_is_going_to_be_said() {
        let mut suspects = Suspects::default();
        for row in 0..3 * Findings::KEPT {
            suspects.add(row, (Label::Weak, Finding::error("totals-row", "m")), &mut Findings::new());
        }
        assert_eq!(suspects.iter_mut().count() as u64, 2 * Findings::KEPT);
        assert_eq!(suspects.judge().count(Severity::Error), 3 * Findings::KEPT);
    }
}
