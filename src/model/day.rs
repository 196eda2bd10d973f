//! A day of the calendar, as a count of days.
//!
//! The arithmetic is that of H. Hinnant, "chrono-compatible low-level date algorithms": eras of 400 years that begin on
//! 1 March, so that the leap day is the last one of a year.

use std::fmt;

/// A day of the Gregorian calendar, counted from 1970-01-01.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Day(i32);

impl Day {
    /// The years of believable dates; others are slips.
    pub const YEARS: std::ops::RangeInclusive<i32> = 1800..=2200;

    /// How a day is written, for the message of [`Day::read`] about a text that is not a day.
    pub const FORM: &'static str = "write it as 2025-03-04 or 04.03.2025";

    /// The day so many days after 1970-01-01; `None` more than a million days away.
    pub fn since_1970(days: i64) -> Option<Self> {
        i32::try_from(days).ok().filter(|days| days.unsigned_abs() <= 4_000_000).map(Day)
    }

    /// `None` for a day that the calendar does not have, and outside the years 0 to 9999.
    pub fn new(year: i32, month: u32, day: u32) -> Option<Self> {
        let (month, day) = (i32::try_from(month).ok()?, i32::try_from(day).ok()?);
        if !(0..=9999).contains(&year) || !(1..=12).contains(&month) || !(1..=31).contains(&day) {
            return None;
        }
        let year_from_march = year - i32::from(month <= 2);
        let era = year_from_march.div_euclid(400);
        let year_of_era = year_from_march.rem_euclid(400);
        let of_year = (153 * (month + if month > 2 { -3 } else { 9 }) + 2) / 5 + day - 1;
        let of_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + of_year;
        let found = Day(era * 146_097 + of_era - 719_468);
        // The 31st of a short month counts on into the next one.
        let same = (year, month.unsigned_abs(), day.unsigned_abs());
        (found.civil() == same).then_some(found)
    }

    /// Year, month and day of the month.
    pub fn civil(self) -> (i32, u32, u32) {
        let days = self.0 + 719_468;
        let era = days.div_euclid(146_097);
        let of_era = days.rem_euclid(146_097);
        let year_of_era = (of_era - of_era / 1460 + of_era / 36_524 - of_era / 146_096) / 365;
        let of_year = of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
        let month = (5 * of_year + 2) / 153;
        let day = of_year - (153 * month + 2) / 5 + 1;
        let month = if month < 10 { month + 3 } else { month - 9 };
        (year_of_era + era * 400 + i32::from(month <= 2), month.unsigned_abs(), day.unsigned_abs())
    }

    /// Its number, in which dates are compared: days since 1970-01-01.
    pub fn number(self) -> f64 {
        f64::from(self.0)
    }

    /// The whole days from an earlier day to this one; negative from a later one.
    pub fn days_since(self, earlier: Day) -> f64 {
        self.number() - earlier.number()
    }

    /// The day so many whole days before this one.
    pub fn before(self, days: f64) -> Option<Self> {
        let number = self.number() - days;
        #[allow(clippy::cast_possible_truncation, reason = "within the range that is tested")]
        let whole = (number.fract() == 0.0 && number.abs() <= 4e6).then_some(number as i64);
        whole.and_then(Day::since_1970)
    }

    /// The day at the front of a text in ISO 8601.
    pub fn from_iso(text: &str) -> Option<Self> {
        let mut parts = text.get(..10)?.split('-');
        let (year, month, day) =
            (parts.next()?.parse().ok()?, parts.next()?.parse().ok()?, parts.next()?.parse().ok()?);
        Day::new(year, month, day)
    }

    /// A day written `2025-03-04`, `4.3.2025` or `04.03.2025`, within [`Day::YEARS`].
    ///
    /// # Errors
    /// What is wrong, and what to write instead.
    pub fn read(text: &str) -> Result<Self, &'static str> {
        let text = text.trim();
        let parts = |mark: char| -> Option<[u32; 3]> {
            let short = |part: &str| part.len() <= 4 && !part.is_empty() && part.bytes().all(|b| b.is_ascii_digit());
            let parts: Vec<u32> =
                text.split(mark).map(|part| short(part).then(|| part.parse().ok()).flatten()).collect::<Option<_>>()?;
            parts.try_into().ok()
        };
        let has_year = |year: Option<&str>| year.is_some_and(|year| year.len() == 4);
        let [year, month, day] = match (parts('-'), parts('.')) {
            (Some(parts), _) if has_year(text.split('-').next()) => parts,
            (_, Some([day, month, year])) if has_year(text.rsplit('.').next()) => [year, month, day],
            _ => return Err(Day::FORM),
        };
        let year = i32::try_from(year).map_err(|_| Day::FORM)?;
        let found = Day::new(year, month, day).ok_or("the calendar has no such day; correct it")?;
        if Day::YEARS.contains(&year) { Ok(found) } else { Err("write a year from 1800 to 2200") }
    }
}

impl fmt::Display for Day {
    /// In ISO 8601.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (year, month, day) = self.civil();
        write!(f, "{year:04}-{month:02}-{day:02}")
    }
}

/// The day up to which the days of a column of dates are counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Until {
    /// The day of the run.
    Today,
    /// Always the same day.
    Day(Day),
}

impl Until {
    /// The day itself; `None` where it is today and the caller has not set that day.
    pub fn day(self, today: Option<Day>) -> Option<Day> {
        match self {
            Until::Today => today,
            Until::Day(day) => Some(day),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// Counts up the calendar, day by day.
    #[test]
    fn every_day_of_four_centuries_is_the_one_after_the_day_before() {
        let leap = |year: i32| year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
        let mut number = Day::new(1800, 1, 1).unwrap().number();
        for year in 1800..=2200 {
            for month in 1..=12u32 {
                let length = match month {
                    2 => 28 + u32::from(leap(year)),
                    4 | 6 | 9 | 11 => 30,
                    _ => 31,
                };
                for day in 1..=length {
                    let found = Day::new(year, month, day).unwrap();
                    assert_eq!((found.number(), found.civil()), (number, (year, month, day)));
                    number += 1.0;
                }
                assert_eq!(Day::new(year, month, length + 1), None);
            }
        }
        assert_eq!(Day::new(1970, 1, 1).map(Day::number), Some(0.0));
        assert_eq!((Day::new(2025, 0, 1), Day::new(2025, 13, 1), Day::new(2025, 1, 0)), (None, None, None));
    }

    proptest! {
        #[test]
        fn a_day_is_read_as_it_is_written(number in -60_000i64..80_000, days in -9_000i32..9_000) {
            let day = Day::since_1970(number).unwrap();
            let (y, m, d) = day.civil();
            prop_assert_eq!(Day::read(&day.to_string()), Ok(day));
            prop_assert_eq!(Day::read(&format!("{d}.{m}.{y}")), Ok(day));
            let earlier = day.before(f64::from(days)).unwrap();
            prop_assert!((day.days_since(earlier) - f64::from(days)).abs() < 0.5);
        }
    }

    #[test]
    fn what_is_no_day_is_refused() {
        for text in
            ["", "today", "2025-02-30", "31.02.2025", "1.1.25", "25-01-01", "2025-1", "1799-12-31", "2025/01/01"]
        {
            assert!(Day::read(text).is_err(), "{text}");
        }
    }
}
