//! Some customers of one file: column by column while they are read, customer by customer once they are kept.

use super::cells::Cells;
use super::copied::CopyTexts;
use super::from_line::FromLine;
use super::lines::Lines;
use super::number_cells::NumberCells;
use super::order::Order;
use super::rows::{Records, Spare};
use super::text_cells::TextCells;
use super::{Categories, Column, ColumnId, Kind, Numbers, Schema, Texts};

/// Customers that are kept in one batch: many, so that there are few batches and what is known of each fits into the
/// processor's cache.
const MOST_JOINED: usize = 1 << 16;

/// Some customers of one file.
#[derive(Debug, Clone)]
pub struct Batch {
    /// Which of [`super::Table::files`].
    pub file: usize,
    pub(crate) columns: Vec<Cells>,
    /// What was in the columns, where the batch is kept.
    kept: Option<Records>,
    first_line: u64,
    lines: Lines,
    /// In which order the rows of the file are, where it is another one.
    order: Option<Order>,
}

impl Batch {
    /// No customers yet.
    pub fn new(schema: &Schema, file: usize) -> Self {
        let empty = |column: &Column| match column.kind {
            Kind::Id | Kind::Text => Cells::Text(Texts::default()),
            Kind::Category { .. } => Cells::Category(Categories::default()),
            Kind::Number { scale } => Cells::Number(Numbers::up_to(scale.map(|(_, most)| most))),
            Kind::Date { .. } => Cells::Number(Numbers::days()),
        };
        Batch {
            file,
            columns: schema.columns().iter().map(empty).collect(),
            kept: None,
            first_line: 1,
            lines: Lines::Consecutive(0),
            order: None,
        }
    }

    /// Ends a row, after one cell was pushed to every column. Its line counts from the start of the batch.
    #[inline]
    pub fn end_row(&mut self, line: u64) {
        self.lines.push(u32::try_from(line).unwrap_or(u32::MAX));
    }

    /// Says on which physical line of the file the batch starts (1 unless told).
    pub fn start_at(&mut self, line: u64) {
        self.first_line = line;
    }

    /// The columns, in the order of the schema, to be filled: never those of a batch that is kept.
    pub fn columns_mut(&mut self) -> &mut [Cells] {
        &mut self.columns
    }

    /// The columns.
    pub fn columns(&self) -> &[Cells] {
        &self.columns
    }

    /// Of each column of amounts that is being filled: its first and last figure and the sum of all, roughly.
    pub fn amounts(&self) -> Vec<[f64; 3]> {
        let amounts = |cells: &Cells| match cells {
            Cells::Number(numbers) => numbers.amounts(),
            _ => None,
        };
        self.columns.iter().filter_map(amounts).collect()
    }

    /// How many customers.
    pub fn rows(&self) -> usize {
        self.lines.len()
    }

    /// Puts the cells of each customer together: for batches that are kept. The texts come from `texts`, or from the columns.
    pub(crate) fn keep(&mut self, texts: Option<&CopyTexts<'_>>) {
        for cells in &mut self.columns {
            if let Cells::Category(categories) = cells {
                categories.compact();
            }
        }
        self.kept = Some(Records::take(&mut self.columns, self.lines.len(), texts));
    }

    /// Puts the customers of a batch that is kept into another order, so that those who are asked for one after the other
    /// are side by side in memory. They move into `spare`, and what they leave is spare then. Rows are counted in the new
    /// order from then on; each keeps its line. It is done once, with an order of as many rows, and if they are of a
    /// usual size. The answer is whether it was done.
    pub(crate) fn arrange(&mut self, order: Order, spare: &mut Spare) -> bool {
        let is_new = self.order.is_none() && order.len() == self.rows();
        let Some(kept) = self.kept.as_mut().filter(|kept| is_new && kept.can_be_arranged()) else { return false };
        kept.arrange(&order, spare);
        for cells in &mut self.columns {
            if let Cells::Category(categories) = cells {
                categories.arrange(&order);
            }
        }
        self.order = Some(order);
        true
    }

    /// Some of the customers, in that order, to be filled further.
    pub fn pick(&self, rows: &[usize]) -> Batch {
        let pick = |(column, cells): (usize, &Cells)| match cells {
            Cells::Text(_) => {
                let (from, mut to) = (self.texts_at(column), Texts::default());
                let from = |row: usize| from.map_or(("", true), |from| (from.raw(row), from.get(row).is_none()));
                rows.iter().map(|&row| from(row)).for_each(|(text, missing)| to.push(text, missing));
                Cells::Text(to)
            }
            Cells::Category(from) => {
                let mut to = Categories::default();
                rows.iter().for_each(|&row| to.push(from.get(row)));
                Cells::Category(to)
            }
            Cells::Number(_) => {
                let (from, mut to) = (self.numbers_at(column), Numbers::default());
                rows.iter().for_each(|&row| to.push(from.and_then(|from| from.get(row))));
                Cells::Number(to)
            }
        };
        Batch {
            file: self.file,
            columns: self.columns.iter().enumerate().map(pick).collect(),
            kept: None,
            first_line: self.first_line,
            lines: Lines::Each(rows.iter().filter_map(|&row| self.line_in_batch(row)).collect()),
            order: None,
        }
    }

