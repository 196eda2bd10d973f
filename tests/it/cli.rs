//! The commands as a person types them: every `$` line of the pages in `tests/cmd` of `docs/src` and of the README is run.
//!
//! After a wanted change, `TRYCMD=overwrite cargo test --test it cli` writes the answers anew; read the difference.

#[test]
fn answers_as_written() {
    trycmd::TestCases::new()
        .env("COLUMNS", "80")
        .env("LC_ALL", "C")
        .env("NO_COLOR", "1")
        .case("tests/cmd/*.md")
        .case("tests/cmd/*.toml")
        .case("README.md")
        .case("docs/src/*.md");
}

#[test]
fn what_stands_under_the_ranked_table_takes_ten_lines() {
    let own = ["examples/customers.csv"].as_slice();
    let raw = ["examples/crm-export.csv", "-c", "examples/criteria-detailed.yaml"].as_slice();
    for customers in [own, raw] {
        let mut keyrank = std::process::Command::new(env!("CARGO_BIN_EXE_keyrank"));
        keyrank.env("COLUMNS", "80").env("NO_COLOR", "1").arg("score").args(customers).args(["--top", "20"]);
        let written = String::from_utf8(keyrank.output().expect("keyrank runs").stdout).expect("text");
        let lines: Vec<&str> = written.lines().collect();
        let rule = lines.iter().position(|line| line.starts_with('─')).expect("a table with a header");
        let under: Vec<&str> = lines.into_iter().skip(rule + 1 + 20).collect();
        assert!((8..=10).contains(&under.len()), "{}", under.join("\n"));
        assert!(under.iter().all(|line| line.chars().count() <= 80), "{}", under.join("\n"));
    }
}

#[test]
fn the_schema_beside_the_criteria_file_is_the_one_that_is_printed() {
    let stored = std::fs::read_to_string("criteria.schema.json").expect("the schema stands beside criteria.yaml");
    let printed = serde_json::to_string_pretty(&keyrank::criteria::json_schema()).expect("a schema is JSON");
    assert_eq!(stored.trim_end(), printed, "write it anew: cargo run -- schema > criteria.schema.json");
}
