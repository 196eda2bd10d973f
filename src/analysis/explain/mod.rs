//! Why an account stands where it stands, and what would raise it.

pub(crate) mod candidate_values;
pub(crate) mod column_values;
pub(crate) mod decimal;
pub mod gap;
pub mod last_place;
pub mod lookup;
pub(crate) mod lower_values;
pub mod near_tie;
pub mod neighbour;
pub mod single_change;
pub(crate) mod what_if;

use crate::scoring::{Account, KnockedOut, Ranking};
use gap::{Gap, gap};
use last_place::{LastPlace, last_place};
use near_tie::{NearTie, near_tie};
use neighbour::Neighbour;

/// How many neighbours are shown on each side.
const NEIGHBOURS: usize = 2;

/// The answer about one customer.
#[derive(Debug, Clone, PartialEq)]
pub enum Explained<'a> {
    /// It is in the ranking.
    Ranked(Box<Explanation<'a>>),
    /// It is not ranked, for these reasons.
    KnockedOut(KnockedOut<'a>),
}

/// The explanation of one ranked account.
#[derive(Debug, Clone, PartialEq)]
pub struct Explanation<'a> {
    /// The account with every criterion.
    pub account: Account<'a>,
    /// How many accounts are ranked.
    pub ranked: usize,
    /// The neighbours of the account from the top, with the account among them.
    pub neighbours: Vec<Neighbour<'a>>,
    /// The neighbours with nearly the same score, and what makes the difference.
    pub near_ties: Vec<NearTie<'a>>,
    /// The last place of its tier, where the account holds it and the tier is full.
    pub last_place: Option<LastPlace<'a>>,
    /// The points that the score is above the line of its tier; `None` where the tier has none.
    pub margin: Option<f64>,
    /// The scores at which the tiers begin, from the top.
    pub lines: Vec<f64>,
    /// What it needs for the next tier; `None` in the first one, or where the model has no tiers.
    pub gap: Option<Gap<'a>>,
}

