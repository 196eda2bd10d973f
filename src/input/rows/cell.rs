//! One cell into its typed column, or the finding that refuses it.

use super::context::Loader;
use crate::finding::{Finding, Findings, Place, Severity};
use crate::input::dates;
use crate::input::dates::Date;
use crate::input::numbers::amount::{Amount, Mark, Number};
use crate::input::numbers::currency::Currency;
use crate::input::numbers::evidence::Evidence;
use crate::input::numbers::flaw::Flaw;
use crate::input::numbers::grammar;
use crate::input::numbers::witness::Witness;
use crate::table::cells::Cells;
use crate::table::{Column, Day, Kind};
use crate::text::trim::trim;
use crate::text::{nearest, same_text};
use std::borrow::Cow;

/// How many findings of a part of a file are given a suggestion: no more of them are ever shown in full.
const SUGGESTED: u64 = 20;

/// A cell as its file holds it.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Cell<'a> {
    /// Text, to be read as whatever its column is.
    Text(Cow<'a, str>),
    /// A number that the file holds as a number: no decimal mark, no doubt. What is shown of it, where that is more than
    /// its digits, and the currency that its format names.
    Number { x: f64, shown: Option<Cow<'a, str>>, currency: Option<Currency> },
    /// The same, shown as a percentage: 0.9 as 90 %.
    Percent(f64),
    /// A date or time that the file holds as one, in ISO 8601.
    Date(Cow<'a, str>),
    /// A formula whose result the file does not hold.
    Unfinished,
}

impl Cell<'_> {
    /// A number that is shown as it is.
    pub(crate) fn number(x: f64) -> Self {
        Cell::Number { x, shown: None, currency: None }
    }

    /// The same cell, whose text stays where it is.
    pub(crate) fn borrowed(&self) -> Cell<'_> {
        match self {
            Cell::Text(text) => Cell::Text(Cow::Borrowed(text)),
            Cell::Number { x, shown, currency } => {
                Cell::Number { x: *x, shown: shown.as_deref().map(Cow::Borrowed), currency: *currency }
            }
            Cell::Percent(x) => Cell::Percent(*x),
            Cell::Date(text) => Cell::Date(Cow::Borrowed(text)),
            Cell::Unfinished => Cell::Unfinished,
        }
    }

    /// What stands in the cell, as text.
    pub(crate) fn text(&self) -> Cow<'_, str> {
        match self {
            Cell::Text(text) | Cell::Date(text) => Cow::Borrowed(text),
            Cell::Number { shown: Some(shown), .. } => Cow::Borrowed(shown),
            Cell::Number { x, .. } => Cow::Owned(x.to_string()),
            Cell::Percent(x) => Cow::Owned(percent(*x)),
            Cell::Unfinished => Cow::Borrowed(""),
        }
    }
}

/// A cell, where it goes and where it stands.
pub(crate) struct Found<'a> {
    pub(crate) loader: &'a Loader<'a>,
    pub(crate) column: &'a Column,
    pub(crate) cell: Cell<'a>,
    /// Asked only where there is something to say.
    pub(crate) place: &'a dyn Fn() -> Place,
}

