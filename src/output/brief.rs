//! The main figures under the ranked table, each in one line where it fits.

use super::agreement::agreement;
use super::document::Document;
use super::summary::{finding_line, read_from};
use super::terminal::lines::{Terminal, Tone};
use super::terminal::ranking::write_block;
use crate::finding::Severity;
use crate::scoring::{Baseline, Changes, TierSummary};
use crate::text::number::{counted, grouped, short};
use crate::text::visible::{truncated, width};
use std::io;

/// With more tiers than this, all of them stand in one line.
const TIERS: usize = 4;
/// A tier's name takes no more columns than this.
const NAME: usize = 40;

/// Writes the figures, then the warnings.
pub(crate) fn write(document: &Document<'_>, to: &mut Terminal<'_>) -> io::Result<()> {
    let summary = document.summary;
    to.prose(Tone::Plain, &reading(document, to), 2)?;
    for line in tiers(&summary.tiers) {
        to.prose(Tone::Plain, &line, 2)?;
    }
    let changes = summary.changes.as_ref().map(changes);
    let agrees = summary.baseline.as_ref().map(with_turnover);
    for line in changes.into_iter().chain(agrees) {
        to.prose(Tone::Plain, &line, 2)?;
    }
    to.prose(Tone::Plain, &to_check(document, to), 2)?;
    let warnings = document.findings.iter().filter(|finding| finding.severity != Severity::Notice);
    warnings.map(|finding| finding_line(finding)).try_for_each(|block| write_block(block, to))
}

/// How many customers were read from where, and how many of them are listed; without the name of the
/// file where that is too long.
fn reading(document: &Document<'_>, to: &Terminal<'_>) -> String {
    let summary = document.summary;
    let customers = counted(summary.accounts, "customer", "customers");
    let (lines, place) = read_from(document);
    let ranked = match summary.knocked_out {
        0 => String::new(),
        out => format!(": {} ranked, {} not", grouped(summary.ranked), grouped(out)),
    };
    let listed = if is_whole(document) {
        String::new()
    } else {
        format!("; {} listed, --all lists every one", grouped(document.listed as u64))
    };
    to.first_that_fits([
        format!("{customers} from {lines} {place}{ranked}{listed}"),
        format!("{customers} from {lines}{ranked}{listed}"),
    ])
}

/// Is every ranked account listed, or said elsewhere which are?
fn is_whole(document: &Document<'_>) -> bool {
    document.only_tier.is_some() || document.listed == document.selected
}

/// One line a tier, one below the other; of many tiers one line for all.
fn tiers(tiers: &[TierSummary]) -> Vec<String> {
    let name = |tier: &TierSummary| truncated(&tier.name, NAME).into_owned();
    let share = |tier: &TierSummary| {
        let sum = tier.sums.first()?;
        Some((format!("{} %", short(sum.share_percent?)), sum.column.clone()))
    };
    if tiers.len() > TIERS {
        let one = |tier: &TierSummary| {
            let share = share(tier).map_or_else(String::new, |(share, _)| format!(" ({share})"));
            format!("{} {}{share}", name(tier), grouped(tier.accounts))
        };
        let column = tiers.iter().find_map(share).map_or_else(String::new, |(_, column)| format!(" (of {column})"));
        return vec![format!("Accounts{column}: {}", tiers.iter().map(one).collect::<Vec<String>>().join(", "))];
    }
    let widest = |of: &dyn Fn(&TierSummary) -> usize| tiers.iter().map(of).max().unwrap_or(0);
    let names = widest(&|tier| width(&name(tier)));
    let counts = widest(&|tier| grouped(tier.accounts).len());
    let shares = widest(&|tier| share(tier).map_or(0, |(share, _)| share.len()));
    let line = |tier: &TierSummary| {
        let name = name(tier);
        let gap = names.saturating_sub(width(&name)) + 2;
        let accounts = if tier.accounts == 1 { "account " } else { "accounts" };
        let of_sum = share(tier).map_or_else(String::new, |(share, column)| format!("  {share:>shares$} of {column}"));
        let line = format!("{name}{}{:>counts$} {accounts}{of_sum}", " ".repeat(gap), grouped(tier.accounts));
        line.trim_end().to_owned()
    };
    tiers.iter().map(line).collect()
}

fn changes(changes: &Changes) -> String {
    match (changes.promote, changes.demote) {
        (0, 0) => "Against today's status: nobody promoted, nobody demoted".to_owned(),
        (up, down) => format!("Against today's status: {} promoted, {} demoted", grouped(up), grouped(down)),
    }
}

fn with_turnover(baseline: &Baseline) -> String {
    match baseline.tau_b {
        Some(tau) => format!("Agreement with turnover: {} (Kendall tau-b {tau:.2})", agreement(tau)),
        None => "Agreement with turnover: no Kendall tau-b, one of the two orders is all ties".to_owned(),
    }
}