    /// The physical line on which a customer begins.
    pub fn line(&self, row: usize) -> u64 {
        self.line_in_batch(row).map_or(0, |line| self.first_line + u64::from(line))
    }

    /// The line counted from the first one of the batch.
    fn line_in_batch(&self, row: usize) -> Option<u32> {
        self.lines.get(match &self.order {
            Some(order) => order.at(row)?,
            None => row,
        })
    }

    /// A text column; `None` for a column of another kind.
    pub fn texts(&self, column: ColumnId) -> Option<TextCells<'_>> {
        self.texts_at(column.index())
    }

    fn texts_at(&self, column: usize) -> Option<TextCells<'_>> {
        match (&self.kept, self.columns.get(column)?) {
            (Some(kept), _) => kept.texts(column),
            (None, Cells::Text(texts)) => Some(TextCells::of_column(texts)),
            _ => None,
        }
    }

    /// A number column; `None` for a column of another kind.
    pub fn numbers(&self, column: ColumnId) -> Option<NumberCells<'_>> {
        self.numbers_at(column.index())
    }

    fn numbers_at(&self, column: usize) -> Option<NumberCells<'_>> {
        match (&self.kept, self.columns.get(column)?) {
            (Some(kept), _) => kept.numbers(column),
            (None, Cells::Number(numbers)) => Some(NumberCells::of_column(numbers)),
            _ => None,
        }
    }

    /// The cells of a customer: the text as it stands, the one that is no missing one, and the number to the bit.
    fn row(&self, row: usize) -> impl Iterator<Item = (Option<&str>, Option<&str>, Option<u64>)> {
        self.columns.iter().enumerate().map(move |(column, cells)| {
            let (texts, numbers) = (self.texts_at(column), self.numbers_at(column));
            let category = if let Cells::Category(categories) = cells { categories.get(row) } else { None };
            let number = numbers.and_then(|numbers| numbers.get(row)).map(f64::to_bits);
            (texts.map(|texts| texts.raw(row)), texts.and_then(|texts| texts.get(row)).or(category), number)
        })
    }

    /// A category column; `None` for a column of another kind.
    pub fn categories(&self, column: ColumnId) -> Option<&Categories> {
        match self.columns.get(column.index()) {
            Some(Cells::Category(categories)) => Some(categories),
            _ => None,
        }
    }

    /// Whether the ids rise from row to row and none has outer spaces. Only known of batches that are kept as they were read.
    pub fn ids_rise(&self) -> bool {
        self.kept.as_ref().is_some_and(Records::rises)
    }

    /// The id of a customer.
    pub fn id(&self, row: usize) -> &str {
        self.texts(Schema::ID).map_or("", |texts| texts.raw(row))
    }
}

impl PartialEq for Batch {
    /// The same cells on the same lines, however they are held.
    fn eq(&self, other: &Self) -> bool {
        let shape = |batch: &Self| (batch.file, batch.rows(), batch.columns.len());
        shape(self) == shape(other)
            && (0..self.rows()).all(|row| self.line(row) == other.line(row) && self.row(row).eq(other.row(row)))
    }
}

impl FromLine for Batch {
    fn start_at(&mut self, line: u64) {
        Batch::start_at(self, line);
    }

