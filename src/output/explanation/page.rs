//! An explanation as sections of sentences and grids.

use super::section::{Row, Section};
use super::words::{amount, amount_beside, cell, cell_of, line, listed, measure_of, requirement, subject};
use crate::analysis::explain::gap::Gap;
use crate::analysis::explain::last_place::LastPlace;
use crate::analysis::explain::near_tie::NearTie;
use crate::analysis::explain::neighbour::Neighbour;
use crate::analysis::explain::single_change::{Lever, Reach};
use crate::analysis::explain::{Explained, Explanation};
use crate::model::{Condition, Day, Subject};
use crate::output::WhatIf;
use crate::report::Column;
use crate::report::what_if::what_if;
use crate::scoring::{Assessment, Change, KnockedOut, Value};
use crate::text::number::{counted, nine, rounded, rounded_beside, telling_apart};

/// The whole page; its first section says who it is about.
pub(crate) fn page(explained: &Explained<'_>, changed: &[WhatIf]) -> Vec<Section> {
    let mut sections = sections(explained);
    if let (Some(first), Some(text)) = (sections.first_mut(), what_if(crate::language::Language::English, changed)) {
        first.lines.insert(0, format!("{text}."));
    }
    sections
}

fn sections(explained: &Explained<'_>) -> Vec<Section> {
    match explained {
        Explained::KnockedOut(customer) => vec![not_ranked(customer)],
        Explained::Ranked(explanation) => {
            let mut sections = vec![standing(explanation), neighbours(explanation)];
            sections.extend(explanation.gap.as_ref().map(|gap| next_tier(gap, explanation)));
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
    let score = |score| shown(score, explanation);
    let mut first = format!("Rank {} of {}, score {}", account.rank, explanation.ranked, score(account.score));
    if let Some(tier) = account.tier {
        first.push_str(&format!(", {tier}"));
    }
    let mut lines = vec![first + "."];
    if let Some(margin) = explanation.margin {
        lines.push(format!("{} points above the line of its tier.", amount(margin)));
    }
    lines.extend(explanation.last_place.as_ref().map(|last| last_place(last, account.score)));
    lines.extend(account.change.and_then(change).map(str::to_owned));
    if account.score_low < account.score_high {
        let open = if account.uncertain { ", so its tier is uncertain" } else { "" };
        let (low, high) = (score(account.score_low), score(account.score_high));
        lines.push(format!("Cells are missing: the score could be {low} to {high}{open}."));
    }
    if !account.flags.is_empty() {
        lines.push(format!("Flags: {}.", account.flags.join(", ")));
    }
    if let Some(quadrant) = account.portfolio.as_ref().and_then(|p| p.quadrant) {
        lines.push(format!("Portfolio: {quadrant}."));
    }
    lines.push(source(account.file, account.line));
    let mut rows: Vec<Row> = account.criteria.iter().map(|a| criterion(a, explanation)).collect();
    let sum = ["Score", "", "", "100.00 %", &score(account.score)].map(str::to_owned);
    rows.push(Row { depth: 0, strong: false, cells: sum.to_vec() });
    let numbers = ["Points", "Weight", "Contribution"].map(|name| Column::number(name, 4));
    let cell = Column::text("Cell", 8, 30).on_the_right();
    let columns = [Column::text("Criterion", 16, 60), cell].into_iter().chain(numbers).collect();
    Section { heading: heading(account.name, account.id), lines, columns, rows, notes: Vec::new() }
}

/// A score with as many decimals as tell it from those of the neighbours and from the lines of the tiers.
fn shown(score: f64, explanation: &Explanation<'_>) -> String {
    rounded_beside(score, decimals(explanation), &explanation.lines)
}

/// How many tell the scores of the neighbours apart.
fn decimals(explanation: &Explanation<'_>) -> usize {
    let scores: Vec<f64> = explanation.neighbours.iter().map(|neighbour| neighbour.score).collect();
    telling_apart(&scores)
}

/// Who would be next, where the account leaves its place or another limit is set.
fn last_place(last: &LastPlace<'_>, own: f64) -> String {
    let next = match last.next {
        None => "nobody else could be in it".to_owned(),
        Some(next) => {
            let behind = nine(own - next.score);
            format!("next is {}, {behind} points behind", heading(next.name, next.id))
        }
    };
    format!("It holds the last place of its tier, which is full ({}); {next}.", places(last.max_accounts))
}

fn places(max_accounts: u64) -> String {
    counted(max_accounts, "place", "places")
}

fn change(change: Change) -> Option<&'static str> {
    match change {
        Change::Promote => Some("A promotion: its status today is a lower tier."),
        Change::Demote => Some("A demotion: its status today is a higher tier."),
        Change::Keep => Some("Its status today is the same tier."),
        Change::New => Some("It is in no tier today."),
    }
}

fn criterion(assessment: &Assessment<'_>, explanation: &Explanation<'_>) -> Row {
    let left_out = || "left out".to_owned();
    // So many decimals that the contributions shown add up to the score shown.
    let contribution = |x| match decimals(explanation) {
        2 => amount(x),
        more => rounded(x, more),
    };
    let unmet = explanation
        .gap
        .as_ref()
        .map(|gap| gap.unmet.as_slice())
        .unwrap_or_default()
        .iter()
        .map(|unmet| unmet.condition);
    let asked = unmet.filter(|c| matches!(&c.subject, Subject::Criterion(id) if *id == assessment.node.id));
    let lines: Vec<f64> = asked.filter_map(line).collect();
    let cells = vec![
        assessment.node.label.clone(),
        assessment.value.map(|value| cell_of(assessment.node, value)).unwrap_or_default(),
        assessment.points.map_or_else(left_out, |points| amount_beside(points, &lines)),
        format!("{} %", rounded(assessment.weight * 100.0, 2)),
        assessment.contribution.map(contribution).unwrap_or_default(),
    ];
    Row { depth: assessment.node.depth, strong: false, cells }
}

fn neighbours(explanation: &Explanation<'_>) -> Section {
    let row = |n: &Neighbour<'_>| {
        let tier = n.tier.unwrap_or_default().to_owned();
        let score = shown(n.score, explanation);
        Row { depth: 0, strong: n.is_self, cells: vec![n.rank.to_string(), heading(n.name, n.id), score, tier] }
    };
    let columns = vec![
        Column::number("Rank", 4),
        Column::text("Account", 24, 80),
        Column::number("Score", 5),
        Column::text("Tier", 12, 40),
    ];
    let rows = explanation.neighbours.iter().map(row).collect();
    let notes = explanation.near_ties.iter().map(near_tie).collect();
    Section { heading: "Neighbours in the ranking".to_owned(), columns, rows, notes, ..Section::default() }
}

