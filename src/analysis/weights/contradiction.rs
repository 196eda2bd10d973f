//! Which answers of a pairwise interview contradict each other.

use super::ahp::{Judgement, priorities, ratio};
use std::collections::VecDeque;

/// Answers that contradict each other.
#[derive(Debug, Clone, PartialEq)]
pub enum Contradiction {
    /// A circle: each says that its first criterion counts at least as much as the first one of the next, and at least
    /// one of them says more.
    Circle {
        /// Places among the answers, the latest first.
        answers: Vec<usize>,
    },
    /// They agree on the direction, but differ too much in size.
    Inconsistent {
        /// The answer that fits the others least.
        answer: usize,
        /// The fewest other answers that also link its two criteria.
        others: Vec<usize>,
        /// How many times as much the first criterion of `answer` counts by all other answers. Below 1 it counts less.
        implied: f64,
        /// The consistency ratio of all answers.
        ratio: f64,
    },
}

impl Contradiction {
    /// The answers involved.
    pub fn answers(&self) -> Vec<usize> {
        match self {
            Contradiction::Circle { answers } => answers.clone(),
            Contradiction::Inconsistent { answer, others, .. } => [*answer].iter().chain(others).copied().collect(),
        }
    }
}

/// The circle of answers through the one at `latest`.
pub(crate) fn circle(answers: &[Judgement], latest: usize) -> Option<Contradiction> {
    let answer = *answers.get(latest)?;
    let others = others(answers, latest);
    // The other answers say that `less` counts at least as much as `more`. An answer "equally" is tried both ways, and
    // then another answer of the circle must say "more".
    let is_strict = answer.by > 1.0;
    let back = path_of_more(&others, answer.less, answer.more, is_strict);
    let forth = || if is_strict { None } else { path_of_more(&others, answer.more, answer.less, false) };
    let path = back.or_else(forth)?;
    Some(Contradiction::Circle { answers: [latest].into_iter().chain(path).collect() })
}

/// Judgements about `n` criteria that differ by more than `accepted`.
pub(crate) fn inconsistency(n: usize, answers: &[Judgement], latest: usize, accepted: f64) -> Option<Contradiction> {
    let ratio = priorities(n, answers)?.consistency_ratio.filter(|ratio| *ratio > accepted + 1e-12)?;
    let suspects = (0..answers.len()).filter_map(|place| {
        let answer = answers.get(place)?;
        let implied = implied(n, answers, place)?;
        // In a triangle all three are equally far off, and the latest is the news.
        let off = (answer.by / implied).ln().abs() + if place == latest { 1e-6 } else { 0.0 };
        Some((off, place, implied))
    });
    let (_, place, implied) = suspects.max_by(|a, b| a.0.total_cmp(&b.0))?;
    let answer = answers.get(place)?;
    let others = path(&others(answers, place), answer.more, answer.less)?;
    Some(Contradiction::Inconsistent { answer: place, others, implied, ratio })
}

/// What all other answers say about the pair of one answer; `None` where they do not link it.
fn implied(n: usize, answers: &[Judgement], place: usize) -> Option<f64> {
    let answer = answers.get(place)?;
    let others: Vec<Judgement> = others(answers, place).into_iter().map(|(_, answer)| answer).collect();
    let weights = priorities(n, &others)?.weights;
    Some(ratio(&weights, answer.more, answer.less))
}

/// All answers but one, with their places.
fn others(answers: &[Judgement], place: usize) -> Vec<(usize, Judgement)> {
    answers.iter().copied().enumerate().filter(|(other, _)| *other != place).collect()
}

/// The shortest way from one criterion to another along answers that say "at least as much". One of them must say
/// "more", unless `strict` says that this is already given.
fn path_of_more(answers: &[(usize, Judgement)], from: usize, to: usize, strict: bool) -> Option<Vec<usize>> {
    let step = |at: usize, strict: bool| {
        answers.iter().filter_map(move |&(place, answer)| match answer {
            Judgement { more, less, by } if more == at => Some((place, (less, strict || by > 1.0))),
            Judgement { more, less, by } if less == at && by <= 1.0 => Some((place, (more, strict))),
            _ => None,
        })
    };
    shortest((from, strict), (to, true), |(at, strict)| step(at, strict).collect())
}

/// The shortest way between two criteria along any answers.
fn path(answers: &[(usize, Judgement)], from: usize, to: usize) -> Option<Vec<usize>> {
    let step = |at: usize| {
        answers.iter().filter_map(move |&(place, answer)| match answer {
            _ if answer.more == at => Some((place, answer.less)),
            _ if answer.less == at => Some((place, answer.more)),
            _ => None,
        })
    };
    shortest(from, to, |at| step(at).collect())
}

/// The answers along a shortest way from one state to another.
fn shortest<S: Copy + PartialEq>(from: S, to: S, steps: impl Fn(S) -> Vec<(usize, S)>) -> Option<Vec<usize>> {
    let mut seen = vec![from];
    let mut open = VecDeque::from([(from, Vec::new())]);
    while let Some((at, way)) = open.pop_front() {
        for (place, next) in steps(at) {
            let longer: Vec<usize> = way.iter().copied().chain([place]).collect();
            if next == to {
                return Some(longer);
            }
            if !seen.contains(&next) {
                seen.push(next);
                open.push_back((next, longer));
            }
        }
    }
    None
}
