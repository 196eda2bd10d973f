//! The portfolio matrix: four fields with the accounts' names in them.

use super::document::Document;
use super::terminal::lines::{Terminal, Tone};
use crate::model::Portfolio;
use crate::scoring::Account;
use crate::text::number::{counted, grouped};
use crate::text::visible::truncated;
use comfy_table::{ColumnConstraint, Table, TableStyle, Width, presets::UTF8_FULL};
use std::io;

/// Solid lines between the fields too.
const STYLE: TableStyle = UTF8_FULL.with_solid_inner_borders();

/// One field.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Field {
    /// As the model calls it.
    pub(crate) name: String,
    /// How many accounts stand in it.
    pub(crate) count: u64,
    /// The first of them by rank.
    pub(crate) accounts: Vec<String>,
}

impl Field {
    /// Its name and how many accounts are in it.
    pub(crate) fn title(&self) -> String {
        format!("{}: {}", self.name, grouped(self.count))
    }

    /// How many accounts are not named.
    pub(crate) fn more(&self) -> Option<String> {
        let more = self.count.saturating_sub(self.accounts.len() as u64);
        (more > 0).then(|| format!("+{} more", grouped(more)))
    }
}

/// The whole matrix.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Matrix {
    /// What it holds and which way its axes run.
    pub(crate) title: String,
    /// High on y and low on it, each low on x and high on it: as they stand on paper.
    pub(crate) rows: [[Field; 2]; 2],
    /// What the x axis is, from left to right.
    pub(crate) x: String,
    /// What the y axis is, from bottom to top.
    pub(crate) y: String,
    /// Who has no place in it.
    pub(crate) remark: Option<String>,
}

impl Matrix {
    /// Puts every account of the document's selection, listed or not, into its field; each field names at most `named`.
    pub(crate) fn new(document: &Document<'_>, portfolio: &Portfolio, named: usize) -> Self {
        let field = |x, y| Field { name: portfolio.quadrants.name(x, y).to_owned(), ..Field::default() };
        let mut rows = [[field(false, true), field(true, true)], [field(false, false), field(true, false)]];
        let (mut all, mut placeless) = (0, 0);
        for account in (document.everyone)() {
            all += 1;
            let Some((x_high, y_high)) = place(&account, portfolio) else {
                placeless += 1;
                continue;
            };
            let [upper, lower] = &mut rows;
            let [left, right] = if y_high { upper } else { lower };
            let field = if x_high { right } else { left };
            field.count += 1;
            if field.accounts.len() < named {
                field.accounts.push(account.name.to_owned());
            }
        }
        let axis =
            |axis: &crate::model::Axis| format!("{} (high from {})", axis.label, crate::text::number::full(axis.split));
        Matrix {
            title: format!("Portfolio of {}", counted(all, "account", "accounts")),
            rows,
            x: axis(&portfolio.x),
            y: axis(&portfolio.y),
            remark: (placeless > 0).then(|| {
                format!(
                    "{} without a place in it: nothing is known on one of the axes",
                    counted(placeless, "account", "accounts")
                )
            }),
        }
    }

    /// Writes it as wide as the terminal, at most 120 columns.
    pub(crate) fn write(&self, to: &mut Terminal<'_>) -> io::Result<()> {
        // Three lines and a space on either side of both fields.
        let columns = (to.width().min(120) - 7) / 2;
        let mut table = Table::new();
        table.load_style(STYLE);
        for row in &self.rows {
            table.add_row(row.iter().map(|field| field_lines(field, columns).join("\n")));
        }
        for column in table.column_iter_mut() {
            let width = u16::try_from(columns + 2).unwrap_or(u16::MAX);
            column.set_constraint(ColumnConstraint::Absolute(Width::Fixed(width)));
        }
        to.line(Tone::Strong, &self.title)?;
        to.line(Tone::Plain, &format!("↑ {}", self.y))?;
        for line in table.lines() {
            to.line(Tone::Plain, &line)?;
        }
        to.line(Tone::Plain, &format!("→ {}", self.x))?;
        self.remark.as_ref().map_or(Ok(()), |remark| to.prose(Tone::Remark, remark, 0))
    }
}

/// Is an account high on x, and high on y?
fn place(account: &Account<'_>, portfolio: &Portfolio) -> Option<(bool, bool)> {
    let position = account.portfolio.as_ref()?;
    Some((position.x? >= portfolio.x.split, position.y? >= portfolio.y.split))
}

fn field_lines(field: &Field, columns: usize) -> Vec<String> {
    let names = field.accounts.iter().map(|name| truncated(name, columns).into_owned());
    let title = truncated(&field.title(), columns).into_owned();
    std::iter::once(title).chain(names).chain(field.more()).collect()
}

#[cfg(test)]
mod tests {
    use super::super::document::example::{Example, NASTY};
    use super::*;

    fn drawn(example: &Example, columns: usize, named: usize) -> String {
        let mut bytes = Vec::new();
        let matrix = Matrix::new(&example.document(1, &[]), &example.portfolio, named);
        matrix.write(&mut Terminal::new(&mut bytes, columns, false)).unwrap();
        String::from_utf8(bytes).unwrap()
    }

    #[test]
    fn each_account_stands_in_its_field() {
        let expected = "
Portfolio of 4 accounts
↑ Potential (high from 50)
┌────────────────────────────┬────────────────────────────┐
│ Develop: 1                 │ Key account: 1             │
│ Gearbox Manufacturing Int… │ Nordwind Antriebe AG       │
├────────────────────────────┼────────────────────────────┤
│ Standard: 1                │ Protect: 0                 │
│ Bö & Co                    │                            │
└────────────────────────────┴────────────────────────────┘
→ Importance today (high from 50)
1 account without a place in it: nothing is known on one of
the axes
";
        assert_eq!(drawn(&Example::new(), 60, 8), expected.trim_start_matches('\n'));
    }

    #[test]
    fn a_field_names_a_few_and_counts_the_rest() {
        assert!(drawn(&Example::new(), 60, 0).contains("│ +1 more"));
    }

    #[test]
    fn names_break_no_frame() {
        let mut example = Example::new();
        example.names = [NASTY, "x", "a very long name that is longer than any field of the matrix can be", NASTY];
        for columns in [40, 61, 80, 300] {
            let text = drawn(&example, columns, 8);
            let frame: Vec<usize> =
                text.lines().filter(|l| l.starts_with(['│', '├', '┌', '└'])).map(crate::text::visible::width).collect();
            assert!(frame.iter().all(|w| *w == frame[0] && *w <= columns.min(120)), "{text}");
            assert!(!text.contains('\u{1b}') && !text.contains('\u{202e}'));
        }
    }
}
