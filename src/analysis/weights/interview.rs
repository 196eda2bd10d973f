//! A pairwise interview: which pair to ask about next, and when to stop.
//!
//! It knows nothing of a terminal. It first asks about the pairs that connect every criterion to the anchor, because
//! these alone determine the weights. Then it asks about the pairs that the answers so far tell least about, until
//! every answer is checked by others and they agree.

use super::ahp::{Judgement, Priorities, is_connected, open_pairs, priorities, ratio};
use super::contradiction::{Contradiction, circle, inconsistency};
use super::resistance::resistances;

/// A running interview about `n` criteria.
#[derive(Debug, Clone)]
pub struct Interview {
    n: usize,
    /// The criterion that all others are compared with first.
    anchor: usize,
    answers: Vec<Judgement>,
    /// The inconsistency that the person has seen and accepted.
    accepted: f64,
}

impl Interview {
    /// Begins an interview; the best `anchor` is the criterion that is likely to count most.
    pub fn new(n: usize, anchor: usize) -> Self {
        Interview { n, anchor, answers: Vec::new(), accepted: Priorities::ACCEPTABLE }
    }

    /// The answers so far.
    pub fn answers(&self) -> &[Judgement] {
        &self.answers
    }

    /// Adds an answer.
    pub fn answer(&mut self, answer: Judgement) {
        self.answers.push(answer);
    }

    /// Replaces an answer.
    pub fn revise(&mut self, place: usize, answer: Judgement) {
        if let Some(old) = self.answers.get_mut(place) {
            *old = answer;
        }
    }

    /// Takes the last answer back; `false` where there is none.
    pub fn take_back(&mut self) -> bool {
        self.answers.pop().is_some()
    }

    /// Accepts the contradictions that there are now.
    pub fn accept(&mut self) {
        if let Some(ratio) = self.priorities().and_then(|p| p.consistency_ratio) {
            self.accepted = self.accepted.max(ratio);
        }
    }

    /// The weights by the answers so far; `None` until these determine them.
    pub fn priorities(&self) -> Option<Priorities> {
        priorities(self.n, &self.answers)
    }

    /// Whether the answers determine the weights.
    pub fn is_determined(&self) -> bool {
        is_connected(self.n, &self.answers)
    }

    /// The pair to ask about next. `None` where all pairs are judged, or where the answers determine the weights, each
    /// is checked by others and they agree well enough.
    pub fn next_pair(&self) -> Option<(usize, usize)> {
        let open = open_pairs(self.n, &self.answers);
        let Some(resistances) = resistances(self.n, &self.answers) else {
            return open.into_iter().find(|&(a, b)| a == self.anchor || b == self.anchor);
        };
        let between = |a: usize, b: usize| resistances.get(a).and_then(|row| row.get(b)).copied().unwrap_or(0.0);
        let all_checked = self.answers.iter().all(|answer| between(answer.more, answer.less) < 1.0 - 1e-9);
        let agree = !self.priorities().is_some_and(|p| p.is_inconsistent());
        if all_checked && agree {
            return None;
        }
        // The first of those that are equal apart from errors of the arithmetic.
        open.into_iter()
            .reduce(|best, pair| if between(pair.0, pair.1) > between(best.0, best.1) + 1e-9 { pair } else { best })
    }

    /// How many questions are left if the answers agree.
    pub fn questions_left(&self) -> usize {
        let mut ahead = self.clone();
        let mut questions = 0;
        while let Some((more, less)) = ahead.next_pair() {
            let by = ahead.priorities().map_or(1.0, |p| ratio(&p.weights, more, less));
            ahead.answer(Judgement { more, less, by });
            questions += 1;
        }
        questions
    }

    /// How many questions are left at most.
    pub fn most_left(&self) -> usize {
        open_pairs(self.n, &self.answers).len()
    }

