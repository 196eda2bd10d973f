//! Blanks between a delimiter and an opening quote: `"a", "b"`.
//!
//! To RFC 4180 such a quote is a character of the cell; some programs mean it to open the cell. This module owns which of the
//! two a file means, and how to turn its text into one that the strict reader understands.

use super::strict::{Dialect, Records};
use std::ops::Range;

/// How many records at the front of a file are looked at.
const LOOKED_AT: usize = 225;

/// The dialect of a text: `plain`, or `plain` with blanks before opening quotes.
///
/// Such blanks count only where the front shows them: every quote that opens a cell after a delimiter has blanks before it, and
/// with this reading no quoting is broken. That is enough where `plain` splits each record into as many cells, or gives an uneven
/// table. Otherwise the table must stay even and such a cell must end on its line: anything else would be a guess.
pub(crate) fn dialect(front: &str, complete: bool, plain: Dialect) -> Dialect {
    let spaced = Dialect { spaced: true, ..plain };
    let bytes = front.as_bytes();
    let may_be = |at: usize| at > 0 && bytes.get(at - 1).is_some_and(|byte| spaced.is_blank(*byte));
    if !memchr::memchr_iter(plain.quote, bytes).any(may_be) {
        return plain;
    }
    let (mut records, mut seen, mut widths) = (Records::new(front, spaced), 0, Vec::new());
    let (mut is_shown, mut on_one_line) = (false, false);
    while widths.len() < LOOKED_AT {
        let Some(record) = records.next() else { break };
        let is_cut = !complete && record.behind() >= front.len();
        if is_cut {
            break;
        }
        if record.flaw.is_some() {
            return plain;
        }
        for (nth, place) in record.places().enumerate() {
            let cell = bytes.get(place).unwrap_or(&[]);
            match blanks_before_quote(cell, spaced) {
                Some(0) if nth > 0 => return plain,
                Some(1..) => {
                    is_shown = true;
                    on_one_line |= memchr::memchr2(b'\n', b'\r', cell).is_none();
                }
                _ => {}
            }
        }
        widths.push(record.fields.len());
        seen = records.at();
    }
    let plain_widths = widths_of(front.get(..seen).unwrap_or(front), plain);
    let is_even = |widths: &[usize]| widths.windows(2).all(|pair| matches!(pair, [a, b] if a == b));
    let is_sure = plain_widths == widths || !is_even(&plain_widths) || on_one_line && is_even(&widths);
    if is_shown && is_sure { spaced } else { plain }
}

/// How many blanks stand before the quote that opens a cell; `None` where no quote opens it.
fn blanks_before_quote(cell: &[u8], dialect: Dialect) -> Option<usize> {
    let blanks = cell.iter().take_while(|byte| dialect.is_blank(**byte)).count();
    (cell.get(blanks) == Some(&dialect.quote)).then_some(blanks)
}

/// The number of cells in each record.
fn widths_of(text: &str, dialect: Dialect) -> Vec<usize> {
    let mut records = Records::new(text, dialect);
    std::iter::from_fn(|| records.next().map(|record| record.fields.len())).collect()
}

/// Where blanks were removed: places in the text without them, each with the number of blanks removed up to there.
pub(crate) type Lost = Vec<(u32, u32)>;

/// The text without blanks before opening quotes. A reader that knows no such blanks finds the same cells in it.
pub(crate) fn without(text: &str, dialect: Dialect) -> (String, Lost) {
    let (mut trimmed, mut lost) = (String::with_capacity(text.len()), Lost::new());
    let (mut kept, mut records) = (0, Records::new(text, dialect));
    let bytes = text.as_bytes();
    while let Some(record) = records.next() {
        if record.flaw.is_some() {
            continue;
        }
        for Range { start, end } in record.places() {
            let cell = bytes.get(start..end).unwrap_or(&[]);
            let Some(blanks @ 1..) = blanks_before_quote(cell, dialect) else { continue };
            trimmed.push_str(text.get(kept..start).unwrap_or(""));
            kept = start + blanks;
            let place = |at: usize| u32::try_from(at).unwrap_or(u32::MAX);
            lost.push((place(trimmed.len()), place(kept - trimmed.len())));
        }
    }
    trimmed.push_str(text.get(kept..).unwrap_or(""));
    (trimmed, lost)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const PLAIN: Dialect = Dialect { delimiter: b',', quote: b'"', spaced: false };
    const SPACED: Dialect = Dialect { spaced: true, ..PLAIN };

    fn cells(text: &str, dialect: Dialect) -> Vec<Vec<String>> {
        let mut records = Records::new(text, dialect);
        let mut found = Vec::new();
        while let Some(record) = records.next() {
            found.push(record.fields.iter().map(|field| record.text(field).into_owned()).collect());
        }
        found
    }

    #[test]
    fn the_front_shows_whether_blanks_belong_to_quotes() {
        for text in [
            "\"id\", \"name\"\n\"1\", \"a, b\"\n",
            "id,name\n1, \"a\"\n2, \"b\"\n",
            "id, name\n1, \"a, b\"\n2, c\n",
            "id,name\n1,\t\"a,b\"\n",
            " \"id\", \"name\"\n \"1\", \"a\nb, c\"\n",
            "title\nid, name\n1, \"a, b\"\n",
        ] {
            assert!(dialect(text, true, PLAIN).spaced, "{text}");
        }
        for text in [
            "id,name\n1,a\n",
            "id,name\n1,\"a\"\n2, \"b\"\n",
            "id,name\n1, \"Sun\" Inn\n2, \"b\"\n",
            "id,name\n1, \"a\n2, b\"\n",
            "id,name\n1, \"a\n2,b\n",
            "id,name\n1, \"a\" , b\n",
            "id,size\n1,5 \"\n",
            "id,a,b\n1, \"x, y\"\n2,c,d\n",
        ] {
            assert!(!dialect(text, true, PLAIN).spaced, "{text}");
        }
    }

    #[test]
    fn a_front_that_ends_within_a_cell_shows_it_by_the_records_before() {
        let text = "id,name\n1, \"a, b\"\n2, \"c";
        assert!(dialect(text, false, PLAIN).spaced);
        assert!(!dialect(text, true, PLAIN).spaced);
    }

    #[test]
    fn places_are_those_of_the_file() {
        let (trimmed, lost) = without("1,  \"a\", \"b\"\n2, x\n", SPACED);
        assert_eq!((trimmed.as_str(), lost), ("1,\"a\",\"b\"\n2, x\n", vec![(2, 2), (6, 3)]));
    }

    proptest! {
        #[test]
        fn without_its_blanks_a_text_has_the_same_cells(text in "[a,\"\n\r ]{0,80}") {
            let (trimmed, _) = without(&text, SPACED);
            prop_assert_eq!(cells(&trimmed, SPACED), cells(&text, SPACED));
            prop_assert_eq!(without(&trimmed, SPACED), (trimmed.clone(), Lost::new()));
        }
    }
}
