//! A result -> a document: table, csv, json, markdown; findings -> text; and what makes untrusted text safe to show.
//!
//! Each format is one file with one function that writes to a `&mut dyn Write`; [`Format`] lists them.

pub(crate) mod csv;
mod documents;
mod first_ranking;
pub(crate) mod json;
pub mod look;
mod markdown;
pub(crate) mod terminal;

pub use crate::output::csv::dialect::Dialect;
pub(crate) use crate::output::csv::formula_guard::stored_alike;
pub use crate::output::json::findings::write_findings_json;
pub use crate::output::terminal::findings::write_findings;
pub use crate::output::terminal::shown::{Notation, Shown};
pub use crate::report::score::contents::Report;
pub use crate::report::what_if::WhatIf;
pub use crate::text::visible::{shortened, visible, width};
pub(crate) use documents::write_inspection;
pub use documents::{write_comparison, write_explanation, write_sensitivity, write_swing_steps, write_weights};
pub(crate) use first_ranking::{FirstRanking, write_first_ranking};
pub use look::Look;

use crate::output::terminal::lines::Terminal;
use crate::report::Document;
use crate::report::score::contents::Contents;
use crate::report::score::{self, Detail};
use crate::scoring::accounts::Selection;
use std::io::{self, BufWriter, Write};

/// The formats of `score`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    /// For a person in a terminal.
    Table,
    /// For a spreadsheet or another program.
    Csv,
    /// The contract for programs.
    Json,
    /// For a document or a pull request.
    Markdown,
}

/// Writes `report` in `format`.
///
/// # Errors
/// What the writer says.
pub fn write(report: &Report<'_>, format: Format, look: Look, to: &mut dyn Write) -> io::Result<()> {
    let all = Selection { top: None, ..report.selection.clone() };
    let contents = Contents::new(report, &all);
    let detail = match format {
        Format::Table if look.details => Detail::Full,
        Format::Table => Detail::Brief,
        _ => Detail::Paper,
    };
    let document = || score::document(&contents, look.language, detail, look.portfolio);
    let csv = |cells, to: &mut dyn Write| csv::write(&contents, cells, to);
    write_as(format, look, to, document, csv, |to| json::write(&contents, to))
}

