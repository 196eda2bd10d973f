//! A table in a terminal: which of its columns fit, how wide each is, and its lines. A row is always one line.

use super::bar::bar;
use super::terminal::{Terminal, Tone};
use super::visible::{truncated, visible, width};
use comfy_table::{CellAlignment, ColumnConstraint, LineStyle, Row, Table, TableStyle, Width};
use std::borrow::Cow;
use std::io;

/// Columns between two cells.
const GAP: usize = 2;
/// So many rows are put into lines at a time, so that a long table needs no memory.
const CHUNK: usize = 1000;
const STYLE: TableStyle = TableStyle::new().header_separator(LineStyle::none().fill('─'));

/// One column.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Column {
    /// Its header; empty for one that explains itself.
    pub(crate) name: String,
    /// Numbers stand on the right.
    pub(crate) right: bool,
    /// Where there is no room for all of it, it may become as narrow as this.
    pub(crate) narrow: usize,
    /// However long its cells are, it takes no more than this.
    pub(crate) wide: usize,
}

impl Column {
    /// A column of texts, between `narrow` and `wide`.
    pub(crate) fn text(name: impl Into<String>, narrow: usize, wide: usize) -> Self {
        Column { name: name.into(), right: false, narrow, wide }
    }

    /// A column of numbers, which are never cut; its header may be, down to `narrow`.
    pub(crate) fn number(name: impl Into<String>, narrow: usize) -> Self {
        Column { name: name.into(), right: true, narrow, wide: 20 }
    }
}

/// One cell.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Cell<'a> {
    /// A text, and a mark after it that is never cut.
    Text(Cow<'a, str>, &'static str),
    /// A bar for 0..100 that fills its column at 100.
    Bar(f64),
}

impl<'a> Cell<'a> {
    pub(crate) fn text(text: impl Into<Cow<'a, str>>) -> Self {
        Cell::Text(text.into(), "")
    }

    fn wanted(&self, column: &Column) -> usize {
        match self {
            Cell::Text(text, mark) => width(&truncated(text, column.wide)) + width(mark),
            Cell::Bar(_) => column.wide,
        }
    }

    fn within(&self, columns: usize) -> String {
        match self {
            Cell::Text(text, mark) => format!("{}{mark}", truncated(text, columns.saturating_sub(width(mark)))),
            Cell::Bar(percent) => bar(*percent, columns),
        }
    }
}

/// Columns, the most needed first, with what their cells want.
#[derive(Debug)]
pub(crate) struct Grid {
    columns: Vec<Column>,
    /// What the cells take (numbers must have it), and what cells and header would like.
    wanted: Vec<(usize, usize)>,
}

impl Grid {
    pub(crate) fn new(columns: Vec<Column>) -> Self {
        let wanted = columns.iter().map(|column| (0, header_width(&column.name).min(column.wide))).collect();
        Grid { columns, wanted }
    }

