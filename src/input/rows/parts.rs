//! Joins the parts of a file in its order, with what they say as a whole.

use super::column_verdict;
use super::column_verdict::Verdict;
use super::context::Loader;
use super::id_hashes::Hashes;
use super::loader::Part;
use crate::finding::{Finding, Findings, Place};
use crate::input::numbers::evidence::Evidence;
use crate::input::totals::judge::{Judge, Ruling};
use crate::input::totals::signs::Signs;
use crate::input::totals::suspects::Suspects;
use crate::table::from_line::FromLine;
use crate::table::{Column, Kind, Schema};

/// Everything that was read from one file.
#[derive(Debug)]
pub(crate) struct Gathered<T> {
    /// What was made of the batches, in file order.
    pub(crate) made: Vec<T>,
    pub(crate) findings: Findings,
    pub(crate) lines: u64,
    /// The hashes of the customers' ids.
    pub(crate) ids: Hashes,
    evidence: Vec<Evidence>,
    suspects: Suspects,
    signs: Signs,
    judge: Option<Judge>,
    pub(crate) customers: u64,
}

impl<T: FromLine> Gathered<T> {
    /// Nothing yet, below so many physical lines.
    pub(crate) fn new(loader: &Loader<'_>, lines: u64) -> Self {
        let evidence = vec![Evidence::default(); loader.schema.columns().len()];
        Gathered {
            made: Vec::new(),
            findings: Findings::new(),
            lines,
            ids: Hashes::default(),
            evidence,
            suspects: Suspects::default(),
            signs: Signs::default(),
            judge: loader.judge(),
            customers: 0,
        }
    }

    /// Adds the next part of the file.
    pub(crate) fn add(&mut self, mut part: Part<T>) {
        part.shift(self.lines);
        if let (Some(judge), Some(ledger)) = (&mut self.judge, part.ledger.take()) {
            judge.add(ledger, self.lines);
        }
        self.signs.append(std::mem::take(&mut part.signs), self.customers == 0);
        self.lines += part.lines;
        let customers = part.ids.len() as u64;
        part.findings.append(part.suspects.settle(customers));
        self.suspects.append(part.suspects, (self.customers, customers), &mut self.findings);
        self.findings.append(part.findings);
        self.customers += customers;
        self.ids.add(&part.ids);
        self.evidence.iter_mut().zip(part.evidence).for_each(|(all, more)| all.append(more));
        let joined = match self.made.last_mut() {
            Some(last) => last.join(part.batch),
            None => Err(part.batch),
        };
        self.made.extend(joined.err());
    }

    /// Whether some of the rows may sum up others, so that all must be judged.
    pub(crate) fn has_signs(&self) -> bool {
        self.signs.are_there(self.customers)
    }

    /// What the judge of the rows that sum up others comes to.
    pub(crate) fn ruling(&mut self, file: &str) -> Ruling {
        let mut ruling = self.judge.take().map(|judge| judge.conclude(file)).unwrap_or_default();
        for finding in ruling.findings.iter_mut().filter(|finding| finding.place.file.is_empty()) {
            finding.place.file = file.to_owned();
        }
        ruling
    }

    /// The columns of dates whose cells must be read with the month first, if that changes anything.
    pub(crate) fn month_first(&self, schema: &Schema) -> Vec<String> {
        let columns = schema.columns().iter().zip(&self.evidence);
        columns.filter(|(_, evidence)| evidence.order.is_month_first()).map(|(column, _)| column.name.clone()).collect()
    }

    /// What all rows say about the numbers and dates, with findings that go before those of the cells.
    pub(crate) fn verdict(&self, loader: &Loader<'_>) -> (Verdict, Findings) {
        let numeric = |pair: &(&Column, &Evidence)| matches!(pair.0.kind, Kind::Number { .. });
        let columns: Vec<(&Column, &Evidence)> =
            loader.schema.columns().iter().zip(&self.evidence).filter(numeric).collect();
        let mut said = Findings::new();
        let verdict = column_verdict::decide(&columns, loader.stated, loader.file.0, &mut said);
        column_verdict::judge_columns(&columns, &mut said);
        self.evidence.iter().for_each(|evidence| evidence.order.judge(&mut said));
        said.append(self.suspects.judge());
        for finding in said.iter_mut().filter(|f: &&mut Finding| f.place.file.is_empty()) {
            finding.place = Place { file: loader.file.0.to_owned(), ..finding.place.clone() };
        }
        (verdict, said)
    }
}
