//! Excel workbooks (`.xlsx`, `.xlsm`): one sheet as rows of cells, read strictly.
//!
//! Rows are streamed, and nothing that a part says of its own size is believed. Each part that is used is read to its end
//! before anything is ranked, so that its checksum is compared; what is there twice, out of bounds or not well-formed
//! refuses the workbook. What is odd in a cell or a sheet that nobody wants refuses nothing.

mod archive;
mod dates;
mod number_format;
mod parts;
mod sheet;
mod strings;
mod styles;
mod xml;

use super::cells::Cell;
use super::gathering::Gathered;
use super::heading::{self, Candidate, FrontRow, Heading};
use super::loading::{Loader, Row};
use super::rows::ledger::Aside;
use super::signature;
use crate::finding::{Finding, Findings, Place};
use crate::table::{Draft, FromLine, Kind, Schema};
use archive::Archive;
use parts::{Parts, Sheet, relations};
use sheet::{Around, SheetRow, Values};
use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};
use std::io::{Read, Seek};
use std::ops::ControlFlow;
use strings::Strings;
use styles::Styles;

/// Rows in a batch, and bytes of text after which a batch is full.
const BATCH: usize = 4096;
const FULL: usize = 8 << 20;
/// Bytes of text in wanted columns: a text that cells share may be there millions of times.
const MOST_TEXT: usize = 192 << 20;
/// Sheets that a message names, and that are searched for the wanted columns.
const NAMED: usize = 10;

/// Why a workbook cannot be read.
#[derive(Debug)]
pub(super) enum Damage {
    /// It is not what a workbook is.
    Broken(String),
    TooLarge(&'static str),
}

impl Damage {
    fn new(what: impl Into<String>) -> Self {
        Damage::Broken(what.into())
    }

    fn of(error: &dyn std::fmt::Display) -> Self {
        Damage::Broken(error.to_string())
    }

    fn finding(self, file: &str) -> Box<Finding> {
        let finding = match self {
            Damage::Broken(what) => {
                let message = format!("the workbook is damaged or no Excel workbook: {what}");
                Finding::error("workbook-unreadable", message).help("open it in Excel and save it again as .xlsx")
            }
            Damage::TooLarge(what) => Finding::error("workbook-too-large", what).help("export the sheet as CSV"),
        };
        Box::new(finding.at(Place::file(file)))
    }
}

/// An open workbook and the sheet that is read.
pub(super) struct Workbook<R: Read + Seek> {
    archive: Archive<R>,
    parts: Parts,
    strings: Strings,
    styles: Styles,
    sheet: Sheet,
    file: String,
}

/// A row of a sheet below its header.
struct BodyRow<'s> {
    sheet: &'s str,
    /// Counted from 0 in the sheet.
    number: u32,
    /// Counted from 0 at the start of the part.
    line: u64,
    cells: Vec<Cell<'static>>,
}

impl Row for BodyRow<'_> {
    fn width(&self) -> usize {
        self.cells.len()
    }

    fn cell(&self, index: usize) -> Cell<'_> {
        self.cells.get(index).map_or(Cell::Text(Cow::Borrowed("")), Cell::borrowed)
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

    fn key(&self) -> u64 {
        u64::from(self.number)
    }
}

impl BodyRow<'_> {
    fn is_blank(&self) -> bool {
        self.cells.iter().all(|cell| matches!(cell, Cell::Text(text) if text.trim().is_empty()))
    }
}

