//! What all rows of a file say about its columns of numbers: the decimal mark, currencies, dates and percentages.

use crate::finding::{Finding, Findings, Place};
use crate::input::numbers::amount::Mark;
use crate::input::numbers::evidence::Evidence;
use crate::input::numbers::witness::Witness;
use crate::table::{Column, Kind};

/// The decimal mark of a file, and whether any cell depended on it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Verdict {
    pub(crate) mark: Mark,
    pub(crate) mattered: bool,
}

/// Decides on the decimal mark from all number columns of a file, unless it is stated.
///
/// Says into `findings` what it decided on, or why it could not.
pub(crate) fn decide(
    columns: &[(&Column, &Evidence)],
    stated: Option<Mark>,
    file: &str,
    findings: &mut Findings,
) -> Verdict {
    let first = |pick: fn(&Evidence) -> Option<&Witness>| {
        columns.iter().filter_map(|(_, e)| pick(e)).min_by_key(|w| w.place.line)
    };
    let (point, comma) = (first(|e| e.point.as_ref()), first(|e| e.comma.as_ref()));
    let open = first(|e| e.open());
    if let Some(mark) = stated {
        let mattered = point.is_some() || comma.is_some() || open.is_some();
        if mattered {
            findings.push(echo(mark, file, "as stated"));
        }
        return Verdict { mark, mattered: open.is_some() };
    }
    match (point, comma, open) {
        (Some(point), Some(comma), _) => {
            let (earlier, later) = if point.place.line <= comma.place.line { (point, comma) } else { (comma, point) };
            let message = format!(
                "the decimal mark changes: \"{}\" in line {} has the other one",
                earlier.value,
                earlier.place.line.unwrap_or(0)
            );
            let help = "write all numbers with the same mark, or say which one it is with --decimal point or --decimal comma to be shown every cell that does not fit";
            findings.push(
                Finding::error("decimal-mark-mixed", message).at(later.place.clone()).value(&later.value).help(help),
            );
        }
        (None, None, Some(open)) => findings.push(unclear(open, "and no cell of the file tells which")),
        _ => {}
    }
    let mark = if comma.is_some() { Mark::Comma } else { Mark::Point };
    if let (Some(witness), None) | (None, Some(witness)) = (point, comma) {
        borrowed(columns, mark, witness, findings);
        // A point is what most programs write; still it is said where `1.234` hangs on it.
        if (mark == Mark::Comma || open.is_some()) && !findings.has_errors() {
            findings.push(echo(
                mark,
                file,
                &format!("as \"{}\" in line {} shows", witness.value, witness.place.line.unwrap_or(0)),
            ));
        }
    }
    Verdict { mark, mattered: open.is_some() }
}

fn unclear(open: &Witness, why: &str) -> Finding {
    let bare = open.value.replace(['.', ','], "");
    let fraction = open.value.replace(',', ".");
    let message = format!("this is {bare} or {fraction}, {why}");
    let help = "say it with --decimal point or --decimal comma, or with `numbers: { decimal: … }` in the criteria file";
    Finding::error("decimal-mark-unclear", message).at(open.place.clone()).value(&open.value).help(help)
}

fn echo(mark: Mark, file: &str, why: &str) -> Finding {
    Finding::notice("decimal-mark", format!("numbers are read with a decimal {}, {why}", mark.name()))
        .at(Place::file(file))
}

/// Columns whose own cells do not tell take the mark of the others, and say so. Where it would give cells exactly three
/// decimals, as many as a group has digits, another column does not decide.
fn borrowed(columns: &[(&Column, &Evidence)], mark: Mark, witness: &Witness, findings: &mut Findings) {
    for (column, evidence) in columns {
        let Some(open) = evidence.open().filter(|_| !evidence.tells()) else { continue };
        if let Some(open) = evidence.open_with(mark) {
            let line = witness.place.line.unwrap_or(0);
            let header = witness.place.header.as_deref().unwrap_or("");
            let why = format!(
                "and no cell of its column tells which: \"{}\" in column \"{header}\" (line {line}) does not show whether three digits follow a decimal {} here",
                witness.value,
                mark.name()
            );
            findings.push(unclear(open, &why));
            continue;
        }
        let message = format!(
            "read with a decimal {} because \"{}\" in column \"{}\" (line {}) shows it; \"{}\" itself does not tell",
            mark.name(),
            witness.value,
            witness.place.header.as_deref().unwrap_or(""),
            witness.place.line.unwrap_or(0),
            column.name,
        );
        let help = "say it with --decimal to be sure";
        findings.push(
            Finding::notice("decimal-mark-borrowed", message).at(open.place.clone()).value(&open.value).help(help),
        );
    }
}

