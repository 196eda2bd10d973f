//! One sheet as rows of cells, and what it says of them as a whole.

use super::Damage;
use super::dates;
use super::strings::{Strings, unescaped};
use super::styles::Styles;
use super::xml::{Attributes, Node, walk};
use crate::input::cells::Cell;
use std::borrow::Cow;
use std::io::BufRead;
use std::ops::{ControlFlow, Range};

/// Rows and columns that a sheet of Excel has.
pub(super) const ROWS: u32 = 1 << 20;
pub(super) const COLUMNS: u32 = 1 << 14;
/// Bytes of a cell and of a row.
pub(super) const LONGEST_CELL: usize = 1 << 20;
const LONGEST_ROW: usize = 16 << 20;
/// Merged ranges that are remembered.
const MOST_MERGED: usize = 100_000;

/// A row that has cells.
#[derive(Debug, Default)]
pub(super) struct SheetRow {
    /// Counted from 0.
    pub(super) number: u32,
    pub(super) is_hidden: bool,
    pub(super) cells: Vec<Cell<'static>>,
}

/// What stands around the cells of a sheet.
#[derive(Debug, Default)]
pub(super) struct Around {
    pub(super) merged: Vec<Area>,
    /// Columns that are hidden.
    pub(super) hidden: Vec<Range<u32>>,
}

/// A range of cells.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Area {
    pub(super) rows: Range<u32>,
    pub(super) columns: Range<u32>,
}

/// What the cells of a sheet are read with.
pub(super) struct Values<'a> {
    pub(super) strings: &'a Strings,
    pub(super) styles: &'a Styles,
    pub(super) from_1904: bool,
    pub(super) is_uncalculated: bool,
}

/// Calls `each` with every row that has cells, until it says so or the part ends; `None` where it did not come to the end.
pub(super) fn rows(
    from: impl BufRead,
    values: &Values<'_>,
    mut each: impl FnMut(&mut SheetRow) -> ControlFlow<()>,
) -> Result<Option<Around>, Damage> {
    let mut around = Around::default();
    let mut state = State::default();
    let is_whole = walk(from, |node| {
        match node {
            Node::Start(name, attributes) => state.start(name, attributes, &mut around)?,
            Node::Text(text) => state.text(text)?,
            Node::End("c") => state.end_cell(values)?,
            Node::End("row") => {
                state.in_row = false;
                if !state.row.cells.is_empty() && each(&mut state.row).is_break() {
                    return Ok(ControlFlow::Break(()));
                }
            }
            Node::End(name) => state.end(name),
        }
        Ok(ControlFlow::Continue(()))
    })?;
    Ok(is_whole.then_some(around))
}

/// Where the reader is in the sheet.
#[derive(Default)]
struct State {
    row: SheetRow,
    in_row: bool,
    /// The number after that of the last row, and the column after that of the last cell.
    next_row: u32,
    next_column: u32,
    /// Bytes of the row's texts.
    bytes: usize,
    cell: Option<RawCell>,
    taken: Taken,
    sounds: u32,
}

/// Whose text is taken.
#[derive(Default, Clone, Copy, PartialEq, Eq)]
enum Taken {
    #[default]
    Nothing,
    Value,
    Inline,
}

/// A cell as it is written.
#[derive(Default)]
struct RawCell {
    column: u32,
    kind: String,
    style: usize,
    text: String,
    has_value: bool,
    has_formula: bool,
}

impl State {
    fn start(&mut self, name: &str, attributes: Attributes<'_>, around: &mut Around) -> Result<(), Damage> {
        match (name, &mut self.cell) {
            ("row", _) => return self.start_row(attributes),
            ("c", None) if self.in_row => return self.start_cell(attributes),
            ("f", Some(cell)) => cell.has_formula = true,
            ("v", Some(cell)) => {
                if std::mem::replace(&mut cell.has_value, true) {
                    return Err(Damage::new("a cell has two values"));
                }
                self.taken = Taken::Value;
            }
            ("t", Some(cell)) if cell.kind == "inlineStr" && self.sounds == 0 => self.taken = Taken::Inline,
            ("rPh", Some(_)) => self.sounds += 1,
            ("mergeCell", None) => {
                if around.merged.len() >= MOST_MERGED {
                    return Err(Damage::TooLarge("the sheet has more than 100,000 merged ranges"));
                }
                let area = attributes.get("ref")?.and_then(|text| area(&text));
                around.merged.push(area.ok_or_else(|| Damage::new("a merged range is not valid"))?);
            }
            ("col", None) if attributes.is_true("hidden")? => {
                let at = |text: Option<String>| text.and_then(|text| text.trim().parse::<u32>().ok());
                if let (Some(first), Some(last)) = (at(attributes.get("min")?), at(attributes.get("max")?))
                    && around.hidden.len() < COLUMNS as usize
                {
                    around.hidden.push(first.saturating_sub(1)..last);
                }
            }
            _ => {}
        }
        Ok(())
    }

