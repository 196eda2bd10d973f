//! Proposes how the cells of a column become points.

use super::header_words;
use super::header_words::{is_count, is_falling, is_grade, is_rating};
use super::word_orders::in_order;
use super::yaml_scalar::{mentioned, number, scalar};
use crate::language::draft::{Found, Reason};
use crate::profile::{Column, Content, Numbers};

/// Ratings have at most this many different values: 0 to 10 in halves.
const RATINGS: usize = 21;
/// From this skewness on, a column of amounts gets a log scale, if it spans a decade.
const SKEWED: f64 = 1.0;
const DECADE: f64 = 10.0;

/// A scale and the reason for it.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Proposal {
    /// As in `{ rating: [0, 10] }`.
    pub(crate) scale: String,
    /// The numbers of the column, where it holds numbers.
    pub(crate) found: Option<Found>,
    pub(crate) reason: Reason,
}

fn found(numbers: &Numbers) -> Found {
    Found { ends: [number(numbers.min), number(numbers.max)], stated: None }
}

/// The proposal for a column with the header `plain`. `None` where it holds nothing that can be scored, or words in an
/// unknown order.
pub(crate) fn propose(column: &Column, plain: &str) -> Option<Proposal> {
    match &column.content {
        Content::Nothing => None,
        Content::Numbers(numbers) => {
            of_stated_range(numbers, &column.header, plain).or_else(|| of_numbers(numbers, plain))
        }
        // YAML reads << as the instruction to merge, not as a text.
        Content::Texts(texts) => {
            let levels = texts.levels.as_deref().filter(|levels| levels.iter().all(|l| l != "<<"))?;
            of_levels(levels, plain)
        }
    }
}

/// The proposal for a column with the name of one of the five criteria, rated from `low` to `high`.
pub(crate) fn propose_rating(column: &Column, (low, high): (u8, u8)) -> Option<Proposal> {
    match &column.content {
        Content::Numbers(numbers) if header_words::stated_range(&column.header).is_none() => {
            let reason = Reason::Rated(low.to_string(), high.to_string());
            Some(Proposal { scale: format!("{{ rating: [{low}, {high}] }}"), found: Some(found(numbers)), reason })
        }
        _ => None,
    }
}

/// A rating on the range that the header states, as in `Potential (1-6)`, where all numbers are within it.
fn of_stated_range(numbers: &Numbers, header: &str, plain: &str) -> Option<Proposal> {
    let (low, high) = header_words::stated_range(header)?;
    if !numbers.plain || numbers.min < low || numbers.max > high {
        return None;
    }
    let (low, high) = (number(low), number(high));
    let found = Found { stated: Some([low.clone(), high.clone()]), ..found(numbers) };
    if is_grade(plain) {
        let scale = format!("{{ rating: [{high}, {low}] }}");
        let otherwise = format!("[{low}, {high}]");
        return Some(Proposal { scale, found: Some(found), reason: Reason::Grades(low, high, otherwise) });
    }
    Some(line("rating", &low, &high, found, plain))
}

fn of_numbers(numbers: &Numbers, plain: &str) -> Option<Proposal> {
    let (min, max) = (numbers.min, numbers.max);
    let found = found(numbers);
    let within = |low: f64, high: f64| min >= low && max <= high;
    let few = numbers.plain && numbers.distinct <= RATINGS;
    if few && is_grade(plain) && within(1.0, 6.0) {
        let reason = Reason::Grades("1".to_owned(), "6".to_owned(), "[1, 6]".to_owned());
        return Some(Proposal { scale: "{ rating: [6, 1] }".to_owned(), found: Some(found), reason });
    }
    let counted = is_count(plain) && min >= 0.0;
    if few && !is_count(plain) && within(0.0, 10.0) {
        if !is_rating(plain) {
            // A value above 10 may be right here.
            return Some(line("linear", "0", "10", found, plain));
        }
        let (low, high) = if within(1.0, 5.0) && numbers.whole && numbers.distinct > 1 { (1, 5) } else { (0, 10) };
        return Some(line("rating", &low.to_string(), &high.to_string(), found, plain));
    }
    let skewed = numbers.skewness > SKEWED;
    if let Some(least) = numbers.least_positive.filter(|least| skewed && max / least >= DECADE) {
        let ends = (one_two_five(least, false), one_two_five(max, true));
        return Some(line("log", &ends.0, &ends.1, found, plain));
    }
    let (low, high) = if (header_words::is_share(plain) || is_rating(plain)) && within(0.0, 100.0) && max > 1.0 {
        ("0".to_owned(), "100".to_owned())
    } else {
        rounded(if counted && max > 0.0 { 0.0 } else { min }, max)?
    };
    Some(line("linear", &low, &high, found, plain))
}

