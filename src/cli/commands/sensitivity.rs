//! `keyrank sensitivity`: how sure the ranking is.

use crate::analysis::sensitivity::smaa::Plan;
use crate::analysis::sensitivity::smaa::weights::Level;
use crate::analysis::sensitivity::{Options, Problem, Stage, sensitivity};
use crate::cli::arguments::{Criteria, Reading, Weights, Writing, count};
use crate::cli::customers::Customers;
use crate::cli::exit::{Verdict, usage};
use crate::cli::format::Format;
use crate::cli::message_options::MessageOptions;
use crate::cli::messages::Messages;
use crate::cli::progress::Progress;
use crate::cli::run::{change_weights, model, ranked, what_if_notice};
use crate::cli::terminal::Terminal;
use crate::finding::Findings;
use crate::output::write_sensitivity;
use crate::report::sensitivity::Report;
use anyhow::{Error, Result};
use clap::{Args, ValueEnum};
use std::num::NonZero;
use std::path::PathBuf;

/// How many lines of a grid or a list are shown unless all are asked for.
const LISTED: usize = 20;

const EXAMPLES: &str = "\
Examples:
  keyrank sensitivity customers.csv
  keyrank sensitivity customers.csv -c criteria.yaml --spread 10
  keyrank sensitivity customers.csv --weight know_how=40
  keyrank sensitivity customers.csv --samples 100000 -o sure.json
  keyrank sensitivity customers.csv -f markdown > sure.md";

/// How sure are we? Which results depend on the weights, and on which
///
/// Shows in how many weightings near yours each customer would be a key account, how far each weight can move before
/// anybody changes place, what other methods make of the same points, and whose tier depends on a single rating.
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub(crate) struct Arguments {
    /// Customer files (CSV, also gzipped, or .xlsx); `-` is standard input
    #[arg(value_name = "FILE", required = true)]
    files: Vec<PathBuf>,

    #[command(flatten)]
    criteria: Criteria,

    #[command(flatten)]
    weights: Weights,

    /// The n of "the top n stay the same"; if left out the number of key
    /// accounts, or where there are none half of all, at most 10
    #[arg(long, value_name = "N", value_parser = count, help_heading = "Question")]
    top: Option<u32>,

    /// How near is near: drawn weights deviate from yours by about so many
    /// percentage points; if left out 5, or with very many criteria less
    #[arg(long, value_name = "POINTS", value_parser = spread, help_heading = "Question")]
    spread: Option<f64>,

    /// Which weights are drawn
    #[arg(long, value_name = "LEVEL", default_value = "top", help_heading = "Question")]
    level: LevelName,

    /// How many weightings are drawn near yours, and how many of all
    #[arg(long, value_name = "N", default_value_t = 10_000,
        value_parser = clap::value_parser!(u64).range(1..=Plan::MOST), help_heading = "Question")]
    samples: u64,

    /// Another seed draws other weightings; the same seed always the same
    #[arg(long, value_name = "N", default_value_t = 1, value_parser = seed, help_heading = "Question")]
    seed: u64,

    /// List everything (a page shows 20 lines of each part)
    #[arg(long, help_heading = "Output")]
    all: bool,

    #[command(flatten)]
    writing: Writing,

    #[command(flatten)]
    reading: Reading,

    #[command(flatten)]
    pub(crate) message_options: MessageOptions,
}

/// The words for levels.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum LevelName {
    /// Those of the first level; inside a group all stays as it is.
    Top,
    /// Those of all single criteria.
    Leaves,
}

impl Arguments {
    /// Ranks, asks, writes the answer and then says what there is to say.
    pub(crate) fn run(&self, terminal: &Terminal, messages: &Messages) -> Result<Verdict> {
        let format = self.writing.format()?;
        let destination = self.writing.open(self.files.iter().chain(&self.criteria.criteria))?;

        let mut findings = Findings::new();
        let mut model = model(&self.criteria, &self.reading, &mut findings)?;
        let what_if = change_weights(&mut model, &self.weights.changes)?;
        let customers = Customers::open(&self.files, &self.reading, &self.criteria)?;
        let (engine, table) = customers.read_for(model, &mut findings)?;
        let ranking = ranked(&engine, &table, &mut findings)?;

        let progress = Progress::new();
        let tell = |stage| match stage {
            Stage::Drawn(done) => progress.steps(done, self.samples * 2, "weightings drawn"),
            Stage::Moved { done, of } => progress.steps(done, of, "weights moved"),
        };
        let found = sensitivity(&ranking, self.options(), &tell);
        drop(progress);
        let found = found.map_err(too_wide)?;
        let look = self.writing.look(self.message_options.color, terminal, ranking.engine().model().language);
        let listed = (!self.all).then_some(LISTED);
        if !what_if.is_empty() && format == Format::Csv {
            findings.push(what_if_notice(&what_if));
        }
        let report = Report { found: &found, what_if: &what_if, listed };
        destination.deliver_as(format.into(), look.color, |to| write_sensitivity(&report, format.into(), look, to))?;
        messages.findings(&findings);
        Ok(Verdict::told(&findings, self.message_options.strict, messages))
    }

    fn options(&self) -> Options {
        let cores = std::thread::available_parallelism().unwrap_or(NonZero::<usize>::MIN);
        let asked = self.reading.threads.and_then(|threads| NonZero::new(usize::from(threads)));
        Options {
            top: self.top.map(u64::from),
            level: match self.level {
                LevelName::Top => Level::Top,
                LevelName::Leaves => Level::Leaves,
            },
            samples: self.samples,
            seed: self.seed,
            spread: self.spread,
            threads: asked.unwrap_or(cores),
        }
    }
}

fn too_wide(Problem::TooWide { widest }: Problem) -> Error {
    let message = "--spread: no weights near yours deviate that much from them";
    usage(
        message,
        format!(
            "with these weights, at most {:.1}; any weights at all are tried as well",
            (widest * 10.0).floor() / 10.0
        ),
    )
}

fn seed(text: &str) -> Result<u64, String> {
    text.trim().parse().map_err(|_| "write a whole number, 0 or more, as in 7".to_owned())
}

fn spread(text: &str) -> Result<f64, String> {
    let number: f64 = text.trim().parse().map_err(|_| format!("`{text}` is not a number, as in 5"))?;
    if number.is_finite() && (0.001..=100.0).contains(&number) {
        Ok(number)
    } else {
        Err("percentage points, from 0.001 to 100".to_owned())
    }
}
