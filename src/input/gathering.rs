//! Parts of a file put together in its order, and what they say all together.

use super::evidence::{self, Evidence, Verdict};
use super::hashes::Hashes;
use super::loading::{Loader, Part, Suspect};
use super::totals::Label;
use crate::finding::{Finding, Findings, Place, Severity};
use crate::table::{Column, FromLine, Kind};

/// Everything that was read from one file.
#[derive(Debug)]
pub(super) struct Gathered<T> {
    /// What was made of the batches, in file order.
    pub(super) made: Vec<T>,
    pub(super) findings: Findings,
    pub(super) lines: u64,
    /// The hashes of the customers' ids.
    pub(super) ids: Hashes,
    evidence: Vec<Evidence>,
    suspects: Vec<Suspect>,
    pub(super) customers: u64,
}

impl<T: FromLine> Gathered<T> {
    /// Nothing yet, below so many physical lines.
    pub(super) fn new(loader: &Loader<'_>, lines: u64) -> Self {
        let evidence = vec![Evidence::default(); loader.schema.columns().len()];
        Gathered {
            made: Vec::new(),
            findings: Findings::new(),
            lines,
            ids: Hashes::default(),
            evidence,
            suspects: Vec::new(),
            customers: 0,
        }
    }

    /// Adds the next part of the file.
    pub(super) fn add(&mut self, mut part: Part<T>) {
        part.shift(self.lines);
        self.lines += part.lines;
        self.findings.append(part.findings);
        let before = self.customers;
        self.suspects.extend(part.suspects.into_iter().map(|s| Suspect { row: s.row + before, ..s }));
        self.customers += part.ids.len() as u64;
        self.ids.add(&part.ids);
        self.evidence.iter_mut().zip(part.evidence).for_each(|(all, more)| all.append(more));
        let joined = match self.made.last_mut() {
            Some(last) => last.join(part.batch),
            None => Err(part.batch),
        };
        self.made.extend(joined.err());
    }

    /// What all rows say about the numbers, with findings that go before those of the cells.
    pub(super) fn verdict(&self, loader: &Loader<'_>) -> (Verdict, Findings) {
        let numeric = |pair: &(&Column, &Evidence)| matches!(pair.0.kind, Kind::Number { .. });
        let columns: Vec<(&Column, &Evidence)> =
            loader.schema.columns().iter().zip(&self.evidence).filter(numeric).collect();
        let mut said = Findings::new();
        let verdict = evidence::decide(&columns, loader.stated, loader.file.0, &mut said);
        evidence::judge_columns(&columns, &mut said);
        self.judge_suspects(&mut said);
        for finding in said.iter_mut().filter(|f: &&mut Finding| f.place.file.is_empty()) {
            finding.place = Place { file: loader.file.0.to_owned(), ..finding.place.clone() };
        }
        (verdict, said)
    }

    /// Customers that are called like a totals row are one where nobody else comes after them.
    fn judge_suspects(&self, said: &mut Findings) {
        let mut end = self.customers;
        let last = self.suspects.iter().rev().take_while(|suspect| {
            let is_last = suspect.row + 1 == end;
            end = suspect.row;
            is_last
        });
        let last = last.count();
        let (amid, at_the_end) = self.suspects.split_at(self.suspects.len() - last);
        for Suspect { finding, .. } in amid.iter().filter(|suspect| suspect.label > Label::Last) {
            let finding = Finding { severity: Severity::Warning, code: "name-like-totals", ..finding.clone() };
            said.push(Finding { message: "a customer that is called like a totals row".to_owned(), ..finding });
        }
        said.extend(at_the_end.iter().map(|suspect| suspect.finding.clone()));
    }
}
