//! What stands directly under the ranked table: what its marks mean, and which columns found no room.

use super::layout::fitted::Fitted;
use super::lines::{Terminal, Tone};
use crate::output::columns;
use crate::output::document::Document;
use crate::scoring::Change;
use crate::text::number::grouped;
use std::io;

/// How many ranks are named that a flag stands for.
const RANKS: usize = 12;

/// The marks of the accounts that are listed.
#[derive(Debug, Default)]
pub(crate) struct Legend<'a> {
    promoted: bool,
    demoted: bool,
    new: bool,
    uncertain: bool,
    flags: Vec<Flag<'a>>,
    /// Have the flags a column of their own, with their names?
    named_in_rows: bool,
}

/// A flag, and the accounts on which it is up.
#[derive(Debug)]
struct Flag<'a> {
    name: &'a str,
    /// The first few.
    ranks: Vec<u64>,
    more: u64,
}

impl<'a> Legend<'a> {
    pub(crate) fn new(document: &'a Document<'_>, fitted: &Fitted) -> Self {
        let flag = |(name, _): &'a (String, u64)| Flag { name, ranks: Vec::new(), more: 0 };
        let flags = document.summary.flags.iter().map(flag).collect();
        let named_in_rows = !fitted.left_out().contains(&columns::FLAGS);
        let mut legend = Legend { flags, named_in_rows, ..Legend::default() };
        for account in (document.accounts)() {
            legend.uncertain |= account.uncertain;
            match account.change {
                Some(Change::Promote) => legend.promoted = true,
                Some(Change::Demote) => legend.demoted = true,
                Some(Change::New) => legend.new = true,
                Some(Change::Keep) | None => {}
            }
            for flag in legend.flags.iter_mut().filter(|flag| account.flags.contains(&flag.name)) {
                if flag.ranks.len() < RANKS { flag.ranks.push(account.rank) } else { flag.more += 1 }
            }
        }
        legend.flags.retain(|flag| !flag.ranks.is_empty());
        legend
    }

    /// In one line: flags with the ranks they stand for where these fit, else their names, else that there are some.
    pub(crate) fn write_short(&self, to: &mut Terminal<'_>) -> io::Result<()> {
        let marks = [
            (self.promoted, "↑ promoted"),
            (self.demoted, "↓ demoted"),
            (self.new, "+ new"),
            (self.uncertain, "? uncertain"),
        ];
        let marks: Vec<&str> = marks.into_iter().filter(|(up, _)| *up).map(|(_, text)| text).collect();
        let line = |flags: &str| {
            let flags = Some(flags).filter(|flags| !flags.is_empty());
            marks.iter().copied().chain(flags).collect::<Vec<&str>>().join(", ")
        };
        let text = if self.named_in_rows || self.flags.is_empty() {
            line("")
        } else {
            let (ranks, names): (Vec<String>, Vec<&str>) =
                self.flags.iter().map(|flag| (flag.with_ranks(), flag.name)).unzip();
            let (ranks, names) = (format!("⚑ {}", ranks.join("; ")), format!("⚑ {}", names.join(", ")));
            to.first_that_fits([line(&ranks), line(&names), line("⚑ flagged")])
        };
        if text.is_empty() { Ok(()) } else { to.prose(Tone::Remark, &text, 2) }
    }

    /// A line for the changes, and one for each flag.
    pub(crate) fn write_long(&self, to: &mut Terminal<'_>) -> io::Result<()> {
        if self.promoted || self.demoted || self.new {
            to.prose(Tone::Remark, "↑ promoted, ↓ demoted, + in no tier today", 2)?;
        }
        for flag in self.flags.iter().filter(|_| !self.named_in_rows) {
            to.prose(Tone::Remark, &format!("⚑ {}", flag.with_ranks()), 2)?;
        }
        Ok(())
    }
}

impl Flag<'_> {
    fn with_ranks(&self) -> String {
        let ranks: Vec<String> = self.ranks.iter().map(u64::to_string).collect();
        let more = if self.more > 0 { format!(" and {} more", grouped(self.more)) } else { String::new() };
        format!("{}: # {}{more}", self.name, ranks.join(", "))
    }
}

/// Says in one line what found no room.
pub(crate) fn write_left_out_briefly(
    fitted: &Fitted,
    document: &Document<'_>,
    to: &mut Terminal<'_>,
) -> io::Result<()> {
    let names = fitted.left_out();
    let count = names.len() as u64;
    let columns = if count == 1 { "column" } else { "columns" };
    let elsewhere = format_with(&names, document);
    let text = match (fitted.together_from(), names.len()) {
        (None, 0) => return Ok(()),
        (None, _) => {
            let hint = format!("widen the terminal, or -f {elsewhere}");
            let all = format!("Not shown: {}; {hint}", names.join(", "));
            to.first_that_fits([all, format!("Not shown: {} {columns}; {hint}", grouped(count))])
        }
        (Some(from), 0) => criteria(from, elsewhere),
        (Some(from), _) => format!("{} (also {} more {columns})", criteria(from, elsewhere), grouped(count)),
    };
    to.prose(Tone::Remark, &text, 2)
}

/// Names what found no room.
pub(crate) fn write_left_out(fitted: &Fitted, document: &Document<'_>, to: &mut Terminal<'_>) -> io::Result<()> {
    let names = fitted.left_out();
    let elsewhere = format_with(&names, document);
    if let Some(from) = fitted.together_from() {
        to.prose(Tone::Remark, &criteria(from, elsewhere), 2)?;
    }
    if names.is_empty() {
        return Ok(());
    }
    let text = format!("Not shown at this width: {}; widen the terminal or use -f {elsewhere}", names.join(", "));
    to.prose(Tone::Remark, &text, 2)
}

fn criteria(from: usize, format: &str) -> String {
    format!("Criteria: widen the terminal to {from} columns, or -f {format}")
}

/// The format that holds all columns that found no room. A csv has no turnover.
fn format_with(left_out: &[&str], document: &Document<'_>) -> &'static str {
    let turnover = document.sums.first().is_some_and(|sum| left_out.contains(&sum.as_str()));
    if turnover { "markdown" } else { "csv" }
}
