//! Missing cells where tiers hold only so many: is it open who gets in?

use crate::build::{column, criterion, model, rating, table, tier};
use keyrank::model::{Missing, Test, Tier};
use keyrank::scoring::{Engine, Ranking};
use proptest::prelude::*;

/// The cells of a customer; `None` is missing.
type Row = [Option<f64>; 2];

fn engine(tiers: &[Tier], missing: [Missing; 2]) -> Engine {
    let mut model = model(vec![rating("a", 3.0, missing[0]), rating("b", 1.0, missing[1])]);
    model.tiers = tiers.to_vec();
    Engine::new(model)
}

fn text(rows: &[Row]) -> String {
    let cell = |cell: Option<f64>| cell.map_or(String::new(), |x| x.to_string());
    let rows = rows.iter().zip(0..).map(|([a, b], id)| format!("{id}|{}|{}\n", cell(*a), cell(*b)));
    format!("id|a|b\n{}", rows.collect::<String>())
}

/// Tier and mark of each customer, by id; `None` where it is not ranked.
fn marks(engine: &Engine, rows: &[Row]) -> Vec<Option<(usize, bool)>> {
    let table = table(engine, &text(rows));
    let ranking = Ranking::new(engine, &table);
    let mark = |id: usize| {
        let place = ranking.find_id(&id.to_string())?;
        Some((ranking.tier(place).unwrap(), ranking.account(place).unwrap().uncertain))
    };
    let marks: Vec<_> = (0..rows.len()).map(mark).collect();
    assert_eq!(ranking.summary().uncertain, marks.iter().flatten().filter(|mark| mark.1).count() as u64);
    marks
}

/// The tiers that one customer falls into, whatever its missing cells are; all others stay as they are.
fn tiers_of(engine: &Engine, rows: &[Row], who: usize) -> Vec<usize> {
    let tried = |cell: Option<f64>| match cell {
        Some(x) => vec![x],
        None => (0..=10)
            .flat_map(|x| [f64::from(x), (f64::from(x) + 0.001).min(10.0), (f64::from(x) - 1e-4).max(0.0)])
            .collect(),
    };
    let mut tiers = Vec::new();
    let mut rows = rows.to_vec();
    let [first, second] = rows[who].map(tried);
    for &a in &first {
        for &b in &second {
            rows[who] = [Some(a), Some(b)];
            tiers.extend(marks(engine, &rows)[who].map(|mark| mark.0));
        }
    }
    tiers.sort_unstable();
    tiers.dedup();
    tiers
}

fn uncertain(tiers: &[Tier], rows: &[Row]) -> Vec<bool> {
    marks(&engine(tiers, [Missing::Worst; 2]), rows).into_iter().map(|mark| mark.unwrap().1).collect()
}

fn whole(rating: f64) -> Row {
    [Some(rating), Some(rating)]
}

#[test]
fn a_place_that_a_missing_cell_could_win_or_lose_is_uncertain() {
    let tiers = [tier("key", Some(50.0), Some(2), vec![]), tier("rest", None, None, vec![])];
    // 67.5..92.5 with one place left above 80: in or out.
    assert_eq!(uncertain(&tiers, &[whole(9.0), whole(8.0), [Some(9.0), None]]), [false, false, true]);
    // 82.5 at least is in whatever comes, 75 at most is out.
    assert_eq!(uncertain(&tiers, &[whole(9.0), whole(6.0), [Some(9.0), None]]), [false; 3]);
    let rows = [whole(9.0), whole(8.0), [Some(6.0), Some(3.0)], [Some(6.0), None]];
    assert_eq!(uncertain(&tiers, &rows), [false; 4]);
    // The own place counts: without the third there are two, so it may be third or second.
    assert_eq!(uncertain(&tiers, &[whole(9.0), whole(7.0), [Some(7.0), None]]), [false, false, true]);
    // At its best it only ties, and none of the tied gets in.
    assert_eq!(uncertain(&tiers, &[whole(9.0), whole(7.75), [Some(7.0), None]]), [false; 3]);
}

#[test]
fn a_tie_spoiled_in_the_tier_above_counts_in_the_next() {
    let tiers = [
        tier("key", Some(50.0), Some(1), vec![]),
        tier("next", Some(50.0), Some(1), vec![]),
        tier("rest", None, None, vec![]),
    ];
    // 55..80 beside an 80: at 80 both tie out of the first two tiers, below it the second is in the next.
    assert_eq!(uncertain(&tiers, &[whole(8.0), [Some(22.0 / 3.0), None]]), [false, true]);
    // 52.5..77.5 never reaches the first.
    assert_eq!(uncertain(&tiers, &[whole(10.0), [Some(7.0), None]]), [false, false]);
}

fn cell() -> impl Strategy<Value = f64> {
    // Few values, so that there are ties.
    (0..=5u8).prop_map(|x| f64::from(x) * 2.0)
}

fn rows() -> impl Strategy<Value = Vec<Row>> {
    let gap = || prop::option::weighted(0.75, cell());
    prop::collection::vec((gap(), gap()).prop_map(|(a, b)| [a, b]), 1..9)
}

fn policies() -> impl Strategy<Value = [Missing; 2]> {
    let policy = || prop::sample::select(vec![Missing::Worst, Missing::Skip]);
    [policy(), policy()]
}

/// Up to three tiers that may be full above the rest; each may require something.
fn tiers(requiring: bool) -> impl Strategy<Value = Vec<Tier>> {
    let requires = prop::sample::select(vec![
        None,
        Some(criterion("a", Test::AtLeast(40.0))),
        Some(criterion("b", Test::AtMost(60.0))),
        Some(column("b", Test::Above(2.0))),
    ]);
    let one = (prop::sample::select(vec![None, Some(1), Some(1), Some(2), Some(3)]), 0..5u8, requires);
    prop::collection::vec(one, 1..4).prop_map(move |mut all| {
        all.sort_by_key(|tier| std::cmp::Reverse(tier.1));
        let upper = all.into_iter().zip(0..).map(|((most, line, requires), name)| {
            let requires = requires.filter(|_| requiring).into_iter().collect();
            tier(&format!("{name}"), Some(f64::from(line) * 20.0), most, requires)
        });
        upper.chain([tier("rest", None, None, vec![])]).collect()
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(250))]

    #[test]
    fn whoever_could_be_in_two_tiers_is_uncertain(rows in rows(), tiers in tiers(true), missing in policies()) {
        let engine = engine(&tiers, missing);
        for (who, mark) in marks(&engine, &rows).into_iter().enumerate() {
            let Some((_, uncertain)) = mark else { continue };
            let possible = tiers_of(&engine, &rows, who);
            prop_assert!(uncertain || possible.len() == 1, "{who} could be in {possible:?}");
        }
    }

    #[test]
    fn nobody_else_is_where_nothing_but_the_score_decides(rows in rows(), tiers in tiers(false), missing in policies()) {
        let engine = engine(&tiers, missing);
        for (who, mark) in marks(&engine, &rows).into_iter().enumerate() {
            let Some((tier, uncertain)) = mark else { continue };
            let possible = tiers_of(&engine, &rows, who);
            prop_assert_eq!(uncertain, possible.len() > 1, "{} could be in {:?}", who, possible);
            prop_assert!(uncertain || possible == [tier]);
        }
    }
}
