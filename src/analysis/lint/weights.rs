//! Weights that hardly count.

use super::figures::{is_below, percent};
use super::note::{Note, SMALL, WEIGHT_SMALL};
use super::points::family;
use crate::finding::Finding;
use crate::scoring::Engine;

/// Criteria that weigh less than [`SMALL`]. A small share among its siblings was written that way, so that is a
/// warning. A leaf criterion that is small only because its group is divided further may be one of many indicators, so
/// that is a notice. The members of a group with a warning are not named again.
pub(crate) fn small(engine: &Engine) -> Vec<Note> {
    let nodes = engine.nodes();
    let mut notes = Vec::new();
    let mut done = 0;
    for (place, node) in nodes.iter().enumerate() {
        if place < done {
            continue;
        }
        let (label, whole) = (&node.label, percent(node.effective_weight));
        let limit = percent(SMALL);
        let finding = if is_below(node.share, SMALL) {
            done = family(nodes, place).end;
            let among = match node.parent.and_then(|parent| nodes.get(parent)) {
                Some(group) => format!("{} of \"{}\" and {whole} of the whole", percent(node.share), group.label),
                None => format!("{whole} of the whole"),
            };
            let message = format!("\"{label}\" has {among}: below {limit} it hardly counts");
            Finding::warning(WEIGHT_SMALL, message)
        } else if node.column.is_some() && is_below(node.effective_weight, SMALL) {
            let message =
                format!("\"{label}\" has {whole} of the whole, below {limit}, because its group is divided further");
            Finding::notice(WEIGHT_SMALL, message)
        } else {
            continue;
        };
        let help = "raise its weight, combine it with another criterion, or remove it: collecting its data is work";
        notes.push(Note::on_criterion(&node.id, finding.help(help)));
    }
    notes
}
