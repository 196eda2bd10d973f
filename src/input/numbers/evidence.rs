//! What all rows of a file say about its numbers: the decimal mark, currencies, whole columns beside their scale.
//!
//! Every block gathers its own [`Evidence`]; they merge in file order, so the first cell of each kind is the first one
//! in the file, whatever the size of the blocks.

use super::amount::{Amount, Mark, Number};
use super::currency::Currency;
use super::currency_columns::Named;
use super::witness::Witness;
use crate::input::dates::order::DateOrder;

/// What one number column says.
#[derive(Debug, Clone, Default, PartialEq)]
pub(crate) struct Evidence {
    pub(crate) point: Option<Witness>,
    pub(crate) comma: Option<Witness>,
    /// One mark before exactly three digits: a point, a comma.
    pub(crate) open_point: Option<Witness>,
    pub(crate) open_comma: Option<Witness>,
    pub(crate) guarded: Option<Witness>,
    /// A date that was read as a year, and a percentage that was read as its fraction.
    pub(crate) date: Option<Witness>,
    pub(crate) percent: Option<Witness>,
    /// A number that its cell shows as neither of them.
    pub(crate) plain: Option<Witness>,
    /// The order of day and month in a column of dates.
    pub(crate) order: DateOrder,
    /// The currency of the column, as narrow as its cells tell, and the first cell that contradicts it.
    pub(crate) currency: Option<(Currency, Witness)>,
    pub(crate) other_currency: Option<(Currency, Witness)>,
    /// The currency that a column beside it names first, and the first other one.
    pub(crate) beside: Option<(Named, Witness)>,
    pub(crate) other_beside: Option<(Named, Witness)>,
    pub(crate) ratings: u64,
    pub(crate) outside: u64,
    pub(crate) extent: Option<(f64, f64)>,
}

impl Evidence {
    /// Takes note of a number. `witness` is asked for only where the cell is the first of its kind.
    pub(crate) fn note(&mut self, number: &Number, witness: &dyn Fn() -> Witness) {
        let slot = match number.amount {
            Amount::Plain(_) => None,
            Amount::Marked(_, Mark::Point) => Some(&mut self.point),
            Amount::Marked(_, Mark::Comma) => Some(&mut self.comma),
            Amount::Either { mark: Mark::Point, .. } => Some(&mut self.open_point),
            Amount::Either { mark: Mark::Comma, .. } => Some(&mut self.open_comma),
        };
        if let Some(slot @ None) = slot {
            *slot = Some(witness());
        }
        if number.is_guarded && self.guarded.is_none() {
            self.guarded = Some(witness());
        }
        if let Some(currency) = number.currency {
            self.note_currency(currency, witness);
        }
    }

    fn note_currency(&mut self, currency: Currency, witness: impl FnOnce() -> Witness) {
        match &self.currency {
            Some((first, _)) if !first.fits(currency) => {
                if self.other_currency.is_none() {
                    self.other_currency = Some((currency, witness()));
                }
            }
            Some((first, _)) if !currency.is_narrower(*first) => {}
            _ => self.currency = Some((currency, witness())),
        }
    }

    /// Takes note of the currency that another column names.
    pub(crate) fn note_beside(&mut self, named: Named, witness: impl FnOnce() -> Witness) {
        match &self.beside {
            None => self.beside = Some((named, witness())),
            Some((first, _)) if !first.fits(&named) && self.other_beside.is_none() => {
                self.other_beside = Some((named, witness()));
            }
            Some(_) => {}
        }
    }

    /// Whether the column beside it names two currencies.
    pub(crate) fn knows_two_beside(&self) -> bool {
        self.other_beside.is_some()
    }

    /// The first cell that is open whether it is a thousand or a fraction, if any is.
    pub(crate) fn open(&self) -> Option<&Witness> {
        self.open_point.iter().chain(&self.open_comma).min_by_key(|witness| witness.place.line)
    }

    /// The first of these that this mark would give exactly three decimals.
    pub(crate) fn open_with(&self, mark: Mark) -> Option<&Witness> {
        match mark {
            Mark::Point => self.open_point.as_ref(),
            Mark::Comma => self.open_comma.as_ref(),
        }
    }

    /// Whether its own cells tell the decimal mark.
    pub(crate) fn tells(&self) -> bool {
        self.point.is_some() || self.comma.is_some()
    }

    /// Whether an open cell with this mark has been noted already.
    pub(crate) fn knows_open(&self, mark: Mark) -> bool {
        self.open_with(mark).is_some()
    }

    /// Whether a cell with this decimal mark has been noted already.
    pub(crate) fn knows(&self, mark: Mark) -> bool {
        match mark {
            Mark::Point => self.point.is_some(),
            Mark::Comma => self.comma.is_some(),
        }
    }

    /// Takes note of where a rating lies.
    pub(crate) fn measure(&mut self, x: f64, outside: bool) {
        self.ratings += 1;
        self.outside += u64::from(outside);
        let (low, high) = self.extent.unwrap_or((x, x));
        self.extent = Some((low.min(x), high.max(x)));
    }

