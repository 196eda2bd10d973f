//! Dates in the file, and which columns hold dates.

use crate::criteria::diagnostics::{Found, shortened};
use crate::criteria::fields::Fields;
use crate::criteria::yaml::Node;
use crate::criteria::{codes, fields};
use crate::model::{Condition, Day, Leaf, Scale, Subject, Until};

/// A day of the calendar.
pub(crate) fn day(node: &Node, name: &str, found: &mut Found<'_>) -> Option<Day> {
    let text = fields::text(node, name, found)?;
    match Day::read(&text) {
        Ok(day) => Some(day),
        Err(help) => {
            let message = format!("{name} must be a date, not \"{}\"", shortened(&text));
            found.error(codes::DATE_UNREADABLE, &node.span, message, help);
            None
        }
    }
}

/// The day up to which a criterion counts the days from its cells.
pub(crate) fn until(fields: &Fields<'_>, found: &mut Found<'_>) -> Option<Until> {
    let node = fields.get("days_since")?;
    if node.text().is_some_and(|text| text.trim() == "today") {
        return Some(Until::Today);
    }
    let text = fields::text(node, "days_since", found)?;
    let read = Day::read(&text);
    if let Err(why) = read {
        let message = format!("days_since cannot be \"{}\"", shortened(&text));
        let help = if why == Day::FORM { "write today, or a date as 2025-03-04 or 04.03.2025" } else { why };
        found.error(codes::DATE_UNREADABLE, &node.span, message, help);
    }
    read.ok().map(Until::Day)
}

/// Adds a finding for a scale of texts on a column of dates.
pub(crate) fn check_scale(fields: &Fields<'_>, scale: Option<&Scale>, found: &mut Found<'_>) {
    if let (Some(key), Some(Scale::Levels(_))) = (fields.key("days_since"), scale) {
        let message = "days_since turns the cells into numbers, but levels needs texts".to_owned();
        let help = "write a scale of days, as in \"scale: { linear: [365, 0] }\", or remove days_since";
        found.error(codes::LEVELS_OF_DATES, &key.span, message, help);
    }
}

/// Adds a finding for a test of dates on a column without dates, or for another test on a column of dates.
pub(crate) fn check_condition(node: &Node, condition: &Condition, leaf: Option<&Leaf>, found: &mut Found<'_>) {
    let is_of_dates = condition.test.is_of_dates();
    let (message, help) = match (&condition.subject, leaf) {
        (Subject::Criterion(_), _) if is_of_dates => {
            ("points are not dates".to_owned(), "write column: and the header of the column that holds the date")
        }
        (Subject::Column(column), Some(leaf)) if is_of_dates && leaf.days_since.is_none() => (
            format!("the criterion of column \"{}\" does not read it as dates", shortened(column)),
            "add days_since: today to that criterion, or test for a number or a text",
        ),
        (Subject::Column(column), Some(Leaf { days_since: Some(_), .. })) if !is_of_dates => (
            format!("column \"{}\" holds dates, as the days_since of its criterion says", shortened(column)),
            "write before or after with a date, or write criterion: to test its points from 0 to 100",
        ),
        _ => return,
    };
    found.error(codes::DATE_AND_NUMBER, &node.span, message, help);
}
