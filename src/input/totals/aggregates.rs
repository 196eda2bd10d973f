//! Which rows sum up others. A row is left out where that is proved, and refused where it is only suspected.
//!
//! **Proved** are rows whose figures, in every number column in which they have one, are the sum, the mean or the count of
//! the customers of one group: of those since an earlier aggregate or the start of the file (totals stand below), or of
//! those up to a later aggregate or the end of the file (headings stand above). That alone is no proof, for a customer's
//! turnover can be the sum of two others. So the row must also show by a *sign* that it is none: its id is made of marks
//! or missing, a label says so, or it lacks what every customer has. A row without any sign counts only where it is the
//! first or the last one, is the exact sum of three customers or more, and can hardly be so by chance.

use super::ends::{BARE_ODDS, called_a_total, suspected};
use super::event::{Event, Held};
use super::grain::Grain;
use super::judge::{Heading, Judge, Ruling, Start, Unread, exact};
use super::ledger::{Aside, Doubt, Entry, Ledger, Suspect, is_prose};
use super::left_out::LeftOut;
use super::sums::{Closeness, Sums, explained};
use super::witnesses::{Bare, Extremes};
use crate::finding::{Finding, Place};

/// Boundaries and headings that are remembered: more than any report has levels and groups side by side.
const REMEMBERED: usize = 4096;

impl Judge {
    /// A judge who has seen no row; `figures` has the bits of the id and of the number columns.
    pub(crate) fn new(figures: u64) -> Self {
        Judge {
            sums: Sums::default(),
            grain: Grain::default(),
            starts: vec![Start { sums: Sums::default(), is_known: true }],
            headings: Vec::new(),
            always: None,
            after_first: None,
            figures,
            ids_have_digits: true,
            held: None,
            first: None,
            extremes: Extremes::default(),
            bare: Bare::default(),
            footers: Vec::new(),
            after_blank: false,
            lacking: Vec::new(),
            totals: LeftOut::default(),
            ruling: Ruling::default(),
        }
    }

    /// Goes through the next part of the file, which begins below so many lines.
    pub(crate) fn add(&mut self, mut ledger: Ledger, lines: u64) {
        let asides = std::mem::take(&mut ledger.asides);
        let entries = std::mem::take(&mut ledger.entries);
        let mut asides = asides.into_iter().peekable();
        for (row, entry) in entries.into_iter().enumerate() {
            while let Some((_, line, aside)) = asides.next_if(|(before, ..)| *before <= row) {
                self.take(Event::Aside(line + lines + 1, aside, lines));
            }
            let mut entry = Entry { line: entry.line + lines + 1, ..entry };
            let texts = std::mem::take(&mut entry.figures);
            let figures = if texts.is_empty() { ledger.figures(row) } else { texts };
            self.take(Event::Customer(Held { entry, figures }));
        }
        for (_, line, aside) in asides {
            self.take(Event::Aside(line + lines + 1, aside, lines));
        }
    }

    /// Goes on to a row.
    pub(crate) fn go_on(&mut self, event: Event) {
        match event {
            Event::Customer(row) => self.customer(row),
            Event::Aside(line, aside, lines) => self.aside(line, aside, lines),
        }
    }

    fn customer(&mut self, row: Held) {
        if row.entry.doubt == Some(Doubt::OnlyId) {
            self.settle(false);
            let sure = self.is_surely_a_footer(&row.entry.id, row.entry.id.trim().contains(char::is_whitespace));
            let (line, id) = (row.entry.line, row.entry.id.clone());
            return self.footer(line, id, sure, Unread::Customer(Box::new(row)));
        }
        self.resume();
        self.after_blank = false;
        if !self.is_aggregate(&row) && !self.is_bare_subtotal(&row) {
            self.settle(false);
            self.held = Some(row);
        }
    }

    /// Whether a row that was taken for a customer sums up those above it, as a label or what it lacks says.
    fn is_aggregate(&mut self, row: &Held) -> bool {
        let lacks = self.lacks(row);
        let has_label = matches!(row.entry.doubt, Some(Doubt::Label | Doubt::Group));
        if !has_label && lacks == 0 {
            return false;
        }
        // The held one is a customer if this is its sum.
        let sums = self.with_held();
        let figures = exact(&row.figures);
        // A customer may be called Total.
        let closeness = match (has_label, lacks != 0) {
            (true, true) => Closeness::Rounded,
            (false, true) => Closeness::Beside,
            _ => Closeness::Exact,
        };
        let is_of_a_group = row.entry.doubt == Some(Doubt::Group);
        let odds = |from: &Start| {
            let closeness = if from.is_known || closeness == Closeness::Exact { closeness } else { Closeness::Beside };
            explained((&from.sums, &sums), &figures, &self.grain, closeness)
                .filter(|_| sums.customers - from.sums.customers >= 2)
        };
        let Some((found, odds)) = self.last_start(odds) else {
            let near = |from: &Start| sums.is_near(&from.sums, &row.figures).then_some(1.0);
            let is_total = is_of_a_group
                && (lacks != 0 && !self.is_called_as_customers_are(row) || self.last_start(near).is_some());
            if is_total {
                self.settle(false);
                self.ruling.findings.push(called_a_total(row));
            }
            return is_total;
        };
        // What a customer lacks may be unknown, and its figures the sum of others by chance.
        if !has_label && (odds < BARE_ODDS || self.is_called_as_customers_are(row)) {
            return false;
        }
        self.settle(false);
        self.leave_out(row, found);
        if !has_label {
            self.lacking.push((row.entry.line, lacks, suspected(row)));
        }
        true
    }