/// Explains the account at a place of the ranking, counted from 0; `None` past its end.
pub fn explain<'a>(ranking: &'a Ranking<'_>, place: usize) -> Option<Explanation<'a>> {
    let account = ranking.account(place)?;
    let tiers = &ranking.engine().model().tiers;
    let tier = ranking.tier(place);
    let margin = tier.and_then(|t| tiers.get(t)).and_then(|t| t.min_score).map(|min| account.score - min);
    let gap = tier.and_then(|t| t.checked_sub(1)).and_then(|next| gap(ranking, place, &account, next));
    let around = place.saturating_sub(NEIGHBOURS)..=place + NEIGHBOURS;
    let neighbours = around.filter_map(|at| Neighbour::at(ranking, at, at == place)).collect();
    let beside = [place.checked_sub(1), place.checked_add(1)].into_iter().flatten();
    let near_ties = beside.filter_map(|at| near_tie(ranking, &account, at)).collect();
    let lines = tiers.iter().filter_map(|tier| tier.min_score).collect();
    let last_place = last_place(ranking, place);
    Some(Explanation { ranked: ranking.len(), account, neighbours, near_ties, last_place, margin, lines, gap })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::explain::gap::Full;
    use crate::analysis::explain::single_change::Reach;
    use crate::model;
    use crate::model::{
        Body, Condition, Criterion, Direction, Leaf, Missing, Model, Scale, Span, Subject, Test, Tier, Weight,
    };
    use crate::scoring::{Engine, Value};
    use crate::table::cells::Cells;
    use crate::table::{Batch, Decimal, SourceFile, Table};

    fn leaf(id: &str, weight: f64, scale: Scale) -> Criterion {
        let body = Body::Leaf(Leaf { column: id.into(), scale, days_since: None, missing: Missing::Skip });
        Criterion { id: id.into(), label: id.into(), about: None, weight: Weight::new(weight).unwrap(), body }
    }

    fn rating() -> Scale {
        Scale::Rating(Span::new(0.0, 10.0).unwrap())
    }

    fn tier(name: &str, min_score: Option<f64>) -> Tier {
        Tier { name: name.into(), min_score, max_accounts: None, requires: Vec::new() }
    }

    /// `pull` (weight 3) and `ease` (weight 1) on ratings; a key account from 70, a candidate from 50.
    fn model() -> Model {
        Model {
            title: "test".into(),
            language: crate::language::Language::English,
            account: model::Account {
                id: "id".into(),
                name: None,
                status: None,
                show: Vec::new(),
                sum: Vec::new(),
                abc: model::Account::ABC,
                optional: Vec::new(),
            },
            read: crate::model::ReadAs::default(),
            decimal: Decimal::Point,
            today: None,
            missing_values: Vec::new(),
            criteria: vec![leaf("pull", 3.0, rating()), leaf("ease", 1.0, rating())],
            knockouts: Vec::new(),
            tiers: vec![tier("Key", Some(70.0)), tier("Candidate", Some(50.0)), tier("Core", None)],
            flags: Vec::new(),
            portfolio: None,
        }
    }

    /// One batch of customers, each an id and its cells in the order of the criteria.
    fn table(engine: &Engine, customers: &[(&str, [Option<f64>; 2])]) -> Table {
        let mut batch = Batch::new(engine.schema(), 0);
        for (line, (id, cells)) in (2..).zip(customers) {
            let mut cells = cells.iter().copied();
            for column in batch.columns_mut() {
                match column {
                    Cells::Text(to) => to.push(id, false),
                    Cells::Number(to) => to.push(cells.next().flatten()),
                    Cells::Category(to) => to.push(None),
                }
            }
            batch.end_row(line);
        }
        let file = SourceFile { name: "test.csv".into(), lines: 9, customers: customers.len() as u64 };
        Table { files: vec![file], batches: vec![batch] }
    }

    /// The gap of one account: points missing, unmet requirements, the full tier, and what each criterion can do.
    type Answer = (f64, usize, Option<Full>, Vec<Option<(f64, f64)>>);

    fn ask(model: Model, customers: &[(&str, [Option<f64>; 2])], id: &str) -> Answer {
        let engine = Engine::new(model);
        let table = table(&engine, customers);
        let ranking = Ranking::new(&engine, &table);
        let place = (0..ranking.len()).find(|&p| ranking.account(p).unwrap().id == id).unwrap();
        let gap = explain(&ranking, place).unwrap().gap.unwrap();
        let enough = |reach: &Reach<'_>| match reach {
            Reach::Enough { to: Value::Number(to), score } => Some((*to, *score)),
            _ => None,
        };
        (
            gap.missing,
            gap.unmet.len(),
            gap.full,
            gap.single_changes.iter().map(|change| enough(&change.reach)).collect(),
        )
    }

    const CUSTOMERS: [(&str, [Option<f64>; 2]); 5] = [
        ("A", [Some(9.0), Some(9.0)]),
        ("B", [Some(8.0), Some(4.0)]),
        ("C", [Some(5.0), Some(6.0)]),
        ("D", [Some(6.0), None]),
        // Not all are whole numbers, so the proposals may have decimals.
        ("E", [Some(1.5), Some(1.5)]),
    ];

    #[test]
    fn the_value_that_alone_is_enough_is_the_first_tenth_that_reaches() {
        // C scores 52.5. pull 7.3 gives 69.75 and 7.4 gives 70.5; ease 10 gives 62.5.
        assert_eq!(ask(model(), &CUSTOMERS, "C"), (17.5, 0, None, vec![Some((7.4, 70.5)), None]));
    }

    #[test]
    fn filling_a_missing_cell_is_a_way_up_too() {
        // D scores 60 on pull alone. With ease, 60 * 3/4 + ease / 4 reaches 70 only with ease 10.
        assert_eq!(ask(model(), &CUSTOMERS, "D"), (10.0, 0, None, vec![Some((7.0, 70.0)), Some((10.0, 70.0))]));
    }

    #[test]
    fn among_whole_numbers_the_first_whole_number_is_proposed() {
        let mut customers = CUSTOMERS;
        customers[4].1 = [Some(1.0), Some(1.5)];
        assert_eq!(ask(model(), &customers, "C").3, [Some((8.0, 75.0)), None]);
    }

    #[test]
    fn a_requirement_that_is_not_met_is_named_and_only_its_criterion_helps() {
        let mut model = model();
        let test = Test::AtLeast(50.0);
        model.tiers[0].requires.push(Condition { subject: Subject::Criterion("ease".into()), test });
        // B scores 70 and has 40 points of ease.
        assert_eq!(ask(model, &CUSTOMERS, "B"), (0.0, 1, None, vec![None, Some((5.0, 72.5))]));
    }

    #[test]
    fn what_even_the_best_value_leaves_unmet_is_named() {
        let mut model = model();
        let condition = Condition { subject: Subject::Criterion("ease".into()), test: Test::AtLeast(50.0) };
        model.tiers[0].requires.push(condition.clone());
        let engine = Engine::new(model);
        let table = table(&engine, &CUSTOMERS);
        let ranking = Ranking::new(&engine, &table);
        let single_changes = explain(&ranking, 1).unwrap().gap.unwrap().single_changes;
        let best = Value::Number(10.0);
        assert_eq!(single_changes[0].reach, Reach::TooLittle { best, score: Some(85.0), unmet: vec![&condition] });
    }

    #[test]
    fn into_a_full_tier_leads_only_a_score_above_its_last() {
        let mut model = model();
        model.tiers[0].max_accounts = Some(1);
        // A holds the only place with 90. B reaches 90.25 with pull 10 and ease 6.1: neither alone does.
        let full = Some(Full { max_accounts: 1, to_beat: 90.0 });
        assert_eq!(ask(model.clone(), &CUSTOMERS, "B"), (0.0, 0, full, vec![None, None]));
        let mut customers = CUSTOMERS;
        customers[1].1 = [Some(8.0), Some(9.0)];
        // pull 9 only ties with A, and then neither gets in.
        assert_eq!(ask(model, &customers, "B"), (0.0, 0, full, vec![Some((9.1, 90.75)), None]));
    }

    #[test]
    fn a_tie_that_a_full_tier_cannot_take_is_to_be_beaten_by_all_below_it() {
        let mut model = model();
        model.tiers[0].max_accounts = Some(2);
        let tied = |pull: f64| [Some(pull), Some(pull)];
        let customers = [("A", tied(9.0)), ("B", tied(8.0)), ("C", tied(8.0)), ("D", tied(7.0)), ("E", tied(6.0))];
        let full = Some(Full { max_accounts: 2, to_beat: 80.0 });
        // The tier holds A alone. D is able, E is below its line, and B ties with C.
        for id in ["B", "D", "E"] {
            assert_eq!(ask(model.clone(), &customers, id).2, full, "{id}");
        }
        // With pull 8 D scores 77.5, with 9 it scores 85 and takes the second place.
        assert_eq!(ask(model.clone(), &customers, "D").3, [Some((9.0, 85.0)), None]);
        model.tiers[0].max_accounts = Some(4);
        assert_eq!(ask(model.clone(), &customers, "E").2, Some(Full { max_accounts: 4, to_beat: 70.0 }));
        model.tiers[0].max_accounts = Some(5);
        assert_eq!(ask(model, &customers, "E").2, None);
    }

    #[test]
    fn the_last_place_of_a_full_tier_is_told_with_who_is_next_and_who_holds_it() {
        let mut model = model();
        model.tiers[0].max_accounts = Some(2);
        model.tiers[0]
            .requires
            .push(Condition { subject: Subject::Criterion("ease".into()), test: Test::AtLeast(50.0) });
        let engine = Engine::new(model);
        // C is better than D but does not meet what the tier requires.
        let cells = [("A", [9.0, 9.0]), ("B", [8.0, 8.0]), ("C", [8.0, 4.9]), ("D", [7.0, 7.0])];
        let table = table(&engine, &cells.map(|(id, cells)| (id, cells.map(Some))));
        let ranking = Ranking::new(&engine, &table);
        let last = |place| explain(&ranking, place).unwrap().last_place.map(|last| last.next.map(|next| next.id));
        assert_eq!([last(0), last(1), last(2)], [None, Some(Some("D")), None]);
        assert_eq!(explain(&ranking, 3).unwrap().gap.unwrap().holder.map(|holder| holder.id), Some("B"));
    }

    #[test]
    fn a_near_tie_is_told_with_what_makes_it() {
        let engine = Engine::new(model());
        let cells = [("A", [9.0, 9.0]), ("B", [8.0, 7.999_9]), ("C", [7.999_9, 8.0])];
        let table = table(&engine, &cells.map(|(id, cells)| (id, cells.map(Some))));
        let ranking = Ranking::new(&engine, &table);
        let ties = explain(&ranking, 1).unwrap().near_ties;
        assert_eq!(ties.len(), 1);
        assert_eq!(ties[0].neighbour.id, "C");
        let near = |x: f64, y: f64| (x - y).abs() < 1e-9;
        assert!(
            near(ties[0].ahead, -0.000_5) && near(ties[0].parts[0].1, -0.000_75) && near(ties[0].parts[1].1, 0.000_25)
        );
        assert_eq!(ties[0].parts[0].0, "pull");
        assert!(explain(&ranking, 0).unwrap().near_ties.is_empty());
    }

    #[test]
    fn whether_a_requirement_is_met_is_what_the_ranking_says() {
        let requires = |test| Condition { subject: Subject::Criterion("ease".into()), test };
        let unmet = |test| {
            let mut model = model();
            if let Body::Leaf(ease) = &mut model.criteria[1].body {
                ease.missing = Missing::Worst;
            }
            model.tiers[1].requires.push(requires(test));
            let engine = Engine::new(model);
            let table = table(&engine, &[("A", [Some(4.0), None]), ("B", [Some(4.0), Some(4.4)])]);
            let ranking = Ranking::new(&engine, &table);
            let of = |id| {
                let gap = explain(&ranking, ranking.find_id(id).unwrap()).unwrap().gap.unwrap();
                gap.unmet.first().map(|unmet| if let Value::Number(x) = unmet.has { Some(x) } else { None })
            };
            (of("A"), of("B"))
        };
        // A earns 0 points, but its cell is missing all the same.
        assert_eq!(unmet(Test::Missing(true)), (None, Some(Some(44.0))));
        assert_eq!(unmet(Test::Missing(false)), (Some(None), None));
        assert_eq!(unmet(Test::AtLeast(10.0)), (Some(Some(0.0)), None));
        // In doubles 4.4 on 0..10 is a hair above 44.
        assert_eq!(unmet(Test::AtMost(44.0)), (None, None));
        assert_eq!(unmet(Test::Above(44.0)), (Some(Some(0.0)), Some(Some(44.0))));
    }

    #[test]
    fn a_scale_that_looks_at_the_others_is_asked_among_the_others() {
        let mut model = model();
        model.criteria = vec![leaf("pull", 1.0, Scale::Percentile(Direction::Rising)), leaf("ease", 1.0, rating())];
        // C has 25 points of pull and 60 of ease; past D, with two of the four others below it, it has 50.
        assert_eq!(ask(model, &CUSTOMERS, "C"), (7.5, 0, None, vec![Some((6.01, 55.0)), Some((7.5, 50.0))]));
    }

    #[test]
    fn neighbours_stop_at_both_ends_of_the_ranking() {
        let engine = Engine::new(model());
        let table = table(&engine, &CUSTOMERS);
        let ranking = Ranking::new(&engine, &table);
        let around = |place| -> Vec<String> {
            let neighbours = explain(&ranking, place).unwrap().neighbours;
            neighbours.iter().map(|n| format!("{}{}", n.id, if n.is_self { "!" } else { "" })).collect()
        };
        assert_eq!(around(0), ["A!", "B", "D"]);
        assert_eq!(around(2), ["A", "B", "D!", "C", "E"]);
        assert_eq!(around(4), ["D", "C", "E!"]);
        assert!(explain(&ranking, 5).is_none());
    }

    #[test]
    fn in_the_first_tier_nothing_is_missing_and_the_margin_is_told() {
        let engine = Engine::new(model());
        let table = table(&engine, &CUSTOMERS);
        let ranking = Ranking::new(&engine, &table);
        let first = explain(&ranking, 0).unwrap();
        assert_eq!((first.gap, first.margin), (None, Some(20.0)));
    }
}
