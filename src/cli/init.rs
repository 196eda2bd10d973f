//! `keyrank init`: a first criteria file drafted from an export.

use super::arguments::{Reading, Speaking};
use super::destination::{Destination, already_there};
use super::outcome::{Error, Verdict, refuse_errors};
use super::preparation::watched;
use super::tally::counted;
use super::voice::Voice;
use super::waiting::{End, waited};
use crate::criteria::draft::{Draft, draft};
use crate::criteria::parse;
use crate::finding::{Finding, Findings, Place, as_argument};
use crate::input::{Export, Options};
use crate::model::Model;
use crate::profile::Profile;
use crate::scoring::{Engine, Ranking};
use crate::table::Decimal;
use clap::Args;
use std::path::{Path, PathBuf};

/// So many sheets are tried at most.
const SHEETS: usize = 20;

const EXAMPLES: &str = "\
Examples:
  keyrank init customers.csv                     look at the draft
  keyrank init customers.csv -o criteria.yaml    write it, if it is new
  keyrank lint customers.csv -c criteria.yaml    then ask what it does";

/// Draft a criteria file from the columns of an export
///
/// Proposes the id, name, status and amount columns, sorts the others into the five criteria by their names (English and
/// German) and gives each a scale by what stands in it. The draft runs as it is; every guess in it is marked CHECK.
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub(super) struct Arguments {
    /// The customer file (CSV or .xlsx); `-` is standard input
    #[arg(value_name = "FILE")]
    file: PathBuf,

    /// Write the draft to this file, which must not exist yet
    #[arg(short, long, value_name = "FILE", help_heading = "Output")]
    output: Option<PathBuf>,

    #[command(flatten)]
    reading: Reading,

    #[command(flatten)]
    pub(super) speaking: Speaking,
}

impl Arguments {
    /// Profiles, drafts, tries the draft on the export, writes it, and then says what there is to say.
    pub(super) fn run(&self, voice: &Voice) -> Result<Verdict, Error> {
        self.refuse_to_overwrite()?;
        let mut export = waited([self.file.as_path()], End::Writer, |_| Export::open(&self.file))?;
        let (profile, drafted) = match self.watched(|options| look(&mut export, options))? {
            Ok(found) => found,
            Err(findings) => return Err(Error::Refused(self.with_other_sheet(findings, &mut export)?)),
        };
        let mut findings = Findings::new();
        findings.extend(profile.no_ids.iter().map(|header| no_id(header, &profile)));
        findings.extend(drafted.unclear.iter().map(|header| order_unclear(header, &profile)));
        findings.extend(drafted.odd.iter().map(|odd| nearly_numbers(odd, &profile)));
        let said = self.watched(|options| trial(&drafted, &mut export, options))?;
        findings.extend(said.iter().map(|finding| self.told(finding, &profile)));
        self.refuse_to_overwrite()?;
        let destination = Destination::open(self.output.as_deref(), [&self.file])?;
        destination.deliver(false, |to| to.write_all(drafted.yaml.as_bytes()))?;
        voice.findings(&findings);
        if !voice.is_json() {
            voice.note(&self.summary(&drafted, &profile));
        }
        Ok(Verdict::told(&findings, self.speaking.strict, voice))
    }

    /// What the draft states nobody has stated yet: says where the decimal mark comes from.
    fn told(&self, finding: &Finding, profile: &Profile) -> Finding {
        if finding.code != "decimal-mark" || self.reading.decimal.is_some() {
            return finding.clone();
        }
        let mark = if profile.decimal == Decimal::Comma { "comma" } else { "point" };
        if profile.decimal_guessed {
            let message = format!("no cell tells which decimal mark the numbers have: the draft takes the {mark}");
            let help = "look at `numbers` in the draft, or run init again with --decimal point or --decimal comma";
            return Finding::warning("decimal-mark-guessed", message).at(finding.place.clone()).help(help);
        }
        let message = format!("numbers are read with a decimal {mark}, as the cells show");
        Finding { message, ..finding.clone() }
    }

    /// Where the sheet that was read gives no draft, names those that do.
    fn with_other_sheet(&self, findings: Findings, export: &mut Export) -> Result<Findings, Error> {
        const NO_TABLE: [&str; 4] = ["no-usable-column", "no-id-column", "nothing-to-rank", "cell-count"];
        let is_no_table = findings.iter().any(|finding| NO_TABLE.contains(&finding.code));
        if self.reading.sheet.is_some() || !is_no_table {
            return Ok(findings);
        }
        let mut fitting = Vec::new();
        for sheet in export.sheets()?.into_iter().take(SHEETS) {
            let found =
                self.watched(|options| look(export, &Options { sheet: Some(sheet.clone()), ..options.clone() }))?;
            if found.is_ok() {
                fitting.push(sheet);
            }
        }
        let Some(first) = fitting.first() else { return Ok(findings) };
        let quoted: Vec<String> = fitting.iter().map(|sheet| format!("\"{sheet}\"")).collect();
        let (verb, quoted) = (if fitting.len() == 1 { "does" } else { "do" }, quoted.join(", "));
        let message = format!("the first sheet holds no customers to rank, {quoted} {verb}");
        let finding = Finding::error("other-sheet", message).at(Place::file(self.file.to_string_lossy()));
        Ok(one(finding.help(format!("run init again with --sheet {}", as_argument(first)))))
    }

