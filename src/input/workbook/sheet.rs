//! One sheet as rows of cells, and what it says of them as a whole.

use super::body::letters;
use super::damage::Damage;
use super::formula::{Formula, Sum};
use super::places::{Area, COLUMNS, ROWS, area, place};
use super::rich::RichText;
use super::strings::LONGEST_CELL;
use super::values::{RawCell, Values};
use super::xml::{Attributes, Node, walk};
use crate::input::rows::cell::Cell;
use std::collections::BTreeMap;
use std::io::BufRead;
use std::ops::{ControlFlow, Range};

const LONGEST_ROW: usize = 16 << 20;
/// Merged ranges that are remembered.
const MOST_MERGED: usize = 100_000;
/// Formulas shared by cells, and tables, that are remembered.
const MOST_SHARED: usize = 10_000;
const MOST_TABLES: usize = 10_000;

/// A row that has cells.
#[derive(Debug, Default)]
pub(crate) struct SheetRow {
    /// Counted from 0.
    pub(crate) number: u32,
    pub(crate) is_hidden: bool,
    /// Those that hold something, each with its column.
    pub(crate) cells: Vec<(usize, Cell<'static>)>,
    /// Columns whose cell is the sum of other rows.
    pub(crate) sums: Vec<usize>,
}

/// What stands around the cells of a sheet.
#[derive(Debug, Default)]
pub(crate) struct Around {
    pub(crate) merged: Vec<Area>,
    /// Columns that are hidden.
    pub(crate) hidden: Vec<Range<u32>>,
    /// The relations that lead to its tables.
    pub(crate) tables: Vec<String>,
}

/// Calls `each` with every row that has cells, until it says so or the part ends; `None` where it did not come to the end.
pub(crate) fn rows(
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
            Node::End("row") if state.in_row => {
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
    /// The formulas of this sheet that cells share and that sum up rows, with the row and column of the first cell.
    shared: BTreeMap<u32, (Sum, u32, u32)>,
    data: Data,
    /// Whether rows are hidden that do not say how high they are.
    is_flat: bool,
}

/// Where the reader is beside the rows, of which a sheet has one list.
#[derive(Default, Clone, Copy, PartialEq, Eq)]
enum Data {
    #[default]
    Before,
    Within,
    Behind,
}

/// Whose text is taken.
#[derive(Default)]
enum Taken {
    #[default]
    Nothing,
    Value,
    Formula,
    Inline(RichText),
}

impl State {
    fn start(&mut self, name: &str, attributes: Attributes<'_>, around: &mut Around) -> Result<(), Damage> {
        match (name, &mut self.cell, &mut self.taken) {
            (_, _, Taken::Value | Taken::Formula) => {
                return Err(Damage::new("an element stands in the middle of a value"));
            }
            ("is", Some(_), Taken::Inline(_)) => return Err(Damage::new("a cell has two values")),
            (name, Some(_), Taken::Inline(rich)) => rich.start(name)?,
            ("sheetData", ..) => {
                if self.data != Data::Before {
                    return Err(Damage::new("the sheet has two lists of rows"));
                }
                self.data = Data::Within;
            }
            ("row", ..) if self.data == Data::Within => return self.start_row(attributes),
            ("c", None, _) if self.in_row => return self.start_cell(attributes),
            ("c", Some(_), _) => return Err(Damage::new("a cell stands within another one")),
            ("f", Some(cell), taken) => {
                let shared = attributes.get("si")?.and_then(|number| number.trim().parse().ok());
                cell.formula = Some(Formula::new(shared));
                *taken = Taken::Formula;
            }
            ("v" | "is", Some(cell), taken) => {
                if std::mem::replace(&mut cell.has_value, true) || (cell.kind == "inlineStr") != (name == "is") {
                    return Err(Damage::new("a cell has two values, or one of another kind than its own"));
                }
                *taken = if name == "v" { Taken::Value } else { Taken::Inline(RichText::default()) };
            }
            ("sheetFormatPr", None, _) => self.is_flat = attributes.is_true("zeroHeight")?,
            ("tablePart", None, _) => {
                if around.tables.len() >= MOST_TABLES {
                    return Err(Damage::TooLarge("the sheet has more than 10,000 tables"));
                }
                around.tables.extend(attributes.get("id")?);
            }
            ("mergeCell", None, _) => {
                if around.merged.len() >= MOST_MERGED {
                    return Err(Damage::TooLarge("the sheet has more than 100,000 merged ranges"));
                }
                let area = attributes.get("ref")?.and_then(|text| area(&text));
                around.merged.push(area.ok_or_else(|| Damage::new("a merged range is not valid"))?);
            }
            ("col", None, _) if attributes.is_true("hidden")? || is_zero(attributes.get("width")?) => {
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
        if self.in_row {
            return Err(Damage::new("a row stands within another one"));
        }
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
        self.row.sums.clear();
        let height = attributes.get("ht")?;
        self.row.is_hidden = attributes.is_true("hidden")? || (self.is_flat && height.is_none()) || is_zero(height);
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
            let name = format!("{}{}", letters(column as usize), u64::from(self.row.number) + 1);
            return Err(Damage::new(format!("cell {name} occurs twice or is out of order")));
        }
        self.next_column = column + 1;
        let style = match attributes.get("s")? {
            Some(style) => style.trim().parse().map_err(|_| Damage::new("a cell has a style that is no number"))?,
            None => 0,
        };
        let kind = attributes.get("t")?.unwrap_or_default();
        self.cell = Some(RawCell { column, kind, style, ..RawCell::default() });
        Ok(())
    }

    fn text(&mut self, text: &str) -> Result<(), Damage> {
        let Some(cell) = &mut self.cell else { return Ok(()) };
        match &self.taken {
            Taken::Formula => {
                if let Some(formula) = &mut cell.formula {
                    formula.push(text);
                }
                return Ok(());
            }
            Taken::Value => {}
            Taken::Inline(rich) if rich.is_text() => {}
            _ => return Ok(()),
        }
        cell.text.push_str(text);
        if cell.text.len() > LONGEST_CELL {
            return Err(Damage::TooLarge("a cell is longer than 1 MiB"));
        }
        Ok(())
    }

    fn end(&mut self, name: &str) {
        match (name, &mut self.taken) {
            ("v", Taken::Value) | ("f", Taken::Formula) | ("is", _) => self.taken = Taken::Nothing,
            (name, Taken::Inline(rich)) => rich.end(name),
            ("sheetData", _) => self.data = Data::Behind,
            _ => {}
        }
    }

    /// Notes a cell that is the sum of other rows.
    fn note_sum(&mut self, cell: &RawCell) {
        let (Some(formula), (row, column)) = (&cell.formula, (self.row.number, cell.column)) else { return };
        let sum = match formula.shared.filter(|_| formula.is_empty()).map(|number| self.shared.get(&number)) {
            Some(Some((sum, first_row, first_column))) => {
                Some(sum.moved(i64::from(row) - i64::from(*first_row), i64::from(column) - i64::from(*first_column)))
            }
            Some(None) => None,
            None => formula.sum(),
        };
        let Some(sum) = sum else { return };
        if sum.is_of_others(row, column) {
            self.row.sums.push(column as usize);
        }
        if let Some(number) = formula.shared.filter(|_| !formula.is_empty() && self.shared.len() < MOST_SHARED) {
            self.shared.insert(number, (sum, row, column));
        }
    }

    fn end_cell(&mut self, values: &Values<'_>) -> Result<(), Damage> {
        let Some(cell) = self.cell.take() else { return Ok(()) };
        self.note_sum(&cell);
        let column = cell.column as usize;
        let name = || format!("{}{}", letters(column), u64::from(self.row.number) + 1);
        let Some(value) = values.value(cell).map_err(|what| Damage::new(format!("cell {}: {what}", name())))? else {
            return Ok(());
        };
        if let Cell::Text(text) = &value {
            self.bytes += text.len();
            if self.bytes > LONGEST_ROW {
                return Err(Damage::TooLarge("a row holds more than 16 MiB of text"));
            }
        }
        self.row.cells.push((column, value));
        Ok(())
    }
}

/// Whether it is a height or width of nothing.
fn is_zero(size: Option<String>) -> bool {
    size.and_then(|size| size.trim().parse::<f64>().ok()).is_some_and(|size| size <= 0.0)
}
