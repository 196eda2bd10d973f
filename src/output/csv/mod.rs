//! The ranking for a spreadsheet or another program: RFC 4180, comma, LF, numbers in full.

pub(crate) mod buffer;
pub(crate) mod compare;
pub(crate) mod dialect;
pub(crate) mod formula_guard;
pub(crate) mod number_cache;
pub(crate) mod sensitivity;
pub(crate) mod weights;

use crate::report::score::contents::Contents;
use crate::scoring::list_lines::ListLine;
use crate::text::number::push_full;
use crate::text::swar::{any_below, any_is};
use crate::threads::in_turn;
use buffer::Text;
use dialect::{Dialect, NUMBER};
use formula_guard::{guarded, guarded_first, leads_plainly, may_split};
use number_cache::NumberCache;
use std::io::{self, Write};

const FIXED: [&str; 8] = ["rank", "id", "name", "score", "tier", "change", "flags", "completeness"];
/// Columns of keyrank's own behind those of the model.
const LAST: [&str; 3] = ["score_low", "score_high", "uncertain"];

/// Accounts that a thread writes before they are taken from it.
const PIECE: usize = 1 << 12;

/// Writes a header and a line for each account. `guard` leads what a spreadsheet could run with an apostrophe.
pub(crate) fn write(contents: &Contents<'_>, (guard, dialect): (bool, Dialect), to: &mut dyn Write) -> io::Result<()> {
    let mut header = Lines::new(guard, dialect);
    headers(contents).iter().for_each(|name| header.text(name));
    header.end();
    header.flush(to)?;
    let (between, places, threads) = (&contents.between, contents.places, contents.threads);
    // A ranking that is smaller than that is shared among the threads all the same.
    let size = places.div_ceil(threads).clamp(1, PIECE);
    let writer = || {
        let mut lines = Lines::new(guard, dialect);
        let between = &between;
        move |piece: usize, used: Text| {
            lines.text = used;
            lines.text.clear();
            between(piece * size..places.min((piece + 1) * size), &mut |account| write_account(account, &mut lines));
            std::mem::take(&mut lines.text)
        }
    };
    in_turn(threads, places.div_ceil(size), writer, |text| to.write_all(text.written()))
}

fn write_account(account: &ListLine<'_>, lines: &mut Lines) {
    lines.count(account.rank);
    lines.text(account.id);
    lines.text(account.name);
    lines.again(account.score);
    lines.text(account.tier.unwrap_or(""));
    lines.text(account.change.map_or("", |change| change.name()));
    match account.flags.as_slice() {
        [] => lines.text(""),
        [flag] => lines.text(flag),
        flags => lines.text(&flags.join("; ")),
    }
    lines.nine(Some(account.completeness_percent));
    account.contributions.iter().for_each(|contribution| lines.nine(*contribution));
    account.show.iter().for_each(|cell| lines.text(cell));
    lines.again(account.score_low);
    lines.again(account.score_high);
    lines.truth(account.uncertain);
    lines.end();
}

/// Lines that are being written, cell by cell.
#[derive(Debug)]
pub(crate) struct Lines {
    /// A comma follows each cell, also the last one of a line until that ends.
    text: Text,
    guard: bool,
    /// Whether a mark leads each number.
    is_marked: bool,
    cache: NumberCache,
}

impl Lines {
    /// Nothing yet. `guard` leads what a spreadsheet could run with an apostrophe.
    pub(crate) fn new(guard: bool, dialect: Dialect) -> Self {
        Lines { text: Text::default(), guard, is_marked: dialect.marks_numbers(), cache: NumberCache::default() }
    }

    #[inline]
    pub(crate) fn text(&mut self, cell: &str) {
        if cell.is_empty() {
            self.text.put(b",");
        } else if self.is_marked && cell.as_bytes().first() == Some(&NUMBER) && !self.guard {
            self.quoted(cell.as_bytes());
        } else {
            self.filled(cell);
        }
    }

    /// Most cells hold nothing that a spreadsheet could run or split; the others go the careful way.
    fn filled(&mut self, cell: &str) {
        let bytes = cell.as_bytes();
        let may_take_quotes = |eight| any_is(b',', eight) | any_is(b'"', eight) | any_below(b' ', eight) != 0;
        let is_put = if self.guard {
            let is_odd = |eight| may_split(eight) || any_is(b'"', eight) != 0;
            leads_plainly(bytes) && self.text.put_unless(is_odd, bytes, b',')
        } else {
            self.text.put_unless(may_take_quotes, bytes, b',')
        };
        if is_put {
            return;
        }
        let begins_line = self.text.written().last().is_none_or(|byte| *byte == b'\n');
        match (self.guard, begins_line) {
            (true, true) => self.plain_or_quoted(guarded_first(cell).as_bytes()),
            (true, false) => self.plain_or_quoted(guarded(cell).as_bytes()),
            (false, _) => self.plain_or_quoted(bytes),
        }
    }