    fn start_row(&mut self, attributes: Attributes<'_>) -> Result<(), Damage> {
        let number = match attributes.get("r")? {
            Some(text) => text.trim().parse::<u32>().ok().and_then(|number| number.checked_sub(1)),
            None => Some(self.next_row),
        };
        let number = number
            .filter(|number| *number < ROWS)
            .ok_or_else(|| Damage::new("a row has a number that no sheet has"))?;
        if number < self.next_row {
            let again = u64::from(number) + 1;
            return Err(Damage::new(format!("row {again} occurs twice or is out of order")));
        }
        (self.next_row, self.next_column, self.bytes, self.in_row) = (number + 1, 0, 0, true);
        self.row.cells.clear();
        self.row.number = number;
        self.row.is_hidden = attributes.is_true("hidden")?;
        Ok(())
    }

    fn start_cell(&mut self, attributes: Attributes<'_>) -> Result<(), Damage> {
        let column = match attributes.get("r")? {
            Some(text) => {
                let (row, column) = place(&text).ok_or_else(|| Damage::new(format!("no sheet has a cell {text}")))?;
                if row != self.row.number {
                    return Err(Damage::new(format!("cell {text} stands in row {}", u64::from(self.row.number) + 1)));
                }
                column
            }
            None => self.next_column,
        };
        if column < self.next_column || column >= COLUMNS {
            let name = format!("{}{}", super::body::letters(column as usize), u64::from(self.row.number) + 1);
            return Err(Damage::new(format!("cell {name} occurs twice or is out of order")));
        }
        self.next_column = column + 1;
        let style = attributes.get("s")?.and_then(|style| style.trim().parse().ok()).unwrap_or(0);
        let kind = attributes.get("t")?.unwrap_or_default();
        self.cell = Some(RawCell { column, kind, style, ..RawCell::default() });
        Ok(())
    }

    fn text(&mut self, text: &str) -> Result<(), Damage> {
        if let Some(cell) = self.cell.as_mut().filter(|_| self.taken != Taken::Nothing) {
            cell.text.push_str(text);
            if cell.text.len() > LONGEST_CELL {
                return Err(Damage::TooLarge("a cell is longer than 1 MiB"));
            }
        }
        Ok(())
    }

    fn end(&mut self, name: &str) {
        match name {
            "v" | "t" => self.taken = Taken::Nothing,
            "rPh" => self.sounds = self.sounds.saturating_sub(1),
            _ => {}
        }
    }

    fn end_cell(&mut self, values: &Values<'_>) -> Result<(), Damage> {
        let Some(cell) = self.cell.take() else { return Ok(()) };
        let column = cell.column as usize;
        let name = || format!("{}{}", super::body::letters(column), u64::from(self.row.number) + 1);
        let Some(value) = values.value(cell).map_err(|what| Damage::new(format!("cell {}: {what}", name())))? else {
            return Ok(());
        };
        if let Cell::Text(text) = &value {
            self.bytes += text.len();
            if self.bytes > LONGEST_ROW {
                return Err(Damage::TooLarge("a row holds more than 16 MiB of text"));
            }
        }
        self.row.cells.resize(column + 1, Cell::Text(Cow::Borrowed("")));
        if let Some(place) = self.row.cells.last_mut() {
            *place = value;
        }
        Ok(())
    }
}

