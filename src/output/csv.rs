//! The ranking for a spreadsheet or another program: RFC 4180, comma, LF, numbers in full.

use super::document::Document;
use super::guard::guarded;
use super::number::{push_count, push_full, push_nine};
use crate::scoring::{Account, in_turn};
use std::borrow::Cow;
use std::io::{self, Write};

const FIXED: [&str; 8] = ["rank", "id", "name", "score", "tier", "change", "flags", "completeness"];
/// Columns of keyrank's own behind those of the model.
const LAST: [&str; 3] = ["score_low", "score_high", "uncertain"];

/// Accounts that are put into their order at a time: the more, the fewer times the memory is gone through.
const PIECE: usize = 3 << 14;

/// Writes a header and a line for each account. `guard` leads what a spreadsheet could run with an apostrophe.
pub(super) fn write(document: &Document<'_>, guard: bool, to: &mut dyn Write) -> io::Result<()> {
    let mut header = Lines::new(guard);
    headers(document).iter().for_each(|name| header.text(name));
    header.end();
    to.write_all(header.as_bytes())?;
    let top_level: Vec<usize> = document.top_level().map(|(place, _)| place).collect();
    let (between, places) = (&document.between, document.places);
    let threads = document.threads;
    // A ranking that is smaller than that is shared among the threads all the same.
    let size = places.div_ceil(threads).clamp(1, PIECE);
    let piece = |number: usize| {
        let piece = number * size..places.min((number + 1) * size);
        let (mut lines, mut spans) = (Lines::new(guard), vec![0..0; piece.len()]);
        between(piece, &mut |number, account| {
            let start = lines.text.len();
            write_account(account, &top_level, &mut lines);
            if let Some(span) = spans.get_mut(number) {
                *span = start..lines.text.len();
            }
        });
        (lines.text, spans)
    };
    let mut ordered = Vec::with_capacity(2 * FLUSHED);
    in_turn(threads, places.div_ceil(size), piece, |(text, spans)| {
        for span in spans {
            ordered.extend_from_slice(text.get(span).unwrap_or_default());
            if ordered.len() > FLUSHED {
                to.write_all(&ordered)?;
                ordered.clear();
            }
        }
        Ok::<(), io::Error>(())
    })?;
    to.write_all(&ordered)
}

/// Bytes that are written at a time.
const FLUSHED: usize = 1 << 16;

fn write_account(account: &Account<'_>, top_level: &[usize], lines: &mut Lines) {
    lines.count(account.rank);
    lines.text(account.id);
    lines.text(account.name);
    let start = lines.text.len();
    lines.nine(Some(account.score));
    let score = start..lines.text.len();
    lines.text(account.tier.unwrap_or(""));
    lines.text(account.change.map_or("", |change| change.name()));
    match account.flags.as_slice() {
        [] => lines.text(""),
        [flag] => lines.text(flag),
        flags => lines.text(&flags.join("; ")),
    }
    lines.nine(Some(account.completeness_percent));
    for place in top_level {
        lines.nine(account.criteria.get(*place).and_then(|assessment| assessment.contribution));
    }
    account.show.iter().for_each(|cell| lines.text(cell));
    // Few accounts have missing cells.
    for bound in [account.score_low, account.score_high] {
        if bound.to_bits() == account.score.to_bits() {
            lines.text.extend_from_within(score.clone());
        } else {
            lines.nine(Some(bound));
        }
    }
    lines.text(if account.uncertain { "true" } else { "false" });
    lines.end();
}

/// Lines that are being written, cell by cell.
#[derive(Debug)]
pub(super) struct Lines {
    text: Vec<u8>,
    guard: bool,
    /// Does the next cell begin a line?
    fresh: bool,
}

impl Lines {
    /// Nothing yet. `guard` leads what a spreadsheet could run with an apostrophe.
    pub(super) fn new(guard: bool) -> Self {
        Lines { text: Vec::new(), guard, fresh: true }
    }

    fn begin(&mut self) {
        if !std::mem::replace(&mut self.fresh, false) {
            self.text.push(b',');
        }
    }

