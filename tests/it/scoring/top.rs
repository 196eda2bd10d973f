//! The first accounts of a ranking are the same whether all customers are kept or only the best of each batch.

use crate::build::table_in_batches;
use keyrank::output::{self, Format, Look, Report};
use keyrank::scoring::{BatchTop, Engine, Ranking, Selection, TopScorer};
use keyrank::{criteria, finding::Finding};
use proptest::prelude::*;

/// All that a model may have but what needs every customer: data-driven scales, full tiers, sums.
const MODEL: &str = "
version: 1
account: { id: id, name: name, status: class, show: [state] }
criteria:
  - { id: a, weight: 3, missing: skip, scale: { rating: [0, 10] } }
  - id: g
    weight: 2
    criteria:
      - { id: b, weight: 1, missing: worst, scale: { rating: [10, 0] } }
      - { id: word, weight: 1, missing: skip, scale: { levels: { low: 0, mid: 50, high: 100 } } }
knockouts:
  - { column: state, in: [blocked], reason: no business }
tiers:
  - { name: Key account, min_score: 60, requires: [{ criterion: a, at_least: 40 }] }
  - { name: Core, min_score: 40 }
  - { name: Rest }
flags:
  - { name: wide, when: { column: b, at_least: 7 } }
portfolio:
  x: { label: X, criteria: [a], split: 50 }
  y: { label: Y, criteria: [g], split: 50 }
  quadrants: { high_high: A, low_high: B, high_low: C, low_low: D }
";

/// The document for programs, which holds the accounts, the figures over all and what is said about them.
fn json(ranking: &Ranking<'_>, top: usize) -> String {
    let findings: Vec<&Finding> = ranking.findings().iter().collect();
    let selection = Selection { top: Some(top), tier: None };
    let report = Report { ranking, selection, what_if: &[], findings: &findings };
    let mut bytes = Vec::new();
    output::write(&report, Format::Json, Look::plain(80, false), &mut bytes).unwrap();
    String::from_utf8(bytes).unwrap()
}

proptest! {
    #[test]
    fn what_is_kept_of_each_batch_gives_the_top_and_the_figures_of_all(
        customers in prop::collection::vec(
            (0..4_u32, prop::option::of(0..=10_u32), prop::option::of(0..=10_u32), 0..4_usize, 0..3_usize, 0..4_usize), 0..40),
        rows in 1..9_usize,
        top in 1..12_usize,
        is_reversed in any::<bool>(),
    ) {
        let cell = |value: &Option<u32>| value.map(|value| value.to_string()).unwrap_or_default();
        let mut text = "id|name|a|b|word|state|class".to_owned();
        for (number, (lead, a, b, word, state, class)) in customers.iter().enumerate() {
            let (word, state) = (["low", "mid", "high", ""][*word], ["active", "blocked", ""][*state]);
            let class = ["Key account", "core", "Candidate", ""][*class];
            text.push_str(&format!("\n{lead}-{number}|N{number}|{}|{}|{word}|{state}|{class}", cell(a), cell(b)));
        }
        let engine = Engine::new(criteria::parse("criteria.yaml", MODEL.as_bytes()).model.unwrap());
        let all = table_in_batches(&engine, &text, rows);
        let expected = json(&Ranking::new(&engine, &all), top);
        let scorer = TopScorer::new(&engine, top).unwrap();
        let batches = table_in_batches(&engine, &text, rows);
        let numbered = batches.batches.into_iter().enumerate();
        let mut scored: Vec<_> = if is_reversed {
            numbered.rev().map(|(number, batch)| (number, scorer.score(batch.into()))).collect()
        } else {
            numbered.map(|(number, batch)| (number, scorer.score(batch.into()))).collect()
        };
        scored.sort_by_key(|(number, _)| *number);
        let (kept, counts) = BatchTop::join(scored.into_iter().map(|(_, scored)| scored).collect(), batches.files);
        prop_assert_eq!(json(&Ranking::best(&scorer, &kept, &counts), top), expected);
    }
}
