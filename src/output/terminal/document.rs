//! A document in a terminal.

use super::findings;
use super::layout::Grid;
use super::legend;
use super::lines::Terminal;
use super::matrix;
use crate::finding::Severity;
use crate::language::Language;
use crate::language::common::not_shown;
use crate::report::document::Figure;
use crate::report::{Block, Cell, Column, Document, Row, Standing, Table, Tone};
use crate::text::visible::{visible, width};
use std::io;

/// Stands before the row that a table is about, so that it is told without colour too.
const MARK: &str = ">";

/// Writes the document. Sections and tables stand apart by an empty line; a note stands close to what it is about.
pub(crate) fn write(document: &Document<'_>, to: &mut Terminal<'_>) -> io::Result<()> {
    if !document.title.is_empty() {
        to.prose(Tone::Strong, &document.title, 2)?;
    }
    let mut apart = false;
    for block in &document.blocks {
        let is_note = matches!(block, Block::Note(..));
        if (apart && !is_note)
            || matches!(block, Block::Heading(_) | Block::Part(_) | Block::Table(_) | Block::Matrix(_))
        {
            to.gap()?;
        }
        apart = matches!(block, Block::Table(_) | Block::Matrix(_)) || (apart && is_note);
        write_block(block, document, to)?;
    }
    Ok(())
}

fn write_block(block: &Block<'_>, document: &Document<'_>, to: &mut Terminal<'_>) -> io::Result<()> {
    match block {
        Block::Heading(text) => to.prose(Tone::Strong, text, 2),
        // The empty line before it is enough.
        Block::Part(_) => Ok(()),
        Block::Banner(text) => to.prose(Tone::Caution, text, 0),
        Block::Prose(tone, text) => to.prose(*tone, text, 2),
        Block::Note(tone, text) => to.prose(*tone, text, if *tone == Tone::Aside { 0 } else { 2 }),
        Block::Fitting(tone, texts) => {
            let text = to.first_that_fits(texts);
            to.prose(*tone, &text, 2)
        }
        Block::List(lead, items) => {
            to.line(Tone::Plain, &format!("{lead}:"))?;
            items.iter().try_for_each(|item| to.prose(Tone::Plain, &format!("- {item}"), 2))
        }
        Block::Figures(lines) => write_figures(lines, to),
        Block::Table(table) => write_table(table, document, to),
        Block::Matrix(field) => matrix::write(field, document.language, to),
        Block::Finding(finding) => {
            let tone = if finding.severity == Severity::Notice { Tone::Aside } else { Tone::Caution };
            to.prose(tone, &findings::line(finding), 2)
        }
        Block::Findings(all) => findings::write(all, to),
    }
}

fn write_table(table: &Table<'_>, document: &Document<'_>, to: &mut Terminal<'_>) -> io::Result<()> {
    let language = document.language;
    let mark = table.has_subject.then(|| Column::text("", 1, 1));
    let shown = table.columns.iter().filter(|column| !column.spelled_out);
    let mut grid = Grid::new(mark.into_iter().chain(shown.cloned()).collect(), language);
    (table.rows)().for_each(|row| grid.measure(&drawn(row, table)));
    let fitted = grid.fit(to.width());
    if table.keeps_texts && !(table.rows)().all(|row| fitted.holds(&drawn(row, table))) {
        return write_as_list(table, language, to);
    }
    let rows = (table.rows)().map(|row| {
        let tone = if row.standing == Standing::Plain { Tone::Plain } else { Tone::Strong };
        (tone, drawn(row, table))
    });
    fitted.write(rows, to)?;
    match &table.legend {
        Some(legend) => legend::write(&legend(), &fitted, language, to),
        None if fitted.left_out().is_empty() => Ok(()),
        None => to.prose(Tone::Aside, &not_shown(language, &fitted.left_out(), "csv"), 2),
    }
}

/// Each row as its first cell and a line for each of the others.
fn write_as_list(table: &Table<'_>, language: Language, to: &mut Terminal<'_>) -> io::Result<()> {
    for row in (table.rows)() {
        for (place, (column, cell)) in table.columns.iter().zip(&row.cells).enumerate() {
            let text = cell.shown(language);
            match place {
                0 => to.prose(Tone::Strong, &text, 2)?,
                _ => to.prose(Tone::Plain, &format!("  {}: {}", column.name, visible(&text)), 4)?,
            }
        }
    }
    Ok(())
}