/// Puts a cell into its column. A refused one leaves a gap, so that all columns stay equally long.
pub(crate) fn push(found: &Found<'_>, cells: &mut Cells, evidence: &mut Evidence, findings: &mut Findings) {
    let text = found.cell.text();
    if matches!(found.cell, Cell::Unfinished) {
        let finding = Finding::error("formula-without-result", "a formula, but the file does not hold its result");
        findings.push(finding.at((found.place)()).help("open the workbook in Excel, save it and try again"));
    }
    match (&found.column.kind, cells) {
        (Kind::Number { scale }, Cells::Number(numbers)) => {
            numbers.push(if found.is_missing(&text, findings) {
                None
            } else {
                found.number(&text, *scale, evidence, findings)
            });
        }
        (Kind::Date { until }, Cells::Number(days)) => {
            let is_there = !found.is_missing(&text, findings);
            let date = is_there.then(|| found.date(&text, evidence, findings)).flatten();
            days.push(date.zip(found.until(is_there, *until, findings)).map(|(date, until)| until.days_since(date)));
        }
        (Kind::Category { known }, Cells::Category(categories)) => {
            let missing = found.is_missing(&text, findings);
            // A criteria file that names it as a level knows what it means.
            if !missing && known.is_none() {
                let finding = spreadsheet_error(Severity::Warning, &text);
                findings.extend(finding.map(|finding| finding.at((found.place)())));
            }
            let value = Some(trim(&text)).filter(|_| !missing);
            if let (Some(value), Some(known)) = (value, known) {
                found.check_level(value, known, findings);
            }
            categories.push(value);
        }
        (Kind::Id, Cells::Text(texts)) => texts.push(trim(&text), false),
        (_, Cells::Text(texts)) => texts.push(trim(&text), found.loader.schema.is_missing(&text)),
        _ => {}
    }
}

/// The finding for what a spreadsheet shows instead of a value.
pub(crate) fn spreadsheet_error(severity: Severity, text: &str) -> Option<Finding> {
    grammar::is_spreadsheet_error(trim(text)).then(|| {
        let flaw = Flaw::SpreadsheetError;
        let finding = Finding::error(flaw.code(), "this is a spreadsheet's error, not a value");
        Finding { severity, ..finding.value(text).help(flaw.help()) }
    })
}

/// 12.5 % for 0.125, without the noise of the product.
fn percent(x: f64) -> String {
    let shown = format!("{:.14e}", x * 100.0).parse::<f64>().unwrap_or(x);
    format!("{shown} %")
}

/// The year of a date in ISO 8601, with the part of it that has passed: 2011-07-02 is 2011.5.
fn year(date: &str) -> Option<f64> {
    let day = Day::from_iso(date)?;
    let year = day.civil().0;
    let (first, next) = (Day::new(year, 1, 1)?, Day::new(year + 1, 1, 1)?);
    Some(f64::from(year) + day.days_since(first) / next.days_since(first))
}

