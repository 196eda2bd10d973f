//! The pairwise interview on a terminal: the questions in words, and the loop that asks them.
//!
//! Which question comes next, when it is enough and what contradicts what is told by [`Interview`]. The loop knows no
//! terminal, so that tests can answer.

use super::menu::{Board, Choice, Chosen};
use crate::analysis::weights::ahp::Judgement;
use crate::analysis::weights::contradiction::Contradiction;
use crate::analysis::weights::interview::Interview;
use crate::cli::exit::Failure;
use crate::cli::terminal::{Color, Terminal};
use crate::language::Language;
use crate::language::pairwise as words;
use crate::model::Criterion;
use crate::output::visible;
use anyhow::{Context as _, Result};

/// Saaty's scale; each step is typed as its number.
const TIMES: [(char, f64); 8] =
    [('2', 2.0), ('3', 3.0), ('4', 4.0), ('5', 5.0), ('6', 6.0), ('7', 7.0), ('8', 8.0), ('9', 9.0)];

/// What is asked.
#[derive(Debug, Clone, PartialEq)]
enum Question {
    /// Which of two criteria counts more, and by how much.
    Pair { a: usize, b: usize, again: bool },
    /// Which of the answers to change, because they contradict each other.
    Contradiction(Contradiction),
}

/// What is answered.
#[derive(Debug, Clone, Copy, PartialEq)]
enum Answer {
    Judged(Judgement),
    /// No more questions; only where the answers determine the weights.
    Enough,
    /// Ask about this answer again.
    Revise(usize),
    /// Leave them as they are.
    Keep,
    /// The question before once more.
    Back,
    /// Leave the interview, wherever it is.
    End,
}

/// How an interview was left.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Asked {
    pub(crate) answers: Vec<Judgement>,
    /// Whether it came to its end, so that the answers are meant as they are.
    pub(crate) is_done: bool,
}

/// Asks on the terminal, on from the answers that were `given` before. `anchor` is the criterion that all others are
/// compared with first.
pub(crate) fn ask(
    siblings: &[Criterion],
    anchor: usize,
    given: Vec<Judgement>,
    language: Language,
    color: Color,
    terminal: &Terminal,
) -> Result<Asked> {
    let help = "write the judgements into a pairwise file: keyrank weights ahp --help shows one";
    let board = Board::open(language, color, terminal, help)?;
    let labels: Vec<String> = siblings.iter().map(|criterion| visible(&criterion.label).into_owned()).collect();
    let talk = Talk { labels, board };
    let mut interview = Interview::new(siblings.len(), anchor);
    given.into_iter().for_each(|answer| interview.answer(answer));
    for line in talk.greeting(&interview) {
        talk.say(&line)?;
    }
    let is_done = conduct(&mut interview, &mut |interview, question| talk.put(interview, &question))?;
    talk.say("")?;
    Ok(Asked { answers: interview.answers().to_vec(), is_done })
}

/// Asks until the interview has enough, and about every contradiction as it appears. Returns false if somebody
/// left.
fn conduct(interview: &mut Interview, respond: &mut dyn FnMut(&Interview, Question) -> Result<Answer>) -> Result<bool> {
    while let Some((a, b)) = interview.next_pair() {
        match respond(interview, Question::Pair { a, b, again: false })? {
            Answer::Judged(judgement) => interview.answer(judgement),
            // Before the first question there is nothing to go back to, and it is asked again.
            Answer::Back => {
                interview.take_back();
                continue;
            }
            Answer::Enough => return Ok(true),
            _ => return Ok(false),
        }
        let mut latest = interview.answers().len().saturating_sub(1);
        while let Some(contradiction) = interview.contradiction(latest) {
            let place = match respond(interview, Question::Contradiction(contradiction))? {
                Answer::Revise(place) => place,
                Answer::Back => {
                    interview.take_back();
                    break;
                }
                Answer::End => return Ok(false),
                _ => {
                    interview.accept();
                    break;
                }
            };
            let Some(&Judgement { more, less, .. }) = interview.answers().get(place) else { break };
            match respond(interview, Question::Pair { a: more, b: less, again: true })? {
                Answer::Judged(judgement) => {
                    interview.revise(place, judgement);
                    latest = place;
                }
                Answer::End => return Ok(false),
                _ => {}
            }
        }
    }
    Ok(true)
}

/// The terminal, and what the criteria are called.
struct Talk {
    labels: Vec<String>,
    board: Board,
}

impl Talk {
    /// How many questions there will be, and how to answer.
    fn greeting(&self, interview: &Interview) -> [String; 2] {
        let language = self.board.language;
        let questions = words::greeting(language, interview.questions_left(), interview.most_left());
        [questions, words::how_to_answer(language).to_owned()]
    }

    fn put(&self, interview: &Interview, question: &Question) -> Result<Answer> {
        match question {
            Question::Pair { a, b, again } => self.pair(interview, *a, *b, *again),
            Question::Contradiction(contradiction) => self.contradiction(interview, contradiction),
        }
    }

