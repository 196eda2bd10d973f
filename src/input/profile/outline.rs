//! The heading of a file whose columns are not named yet: where its header is, what separates its cells, and the first
//! rows below. A first look only; reading the file with these headers then judges it as strictly as any other.

use crate::finding::{Finding, Findings, Place};
use crate::input::bytes::encoding::Encoding;
use crate::input::bytes::file_kind;
use crate::input::bytes::file_kind::Signature;
use crate::input::bytes::front::{front, unpacked};
use crate::input::bytes::source::Source;
use crate::input::delimited::blanks;
use crate::input::delimited::strict::Dialect;
use crate::input::numbers::grammar;
use crate::input::reading::Options;
use crate::input::rows::binding::Binding;
use crate::input::rows::heading;
use crate::input::rows::heading::{Candidate, DELIMITERS, FrontRow, TITLE_LINES};
use crate::input::totals::labels;
use crate::input::workbook::Workbook;
use crate::profile::Shape;
use crate::table::Schema;
use crate::text::folded;
use std::cmp::Reverse;
use std::collections::HashSet;
use std::io::{self, Read};

/// What a first look finds.
#[derive(Debug)]
pub(crate) struct Outline {
    pub(crate) headers: Vec<String>,
    /// `None` for a workbook.
    pub(crate) delimiter: Option<u8>,
    /// Cells of the first customers.
    pub(crate) sample: Vec<Vec<String>>,
}

/// The front of a file.
enum Front {
    /// Of delimited text, and whether it is the whole file.
    Text(String, bool),
    /// Of a sheet.
    Rows(Vec<FrontRow>),
}

/// Looks at the front of a file.
///
/// # Errors
/// What the system says. A file that is no table is the inner error, a finding.
pub(crate) fn outline(source: &mut Source, options: &Options, file: &str) -> io::Result<Result<Outline, Box<Finding>>> {
    let nothing = |what| Box::new(heading::nothing(file, what));
    Ok(match front_of(source, options, file)? {
        Ok(Front::Text(text, _)) => of_text(&text, options).ok_or_else(|| nothing("the file holds no header")),
        Ok(Front::Rows(rows)) => {
            let layout = Layout::of(rows).ok_or_else(|| nothing("the sheet holds no header"));
            layout.map(|layout| layout.outline(None))
        }
        Err(finding) => Err(finding),
    })
}

/// The likely header of a file where it is known what is wanted: what of that it has, and its cells. `None` where there is
/// none, or the file is no table: reading it says so.
///
/// # Errors
/// What the system says.
pub(crate) fn headers(
    source: &mut Source,
    schema: &Schema,
    options: &Options,
    file: &str,
) -> io::Result<Option<(Binding, Vec<String>)>> {
    Ok(match front_of(source, options, file)? {
        Ok(Front::Text(text, complete)) => heading::look(&text, complete, schema, options),
        Ok(Front::Rows(rows)) => Candidate::new(rows, schema).map(Candidate::into_headers),
        Err(_) => None,
    })
}

fn front_of(source: &mut Source, options: &Options, file: &str) -> io::Result<Result<Front, Box<Finding>>> {
    let mut first = Vec::new();
    source.rewind()?;
    source.by_ref().take(4096).read_to_end(&mut first)?;
    if file_kind::is_lock(file, &first) {
        return Ok(Err(Box::new(file_kind::lock(file))));
    }
    let packed = match Signature::of(&first) {
        Signature::Container => {
            source.rewind()?;
            return Ok(Err(Box::new(file_kind::container(source, file)?)));
        }
        Signature::Foreign(what, instead) => return Ok(Err(Box::new(file_kind::foreign(what, instead, file)))),
        Signature::Zip => return workbook(source, options, file),
        Signature::Gzip => true,
        Signature::Text => false,
    };
    let mark = if packed { None } else { Encoding::from_mark(&first).map(|(encoding, _)| encoding) };
    let known = options.encoding.or(mark);
    let (text, complete) = match decoded(source, packed, known.unwrap_or(Encoding::UTF_8))? {
        (text, complete, true) => (text, complete),
        (..) if known.is_none() => {
            let (text, complete, _) = decoded(source, packed, Encoding::WINDOWS_1252)?;
            (text, complete)
        }
        (text, complete, false) => (text, complete),
    };
    Ok(Ok(Front::Text(text, complete)))
}

