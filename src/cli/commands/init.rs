//! `keyrank init`: a first criteria file drafted from an export, and the ranking it gives.

use crate::cli::arguments::Reading;
use crate::cli::customers::{WRITTEN, watched};
use crate::cli::destination::{Destination, refuse_to_replace};
use crate::cli::exit::{Verdict, refuse_errors, refused};
use crate::cli::interview::columns as ask;
use crate::cli::message_options::MessageOptions;
use crate::cli::messages::Messages;
use crate::cli::named_pipes::{End, announcing_pipes};
use crate::cli::terminal::Terminal;
use crate::criteria::draft::answers::Answers;
use crate::criteria::draft::{Draft, draft};
use crate::criteria::parse;
use crate::finding::{Finding, Findings, Place, as_argument};
use crate::input::Files;
use crate::input::reading::Options;
use crate::language::draft as language;
use crate::model::Model;
use crate::output::look::Look;
use crate::output::{FirstRanking, write_first_ranking};
use crate::profile::Profile;
use crate::profile::language::of_headers;
use crate::scoring::{Engine, Ranking};
use crate::table::{Decimal, Table};
use anyhow::Result;
use clap::Args;
use std::path::{Path, PathBuf};

/// So many sheets are tried at most.
const SHEETS: usize = 20;

/// Why a draft does not replace a file.
const NEVER: &str = "a draft never overwrites";

const EXAMPLES: &str = "\
Examples:
  keyrank init customers.csv                     write criteria.yaml beside it, and show the top five
  keyrank init customers.csv --ask               be asked instead of guessed at
  keyrank init customers.csv -o -                only print the draft
  keyrank init north.csv south.csv -o kam.yaml   several files, one list
  keyrank lint customers.csv -c criteria.yaml    then ask what it does";

/// Draft a criteria file from the columns of an export
///
/// Proposes the id, name, status and amount columns, sorts the others into the five criteria by their names (English and
/// German) and gives each a scale by what stands in it. The draft runs as it is; every guess in it is marked CHECK. On a
/// terminal it is written to criteria.yaml beside the export, and the top five that it gives are shown.
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub(crate) struct Arguments {
    /// Customer files (CSV, also gzipped, or .xlsx); `-` is standard input
    #[arg(value_name = "FILE", required = true)]
    files: Vec<PathBuf>,

    /// Ask which column is what, and which words are better
    #[arg(long)]
    ask: bool,

    /// Write the draft to this file, which must not exist yet; `-` prints it
    #[arg(short, long, value_name = "FILE", help_heading = "Output")]
    output: Option<PathBuf>,

    #[command(flatten)]
    reading: Reading,

    #[command(flatten)]
    pub(crate) message_options: MessageOptions,
}

/// What an export holds, and the draft for it.
struct Drafted {
    profile: Profile,
    draft: Draft,
}

impl Arguments {
    /// Profiles, drafts, tries the draft on the export, writes it, and then says what there is to say.
    pub(crate) fn run(&self, terminal: &Terminal, messages: &Messages) -> Result<Verdict> {
        let written = self.written(terminal);
        refuse_to_replace(written.as_deref(), NEVER)?;
        let paths = || self.files.iter().map(PathBuf::as_path);
        let mut files = announcing_pipes(paths(), End::Writer, |_| Files::open(&self.files))?;
        let drafted = match self.drafted(&mut files, terminal)? {
            Ok(drafted) => drafted,
            Err(findings) => return Err(refused(self.with_other_sheet(findings, &mut files)?)),
        };
        let (mut findings, Drafted { profile, draft }) = (Findings::new(), &drafted);
        findings.extend(profile.no_ids.iter().map(|header| no_id(header, profile)));
        findings.extend(draft.unclear.iter().map(|header| order_unclear(header, profile)));
        findings.extend(draft.odd.iter().map(|odd| nearly_numbers(odd, profile)));
        let (engine, table, said) = self.trial(draft, &mut files)?;
        let ranking = Ranking::new(&engine, &table);
        let said = said.iter().chain(ranking.findings().iter());
        findings.extend(said.map(|finding| self.told(finding, profile)));
        refuse_to_replace(written.as_deref(), NEVER)?;
        let destination = Destination::open(written.as_deref(), &self.files)?;
        destination.deliver(false, |to| to.write_all(draft.yaml.as_bytes()))?;
        if let Some(path) = written.as_deref().filter(|_| !messages.is_json()) {
            let color = terminal.color(self.message_options.color, terminal.stdout);
            let look = Look::plain(terminal.width, color);
            Destination::stdout(&self.files)?
                .deliver(color, |to| write_first_ranking(&first(draft, &ranking, &path.to_string_lossy()), look, to))?;
        }
        messages.findings(&findings);
        if !messages.is_json() {
            messages.note(&self.summary(draft, profile, written.as_deref()));
        }
        Ok(Verdict::told(&findings, self.message_options.strict, messages))
    }

