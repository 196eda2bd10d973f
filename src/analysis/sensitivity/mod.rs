//! How sure are we: which answers hang on the weights, and on which?

pub mod acceptability;
pub mod close;
mod curve;
pub mod draws;
mod envelope;
pub mod field;
mod holding;
pub mod methods;
mod places;
pub mod stability;
pub mod weighing;
