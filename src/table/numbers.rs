//! A column of numbers.

use super::null_mask::Absent;
use super::number_form::Form;

/// A column of numbers that is being filled.
#[derive(Debug, Clone, Default)]
pub struct Numbers {
    pub(crate) values: Vec<f64>,
    pub(crate) absent: Absent,
    /// The greatest number that may come, where that is known.
    pub(crate) most: Option<f64>,
    /// Whether they stand for dates.
    pub(crate) are_days: bool,
}

impl Numbers {
    /// An empty column, for numbers up to `most`.
    pub(crate) fn up_to(most: Option<f64>) -> Self {
        Numbers { most, ..Numbers::default() }
    }

    /// An empty column of dates.
    pub(crate) fn days() -> Self {
        Numbers { are_days: true, ..Numbers::default() }
    }

    /// Whether they stand for dates, which have no sum.
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

    /// The first number, the last and the rounded sum of all; `None` for ratings, whose scale is closed, and for dates.
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

    /// The form to keep them in: tenths or hundredths for ratings, whole numbers or hundredths for others, and doubles where
    /// neither holds all of them.
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::table::NumberCells;
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
