//! What a condition asks, in words.

use super::Language;
use super::common::or;
use Language::{English, German};

/// What is wanted of a value.
#[derive(Debug, Clone)]
pub(crate) enum Wanted {
    AtLeast(f64),
    AtMost(f64),
    Above(f64),
    Below(f64),
    /// Before a day.
    Before(String),
    /// After a day.
    After(String),
    /// One of several numbers.
    Numbers(Vec<f64>),
    NoneOfNumbers(Vec<f64>),
    /// One of several texts.
    Texts(Vec<String>),
    NoneOfTexts(Vec<String>),
    Value,
    NoValue,
}

/// `Door opener: at least 30 points`
pub(crate) fn requirement(language: Language, subject: &str, wanted: &Wanted, of_points: bool) -> String {
    let unit = match (of_points, language) {
        (false, _) => "",
        (true, English) => " points",
        (true, German) => " Punkte",
    };
    let number = |x: &f64| language.with_marks(x.to_string());
    let numbers = |all: &[f64]| or(language, &all.iter().map(number).collect::<Vec<String>>());
    let wanted = match (wanted, language) {
        (Wanted::AtLeast(x), English) => format!("at least {}{unit}", number(x)),
        (Wanted::AtLeast(x), German) => format!("mindestens {}{unit}", number(x)),
        (Wanted::AtMost(x), English) => format!("at most {}{unit}", number(x)),
        (Wanted::AtMost(x), German) => format!("höchstens {}{unit}", number(x)),
        (Wanted::Above(x), English) => format!("above {}{unit}", number(x)),
        (Wanted::Above(x), German) => format!("über {}{unit}", number(x)),
        (Wanted::Below(x), English) => format!("below {}{unit}", number(x)),
        (Wanted::Below(x), German) => format!("unter {}{unit}", number(x)),
        (Wanted::Before(day), English) => format!("before {day}"),
        (Wanted::Before(day), German) => format!("vor {day}"),
        (Wanted::After(day), English) => format!("after {day}"),
        (Wanted::After(day), German) => format!("nach {day}"),
        (Wanted::Numbers(all), _) => format!("{}{unit}", numbers(all)),
        (Wanted::NoneOfNumbers(all), English) => format!("not {}{unit}", numbers(all)),
        (Wanted::NoneOfNumbers(all), German) => format!("nicht {}{unit}", numbers(all)),
        (Wanted::Texts(all), _) => or(language, all),
        (Wanted::NoneOfTexts(all), English) => format!("not {}", or(language, all)),
        (Wanted::NoneOfTexts(all), German) => format!("nicht {}", or(language, all)),
        (Wanted::Value, English) => "a value".to_owned(),
        (Wanted::Value, German) => "eine Angabe".to_owned(),
        (Wanted::NoValue, English) => "no value".to_owned(),
        (Wanted::NoValue, German) => "keine Angabe".to_owned(),
    };
    format!("{subject}: {wanted}")
}
