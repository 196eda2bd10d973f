//! What holds of every comparison, whatever the two models and the two exports.
use crate::build::{column, leaf, model, rating, table, texts, tier};
use keyrank::analysis::compare::attribution::Split;
use keyrank::analysis::compare::{Between, Comparison, Customer, Movement, State, compare};
use keyrank::model::{Direction, Knockout, Missing, Model, Scale};
use keyrank::output::write_comparison as write;
use keyrank::output::{Format, Look, width};
use keyrank::report::compare::{Report, Side};
use keyrank::scoring::{Engine, Ranking, Selection};
use keyrank::table::Table;
use proptest::prelude::*;
use std::collections::BTreeMap;

/// A customer in an export: three cells and whether it is blocked.
type Row = ([Option<u32>; 3], bool);

/// Customers by number; some are in one export only.
fn export() -> impl Strategy<Value = BTreeMap<u32, Row>> {
    let cell = || prop::option::weighted(0.9, 0..=10u32);
    prop::collection::btree_map(0..15u32, ([cell(), cell(), cell()], prop::bool::weighted(0.15)), 0..15)
}

/// Three weights and which tiers.
fn models() -> impl Strategy<Value = Model> {
    (prop::array::uniform3(1..9u32), 0..4usize).prop_map(|(weights, tiers)| a_model(weights, tiers))
}

fn a_model(weights: [u32; 3], tiers: usize) -> Model {
    let [a, b, c] = weights.map(f64::from);
    let scale = Scale::MinMax(Direction::Rising);
    let criteria =
        vec![rating("a", a, Missing::Skip), rating("b", b, Missing::Worst), leaf("c", c, scale, Missing::Skip)];
    let mut model = model(criteria);
    model.account.name = Some("name".to_owned());
    model.knockouts = vec![Knockout { condition: column("state", texts(&["blocked"])), reason: "blocked".to_owned() }];
    let tier = |name, line| tier(name, line, None, Vec::new());
    model.tiers = match tiers {
        0 => vec![tier("key", Some(60.0)), tier("next", Some(40.0)), tier("rest", None)],
        1 => vec![tier("top", Some(80.0)), tier("Key ", Some(50.0)), tier("rest", None)],
        2 => vec![tier("gold", Some(50.0)), tier("silver", None)],
        _ => Vec::new(),
    };
    model
}

fn read(engine: &Engine, export: &BTreeMap<u32, Row>) -> Table {
    let cell = |cell: &Option<u32>| cell.map_or(String::new(), |x| x.to_string());
    let line = |(id, (cells, blocked)): (&u32, &Row)| {
        let [a, b, c] = cells.each_ref().map(cell);
        format!("{id}|Customer {id}|{a}|{b}|{c}|{}", if *blocked { "blocked" } else { "" })
    };
    let lines: Vec<String> = export.iter().map(line).collect();
    table(engine, &format!("id|name|a|b|c|state\n{}", lines.join("\n")))
}

