//! A table in a terminal: which of its columns fit, how wide each is, and its lines.

pub(crate) mod fitted;
mod header;
mod room;

pub(crate) use fitted::Fitted;

use crate::language::Language;
use crate::report::{Cell, Column, Turn};
use crate::text::visible::{visible, width};
use fitted::GAP;
use header::header_width;
use room::{least, wanted};

/// Columns, the most needed first, with what their cells want.
#[derive(Debug)]
pub(crate) struct Grid {
    columns: Vec<Column>,
    language: Language,
    /// What the cells take (numbers must have it), and what cells and header would like.
    wanted: Vec<(usize, usize)>,
}

impl Grid {
    pub(crate) fn new(columns: Vec<Column>, language: Language) -> Self {
        let header =
            |column: &Column| if column.right { header_width(&column.name) } else { width(&visible(&column.name)) };
        let wanted = columns.iter().map(|column| (0, header(column).min(column.wide))).collect();
        Grid { columns, language, wanted }
    }

    /// Makes room for a row that will be written later.
    pub(crate) fn measure(&mut self, row: &[Cell<'_>]) {
        for ((cell, column), (cells, all)) in row.iter().zip(&self.columns).zip(&mut self.wanted) {
            *cells = wanted(cell, column, self.language).max(*cells);
            *all = (*cells).max(*all);
        }
    }

    /// Chooses the columns for a width, turn by turn: each that still fits when all are narrow; those that stand together
    /// all or none; those of the last turn only where the others have all the room that they want. The first two are always
    /// there. Room that is left goes to those that want it, a column of the terminal to each in turn, to bars last.
    pub(crate) fn fit(self, columns: usize) -> Fitted {
        let mut left = columns + GAP;
        let mut widths = vec![None; self.columns.len()];
        self.choose(Turn::First, &mut widths, &mut left);
        self.choose(Turn::Second, &mut widths, &mut left);
        let together_from = self.choose_together(&mut widths, &mut left);
        let all_fit =
            self.columns.iter().zip(&widths).all(|(column, width)| column.turn != Turn::Second || width.is_some());
        if all_fit {
            self.choose(Turn::Third, &mut widths, &mut left);
        }
        self.grow(|column| !column.name.is_empty(), &mut widths, &mut left);
        self.choose(Turn::Last, &mut widths, &mut left);
        self.grow(|column| !column.name.is_empty(), &mut widths, &mut left);
        self.grow(|_| true, &mut widths, &mut left);
        Fitted { columns: self.columns, language: self.language, widths, together_from }
    }

    /// Chooses the columns that stand together. Where there is too little room for them, how wide the terminal must be.
    fn choose_together(&self, widths: &mut [Option<usize>], left: &mut usize) -> Option<usize> {
        let room = self.room(|turn| turn == Turn::Together);
        if room <= *left {
            self.choose(Turn::Together, widths, left);
            return None;
        }
        Some(self.room(|turn| turn <= Turn::Together) - GAP)
    }

    /// The least that the columns of some turns take, each with its gap.
    fn room(&self, which: impl Fn(Turn) -> bool) -> usize {
        let columns = self.columns.iter().zip(&self.wanted).filter(|(column, _)| which(column.turn));
        columns.map(|(column, &(cells, all))| least(column, cells, all) + GAP).sum()
    }

    fn choose(&self, turn: Turn, widths: &mut [Option<usize>], left: &mut usize) {
        for (place, ((column, &(cells, all)), width)) in self.columns.iter().zip(&self.wanted).zip(widths).enumerate() {
            let least = least(column, cells, all);
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

#[cfg(test)]
mod tests {
    use super::fitted::CHUNK;
    use super::*;
    use crate::output::terminal::lines::Terminal;
    use crate::report::Tone;

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
        let mut grid = Grid::new(columns(), Language::English);
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
        let fitted = Grid::new(vec![Column::text("Name", 4, 8)], Language::English).fit(40);
        let mut bytes = Vec::new();
        let rows = (0..CHUNK + 2).map(|_| (Tone::Plain, vec![Cell::text("longer than four")]));
        fitted.write(rows, &mut Terminal::new(&mut bytes, 40, false)).unwrap();
        let text = String::from_utf8(bytes).unwrap();
        assert_eq!(text.lines().count(), CHUNK + 4);
        assert!(text.lines().skip(2).all(|line| line == "lon…"));
    }

    #[test]
    fn a_column_is_as_wide_as_the_longest_word_of_its_header() {
        let mut grid =
            Grid::new(vec![Column::number("#", 1), Column::number("Breadth of opportunities", 4)], Language::English);
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
            let mut grid = Grid::new(columns(), Language::English);
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
