//! Everything that can be said of a ranking, as plain data: what the builder of its document reads, and csv and json.

use crate::finding::Finding;
use crate::model::{Day, Portfolio};
use crate::report::what_if::WhatIf;
use crate::scoring::accounts::Selection;
use crate::scoring::list_lines::ListLine;
use crate::scoring::{Account, KnockedOut, Node, Ranking, Summary};
use crate::table::SourceFile;
use std::ops::Range;

/// Something that can be gone through again and again, each item put together as it is asked for.
pub(crate) type Again<'a, T> = Box<dyn Fn() -> Box<dyn Iterator<Item = T> + 'a> + 'a>;

/// Shows the accounts at some places of the ranking; asked by several threads at once.
pub(crate) type Between<'a> = Box<dyn Fn(Range<usize>, &mut dyn FnMut(&ListLine<'_>)) + Sync + 'a>;

/// What `score` has to say.
#[derive(Debug)]
pub struct Report<'a> {
    /// The ranking.
    pub ranking: &'a Ranking<'a>,
    /// Which accounts are listed.
    pub selection: Selection,
    /// Weights that differ from the criteria file.
    pub what_if: &'a [WhatIf],
    /// Warnings and notices of all stages, in order.
    pub findings: &'a [&'a Finding],
}

/// A ranking, the accounts of it that are listed, and what is known of them.
pub(crate) struct Contents<'a> {
    pub(crate) title: &'a str,
    /// The day up to which days are counted, where the model counts to the day of the run.
    pub(crate) today: Option<Day>,
    pub(crate) nodes: &'a [Node],
    /// Headers of the carried columns.
    pub(crate) show: &'a [String],
    /// Headers of the amount columns; the first is the turnover.
    pub(crate) sums: &'a [String],
    pub(crate) portfolio: Option<&'a Portfolio>,
    /// The scores at which tiers begin: no score is shown on the wrong side of one.
    pub(crate) lines: Vec<f64>,
    pub(crate) files: &'a [SourceFile],
    pub(crate) summary: &'a Summary,
    pub(crate) what_if: &'a [WhatIf],
    pub(crate) findings: &'a [&'a Finding],
    /// The tier to which the accounts are limited.
    pub(crate) only_tier: Option<&'a str>,
    /// How many accounts are listed.
    pub(crate) listed: usize,
    /// How many there would be if all of the selection were listed.
    pub(crate) selected: usize,
    /// The accounts that are listed.
    pub(crate) accounts: Again<'a, Account<'a>>,
    /// These are within so many places of the ranking.
    pub(crate) places: usize,
    /// So many threads are worth their while on them.
    pub(crate) threads: usize,
    /// Those of them at some places, quicker.
    pub(crate) between: Between<'a>,
    /// All accounts of the selection, whether listed or not.
    pub(crate) everyone: Again<'a, Account<'a>>,
    pub(crate) knocked_out: Again<'a, KnockedOut<'a>>,
}

impl<'a> Contents<'a> {
    pub(crate) fn new(report: &'a Report<'a>, all: &'a Selection) -> Self {
        let Report { ranking, selection, what_if, findings } = report;
        let model = ranking.engine().model();
        let selected = ranking.selected(selection);
        Contents {
            title: &model.title,
            today: model.today.filter(|_| model.counts_to_today()),
            nodes: ranking.engine().nodes(),
            show: ranking.engine().show(),
            sums: &model.account.sum,
            portfolio: model.portfolio.as_ref(),
            lines: model.tiers.iter().filter_map(|tier| tier.min_score).collect(),
            files: &ranking.table().files,
            summary: ranking.summary(),
            what_if,
            findings,
            only_tier: selection.tier.and_then(|place| model.tiers.get(place)).map(|tier| tier.name.as_str()),
            listed: selection.top.map_or(selected, |top| top.min(selected)),
            selected,
            accounts: Box::new(move || Box::new(ranking.accounts(selection))),
            places: ranking.places(selection),
            threads: ranking.engine().threads().threads(ranking.places(selection)),
            between: Box::new(move |places, show| ranking.show_between(places, selection.tier, show)),
            everyone: Box::new(move || Box::new(ranking.accounts(all))),
            knocked_out: Box::new(move || Box::new(ranking.knocked_out())),
        }
    }

