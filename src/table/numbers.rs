//! A column of numbers.

use super::null_mask::Absent;
use super::rows::Records;
use fearless_simd::{Level, dispatch};

/// Numbers that are turned into bytes at a time.
const TOGETHER: usize = 256;

/// A column of numbers that is being filled.
#[derive(Debug, Clone, Default)]
pub struct Numbers {
    values: Vec<f64>,
    absent: Absent,
    /// The greatest one there can be, where that is known.
    most: Option<f64>,
    /// Do they stand for dates?
    are_days: bool,
}

impl Numbers {
    /// No numbers yet, and none greater than `most` to come.
    pub(crate) fn up_to(most: Option<f64>) -> Self {
        Numbers { most, ..Numbers::default() }
    }

    /// No dates yet.
    pub(crate) fn days() -> Self {
        Numbers { are_days: true, ..Numbers::default() }
    }

    /// Do they stand for dates, which nobody adds up?
    pub fn are_days(&self) -> bool {
        self.are_days
    }

    /// Makes room for so many more rows.
    pub fn reserve(&mut self, rows: usize) {
        self.values.reserve(rows);
    }

    /// Adds a row.
    #[inline]
    pub fn push(&mut self, value: Option<f64>) {
        match value {
            Some(value) => self.values.push(value),
            None => self.push_none(),
        }
    }

    /// Adds rows that all have a number.
    pub fn extend(&mut self, more: &[f64]) {
        self.values.extend_from_slice(more);
    }

    #[cold]
    fn push_none(&mut self) {
        self.absent.mark(self.values.len());
        self.values.push(0.0);
    }

    /// The numbers of all rows, 0 where there is none.
    pub(crate) fn values(&self) -> &[f64] {
        &self.values
    }

    /// The number of a row.
    pub fn get(&self, row: usize) -> Option<f64> {
        self.values.get(row).copied().filter(|_| !self.absent.contains(row))
    }

    /// The first, the last and the sum of all, roughly; nothing of ratings, whose scale is closed, and of dates.
    pub(crate) fn amounts(&self) -> Option<[f64; 3]> {
        let sum = || {
            let lanes = self.values.chunks_exact(4).fold([0.0; 4], |sums: [f64; 4], x| match x {
                [a, b, c, d] => [sums[0] + a, sums[1] + b, sums[2] + c, sums[3] + d],
                _ => sums,
            });
            lanes.iter().chain(self.values.chunks_exact(4).remainder()).sum()
        };
        let end = |x: Option<&f64>| x.copied().unwrap_or(0.0);
        (self.most.is_none() && !self.are_days).then(|| [end(self.values.first()), end(self.values.last()), sum()])
    }

    /// In which form they are to be kept: ratings in tenths or hundredths, other numbers whole or in hundredths, and what does
    /// not fit as it is.
    pub(crate) fn form(&self) -> Form {
        let forms = match self.most {
            Some(most) => [10.0, 100.0].map(|per_one| Form::up_to(most * per_one, per_one)),
            None => [1.0, 100.0].map(Form::Word),
        };
        forms.into_iter().find(|form| form.holds(&self.values)).unwrap_or(Form::Any)
    }

    /// Takes all rows away and says which had no value.
    pub(crate) fn clear(&mut self) -> Absent {
        std::mem::take(self).absent
    }
}

/// A form in which numbers take few bytes and are kept to the last bit: whole numbers of a decimal unit, of which one has
/// so many. 73 of a tenth are 7.3.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) enum Form {
    Byte(f64),
    Short(f64),
    Word(f64),
    /// As they are.
    Any,
}

impl Form {
    /// The shortest one for so many units.
    fn up_to(most: f64, per_one: f64) -> Self {
        if most <= f64::from(u8::MAX) {
            Form::Byte(per_one)
        } else if most <= f64::from(u16::MAX) {
            Form::Short(per_one)
        } else {
            Form::Word(per_one)
        }
    }

    /// How many bytes a number takes.
    pub(crate) fn bytes(self) -> usize {
        match self {
            Form::Byte(_) => size_of::<u8>(),
            Form::Short(_) => size_of::<u16>(),
            Form::Word(_) => size_of::<u32>(),
            Form::Any => size_of::<f64>(),
        }
    }

