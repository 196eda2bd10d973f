//! Excel workbooks (`.xlsx`): one sheet as rows of cells. A cell that Excel holds as a number is that number.
//!
//! Cells are streamed, so a sheet with one cell in its last corner costs no more than that cell.

use super::cells::Cell;
use super::gathering::Gathered;
use super::heading::{self, Candidate, FrontRow, Heading};
use super::loading::{Loader, Row};
use super::signature;
use crate::finding::{Finding, Findings, Place};
use crate::table::{Draft, FromLine, Schema};
use calamine::{DataRef, Reader, SheetType, SheetVisible, Xlsx, XlsxCellReader};
use std::borrow::Cow;
use std::collections::BTreeSet;
use std::io::{Read, Seek};
use std::sync::Arc;

/// Largest unpacked size of a workbook, in bytes.
const LARGEST: u64 = 1 << 30;
/// Rows in a batch.
const BATCH: usize = 4096;

/// An open workbook and the sheet that is read.
pub(super) struct Workbook<R: Read + Seek> {
    book: Xlsx<R>,
    sheet: String,
    /// Cells with a formula whose result was never stored.
    unfinished: Arc<BTreeSet<(u32, u32)>>,
}

/// A row of a sheet.
struct SheetRow<'s> {
    sheet: &'s str,
    /// Counted from 0 in the sheet.
    number: u32,
    /// Counted from 0 below the header.
    line: u64,
    cells: Vec<Cell<'static>>,
}

impl Row for SheetRow<'_> {
    fn width(&self) -> usize {
        self.cells.len()
    }

    fn cell(&self, index: usize) -> Cell<'_> {
        self.cells.get(index).cloned().unwrap_or(Cell::Text(Cow::Borrowed("")))
    }

    fn glance(&self, index: usize) -> Cow<'_, str> {
        self.cells.get(index).map_or(Cow::Borrowed(""), Cell::text)
    }

    fn place(&self, index: usize) -> Place {
        let cell = format!("{}!{}{}", self.sheet, letters(index), u64::from(self.number) + 1);
        Place { line: Some(self.line + 1), cell: Some(cell), ..Place::default() }
    }

    fn line(&self) -> u64 {
        self.line
    }
}

impl SheetRow<'_> {
    fn is_blank(&self) -> bool {
        self.cells.iter().all(|cell| matches!(cell, Cell::Text(text) if text.trim().is_empty()))
    }
}

impl<R: Read + Seek> Workbook<R> {
    /// The names of its sheets that hold cells.
    pub(super) fn sheets(&self) -> Vec<String> {
        let sheets = self.book.sheets_metadata().iter().filter(|sheet| sheet.typ == SheetType::WorkSheet);
        sheets.map(|sheet| sheet.name.clone()).collect()
    }

