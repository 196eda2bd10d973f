//! Model x customers -> points -> scores -> ranking -> tiers. Pure: opens no file, prints nothing.
//!
//! [`Engine::new`] compiles a model once: its tree becomes a flat list of [`Node`]s with effective weights, and its
//! columns become a [`crate::table::Schema`]. [`Ranking::new`] then ranks a whole [`crate::table::Table`].

mod account;
mod engine;
mod ranking;
mod summary;

pub use account::{Account, Assessment, Change, KnockedOut, Position, Value};
pub use engine::{Engine, Node};
pub use ranking::{Ranking, Selection};
pub use summary::{Baseline, Changes, Named, SumShare, Summary, TierSummary};
