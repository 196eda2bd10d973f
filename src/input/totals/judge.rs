//! The judge of rows that sum up others: what it has seen so far.

use super::event::Held;
use super::grain::Grain;
use super::ledger::Suspect;
use super::left_out::LeftOut;
use super::micro::micro;
use super::sums::{Figure, Sums};
use super::witnesses::{Bare, Extremes};
use crate::finding::{Finding, Findings};
use std::collections::BTreeSet;

/// A place where a group may begin.
#[derive(Debug, Clone)]
pub(crate) struct Start {
    pub(crate) sums: Sums,
    /// Whether it is the start of the file, or below an aggregate. Others are just between two customers.
    pub(crate) is_known: bool,
}

/// A heading whose group has not ended.
#[derive(Debug, Clone)]
pub(crate) struct Heading {
    pub(crate) from: Sums,
    pub(crate) line: u64,
    pub(crate) suspect: Suspect,
}

/// Goes through the rows of a file in their order.
#[derive(Debug, Clone)]
pub(crate) struct Judge {
    pub(crate) sums: Sums,
    pub(crate) grain: Grain,
    /// Where groups may begin, the start of the file first.
    pub(crate) starts: Vec<Start>,
    pub(crate) headings: Vec<Heading>,
    /// Cells that every customer fills, and those that every one but the first does; nothing is known of none.
    pub(crate) always: Option<u64>,
    pub(crate) after_first: Option<u64>,
    /// The bits of the id and of the number columns.
    pub(crate) figures: u64,
    /// Whether the id of every customer has a digit.
    pub(crate) ids_have_digits: bool,
    pub(crate) held: Option<Held>,
    pub(crate) first: Option<Held>,
    pub(crate) extremes: Extremes,
    /// What is known of rows without any sign.
    pub(crate) bare: Bare,
    /// Text rows behind the customers so far: line, text, whether it is sure, and what it is otherwise.
    pub(crate) footers: Vec<(u64, String, bool, Unread)>,
    pub(crate) after_blank: bool,
    /// Rows among the customers that lack what those before have, and what they lack.
    pub(crate) lacking: Vec<(u64, u64, Finding)>,
    pub(crate) totals: LeftOut,
    pub(crate) ruling: Ruling,
}

impl Judge {
    /// The sums of the customers so far, the held row among them.
    pub(crate) fn with_held(&self) -> Sums {
        let mut sums = self.sums.clone();
        if let Some(held) = &self.held {
            sums.add(&held.figures);
        }
        sums
    }
}

/// The judge's result: findings, and the rows to skip.
#[derive(Debug, Default, Clone)]
pub(crate) struct Ruling {
    pub(crate) findings: Findings,
    /// Keys of rows that were taken for customers and are none.
    pub(crate) skip: BTreeSet<u64>,
}

pub(crate) fn exact(figures: &[Option<f64>]) -> Vec<Figure> {
    figures.iter().map(|figure| [figure.map(micro), None]).collect()
}

/// What a footer is if customers follow.
#[derive(Debug, Clone)]
pub(crate) enum Unread {
    Refused(Box<Finding>),
    Customer(Box<Held>),
}
