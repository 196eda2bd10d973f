//! Reads customer files for a model: opens them, looks for optional columns, and shows a progress bar.

use super::arguments::{Criteria, Reading};
use super::exit::refuse_errors;
use super::left_out::{called_otherwise, left_out};
use super::named_pipes::{End, announcing_pipes};
use super::progress::Progress;
use super::today;
use crate::finding::{Findings, as_argument};
use crate::input::{self, Absent, Files};
use crate::model::Model;
use crate::scoring::Engine;
use crate::scoring::top::{BatchTop, TopCounts, TopScorer};
use crate::table::Table;
use anyhow::Result;
use std::path::PathBuf;

/// Open customer files, one list, and how the command line says to read them.
#[derive(Debug)]
pub(crate) struct Customers<'a> {
    files: Files,
    paths: &'a [PathBuf],
    reading: &'a Reading,
    criteria: &'a Criteria,
}

impl<'a> Customers<'a> {
    /// Opens the files.
    pub(crate) fn open(paths: &'a [PathBuf], reading: &'a Reading, criteria: &'a Criteria) -> Result<Self> {
        let files = announcing_pipes(paths.iter().map(PathBuf::as_path), End::Writer, |_| Files::open(paths))?;
        Ok(Customers { files, paths, reading, criteria })
    }

    /// Reads all customers for a model. What is found goes to `findings`, and errors among it end the run.
    pub(crate) fn read_for(mut self, model: Model, findings: &mut Findings) -> Result<(Engine, Table)> {
        let engine = self.engine(model, findings)?;
        let table = self.read(&engine, findings)?;
        Ok((engine, table))
    }

    /// The engine of a model for these files. Optional columns that a file lacks are left out, and `findings` say so.
    pub(crate) fn engine(&mut self, model: Model, findings: &mut Findings) -> Result<Engine> {
        let absent = self.absent(&model)?;
        let is_built_in = self.criteria.criteria.is_none();
        Ok(self.engine_without(absent, self.files.count(), model, is_built_in, findings))
    }

    /// The same for a number of files that lack the columns `absent`.
    pub(crate) fn engine_without(
        &self,
        absent: Vec<Absent>,
        files: usize,
        model: Model,
        is_built_in: bool,
        findings: &mut Findings,
    ) -> Engine {
        let (model, absent) =
            if is_built_in { called_otherwise(model, absent, files, findings) } else { (model, absent) };
        let model = left_out(model, &absent, findings);
        today::tell(&model, self.reading, findings);
        Engine::new(model)
    }

    /// The optional columns of a model that a file lacks.
    pub(crate) fn absent(&mut self, model: &Model) -> Result<Vec<Absent>> {
        if model.account.optional.is_empty() {
            return Ok(Vec::new());
        }
        let engine = Engine::new(model.clone());
        Ok(self.watched(&engine, |files, options| files.absent(engine.schema(), options))?)
    }

    /// The same for an engine.
    pub(crate) fn read(&mut self, engine: &Engine, findings: &mut Findings) -> Result<Table> {
        let (table, found) = self.read_despite_errors(engine)?;
        findings.append(found);
        *findings = refuse_errors(std::mem::take(findings))?;
        Ok(table)
    }

    /// The same where only the first accounts are wanted: gives those, and the figures of all.
    pub(crate) fn best(
        &mut self,
        engine: &Engine,
        scorer: &TopScorer<'_>,
        findings: &mut Findings,
    ) -> Result<(Table, TopCounts)> {
        let score = |draft: crate::table::Draft<'_>| scorer.score(draft);
        let read = self.watched(engine, |files, options| files.read_with(engine.schema(), options, &score))?;
        findings.append(self.with_hint(read.findings));
        *findings = refuse_errors(std::mem::take(findings))?;
        Ok(BatchTop::join(read.made, read.files))
    }

    /// Reads all customers, whatever the findings say.
    pub(crate) fn read_despite_errors(&mut self, engine: &Engine) -> Result<(Table, Findings)> {
        let (table, findings) = self.watched(engine, |files, options| files.read(engine.schema(), options))?;
        Ok((table, self.with_hint(findings)))
    }

    /// If the built-in model does not fit, the help names the criteria file that stands beside the customers.
    fn with_hint(&self, mut findings: Findings) -> Findings {
        let beside = || self.paths.first()?.parent().map(|folder| folder.join(WRITTEN)).filter(|path| path.is_file());
        let Some(beside) = beside().filter(|_| self.criteria.criteria.is_none()) else { return findings };
        let beside = beside.to_string_lossy();
        for finding in findings.iter_mut().filter(|finding| finding.code == "column-missing") {
            let help = finding.help.take().unwrap_or_default();
            finding.help =
                Some(format!("a criteria file stands beside it: add -c {}; or {help}", as_argument(&beside)));
        }
        findings
    }

    fn watched<T>(
        &mut self,
        engine: &Engine,
        read: impl FnOnce(&mut Files, &crate::input::reading::Options<'_>) -> T,
    ) -> T {
        let reading = self.reading.or(&engine.model().read);
        let files = &mut self.files;
        watched(self.paths, &reading, |options| read(files, options))
    }
}

/// Reads customer files with a progress bar. The decimal mark is part of the model.
pub(crate) fn watched<T>(
    files: &[PathBuf],
    reading: &Reading,
    read: impl FnOnce(&crate::input::reading::Options<'_>) -> T,
) -> T {
    announcing_pipes(files.iter().map(PathBuf::as_path), End::Writer, |goes_on| {
        let progress = Progress::new();
        let tell = |so_far| {
            goes_on();
            progress.read(so_far)
        };
        let options = crate::input::reading::Options {
            delimiter: reading.delimiter,
            quote: reading.quote,
            encoding: reading.encoding,
            sheet: reading.sheet.clone(),
            threads: reading.threads.map(usize::from),
            watch: Some(input::Watch(&tell)),
            ..input::Options::default()
        };
        read(&options)
    })
}

/// The name of the criteria file that stands beside an export.
pub(crate) const WRITTEN: &str = "criteria.yaml";
