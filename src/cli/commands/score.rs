//! `keyrank score`: the ranked key-account table.

use crate::cli::arguments::{Criteria, Reading, Weights, Writing, count};
use crate::cli::customers::Customers;
use crate::cli::exit::{Verdict, refuse_errors, usage};
use crate::cli::format::Format;
use crate::cli::message_options::MessageOptions;
use crate::cli::messages::Messages;
use crate::cli::run::{change_weights, model_and_places, open_work, what_if_notice};
use crate::cli::terminal::Terminal;
use crate::finding::{Finding, Findings};
use crate::language::Language;
use crate::language::written::Written;
use crate::model::{Model, same_text};
use crate::output;
use crate::output::Report;
use crate::output::look::Look;
use crate::scoring::accounts::Selection;
use crate::scoring::top::{TopCounts, TopScorer};
use crate::scoring::{Ranking, Summary};
use crate::table::Table;
use crate::text::suggestion::suggestion;
use anyhow::Result;
use clap::Args;
use std::path::PathBuf;

/// How many accounts a terminal shows unless asked for more.
pub(crate) const SHOWN: usize = 20;

const EXAMPLES: &str = "\
Examples:
  keyrank score customers.csv
  keyrank score customers.csv -c criteria.yaml --all
  keyrank score customers.csv --tier \"Key account\"
  keyrank score customers.csv --weight know_how=40      what if it counted more?
  keyrank score customers.csv -o ranking.csv            the format by its ending
  keyrank score north.csv south.csv --portfolio         several files, one list
  grep -v ';Test' crm.csv | keyrank score - -f json     from standard input";

/// Rank customers: the key-account table
///
/// Reads the customers, applies the criteria and prints the ranked table with tiers and the contribution of each
/// criterion. Several files are one list of customers; `-` is standard input.
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

    /// List at most so many accounts
    #[arg(long, value_name = "N", value_parser = count, help_heading = "Selection")]
    top: Option<u32>,

    /// List all accounts, also on a terminal (which shows the top 20)
    #[arg(long, conflicts_with = "top", help_heading = "Selection")]
    all: bool,

    /// List only the accounts of this tier
    #[arg(long, value_name = "NAME", help_heading = "Selection")]
    tier: Option<String>,

    #[command(flatten)]
    writing: Writing,

    /// Show the portfolio matrix as well (table, markdown; json always holds it)
    #[arg(long, help_heading = "Output")]
    portfolio: bool,

    /// Print more under the table: who is not ranked and why, the sums of the tiers, whom turnover alone would pick, ABC
    /// and HHI, flags, gaps, notices (table; markdown always holds it)
    #[arg(long, help_heading = "Output")]
    details: bool,

    #[command(flatten)]
    reading: Reading,

    #[command(flatten)]
    pub(crate) message_options: MessageOptions,
}

