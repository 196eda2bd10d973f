//! Totals among the customers that nothing marks as totals: only their figures give them away.
//!
//! In each number column such a row has either no figure or the sum, mean or count of the customers just above or below it,
//! and at least one figure is an exact sum. Chance makes such rows too, so the odds against chance must be long. A single row
//! needs very long odds; where there are several, each is a witness for the others. That takes two passes over a table, so
//! only tables of few customers are looked at.

use super::event::{Event, Held};
use super::judge::{Judge, Start, exact};
use super::micro::{Micro, micro};
use super::sums::{Closeness, Figure, Of, Sums, explained, filled};
use super::witnesses::{Group, MEMBERS, Search, WITNESS, halved};

/// Tables of more customers are not looked at.
const MOST: usize = 5000;
/// Totals are proved where chance makes them in one of this many tables.
const PROOF: f64 = 1e6;
/// Groups and headings that are tried for a row.
const TRIED: usize = 256;
/// Rows below the customers that may sum up all of them together: sum, mean, count, least, largest.
const SUMMARIES: usize = 6;

/// The first figure other than 0, and its column.
fn leading(row: &Held) -> Option<(usize, Micro)> {
    filled(&row.figures).find(|(_, x)| *x != 0)
}

impl Judge {
    /// Takes the next row.
    pub(crate) fn take(&mut self, event: Event) {
        let Some(kept) = &mut self.bare.kept else { return self.go_on(event) };
        self.bare.customers += usize::from(matches!(event, Event::Customer(_)));
        kept.push(event);
        if self.bare.customers > MOST {
            for event in self.bare.kept.take().into_iter().flatten() {
                self.go_on(event);
            }
        }
    }

    /// Goes through the rows of a small table: once to count witnesses, and once more to rule.
    pub(crate) fn judge_kept(&mut self) {
        let Some(kept) = self.bare.kept.take() else { return };
        let odds = self.odds_of(kept.iter().cloned());
        // Where the figures are so few that some are sums of others in any order, their order proves nothing.
        if odds >= PROOF && odds / self.odds_of(in_another_order(&kept)).powi(2) >= PROOF {
            self.bare.search = Search::Totals;
        }
        let is_customer = |event: &Event| matches!(event, Event::Customer(_));
        let last = kept.iter().rposition(is_customer).map_or(0, |last| last + 1);
        let tail = kept.get(..last).unwrap_or_default().iter().rev().take_while(|event| is_customer(event)).count();
        let mut events = kept.into_iter();
        events.by_ref().take(last - tail.min(SUMMARIES)).for_each(|event| self.go_on(event));
        let mut rest: Vec<Event> = events.collect();
        while let Some(event) = rest.first().filter(|event| is_customer(event)) {
            let count = rest.iter().take_while(|event| is_customer(event)).count();
            let rows: Vec<&Held> = rest.iter().take(count).filter_map(Event::customer).collect();
            if count >= 2 && self.are_summaries(&rows) {
                self.settle(false);
                for row in rows.into_iter().cloned().collect::<Vec<Held>>() {
                    self.leave_out(&row, 0);
                }
                rest.drain(..count);
            } else {
                self.go_on(event.clone());
                rest.remove(0);
            }
        }
        rest.into_iter().for_each(|event| self.go_on(event));
    }

    /// The odds against chance of all witnesses among these rows together.
    fn odds_of(&self, events: impl Iterator<Item = Event>) -> f64 {
        let mut trial = self.clone();
        trial.bare.search = Search::Witnesses;
        let events: Vec<Event> = events.collect();
        let mut figures: Vec<Micro> = events.iter().filter_map(|e| Some(leading(e.customer()?)?.1)).collect();
        figures.sort_unstable();
        trial.bare.seen =
            figures.chunk_by(|a, b| a == b).filter(|run| run.len() > 1).filter_map(<[_]>::first).copied().collect();
        events.into_iter().for_each(|event| trial.go_on(event));
        trial.settle(true);
        trial.bare.odds
    }

    /// Whether each of these rows, which stand below all customers, is the sum, mean, count, least or largest of them, and at
    /// least one is certainly the sum.
    fn are_summaries(&self, rows: &[&Held]) -> bool {
        let Some(start) = self.starts.first() else { return false };
        let (sums, mut extremes, mut grain) = (self.with_held(), self.extremes.clone(), self.grain.clone());
        if let Some(held) = &self.held {
            extremes.note(&held.figures);
            grain.note(&held.figures);
        }
        let is_summary = |row: &&Held| {
            let mut filled = filled(&row.figures).peekable();
            filled.peek().is_some()
                && filled.all(|(column, x)| {
                    let of = sums.since(&start.sums, column);
                    of.holds(x, sums.customers, grain.half(column)).is_some() || extremes.has(column, x)
                })
        };
        let is_sum = |row: &&Held| {
            let odds = explained((&start.sums, &sums), &exact(&row.figures), &grain, Closeness::Exact);
            odds.is_some_and(|odds| odds >= WITNESS)
        };
        sums.customers >= MEMBERS && rows.iter().all(is_summary) && rows.iter().any(is_sum)
    }

