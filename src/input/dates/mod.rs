//! One cell as a date. Nothing is guessed: where `03/04/2025` could be two days, both are kept until the whole column has
//! spoken.

pub(crate) mod order;

use crate::profile::months::MONTHS;
use crate::table::Day;
use crate::text::trim::trim;

/// What a cell holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Date {
    /// The same day however the column is written.
    Plain(Day),
    /// `25/03/2025`: the day stands first.
    DayFirst(Day),
    /// `03/25/2025`: the month stands first.
    MonthFirst(Day),
    /// `03/04/2025`: one or the other.
    Either { day_first: Day, month_first: Day },
}

/// Why a cell is not a date.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Flaw {
    Text,
    Number,
    Time,
    ShortYear,
    NoSuchDay,
    OutOfReach,
}

/// Longest date cell, in bytes.
const LONGEST: usize = 64;

/// Reads one cell.
pub(crate) fn read(cell: &str) -> Result<Date, Flaw> {
    let text = trim(cell);
    if text.len() > LONGEST {
        return Err(Flaw::Text);
    }
    if !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit() || matches!(b, b'-' | b'+')) && number(text) {
        return Err(Flaw::Number);
    }
    if is_time(text) {
        return Err(Flaw::Time);
    }
    let text = without_time(text);
    let mut parts = text.split(['-', '.', '/', ' ', ',']).filter(|part| !part.is_empty());
    let (Some(a), Some(b), Some(c), None) = (parts.next(), parts.next(), parts.next(), parts.next()) else {
        return Err(if number(text) { Flaw::Number } else { Flaw::Text });
    };
    match (digits(a), digits(b), digits(c)) {
        (Some(a), Some(b), Some(c)) => of_numbers(text, [a, b, c]),
        (Some(day), None, Some(year)) => named(day, month(b).ok_or(Flaw::Text)?, year),
        (None, Some(day), Some(year)) => named(day, month(a).ok_or(Flaw::Text)?, year),
        _ => Err(Flaw::Text),
    }
}

/// A part of a date: its number, and with how many digits it is written.
type Part = (u32, usize);

fn digits(part: &str) -> Option<Part> {
    let all = part.len() <= 4 && part.bytes().all(|b| b.is_ascii_digit());
    all.then(|| part.parse().ok()).flatten().map(|number| (number, part.len()))
}

/// Whether it is a number, perhaps with a mark and decimals.
fn number(text: &str) -> bool {
    let bare = text.strip_prefix(['-', '+']).unwrap_or(text);
    let marks = bare.bytes().filter(|b| matches!(b, b'.' | b',')).count();
    !bare.is_empty() && marks <= 1 && bare.bytes().all(|b| b.is_ascii_digit() || matches!(b, b'.' | b','))
}

/// Three numbers, with one kind of mark between them and nothing else.
fn of_numbers(text: &str, [a, b, c]: [Part; 3]) -> Result<Date, Flaw> {
    let marks: Vec<char> = text.chars().filter(|c| !c.is_ascii_digit()).collect();
    let mark = match marks.as_slice() {
        // "4. 3. 2025"
        ['.', ' ', '.', ' '] => '.',
        [first, second] if first == second && matches!(first, '-' | '.' | '/') => *first,
        _ => return Err(Flaw::Text),
    };
    let is_short = |part: Part| part.1 <= 2;
    match (a.1, b.1, c.1) {
        (4, ..) if is_short(b) && is_short(c) => day(a.0, b.0, c.0).map(Date::Plain),
        (.., 4) if is_short(a) && is_short(b) && mark == '.' => day(c.0, b.0, a.0).map(Date::Plain),
        (.., 4) if is_short(a) && is_short(b) => match (day(c.0, b.0, a.0), day(c.0, a.0, b.0)) {
            (Ok(one), Ok(other)) if one == other => Ok(Date::Plain(one)),
            (Ok(day_first), Ok(month_first)) => Ok(Date::Either { day_first, month_first }),
            (Ok(day), Err(_)) => Ok(Date::DayFirst(day)),
            (Err(_), Ok(day)) => Ok(Date::MonthFirst(day)),
            (Err(flaw), Err(_)) => Err(flaw),
        },
        _ if is_short(a) && is_short(b) && is_short(c) => Err(Flaw::ShortYear),
        _ => Err(Flaw::Text),
    }
}

/// A date with its month in letters.
fn named(of_month: Part, month: u32, year: Part) -> Result<Date, Flaw> {
    match (of_month.1, year.1) {
        (1 | 2, 4) => day(year.0, month, of_month.0).map(Date::Plain),
        (1 | 2, 1 | 2) => Err(Flaw::ShortYear),
        _ => Err(Flaw::Text),
    }
}