    pub(super) fn text(&mut self, text: &str) {
        self.begin();
        let text = if self.guard { guarded(text) } else { Cow::Borrowed(text) };
        // To look at all bytes is quicker than to stop at the first.
        if text.bytes().fold(false, |found, byte| found | matches!(byte, b',' | b'"' | b'\n' | b'\r')) {
            self.text.push(b'"');
            for (place, piece) in text.split('"').enumerate() {
                self.text.extend_from_slice(if place > 0 { b"\"\"" } else { b"" });
                self.text.extend_from_slice(piece.as_bytes());
            }
            self.text.push(b'"');
        } else {
            self.text.extend_from_slice(text.as_bytes());
        }
    }

    pub(super) fn number(&mut self, value: Option<f64>) {
        self.begin();
        if let Some(value) = value {
            push_full(value, &mut self.text);
        }
    }

    /// A number of nine decimals at most: what is beyond them is the noise of the arithmetic.
    fn nine(&mut self, value: Option<f64>) {
        self.begin();
        if let Some(value) = value {
            push_nine(value, &mut self.text);
        }
    }

    fn count(&mut self, count: u64) {
        self.begin();
        push_count(count, &mut self.text);
    }

    pub(super) fn end(&mut self) {
        self.text.push(b'\n');
        self.fresh = true;
    }

    pub(super) fn as_bytes(&self) -> &[u8] {
        &self.text
    }

    /// Writes what there is, to begin again.
    pub(super) fn flush(&mut self, to: &mut dyn Write) -> io::Result<()> {
        to.write_all(self.as_bytes())?;
        self.text.clear();
        Ok(())
    }
}

/// The headers, those that clash numbered: `know_how`, `know_how_2`. Two clash where keyrank itself would not tell them
/// apart on reading. keyrank's own keep their names whatever the model's are.
fn headers(document: &Document<'_>) -> Vec<String> {
    let criteria = document.top_level().map(|(_, node)| node.id.as_str());
    let of_model = criteria.chain(document.show.iter().map(String::as_str));
    let alike = |a: &str| a.trim().to_lowercase().replace('_', " ");
    let mut taken: Vec<String> = FIXED.iter().chain(&LAST).copied().map(alike).collect();
    let mut headers: Vec<String> = FIXED.map(str::to_owned).to_vec();
    for header in of_model {
        let mut free = header.to_owned();
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
    use super::super::document::example::{Example, NASTY};
    use super::*;
    use proptest::prelude::*;

    fn text(example: &Example, guard: bool) -> String {
        let mut bytes = Vec::new();
        write(&example.document(4, &[]), guard, &mut bytes).unwrap();
        String::from_utf8(bytes).unwrap()
    }

    #[test]
    fn numbers_are_in_full_and_missing_ones_empty() {
        let expected = "\
rank,id,name,score,tier,change,flags,completeness,market_importance,know_how,door_opener,country,know_how_2,score_low,score_high,uncertain
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
        fn a_line_is_as_rfc_4180_has_it(cells in prop::collection::vec("[a,\"\n\r é;=]{0,8}", 2..6)) {
            let mut line = Lines::new(false);
            cells.iter().for_each(|cell| line.text(cell));
            line.end();
            let mut writer = csv::WriterBuilder::new().terminator(csv::Terminator::Any(b'\n')).from_writer(Vec::new());
            writer.write_record(&cells).unwrap();
            prop_assert_eq!(line.as_bytes(), writer.into_inner().unwrap());
        }
    }

    #[test]
    fn a_nasty_name_is_quoted_and_defused_and_reads_back() {
        let mut example = Example::new();
        example.names[0] = NASTY;
        for (guard, expected) in [(true, format!("'{NASTY}")), (false, NASTY.to_owned())] {
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
            ",know_how,door_opener,'=cmd,Know How_2,know_how_3,Rank _2,Uncertain_2,score_low,score_high,uncertain";
        assert!(header.ends_with(expected), "{header}");
    }
}
