//! Models and tables in memory, through the public API alone.
use keyrank::model::{
    Account, Body, Condition, Criterion, Decimal, Leaf, Missing, Model, Scale, Span, Subject, Test, Tier, Weight,
};
use keyrank::scoring::Engine;
use keyrank::table::{Batch, Cells, Schema, SourceFile, Table};

/// A leaf read from the column of its own name.
pub(crate) fn leaf(id: &str, weight: f64, scale: Scale, missing: Missing) -> Criterion {
    let body = Body::Leaf(Leaf { column: id.to_owned(), scale, days_since: None, missing });
    Criterion { id: id.to_owned(), label: id.to_owned(), about: None, weight: Weight::new(weight).unwrap(), body }
}

/// A leaf with ratings of 0 to 10.
pub(crate) fn rating(id: &str, weight: f64, missing: Missing) -> Criterion {
    leaf(id, weight, Scale::Rating(Span::new(0.0, 10.0).unwrap()), missing)
}

pub(crate) fn group(id: &str, weight: f64, children: Vec<Criterion>) -> Criterion {
    let body = Body::Group(children);
    Criterion { id: id.to_owned(), label: id.to_owned(), about: None, weight: Weight::new(weight).unwrap(), body }
}

/// A model of criteria alone; the id column is `id`.
pub(crate) fn model(criteria: Vec<Criterion>) -> Model {
    let account = Account {
        id: "id".to_owned(),
        name: None,
        status: None,
        show: Vec::new(),
        sum: Vec::new(),
        abc: Account::ABC,
        optional: Vec::new(),
    };
    Model {
        title: String::new(),
        language: keyrank::language::Language::English,
        account,
        read: keyrank::model::ReadAs::default(),
        decimal: Decimal::Auto,
        today: None,
        missing_values: Vec::new(),
        criteria,
        knockouts: Vec::new(),
        tiers: Vec::new(),
        flags: Vec::new(),
        portfolio: None,
    }
}

pub(crate) fn tier(name: &str, min_score: Option<f64>, max_accounts: Option<u64>, requires: Vec<Condition>) -> Tier {
    Tier { name: name.to_owned(), min_score, max_accounts, requires }
}

pub(crate) fn column(name: &str, test: Test) -> Condition {
    Condition { subject: Subject::Column(name.to_owned()), test }
}

pub(crate) fn criterion(id: &str, test: Test) -> Condition {
    Condition { subject: Subject::Criterion(id.to_owned()), test }
}

pub(crate) fn texts(any_of: &[&str]) -> Test {
    Test::Texts { any_of: any_of.iter().map(|&t| t.to_owned()).collect(), negated: false }
}

/// A table from lines of cells with `|` between them, the first line the headers; an empty cell is missing.
pub(crate) fn table(engine: &Engine, text: &str) -> Table {
    table_in_batches(engine, text, usize::MAX)
}

/// The same in batches of so many rows.
pub(crate) fn table_in_batches(engine: &Engine, text: &str, rows: usize) -> Table {
    let mut lines = (1..).zip(text.lines().map(str::trim).filter(|line| !line.is_empty()));
    let headers: Vec<&str> = lines.next().map(|(_, line)| line.split('|').map(str::trim).collect()).unwrap();
    let schema: &Schema = engine.schema();
    let places: Vec<usize> = schema
        .columns()
        .iter()
        .map(|column| headers.iter().position(|h| *h == column.name).unwrap_or_else(|| panic!("no {}", column.name)))
        .collect();
    // Lines are told as they are counted in the whole text.
    let empty = || {
        let mut batch = Batch::new(schema, 0);
        batch.start_at(0);
        batch
    };
    let mut batches = vec![empty()];
    for (line, text) in lines {
        if batches.last().unwrap().rows() == rows {
            batches.push(empty());
        }
        let batch = batches.last_mut().unwrap();
        let row: Vec<&str> = text.split('|').map(str::trim).collect();
        for (cells, &place) in batch.columns_mut().iter_mut().zip(&places) {
            let cell = Some(row[place]).filter(|cell| !cell.is_empty());
            match cells {
                Cells::Text(texts) => texts.push(cell.unwrap_or(""), cell.is_none()),
                Cells::Category(categories) => categories.push(cell),
                Cells::Number(numbers) => numbers.push(cell.map(|cell| cell.parse().unwrap())),
            }
        }
        batch.end_row(line);
    }
    let file = SourceFile { name: "customers.csv".to_owned(), ..SourceFile::default() };
    Table { files: vec![file], batches }
}
