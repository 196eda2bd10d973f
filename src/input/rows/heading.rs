//! Where a file's header is and what its delimiter is, found by meaning: by the wanted headers, not by counting
//! characters.

use super::binding::Binding;
use crate::finding::{Finding, Findings, Place};
use crate::input::delimited::blanks;
use crate::input::delimited::strict::{Dialect, Records};
use crate::input::numbers::currency_columns;
use crate::input::numbers::currency_columns::Beside;
use crate::input::reading::Options;
use crate::table::{Kind, Schema};

/// How far down the header may stand.
pub(crate) const TITLE_LINES: usize = 25;
pub(crate) const DELIMITERS: [u8; 4] = [b',', b';', b'\t', b'|'];

/// Everything that must be known before the records can be read.
#[derive(Debug, Clone)]
pub(crate) struct Heading {
    pub(crate) headers: Vec<String>,
    /// The field of each wanted column.
    pub(crate) fields: Vec<usize>,
    /// The fields in which a totals row has its label: the id, the first one, those that are carried as texts.
    pub(crate) labels: Vec<usize>,
    /// The columns that name the currency of amounts; mostly none.
    pub(crate) currencies: Vec<Beside>,
    /// How many cells every record has, and how many of them may hold something: those up to the last named one.
    pub(crate) width: usize,
    pub(crate) named: usize,
    /// Where the first record below the header starts, in bytes and in physical lines.
    pub(crate) body: (usize, u64),
}

/// A record at the front of a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct FrontRow {
    pub(crate) cells: Vec<String>,
    /// Physical line, counted from 0.
    pub(crate) line: u64,
    /// Where the next one starts, in bytes and in physical lines.
    pub(crate) next: (usize, u64),
}

impl FrontRow {
    pub(crate) fn is_blank(&self) -> bool {
        self.cells.iter().all(|cell| cell.trim().is_empty())
    }
}

/// How many records of the front are looked at.
pub(crate) const LOOKED_AT: usize = TITLE_LINES + 200;

/// One way to read the front of a file.
pub(crate) struct Candidate {
    rows: Vec<FrontRow>,
    headers: Vec<String>,
    binding: Binding,
    line: u64,
    body: (usize, u64),
    /// Records with cells in them above the header.
    titles: usize,
    /// A second record that holds all wanted headers.
    again: Option<u64>,
}

/// Finds the heading of a text file in its front, and its dialect. `complete`: whether the front is the whole file.
///
/// # Errors
/// Findings, where there is no header to be trusted. Those of the `Ok` are warnings and notices.
pub(crate) fn find(
    front: &str,
    complete: bool,
    schema: &Schema,
    options: &Options,
    file: &str,
) -> Result<(Heading, Dialect, Findings), Findings> {
    let mut findings = Findings::new();
    if front.trim().is_empty() && complete {
        findings.push(nothing(file, "the file is empty"));
        return Err(findings);
    }
    let (candidates, stated) = candidates(front, complete, schema, options);
    let mut complete_ones = candidates.iter().filter(|(_, c)| c.binding.is_complete());
    let (best, rival) = (complete_ones.next(), complete_ones.next());
    let Some((dialect, best)) = best.or(candidates.first()) else {
        findings.push(nothing(file, "the file holds no header"));
        return Err(findings);
    };
    if let Some((other, _)) = rival.filter(|(_, rival)| !best.is_even() || rival.is_even()) {
        let message = format!("both {} and {} could be the delimiter", name(dialect.delimiter), name(other.delimiter));
        let place = Place::line(file, best.line + 1);
        findings.push(Finding::error("delimiter-unclear", message).at(place).help("say which with --delimiter"));
        return Err(findings);
    }
    let heading = best.judge(schema, &Place::line(file, best.line + 1), None, &mut findings);
    match heading {
        Some(heading) => {
            if dialect.spaced {
                let message = "blanks stand before opening quotes: not read as a part of the cells";
                findings.push(Finding::notice("blanks-before-quotes", message).at(Place::line(file, best.line + 1)));
            }
            Ok((heading, *dialect, findings))
        }
        None if stated.is_some() && best.binding.found() == 0 => Err(contradicted(&findings)),
        None => Err(findings),
    }
}

/// The ways to read the front, the one with most wanted headers first, and the delimiter that the file states.
fn candidates(
    front: &str,
    complete: bool,
    schema: &Schema,
    options: &Options,
) -> (Vec<(Dialect, Candidate)>, Option<u8>) {
    let (front_at, stated) = separator_line(front, options.quote);
    let delimiters: Vec<u8> = match (options.delimiter, stated) {
        (Some(one), _) | (None, Some(one)) => vec![one],
        (None, None) => DELIMITERS.to_vec(),
    };
    let quote = options.quote.unwrap_or(b'"');
    let text = front.get(front_at..).unwrap_or("");
    let lines_above = u64::from(front_at > 0);
    let read = |delimiter: &u8| {
        let dialect = blanks::dialect(text, complete, Dialect { delimiter: *delimiter, quote, spaced: false });
        Candidate::new(rows(text, dialect, (front_at, lines_above)), schema).map(|c| (dialect, c))
    };
    let mut candidates: Vec<(Dialect, Candidate)> = delimiters.iter().filter_map(read).collect();
    candidates.sort_by_key(|(_, c)| std::cmp::Reverse((c.binding.found(), c.headers.len())));
    (candidates, stated)
}