    /// The criteria of the first level with their places among all.
    pub(crate) fn top_level(&self) -> impl Iterator<Item = (usize, &'a Node)> + use<'a> {
        self.nodes.iter().enumerate().filter(|(_, node)| node.depth == 0)
    }

    /// Where the name of the file is needed to tell a line.
    pub(crate) fn has_several_files(&self) -> bool {
        self.files.len() > 1
    }
}

#[cfg(test)]
pub(crate) mod example {
    //! A small hand-made report that the tests of the formats share.

    use super::*;
    use crate::model::{Axis, Quadrants};
    use crate::scoring::{Assessment, Baseline, Change, Changes, Named, Position, SumShare, TierSummary, Value};

    /// A name that tries everything: escape codes, a reading direction, Markdown, a formula, a line end.
    pub(crate) const NASTY: &str = "=HYPERLINK(\"http://evil.io\")|<b>*x*\u{1b}[31m\u{202e}\n@me";

    /// Owns what a [`Contents`] borrows.
    pub(crate) struct Example {
        pub(crate) nodes: Vec<Node>,
        pub(crate) show: Vec<String>,
        pub(crate) sums: Vec<String>,
        pub(crate) portfolio: Portfolio,
        pub(crate) files: Vec<SourceFile>,
        pub(crate) summary: Summary,
        pub(crate) what_if: Vec<WhatIf>,
        pub(crate) names: [&'static str; 4],
    }

    fn node(id: &str, label: &str, parent: Option<usize>, weight: f64, share: f64, effective_weight: f64) -> Node {
        let depth = usize::from(parent.is_some());
        Node {
            id: id.into(),
            label: label.into(),
            depth,
            parent,
            weight,
            share,
            effective_weight,
            column: None,
            until: None,
        }
    }

    impl Example {
        pub(crate) fn new() -> Self {
            let sum = |total, share| vec![SumShare { column: "revenue_eur".into(), total, share_percent: Some(share) }];
            let tier = |name: &str, accounts, total, share| TierSummary {
                name: name.into(),
                accounts,
                sums: sum(total, share),
            };
            let named = |id: &str, name: &str| Named { id: id.into(), name: name.into() };
            let axis = |label: &str, id: &str| Axis { label: label.into(), criteria: vec![id.into()], split: 50.0 };
            Example {
                nodes: vec![
                    node("market_importance", "Market importance", None, 60.0, 0.6, 0.6),
                    node("potential", "Potential", Some(0), 2.0, 0.5, 0.3),
                    node("opinion_leader", "Opinion leader", Some(0), 2.0, 0.5, 0.3),
                    node("know_how", "Know-how carrier", None, 20.0, 0.2, 0.2),
                    node("door_opener", "Door opener", None, 20.0, 0.2, 0.2),
                ],
                show: vec!["country".into(), "know_how".into()],
                sums: vec!["revenue_eur".into()],
                portfolio: Portfolio {
                    x: axis("Importance today", "know_how"),
                    y: axis("Potential", "market_importance"),
                    quadrants: Quadrants {
                        high_high: "Key account".into(),
                        low_high: "Develop".into(),
                        high_low: "Protect".into(),
                        low_low: "Standard".into(),
                    },
                },
                files: vec![SourceFile { name: "customers.csv".into(), lines: 7, customers: 5 }],
                summary: Summary {
                    accounts: 5,
                    ranked: 4,
                    knocked_out: 1,
                    incomplete: 1,
                    uncertain: 1,
                    tiers: vec![tier("Key account", 2, 1_500_000.0, 75.0), tier("Core customer", 2, 500_000.0, 25.0)],
                    baseline: Some(Baseline {
                        column: "revenue_eur".into(),
                        tau_b: Some(0.5),
                        key_accounts: 2,
                        only_by_score_count: 1,
                        only_by_score: vec![named("C-1", "Nordwind Antriebe AG")],
                        only_by_amount_count: 1,
                        only_by_amount: vec![named("C-4", "Bö & Co")],
                    }),
                    concentration: Vec::new(),
                    changes: Some(Changes { promote: 1, keep: 2, demote: 1, new: 0 }),
                    flags: vec![("fragmentation risk".into(), 1), ("overdue".into(), 0)],
                    data_driven: vec!["potential".into()],
                },
                what_if: Vec::new(),
                names: [
                    "Nordwind Antriebe AG",
                    "株式会社テスト",
                    "Gearbox Manufacturing International Holdings",
                    "Bö & Co",
                ],
            }
        }

