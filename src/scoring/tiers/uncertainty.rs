//! Whether a score is enough for a capped tier, if one account has another score and all others keep theirs.
//!
//! A tier takes its candidates from the top, whole ties only. Candidates meet its requirements and are in no tier above. So
//! an account gets in if it and all candidates with its score or a higher one are no more than `max_accounts`. The candidates
//! depend on the tiers above, and these on the account: it may leave a place free, or break up a tie.

use crate::model::Tier;
use crate::scoring::account_points::AccountPoints;
use crate::scoring::batch::BoundBatch;
use crate::scoring::bound_condition::Verdict;
use crate::scoring::engine::Engine;
use crate::scoring::order::placed::Placed;
use std::collections::HashMap;

/// Marks the accounts whose missing cells leave the tier open, in a model with capped tiers. `ranked` has the best score first,
/// and its tiers are set.
pub(crate) fn mark_uncertain(engine: &Engine, batches: &[BoundBatch<'_>], ranked: &mut [Placed]) {
    if !engine.is_capped() || !ranked.iter().any(|placed| placed.gaps()) {
        return;
    }
    let (candidates, group_of) = TierCandidates::new(engine, batches, ranked);
    let mut account_points = AccountPoints::new(engine);
    let incomplete = ranked.iter_mut().filter(|placed| placed.gaps());
    for (placed, group) in incomplete.zip(group_of) {
        let Some(batch) = batches.get(placed.batch()) else { continue };
        let own = Own { group, score: placed.score() };
        batch.fill(placed.row(), &mut account_points);
        let reach = |tier: usize, range, above: &[Verdict]| candidates.reach(tier, own, range, above);
        let uncertain = batch.is_uncertain(placed.row(), placed.score(), &mut account_points, reach);
        placed.set_uncertain(uncertain);
    }
}

/// Accounts that meet the requirements of the same tiers.
#[derive(Debug)]
struct Group {
    /// One for each tier but the last.
    meets: Vec<bool>,
    /// Best first.
    scores: Vec<f64>,
}

impl Group {
    fn at_least(&self, score: f64) -> usize {
        self.scores.partition_point(|&other| other >= score)
    }
}

/// The account in question, as it is.
#[derive(Debug, Clone, Copy)]
struct Own {
    group: usize,
    score: f64,
}

/// The account in question, with another score.
#[derive(Debug, Clone, Copy)]
struct Moved<'m> {
    own: Own,
    score: f64,
    /// For each tier above, whether it is a candidate if its score is enough.
    able: &'m [bool],
}

/// All ranked accounts by the requirements they meet, and the tiers that they fill.
#[derive(Debug)]
struct TierCandidates<'a> {
    /// All but the last.
    tiers: &'a [Tier],
    groups: Vec<Group>,
    /// The lowest score that each tier takes, as all accounts are.
    lines: Vec<f64>,
}