    fn pair(&self, interview: &Interview, a: usize, b: usize, again: bool) -> Result<Answer> {
        let (language, first, second) = (self.board.language, self.label(a), self.label(b));
        let mut choices =
            vec![Choice::new('a', first), Choice::new('b', second), Choice::new('=', words::count_the_same(language))];
        if !again && interview.is_determined() {
            choices.push(Choice::new('e', words::enough(language)));
        }
        let progress = if again { words::once_more(language).to_owned() } else { self.progress(interview) };
        let prompt = format!("({progress}) {}", words::which(language, first, second));
        loop {
            let (more, less) = match self.choose(&prompt, &choices, 0)? {
                Chosen::Place(0) => (a, b),
                Chosen::Place(1) => (b, a),
                Chosen::Place(2) => return self.judged(Judgement { more: a, less: b, by: 1.0 }, &progress),
                Chosen::Place(_) => return Ok(Answer::Enough),
                Chosen::Back if again => return Ok(Answer::Back),
                Chosen::Back => return self.back(interview),
                Chosen::End => return Ok(Answer::End),
            };
            let times: Vec<Choice> =
                TIMES.iter().zip(words::times(language)).map(|(&(key, _), text)| Choice::new(key, text)).collect();
            let much = words::how_many_times(language, self.label(more), self.label(less));
            let much = format!("({progress}) {much}");
            match self.choose(&much, &times, 1)? {
                Chosen::Place(place) => {
                    let Some(&(_, by)) = TIMES.get(place) else { continue };
                    return self.judged(Judgement { more, less, by }, &progress);
                }
                Chosen::Back => {}
                Chosen::End => return Ok(Answer::End),
            }
        }
    }

    /// Leaves the answer on the screen.
    fn judged(&self, judgement: Judgement, progress: &str) -> Result<Answer> {
        self.say(&format!("({progress}) {}", self.sentence(judgement)))?;
        Ok(Answer::Judged(judgement))
    }

    /// `question 3 of 6`, where six are enough if the answers agree.
    fn progress(&self, interview: &Interview) -> String {
        let asked = interview.answers().len();
        words::question(self.board.language, asked + 1, asked + interview.questions_left())
    }

    fn contradiction(&self, interview: &Interview, contradiction: &Contradiction) -> Result<Answer> {
        self.say("")?;
        for line in self.conflict(interview, contradiction) {
            self.say(&line)?;
        }
        let places = contradiction.answers();
        let mut choices: Vec<Choice> = ('1'..='9')
            .chain('a'..='z')
            .zip(&places)
            .map(|(key, place)| Choice::new(key, words::change(self.board.language, &self.said(interview, *place))))
            .collect();
        choices.push(Choice::new('0', words::keep_all(self.board.language)));
        Ok(match self.choose(words::which_to_change(self.board.language), &choices, 0)? {
            Chosen::Place(chosen) => places.get(chosen).map_or(Answer::Keep, |place| Answer::Revise(*place)),
            Chosen::Back => self.back(interview)?,
            Chosen::End => Answer::End,
        })
    }

    /// Says which answer no longer stands, for its line is still on the screen.
    fn back(&self, interview: &Interview) -> Result<Answer> {
        match interview.answers().last() {
            Some(answer) => self.say(&words::taken_back(self.board.language, &self.sentence(*answer)))?,
            None => self.say(words::first_question(self.board.language))?,
        }
        Ok(Answer::Back)
    }

    /// What is wrong with the answers, in sentences.
    fn conflict(&self, interview: &Interview, contradiction: &Contradiction) -> Vec<String> {
        let language = self.board.language;
        match contradiction {
            Contradiction::Circle { .. } => {
                vec![words::circle(language).to_owned()]
            }
            Contradiction::Inconsistent { answer, implied, ratio, .. } => {
                let Some(judgement) = interview.answers().get(*answer) else { return Vec::new() };
                let (more, less) = (self.label(judgement.more), self.label(judgement.less));
                let times = |times: f64| language.rounded(times, 1);
                let implied = if *implied >= 1.0 {
                    words::counts(language, more, less, Some(&times(*implied)))
                } else {
                    words::counts(language, less, more, Some(&times(1.0 / implied)))
                };
                let (ratio, said) = (language.rounded(*ratio, 2), self.said(interview, *answer));
                words::contradiction(language, &ratio, &said, &implied).into()
            }
        }
    }

    fn said(&self, interview: &Interview, place: usize) -> String {
        interview.answers().get(place).map_or_else(String::new, |judgement| self.sentence(*judgement))
    }

    fn sentence(&self, Judgement { more, less, by }: Judgement) -> String {
        let (more, less) = (self.label(more), self.label(less));
        let times = (by > 1.0).then(|| self.board.language.full(by));
        words::counts(self.board.language, more, less, times.as_deref())
    }

    fn label(&self, place: usize) -> &str {
        self.labels.get(place).map_or("", String::as_str)
    }

    fn say(&self, text: &str) -> Result<()> {
        self.board.say(text)
    }

