//! What every column of an export holds, where nobody has named any: for a first criteria file.
//!
//! The file is read as any other, with all its columns as texts; what they are is judged once all rows are there.

use super::binding::fold;
use super::file::File;
use super::numbers::{self, Amount, Mark};
use super::outline::{Outline, outline};
use super::source::Source;
use super::{Error, Options, Reading, concluded, name, totals};
use crate::finding::{Finding, Findings, Place, Severity};
use crate::profile::{Column, Content, Numbers, Profile, Texts};
use crate::table::{Column as Wanted, ColumnId, Decimal, Kind, Schema, Table, same_text, trim};
use std::collections::{HashMap, HashSet};
use std::path::Path;

/// More columns than this are not looked at.
const LOOKED_AT: usize = 500;
/// Nor are those with a longer header.
const LONGEST_HEADER: usize = 200;
/// A column with more different texts than this is no list of levels, nor one with longer ones.
const LEVELS: usize = 12;
const LONGEST_LEVEL: usize = 100;
/// So many columns are tried as the id.
const TRIED: usize = 8;

/// An open export, which can be profiled and then read, even from standard input.
#[derive(Debug)]
pub struct Export {
    file: String,
    source: Source,
}

impl Export {
    /// Opens an export; `-` is standard input.
    ///
    /// # Errors
    /// Where it cannot be opened.
    pub fn open(path: &Path) -> Result<Self, Error> {
        let file = name(path);
        match Source::open(path) {
            Ok(source) => Ok(Export { file, source }),
            Err(source) => Err(Error { file, source }),
        }
    }

    /// Finds out what its columns hold. `missing_values` are the cells that mean "no value", beside empty ones.
    ///
    /// # Errors
    /// The outer error where the export cannot be read; the inner one where it is no sound table or no column names every
    /// customer once.
    pub fn profile(&mut self, missing_values: &[&str], options: &Options) -> Result<Result<Profile, Findings>, Error> {
        let outline = match outline(&mut self.source, options, &self.file).map_err(|e| self.error(e))? {
            Ok(outline) => outline,
            Err(finding) => return Ok(Err(refused([*finding]))),
        };
        let missing: Vec<String> = missing_values.iter().map(|&text| text.to_owned()).collect();
        let (headers, passed_over) = usable(&outline.headers);
        let (candidates, mut no_ids) = ids(&outline, &headers);
        let options = Options { delimiter: outline.delimiter.or(options.delimiter), ..options.clone() };
        let mut first_refusal = None;
        for id in candidates.into_iter().take(TRIED) {
            let Some(header) = headers.get(id) else { continue };
            let schema = schema(header, &headers, missing.clone());
            let reading = self.read(&schema, &options)?;
            let errors: Vec<Finding> =
                reading.findings.iter().filter(|f| f.severity == Severity::Error).cloned().collect();
            if errors.is_empty() {
                let stated = options.decimal.filter(|mark| *mark != Decimal::Auto);
                let at = At { file: &self.file, headers: &headers, id, delimiter: outline.delimiter, stated };
                return Ok(Ok(at.profile(&reading.table, &schema, no_ids, passed_over)));
            }
            let is_about_ids = errors.iter().all(|f| matches!(f.code, "id-twice" | "id-empty"));
            first_refusal.get_or_insert_with(|| refused(errors));
            if !is_about_ids {
                break;
            }
            if id_likeness(header) > 0 {
                no_ids.push(header.clone());
            }
        }
        Ok(Err(first_refusal.unwrap_or_else(|| refused([self.no_id(&no_ids)]))))
    }

    /// Reads it as one list of customers.
    ///
    /// # Errors
    /// Where it cannot be read. What is wrong inside it is a finding.
    pub fn read(&mut self, schema: &Schema, options: &Options) -> Result<Reading, Error> {
        let mut reading = Reading { table: Table::default(), findings: Findings::new() };
        let mut ids = Vec::new();
        let file = File { name: (&self.file, 0), schema, options };
        let read = self.source.rewind().and_then(|()| file.read(&mut self.source, &mut reading, &mut ids));
        match read {
            Ok(()) => Ok(concluded(reading, ids, schema)),
            Err(source) => Err(self.error(source)),
        }
    }