    fn plain_or_quoted(&mut self, cell: &[u8]) {
        if cell.iter().any(|byte| matches!(byte, b',' | b'"' | b'\n' | b'\r')) {
            self.quoted(cell);
        } else {
            self.text.put(cell);
            self.text.put(b",");
        }
    }

    fn quoted(&mut self, cell: &[u8]) {
        self.text.put(b"\"");
        self.text.put_doubled(cell, b'"');
        self.text.put(b"\",");
    }

    #[inline]
    fn mark(&mut self) {
        if self.is_marked {
            self.text.put(&[NUMBER]);
        }
    }

    pub(crate) fn number(&mut self, value: Option<f64>) {
        self.mark();
        let mut text = Vec::new();
        value.into_iter().for_each(|value| push_full(value, &mut text));
        self.text.put(&text);
        self.text.put(b",");
    }

    /// A number of nine decimals at most: what is beyond them is the noise of the arithmetic.
    fn nine(&mut self, value: Option<f64>) {
        self.mark();
        self.cache.nine(value, &mut self.text);
    }

    /// The same for a number that is mostly the last one of its kind once more.
    fn again(&mut self, value: f64) {
        self.mark();
        self.cache.again(value, &mut self.text);
    }

    fn count(&mut self, count: u64) {
        self.mark();
        self.cache.count(count, &mut self.text);
    }

    fn truth(&mut self, holds: bool) {
        self.text.put(if holds { b"true," } else { b"false," });
    }

    /// Ends the line.
    pub(crate) fn end(&mut self) {
        self.text.end_with(b'\n');
    }

    /// Writes what there is, to begin again.
    pub(crate) fn flush(&mut self, to: &mut dyn Write) -> io::Result<()> {
        to.write_all(self.text.written())?;
        self.text.clear();
        Ok(())
    }
}