impl<'a> TierCandidates<'a> {
    /// Also returns the group of every account with missing cells, in the order of the ranking.
    fn new(engine: &'a Engine, batches: &[BoundBatch<'_>], ranked: &[Placed]) -> (Self, Vec<usize>) {
        let tiers = engine.model().tiers.split_last().map_or(&[][..], |(_, upper)| upper);
        let (mut groups, mut places): (Vec<Group>, HashMap<Vec<bool>, usize>) = (Vec::new(), HashMap::new());
        let mut group_of = Vec::new();
        let (mut account_points, mut meets) = (AccountPoints::new(engine), Vec::new());
        for placed in ranked {
            requirements_met(tiers, batches, *placed, &mut account_points, &mut meets);
            let group = match places.get(&meets) {
                Some(&group) => group,
                None => {
                    places.insert(meets.clone(), groups.len());
                    groups.push(Group { meets: meets.clone(), scores: Vec::new() });
                    groups.len() - 1
                }
            };
            if let Some(group) = groups.get_mut(group) {
                group.scores.push(placed.score());
            }
            if placed.gaps() {
                group_of.push(group);
            }
        }
        let mut candidates = TierCandidates { tiers, groups, lines: Vec::new() };
        candidates.lines = candidates.lines(tiers.len(), None);
        (candidates, group_of)
    }

    /// Whether a tier takes the account for every score in `range` (rounded), for none, or for some. `above` says of each tier
    /// further up whether its requirements are met; none of these takes the account.
    fn reach(&self, tier: usize, own: Own, range: (f64, f64), above: &[Verdict]) -> Verdict {
        let (low, high) = range;
        let able = |unsure: bool| -> Vec<bool> {
            above.iter().map(|met| *met == Verdict::Holds || unsure && *met == Verdict::Open).collect()
        };
        let mut ables = vec![able(true), able(false)];
        ables.dedup();
        // A higher score is never worse, except the very score at which the account breaks up a tie further up.
        let scores = [low, high.next_down().max(low), high];
        let mut answers =
            ables.iter().flat_map(|able| scores.map(|score| self.takes(tier, Moved { own, score, able })));
        let first = answers.next().unwrap_or(false);
        if answers.all(|answer| answer == first) { Verdict::sure(first) } else { Verdict::Open }
    }

    fn takes(&self, tier: usize, moved: Moved<'_>) -> bool {
        let Some(rules) = self.tiers.get(tier) else { return true };
        let Some(most) = rules.max_accounts else { return moved.score >= begins(rules) };
        if moved.score < begins(rules) {
            return false;
        }
        let spoiled = (0..tier).any(|above| self.spoils(above, moved));
        let moved_lines = if spoiled { self.lines(tier, Some(moved)) } else { Vec::new() };
        let lines = if spoiled { &moved_lines } else { self.lines.get(..tier).unwrap_or_default() };
        (self.candidates(tier, moved.score, &self.taken(lines), Some(moved.own)) as u64) < most
    }

    /// Whether the account, with its own or the other score, can change who is in that tier. Below the score at which the tier
    /// is full it cannot.
    fn spoils(&self, tier: usize, moved: Moved<'_>) -> bool {
        let near = |score: f64| self.lines.get(tier).is_some_and(|&line| score.next_up() >= line);
        let was_able = self.groups.get(moved.own.group).is_some_and(|group| group.meets.get(tier) == Some(&true));
        (was_able && near(moved.own.score)) || (moved.able.get(tier) == Some(&true) && near(moved.score))
    }

    /// For each group the lowest score that the tiers with these lines have taken.
    fn taken(&self, lines: &[f64]) -> Vec<f64> {
        let lowest = |group: &Group| {
            let met = group.meets.iter().zip(lines).filter(|(meets, _)| **meets);
            met.map(|(_, line)| *line).fold(f64::INFINITY, f64::min)
        };
        self.groups.iter().map(lowest).collect()
    }

    /// The lowest score that each of the first tiers takes; with `moved` as if that account stood there.
    fn lines(&self, tiers: usize, moved: Option<Moved<'_>>) -> Vec<f64> {
        let mut lines = Vec::with_capacity(tiers);
        for (tier, rules) in self.tiers.iter().take(tiers).enumerate() {
            let taken = self.taken(&lines);
            let fits = |score: f64| {
                let own = moved.map(|moved| moved.own);
                let there = moved.is_some_and(|m| m.able.get(tier) == Some(&true) && m.score >= score);
                let most = rules.max_accounts.unwrap_or(u64::MAX);
                self.candidates(tier, score, &taken, own) as u64 + u64::from(there) <= most
            };
            lines.push(if rules.max_accounts.is_none() { begins(rules) } else { lowest(begins(rules), fits) });
        }
        lines
    }

    /// How many candidates of a tier have a score or a higher one, all but `own`.
    fn candidates(&self, tier: usize, score: f64, taken: &[f64], own: Option<Own>) -> usize {
        let able =
            self.groups.iter().zip(taken).enumerate().filter(|(_, (group, _))| group.meets.get(tier) == Some(&true));
        let counted = able.map(|(place, (group, &taken))| {
            let all = group.at_least(score).saturating_sub(group.at_least(taken));
            let itself = own.is_some_and(|own| own.group == place && (score..taken).contains(&own.score));
            all - usize::from(itself)
        });
        counted.sum()
    }
}

/// Which tiers' requirements a row meets. Below the line of a tier it makes no difference, and is taken as not met.
fn requirements_met(
    tiers: &[Tier],
    batches: &[BoundBatch<'_>],
    placed: Placed,
    account_points: &mut AccountPoints,
    met: &mut Vec<bool>,
) {
    met.clear();
    let mut filled = false;
    for (place, tier) in tiers.iter().enumerate() {
        met.push(
            tier.requires.is_empty()
                || placed.score() >= begins(tier) && {
                    batches.get(placed.batch()).is_some_and(|batch| {
                        if !filled {
                            batch.fill(placed.row(), account_points);
                            filled = true;
                        }
                        batch.meets(place, placed.row(), account_points)
                    })
                },
        );
    }
}

/// The score at which a tier begins; never `-0`.
fn begins(tier: &Tier) -> f64 {
    tier.min_score.unwrap_or(0.0).max(0.0) + 0.0
}

/// The lowest number from `from` on that `fits`, by binary search among all doubles: from one that fits, all above do.
fn lowest(from: f64, fits: impl Fn(f64) -> bool) -> f64 {
    // Bits of numbers that are not negative are in the order of the numbers.
    let (mut low, mut high) = (from.to_bits(), f64::INFINITY.to_bits());
    while low < high {
        let middle = low + (high - low) / 2;
        if fits(f64::from_bits(middle)) {
            high = middle;
        } else {
            low = middle + 1;
        }
    }
    f64::from_bits(high)
}