    /// Does it hold all of them to the last bit?
    fn holds(self, values: &[f64]) -> bool {
        let (per_one, most) = match self {
            Form::Byte(per_one) => (per_one, u8::MAX.into()),
            Form::Short(per_one) => (per_one, u16::MAX.into()),
            Form::Word(per_one) => (per_one, i32::MAX),
            Form::Any => return true,
        };
        let level = Level::new();
        // No branch within, so that several go at a time.
        values.chunks(TOGETHER).all(|some| {
            dispatch!(level, _ => some.iter().fold(
                true,
                #[inline(always)]
                |all, value| {
                    let whole = whole(*value, per_one);
                    all & ((f64::from(whole) / per_one).to_bits() == value.to_bits()) & (whole <= most)
                }
            ))
        })
    }

    /// Writes numbers, each to the start of a cell. Nothing is lost where the form holds them.
    pub(crate) fn write<'c>(self, values: &[f64], cells: impl Iterator<Item = &'c mut [u8]>) {
        match self {
            Form::Byte(per_one) => each_whole::<{ size_of::<u8>() }>(values, cells, per_one),
            Form::Short(per_one) => each_whole::<{ size_of::<u16>() }>(values, cells, per_one),
            Form::Word(per_one) => each_whole::<{ size_of::<u32>() }>(values, cells, per_one),
            Form::Any => each(values, cells, f64::to_le_bytes),
        }
    }

    /// The number at the start of `from`. Unit and whole number are exact, so their quotient is the double nearest to
    /// the decimal number, just as it was read.
    #[inline]
    fn read(self, from: &[u8]) -> Option<f64> {
        Some(match self {
            Form::Byte(per_one) => f64::from(*from.first()?) / per_one,
            Form::Short(per_one) => f64::from(u16::from_le_bytes(*from.first_chunk()?)) / per_one,
            Form::Word(per_one) => f64::from(u32::from_le_bytes(*from.first_chunk()?)) / per_one,
            Form::Any => f64::from_le_bytes(*from.first_chunk()?),
        })
    }
}

/// The nearest whole number of units, for numbers that are not negative.
#[inline(always)]
#[allow(clippy::cast_possible_truncation, reason = "whoever asks compares it with what it came from")]
fn whole(value: f64, per_one: f64) -> i32 {
    ((value * per_one + 0.5) as i32).max(0)
}

/// Writes each number's whole number of units, the lowest bytes of it, to the start of a cell.
fn each_whole<'c, const N: usize>(values: &[f64], cells: impl Iterator<Item = &'c mut [u8]>, per_one: f64) {
    each(
        values,
        cells,
        #[inline(always)]
        |x| whole(x, per_one).to_le_bytes().first_chunk().copied().unwrap_or([0; N]),
    );
}

/// Writes the bytes of each number to the start of a cell.
fn each<'c, const N: usize>(
    values: &[f64],
    mut cells: impl Iterator<Item = &'c mut [u8]>,
    bytes: impl Fn(f64) -> [u8; N],
) {
    let level = Level::new();
    for some in values.chunks(TOGETHER) {
        let mut all = [[0; N]; TOGETHER];
        dispatch!(level, _ => all.iter_mut().zip(some).for_each(
            #[inline(always)]
            |(to, value)| *to = bytes(*value)
        ));
        for (from, to) in all.iter().take(some.len()).zip(&mut cells) {
            if let Some(to) = to.first_chunk_mut() {
                *to = *from;
            }
        }
    }
}

/// The cells of a column of numbers.
#[derive(Debug, Clone, Copy)]
pub struct NumberCells<'b> {
    held: Held<'b>,
    absent: &'b Absent,
}

