//! Any bytes as the parts of a workbook, a NUL between two of them: sheet, strings, styles, sheet list. The archive around
//! them is sound, so that no checksum keeps them from the reader.
#![no_main]

use keyrank::input::{self, Options};
use keyrank::{criteria, scoring::Engine};
use libfuzzer_sys::fuzz_target;
use std::io::{Cursor, Write as _};
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipWriter};

const KIND: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

const SHEETS: &[u8] = b"<workbook xmlns:r='http://schemas.openxmlformats.org/officeDocument/2006/relationships'>\
<sheets><sheet name='K' r:id='r1'/></sheets></workbook>";

fuzz_target!(|bytes: &[u8]| {
    let Some(model) = criteria::parse("criteria.yaml", criteria::DEFAULT.as_bytes()).model else { return };
    let mut parts = bytes.split(|b| *b == 0);
    let mut part = || parts.next().unwrap_or_default();
    let (sheet, strings, styles) = (part(), part(), part());
    let sheets = parts.next().unwrap_or(SHEETS);
    let mut file = tempfile::Builder::new().suffix(".xlsx").tempfile().expect("a temporary file");
    file.write_all(&sealed(sheet, strings, styles, sheets)).expect("a temporary file takes bytes");
    let _ = input::read(&[file.path().to_owned()], Engine::new(model).schema(), &Options::default());
});

/// The parts in an archive whose sizes and checksums hold.
fn sealed(sheet: &[u8], strings: &[u8], styles: &[u8], sheets: &[u8]) -> Vec<u8> {
    let package = format!("<Relationships><Relationship Id='r1' Type='{KIND}/officeDocument' Target='xl/workbook.xml'/></Relationships>");
    let relations = format!(
        "<Relationships><Relationship Id='r1' Type='{KIND}/worksheet' Target='sheet.xml'/>\
         <Relationship Id='r2' Type='{KIND}/sharedStrings' Target='strings.xml'/>\
         <Relationship Id='r3' Type='{KIND}/styles' Target='styles.xml'/></Relationships>"
    );
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, part) in [
        ("_rels/.rels", package.as_bytes()),
        ("xl/workbook.xml", sheets),
        ("xl/_rels/workbook.xml.rels", relations.as_bytes()),
        ("xl/strings.xml", strings),
        ("xl/styles.xml", styles),
        ("xl/sheet.xml", sheet),
    ] {
        let stored = SimpleFileOptions::default().compression_method(CompressionMethod::Stored);
        zip.start_file(name, stored).expect("a short name");
        zip.write_all(part).expect("memory takes everything");
    }
    zip.finish().expect("memory takes everything").into_inner()
}