    /// Batches that are kept are put together as long as they are alike and not too many.
    fn join(&mut self, next: Self) -> Result<(), Self> {
        let (rows, file) = (self.rows(), self.file);
        let (Some(kept), Some(more), None, None) = (&mut self.kept, &next.kept, &self.order, &next.order) else {
            return Err(next);
        };
        let below = next.first_line.checked_sub(self.first_line).and_then(|below| u32::try_from(below).ok());
        let fits = file == next.file && kept.can_take(more) && rows + next.rows() <= MOST_JOINED;
        let Some(below) = below.filter(|_| fits) else {
            kept.shrink();
            return Err(next);
        };
        kept.append(more, MOST_JOINED);
        for (cells, next) in self.columns.iter_mut().zip(&next.columns) {
            if let (Cells::Category(cells), Cells::Category(next)) = (cells, next) {
                cells.append(next);
            }
        }
        self.lines.append(below, &next.lines);
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::table::Decimal;
    use crate::text::trim::has_bare_ends;
    use proptest::prelude::*;

    type Row = (String, Option<u8>, Option<f64>, Option<String>);

    fn schema() -> Schema {
        let mut schema = Schema::new("id", Vec::new(), Decimal::Auto);
        let mut want = |name: &str, kind| schema.want(Column { name: name.to_owned(), kind, required: false });
        want("rating", Kind::Number { scale: Some((0.0, 10.0)) });
        want("amount", Kind::Number { scale: None });
        want("name", Kind::Text);
        want("status", Kind::Category { known: None });
        schema
    }

    fn filled(rows: &[Row], lines: &[u64]) -> Batch {
        let mut batch = Batch::new(&schema(), 3);
        for ((id, rating, amount, name), line) in rows.iter().zip(lines) {
            let [
                Cells::Text(ids),
                Cells::Number(ratings),
                Cells::Number(amounts),
                Cells::Text(names),
                Cells::Category(to),
            ] = batch.columns_mut()
            else {
                unreachable!("the schema has these columns")
            };
            ids.push(id, false);
            ratings.push(rating.map(|tenths| f64::from(tenths) / 10.0));
            amounts.push(*amount);
            names.push(name.as_deref().unwrap_or("-"), name.is_none());
            to.push(name.as_deref());
            batch.end_row(*line);
        }
        batch
    }

    proptest! {
        /// Whatever is told of customers that are kept, and put together, and picked, is what was filled in.
        #[test]
        fn kept_customers_are_the_same_customers(
            rows in prop::collection::vec(
                ("[a-zé]{0,9}", prop::option::of(0..=100u8), prop::option::of(-1e3..1e9f64), prop::option::of("[ -~ü]{0,30}")),
                0..150,
            ),
            cut in any::<prop::sample::Index>(),
            gaps in any::<bool>(),
            sorted in any::<bool>(),
        ) {
            let mut rows = rows;
            if sorted {
                rows.sort_by(|a, b| a.0.cmp(&b.0));
            }
            let lines: Vec<u64> = (0..rows.len() as u64).map(|line| if gaps { line * line } else { line }).collect();
            let all = filled(&rows, &lines);
            let cut = if rows.is_empty() { 0 } else { cut.index(rows.len()) };
            let (first, second) = (&rows[..cut], &rows[cut..]);
            let below = lines.get(cut).copied().unwrap_or(0);
            let mut kept = filled(first, &lines[..cut]);
            let mut next = filled(second, &lines[cut..].iter().map(|line| line - below).collect::<Vec<_>>());
            next.start_at(below + 1);
            kept.keep(None);
            next.keep(None);
            prop_assert_eq!(&kept, &filled(first, &lines[..cut]));
            match kept.join(next) {
                Ok(()) => {
                    prop_assert_eq!(&kept, &all);
                    let bare = rows.iter().all(|row| has_bare_ends(row.0.as_bytes()));
                    prop_assert!(!kept.ids_rise() || rows.is_sorted_by(|a, b| a.0 < b.0));
                    prop_assert!(kept.ids_rise() || !bare || !rows.is_sorted_by(|a, b| a.0 < b.0));
                }
                Err(next) => {
                    prop_assert_eq!(next.rows(), second.len());
                    return Ok(());
                }
            }
            let some: Vec<usize> = (0..rows.len()).rev().step_by(3).collect();
            prop_assert_eq!(kept.pick(&some), all.pick(&some));
            // In another order they are the same ones.
            let (mut turned, places) = (kept.clone(), 0..u32::try_from(rows.len()).unwrap());
            let order: Vec<u32> = places.clone().filter(|row| row % 2 == 1).chain(places.filter(|row| row % 2 == 0)).collect();
            let mut spare = Spare::default();
            prop_assert!(turned.arrange(Order::new(order.iter()).unwrap(), &mut spare) && !turned.ids_rise());
            let order: Vec<usize> = order.iter().map(|row| *row as usize).collect();
            prop_assert_eq!(&turned, &all.pick(&order));
            let same = || Order::new((0..u32::try_from(rows.len()).unwrap()).collect::<Vec<_>>().iter()).unwrap();
            prop_assert!(!turned.arrange(same(), &mut spare));
            let short = Order::new([].iter()).unwrap();
            prop_assert!(rows.is_empty() || !kept.arrange(short, &mut spare));
        }
    }

    #[test]
    fn full_batches_take_no_more() {
        let row: Row = ("A".to_owned(), Some(10), None, None);
        let rows = vec![row; MOST_JOINED / 2 + 1];
        let lines: Vec<u64> = (0..rows.len() as u64).collect();
        let mut batches = [filled(&rows, &lines), filled(&rows, &lines)];
        batches.iter_mut().for_each(|batch| batch.keep(None));
        let [mut first, second] = batches;
        assert_eq!(first.join(second).map_err(|second| second.rows()), Err(rows.len()));
    }
}
