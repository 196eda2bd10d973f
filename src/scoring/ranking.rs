//! All customers of a table, ranked.

use super::{Account, Engine, KnockedOut, Summary};
use crate::finding::Findings;
use crate::table::Table;

/// Which accounts an output lists.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Selection {
    /// At most so many (of those that the tier lets through).
    pub top: Option<usize>,
    /// Only this tier, by its place in the model.
    pub tier: Option<usize>,
}

/// The ranked accounts of a table.
#[derive(Debug)]
pub struct Ranking<'a> {
    engine: &'a Engine,
    table: &'a Table,
    summary: Summary,
    findings: Findings,
}

impl<'a> Ranking<'a> {
    /// Scores and ranks every customer of `table`.
    pub fn new(_engine: &'a Engine, _table: &'a Table) -> Self {
        unimplemented!()
    }

    /// The compiled model.
    pub fn engine(&self) -> &'a Engine {
        self.engine
    }

    /// The customers.
    pub fn table(&self) -> &'a Table {
        self.table
    }

    /// How many accounts are ranked.
    pub fn len(&self) -> usize {
        unimplemented!()
    }

    /// Is nobody ranked?
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The account at a place of the ranking, counted from 0.
    pub fn account(&self, _place: usize) -> Option<Account<'_>> {
        unimplemented!()
    }

    /// The accounts of a selection from the top; each is put together as it is asked for.
    pub fn accounts(&self, _selection: &Selection) -> impl Iterator<Item = Account<'_>> {
        std::iter::empty()
    }

    /// How many accounts of a selection there are when `top` is not looked at.
    pub fn selected(&self, _selection: &Selection) -> usize {
        unimplemented!()
    }

    /// Who is not ranked, in file order.
    pub fn knocked_out(&self) -> impl Iterator<Item = KnockedOut<'_>> {
        std::iter::empty()
    }

    /// The figures over all accounts.
    pub fn summary(&self) -> &Summary {
        &self.summary
    }

    /// Warnings of the model on these data: a tier cut that runs through a tie, amounts that are missing.
    pub fn findings(&self) -> &Findings {
        &self.findings
    }
}