    /// Takes note of several ratings within their scale, and of the least and the greatest of them.
    pub(crate) fn measure_all(&mut self, ratings: u64, (least, most): (f64, f64)) {
        self.ratings += ratings;
        let (low, high) = self.extent.unwrap_or((least, most));
        self.extent = Some((low.min(least), high.max(most)));
    }

    /// Adds what later rows of the same column say.
    pub(crate) fn append(&mut self, later: Evidence) {
        fn first<T>(slot: &mut Option<T>, later: Option<T>) {
            if slot.is_none() {
                *slot = later;
            }
        }
        first(&mut self.point, later.point);
        first(&mut self.comma, later.comma);
        first(&mut self.open_point, later.open_point);
        first(&mut self.open_comma, later.open_comma);
        first(&mut self.guarded, later.guarded);
        first(&mut self.date, later.date);
        first(&mut self.percent, later.percent);
        first(&mut self.plain, later.plain);
        self.order.append(later.order);
        if let Some((currency, witness)) = later.currency {
            self.note_currency(currency, || witness);
        }
        first(&mut self.other_currency, later.other_currency);
        if let Some((named, witness)) = later.beside {
            self.note_beside(named, || witness);
        }
        first(&mut self.other_beside, later.other_beside);
        self.ratings += later.ratings;
        self.outside += later.outside;
        if let Some((low, high)) = later.extent {
            let (a, b) = self.extent.unwrap_or((low, high));
            self.extent = Some((a.min(low), b.max(high)));
        }
    }

    /// Notes a date in a column of numbers, which was read as its year.
    pub(crate) fn note_date(&mut self, witness: &dyn Fn() -> Witness) {
        self.date.get_or_insert_with(witness);
    }

    /// Notes a number that its cell shows as a percentage.
    pub(crate) fn note_percent(&mut self, witness: &dyn Fn() -> Witness) {
        self.percent.get_or_insert_with(witness);
    }

    /// Notes a number that is neither a date nor a percentage.
    pub(crate) fn note_plain(&mut self, witness: &dyn Fn() -> Witness) {
        self.plain.get_or_insert_with(witness);
    }