    fn error(&self, source: std::io::Error) -> Error {
        Error { file: self.file.clone(), source }
    }

    fn no_id(&self, no_ids: &[String]) -> Finding {
        let seen = match no_ids {
            [] => String::new(),
            some => format!("; {} repeats or has empty cells", some.join(", ")),
        };
        Finding::error("no-id-column", format!("no column names every customer just once{seen}"))
            .at(Place::file(&self.file))
            .help("add a customer number to the export, or mend the lines in which it repeats or is empty")
    }
}

fn refused(all: impl IntoIterator<Item = Finding>) -> Findings {
    let mut findings = Findings::new();
    findings.extend(all);
    findings
}

/// The headers that name one column, and those that do not: of headers that are bound alike only the first can be used,
/// and only where it stands in the file to the letter.
fn usable(headers: &[String]) -> (Vec<String>, Vec<String>) {
    let folded: Vec<String> = headers.iter().map(|header| fold(header)).collect();
    let (mut alike, mut exact): (HashMap<&str, usize>, HashMap<&str, usize>) = (HashMap::new(), HashMap::new());
    for (header, folded) in headers.iter().zip(&folded) {
        *alike.entry(folded).or_default() += 1;
        *exact.entry(header).or_default() += 1;
    }
    let (mut usable, mut passed_over, mut seen) = (Vec::new(), Vec::new(), HashSet::new());
    let named = headers.iter().zip(&folded).filter(|(_, folded)| !folded.is_empty());
    for (header, folded) in named.take(LOOKED_AT) {
        let bare = trim(header);
        let is_first = seen.insert(folded);
        let is_alone = alike.get(folded.as_str()) == Some(&1);
        let is_short = bare.chars().count() <= LONGEST_HEADER;
        if is_short && (is_alone || is_first && bare == header && exact.get(bare) == Some(&1)) {
            usable.push(bare.to_owned());
        } else {
            passed_over.push(bare.to_owned());
        }
    }
    let beyond = folded.iter().filter(|folded| !folded.is_empty()).count().saturating_sub(LOOKED_AT);
    if beyond > 0 {
        passed_over.push(format!("{beyond} more columns"));
    }
    (usable, passed_over)
}

/// Places of headers that may be the id, the likeliest first, and headers that look like one but are none.
fn ids(outline: &Outline, headers: &[String]) -> (Vec<usize>, Vec<String>) {
    let field = |header: &String| outline.headers.iter().position(|h| trim(h) == header);
    let is_unique = |header: &String| {
        let mut seen = HashSet::new();
        let cells =
            outline.sample.iter().map(|row| field(header).and_then(|f| row.get(f)).map_or("", |cell| trim(cell)));
        cells.into_iter().all(|cell| !cell.is_empty() && !totals::is_label(cell) && seen.insert(cell.to_owned()))
    };
    let (mut unique, no_ids): (Vec<usize>, Vec<usize>) =
        (0..headers.len()).partition(|&place| headers.get(place).is_some_and(is_unique));
    let likeness = |place: &usize| headers.get(*place).map_or(0, |header| id_likeness(header));
    // Of columns that are not called an id, one of texts is sooner a name than one of numbers is a number.
    let is_text = |place: &usize| {
        let field = headers.get(*place).and_then(field);
        outline
            .sample
            .iter()
            .any(|row| field.and_then(|f| row.get(f)).is_some_and(|cell| numbers::read(cell, true).is_err()))
    };
    unique.sort_by_cached_key(|place| std::cmp::Reverse((likeness(place), is_text(place))));
    let best = unique.first().map_or(0, likeness);
    let no_ids = no_ids.into_iter().filter(|place| likeness(place) > best.max(1));
    (unique, no_ids.filter_map(|place| headers.get(place).cloned()).collect())
}

