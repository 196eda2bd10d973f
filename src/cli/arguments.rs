//! Arguments that several commands share.

use super::destination::Destination;
use super::exit::usage;
use super::format::{Format, PageFormat};
use super::terminal::{Color, Terminal};
use crate::finding::as_argument;
use crate::input::bytes::encoding::Encoding;
use crate::language::Language;
use crate::model::{Day, Decimal, ReadAs};
use crate::output::Dialect;
use crate::output::look::Look;
use anyhow::Result;
use clap::{Args, ValueEnum};
use std::path::{Path, PathBuf};

/// Which criteria to use.
#[derive(Debug, Args)]
pub(crate) struct Criteria {
    /// The criteria file; without it the built-in model is used
    #[arg(short, long, value_name = "FILE", help_heading = "Model")]
    pub(crate) criteria: Option<PathBuf>,
}

/// Other weights than those of the criteria file.
#[derive(Debug, Args)]
pub(crate) struct Weights {
    /// What if this criterion had another weight? Repeatable
    #[arg(long = "weight", value_name = "ID=W", value_parser = weight_change, help_heading = "Model")]
    pub(crate) changes: Vec<WeightChange>,
}

/// How to read customer files.
#[derive(Debug, Clone, Args)]
#[command(next_help_heading = "Reading")]
pub(crate) struct Reading {
    /// The decimal mark of all numbers, over the criteria file's own
    #[arg(long, value_name = "MARK")]
    pub(crate) decimal: Option<DecimalMark>,

    /// What separates the fields: one character, or `tab`; found out from the
    /// header if left out
    #[arg(long, value_name = "CHAR", value_parser = delimiter)]
    pub(crate) delimiter: Option<u8>,

    /// What stands around fields that hold a delimiter, if not "
    #[arg(long, value_name = "CHAR", value_parser = quote)]
    pub(crate) quote: Option<u8>,

    /// The encoding, such as utf-8, windows-1252, iso-8859-15, macintosh;
    /// found out from the file if left out
    #[arg(long, value_name = "LABEL", value_parser = encoding)]
    pub(crate) encoding: Option<Encoding>,

    /// The sheet of an Excel workbook; the first one if left out
    #[arg(long, value_name = "NAME")]
    pub(crate) sheet: Option<String>,

    /// The day up to which `days_since: today` of the criteria file counts; the
    /// date of this computer (UTC) if left out
    #[arg(long, value_name = "DATE", value_parser = day)]
    pub(crate) today: Option<Day>,

    /// The language of documents, over the criteria file's own
    #[arg(long, value_name = "CODE", help_heading = "Output")]
    pub(crate) language: Option<LanguageCode>,

    /// How many threads work; the result is always the same
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u8).range(1..=64))]
    pub(crate) threads: Option<u8>,
}

impl Reading {
    /// The same, and what a criteria file says where the command line says nothing.
    pub(crate) fn or(&self, read: &ReadAs) -> Self {
        let encoding = || Encoding::from_label(read.encoding.as_deref()?);
        Reading {
            delimiter: self.delimiter.or(read.delimiter),
            encoding: self.encoding.or_else(encoding),
            sheet: self.sheet.clone().or_else(|| read.sheet.clone()),
            ..self.clone()
        }
    }

    /// What of it a criteria file can say.
    pub(crate) fn stated(&self) -> ReadAs {
        let encoding = self.encoding.map(|encoding| encoding.name().to_ascii_lowercase());
        ReadAs { sheet: self.sheet.clone(), encoding, delimiter: self.delimiter }
    }

    /// What a later command must say as well to read the same table; each with a space in front.
    pub(crate) fn again(&self) -> String {
        let mark = |byte: u8| if byte == b'\t' { "tab".to_owned() } else { char::from(byte).to_string() };
        let given = [
            ("--delimiter", self.delimiter.map(mark)),
            ("--encoding", self.encoding.map(|encoding| encoding.name().to_owned())),
            ("--sheet", self.sheet.clone()),
            ("--today", self.today.map(|day| day.to_string())),
        ];
        let given = given.into_iter().filter_map(|(option, value)| Some((option, value?)));
        let given: String = given.map(|(option, value)| format!(" {option} {}", as_argument(&value))).collect();
        given + &self.quoting()
    }

    /// What only a command line can say, for a later one that reads the same table, with a space in front.
    pub(crate) fn quoting(&self) -> String {
        let mark = self.quote.map(|byte| char::from(byte).to_string());
        mark.map_or(String::new(), |mark| format!(" --quote {}", as_argument(&mark)))
    }
}