/// The front as text, whether that is the whole file, and whether it is in that encoding; as much of it as can be read where
/// it is not.
fn decoded(source: &mut Source, packed: bool, encoding: Encoding) -> io::Result<(String, bool, bool)> {
    let front = front(encoding.decode(unpacked(source, packed)?))?;
    let whole = match std::str::from_utf8(&front.bytes) {
        Ok(_) => true,
        // The front may end inside a character.
        Err(error) => error.error_len().is_none() && !front.complete,
    };
    Ok((String::from_utf8_lossy(&front.bytes).into_owned(), front.complete, whole))
}

/// The sheets of a workbook; none of a file of another kind.
pub(crate) fn sheets(source: &mut Source, file: &str) -> io::Result<Vec<String>> {
    let mut first = Vec::new();
    source.rewind()?;
    source.by_ref().take(4096).read_to_end(&mut first)?;
    if !matches!(Signature::of(&first), Signature::Zip) {
        return Ok(Vec::new());
    }
    let opened = Workbook::open(source.seekable()?, None, file, &mut Findings::new());
    Ok(opened.map_or(Vec::new(), |book| book.sheets()))
}

fn workbook(source: &mut Source, options: &Options, file: &str) -> io::Result<Result<Front, Box<Finding>>> {
    let mut unheard = Findings::new();
    let opened = Workbook::open(source.seekable()?, options.sheet.as_deref(), file, &mut unheard);
    Ok(match opened.and_then(|mut book| book.front()) {
        Ok(rows) => Ok(Front::Rows(rows)),
        Err(error) if error.place.file.is_empty() => Err(Box::new((*error).at(Place::file(file)))),
        Err(error) => Err(error),
    })
}

fn of_text(text: &str, options: &Options) -> Option<Outline> {
    let (start, stated) = heading::separator_line(text, options.quote);
    let delimiters = options.delimiter.or(stated).map_or(DELIMITERS.to_vec(), |one| vec![one]);
    let quote = options.quote.unwrap_or(b'"');
    let body = text.get(start..).unwrap_or("");
    let layouts = delimiters.into_iter().filter_map(|delimiter| {
        let dialect = blanks::dialect(body, false, Dialect { delimiter, quote, spaced: false });
        let rows = heading::rows(body, dialect, (start, u64::from(start > 0)));
        Some((delimiter, Layout::of(rows)?))
    });
    // Of equals the first delimiter, so the last in reverse order.
    let mut layouts: Vec<(u8, Layout)> = layouts.collect();
    layouts.reverse();
    let (delimiter, best) = layouts.into_iter().max_by_key(|(_, layout)| layout.rank())?;
    Some(best.outline(Some(delimiter)))
}

/// The front read in one way, and which of its rows is the header.
struct Layout {
    rows: Vec<FrontRow>,
    header: usize,
}

impl Layout {
    /// `None` where there is no row with cells.
    fn of(rows: Vec<FrontRow>) -> Option<Self> {
        let rows: Vec<FrontRow> = rows.into_iter().filter(|row| !row.is_blank()).collect();
        let widths: Vec<usize> = rows.iter().map(|row| row.cells.len()).collect();
        let usual = widths.iter().copied().max_by_key(|w| (widths.iter().filter(|x| *x == w).count(), *w))?;
        // A title fills few cells, and a header is not mostly numbers.
        let is_header = |row: &FrontRow| {
            let named: Vec<&String> = row.cells.iter().filter(|cell| !cell.trim().is_empty()).collect();
            let numbers = named.iter().filter(|cell| grammar::read(cell, true).is_ok()).count();
            named.len() * 2 > usual && numbers * 2 <= named.len()
        };
        let mut header = rows.iter().take(TITLE_LINES).position(is_header).unwrap_or(0);
        while header + 1 < TITLE_LINES && names_groups(rows.get(header..).unwrap_or(&[])) {
            header += 1;
        }
        Some(Layout { rows, header })
    }

    fn headers(&self) -> &[String] {
        self.rows.get(self.header).map_or(&[], |row| row.cells.as_slice())
    }

    fn below(&self) -> &[FrontRow] {
        self.rows.get(self.header + 1..).unwrap_or(&[])
    }