/// Where they are.
#[derive(Debug, Clone, Copy)]
enum Held<'b> {
    Column(&'b [f64]),
    /// At a place of each record, in a form.
    Records(&'b Records, usize, Form),
}

impl<'b> NumberCells<'b> {
    pub(crate) fn of_column(numbers: &'b Numbers) -> Self {
        NumberCells { held: Held::Column(&numbers.values), absent: &numbers.absent }
    }

    pub(crate) fn of_records(records: &'b Records, (at, form): (usize, Form), absent: &'b Absent) -> Self {
        NumberCells { held: Held::Records(records, at, form), absent }
    }

    /// The number, `None` where the cell means "no value".
    #[inline]
    pub fn get(self, row: usize) -> Option<f64> {
        let number = match self.held {
            Held::Column(values) => values.get(row).copied(),
            Held::Records(records, at, form) => form.read(records.record(row, at)),
        };
        number.filter(|_| !self.absent.contains(row))
    }

    /// The same cells as units, where a cell takes no more than a byte to count them.
    pub fn units(self) -> Option<Units<'b>> {
        match self.held {
            Held::Records(records, at, Form::Byte(per_one)) => {
                Some(Units { records, at, per_one, absent: self.absent })
            }
            _ => None,
        }
    }

    /// Copies the numbers of consecutive rows, 0 where the cell means "no value". What is past the end stays.
    pub fn copy(self, first: usize, to: &mut [f64]) {
        match self.held {
            Held::Column(values) => {
                let from = values.get(first..).unwrap_or_default();
                to.iter_mut().zip(from).for_each(|(to, from)| *to = *from);
            }
            Held::Records(records, at, form) => {
                let cells = records.records_from(first).filter_map(|record| form.read(record.get(at..)?));
                to.iter_mut().zip(cells).for_each(|(to, cell)| *to = cell);
            }
        }
    }

    /// Has every row a number?
    pub fn is_whole(self) -> bool {
        self.absent.is_empty()
    }
}

/// The cells of a column of numbers that count units in a byte.
#[derive(Debug, Clone, Copy)]
pub struct Units<'b> {
    records: &'b Records,
    at: usize,
    per_one: f64,
    absent: &'b Absent,
}

impl<'b> Units<'b> {
    /// How many units one has.
    pub fn per_one(self) -> f64 {
        self.per_one
    }

    /// So many units; `None` where the cell means "no value".
    #[inline]
    pub fn get(self, row: usize) -> Option<u8> {
        self.records.record(row, self.at).first().copied().filter(|_| !self.absent.contains(row))
    }

    /// The same as numbers.
    pub fn numbers(self) -> NumberCells<'b> {
        NumberCells { held: Held::Records(self.records, self.at, Form::Byte(self.per_one)), absent: self.absent }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn numbers(most: Option<f64>, values: &[f64]) -> Numbers {
        let mut numbers = Numbers::up_to(most);
        values.iter().for_each(|value| numbers.push(Some(*value)));
        numbers
    }

    #[test]
    fn missing_is_not_zero() {
        let mut numbers = Numbers::default();
        (0..70).for_each(|i| numbers.push((i != 66).then_some(0.0)));
        let cells = NumberCells::of_column(&numbers);
        assert_eq!((cells.get(65), cells.get(66), cells.get(70)), (Some(0.0), None, None));
        assert!(!cells.is_whole());
    }

    #[test]
    fn ratings_take_a_byte_and_nothing_is_ever_lost() {
        let form = |most, values: &[f64]| numbers(most, values).form();
        assert_eq!(form(Some(10.0), &[7.0, 7.3, 10.0]), Form::Byte(10.0));
        assert_eq!(form(Some(10.0), &[7.0]), Form::Byte(10.0));
        assert_eq!(form(Some(10.0), &[7.0, 7.25]), Form::Short(100.0));
        assert_eq!(form(Some(10.0), &[700.0]), Form::Any);
        assert_eq!((form(None, &[7e7]), form(None, &[7.25])), (Form::Word(1.0), Form::Word(100.0)));
        for odd in [-0.0, -1.0, 0.125, 1e300, f64::NAN, f64::INFINITY, 0.1 + 0.2, 4e9] {
            assert_eq!((form(Some(10.0), &[7.0, odd]), form(None, &[7.0, odd])), (Form::Any, Form::Any), "{odd}");
        }
    }

    proptest! {
        #[test]
        fn a_number_is_the_same_in_the_form_that_is_chosen_for_it(
            decimals in 0..3i32,
            whole in prop::collection::vec(0..3_000_000u32, 1..40),
            odd in prop::option::weighted(0.2, any::<f64>()),
            most in prop::option::of(0.0..1e6f64),
        ) {
            let values = whole.iter().map(|x| f64::from(*x) / 10f64.powi(decimals));
            let values: Vec<f64> = values.chain(odd).filter(|x| most.is_none_or(|most| *x <= most)).collect();
            let form = numbers(most, &values).form();
            for value in values {
                let mut bytes = [0; 8];
                form.write(&[value], std::iter::once(&mut bytes[..]));
                prop_assert_eq!(form.read(&bytes[..form.bytes()]).map(f64::to_bits), Some(value.to_bits()));
            }
        }
    }
}
