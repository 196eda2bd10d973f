//! What the linter notes, rule by rule, on models and customers small enough to see why.
use crate::build::{criterion, group, leaf, model, rating, table, tier};
use keyrank::analysis::lint::{CODES, Note, Subject, lint, lint_model};
use keyrank::finding::Severity;
use keyrank::model::{Criterion, Direction, Missing, Model, Scale, Span, Test};
use keyrank::scoring::{Engine, Ranking, Selection};
use proptest::prelude::*;

const REFUSE: Missing = Missing::Refuse;

fn notes(model: Model, customers: &str) -> Vec<Note> {
    let engine = Engine::new(model);
    let table = table(&engine, customers);
    lint(&Ranking::new(&engine, &table))
}

/// Code and what it is about.
fn told(model: Model, customers: &str) -> Vec<(&'static str, String)> {
    let name = |subject: Subject| match subject {
        Subject::Criterion(id) => id,
        Subject::Tier(name) => name,
        Subject::Sum => "sum".to_owned(),
    };
    notes(model, customers).into_iter().map(|r| (r.finding.code, name(r.subject))).collect()
}

/// Three ratings that neither agree nor let one of them decide.
const MIXED: &str = "id|a|b|c\n1|9|2|5\n2|8|9|1\n3|7|1|9\n4|3|8|8\n5|2|3|2\n6|1|7|4\n";

fn mixed() -> Vec<Criterion> {
    ["a", "b", "c"].map(|id| rating(id, 1.0, REFUSE)).into()
}

fn about(mut criterion: Criterion, about: &str) -> Criterion {
    criterion.about = Some(about.to_owned());
    criterion
}

#[test]
fn a_balanced_model_is_left_in_peace() {
    assert_eq!(told(model(mixed()), MIXED), []);
}

#[test]
fn an_idle_criterion_moves_no_rank() {
    let mut criteria = mixed();
    criteria.push(rating("d", 0.17, REFUSE));
    let customers = "id|a|b|c|d\n1|9|2|5|6\n2|8|9|1|5\n3|7|1|9|4\n4|3|8|8|6\n5|2|3|2|5\n6|1|7|4|4\n";
    assert_eq!(told(model(criteria), customers), [("criterion-idle", "d".to_owned())]);
}

#[test]
fn of_an_idle_group_the_members_are_not_told_again() {
    let mut criteria = mixed();
    criteria.push(group("g", 0.17, vec![rating("d", 1.0, REFUSE), rating("e", 1.0, REFUSE)]));
    let customers = "id|a|b|c|d|e\n1|9|2|5|6|5\n2|8|9|1|5|6\n3|7|1|9|4|5\n4|3|8|8|6|4\n5|2|3|2|5|5\n6|1|7|4|4|4\n";
    let idle: Vec<_> =
        told(model(criteria), customers).into_iter().filter(|(code, _)| *code == "criterion-idle").collect();
    assert_eq!(idle, [("criterion-idle", "g".to_owned())]);
}

#[test]
fn a_tie_that_only_one_criterion_breaks_makes_it_count() {
    let criteria = vec![rating("a", 1.0, REFUSE), rating("b", 0.06, REFUSE)];
    let customers = "id|a|b\n1|9|1\n2|9|2\n3|5|1\n4|3|2\n5|1|1\n";
    assert!(told(model(criteria), customers).iter().all(|(code, _)| *code != "criterion-idle"));
}

#[test]
fn a_criterion_that_alone_gives_the_order_dominates() {
    let mut criteria = mixed();
    criteria.push(rating("d", 60.0, REFUSE));
    let customers = "id|a|b|c|d\n1|9|2|5|1\n2|8|9|1|2\n3|7|1|9|3\n4|3|8|8|4\n5|2|3|2|5\n6|1|7|4|6\n";
    let all = told(model(criteria), customers);
    assert!(all.contains(&("criterion-dominating", "d".to_owned())), "{all:?}");
    assert!(told(model(vec![rating("a", 1.0, REFUSE)]), "id|a\n1|1\n2|2\n3|3\n4|4\n5|5\n").is_empty());
}

