//! Proposed weights for a spreadsheet or another program: a line for each criterion.

use super::dialect::{Dialect, NUMBER};
use super::formula_guard::{guarded, guarded_first};
use crate::report::weights::Figures;
use crate::report::weights::figure::Figure;
use std::io::{self, Write};

/// Writes a header and a line for each row. `guard` leads what a spreadsheet could run with an apostrophe.
pub(crate) fn write(figures: &Figures, (guard, dialect): (bool, Dialect), to: &mut dyn Write) -> io::Result<()> {
    let mut csv = csv::WriterBuilder::new().terminator(csv::Terminator::Any(b'\n')).from_writer(to);
    csv.write_record(figures.headings.iter().map(|heading| heading.column.key()))?;
    for row in &figures.rows {
        for (place, figure) in row.iter().enumerate() {
            let text = figure.csv();
            csv.write_field(match (figure, place) {
                (Figure::Text(_), 0) if guard => guarded_first(&text).into_owned(),
                (Figure::Text(_), _) if guard => guarded(&text).into_owned(),
                (Figure::Text(_), _) => text,
                _ if dialect.marks_numbers() => format!("{}{text}", char::from(NUMBER)),
                _ => text,
            })?;
        }
        csv.write_record(None::<&[u8]>)?;
    }
    csv.flush()
}