    /// Whether a row has an id with a digit, as all customers have.
    pub(crate) fn is_called_as_customers_are(&self, row: &Held) -> bool {
        self.ids_have_digits && has_digit(&row.entry.id)
    }

    /// What every customer fills and this row does not.
    pub(crate) fn lacks(&self, row: &Held) -> u64 {
        self.always.map_or(0, |always| always & !row.entry.filled)
    }

    fn aside(&mut self, line: u64, aside: Aside, lines: u64) {
        match aside {
            Aside::Blank => self.after_blank = true,
            Aside::Footer { text, finding } => {
                self.settle(true);
                let sure =
                    self.is_surely_a_footer(&text, is_prose(&text) || !self.ids_have_digits || !has_digit(&text));
                self.footer(line, text, sure, Unread::Refused(Box::new(moved(*finding, lines))));
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
        let odds = |from: &Start| {
            let sums_up = is_explained((&from.sums, &self.sums), &suspect, from.is_known, &self.grain);
            sums_up.then_some(1.0)
        };
        match self.last_start(odds) {
            Some((found, _)) => {
                self.close(found);
                self.totals.add(line, &suspect.called);
            }
            None if self.headings.len() < REMEMBERED => {
                self.begin_group(true);
                self.headings.push(Heading { from: self.sums.clone(), line, suspect });
            }
            None => self.ruling.findings.push(suspect.finding),
        }
    }

    /// The last start from which a row has odds, one that is known before all others.
    fn last_start(&self, odds: impl Fn(&Start) -> Option<f64>) -> Option<(usize, f64)> {
        let of = |is_known: bool| {
            let starts = self.starts.iter().enumerate().rev().filter(|(_, start)| start.is_known == is_known);
            starts.map(|(at, start)| (at, odds(start))).find_map(|(at, odds)| Some((at, odds?)))
        };
        of(true).or_else(|| of(false))
    }

    /// A row sums up the customers since a start.
    pub(crate) fn leave_out(&mut self, row: &Held, start: usize) {
        self.close(start);
        self.totals.add(row.entry.line, &row.entry.id);
        self.ruling.skip.insert(row.entry.key);
    }

    /// A group ends here: it began at that start, and so did what is within it.
    pub(crate) fn close(&mut self, start: usize) {
        self.starts.truncate(start + 1);
        self.bare.end_inside(start);
        self.begin_group(true);
    }

    /// A group may begin here.
    fn begin_group(&mut self, is_known: bool) {
        match self.starts.last_mut() {
            Some(last) if last.sums.customers >= self.sums.customers => last.is_known |= is_known,
            _ => {
                if self.starts.len() >= REMEMBERED {
                    self.starts.remove(1);
                }
                self.starts.push(Start { sums: self.sums.clone(), is_known });
            }
        }
    }

    /// Headings whose group ends here are proved.
    fn end_groups(&mut self) {
        let (sums, grain, totals) = (&self.sums, &self.grain, &mut self.totals);
        self.headings.retain(|heading| {
            let proved = is_explained((&heading.from, sums), &heading.suspect, true, grain);
            if proved {
                totals.add(heading.line, &heading.suspect.called);
            }
            !proved
        });
    }

    /// What is held is a customer, or, where nothing but aggregates and footers may follow, perhaps the sum of all above it.
    pub(crate) fn settle(&mut self, may_be_last: bool) {
        let Some(held) = self.held.take() else { return };
        if may_be_last && (self.is_bare_total(&held) || self.is_like_a_total(&held)) {
            return;
        }
        self.sums.add(&held.figures);
        self.grain.note(&held.figures);
        self.extremes.note(&held.figures);
        self.ids_have_digits &= has_digit(&held.entry.id);
        let and = |all: Option<u64>| Some(all.unwrap_or(u64::MAX) & held.entry.filled);
        self.always = and(self.always);
        if self.first.is_some() {
            self.after_first = and(self.after_first);
        } else {
            self.first = Some(held.clone());
        }
        if self.bare.is_looked_for() {
            self.end_bare_groups();
            self.begin_bare_group(held);
            self.begin_group(false);
        }
    }

    /// The result, at the end of the file.
    pub(crate) fn conclude(mut self, file: &str) -> Ruling {
        self.judge_kept();
        let mut footers = LeftOut::default();
        let sure_from = self.footers.iter().position(|(_, _, sure, _)| *sure).unwrap_or(self.footers.len());
        let sure = self.footers.split_off(sure_from);
        let customers_end = self.footers.is_empty();
        self.resume();
        self.settle(customers_end);
        for (line, text, _, unread) in sure {
            footers.add(line, &text);
            if let Unread::Customer(row) = unread {
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
        self.ruling.findings.extend(self.totals.totals(file));
        self.ruling.findings.extend(footers.footers(file));
        self.ruling
    }
}

fn has_digit(id: &str) -> bool {
    id.chars().any(char::is_numeric)
}

/// Whether a suspect sums up the customers between two places; `is_known`: whether a group surely begins at the first.
fn is_explained(range: (&Sums, &Sums), suspect: &Suspect, is_known: bool, grain: &Grain) -> bool {
    let (least, closeness) = suspect.proof(is_known);
    let Some(figures) = &suspect.figures else { return false };
    if range.1.customers - range.0.customers < least {
        return false;
    }
    if figures.iter().any(|figure| figure[0].is_some()) {
        return explained(range, figures, grain, closeness).is_some();
    }
    suspect.count.is_some_and(|count| count == range.1.customers - range.0.customers)
}

/// The finding with its line counted from the start of the file.
fn moved(mut finding: Finding, lines: u64) -> Finding {
    finding.place.line = finding.place.line.map(|line| line + lines);
    finding
}
