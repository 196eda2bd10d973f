//! Answers about the columns of an export, in place of guesses.

use super::account::levels;
use super::scales::{Proposal, propose};
use super::yaml_scalar::{number, scalar};
use crate::language::Language;
use crate::language::draft::Reason;
use crate::model::ReadAs;
use crate::profile::Column;
use crate::text::same_text;
use std::collections::BTreeMap;

/// Answers about an export; `None` leaves the guess. Columns are named by their headers, and an empty header means no
/// column.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Answers {
    /// The column of customer names.
    pub name: Option<String>,
    /// The columns of turnover.
    pub turnover: Option<String>,
    /// The column of the tier that a customer has today.
    pub status: Option<String>,
    /// For each of the five criteria, the columns that measure it.
    pub speaking: Option<Vec<Vec<String>>>,
    /// How the export is read, as far as the user said.
    pub read: ReadAs,
    /// The language of the file; `None` for that of the headers.
    pub language: Option<Language>,
    /// The words of columns, from the worst to the best.
    pub orders: BTreeMap<String, Vec<String>>,
}

impl Answers {
    /// How the cells of a column become points: by the order of its words, if the user gave one.
    pub(crate) fn propose(&self, column: &Column, plain: &str) -> Option<Proposal> {
        let Some(order) = self.orders.get(&column.header) else { return propose(column, plain) };
        let words = levels(column)?;
        let steps = order.len().saturating_sub(1).max(1);
        #[allow(clippy::cast_precision_loss, reason = "a handful of words")]
        let points = |place: usize| number((place as f64 * 1000.0 / steps as f64).round() / 10.0);
        let of = |word: &String| order.iter().position(|other| same_text(other, word));
        let pairs: Option<Vec<String>> =
            words.iter().map(|word| Some(format!("{}: {}", scalar(word.trim()), points(of(word)?)))).collect();
        Some(Proposal {
            scale: format!("{{ levels: {{ {} }} }}", pairs?.join(", ")),
            found: None,
            reason: Reason::Answered,
        })
    }
}