/// The headers, those that clash numbered: `owner`, `owner_2`. A contribution is called one, for it is no rating. Two clash where keyrank itself would not tell them
/// apart on reading. keyrank's own keep their names whatever the model's are.
fn headers(contents: &Contents<'_>) -> Vec<String> {
    let criteria = contents.top_level().map(|(_, node)| format!("contribution_{}", node.id));
    let of_model = criteria.chain(contents.show.iter().cloned());
    let alike = |a: &str| crate::text::folded_header(a);
    let mut taken: Vec<String> = FIXED.iter().chain(&LAST).copied().map(alike).collect();
    let mut headers: Vec<String> = FIXED.map(str::to_owned).to_vec();
    for header in of_model {
        let mut free = header.clone();
        let mut number = 2;
        while taken.contains(&alike(&free)) {
            free = format!("{header}_{number}");
            number += 1;
        }
        taken.push(alike(&free));
        headers.push(free);
    }
    headers.extend(LAST.map(str::to_owned));
    headers
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::score::contents::example::{Example, NASTY};
    use proptest::prelude::*;

    fn text(example: &Example, guard: bool) -> String {
        let mut bytes = Vec::new();
        write(&example.contents(4, &[]), (guard, Dialect::Standard), &mut bytes).unwrap();
        String::from_utf8(bytes).unwrap()
    }

    #[test]
    fn numbers_are_in_full_and_missing_ones_empty() {
        let expected = "\
rank,id,name,score,tier,change,flags,completeness,contribution_market_importance,contribution_know_how,contribution_door_opener,country,know_how,score_low,score_high,uncertain
1,C-1,Nordwind Antriebe AG,87.5,Key account,promote,,100,54,15,10,DE,7.5,87.5,87.5,false
2,C-2,株式会社テスト,70.123456789,Key account,keep,,80,54,15,,DE,7.5,62,82,true
2,C-3,Gearbox Manufacturing International Holdings,70.123456789,Core customer,demote,fragmentation risk,100,54,15,10,DE,7.5,70.123456789,70.123456789,false
4,C-4,Bö & Co,5,Core customer,keep,,100,54,15,10,DE,7.5,5,5,false
";
        assert_eq!(text(&Example::new(), true), expected);
    }

    #[test]
    fn contributions_are_without_the_noise_of_the_arithmetic() {
        let mut example = Example::new();
        // 90 * 0.03 is 2.6999999999999997.
        example.nodes[0].effective_weight = 0.03;
        assert!(text(&example, true).contains(",promote,,100,2.7,15,10,"), "{}", text(&example, true));
    }

    proptest! {
        /// The csv crate writes the same bytes.
        #[test]
        fn lines_are_as_rfc_4180_has_them(
            rows in prop::collection::vec(
                prop::collection::vec(prop_oneof!["[a,\"\n\r é;=]{0,8}", "[a-zé \t]{0,30}[,\"\n\r]?[a-z]{0,12}"], 2..6), 1..9,
            ),
        ) {
            let mut lines = Lines::new(false, Dialect::Standard);
            let mut writer = csv::WriterBuilder::new()
                .terminator(csv::Terminator::Any(b'\n'))
                .flexible(true)
                .from_writer(Vec::new());
            for cells in rows {
                cells.iter().for_each(|cell| lines.text(cell));
                lines.end();
                writer.write_record(&cells).unwrap();
            }
            prop_assert_eq!(lines.text.written(), writer.into_inner().unwrap());
        }

        /// Whatever mark a program splits the lines at, and whether or not it heeds quotes, no cell is a formula to it.
        #[test]
        fn no_cell_is_a_formula_to_any_program(
            rows in prop::collection::vec(
                (prop::collection::vec("[-+=@a5,;|\t\n\"' ]{0,6}|[-+][0-9]{1,9}([;,|][-+=]x)?", 1..4), -9.0..9.0),
                1..5,
            ),
        ) {
            let mut lines = Lines::new(true, Dialect::Standard);
            for (cells, number) in rows {
                lines.text(&cells[0]);
                lines.number(Some(number));
                cells.iter().for_each(|cell| lines.text(cell));
                lines.end();
            }
            let written = std::str::from_utf8(lines.text.written()).unwrap();
            for delimiter in [b',', b';', b'\t', b'|'] {
                for quoting in [true, false] {
                    for cell in cells_of(written, delimiter, quoting) {
                        prop_assert!(!is_formula(&cell), "{cell:?} at {:?} in {written:?}", char::from(delimiter));
                    }
                }
            }
        }
    }

    fn cells_of(text: &str, delimiter: u8, quoting: bool) -> Vec<String> {
        let mut reader = csv::ReaderBuilder::new();
        let reader = reader.delimiter(delimiter).quoting(quoting).flexible(true).has_headers(false);
        let records = reader.from_reader(text.as_bytes()).into_records();
        records.flat_map(|record| record.unwrap().iter().map(str::to_owned).collect::<Vec<_>>()).collect()
    }

    /// Whether a spreadsheet would calculate it. A sign before nothing but digits and marks of numbers is harmless.
    fn is_formula(cell: &str) -> bool {
        let cell = cell.trim_start_matches(' ');
        let harmless =
            |c: char| c.is_ascii_digit() || matches!(c, '\t' | '\n' | '.' | ',' | ' ' | '"' | '\'' | 'e' | '-' | '+');
        match cell.chars().next() {
            Some('=' | '@' | '\t') => true,
            Some('+' | '-') => !cell.chars().skip(1).all(harmless),
            _ => false,
        }
    }

    #[test]
    fn a_nasty_name_is_quoted_and_defused_and_reads_back() {
        let mut example = Example::new();
        example.names[0] = NASTY;
        for (guard, expected) in [(true, guarded(NASTY).into_owned()), (false, NASTY.to_owned())] {
            let written = text(&example, guard);
            let mut reader = csv::Reader::from_reader(written.as_bytes());
            let first = reader.records().next().unwrap().unwrap();
            assert_eq!(first.get(2), Some(expected.as_str()));
            assert_eq!(first.len(), 16);
        }
    }

    #[test]
    fn headers_of_the_model_are_defused_and_made_unique() {
        let mut example = Example::new();
        example.show = vec!["=cmd".into(), "Know How".into(), "know_how".into(), "Rank ".into(), "Uncertain".into()];
        let header = text(&example, true).lines().next().map(str::to_owned).unwrap();
        let expected =
            ",contribution_door_opener,'=cmd,Know How,know_how_2,Rank _2,Uncertain_2,score_low,score_high,uncertain";
        assert!(header.ends_with(expected), "{header}");
    }
}
