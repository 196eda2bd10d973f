//! Which rows sum up others. A row is left out where that is proved, and refused where it is only suspected.
//!
//! **Proved** are rows whose figures, in every number column in which they have one, are the sum, the mean or the count of
//! the customers of one group: of those since an earlier aggregate or the start of the file (totals stand below), or of
//! those up to a later aggregate or the end of the file (headings stand above). That alone is no proof, for a customer's
//! turnover can be the sum of two others. So the row must also show by a *sign* that it is none: its id is made of marks
//! or missing, a label says so, or it lacks what every customer has. A row without any sign counts only where it is the
//! first or the last one, is the exact sum of three customers or more, and can hardly be so by chance.

use super::ledger::{Aside, Doubt, Entry, Ledger, Suspect};
use super::sums::{Closeness, Figure, Grain, Sums, explained, micro};
use crate::finding::{Finding, Findings, Place};
use crate::input::totals;
use std::collections::BTreeSet;

/// Boundaries and headings that are remembered: more than any report has levels and groups side by side.
const REMEMBERED: usize = 4096;
/// A row without any sign is an aggregate where chance makes it one in so many files at most: where it has nothing but its
/// figures, and where it has also what other customers have.
const BARE_ODDS: f64 = 1e3;
const FULL_ODDS: f64 = 1e6;
/// Lines that a warning names.
const NAMED: usize = 10;

/// A heading whose group has not ended.
#[derive(Debug)]
struct Heading {
    from: Sums,
    line: u64,
    suspect: Suspect,
}

/// The last customer so far, which may turn out to be a total.
#[derive(Debug)]
struct Held {
    entry: Entry,
    figures: Vec<Option<f64>>,
}

/// Goes through the rows of a file in their order.
#[derive(Debug)]
pub(in crate::input) struct Judge {
    sums: Sums,
    grain: Grain,
    /// Where groups may begin, the start of the file first.
    starts: Vec<Sums>,
    headings: Vec<Heading>,
    /// Cells that every customer fills, and those that every one but the first does; nothing is known of none.
    always: Option<u64>,
    after_first: Option<u64>,
    /// The bits of the id and of the number columns.
    figures: u64,
    /// Has the id of every customer a digit?
    ids_have_digits: bool,
    held: Option<Held>,
    first: Option<Held>,
    /// Text rows behind the customers so far: line, text, is it sure, and what it is otherwise.
    footers: Vec<(u64, String, bool, Remark)>,
    after_blank: bool,
    /// Rows among the customers that lack what those before have, and what they lack.
    lacking: Vec<(u64, u64, Finding)>,
    totals: Lines,
    ruling: Ruling,
}

/// What a footer is if customers follow.
#[derive(Debug)]
enum Remark {
    Refused(Box<Finding>),
    Customer(Box<Held>),
}

/// What is left out, in the order in which it was found.
#[derive(Debug, Default)]
struct Lines {
    named: Vec<(u64, String)>,
    count: u64,
}

impl Lines {
    fn add(&mut self, line: u64, called: &str) {
        self.count += 1;
        if self.named.len() < NAMED {
            self.named.push((line, called.trim().to_owned()));
        }
    }

    /// `line 5 ("*"), line 9 ("**") and 3 more`
    fn listed(&self) -> String {
        let quoted = |called: &str| if called.is_empty() { String::new() } else { format!(" (\"{called}\")") };
        let shown: Vec<String> =
            self.named.iter().map(|(line, called)| format!("line {line}{}", quoted(called))).collect();
        match self.count - self.named.len() as u64 {
            0 => shown.join(", "),
            more => format!("{} and {more} more", shown.join(", ")),
        }
    }
}

/// What comes of it.
#[derive(Debug, Default)]
pub(in crate::input) struct Ruling {
    pub(in crate::input) findings: Findings,
    /// Keys of rows that were taken for customers and are none.
    pub(in crate::input) skip: BTreeSet<u64>,
}

impl Judge {
    /// A judge who has seen no row; `figures` has the bits of the id and of the number columns.
    pub(in crate::input) fn new(figures: u64) -> Self {
        Judge {
            sums: Sums::default(),
            grain: Grain::default(),
            starts: vec![Sums::default()],
            headings: Vec::new(),
            always: None,
            after_first: None,
            figures,
            ids_have_digits: true,
            held: None,
            first: None,
            footers: Vec::new(),
            after_blank: false,
            lacking: Vec::new(),
            totals: Lines::default(),
            ruling: Ruling::default(),
        }
    }

