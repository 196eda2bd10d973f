//! What stands directly under the ranked table: what its marks mean, and which columns found no room.

use super::layout::Fitted;
use super::lines::Terminal;
use crate::language::Language;
use crate::language::common::{and_more, not_shown};
use crate::language::legend::{self as words, Mark, mark};
use crate::report::Tone;
use crate::report::legend::{Flag, Legend};
use std::io;

/// Writes the legend, then what found no room.
pub(crate) fn write(legend: &Legend<'_>, fitted: &Fitted, language: Language, to: &mut Terminal<'_>) -> io::Result<()> {
    let names = fitted.left_out();
    // A csv has no turnover.
    let elsewhere = if legend.not_in_csv.is_some_and(|sum| names.contains(&sum)) { "markdown" } else { "csv" };
    let named_in_rows = !names.contains(&legend.flags_column);
    if legend.long {
        write_long(legend, named_in_rows, language, to)?;
        write_left_out(fitted, elsewhere, language, to)
    } else {
        write_short(legend, named_in_rows, language, to)?;
        write_left_out_briefly(fitted, elsewhere, language, to)
    }
}

/// In one line: flags with the ranks they stand for where these fit, else their names, else that there are some.
fn write_short(legend: &Legend<'_>, named_in_rows: bool, language: Language, to: &mut Terminal<'_>) -> io::Result<()> {
    let marks = [
        (legend.promoted, Mark::Promoted),
        (legend.demoted, Mark::Demoted),
        (legend.new, Mark::New),
        (legend.uncertain, Mark::Uncertain),
    ];
    let marks: Vec<&str> = marks.into_iter().filter(|(up, _)| *up).map(|(_, of)| mark(language, of)).collect();
    let line = |flags: &str| {
        let flags = Some(flags).filter(|flags| !flags.is_empty());
        marks.iter().copied().chain(flags).collect::<Vec<&str>>().join(", ")
    };
    let text = if named_in_rows || legend.flags.is_empty() {
        line("")
    } else {
        let (ranks, names): (Vec<String>, Vec<&str>) =
            legend.flags.iter().map(|flag| (with_ranks(flag, language), flag.name)).unzip();
        let (ranks, names) = (format!("⚑ {}", ranks.join("; ")), format!("⚑ {}", names.join(", ")));
        to.first_that_fits(&[line(&ranks), line(&names), line(mark(language, Mark::Flagged))])
    };
    if text.is_empty() { Ok(()) } else { to.prose(Tone::Aside, &text, 2) }
}

/// A line for the changes, and one for each flag.
fn write_long(legend: &Legend<'_>, named_in_rows: bool, language: Language, to: &mut Terminal<'_>) -> io::Result<()> {
    if legend.promoted || legend.demoted || legend.new {
        to.prose(Tone::Aside, words::marks_of_changes(language), 2)?;
    }
    for flag in legend.flags.iter().filter(|_| !named_in_rows) {
        to.prose(Tone::Aside, &format!("⚑ {}", with_ranks(flag, language)), 2)?;
    }
    Ok(())
}

fn with_ranks(flag: &Flag<'_>, language: Language) -> String {
    let ranks: Vec<String> = flag.ranks.iter().map(u64::to_string).collect();
    let more = if flag.more > 0 { format!(" {}", and_more(language, flag.more)) } else { String::new() };
    format!("{}: # {}{more}", flag.name, ranks.join(", "))
}

/// Says in one line what found no room.
fn write_left_out_briefly(
    fitted: &Fitted,
    elsewhere: &str,
    language: Language,
    to: &mut Terminal<'_>,
) -> io::Result<()> {
    let names = fitted.left_out();
    let text = match (fitted.together_from(), names.len() as u64) {
        (None, 0) => return Ok(()),
        (None, _) => to.first_that_fits(&words::not_shown(language, &names, elsewhere)),
        (Some(from), 0) => words::criteria_need(language, from, elsewhere),
        (Some(from), more) => words::criteria_and_more_need(language, from, elsewhere, more),
    };
    to.prose(Tone::Aside, &text, 2)
}

/// Names what found no room.
fn write_left_out(fitted: &Fitted, elsewhere: &str, language: Language, to: &mut Terminal<'_>) -> io::Result<()> {
    let names = fitted.left_out();
    if let Some(from) = fitted.together_from() {
        to.prose(Tone::Aside, &words::criteria_need(language, from, elsewhere), 2)?;
    }
    if names.is_empty() {
        return Ok(());
    }
    to.prose(Tone::Aside, &not_shown(language, &names, elsewhere), 2)
}
