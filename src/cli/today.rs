//! The day of the run: that of `--today`, else that of the clock.

use super::arguments::Reading;
use crate::finding::{Finding, Findings};
use crate::model::{Day, Model};
use std::sync::OnceLock;
use std::time::{SystemTime, UNIX_EPOCH};

const SECONDS: u64 = 86_400;
const CODE: &str = "days-since-today";

/// The day up to which `days_since: today` counts; `None` if the clock gives no date.
pub(crate) fn today(reading: &Reading) -> Option<Day> {
    // A run that goes on past midnight keeps its day.
    static CLOCK: OnceLock<Option<Day>> = OnceLock::new();
    reading.today.or_else(|| *CLOCK.get_or_init(by_clock))
}

/// The date of this computer, in UTC.
fn by_clock() -> Option<Day> {
    let seconds = SystemTime::now().duration_since(UNIX_EPOCH).ok()?.as_secs();
    let day = Day::since_1970(i64::try_from(seconds / SECONDS).ok()?)?;
    Day::YEARS.contains(&day.civil().0).then_some(day)
}

/// Adds a notice of the day if the model counts days to it.
pub(crate) fn tell(model: &Model, reading: &Reading, findings: &mut Findings) {
    let Some(today) = model.today.filter(|_| model.counts_to_today()) else { return };
    if findings.iter().any(|finding| finding.code == CODE) {
        return;
    }
    let source = if reading.today.is_some() { "as --today says" } else { "the date of this computer (UTC)" };
    let finding = Finding::notice(CODE, format!("days are counted to {today}, {source}"));
    findings.push(if reading.today.is_some() {
        finding
    } else {
        finding.help(format!("the result changes from day to day; say --today {today} to get the same one again"))
    });
}
