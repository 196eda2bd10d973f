//! Four fields with names in them.

use crate::language::{Language, common};

/// One field.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Field {
    /// As the model calls it.
    pub(crate) name: String,
    /// How many accounts stand in it.
    pub(crate) count: u64,
    /// The first of them by rank.
    pub(crate) accounts: Vec<String>,
}

/// The whole matrix.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Matrix {
    /// What it holds and which way its axes run.
    pub(crate) title: String,
    /// High on y and low on it, each low on x and high on it: as they stand on paper.
    pub(crate) rows: [[Field; 2]; 2],
    /// What the x axis is, from left to right.
    pub(crate) x: String,
    /// What the y axis is, from bottom to top.
    pub(crate) y: String,
    /// Who has no place in it.
    pub(crate) remark: Option<String>,
}

impl Field {
    /// Its name and how many accounts are in it.
    pub(crate) fn title(&self, language: Language) -> String {
        format!("{}: {}", self.name, language.count(self.count))
    }

    /// How many accounts are not named.
    pub(crate) fn more(&self, language: Language) -> Option<String> {
        let more = self.count.saturating_sub(self.accounts.len() as u64);
        (more > 0).then(|| common::plus_more(language, more))
    }

    /// The same with so many names at most.
    pub(crate) fn named(&self, most: usize) -> Field {
        Field { accounts: self.accounts.iter().take(most).cloned().collect(), ..self.clone() }
    }
}
