//! Which column names every customer: by its header first, then by what stands in it. Neither an amount nor a date, a
//! telephone number, an address or a rating is ever one.

use super::outline::Outline;
use crate::input::numbers::grammar;
use crate::input::totals::labels;
use crate::profile::Shape;
use crate::profile::header::{Sense, key_likeness, plain};
use crate::text::trim::trim;
use std::collections::{HashMap, HashSet};

/// A header that says so this much is that of the id, even if a row or two have none.
const SURE: u8 = 3;

/// The columns that may be the id.
pub(crate) struct Candidates {
    /// Their places among the headers, the likeliest first.
    pub(crate) places: Vec<usize>,
    /// Headers that look like an id, but whose cells repeat or are empty.
    pub(crate) no_ids: Vec<String>,
    /// Whether the first one is empty in some row: then that row is not a customer, and no other column will do instead.
    pub(crate) has_gaps: bool,
}

/// A column as the first rows show it.
struct Column<'o> {
    place: usize,
    likeness: u8,
    cells: Vec<&'o str>,
    /// Rows in which it is empty or holds the label of a total.
    gaps: Vec<usize>,
    repeats: bool,
    fits: bool,
    is_text: bool,
    /// What a company is called by comes before other texts.
    is_name: bool,
}

impl<'o> Column<'o> {
    fn new(outline: &'o Outline, place: usize, header: &str, field: Option<usize>) -> Self {
        let cell = |row: &'o Vec<String>| field.and_then(|field| row.get(field)).map_or("", |cell| trim(cell));
        let cells: Vec<&str> = outline.sample.iter().map(cell).collect();
        let is_gap = |cell: &str| cell.is_empty() || labels::label(cell).is_some();
        let gaps = cells.iter().enumerate().filter(|(_, cell)| is_gap(cell)).map(|(row, _)| row).collect();
        let filled = || cells.iter().copied().filter(|cell| !is_gap(cell));
        let mut seen = HashSet::new();
        let repeats = !filled().all(|cell| seen.insert(cell));
        let plain = plain(header);
        let is_text = filled().any(|cell| grammar::read(cell, true).is_err());
        // Enough whole numbers, all with the same number of digits: they were assigned.
        let is_dealt = || {
            let mut lengths = filled().map(str::len);
            let first = lengths.next().unwrap_or(0);
            first >= 4 && lengths.all(|length| length == first) && Sense::of(&plain) == Sense::Other
        };
        let is_digits = |cell: &str| cell.bytes().all(|byte| byte.is_ascii_digit());
        let is_code = |cell: &str| cell.bytes().any(|byte| byte.is_ascii_digit()) && !cell.contains(' ');
        // Some words head the names of customers as often as their numbers.
        let likeness = match key_likeness(header) {
            2 if !filled().all(is_code) => 0,
            likeness => likeness,
        };
        let fits = match likeness {
            0 if is_text => Shape::common(filled()) == Shape::Other && !Sense::of(&plain).is_no_name(),
            0 => filled().all(is_digits) && is_dealt() && !says_amount(&plain),
            _ => is_text || filled().all(|cell| !cell.contains([',', '.'])),
        } && (likeness >= SURE || Shape::common(filled()) == Shape::Other);
        let is_name = [" name ", "firma", "company", "kunde", "customer", "account", "unternehmen"];
        let is_name = is_name.iter().any(|word| plain.contains(word));
        Column { place, likeness, gaps, repeats, fits, is_text, is_name, cells }
    }
}

/// Words of amounts, counts and ratings.
fn says_amount(plain: &str) -> bool {
    const WORDS: [&str; 20] = [
        "umsatz",
        "revenue",
        "turnover",
        "sales",
        "betrag",
        "amount",
        "poten",
        "value",
        "wert",
        "score",
        "rating",
        "punkte",
        "points",
        "note",
        "anzahl",
        "number of",
        "count",
        "volum",
        "mitarbeiter",
        "employees",
    ];
    WORDS.iter().any(|word| plain.contains(word))
}

/// The columns that may be the id.
pub(crate) fn candidates(outline: &Outline, headers: &[String]) -> Candidates {
    let mut fields: HashMap<&str, usize> = HashMap::new();
    for (field, header) in outline.headers.iter().enumerate() {
        fields.entry(trim(header)).or_insert(field);
    }
    let column =
        |(place, header): (usize, &String)| Column::new(outline, place, header, fields.get(header.as_str()).copied());
    let columns: Vec<Column<'_>> = headers.iter().enumerate().map(column).collect();
    let is_whole = |column: &Column<'_>| column.fits && !column.repeats && column.gaps.is_empty();
    let gapped = |column: &Column<'_>| {
        column.fits && !column.repeats && column.likeness >= 2 && are_no_customers(column, &columns)
    };
    let mut found: Vec<&Column<'_>> = columns.iter().filter(|c| is_whole(c) || gapped(c)).collect();
    // Of columns that are not called an id, one of texts is sooner a name than one of numbers is a number.
    let order = |column: &&Column<'_>| {
        let sure = if is_whole(column) || column.likeness < SURE { column.likeness } else { SURE };
        std::cmp::Reverse((sure, is_whole(column), column.is_name && column.likeness == 0, column.is_text))
    };
    found.sort_by_key(order);
    let best = found.first().map_or(0, |column| column.likeness);
    let is_found = |column: &Column<'_>| is_whole(column) || gapped(column);
    // Beside a number of the CRM a customer may well have none of the ERP, but hardly that of another.
    let is_passed = |column: &&Column<'_>| {
        let looks_like_it = column.likeness > best && column.likeness >= SURE;
        looks_like_it && !is_found(column) && (column.repeats || best < SURE)
    };
    let no_ids = columns.iter().filter(is_passed).filter_map(|column| headers.get(column.place).cloned()).collect();
    let has_gaps = found.first().is_some_and(|column| !column.gaps.is_empty());
    Candidates { places: found.iter().map(|column| column.place).collect(), no_ids, has_gaps }
}

/// Whether the rows without an id are not customers. They are not where they lack as well what names all others, and where they are
/// next to none.
fn are_no_customers(id: &Column<'_>, columns: &[Column<'_>]) -> bool {
    let is_gap = |row: &usize| id.gaps.contains(row);
    let names_the_others = |column: &&Column<'_>| {
        column.place != id.place
            && column.is_text
            && !column.repeats
            && column.gaps.iter().all(is_gap)
            && Shape::common(column.cells.iter().copied().filter(|cell| !cell.is_empty())) == Shape::Other
    };
    let mut names = columns.iter().filter(names_the_others).peekable();
    let customers = id.cells.len() - id.gaps.len();
    if names.peek().is_none() {
        return id.likeness >= SURE && id.gaps.len() * 20 <= customers;
    }
    let all_lack = names.any(|name| id.gaps.iter().all(|row| name.gaps.contains(row)));
    all_lack && customers > 0 || id.likeness >= SURE && id.gaps.len() * 20 <= customers
}
