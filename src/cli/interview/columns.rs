//! The interview of `init --ask`: which column is what, which speak for each criterion, and which words are better.
//!
//! What is asked next, and what an answer does, is told by [`Interview`], which knows no terminal, so that tests can answer.

use super::menu::{Board, Choice, Chosen};
use crate::cli::exit::{Failure, usage};
use crate::cli::terminal::{Color, Terminal};
use crate::criteria::draft::answers::Answers;
use crate::criteria::draft::questions::{Guessed, five, numbers, texts, unique, unordered, worded};
use crate::language::Language;
use crate::language::interview::{self as words, Role};
use crate::output::visible;
use crate::profile::Profile;
use anyhow::{Context as _, Result};

/// Keys of choices, in their order.
const KEYS: &str = "123456789abcdefghijklmnopqrstuvwxyz";

/// What is asked.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Question {
    Id,
    Name,
    Turnover,
    Status,
    /// The columns that speak for one of the five.
    Speaking(usize),
    /// The best of those words of a column that are left.
    Next {
        header: String,
        left: Vec<String>,
    },
}

/// A question with its choices, each a header or a word; an empty one is "none of them".
#[derive(Debug, Clone, PartialEq, Eq)]
struct Asked {
    prompt: String,
    choices: Vec<String>,
    /// The places of those that are guessed.
    guessed: Vec<usize>,
    takes_several: bool,
}

/// What is answered so far.
struct Interview<'p> {
    profile: &'p Profile,
    language: Language,
    guessed: Guessed,
    id: String,
    answers: Answers,
    /// Which question comes next.
    at: usize,
}

/// Asks on the terminal. Returns the header of the id and all other answers.
pub(crate) fn ask(
    profile: &Profile,
    language: Language,
    color: Color,
    terminal: &Terminal,
) -> Result<(String, Answers)> {
    let help = "leave --ask out: init then guesses, and says what it guessed";
    let board = Board::open(language, color, terminal, help)?;
    board.say(words::how_to_answer(language))?;
    let shown = |choice: &str| shown(language, choice);
    let mut interview = Interview::new(profile, language);
    while let Some(question) = interview.question() {
        let asked = interview.asked(&question);
        let choices: Vec<Choice> =
            KEYS.chars().zip(&asked.choices).map(|(key, choice)| Choice::new(key, shown(choice))).collect();
        let mut picked: Vec<bool> = (0..choices.len()).map(|place| asked.guessed.contains(&place)).collect();
        let chosen = if asked.takes_several {
            board.pick(&asked.prompt, &choices, &mut picked)
        } else {
            board.choose(&asked.prompt, &choices, asked.guessed.first().copied().unwrap_or(0))
        };
        let answer: Vec<String> = match chosen.with_context(Failure::mute)? {
            Chosen::End => return Err(usage("the interview was ended", "nothing is written")),
            Chosen::Back => {
                interview.back();
                continue;
            }
            Chosen::Place(_) if asked.takes_several => {
                asked.choices.iter().zip(&picked).filter(|(_, picked)| **picked).map(|(c, _)| c.clone()).collect()
            }
            Chosen::Place(place) => asked.choices.get(place).cloned().into_iter().collect(),
        };
        let told: Vec<String> = answer.iter().map(|answer| shown(answer)).collect();
        board.say(&format!(
            "{} {}",
            asked.prompt,
            if told.is_empty() { words::none(language).to_owned() } else { told.join(", ") }
        ))?;
        interview.answer(question, answer);
    }
    Ok((interview.id, interview.answers))
}

fn shown(language: Language, choice: &str) -> String {
    if choice.is_empty() { words::none_of_them(language).to_owned() } else { visible(choice).into_owned() }
}

impl<'p> Interview<'p> {
    fn new(profile: &'p Profile, language: Language) -> Self {
        let guessed = Guessed::of(profile);
        Interview { profile, language, id: guessed.id.clone(), guessed, answers: Answers::default(), at: 0 }
    }

    /// The next question; none once all are answered.
    fn question(&self) -> Option<Question> {
        let first = [Question::Id, Question::Name, Question::Turnover, Question::Status];
        let speaking = (0..self.guessed.speaking.len()).map(Question::Speaking);
        let mut asked = first.into_iter().chain(speaking).chain(self.orders());
        asked.nth(self.at)
    }

    /// A question for all words but one of each column whose words nobody can order.
    fn orders(&self) -> Vec<Question> {
        let speaking = self.answers.speaking.iter().flatten().flatten();
        let mut questions = Vec::new();
        for header in speaking {
            let Some(words) = unordered(self.profile, header) else { continue };
            let best = self.answers.orders.get(header).cloned().unwrap_or_default();
            for said in 0..words.len().saturating_sub(1) {
                let named: Vec<&String> = best.iter().rev().take(said).collect();
                let left = words.iter().filter(|word| !named.contains(word)).cloned().collect();
                questions.push(Question::Next { header: header.clone(), left });
            }
        }
        questions
    }

