//! The kind of text in a cell, whatever its header says: a date, a telephone number, a web address.

use super::months::MONTHS;
use crate::text::folded;

/// The kind of text in a cell.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Shape {
    /// A day, with or without a time.
    Date,
    /// A telephone number with a mark that only telephone numbers have.
    Phone,
    /// An e-mail address.
    Email,
    /// A web address.
    Link,
    /// Anything else.
    Other,
}

impl Shape {
    /// The shape of one cell.
    pub fn of(cell: &str) -> Self {
        let cell = cell.trim();
        if is_email(cell) {
            Shape::Email
        } else if ["http://", "https://", "www."].iter().any(|start| begins(cell, start)) {
            Shape::Link
        } else if is_date(cell) {
            Shape::Date
        } else if is_phone(cell) {
            Shape::Phone
        } else {
            Shape::Other
        }
    }

    /// The shape of more than half of the cells.
    pub fn common<'c>(cells: impl Iterator<Item = &'c str>) -> Self {
        let (mut counts, mut all) = ([(Shape::Date, 0), (Shape::Phone, 0), (Shape::Email, 0), (Shape::Link, 0)], 0);
        for cell in cells {
            all += 1;
            let shape = Shape::of(cell);
            counts.iter_mut().filter(|(of, _)| *of == shape).for_each(|(_, count)| *count += 1);
        }
        counts.iter().find(|(_, count)| count * 2 > all).map_or(Shape::Other, |(shape, _)| *shape)
    }
}

fn begins(cell: &str, start: &str) -> bool {
    cell.get(..start.len()).is_some_and(|front| front.eq_ignore_ascii_case(start))
}

fn is_email(cell: &str) -> bool {
    let parts = cell.strip_prefix("mailto:").unwrap_or(cell).split_once('@');
    parts.is_some_and(|(user, host)| {
        !user.is_empty() && host.contains('.') && !host.contains('@') && !cell.contains(char::is_whitespace)
    })
}

/// `04.03.2011`, `2011-03-04T10:00`, `3/4/11 9:30 PM`, `4. März 2011`, `Mar 4, 2011`.
fn is_date(cell: &str) -> bool {
    let parts: Vec<&str> = cell.split(|c: char| !c.is_alphanumeric()).filter(|part| !part.is_empty()).collect();
    let is_number = |part: &str, longest: usize| {
        (1..=longest).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_digit())
    };
    let is_day = |part: &str| is_number(part, 2) && part.parse().is_ok_and(|day: u8| (1..=31).contains(&day));
    let is_year = |part: &str| {
        is_number(part, 4) && part.len() == 4 && part.parse().is_ok_and(|year: u16| (1800..2200).contains(&year))
    };
    let is_month = |part: &str| {
        let lower = folded(part);
        // Months may be shortened to three letters or more.
        part.chars().count() >= 3 && MONTHS.iter().copied().flatten().any(|month| month.starts_with(&lower))
    };
    let one_sign = |signs: &[char]| {
        let mut found = cell.chars().filter(|c| !c.is_alphanumeric());
        found.next().is_some_and(|first| signs.contains(&first) && found.next() == Some(first))
    };
    match parts.as_slice() {
        [year, month, day, ..] if is_year(year) => {
            let Some(rest) = cell.strip_prefix(year) else { return false };
            // 2011-03-04T10:00 has its time without a space.
            let day = day.split(['T', 't']).next().unwrap_or(day);
            rest.starts_with(['-', '.', '/']) && is_day(month) && is_day(day)
        }
        [first, second, year, ..] if is_day(first) && is_day(second) => {
            one_sign(&['.', '/', '-']) && (is_year(year) || is_number(year, 2) && year.len() == 2)
        }
        [day, month, year, ..] if is_day(day) && is_month(month) => is_year(year) || is_number(year, 2),
        [month, day, year, ..] if is_month(month) && is_day(day) => is_year(year),
        [month, year] if is_month(month) => is_year(year),
        _ => false,
    }
}

/// Digits with the signs of a telephone number: a leading `+`, brackets, a leading zero and gaps, three groups of
/// digits.
fn is_phone(cell: &str) -> bool {
    let digits = cell.bytes().filter(u8::is_ascii_digit).count();
    let mut others = cell.chars().filter(|c| !c.is_ascii_digit() && !c.is_whitespace());
    if !(7..=20).contains(&digits) || !others.all(|c| "+()-/.x–".contains(c)) {
        return false;
    }
    let groups: Vec<&str> = cell.split(|c: char| !c.is_ascii_digit()).filter(|group| !group.is_empty()).collect();
    let is_parted = groups.len() > 1;
    match cell.chars().next() {
        Some('+') => !cell.contains('.') || groups.len() > 2,
        Some('(') => is_parted && !cell.ends_with(')'),
        Some('0') => is_parted && !cell.contains('.'),
        _ => matches!(groups.as_slice(), [a, b, c, ..] if [a.len(), b.len(), c.len()] == [3, 3, 4]),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_are_known_by_their_looks() {
        let all = |shape, cells: &[&str]| {
            for cell in cells {
                assert_eq!(Shape::of(cell), shape, "{cell}");
            }
        };
        let dates = [
            "04.03.2011",
            "2011-03-04",
            "2011-03-04T10:00:00",
            "3/4/11 9:30 PM",
            "31.12.25",
            "4. März 2011",
            "04-Mar-2011",
            "Mar 4, 2011",
            "Dez 2024",
            "2024/12/01 00:00",
        ];
        all(Shape::Date, &dates);
        let phones = [
            "+49 711 100000",
            "+4971110000",
            "0711/100000",
            "0711 100-31",
            "(496)978-3969x58947",
            "229.077.5154",
            "686-620-1820x944",
            "+1-539-402-0259",
        ];
        all(Shape::Phone, &phones);
        all(Shape::Email, &["a.b@c.example", "mailto:a@b.example"]);
        all(Shape::Link, &["http://www.example.com/", "WWW.example.com"]);
        let others = [
            "0000100310",
            "1.065.682,89",
            "1.2.3",
            "C-1001",
            "20350011000",
            "900000.50",
            "(1.234.567)",
            "+1234567.5",
            "Marktbude 2011",
            "K-2011-77",
            "1-2",
            "",
            "DD37Cf93aecA6Dc",
            "2024",
            "@home",
            "0.1234567",
            "10-24-0001",
        ];
        all(Shape::Other, &others);
    }

    #[test]
    fn a_column_is_what_most_of_its_cells_are() {
        assert_eq!(Shape::common(["04.03.2011", "unbekannt", "5.3.2012"].into_iter()), Shape::Date);
        assert_eq!(Shape::common(["04.03.2011", "x"].into_iter()), Shape::Other);
        assert_eq!(Shape::common(std::iter::empty()), Shape::Other);
    }
}
