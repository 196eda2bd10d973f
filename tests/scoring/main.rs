//! Rankings worked out by hand.
#![allow(clippy::float_cmp, reason = "these figures are exact on purpose")]
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test fails by panicking")]

mod build;
mod capped;
mod details;
mod missing;
mod order;
mod scales;
mod schema;
mod summary;
mod tiers;
mod warnings;
mod words;
