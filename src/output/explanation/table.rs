//! The page for a terminal.

use super::grid::{Grid, Row, Side};
use super::page::page;
use crate::analysis::explain::Explained;
use crate::output::Look;
use crate::output::{truncated, visible, width};
use anstyle::Style;
use std::io::{self, Write};

const BOLD: Style = Style::new().bold();
const GAP: &str = "  ";

/// Writes the page within the width of `look`.
///
/// # Errors
/// What the writer says.
pub fn write_table(explained: &Explained<'_>, look: Look, to: &mut dyn Write) -> io::Result<()> {
    for (place, section) in page(explained).iter().enumerate() {
        if place > 0 {
            writeln!(to)?;
        }
        writeln!(to, "{}", emphasis(&visible(&section.heading), look.color))?;
        for line in &section.lines {
            writeln!(to, "{}", visible(line))?;
        }
        if let Some(grid) = &section.grid {
            writeln!(to)?;
            draw(grid, look, to)?;
        }
        for note in &section.notes {
            writeln!(to, "{}", visible(note))?;
        }
    }
    Ok(())
}

fn emphasis(text: &str, color: bool) -> String {
    if color { format!("{BOLD}{text}{BOLD:#}") } else { text.to_owned() }
}

/// Columns as wide as their widest cell; the widest column of texts gives way where the screen is too narrow.
fn draw(grid: &Grid, look: Look, to: &mut dyn Write) -> io::Result<()> {
    let header = Row { cells: grid.columns.iter().map(|(name, _)| (*name).to_owned()).collect(), ..Row::default() };
    let rows: Vec<Vec<String>> = std::iter::once(&header).chain(&grid.rows).map(cells).collect();
    let mut widths: Vec<usize> = vec![0; grid.columns.len()];
    for row in &rows {
        for (widest, cell) in widths.iter_mut().zip(row) {
            *widest = (*widest).max(width(cell));
        }
    }
    let total: usize = widths.iter().map(|w| w + GAP.len()).sum();
    let excess = total.saturating_sub(look.width);
    if let Some(widest) = widths.iter_mut().max() {
        *widest = widest.saturating_sub(excess).max(8);
    }
    let marks = std::iter::once(false).chain(grid.rows.iter().map(|row| row.strong));
    for (row, strong) in rows.iter().zip(marks) {
        let mut line = String::from(if strong { "> " } else { GAP });
        for ((cell, columns), (_, side)) in row.iter().zip(&widths).zip(&grid.columns) {
            line.push_str(&fitted(cell, *columns, *side));
            line.push_str(GAP);
        }
        writeln!(to, "{}", emphasis(line.trim_end(), look.color && strong))?;
    }
    Ok(())
}

fn cells(row: &Row) -> Vec<String> {
    let indent = |place: usize| if place == 0 { GAP.repeat(row.depth) } else { String::new() };
    row.cells.iter().enumerate().map(|(place, cell)| indent(place) + &visible(cell)).collect()
}

fn fitted(cell: &str, columns: usize, side: Side) -> String {
    let cell = truncated(cell, columns);
    let room = " ".repeat(columns.saturating_sub(width(&cell)));
    match side {
        Side::Left => format!("{cell}{room}"),
        Side::Right => format!("{room}{cell}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn drawn(columns: usize) -> String {
        let row = |depth, strong, cells: [&str; 2]| Row { depth, strong, cells: cells.map(str::to_owned).to_vec() };
        let rows = vec![row(0, false, ["Market importance", "8"]), row(1, true, ["Größe", "10.5"])];
        let grid = Grid { columns: vec![("Criterion", Side::Left), ("Cell", Side::Right)], rows };
        let mut to = Vec::new();
        let look = Look { width: columns, color: false, formula_guard: false, portfolio: false };
        draw(&grid, look, &mut to).unwrap();
        String::from_utf8(to).unwrap()
    }

    #[test]
    fn columns_line_up_and_children_are_indented() {
        let expected = "  Criterion          Cell\n  Market importance     8\n>   Größe            10.5\n";
        assert_eq!(drawn(80), expected);
    }

    #[test]
    fn a_narrow_screen_shortens_the_widest_column() {
        let text = drawn(20);
        assert!(text.contains("Market impo…"), "{text}");
        assert!(text.lines().all(|line| width(line) <= 20), "{text}");
    }
}
