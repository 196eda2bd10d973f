//! The page for a terminal.

use super::layout::Grid;
use super::layout::column::{Cell, Column};
use super::lines::{Terminal, Tone};
use super::ranking::write_left_out;
use crate::analysis::explain::Explained;
use crate::output::explanation::page::page;
use crate::output::explanation::section::{Row, Section};
use crate::output::{Look, WhatIf};
use std::io::{self, Write};

/// Stands before the row that the page is about, so that it is told without colour too.
const MARK: &str = ">";

/// Writes the page within the width of `look`.
///
/// # Errors
/// What the writer says.
pub fn write_table(explained: &Explained<'_>, what_if: &[WhatIf], look: Look, to: &mut dyn Write) -> io::Result<()> {
    let mut to = Terminal::new(to, look.width, look.color);
    for (place, section) in page(explained, what_if).iter().enumerate() {
        if place > 0 {
            to.gap()?;
        }
        to.line(Tone::Strong, &section.heading)?;
        section.lines.iter().try_for_each(|line| to.prose(Tone::Plain, line, 2))?;
        if !section.columns.is_empty() {
            to.gap()?;
            draw(section, &mut to)?;
        }
        section.notes.iter().try_for_each(|note| to.prose(Tone::Plain, note, 2))?;
    }
    Ok(())
}

fn draw(section: &Section, to: &mut Terminal<'_>) -> io::Result<()> {
    let marks = section.rows.iter().any(|row| row.strong).then(|| Column::text("", 1, 1));
    let mut grid = Grid::new(marks.iter().chain(&section.columns).cloned().collect());
    let rows: Vec<Vec<Cell<'_>>> = section.rows.iter().map(|row| cells(row, marks.is_some())).collect();
    rows.iter().for_each(|row| grid.measure(row));
    let fitted = grid.fit(to.width());
    let tones = section.rows.iter().map(|row| if row.strong { Tone::Strong } else { Tone::Plain });
    fitted.write(tones.zip(rows), to)?;
    write_left_out(&fitted.left_out(), to)
}

fn cells(row: &Row, marked: bool) -> Vec<Cell<'_>> {
    let mark = marked.then(|| Cell::text(if row.strong { MARK } else { "" }));
    let indented = |(place, cell): (usize, &String)| {
        let depth = if place == 0 { row.depth } else { 0 };
        Cell::text(format!("{}{cell}", "  ".repeat(depth)))
    };
    mark.into_iter().chain(row.cells.iter().enumerate().map(indented)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::visible::width;

    fn drawn(columns: usize) -> String {
        let row = |depth, strong, cells: [&str; 2]| Row { depth, strong, cells: cells.map(str::to_owned).to_vec() };
        let section = Section {
            columns: vec![Column::text("Criterion", 12, 40), Column::number("Cell", 4)],
            rows: vec![row(0, false, ["Breadth of the field of opportunities", "8"]), row(1, true, ["Größe", "10.5"])],
            ..Section::default()
        };
        let mut to = Vec::new();
        draw(&section, &mut Terminal::new(&mut to, columns, false)).unwrap();
        String::from_utf8(to).unwrap()
    }

    #[test]
    fn columns_line_up_and_children_are_indented() {
        let expected = "
   Criterion                              Cell
──────────────────────────────────────────────
   Breadth of the field of opportunities     8
>    Größe                                10.5
";
        assert_eq!(drawn(80), expected.trim_start_matches('\n'));
    }

    #[test]
    fn a_narrow_screen_shortens_the_texts() {
        let text = drawn(40);
        assert!(text.contains("Breadth of the field of opport…"), "{text}");
        assert!(text.lines().all(|line| width(line) <= 40), "{text}");
    }
}