/// What of the wanted columns the likely header of a front has, and its cells; none where nothing stands there.
pub(crate) fn look(front: &str, complete: bool, schema: &Schema, options: &Options) -> Option<(Binding, Vec<String>)> {
    let (candidates, _) = candidates(front, complete, schema, options);
    candidates.into_iter().next().map(|(_, best)| best.into_headers())
}

impl Candidate {
    /// What of the wanted columns the header has, and its cells.
    pub(crate) fn into_headers(self) -> (Binding, Vec<String>) {
        (self.binding, self.headers)
    }

    /// Takes the record that holds most of the wanted headers for the header.
    pub(crate) fn new(rows: Vec<FrontRow>, schema: &Schema) -> Option<Self> {
        let (mut best, mut titles): (Option<Candidate>, usize) = (None, 0);
        for row in rows.iter().take(TITLE_LINES).filter(|row| !row.is_blank()) {
            let (headers, line, body) = (row.cells.clone(), row.line, row.next);
            let binding = Binding::new(&headers, schema);
            match &mut best {
                Some(there) if there.binding.is_complete() => {
                    if binding.is_complete() {
                        there.again = Some(line);
                        break;
                    }
                }
                Some(there) if there.binding.found() >= binding.found() => {}
                _ => best = Some(Candidate { rows: Vec::new(), headers, binding, line, body, titles, again: None }),
            }
            titles += 1;
        }
        best.map(|best| Candidate { rows, ..best })
    }

    /// The heading, or why it cannot be trusted. `place` is that of the header, `sheet` that of a workbook.
    pub(crate) fn judge(
        &self,
        schema: &Schema,
        place: &Place,
        sheet: Option<&str>,
        findings: &mut Findings,
    ) -> Option<Heading> {
        for finding in self.binding.findings(&self.headers, schema, place, sheet) {
            findings.push(finding);
        }
        if let Some(again) = self.again.filter(|_| self.titles > 0) {
            let message = format!("line {} holds all wanted headers too: which one is the header?", again + 1);
            let finding = Finding::error("header-unclear", message).at(place.clone());
            findings.push(finding.help("delete the lines above the right header"));
        }
        if findings.has_errors() {
            return None;
        }
        if self.titles > 0 {
            let message = format!("{} above the header: not read as customers", lines(self.titles));
            let help = if self.titles == 1 { "delete it to be sure" } else { "delete them to be sure" };
            findings.push(Finding::warning("title-lines", message).at(place.clone()).help(help));
        }
        let fields = self.binding.fields();
        Some(Heading {
            headers: self.headers.clone(),
            labels: labels(schema, &fields),
            currencies: currency_columns::find(&self.headers, schema, &fields),
            fields,
            width: self.width(),
            named: self.named(),
            body: self.body,
        })
    }

    /// Whether it holds all wanted headers.
    pub(crate) fn is_complete(&self) -> bool {
        self.binding.is_complete()
    }

    /// The physical line of the header, counted from 0.
    pub(crate) fn line(&self) -> u64 {
        self.line
    }

    /// The numbers of cells of the records below the header, as far as the front goes.
    fn widths(&self) -> impl Iterator<Item = usize> {
        let below = self.rows.iter().filter(|row| row.line > self.line && !row.is_blank());
        below.map(|row| {
            let filled = row.cells.iter().rposition(|cell| !cell.is_empty()).map_or(0, |last| last + 1);
            // Only empty cells past the header's may be taken for trailing delimiters.
            if filled <= self.headers.len() { row.cells.len() } else { 0 }
        })
    }

    /// How many columns there are up to the last one with a name.
    fn named(&self) -> usize {
        self.headers.iter().rposition(|h| !h.trim().is_empty()).map_or(0, |last| last + 1)
    }

    fn is_even(&self) -> bool {
        self.widths().all(|w| w == self.headers.len())
    }

    /// The number of cells that every record must have: the one that most records below the header have, where it
    /// differs from the header's only by trailing empty cells.
    fn width(&self) -> usize {
        let named = self.named();
        let widths: Vec<usize> = self.widths().collect();
        let count = |w: usize| widths.iter().filter(|x| **x == w).count();
        let usual = widths.iter().copied().filter(|w| *w >= named.max(1));
        usual.max_by_key(|w| (count(*w), *w == self.headers.len())).unwrap_or(self.headers.len())
    }
}

/// The fields in which a totals row has its label, given that of each wanted column.
fn labels(schema: &Schema, fields: &[usize]) -> Vec<usize> {
    let texts = schema.columns().iter().zip(fields).filter(|(column, _)| matches!(column.kind, Kind::Text));
    let mut labels: Vec<usize> = Vec::new();
    for field in fields.iter().take(1).chain(&[0]).chain(texts.map(|(_, field)| field)) {
        if !labels.contains(field) {
            labels.push(*field);
        }
    }
    labels
}

