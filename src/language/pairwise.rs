//! The words of the interview that compares criteria in pairs.

use super::Language;
use Language::{English, German};

/// Saaty's scale from 2 to 9; each text stands behind its number.
pub(crate) const fn times(language: Language) -> [&'static str; 8] {
    match language {
        English => [
            "times: a little more",
            "times: moderately more",
            "times",
            "times: strongly more",
            "times",
            "times: very strongly more",
            "times",
            "times: extremely more",
        ],
        German => [
            "mal so viel: ein wenig mehr",
            "mal so viel: merklich mehr",
            "mal so viel",
            "mal so viel: deutlich mehr",
            "mal so viel",
            "mal so viel: sehr viel mehr",
            "mal so viel",
            "mal so viel: überragend mehr",
        ],
    }
}

/// What is asked, and how many questions there are if the answers agree and at most.
pub(crate) fn greeting(language: Language, left: usize, most: usize) -> String {
    let questions = match (language, left, most) {
        (English, 0, _) => "These answers are enough".to_owned(),
        (English, 1, 1) => "1 question".to_owned(),
        (English, left, most) if left == most => format!("{left} questions"),
        (English, left, most) => format!("At most {most} questions, {left} if your answers agree with each other"),
        (German, 0, _) => "Diese Antworten reichen aus".to_owned(),
        (German, 1, 1) => "1 Frage".to_owned(),
        (German, left, most) if left == most => format!("{left} Fragen"),
        (German, left, most) => format!("Höchstens {most} Fragen, {left}, wenn Ihre Antworten zueinander passen"),
    };
    match language {
        English => format!("Which counts more, and how much? {questions}."),
        German => format!("Was zählt mehr, und wie viel mehr? {questions}."),
    }
}

pub(crate) const fn how_to_answer(language: Language) -> &'static str {
    match language {
        English => {
            "Type the key in front of a choice (a, then 5), or use arrows and Enter. Esc goes back one question; \
             Ctrl-C ends, and keeps the answers so far."
        }
        German => {
            "Tippen Sie das Zeichen vor einer Auswahl (a, dann 5), oder nehmen Sie Pfeiltasten und Enter. Esc geht \
             eine Frage zurück; Strg+C bricht ab und behält die Antworten bis dahin."
        }
    }
}

pub(crate) const fn count_the_same(language: Language) -> &'static str {
    match language {
        English => "both count the same",
        German => "beide zählen gleich viel",
    }
}

pub(crate) const fn enough(language: Language) -> &'static str {
    match language {
        English => "enough: take the answers so far",
        German => "genug: die Antworten bis hier nehmen",
    }
}

pub(crate) const fn once_more(language: Language) -> &'static str {
    match language {
        English => "once more",
        German => "noch einmal",
    }
}

pub(crate) fn question(language: Language, number: usize, of: usize) -> String {
    match language {
        English => format!("question {number} of {of}"),
        German => format!("Frage {number} von {of}"),
    }
}

pub(crate) fn which(language: Language, first: &str, second: &str) -> String {
    match language {
        English => format!("{first} or {second}?"),
        German => format!("{first} oder {second}?"),
    }
}

pub(crate) fn how_many_times(language: Language, more: &str, less: &str) -> String {
    match language {
        English => format!("How many times as much does {more} count as {less}?"),
        German => format!("Wievielmal so viel wie {less} zählt {more}?"),
    }
}

/// A judgement as a sentence; `times` is empty where both count the same.
pub(crate) fn counts(language: Language, more: &str, less: &str, times: Option<&str>) -> String {
    match (language, times) {
        (English, Some(times)) => format!("{more} counts {times} times as much as {less}"),
        (English, None) => format!("{more} counts as much as {less}"),
        (German, Some(times)) => format!("{more} zählt {times}-mal so viel wie {less}"),
        (German, None) => format!("{more} zählt so viel wie {less}"),
    }
}

pub(crate) fn change(language: Language, answer: &str) -> String {
    match language {
        English => format!("change: {answer}"),
        German => format!("ändern: {answer}"),
    }
}

pub(crate) const fn keep_all(language: Language) -> &'static str {
    match language {
        English => "keep them all",
        German => "alle behalten",
    }
}

pub(crate) const fn which_to_change(language: Language) -> &'static str {
    match language {
        English => "Which of these do you want to change?",
        German => "Welche davon möchten Sie ändern?",
    }
}

pub(crate) fn taken_back(language: Language, answer: &str) -> String {
    match language {
        English => format!("(taken back) {answer}"),
        German => format!("(zurückgenommen) {answer}"),
    }
}

pub(crate) const fn first_question(language: Language) -> &'static str {
    match language {
        English => "This is the first question. Ctrl-C ends the interview.",
        German => "Das ist die erste Frage. Strg+C bricht ab.",
    }
}

pub(crate) const fn circle(language: Language) -> &'static str {
    match language {
        English => "These answers go round in a circle, so they cannot all be meant.",
        German => "Diese Antworten drehen sich im Kreis, sie können also nicht alle so gemeint sein.",
    }
}

/// That answers contradict each other: by how much, what was said, and what the others imply.
pub(crate) fn contradiction(language: Language, ratio: &str, said: &str, implied: &str) -> [String; 3] {
    match language {
        English => [
            format!("The answers contradict each other (consistency ratio {ratio}, acceptable up to 0.10)."),
            format!("You said: {said}."),
            format!("By your other answers, {implied}."),
        ],
        German => [
            format!("Die Antworten widersprechen sich (Konsistenzverhältnis {ratio}, annehmbar bis 0,10)."),
            format!("Ihre Antwort: {said}."),
            format!("Nach Ihren anderen Antworten: {implied}."),
        ],
    }
}