    /// Opens a workbook at the sheet that was asked for, or the first visible one.
    ///
    /// # Errors
    /// A finding, where it is no workbook or has no such sheet.
    pub(super) fn open(
        mut from: R,
        wanted: Option<&str>,
        file: &str,
        findings: &mut Findings,
    ) -> Result<Self, Box<Finding>> {
        let refuse = |code, message: String, help: &str| {
            Box::new(Finding::error(code, message).at(Place::file(file)).help(help))
        };
        let damaged = |what: &dyn std::fmt::Display| {
            refuse(
                "workbook-unreadable",
                format!("not a readable Excel workbook: {what}"),
                "open it in Excel and save it again as .xlsx",
            )
        };
        let (unpacked, is_workbook) = contents(&mut from).map_err(|e| damaged(&e))?;
        if !is_workbook {
            let instead = "unpack it first; save a LibreOffice or Word table as .xlsx or CSV";
            return Err(Box::new(signature::foreign("a zip archive without an Excel workbook in it", instead, file)));
        }
        if unpacked > LARGEST {
            return Err(refuse(
                "workbook-too-large",
                "the workbook unpacks to more than 1 GiB".into(),
                "export the sheet as CSV",
            ));
        }
        let book = match Xlsx::new(from) {
            Ok(book) => book,
            Err(calamine::XlsxError::Password) => {
                return Err(refuse(
                    "workbook-locked",
                    "the workbook is protected with a password".into(),
                    "save it without one",
                ));
            }
            Err(error) => return Err(damaged(&error)),
        };
        let sheets: Vec<_> = book.sheets_metadata().iter().filter(|s| s.typ == SheetType::WorkSheet).collect();
        let names: Vec<&str> = sheets.iter().map(|s| s.name.as_str()).collect();
        let quoted: Vec<String> = names.iter().map(|name| format!("\"{name}\"")).collect();
        let first =
            || sheets.iter().find(|s| s.visible == SheetVisible::Visible).or(sheets.first()).map(|s| s.name.as_str());
        let exact = |wanted: &str| names.iter().find(|name| **name == wanted).copied();
        let loose = |wanted: &str| {
            names.iter().find(|name| name.trim().to_lowercase() == wanted.trim().to_lowercase()).copied()
        };
        let sheet = match wanted {
            Some(wanted) => exact(wanted).or_else(|| loose(wanted)).ok_or_else(|| {
                let message = format!("there is no sheet \"{wanted}\"");
                refuse("sheet-missing", message, &format!("the workbook has {}", quoted.join(", ")))
            })?,
            None => first().ok_or_else(|| {
                refuse("sheet-missing", "the workbook has no sheet".into(), "save the table again as .xlsx")
            })?,
        };
        if wanted.is_none() && names.len() > 1 {
            let message = format!("read sheet \"{sheet}\" of {}", quoted.join(", "));
            let finding = Finding::notice("sheet-chosen", message).at(Place::file(file));
            findings.push(finding.help("name another one with --sheet"));
        }
        let sheet = sheet.to_owned();
        let mut book = Workbook { book, sheet, unfinished: Arc::default() };
        book.unfinished = Arc::new(book.unfinished().map_err(|error| damaged(&error))?);
        Ok(book)
    }

    /// Looks for formulas without a result, as programs other than Excel write them.
    fn unfinished(&mut self) -> Result<BTreeSet<(u32, u32)>, calamine::XlsxError> {
        let mut found = BTreeSet::new();
        let mut reader = self.book.worksheet_cells_reader(&self.sheet)?;
        while let Some(cell) = reader.next_cell_with_formula_metadata()? {
            if cell.formula.is_some() && matches!(cell.value, DataRef::Empty) {
                found.insert(cell.pos);
            }
        }
        Ok(found)
    }

    /// Finds the heading.
    ///
    /// # Errors
    /// Findings, where there is no header to be trusted. Those of the `Ok` are warnings and notices.
    pub(super) fn heading(&mut self, schema: &Schema, file: &str) -> Result<(Heading, Findings), Findings> {
        let mut findings = Findings::new();
        let front = match self.front() {
            Ok(front) => front,
            Err(error) => {
                findings.push((*error).at(Place::file(file)));
                return Err(findings);
            }
        };
        let Some(candidate) = Candidate::new(front, schema) else {
            findings.push(heading::nothing(file, &format!("the sheet \"{}\" is empty", self.sheet)));
            return Err(findings);
        };
        let place = Place::line(file, candidate.line() + 1);
        match candidate.judge(schema, &place, Some(&self.sheet), &mut findings) {
            Some(heading) => Ok((heading, findings)),
            None => {
                self.name_other_sheets(&mut findings);
                Err(findings)
            }
        }
    }

