//! A table in a terminal: which of its columns fit, how wide each is, and its lines. A row is always one line.

use super::bar::bar;
use super::terminal::{Terminal, Tone};
use super::visible::{truncated, visible, width};
use comfy_table::{CellAlignment, ColumnConstraint, LineStyle, Row, Table, TableStyle, Width};
use std::borrow::Cow;
use std::io;

/// Columns between two cells.
const GAP: usize = 2;
/// A word of a header that takes more is broken where it may be.
const LONG_WORD: usize = 12;
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
    /// When it gets its room.
    pub(crate) turn: Turn,
}

/// When a column gets its room; those of one turn in the order in which they stand.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Turn {
    /// Without it the table says nothing.
    First,
    /// Where it fits beside those, all of them narrow.
    Second,
    /// The same, where all of those fit.
    Third,
    /// Where all of those have what they want.
    Last,
}

impl Column {
    /// A column of texts, between `narrow` and `wide`.
    pub(crate) fn text(name: impl Into<String>, narrow: usize, wide: usize) -> Self {
        Column { name: name.into(), right: false, narrow, wide, turn: Turn::First }
    }

    /// A column of numbers, which are never cut.
    pub(crate) fn number(name: impl Into<String>, narrow: usize) -> Self {
        Column { name: name.into(), right: true, narrow, wide: 20, turn: Turn::First }
    }

    /// The same column in another turn.
    pub(crate) fn in_turn(self, turn: Turn) -> Self {
        Column { turn, ..self }
    }

    /// The fewest columns of the terminal that it can do with: words of a header are not cut either.
    fn least(&self, cells: usize, all: usize) -> usize {
        let narrow = if self.right { self.narrow.max(cells) } else { self.narrow };
        let longest = parts(&visible(&self.name)).map(|part| width(part.trim_end())).max().unwrap_or(0);
        all.min(narrow.max(longest.min(self.wide))).max(1)
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
        let header =
            |column: &Column| if column.right { header_width(&column.name) } else { width(&visible(&column.name)) };
        let wanted = columns.iter().map(|column| (0, header(column).min(column.wide))).collect();
        Grid { columns, wanted }
    }

