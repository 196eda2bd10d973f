//! The ranking for a spreadsheet or another program: RFC 4180, comma, LF, numbers in full.

use super::document::Document;
use super::guard::guarded;
use super::number::{nine, push_full};
use std::io::{self, Write};

const FIXED: [&str; 8] = ["rank", "id", "name", "score", "tier", "change", "flags", "completeness"];
/// Columns of keyrank's own behind those of the model.
const LAST: [&str; 3] = ["score_low", "score_high", "uncertain"];

/// Writes a header and a line for each account. `guard` leads what a spreadsheet could run with an apostrophe.
pub(super) fn write(document: &Document<'_>, guard: bool, to: &mut dyn Write) -> io::Result<()> {
    let mut lines = Lines::new(guard, to);
    for header in headers(document) {
        lines.text(&header)?;
    }
    lines.end()?;
    let top_level: Vec<usize> = document.top_level().map(|(place, _)| place).collect();
    let mut flags = String::new();
    for account in (document.accounts)() {
        lines.text(&account.rank.to_string())?;
        lines.text(account.id)?;
        lines.text(account.name)?;
        lines.number(Some(account.score))?;
        lines.text(account.tier.unwrap_or(""))?;
        lines.text(account.change.map_or("", |change| change.name()))?;
        flags.clear();
        for (place, flag) in account.flags.iter().enumerate() {
            flags.push_str(if place > 0 { "; " } else { "" });
            flags.push_str(flag);
        }
        lines.text(&flags)?;
        lines.number(Some(account.completeness_percent))?;
        for place in &top_level {
            lines.number(account.criteria.get(*place).and_then(|assessment| assessment.contribution).map(nine))?;
        }
        for place in 0..document.show.len() {
            lines.text(account.show.get(place).copied().unwrap_or(""))?;
        }
        lines.number(Some(account.score_low))?;
        lines.number(Some(account.score_high))?;
        lines.text(if account.uncertain { "true" } else { "false" })?;
        lines.end()?;
    }
    lines.finish()
}

/// Lines of cells.
pub(super) struct Lines<'w> {
    csv: csv::Writer<&'w mut dyn Write>,
    guard: bool,
    /// Room in which a number becomes text.
    number: String,
}

impl<'w> Lines<'w> {
    /// No line yet. `guard` leads what a spreadsheet could run with an apostrophe.
    pub(super) fn new(guard: bool, to: &'w mut dyn Write) -> Self {
        let csv = csv::WriterBuilder::new().terminator(csv::Terminator::Any(b'\n')).from_writer(to);
        Lines { csv, guard, number: String::new() }
    }

    pub(super) fn text(&mut self, text: &str) -> io::Result<()> {
        let written =
            if self.guard { self.csv.write_field(guarded(text).as_bytes()) } else { self.csv.write_field(text) };
        written.map_err(of_writer)
    }

    pub(super) fn number(&mut self, value: Option<f64>) -> io::Result<()> {
        self.number.clear();
        if let Some(value) = value {
            push_full(value, &mut self.number);
        }
        self.csv.write_field(&self.number).map_err(of_writer)
    }

    pub(super) fn end(&mut self) -> io::Result<()> {
        self.csv.write_record(None::<&[u8]>).map_err(of_writer)
    }

    pub(super) fn finish(mut self) -> io::Result<()> {
        self.csv.flush()
    }
}

/// What the writer said, as it said it: a closed pipe must be known as one.
fn of_writer(error: csv::Error) -> io::Error {
    match error.into_kind() {
        csv::ErrorKind::Io(error) => error,
        kind => io::Error::other(format!("{kind:?}")),
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
