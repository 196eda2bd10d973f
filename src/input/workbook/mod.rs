//! Excel workbooks (`.xlsx`, `.xlsm`): one sheet as rows of cells, read strictly.
//!
//! Rows are streamed, and nothing that a part says of its own size is believed. Each part that is used is read to its end
//! before anything is ranked, so that its checksum is compared; what is there twice, out of bounds or not well-formed
//! refuses the workbook. What is odd in a cell or a sheet that nobody wants refuses nothing.

mod archive;
mod body;
mod choice;
pub(crate) mod damage;
mod dates;
mod directory;
mod formula;
mod gather;
mod merged;
mod number_format;
mod number_section;
mod parts;
mod places;
mod rich;
mod seen;
mod sheet;
mod strings;
mod styles;
mod tables;
mod values;
mod xml;

use super::bytes::file_kind;
use super::rows::heading;
use super::rows::heading::{Candidate, FrontRow, Heading};
use crate::finding::{Finding, Findings, Place};
use crate::table::Schema;
use archive::Archive;
use choice::{chosen, foreign, named};
use damage::Damage;
use parts::{Parts, Sheet};
use sheet::{Around, SheetRow};
use std::io::{Read, Seek};
use std::ops::ControlFlow;
use strings::Strings;
use styles::Styles;
use values::Values;

/// Bytes of text after which a batch is full.
const FULL: usize = 8 << 20;
/// Sheets that are searched for the wanted columns.
const SEARCHED: usize = 10;

/// An open workbook and the sheet that is read.
pub(crate) struct Workbook<R: Read + Seek> {
    archive: Archive<R>,
    parts: Parts,
    strings: Strings,
    styles: Styles,
    sheet: Sheet,
    file: String,
}

impl<R: Read + Seek> Workbook<R> {
    /// Opens a workbook at the sheet that was asked for, or the first visible one.
    ///
    /// # Errors
    /// A finding, where it is no workbook or has no such sheet.
    pub(crate) fn open(
        from: R,
        wanted: Option<&str>,
        file: &str,
        findings: &mut Findings,
    ) -> Result<Self, Box<Finding>> {
        let mut archive = Archive::open(from).map_err(|damage| damage.finding(file))?;
        if let Some((what, instead)) = foreign(&archive) {
            return Err(Box::new(file_kind::foreign(what, instead, file)));
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
    pub(crate) fn heading(&mut self, schema: &Schema, file: &str) -> Result<(Heading, Findings), Findings> {
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
        let fitting = others.iter().take(SEARCHED).find(|sheet| fits(sheet));
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
    pub(crate) fn front(&mut self) -> Result<Vec<FrontRow>, Box<Finding>> {
        let sheet = self.sheet.clone();
        self.front_of(&sheet).map_err(|damage| damage.finding(&self.file))
    }

    fn front_of(&mut self, sheet: &Sheet) -> Result<Vec<FrontRow>, Damage> {
        let (mut front, mut text): (Vec<FrontRow>, usize) = (Vec::new(), 0);
        self.rows(sheet, |row| {
            let line = u64::from(row.number);
            let mut cells = vec![String::new(); row.cells.last().map_or(0, |(column, _)| column + 1)];
            for (column, cell) in &row.cells {
                if let Some(place) = cells.get_mut(*column) {
                    *place = cell.text().into_owned();
                }
            }
            text += cells.iter().map(String::len).sum::<usize>();
            front.push(FrontRow { cells, line, next: (0, line + 1) });
            let is_enough = front.len() >= heading::LOOKED_AT || text > FULL;
            if is_enough { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
        })?;
        Ok(front)
    }

    /// The names of its sheets that hold cells.
    pub(crate) fn sheets(&self) -> Vec<String> {
        self.parts.sheets.iter().map(|sheet| sheet.name.clone()).collect()
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