    /// Makes room for a row that will be written later.
    pub(crate) fn measure(&mut self, row: &[Cell<'_>]) {
        for ((cell, column), (cells, all)) in row.iter().zip(&self.columns).zip(&mut self.wanted) {
            *cells = cell.wanted(column).max(*cells);
            *all = (*cells).max(*all);
        }
    }

    /// Chooses the columns for a width, turn by turn: each that still fits when all are narrow; those of the last turn
    /// only where the others have all the room that they want. The first two are always there. Room that is left goes to
    /// those that want it, a column of the terminal to each in turn, to bars last.
    pub(crate) fn fit(self, columns: usize) -> Fitted {
        let mut left = columns + GAP;
        let mut widths = vec![None; self.columns.len()];
        self.choose(Turn::First, &mut widths, &mut left);
        self.choose(Turn::Second, &mut widths, &mut left);
        let all_fit =
            self.columns.iter().zip(&widths).all(|(column, width)| column.turn != Turn::Second || width.is_some());
        if all_fit {
            self.choose(Turn::Third, &mut widths, &mut left);
        }
        self.grow(|column| !column.name.is_empty(), &mut widths, &mut left);
        self.choose(Turn::Last, &mut widths, &mut left);
        self.grow(|column| !column.name.is_empty(), &mut widths, &mut left);
        self.grow(|_| true, &mut widths, &mut left);
        Fitted { columns: self.columns, widths }
    }

    fn choose(&self, turn: Turn, widths: &mut [Option<usize>], left: &mut usize) {
        for (place, ((column, &(cells, all)), width)) in self.columns.iter().zip(&self.wanted).zip(widths).enumerate() {
            let least = column.least(cells, all);
            if column.turn == turn && (least + GAP <= *left || place < 2) {
                *width = Some(least);
                *left = left.saturating_sub(least + GAP);
            }
        }
    }

    fn grow(&self, which: impl Fn(&Column) -> bool, widths: &mut [Option<usize>], left: &mut usize) {
        let chosen = self.columns.iter().zip(&self.wanted).zip(widths).filter(|((column, _), _)| which(column));
        let mut growing: Vec<(&mut usize, usize)> =
            chosen.filter_map(|((_, &(_, all)), width)| Some((width.as_mut()?, all))).collect();
        while *left > 0 && growing.iter().any(|(width, all)| **width < *all) {
            for (width, _) in growing.iter_mut().filter(|(width, all)| **width < *all).take(*left) {
                **width += 1;
                *left -= 1;
            }
        }
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

    /// Is a row shown whole, with no cell cut or left out?
    pub(crate) fn holds(&self, row: &[Cell<'_>]) -> bool {
        self.columns
            .iter()
            .zip(&self.widths)
            .zip(row)
            .all(|((column, width), cell)| width.is_some_and(|width| cell.wanted(column) <= width))
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

/// Columns that a header of numbers, which are narrow, would like: those of its one line, or of two where a space
/// parts it.
fn header_width(name: &str) -> usize {
    let name = visible(name);
    let halves = name.match_indices(' ').filter_map(|(at, _)| {
        let (first, second) = (name.get(..at)?, name.get(at + 1..)?);
        Some(width(first).max(width(second)))
    });
    halves.min().unwrap_or(usize::MAX).min(width(&name))
}

/// A header in as few lines as the columns allow; only a word that is wider than they are is cut.
fn header_lines(name: &str, columns: usize) -> Vec<String> {
    let name = visible(name);
    let mut lines = vec![String::new()];
    for part in parts(&name) {
        match lines.last_mut() {
            Some(line) if line.is_empty() || width(line) + width(part.trim_end()) <= columns => line.push_str(part),
            _ => lines.push(part.to_owned()),
        }
    }
    lines.iter().map(|line| truncated(line.trim_end(), columns).into_owned()).collect()
}

/// The parts between which a header may be broken: its words, and those of a long word that a hyphen, an underscore or a
/// slash joins.
fn parts(name: &str) -> impl Iterator<Item = &str> {
    name.split_inclusive(' ').flat_map(|word| {
        let is_long = width(word.trim_end()) > LONG_WORD;
        word.split_inclusive(move |c| is_long && matches!(c, '-' | '_' | '/'))
    })
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
 #  Account       importance
────────────────────────────
 1  Nordw… ⚑  █         21.4
12  株式会…   ██        21.4
13  a␤b\u{2…            21.4
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
        assert_eq!(header_lines("Breadth of opportunities", 8), ["Breadth", "of", "opportu…"]);
        assert_eq!(header_lines("Know-how carrier", 9), ["Know-how", "carrier"]);
        assert_eq!(header_lines("Know-how carrier", 7), ["Know-h…", "carrier"]);
        assert_eq!(header_lines("Reseller-partnership level", 12), ["Reseller-", "partnership", "level"]);
        assert_eq!(header_lines("account_manager", 8), ["account_", "manager"]);
        assert_eq!(
            (header_lines("opportunities", 8), header_lines("", 8)),
            (vec!["opportu…".into()], vec![String::new()])
        );
    }

    #[test]
    fn a_column_is_as_wide_as_the_longest_word_of_its_header() {
        let mut grid = Grid::new(vec![Column::number("#", 1), Column::number("Breadth of opportunities", 4)]);
        grid.measure(&[Cell::text("1"), Cell::text("9.5")]);
        assert_eq!(grid.fit(40).widths, [Some(1), Some(13)]);
    }

    #[test]
    fn the_last_turn_gets_what_the_others_leave() {
        let columns = || {
            vec![
                Column::number("#", 1),
                Column::text("Account", 8, 30),
                Column::text("", 2, 4).in_turn(Turn::Second),
                Column::text("Tier", 6, 12),
                Column::text("Owner", 5, 10).in_turn(Turn::Last),
            ]
        };
        let widths = |room| {
            let mut grid = Grid::new(columns());
            let bar = Cell::Bar(50.0);
            grid.measure(&[
                Cell::text("1"),
                Cell::text("Nordwind Antriebe AG"),
                bar,
                Cell::text("Core"),
                Cell::text("Ann"),
            ]);
            grid.fit(room).widths
        };
        assert_eq!(widths(18), [Some(1), Some(9), None, Some(4), None]);
        assert_eq!(widths(21), [Some(1), Some(8), Some(2), Some(4), None]);
        assert_eq!(widths(36), [Some(1), Some(20), Some(4), Some(4), None]);
        assert_eq!(widths(41), [Some(1), Some(20), Some(3), Some(4), Some(5)]);
    }
}
