//! What the columns of a table of texts hold: numbers, levels, other texts or nothing, judged by all cells.

use crate::input::numbers::amount::{Amount, Mark};
use crate::input::numbers::grammar;
use crate::profile::header::key_likeness;
use crate::profile::{Column, Content, Numbers, Profile, Shape, Texts};
use crate::table::{ColumnId, Decimal, Schema, Table, same_text};
use std::collections::HashSet;

/// A column with more different texts than this is no list of words, nor one with longer ones.
const LEVELS: usize = 40;
const LONGEST_LEVEL: usize = 100;

/// Where a profile is made: the file and what is known of its columns.
pub(crate) struct At<'a> {
    pub(crate) file: &'a str,
    pub(crate) headers: &'a [String],
    pub(crate) id: usize,
    pub(crate) delimiter: Option<u8>,
    /// The decimal mark, where the user states it.
    pub(crate) stated: Option<Decimal>,
}

/// One column of the table, and what a first reading says about its numbers.
struct Look {
    column: ColumnId,
    /// Whether all cells are numbers, of one currency at most and with one decimal mark.
    numbers: bool,
    point: bool,
    comma: bool,
    /// Whether there is a cell with one mark before exactly three digits: a point, a comma.
    open_point: bool,
    open_comma: bool,
}

impl Look {
    fn is_open(&self) -> bool {
        self.open_point || self.open_comma
    }

    /// Whether this mark would give cells exactly three decimals, and no other cell tells the decimal mark.
    fn hangs_on(&self, mark: Mark) -> bool {
        let open = if mark == Mark::Comma { self.open_comma } else { self.open_point };
        open && !self.point && !self.comma
    }
}

impl At<'_> {
    /// Judges every column of the table by all its cells.
    pub(crate) fn profile(
        &self,
        table: &Table,
        schema: &Schema,
        no_ids: Vec<String>,
        passed_over: Vec<String>,
    ) -> Profile {
        let columns: Vec<ColumnId> = self
            .headers
            .iter()
            .filter_map(|header| schema.ids().find(|(_, column)| column.name == *header).map(|(id, _)| id))
            .collect();
        let looks: Vec<Look> = columns.iter().map(|&column| look(table, column)).collect();
        let sound = || looks.iter().filter(|look| look.numbers);
        let votes = |says: fn(&Look) -> bool| sound().filter(|look| says(look)).count();
        let (points, commas, open) = (votes(|d| d.point), votes(|d| d.comma), votes(Look::is_open));
        let (decimal, decimal_guessed) = match (points, commas) {
            _ if self.stated.is_some() => (self.stated.unwrap_or(Decimal::Auto), false),
            (0, 0) if open == 0 => (Decimal::Auto, false),
            (0, 0) if self.delimiter == Some(b';') => (Decimal::Comma, true),
            (0, 0) => (Decimal::Point, true),
            (points, commas) if commas > points => {
                (Decimal::Comma, points > 0 || votes(|d| d.hangs_on(Mark::Comma)) > 0)
            }
            (_, commas) => (Decimal::Point, commas > 0 || votes(|d| d.hangs_on(Mark::Point)) > 0),
        };
        let mark = if decimal == Decimal::Comma { Mark::Comma } else { Mark::Point };
        // Numbers of a workbook have no mark of their own, so the draft must not state one: it may read a csv of the same list.
        let is_of_cells = self.delimiter.is_none() && self.stated.is_none() && !decimal_guessed && mark == Mark::Point;
        let decimal = if is_of_cells { Decimal::Auto } else { decimal };
        let column = |(header, look): (&String, &Look)| column(table, header, look, mark);
        Profile {
            file: self.file.to_owned(),
            customers: table.rows() as u64,
            id: self.id,
            id_guessed: self.headers.get(self.id).is_none_or(|header| key_likeness(header) == 0),
            no_ids,
            decimal,
            decimal_guessed,
            columns: self.headers.iter().zip(&looks).map(column).collect(),
            passed_over,
        }
    }
}

/// The cells of a column with their lines; `None` for a missing one.
fn cells(table: &Table, column: ColumnId) -> impl Iterator<Item = (u64, Option<&str>)> {
    table.batches.iter().flat_map(move |batch| {
        let texts = batch.texts(column);
        (0..batch.rows()).map(move |row| (batch.line(row), texts.and_then(|texts| texts.get(row))))
    })
}

fn look(table: &Table, column: ColumnId) -> Look {
    let mut look = Look { column, numbers: true, point: false, comma: false, open_point: false, open_comma: false };
    let mut currency = None;
    for (_, cell) in cells(table, column) {
        let Some(cell) = cell else { continue };
        let Ok(number) = grammar::read(cell, true) else {
            look.numbers = false;
            break;
        };
        match number.amount {
            Amount::Plain(_) => {}
            Amount::Marked(_, Mark::Point) => look.point = true,
            Amount::Marked(_, Mark::Comma) => look.comma = true,
            Amount::Either { mark: Mark::Point, .. } => look.open_point = true,
            Amount::Either { mark: Mark::Comma, .. } => look.open_comma = true,
        }
        look.numbers &= number.currency.is_none_or(|its| currency.get_or_insert(its).fits(its));
    }
    look.numbers &= !(look.point && look.comma);
    look
}