    /// The file that is written; none where the draft is printed.
    fn written(&self, terminal: &Terminal) -> Option<PathBuf> {
        match &self.output {
            Some(path) if path == Path::new("-") => None,
            Some(path) => Some(path.clone()),
            None if terminal.stdout || self.ask => {
                let beside = self.files.first().filter(|file| *file != Path::new("-")).and_then(|file| file.parent());
                Some(beside.unwrap_or(Path::new("")).join(WRITTEN))
            }
            None => None,
        }
    }

    /// The draft for what stands in the files, with the answers of an interview where one is wanted.
    fn drafted(&self, files: &mut Files, terminal: &Terminal) -> Result<Result<Drafted, Findings>> {
        let mut looked = |id: Option<&str>| self.watched(|options| files.profile(&Model::MISSING_VALUES, id, options));
        let mut profile = match looked(None)? {
            Ok(profile) => profile,
            Err(findings) => return Ok(Err(findings)),
        };
        let mut answers = Answers::default();
        if self.ask {
            let id;
            let language = self.reading.language.map_or_else(|| of_headers(&profile), Into::into);
            (id, answers) = ask::ask(&profile, language, self.message_options.color, terminal)?;
            profile = match looked(Some(&id))? {
                Ok(profile) => profile,
                Err(findings) => return Ok(Err(findings)),
            };
        }
        answers.read = self.reading.stated();
        answers.language = self.reading.language.map(Into::into);
        Ok(match draft(&profile, &answers) {
            Ok(draft) => Ok(Drafted { profile, draft }),
            Err(finding) => Err(one(*finding)),
        })
    }

    /// Reads the export for the draft, so that whatever is delivered runs. What is wrong with the export is found here.
    fn trial(&self, draft: &Draft, files: &mut Files) -> Result<(Engine, Table, Findings)> {
        let checked = parse("the draft", draft.yaml.as_bytes());
        let Some(model) = checked.model else { return Err(refused(checked.findings)) };
        let engine = Engine::new(model);
        let (table, findings) = self.watched(|options| files.read(engine.schema(), options))?;
        Ok((engine, table, refuse_errors(findings)?))
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
    fn with_other_sheet(&self, findings: Findings, files: &mut Files) -> Result<Findings> {
        const NO_TABLE: [&str; 4] = ["no-usable-column", "no-id-column", "nothing-to-rank", "cell-count"];
        let is_no_table = findings.iter().any(|finding| NO_TABLE.contains(&finding.code));
        if self.reading.sheet.is_some() || !is_no_table {
            return Ok(findings);
        }
        let mut fitting = Vec::new();
        for sheet in files.sheets()?.into_iter().take(SHEETS) {
            let profile = self.watched(|options| {
                let options = Options { sheet: Some(sheet.clone()), ..options.clone() };
                files.profile(&Model::MISSING_VALUES, None, &options)
            })?;
            if profile.is_ok_and(|profile| draft(&profile, &Answers::default()).is_ok()) {
                fitting.push(sheet);
            }
        }
        let Some(first) = fitting.first() else { return Ok(findings) };
        let quoted: Vec<String> = fitting.iter().map(|sheet| format!("\"{sheet}\"")).collect();
        let (verb, quoted) = (if fitting.len() == 1 { "does" } else { "do" }, quoted.join(", "));
        let message = format!("the first sheet holds no customers to rank, {quoted} {verb}");
        let file = self.files.first().map_or(String::new(), |file| file.to_string_lossy().into_owned());
        let finding = Finding::error("other-sheet", message).at(Place::file(file));
        Ok(one(finding.help(format!("run init again with --sheet {}", as_argument(first)))))
    }

    /// Here there is no model whose business the decimal mark is.
    fn watched<T>(&self, read: impl FnOnce(&Options<'_>) -> T) -> T {
        let decimal = self.reading.decimal.map(Decimal::from);
        watched(&[], &self.reading, |options| read(&Options { decimal, ..options.clone() }))
    }

    fn summary(&self, draft: &Draft, profile: &Profile, written: Option<&Path>) -> String {
        let read: Vec<String> =
            self.files.iter().map(|file| as_argument(&file.to_string_lossy()).into_owned()).collect();
        // All else that was said of reading stands in the draft.
        let (read, again) = (read.join(" "), self.reading.quoting());
        let file = written.unwrap_or(Path::new(WRITTEN)).to_string_lossy();
        let file = as_argument(&file);
        let next = match written {
            Some(_) => language::next(draft.language, &format!("keyrank score {read}{again} -c {file}")),
            None => {
                let lint = format!("keyrank lint {read}{again} -c {file}");
                language::save_and_check(draft.language, &file, &lint)
            }
        };
        let drafted = language::drafted_from(draft.language, profile.customers, draft.columns as u64, draft.criteria);
        format!("{drafted}; {next}")
    }
}

fn first<'a>(draft: &'a Draft, ranking: &'a Ranking<'a>, file: &'a str) -> FirstRanking<'a> {
    let guesses = draft.guesses.iter().map(|guess| (guess.line, guess.text.as_str())).collect();
    FirstRanking { language: draft.language, file, ranking, guesses, open: &draft.open }
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

fn one(finding: Finding) -> Findings {
    let mut findings = Findings::new();
    findings.push(finding);
    findings
}