    /// Here there is no model whose business the decimal mark is.
    fn watched<T>(&self, read: impl FnOnce(&Options<'_>) -> T) -> T {
        let decimal = self.reading.decimal.map(Decimal::from);
        watched(&[], &self.reading, |options| read(&Options { decimal, ..options.clone() }))
    }

    fn refuse_to_overwrite(&self) -> Result<(), Error> {
        match &self.output {
            Some(path) if path.symlink_metadata().is_ok() => Err(already_there(path, "a draft never overwrites")),
            _ => Ok(()),
        }
    }

    fn summary(&self, drafted: &Draft, profile: &Profile) -> String {
        let customers = counted(profile.customers, "customer", "customers");
        let used = counted(drafted.columns as u64, "column", "columns");
        let of = match drafted.criteria {
            0 => format!("{used}, none of which says by its name which criterion it belongs to"),
            5 => format!("all five criteria, from {used}"),
            n => format!("{n} of the five criteria, from {used}"),
        };
        let file = self.output.as_deref().unwrap_or(Path::new("criteria.yaml"));
        let (read, file) = (self.file.to_string_lossy(), file.to_string_lossy());
        let (read, again, file) = (as_argument(&read), self.reading.again(), as_argument(&file));
        let next = format!("look for CHECK in it, then: keyrank lint {read}{again} -c {file}");
        format!("drafted from {customers}: {of}; {next}")
    }
}

/// A customer that is there twice is a fault of the export, and must not go unseen because another column will do.
fn no_id(header: &str, profile: &Profile) -> Finding {
    let instead = profile.columns.get(profile.id).map_or("", |column| column.header.as_str());
    let place = Place { header: Some(header.to_owned()), ..Place::file(&profile.file) };
    let message = format!("this looks like the id, but it repeats or has empty cells; the draft takes \"{instead}\"");
    let help = "fix the lines in which it repeats, if it is the id, and run init again";
    Finding::warning("id-passed-over", message).at(place).help(help)
}

/// A column that speaks for a criterion must not go unseen because nobody knows which of its words is better.
fn order_unclear(header: &str, profile: &Profile) -> Finding {
    let place = Place { header: Some(header.to_owned()), ..Place::file(&profile.file) };
    let message = "the words of this column do not tell which is better, so the draft does not score it";
    let help = "write your own points where it stands in the draft, or correct a word that was mistyped";
    Finding::notice("levels-order-unclear", message).at(place).help(help)
}

/// One slip of the pen must not take a column out of the model unseen.
fn nearly_numbers((header, line, text): &(String, u64, String), profile: &Profile) -> Finding {
    let place = Place { header: Some(header.clone()), ..Place::line(&profile.file, *line) };
    let message = "not a number, as most cells of the column are, so the draft leaves the column out";
    let help = "fix the cell and run init again; if it means \"no value\", empty it";
    Finding::notice("column-nearly-numbers", message).at(place).value(text).help(help)
}

/// Ranks the export by the draft, so that whatever is delivered runs. What is wrong with the export is found here.
fn trial(drafted: &Draft, export: &mut Export, options: &Options) -> Result<Findings, Error> {
    let checked = parse("the draft", drafted.yaml.as_bytes());
    let Some(model) = checked.model else { return Err(Error::Refused(checked.findings)) };
    let engine = Engine::new(model);
    let (table, findings) = export.read(engine.schema(), options)?;
    let mut findings = refuse_errors(findings)?;
    findings.append(Ranking::new(&engine, &table).findings().clone());
    Ok(findings)
}

/// What an export holds, and the draft for it; or why there is none.
fn look(export: &mut Export, options: &Options) -> Result<Result<(Profile, Draft), Findings>, crate::input::Error> {
    let profile = match export.profile(&Model::MISSING_VALUES, options)? {
        Ok(profile) => profile,
        Err(findings) => return Ok(Err(findings)),
    };
    Ok(draft(&profile).map(|drafted| (profile, drafted)).map_err(|finding| one(*finding)))
}

fn one(finding: Finding) -> Findings {
    let mut findings = Findings::new();
    findings.push(finding);
    findings
}