/// All four pairs of an export and a model: old, new, and what is between them.
fn with_all<T>(models: [Model; 2], exports: [&BTreeMap<u32, Row>; 2], ask: impl FnOnce([&Ranking<'_>; 4]) -> T) -> T {
    let [old, new] = models.map(Engine::new);
    let tables = [(&old, 0), (&old, 1), (&new, 0), (&new, 1)].map(|(engine, place)| read(engine, exports[place]));
    let rank = |engine, place: usize| Ranking::new(engine, &tables[place]);
    ask([&rank(&old, 0), &rank(&old, 1), &rank(&new, 2), &rank(&new, 3)])
}

fn whole<'a>([old, new_data, new_model, new]: [&'a Ranking<'a>; 4]) -> Comparison<'a> {
    compare(old, new, Some(Between { new_data, new_model }))
}

fn mirrored(movement: Movement) -> Movement {
    match movement {
        Movement::Promoted => Movement::Demoted,
        Movement::Demoted => Movement::Promoted,
        Movement::Entered => Movement::Dropped,
        Movement::Dropped => Movement::Entered,
        Movement::New => Movement::Gone,
        Movement::Gone => Movement::New,
        same => same,
    }
}

fn by_id<'c, 'a>(comparison: &'c Comparison<'a>) -> BTreeMap<&'a str, &'c Customer<'a>> {
    comparison.customers.iter().map(|customer| (customer.id, customer)).collect()
}

fn score(ranking: &Ranking<'_>, id: &str) -> Option<f64> {
    Some(ranking.account(ranking.find_id(id)?)?.score)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(500))]

    #[test]
    fn a_ranking_compared_with_itself_moves_nobody(model in models(), export in export()) {
        with_all([model.clone(), model], [&export, &export], |all| {
            let comparison = whole(all);
            prop_assert!(comparison.customers.iter().all(|customer| !customer.moved()));
            prop_assert!(comparison.climbers().is_empty());
            let nothing = Split { data: 0.0, model: 0.0 };
            prop_assert!(comparison.ranked().all(|c| c.score_change() == Some(0.0) && c.split() == Some(nothing)));
            prop_assert!(comparison.tau_b.is_none_or(|tau| tau == 1.0) && comparison.spearman.is_none_or(|rho| rho == 1.0));
            let counts = &comparison.migration.counts;
            prop_assert!(counts.iter().zip(0..).all(|(row, i)| row.iter().zip(0..).all(|(n, j)| i == j || *n == 0)));
            Ok(())
        })?;
    }

    #[test]
    fn changing_sides_mirrors_every_move(old in models(), new in models(), before in export(), after in export()) {
        with_all([old, new], [&before, &after], |[oo, no, on, nn]| {
            let (there, back) = (whole([oo, no, on, nn]), whole([nn, on, no, oo]));
            let (left, right) = (by_id(&there), by_id(&back));
            prop_assert_eq!(left.len(), there.customers.len());
            prop_assert_eq!(left.keys().collect::<Vec<_>>(), right.keys().collect::<Vec<_>>());
            for (id, a) in left {
                let b = right[id];
                prop_assert_eq!(a.movement, mirrored(b.movement));
                prop_assert_eq!((&a.old, &a.new, a.moved()), (&b.new, &b.old, b.moved()));
                prop_assert_eq!(a.climb(), b.climb().map(|climb| -climb));
                prop_assert_eq!(a.score_change(), b.score_change().map(|change| -change));
                prop_assert_eq!(a.split(), b.split().map(|s| Split { data: -s.data, model: -s.model }));
            }
            prop_assert_eq!((there.tau_b, there.spearman, there.mean_parts), (back.tau_b, back.spearman, back.mean_parts));
            for (i, row) in there.migration.counts.iter().enumerate() {
                for (j, count) in row.iter().enumerate() {
                    prop_assert_eq!(*count, back.migration.counts[j][i]);
                }
            }
            Ok(())
        })?;
    }

    #[test]
    fn what_data_and_model_changed_is_the_whole_change(old in models(), new in models(), before in export(), after in export()) {
        with_all([old, new], [&before, &after], |all| {
            let comparison = whole(all);
            for customer in &comparison.customers {
                let scores = all.map(|ranking| score(ranking, customer.id));
                let [Some(oo), Some(no), Some(on), Some(nn)] = scores else {
                    prop_assert_eq!(customer.split(), None);
                    continue;
                };
                let (split, change) = (customer.split().unwrap(), customer.score_change().unwrap());
                prop_assert!((split.data + split.model - change).abs() < 1e-12 && (change - (nn - oo)).abs() < 1e-12);
                let [data, model] = [(no - oo + nn - on) / 2.0, (on - oo + nn - no) / 2.0];
                prop_assert!((split.data - data).abs() < 1e-12 && (split.model - model).abs() < 1e-12);
            }
            Ok(())
        })?;
    }

    #[test]
    fn one_that_did_not_change_has_no_part(old in models(), new in models(), before in export(), after in export()) {
        with_all([old.clone(), new], [&before, &before], |all| {
            let parts = whole(all);
            prop_assert!(parts.customers.iter().filter_map(Customer::split).all(|split| split.data == 0.0));
            Ok(())
        })?;
        with_all([old.clone(), old], [&before, &after], |all| {
            let parts = whole(all);
            prop_assert!(parts.customers.iter().filter_map(Customer::split).all(|split| split.model == 0.0));
            Ok(())
        })?;
    }

    #[test]
    fn a_standing_says_what_the_account_says(model in models(), export in export()) {
        let engine = Engine::new(model);
        let table = read(&engine, &export);
        let ranking = Ranking::new(&engine, &table);
        let standings: Vec<_> = ranking.standings().map(|s| (s.rank, s.id, s.name, s.score, s.tier)).collect();
        let all = Selection::default();
        let accounts: Vec<_> = ranking.accounts(&all).map(|a| (a.rank, a.id, a.name, a.score, a.tier)).collect();
        prop_assert_eq!(standings, accounts);
    }

    #[test]
    fn every_customer_is_counted_once(old in models(), new in models(), before in export(), after in export()) {
        with_all([old, new], [&before, &after], |all| {
            let comparison = whole(all);
            let mut ids: Vec<u32> = before.keys().chain(after.keys()).copied().collect();
            ids.sort_unstable();
            ids.dedup();
            let mut said: Vec<u32> = comparison.customers.iter().map(|c| c.id.parse().unwrap()).collect();
            said.sort_unstable();
            prop_assert_eq!(&said, &ids);
            let counted: u64 = comparison.migration.counts.iter().flatten().sum();
            prop_assert_eq!(counted, ids.len() as u64);
            // The rows but the last are the old side's tiers and those it does not rank.
            let there: u64 = comparison.migration.counts.iter().rev().skip(1).flatten().sum();
            prop_assert_eq!(there, before.len() as u64);
            for (tier, row) in all[0].summary().tiers.iter().zip(&comparison.migration.counts) {
                prop_assert_eq!(tier.accounts, row.iter().sum::<u64>());
            }
            for customer in &comparison.customers {
                let id: u32 = customer.id.parse().unwrap();
                prop_assert_eq!(customer.old == State::Absent, !before.contains_key(&id));
                prop_assert_eq!(customer.new == State::Absent, !after.contains_key(&id));
            }
            Ok(())
        })?;
    }
}

