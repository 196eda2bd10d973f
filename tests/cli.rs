//! The commands as a person types them: every `$` line of the pages in `tests/cmd` and of the README is run.
//!
//! After a wanted change, `TRYCMD=overwrite cargo test --test cli` writes the answers anew; read the difference.

#[test]
fn answers_as_written() {
    trycmd::TestCases::new()
        .env("COLUMNS", "80")
        .env("NO_COLOR", "1")
        .case("tests/cmd/*.md")
        .case("tests/cmd/*.toml")
        .case("README.md");
}

#[test]
fn the_schema_beside_the_criteria_file_is_the_one_that_is_printed() {
    let stored = std::fs::read_to_string("criteria.schema.json").expect("the schema stands beside criteria.yaml");
    let printed = serde_json::to_string_pretty(&keyrank::criteria::json_schema()).expect("a schema is JSON");
    assert_eq!(stored.trim_end(), printed, "write it anew: cargo run -- schema > criteria.schema.json");
}