/// `Beta (2) is 0.0015 points ahead. Its contributions less those of this account: Ease +0.0020, Pull -0.0005.`
fn near_tie(tie: &NearTie<'_>) -> String {
    let name = heading(tie.neighbour.name, tie.neighbour.id);
    let way = if tie.ahead > 0.0 { "ahead" } else { "behind" };
    // As many decimals as show every difference, and no noise of the arithmetic.
    let shows = |x: f64, decimals: usize| rounded(x, decimals).parse() != Ok(0.0);
    let all = || tie.parts.iter().map(|part| part.1).chain([tie.ahead]);
    let decimals = (2..9).find(|decimals| all().all(|x| shows(x, *decimals))).unwrap_or(9);
    let part = |(label, difference): &(&str, f64)| {
        let sign = if *difference > 0.0 { "+" } else { "" };
        format!("{label} {sign}{}", rounded(*difference, decimals))
    };
    let parts: Vec<String> = tie.parts.iter().map(part).collect();
    let ahead = rounded(tie.ahead.abs(), decimals);
    if parts.is_empty() {
        return format!(
            "{name} is {ahead} points {way}. All contributions are the same to nine decimals: only the rounding of the scores tells them apart."
        );
    }
    format!("{name} is {ahead} points {way}. Its contributions less those of this account: {}.", parts.join(", "))
}

fn next_tier(gap: &Gap<'_>, explanation: &Explanation<'_>) -> Section {
    let criteria = &explanation.account.criteria;
    let mut lines = Vec::new();
    match gap.min_score {
        Some(min) if gap.missing > 0.0 => {
            lines.push(format!("It begins at {}: {} points of score are missing.", amount(min), amount(gap.missing)));
        }
        Some(min) => lines.push(format!("It begins at {}: the score is enough.", amount(min))),
        None => {}
    }
    for unmet in &gap.unmet {
        let has = match unmet.has {
            Value::Missing => "no value".to_owned(),
            Value::Number(x) if unmet.condition.test.is_of_dates() => date(x).unwrap_or_default(),
            Value::Number(x) => amount_beside(x, line(unmet.condition).as_slice()),
            text => cell(text),
        };
        lines.push(format!(
            "It requires {}; this account has {has}.",
            requirement(unmet.condition, subject(unmet.condition, criteria))
        ));
    }
    if let Some(full) = gap.full {
        let held = gap
            .holder
            .map_or_else(String::new, |holder| format!("; the last is held by {}", heading(holder.name, holder.id)));
        let names: Vec<String> = gap.tied.iter().map(|tied| heading(tied.name, tied.id)).collect();
        // Of two scores that look the same one would not understand why.
        let own = explanation.account.score;
        let decimals = telling_apart(&[own, full.to_beat]);
        let (to_beat, own) = (rounded(full.to_beat, decimals), rounded(own, decimals));
        let places = places(full.max_accounts);
        let state = match names.as_slice() {
            [] => format!("It is full ({places}{held})"),
            names => format!("Not all of its {places} are taken, since {} tie for the last", listed(names)),
        };
        lines.push(format!("{state}: only a score above {to_beat} gets in, and this account has {own}."));
    }
    let none = !gap.levers.iter().any(|lever| matches!(lever.reach, Reach::Enough { .. }));
    let notes = if none { vec!["No single change is enough.".to_owned()] } else { Vec::new() };
    let columns = vec![
        Column::text("One change alone", 16, 60),
        Column::text("From", 8, 30).on_the_right(),
        Column::text("To", 8, 30).on_the_right(),
        Column::number("Score", 5),
        Column::text("Enough?", 32, 120),
    ];
    let rows = gap.levers.iter().map(|l| lever(l, gap, &explanation.lines, criteria)).collect();
    Section { heading: format!("What is missing to {}", gap.tier), lines, columns, rows, notes }
}