/// The old export of the tests below: number of the customer, three cells, blocked?
fn small(rows: &[(u32, [u32; 3], bool)]) -> BTreeMap<u32, Row> {
    rows.iter().map(|&(id, cells, blocked)| (id, (cells.map(Some), blocked))).collect()
}

fn written(comparison: &Comparison<'_>, [old, new]: [&Ranking<'_>; 2], format: Format, columns: usize) -> String {
    let side = |ranking| Side { ranking, criteria: Some("a.yaml"), what_if: &[] };
    let report = Report { old: side(old), new: side(new), comparison, findings: &[], shown: Some(3) };
    let look = Look { formula_guard: true, ..Look::plain(columns, false) };
    let mut bytes = Vec::new();
    write(&report, format, look, &mut bytes).unwrap();
    String::from_utf8(bytes).unwrap()
}

#[test]
fn every_fate_is_told_apart_by_hand() {
    let before = small(&[
        (1, [9, 9, 9], false),
        (2, [5, 5, 5], false),
        (3, [1, 1, 1], false),
        (4, [6, 6, 6], true),
        (5, [7, 7, 7], false),
        (6, [2, 2, 2], true),
        (7, [3, 3, 3], false),
    ]);
    let mut after = before.clone();
    after.remove(&7);
    after.insert(8, ([Some(8); 3], false));
    after.insert(2, ([Some(9); 3], false));
    after.insert(1, ([Some(5); 3], false));
    after.insert(4, ([Some(6); 3], false));
    after.insert(5, ([Some(7); 3], true));
    let model = a_model([1, 1, 1], 0);
    with_all([model.clone(), model], [&before, &after], |all| {
        let comparison = whole(all);
        let movements: Vec<(&str, Movement)> = comparison.customers.iter().map(|c| (c.id, c.movement)).collect();
        let expected = [
            ("2", Movement::Promoted),
            ("8", Movement::New),
            ("4", Movement::Entered),
            ("1", Movement::Demoted),
            ("3", Movement::Kept),
            ("5", Movement::Dropped),
            ("6", Movement::Unranked),
            ("7", Movement::Gone),
        ];
        assert_eq!(movements, expected);
        assert_eq!(
            comparison.climbers().iter().map(|c| (c.id, c.climb())).collect::<Vec<_>>(),
            [("1", Some(-3)), ("2", Some(2)),]
        );
        assert_eq!(by_id(&comparison)["5"].new, State::NotRanked(vec!["blocked"]));
    });
}

/// Names that try everything; no line ends, which the small reader of these tests cannot have.
const NASTY: [&str; 3] =
    ["=HYPERLINK(1)<b>*x*\u{1b}[31m\u{202e}@me", "👩\u{200d}🔬 株式会社 e\u{301}é لا laboratory of names", "+1+1"];

/// Two rankings in which all three customers move, one way or another.
fn nasty<T>(ask: impl FnOnce(&Comparison<'_>, [&Ranking<'_>; 2]) -> T) -> T {
    let engine = Engine::new(a_model([1, 1, 1], 0));
    let read = |cells: [u32; 3]| {
        let lines: Vec<String> = (0..3).map(|i| format!("{i}|{}|{1}|{1}|{1}|", NASTY[i], cells[i])).collect();
        table(&engine, &format!("id|name|a|b|c|state\n{}", lines.join("\n")))
    };
    let (before, after) = (read([9, 5, 1]), read([1, 5, 9]));
    let (old, new) = (Ranking::new(&engine, &before), Ranking::new(&engine, &after));
    ask(&compare(&old, &new, None), [&old, &new])
}

#[test]
fn a_nasty_name_gives_no_orders_in_any_format() {
    nasty(|comparison, rankings| {
        for format in [Format::Table, Format::Csv, Format::Json, Format::Markdown] {
            let text = written(comparison, rankings, format, 100);
            let raw = format == Format::Csv;
            assert!(raw || (!text.contains('\u{1b}') && !text.contains('\u{202e}')), "{text}");
        }
        let csv = written(comparison, rankings, Format::Csv, 100);
        assert!(
            csv.contains("'=HYPERLINK")
                && csv.contains("'+1+1")
                && csv.contains(",3,1,2,")
                && csv.contains(",-86.666666666,"),
            "{csv}"
        );
        let markdown = written(comparison, rankings, Format::Markdown, 100);
        assert!(!markdown.contains("<b>") && !markdown.contains("@me"), "{markdown}");
    });
}

#[test]
fn no_line_of_a_list_is_wider_than_the_terminal() {
    nasty(|comparison, rankings| {
        for columns in 40..160 {
            let text = written(comparison, rankings, Format::Table, columns);
            let wide = text.lines().find(|line| width(line) > columns);
            assert_eq!(wide, None, "at {columns}:\n{text}");
        }
    });
}
