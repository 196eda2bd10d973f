//! Which number format the cells of a style have.

use super::damage::Damage;
use super::number_format::NumberFormat;
use super::xml::{Attributes, Node, walk};
use std::collections::BTreeMap;
use std::io::BufRead;
use std::ops::ControlFlow;

/// Most styles that are read, about as many as Excel allows.
const MOST_STYLES: usize = 65_536;
/// Most formats that are read, far more than Excel allows.
const MOST_FORMATS: usize = 8_192;
/// Longest code of a format that is read; Excel allows 255 characters.
const LONGEST_CODE: usize = 1024;

/// The number formats of a workbook, and which style uses which.
#[derive(Debug, Default)]
pub(crate) struct Styles {
    formats: BTreeMap<u32, NumberFormat>,
    /// The number of each style's format.
    of_style: Vec<u32>,
}

impl Styles {
    pub(crate) fn read(from: impl BufRead) -> Result<Self, Damage> {
        let mut styles = Styles::default();
        let mut codes: BTreeMap<u32, String> = BTreeMap::new();
        let (mut in_cells, mut in_formats) = (false, false);
        walk(from, |node| {
            match node {
                Node::Start("cellXfs", _) => in_cells = true,
                Node::End("cellXfs") => in_cells = false,
                // Conditional formats have codes of their own, whose numbers may be the same.
                Node::Start("numFmts", _) => in_formats = true,
                Node::End("numFmts") => in_formats = false,
                Node::Start("numFmt", attributes) if in_formats => {
                    let number = format_number(attributes)?;
                    let code = attributes.get("formatCode")?;
                    if codes.len() >= MOST_FORMATS {
                        return Err(Damage::new("it has more than 8,192 number formats"));
                    }
                    codes.extend(number.zip(code.filter(|code| code.len() <= LONGEST_CODE)));
                }
                Node::Start("xf", attributes) if in_cells => {
                    if styles.of_style.len() >= MOST_STYLES {
                        return Err(Damage::new("it has more than 65,536 styles of cells"));
                    }
                    styles.of_style.push(format_number(attributes)?.unwrap_or(0));
                }
                _ => {}
            }
            Ok(ControlFlow::Continue(()))
        })?;
        for number in &styles.of_style {
            let read = || codes.get(number).map_or_else(|| NumberFormat::built_in(*number), |c| NumberFormat::parse(c));
            styles.formats.entry(*number).or_insert_with(read);
        }
        Ok(styles)
    }

    /// Whether it is a style of the workbook. A workbook without styles has only the usual one.
    pub(crate) fn has(&self, style: usize) -> bool {
        style < self.of_style.len().max(1)
    }

    /// The format of a style.
    pub(crate) fn format(&self, style: usize) -> Option<&NumberFormat> {
        self.formats.get(self.of_style.get(style)?)
    }
}

fn format_number(attributes: Attributes<'_>) -> Result<Option<u32>, Damage> {
    Ok(attributes.get("numFmtId")?.and_then(|number| number.trim().parse().ok()))
}
