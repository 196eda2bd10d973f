//! How sure we are for a spreadsheet or another program: one line for each number, so that all parts are in one table.
//!
//! `part` says which; `id` and `name` are the account's, `criterion` and `tier` say of what, `measure` and `value` are the
//! number, and `other_id` is the account on the other side of a swap, or those with `; ` between them.

use super::Lines;
use super::dialect::Dialect;
use crate::analysis::sensitivity::Sensitivity;
use crate::analysis::sensitivity::intervals::Stability;
use crate::analysis::sensitivity::intervals::interval::{Event, Interval};
use crate::analysis::sensitivity::methods::Method;
use crate::analysis::sensitivity::smaa::{Acceptabilities, Acceptability};
use crate::language::Language;
use crate::report::phrases::cell;
use crate::report::sensitivity::words::percent;
use crate::text::number::nine;
use std::io::{self, Write};

const HEADERS: [&str; 9] = ["part", "id", "name", "criterion", "tier", "measure", "value", "event", "other_id"];

/// One line; empty where it says nothing.
#[derive(Default)]
struct Line<'a> {
    part: &'a str,
    account: Option<usize>,
    criterion: Option<usize>,
    tier: Option<usize>,
    measure: &'a str,
    value: Option<f64>,
    /// Instead of a number.
    text: &'a str,
    event: &'a str,
    others: &'a [usize],
}

/// Writes a header and the lines. `guard` leads what a spreadsheet could run with an apostrophe.
pub(crate) fn write(found: &Sensitivity<'_>, (guard, dialect): (bool, Dialect), to: &mut dyn Write) -> io::Result<()> {
    let mut table = Table { found, lines: Lines::new(guard, dialect), to };
    HEADERS.iter().for_each(|header| table.lines.text(header));
    table.lines.end();
    if let Some(weightings) = &found.weightings {
        table.acceptabilities("near", &weightings.near)?;
        table.acceptabilities("any", &weightings.any)?;
        let error = Some(percent(weightings.standard_error));
        table.line(&Line { part: "near", measure: "standard_error_percent", value: error, ..Line::default() })?;
    }
    found.stability.iter().try_for_each(|stability| table.stability(stability))?;
    table.cross_checks()?;
    table.close_calls()?;
    table.lines.flush(table.to)
}

struct Table<'t, 'a, 'w> {
    found: &'t Sensitivity<'a>,
    lines: Lines,
    to: &'w mut dyn Write,
}

