//! The pairwise interview on a terminal: the questions in words, and the loop that asks them.
//!
//! Which question comes next, when it is enough and what contradicts what is told by [`Interview`]. The loop knows no
//! terminal, so that tests can answer.

use crate::analysis::weights::ahp::Judgement;
use crate::analysis::weights::contradiction::Contradiction;
use crate::analysis::weights::interview::Interview;
use crate::cli::outcome::Error;
use crate::cli::terminal::{Color, Terminal};
use crate::model::Criterion;
use crate::output::visible;
use dialoguer::Select;
use dialoguer::console::Term;
use dialoguer::theme::{ColorfulTheme, SimpleTheme, Theme};
use std::io::{self, IsTerminal, stdin};

/// Saaty's scale in words.
const TIMES: [(f64, &str); 8] = [
    (2.0, "2 - a little more"),
    (3.0, "3 - moderately more"),
    (4.0, "4"),
    (5.0, "5 - strongly more"),
    (6.0, "6"),
    (7.0, "7 - very strongly more"),
    (8.0, "8"),
    (9.0, "9 - extremely more"),
];

/// What is asked.
#[derive(Debug, Clone, PartialEq)]
enum Question {
    /// Which of two criteria counts more, and how much?
    Pair { a: usize, b: usize, again: bool },
    /// These answers cannot all be meant: which of them is to be changed?
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
}

/// Asks on the terminal. `anchor` is the criterion that all others are compared with first.
pub(super) fn ask(
    siblings: &[Criterion],
    anchor: usize,
    color: Color,
    terminal: &Terminal,
) -> Result<Vec<Judgement>, Error> {
    if !stdin().is_terminal() || !terminal.stderr {
        let help = "write the judgements into a pairwise file: keyrank weights ahp --help shows one";
        return Err(Error::usage("--ask needs a terminal to ask on", help));
    }
    let labels: Vec<String> = siblings.iter().map(|criterion| visible(&criterion.label).into_owned()).collect();
    let theme: Box<dyn Theme> =
        if terminal.color(color, terminal.stderr) { Box::new(ColorfulTheme::default()) } else { Box::new(SimpleTheme) };
    let desk = Desk { labels, theme, term: Term::stderr() };
    let mut interview = Interview::new(siblings.len(), anchor);
    desk.say("Which counts more, and how much? (Arrow keys, Enter; Esc ends the interview)")?;
    conduct(&mut interview, &mut |interview, question| desk.put(interview, &question))?;
    desk.say("")?;
    Ok(interview.answers().to_vec())
}

/// Asks until the interview has enough, and about every contradiction as it appears.
fn conduct(
    interview: &mut Interview,
    respond: &mut dyn FnMut(&Interview, Question) -> Result<Answer, Error>,
) -> Result<(), Error> {
    while let Some((a, b)) = interview.next_pair() {
        match respond(interview, Question::Pair { a, b, again: false })? {
            Answer::Judged(judgement) => interview.answer(judgement),
            _ => return Ok(()),
        }
        let mut latest = interview.answers().len().saturating_sub(1);
        while let Some(contradiction) = interview.contradiction(latest) {
            let Answer::Revise(place) = respond(interview, Question::Contradiction(contradiction))? else {
                interview.accept();
                break;
            };
            let Some(&Judgement { more, less, .. }) = interview.answers().get(place) else { break };
            if let Answer::Judged(judgement) = respond(interview, Question::Pair { a: more, b: less, again: true })? {
                interview.revise(place, judgement);
                latest = place;
            }
        }
    }
    Ok(())
}

/// The terminal, and what the criteria are called.
struct Desk {
    labels: Vec<String>,
    theme: Box<dyn Theme>,
    term: Term,
}

impl Desk {
    fn put(&self, interview: &Interview, question: &Question) -> Result<Answer, Error> {
        match question {
            Question::Pair { a, b, again } => self.pair(interview, *a, *b, *again),
            Question::Contradiction(contradiction) => self.contradiction(interview, contradiction),
        }
    }

