//! The ranked accounts as columns, which all parts of the sensitivity analysis read.

use crate::model::{Subject, Test, Tier};
use crate::scoring::accounts::Selection;
use crate::scoring::{Node, Ranking};

/// A ranked account, as it is named in an answer.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Entry<'a> {
    /// Its rank.
    pub rank: u64,
    /// Its id.
    pub id: &'a str,
    /// Its name.
    pub name: &'a str,
    /// 0..100, rounded to 9 decimals.
    pub score: f64,
    /// The place of its tier in the model; `None` where the model has no tiers.
    pub tier: Option<usize>,
}

/// The accounts in the order of the ranking. Every inner list has one entry for each account.
#[derive(Debug)]
pub struct Field<'a> {
    /// The accounts.
    pub entries: Vec<Entry<'a>>,
    /// Every criterion, groups before their children, in file order.
    pub nodes: &'a [Node],
    /// The tiers of the model, from the top.
    pub tiers: &'a [Tier],
    /// Points by criterion and account, 0..100; `None` where left out.
    pub(crate) points: Vec<Vec<Option<f64>>>,
    /// Effective weights by criterion and account, 0..1.
    pub(crate) weights: Vec<Vec<f64>>,
    /// By tier and account: whether the account meets all requirements of the tier.
    pub(crate) meets: Vec<Vec<bool>>,
    /// By tier and account: whether it meets all requirements except those on the points of groups.
    pub(crate) meets_besides: Vec<Vec<bool>>,
    /// The requirements on the points of groups, which change with the weights inside the groups.
    pub(crate) group_requirements: Vec<GroupRequirement<'a>>,
}

/// A requirement of a tier on the points of a group.
#[derive(Debug, Clone, Copy)]
pub(crate) struct GroupRequirement<'a> {
    /// The tier, by its place in the model.
    pub(crate) tier: usize,
    /// The group, by its place among the nodes.
    pub(crate) group: usize,
    /// The test that its points must pass.
    pub(crate) test: &'a Test,
}

/// Leaves out tests for missing groups, because these do not depend on weights.
fn group_requirements<'a>(nodes: &[Node], tiers: &'a [Tier]) -> Vec<(usize, GroupRequirement<'a>)> {
    let group = |condition: &crate::model::Condition| match (&condition.subject, &condition.test) {
        (Subject::Column(_), _) | (_, Test::Missing(_)) => None,
        (Subject::Criterion(id), _) => nodes.iter().position(|node| node.id == *id && node.column.is_none()),
    };
    let of_tier = |(tier, rules): (usize, &'a Tier)| {
        let conditions = rules.requires.iter().enumerate();
        conditions.filter_map(move |(place, condition)| {
            Some((place, GroupRequirement { tier, group: group(condition)?, test: &condition.test }))
        })
    };
    tiers.iter().enumerate().flat_map(of_tier).collect()
}

impl<'a> Field<'a> {
    /// Reads every account of a ranking once.
    pub fn new(ranking: &'a Ranking<'_>) -> Self {
        let (nodes, tiers) = (ranking.engine().nodes(), ranking.engine().model().tiers.as_slice());
        let mut field = Field {
            entries: Vec::with_capacity(ranking.len()),
            nodes,
            tiers,
            points: nodes.iter().map(|_| Vec::with_capacity(ranking.len())).collect(),
            weights: nodes.iter().map(|_| Vec::with_capacity(ranking.len())).collect(),
            meets: Vec::with_capacity(tiers.len()),
            meets_besides: Vec::with_capacity(tiers.len()),
            group_requirements: Vec::new(),
        };
        for account in ranking.accounts(&Selection::default()) {
            let tier = account.tier.and_then(|name| tiers.iter().position(|tier| tier.name == name));
            for (assessment, (points, weights)) in
                account.criteria.iter().zip(field.points.iter_mut().zip(&mut field.weights))
            {
                points.push(assessment.points);
                weights.push(assessment.weight);
            }
            let (rank, id, name, score) = (account.rank, account.id, account.name, account.score);
            field.entries.push(Entry { rank, id, name, score, tier });
        }
        let of_groups = group_requirements(nodes, tiers);
        let holds = |tier, place, besides: bool| {
            (0..tiers.get(tier).map_or(0, |t: &Tier| t.requires.len()))
                .filter(|at| !besides || !of_groups.iter().any(|(other, group)| group.tier == tier && other == at))
                .all(|requirement| ranking.requirement_holds(place, (tier, requirement), None).unwrap_or(true))
        };
        let all = |besides| {
            let of_tier = |tier| (0..ranking.len()).map(|place| holds(tier, place, besides)).collect();
            (0..tiers.len()).map(of_tier).collect::<Vec<Vec<bool>>>()
        };
        field.meets = all(false);
        field.meets_besides = if of_groups.is_empty() { field.meets.clone() } else { all(true) };
        field.group_requirements = of_groups.into_iter().map(|(_, requirement)| requirement).collect();
        field
    }

    /// How many accounts there are.
    pub fn len(&self) -> usize {
        self.entries.len()
    }

    /// Whether no account is ranked.
    pub fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }

    /// How many are in the first tier.
    pub fn key_accounts(&self) -> usize {
        self.entries.iter().filter(|entry| entry.tier == Some(0)).count()
    }

    pub(crate) fn points_of(&self, node: usize, account: usize) -> Option<f64> {
        self.points.get(node)?.get(account).copied().flatten()
    }

    pub(crate) fn weight_of(&self, node: usize, account: usize) -> f64 {
        self.weights.get(node).and_then(|weights| weights.get(account)).copied().unwrap_or(0.0)
    }

    pub(crate) fn meets(&self, tier: usize, account: usize) -> bool {
        self.meets.get(tier).and_then(|meets| meets.get(account)).copied().unwrap_or(true)
    }

    pub(crate) fn meets_besides(&self, tier: usize, account: usize) -> bool {
        self.meets_besides.get(tier).and_then(|meets| meets.get(account)).copied().unwrap_or(true)
    }

    pub(crate) fn tier(&self, account: usize) -> Option<usize> {
        self.entries.get(account)?.tier
    }

    pub(crate) fn rank(&self, account: usize) -> u64 {
        self.entries.get(account).map_or(u64::MAX, |entry| entry.rank)
    }

    pub(crate) fn score(&self, account: usize) -> f64 {
        self.entries.get(account).map_or(0.0, |entry| entry.score)
    }

    /// The siblings of a criterion, including itself.
    pub(crate) fn family(&self, node: usize) -> Vec<usize> {
        let parent = self.nodes.get(node).and_then(|node| node.parent);
        let same = |(_, other): &(usize, &Node)| other.parent == parent;
        self.nodes.iter().enumerate().filter(same).map(|(place, _)| place).collect()
    }

    /// Whether `group` is above `node`.
    pub(crate) fn is_above(&self, group: usize, node: usize) -> bool {
        let mut parent = self.nodes.get(node).and_then(|node| node.parent);
        while let Some(place) = parent {
            if place == group {
                return true;
            }
            parent = self.nodes.get(place).and_then(|node| node.parent);
        }
        false
    }
}
