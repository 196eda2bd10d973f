//! The cells of customers that are kept, customer by customer: whoever asks for one finds all of it in two places of the
//! memory, however many columns there are. Categories stay in their columns.

use super::Texts;
use super::cells::Cells;
use super::copied::{Copied, CopyTexts};
use super::null_mask::Absent;
use super::number_form::Form;
use super::order::Order;
use crate::text::trim::has_bare_ends;
use prefetch_index::prefetch_index;

/// Bytes of the place where a text ends.
const END: usize = size_of::<u32>();

/// Bytes of a customer's texts, of most.
const USUAL_TEXTS: usize = 48;

/// The most bytes for which room is made before they are there: the first texts may be far longer than the others.
const MOST_AHEAD: usize = 8 << 20;

/// More bytes than these are not put into another order: it takes as many more, and saves little for each of them.
const MOST_ARRANGED: usize = 8 << 20;

/// How many rows ahead the processor is told what it will need: records, and then the texts whose places are in them.
const RECORDS_AHEAD: usize = 48;
const TEXTS_AHEAD: usize = 24;

/// Where the cells of a column are in each record.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) enum Field {
    /// The place where the text ends. It begins where the one before it ends.
    Text {
        at: usize,
    },
    Number {
        at: usize,
        form: Form,
    },
    /// Not in the records.
    Category,
}

/// The cells of customers, a record of the same length for each.
#[derive(Debug, Clone)]
pub(crate) struct Records {
    /// One for each column, in the order of the schema. The texts come first in a record.
    pub(crate) fields: Vec<Field>,
    pub(crate) absent: Vec<Absent>,
    /// How many columns of text: at least that of the ids, so that no record is empty.
    texts: usize,
    /// Bytes of a record.
    length: usize,
    records: Vec<u8>,
    /// All texts end to end.
    all: String,
    /// Whether the ids, the texts of the first column, rise from row to row and none has outer spaces.
    rises: bool,
}

/// Memory for the next customers that are put into another order.
#[derive(Debug, Default)]
pub(crate) struct Spare {
    records: Vec<u8>,
    all: String,
}

impl Spare {
    /// Makes room for so many bytes of records and of texts. What would be far too much goes back to the system.
    fn fit(&mut self, records: usize, texts: usize) {
        if self.records.capacity() > 2 * records {
            self.records = Vec::new();
        }
        if self.all.capacity() > 2 * texts {
            self.all = String::new();
        }
        self.records.clear();
        self.all.clear();
        self.records.reserve_exact(records);
        self.all.reserve_exact(texts);
    }
}