/// How to write the result, and where to.
#[derive(Debug, Clone, Args)]
#[command(next_help_heading = "Output")]
pub(crate) struct Writing {
    /// How to write the result; without it the ending of -o tells, else `table`
    #[arg(short, long, value_name = "FORMAT")]
    format: Option<Format>,

    #[command(flatten)]
    output: Output,

    /// Leave cells of a csv as they are, even if a spreadsheet could run them
    #[arg(long)]
    no_formula_guard: bool,

    /// For whom a csv is: excel-de has semicolons, decimal commas and a byte
    /// order mark, as a German Excel expects on a double click
    #[arg(long, value_name = "DIALECT")]
    csv_dialect: Option<CsvDialect>,
}

/// The words for dialects of csv.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum CsvDialect {
    /// Comma, decimal point.
    Standard,
    /// The same with a byte order mark.
    Excel,
    /// Semicolon, decimal comma, byte order mark.
    ExcelDe,
}

/// How to write a page, and where to.
#[derive(Debug, Args)]
#[command(next_help_heading = "Output")]
pub(crate) struct PageWriting {
    /// How to write the result; without it the ending of -o tells, else `table`
    #[arg(short, long, value_name = "FORMAT")]
    format: Option<PageFormat>,

    #[command(flatten)]
    output: Output,
}

/// Where to write.
#[derive(Debug, Clone, Args)]
#[command(next_help_heading = "Output")]
pub(crate) struct Output {
    /// Write to this file; `-` is standard output
    #[arg(short, long, value_name = "FILE")]
    output: Option<PathBuf>,
}

impl Output {
    /// Opens what is written to; `read` are the files that are read.
    pub(crate) fn open<'a>(&self, read: impl IntoIterator<Item = &'a PathBuf>) -> Result<Destination> {
        Destination::open(self.output.as_deref(), read)
    }

    /// The file that is written, if it is one.
    pub(crate) fn file(&self) -> Option<&Path> {
        self.output.as_deref().filter(|path| *path != Path::new("-"))
    }

    /// Whether the result goes to the terminal.
    pub(crate) fn to_terminal(&self, terminal: &Terminal) -> bool {
        terminal.stdout && self.file().is_none()
    }

    /// How the result looks.
    pub(crate) fn look(&self, color: Color, terminal: &Terminal, language: Language) -> Look {
        let color = terminal.color(color, self.to_terminal(terminal));
        Look { formula_guard: true, language, ..Look::plain(terminal.width, color) }
    }

    /// The format that the ending of the file tells, a table where there is no file; `known` are the endings to choose from.
    fn told<T>(&self, of: impl Fn(Format) -> Option<T>, known: &str) -> Result<T> {
        let file = self.file().unwrap_or(Path::new("-"));
        let told = self.file().map_or(Some(Format::Table), Format::by_ending);
        told.and_then(of).ok_or_else(|| {
            let tells = if told.is_some() { "a format that this command does not write" } else { "no format" };
            let message = format!("the ending of {} tells {tells}", file.display());
            usage(message, format!("known endings: {known}; or name the format with -f"))
        })
    }
}

impl Writing {
    /// The format asked for, or told by the file's ending.
    pub(crate) fn format(&self) -> Result<Format> {
        let format = self.format.map_or_else(|| self.output.told(Some, ".csv, .json, .md, .txt"), Ok)?;
        if self.csv_dialect.is_some() && format != Format::Csv {
            return Err(usage("--csv-dialect: the result is no csv", "add -f csv, or -o with a name in .csv"));
        }
        Ok(format)
    }

    /// Opens what is written to; `read` are the files that are read.
    pub(crate) fn open<'a>(&self, read: impl IntoIterator<Item = &'a PathBuf>) -> Result<Destination> {
        self.output.open(read)
    }

    /// The file that is written, if it is one.
    pub(crate) fn file(&self) -> Option<&Path> {
        self.output.file()
    }

    /// Whether the result goes to the terminal.
    pub(crate) fn to_terminal(&self, terminal: &Terminal) -> bool {
        self.output.to_terminal(terminal)
    }

    /// How the result looks.
    pub(crate) fn look(&self, color: Color, terminal: &Terminal, language: Language) -> Look {
        let dialect = match self.csv_dialect {
            None | Some(CsvDialect::Standard) => Dialect::Standard,
            Some(CsvDialect::Excel) => Dialect::Excel,
            Some(CsvDialect::ExcelDe) => Dialect::ExcelDe,
        };
        Look { formula_guard: !self.no_formula_guard, dialect, ..self.output.look(color, terminal, language) }
    }

    /// The same to standard output.
    pub(crate) fn without_file(&self) -> Self {
        Writing { output: Output { output: None }, ..self.clone() }
    }
}

