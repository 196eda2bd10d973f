//! The commands as a person types them: every `$` line of the pages in `tests/cmd` and of the README is run.
//!
//! After a wanted change, `TRYCMD=overwrite cargo test --test cli` writes the answers anew; read the difference.

#[test]
fn answers_as_written() {
    trycmd::TestCases::new().env("COLUMNS", "80").env("NO_COLOR", "1").case("tests/cmd/*.md").case("README.md");
}
