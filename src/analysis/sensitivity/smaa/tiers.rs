//! The tiers of accounts in any order of scores: the rules of the model in whole numbers, fast enough for a million
//! orders.

use super::order::STEPS;
use super::weights::{Level, Rescaled, VariedWeights};
use crate::analysis::sensitivity::field::Field;
use crate::model::Test;
use crate::statistics::rounding::rounded;

/// One tier.
#[derive(Debug, Clone)]
struct Rule {
    /// The lowest score, in steps, that is enough.
    line: u64,
    limit: usize,
    /// By account: whether it meets the requirements; `None` where there are none.
    meets: Option<Vec<bool>>,
}

/// A requirement of a tier on the points of a group, which change with the weights inside it.
#[derive(Debug, Clone)]
struct Moving {
    /// The tier, by its place among the rules.
    rule: usize,
    /// By varied criterion: whether it is in the group.
    members: Vec<bool>,
    test: Test,
}

/// All tiers except the last, which takes the rest.
#[derive(Debug, Clone)]
pub(crate) struct Places {
    rules: Vec<Rule>,
    /// An account with a lower score, in steps, is in the last tier.
    lowest: u64,
    is_capped: bool,
    /// The line of each tier, where nothing else decides.
    lines: Option<Vec<u64>>,
    moving: Vec<Moving>,
    /// By tier with requirements on groups, and by account: whether it meets all other requirements.
    besides: Vec<(usize, Vec<bool>)>,
}

impl Places {
    pub(crate) fn new(field: &Field<'_>, varied_weights: &VariedWeights, level: Level) -> Self {
        let upper = field.tiers.split_last().map_or(&[][..], |(_, upper)| upper);
        let rule = |(place, tier): (usize, &crate::model::Tier)| Rule {
            line: tier.min_score.map_or(0, steps_to),
            limit: tier.max_accounts.and_then(|limit| usize::try_from(limit).ok()).unwrap_or(usize::MAX),
            meets: (!tier.requires.is_empty()).then(|| (0..field.len()).map(|a| field.meets(place, a)).collect()),
        };
        let is_capped = upper.iter().any(|tier| tier.max_accounts.is_some());
        let rules: Vec<Rule> = upper.iter().enumerate().map(rule).collect();
        let is_plain = !is_capped && rules.iter().all(|rule| rule.meets.is_none());
        let lines = is_plain.then(|| rules.iter().map(|rule| rule.line).collect());
        // Weights of the first level leave the points inside a group unchanged.
        let of_groups = field.group_requirements.iter().filter(|of| level == Level::Leaves && of.tier < rules.len());
        let moving: Vec<Moving> = of_groups
            .map(|of| Moving {
                rule: of.tier,
                members: varied_weights.varied.iter().map(|&leaf| field.is_above(of.group, leaf)).collect(),
                test: of.test.clone(),
            })
            .collect();
        let mut tiers: Vec<usize> = moving.iter().map(|moving| moving.rule).collect();
        tiers.dedup();
        let besides = tiers.into_iter().map(|tier| (tier, field.meets_besides.get(tier).cloned().unwrap_or_default()));
        let besides = besides.collect();
        let lowest = rules.iter().map(|rule| rule.line).min().unwrap_or(u64::MAX);
        Places { lines, lowest, rules, is_capped, moving, besides }
    }

    /// Tests the requirements on groups with their points under `weights`.
    pub(crate) fn follow(&mut self, varied_weights: &VariedWeights, weights: &[f64], rescaled: &mut Rescaled) {
        for (tier, besides) in &self.besides {
            if let Some(meets) = self.rules.get_mut(*tier).and_then(|rule| rule.meets.as_mut()) {
                meets.clone_from(besides);
            }
        }
        if self.moving.is_empty() {
            return;
        }
        for block in &varied_weights.blocks {
            varied_weights.rescale(block, weights, rescaled);
            for Moving { rule, members, test } in &self.moving {
                let Some(meets) = self.rules.get_mut(*rule).and_then(|rule| rule.meets.as_mut()) else { continue };
                block.means(members, &rescaled.effective, |account, points| {
                    if let Some(met) = meets.get_mut(account as usize) {
                        *met &= test.holds_of_number(points.map(rounded));
                    }
                });
            }
        }
    }

    /// The lowest score, in steps, that is enough for each tier except the last, where nothing else decides.
    pub(crate) fn lines(&self) -> Option<&[u64]> {
        self.lines.as_deref()
    }

    /// Calls `found` with the account and its tier for each account in `order` that is in a tier above the last.
    /// `order` holds scores in steps and accounts, best first.
    pub(crate) fn assign(
        &self,
        order: impl Iterator<Item = (u64, u32)>,
        unplaced: &mut Vec<(u64, u32)>,
        mut found: impl FnMut(u32, usize),
    ) {
        let order = order.take_while(|(score, _)| *score >= self.lowest);
        if !self.is_capped {
            for (score, account) in order {
                if let Some(tier) = self.rules.iter().position(|rule| rule.admits(score, account)) {
                    found(account, tier);
                }
            }
            return;
        }
        unplaced.clear();
        unplaced.extend(order);
        for (tier, rule) in self.rules.iter().enumerate() {
            let mut room = rule.how_many(unplaced);
            unplaced.retain(|&(score, account)| {
                let enters = room > 0 && rule.admits(score, account);
                if enters {
                    room -= 1;
                    found(account, tier);
                }
                !enters
            });
        }
    }
}

impl Rule {
    fn admits(&self, score: u64, account: u32) -> bool {
        score >= self.line && self.meets.as_ref().is_none_or(|m| m.get(account as usize).copied().unwrap_or(true))
    }

    /// How many get in. A tie gets in as a whole or not at all.
    fn how_many(&self, unplaced: &[(u64, u32)]) -> usize {
        let (mut count, mut whole, mut tie) = (0, 0, u64::MAX);
        for &(score, account) in unplaced {
            if score < self.line {
                break;
            }
            if !self.admits(score, account) {
                continue;
            }
            if score != tie {
                whole = count;
                tie = score;
            }
            count += 1;
            if count > self.limit {
                return whole;
            }
        }
        count
    }
}

/// The lowest score in steps that is not below `line`.
fn steps_to(line: f64) -> u64 {
    let near = (line * STEPS).round().max(1.0) as u64;
    (near - 1..=near + 1).find(|steps| *steps as f64 / STEPS >= line).unwrap_or(near)
}
