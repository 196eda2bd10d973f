//! `keyrank weights swing`: weights from what each step from worst to best is worth.

use super::arguments::Judging;
use super::proposal::{Derived, MethodRun};
use crate::analysis::weights::Method;
use crate::analysis::weights::scale_ends::Ends;
use crate::analysis::weights::swing::swing_weights;
use crate::cli::exit::{Verdict, usage};
use crate::cli::messages::Messages;
use crate::cli::terminal::Terminal;
use crate::finding::{Finding, Findings};
use crate::model::Criterion;
use crate::output::write_swing_steps;
use crate::text::suggestion::suggestion;
use anyhow::Result;
use clap::Args;

const EXAMPLES: &str = "\
Examples:
  keyrank weights swing                      shows the steps to be judged
  keyrank weights swing market_importance=100 know_how=70 door_opener=70 \\
    service_complexity=40 opportunity_breadth=50 --data customers.csv";

/// Weights from what each step from worst to best is worth (swing)
///
/// Give 100 points to the step from the worst to the best end of a scale that you would want first, and to each other
/// step what it is worth against that one (Goodwin & Wright). Without points it shows the steps.
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub(crate) struct Arguments {
    /// Points of every criterion, the largest 100; none: show the steps
    #[arg(value_name = "ID=POINTS", value_parser = swing)]
    swings: Vec<(String, f64)>,

    #[command(flatten)]
    pub(crate) shared: Judging,
}

impl Arguments {
    /// Weighs, shows, writes.
    pub(crate) fn run(&self, terminal: &Terminal, messages: &Messages) -> Result<Verdict> {
        let all = &self.shared.all;
        let mut run = MethodRun::open(all, &all.writing, &self.shared.data, terminal, messages)?;
        let group = self.shared.all.group.clone();
        let siblings = run.siblings(group.as_deref())?;
        if self.swings.is_empty() {
            let siblings = siblings.to_vec();
            run.show(|format, look, to| write_swing_steps(&siblings, format, look, to))?;
            return Ok(Verdict::Done);
        }
        run.refuse_elsewhere(self.swings.iter().map(|(id, _)| id.as_str()), siblings)?;
        let points = self.points(siblings)?;
        let weights = swing_weights(&points)
            .ok_or_else(|| usage("no step is worth anything", "give the most important one 100 points"))?;
        let ends: Vec<Ends> = siblings.iter().map(Ends::of).collect();
        let partial = partial(siblings, &ends);
        run.findings.append(partial);
        let customers = run.customers(&self.shared.data)?;
        let derived = Derived { group, strangers: None, weights, method: Method::Swing { points, ends } };
        run.conclude(derived, customers.as_ref())
    }

    /// The points in the order of the criteria; every criterion has some, and the largest are 100.
    fn points(&self, siblings: &[Criterion]) -> Result<Vec<f64>> {
        let ids: Vec<&str> = siblings.iter().map(|c| c.id.as_str()).collect();
        for (place, (id, _)) in self.swings.iter().enumerate() {
            if !ids.contains(&id.as_str()) {
                let message = format!("there is no criterion `{id}` to be judged here");
                return Err(usage(message, suggestion(id, &ids)));
            }
            if self.swings.iter().take(place).any(|(earlier, _)| earlier == id) {
                return Err(usage(format!("`{id}` is judged twice"), "name each criterion once"));
            }
        }
        let of = |id: &&str| self.swings.iter().find(|(named, _)| named == id).map(|(_, points)| *points);
        let left: Vec<&str> = ids.iter().filter(|id| of(id).is_none()).copied().collect();
        if !left.is_empty() {
            let help = "give every criterion points; `keyrank weights swing` alone shows the steps";
            return Err(usage(format!("no points for {}", left.join(", ")), help));
        }
        let points: Vec<f64> = ids.iter().filter_map(of).collect();
        if points.iter().all(|points| *points < 100.0) {
            let help = "give 100 to the step that you would want first, and to the others in proportion";
            return Err(usage("no step has 100 points", help));
        }
        Ok(points)
    }
}

/// The weight of a step is that of 100 points; a scale that does not use them all makes a smaller step than was judged.
fn partial(siblings: &[Criterion], ends: &[Ends]) -> Findings {
    let mut findings = Findings::new();
    for (criterion, ends) in siblings.iter().zip(ends).filter(|(_, ends)| !ends.is_full()) {
        let (low, high) = ends.points;
        let message = format!("the scale of {} goes only from {low} to {high} points", criterion.id);
        let help =
            "its step is smaller than its weight says; let the scale go from 0 to 100, or judge that longer step";
        findings.push(Finding::warning("partial-swing", message).help(help));
    }
    findings
}

fn swing(text: &str) -> Result<(String, f64), String> {
    let (id, points) = text.split_once('=').ok_or("write it as ID=POINTS, as in know_how=70")?;
    let points: f64 = points.trim().parse().map_err(|_| format!("`{points}` is not a number, as in know_how=70"))?;
    if !(0.0..=100.0).contains(&points) {
        return Err("points go from 0 to 100, the most important step has 100".to_owned());
    }
    Ok((id.trim().to_owned(), points))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_swing_is_an_id_and_points_up_to_a_hundred() {
        assert_eq!(swing(" a = 62.5"), Ok(("a".into(), 62.5)));
        for wrong in ["a", "a=", "a=-1", "a=101", "a=nan"] {
            assert!(swing(wrong).is_err(), "{wrong}");
        }
    }
}