    /// Where a column is missing, another sheet may be meant.
    fn name_other_sheets(&self, findings: &mut Findings) {
        let sheets = self.book.sheets_metadata().iter().filter(|s| s.typ == SheetType::WorkSheet);
        let others = sheets.filter(|s| s.name != self.sheet).map(|s| format!("\"{}\"", s.name));
        let others: Vec<String> = others.collect();
        if others.is_empty() {
            return;
        }
        for finding in findings.iter_mut().filter(|finding| finding.code == "column-missing") {
            let help = finding.help.take().unwrap_or_default();
            finding.help =
                Some(format!("{help}; the workbook also has {}: --sheet reads another one", others.join(", ")));
        }
    }

    /// The first rows.
    pub(super) fn front(&mut self) -> Result<Vec<FrontRow>, Box<Finding>> {
        let mut front: Vec<FrontRow> = Vec::new();
        self.rows(|row| {
            let line = u64::from(row.number);
            let cells = row.cells.iter().map(|cell| cell.text().into_owned()).collect();
            front.push(FrontRow { cells, line, next: (0, line + 1) });
            front.len() < heading::LOOKED_AT
        })?;
        Ok(front)
    }

    /// Reads all rows below the heading.
    pub(super) fn gather<T: FromLine>(&mut self, loader: &Loader<'_>, make: &dyn Fn(Draft<'_>) -> T) -> Gathered<T> {
        let above = loader.heading.body.1;
        let mut gathered = Gathered::new(loader, above);
        let mut part = loader.part();
        let sheet = self.sheet.clone();
        let read = self.rows(|row| {
            let Some(below) = u64::from(row.number).checked_sub(above) else { return true };
            let start = gathered.lines - above;
            let row = SheetRow {
                line: below - start,
                sheet: &sheet,
                number: row.number,
                cells: std::mem::take(&mut row.cells),
            };
            part.lines = row.line + 1;
            if !row.is_blank() {
                loader.load(&row, &mut part);
            }
            if part.batch.rows() >= BATCH {
                gathered.add(std::mem::replace(&mut part, loader.part()).map(|batch| make(batch.into())));
            }
            true
        });
        gathered.add(part.map(|batch| make(batch.into())));
        if let Err(error) = read {
            gathered.findings.push((*error).at(Place::file(loader.file.0)));
        }
        gathered
    }

    /// Calls `each` with every row that has cells, until it says `false`.
    fn rows(&mut self, mut each: impl FnMut(&mut SheetRow<'_>) -> bool) -> Result<(), Box<Finding>> {
        let damaged = |error: calamine::XlsxError| {
            let finding = Finding::error("workbook-unreadable", format!("the sheet cannot be read: {error}"));
            Box::new(finding.help("open the workbook in Excel and save it again as .xlsx"))
        };
        let sheet = self.sheet.clone();
        let unfinished = self.unfinished.clone();
        let mut reader = self.book.worksheet_cells_reader(&sheet).map_err(damaged)?;
        let mut row = SheetRow { sheet: &sheet, number: 0, line: 0, cells: Vec::new() };
        while let Some((at, mut cell)) = next(&mut reader).map_err(damaged)? {
            if cell.text().is_empty() {
                if !unfinished.contains(&at) {
                    continue;
                }
                cell = Cell::Unfinished;
            }
            if at.0 < row.number {
                let message = format!("row {} stands below row {}", u64::from(at.0) + 1, u64::from(row.number) + 1);
                let finding = Finding::error("workbook-unreadable", message);
                return Err(Box::new(finding.help("open the workbook in Excel and save it again as .xlsx")));
            }
            if at.0 != row.number {
                if !row.cells.is_empty() && !each(&mut row) {
                    return Ok(());
                }
                row.cells.clear();
                row.number = at.0;
            }
            let column = usize::try_from(at.1).unwrap_or(usize::MAX).min(super::records::MOST_COLUMNS);
            if row.cells.len() <= column {
                row.cells.resize(column + 1, Cell::Text(Cow::Borrowed("")));
            }
            if let Some(place) = row.cells.get_mut(column) {
                *place = cell;
            }
        }
        if !row.cells.is_empty() {
            each(&mut row);
        }
        Ok(())
    }
}