fn line(scale: &str, low: &str, high: &str, found: Found, plain: &str) -> Proposal {
    let (rising, falling) = (format!("[{low}, {high}]"), format!("[{high}, {low}]"));
    let (ends, reason) =
        if is_falling(plain) { (falling, Reason::Less(rising)) } else { (rising, Reason::More(falling)) };
    Proposal { scale: format!("{{ {scale}: {ends} }}"), found: Some(found), reason }
}

/// Both ends moved outwards to round numbers; `None` where they are too far apart for a scale.
fn rounded(min: f64, max: f64) -> Option<(String, String)> {
    let range = max - min;
    if !range.is_finite() {
        return None;
    }
    if range <= 0.0 {
        // A single value has no width: from 0 to it, or from it to 0.
        return Some(match min {
            x if x > 0.0 => ("0".to_owned(), number(x)),
            x if x < 0.0 => (number(x), "0".to_owned()),
            _ => ("0".to_owned(), "1".to_owned()),
        });
    }
    let power = 10_f64.powf(range.log10().floor());
    let step = match range / power {
        x if x < 2.0 => power / 5.0,
        x if x < 5.0 => power / 2.0,
        _ => power,
    };
    let (low, high) = ((min / step).floor() * step, (max / step).ceil() * step);
    let decimals = if step < 1.0 { (-step.log10()).ceil() + 1.0 } else { 0.0 };
    let plain = |x: f64| -> String {
        #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "0 to 12")]
        let text = format!("{x:.*}", decimals as usize);
        let text = if text.contains('.') { text.trim_end_matches('0').trim_end_matches('.') } else { &text };
        if text == "-0" { "0".to_owned() } else { text.to_owned() }
    };
    let is_handy = decimals <= 12.0 && low.abs().max(high.abs()) < 1e15 && high > low;
    let (low, high) = if is_handy { (plain(low), plain(high)) } else { (number(min), number(max)) };
    (low != high).then_some((low, high))
}

/// The next of 1, 2, 5, 10, 20, 50 … below or above.
fn one_two_five(x: f64, above: bool) -> String {
    let exponent = x.log10().floor();
    let power = 10_f64.powf(exponent);
    let digits = x / power;
    if !(power.is_normal() && (-6.0..14.0).contains(&exponent)) {
        return number(x);
    }
    let lead = match (digits, above) {
        (d, true) if d <= 1.0 => 1.0,
        (d, true) if d <= 2.0 => 2.0,
        (d, true) if d <= 5.0 => 5.0,
        (_, true) => 10.0,
        (d, false) if d >= 5.0 => 5.0,
        (d, false) if d >= 2.0 => 2.0,
        (_, false) => 1.0,
    };
    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "0 to 6")]
    let text = format!("{:.*}", (-exponent).max(0.0) as usize, lead * power);
    text
}

/// Words in a known order, evenly spaced.
fn of_levels(levels: &[String], plain: &str) -> Option<Proposal> {
    let ordered = in_order(levels)?;
    let mut steps: Vec<usize> = ordered.iter().map(|(_, step)| *step).collect();
    steps.dedup();
    let last = steps.len().saturating_sub(1);
    let falls = is_falling(plain);
    let points = |step: usize| {
        let place = steps.iter().position(|other| *other == step).unwrap_or(0);
        let place = if falls { last - place.min(last) } else { place };
        match last {
            0 => "100".to_owned(),
            #[allow(clippy::cast_precision_loss, reason = "a handful of levels")]
            last => number((place as f64 * 1000.0 / last as f64).round() / 10.0),
        }
    };
    let pairs: Vec<String> =
        ordered.iter().map(|(level, step)| format!("{}: {}", scalar(level), points(*step))).collect();
    let reason = match (ordered.as_slice(), falls) {
        ([(only, _)], _) => Reason::Only(mentioned(only)),
        (_, true) => Reason::LessOfWords,
        _ => Reason::Words,
    };
    Some(Proposal { scale: format!("{{ levels: {{ {} }} }}", pairs.join(", ")), found: None, reason })
}

