//! How customers move between tiers: the direction of one move, and the table of all.

use crate::model::same_text;

/// Where a customer is on one side of a comparison.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Class<'a> {
    /// Ranked, in this tier.
    Tier(&'a str),
    /// Ranked by a model without tiers.
    Untiered,
    /// Knocked out, or without any data.
    NotRanked,
    /// Not in the export.
    Absent,
}

/// A move from one tier to another.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Direction {
    /// The same tier, by name.
    Same,
    /// To a higher one.
    Up,
    /// To a lower one.
    Down,
    /// To another one, where the two models do not tell which is higher.
    Unclear,
}

/// The tiers of both models, from the top. Two are the same where their names are, apart from case and outer spaces.
#[derive(Debug, Clone, PartialEq)]
pub struct Tiers<'a> {
    old: Vec<&'a str>,
    new: Vec<&'a str>,
    /// The places of those that are in both.
    shared: Vec<(usize, usize)>,
}

impl<'a> Tiers<'a> {
    /// Both lists from the top.
    pub fn new(old: Vec<&'a str>, new: Vec<&'a str>) -> Self {
        let twin = |name: &str| new.iter().position(|other| same_text(name, other));
        let shared = old.iter().zip(0..).filter_map(|(name, place)| Some((place, twin(name)?))).collect();
        Tiers { old, new, shared }
    }

    /// The direction from a tier of the old model to one of the new.
    ///
    /// The tiers that both models have are the yardstick: a move from above such a tier, or from it, to below it, or to
    /// it, is down. Where there is no such tier, or two of them contradict each other because the models order them
    /// differently, the direction is unclear.
    pub fn direction(&self, from: Option<&str>, to: Option<&str>) -> Direction {
        let (from, to) = match (from, to) {
            (Some(from), Some(to)) if same_text(from, to) => return Direction::Same,
            (None, None) => return Direction::Same,
            (Some(from), Some(to)) => (place(&self.old, from), place(&self.new, to)),
            _ => return Direction::Unclear,
        };
        let (Some(from), Some(to)) = (from, to) else { return Direction::Unclear };
        let down = self.shared.iter().any(|&(old, new)| from <= old && new <= to);
        let up = self.shared.iter().any(|&(old, new)| old <= from && to <= new);
        match (up, down) {
            (true, false) => Direction::Up,
            (false, true) => Direction::Down,
            _ => Direction::Unclear,
        }
    }

    /// Tiers that only the old model has, and those that only the new one has, from the top.
    pub fn unmatched(&self) -> (Vec<&'a str>, Vec<&'a str>) {
        let old = self.old.iter().zip(0..).filter(|(_, place)| self.shared.iter().all(|(old, _)| old != place));
        let new = self.new.iter().zip(0..).filter(|(_, place)| self.shared.iter().all(|(_, new)| new != place));
        (old.map(|(name, _)| *name).collect(), new.map(|(name, _)| *name).collect())
    }
}

fn place(tiers: &[&str], name: &str) -> Option<usize> {
    tiers.iter().position(|tier| *tier == name)
}

/// How many customers moved from each class to each other.
#[derive(Debug, Clone, PartialEq)]
pub struct Migration<'a> {
    /// The rows: the old tiers from the top, then those not ranked, then those that were not there.
    pub from: Vec<Class<'a>>,
    /// The columns: the new tiers from the top, then those not ranked, then those that are gone.
    pub to: Vec<Class<'a>>,
    /// One list for each row, one count for each column.
    pub counts: Vec<Vec<u64>>,
}

impl<'a> Migration<'a> {
    /// Counts the customers, each by its class on the old and on the new side.
    pub fn new(tiers: &Tiers<'a>, customers: impl Iterator<Item = (Class<'a>, Class<'a>)>) -> Self {
        let (from, to) = (classes(&tiers.old), classes(&tiers.new));
        let mut counts = vec![vec![0; to.len()]; from.len()];
        for (old, new) in customers {
            let row = from.iter().position(|class| *class == old);
            let column = to.iter().position(|class| *class == new);
            let count = row.and_then(|row| counts.get_mut(row)).zip(column).and_then(|(row, at)| row.get_mut(at));
            if let Some(count) = count {
                *count += 1;
            }
        }
        Migration { from, to, counts }
    }
}

fn classes<'a>(tiers: &[&'a str]) -> Vec<Class<'a>> {
    let ranked =
        if tiers.is_empty() { vec![Class::Untiered] } else { tiers.iter().map(|name| Class::Tier(name)).collect() };
    ranked.into_iter().chain([Class::NotRanked, Class::Absent]).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use Direction::{Down, Same, Unclear, Up};

    #[test]
    fn one_list_of_tiers_tells_up_from_down() {
        let tiers = Tiers::new(vec!["Key", "Next", "Core"], vec!["Key", "Next", "Core"]);
        let way = |from, to| tiers.direction(Some(from), Some(to));
        assert_eq!([way("Core", "Key"), way("Key", "Next"), way("Next", "Next")], [Up, Down, Same]);
        assert_eq!(tiers.unmatched(), (vec![], vec![]));
    }

    #[test]
    fn tiers_of_two_models_are_matched_by_name() {
        // `Next` is gone, `Top` is new above all, `Hold` is new between the two that both models have.
        let tiers = Tiers::new(vec!["Key", "Next", "Core"], vec!["Top", "key ", "Hold", "Core"]);
        let way = |from, to| tiers.direction(Some(from), Some(to));
        assert_eq!(
            [way("Key", "key "), way("Key", "Top"), way("Key", "Hold"), way("Core", "Hold")],
            [Same, Up, Down, Up]
        );
        assert_eq!([way("Next", "Top"), way("Next", "Core")], [Up, Down]);
        // Both lie between `Key` and `Core`, so neither is known to be higher.
        assert_eq!(way("Next", "Hold"), Unclear);
        assert_eq!(tiers.unmatched(), (vec!["Next"], vec!["Top", "Hold"]));
    }

    #[test]
    fn models_that_contradict_each_other_give_no_direction() {
        let tiers = Tiers::new(vec!["Key", "Core"], vec!["Core", "Key"]);
        assert_eq!(tiers.direction(Some("Key"), Some("Core")), Unclear);
        let strangers = Tiers::new(vec!["Gold", "Silver"], vec!["A", "B"]);
        assert_eq!(strangers.direction(Some("Gold"), Some("B")), Unclear);
    }

    #[test]
    fn a_model_without_tiers_gives_no_direction() {
        let tiers = Tiers::new(vec![], vec!["Key", "Core"]);
        assert_eq!((tiers.direction(None, Some("Key")), tiers.direction(None, None)), (Unclear, Same));
    }

    #[test]
    fn every_customer_is_counted_once() {
        let tiers = Tiers::new(vec!["Key", "Core"], vec!["Key", "Rest"]);
        let moves = [
            (Class::Tier("Key"), Class::Tier("Key")),
            (Class::Tier("Key"), Class::Tier("Rest")),
            (Class::Tier("Key"), Class::Tier("Rest")),
            (Class::NotRanked, Class::Tier("Key")),
            (Class::Absent, Class::NotRanked),
            (Class::Tier("Core"), Class::Absent),
        ];
        let migration = Migration::new(&tiers, moves.into_iter());
        assert_eq!(migration.counts, [[1, 2, 0, 0], [0, 0, 0, 1], [1, 0, 0, 0], [0, 0, 1, 0]]);
        assert_eq!(migration.from.last(), Some(&Class::Absent));
    }
}