impl Found<'_> {
    fn is_missing(&self, text: &str, findings: &mut Findings) -> bool {
        let missing = self.loader.schema.is_missing(text);
        if missing && self.column.required && !matches!(self.cell, Cell::Unfinished) {
            let finding =
                Finding::error("cell-missing", "no value, and the criteria file asks for one").at((self.place)());
            let finding = if text.is_empty() { finding } else { finding.value(text) };
            findings
                .push(finding.help("fill it in, or let the criterion do without: `missing: skip` or `missing: worst`"));
        }
        missing
    }

    fn check_level(&self, value: &str, known: &[String], findings: &mut Findings) {
        if known.iter().any(|level| same_text(level, value)) {
            return;
        }
        // What is not going to be shown needs no suggestion.
        let near = Some(value).filter(|_| findings.count(Severity::Error) < SUGGESTED);
        let near = near.and_then(|value| nearest(value, known.iter().map(String::as_str)));
        let meant = near.map_or(String::new(), |level| format!("did you mean \"{level}\"? "));
        let help = format!(
            "{meant}The levels are {}; correct the cell or add the level to the criteria file",
            known.join(", ")
        );
        findings
            .push(Finding::error("level-unknown", "not one of the levels").at((self.place)()).value(value).help(help));
    }

    /// The day up to which days are counted; an error where none is stated.
    fn until(&self, is_there: bool, until: Option<Day>, findings: &mut Findings) -> Option<Day> {
        if until.is_none() && is_there {
            let finding = Finding::error("today-unknown", "nobody says which day it is").at((self.place)());
            findings.push(finding.help("say it with --today, as in --today 2026-12-01"));
        }
        until
    }

    fn date(&self, text: &str, evidence: &mut Evidence, findings: &mut Findings) -> Option<Day> {
        let read = match &self.cell {
            Cell::Unfinished => return None,
            Cell::Number { .. } | Cell::Percent(_) => Err(dates::Flaw::Number),
            Cell::Text(_) | Cell::Date(_) => dates::read(text),
        };
        match read {
            Ok(date) => {
                evidence.order.note(date, &|| Witness { place: (self.place)(), value: text.to_owned() });
                Some(match date {
                    Date::Plain(day) | Date::DayFirst(day) | Date::MonthFirst(day) => day,
                    Date::Either { month_first, .. } if self.loader.month_first.contains(&self.column.name) => {
                        month_first
                    }
                    Date::Either { day_first, .. } => day_first,
                })
            }
            Err(flaw) => {
                let finding = spreadsheet_error(Severity::Error, text)
                    .unwrap_or_else(|| Finding::error(flaw.code(), flaw.message()).value(text).help(flaw.help()));
                findings.push(finding.at((self.place)()));
                None
            }
        }
    }

    fn number(
        &self,
        text: &str,
        scale: Option<(f64, f64)>,
        evidence: &mut Evidence,
        findings: &mut Findings,
    ) -> Option<f64> {
        let read = match &self.cell {
            Cell::Unfinished => Err(Flaw::Text),
            Cell::Number { x, currency, .. } => Ok(Number { currency: *currency, ..Number::bare(Amount::Plain(*x)) }),
            Cell::Percent(x) => Ok(Number::bare(Amount::Plain(*x))),
            Cell::Date(date) => match year(date).filter(|_| scale.is_none()) {
                Some(year) => Ok(Number::bare(Amount::Plain(year))),
                None => Err(Flaw::Date),
            },
            Cell::Text(_) => grammar::read(text, scale.is_none()),
        };
        let witness = || Witness { place: (self.place)(), value: text.to_owned() };
        match &self.cell {
            Cell::Date(_) if read.is_ok() => evidence.note_date(&witness),
            Cell::Percent(_) => evidence.note_percent(&witness),
            Cell::Number { .. } | Cell::Text(_) if read.is_ok() => evidence.note_plain(&witness),
            _ => {}
        }
        let mut number = match read {
            Ok(number) => number,
            Err(flaw) => {
                let finding = Finding::error(flaw.code(), flaw.told_of(text)).at((self.place)()).value(text);
                let help = match self.loader.schema.as_codes(self.column) {
                    Some(so) => format!(
                        "if the column holds codes, write the condition of the criteria file with quotes: {so}; else {}",
                        flaw.help()
                    ),
                    None => flaw.help().to_string(),
                };
                findings.push(finding.help(help));
                return None;
            }
        };
        if let (Some(scale), None) = (scale, self.loader.stated) {
            number.amount = number.amount.on_scale(scale);
        }
        evidence.note(&number, &witness);
        let x = match (number.amount, self.loader.stated) {
            // Each cell is read as it shows itself; where they differ the evidence refuses the file.
            (Amount::Marked(x, _), None) => x,
            (amount, stated) => {
                let mark = stated.unwrap_or(self.loader.guess);
                let Some(x) = amount.with(mark) else {
                    findings.push(self.contradicts(text, mark));
                    return None;
                };
                x
            }
        };
        if let Some((low, high)) = scale {
            let outside = !(low..=high).contains(&x);
            evidence.measure(x, outside);
            if outside {
                let message = format!("outside the scale {low}..{high}");
                let help = "correct the rating, or the scale in the criteria file";
                findings
                    .push(Finding::error("rating-outside-scale", message).at((self.place)()).value(text).help(help));
                return None;
            }
        }
        Some(x)
    }

    fn contradicts(&self, text: &str, mark: Mark) -> Finding {
        let message = format!("this does not fit the stated decimal {}", mark.name());
        let help =
            format!("correct the cell, or state the decimal {} if that is what the file uses", mark.other().name());
        Finding::error("decimal-mark-contradicted", message).at((self.place)()).value(text).help(help)
    }
}
