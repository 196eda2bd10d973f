//! Whether the day or the month stands first in the dates of a column: what all its rows say.

use super::Date;
use crate::finding::{Finding, Findings};
use crate::input::numbers::witness::Witness;

/// What one column of dates says, as first cells of each kind.
#[derive(Debug, Clone, Default, PartialEq)]
pub(crate) struct DateOrder {
    day_first: Option<Witness>,
    month_first: Option<Witness>,
    /// One that could be both.
    open: Option<Witness>,
}

impl DateOrder {
    /// Takes note of a date. `witness` is asked for only where the cell is the first of its kind.
    pub(crate) fn note(&mut self, date: Date, witness: &dyn Fn() -> Witness) {
        let slot = match date {
            Date::Plain(_) => return,
            Date::DayFirst(_) => &mut self.day_first,
            Date::MonthFirst(_) => &mut self.month_first,
            Date::Either { .. } => &mut self.open,
        };
        slot.get_or_insert_with(witness);
    }

    /// Adds what later rows of the same column say.
    pub(crate) fn append(&mut self, later: DateOrder) {
        let pairs = [
            (&mut self.day_first, later.day_first),
            (&mut self.month_first, later.month_first),
            (&mut self.open, later.open),
        ];
        for (slot, later) in pairs {
            if slot.is_none() {
                *slot = later;
            }
        }
    }

    /// The cells that testify.
    pub(crate) fn witnesses(&mut self) -> impl Iterator<Item = &mut Witness> {
        [&mut self.day_first, &mut self.month_first, &mut self.open].into_iter().flatten()
    }

    /// Whether the cells that could be both must be read with the month first.
    pub(crate) fn is_month_first(&self) -> bool {
        self.open.is_some() && self.month_first.is_some() && self.day_first.is_none()
    }

    /// Says on what the order was decided, or why it could not be.
    pub(crate) fn judge(&self, findings: &mut Findings) {
        const HELP: &str = "export the dates as 2025-03-04, which nobody can mistake";
        let line = |witness: &Witness| witness.place.line.unwrap_or(0);
        let finding = match (&self.day_first, &self.month_first, &self.open) {
            (Some(day), Some(month), _) => {
                let (earlier, later) = if line(day) <= line(month) { (day, month) } else { (month, day) };
                let first = if line(day) <= line(month) { "day" } else { "month" };
                let message = format!(
                    "the order of day and month changes: in \"{}\" in line {} the {first} stands first",
                    earlier.value,
                    line(earlier)
                );
                Finding::error("date-order-mixed", message).at(later.place.clone()).value(&later.value)
            }
            (None, None, Some(open)) => {
                let message = "day and month could be either way round, and no cell of the column tells which";
                Finding::error("date-order-unclear", message).at(open.place.clone()).value(&open.value)
            }
            (Some(witness), None, Some(open)) | (None, Some(witness), Some(open)) => {
                let first = if self.day_first.is_some() { "day" } else { "month" };
                let message = format!(
                    "dates are read with the {first} first, as \"{}\" in line {} shows",
                    witness.value,
                    line(witness)
                );
                Finding::notice("date-order", message).at(open.place.clone()).value(&open.value)
            }
            _ => return,
        };
        findings.push(finding.help(HELP));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::finding::Place;
    use crate::input::dates;

    fn judged(parts: &[&[&'static str]]) -> (bool, Vec<&'static str>) {
        let (mut all, mut findings, mut line) = (DateOrder::default(), Findings::new(), 1);
        for cells in parts {
            let mut part = DateOrder::default();
            for cell in *cells {
                line += 1;
                let witness = || Witness { place: Place::line("a.csv", line), value: (*cell).to_owned() };
                part.note(dates::read(cell).unwrap(), &witness);
            }
            all.append(part);
        }
        all.judge(&mut findings);
        (all.is_month_first(), findings.iter().map(|finding| finding.code).collect())
    }

    #[test]
    fn one_day_above_twelve_anywhere_decides() {
        assert_eq!(judged(&[&["03/04/2025"], &["25/03/2025"]]), (false, vec!["date-order"]));
        assert_eq!(judged(&[&["03/04/2025"], &["3/25/2025"]]), (true, vec!["date-order"]));
        assert_eq!(judged(&[&["3/25/2025", "05/05/2025", "2025-01-02"]]), (false, vec![]));
    }

    #[test]
    fn no_witness_and_two_that_disagree_are_refused() {
        assert_eq!(judged(&[&["03/04/2025", "2025-12-24"]]), (false, vec!["date-order-unclear"]));
        assert_eq!(judged(&[&["03/25/2025"], &["25/03/2025"]]), (false, vec!["date-order-mixed"]));
    }
}