impl Records {
    /// Takes the cells out of so many rows of columns; the texts come from `copy`, or from the columns, too.
    pub(crate) fn take(columns: &mut [Cells], rows: usize, copy: Option<&CopyTexts<'_>>) -> Self {
        let texts = columns.iter().filter(|cells| matches!(cells, Cells::Text(_))).count();
        let (mut next_text, mut next_number) = (0, texts * END);
        let take = |next: &mut usize, bytes: usize| std::mem::replace(next, *next + bytes);
        let field = |cells: &Cells| match cells {
            Cells::Text(_) => Field::Text { at: take(&mut next_text, END) },
            Cells::Number(numbers) => {
                let form = numbers.form();
                Field::Number { at: take(&mut next_number, form.bytes()), form }
            }
            Cells::Category(_) => Field::Category,
        };
        let fields = columns.iter().map(field).collect();
        let (length, all) = (next_number, String::new());
        let absent = vec![Absent::default(); columns.len()];
        let mut taken = Records { fields, absent, texts, length, records: vec![0; length * rows], all, rises: true };
        let of_columns: &CopyTexts<'_> = &|row, to, copied| {
            for text in copied {
                if let Some(Cells::Text(texts)) = columns.get(text.column) {
                    (text.missing, text.end) = (texts.copy(row, to), to.len());
                }
            }
        };
        taken.take_texts(copy.unwrap_or(of_columns));
        taken.take_numbers(columns);
        taken
    }

    fn take_texts(&mut self, copy: &CopyTexts<'_>) {
        let is_text = |field: &Field| matches!(field, Field::Text { .. });
        let columns = (0..).zip(&self.fields).filter(|(_, field)| is_text(field));
        let mut copied: Vec<Copied> = columns.map(|(column, _)| Copied { column, end: 0, missing: false }).collect();
        let (mut all, mut before) = (Vec::with_capacity(self.rows() * USUAL_TEXTS), 0..0);
        for (row, record) in self.records.chunks_exact_mut(self.length).enumerate() {
            let start = all.len();
            copy(row, &mut all, &mut copied);
            for (text, end) in copied.iter().zip(record.as_chunks_mut().0) {
                *end = place(text.end).to_le_bytes();
                if text.missing
                    && let Some(absent) = self.absent.get_mut(text.column)
                {
                    absent.mark(row);
                }
            }
            let id = start..copied.first().map_or(start, |id| id.end);
            let text = all.get(id.clone()).unwrap_or_default();
            self.rises &= has_bare_ends(text) && (row == 0 || all.get(before) < Some(text));
            before = id;
        }
        // All of them are whole cells of a text.
        self.all = String::from_utf8(all).unwrap_or_default();
    }

    /// Takes the numbers, and leaves nothing in the columns but categories.
    fn take_numbers(&mut self, columns: &mut [Cells]) {
        for ((cells, field), absent) in columns.iter_mut().zip(&self.fields).zip(&mut self.absent) {
            match (cells, *field) {
                (Cells::Number(numbers), Field::Number { at, form }) => {
                    let cells = self.records.chunks_exact_mut(self.length).filter_map(|record| record.get_mut(at..));
                    form.write(numbers.values(), cells);
                    *absent = numbers.clear();
                }
                (Cells::Text(texts), _) => *texts = Texts::default(),
                _ => {}
            }
        }
    }

    /// How many rows.
    #[inline]
    pub(crate) fn rows(&self) -> usize {
        self.records.len() / self.length
    }

    /// Whether the ids, the texts of the first column, rise from row to row and none has outer spaces.
    pub(crate) fn rises(&self) -> bool {
        self.rises
    }

    /// Whether these customers can come after those in the same records.
    pub(crate) fn can_take(&self, next: &Records) -> bool {
        self.fields == next.fields && u32::try_from(self.all.len() + next.all.len()).is_ok()
    }

    /// Takes customers that come after those, the first time with room for `expected` of their kind.
    pub(crate) fn append(&mut self, next: &Records, expected: usize) {
        let (rows, bytes) = (self.rows(), self.records.len());
        let between = rows == 0 || next.rows() == 0 || self.text(rows - 1, 0) < next.text(0, 0);
        self.rises &= next.rises && between;
        if self.records.capacity() < bytes + next.records.len() {
            let more = expected.saturating_sub(rows);
            let room = |of_a_row: usize| of_a_row.saturating_mul(more).min(MOST_AHEAD);
            self.records.reserve_exact(room(self.length));
            self.all.reserve_exact(room(self.all.len().div_ceil(rows.max(1))));
        }
        let before = place(self.all.len());
        self.all.push_str(&next.all);
        self.records.extend_from_slice(&next.records);
        let new = self.records.get_mut(bytes..).unwrap_or_default();
        for record in new.chunks_exact_mut(self.length) {
            for end in record.as_chunks_mut().0.iter_mut().take(self.texts) {
                *end = u32::from_le_bytes(*end).saturating_add(before).to_le_bytes();
            }
        }
        self.absent.iter_mut().zip(&next.absent).for_each(|(absent, next)| absent.append(rows, next));
    }

    /// Whether another order of the rows is worth the time it takes.
    pub(crate) fn can_be_arranged(&self) -> bool {
        self.records.len() + self.all.len() <= MOST_ARRANGED
    }

    /// Puts the rows into another order, in the memory that is spare.
    pub(crate) fn arrange(&mut self, order: &Order, spare: &mut Spare) {
        spare.fit(self.records.len(), self.all.len());
        let Spare { records, all } = spare;
        let (mut soon, mut sooner) = (order.rows().skip(RECORDS_AHEAD), order.rows().skip(TEXTS_AHEAD));
        for row in order.rows() {
            soon.next().into_iter().for_each(|row| self.prefetch(row));
            sooner.next().into_iter().for_each(|row| self.prefetch_texts(row));
            let (from, to) = (self.texts_from(row), all.len());
            all.push_str(self.all.get(from..self.texts_to(row)).unwrap_or(""));
            let start = records.len();
            records.extend_from_slice(self.record(row, 0).get(..self.length).unwrap_or_default());
            let moved = place(to).wrapping_sub(place(from));
            let ends = records.get_mut(start..).unwrap_or_default().as_chunks_mut().0;
            ends.iter_mut()
                .take(self.texts)
                .for_each(|end| *end = u32::from_le_bytes(*end).wrapping_add(moved).to_le_bytes());
        }
        self.absent.iter_mut().for_each(|absent| absent.arrange(order));
        std::mem::swap(&mut self.records, records);
        std::mem::swap(&mut self.all, all);
        self.rises = false;
    }

    /// Takes no more memory than it must.
    pub(crate) fn shrink(&mut self) {
        self.records.shrink_to_fit();
        self.all.shrink_to_fit();
    }

    /// The bytes of a record from a place on.
    #[inline]
    pub(crate) fn record(&self, row: usize, at: usize) -> &[u8] {
        self.records.get(row * self.length + at..).unwrap_or_default()
    }

    /// The records from a row on.
    pub(crate) fn records_from(&self, row: usize) -> impl Iterator<Item = &[u8]> {
        self.records.get(row * self.length..).unwrap_or_default().chunks_exact(self.length)
    }

    /// The text that ends at a place which is at `at` in the record; `None` past the last row.
    #[inline]
    pub(crate) fn text(&self, row: usize, at: usize) -> Option<&str> {
        let (end, last) = (row * self.length + at, (self.texts - 1) * END);
        // The text before the first one is the last one of the row before.
        let before = end.checked_sub(if at == 0 { self.length - last } else { END });
        let start = before.map_or(Some(0), |before| self.end_at(before))?;
        self.all.get(start..self.end_at(end)?)
    }

    /// Brings a record into the cache. With that of the texts it makes the full ranking 10 percent faster.
    #[inline]
    fn prefetch(&self, row: usize) {
        prefetch_index(&self.records, row * self.length);
    }

    /// Brings the texts of a row into the cache.
    #[inline]
    fn prefetch_texts(&self, row: usize) {
        prefetch_index(self.all.as_bytes(), self.texts_from(row));
        prefetch_index(self.all.as_bytes(), self.texts_to(row));
    }

    /// Where the texts of a row begin.
    #[inline]
    fn texts_from(&self, row: usize) -> usize {
        row.checked_sub(1).map_or(0, |before| self.texts_to(before))
    }

    /// Where the texts of a row end; 0 past the last row.
    #[inline]
    fn texts_to(&self, row: usize) -> usize {
        self.end_at(row * self.length + (self.texts - 1) * END).unwrap_or(0)
    }

    /// Where the text ends whose end is at a byte of the records; `None` past the last row.
    #[inline]
    fn end_at(&self, byte: usize) -> Option<usize> {
        self.records.get(byte..)?.first_chunk().map(|end| u32::from_le_bytes(*end) as usize)
    }
}

/// A place in the texts, as records have it.
fn place(at: usize) -> u32 {
    u32::try_from(at).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn records(text: &str) -> Records {
        let mut texts = Texts::default();
        texts.push(text, false);
        Records::take(&mut [Cells::Text(texts)], 1, None)
    }

    #[test]
    fn long_texts_at_the_start_make_no_room_for_as_many_as_there_may_be() {
        let long = "a".repeat(20_000);
        let mut kept = records(&long);
        (0..3).for_each(|_| kept.append(&records(&long), 1 << 16));
        assert_eq!((kept.rows(), kept.text(3, 0)), (4, Some(long.as_str())));
        assert!(kept.all.capacity() < 2 * MOST_AHEAD, "{}", kept.all.capacity());
    }

    #[test]
    fn memory_that_is_far_too_much_is_not_kept_for_little() {
        let mut spare = Spare::default();
        spare.fit(10_000, 40_000);
        spare.fit(9_000, 10);
        assert!(spare.records.capacity() >= 10_000 && spare.all.capacity() < 40_000);
    }
}
