//! Model x customers -> points -> scores -> ranking -> tiers. Pure: opens no file, prints nothing.
//!
//! [`Engine::new`] compiles a model once: its tree becomes a flat list of [`Node`]s with effective weights, and its
//! columns become a [`crate::table::Schema`]. [`Ranking::new`] then ranks a whole [`crate::table::Table`], and
//! [`Ranking::arranging`] puts its customers side by side as well, for whoever goes through all of them.
//!
//! A batch is scored by itself: the engine is bound to its columns, and each row becomes a sheet of points, weights and a
//! score. Only scales that depend on the data look at all batches before, and only the order and the tiers look at all
//! scores after. Of a row no more is kept than its score; what is said about an account is worked out again on demand.

mod account;
mod admission;
mod bound;
mod census;
mod check;
mod columns;
mod concentration;
mod crew;
mod digest;
mod engine;
mod extent;
mod figures;
mod kendall;
mod listed;
mod listing;
mod placing;
mod ranked;
mod ranking;
mod rounding;
mod run;
mod sheet;
mod spearman;
mod summary;
mod tiers;
mod total;
mod tree;

pub use account::{Account, Assessment, Change, KnockedOut, Position, Standing, Value};
pub use concentration::{Class, Concentration};
pub(crate) use crew::in_turn;
pub use digest::{Digest, Digester, Tally};
pub use engine::Engine;
pub use kendall::kendall_tau_b;
pub use listed::Listed;
pub use listing::Selection;
pub use ranking::Ranking;
pub(crate) use rounding::rounded;
pub use spearman::spearman;
pub use summary::{Baseline, Changes, Named, SumShare, Summary, TierSummary};
pub use tree::Node;