    fn choose(&self, prompt: &str, choices: &[Choice], first: usize) -> Result<Chosen> {
        self.board.choose(prompt, choices, first).with_context(Failure::mute)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn judged(weights: &[f64], a: usize, b: usize) -> Judgement {
        let by = weights[a] / weights[b];
        if by < 1.0 { Judgement { more: b, less: a, by: 1.0 / by } } else { Judgement { more: a, less: b, by } }
    }

    /// Answers by these weights, but for one slip where that pair is asked first; mends it when told, or keeps it.
    fn interviewed(weights: &[f64], slip: Option<Judgement>, keep: bool) -> (Interview, Vec<Question>) {
        let mut interview = Interview::new(weights.len(), 0);
        let mut asked = Vec::new();
        let done = conduct(&mut interview, &mut |interview, question| {
            asked.push(question.clone());
            assert!(asked.len() < 30, "{asked:?}");
            Ok(match question {
                Question::Pair { a, b, again } => {
                    let slip = slip.filter(|slip| !again && [(a, b), (b, a)].contains(&(slip.more, slip.less)));
                    Answer::Judged(slip.unwrap_or_else(|| judged(weights, a, b)))
                }
                Question::Contradiction(_) if keep => Answer::Keep,
                Question::Contradiction(contradiction) => {
                    let is_slip = |place: &usize| interview.answers().get(*place).copied() == slip;
                    Answer::Revise(contradiction.answers().into_iter().find(is_slip).unwrap())
                }
            })
        });
        assert!(done.is_ok());
        (interview, asked)
    }

    const TRUTH: [f64; 5] = [8.0, 4.0, 3.0, 2.0, 1.0];
    /// The fifth question, the first one that checks others, is about 1 and 2.
    const SLIP: Judgement = Judgement { more: 2, less: 1, by: 9.0 };

    #[test]
    fn going_back_asks_the_question_before_once_more() {
        let mut interview = Interview::new(5, 0);
        let mut asked = Vec::new();
        let done = conduct(&mut interview, &mut |_, question| {
            asked.push(question.clone());
            let Question::Pair { a, b, .. } = question else { panic!("{question:?}") };
            Ok(if asked.len() == 3 { Answer::Back } else { Answer::Judged(judged(&TRUTH, a, b)) })
        });
        assert!(matches!(done, Ok(true)));
        assert_eq!(asked[3], asked[1]);
        assert_eq!((asked.len(), interview.answers().len()), (8, 6));
    }

    #[test]
    fn whoever_leaves_keeps_the_answers_so_far() {
        let mut interview = Interview::new(5, 0);
        let done = conduct(&mut interview, &mut |interview, question| {
            let Question::Pair { a, b, .. } = question else { panic!("{question:?}") };
            let left = interview.answers().len() == 2;
            Ok(if left { Answer::End } else { Answer::Judged(judged(&TRUTH, a, b)) })
        });
        assert!(matches!(done, Ok(false)));
        assert_eq!(interview.answers().len(), 2);
    }

    #[test]
    fn going_back_once_too_often_stays_at_the_first_question() {
        let (mut interview, mut asked) = (Interview::new(5, 0), Vec::new());
        let done = conduct(&mut interview, &mut |_, question| {
            asked.push(question);
            Ok(if asked.len() < 3 { Answer::Back } else { Answer::End })
        });
        assert!(matches!(done, Ok(false)));
        assert!(asked.len() == 3 && asked[0] == asked[2], "{asked:?}");
    }

    #[test]
    fn a_consistent_person_is_asked_few_questions() {
        let (interview, asked) = interviewed(&[8.0, 4.0, 4.0, 2.0, 1.0], None, false);
        assert_eq!(asked.len(), 6);
        let weights = interview.priorities().unwrap().weights;
        assert!((weights[0] - 8.0 / 19.0).abs() < 1e-12);
    }

    #[test]
    fn a_slip_is_told_at_once_and_can_be_mended() {
        let (interview, asked) = interviewed(&TRUTH, Some(SLIP), false);
        assert!(matches!(asked[4], Question::Pair { a: 1, b: 2, again: false }), "{asked:?}");
        assert!(
            matches!(asked[5], Question::Contradiction(Contradiction::Inconsistent { answer: 4, .. })),
            "{asked:?}"
        );
        assert!(matches!(asked[6], Question::Pair { a: 2, b: 1, again: true }), "{asked:?}");
        assert_eq!(asked.len(), 8);
        assert_eq!(interview.priorities().unwrap().consistency_ratio, Some(0.0));
    }

    #[test]
    fn whoever_keeps_a_contradiction_is_asked_on_and_not_told_again() {
        let (interview, asked) = interviewed(&TRUTH, Some(SLIP), true);
        let told = asked.iter().filter(|q| matches!(q, Question::Contradiction(_))).count();
        assert!(interview.answers().len() > 6, "{asked:?}");
        assert_eq!(told, 1, "{asked:?}");
    }
}
