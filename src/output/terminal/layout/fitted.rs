//! A table whose widths are known, as lines. A row is always one line.

use super::header::header_lines;
use super::room::{wanted, within};
use crate::language::Language;
use crate::output::terminal::lines::Terminal;
use crate::report::Tone;
use crate::report::{Cell, Column, Turn};
use comfy_table::{CellAlignment, ColumnConstraint, LineStyle, Row, Table, TableStyle, Width};
use std::io;

/// Columns between two cells.
pub(crate) const GAP: usize = 2;
/// So many rows are put into lines at a time, so that a long table needs no memory.
pub(crate) const CHUNK: usize = 1000;
const STYLE: TableStyle = TableStyle::new().header_separator(LineStyle::none().fill('─'));

/// Columns with their widths.
#[derive(Debug)]
pub(crate) struct Fitted {
    pub(crate) columns: Vec<Column>,
    pub(crate) language: Language,
    /// `None`: not shown.
    pub(crate) widths: Vec<Option<usize>>,
    /// How wide the terminal must be for the columns that stand together; `None` where nothing of them is left out.
    pub(crate) together_from: Option<usize>,
}

impl Fitted {
    /// Names of the columns for which there was no room, without those that stand together.
    pub(crate) fn left_out(&self) -> Vec<&str> {
        let columns = self.columns.iter().zip(&self.widths);
        columns
            .filter(|(column, width)| width.is_none() && !column.name.is_empty() && column.turn != Turn::Together)
            .map(|(c, _)| c.name.as_str())
            .collect()
    }

    /// Where the columns that stand together are left out: how wide the terminal must be for them.
    pub(crate) fn together_from(&self) -> Option<usize> {
        self.together_from
    }

    /// Whether a row is shown whole, with no cell cut or left out.
    pub(crate) fn holds(&self, row: &[Cell<'_>]) -> bool {
        self.columns
            .iter()
            .zip(&self.widths)
            .zip(row)
            .all(|((column, width), cell)| width.is_some_and(|width| wanted(cell, column, self.language) <= width))
    }

    /// Writes header and rows.
    pub(crate) fn write<'r>(
        &self,
        rows: impl Iterator<Item = (Tone, Vec<Cell<'r>>)>,
        to: &mut Terminal<'_>,
    ) -> io::Result<()> {
        let mut rows = rows.peekable();
        let mut table = self.table();
        let header = self.header();
        let header_lines = header.first().map_or(0, |cell| cell.split('\n').count());
        table.set_header(Row::from(header));
        let mut tones = vec![Tone::Strong; header_lines];
        tones.push(Tone::Aside);
        loop {
            for (tone, row) in rows.by_ref().take(CHUNK) {
                let cells = row
                    .iter()
                    .zip(&self.widths)
                    .filter_map(|(cell, width)| Some(within(cell, (*width)?, self.language)));
                table.add_row(cells.collect::<Vec<String>>());
                tones.push(tone);
            }
            self.arrange(&mut table);
            for (line, tone) in table.lines().zip(tones.drain(..)) {
                to.line(tone, line.trim_end())?;
            }
            if rows.peek().is_none() {
                return Ok(());
            }
            table = self.table();
        }
    }

    fn table(&self) -> Table {
        let mut table = Table::new();
        table.load_style(STYLE);
        table
    }

    /// Gives the columns, which a table has only once it has a row, their widths.
    fn arrange(&self, table: &mut Table) {
        let mut shown =
            self.columns.iter().zip(&self.widths).filter_map(|(column, width)| Some((column, (*width)?))).peekable();
        let fixed = |columns| u16::try_from(columns).unwrap_or(u16::MAX);
        let mut place = 0;
        while let Some((column, width)) = shown.next() {
            let gap = if shown.peek().is_some() { GAP } else { 0 };
            if let Some(drawn) = table.column_mut(place) {
                let with_gap = ColumnConstraint::Absolute(Width::Fixed(fixed(width + gap)));
                drawn.set_padding((0, fixed(gap))).set_constraint(with_gap);
                drawn.set_cell_alignment(if column.right { CellAlignment::Right } else { CellAlignment::Left });
            }
            place += 1;
        }
    }

    /// The headers, all of as many lines as the highest, filled from above.
    fn header(&self) -> Vec<String> {
        let shown = self.columns.iter().zip(&self.widths).filter_map(|(column, width)| Some((column, (*width)?)));
        let headers: Vec<Vec<String>> = shown.map(|(column, width)| header_lines(&column.name, width)).collect();
        let high = headers.iter().map(Vec::len).max().unwrap_or(0);
        headers.iter().map(|lines| format!("{}{}", "\n".repeat(high - lines.len()), lines.join("\n"))).collect()
    }
}