impl<R: Read + Seek> Workbook<R> {
    /// Opens a workbook at the sheet that was asked for, or the first visible one.
    ///
    /// # Errors
    /// A finding, where it is no workbook or has no such sheet.
    pub(super) fn open(
        from: R,
        wanted: Option<&str>,
        file: &str,
        findings: &mut Findings,
    ) -> Result<Self, Box<Finding>> {
        let mut archive = Archive::open(from).map_err(|damage| damage.finding(file))?;
        if let Some((what, instead)) = foreign(&archive) {
            return Err(Box::new(signature::foreign(what, instead, file)));
        }
        let read = |archive: &mut Archive<R>| {
            let parts = Parts::read(archive)?;
            let strings = parts.strings.map(|index| Strings::read(archive.stream(index)?)).transpose()?;
            let styles = parts.styles.map(|index| Styles::read(archive.stream(index)?)).transpose()?;
            Ok((parts, strings.unwrap_or_default(), styles.unwrap_or_default()))
        };
        let (parts, strings, styles) = read(&mut archive).map_err(|damage: Damage| damage.finding(file))?;
        let sheet = chosen(&parts.sheets, wanted, file)?;
        if wanted.is_none() && parts.sheets.len() > 1 {
            let message = format!("read sheet \"{}\" of {}", sheet.name, named(&parts.sheets));
            let finding = Finding::notice("sheet-chosen", message).at(Place::file(file));
            findings.push(finding.help("name another one with --sheet"));
        } else if sheet.is_hidden {
            let message = format!("the sheet \"{}\" is hidden in the workbook", sheet.name);
            findings.push(Finding::notice("sheet-hidden", message).at(Place::file(file)));
        }
        let sheet = sheet.clone();
        Ok(Workbook { archive, parts, strings, styles, sheet, file: file.to_owned() })
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
                findings.push(*error);
                return Err(findings);
            }
        };
        let Some(candidate) = Candidate::new(front, schema) else {
            findings.push(heading::nothing(file, &format!("the sheet \"{}\" is empty", self.sheet.name)));
            self.name_other_sheets(schema, &mut findings);
            return Err(findings);
        };
        let place = Place::line(file, candidate.line() + 1);
        match candidate.judge(schema, &place, Some(&self.sheet.name), &mut findings) {
            Some(heading) => Ok((heading, findings)),
            None => {
                self.name_other_sheets(schema, &mut findings);
                Err(findings)
            }
        }
    }

    /// Where a column is missing, another sheet may be meant: the one that has them all, if there is one.
    fn name_other_sheets(&mut self, schema: &Schema, findings: &mut Findings) {
        let others: Vec<Sheet> = self.parts.sheets.iter().filter(|s| s.index != self.sheet.index).cloned().collect();
        let mut fits = |sheet: &&Sheet| {
            let front = self.front_of(sheet).unwrap_or_default();
            Candidate::new(front, schema).is_some_and(|candidate| candidate.is_complete())
        };
        let fitting = others.iter().take(NAMED).find(|sheet| fits(sheet));
        let hint = match (fitting, others.as_slice()) {
            (_, []) => return,
            (Some(sheet), _) => format!("the sheet \"{0}\" has them: --sheet \"{0}\"", sheet.name),
            (None, others) => format!("the workbook also has {}: --sheet reads another one", named(others)),
        };
        let told = |finding: &&mut Finding| matches!(finding.code, "column-missing" | "nothing-to-rank");
        for finding in findings.iter_mut().filter(told) {
            let help = finding.help.take().unwrap_or_default();
            finding.help = Some(if fitting.is_some() { hint.clone() } else { format!("{help}; {hint}") });
        }
    }

    /// The first rows.
    pub(super) fn front(&mut self) -> Result<Vec<FrontRow>, Box<Finding>> {
        let sheet = self.sheet.clone();
        self.front_of(&sheet).map_err(|damage| damage.finding(&self.file))
    }

    fn front_of(&mut self, sheet: &Sheet) -> Result<Vec<FrontRow>, Damage> {
        let (mut front, mut text): (Vec<FrontRow>, usize) = (Vec::new(), 0);
        self.rows(sheet, |row| {
            let line = u64::from(row.number);
            let cells: Vec<String> = row.cells.iter().map(|cell| cell.text().into_owned()).collect();
            text += cells.iter().map(String::len).sum::<usize>();
            front.push(FrontRow { cells, line, next: (0, line + 1) });
            let is_enough = front.len() >= heading::LOOKED_AT || text > FULL;
            if is_enough { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
        })?;
        Ok(front)
    }

    /// The names of its sheets that hold cells.
    pub(super) fn sheets(&self) -> Vec<String> {
        self.parts.sheets.iter().map(|sheet| sheet.name.clone()).collect()
    }

    /// Reads all rows below the heading; twice where merged cells say what stands in rows above their end.
    pub(super) fn gather<T: FromLine>(&mut self, loader: &Loader<'_>, make: &dyn Fn(Draft<'_>) -> T) -> Gathered<T> {
        let totals = match self.totals_rows() {
            Ok(totals) => totals,
            Err(damage) => return refused(loader, damage),
        };
        let (gathered, around) = self.gather_with(loader, make, &Merged::default(), &totals);
        let above = loader.heading.body.1;
        let merged = Merged::of(around.as_ref(), loader, above);
        if merged.columns.is_empty() { gathered } else { self.gather_with(loader, make, &merged, &totals).0 }
    }

    fn gather_with<T: FromLine>(
        &mut self,
        loader: &Loader<'_>,
        make: &dyn Fn(Draft<'_>) -> T,
        merged: &Merged,
        totals: &BTreeSet<u32>,
    ) -> (Gathered<T>, Option<Around>) {
        let above = loader.heading.body.1;
        let mut gathered = Gathered::new(loader, above);
        let (mut part, mut text, mut all_text) = (loader.part(), 0, 0);
        let (sheet, mut seen) = (self.sheet.clone(), Seen::default());
        let mut values = BTreeMap::new();
        let id_field = loader.heading.fields.first().copied().unwrap_or(0);
        let read = self.rows(&sheet, |row| {
            let Some(below) = u64::from(row.number).checked_sub(above) else { return ControlFlow::Continue(()) };
            let line = below - (gathered.lines - above);
            let cells = std::mem::take(&mut row.cells);
            let mut body = BodyRow { line, sheet: &sheet.name, number: row.number, cells };
            merged.fill(&mut body, &mut values);
            if body.line > part.lines
                && let Some(ledger) = &mut part.ledger
            {
                ledger.asides.push((part.ids.len(), part.lines, Aside::Blank));
            }
            part.lines = body.line + 1;
            if totals.contains(&row.number) {
                seen.totals.push(u64::from(row.number) + 1);
            } else if !body.is_blank() {
                seen.hidden += u64::from(row.is_hidden);
                seen.first_hidden = seen.first_hidden.or(row.is_hidden.then_some(u64::from(row.number) + 1));
                text += wanted_text(&body, loader);
                if let Cell::Number { x, shown: None, .. } = body.cell(id_field)
                    && x.abs() >= 1e15
                {
                    part.findings.push(cut_id(loader, &body, id_field));
                }
                loader.load(&body, &mut part);
            }
            if part.batch.rows() >= BATCH || text >= FULL {
                all_text += std::mem::take(&mut text);
                gathered.add(std::mem::replace(&mut part, loader.part()).map(|batch| make(batch.into())));
            }
            if all_text > MOST_TEXT { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
        });
        gathered.add(part.map(|batch| make(batch.into())));
        let around = match read {
            Ok(Some(around)) => around,
            Ok(None) => {
                let damage = Damage::TooLarge("the wanted columns hold more than 192 MiB of text");
                gathered.findings.push(*damage.finding(loader.file.0));
                return (gathered, None);
            }
            Err(damage) => {
                gathered.findings.push(*damage.finding(loader.file.0));
                return (gathered, None);
            }
        };
        seen.tell(loader, &around, &mut gathered.findings);
        (gathered, Some(around))
    }

    /// The rows that a table of the sheet calls its totals.
    fn totals_rows(&mut self) -> Result<BTreeSet<u32>, Damage> {
        let mut rows = BTreeSet::new();
        let relations = relations(&mut self.archive, &self.sheet.part)?;
        let tables = relations.values().filter(|relation| relation.kind.ends_with("/table"));
        // Several relations may lead to one part.
        let parts: BTreeSet<usize> = tables.filter_map(|table| self.archive.find(&table.target)).collect();
        for index in parts {
            xml::walk(self.archive.whole(index)?.as_slice(), |node| {
                if let xml::Node::Start("table", attributes) = node {
                    let count = attributes.get("totalsRowCount")?.and_then(|count| count.trim().parse::<u32>().ok());
                    let area = attributes.get("ref")?.and_then(|text| sheet::area(&text));
                    if let (Some(count), Some(area)) = (count, area) {
                        let count = count.min(area.rows.end - area.rows.start).min(8);
                        rows.extend(area.rows.end - count..area.rows.end);
                    }
                }
                Ok(ControlFlow::Continue(()))
            })?;
        }
        Ok(rows)
    }

    /// Calls `each` with every row of a sheet that has cells, until it breaks; `None` where it did.
    fn rows(
        &mut self,
        sheet: &Sheet,
        each: impl FnMut(&mut SheetRow) -> ControlFlow<()>,
    ) -> Result<Option<Around>, Damage> {
        let Parts { from_1904, is_uncalculated, .. } = self.parts;
        let values = Values { strings: &self.strings, styles: &self.styles, from_1904, is_uncalculated };
        sheet::rows(self.archive.stream(sheet.index)?, &values, each)
    }
}

/// What an archive is that is no workbook of this kind.
fn foreign<R: Read + Seek>(archive: &Archive<R>) -> Option<(&'static str, &'static str)> {
    const SAVE: &str = "open it and save it as .xlsx or CSV";
    let known = [
        ("xl/workbook.bin", "a binary Excel workbook (.xlsb)", "save it in Excel as .xlsx"),
        ("content.xml", "an OpenDocument file (.ods, .odt)", SAVE),
        ("word/document.xml", "a Word document", SAVE),
        ("ppt/presentation.xml", "a presentation", SAVE),
        ("Index/Document.iwa", "a document of Numbers or Pages", SAVE),
    ];
    let found = known.iter().find(|(part, ..)| archive.find(part).is_some());
    let is_workbook = || archive.find("xl/workbook.xml").or(archive.find("_rels/.rels")).is_some();
    match found {
        Some((_, what, instead)) => Some((what, instead)),
        None if is_workbook() => None,
        None => {
            Some(("a zip archive without an Excel workbook in it", "unpack it first; save a table as .xlsx or CSV"))
        }
    }
}

fn chosen<'s>(sheets: &'s [Sheet], wanted: Option<&str>, file: &str) -> Result<&'s Sheet, Box<Finding>> {
    let missing = |message: String, help: String| {
        Box::new(Finding::error("sheet-missing", message).at(Place::file(file)).help(help))
    };
    match wanted {
        Some(wanted) => {
            let exact = sheets.iter().find(|sheet| sheet.name == wanted);
            let loose = || sheets.iter().find(|sheet| crate::text::same_text(&sheet.name, wanted));
            exact.or_else(loose).ok_or_else(|| {
                missing(format!("there is no sheet \"{wanted}\""), format!("the workbook has {}", named(sheets)))
            })
        }
        None => sheets.iter().find(|sheet| !sheet.is_hidden).or(sheets.first()).ok_or_else(|| {
            missing("the workbook has no sheet of cells".to_owned(), "save the table again as .xlsx".to_owned())
        }),
    }
}