/// How much a header looks like that of an id: 0 not at all.
fn id_likeness(header: &str) -> u8 {
    let lower = header.to_lowercase();
    let words: Vec<&str> = lower.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).collect();
    let has = |list: &[&str]| words.iter().any(|word| list.contains(word));
    let holds = |list: &[&str]| list.iter().any(|part| words.concat().contains(part));
    let numbered = has(&["id", "nr", "no", "num", "number", "nummer", "code", "key", "uuid", "guid"])
        || holds(&["nummer", "number"])
        || words.iter().any(|word| word.ends_with("nr") || word.ends_with("id") && word.len() <= 12);
    let of_customer =
        holds(&["kunde", "kd", "customer", "account", "client", "debitor", "debtor", "partner", "firma", "company"]);
    match (numbered, of_customer) {
        (true, true) => 4,
        (true, false) if words.len() == 1 => 3,
        (false, true) if has(&["account", "debitor", "debtor"]) && words.len() == 1 => 2,
        (true, false) => 1,
        _ => 0,
    }
}

fn schema(id: &str, headers: &[String], missing: Vec<String>) -> Schema {
    let mut schema = Schema::new(id, missing, Decimal::Auto);
    for header in headers.iter().filter(|header| *header != id) {
        schema.want(Wanted { name: header.clone(), kind: Kind::Text, required: false });
    }
    schema
}

/// Where a profile is made: the file and what is known of its columns.
struct At<'a> {
    file: &'a str,
    headers: &'a [String],
    id: usize,
    delimiter: Option<u8>,
    /// The decimal mark, where somebody said it.
    stated: Option<Decimal>,
}

/// One column of the table, and what a first reading says about its numbers.
struct Draft {
    column: ColumnId,
    /// Are all cells numbers, of one currency at most and with one decimal mark?
    numbers: bool,
    point: bool,
    comma: bool,
    open: bool,
}

impl At<'_> {
    fn profile(&self, table: &Table, schema: &Schema, no_ids: Vec<String>, passed_over: Vec<String>) -> Profile {
        let columns: Vec<ColumnId> = self
            .headers
            .iter()
            .filter_map(|header| schema.ids().find(|(_, column)| column.name == *header).map(|(id, _)| id))
            .collect();
        let drafts: Vec<Draft> = columns.iter().map(|&column| look(table, column)).collect();
        let sound = || drafts.iter().filter(|draft| draft.numbers);
        let votes = |says: fn(&Draft) -> bool| sound().filter(|draft| says(draft)).count();
        let (points, commas, open) = (votes(|d| d.point), votes(|d| d.comma), votes(|d| d.open));
        let (decimal, decimal_guessed) = match (points, commas) {
            _ if self.stated.is_some() => (self.stated.unwrap_or(Decimal::Auto), false),
            (0, 0) if open == 0 => (Decimal::Auto, false),
            (0, 0) if self.delimiter == Some(b';') => (Decimal::Comma, true),
            (0, 0) => (Decimal::Point, true),
            (points, commas) if commas > points => (Decimal::Comma, points > 0),
            (_, commas) => (Decimal::Point, commas > 0),
        };
        let mark = if decimal == Decimal::Comma { Mark::Comma } else { Mark::Point };
        let column = |(header, draft): (&String, &Draft)| column(table, header, draft, mark);
        Profile {
            file: self.file.to_owned(),
            customers: table.rows() as u64,
            id: self.id,
            id_guessed: self.headers.get(self.id).is_none_or(|header| id_likeness(header) == 0),
            no_ids,
            decimal,
            decimal_guessed,
            columns: self.headers.iter().zip(&drafts).map(column).collect(),
            passed_over,
        }
    }
}

/// The cells of a column with their lines; `None` for a missing one.
fn cells(table: &Table, column: ColumnId) -> impl Iterator<Item = (u64, Option<&str>)> {
    table.batches.iter().flat_map(move |batch| {
        let texts = batch.texts(column);
        (0..batch.rows()).map(move |row| (batch.line(row), texts.and_then(|texts| texts.get(row))))
    })
}