    /// Whether a row below all customers is their mean in every column, which is very unlikely for a customer.
    pub(crate) fn is_bare_mean(&self, row: &Held) -> bool {
        let Some(start) = self.starts.first().filter(|_| self.sums.customers >= MEMBERS) else { return false };
        let mut odds = 1.0;
        for (column, x) in filled(&row.figures) {
            let of = self.sums.since(&start.sums, column);
            match of.holds(x, self.sums.customers, self.grain.half(column)) {
                Some(Of::Mean { play }) => odds *= self.extremes.steps(column, play),
                _ => return false,
            }
        }
        odds >= PROOF
    }

    /// Whether a row without any sign is the sum of customers just above it.
    pub(crate) fn is_bare_subtotal(&mut self, row: &Held) -> bool {
        let (true, Some((column, x))) = (self.bare.is_looked_for(), leading(row)) else { return false };
        let sums = self.with_held();
        let figures = exact(&row.figures);
        let (mut tried, mut found) = (0.0, None);
        for (at, Start { sums: from, is_known }) in self.starts.iter().enumerate().rev().take(TRIED) {
            let members = sums.since(from, column);
            if members.other_than_zero < 2 {
                continue;
            }
            tried += 1.0;
            let closeness = if *is_known { Closeness::BesideRounded } else { Closeness::Beside };
            if let Some(odds) = explained((from, &sums), &figures, &self.grain, closeness) {
                found = Some((at, if *is_known { odds } else { odds / tried }, members.other_than_zero));
                break;
            }
            if members.sum.saturating_abs() / 2 > x.saturating_abs() {
                break;
            }
        }
        let found = found.or_else(|| self.doubled(&sums, row, column));
        let Some((at, odds, members)) = found else { return false };
        if !self.bare.weigh(odds, members, x) {
            return false;
        }
        self.settle(false);
        self.leave_out(row, at);
        true
    }

    /// Whether a row is twice the sum of all customers: a spreadsheet that sums a column with its subtotals counts every
    /// customer twice.
    fn doubled(&self, sums: &Sums, row: &Held, column: usize) -> Option<(usize, f64, u64)> {
        let start = self.starts.first().filter(|_| self.totals.is_any())?;
        let half: Option<Vec<Figure>> = row.figures.iter().map(|x| halved(x.map(micro))).collect();
        let odds = explained((&start.sums, sums), &half?, &self.grain, Closeness::Beside)?;
        Some((0, odds, sums.since(&start.sums, column).other_than_zero))
    }

    /// The customer that was just added may be the heading of those that follow.
    pub(crate) fn begin_bare_group(&mut self, row: Held) {
        if leading(&row).is_none() {
            return;
        }
        if self.bare.groups.len() >= TRIED {
            self.bare.groups.remove(0);
        }
        self.bare.groups.push(Group { from: self.sums.clone(), starts: self.starts.len(), row, tried: 0 });
    }

    /// Looks for customers that are the sum of those below them, down to here.
    pub(crate) fn end_bare_groups(&mut self) {
        let mut at = self.bare.groups.len();
        while let Some(before) = at.checked_sub(1) {
            at = before;
            let Some(group) = self.bare.groups.get_mut(at) else { return };
            let Some((column, x)) = leading(&group.row) else { continue };
            let members = self.sums.since(&group.from, column);
            if members.other_than_zero < 2 {
                continue;
            }
            group.tried += 1;
            if members.sum.saturating_abs() / 2 > x.saturating_abs() {
                self.bare.groups.remove(at);
                continue;
            }
            let figures = exact(&group.row.figures);
            let odds = explained((&group.from, &self.sums), &figures, &self.grain, Closeness::Beside);
            #[allow(clippy::cast_precision_loss, reason = "a small number")]
            let odds = odds.map(|odds| odds / group.tried as f64);
            if odds.is_some_and(|odds| self.bare.weigh(odds, members.other_than_zero, x)) {
                self.leave_out_heading(at);
                at = self.bare.groups.len();
            }
        }
    }

    /// A customer turns out to be the heading of the group that ends here.
    fn leave_out_heading(&mut self, at: usize) {
        let mut later = self.bare.groups.split_off(at).into_iter();
        let Some(Group { starts, row, .. }) = later.next() else { return };
        self.sums.remove(&row.figures);
        self.first.take_if(|first| first.entry.key == row.entry.key);
        self.leave_out(&row, starts.saturating_sub(1));
        // Where a group consists of this group alone, its heading stands just above and has the same figures.
        let is_above = |group: &Group| group.starts + 1 == starts && group.row.figures == row.figures;
        if at.checked_sub(1).and_then(|above| self.bare.groups.get(above)).is_some_and(is_above) {
            self.leave_out_heading(at - 1);
        }
    }
}

/// The customers in another order, which breaks up all groups: each step goes ahead by about three fifths of their number.
fn in_another_order(events: &[Event]) -> impl Iterator<Item = Event> {
    let rows: Vec<&Event> = events.iter().filter(|event| event.customer().is_some()).collect();
    let count = rows.len();
    let shares_a_divisor = |step: &usize| (2..=*step).any(|d| step.is_multiple_of(d) && count.is_multiple_of(d));
    let step = (count * 3 / 5..).find(|step| *step > 0 && !shares_a_divisor(step)).unwrap_or(1);
    (0..count).filter_map(move |at| rows.get(at * step % count).map(|event| (*event).clone()))
}

impl Event {
    fn customer(&self) -> Option<&Held> {
        match self {
            Event::Customer(row) => Some(row),
            Event::Aside(..) => None,
        }
    }
}