#[test]
fn two_columns_that_say_the_same_are_redundant() {
    let mut criteria = mixed();
    criteria.push(rating("d", 1.0, REFUSE));
    let customers = "id|a|b|c|d\n1|9|2|5|5\n2|8|9|1|1\n3|7|1|9|9\n4|3|8|8|8\n5|2|3|2|2\n6|1|7|4|5\n";
    let redundant: Vec<_> = notes(model(criteria), customers)
        .into_iter()
        .filter(|note| note.finding.code == "criteria-redundant")
        .collect();
    assert_eq!(redundant.len(), 1);
    assert_eq!(redundant[0].subject, Subject::Criterion("d".to_owned()));
    // r = 50 / sqrt(50.8333 * 50) of the ratings.
    assert!(redundant[0].finding.message.contains("correlate at 0.991 over 6"), "{}", redundant[0].finding.message);
}

#[test]
fn equal_cells_and_equal_points_are_told_apart() {
    let linear = leaf("e", 1.0, Scale::Linear(Span::new(0.0, 1.0).unwrap()), REFUSE);
    let mut criteria = mixed();
    criteria.extend([rating("d", 1.0, REFUSE), linear]);
    let customers = "id|a|b|c|d|e\n1|9|2|5|6|2\n2|8|9|1|6|3\n3|7|1|9|6|4\n4|3|8|8|6|5\n5|2|3|2|6|6\n6|1|7|4|6|7\n";
    let expected = [("column-constant", "d".to_owned()), ("points-constant", "e".to_owned())];
    assert_eq!(told(model(criteria), customers), expected);
}

#[test]
fn a_column_without_a_value_is_constant() {
    let mut criteria = mixed();
    criteria.push(rating("d", 1.0, Missing::Skip));
    let customers = MIXED.replace('\n', "|\n").replacen("c|", "c|d", 1);
    assert_eq!(told(model(criteria), &customers), [("column-constant", "d".to_owned())]);
}

#[test]
fn a_share_below_five_percent_warns_and_a_divided_group_is_only_noticed() {
    let all = |criteria| {
        let found = lint_model(&Engine::new(model(criteria)));
        found.into_iter().map(|r| (r.subject, r.finding.severity)).collect::<Vec<_>>()
    };
    let flat = |w| vec![rating("a", 100.0 - w, REFUSE), rating("b", w, REFUSE)];
    assert_eq!(all(flat(4.9)), [(Subject::Criterion("b".to_owned()), Severity::Warning)]);
    assert_eq!(all(flat(5.0)), []);
    let nested = group("g", 15.0, ["b", "c", "d", "e"].map(|id| rating(id, 1.0, REFUSE)).into());
    let notices = all(vec![rating("a", 85.0, REFUSE), nested]);
    assert_eq!(notices.len(), 4);
    assert!(notices.iter().all(|(_, severity)| *severity == Severity::Notice));
}

#[test]
fn scales_that_look_at_the_others_say_by_how_much_they_move() {
    let mut criteria = mixed();
    criteria.push(leaf("d", 1.0, Scale::MinMax(Direction::Rising), REFUSE));
    criteria.push(leaf("e", 1.0, Scale::Percentile(Direction::Falling), REFUSE));
    let customers = "id|a|b|c|d|e\n1|9|2|5|1|9\n2|8|9|1|8|4\n3|7|1|9|7|5\n4|3|8|8|3|1\n5|2|3|2|5|2\n6|1|7|4|9|8\n";
    let driven: Vec<String> = notes(model(criteria), customers)
        .into_iter()
        .filter(|note| note.finding.code == "scale-data-driven")
        .map(|note| note.finding.message)
        .collect();
    assert_eq!(driven.len(), 2);
    assert!(driven[0].ends_with("by up to 20 points") && driven[1].ends_with("by up to 3.33 points"), "{driven:?}");
}

#[test]
fn tiers_that_hold_nobody_or_everybody_are_told_with_the_scores() {
    let with = |lines: [f64; 2], requires| {
        let mut model = model(mixed());
        model.tiers = vec![
            tier("top", Some(lines[0]), None, requires),
            tier("middle", Some(lines[1]), None, vec![]),
            tier("rest", None, None, vec![]),
        ];
        notes(model, MIXED).into_iter().map(|r| r.finding.message).collect::<Vec<_>>()
    };
    assert_eq!(with([60.0, 40.0], vec![]), Vec::<String>::new());
    let high = with([99.0, 40.0], vec![]);
    assert!(high[0].contains("\"top\": its min_score is 99, and the best score is 63.33"), "{high:?}");
    let closed = with([60.0, 40.0], vec![criterion("a", Test::AtLeast(99.0))]);
    assert!(closed[0].contains("\"top\": 2 customers reach its min_score 60"), "{closed:?}");
    let all = with([10.0, 5.0], vec![]);
    assert!(all.len() == 1 && all[0].contains("all 6 ranked customers are in the tier \"top\""), "{all:?}");
}