/// The names of sheets for a message.
fn named(sheets: &[Sheet]) -> String {
    let mut names: Vec<String> = sheets.iter().take(NAMED).map(|sheet| format!("\"{}\"", sheet.name)).collect();
    if sheets.len() > NAMED {
        names.push(format!("and {} more", sheets.len() - NAMED));
    }
    names.join(", ")
}

fn refused<T: FromLine>(loader: &Loader<'_>, damage: Damage) -> Gathered<T> {
    let mut gathered = Gathered::new(loader, loader.heading.body.1);
    gathered.findings.push(*damage.finding(loader.file.0));
    gathered
}

/// Bytes of text in the wanted cells of a row.
fn wanted_text(row: &BodyRow<'_>, loader: &Loader<'_>) -> usize {
    let cells = loader.heading.fields.iter().filter_map(|field| row.cells.get(*field));
    cells.map(|cell| if let Cell::Text(text) = cell { text.len() } else { 0 }).sum()
}

/// The warning for an id of more digits than a number of Excel's has.
fn cut_id(loader: &Loader<'_>, row: &BodyRow<'_>, field: usize) -> Finding {
    let message = "an id of more than 15 digits that is a number: Excel has turned the others into zeros";
    let finding = Finding::warning("id-cut-off", message).at(loader.place(row, field)).value(row.glance(field));
    finding.help("export the ids as text, or format the column as text before you paste them")
}

