//! What moved since a ranking was stored -> lines for a person, or JSON.

use crate::analysis::compare::drift::{Drift, Move, Standing};
use crate::text::number::counted;
use crate::text::visible::{shortened, visible};
use serde_json::{Value as Json, json};
use std::io::{self, Write};

/// Writes a sentence with the figures, then a line for every account that moved, is new or is gone.
///
/// # Errors
/// What the writer says.
pub fn write_text(drift: &Drift<'_>, to: &mut dyn Write) -> io::Result<()> {
    if drift.is_empty() {
        return writeln!(to, "the ranking is as stored: {}", accounts(drift.unmoved));
    }
    let Drift { moved, new, gone, .. } = drift;
    writeln!(to, "{}", sentence(drift))?;
    for step in moved {
        writeln!(to, "  {}: {}", who(step.after), visible(&changes(step).join(", ")))?;
    }
    for standing in new {
        writeln!(to, "  {}: new, {}", who(standing), visible(&place(standing)))?;
    }
    for standing in gone {
        writeln!(to, "  {}: gone, was {}", who(standing), visible(&place(standing)))?;
    }
    Ok(())
}

/// The figures of a ranking that moved, in one sentence.
pub fn sentence(drift: &Drift<'_>) -> String {
    let Drift { moved, new, gone, unmoved } = drift;
    let (moved, new, gone) = (moved.len(), new.len(), gone.len());
    format!("the ranking moved: {moved} moved, {new} new, {gone} gone, {unmoved} as stored")
}

/// The same for programs, every number in full.
pub fn json(drift: &Drift<'_>) -> Json {
    let standing = |s: &Standing| json!({ "rank": s.rank, "score": s.score, "tier": s.tier });
    let named = |s: &&Standing| json!({ "id": s.id, "name": s.name, "rank": s.rank, "score": s.score, "tier": s.tier });
    let step = |m: &Move<'_>| json!({ "id": m.after.id, "name": m.after.name, "before": standing(m.before), "after": standing(m.after) });
    json!({
        "moved": drift.moved.iter().map(step).collect::<Vec<_>>(),
        "new": drift.new.iter().map(named).collect::<Vec<_>>(),
        "gone": drift.gone.iter().map(named).collect::<Vec<_>>(),
        "unmoved": drift.unmoved,
    })
}

fn accounts(n: usize) -> String {
    counted(n as u64, "account", "accounts")
}

/// `C-17 Nordwind Antriebe AG`, or the id alone where that is all there is.
fn who(standing: &Standing) -> String {
    let name = standing.name.as_deref().filter(|name| *name != standing.id);
    let name = name.map(|name| format!(" {}", shortened(name))).unwrap_or_default();
    format!("{}{name}", visible(&standing.id))
}

fn changes(step: &Move<'_>) -> Vec<String> {
    let (before, after) = (step.before, step.after);
    let rank = step.rank().then(|| format!("rank {} -> {}", before.rank, after.rank));
    let score = step.score().then(|| format!("score {} -> {}", before.score, after.score));
    let tier = step.tier().then(|| format!("tier {} -> {}", tier(before), tier(after)));
    [rank, score, tier].into_iter().flatten().collect()
}

fn place(standing: &Standing) -> String {
    format!("rank {}, score {}, tier {}", standing.rank, standing.score, tier(standing))
}

fn tier(standing: &Standing) -> &str {
    if standing.tier.is_empty() { "none" } else { &standing.tier }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::compare::drift::drift;

    #[test]
    fn says_what_changed_and_leaves_out_what_did_not() {
        let at =
            |id: &str, rank, score, tier: &str| Standing { id: id.into(), name: None, rank, score, tier: tier.into() };
        let named = |name: &str, standing| Standing { name: Some(name.into()), ..standing };
        let stored = [at("A", 1, 80.0, "Key"), at("B", 2, 70.5, "Core"), named("C", at("C", 3, 60.0, ""))];
        let now = [named("Bö\u{202e}", at("B", 1, 70.5, "Key")), at("A", 1, 80.0, "Key"), at("D", 3, 50.0, "Core")];
        let mut to = Vec::new();
        write_text(&drift(&stored, &now), &mut to).unwrap();
        let expected = "the ranking moved: 1 moved, 1 new, 1 gone, 1 as stored\n  \
                        B Bö\\u{202e}: rank 2 -> 1, tier Core -> Key\n  \
                        D: new, rank 3, score 50, tier Core\n  \
                        C: gone, was rank 3, score 60, tier none\n";
        assert_eq!(String::from_utf8(to).unwrap(), expected);
    }

    #[test]
    fn one_that_did_not_move_is_said_in_one_line() {
        let stored = [Standing { id: "A".into(), name: None, rank: 1, score: 80.0, tier: "Key".into() }];
        let mut to = Vec::new();
        write_text(&drift(&stored, &stored), &mut to).unwrap();
        assert_eq!(String::from_utf8(to).unwrap(), "the ranking is as stored: 1 account\n");
    }
}