/// The first records of a text; `above` is where the text starts, in bytes and in physical lines.
pub(crate) fn rows(text: &str, dialect: Dialect, above: (usize, u64)) -> Vec<FrontRow> {
    let mut records = Records::new(text, dialect);
    let mut rows = Vec::new();
    while rows.len() < LOOKED_AT {
        let Some(record) = records.next() else { break };
        let cells = record.fields.iter().map(|f| record.text(f).into_owned()).collect();
        let line = record.line + above.1;
        rows.push(FrontRow { cells, line, next: (records.at() + above.0, records.lines() + above.1) });
    }
    rows
}

pub(crate) fn nothing(file: &str, message: &str) -> Finding {
    Finding::error("nothing-to-rank", message)
        .at(Place::file(file))
        .help("export the customers again, with a header line")
}

fn contradicted(findings: &Findings) -> Findings {
    let help = "the sep= line at the top names a delimiter that the file does not use: correct or delete that line";
    let mut told = Findings::new();
    for finding in findings.iter().cloned() {
        told.push(Finding { code: "separator-line-wrong", help: Some(help.to_owned()), ..finding });
    }
    told
}

fn lines(n: usize) -> String {
    if n == 1 { "1 line stands".to_owned() } else { format!("{n} lines stand") }
}

fn name(delimiter: u8) -> &'static str {
    match delimiter {
        b',' => "the comma",
        b';' => "the semicolon",
        b'\t' => "the tab",
        b'|' => "the pipe",
        _ => "the stated character",
    }
}

/// A first line `sep=;` as Excel writes it: where the rest starts, and the delimiter.
pub(crate) fn separator_line(front: &str, quote: Option<u8>) -> (usize, Option<u8>) {
    let end = front.find(['\n', '\r']).unwrap_or(front.len());
    let line = front.get(..end).unwrap_or("");
    let quote = char::from(quote.unwrap_or(b'"'));
    let bare = line.trim_matches(quote);
    let Some(&[delimiter]) =
        bare.get(..4).filter(|k| k.eq_ignore_ascii_case("sep=")).and(bare.get(4..)).map(str::as_bytes)
    else {
        return (0, None);
    };
    let rest = front.get(end..).unwrap_or("");
    let line_end = if rest.starts_with("\r\n") { 2 } else { usize::from(!rest.is_empty()) };
    (end + line_end, Some(delimiter))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::table::{Column, Decimal};

    fn schema() -> Schema {
        let mut schema = Schema::new("id", vec![], Decimal::Auto);
        schema.want(Column { name: "name".into(), kind: Kind::Text, required: false });
        schema
    }

    fn heading(front: &str) -> Result<(Heading, Dialect, Findings), Findings> {
        find(front, true, &schema(), &Options::default(), "a.csv")
    }

    fn codes(findings: &Findings) -> Vec<&str> {
        findings.iter().map(|f| f.code).collect()
    }

    #[test]
    fn the_delimiter_is_the_one_that_yields_the_headers() {
        for (front, delimiter) in [("id;name;a,b,c,d\n", b';'), ("id\tname\n", b'\t'), ("id|name\n", b'|')] {
            assert_eq!(heading(front).unwrap().1.delimiter, delimiter, "{front}");
        }
    }

    #[test]
    fn a_separator_line_is_honoured_and_refused_where_it_is_wrong() {
        let (found, dialect, _) = heading("sep=|\r\nid|name\r\n1|a\r\n").unwrap();
        assert_eq!((dialect.delimiter, found.body), (b'|', (16, 2)));
        assert_eq!(codes(&heading("sep=|\nid;name\n1;a\n").unwrap_err()), ["separator-line-wrong"]);
    }

    #[test]
    fn title_lines_are_passed_with_a_warning() {
        let (found, _, findings) = heading("Customers 2026\n\nid,name\n1,a\n").unwrap();
        assert_eq!((found.body.1, codes(&findings)), (3, vec!["title-lines"]));
        let twice = heading("Customers 2026\nid,name\n1,a\nid,name\n2,b\n");
        assert_eq!(codes(&twice.unwrap_err()), ["header-unclear"]);
    }

    #[test]
    fn trailing_delimiters_of_every_record_set_the_width() {
        assert_eq!(heading("id,name\n1,a,\n2,b,\n").unwrap().0.width, 3);
        assert_eq!(heading("id,name\n1,a,\n2,b\n3,c\n").unwrap().0.width, 2);
        assert_eq!(heading("id,name,,\n1,a\n2,b\n").unwrap().0.width, 2);
        assert_eq!(heading("id,name\n1,a,x\n2,b,x\n").unwrap().0.width, 2);
    }

    #[test]
    fn an_empty_file_has_nothing_to_rank() {
        assert_eq!(codes(&heading("").unwrap_err()), ["nothing-to-rank"]);
        assert_eq!(codes(&heading("a,b\n").unwrap_err()), ["column-missing"]);
    }
}
