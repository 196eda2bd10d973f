//! How sure are we: which answers hang on the weights, and on which?

mod curve;
mod envelope;
pub mod field;
mod holding;
pub mod stability;