/// The date that a condition sees by its number.
fn date(number: f64) -> Option<String> {
    Day::since_1970(0)?.before(-number).map(|day| day.to_string())
}

fn lever(lever: &Lever<'_>, gap: &Gap<'_>, tiers: &[f64], criteria: &[Assessment<'_>]) -> Row {
    // Only what is above it gets into a full tier.
    let lines: Vec<f64> = tiers.iter().copied().chain(gap.full.map(|full| full.to_beat.next_up())).collect();
    let shown = |score: f64| amount_beside(score, &lines);
    let measure = |value| measure_of(lever.node, value);
    let (to, score, verdict) = match &lever.reach {
        Reach::Enough { to, score } => (measure(*to), shown(*score), "yes".to_owned()),
        Reach::TooLittle { best, score: Some(score), unmet } => {
            (measure(*best), shown(*score), too_little(*score, unmet, gap, criteria))
        }
        Reach::TooLittle { best, score: None, .. } => {
            (measure(*best), String::new(), "no, it would not be ranked".to_owned())
        }
        Reach::AtBest => (String::new(), String::new(), "no, it is at its best".to_owned()),
    };
    let strong = matches!(lever.reach, Reach::Enough { .. });
    Row { depth: 0, strong, cells: vec![lever.node.label.clone(), measure(lever.from), to, score, verdict] }
}

/// Why the best value is too little: where its score would do, what else is not met.
fn too_little(score: f64, unmet: &[&Condition], gap: &Gap<'_>, criteria: &[Assessment<'_>]) -> String {
    let enough = gap.min_score.is_none_or(|min| score >= min) && gap.full.is_none_or(|full| score > full.to_beat);
    let subjects: Vec<&str> = unmet.iter().map(|condition| subject(condition, criteria)).collect();
    match subjects.as_slice() {
        [one] if enough => format!("no: score is, {one} is not"),
        [_, _, ..] if enough => format!("no: score is, {} are not", subjects.join(" and ")),
        _ => "no, not even the best".to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::explain::gap::Full;
    use crate::model::Test;
    use crate::scoring::Node;
    use crate::table::Schema;

    #[test]
    fn a_knocked_out_customer_is_shown_with_every_reason() {
        let reasons = vec!["insolvent", "no data"];
        let customer = KnockedOut { id: "C-9", name: "Pleite KG", file: "a.csv", line: 6, reasons };
        let sections = page(&Explained::KnockedOut(customer), &[]);
        let expected = ["Not ranked.", "Reason: insolvent", "Reason: no data", "Read from a.csv, line 6."];
        assert_eq!((sections[0].heading.as_str(), sections.len()), ("Pleite KG (C-9)", 1));
        assert_eq!(sections[0].lines, expected);
    }

    #[test]
    fn a_lever_says_from_what_to_what_and_whether_it_is_enough() {
        let (id, label) = ("know_how".to_owned(), "Know-how".to_owned());
        let column = Some(Schema::ID);
        let node = Node {
            id,
            label,
            depth: 0,
            parent: None,
            weight: 1.0,
            share: 1.0,
            effective_weight: 1.0,
            column,
            until: None,
        };
        let full = Some(Full { max_accounts: 1, to_beat: 68.0 });
        let gap = Gap {
            tier: "Key",
            min_score: Some(70.0),
            missing: 9.0,
            unmet: vec![],
            full,
            holder: None,
            tied: vec![],
            levers: vec![],
        };
        let row = |from, reach| lever(&Lever { node: &node, from, reach }, &gap, &[70.0], &[]).cells;
        let enough = Reach::Enough { to: Value::Number(6.5), score: 70.25 };
        assert_eq!(row(Value::Number(4.0), enough), ["Know-how", "4", "6.5", "70.25", "yes"]);
        let best = Value::Text(" global ");
        let too_little = |score, unmet| row(Value::Missing, Reach::TooLittle { best, score: Some(score), unmet });
        let close = too_little(69.9996, vec![]);
        assert_eq!(close, ["Know-how", "missing", "global", "69.9996", "no, not even the best"]);
        let at_least = |id: &str| Condition { subject: Subject::Column(id.into()), test: Test::AtLeast(3.0) };
        let (door, status) = (at_least("door"), at_least("status"));
        assert_eq!(too_little(80.0, vec![&door])[4], "no: score is, door is not");
        assert_eq!(too_little(80.0, vec![&door, &status])[4], "no: score is, door and status are not");
        assert_eq!(too_little(69.0, vec![&door])[4], "no, not even the best");
        assert_eq!(row(Value::Number(10.0), Reach::AtBest)[4], "no, it is at its best");
    }
}
