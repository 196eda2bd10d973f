//! A column of numbers.

use super::absent::Absent;

/// A column of numbers.
#[derive(Debug, Clone, Default)]
pub struct Numbers {
    values: Values,
    absent: Absent,
}

/// Numbers in as few bytes as hold them to the last bit.
#[derive(Debug, Clone)]
enum Values {
    Any(Vec<f64>),
    Bytes(Units<u8>),
    Shorts(Units<u16>),
    Words(Units<u32>),
}

/// Whole numbers of a decimal unit: 73 of a tenth are 7.3.
#[derive(Debug, Clone)]
struct Units<N> {
    whole: Vec<N>,
    per_one: f64,
}

impl<N: Copy + Into<u32>> Units<N> {
    /// Both numbers are exact, so the quotient is the double nearest to the decimal number, just as it was read.
    fn value(&self, whole: N) -> f64 {
        f64::from(whole.into()) / self.per_one
    }

    fn get(&self, row: usize) -> Option<f64> {
        self.whole.get(row).map(|whole| self.value(*whole))
    }

    fn copy(&self, first: usize, to: &mut [f64]) {
        let from = self.whole.get(first..).unwrap_or_default();
        to.iter_mut().zip(from).for_each(|(to, whole)| *to = self.value(*whole));
    }
}

impl Default for Values {
    fn default() -> Self {
        Values::Any(Vec::new())
    }
}

impl Numbers {
    /// Makes room for so many more rows.
    pub fn reserve(&mut self, rows: usize) {
        if let Values::Any(values) = &mut self.values {
            values.reserve(rows);
        }
    }

    /// Adds a row.
    #[inline]
    pub fn push(&mut self, value: Option<f64>) {
        match (&mut self.values, value) {
            (Values::Any(values), Some(value)) => values.push(value),
            _ => self.push_slowly(value),
        }
    }

    /// Adds rows that all have a number.
    pub fn extend(&mut self, more: &[f64]) {
        match &mut self.values {
            Values::Any(values) => values.extend_from_slice(more),
            _ => more.iter().for_each(|value| self.push(Some(*value))),
        }
    }

    /// Where there is no value, or the numbers are in few bytes already.
    #[cold]
    fn push_slowly(&mut self, value: Option<f64>) {
        if value.is_none() {
            self.absent.mark(self.len());
        }
        let mut values = match std::mem::take(&mut self.values) {
            Values::Any(values) => values,
            units => (0..units.len()).filter_map(|row| units.get(row)).collect(),
        };
        values.push(value.unwrap_or(0.0));
        self.values = Values::Any(values);
    }

    /// How many rows.
    fn len(&self) -> usize {
        self.values.len()
    }

    /// Copies the numbers of consecutive rows, 0 where the cell means "no value". What is past the end stays.
    pub fn copy(&self, first: usize, to: &mut [f64]) {
        match &self.values {
            Values::Any(values) => {
                let from = values.get(first..).unwrap_or_default();
                to.iter_mut().zip(from).for_each(|(to, from)| *to = *from);
            }
            Values::Bytes(units) => units.copy(first, to),
            Values::Shorts(units) => units.copy(first, to),
            Values::Words(units) => units.copy(first, to),
        }
    }

    /// Has every row a number?
    pub fn is_whole(&self) -> bool {
        self.absent.is_empty()
    }

    /// The number, `None` where the cell means "no value".
    #[inline]
    pub fn get(&self, row: usize) -> Option<f64> {
        self.values.get(row).filter(|_| !self.absent.contains(row))
    }

    /// Any byte that depends on where the cell is in memory.
    pub(super) fn touch(&self, row: usize) -> u8 {
        match &self.values {
            Values::Any(values) => values.get(row).map_or(0, |value| value.to_bits().to_le_bytes()[0]),
            Values::Bytes(units) => units.whole.get(row).copied().unwrap_or(0),
            Values::Shorts(units) => units.whole.get(row).map_or(0, |whole| whole.to_le_bytes()[0]),
            Values::Words(units) => units.whole.get(row).map_or(0, |whole| whole.to_le_bytes()[0]),
        }
    }

    /// Takes no more memory than it must.
    pub(super) fn compact(&mut self) {
        if let Values::Any(values) = &mut self.values {
            match [1.0, 10.0, 100.0].into_iter().find_map(|per_one| in_units(values, per_one)) {
                Some(units) => self.values = units,
                None => values.shrink_to_fit(),
            }
        }
    }
}