/// What is wrong with whole columns: two currencies, a scale that the column does not fit.
pub(crate) fn judge_columns(columns: &[(&Column, &Evidence)], findings: &mut Findings) {
    for (column, evidence) in columns {
        judge_kinds(column, evidence, findings);
        if let Some(guarded) = &evidence.guarded {
            let message = "an apostrophe guards the number from being run as a formula: read without it, and so in the whole column";
            let finding = Finding::notice("guard-apostrophe", message).at(guarded.place.clone()).value(&guarded.value);
            findings.push(finding.help("export numbers as they are to be sure"));
        }
        if let (Some((first, at)), Some((other, witness))) = (&evidence.currency, &evidence.other_currency) {
            let message = format!("{} here, but {} in line {}", other.name, first.name, at.place.line.unwrap_or(0));
            let finding = Finding::error("currencies-mixed", message).at(witness.place.clone()).value(&witness.value);
            findings.push(finding.help("convert the whole column to one currency"));
        }
        if let (Some((_, first)), Some((_, other))) = (&evidence.beside, &evidence.other_beside) {
            let message = format!(
                "{} here, but {} in line {}: the amounts beside it are compared as if they were in one currency",
                other.value,
                first.value,
                first.place.line.unwrap_or(0)
            );
            let finding = Finding::warning("currencies-mixed", message).at(other.place.clone()).value(&other.value);
            findings.push(finding.help("convert the amounts to one currency"));
        }
        let (Kind::Number { scale: Some((low, high)) }, Some((min, max))) = (&column.kind, evidence.extent) else {
            continue;
        };
        let most_outside = evidence.outside >= 2 && evidence.outside * 2 >= evidence.ratings;
        if most_outside && min >= low * 10.0 && max <= high * 10.0 {
            let message = format!(
                "the scale is {low}..{high}, but the whole column lies within {min}..{max}: are these ratings of {}..{}?",
                low * 10.0,
                high * 10.0
            );
            let place = Place { header: Some(column.name.clone()), ..Place::default() };
            let help = format!(
                "write `rating: [{}, {}]` in the criteria file, or divide the column by ten",
                low * 10.0,
                high * 10.0
            );
            findings.push(Finding::error("scale-times-ten", message).at(place).help(help));
        }
    }
}

/// A column of nothing but dates holds years, and one of nothing but percentages holds fractions. Where they stand beside
/// other numbers some cells mean something else: a spreadsheet turns 1.5 into 1 May, and 90 % is stored as 0.9.
fn judge_kinds(column: &Column, evidence: &Evidence, findings: &mut Findings) {
    let Evidence { date, percent, plain, .. } = evidence;
    let name = &column.name;
    let beside = |kind: &str, other: &Witness| {
        format!("{kind} here, but \"{}\" in line {}", other.value, other.place.line.unwrap_or(0))
    };
    if let Some((date, other)) = date.as_ref().zip(plain.as_ref().or(percent.as_ref())) {
        let message = beside("a date", other);
        let finding = Finding::error("dates-mixed", message).at(date.place.clone()).value(&date.value);
        let help = "a spreadsheet turns numbers such as 1.5 into dates: enter the number again, or make the whole column dates or the whole column numbers";
        findings.push(finding.help(help));
    } else if let Some(date) = date {
        let message = format!("the dates of \"{name}\" are read as years: 2 July 2011 is 2011.5");
        let notice = Finding::notice("dates-as-years", message).at(date.place.clone()).value(&date.value);
        findings.push(notice.help("write a scale of years, as in linear: [2000, 2026]"));
    } else if let Some((percent, other)) = percent.as_ref().zip(plain.as_ref()) {
        let message = beside("a percentage", other);
        let finding = Finding::error("percentages-mixed", message).at(percent.place.clone()).value(&percent.value);
        let help = "90 % is stored as 0.9: give the whole column the same number format, and enter again what then looks wrong";
        findings.push(finding.help(help));
    } else if let Some(percent) = percent {
        let message = format!("the percentages of \"{name}\" are read as fractions: 90 % is 0.9");
        let notice = Finding::notice("percentages-as-fractions", message).at(percent.place.clone());
        findings.push(notice.value(&percent.value).help("write the scale from 0 to 1, as in linear: [0, 1]"));
    }
}
