//! Answers about a ranking: why an account stands where it stands, what would move it, what has moved since last time,
//! and which parts of the model change nothing.
//!
//! Everything here is pure: it reads a [`crate::scoring::Ranking`] (or plain lists taken from one) and answers with
//! plain structs that [`crate::output`] turns into documents.

pub mod compare;
pub mod explain;
pub mod lint;
pub mod sensitivity;
pub mod weights;