    fn pair(&self, interview: &Interview, a: usize, b: usize, again: bool) -> Result<Answer, Error> {
        let (first, second) = (self.label(a), self.label(b));
        let can_stop = !again && interview.is_determined();
        let mut choices = vec![first.to_owned(), second.to_owned(), "both count the same".to_owned()];
        choices.extend(can_stop.then(|| "that is enough".to_owned()));
        let progress = if again { "once more".to_owned() } else { self.progress(interview) };
        let chosen = self.choose(&format!("({progress}) {first} or {second}?"), &choices, 0)?;
        let (more, less) = match chosen {
            Some(0) => (a, b),
            Some(1) => (b, a),
            Some(2) => return Ok(Answer::Judged(Judgement { more: a, less: b, by: 1.0 })),
            None if !can_stop => {
                return Err(Error::usage(
                    "the interview was ended; nothing was written",
                    "start it again when you like",
                ));
            }
            _ => return Ok(Answer::Enough),
        };
        let texts: Vec<String> = TIMES.iter().map(|(_, text)| (*text).to_owned()).collect();
        let prompt = format!("How much more does {} count than {}?", self.label(more), self.label(less));
        match self.choose(&prompt, &texts, 1)?.and_then(|chosen| TIMES.get(chosen)) {
            Some(&(by, _)) => Ok(Answer::Judged(Judgement { more, less, by })),
            // Back to the choice of the criterion.
            None => self.pair(interview, a, b, again),
        }
    }

    /// `question 3 of 6`, where six are enough if the answers agree.
    fn progress(&self, interview: &Interview) -> String {
        let asked = interview.answers().len();
        format!("question {} of {}", asked + 1, asked + interview.questions_left())
    }

    fn contradiction(&self, interview: &Interview, contradiction: &Contradiction) -> Result<Answer, Error> {
        self.say("")?;
        for line in self.conflict(interview, contradiction) {
            self.say(&line)?;
        }
        let places = contradiction.answers();
        let mut choices: Vec<String> =
            places.iter().map(|place| format!("change: {}", self.said(interview, *place))).collect();
        choices.push("keep them all".to_owned());
        let chosen = self.choose("Which of these do you want to change?", &choices, 0)?;
        Ok(chosen.and_then(|chosen| places.get(chosen)).map_or(Answer::Keep, |place| Answer::Revise(*place)))
    }

    /// What is wrong with the answers, in sentences.
    fn conflict(&self, interview: &Interview, contradiction: &Contradiction) -> Vec<String> {
        match contradiction {
            Contradiction::Circle { .. } => {
                vec!["These answers go round in a circle, so they cannot all be meant.".to_owned()]
            }
            Contradiction::Strain { answer, implied, ratio, .. } => {
                let Some(judgement) = interview.answers().get(*answer) else { return Vec::new() };
                let (more, less) = (self.label(judgement.more), self.label(judgement.less));
                let implied = if *implied >= 1.0 {
                    format!("{more} counts {implied:.1} times as much as {less}")
                } else {
                    format!("{less} counts {:.1} times as much as {more}", 1.0 / implied)
                };
                vec![
                    format!("The answers contradict each other (consistency ratio {ratio:.2}, acceptable up to 0.10)."),
                    format!("You said: {}.", self.said(interview, *answer)),
                    format!("By your other answers, {implied}."),
                ]
            }
        }
    }

    fn said(&self, interview: &Interview, place: usize) -> String {
        let Some(&Judgement { more, less, by }) = interview.answers().get(place) else { return String::new() };
        let (more, less) = (self.label(more), self.label(less));
        if by > 1.0 {
            format!("{more} counts {by} times as much as {less}")
        } else {
            format!("{more} counts as much as {less}")
        }
    }

    fn label(&self, place: usize) -> &str {
        self.labels.get(place).map_or("", String::as_str)
    }

    fn say(&self, text: &str) -> Result<(), Error> {
        self.term.write_line(text).map_err(|source| failed(&self.term, source))
    }

    /// `None`: Esc.
    fn choose(&self, prompt: &str, choices: &[String], first: usize) -> Result<Option<usize>, Error> {
        let select = Select::with_theme(self.theme.as_ref()).with_prompt(prompt).items(choices).default(first);
        select.interact_on_opt(&self.term).map_err(|error| {
            let dialoguer::Error::IO(source) = error;
            failed(&self.term, source)
        })
    }
}

/// The prompt hides the cursor; whatever happens, it must come back.
fn failed(term: &Term, source: io::Error) -> Error {
    let _unheard = term.show_cursor();
    Error::Io { message: "cannot ask on this terminal".to_owned(), source, help: None }
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
        assert!(matches!(asked[5], Question::Contradiction(Contradiction::Strain { answer: 4, .. })), "{asked:?}");
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
