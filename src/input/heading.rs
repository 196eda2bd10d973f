//! Where a file's header is and what its delimiter is, found by meaning: by the wanted headers, not by counting
//! characters.

use super::Options;
use super::binding::Binding;
use super::records::{Dialect, Records};
use crate::finding::{Finding, Findings, Place};
use crate::table::Schema;

/// How far down the header may stand.
const TITLE_LINES: usize = 25;
/// How many records below the header are looked at for their number of cells.
const LOOKED_AT: usize = 200;
const DELIMITERS: [u8; 4] = [b',', b';', b'\t', b'|'];

/// Everything that must be known before the records can be read.
#[derive(Debug, Clone)]
pub(super) struct Heading {
    pub(super) dialect: Dialect,
    pub(super) headers: Vec<String>,
    /// The field of each wanted column.
    pub(super) fields: Vec<usize>,
    /// How many cells every record has.
    pub(super) width: usize,
    /// Where the first record below the header starts, in bytes and in physical lines.
    pub(super) body: (usize, u64),
}

/// One way to read the front of a file.
struct Candidate {
    dialect: Dialect,
    headers: Vec<String>,
    binding: Binding,
    line: u64,
    body: (usize, u64),
    /// Records with cells in them above the header.
    titles: usize,
    /// A second record that holds all wanted headers.
    again: Option<u64>,
}

/// Finds the heading in the front of a file. `complete`: is the front the whole file?
///
/// # Errors
/// Findings, where there is no header to be trusted. Those of the `Ok` are warnings and notices.
pub(super) fn find(
    front: &str,
    complete: bool,
    schema: &Schema,
    options: &Options,
    file: &str,
) -> Result<(Heading, Findings), Findings> {
    let mut findings = Findings::new();
    if front.trim().is_empty() && complete {
        findings.push(nothing(file, "the file is empty"));
        return Err(findings);
    }
    let (front_at, stated) = separator_line(front, options.quote);
    let delimiters: Vec<u8> = match (options.delimiter, stated) {
        (Some(one), _) | (None, Some(one)) => vec![one],
        (None, None) => DELIMITERS.to_vec(),
    };
    let quote = options.quote.unwrap_or(b'"');
    let text = front.get(front_at..).unwrap_or("");
    let read = |delimiter: &u8| candidate(text, Dialect { delimiter: *delimiter, quote }, schema);
    let mut candidates: Vec<Candidate> = delimiters.iter().filter_map(read).collect();
    candidates.sort_by_key(|c| std::cmp::Reverse((c.binding.found(), c.headers.len())));
    let mut complete_ones = candidates.iter().filter(|c| c.binding.is_complete());
    let (best, rival) = (complete_ones.next(), complete_ones.next());
    let lines_above = u64::from(front_at > 0);
    let Some(best) = best.or(candidates.first()) else {
        findings.push(nothing(file, "the file holds no header"));
        return Err(findings);
    };
    let header_place = Place::line(file, best.line + lines_above + 1);
    for finding in best.binding.findings(&best.headers, schema, &header_place) {
        findings.push(if stated.is_some() && best.binding.found() == 0 { contradicted(finding) } else { finding });
    }
    if let Some(rival) = rival.filter(|rival| !evenly(text, best) || evenly(text, rival)) {
        let shown = |c: &Candidate| name(c.dialect.delimiter);
        let message = format!("both {} and {} could be the delimiter", shown(best), shown(rival));
        findings.push(
            Finding::error("delimiter-unclear", message).at(header_place.clone()).help("say which with --delimiter"),
        );
    }
    if let Some(again) = best.again.filter(|_| best.titles > 0) {
        let message =
            format!("line {} holds all wanted headers too: which one is the header?", again + lines_above + 1);
        findings.push(
            Finding::error("header-unclear", message)
                .at(header_place.clone())
                .help("delete the lines above the right header"),
        );
    }
    if findings.has_errors() {
        return Err(findings);
    }
    if best.titles > 0 {
        let message = format!("{} above the header: not read as customers", lines(best.titles));
        findings.push(Finding::warning("title-lines", message).at(header_place).help("delete them to be sure"));
    }
    let heading = Heading {
        dialect: best.dialect,
        headers: best.headers.clone(),
        fields: best.binding.fields(),
        width: width(text, best),
        body: (best.body.0 + front_at, best.body.1 + lines_above),
    };
    Ok((heading, findings))
}

fn nothing(file: &str, message: &str) -> Finding {
    Finding::error("nothing-to-rank", message)
        .at(Place::file(file))
        .help("export the customers again, with a header line")
}

