//! An explanation as sections of sentences and grids.

use super::grid::{Grid, Row, Section, Side};
use super::words::{amount, cell, requirement};
use crate::analysis::explain::{Explained, Explanation, Neighbour};
use crate::analysis::gap::Gap;
use crate::analysis::lever::{Lever, Reach};
use crate::output::number::rounded;
use crate::scoring::{Account, Assessment, Change, KnockedOut, Value};

/// The whole page; its first section says who it is about.
pub(super) fn page(explained: &Explained<'_>) -> Vec<Section> {
    match explained {
        Explained::KnockedOut(customer) => vec![not_ranked(customer)],
        Explained::Ranked(explanation) => {
            let mut sections = vec![standing(explanation), neighbours(&explanation.neighbours)];
            sections.extend(explanation.gap.as_ref().map(|gap| next_tier(gap, &explanation.account)));
            sections
        }
    }
}

fn not_ranked(customer: &KnockedOut<'_>) -> Section {
    let reasons = customer.reasons.iter().map(|reason| format!("Reason: {reason}"));
    let lines = ["Not ranked.".to_owned()].into_iter().chain(reasons).chain([source(customer.file, customer.line)]);
    Section { heading: heading(customer.name, customer.id), lines: lines.collect(), ..Section::default() }
}

fn heading(name: &str, id: &str) -> String {
    if name == id { id.to_owned() } else { format!("{name} ({id})") }
}

fn source(file: &str, line: u64) -> String {
    format!("Read from {file}, line {line}.")
}

fn standing(explanation: &Explanation<'_>) -> Section {
    let account = &explanation.account;
    let mut first = format!("Rank {} of {}, score {}", account.rank, explanation.ranked, amount(account.score));
    if let Some(tier) = account.tier {
        first.push_str(&format!(", {tier}"));
    }
    let mut lines = vec![first + "."];
    if let Some(margin) = explanation.margin {
        lines.push(format!("{} points above the line of its tier.", amount(margin)));
    }
    lines.extend(account.change.and_then(change).map(str::to_owned));
    if account.score_low < account.score_high {
        let open = if account.uncertain { ", so its tier is uncertain" } else { "" };
        let (low, high) = (amount(account.score_low), amount(account.score_high));
        lines.push(format!("Cells are missing: the score could be {low} to {high}{open}."));
    }
    if !account.flags.is_empty() {
        lines.push(format!("Flags: {}.", account.flags.join(", ")));
    }
    if let Some(quadrant) = account.portfolio.as_ref().and_then(|p| p.quadrant) {
        lines.push(format!("Portfolio: {quadrant}."));
    }
    lines.push(source(account.file, account.line));
    let grid = Some(criteria(account));
    Section { heading: heading(account.name, account.id), lines, grid, notes: Vec::new() }
}

fn change(change: Change) -> Option<&'static str> {
    match change {
        Change::Promote => Some("A promotion: its status today is a lower tier."),
        Change::Demote => Some("A demotion: its status today is a higher tier."),
        Change::Keep => Some("Its status today is the same tier."),
        Change::New => Some("It is in no tier today."),
    }
}

fn criteria(account: &Account<'_>) -> Grid {
    let mut rows: Vec<Row> = account.criteria.iter().map(criterion).collect();
    let score = ["Score", "", "", "100.00 %", &amount(account.score)].map(str::to_owned);
    rows.push(Row { depth: 0, strong: false, cells: score.to_vec() });
    let right = ["Cell", "Points", "Weight", "Contribution"].map(|name| (name, Side::Right));
    Grid { columns: [("Criterion", Side::Left)].into_iter().chain(right).collect(), rows }
}

fn criterion(assessment: &Assessment<'_>) -> Row {
    let left_out = || "left out".to_owned();
    let cells = vec![
        assessment.node.label.clone(),
        assessment.value.map(cell).unwrap_or_default(),
        assessment.points.map_or_else(left_out, amount),
        format!("{} %", rounded(assessment.weight * 100.0, 2)),
        assessment.contribution.map(amount).unwrap_or_default(),
    ];
    Row { depth: assessment.node.depth, strong: false, cells }
}