/// Cells that count for all rows of a merged range: by column, the rows of each range.
#[derive(Debug, Default)]
struct Merged {
    columns: BTreeMap<usize, Vec<std::ops::Range<u32>>>,
}

impl Merged {
    /// Those below the heading in wanted columns.
    fn of(around: Option<&Around>, loader: &Loader<'_>, above: u64) -> Self {
        let mut merged = Merged::default();
        for area in around.iter().flat_map(|around| &around.merged) {
            let column = area.columns.start as usize;
            let counts = u64::from(area.rows.start) >= above && area.rows.len() > 1;
            if counts && loader.heading.fields.contains(&column) {
                merged.columns.entry(column).or_default().push(area.rows.clone());
            }
        }
        merged.columns.values_mut().for_each(|ranges| ranges.sort_by_key(|range| range.start));
        merged
    }

    /// Puts into a row what stands in the first one of a range; `values` are those of the last range of each column, with
    /// the row in which it begins.
    fn fill(&self, row: &mut BodyRow<'_>, values: &mut BTreeMap<usize, (u32, Cell<'static>)>) {
        for (column, ranges) in &self.columns {
            let after = ranges.partition_point(|range| range.start <= row.number);
            let Some(range) = after.checked_sub(1).and_then(|at| ranges.get(at)) else { continue };
            if range.start == row.number {
                let first = row.cells.get(*column).cloned();
                values.insert(*column, (row.number, first.unwrap_or(Cell::Text(Cow::Borrowed("")))));
            } else if range.contains(&row.number) && !row.is_blank() {
                let empty = || Cell::Text(Cow::Borrowed(""));
                if row.cells.len() <= *column {
                    row.cells.resize_with(column + 1, empty);
                }
                // A row without cells is never seen: the range that begins there holds nothing.
                let value = values.get(column).filter(|(start, _)| *start == range.start).map(|(_, value)| value);
                if let Some(cell) = row.cells.get_mut(*column) {
                    *cell = value.cloned().unwrap_or_else(empty);
                }
            }
        }
    }
}