/// Levels without points yet, for a comment: somebody must write the points.
pub(crate) fn open_levels(levels: &[String]) -> String {
    let pairs: Vec<String> = levels.iter().map(|level| format!("{}: ?", scalar(level.trim()))).collect();
    format!("{{ levels: {{ {} }} }}", pairs.join(", "))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn numbers(min: f64, max: f64, distinct: usize, skewness: f64) -> Numbers {
        let least_positive = Some(if min > 0.0 { min } else { max.min(1.0) }).filter(|x| *x > 0.0);
        Numbers { min, max, least_positive, distinct, whole: false, skewness, plain: true, padded: false, dealt: false }
    }

    fn scale(numbers: Numbers, plain: &str) -> String {
        of_numbers(&numbers, plain).unwrap().scale
    }

    #[test]
    fn small_numbers_are_ratings_where_the_header_says_so() {
        assert_eq!(scale(numbers(0.5, 9.0, 12, 0.0), " image score "), "{ rating: [0, 10] }");
        assert_eq!(scale(Numbers { whole: true, ..numbers(1.0, 5.0, 5, 0.0) }, " image rating "), "{ rating: [1, 5] }");
        assert_eq!(scale(numbers(0.5, 9.0, 12, 0.0), " image "), "{ linear: [0, 10] }");
        assert_eq!(scale(numbers(1.0, 9.0, 7, 0.0), " offene angebote "), "{ linear: [0, 9] }");
        assert_eq!(scale(numbers(1.0, 9.0, 7, 0.0), " anzahl offener angebote "), "{ linear: [0, 9] }");
        assert_eq!(scale(numbers(12.0, 96.0, 40, 0.0), " lead score "), "{ linear: [0, 100] }");
        assert_eq!(scale(numbers(1.0, 5.5, 9, 0.0), " engineering grade "), "{ rating: [6, 1] }");
        assert_eq!(scale(numbers(0.0, 7.0, 8, 0.0), " joint projects "), "{ linear: [0, 7] }");
    }

    #[test]
    fn words_are_scored_by_their_order_and_not_without_one() {
        let of = |words: &[&str], plain: &str| {
            let words: Vec<String> = words.iter().map(|word| (*word).to_owned()).collect();
            of_levels(&words, plain).map(|proposal| proposal.scale)
        };
        let levels = |text: &str| Some(format!("{{ levels: {{ {text} }} }}"));
        assert_eq!(of(&["hoch", "gering", "mittel"], " potenzial "), levels("gering: 0, mittel: 50, hoch: 100"));
        assert_eq!(of(&["hoch", "gering", "mittel"], " risiko "), levels("gering: 100, mittel: 50, hoch: 0"));
        assert_eq!(of(&["high", "hoch", "low"], " potential "), levels("low: 0, high: 100, hoch: 100"));
        assert_eq!(of(&["Deutschland", "Schweiz"], " land "), None);
    }

    #[test]
    fn a_range_in_the_header_is_that_of_the_scale() {
        let of =
            |header: &str, plain: &str| of_stated_range(&numbers(1.0, 5.0, 5, 0.0), header, plain).map(|p| p.scale);
        assert_eq!(of("Image (1-6)", " image 1 6 ").as_deref(), Some("{ rating: [1, 6] }"));
        assert_eq!(of("Note [1 – 6]", " note 1 6 ").as_deref(), Some("{ rating: [6, 1] }"));
        assert_eq!(of("Image (0 bis 100)", " image 0 bis 100 ").as_deref(), Some("{ rating: [0, 100] }"));
        for other in ["Image (1-4)", "Sales (2020-2023)", "Image (6-1)", "Image (TEUR)", "Image"] {
            assert_eq!(of(other, " image "), None, "{other}");
        }
    }

    #[test]
    fn skewed_amounts_are_logs_with_round_ends() {
        assert_eq!(scale(numbers(12_500.0, 15_500_000.0, 40, 3.0), " potential "), "{ log: [10000, 20000000] }");
        assert_eq!(scale(numbers(0.03, 7.0, 40, 3.0), " potential "), "{ log: [0.02, 10] }");
        assert_eq!(scale(numbers(12_500.0, 87_000.0, 40, 3.0), " potential "), "{ linear: [10000, 90000] }");
        assert_eq!(scale(numbers(0.0, 4.0, 5, 0.0), " patents shared "), "{ linear: [0, 4] }");
        assert_eq!(scale(numbers(4.6, 95.0, 50, 0.0), " share of wallet percent "), "{ linear: [100, 0] }");
    }

    #[test]
    fn every_line_has_width() {
        for (min, max) in [
            (0.0, 0.0),
            (12.0, 12.0),
            (-3.0, -3.0),
            (1e-300, 2e-300),
            (1e300, 1.1e300),
            (1e15, 1e15 + 1.0),
            (0.1, 0.100_000_1),
        ] {
            let (low, high) = rounded(min, max).unwrap();
            assert!(low.parse::<f64>().unwrap() < high.parse::<f64>().unwrap(), "{min} {max}: {low} {high}");
        }
        assert_eq!(rounded(f64::MIN, f64::MAX), None);
    }
}
