//! Today's tier of a customer, as its files name it.

use super::Tier;
use crate::text::same_text;

/// The column of today's tiers, and the meaning of its words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Status {
    /// The column.
    pub column: String,
    /// Words with the names of the tiers that they mean; a tier's own name always means itself.
    pub words: Vec<(String, String)>,
}

impl Status {
    /// A column that holds the names of tiers.
    pub fn of(column: impl Into<String>) -> Self {
        Status { column: column.into(), words: Vec::new() }
    }

    /// The place of the tier that a word means, compared by [`same_text`].
    pub fn tier(&self, word: &str, tiers: &[Tier]) -> Option<usize> {
        let meant = self.words.iter().find(|(own, _)| same_text(own, word)).map_or(word, |(_, tier)| tier);
        tiers.iter().position(|tier| same_text(&tier.name, meant))
    }
}