impl Values<'_> {
    /// What a cell holds; `None` where that is nothing.
    fn value(&self, cell: RawCell) -> Result<Option<Cell<'static>>, &'static str> {
        let RawCell { kind, style, text, has_formula, .. } = cell;
        let own = |text: String| Some(Cell::Text(Cow::Owned(unescaped(&text).unwrap_or(text))));
        if text.is_empty() {
            let is_open = has_formula && !matches!(kind.as_str(), "str" | "inlineStr");
            return Ok(is_open.then_some(Cell::Unfinished));
        }
        Ok(match kind.as_str() {
            "s" => {
                let number = text.trim().parse::<usize>().map_err(|_| "a shared text has no valid number")?;
                let shared = self.strings.get(number).ok_or("the shared text is missing")?;
                (!shared.is_empty()).then(|| Cell::Text(Cow::Owned(shared.to_owned())))
            }
            "str" | "inlineStr" => own(text),
            "e" => Some(Cell::Text(Cow::Owned(text))),
            "b" => match text.trim() {
                "1" | "true" => own("TRUE".to_owned()),
                "0" | "false" => own("FALSE".to_owned()),
                _ => return Err("a truth value is neither 0 nor 1"),
            },
            "d" => Some(Cell::Date(Cow::Owned(text))),
            "n" | "" => Some(self.number(number(&text).ok_or("a number is not valid")?, style, has_formula)),
            _ => return Err("a cell is of a kind that no workbook has"),
        })
    }

    fn number(&self, x: f64, style: usize, has_formula: bool) -> Cell<'static> {
        // Programs other than Excel write 0 for every result and leave the work to Excel.
        if self.is_uncalculated && has_formula && x == 0.0 {
            return Cell::Unfinished;
        }
        let Some(format) = self.styles.format(style) else { return Cell::number(x) };
        if format.is_date
            && let Some(date) = dates::iso(x, self.from_1904)
        {
            return Cell::Date(Cow::Owned(date));
        }
        if format.is_percent {
            return Cell::Percent(x);
        }
        let shown = format.shown(x).map(Cow::Owned);
        Cell::Number { x, shown, currency: format.currency }
    }
}

/// A number as Excel writes it, to the 15 digits that it shows and compares.
fn number(text: &str) -> Option<f64> {
    let text = text.trim();
    let plain = !text.is_empty()
        && text.len() <= 64
        && text.bytes().all(|b| matches!(b, b'0'..=b'9' | b'+' | b'-' | b'.' | b'e' | b'E'));
    let x: f64 = text.parse().ok().filter(|x: &f64| plain && x.is_finite())?;
    if x.fract() == 0.0 && x.abs() < 1e15 {
        return Some(x + 0.0);
    }
    format!("{x:.14e}").parse().ok()
}

/// A cell such as `C7` by row and column, both counted from 0.
fn place(text: &str) -> Option<(u32, u32)> {
    let text = text.trim();
    let letters = text.bytes().take_while(u8::is_ascii_alphabetic).count();
    let (column, row) = text.split_at_checked(letters)?;
    if column.is_empty() || column.len() > 3 || row.len() > 7 || !row.bytes().all(|b| b.is_ascii_digit()) {
        return None;
    }
    let column = column.bytes().fold(0u32, |n, b| n * 26 + u32::from(b.to_ascii_uppercase() - b'A') + 1) - 1;
    let row = row.parse::<u32>().ok()?.checked_sub(1)?;
    (column < COLUMNS && row < ROWS).then_some((row, column))
}

/// A range such as `A2:A5`.
pub(super) fn area(text: &str) -> Option<Area> {
    let (first, last) = text.split_once(':').unwrap_or((text, text));
    let ((top, left), (bottom, right)) = (place(&first.replace('$', ""))?, place(&last.replace('$', ""))?);
    (top <= bottom && left <= right).then(|| Area { rows: top..bottom + 1, columns: left..right + 1 })
}

#[cfg(test)]
#[allow(clippy::float_cmp, reason = "the result is one certain double")]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_those_that_excel_shows() {
        assert_eq!(number("2.9999999999999996"), Some(3.0));
        assert_eq!(number("0.30000000000000004"), Some(0.3));
        assert_eq!(number("1.0E-3"), Some(0.001));
        assert_eq!(number("12345678901234567890"), Some(12_345_678_901_234_600_000.0));
        for no in ["", "inf", "NaN", "1e400", "0x10", "1 2", "1,5", "5 %"] {
            assert_eq!(number(no), None, "{no}");
        }
        assert_eq!(number("5."), Some(5.0));
    }

    #[test]
    fn cells_are_found_by_their_names_and_no_others_are() {
        assert_eq!(
            (place("A1"), place("XFD1048576"), place("c7")),
            (Some((0, 0)), Some((1_048_575, 16_383)), Some((6, 2)))
        );
        for no in ["", "A", "1", "A0", "XFE1", "A1048577", "H4294967298", "ÄA1", "A1B", "A-1"] {
            assert_eq!(place(no), None, "{no}");
        }
        assert_eq!(area("$A$2:B5"), Some(Area { rows: 1..5, columns: 0..2 }));
        assert_eq!((area("B5:A2"), area("A:E")), (None, None));
    }
}
