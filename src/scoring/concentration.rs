//! How few customers make how much of an amount: ABC classes and the Herfindahl-Hirschman index.

use crate::statistics::rounding::rounded;
use crate::statistics::sum::Total;

/// Classes A, B and C by one amount.
///
/// The largest amounts come first, equals by id. A are the first that together hold the percentage that is said of A or more,
/// so the account that crosses the line is in; B those up to the next line; C the rest. Amounts that are missing, 0 or below
/// are nobody's share, and in C.
///
/// H. F. Dickie, ABC inventory analysis shoots for dollars not pennies, Factory Management and Maintenance 109, 1951, 92-94.
#[derive(Debug, Clone, PartialEq)]
pub struct Concentration {
    /// The amount column.
    pub column: String,
    /// Herfindahl-Hirschman index: the sum of the squared percent shares, at most 10,000 (one customer holds all). O. C.
    /// Herfindahl, Concentration in the U.S. steel industry, 1950; as in the US Horizontal Merger Guidelines.
    pub hhi: f64,
    /// From A to C.
    pub classes: [Class; 3],
}

/// One class.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub struct Class {
    /// The cumulated percentage at which it ends.
    pub up_to_percent: f64,
    /// How many accounts.
    pub accounts: u64,
    /// How many of them are in the first tier.
    pub key_accounts: u64,
    /// Percent of the amount, rounded to 9 decimals.
    pub share_percent: f64,
}

/// What is asked of each account: its amount, whether it is in the first tier, and itself, to tell equals apart.
pub(crate) type Holding<T> = (f64, bool, T);

/// `None` where nobody has an amount above 0. `by_id` tells equal amounts apart; `without` counts those that have none, and
/// how many of these are in the first tier.
pub(crate) fn concentration<T>(
    column: &str,
    mut holdings: Vec<Holding<T>>,
    (without, keys_without): (u64, u64),
    [a, b]: [f64; 2],
    by_id: impl Fn(&T, &T) -> std::cmp::Ordering,
) -> Option<Concentration> {
    let whole = total(&holdings);
    if !(whole > 0.0 && whole.is_finite()) {
        return None;
    }
    let percent = |amount: f64| amount / whole * 100.0;
    let mut squares = Total::default();
    holdings.iter().for_each(|holding| squares.add(percent(holding.0).powi(2)));
    let mut before =
        |one: &Holding<T>, other: &Holding<T>| other.0.total_cmp(&one.0).then_with(|| by_id(&one.2, &other.2));
    let mut ends = [0, 0];
    let (mut from, mut held) = (0, Total::default());
    for (line, end) in [a, b].into_iter().zip(&mut ends) {
        // Halves what is open until the one that crosses the line is alone; no need to sort all.
        let mut to = holdings.len();
        while from < to && rounded(percent(held.value())) < line {
            let open = holdings.get_mut(from..to).unwrap_or_default();
            let half = open.len().div_ceil(2);
            open.select_nth_unstable_by(half - 1, &mut before);
            let mut with_half = held;
            open.iter().take(half).for_each(|holding| with_half.add(holding.0));
            if rounded(percent(with_half.value())) < line || half == 1 {
                (held, from) = (with_half, from + half);
            } else {
                to = from + half;
            }
        }
        *end = from;
    }
    let [a_end, b_end] = ends;
    let class = |up_to_percent: f64, of: &[Holding<T>]| Class {
        up_to_percent,
        accounts: of.len() as u64,
        key_accounts: of.iter().filter(|holding| holding.1).count() as u64,
        share_percent: rounded(percent(total(of))),
    };
    let (upper, rest) = holdings.split_at(b_end);
    let (first, second) = upper.split_at(a_end);
    let mut classes = [class(a, first), class(b, second), class(100.0, rest)];
    let [_, _, last] = &mut classes;
    last.accounts += without;
    last.key_accounts += keys_without;
    Some(Concentration { column: column.to_owned(), hhi: rounded(squares.value()), classes })
}

fn total<T>(holdings: &[Holding<T>]) -> f64 {
    let mut total = Total::default();
    holdings.iter().for_each(|holding| total.add(holding.0));
    total.value()
}

#[cfg(test)]
#[allow(clippy::float_cmp, reason = "the result is one certain double")]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn of(amounts: &[f64], lines: [f64; 2]) -> Concentration {
        let holdings = (0..).zip(amounts).map(|(id, &amount): (u32, _)| (amount, id % 2 == 0, id)).collect();
        concentration("revenue", holdings, (0, 0), lines, u32::cmp).unwrap()
    }

    #[test]
    fn the_index_is_that_of_the_merger_guidelines() {
        // US Department of Justice and FTC, Horizontal Merger Guidelines: four firms of 30, 30, 20 and 20 percent have 2,600.
        assert_eq!(of(&[30.0, 30.0, 20.0, 20.0], [80.0, 95.0]).hhi, 2600.0);
        assert_eq!(of(&[7.0], [80.0, 95.0]).hhi, 10_000.0);
    }

    #[test]
    fn who_crosses_a_line_is_above_it_and_who_just_reaches_it_ends_the_class() {
        let accounts = |amounts: &[f64]| of(amounts, [80.0, 95.0]).classes.map(|class| class.accounts);
        assert_eq!(accounts(&[80.0, 15.0, 5.0]), [1, 1, 1]);
        assert_eq!(accounts(&[0.05, 0.15, 0.8]), [1, 1, 1]);
        assert_eq!(accounts(&[79.0, 16.0, 5.0]), [2, 0, 1]);
        assert_eq!(accounts(&[10.0; 10]), [8, 2, 0]);
        assert_eq!(accounts(&[1.0]), [1, 0, 0]);
    }

    #[test]
    fn without_amounts_there_is_no_concentration() {
        assert_eq!(concentration("x", Vec::<Holding<u32>>::new(), (3, 1), [80.0, 95.0], u32::cmp), None);
    }

    proptest! {
        #[test]
        fn classes_are_those_of_a_sorted_list(
            amounts in prop::collection::vec(1..40_u32, 1..60), a in 1..60_u32, b in 61..=100_u32,
        ) {
            let found = of(&amounts.iter().map(|&x| f64::from(x)).collect::<Vec<_>>(), [a.into(), b.into()]);
            let mut sorted: Vec<(u32, u32)> = amounts.iter().copied().zip(0..).collect();
            sorted.sort_by_key(|&(amount, id)| (std::cmp::Reverse(amount), id));
            let whole: u32 = amounts.iter().sum();
            let (mut before, mut counts, mut keys) = (0, [0_u64; 3], [0_u64; 3]);
            for (amount, id) in sorted {
                // Whole numbers: the share before an account against the line.
                let class = if before * 100 < a * whole { 0 } else if before * 100 < b * whole { 1 } else { 2 };
                counts[class] += 1;
                keys[class] += u64::from(id % 2 == 0);
                before += amount;
            }
            prop_assert_eq!(found.classes.map(|class| class.accounts), counts);
            prop_assert_eq!(found.classes.map(|class| class.key_accounts), keys);
            let hhi: f64 = amounts.iter().map(|&x| (100.0 * f64::from(x) / f64::from(whole)).powi(2)).sum();
            prop_assert!((found.hhi - hhi).abs() < 1e-6);
        }
    }
}