/// A cell at its row and column.
type PlacedCell = ((u32, u32), Cell<'static>);

/// The next cell; one that holds nothing is an empty text.
fn next<R: Read + Seek>(reader: &mut XlsxCellReader<'_, R>) -> Result<Option<PlacedCell>, calamine::XlsxError> {
    let Some((cell, style)) = reader.next_cell_with_style_id()? else { return Ok(None) };
    let format = reader.styles().get(style).and_then(|style| style.number_format.as_ref());
    let format = format.map_or("", |format| format.format_code.as_str());
    let text = |text: String| Cell::Text(Cow::Owned(text));
    let value = match cell.get_value() {
        DataRef::Empty => text(String::new()),
        #[allow(clippy::cast_precision_loss, reason = "a spreadsheet holds every number as f64")]
        DataRef::Int(x) => number(*x as f64, format),
        DataRef::Float(x) => number(*x, format),
        DataRef::String(s) => text(s.clone()),
        DataRef::SharedString(s) => text((*s).to_owned()),
        DataRef::Bool(b) => text(if *b { "TRUE" } else { "FALSE" }.to_owned()),
        DataRef::DateTime(time) => Cell::Date(Cow::Owned(iso(time.to_ymd_hms_milli()))),
        DataRef::DateTimeIso(s) | DataRef::DurationIso(s) => Cell::Date(Cow::Owned(s.clone())),
        DataRef::Error(error) => text(error.to_string()),
    };
    Ok(Some((cell.get_position(), value)))
}

/// A number as its format shows it, where that changes what it says: `90%` is no 0.9, `000042` is no 42.
fn number(x: f64, code: &str) -> Cell<'static> {
    if code.contains('%') {
        return Cell::Percent(x);
    }
    let padded = code.len() > 1 && code.bytes().all(|b| b == b'0') && x.fract() == 0.0 && (0.0..1e15).contains(&x);
    if padded { Cell::Text(Cow::Owned(format!("{x:0width$.0}", width = code.len()))) } else { Cell::Number(x) }
}

fn iso((year, month, day, hour, minute, second, _): (u16, u8, u8, u8, u8, u8, u16)) -> String {
    let date = format!("{year:04}-{month:02}-{day:02}");
    if (hour, minute, second) == (0, 0, 0) { date } else { format!("{date}T{hour:02}:{minute:02}:{second:02}") }
}

/// Column letters: 0 is A, 26 is AA.
fn letters(column: usize) -> String {
    let mut rest = column;
    let mut letters = Vec::new();
    loop {
        letters.push(char::from(b'A' + u8::try_from(rest % 26).unwrap_or(0)));
        match (rest / 26).checked_sub(1) {
            Some(next) => rest = next,
            None => return letters.iter().rev().collect(),
        }
    }
}

/// What an archive says that its files unpack to, and whether an Excel workbook is in it. Reads only its directory.
fn contents(from: &mut (impl Read + Seek)) -> zip::result::ZipResult<(u64, bool)> {
    let mut archive = zip::ZipArchive::new(from)?;
    let is_workbook =
        archive.file_names().any(|name| name.is_ok_and(|name| name.to_lowercase().ends_with("workbook.xml")));
    let mut total = 0u64;
    for index in 0..archive.len() {
        total = total.saturating_add(archive.by_index_raw(index)?.size());
    }
    Ok((total, is_workbook))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_are_named_as_in_a_spreadsheet() {
        assert_eq!([0, 25, 26, 701, 702, 16383].map(letters), ["A", "Z", "AA", "ZZ", "AAA", "XFD"]);
    }

    #[test]
    fn dates_are_written_in_iso_8601() {
        assert_eq!(iso((2026, 5, 1, 0, 0, 0, 0)), "2026-05-01");
        assert_eq!(iso((2026, 5, 1, 13, 7, 0, 0)), "2026-05-01T13:07:00");
    }
}