fn neighbours(neighbours: &[Neighbour<'_>]) -> Section {
    let row = |n: &Neighbour<'_>| {
        let tier = n.tier.unwrap_or_default().to_owned();
        let cells = vec![n.rank.to_string(), heading(n.name, n.id), amount(n.score), tier];
        Row { depth: 0, strong: n.is_self, cells }
    };
    let columns = vec![("Rank", Side::Right), ("Account", Side::Left), ("Score", Side::Right), ("Tier", Side::Left)];
    let grid = Grid { columns, rows: neighbours.iter().map(row).collect() };
    Section { heading: "Neighbours in the ranking".to_owned(), grid: Some(grid), ..Section::default() }
}

fn next_tier(gap: &Gap<'_>, account: &Account<'_>) -> Section {
    let mut lines = Vec::new();
    match gap.min_score {
        Some(min) if gap.missing > 0.0 => {
            lines.push(format!("It begins at {}: {} points of score are missing.", amount(min), amount(gap.missing)));
        }
        Some(min) => lines.push(format!("It begins at {}: the score is enough.", amount(min))),
        None => {}
    }
    for unmet in &gap.unmet {
        let has = if unmet.has == Value::Missing { "has no value".into() } else { format!("has {}", held(unmet.has)) };
        lines.push(format!("It requires {}; this account {has}.", requirement(unmet.condition, &account.criteria)));
    }
    if let Some(full) = gap.full {
        let places =
            if full.max_accounts == 1 { "1 place".to_owned() } else { format!("{} places", full.max_accounts) };
        lines.push(format!("It is full ({places}): only a score above {} gets in.", amount(full.to_beat)));
    }
    let none = !gap.levers.iter().any(|lever| matches!(lever.reach, Reach::Enough { .. }));
    let notes = if none { vec!["No single change is enough.".to_owned()] } else { Vec::new() };
    let columns = vec![
        ("One change alone", Side::Left),
        ("from", Side::Right),
        ("to", Side::Right),
        ("Score", Side::Right),
        ("Enough?", Side::Left),
    ];
    let grid = Grid { columns, rows: gap.levers.iter().map(lever).collect() };
    Section { heading: format!("What is missing to {}", gap.tier), lines, grid: Some(grid), notes }
}

fn held(value: Value<'_>) -> String {
    if let Value::Number(x) = value { amount(x) } else { cell(value) }
}

fn lever(lever: &Lever<'_>) -> Row {
    let (to, score, verdict) = match lever.reach {
        Reach::Enough { to, score } => (cell(to), amount(score), "yes"),
        Reach::TooLittle { best, score: Some(score) } => (cell(best), amount(score), "no, not even the best"),
        Reach::TooLittle { best, score: None } => (cell(best), String::new(), "no, it would not be ranked"),
        Reach::AtBest => (String::new(), String::new(), "no, it is at its best"),
    };
    let strong = matches!(lever.reach, Reach::Enough { .. });
    Row { depth: 0, strong, cells: vec![lever.node.label.clone(), cell(lever.from), to, score, verdict.to_owned()] }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scoring::Node;
    use crate::table::Schema;

    #[test]
    fn a_knocked_out_customer_is_shown_with_every_reason() {
        let reasons = vec!["insolvent", "no data"];
        let customer = KnockedOut { id: "C-9", name: "Pleite KG", file: "a.csv", line: 6, reasons };
        let sections = page(&Explained::KnockedOut(customer));
        let expected = ["Not ranked.", "Reason: insolvent", "Reason: no data", "Read from a.csv, line 6."];
        assert_eq!((sections[0].heading.as_str(), sections.len()), ("Pleite KG (C-9)", 1));
        assert_eq!(sections[0].lines, expected);
    }

    #[test]
    fn a_lever_says_from_what_to_what_and_whether_it_is_enough() {
        let (id, label) = ("know_how".to_owned(), "Know-how".to_owned());
        let column = Some(Schema::ID);
        let node = Node { id, label, depth: 0, parent: None, weight: 1.0, share: 1.0, effective_weight: 1.0, column };
        let row = |from, reach| lever(&Lever { node: &node, from, reach }).cells;
        let enough = Reach::Enough { to: Value::Number(6.5), score: 70.25 };
        assert_eq!(row(Value::Number(4.0), enough), ["Know-how", "4", "6.5", "70.25", "yes"]);
        let best = Value::Text(" global ");
        let too_little = row(Value::Missing, Reach::TooLittle { best, score: Some(69.0) });
        assert_eq!(too_little, ["Know-how", "missing", "global", "69.00", "no, not even the best"]);
        assert_eq!(row(Value::Number(10.0), Reach::AtBest)[4], "no, it is at its best");
    }
}