    /// Moves every place down by so many lines.
    pub(crate) fn shift(&mut self, lines: u64) {
        let open = [&mut self.open_point, &mut self.open_comma, &mut self.guarded];
        let kinds = [&mut self.date, &mut self.percent, &mut self.plain];
        let marks = [&mut self.point, &mut self.comma].into_iter().chain(open).chain(kinds).flatten();
        let money = [&mut self.currency, &mut self.other_currency].into_iter().flatten().map(|(_, witness)| witness);
        let beside = [&mut self.beside, &mut self.other_beside].into_iter().flatten().map(|(_, witness)| witness);
        for witness in marks.chain(money).chain(beside).chain(self.order.witnesses()) {
            witness.place.line = witness.place.line.map(|line| line + lines);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::finding::Findings;
    use crate::finding::Place;
    use crate::input::numbers::grammar;
    use crate::input::rows::column_verdict::{Verdict, decide, judge_columns};
    use crate::table::{Column, Kind};

    fn column(name: &str) -> Column {
        Column { name: name.into(), kind: Kind::Number { scale: None }, required: false }
    }

    fn evidence(cells: &[&'static str]) -> Evidence {
        let mut evidence = Evidence::default();
        for (cell, line) in cells.iter().zip(2..) {
            let number = grammar::read(cell, true).unwrap();
            evidence.note(&number, &|| Witness { place: Place::line("a.csv", line), value: (*cell).to_owned() });
        }
        evidence
    }

    fn decided(cells: &[&[&'static str]]) -> (Verdict, Vec<&'static str>) {
        let (column, all): (Column, Vec<Evidence>) = (column("x"), cells.iter().map(|c| evidence(c)).collect());
        let columns: Vec<_> = all.iter().map(|e| (&column, e)).collect();
        let mut findings = Findings::new();
        let verdict = decide(&columns, None, "a.csv", &mut findings);
        (verdict, findings.iter().map(|f| f.code).collect())
    }

    #[test]
    fn all_rows_are_the_evidence() {
        let mark = |cells: &[&[&'static str]]| decided(cells).0.mark;
        assert_eq!(mark(&[&["1.234", "7", "7,5"]]), Mark::Comma);
        assert_eq!(mark(&[&["1.234", "0.250"]]), Mark::Point);
        assert_eq!(mark(&[&["1.234"], &["1.234.567"]]), Mark::Comma);
        assert_eq!(decided(&[&["7"]]), (Verdict { mark: Mark::Point, mattered: false }, vec![]));
    }

    #[test]
    fn what_no_cell_tells_is_refused_and_so_is_what_two_cells_tell_differently() {
        assert_eq!(decided(&[&["1.234", "7"]]).1, ["decimal-mark-unclear"]);
        assert_eq!(decided(&[&["7,5"], &["7.5"]]).1, ["decimal-mark-mixed"]);
    }

    #[test]
    fn a_column_that_borrows_its_mark_says_so() {
        assert_eq!(decided(&[&["1.234"], &["7,5"]]).1, ["decimal-mark-borrowed", "decimal-mark"]);
        assert_eq!(decided(&[&["1,234"], &["7.5"]]).1, ["decimal-mark-borrowed", "decimal-mark"]);
    }

    #[test]
    fn a_mark_is_not_borrowed_where_it_would_give_exactly_three_decimals() {
        for (open, other) in [("1.234", "7.5"), ("1,234", "7,5"), ("-12.500", "0.25"), ("999,999", "1.234,5")] {
            assert_eq!(decided(&[&[open, "7"], &[other]]).1, ["decimal-mark-unclear"], "{open} {other}");
            assert_eq!(decided(&[&[other], &[open, "7"]]).1, ["decimal-mark-unclear"], "{open} {other}");
        }
        // One of both would have three decimals.
        assert_eq!(decided(&[&["1.234", "2,500"], &["7,5"]]).1, ["decimal-mark-unclear"]);
        // The column tells it itself.
        assert_eq!(decided(&[&["1.234", "9.999", "5.5"], &["7.5"]]), decided(&[&["1.234", "5.5"]]));
    }

    #[test]
    fn both_marks_are_echoed_where_three_digits_hang_on_them() {
        for cells in [["1.234", "5.5"], ["1.234", "5,5"], ["1,234", "5,5"], ["1,234", "5.5"]] {
            assert_eq!(decided(&[&cells]).1, ["decimal-mark"], "{cells:?}");
        }
        assert!(decided(&[&["5.5", "7"]]).1.is_empty());
        assert_eq!(decided(&[&["5,5", "7"]]).1, ["decimal-mark"]);
    }

    #[test]
    fn two_currencies_in_a_column_are_refused_across_blocks() {
        let (column, mut all) = (column("x"), evidence(&["1 €", "2"]));
        all.append(evidence(&["3 USD"]));
        let mut findings = Findings::new();
        judge_columns(&[(&column, &all)], &mut findings);
        assert_eq!(findings.iter().map(|f| f.code).collect::<Vec<_>>(), ["currencies-mixed"]);
    }

    #[test]
    fn a_shared_sign_is_each_of_its_currencies_but_not_two_of_them() {
        let mixed = |blocks: &[&[&'static str]]| {
            let mut all = Evidence::default();
            blocks.iter().for_each(|cells| all.append(evidence(cells)));
            let mut findings = Findings::new();
            judge_columns(&[(&column("x"), &all)], &mut findings);
            findings.iter().map(|f| f.message.clone()).collect::<Vec<_>>()
        };
        assert!(mixed(&[&["kr 1", "1 DKK", "kr. 2"]]).is_empty() && mixed(&[&["1 DKK"], &["kr 1"]]).is_empty());
        let two = ["SEK here, but DKK in line 3"];
        assert_eq!(mixed(&[&["kr 1", "1 DKK", "1 SEK"]]), two);
        assert_eq!(mixed(&[&["kr 1", "1 DKK"], &["kr 1", "1 SEK"]]), two);
        assert_eq!(mixed(&[&["$ 1", "CA$ 1"]]), ["CAD here, but USD in line 2"]);
    }

    #[test]
    fn dates_and_percentages_hold_for_a_whole_column() {
        let kind = |code: &str, line: u64| {
            let mut evidence = Evidence::default();
            let witness = || Witness { place: Place::line("a.xlsx", line), value: code.to_owned() };
            match code {
                "date" => evidence.note_date(&witness),
                "percent" => evidence.note_percent(&witness),
                _ => evidence.note_plain(&witness),
            }
            evidence
        };
        let told = |codes: &[&str]| {
            let mut all = Evidence::default();
            codes.iter().zip(2..).for_each(|(code, line)| all.append(kind(code, line)));
            let mut findings = Findings::new();
            judge_columns(&[(&column("x"), &all)], &mut findings);
            findings.iter().map(|f| (f.code, f.place.line)).collect::<Vec<_>>()
        };
        assert_eq!(told(&["date", "date"]), [("dates-as-years", Some(2))]);
        assert_eq!(told(&["plain", "date"]), [("dates-mixed", Some(3))]);
        assert_eq!(told(&["percent", "date"]), [("dates-mixed", Some(3))]);
        assert_eq!(told(&["percent"]), [("percentages-as-fractions", Some(2))]);
        assert_eq!(told(&["percent", "plain"]), [("percentages-mixed", Some(2))]);
        assert_eq!(told(&["plain"]), []);
    }

    #[test]
    fn a_guard_is_told_once() {
        let mut findings = Findings::new();
        judge_columns(&[(&column("x"), &evidence(&["8", "'7", "'9"]))], &mut findings);
        let told: Vec<_> = findings.iter().map(|f| (f.code, f.place.line)).collect();
        assert_eq!(told, [("guard-apostrophe", Some(3))]);
    }
}