/// What somebody should look at, and where more is said.
fn to_check(document: &Document<'_>, to: &Terminal<'_>) -> String {
    let summary = document.summary;
    let of = |severity| document.findings.iter().filter(|finding| finding.severity == severity).count() as u64;
    let (number, accounts) = (grouped(summary.uncertain), counted(summary.uncertain, "account", "accounts"));
    let uncertain = [
        format!("{accounts} uncertain (missing cells)"),
        format!("{number} uncertain (missing cells)"),
        format!("{number} uncertain"),
    ];
    let out = (summary.knocked_out > 0).then(|| format!("{} not ranked", grouped(summary.knocked_out)));
    let warnings = of(Severity::Warning);
    let warnings = (warnings > 0).then(|| counted(warnings, "warning", "warnings"));
    let notices = of(Severity::Notice);
    let notices = (notices > 0).then(|| counted(notices, "notice", "notices"));
    let others: Vec<String> = [out, warnings, notices].into_iter().flatten().collect();
    if summary.uncertain == 0 && others.is_empty() {
        return "Nothing to check; --details shows more".to_owned();
    }
    to.first_that_fits(uncertain.map(|uncertain| {
        let uncertain = Some(uncertain).filter(|_| summary.uncertain > 0);
        let items: Vec<String> = uncertain.into_iter().chain(others.iter().cloned()).collect();
        format!("To check: {}; see --details", items.join(", "))
    }))
}

#[cfg(test)]
mod tests {
    use super::super::document::example::Example;
    use super::*;
    use crate::finding::Finding;

    fn written(example: &Example, findings: &[&Finding], width: usize) -> Vec<String> {
        let mut bytes = Vec::new();
        write(&example.document(4, findings), &mut Terminal::new(&mut bytes, width, false)).unwrap();
        String::from_utf8(bytes).unwrap().lines().map(str::to_owned).collect()
    }

    fn tier(name: &str, accounts: u64) -> TierSummary {
        TierSummary { name: name.into(), accounts, sums: Vec::new() }
    }

    #[test]
    fn each_figure_has_a_line() {
        let expected = [
            "5 customers from 7 lines of customers.csv: 4 ranked, 1 not",
            "Key account    2 accounts  75.0 % of revenue_eur",
            "Core customer  2 accounts  25.0 % of revenue_eur",
            "Against today's status: 1 promoted, 1 demoted",
            "Agreement with turnover: high (Kendall tau-b 0.50)",
            "To check: 1 account uncertain (missing cells), 1 not ranked; see --details",
        ];
        assert_eq!(written(&Example::new(), &[], 80), expected);
    }

    #[test]
    fn warnings_are_shown_and_notices_counted() {
        let tie = Finding::warning("tie-at-tier-cut", "a tie runs through the limit");
        let mark = Finding::notice("decimal-mark", "numbers have a decimal comma");
        let lines = written(&Example::new(), &[&tie, &mark, &mark], 80);
        let expected = [
            "To check: 1 uncertain, 1 not ranked, 1 warning, 2 notices; see --details",
            "warning[tie-at-tier-cut]: a tie runs through the limit",
        ];
        assert_eq!(lines[5..], expected);
    }

    #[test]
    fn many_tiers_stand_in_one_line() {
        let mut example = Example::new();
        example.summary.tiers = ["A", "B", "C", "D"].map(|name| tier(name, 1)).to_vec();
        assert_eq!(written(&example, &[], 80)[1..5], ["A  1 account", "B  1 account", "C  1 account", "D  1 account"]);
        example.summary.tiers.push(tier("E", 1_200));
        assert_eq!(written(&example, &[], 80)[1], "Accounts: A 1, B 1, C 1, D 1, E 1,200");
        example.summary.tiers.iter_mut().for_each(|tier| {
            let column = "revenue_eur".into();
            tier.sums = vec![crate::scoring::SumShare { column, total: 1.0, share_percent: Some(20.0) }];
        });
        assert!(written(&example, &[], 100)[1].starts_with("Accounts (of revenue_eur): A 1 (20.0 %), B 1 (20.0 %), "));
    }

    #[test]
    fn nothing_to_say_is_said_shortly() {
        let mut example = Example::new();
        let summary = &mut example.summary;
        (summary.knocked_out, summary.uncertain, summary.baseline, summary.tiers) = (0, 0, None, Vec::new());
        summary.changes = Some(Changes::default());
        let expected = [
            "5 customers from 7 lines of customers.csv",
            "Against today's status: nobody promoted, nobody demoted",
            "Nothing to check; --details shows more",
        ];
        assert_eq!(written(&example, &[], 80), expected);
    }
}
