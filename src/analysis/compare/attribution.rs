//! How much of a score's change comes from the data, and how much from the model.

/// Scores have nine decimals, so a billionth of a point is a whole unit.
const UNITS: f64 = 1e9;

/// One customer's score under each pair of an export and a model, 0..100 and rounded to nine decimals.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Scores {
    /// Old data, old model.
    pub old: f64,
    /// New data, old model.
    pub new_data: f64,
    /// Old data, new model.
    pub new_model: f64,
    /// New data, new model.
    pub new: f64,
}

/// The two parts of a change of score, in points. Their sum is the whole change, to the last digit.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Split {
    /// What the new data changed.
    pub data: f64,
    /// What the new model changed.
    pub model: f64,
}

impl Scores {
    /// Splits the change by the mean over both orders in which data and model can be changed, one after the other:
    ///
    /// - data: `((new_data - old) + (new - new_model)) / 2`
    /// - model: `((new_model - old) + (new - new_data)) / 2`
    ///
    /// This is the Shapley value of a game of two players (L. S. Shapley, Contributions to the Theory of Games II, 1953,
    /// 307-317, doi 10.1515/9781400881970-018): no order is preferred, and the parts add up. Worked out in whole
    /// billionths, each part has at most ten decimals.
    pub fn split(self) -> Split {
        let [old, new_data, new_model, new] = [self.old, self.new_data, self.new_model, self.new].map(units);
        let half = |twice: i64| twice as f64 / (2.0 * UNITS);
        Split { data: half(new_data - old + new - new_model), model: half(new_model - old + new - new_data) }
    }
}

/// The mean size of each part, up or down alike; `None` where there is none. The sum is exact, so the order does not
/// matter.
pub(crate) fn mean_sizes(splits: impl Iterator<Item = Split>) -> Option<Split> {
    let (mut data, mut model, mut count) = (0_u128, 0_u128, 0_u64);
    let twice = |part: f64| u128::from((2.0 * part * UNITS).round().abs() as u64);
    for split in splits {
        data += twice(split.data);
        model += twice(split.model);
        count += 1;
    }
    let mean = |twice: u128| twice as f64 / (2.0 * UNITS * count as f64);
    (count > 0).then(|| Split { data: mean(data), model: mean(model) })
}

/// `to - from`, exact in nine decimals.
pub(crate) fn change(from: f64, to: f64) -> f64 {
    (units(to) - units(from)) as f64 / UNITS
}

fn units(score: f64) -> i64 {
    (score * UNITS).round() as i64
}

#[cfg(test)]
#[allow(clippy::float_cmp, reason = "the result is one certain double")]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn each_order_counts_half() {
        // Data first: +10 by the data, then +5 by the model. Model first: +1 by the model, then +14 by the data.
        let split = Scores { old: 50.0, new_data: 60.0, new_model: 51.0, new: 65.0 }.split();
        assert_eq!(split, Split { data: 12.0, model: 3.0 });
    }

    #[test]
    fn what_did_not_change_has_no_part() {
        let only_data = Scores { old: 10.1, new_data: 30.4, new_model: 10.1, new: 30.4 }.split();
        assert_eq!(only_data, Split { data: 20.3, model: 0.0 });
        let only_model = Scores { old: 10.1, new_data: 10.1, new_model: 30.4, new: 30.4 }.split();
        assert_eq!(only_model, Split { data: 0.0, model: 20.3 });
    }

    #[test]
    fn a_change_is_the_difference_of_the_decimals_not_of_the_doubles() {
        assert_eq!((change(0.1, 0.3), 0.3 - 0.1), (0.2, 0.199_999_999_999_999_98));
    }

    #[test]
    fn a_mean_size_counts_up_and_down_alike() {
        let splits = [(0.3, -0.1), (-0.1, 0.0), (-0.2, 0.4)].map(|(data, model)| Split { data, model });
        assert_eq!(mean_sizes(splits.into_iter()), Some(Split { data: 0.2, model: 0.5 / 3.0 }));
        assert_eq!(mean_sizes(std::iter::empty()), None);
    }

    proptest! {
        #[test]
        fn the_parts_are_the_whole_change_to_the_last_digit(scores in prop::array::uniform4(0..=100_000_000_000_i64)) {
            let [old, new_data, new_model, new] = scores.map(|units| units as f64 / UNITS);
            let split = Scores { old, new_data, new_model, new }.split();
            // Ten decimals as they are written, added as whole numbers.
            let written = |x: f64| format!("{x:.10}").replace('.', "").parse::<i64>().unwrap();
            prop_assert_eq!(written(split.data) + written(split.model), written(change(old, new)));
            prop_assert_eq!(written(split.data).rem_euclid(5), 0);
        }
    }
}