    /// Goes through the next part of the file, which begins below so many lines.
    pub(in crate::input) fn add(&mut self, mut ledger: Ledger, lines: u64) {
        let asides = std::mem::take(&mut ledger.asides);
        let entries = std::mem::take(&mut ledger.entries);
        let mut asides = asides.into_iter().peekable();
        for (row, entry) in entries.into_iter().enumerate() {
            while let Some((_, line, aside)) = asides.next_if(|(before, ..)| *before <= row) {
                self.aside(line + lines + 1, aside, lines);
            }
            let mut entry = Entry { line: entry.line + lines + 1, ..entry };
            let texts = std::mem::take(&mut entry.figures);
            let figures = if texts.is_empty() { ledger.figures(row) } else { texts };
            self.customer(Held { entry, figures });
        }
        for (_, line, aside) in asides {
            self.aside(line + lines + 1, aside, lines);
        }
    }

    fn customer(&mut self, row: Held) {
        if let Some(Doubt::OnlyId { is_prose }) = row.entry.doubt {
            self.settle(false);
            let sure = is_prose || self.after_blank || self.footers.last().is_some_and(|(_, _, sure, _)| *sure);
            let (line, id) = (row.entry.line, row.entry.id.clone());
            return self.footer(line, id, sure, Remark::Customer(Box::new(row)));
        }
        self.resume();
        self.after_blank = false;
        if !self.is_aggregate(&row) {
            self.settle(false);
            self.held = Some(row);
        }
    }

    /// Is a row that was taken for a customer one that sums up those above it, by a label or by what it lacks?
    fn is_aggregate(&mut self, row: &Held) -> bool {
        let lacks = self.lacks(row);
        let has_label = row.entry.doubt == Some(Doubt::Label);
        if !has_label && lacks == 0 {
            return false;
        }
        // The held one is a customer if this is its sum.
        let mut sums = self.sums.clone();
        if let Some(held) = &self.held {
            sums.add(&held.figures);
        }
        let figures = exact(&row.figures);
        // A customer may be called Total.
        let closeness = if has_label && lacks != 0 { Closeness::Rounded } else { Closeness::Exact };
        let found = self.starts.iter().rposition(|from| {
            sums.customers - from.customers >= 2 && explained((from, &sums), &figures, &self.grain, closeness).is_some()
        });
        let Some(found) = found.filter(|_| has_label || !self.is_called_as_customers_are(row)) else { return false };
        self.settle(false);
        self.close(found);
        self.totals.add(row.entry.line, &row.entry.id);
        self.ruling.skip.insert(row.entry.key);
        if !has_label {
            self.lacking.push((row.entry.line, lacks, suspected(row)));
        }
        true
    }

    /// Has a row an id with a digit, as all customers have?
    fn is_called_as_customers_are(&self, row: &Held) -> bool {
        self.ids_have_digits && has_digit(&row.entry.id)
    }

    /// What every customer fills and this row does not.
    fn lacks(&self, row: &Held) -> u64 {
        self.always.map_or(0, |always| always & !row.entry.filled)
    }

    fn aside(&mut self, line: u64, aside: Aside, lines: u64) {
        match aside {
            Aside::Blank => self.after_blank = true,
            Aside::Footer { is_prose, text, finding } => {
                self.settle(true);
                let sure = is_prose || self.after_blank || self.footers.last().is_some_and(|(_, _, sure, _)| *sure);
                self.footer(line, text, sure, Remark::Refused(Box::new(moved(*finding, lines))));
            }
            Aside::Aggregate(suspect) => {
                let suspect = Suspect { finding: moved(suspect.finding.clone(), lines), ..*suspect };
                self.settle(true);
                self.aggregate(line, suspect);
            }
        }
    }

    fn aggregate(&mut self, line: u64, suspect: Suspect) {
        self.end_groups();
        let least = if suspect.is_faint { 2 } else { 1 };
        let found = self.starts.iter().rposition(|from| {
            self.sums.customers - from.customers >= least && is_explained((from, &self.sums), &suspect, &self.grain)
        });
        match found {
            Some(found) => {
                self.close(found);
                self.totals.add(line, &suspect.called);
            }
            None if self.headings.len() < REMEMBERED => {
                self.begin_group();
                self.headings.push(Heading { from: self.sums.clone(), line, suspect });
            }
            None => self.ruling.findings.push(suspect.finding),
        }
    }

