//! Tests of the whole program and of its library, in one binary so that nothing is compiled twice.
//!
//! A module tests one thing; [`build`] makes models and tables for all of them.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test fails by panicking")]
#![allow(clippy::float_cmp, reason = "figures that must agree agree to the last bit")]

mod aggregates;
mod architecture;
#[cfg(unix)]
mod attacks;
mod build;
mod circles;
mod cli;
mod comparison;
mod corpus;
mod criteria;
mod criteria_attacks;
mod dates;
mod documents;
mod drafts;
mod faults;
mod figures;
mod german;
mod init;
mod lint;
mod products;
mod progress;
mod properties;
mod reading;
mod reference;
mod roundtrip;
mod scoring;
mod sensitivity;
mod spaced_quotes;
#[cfg(unix)]
mod streams;
mod weights;
mod words;
mod workbook;