    /// Makes room for a row that will be written later.
    pub(crate) fn measure(&mut self, row: &[Cell<'_>]) {
        for ((cell, column), (cells, all)) in row.iter().zip(&self.columns).zip(&mut self.wanted) {
            *cells = cell.wanted(column).max(*cells);
            *all = (*cells).max(*all);
        }
    }

    /// Chooses the columns for a width: one after the other, each that still fits when all are narrow. The first two are
    /// always there. Room that is left goes to those that want it, a column of the terminal to each in turn, to bars last.
    pub(crate) fn fit(self, columns: usize) -> Fitted {
        let mut left = columns + GAP;
        let mut widths: Vec<Option<usize>> = Vec::with_capacity(self.columns.len());
        for (place, (column, &(cells, all))) in self.columns.iter().zip(&self.wanted).enumerate() {
            let least = all.min(if column.right { column.narrow.max(cells) } else { column.narrow }).max(1);
            let takes = least + GAP;
            let fits = takes <= left || place < 2;
            widths.push(fits.then_some(least));
            left = if fits { left.saturating_sub(takes) } else { left };
        }
        let named: Vec<bool> = self.columns.iter().map(|column| !column.name.is_empty()).collect();
        for turn in [true, false] {
            let in_turn = widths.iter_mut().zip(&self.wanted).zip(&named).filter(|(_, named)| **named == turn);
            let mut growing: Vec<(&mut usize, usize)> =
                in_turn.filter_map(|((width, &(_, all)), _)| Some((width.as_mut()?, all))).collect();
            while left > 0 && growing.iter().any(|(width, all)| **width < *all) {
                for (width, _) in growing.iter_mut().filter(|(width, all)| **width < *all).take(left) {
                    **width += 1;
                    left -= 1;
                }
            }
        }
        Fitted { columns: self.columns, widths }
    }
}

/// Columns with their widths.
#[derive(Debug)]
pub(crate) struct Fitted {
    columns: Vec<Column>,
    /// `None`: not shown.
    widths: Vec<Option<usize>>,
}

impl Fitted {
    /// Names of the columns for which there was no room.
    pub(crate) fn left_out(&self) -> Vec<&str> {
        let columns = self.columns.iter().zip(&self.widths);
        columns
            .filter(|(column, width)| width.is_none() && !column.name.is_empty())
            .map(|(c, _)| c.name.as_str())
            .collect()
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
        tones.push(Tone::Remark);
        loop {
            for (tone, row) in rows.by_ref().take(CHUNK) {
                let cells = row.iter().zip(&self.widths).filter_map(|(cell, width)| Some(cell.within((*width)?)));
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

/// Columns that a header takes when it may have two lines.
fn header_width(name: &str) -> usize {
    let name = visible(name);
    let halves = name.match_indices(' ').filter_map(|(at, _)| {
        let (first, second) = (name.get(..at)?, name.get(at + 1..)?);
        Some(width(first).max(width(second)))
    });
    halves.min().unwrap_or(usize::MAX).min(width(&name))
}

/// A header in one line where it fits, in two where it must.
fn header_lines(name: &str, columns: usize) -> Vec<String> {
    let name = visible(name);
    if width(&name) <= columns {
        return vec![name.into_owned()];
    }
    let mut spaces = name.match_indices(' ').rev();
    let fitting = spaces.find(|(at, _)| name.get(..*at).is_some_and(|first| width(first) <= columns));
    match fitting.and_then(|(at, _)| Some((name.get(..at)?, name.get(at + 1..)?))) {
        Some((first, second)) => vec![first.to_owned(), truncated(second, columns).into_owned()],
        None => vec![truncated(&name, columns).into_owned()],
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn columns() -> Vec<Column> {
        vec![
            Column::number("#", 1),
            Column::text("Account", 8, 30),
            Column::text("", 2, 4),
            Column::number("Market importance", 6),
            Column::text("Owner", 5, 10),
        ]
    }

    fn rows() -> Vec<Vec<Cell<'static>>> {
        let row = |n: &'static str, name: &'static str, mark, percent, owner: &'static str| {
            vec![
                Cell::text(n),
                Cell::Text(name.into(), mark),
                Cell::Bar(percent),
                Cell::text("21.4"),
                Cell::text(owner),
            ]
        };
        vec![
            row("1", "Nordwind Antriebe", " ⚑", 50.0, "Ann"),
            row("12", "株式会社テスト", "", 100.0, "Bo\u{1b}[2J"),
            row("13", "a\nb\u{202e}c", "", 0.0, ""),
        ]
    }

    fn drawn(columns_of_terminal: usize) -> (String, Vec<String>) {
        let mut grid = Grid::new(columns());
        rows().iter().for_each(|row| grid.measure(row));
        let fitted = grid.fit(columns_of_terminal);
        let mut bytes = Vec::new();
        let mut to = Terminal::new(&mut bytes, columns_of_terminal, false);
        fitted.write(rows().into_iter().map(|row| (Tone::Plain, row)), &mut to).unwrap();
        (String::from_utf8(bytes).unwrap(), fitted.left_out().into_iter().map(str::to_owned).collect())
    }

    #[test]
    fn everything_is_shown_where_there_is_room() {
        let (text, left_out) = drawn(80);
        assert_eq!(left_out, Vec::<String>::new());
        let expected = r#"
                                   Market
 #  Account                    importance  Owner
─────────────────────────────────────────────────────
 1  Nordwind Antriebe ⚑  ██          21.4  Ann
12  株式会社テスト       ████        21.4  Bo\u{1b}[…
13  a␤b\u{202e}c                     21.4
"#;
        assert_eq!(text, expected.trim_start_matches('\n'));
    }

    #[test]
    fn a_narrow_terminal_cuts_names_then_drops_columns_and_says_so() {
        let (text, left_out) = drawn(28);
        assert_eq!(left_out, ["Owner"]);
        let expected = r#"
                      Market
 #  Account         importa…
────────────────────────────
 1  Nordwin… ⚑  █       21.4
12  株式会社…   ██      21.4
13  a␤b\u{202…          21.4
"#;
        assert_eq!(text, expected.trim_start_matches('\n'));
    }

    #[test]
    fn a_row_is_one_line_of_at_most_the_width_at_every_width() {
        for columns in 16..100 {
            let (text, _) = drawn(columns);
            assert!(text.lines().all(|line| width(line) <= columns.max(16)), "{columns}:\n{text}");
            assert!(matches!(text.lines().count(), 5 | 6), "{columns}:\n{text}");
        }
    }

    #[test]
    fn a_table_of_several_chunks_keeps_its_widths() {
        let fitted = Grid::new(vec![Column::text("Name", 4, 8)]).fit(40);
        let mut bytes = Vec::new();
        let rows = (0..CHUNK + 2).map(|_| (Tone::Plain, vec![Cell::text("longer than four")]));
        fitted.write(rows, &mut Terminal::new(&mut bytes, 40, false)).unwrap();
        let text = String::from_utf8(bytes).unwrap();
        assert_eq!(text.lines().count(), CHUNK + 4);
        assert!(text.lines().skip(2).all(|line| line == "lon…"));
    }

    #[test]
    fn headers_split_at_the_best_space() {
        assert_eq!(header_width("Breadth of opportunities"), 13);
        assert_eq!(header_lines("Breadth of opportunities", 13), ["Breadth of", "opportunities"]);
        assert_eq!(header_lines("Breadth of opportunities", 8), ["Breadth", "of oppo…"]);
        assert_eq!(header_lines("opportunities", 8), ["opportu…"]);
    }
}