        fn criteria(&self, place: usize) -> Vec<Assessment<'_>> {
            let assess = |i: usize, value: Option<Value<'static>>, points: Option<f64>| {
                let node = &self.nodes[i];
                let contribution = points.map(|p| p * node.effective_weight);
                Assessment { node, value, points, weight: node.effective_weight, contribution }
            };
            let door = if place == 1 { (Value::Missing, None) } else { (Value::Number(5.0), Some(50.0)) };
            vec![
                assess(0, None, Some(90.0)),
                assess(1, Some(Value::Number(2_500_000.0)), Some(80.0)),
                assess(2, Some(Value::Text("global")), Some(100.0)),
                assess(3, Some(Value::Number(7.5)), Some(75.0)),
                assess(4, Some(door.0), door.1),
            ]
        }

        fn account(&self, place: usize) -> Account<'_> {
            let (rank, score, low, tier, change) = match place {
                0 => (1, 87.5, 87.5, "Key account", Change::Promote),
                1 => (2, 70.123_456_789, 62.0, "Key account", Change::Keep),
                2 => (2, 70.123_456_789, 70.123_456_789, "Core customer", Change::Demote),
                _ => (4, 5.0, 5.0, "Core customer", Change::Keep),
            };
            let missing = place == 1;
            Account {
                rank,
                id: ["C-1", "C-2", "C-3", "C-4"][place],
                name: self.names[place],
                score,
                score_low: low,
                score_high: if missing { 82.0 } else { score },
                uncertain: missing,
                tier: Some(tier),
                change: Some(change),
                flags: if place == 2 { vec!["fragmentation risk"] } else { vec![] },
                completeness_percent: if missing { 80.0 } else { 100.0 },
                criteria: self.criteria(place),
                portfolio: Some(Position {
                    x: (!missing).then_some(if place == 0 { 75.0 } else { 40.0 }),
                    y: Some(if place == 3 { 10.0 } else { 90.0 }),
                    quadrant: (!missing).then_some(["Key account", "", "Develop", "Standard"][place]),
                }),
                show: vec!["DE", "7.5"],
                amounts: vec![[Some(600_000.0), Some(900_000.0), None, Some(500_000.0)][place]],
                file: "customers.csv",
                line: 2 + place as u64,
            }
        }

        /// Contents that list the first `listed` of its four accounts.
        pub(crate) fn contents<'a>(&'a self, listed: usize, findings: &'a [&'a Finding]) -> Contents<'a> {
            Contents {
                title: "Key account selection",
                today: None,
                nodes: &self.nodes,
                show: &self.show,
                sums: &self.sums,
                portfolio: Some(&self.portfolio),
                lines: vec![70.0],
                files: &self.files,
                summary: &self.summary,
                what_if: &self.what_if,
                findings,
                only_tier: None,
                listed,
                selected: 4,
                places: listed,
                threads: 2,
                accounts: Box::new(move || Box::new((0..listed).map(|place| self.account(place)))),
                between: Box::new(|places, show| places.for_each(|place| show(&ListLine::from(self.account(place))))),
                everyone: Box::new(|| Box::new((0..4).map(|place| self.account(place)))),
                knocked_out: Box::new(|| {
                    let reasons = vec!["no business possible"];
                    let out = KnockedOut { id: "C-9", name: "Pleite KG", file: "customers.csv", line: 6, reasons };
                    Box::new(std::iter::once(out))
                }),
            }
        }
    }
}
