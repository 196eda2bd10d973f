//! Which accounts moved between a stored ranking and a new one.

use std::collections::HashMap;

/// Scores closer than this count as equal: far below what a person can see, far above the last digit of a file.
pub const TOLERANCE: f64 = 1e-6;

/// Where one account stands in one ranking.
#[derive(Debug, Clone, PartialEq)]
pub struct Standing {
    /// Unique in its ranking.
    pub id: String,
    /// Shown beside the id, where it is known; never compared.
    pub name: Option<String>,
    /// From 1.
    pub rank: u64,
    /// 0..100.
    pub score: f64,
    /// The tier's name; empty where the model has no tiers.
    pub tier: String,
}

/// An account of both rankings that differs between them.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Move<'a> {
    /// In the stored ranking.
    pub before: &'a Standing,
    /// In the new one.
    pub after: &'a Standing,
}

impl Move<'_> {
    /// Whether its rank differs.
    pub fn rank(&self) -> bool {
        self.before.rank != self.after.rank
    }

    /// Whether its score differs by more than [`TOLERANCE`].
    pub fn score(&self) -> bool {
        (self.before.score - self.after.score).abs() > TOLERANCE
    }

    /// Whether its tier differs.
    pub fn tier(&self) -> bool {
        self.before.tier != self.after.tier
    }
}

/// What is different between two rankings.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Drift<'a> {
    /// In both, but different; in the order of the new ranking.
    pub moved: Vec<Move<'a>>,
    /// Only in the new ranking, in its order.
    pub new: Vec<&'a Standing>,
    /// Only in the stored ranking, in its order.
    pub gone: Vec<&'a Standing>,
    /// How many are the same in both.
    pub unmoved: usize,
}

impl Drift<'_> {
    /// Whether the two rankings are the same.
    pub fn is_empty(&self) -> bool {
        self.moved.is_empty() && self.new.is_empty() && self.gone.is_empty()
    }
}

/// Compares a stored ranking with a new one, account by account.
pub fn drift<'a>(stored: &'a [Standing], now: &'a [Standing]) -> Drift<'a> {
    let mut left: HashMap<&str, &Standing> = stored.iter().map(|s| (s.id.as_str(), s)).collect();
    let mut drift = Drift::default();
    for after in now {
        match left.remove(after.id.as_str()).map(|before| Move { before, after }) {
            None => drift.new.push(after),
            Some(step) if step.rank() || step.score() || step.tier() => drift.moved.push(step),
            Some(_) => drift.unmoved += 1,
        }
    }
    drift.gone = stored.iter().filter(|s| left.contains_key(s.id.as_str())).collect();
    drift
}

#[cfg(test)]
mod tests {
    use super::*;

    fn standing(id: &str, rank: u64, score: f64, tier: &str) -> Standing {
        Standing { id: id.into(), name: None, rank, score, tier: tier.into() }
    }

    #[test]
    fn the_same_ranking_has_no_drift_whatever_its_order() {
        let stored = [standing("A", 1, 80.0, "Key"), standing("B", 2, 70.0, "Core")];
        let now = [standing("B", 2, 70.0 + 0.9e-6, "Core"), standing("A", 1, 80.0, "Key")];
        let drift = drift(&stored, &now);
        assert!(drift.is_empty());
        assert_eq!(drift.unmoved, 2);
    }

    #[test]
    fn tells_rank_score_and_tier_apart() {
        let stored = [standing("A", 1, 80.0, "Key"), standing("B", 2, 70.0, "Core"), standing("C", 3, 60.0, "Core")];
        let now = [standing("B", 1, 70.0, "Core"), standing("A", 1, 80.1, "Key"), standing("C", 3, 60.0, "Key")];
        let drift = drift(&stored, &now);
        let kinds: Vec<_> = drift.moved.iter().map(|m| (m.after.id.as_str(), m.rank(), m.score(), m.tier())).collect();
        assert_eq!(kinds, [("B", true, false, false), ("A", false, true, false), ("C", false, false, true)]);
    }

    #[test]
    fn names_who_is_new_and_who_is_gone() {
        let stored = [standing("A", 1, 80.0, ""), standing("B", 2, 70.0, "")];
        let now = [standing("A", 1, 80.0, ""), standing("X", 2, 75.0, "")];
        let drift = drift(&stored, &now);
        assert_eq!((drift.new, drift.gone, drift.moved.len()), (vec![&now[1]], vec![&stored[1]], 0));
    }
}