/// What is said of a sheet as a whole.
#[derive(Debug, Default)]
struct Seen {
    hidden: u64,
    first_hidden: Option<u64>,
    totals: Vec<u64>,
}

impl Seen {
    fn tell(&self, loader: &Loader<'_>, around: &Around, findings: &mut Findings) {
        let file = loader.file.0;
        if let Some(first) = self.first_hidden {
            let what = if self.hidden == 1 { "1 row is".to_owned() } else { format!("{} rows are", self.hidden) };
            let message = format!("{what} hidden in the sheet, by a filter perhaps, and read all the same");
            let help = "delete the rows if they are not to be ranked";
            findings.push(Finding::notice("rows-hidden", message).at(Place::line(file, first)).help(help));
        }
        if let Some(first) = self.totals.first() {
            let message = "left out because the table in the sheet calls it its totals row";
            findings.push(Finding::notice("totals-left-out", message).at(Place::line(file, *first)));
        }
        for (column, field) in loader.schema.columns().iter().zip(&loader.heading.fields) {
            let is_hidden =
                around.hidden.iter().any(|columns| columns.contains(&u32::try_from(*field).unwrap_or(u32::MAX)));
            if is_hidden && !matches!(column.kind, Kind::Text) {
                let message = format!("the column \"{}\" is hidden in the sheet, and read all the same", column.name);
                findings.push(Finding::notice("column-hidden", message).at(Place::file(file)));
            }
        }
    }
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_are_named_as_in_a_spreadsheet() {
        assert_eq!([0, 25, 26, 701, 702, 16383].map(letters), ["A", "Z", "AA", "ZZ", "AAA", "XFD"]);
    }
}