#[test]
fn complexity_and_breadth_must_state_their_direction() {
    let told = |criteria| {
        let found = lint_model(&Engine::new(model(criteria)));
        found.iter().filter(|r| r.finding.code == "direction-unstated").count()
    };
    assert_eq!(told(vec![rating("service_complexity", 1.0, REFUSE), rating("Chancenbreite", 1.0, REFUSE)]), 2);
    assert_eq!(told(vec![about(rating("service_complexity", 1.0, REFUSE), "More counts for a key account.")]), 0);
    assert_eq!(
        told(vec![about(rating("Komplexität", 1.0, REFUSE), "Zählt gegen den Kunden: mehr ist schlechter.")]),
        0
    );
    assert_eq!(told(vec![about(rating("opportunity_breadth", 1.0, REFUSE), "How wide is the field?")]), 1);
    let inside = group("service", 1.0, vec![rating("complexity", 1.0, REFUSE)]);
    assert_eq!(told(vec![inside.clone()]), 1);
    assert_eq!(told(vec![about(inside, "Less complexity is better.")]), 0);
}

#[test]
fn a_ranking_that_is_the_order_by_turnover_adds_nothing() {
    let told = |amounts: [u32; 6]| {
        let mut model = model(mixed());
        model.account.sum = vec!["eur".to_owned()];
        let rows = MIXED.lines().skip(1).zip(amounts).map(|(line, eur)| format!("{line}|{eur}\n")).collect::<String>();
        self::told(model, &format!("id|a|b|c|eur\n{rows}"))
    };
    // The scores are 53.3, 60, 56.7, 63.3, 23.3 and 40.
    assert_eq!(told([30, 50, 40, 60, 10, 20]), [("ranking-nearly-turnover", "sum".to_owned())]);
    assert_eq!(told([60, 50, 40, 30, 10, 20]), []);
}

#[test]
fn few_customers_are_not_compared() {
    let few: String = MIXED.lines().take(5).map(|line| format!("{line}\n")).collect();
    let criteria = || vec![rating("a", 9.0, REFUSE), rating("b", 1.0, REFUSE), rating("c", 1.0, REFUSE)];
    assert_eq!(told(model(criteria()), &few), []);
    assert_ne!(told(model(criteria()), MIXED), []);
}

#[test]
fn every_code_is_in_kebab_case_and_once_in_the_list() {
    let mut codes = CODES.to_vec();
    codes.sort_unstable();
    codes.dedup();
    assert_eq!(codes.len(), CODES.len());
    assert!(codes.iter().all(|code| code.chars().all(|c| c.is_ascii_lowercase() || c == '-')));
}

/// Ids from the top with their ranks.
fn order(criteria: Vec<Criterion>, customers: &str) -> Vec<(String, u64)> {
    let engine = Engine::new(model(criteria));
    let table = table(&engine, customers);
    let ranking = Ranking::new(&engine, &table);
    ranking.accounts(&Selection::default()).map(|a| (a.id.to_owned(), a.rank)).collect()
}

proptest! {
    /// Idle is what can be taken out of the file without a difference; a constant one is told by its own rule.
    #[test]
    fn idle_is_what_taking_it_out_proves(
        rows in prop::collection::vec((0..=4u8, 0..=4u8, 0..=4u8), 5..9),
        weights in prop::array::uniform3(1..60u8),
    ) {
        let ids = ["a", "b", "c"];
        let criteria: Vec<Criterion> =
            ids.iter().zip(weights).map(|(id, w)| rating(id, f64::from(w), REFUSE)).collect();
        let body: String =
            rows.iter().zip(1..).map(|((a, b, c), n): (_, u32)| format!("{n}|{a}|{b}|{c}\n")).collect();
        let customers = format!("id|a|b|c\n{body}");
        let whole = order(criteria.clone(), &customers);
        let told = told(model(criteria.clone()), &customers);
        for (place, id) in ids.iter().enumerate() {
            let mut without = criteria.clone();
            without.remove(place);
            let is = |code| told.contains(&(code, (*id).to_owned()));
            let constant = is("column-constant");
            prop_assert_eq!(is("criterion-idle") || constant, order(without, &customers) == whole, "{} {:?}", id, told);
        }
    }
}
