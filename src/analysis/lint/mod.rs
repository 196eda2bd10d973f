//! Does every part of a model do something? Rules that look at a sound model, alone and on the customers it ranks, and
//! remark on what is allowed but hardly meant.
//!
//! A remark is never an error: the ranking stands. Each rule has a stable code ([`CODES`]) by which it can be allowed.

mod constant;
mod direction;
mod driven;
mod figures;
mod idle;
mod points;
pub(crate) mod redundant;
pub mod remark;
mod tiers;
mod weights;

use crate::scoring::{Engine, Ranking};
use points::Points;
use redundant as likeness;
pub use remark::{ALIKE, CODES, FEWEST, FEWEST_TO_COMPARE, Remark, SMALL, Subject};

/// What the model alone shows: weights, directions, scales that look at the data.
pub fn lint_model(engine: &Engine) -> Vec<Remark> {
    let mut remarks = direction::unstated(engine);
    remarks.extend(weights::small(engine));
    remarks.extend(driven::data_driven(engine, None));
    remarks
}

/// What the model and the customers that it ranks show together; all of [`lint_model`] is in it.
pub fn lint(ranking: &Ranking<'_>) -> Vec<Remark> {
    let engine = ranking.engine();
    let points = Points::new(ranking);
    let mut remarks = direction::unstated(engine);
    remarks.extend(weights::small(engine));
    remarks.extend(driven::data_driven(engine, Some(&points)));
    if points.accounts() >= FEWEST {
        remarks.extend(constant::constant(engine, &points));
    }
    if points.accounts() >= FEWEST_TO_COMPARE {
        remarks.extend(idle::idle(engine, &points));
        remarks.extend(likeness::dominating(engine, &points));
        remarks.extend(likeness::redundant(engine, &points));
    }
    if points.accounts() >= FEWEST {
        remarks.extend(tiers::tiers(ranking, &points));
    }
    remarks.extend(likeness::nearly_turnover(ranking));
    remarks
}
