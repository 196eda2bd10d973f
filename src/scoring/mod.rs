//! Model x customers -> points -> scores -> ranking -> tiers. Pure: opens no file, prints nothing.
//!
//! [`Engine::new`] compiles a model once: its tree becomes a flat list of [`Node`]s with effective weights, and its
//! columns become a [`crate::table::Schema`]. [`Ranking::new`] then ranks a whole [`crate::table::Table`].
//! [`Ranking::arranging`] also puts its customers into the order of their ranks, for an output that lists all of them.
//!
//! A batch is scored by itself: the engine is bound to its columns, and each row gets points, weights and a score. Only
//! data-driven scales look at all batches before that, and only the order and the tiers look at all scores after it. Of a row
//! only the score is kept; the rest of an account is worked out again on demand.

mod account;
pub(crate) mod account_points;
pub(crate) mod accounts;
mod amount_figures;
pub(crate) mod batch;
pub(crate) mod bound_condition;
mod concentration;
pub(crate) mod condition;
pub(crate) mod data_range;
mod engine;
pub(crate) mod fast;
mod figures;
pub(crate) mod leaf;
pub(crate) mod list_lines;
pub(crate) mod measure;
pub(crate) mod model_warnings;
pub(crate) mod order;
mod rank;
pub(crate) mod ranking;
pub(crate) mod sought_words;
mod summary;
mod tiers;
pub(crate) mod top;
mod tree;

pub use crate::scoring::accounts::Selection;
pub use crate::scoring::list_lines::ListLine;
pub use crate::scoring::top::{BatchTop, TopCounts, TopScorer};
pub use crate::statistics::kendall::kendall_tau_b;
pub use crate::statistics::spearman::spearman;
pub use account::{Account, Assessment, Change, KnockedOut, Position, Standing, Value};
pub use concentration::{Class, Concentration};
pub use engine::Engine;
pub use ranking::Ranking;
pub use summary::{Baseline, Changes, Named, SumShare, Summary, TierSummary};
pub use tree::Node;