/// The cells of a row that a terminal shows: its mark, and the first cell indented.
fn drawn<'a>(row: Row<'a>, table: &Table<'_>) -> Vec<Cell<'a>> {
    let mut cells = row.cells;
    let mut columns = table.columns.iter();
    cells.retain(|_| columns.next().is_none_or(|column| !column.spelled_out));
    if row.depth > 0
        && let Some(Cell::Text(text, _)) = cells.first_mut()
    {
        *text = format!("{}{text}", "  ".repeat(row.depth)).into();
    }
    if table.has_subject {
        cells.insert(0, Cell::text(if row.standing == Standing::Subject { MARK } else { "" }));
    }
    cells
}

/// Writes lines of figures, each part below that of the line above, two columns apart.
fn write_figures(lines: &[Vec<Figure>], to: &mut Terminal<'_>) -> io::Result<()> {
    let parts = lines.iter().map(Vec::len).max().unwrap_or(0);
    let widest = |place: usize, of: &dyn Fn(&Figure) -> usize| {
        lines.iter().filter_map(|line| line.get(place)).map(of).max().unwrap_or(0)
    };
    let text = |figure: &Figure| match figure {
        Figure::Text(text) => width(&visible(text)),
        Figure::Quantity(_, unit) => width(&visible(unit)),
    };
    let number = |figure: &Figure| match figure {
        Figure::Text(_) => 0,
        Figure::Quantity(number, _) => width(number),
    };
    let widths: Vec<(usize, usize)> = (0..parts).map(|place| (widest(place, &number), widest(place, &text))).collect();
    for line in lines {
        let mut drawn = String::new();
        for (place, (figure, (number, text))) in line.iter().zip(&widths).enumerate() {
            drawn.push_str(if place > 0 { "  " } else { "" });
            let (lead, tail) = match figure {
                Figure::Text(tail) => (String::new(), visible(tail)),
                Figure::Quantity(lead, tail) => (format!("{lead:>number$} "), visible(tail)),
            };
            drawn.push_str(&lead);
            drawn.push_str(&tail);
            drawn.push_str(&" ".repeat(text.saturating_sub(width(&tail))));
        }
        to.prose(Tone::Plain, drawn.trim_end(), 2)?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::language::Language;

    fn drawn(columns: usize) -> String {
        let row =
            |depth, standing, cells: [&'static str; 2]| Row { depth, standing, cells: cells.map(Cell::text).to_vec() };
        let table = Table::of(
            vec![Column::text("Criterion", 12, 40), Column::number("Cell", 4)],
            vec![
                row(0, Standing::Plain, ["Breadth of the field of opportunities", "8"]),
                row(1, Standing::Subject, ["Größe", "10.5"]),
            ],
        );
        let blocks = vec![Block::Table(table), Block::Note(Tone::Plain, "Close to it".into()), Block::plain("Apart")];
        let document = Document { language: Language::English, title: "Title".into(), blocks };
        let mut to = Vec::new();
        write(&document, &mut Terminal::new(&mut to, columns, false)).unwrap();
        String::from_utf8(to).unwrap()
    }

    #[test]
    fn columns_line_up_and_children_are_indented() {
        let expected = "
Title

   Criterion                              Cell
──────────────────────────────────────────────
   Breadth of the field of opportunities     8
>    Größe                                10.5
Close to it

Apart
";
        assert_eq!(drawn(80), expected.trim_start_matches('\n'));
    }

    #[test]
    fn a_narrow_screen_shortens_the_texts() {
        let text = drawn(40);
        assert!(text.contains("Breadth of the field of opport…"), "{text}");
        assert!(text.lines().all(|line| width(line) <= 40), "{text}");
    }

    #[test]
    fn figures_stand_one_below_the_other() {
        let line = |name: &str, number: &str, unit: &str| {
            vec![Figure::Text(name.into()), Figure::Quantity(number.into(), unit.into())]
        };
        let mut to = Vec::new();
        write_figures(
            &[line("Key", "1", "account"), line("Other", "12", "accounts")],
            &mut Terminal::new(&mut to, 40, false),
        )
        .unwrap();
        assert_eq!(String::from_utf8(to).unwrap(), "Key     1 account\nOther  12 accounts\n");
    }
}