fn day(year: u32, month: u32, day: u32) -> Result<Day, Flaw> {
    let year = i32::try_from(year).map_err(|_| Flaw::OutOfReach)?;
    let found = Day::new(year, month, day).ok_or(Flaw::NoSuchDay)?;
    if Day::YEARS.contains(&year) { Ok(found) } else { Err(Flaw::OutOfReach) }
}

fn month(name: &str) -> Option<u32> {
    let name = crate::text::folded(name);
    (1u32..).zip(MONTHS).find(|(_, names)| names.iter().any(|known| crate::text::folded(known) == name)).map(|m| m.0)
}

/// A date without the time of day behind it.
fn without_time(text: &str) -> &str {
    let behind = |mark: char| text.split_once(mark).filter(|(_, time)| is_time(time));
    if let Some((date, _)) = behind('T').or_else(|| behind('t')) {
        return date;
    }
    // The first space after which nothing but a time follows: dates have spaces themselves.
    let spaces = text.char_indices().filter(|(_, c)| *c == ' ').map(|(at, _)| at);
    let cut = spaces.into_iter().find(|at| text.get(at + 1..).is_some_and(|time| is_time(time.trim())));
    cut.and_then(|at| text.get(..at)).map_or(text, str::trim_end)
}

/// Whether it is a time of day: `10:00`, `10:00:05.250Z`, `1:05 PM`, `10:00+02:00`.
fn is_time(text: &str) -> bool {
    let upper = text.trim().to_ascii_uppercase();
    let bare = ["AM", "PM", "UHR", "Z"].iter().find_map(|end| upper.strip_suffix(end)).unwrap_or(&upper).trim_end();
    let bare = match bare.rfind(['+', '-']) {
        Some(at) if at > 0 => bare.get(..at).filter(|_| is_offset(bare.get(at + 1..).unwrap_or(""))).unwrap_or(""),
        _ => bare,
    };
    clock(bare, true)
}

/// The offset of a time zone, without its sign: `01:00`, `0100`, `01`.
fn is_offset(text: &str) -> bool {
    clock(text, false) || matches!(text.len(), 2 | 4) && text.bytes().all(|b| b.is_ascii_digit())
}

/// Hours and minutes, with seconds if they may be there.
fn clock(text: &str, with_seconds: bool) -> bool {
    let parts: Vec<&str> = text.split(':').collect();
    let below = |part: &str, limit: u32| {
        matches!(part.len(), 1 | 2)
            && part.bytes().all(|b| b.is_ascii_digit())
            && part.parse::<u32>().is_ok_and(|n| n < limit)
    };
    let seconds = |part: &str| {
        let (whole, rest) = part.split_once(['.', ',']).unwrap_or((part, "0"));
        below(whole, 61) && !rest.is_empty() && rest.bytes().all(|b| b.is_ascii_digit())
    };
    match parts.as_slice() {
        [hours, minutes] => below(hours, 25) && below(minutes, 60),
        [hours, minutes, rest] if with_seconds => below(hours, 25) && below(minutes, 60) && seconds(rest),
        _ => false,
    }
}

