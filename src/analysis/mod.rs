//! Questions asked of a ranking: why does an account stand where it stands, what would move it, what moved since
//! last time, and does every part of the model do something?
//!
//! Everything here is pure: it reads a [`crate::scoring::Ranking`] (or plain lists taken from one) and answers with
//! plain structs that [`crate::output`] turns into documents.

mod cells;
pub mod compare;
mod decimal;
mod descent;
pub mod drift;
pub mod explain;
pub mod gap;
mod ladder;
pub mod last_place;
pub mod lever;
pub mod lint;
pub mod lookup;
pub mod migration;
pub mod near_tie;
mod probe;
pub mod sensitivity;
pub mod split;
pub mod twins;
pub mod weights;
pub mod why;
