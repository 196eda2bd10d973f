//! Which sheet is read, and what an archive is that is no workbook.

use super::archive::Archive;
use super::parts::Sheet;
use crate::finding::{Finding, Place};
use std::io::{Read, Seek};

/// Sheets that a message names.
const NAMED: usize = 10;

/// What an archive is that is no workbook of this kind.
pub(crate) fn foreign<R: Read + Seek>(archive: &Archive<R>) -> Option<(&'static str, &'static str)> {
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

pub(crate) fn chosen<'s>(sheets: &'s [Sheet], wanted: Option<&str>, file: &str) -> Result<&'s Sheet, Box<Finding>> {
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
pub(crate) fn named(sheets: &[Sheet]) -> String {
    let mut names: Vec<String> = sheets.iter().take(NAMED).map(|sheet| format!("\"{}\"", sheet.name)).collect();
    if sheets.len() > NAMED {
        names.push(format!("and {} more", sheets.len() - NAMED));
    }
    names.join(", ")
}
