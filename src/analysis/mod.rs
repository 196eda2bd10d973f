//! Questions asked of a ranking: why does an account stand where it stands, what would move it, what moved since
//! last time, and does every part of the model do something?
//!
//! Everything here is pure: it reads a [`crate::scoring::Ranking`] (or plain lists taken from one) and answers with
//! plain structs that [`crate::output`] turns into documents.

pub mod compare;
pub mod explain;
pub mod lint;
pub mod sensitivity;
pub mod weights;
