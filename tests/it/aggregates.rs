//! Rows that sum up others, wherever they stand and whatever they are called.

use keyrank::criteria;
use keyrank::finding::{Findings, Severity};
use keyrank::input::{self, Options};
use keyrank::scoring::Engine;
use proptest::prelude::*;
use std::io::Write as _;

const MODEL: &str = "
version: 1
account: { id: id, name: name, show: [country], sum: [revenue] }
missing: skip
criteria:
  - { id: revenue, weight: 1, scale: { linear: [0, 1000000] } }
  - { id: orders, weight: 1, scale: { linear: [0, 100] } }
";

/// The ids that are read, and what is said of errors and warnings: code and line.
fn read(text: &str, block_size: Option<usize>) -> (Vec<String>, Vec<(&'static str, Option<u64>)>) {
    let mut file = tempfile::NamedTempFile::with_suffix(".csv").unwrap();
    file.write_all(text.as_bytes()).unwrap();
    let engine = Engine::new(criteria::parse("model", MODEL.as_bytes()).model.unwrap());
    let options = Options { block_size, ..Options::default() };
    let (table, findings): (_, Findings) = input::read(&[file.path().to_owned()], engine.schema(), &options).unwrap();
    let ids = table.batches.iter().flat_map(|batch| (0..batch.rows()).map(|row| batch.id(row).to_owned()));
    let told = findings.iter().filter(|finding| finding.severity != Severity::Notice);
    (ids.collect(), told.map(|finding| (finding.code, finding.place.line)).collect())
}

const HEADER: &str = "id;name;country;revenue;orders\n";

#[track_caller]
fn check(rows: &str, ids: &[&str], told: &[(&str, u64)]) {
    for block_size in [None, Some(1), Some(40), Some(100)] {
        let (found, said) = read(&format!("{HEADER}{rows}"), block_size);
        let expected: Vec<(&str, Option<u64>)> = told.iter().map(|(code, line)| (*code, Some(*line))).collect();
        assert_eq!(said, expected, "{rows} in blocks of {block_size:?}");
        if !told.iter().any(|(code, _)| REFUSALS.contains(code)) {
            assert_eq!(found, ids, "{rows}");
        }
    }
}

const REFUSALS: [&str; 3] = ["totals-row", "id-empty", "cell-count"];

const THREE: &str = "1;Alba;DE;906.824,15;3\n2;Brum;DE;38.858,74;4\n3;Cerno;AT;120.000,00;5\n";

#[test]
fn what_sums_up_the_rows_above_is_left_out_whatever_it_is_called() {
    for row in [
        "*;;;1.065.682,89;12",
        "**;;;1.065.682,89;",
        "Σ;;;1.065.682,89;12",
        ";;;1.065.682,89;12",
        "Summe;;;1.065.682,89;12",
        ";Gesamtergebnis;;1.065.682,89;12",
        "9999;Total;;1.065.682,89;12",
        "Durchschnitt;;;355.227,63;4",
        "Mittelwert;;;355.228;4,0",
        "Anzahl;;;3;3",
        "3;Kunden;;1.065.682,89;12",
        "Samtals;;;1.065.682,89;12",
        "Samtals;Samtals;;1.065.682,89;12",
        "Summe (gerundet);;;1.065.683;12",
    ] {
        check(&format!("{THREE}{row}\n"), &["1", "2", "3"], &[("totals-left-out", 5)]);
    }
}

#[test]
fn totals_above_the_customers_are_left_out_too() {
    check(&format!("Summe;;;1.065.682,89;12\n{THREE}"), &["1", "2", "3"], &[("totals-left-out", 2)]);
    check(&format!("Samtals;;;1.065.682,89;12\n{THREE}"), &["1", "2", "3"], &[("totals-left-out", 2)]);
}

#[test]
fn what_is_only_called_a_total_is_refused() {
    for row in ["*;;;1.065.683,89;12", "Summe;;;1.065.682,89;13", ";Gesamtergebnis;;99,00;", "???;;;;"] {
        check(&format!("{THREE}{row}\n"), &[], &[("totals-row", 5)]);
    }
    check(&format!("{THREE};Dorn;DE;5,00;1\n"), &[], &[("id-empty", 5)]);
    // In no language that we know, and not to the last digit.
    check(&format!("{THREE}Samtals;;;1.065.700,00;12\n"), &[], &[("totals-row", 5)]);
}

#[test]
fn a_customer_whose_figures_are_a_sum_by_chance_is_kept_or_asked_about() {
    let ids = ["1", "2", "3", "4"];
    check("1;A;DE;100;1\n2;B;DE;100;1\n", &["1", "2"], &[]);
    check("1;A;DE;100;1\n2;B;DE;200;2\n3;C;DE;300;3\n4;D;DE;50;1\n", &ids, &[]);
    check("1;A;DE;100;1\n2;B;DE;200;2\n3;C;DE;300;3\n4;D;DE;600;6\n", &ids, &[]);
    check("1;A;DE;103;1\n2;B;DE;207;2\n3;C;DE;311;3\n4;D;DE;621;6\n", &[], &[("totals-row", 5)]);
    check("1;A;DE;100;1\n2;B;DE;200;2\n3;C;DE;300;3\n4;D;DE;600;5\n", &ids, &[]);
    // A customer may be called Total.
    check("1;A;DE;100;1\n2;B;DE;200;2\n3;Total;DE;150;1\n4;D;DE;50;1\n", &ids, &[("name-like-totals", 4)]);
}

#[test]
fn groups_are_told_by_their_subtotals_above_or_below_them() {
    let below = "1;A;DE;10,50;1\n2;B;DE;20,25;2\n*;;;30,75;3\n3;C;AT;5;1\n*;;;5;1\n**;;;35,75;4\n";
    check(below, &["1", "2", "3"], &[("totals-left-out", 4)]);
    let above = "Germany (2);;;30,75;3\n1;A;DE;10,50;1\n2;B;DE;20,25;2\nAustria (1);;;5;1\n3;C;AT;5;1\n";
    check(above, &["1", "2", "3"], &[("totals-left-out", 2)]);
    let counted = "Germany (2);;;;\n1;A;DE;10,50;1\n2;B;DE;20,25;2\nAustria (1);;;;\n3;C;AT;5;1\n";
    check(counted, &["1", "2", "3"], &[("totals-left-out", 2)]);
    let nested =
        "World (3);;;35,75;4\nGermany (2);;;30,75;3\n1;A;DE;10,50;1\n2;B;DE;20,25;2\nAustria (1);;;5;1\n3;C;AT;5;1\n";
    check(nested, &["1", "2", "3"], &[("totals-left-out", 2)]);
    let wrong = "Germany (3);;;31,75;3\n1;A;DE;10,50;1\n2;B;DE;20,25;2\n";
    check(wrong, &[], &[("totals-row", 2)]);
}

#[test]
fn text_below_the_customers_is_a_footer_and_elsewhere_it_is_not() {
    let footer = "\nKey Accounts Report\nCopyright (c) Nordwind\nConfidential\n";
    check(&format!("{THREE}{footer}"), &["1", "2", "3"], &[("footer-left-out", 6)]);
    check(&format!("{THREE}Generated by Petra Kern\n"), &["1", "2", "3"], &[("footer-left-out", 5)]);
    check(&format!("{THREE};;;;\nStand 01.12.2026;;;;\n"), &["1", "2", "3"], &[("footer-left-out", 6)]);
    check(
        &format!("{THREE}*;;;1.065.682,89;12\n\nConfidential\n"),
        &["1", "2", "3"],
        &[("totals-left-out", 5), ("footer-left-out", 7)],
    );
    // A file that was cut off ends like this.
    check(&format!("{THREE}100031\n"), &[], &[("cell-count", 5)]);
    check(&format!("1;A;DE;5;1\n8;;;;\n{THREE}").replace("\n1;Alba", "\n7;Alba"), &["1", "8", "7", "2", "3"], &[]);
}

/// Groups of customers with amounts in cents, that many in each; `name` calls the total of a group.
fn groups(sizes: &[usize], above: bool, name: impl Fn(usize) -> String) -> (String, Vec<String>) {
    let (mut rows, mut ids, mut x) = (String::new(), Vec::new(), 12_345_u64);
    let cents = |c: u64| format!("{},{:02}", c / 100, c % 100);
    for (group, size) in sizes.iter().enumerate() {
        let (mut own, mut sum) = (String::new(), 0);
        for _ in 0..*size {
            x = (x * 48_271 + 11) % 99_999_989;
            sum += x;
            let id = format!("Kunde {}", ids.len() + 1);
            own.push_str(&format!("{id};{id};DE;{};3\n", cents(x)));
            ids.push(id);
        }
        let total = format!("{0};{0};DE;{1};{2}\n", name(group), cents(sum), size * 3);
        rows.push_str(&if above { total + &own } else { own + &total });
    }
    (rows, ids)
}

#[test]
fn totals_of_groups_that_lack_nothing_prove_each_other() {
    for above in [true, false] {
        for name in
            [|group| format!("Gebiet {group}"), |group| format!("Region {group} Total")] as [fn(usize) -> String; 2]
        {
            let (rows, ids) = groups(&[4, 3, 5, 2], above, name);
            let line = if above { 2 } else { 6 };
            let ids: Vec<&str> = ids.iter().map(String::as_str).collect();
            check(&rows, &ids, &[("totals-left-out", line)]);
        }
    }
}

#[test]
fn the_sum_and_the_mean_and_the_ends_below_all_customers_are_none() {
    let summaries = "A;a;DE;1.065.682,89;12\nB;b;DE;355.227,63;4\nC;c;DE;906.824,15;5\nD;d;DE;38.858,74;3\n";
    check(&format!("{THREE}{summaries}"), &["1", "2", "3"], &[("totals-left-out", 5)]);
}

#[test]
fn multiples_of_one_price_prove_nothing() {
    let rows: String = (1..=30).map(|n| format!("{n};Kunde {n};DE;{},00;1\n", [499, 998, 1497][n % 3])).collect();
    let ids: Vec<String> = (1..=30).map(|n| n.to_string()).collect();
    check(&rows, &ids.iter().map(String::as_str).collect::<Vec<_>>(), &[]);
}

#[test]
fn a_name_that_lacks_its_figures_is_no_footer() {
    for row in ["Meyer Hydraulik;;;;", "C-1009;;;;", "Meyer Hydraulik"] {
        let (_, said) = read(&format!("{HEADER}{THREE}{row}"), None);
        assert!(said.iter().any(|(code, _)| matches!(*code, "footer-line" | "cell-count")), "{row}: {said:?}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    /// Whatever rows sum up customers, with whatever sign, the customers are read, or the file is refused; and without
    /// such rows nobody is lost.
    #[test]
    fn the_customers_of_a_grouped_list_are_those_of_the_plain_one(
        groups in prop::collection::vec(prop::collection::vec((1..9_999_999u64, 1..90u64), 1..6), 1..6),
        sign in prop::sample::select(vec!["*;;", ";;", "Subtotal;;", ";Zwischensumme;", "Region (#);;", "NONE"]),
        above in any::<bool>(),
        total in prop::sample::select(vec!["", "**;;", "Grand Total;;", "Samtals;;"]),
        block_size in prop::option::of(20..400usize),
    ) {
        let cents = |cents: u64| format!("{},{:02}", cents / 100, cents % 100);
        let (mut text, mut ids, mut all) = (HEADER.to_owned(), Vec::new(), (0, 0));
        for group in &groups {
            let sums = group.iter().fold((0, 0), |(a, b), (x, y)| (a + x, b + y));
            all = (all.0 + sums.0, all.1 + sums.1);
            let sign = sign.replace('#', &group.len().to_string());
            let subtotal = if sign == "NONE" { String::new() } else { format!("{sign};{};{}\n", cents(sums.0), sums.1) };
            if above {
                text.push_str(&subtotal);
            }
            for (revenue, orders) in group {
                ids.push(format!("K{}", ids.len()));
                text.push_str(&format!("K{};Name {};DE;{};{orders}\n", ids.len() - 1, ids.len(), cents(*revenue)));
            }
            if !above {
                text.push_str(&subtotal);
            }
        }
        if !total.is_empty() {
            text.push_str(&format!("{total};{};{}\n", cents(all.0), all.1));
        }
        let (found, said) = read(&text, block_size);
        let refused = said.iter().any(|(code, _)| REFUSALS.contains(code));
        prop_assert!(refused || found == ids, "{text}{said:?}");
        let plain = sign == "NONE" && total.is_empty();
        prop_assert!(!refused || plain && ids.len() > 3 || total == "Samtals;;" && ids.len() < 4, "{text}{said:?}");
    }
}