    /// A group ends here: it began at that start, and so did what is within it.
    fn close(&mut self, start: usize) {
        self.starts.truncate(start + 1);
        self.begin_group();
    }

    fn begin_group(&mut self) {
        if self.starts.last().is_none_or(|last| last.customers < self.sums.customers) {
            if self.starts.len() >= REMEMBERED {
                self.starts.remove(1);
            }
            self.starts.push(self.sums.clone());
        }
    }

    /// Headings whose group ends here are proved.
    fn end_groups(&mut self) {
        let (sums, grain, totals) = (&self.sums, &self.grain, &mut self.totals);
        self.headings.retain(|heading| {
            let least = if heading.suspect.is_faint { 2 } else { 1 };
            let proved = sums.customers - heading.from.customers >= least
                && is_explained((&heading.from, sums), &heading.suspect, grain);
            if proved {
                totals.add(heading.line, &heading.suspect.called);
            }
            !proved
        });
    }

    /// What is held is a customer, or, where nothing but aggregates and footers may follow, perhaps the sum of all above it.
    fn settle(&mut self, may_be_last: bool) {
        let Some(held) = self.held.take() else { return };
        if may_be_last && (self.is_bare_total(&held) || self.is_like_a_total(&held)) {
            return;
        }
        self.sums.add(&held.figures);
        self.grain.note(&held.figures);
        self.ids_have_digits &= has_digit(&held.entry.id);
        let and = |all: Option<u64>| Some(all.unwrap_or(u64::MAX) & held.entry.filled);
        self.always = and(self.always);
        if self.first.is_some() {
            self.after_first = and(self.after_first);
        } else {
            self.first = Some(held);
        }
    }

    /// Is a row without any sign the exact sum of all customers above?
    fn is_bare_total(&mut self, row: &Held) -> bool {
        let lacks = self.lacks(row) & !self.figures != 0;
        let is_enough = self.sums.customers >= 3 || lacks && !self.is_called_as_customers_are(row);
        let Some(start) = self.starts.first().filter(|_| is_enough) else { return false };
        let Some(odds) = explained((start, &self.sums), &exact(&row.figures), &self.grain, Closeness::Exact) else {
            return false;
        };
        self.rule_on_bare(row, odds)
    }

    /// Does a row below all customers lack what each of them has, and is each of its figures large enough for a total?
    fn is_like_a_total(&mut self, row: &Held) -> bool {
        let is_like = self.sums.customers >= 3
            && self.lacks(row) & !self.figures != 0
            && !self.is_called_as_customers_are(row)
            && self.sums.are_no_more_than(4, &row.figures);
        if is_like {
            let message = "this row lacks what every customer has, and its figures are as large as a total's";
            let help = "delete the line if it is no customer; if it is one, fill in what it lacks";
            let place = Place { line: Some(row.entry.line), ..Place::default() };
            let finding = Finding::error(totals::CODE, message).at(place).value(&row.entry.id);
            self.ruling.findings.push(finding.help(help));
        }
        is_like
    }

    /// Is it none? Where chance may well have made the figures of a row that has all that customers have, it is one.
    fn rule_on_bare(&mut self, row: &Held, odds: f64) -> bool {
        let numbers_only = row.entry.filled & !self.figures == 0;
        let is_odd = self.lacks(row) != 0 && !self.is_called_as_customers_are(row);
        if is_odd || odds >= FULL_ODDS || (numbers_only && odds >= BARE_ODDS) {
            self.totals.add(row.entry.line, &row.entry.id);
        } else if odds >= BARE_ODDS || (numbers_only && !self.is_called_as_customers_are(row)) {
            self.ruling.findings.push(suspected(row));
        } else {
            return false;
        }
        self.ruling.skip.insert(row.entry.key);
        true
    }

    /// Customers follow what was taken for footers.
    fn resume(&mut self) {
        for (_, _, _, remark) in std::mem::take(&mut self.footers) {
            match remark {
                Remark::Refused(finding) => self.ruling.findings.push(*finding),
                Remark::Customer(row) => {
                    self.settle(false);
                    self.held = Some(*row);
                }
            }
        }
    }

