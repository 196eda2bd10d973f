//! Why an account changed tier: what keeps it out of the higher of the two tiers on one side.

use super::customer::NamedCondition;
use super::customer::{Movement, Spot, Why};
use crate::analysis::explain::last_place::tied;
use crate::model::{Condition, Subject, Tier, same_text};
use crate::scoring::Ranking;

/// Why an account went up or down between two rankings; `None` for all others.
pub(crate) fn why<'a>(
    movement: Movement,
    old: (&'a Ranking<'_>, Spot<'_>),
    new: (&'a Ranking<'_>, Spot<'_>),
) -> Option<Why<'a>> {
    match movement {
        Movement::Promoted => apart(new, old, |out, within| (out, within)),
        Movement::Demoted => apart(old, new, |out, within| (within, out)),
        _ => None,
    }
}

/// `within` is the side on which the account is in the tier, `out` the other one. `in_time` puts two facts about these
/// sides into the order of old and new.
fn apart<'a>(
    within: (&'a Ranking<'_>, Spot<'_>),
    out: (&'a Ranking<'_>, Spot<'_>),
    in_time: impl Fn(f64, f64) -> (f64, f64),
) -> Option<Why<'a>> {
    let name = within.1.tier?;
    let (_, here) = named(within.0, name)?;
    let Some((place, there)) = named(out.0, name) else { return Some(Why::Tier) };
    let line = |tier: &Tier| tier.min_score.unwrap_or(0.0);
    let (line_here, line_there) = (line(here), line(there));
    if out.1.score < line_there {
        let (from, to) = in_time(line_there, line_here);
        return Some(if within.1.score >= line_there {
            Why::Score { line: line_there }
        } else if out.1.score >= line_here {
            Why::Line { from, to }
        } else {
            Why::ScoreAndLine { from, to }
        });
    }
    let unmet = out.0.unmet(out.1.place, place);
    if !unmet.is_empty() {
        return Some(Why::Requirement(unmet.into_iter().map(|(condition, _)| with_name(out.0, condition)).collect()));
    }
    let max_accounts = there.max_accounts.filter(|_| out.0.to_beat(place).is_some())?;
    let tied = tied(out.0, place).into_iter().map(|account| account.name).collect();
    Some(Why::Full { max_accounts, tied })
}

fn with_name<'a>(ranking: &'a Ranking<'_>, condition: &'a Condition) -> NamedCondition<'a> {
    let subject = match &condition.subject {
        Subject::Column(header) => header.as_str(),
        Subject::Criterion(id) => {
            let node = ranking.engine().nodes().iter().find(|node| node.id == *id);
            node.map_or(id.as_str(), |node| node.label.as_str())
        }
    };
    NamedCondition { condition, subject }
}

/// A tier by its name, with its place in the model.
fn named<'a>(ranking: &'a Ranking<'_>, name: &str) -> Option<(usize, &'a Tier)> {
    ranking.engine().model().tiers.iter().enumerate().find(|(_, tier)| same_text(&tier.name, name))
}
