//! Rankings worked out by hand.
mod capped;
mod details;
mod missing;
mod order;
mod scales;
mod schema;
mod summary;
mod tiers;
mod top;
mod warnings;
mod words;