impl PartialEq for Numbers {
    /// The same numbers in the same rows, however they are kept.
    fn eq(&self, other: &Self) -> bool {
        let bits = |numbers: &Self, row| numbers.get(row).map(f64::to_bits);
        self.len() == other.len() && (0..self.len()).all(|row| bits(self, row) == bits(other, row))
    }
}

impl Values {
    fn len(&self) -> usize {
        match self {
            Values::Any(values) => values.len(),
            Values::Bytes(units) => units.whole.len(),
            Values::Shorts(units) => units.whole.len(),
            Values::Words(units) => units.whole.len(),
        }
    }

    fn get(&self, row: usize) -> Option<f64> {
        match self {
            Values::Any(values) => values.get(row).copied(),
            Values::Bytes(units) => units.get(row),
            Values::Shorts(units) => units.get(row),
            Values::Words(units) => units.get(row),
        }
    }
}

/// The numbers in units of which one has `per_one`; `None` where these do not hold them to the last bit.
fn in_units(values: &[f64], per_one: f64) -> Option<Values> {
    let mut most = 0;
    for values in values.chunks(256) {
        // No branch within, so that several go at a time. What is no such number is not its own whole part.
        let (mut sound, mut highest) = (true, 0);
        for value in values {
            let whole = whole(*value, per_one);
            sound &= (f64::from(whole) / per_one).to_bits() == value.to_bits();
            highest = whole.max(highest);
        }
        if !sound {
            return None;
        }
        most = highest.max(most);
    }
    let all = values.iter().map(|value| whole(*value, per_one));
    // Nothing is lost: the greatest of them fits.
    Some(if most <= i32::from(u8::MAX) {
        Values::Bytes(Units { whole: all.map(|x| u8::try_from(x).unwrap_or(0)).collect(), per_one })
    } else if most <= i32::from(u16::MAX) {
        Values::Shorts(Units { whole: all.map(|x| u16::try_from(x).unwrap_or(0)).collect(), per_one })
    } else {
        Values::Words(Units { whole: all.map(|x| u32::try_from(x).unwrap_or(0)).collect(), per_one })
    })
}

/// The nearest whole number of units, for numbers that are not negative.
#[allow(clippy::cast_possible_truncation, reason = "whoever asks compares it with what it came from")]
fn whole(value: f64, per_one: f64) -> i32 {
    ((value * per_one + 0.5) as i32).max(0)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn numbers(values: &[Option<f64>]) -> Numbers {
        let mut numbers = Numbers::default();
        values.iter().for_each(|value| numbers.push(*value));
        numbers
    }

    #[test]
    fn missing_is_not_zero() {
        let values: Vec<Option<f64>> = (0..70).map(|i| (i != 66).then_some(0.0)).collect();
        let mut numbers = numbers(&values);
        for _ in 0..2 {
            assert_eq!((numbers.get(65), numbers.get(66), numbers.get(70)), (Some(0.0), None, None));
            assert!(!numbers.is_whole());
            numbers.compact();
        }
    }

    #[test]
    fn ratings_take_a_byte_and_nothing_is_ever_lost() {
        let kept = |values: &[f64]| {
            let mut numbers = numbers(&values.iter().map(|x| Some(*x)).collect::<Vec<_>>());
            numbers.compact();
            numbers.values
        };
        assert!(matches!(kept(&[7.0, 7.3, 10.0]), Values::Bytes(_)));
        assert!(matches!(kept(&[7.0, 7.25]), Values::Shorts(_)));
        assert!(matches!(kept(&[70_000.0]), Values::Words(_)));
        for odd in [-0.0, -1.0, 0.125, 1e300, f64::NAN, f64::INFINITY, 0.1 + 0.2, 4e9] {
            assert!(matches!(kept(&[7.0, odd]), Values::Any(_)), "{odd}");
        }
    }

    proptest! {
        #[test]
        fn compact_numbers_are_the_same_numbers(
            decimals in 0..3i32,
            whole in prop::collection::vec(prop::option::weighted(0.9, 0..3_000_000u32), 0..600),
            more in prop::option::of(-1e9..1e9f64),
        ) {
            let values: Vec<Option<f64>> =
                whole.iter().map(|x| x.map(|x| f64::from(x) / 10f64.powi(decimals))).collect();
            let plain = numbers(&values);
            let mut compact = plain.clone();
            compact.compact();
            prop_assert_eq!(&compact, &plain);
            let (mut a, mut b) = (vec![1.0; 100], vec![1.0; 100]);
            plain.copy(3, &mut a);
            compact.copy(3, &mut b);
            prop_assert_eq!(a, b);
            compact.push(more);
            prop_assert_eq!(compact.get(values.len()), more);
        }
    }
}