    fn asked(&self, question: &Question) -> Asked {
        let one = |role: Role, mut choices: Vec<String>, guess: &str, may_be_none: bool| {
            choices.retain(|choice| !self.is_taken(question, choice));
            // A guess comes first, so that it always has a key.
            choices.sort_by_key(|choice| choice != guess);
            choices.truncate(KEYS.len() - 1);
            choices.extend(may_be_none.then(String::new));
            let guessed = choices.iter().position(|choice| choice == guess).into_iter().collect();
            let prompt = words::which_column(self.language, role).to_owned();
            Asked { prompt, choices, guessed, takes_several: false }
        };
        match question {
            Question::Id => one(Role::Id, unique(self.profile), &self.guessed.id, false),
            Question::Name => one(Role::Name, texts(self.profile), &self.guessed.name, true),
            Question::Turnover => one(Role::Turnover, numbers(self.profile), &self.guessed.turnover, true),
            Question::Status => one(Role::Status, worded(self.profile), &self.guessed.status, true),
            Question::Speaking(place) => self.speaking(question, *place),
            Question::Next { header, left } => {
                let is_first = self.answers.orders.get(header).is_none_or(Vec::is_empty);
                let prompt = words::which_word(self.language, &visible(header), is_first);
                Asked { prompt, choices: left.clone(), guessed: vec![0], takes_several: false }
            }
        }
    }

    fn speaking(&self, question: &Question, place: usize) -> Asked {
        let guessed = self.guessed.speaking.get(place).map(Vec::as_slice).unwrap_or_default();
        let (label, about) = five(self.language).nth(place).unwrap_or_default();
        let mut choices = numbers(self.profile);
        choices.extend(worded(self.profile).into_iter().filter(|header| !choices.contains(header)).collect::<Vec<_>>());
        choices.retain(|choice| !self.is_taken(question, choice));
        choices.sort_by_key(|choice| !guessed.contains(choice));
        choices.truncate(KEYS.len());
        let guessed = (0..choices.len()).filter(|at| choices.get(*at).is_some_and(|c| guessed.contains(c))).collect();
        let prompt = words::which_columns(self.language, label, about);
        Asked { prompt, choices, guessed, takes_several: true }
    }

    /// Whether an earlier answer gave the column another role.
    fn is_taken(&self, question: &Question, header: &str) -> bool {
        let answers = &self.answers;
        let before = [
            (Question::Id, Some(&self.id)),
            (Question::Name, answers.name.as_ref()),
            (Question::Turnover, answers.turnover.as_ref()),
            (Question::Status, answers.status.as_ref()),
        ];
        let mut before = before.into_iter().take_while(|(own, _)| own != question).take(self.at);
        let of_others = |place: usize| answers.speaking.iter().flatten().take(place).flatten();
        before.any(|(_, taken)| taken.is_some_and(|taken| taken == header))
            || matches!(question, Question::Speaking(place) if of_others(*place).any(|taken| taken == header))
    }

    fn answer(&mut self, question: Question, mut answer: Vec<String>) {
        self.at += 1;
        let first = answer.first().cloned().unwrap_or_default();
        match question {
            Question::Id => self.id = first,
            Question::Name => self.answers.name = Some(first),
            Question::Turnover => self.answers.turnover = Some(first),
            Question::Status => self.answers.status = Some(first),
            Question::Speaking(place) => {
                let speaking = self.answers.speaking.get_or_insert_default();
                speaking.resize(self.guessed.speaking.len(), Vec::new());
                speaking.get_mut(place).into_iter().for_each(|own| *own = std::mem::take(&mut answer));
            }
            Question::Next { header, left } => {
                let order = self.answers.orders.entry(header).or_default();
                // The best is said first and stands last.
                order.insert(0, first.clone());
                if let [a, b] = left.as_slice() {
                    order.insert(0, if *a == first { b.clone() } else { a.clone() });
                }
            }
        }
    }

