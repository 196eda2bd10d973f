//! The tiers of accounts in any order of scores: the rules of the model on whole numbers, made for a million orders.

use super::field::Field;
use super::order::STEPS;

/// One tier.
#[derive(Debug)]
struct Rule {
    /// The first score, in steps, that is enough.
    line: u64,
    limit: usize,
    /// By account, where anything is required.
    meets: Option<Vec<bool>>,
}

/// All tiers but the last, which takes the rest.
#[derive(Debug)]
pub(super) struct Places {
    rules: Vec<Rule>,
    /// Below this score, in steps, there is only the last tier.
    lowest: u64,
    is_capped: bool,
    /// The line of each tier, where nothing else decides.
    lines: Option<Vec<u64>>,
}

impl Places {
    pub(super) fn new(field: &Field<'_>) -> Self {
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
        Places { lines, lowest: rules.iter().map(|rule| rule.line).min().unwrap_or(u64::MAX), rules, is_capped }
    }

    /// The first score, in steps, that is enough for each tier but the last, where nothing else decides.
    pub(super) fn lines(&self) -> Option<&[u64]> {
        self.lines.as_deref()
    }

    /// Calls `found` with the account and its tier for everyone in `order` (score in steps and account, best first) who is
    /// in a tier above the last.
    pub(super) fn assign(
        &self,
        order: impl Iterator<Item = (u64, u32)>,
        waiting: &mut Vec<(u64, u32)>,
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
        waiting.clear();
        waiting.extend(order);
        for (tier, rule) in self.rules.iter().enumerate() {
            let mut room = rule.how_many(waiting);
            waiting.retain(|&(score, account)| {
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

    /// How many get in: whole ties only.
    fn how_many(&self, waiting: &[(u64, u32)]) -> usize {
        let (mut count, mut whole, mut tie) = (0, 0, u64::MAX);
        for &(score, account) in waiting {
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

/// The least score in steps that is not below `line`.
fn steps_to(line: f64) -> u64 {
    let near = (line * STEPS).round().max(1.0) as u64;
    (near - 1..=near + 1).find(|steps| *steps as f64 / STEPS >= line).unwrap_or(near)
}