fn column(table: &Table, header: &str, look: &Look, mark: Mark) -> Column {
    let filled = cells(table, look.column).filter(|(_, cell)| cell.is_some()).count() as u64;
    let missing = table.rows() as u64 - filled;
    let content = if filled == 0 {
        Content::Nothing
    } else {
        look.numbers
            .then(|| numbers_of(table, look.column, mark))
            .flatten()
            .map_or_else(|| Content::Texts(texts_of(table, look.column)), Content::Numbers)
    };
    Column { header: header.to_owned(), filled, missing, content }
}

/// `None` where a cell contradicts the decimal mark.
fn numbers_of(table: &Table, column: ColumnId, mark: Mark) -> Option<Numbers> {
    let present = || cells(table, column).filter_map(|(_, cell)| cell);
    let read = |cell: &str| grammar::read(cell, true).ok()?.amount.with(mark);
    let mut values: Vec<f64> = present().map(read).collect::<Option<_>>()?;
    values.sort_unstable_by(f64::total_cmp);
    let distinct = values.chunk_by(|a, b| (a + 0.0).total_cmp(&(b + 0.0)).is_eq()).count();
    let (min, max) = (*values.first()? + 0.0, *values.last()? + 0.0);
    Some(Numbers {
        min,
        max,
        least_positive: values.iter().copied().find(|x| *x > 0.0),
        distinct,
        whole: values.iter().all(|x| x.fract().abs() <= 0.0),
        skewness: skewness(&values),
        plain: present().all(|cell| grammar::read(cell, false).is_ok()),
        padded: present().any(is_padded),
        dealt: values.len() > 2 && distinct * 2 > values.len() && is_dealt(present()),
    })
}

/// Digits alone, as many in each cell, and enough of them.
fn is_dealt<'c>(mut cells: impl Iterator<Item = &'c str>) -> bool {
    let Some(first) = cells.next() else { return false };
    let is_alike = |cell: &str| cell.len() == first.len() && cell.bytes().all(|byte| byte.is_ascii_digit());
    first.len() >= 5 && is_alike(first) && cells.all(is_alike)
}

/// A zero before another digit.
fn is_padded(cell: &str) -> bool {
    matches!(cell.trim().as_bytes(), [b'0', second, ..] if second.is_ascii_digit())
}

/// Third standardised moment, population: m3 / m2^(3/2) with the central moments m; 0 where all are equal.
fn skewness(values: &[f64]) -> f64 {
    let size = values.iter().fold(0.0, |size: f64, x| size.max(x.abs()));
    if size <= 0.0 {
        return 0.0;
    }
    #[allow(clippy::cast_precision_loss, reason = "a count of customers")]
    let n = values.len() as f64;
    // Brought to -1..1, so that no power overflows.
    let scaled = || values.iter().map(|x| x / size);
    let mean = scaled().sum::<f64>() / n;
    let moment = |power| scaled().map(|x| (x - mean).powi(power)).sum::<f64>() / n;
    let (second, third) = (moment(2), moment(3));
    if second > 1e-18 { third / second.powf(1.5) } else { 0.0 }
}

fn texts_of(table: &Table, column: ColumnId) -> Texts {
    let mut folded = HashSet::new();
    let (mut levels, mut numbers, mut odd): (Vec<&str>, usize, Option<(u64, String)>) = (Vec::new(), 0, None);
    let mut filled = 0;
    for (line, cell) in cells(table, column) {
        let Some(cell) = cell else { continue };
        filled += 1;
        let is_new = folded.insert(crate::text::folded(cell));
        if is_new && levels.len() <= LEVELS && !levels.iter().any(|level| same_text(level, cell)) {
            levels.push(cell);
        }
        if grammar::read(cell, true).is_ok() {
            numbers += 1;
        } else if odd.is_none() {
            odd = Some((line, cell.to_owned()));
        }
    }
    let few = levels.len() <= LEVELS && levels.iter().all(|level| level.chars().count() <= LONGEST_LEVEL);
    Texts {
        distinct: folded.len(),
        levels: few.then(|| levels.into_iter().map(str::to_owned).collect()),
        shape: Shape::common(cells(table, column).filter_map(|(_, cell)| cell)),
        odd: odd.filter(|_| numbers * 2 > filled),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn skewness_is_the_third_standardised_moment() {
        assert!(skewness(&[1.0, 2.0, 3.0]).abs() < 1e-12);
        // Of a Bernoulli variable it is (1 - 2p) / sqrt(p (1 - p)); here p = 1/4.
        assert!((skewness(&[0.0, 0.0, 0.0, 1e300]) - 0.5 / 0.1875_f64.sqrt()).abs() < 1e-9);
        assert!(skewness(&[5.0; 4]).abs() < 1e-12 && skewness(&[0.0]).abs() < 1e-12);
    }
}