impl Table<'_, '_, '_> {
    fn line(&mut self, line: &Line<'_>) -> io::Result<()> {
        let field = &self.found.field;
        let account = line.account.and_then(|account| field.entries.get(account));
        let criterion = line.criterion.and_then(|node| field.nodes.get(node));
        let tier = line.tier.and_then(|tier| field.tiers.get(tier));
        let others = line.others.iter().filter_map(|other| field.entries.get(*other)).map(|other| other.id);
        self.lines.text(line.part);
        self.lines.text(account.map_or("", |account| account.id));
        self.lines.text(account.map_or("", |account| account.name));
        self.lines.text(criterion.map_or("", |node| &node.id));
        self.lines.text(tier.map_or("", |tier| &tier.name));
        self.lines.text(line.measure);
        match line.value {
            Some(value) => self.lines.number(Some(value)),
            None => self.lines.text(line.text),
        }
        self.lines.text(line.event);
        self.lines.text(&others.collect::<Vec<_>>().join("; "));
        self.lines.end();
        self.lines.flush(self.to)
    }

    fn acceptabilities(&mut self, part: &str, all: &Acceptabilities) -> io::Result<()> {
        for (place, account) in all.accounts.iter().enumerate() {
            self.acceptability(part, place, account, &all.varied)?;
        }
        Ok(())
    }

    fn acceptability(&mut self, part: &str, place: usize, account: &Acceptability, varied: &[usize]) -> io::Result<()> {
        let blank = || Line { part, account: Some(place), ..Line::default() };
        let measures = [
            ("first_percent", Some(percent(account.first))),
            ("top_percent", Some(percent(account.top))),
            ("mean_rank", Some(account.mean_rank)),
            ("rank_p5", account.usual_ranks.map(|ranks| ranks.0 as f64)),
            ("rank_p95", account.usual_ranks.map(|ranks| ranks.1 as f64)),
            ("confidence_percent", account.confidence.map(percent)),
        ];
        for (measure, value) in measures.into_iter().filter(|(_, value)| value.is_some()) {
            self.line(&Line { measure, value, ..blank() })?;
        }
        for (tier, share) in account.tiers.iter().enumerate() {
            let value = Some(percent(*share));
            self.line(&Line { tier: Some(tier), measure: "tier_percent", value, ..blank() })?;
        }
        for (rank, share) in (1..).zip(&account.ranks).filter(|(_, share)| **share > 0.0) {
            let measure = format!("rank_{rank}_percent");
            self.line(&Line { measure: &measure, value: Some(percent(*share)), ..blank() })?;
        }
        for (node, weight) in varied.iter().zip(account.central_weights.iter().flatten()) {
            let value = Some(percent(*weight));
            self.line(&Line { criterion: Some(*node), measure: "central_weight_percent", value, ..blank() })?;
        }
        Ok(())
    }

    fn stability(&mut self, stability: &Stability) -> io::Result<()> {
        self.interval(stability, None, "leader", stability.leader)?;
        self.interval(stability, None, "top", stability.top)?;
        for (tier, interval) in stability.tiers.iter().enumerate() {
            self.interval(stability, Some(tier), "tier", *interval)?;
        }
        Ok(())
    }

    fn interval(&mut self, stability: &Stability, tier: Option<usize>, of: &str, interval: Interval) -> io::Result<()> {
        for (side, end) in [("low", interval.low), ("high", interval.high)] {
            let (event, account, other) = match end.event {
                None => ("", None, None),
                Some(Event::Swap { up, down }) => ("passes", Some(up), Some(down)),
                Some(Event::Reaches { account, .. }) => ("reaches_tier", Some(account), None),
                Some(Event::Misses { account, .. }) => ("falls_below_tier", Some(account), None),
            };
            let measure = format!("{of}_{side}_percent");
            let (criterion, value) = (Some(stability.node), Some(percent(end.share)));
            let (measure, others) = (measure.as_str(), other.as_slice());
            let line = Line { part: "stability", account, criterion, tier, measure, value, event, others, text: "" };
            self.line(&line)?;
        }
        Ok(())
    }

    fn cross_checks(&mut self) -> io::Result<()> {
        let found = self.found;
        for check in &found.cross_checks {
            let part = match check.method {
                Method::Product => "weighted_product",
                Method::Topsis => "topsis",
            };
            self.line(&Line { part, measure: "tau_b", value: check.tau_b.map(nine), ..Line::default() })?;
            let lists = [("only_by_score", &check.only_by_score), ("only_by_method", &check.only_by_method)];
            for (measure, accounts) in lists {
                for &account in accounts {
                    self.line(&Line { part, account: Some(account), measure, ..Line::default() })?;
                }
            }
        }
        Ok(())
    }

    fn close_calls(&mut self) -> io::Result<()> {
        let found = self.found;
        for call in &found.close_calls {
            let others: Vec<usize> = call.moves.iter().map(|moved| moved.account).collect();
            let (from, to) = (cell(Language::English, call.from), cell(Language::English, call.to));
            let blank = || Line {
                part: "close_call",
                account: Some(call.account),
                criterion: Some(call.node),
                tier: Some(call.tier),
                others: &others,
                ..Line::default()
            };
            self.line(&Line { measure: "from", text: &from, ..blank() })?;
            self.line(&Line { measure: "to", text: &to, ..blank() })?;
            self.line(&Line { measure: "score_after", value: Some(call.score), ..blank() })?;
        }
        Ok(())
    }
}