    fn footer(&mut self, line: u64, text: String, sure: bool, remark: Remark) {
        if self.footers.len() >= REMEMBERED {
            self.resume();
        }
        self.footers.push((line, text, sure, remark));
    }

    /// Says what comes of it, at the end of the file.
    pub(in crate::input) fn conclude(mut self, file: &str) -> Ruling {
        let mut footers = Lines::default();
        let sure_from = self.footers.iter().position(|(_, _, sure, _)| *sure).unwrap_or(self.footers.len());
        let sure = self.footers.split_off(sure_from);
        let customers_end = self.footers.is_empty();
        self.resume();
        self.settle(customers_end);
        for (line, text, _, remark) in sure {
            footers.add(line, &text);
            if let Remark::Customer(row) = remark {
                self.ruling.skip.insert(row.entry.key);
            }
        }
        self.end_groups();
        self.judge_first();
        for heading in std::mem::take(&mut self.headings) {
            self.ruling.findings.push(heading.suspect.finding);
        }
        for (line, lacks, finding) in std::mem::take(&mut self.lacking) {
            if self.always.unwrap_or(0) & lacks != lacks {
                self.ruling
                    .findings
                    .push(Finding { place: Place { line: Some(line), ..finding.place.clone() }, ..finding });
            }
        }
        let at = |lines: &Lines| Place::line(file, lines.named.first().map_or(1, |(line, _)| *line));
        if self.totals.count > 0 {
            self.totals.named.sort_unstable();
            let message = if self.totals.count == 1 {
                format!("left out because its figures are the sum, mean or count of others: {}", self.totals.listed())
            } else {
                let count = self.totals.count;
                format!(
                    "{count} rows left out because their figures are the sum, mean or count of others: {}",
                    self.totals.listed()
                )
            };
            let help = "delete the line from the export if you want no warning";
            self.ruling.findings.push(Finding::warning("totals-left-out", message).at(at(&self.totals)).help(help));
        }
        if footers.count > 0 {
            let what = if footers.count == 1 { "text" } else { "lines of text" };
            let message = format!("{what} below the customers left out: {}", footers.listed());
            let help = "delete it from the export if you want no warning";
            self.ruling.findings.push(Finding::warning("footer-left-out", message).at(at(&footers)).help(help));
        }
        self.ruling
    }

    /// A total without any sign may stand above the customers as well.
    fn judge_first(&mut self) {
        let Some(first) = self.first.take().filter(|_| self.sums.customers > 3) else { return };
        let mut only_first = Sums::default();
        only_first.add(&first.figures);
        let figures = exact(&first.figures);
        if let Some(odds) = explained((&only_first, &self.sums), &figures, &self.grain, Closeness::Exact) {
            self.always = self.after_first;
            self.rule_on_bare(&first, odds);
        }
    }
}

fn has_digit(id: &str) -> bool {
    id.chars().any(char::is_numeric)
}

fn is_explained(range: (&Sums, &Sums), suspect: &Suspect, grain: &Grain) -> bool {
    let Some(figures) = &suspect.figures else { return false };
    let closeness = if suspect.is_faint { Closeness::Exact } else { Closeness::Rounded };
    if figures.iter().any(|figure| figure[0].is_some()) {
        return explained(range, figures, grain, closeness).is_some();
    }
    suspect.count.is_some_and(|count| count == range.1.customers - range.0.customers)
}

fn exact(figures: &[Option<f64>]) -> Vec<Figure> {
    figures.iter().map(|figure| [figure.map(micro), None]).collect()
}

/// The finding for a customer whose figures are the sum of others.
fn suspected(row: &Held) -> Finding {
    let message = "the figures of this row are the sum of the rows above or below: is it a total?";
    let help = "delete the line if it is; a customer of whom this is true by chance is read where it is neither the first nor the last one";
    Finding::error(totals::CODE, message)
        .at(Place { line: Some(row.entry.line), ..Place::default() })
        .value(&row.entry.id)
        .help(help)
}

/// The finding with its line counted from the start of the file.
fn moved(mut finding: Finding, lines: u64) -> Finding {
    finding.place.line = finding.place.line.map(|line| line + lines);
    finding
}
