//! What `check` and `lint` looked at and what they found. Findings are the result, so they are part of the document.

use crate::analysis::compare::drift::{Drift, Move, Standing};
use crate::analysis::lint::FEWEST_TO_COMPARE;
use crate::finding::{Findings, Severity};
use crate::language::{Language, common, inspection as words};
use crate::model::{Body, Model};
use crate::report::phrases::step;
use crate::report::{Block, Cell, Column, Document, Table};
use crate::table::Table as Customers;

/// How much was looked at.
#[derive(Debug, Default)]
pub(crate) struct Counts {
    /// Criteria that are read from a column.
    pub(crate) criteria: usize,
    pub(crate) customers: usize,
    /// Physical lines of all files.
    pub(crate) lines: u64,
}

impl Counts {
    /// Those of a model, with no customers yet.
    pub(crate) fn of_model(model: &Model) -> Self {
        let criteria = model.walk().filter(|criterion| matches!(criterion.body, Body::Leaf(_))).count();
        Counts { criteria, ..Counts::default() }
    }

    /// Counts the customers that were read.
    pub(crate) fn add(&mut self, customers: &Customers) {
        self.customers = customers.rows();
        self.lines = customers.files.iter().map(|file| file.lines).sum();
    }
}

/// What is still open in a criteria file.
#[derive(Debug)]
pub(crate) struct OpenWork {
    pub(crate) file: String,
    /// Marks that ask to check a guess.
    pub(crate) checks: usize,
    /// How many of the five criteria are there; `None` for a model of other criteria.
    pub(crate) filled: Option<usize>,
    /// Whether one of the five is missing.
    pub(crate) lacks_criteria: bool,
}

impl OpenWork {
    /// In a sentence; `None` where nothing is open.
    pub(crate) fn sentence(&self, language: Language) -> Option<String> {
        let is_open = self.checks > 0 || self.lacks_criteria;
        let filled = self.filled.map(|filled| filled as u64);
        is_open.then(|| words::open_work(language, &self.file, self.checks as u64, filled))
    }
}

/// Why a run without errors fails all the same.
pub(crate) fn strict_complaint(language: Language, findings: &Findings, strict: bool) -> Option<String> {
    let warnings = findings.count(Severity::Warning);
    if !strict || warnings == 0 || findings.has_errors() {
        return None;
    }
    let warned = findings.counts().filter(|(severity, _, _)| *severity == Severity::Warning);
    let codes: Vec<String> = warned.map(|(_, code, count)| format!("{count} {code}")).collect();
    Some(words::fails_strictly(language, warnings, &codes.join(", ")))
}

/// What a command has of its own.
pub(crate) enum Own<'a> {
    Check {
        /// What moved against a stored ranking.
        drift: Option<&'a Drift<'a>>,
        /// The file in which the ranking was stored anew.
        stored: Option<String>,
    },
    Lint {
        /// How many warnings are allowed.
        allowed: usize,
        /// How many customers are ranked, where any were read.
        ranked: Option<usize>,
    },
}

/// What was looked at and what was found.
pub(crate) struct Inspection<'a> {
    pub(crate) findings: &'a Findings,
    pub(crate) counts: &'a Counts,
    pub(crate) open: Option<&'a OpenWork>,
    pub(crate) own: Own<'a>,
    /// Whether warnings fail.
    pub(crate) strict: bool,
}

/// The document. On paper the outcome comes first; in a terminal, where the last lines are in view, the findings do.
pub(crate) fn document<'d>(inspection: &Inspection<'d>, language: Language, on_paper: bool) -> Document<'d> {
    let findings = Block::Findings(inspection.findings);
    let outcome = outcome(inspection, language);
    if !on_paper {
        return Document { language, title: String::new(), blocks: [findings].into_iter().chain(outcome).collect() };
    }
    let title = match inspection.own {
        Own::Check { .. } => words::check_title(language),
        Own::Lint { .. } => words::lint_title(language),
    };
    let mut blocks = outcome;
    if !inspection.findings.is_empty() {
        blocks.extend([Block::Heading(words::findings(language).to_owned()), findings]);
    }
    Document { language, title: title.to_owned(), blocks }
}