fn contradicted(finding: Finding) -> Finding {
    let help = "the sep= line at the top names a delimiter that the file does not use: correct or delete that line";
    Finding { code: "separator-line-wrong", help: Some(help.to_owned()), ..finding }
}

fn lines(n: usize) -> String {
    if n == 1 { "1 line stands".to_owned() } else { format!("{n} lines stand") }
}

pub(super) fn name(delimiter: u8) -> &'static str {
    match delimiter {
        b',' => "the comma",
        b';' => "the semicolon",
        b'\t' => "the tab",
        b'|' => "the pipe",
        _ => "the stated character",
    }
}

/// A first line `sep=;` as Excel writes it: where the rest starts, and the delimiter.
fn separator_line(front: &str, quote: Option<u8>) -> (usize, Option<u8>) {
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

fn candidate(text: &str, dialect: Dialect, schema: &Schema) -> Option<Candidate> {
    let mut records = Records::new(text, dialect);
    let (mut best, mut titles): (Option<Candidate>, usize) = (None, 0);
    for _ in 0..TITLE_LINES {
        let Some(record) = records.next() else { break };
        if record.is_blank() {
            continue;
        }
        let (headers, line): (Vec<String>, u64) =
            (record.fields.iter().map(|f| record.text(f).into_owned()).collect(), record.line);
        let binding = Binding::new(&headers, schema);
        let body = (records.at(), records.lines());
        match &mut best {
            Some(there) if there.binding.is_complete() => {
                if binding.is_complete() {
                    there.again = Some(line);
                    break;
                }
            }
            Some(there) if there.binding.found() >= binding.found() => {}
            _ => best = Some(Candidate { dialect, headers, binding, line, body, titles, again: None }),
        }
        titles += 1;
    }
    best
}

/// The numbers of cells of the records below the header, as far as the front goes.
fn widths(text: &str, of: &Candidate) -> Vec<usize> {
    let mut records = Records::new(text.get(of.body.0..).unwrap_or(""), of.dialect);
    let mut widths = Vec::new();
    while widths.len() < LOOKED_AT {
        let Some(record) = records.next() else { break };
        if !record.is_blank() {
            let filled = record.fields.iter().rposition(|f| f.len() > 0).map_or(0, |last| last + 1);
            // Only cells past the header's that are empty may be taken for trailing delimiters.
            widths.push(if filled <= of.headers.len() { record.fields.len() } else { 0 });
        }
    }
    widths
}

fn evenly(text: &str, of: &Candidate) -> bool {
    widths(text, of).iter().all(|w| *w == of.headers.len())
}

/// The number of cells that every record must have: the header's, unless all but a few records below it agree on
/// another one that differs only by trailing empty cells.
fn width(text: &str, of: &Candidate) -> usize {
    let named = of.headers.iter().rposition(|h| !h.trim().is_empty()).map_or(0, |last| last + 1);
    let widths = widths(text, of);
    let count = |w: usize| widths.iter().filter(|x| **x == w).count();
    let usual =
        widths.iter().copied().filter(|w| *w >= named.max(1)).max_by_key(|w| (count(*w), *w == of.headers.len()));
    usual.unwrap_or(of.headers.len())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::table::{Column, Decimal, Kind};

    fn schema() -> Schema {
        let mut schema = Schema::new("id", vec![], Decimal::Auto);
        schema.want(Column { name: "name".into(), kind: Kind::Text, required: false });
        schema
    }

    fn heading(front: &str) -> Result<(Heading, Findings), Findings> {
        find(front, true, &schema(), &Options::default(), "a.csv")
    }

    fn codes(findings: &Findings) -> Vec<&str> {
        findings.iter().map(|f| f.code).collect()
    }

    #[test]
    fn the_delimiter_is_the_one_that_yields_the_headers() {
        for (front, delimiter) in [("id;name;a,b,c,d\n", b';'), ("id\tname\n", b'\t'), ("id|name\n", b'|')] {
            assert_eq!(heading(front).unwrap().0.dialect.delimiter, delimiter, "{front}");
        }
    }

    #[test]
    fn a_separator_line_is_honoured_and_refused_where_it_is_wrong() {
        let (found, _) = heading("sep=|\r\nid|name\r\n1|a\r\n").unwrap();
        assert_eq!((found.dialect.delimiter, found.body), (b'|', (16, 2)));
        assert_eq!(codes(&heading("sep=|\nid;name\n1;a\n").unwrap_err()), ["separator-line-wrong"]);
    }

    #[test]
    fn title_lines_are_passed_with_a_warning() {
        let (found, findings) = heading("Customers 2026\n\nid,name\n1,a\n").unwrap();
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
