//! A figure about a criterion, and what its column is called.

use crate::language::weights::FigureColumn;
use crate::report::cell::{Cell, trimmed};
use crate::text::number::{full, sound};
use serde_json::{Value as Json, json};

/// A column of figures, and whether it stands on the right.
pub(crate) struct Heading {
    pub(crate) column: FigureColumn,
    pub(crate) right: bool,
}

impl Heading {
    pub(crate) fn number(column: FigureColumn) -> Self {
        Heading { column, right: true }
    }

    pub(crate) fn text(column: FigureColumn) -> Self {
        Heading { column, right: false }
    }
}

/// One figure about a criterion.
pub(crate) enum Figure {
    Text(String),
    Count(usize),
    Number(f64),
    /// 0..1, shown in percent.
    Part(f64),
    /// -1..1, shown in percent with its sign.
    Change(f64),
    Nothing,
}

impl Figure {
    /// For a person.
    pub(crate) fn cell(&self) -> Cell<'static> {
        match self {
            Figure::Text(text) => Cell::text(text.clone()),
            Figure::Count(count) => Cell::Count(*count as u64),
            Figure::Number(number) => trimmed(*number, 4),
            Figure::Part(part) => Cell::Percent { value: part * 100.0, decimals: 2 },
            Figure::Change(change) => Cell::Change { value: change * 100.0, decimals: 2 },
            Figure::Nothing => Cell::text(""),
        }
    }

    /// For a program.
    pub(crate) fn json(&self) -> Json {
        match self {
            Figure::Text(text) => json!(text),
            Figure::Count(count) => json!(count),
            Figure::Number(number) | Figure::Part(number) | Figure::Change(number) => json!(sound(*number)),
            Figure::Nothing => Json::Null,
        }
    }

    pub(crate) fn csv(&self) -> String {
        match self {
            Figure::Text(text) => text.clone(),
            Figure::Count(count) => count.to_string(),
            Figure::Number(number) | Figure::Part(number) | Figure::Change(number) => full(sound(*number)),
            Figure::Nothing => String::new(),
        }
    }
}