    /// What the answer at `latest` contradicts, if anything: a circle of answers, or else an inconsistency that is
    /// neither acceptable nor accepted.
    pub fn contradiction(&self, latest: usize) -> Option<Contradiction> {
        circle(&self.answers, latest).or_else(|| inconsistency(self.n, &self.answers, latest, self.accepted))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn says(more: usize, less: usize, by: f64) -> Judgement {
        Judgement { more, less, by }
    }

    /// Runs an interview with somebody who knows the weights and rounds nothing.
    fn conduct(truth: &[f64]) -> Interview {
        let mut interview = Interview::new(truth.len(), 0);
        while let Some((a, b)) = interview.next_pair() {
            let by = truth[a] / truth[b];
            interview.answer(if by < 1.0 { says(b, a, 1.0 / by) } else { says(a, b, by) });
            let latest = interview.answers().len() - 1;
            assert_eq!(interview.contradiction(latest), None);
        }
        interview
    }

    #[test]
    fn stops_early_once_every_answer_is_checked() {
        for (n, expected) in [(2, 1), (3, 3), (4, 5), (5, 6), (6, 8), (7, 9), (9, 12)] {
            let truth: Vec<f64> = (1..=n).map(|i| i as f64).collect();
            let interview = conduct(&truth);
            assert_eq!(interview.answers().len(), expected, "{n} criteria");
            assert_eq!(Interview::new(n, 0).questions_left(), expected);
            assert_eq!(Interview::new(n, 0).most_left(), n * (n - 1) / 2);
            let weights = interview.priorities().unwrap().weights;
            let sum: f64 = truth.iter().sum();
            assert!(weights.iter().zip(&truth).all(|(w, t)| (w - t / sum).abs() < 1e-12), "{weights:?}");
        }
    }

    #[test]
    fn the_first_questions_tie_everything_to_the_anchor() {
        let mut interview = Interview::new(4, 2);
        for expected in [(0, 2), (1, 2), (2, 3)] {
            assert!(!interview.is_determined());
            assert_eq!(interview.next_pair(), Some(expected));
            interview.answer(says(expected.0, expected.1, 2.0));
        }
        assert!(interview.is_determined());
        assert_eq!(interview.next_pair(), Some((0, 1)));
    }

    #[test]
    fn answers_that_go_round_are_named_when_the_circle_closes() {
        let mut interview = Interview::new(4, 0);
        interview.answer(says(0, 1, 3.0));
        interview.answer(says(1, 2, 2.0));
        interview.answer(says(0, 3, 5.0));
        assert_eq!(interview.contradiction(2), None);
        interview.answer(says(2, 0, 2.0));
        assert_eq!(interview.contradiction(3), Some(Contradiction::Circle { answers: vec![3, 0, 1] }));
        interview.revise(3, says(0, 2, 6.0));
        assert_eq!(interview.contradiction(3), None);
    }

    #[test]
    fn equal_answers_go_round_only_with_one_that_says_more() {
        let mut interview = Interview::new(3, 0);
        interview.answer(says(0, 1, 1.0));
        interview.answer(says(1, 2, 1.0));
        interview.answer(says(0, 2, 1.0));
        assert_eq!(interview.contradiction(2), None);
        interview.revise(1, says(2, 1, 2.0));
        assert_eq!(interview.contradiction(2), Some(Contradiction::Circle { answers: vec![2, 1, 0] }));
        assert!(matches!(interview.contradiction(1), Some(Contradiction::Circle { .. })));
    }

    #[test]
    fn answers_that_are_too_far_apart_are_named_with_what_the_others_say() {
        let mut interview = Interview::new(3, 0);
        interview.answer(says(0, 1, 3.0));
        interview.answer(says(1, 2, 5.0));
        interview.answer(says(0, 2, 2.0));
        let Some(Contradiction::Inconsistent { implied, ratio, answer, others }) = interview.contradiction(2) else {
            panic!("no inconsistency")
        };
        // In a triangle all three are off by the same factor; the latest is named.
        assert_eq!((answer, others), (2, vec![0, 1]));
        assert!((implied - 15.0).abs() < 1e-12 && ratio > 0.1);
        interview.accept();
        assert_eq!(interview.contradiction(2), None);
        assert_eq!(interview.next_pair(), None);
    }

    #[test]
    fn goes_on_asking_while_the_answers_disagree() {
        let truth = [5.0, 4.0, 3.0, 2.0, 1.0];
        let mut interview = conduct(&truth);
        let count = interview.answers().len();
        interview.revise(count - 1, says(4, 1, 9.0));
        assert!(interview.next_pair().is_some());
        assert!(interview.contradiction(count - 1).is_some());
    }
}