fn outcome<'d>(inspection: &Inspection<'d>, language: Language) -> Vec<Block<'d>> {
    let Inspection { findings, counts, open, own, strict } = inspection;
    let found = [Severity::Error, Severity::Warning, Severity::Notice].map(|severity| findings.count(severity));
    let looked = [counts.customers as u64, counts.lines, counts.criteria as u64];
    let allowed = if let Own::Lint { allowed, .. } = own { *allowed as u64 } else { 0 };
    let mut sentences = vec![words::looked_at(language, looked, found, allowed)];
    sentences.extend(open.and_then(|open| open.sentence(language)));
    let mut table = None;
    let mut written = None;
    match own {
        Own::Lint { ranked, .. } => {
            let few = ranked.filter(|ranked| *ranked < FEWEST_TO_COMPARE);
            sentences.extend(few.map(|few| words::few_ranked(language, few as u64, FEWEST_TO_COMPARE as u64)));
        }
        Own::Check { drift, stored } => {
            sentences.extend(drift.map(|drift| drift_sentence(drift, language)));
            table = drift.filter(|drift| !drift.is_empty()).map(|drift| drift_table(drift, language));
            written = stored.as_ref().map(|file| words::wrote(language, file));
        }
    }
    let complaint = strict_complaint(language, findings, *strict);
    let said = |sentences: Vec<String>| sentences.into_iter().map(Block::plain);
    let after = complaint.into_iter().chain(written).collect();
    said(sentences).chain(table.map(Block::Table)).chain(said(after)).collect()
}

/// The figures of what moved, in one sentence.
pub(crate) fn drift_sentence(drift: &Drift<'_>, language: Language) -> String {
    let Drift { moved, new, gone, unmoved } = drift;
    if drift.is_empty() {
        return words::as_stored(language, *unmoved as u64);
    }
    words::moved(language, [moved.len(), new.len(), gone.len(), *unmoved].map(|n| n as u64))
}

/// Every account that moved, is new or is gone; what is as stored in it is shown once.
fn drift_table<'d>(drift: &'d Drift<'d>, language: Language) -> Table<'d> {
    let [moved, new, gone] = words::movements(language);
    let columns = vec![
        Column::text(common::id(language), 12, 40),
        Column::text(common::account(language), 12, 32),
        Column::number(common::rank(language), 4),
        Column::number(common::score(language), 5),
        Column::text(common::tier(language), 21, 68),
        Column::text(common::change(language), 8, 20),
    ];
    let steps = drift.moved.iter().map(|step| (step.before, step.after, moved));
    let new = drift.new.iter().map(|standing| (*standing, *standing, new));
    let gone = drift.gone.iter().map(|standing| (*standing, *standing, gone));
    let rows = steps.chain(new).chain(gone).map(|(before, after, movement)| {
        let score = |standing: &Standing| language.with_marks(standing.score.to_string());
        let is_rescored = (Move { before, after }).score();
        vec![
            Cell::text(&after.id),
            Cell::text(after.name.as_deref().filter(|name| *name != after.id).unwrap_or_default()),
            Cell::text(step(before.rank, after.rank)),
            Cell::text(step(score(if is_rescored { before } else { after }), score(after))),
            Cell::text(step(tier(before, language), tier(after, language))),
            Cell::text(movement),
        ]
    });
    Table::of_cells(columns, rows.collect())
}

fn tier(standing: &Standing, language: Language) -> &str {
    if standing.tier.is_empty() { common::no_tier(language) } else { &standing.tier }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::compare::drift::drift;

    #[test]
    fn a_ranking_that_moved_is_told_row_by_row() {
        let at =
            |id: &str, rank, score, tier: &str| Standing { id: id.into(), name: None, rank, score, tier: tier.into() };
        let stored = [at("A", 1, 80.0, "Key"), at("B", 2, 70.5, "Core"), at("C", 3, 60.0, "")];
        let now = [at("B", 1, 70.5, "Key"), at("A", 1, 80.0, "Key"), at("D", 3, 50.25, "Core")];
        let drift = drift(&stored, &now);
        assert_eq!(drift_sentence(&drift, Language::English), "the ranking moved: 1 moved, 1 new, 1 gone, 1 as stored");
        let table = drift_table(&drift, Language::German);
        let rows = (table.rows)().map(|row| row.cells.iter().map(|c| c.shown(Language::German).into_owned()).collect());
        let rows: Vec<Vec<String>> = rows.collect();
        let expected = [
            ["B", "", "2 -> 1", "70,5", "Core -> Key", "verschoben"],
            ["D", "", "3", "50,25", "Core", "neu"],
            ["C", "", "3", "60", "keine Stufe", "weggefallen"],
        ];
        assert_eq!(rows, expected);
    }

    #[test]
    fn on_paper_the_outcome_comes_first() {
        let (findings, counts) = (Findings::new(), Counts { criteria: 5, customers: 48, lines: 49 });
        let own = Own::Check { drift: None, stored: None };
        let inspection = Inspection { findings: &findings, counts: &counts, open: None, own, strict: false };
        let paper = document(&inspection, Language::German, true);
        assert_eq!((paper.title.as_str(), paper.blocks.len()), ("Prüfung", 1));
        assert!(document(&inspection, Language::English, false).title.is_empty());
    }
}
