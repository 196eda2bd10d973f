//! `keyrank explain`: why one account stands where it stands.

use crate::analysis::explain::lookup::{Candidate, Lookup, look_up};
use crate::analysis::explain::{Explained, explain};
use crate::cli::arguments::{Criteria, PageWriting, Reading, Weights};
use crate::cli::customers::Customers;
use crate::cli::exit::{Verdict, usage};
use crate::cli::message_options::MessageOptions;
use crate::cli::messages::Messages;
use crate::cli::run::{change_weights, model, ranked};
use crate::cli::terminal::Terminal;
use crate::finding::Findings;
use crate::output::write_explanation;
use crate::scoring::Ranking;
use crate::scoring::accounts::Selection;
use crate::text::visible::shortened;
use anyhow::{Error, Result};
use clap::Args;
use std::path::PathBuf;

/// How many customers are listed where a part of a name fits several.
const LISTED: usize = 10;

const EXAMPLES: &str = "\
Examples:
  keyrank explain customers.csv C-1017             by its id
  keyrank explain customers.csv grauwerk           by a part of its name
  keyrank explain customers.csv C-1017 --weight know_how=40
  keyrank explain customers.csv C-1017 -f json     for a program
  keyrank explain customers.csv C-1017 -o grauwerk.md";

/// Explain one account: points, weights, neighbours, the next tier
///
/// Shows how the score comes about, who stands above and below, what is missing to the next tier, and for each
/// criterion the value that alone would be enough.
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES, override_usage = "keyrank explain [OPTIONS] <FILE>... <ACCOUNT>")]
pub(crate) struct Arguments {
    /// Customer files (CSV, also gzipped, or .xlsx; `-` is standard input) and, last,
    /// the account: its id, or a part of the name that only one customer has
    // One list, because clap ends a list of files at the first option that follows.
    #[arg(value_name = "FILE... ACCOUNT", required = true, value_parser = clap::value_parser!(PathBuf))]
    words: Vec<PathBuf>,

    #[command(flatten)]
    criteria: Criteria,

    #[command(flatten)]
    weights: Weights,

    #[command(flatten)]
    writing: PageWriting,

    #[command(flatten)]
    reading: Reading,

    #[command(flatten)]
    pub(crate) message_options: MessageOptions,
}

impl Arguments {
    /// Ranks everybody, writes about one, and then says what there is to say.
    pub(crate) fn run(&self, terminal: &Terminal, messages: &Messages) -> Result<Verdict> {
        let (account, files) = self.account_and_files()?;
        let format = self.writing.format()?;
        let destination = self.writing.output().open(files.iter().chain(&self.criteria.criteria))?;
        let mut findings = Findings::new();
        let mut model = model(&self.criteria, &self.reading, &mut findings)?;
        let what_if = change_weights(&mut model, &self.weights.changes)?;
        let customers = Customers::open(files, &self.reading, &self.criteria)?;
        let (engine, table) = customers.read_for(model, &mut findings)?;
        let ranking = ranked(&engine, &table, &mut findings)?;

        let explained = find(&ranking, &account)?;
        let language = ranking.engine().model().language;
        let look = self.writing.output().look(self.message_options.color, terminal, language);
        destination.deliver_as(format.into(), look.color, |to| {
            write_explanation(&explained, &what_if, format.into(), look, to)
        })?;
        messages.findings(&findings);
        Ok(Verdict::told(&findings, self.message_options.strict, messages))
    }

    /// The last word is the account, all others are files.
    fn account_and_files(&self) -> Result<(String, &[PathBuf])> {
        match self.words.split_last() {
            Some((account, files)) if !files.is_empty() => Ok((account.to_string_lossy().into_owned(), files)),
            _ => {
                let help = "keyrank explain customers.csv \"a part of the name\"";
                Err(usage("explain needs customer files and, last, the account to explain", help))
            }
        }
    }
}

/// The one customer that `wanted` names.
fn find<'a>(ranking: &'a Ranking<'_>, wanted: &str) -> Result<Explained<'a>> {
    let everybody = Selection::default();
    let ranked = ranking.accounts(&everybody).map(|a| Candidate { id: a.id, name: a.name });
    let unranked = ranking.knocked_out().map(|k| Candidate { id: k.id, name: k.name });
    let candidates: Vec<Candidate<'_>> = ranked.chain(unranked).collect();
    let place = match look_up(&candidates, wanted) {
        Lookup::One(place) => place,
        Lookup::Several(places) => return Err(ambiguous(wanted, &named(&candidates, &places))),
        Lookup::Nothing(nearest) => return Err(unknown(wanted, &named(&candidates, &nearest))),
    };
    let ranked = explain(ranking, place).map(|explanation| Explained::Ranked(Box::new(explanation)));
    let knocked_out = place.checked_sub(ranking.len()).and_then(|at| ranking.knocked_out().nth(at));
    ranked.or(knocked_out.map(Explained::KnockedOut)).ok_or_else(|| unknown(wanted, &[]))
}

fn ambiguous(wanted: &str, names: &[String]) -> Error {
    let mut help = String::from("say more of the name, or the id; it fits:");
    names.iter().take(LISTED).for_each(|name| help.push_str(&format!("\n  {name}")));
    if names.len() > LISTED {
        help.push_str(&format!("\n  and {} more", names.len() - LISTED));
    }
    let wanted = shortened(wanted);
    usage(format!("`{wanted}` fits {} customers", names.len()), help)
}

fn unknown(wanted: &str, nearest: &[String]) -> Error {
    let wanted = shortened(wanted);
    let message = format!("no customer has the id `{wanted}` or a name with `{wanted}` in it");
    let help = match nearest {
        [] => "keyrank score --all lists every customer".to_owned(),
        _ => format!("did you mean {}?", nearest.join(" or ")),
    };
    usage(message, help)
}

fn named(candidates: &[Candidate<'_>], places: &[usize]) -> Vec<String> {
    let name = |c: &Candidate<'_>| format!("{} ({})", shortened(c.name), shortened(c.id));
    places.iter().filter_map(|&place| candidates.get(place)).map(name).collect()
}