fn look(table: &Table, column: ColumnId) -> Draft {
    let mut draft = Draft { column, numbers: true, point: false, comma: false, open: false };
    let mut currency = None;
    for (_, cell) in cells(table, column) {
        let Some(cell) = cell else { continue };
        let Ok(number) = numbers::read(cell, true) else {
            draft.numbers = false;
            break;
        };
        match number.amount {
            Amount::Plain(_) => {}
            Amount::Marked(_, Mark::Point) => draft.point = true,
            Amount::Marked(_, Mark::Comma) => draft.comma = true,
            Amount::Either { .. } => draft.open = true,
        }
        draft.numbers &= number.currency.is_none_or(|code| *currency.get_or_insert(code) == code);
    }
    draft.numbers &= !(draft.point && draft.comma);
    draft
}

fn column(table: &Table, header: &str, draft: &Draft, mark: Mark) -> Column {
    let filled = cells(table, draft.column).filter(|(_, cell)| cell.is_some()).count() as u64;
    let missing = table.rows() as u64 - filled;
    let content = if filled == 0 {
        Content::Nothing
    } else {
        draft
            .numbers
            .then(|| numbers_of(table, draft.column, mark))
            .flatten()
            .map_or_else(|| Content::Texts(texts_of(table, draft.column, mark)), Content::Numbers)
    };
    Column { header: header.to_owned(), filled, missing, content }
}

/// `None` where a cell contradicts the decimal mark.
fn numbers_of(table: &Table, column: ColumnId, mark: Mark) -> Option<Numbers> {
    let present = || cells(table, column).filter_map(|(_, cell)| cell);
    let read = |cell: &str| numbers::read(cell, true).ok()?.amount.with(mark);
    let mut values: Vec<f64> = present().map(read).collect::<Option<_>>()?;
    values.sort_unstable_by(f64::total_cmp);
    let (min, max) = (*values.first()? + 0.0, *values.last()? + 0.0);
    Some(Numbers {
        min,
        max,
        least_positive: values.iter().copied().find(|x| *x > 0.0),
        distinct: values.chunk_by(|a, b| (a + 0.0).total_cmp(&(b + 0.0)).is_eq()).count(),
        whole: values.iter().all(|x| x.fract().abs() <= 0.0),
        skewness: skewness(&values),
        plain: present().all(|cell| numbers::read(cell, false).is_ok()),
    })
}

/// Third standardised moment, population: m3 / m2^(3/2) with the central moments m; 0 where all are equal.
fn skewness(values: &[f64]) -> f64 {
    let size = values.iter().fold(0.0, |size: f64, x| size.max(x.abs()));
    if size <= 0.0 {
        return 0.0;
    }
    #[allow(clippy::cast_precision_loss, reason = "a count of customers")]
    let n = values.len() as f64;
    // Brought to -1..1, so that no power overflows.
    let scaled = || values.iter().map(|x| x / size);
    let mean = scaled().sum::<f64>() / n;
    let moment = |power| scaled().map(|x| (x - mean).powi(power)).sum::<f64>() / n;
    let (second, third) = (moment(2), moment(3));
    if second > 1e-18 { third / second.powf(1.5) } else { 0.0 }
}