/// Writes a result in a format: as a document for people, or as the csv or the JSON of its own for programs. A csv is told
/// whether to guard formulas, and its dialect.
fn write_as<'d>(
    format: Format,
    look: Look,
    to: &mut dyn Write,
    document: impl FnOnce() -> Document<'d>,
    csv: impl FnOnce((bool, Dialect), &mut dyn Write) -> io::Result<()>,
    json: impl FnOnce(&mut dyn Write) -> io::Result<()>,
) -> io::Result<()> {
    let mut to = BufWriter::with_capacity(1 << 16, to);
    match format {
        Format::Table => terminal::document::write(&document(), &mut Terminal::of(look, &mut to)),
        Format::Csv => look.dialect.write(&mut to, |to| csv((look.formula_guard, look.dialect), to)),
        Format::Json => json(&mut to),
        Format::Markdown => markdown::document::write(&document(), &mut to),
    }?;
    to.flush()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::language::Language;
    use crate::model::{
        self, Axis, Body, Criterion, Decimal, Leaf, Missing, Model, Portfolio, Quadrants, Scale, Span, Tier, Weight,
    };
    use crate::scoring::Engine;
    use crate::scoring::Ranking;
    use crate::table::cells::Cells;
    use crate::table::{Batch, Kind, SourceFile, Table};

    fn criterion(id: &str) -> Criterion {
        let scale = Scale::Rating(Span::new(0.0, 10.0).unwrap());
        let leaf = Leaf { column: id.into(), scale, days_since: None, missing: Missing::Skip };
        let (id, weight) = (id.to_owned(), Weight::new(1.0).unwrap());
        Criterion { label: id.clone(), id, about: None, weight, body: Body::Leaf(leaf) }
    }

    fn model() -> Model {
        let axis = |id: &str| Axis { label: id.into(), criteria: vec![id.into()], split: 50.0 };
        let tier = |name: &str, min_score| Tier { name: name.into(), min_score, max_accounts: None, requires: vec![] };
        let quadrants = Quadrants {
            high_high: "Key".into(),
            low_high: "Develop".into(),
            high_low: "Protect".into(),
            low_low: "Standard".into(),
        };
        Model {
            title: "Test".into(),
            language: Language::English,
            account: model::Account {
                id: "id".into(),
                name: None,
                status: None,
                show: vec![],
                sum: vec![],
                abc: model::Account::ABC,
                optional: Vec::new(),
            },
            read: crate::model::ReadAs::default(),
            decimal: Decimal::Auto,
            today: None,
            missing_values: vec![],
            criteria: vec![criterion("a"), criterion("b")],
            knockouts: vec![],
            tiers: vec![tier("Key account", Some(60.0)), tier("Rest", None)],
            flags: vec![],
            portfolio: Some(Portfolio { x: axis("a"), y: axis("b"), quadrants }),
        }
    }

    /// Customers `C-0`, `C-1`, ... whose every rating is their number.
    fn table(engine: &Engine, customers: u32) -> Table {
        let mut batch = Batch::new(engine.schema(), 0);
        for customer in 0..customers {
            for (cells, column) in batch.columns_mut().iter_mut().zip(engine.schema().columns()) {
                match (cells, &column.kind) {
                    (Cells::Text(texts), Kind::Id) => texts.push(&format!("C-{customer}"), false),
                    (Cells::Text(texts), _) => texts.push("", true),
                    (Cells::Number(numbers), _) => numbers.push(Some(f64::from(customer))),
                    (Cells::Category(categories), _) => categories.push(None),
                }
            }
            batch.end_row(u64::from(customer) + 2);
        }
        let file = SourceFile { name: "c.csv".into(), lines: u64::from(customers) + 1, customers: customers.into() };
        Table { files: vec![file], batches: vec![batch] }
    }

    fn written(format: Format, selection: Selection) -> String {
        let engine = Engine::new(model());
        let table = table(&engine, 10);
        let ranking = Ranking::new(&engine, &table);
        let report = Report { ranking: &ranking, selection, what_if: &[], findings: &[] };
        let look = Look { formula_guard: true, portfolio: true, ..Look::plain(80, false) };
        let mut bytes = Vec::new();
        write(&report, format, look, &mut bytes).unwrap();
        String::from_utf8(bytes).unwrap()
    }

    fn explained(language: Language) -> String {
        let engine = Engine::new(model());
        let table = table(&engine, 10);
        let ranking = Ranking::new(&engine, &table);
        let explanation = crate::analysis::explain::explain(&ranking, 5).unwrap();
        let explained = crate::analysis::explain::Explained::Ranked(Box::new(explanation));
        let look = Look { language, ..Look::plain(80, false) };
        let what_if = [WhatIf { criterion: "a".into(), from: 1.0, to: 1.5 }];
        let mut bytes = Vec::new();
        write_explanation(&explained, &what_if, Format::Markdown, look, &mut bytes).unwrap();
        String::from_utf8(bytes).unwrap()
    }

    #[test]
    fn a_german_explanation_has_no_english_words() {
        let english = [
            "What-if",
            "Rank",
            "score",
            "Read from",
            "line",
            "Criterion",
            "Cell",
            "Points",
            "Weight",
            "Contribution",
            "Neighbours",
            "Account",
            "Tier",
            "What it would take",
            "Threshold",
            "points of score",
            "From",
            "Enough",
        ];
        let (one, other) = (explained(Language::English), explained(Language::German));
        for word in english {
            assert!(one.contains(word), "{word}: {one}");
            assert!(!other.contains(word), "{word}: {other}");
        }
        assert!(other.contains("Schwelle 60: es fehlen 20,00 Punkte.") && other.contains("| 50,00 % |"), "{other}");
        assert!(other.contains("Gewicht von a 1 -> 1,5"), "{other}");
    }

    #[test]
    fn every_format_lists_the_selection() {
        let top = |top| Selection { top, tier: None };
        assert_eq!(written(Format::Csv, top(Some(3))).lines().count(), 4);
        assert_eq!(
            written(Format::Csv, top(None)).lines().nth(1),
            Some("1,C-9,C-9,90,Key account,,,100,45,45,90,90,false")
        );
        let json: serde_json::Value = serde_json::from_str(&written(Format::Json, top(Some(3)))).unwrap();
        assert_eq!(json["accounts"].as_array().map(Vec::len), Some(3));
        let table = written(Format::Table, top(Some(3)));
        assert!(table.contains("; 3 listed, --all lists every one"), "{table}");
        assert!(table.contains("Portfolio of 10 accounts") && table.contains("│ Key: 5"), "{table}");
        let key = Selection { top: None, tier: Some(0) };
        let markdown = written(Format::Markdown, key);
        assert!(markdown.contains("\n4 accounts of tier Key account\n"), "{markdown}");
    }
}
