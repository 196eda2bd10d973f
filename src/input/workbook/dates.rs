//! Days as a spreadsheet counts them.

use crate::table::Day;

/// The day after the last one that Excel knows, 31 December 9999.
const END: f64 = 2_958_466.0;
const SECONDS: i64 = 86_400;

/// A day number as date and, where there is one, time in ISO 8601; `None` where it is no day of Excel's.
pub(crate) fn iso(number: f64, from_1904: bool) -> Option<String> {
    // 1904-01-01 is day 0 there, and day 1,462 elsewhere.
    let number = if from_1904 { number + 1462.0 } else { number };
    if !(0.0..END).contains(&number) {
        return None;
    }
    #[allow(clippy::cast_possible_truncation, reason = "within the range that was just tested")]
    let seconds = (number * 86_400.0).round() as i64;
    let (day, rest) = (seconds.div_euclid(SECONDS), seconds.rem_euclid(SECONDS));
    let time = format!("{:02}:{:02}:{:02}", rest / 3600, rest / 60 % 60, rest % 60);
    if day == 0 {
        return Some(time);
    }
    // Excel has a 29 February 1900, which never was.
    let since_1970 = day - 25_569 + i64::from(day < 60);
    let date = Day::since_1970(since_1970)?.to_string();
    Some(if rest == 0 { date } else { format!("{date}T{time}") })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_are_those_that_excel_shows() {
        for (number, text) in [
            (1.0, "1900-01-01"),
            (59.0, "1900-02-28"),
            (61.0, "1900-03-01"),
            (25_569.0, "1970-01-01"),
            (45_992.0, "2025-12-01"),
            (45_992.5, "2025-12-01T12:00:00"),
            (0.75, "18:00:00"),
            (2_958_465.0, "9999-12-31"),
        ] {
            assert_eq!(iso(number, false).as_deref(), Some(text), "{number}");
        }
        assert_eq!(iso(44_530.0, true).as_deref(), Some("2025-12-01"));
        assert_eq!((iso(-1.0, false), iso(f64::NAN, false), iso(1e300, false)), (None, None, None));
    }
}
