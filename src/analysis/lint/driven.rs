//! Scales on which one more customer changes the scores of others.

use super::figures::{percent, points};
use super::note::{Note, SCALE_DATA_DRIVEN};
use super::points::Points;
use crate::finding::Finding;
use crate::model::{Body, Scale};
use crate::scoring::{Engine, Node};

/// Every `minmax` and `percentile`, with how far one more customer can move the scores of others. With minmax, a new
/// best or worst number moves them by up to the whole weight; with percentile, one more of n values moves them by up to
/// the weight / n.
pub(crate) fn data_driven(engine: &Engine, seen: Option<&Points<'_>>) -> Vec<Note> {
    let mut notes = Vec::new();
    for (place, node) in engine.nodes().iter().enumerate() {
        let Some(Body::Leaf(leaf)) = engine.model().criterion(&node.id).map(|criterion| &criterion.body) else {
            continue;
        };
        let values = seen.and_then(|points| points.cells.get(place)).map(|cells| cells.present).filter(|n| *n > 0);
        let moved = match (&leaf.scale, values) {
            (Scale::MinMax(_), _) => most(node, 1),
            (Scale::Percentile(_), Some(values)) => most(node, values),
            (Scale::Percentile(_), None) => String::new(),
            _ => continue,
        };
        let message = format!(
            "the points of \"{}\" depend on who else is in the data ({}, {} of the whole): one more customer can change the score of every other{moved}",
            node.label,
            leaf.scale.kind().key(),
            percent(node.effective_weight),
        );
        let finding = Finding::warning(SCALE_DATA_DRIVEN, message);
        let help = "use linear, log or steps with fixed numbers; if you want to compare customers with each other, add --allow scale-data-driven";
        notes.push(Note::on_criterion(&node.id, finding.help(help)));
    }
    notes
}

fn most(node: &Node, values: usize) -> String {
    #[allow(clippy::cast_precision_loss, reason = "shown with two decimals")]
    let by = node.effective_weight * 100.0 / values as f64;
    format!(" by up to {} points", points(by))
}
