//! What `check` and `lint` share: how they look at a model and its customers, and how they tell what they found.

use super::arguments::{Allowing, Criteria, PageWriting, Reading};
use super::customers::Customers;
use super::destination::Destination;
use super::exit::{Refused, Verdict};
use super::lint_warnings::Allowed;
use super::message_options::MessageOptions;
use super::messages::Messages;
use super::run::{model_and_places, open_work, ranked};
use super::terminal::Terminal;
use crate::analysis::lint::{Note, lint, lint_model};
use crate::finding::Findings;
use crate::language::Language;
use crate::output::look::Look;
use crate::output::{Format, write_inspection};
use crate::report::inspection::{Counts, Inspection, OpenWork, Own};
use crate::scoring::{Engine, Ranking};
use anyhow::Result;
use std::path::PathBuf;

/// What is looked at.
#[derive(Clone, Copy)]
pub(crate) struct Inputs<'a> {
    /// None where the model alone is looked at.
    pub(crate) files: &'a [PathBuf],
    pub(crate) criteria: &'a Criteria,
    pub(crate) reading: &'a Reading,
    pub(crate) allowing: &'a Allowing,
}

/// What was found, up to where the run ended.
#[derive(Debug, Default)]
pub(crate) struct Found {
    pub(crate) findings: Findings,
    counts: Counts,
    open: Option<OpenWork>,
    /// How many findings of the linter are allowed.
    pub(crate) allowed: usize,
    /// How many customers are ranked, where any were read.
    pub(crate) ranked: Option<usize>,
    /// The language of the model, if one was read.
    language: Option<Language>,
}

impl Found {
    /// Looks at the model and its customers. Notes of the linter are kept if `is_wanted`. `and_then` goes on with the ranking,
    /// if there is one.
    pub(crate) fn inspect(
        &mut self,
        inputs: Inputs<'_>,
        is_wanted: fn(&Note) -> bool,
        and_then: impl FnOnce(&Ranking<'_>, &mut Findings) -> Result<()>,
    ) -> Result<()> {
        let allowed = Allowed::read(inputs.allowing)?;
        if let Err(error) = self.look(inputs, &allowed, is_wanted, and_then) {
            Refused(self.findings) = error.downcast()?;
        }
        Ok(())
    }

    fn look(
        &mut self,
        Inputs { files, criteria, reading, .. }: Inputs<'_>,
        allowed: &Allowed,
        is_wanted: fn(&Note) -> bool,
        and_then: impl FnOnce(&Ranking<'_>, &mut Findings) -> Result<()>,
    ) -> Result<()> {
        self.language = reading.language.map(Language::from);
        let (model, places) = model_and_places(criteria, reading, &mut self.findings)?;
        self.language = Some(model.language);
        self.counts = Counts::of_model(&model);
        self.open = Some(open_work(&places, &model));
        let wanted = |notes: Vec<Note>| notes.into_iter().filter(is_wanted).collect();
        if files.is_empty() {
            let notes = wanted(lint_model(&Engine::new(model)));
            self.allowed = allowed.note(notes, &places, &mut self.findings);
            return Ok(());
        }
        let customers = Customers::open(files, reading, criteria)?;
        let (engine, table) = customers.read_for(model, &mut self.findings)?;
        self.counts.add(&table);
        let ranking = ranked(&engine, &table, &mut self.findings)?;
        self.allowed = allowed.note(wanted(lint(&ranking)), &places, &mut self.findings);
        self.ranked = Some(ranking.len());
        and_then(&ranking, &mut self.findings)
    }

    /// Writes what was found, which is the result.
    pub(crate) fn tell(&self, own: Own<'_>, outlet: Outlet<'_>) -> Result<Verdict> {
        let Outlet { format, destination, look, strict, messages } = outlet;
        let look = Look { language: self.language.unwrap_or_default(), ..look };
        let Found { findings, counts, open, .. } = self;
        let to_file = matches!(destination, Destination::File { .. });
        let found = Inspection { findings, counts, open: open.as_ref(), own, strict };
        destination.deliver_as(format, look.color, |to| write_inspection(&found, format, look, to))?;
        if to_file {
            messages.findings(findings);
            return Ok(Verdict::told(findings, strict, messages));
        }
        Ok(Verdict::on(findings, strict))
    }
}

/// Where what was found goes, and how.
pub(crate) struct Outlet<'a> {
    pub(crate) format: Format,
    destination: Destination,
    look: Look,
    strict: bool,
    messages: &'a Messages,
}

impl<'a> Outlet<'a> {
    /// Opens it; `read` are the files that are read. The format is the one asked for, else the one of the findings.
    pub(crate) fn open<'r>(
        writing: &PageWriting,
        message_options: &MessageOptions,
        (terminal, messages): (&Terminal, &'a Messages),
        read: impl IntoIterator<Item = &'r PathBuf>,
    ) -> Result<Self> {
        let format = if writing.is_open() { messages.format() } else { writing.format()?.into() };
        let output = writing.output();
        let look = Look {
            wraps: output.to_terminal(terminal),
            ..output.look(message_options.color, terminal, Language::English)
        };
        Ok(Outlet { format, destination: output.open(read)?, look, strict: message_options.strict, messages })
    }
}