impl Arguments {
    /// Ranks, writes the result and then says what there is to say.
    pub(crate) fn run(&self, terminal: &Terminal, messages: &Messages) -> Result<Verdict> {
        let format = self.writing.format()?;
        if self.portfolio && format == Format::Csv {
            let help = "use -f json, which has it for every account, or -f table or markdown for the matrix";
            return Err(usage("--portfolio: a csv has no place for the portfolio", help));
        }
        if self.details && format == Format::Csv {
            let help = "use -f table or markdown; json holds the figures as well";
            return Err(usage("--details: a csv has no place for the summary", help));
        }
        let destination = self.writing.open(self.files.iter().chain(&self.criteria.criteria))?;
        let to_terminal = self.writing.to_terminal(terminal);

        let mut findings = Findings::new();
        let (mut model, places) = model_and_places(&self.criteria, &self.reading, &mut findings)?;
        let open_work = open_work(&places, &model).sentence(model.language);
        let what_if = change_weights(&mut model, &self.weights.changes)?;
        let selection = self.selection(&model, to_terminal && format == Format::Table)?;
        self.want_portfolio(&model)?;

        let mut customers = Customers::open(&self.files, &self.reading, &self.criteria)?;
        let engine = customers.engine(model, &mut findings)?;
        let engine = match self.reading.threads {
            Some(threads) => engine.on_threads(threads.into()),
            None => engine,
        };
        let scorer = selection.top.filter(|_| selection.tier.is_none() && !self.portfolio);
        let scorer = scorer.and_then(|top| TopScorer::new(&engine, top));
        let (mut table, counts) = match &scorer {
            Some(scorer) => customers.best(&engine, scorer, &mut findings)?,
            None => (customers.read(&engine, &mut findings)?, TopCounts::default()),
        };
        let ranking = match &scorer {
            Some(scorer) => Ranking::best(scorer, &table, &counts),
            // Whoever lists all goes through them from the top.
            None if selection.top.is_none() => Ranking::arranging(&engine, &mut table),
            None => Ranking::new(&engine, &table),
        };
        findings.append(ranking.findings().clone());
        let mut findings = refuse_errors(findings)?;
        if !what_if.is_empty() && format == Format::Csv {
            // The other formats say so themselves.
            findings.push(what_if_notice(&what_if));
        }

        let told: Vec<&Finding> = findings.iter().collect();
        let report = Report { ranking: &ranking, selection, what_if: &what_if, findings: &told };
        let look = self.writing.look(self.message_options.color, terminal, ranking.engine().model().language);
        let look = Look { portfolio: self.portfolio, details: self.details, ..look };
        destination.deliver_as(format.into(), look.color, |to| output::write(&report, format.into(), look, to))?;

        if messages.is_json() || format != Format::Table {
            messages.findings(&findings);
        }
        if !messages.is_json() && (self.writing.file().is_some() || format != Format::Table) {
            let listed = ranking.selected(&report.selection);
            let listed = report.selection.top.map_or(listed, |top| top.min(listed));
            messages.note(&self.summary(ranking.summary(), ranking.table(), listed as u64, look.language));
        }
        if let Some(open_work) = open_work {
            messages.remark(&open_work);
        }
        Ok(Verdict::told(&findings, self.message_options.strict, messages))
    }

    fn selection(&self, model: &Model, shorten: bool) -> Result<Selection> {
        let top = match self.top {
            Some(top) => usize::try_from(top).ok(),
            None => (shorten && !self.all).then_some(SHOWN),
        };
        let tier = self.tier.as_deref().map(|name| tier(model, name)).transpose()?;
        Ok(Selection { top, tier })
    }

    fn want_portfolio(&self, model: &Model) -> Result<()> {
        if self.portfolio && model.portfolio.is_none() {
            let help = "add a `portfolio` with two axes to the criteria file";
            return Err(usage("--portfolio: the model has no portfolio", help));
        }
        Ok(())
    }

    /// What was ranked, and what of it was written.
    fn summary(&self, summary: &Summary, table: &Table, listed: u64, language: Language) -> String {
        let Summary { accounts, ranked, knocked_out, .. } = *summary;
        let file = self.writing.file().map(|path| path.display().to_string());
        let lines = table.files.iter().map(|file| file.lines).sum();
        let is_what_if = !self.weights.changes.is_empty();
        let file = file.as_deref();
        Written { customers: accounts, lines, ranked, knocked_out, listed, file, is_what_if }.sentence(language)
    }
}

/// The place of the tier with that name.
fn tier(model: &Model, name: &str) -> Result<usize> {
    let names: Vec<&str> = model.tiers.iter().map(|tier| tier.name.as_str()).collect();
    names.iter().position(|known| same_text(known, name)).ok_or_else(|| {
        let help = if names.is_empty() { "the model knows no tiers".to_owned() } else { suggestion(name, &names) };
        usage(format!("--tier: the model has no tier `{name}`"), help)
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::path::Path;

    #[test]
    fn the_ending_tells_the_format_whatever_its_case() {
        let of = |name: &str| Format::by_ending(Path::new(name));
        assert_eq!(of("a/ranking.CSV"), Some(Format::Csv));
        assert_eq!(of("ranking.md"), Some(Format::Markdown));
        assert_eq!((of("ranking.pdf"), of("ranking")), (None, None));
    }
}