    /// How likely the front is meant to be read so: first by the percentage of rows as wide as the header, then by how few
    /// rows stand above it, then by how many columns it names. One column alone is the last resort.
    fn rank(&self) -> (usize, Reverse<usize>, usize) {
        let (width, below) = (self.headers().len(), self.below());
        if width < 2 {
            return (0, Reverse(self.header), width);
        }
        let as_wide = |row: &&FrontRow| {
            row.cells.len() == width
                || row.cells.iter().skip(width.min(row.cells.len())).all(String::is_empty) && row.cells.len() > width
        };
        let even = below.iter().filter(as_wide).count();
        let named = self.headers().iter().filter(|header| !header.trim().is_empty()).count();
        (1 + (even * 100).checked_div(below.len()).unwrap_or(0), Reverse(self.header), named)
    }

    fn outline(self, delimiter: Option<u8>) -> Outline {
        let headers = self.headers().to_vec();
        let is_total = |row: &&FrontRow| {
            row.cells.iter().find(|cell| !cell.trim().is_empty()).is_some_and(|cell| labels::label(cell).is_some())
        };
        let sample = self.below().iter().filter(|row| !is_total(row)).map(|row| row.cells.clone()).collect();
        Outline { headers, delimiter, sample }
    }
}

/// Whether the first row names groups of columns, and the second the columns. The first then lacks names that the second has,
/// or repeats some, and the second is unlike the rows below it: a word where they hold numbers or dates.
fn names_groups(rows: &[FrontRow]) -> bool {
    let [groups, columns, below @ ..] = rows else { return false };
    let names = |row: &FrontRow| -> Vec<String> {
        row.cells.iter().map(|cell| folded(cell)).filter(|name| !name.is_empty()).collect()
    };
    let (above, own) = (names(groups), names(columns));
    let distinct = |names: &[String]| names.iter().collect::<HashSet<_>>().len();
    let is_figure =
        |cell: &str| grammar::read(cell, true).is_ok() || matches!(Shape::of(cell), Shape::Date | Shape::Phone);
    let is_all_words = own.iter().all(|name| !is_figure(name));
    let heads_figures = |(place, name): (usize, &String)| {
        let cells = || below.iter().filter_map(|row| row.cells.get(place)).filter(|cell| !cell.trim().is_empty());
        !name.trim().is_empty() && cells().next().is_some() && cells().all(|cell| is_figure(cell))
    };
    is_all_words
        && distinct(&own) == own.len()
        && distinct(&above) < own.len()
        && columns.cells.iter().enumerate().any(heads_figures)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(text: &str) -> (Vec<String>, Option<u8>, usize) {
        let outline = of_text(text, &Options::default()).unwrap();
        (outline.headers, outline.delimiter, outline.sample.len())
    }

    #[test]
    fn the_delimiter_is_the_one_that_makes_all_rows_as_wide_as_the_header() {
        for (text, delimiter) in [
            ("a;b\n1,5;2,5\n2,5;3,5\n", b';'),
            ("a;b\n1;2,5\n", b';'),
            ("a,b\n1,\"x;y\"\n2,z\n", b','),
            ("a\tb\n1\t2\n", b'\t'),
            ("sep=|\na|b\n1|2\n", b'|'),
        ] {
            assert_eq!(found(text).1, Some(delimiter), "{text}");
        }
    }

    #[test]
    fn titles_above_the_header_are_passed() {
        let (headers, _, customers) = found("Kundenliste 2026;;\n\nNr;Firma;Umsatz\n1;A;5\n2;B;6\nSumme;;11\n");
        assert_eq!((headers, customers), (vec!["Nr".to_owned(), "Firma".into(), "Umsatz".into()], 2));
    }

    #[test]
    fn a_row_that_names_groups_of_columns_is_above_the_header() {
        for text in [
            "Stammdaten;;Bewertung\nNr;Firma;Potenzial\n1;A;5\n2;B;6\n",
            "Base,Base,Rating,Rating\nid,name,image,growth\n1,A,5,6\n2,B,6,7\n",
        ] {
            assert_eq!(found(text).2, 2, "{text}");
        }
        for text in ["Nr;Firma;;x\nC-1;A;9;b\nC-2;B;10;c\n", "id,,name\na,b,c\nd,e,f\n"] {
            assert_ne!(found(text).2, 1, "{text}");
        }
    }

    #[test]
    fn one_column_is_a_table_too_and_nothing_is_none() {
        assert_eq!(found("id\n1\n2\n").0, ["id"]);
        assert!(of_text(" \n\n", &Options::default()).is_none());
    }
}
