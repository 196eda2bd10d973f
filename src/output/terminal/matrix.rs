//! A matrix of four fields in a terminal.

use super::lines::Terminal;
use crate::language::Language;
use crate::report::Tone;
use crate::report::matrix::{Field, Matrix};
use crate::text::visible::truncated;
use comfy_table::{ColumnConstraint, Table, TableStyle, Width, presets::UTF8_FULL};
use std::io;

/// Solid lines between the fields too.
const STYLE: TableStyle = UTF8_FULL.with_solid_inner_borders();
/// So many names stand in a field.
const NAMED: usize = 8;

/// Writes it as wide as the terminal, at most 120 columns.
pub(crate) fn write(matrix: &Matrix, language: Language, to: &mut Terminal<'_>) -> io::Result<()> {
    // Three lines and a space on either side of both fields.
    let columns = (to.width().min(120) - 7) / 2;
    let mut table = Table::new();
    table.load_style(STYLE);
    for row in &matrix.rows {
        table.add_row(row.iter().map(|field| field_lines(field, columns, language).join("\n")));
    }
    for column in table.column_iter_mut() {
        let width = u16::try_from(columns + 2).unwrap_or(u16::MAX);
        column.set_constraint(ColumnConstraint::Absolute(Width::Fixed(width)));
    }
    to.line(Tone::Strong, &matrix.title)?;
    to.line(Tone::Plain, &format!("↑ {}", matrix.y))?;
    for line in table.lines() {
        to.line(Tone::Plain, &line)?;
    }
    to.line(Tone::Plain, &format!("→ {}", matrix.x))?;
    matrix.remark.as_ref().map_or(Ok(()), |remark| to.prose(Tone::Aside, remark, 0))
}

fn field_lines(field: &Field, columns: usize, language: Language) -> Vec<String> {
    let field = field.named(NAMED);
    let names = field.accounts.iter().map(|name| truncated(name, columns).into_owned());
    let title = truncated(&field.title(language), columns).into_owned();
    std::iter::once(title).chain(names).chain(field.more(language)).collect()
}
