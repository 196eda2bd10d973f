//! Formulas that sum up other rows: a row whose amount is one of them is a total, whatever it is called.

use super::places::place;

/// Longest formula that is looked at; Excel allows 8,192 characters.
const LONGEST: usize = 8192;

/// A formula as its cell holds it.
#[derive(Debug)]
pub(crate) struct Formula {
    /// The number under which several cells share it; only the first of them holds its text.
    pub(crate) shared: Option<u32>,
    text: String,
}

impl Formula {
    /// A formula whose text is still to come.
    pub(crate) fn new(shared: Option<u32>) -> Self {
        Formula { shared, text: String::new() }
    }

    /// Adds to its text.
    pub(crate) fn push(&mut self, text: &str) {
        if self.text.len() <= LONGEST {
            self.text.push_str(text);
        }
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.text.trim().is_empty()
    }

    /// The ranges that it sums up, where it does nothing else.
    pub(crate) fn sum(&self) -> Option<Sum> {
        if self.text.len() > LONGEST { None } else { Sum::parse(&self.text) }
    }
}

/// Ranges that are summed up by `SUM`, `SUBTOTAL` or `AGGREGATE`.
#[derive(Debug, Clone)]
pub(crate) struct Sum(Vec<[Corner; 2]>);

/// A corner of a range. What has a `$` before it stays where it is when the formula moves.
#[derive(Debug, Clone, Copy)]
struct Corner {
    row: i64,
    column: i64,
    is_row_fixed: bool,
    is_column_fixed: bool,
}

impl Sum {
    fn parse(text: &str) -> Option<Self> {
        let text = text.trim().trim_start_matches('=').to_ascii_uppercase();
        let (name, rest) = text.trim_start_matches("_XLFN.").split_once('(')?;
        let arguments = rest.trim_end().strip_suffix(')')?;
        // What comes before the ranges says how they are summed up.
        let before = match name.trim() {
            "SUM" => 0,
            "SUBTOTAL" => 1,
            "AGGREGATE" => 2,
            _ => return None,
        };
        let ranges = arguments.split(',').skip(before).map(|range| {
            let (first, last) = range.split_once(':').unwrap_or((range, range));
            Some([Corner::parse(first)?, Corner::parse(last)?])
        });
        let ranges: Vec<_> = ranges.collect::<Option<_>>()?;
        (!ranges.is_empty()).then_some(Sum(ranges))
    }

    /// The same in a cell so many rows below and columns to the right.
    pub(crate) fn moved(&self, rows: i64, columns: i64) -> Sum {
        let moved = |corner: &Corner| Corner {
            row: corner.row + if corner.is_row_fixed { 0 } else { rows },
            column: corner.column + if corner.is_column_fixed { 0 } else { columns },
            ..*corner
        };
        Sum(self.0.iter().map(|corners| corners.each_ref().map(moved)).collect())
    }

    /// Whether it sums up two or more other rows of its own column. A running total, whose range reaches into its own row, and
    /// a sum across columns do not.
    pub(crate) fn is_of_others(&self, row: u32, column: u32) -> bool {
        let (row, column) = (i64::from(row), i64::from(column));
        // A moved range may stand on its head.
        let has_row = |[first, last]: &[Corner; 2]| (first.row.min(last.row)..=first.row.max(last.row)).contains(&row);
        let fits = |range: &[Corner; 2]| range.iter().all(|corner| corner.column == column) && !has_row(range);
        let rows = || self.0.iter().flatten().map(|corner| corner.row);
        self.0.iter().all(fits) && rows().min() != rows().max()
    }
}

impl Corner {
    fn parse(text: &str) -> Option<Self> {
        let text = text.trim();
        let (row, column) = place(&text.replace('$', ""))?;
        let is_row_fixed = text.get(1..)?.contains('$');
        Some(Corner { row: row.into(), column: column.into(), is_row_fixed, is_column_fixed: text.starts_with('$') })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sum(text: &str) -> Option<Sum> {
        Sum::parse(text)
    }

    #[test]
    fn only_a_sum_of_other_rows_is_a_sign() {
        // In D9.
        let is_sign = |text: &str| sum(text).is_some_and(|sum| sum.is_of_others(8, 3));
        for yes in [
            "SUM(D2:D8)",
            "=sum($D$2:D$8)",
            "SUBTOTAL(9,D2:D8)",
            "SUM(D2,D5)",
            "SUM(D2:D3,D10:D11)",
            "AGGREGATE(9,5,D2:D8)",
        ] {
            assert!(is_sign(yes), "{yes}");
        }
        for no in [
            "SUM(D2:D9)",
            "SUM(D2)",
            "SUM(A9:C9)",
            "SUM(C2:D8)",
            "SUM(E2:E8)",
            "SUM(D2:D8)*2",
            "1+SUM(D2:D8)",
            "SUM(SUM(D2:D8),1)",
            "D2/SUM(D2:D8)",
            "SUM(D2:D8)/SUM(D2:D3)",
            "SUM(K!D2:D8)",
            "SUM()",
            "SUBTOTAL(9)",
            "AVERAGE(D2:D8)",
            "SUM(D:D)",
            "",
        ] {
            assert!(!is_sign(no), "{no}");
        }
    }

    #[test]
    fn a_shared_formula_moves_with_its_cell() {
        let first = sum("SUM(C2:C$8)").unwrap();
        assert!(first.is_of_others(8, 2) && first.moved(0, 1).is_of_others(8, 3));
        assert!(!first.moved(0, 1).is_of_others(8, 2) && !first.moved(7, 0).is_of_others(8, 2));
    }
}
