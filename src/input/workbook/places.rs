//! Places in a sheet: `C7` and `A2:A5` as rows and columns.

use std::ops::Range;

/// Rows and columns that a sheet of Excel has.
pub(crate) const ROWS: u32 = 1 << 20;
pub(crate) const COLUMNS: u32 = 1 << 14;

/// A range of cells.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Area {
    pub(crate) rows: Range<u32>,
    pub(crate) columns: Range<u32>,
}

/// A cell such as `C7` by row and column, both counted from 0.
pub(crate) fn place(text: &str) -> Option<(u32, u32)> {
    let text = text.trim();
    let letters = text.bytes().take_while(u8::is_ascii_alphabetic).count();
    let (column, row) = text.split_at_checked(letters)?;
    if column.is_empty() || column.len() > 3 || row.len() > 7 || !row.bytes().all(|b| b.is_ascii_digit()) {
        return None;
    }
    let column = column.bytes().fold(0u32, |n, b| n * 26 + u32::from(b.to_ascii_uppercase() - b'A') + 1) - 1;
    let row = row.parse::<u32>().ok()?.checked_sub(1)?;
    (column < COLUMNS && row < ROWS).then_some((row, column))
}

/// A range such as `A2:A5`.
pub(crate) fn area(text: &str) -> Option<Area> {
    let (first, last) = text.split_once(':').unwrap_or((text, text));
    let ((top, left), (bottom, right)) = (place(&first.replace('$', ""))?, place(&last.replace('$', ""))?);
    (top <= bottom && left <= right).then(|| Area { rows: top..bottom + 1, columns: left..right + 1 })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_are_found_by_their_names_and_no_others_are() {
        assert_eq!(
            (place("A1"), place("XFD1048576"), place("c7")),
            (Some((0, 0)), Some((1_048_575, 16_383)), Some((6, 2)))
        );
        for no in ["", "A", "1", "A0", "XFE1", "A1048577", "H4294967298", "ÄA1", "A1B", "A-1"] {
            assert_eq!(place(no), None, "{no}");
        }
        assert_eq!(area("$A$2:B5"), Some(Area { rows: 1..5, columns: 0..2 }));
        assert_eq!((area("B5:A2"), area("A:E")), (None, None));
    }
}