impl PageWriting {
    /// The format asked for, or told by the file's ending.
    pub(crate) fn format(&self) -> Result<PageFormat> {
        let page = |format| match format {
            Format::Table => Some(PageFormat::Table),
            Format::Json => Some(PageFormat::Json),
            Format::Markdown => Some(PageFormat::Markdown),
            Format::Csv => None,
        };
        self.format.map_or_else(|| self.output.told(page, ".json, .md, .txt"), Ok)
    }

    /// Whether neither a format nor a file is asked for.
    pub(crate) fn is_open(&self) -> bool {
        self.format.is_none() && self.output.file().is_none()
    }

    /// Where it is written to.
    pub(crate) fn output(&self) -> &Output {
        &self.output
    }
}

/// Which rules of the linter may be broken.
#[derive(Debug, Args)]
#[command(next_help_heading = "Lint")]
pub(crate) struct Allowing {
    /// Say nothing of these rules, by their codes (as in
    /// weight-small,tier-empty); repeatable
    #[arg(long = "allow", value_name = "CODE", value_delimiter = ',')]
    pub(crate) codes: Vec<String>,
}

/// The codes of languages.
#[derive(Debug, Clone, Copy, ValueEnum)]
pub(crate) enum LanguageCode {
    /// English
    En,
    /// German
    De,
}

impl From<LanguageCode> for Language {
    fn from(code: LanguageCode) -> Self {
        match code {
            LanguageCode::En => Language::English,
            LanguageCode::De => Language::German,
        }
    }
}

/// The words for decimal marks.
#[derive(Debug, Clone, Copy, ValueEnum)]
pub(crate) enum DecimalMark {
    /// Found out from all rows.
    Auto,
    /// As in 1,234.5
    Point,
    /// As in 1.234,5
    Comma,
}

impl From<DecimalMark> for Decimal {
    fn from(mark: DecimalMark) -> Self {
        match mark {
            DecimalMark::Auto => Decimal::Auto,
            DecimalMark::Point => Decimal::Point,
            DecimalMark::Comma => Decimal::Comma,
        }
    }
}

fn day(text: &str) -> Result<Day, String> {
    Day::read(text).map_err(str::to_owned)
}

fn delimiter(text: &str) -> Result<u8, String> {
    ReadAs::delimiter(text).map_err(str::to_owned)
}

fn quote(text: &str) -> Result<u8, String> {
    match text.as_bytes() {
        [byte] if byte.is_ascii_punctuation() && !matches!(byte, b',' | b';' | b'|' | b'.' | b'-') => Ok(*byte),
        _ => Err("one character such as `'`".to_owned()),
    }
}

fn encoding(label: &str) -> Result<Encoding, String> {
    Encoding::from_label(label).ok_or_else(|| format!("not an encoding; known are {}", Encoding::EXAMPLES))
}

/// A whole number from 1 on.
pub(crate) fn count(text: &str) -> Result<u32, String> {
    text.trim().parse().ok().filter(|&n| n > 0).ok_or_else(|| "write a whole number from 1 on, as in 10".to_owned())
}

/// `ID=W` of `--weight`.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct WeightChange {
    pub(crate) id: String,
    pub(crate) weight: crate::model::Weight,
}

pub(crate) fn weight_change(text: &str) -> Result<WeightChange, String> {
    let (id, weight) = text.split_once('=').ok_or("write it as ID=W, as in know_how=30")?;
    let number: f64 = weight.trim().parse().map_err(|_| format!("`{weight}` is not a number, as in know_how=30"))?;
    let weight = crate::model::Weight::new(number).ok_or("a weight is a finite number above 0")?;
    Ok(WeightChange { id: id.trim().to_owned(), weight })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_delimiter_is_one_character_or_tab() {
        assert_eq!(delimiter(";"), Ok(b';'));
        assert_eq!(delimiter("tab"), Ok(b'\t'));
        assert_eq!(delimiter("\t"), Ok(b'\t'));
        assert!(delimiter(";;").is_err() && delimiter("").is_err() && delimiter("ü").is_err());
        assert!(delimiter("\"").is_err() && delimiter("5").is_err());
    }

    #[test]
    fn a_weight_is_an_id_and_a_positive_number() {
        let change = weight_change(" know_how = 30 ").unwrap();
        assert_eq!((change.id.as_str(), change.weight.get()), ("know_how", 30.0));
        for wrong in ["know_how", "know_how=", "know_how=0", "know_how=-1", "know_how=inf", "know_how=nan"] {
            assert!(weight_change(wrong).is_err(), "{wrong}");
        }
    }
}