impl Flaw {
    /// What is wrong.
    pub(crate) fn message(self) -> &'static str {
        match self {
            Flaw::Text => "this is not a date",
            Flaw::Number => "a plain number in a column of dates",
            Flaw::Time => "a time of day without a date",
            Flaw::ShortYear => "a date whose year has two digits",
            Flaw::NoSuchDay => "the calendar has no such day",
            Flaw::OutOfReach => "a date before 1800 or after 2200",
        }
    }

    /// What would mend it.
    pub(crate) fn help(self) -> &'static str {
        match self {
            Flaw::Text => {
                "write it as 2025-03-04 or 04.03.2025; if the cell means \"no value\", list it under missing_values"
            }
            Flaw::Number => "a spreadsheet stores dates as numbers: format the column as a date and export again",
            Flaw::Time => "export the column with its dates, as in 2025-03-04",
            Flaw::ShortYear => "export the column with four digits of the year, as in 2025-03-04",
            Flaw::NoSuchDay => "correct the date",
            Flaw::OutOfReach => {
                "correct the date; if it stands for \"no value\", leave the cell empty or list it under missing_values"
            }
        }
    }

    /// The code of its finding.
    pub(crate) fn code(self) -> &'static str {
        match self {
            Flaw::Text | Flaw::Time => "not-a-date",
            Flaw::Number => "number-not-date",
            Flaw::ShortYear => "date-year-unclear",
            Flaw::NoSuchDay => "date-impossible",
            Flaw::OutOfReach => "date-out-of-range",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn plain(cell: &str) -> String {
        match read(cell) {
            Ok(Date::Plain(day)) => day.to_string(),
            other => format!("{other:?}"),
        }
    }

    #[test]
    fn a_date_is_read_in_every_form_that_leaves_no_doubt() {
        for cell in [
            "2025-03-04",
            " 2025-3-4 ",
            "2025/03/04",
            "2025.03.04",
            "04.03.2025",
            "4.3.2025",
            "4. 3. 2025",
            "2025-03-04T10:00",
            "2025-03-04T10:00:05Z",
            "2025-03-04 10:00:05.250+01:00",
            "2025-03-04T10:00:00.000+0000",
            "04.03.2025 10:00 Uhr",
            "4. März 2025",
            "4-Mar-2025",
            "Mar 4, 2025",
            "4 march 2025 1:05 PM",
            "4. Mrz. 2025",
        ] {
            assert_eq!(plain(cell), "2025-03-04", "{cell}");
        }
        assert_eq!((plain("05/05/2025"), plain("29.02.2024")), ("2025-05-05".into(), "2024-02-29".into()));
    }

    #[test]
    fn slashes_leave_the_order_open_until_a_day_above_twelve() {
        let day = |m, d| Day::new(2025, m, d).unwrap();
        assert_eq!(read("03/04/2025"), Ok(Date::Either { day_first: day(4, 3), month_first: day(3, 4) }));
        assert_eq!(read("3-4-2025"), Ok(Date::Either { day_first: day(4, 3), month_first: day(3, 4) }));
        assert_eq!(read("25/03/2025 08:15"), Ok(Date::DayFirst(day(3, 25))));
        assert_eq!(read("3/25/2025"), Ok(Date::MonthFirst(day(3, 25))));
    }

    #[test]
    fn what_is_no_date_is_refused_by_its_kind() {
        for (cell, flaw) in [
            ("yes", Flaw::Text),
            ("2025", Flaw::Number),
            ("45720", Flaw::Number),
            ("45720.5", Flaw::Number),
            ("20250304", Flaw::Number),
            ("10:30", Flaw::Time),
            ("04.03.25", Flaw::ShortYear),
            ("3/4/25", Flaw::ShortYear),
            ("4-Mar-25", Flaw::ShortYear),
            ("31.02.2025", Flaw::NoSuchDay),
            ("2025-02-29", Flaw::NoSuchDay),
            ("2025-13-01", Flaw::NoSuchDay),
            ("30/02/2025", Flaw::NoSuchDay),
            ("1.1.1799", Flaw::OutOfReach),
            ("9999-12-31", Flaw::OutOfReach),
            ("0000-01-01", Flaw::OutOfReach),
            ("2025-03.04", Flaw::Text),
            ("2025-03-04x", Flaw::Text),
            ("2025-03", Flaw::Text),
            ("March 2025", Flaw::Text),
            ("2025-03-04T99:00", Flaw::Text),
            ("٢٠٢٥-٠٣-٠٤", Flaw::Text),
        ] {
            assert_eq!(read(cell), Err(flaw), "{cell}");
        }
    }

    proptest! {
        #[test]
        fn every_form_of_a_day_is_that_day(number in -62_000i64..84_000) {
            let day = Day::since_1970(number).unwrap();
            let (y, m, d) = day.civil();
            for cell in [format!("{y}-{m:02}-{d:02}"), format!("{d}.{m}.{y}"), format!("{y}/{m}/{d} 00:00:00")] {
                prop_assert_eq!(read(&cell), Ok(Date::Plain(day)));
            }
            let slashes = [(read(&format!("{d}/{m}/{y}")), true), (read(&format!("{m}-{d}-{y}")), false)];
            for (found, is_day_first) in slashes {
                let fits = match found.unwrap() {
                    Date::Plain(found) => found == day && d == m,
                    Date::DayFirst(found) => found == day && d > 12 && is_day_first,
                    Date::MonthFirst(found) => found == day && d > 12 && !is_day_first,
                    Date::Either { day_first, month_first } => {
                        d <= 12 && (if is_day_first { day_first } else { month_first }) == day
                    }
                };
                prop_assert!(fits, "{} {:?}", day, found);
            }
        }

        #[test]
        fn no_text_makes_it_panic(cell in "\\PC{0,24}|[0-9TZ:./ -]{0,24}") {
            let _ = read(&cell);
        }
    }
}