    /// Goes back to the question before; at the first one nothing changes.
    fn back(&mut self) {
        let Some(before) = self.at.checked_sub(1) else { return };
        self.at = before;
        if let Some(Question::Next { header, left }) = self.question() {
            let order = self.answers.orders.entry(header).or_default();
            let words = order.len();
            // The last answer of a column named its last two words.
            let gone = if left.len() == 2 { 2.min(words) } else { 1.min(words) };
            order.drain(..gone);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::criteria::draft::draft;
    use crate::input::Files;
    use crate::input::reading::Options;
    use crate::model::Model;
    use std::io::Write as _;

    const EXPORT: &str = "Nr;Firma;ABC;Umsatz 2025;Potenzial;Image;Region\n1;Alba GmbH;A;100,50;7;hoch;Nord\n\
                          2;Brum KG;B;250,75;3;gering;Ost\n3;Cerno AG;A;90,25;5;mittel;Nord\n4;Dorn SE;C;80,00;9;hoch;West\n";

    fn profile() -> Profile {
        let mut file = tempfile::NamedTempFile::new().unwrap();
        file.write_all(EXPORT.as_bytes()).unwrap();
        let mut files = Files::open(&[file.path().to_owned()]).unwrap();
        files.profile(&Model::MISSING_VALUES, None, &Options::default()).unwrap().unwrap()
    }

    /// Goes through the interview with Enter, but for the answers to some prompts.
    fn interviewed<'p>(profile: &'p Profile, answers: &[(&str, &[&str])]) -> (Interview<'p>, usize) {
        let (mut interview, mut count) = (Interview::new(profile, Language::English), 0);
        while let Some(question) = interview.question() {
            count += 1;
            let asked = interview.asked(&question);
            let own = answers.iter().find(|(prompt, _)| asked.prompt.contains(prompt));
            let answer = match own {
                Some((_, answer)) => answer.iter().map(|text| (*text).to_owned()).collect(),
                None => asked.guessed.iter().filter_map(|place| asked.choices.get(*place).cloned()).collect(),
            };
            interview.answer(question, answer);
        }
        (interview, count)
    }

    #[test]
    fn whoever_only_presses_enter_gets_what_is_guessed() {
        let profile = profile();
        let (interview, count) = interviewed(&profile, &[]);
        assert_eq!((interview.id.as_str(), count), ("Nr", 9));
        let scored = |answers: &Answers| draft(&profile, answers).unwrap().guesses;
        assert_eq!(
            scored(&interview.answers).iter().map(|guess| &guess.text).collect::<Vec<_>>(),
            scored(&Answers::default()).iter().map(|guess| &guess.text).collect::<Vec<_>>()
        );
    }

    #[test]
    fn words_that_nobody_can_order_are_asked_for_from_the_best_on() {
        let profile = profile();
        let (interview, count) = interviewed(
            &profile,
            &[("Door opener", &["Region"]), ("Region: which", &["Ost"]), ("Region: and", &["West"])],
        );
        assert_eq!(count, 11);
        assert_eq!(interview.answers.orders["Region"], ["Nord", "West", "Ost"]);
        let yaml = draft(&profile, &interview.answers).unwrap().yaml;
        assert!(yaml.contains("{ levels: { Nord: 0, Ost: 100, West: 50 } }"), "{yaml}");
    }

    #[test]
    fn a_german_export_is_asked_about_in_german() {
        let profile = profile();
        let mut interview = Interview::new(&profile, Language::German);
        let mut prompts = Vec::new();
        while let Some(question) = interview.question() {
            let asked = interview.asked(&question);
            let region = asked.prompt.starts_with("Türöffner").then(|| vec!["Region".to_owned()]);
            let guessed = || asked.guessed.iter().filter_map(|place| asked.choices.get(*place).cloned()).collect();
            let answer = region.unwrap_or_else(guessed);
            prompts.push(asked.prompt);
            interview.answer(question, answer);
        }
        assert_eq!(
            prompts,
            [
                "Welche Spalte ist bei jedem Kunden anders (die Kundennummer)?",
                "In welcher Spalte steht der Name des Kunden?",
                "In welcher Spalte steht Ihr Umsatz mit dem Kunden?",
                "Welche Spalte sagt, wie der Kunde heute eingestuft ist (A, B, C; Key Account)?",
                "Bedeutung im Markt: Welche Spalten sprechen dafür? Ist sein Potenzial attraktiv, ist er weltweit tätig, \
                 ein Meinungs- oder Imageführer seiner Branche?",
                "Know-how-Träger: Welche Spalten sprechen dafür? Hat er Know-how, das eine Lern- oder \
                 Entwicklungspartnerschaft lohnend macht?",
                "Türöffner: Welche Spalten sprechen dafür? Ist er die Eintrittskarte in neue Segmente wie Regionen, \
                 Anwendungen oder Zielgruppen?",
                "Komplexität der Betreuung: Welche Spalten sprechen dafür? Wie komplex sind sein Buying Center, seine \
                 Customer Journey und sein Verkaufsprozess? Mehr spricht für einen Key Account.",
                "Breite der Chancen: Welche Spalten sprechen dafür? Wie weit ist das Feld der Chancen, die Beziehung \
                 auszubauen? Breiter ist besser.",
                "Region: Was davon ist am besten?",
                "Region: Und was von den übrigen?",
            ]
        );
    }

    #[test]
    fn going_back_takes_the_last_answer_back() {
        let profile = profile();
        let (mut interview, _) = interviewed(&profile, &[("Door opener", &["Region"]), ("Region: which", &["Ost"])]);
        interview.back();
        let question = interview.question().unwrap();
        assert_eq!(interview.asked(&question).choices, ["Nord", "West"]);
        interview.back();
        assert_eq!(interview.asked(&interview.question().unwrap()).choices.len(), 3);
    }
}