fn texts_of(table: &Table, column: ColumnId, mark: Mark) -> Texts {
    let mut folded = HashSet::new();
    let (mut levels, mut numbers, mut odd): (Vec<&str>, usize, Option<(u64, String)>) = (Vec::new(), 0, None);
    let mut filled = 0;
    for (line, cell) in cells(table, column) {
        let Some(cell) = cell else { continue };
        filled += 1;
        if levels.len() <= LEVELS && !levels.iter().any(|level| same_text(level, cell)) {
            levels.push(cell);
        }
        folded.insert(cell.to_lowercase());
        if numbers::read(cell, true).is_ok_and(|number| number.amount.with(mark).is_some()) {
            numbers += 1;
        } else if odd.is_none() {
            odd = Some((line, cell.to_owned()));
        }
    }
    let few = levels.len() <= LEVELS && levels.iter().all(|level| level.chars().count() <= LONGEST_LEVEL);
    Texts {
        distinct: folded.len(),
        levels: few.then(|| levels.into_iter().map(str::to_owned).collect()),
        odd: odd.filter(|_| numbers * 2 > filled),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::Write;

    fn profile(text: &str) -> Result<Profile, Vec<&'static str>> {
        let mut file = tempfile::NamedTempFile::new().unwrap();
        file.write_all(text.as_bytes()).unwrap();
        let mut export = Export::open(file.path()).unwrap();
        let found = export.profile(&["-", "NA"], &Options::default()).unwrap();
        found.map_err(|findings| findings.iter().map(|f| f.code).collect())
    }

    fn id(text: &str) -> String {
        let profile = profile(text).unwrap();
        profile.columns[profile.id].header.clone()
    }

    #[test]
    fn the_id_is_found_by_its_name_and_by_naming_everybody_once() {
        assert_eq!(id("Firma;Kunden-Nr.;Umsatz\nA;007;1\nB;008;2\n"), "Kunden-Nr.");
        assert_eq!(id("name,customer_id,x\nA,1,1\nA,2,1\n"), "customer_id");
        assert_eq!(id("rating,region,name\n1,N,A\n2,N,B\n"), "name");
        let repeats = profile("id,name\n1,A\n1,B\n").unwrap();
        assert_eq!((repeats.id, repeats.no_ids), (1, vec!["id".to_owned()]));
        assert_eq!(profile("a,b\n1,2\n1,2\n").unwrap_err(), ["no-id-column"]);
    }

    #[test]
    fn columns_are_judged_by_all_their_cells() {
        let text = "id;amount;mixed;level;gap\n1;1.250,5;7;low;\n2;-;8;High;\n3;900;n.a.;low ;NA\n";
        let profile = profile(text).unwrap();
        assert_eq!((profile.decimal, profile.decimal_guessed), (Decimal::Comma, false));
        let Content::Numbers(amount) = &profile.columns[1].content else { unreachable!("{profile:?}") };
        assert_eq!((amount.min, amount.max, amount.distinct, amount.whole), (900.0, 1250.5, 2, false));
        assert_eq!((profile.columns[1].filled, profile.columns[1].missing), (2, 1));
        let Content::Texts(mixed) = &profile.columns[2].content else { unreachable!() };
        assert_eq!(mixed.odd, Some((4, "n.a.".to_owned())));
        let Content::Texts(level) = &profile.columns[3].content else { unreachable!() };
        assert_eq!(level.levels, Some(vec!["low".to_owned(), "High".to_owned()]));
        assert_eq!(profile.columns[4].content, Content::Nothing);
    }

    #[test]
    fn what_no_cell_tells_is_a_guess_and_said_so() {
        let found = profile("id;x\n1;1.250\n2;3.500\n").unwrap();
        assert_eq!((found.decimal, found.decimal_guessed), (Decimal::Comma, true));
        let mixed = profile("id;x;y\n1;1,5;1.5\n2;2,5;2.5\n").unwrap();
        assert!(mixed.decimal_guessed);
        assert!(mixed.columns.iter().skip(1).any(|column| matches!(column.content, Content::Texts(_))));
    }

    #[test]
    fn headers_that_are_twice_are_passed_over_and_broken_files_refused() {
        assert_eq!(profile("id,x,x,y\n1,2,3,4\n").unwrap().passed_over, ["x", "x"]);
        assert_eq!(profile("id,x y, X_Y,,y\n1,2,3,4,5\n").unwrap().passed_over, ["X_Y"]);
        assert_eq!(profile("id,x\n1,\"2\n").unwrap_err(), ["quote-unclosed"]);
        assert_eq!(profile("id,x\n1,2\nSumme,2\n").unwrap_err(), ["totals-row"]);
        assert_eq!(profile("").unwrap_err(), ["nothing-to-rank"]);
    }

    #[test]
    fn skewness_is_the_third_standardised_moment() {
        assert!(skewness(&[1.0, 2.0, 3.0]).abs() < 1e-12);
        // Of a Bernoulli variable it is (1 - 2p) / sqrt(p (1 - p)); here p = 1/4.
        assert!((skewness(&[0.0, 0.0, 0.0, 1e300]) - 0.5 / 0.1875_f64.sqrt()).abs() < 1e-9);
        assert!(skewness(&[5.0; 4]).abs() < 1e-12 && skewness(&[0.0]).abs() < 1e-12);
    }
}
