//! Rules that find what a sound model allows but its author hardly means, such as a part that changes nothing. They look at
//! the model alone, or at the customers that it ranks.
//!
//! A note is never an error: the ranking is valid. Each rule has a stable code ([`CODES`]) by which it can be switched off.

mod constant;
mod direction;
mod driven;
mod figures;
mod idle;
pub mod note;
mod points;
mod redundant;
mod tiers;
mod weights;

use crate::scoring::{Engine, Ranking};
pub use note::{ALIKE, CODES, FEWEST, FEWEST_TO_COMPARE, Note, SMALL, Subject};
use points::Points;

/// What the model alone shows: weights, directions, and scales that depend on the data.
pub fn lint_model(engine: &Engine) -> Vec<Note> {
    let mut notes = direction::unstated(engine);
    notes.extend(weights::small(engine));
    notes.extend(driven::data_driven(engine, None));
    notes
}

/// What the model and the ranked customers show together. It includes all of [`lint_model`].
pub fn lint(ranking: &Ranking<'_>) -> Vec<Note> {
    let engine = ranking.engine();
    let points = Points::new(ranking);
    let mut notes = direction::unstated(engine);
    notes.extend(weights::small(engine));
    notes.extend(driven::data_driven(engine, Some(&points)));
    if points.accounts() >= FEWEST {
        notes.extend(constant::constant(engine, &points));
    }
    if points.accounts() >= FEWEST_TO_COMPARE {
        notes.extend(idle::idle(engine, &points));
        notes.extend(redundant::dominating(engine, &points));
        notes.extend(redundant::redundant(engine, &points));
    }
    if points.accounts() >= FEWEST {
        notes.extend(tiers::tiers(ranking, &points));
    }
    notes.extend(redundant::nearly_turnover(ranking));
    notes
}
