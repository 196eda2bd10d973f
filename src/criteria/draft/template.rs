//! The drafted file, line by line.

use super::roles::Roles;
use super::status;
use super::yaml_scalar::{mentioned, number, scalar};

use crate::language::Language;
use crate::language::draft::{self as words, Held};
use crate::model::{Decimal, ReadAs};
use crate::profile::{Column, Content, Profile};

/// How many unused columns are listed at most.
const LISTED: usize = 100;
/// How many words of a column are shown at most.
const LEVELS_SHOWN: usize = 12;

/// A guess of a draft, in words, and its line in the file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Guess {
    /// Counted from 1.
    pub line: usize,
    /// As in `turnover: Umsatz`.
    pub text: String,
}

/// Writes the file, and lists its guesses.
pub(crate) fn write(profile: &Profile, roles: &Roles<'_>, read: &ReadAs) -> (String, Vec<Guess>) {
    let mut page = Page::default();
    page.head(profile, roles.language);
    page.account(profile, roles);
    page.read(read, roles.language);
    page.numbers(profile, roles.language);
    page.criteria(roles);
    page.rest(profile, roles);
    page.knockouts(roles);
    page.tiers(roles);
    page.matrix(roles);
    (page.text, page.guesses)
}

#[derive(Default)]
pub(crate) struct Page {
    text: String,
    lines: usize,
    guesses: Vec<Guess>,
}

impl Page {
    pub(crate) fn line(&mut self, line: impl AsRef<str>) {
        self.text.push_str(line.as_ref().trim_end());
        self.text.push('\n');
        self.lines += 1;
    }

    /// The next line holds a guess.
    pub(crate) fn guess(&mut self, text: String) {
        self.guesses.push(Guess { line: self.lines + 1, text });
    }

    fn head(&mut self, profile: &Profile, language: Language) {
        let file = mentioned(&profile.file);
        for line in words::head(language, &file, profile.customers, profile.columns.len()) {
            self.line(line);
        }
        self.line("");
        self.line("version: 1");
        self.line(format!("title: {}", words::title(language)));
        if language != Language::default() {
            self.line(format!("language: {}", language.code()));
        }
        self.line("");
    }

    fn account(&mut self, profile: &Profile, roles: &Roles<'_>) {
        let language = roles.language;
        let [id, name, status, turnover, ..] = words::guesses(language);
        self.line(words::who_a_customer_is(language));
        self.line("account:");
        self.guess(format!("{id}: {}", mentioned(roles.id)));
        self.line(format!("  id: {}   # {}", scalar(roles.id), words::unique(language, profile.id_guessed)));
        for header in &profile.no_ids {
            self.line(words::looks_like_an_id(language, &mentioned(header)));
        }
        match roles.name {
            Some((column, is_person)) => {
                let check = if is_person { words::a_person(language) } else { "" };
                self.guess(format!("{name}: {}", mentioned(&column.header)));
                self.line(format!("  name: {}{check}", scalar(&column.header)));
            }
            None => self.line(words::no_name(language)),
        }
        match roles.status {
            Some(column) => {
                let meanings = status::meanings(column, language);
                let found = if meanings.is_empty() { found_levels(column) } else { String::new() };
                let written = status::written(&column.header, &meanings, language);
                let meaning = status::as_text(&meanings, language);
                self.guess(format!("{status}: {}{meaning}", mentioned(&column.header)));
                self.line(format!("  status: {written}{}", words::status(language, &found)));
            }
            None => self.line(words::no_status(language)),
        }
        if !roles.show.is_empty() {
            self.line(format!("  show: {}   # {}", list(&roles.show), words::carried(language)));
        }
        match roles.sum.as_slice() {
            [] if roles.own_turnover.is_empty() => self.line(words::no_turnover(language)),
            [] => {}
            sum => {
                let headers: Vec<String> = sum.iter().map(|column| mentioned(&column.header)).collect();
                self.guess(format!("{turnover}: {}", headers.join(", ")));
                self.line(format!("  sum: {}   # {}", list(sum), words::what_share(language)));
            }
        }
        for column in &roles.own_turnover {
            for line in words::own_turnover(language, &mentioned(&column.header), &scalar(&column.header)) {
                self.line(line);
            }
        }
        self.line("");
    }

    fn read(&mut self, read: &ReadAs, language: Language) {
        let delimiter =
            read.delimiter.map(|byte| if byte == b'\t' { "tab".to_owned() } else { char::from(byte).to_string() });
        let stated = [("sheet", &read.sheet), ("encoding", &read.encoding), ("delimiter", &delimiter)];
        let stated: Vec<String> =
            stated.iter().filter_map(|(key, value)| Some(format!("{key}: {}", scalar(value.as_ref()?)))).collect();
        if !stated.is_empty() {
            self.line(words::how_it_is_read(language));
            self.line(format!("read: {{ {} }}", stated.join(", ")));
            self.line("");
        }
    }

    fn numbers(&mut self, profile: &Profile, language: Language) {
        let mark = match profile.decimal {
            Decimal::Auto => "auto",
            Decimal::Point => "point",
            Decimal::Comma => "comma",
        };
        let check = if profile.decimal_guessed { words::decimal_mark_guessed(language) } else { "" };
        if profile.decimal_guessed {
            let [.., decimal_mark, _] = words::guesses(language);
            self.guess(format!("{decimal_mark}: {mark}"));
        }
        self.line(format!("numbers: {{ decimal: {mark} }}{check}"));
        self.line("");
        for line in words::missing(language) {
            self.line(line);
        }
        self.line("missing: error");
        self.line("");
    }

    fn rest(&mut self, profile: &Profile, roles: &Roles<'_>) {
        if roles.rest.is_empty() && profile.passed_over.is_empty() {
            return;
        }
        let language = roles.language;
        self.line(words::not_used(language));
        for column in roles.rest.iter().take(LISTED) {
            self.line(format!("#   {}: {}", mentioned(&column.header), described(column, language)));
        }
        for header in profile.passed_over.iter().take(LISTED) {
            self.line(words::not_looked_at(language, &mentioned(header)));
        }
        let more = roles.rest.len().saturating_sub(LISTED) + profile.passed_over.len().saturating_sub(LISTED);
        if more > 0 {
            self.line(words::and_more(language, more));
        }
        self.line("");
    }

    fn knockouts(&mut self, roles: &Roles<'_>) {
        let language = roles.language;
        let reason = words::no_business(language);
        for (place, knockout) in roles.knockouts.iter().enumerate() {
            if place == 0 {
                self.line(words::knockouts(language));
                self.line("knockouts:");
            }
            if !knockout.others.is_empty() {
                let others: Vec<String> =
                    knockout.others.iter().take(LEVELS_SHOWN).map(|word| mentioned(word)).collect();
                let more = if knockout.others.len() > LEVELS_SHOWN { ", …" } else { "" };
                let words = format!("{}{more}", others.join(", "));
                self.line(words::stay_in(language, &mentioned(&knockout.header), &words));
            }
            let (header, test) = (scalar(&knockout.header), &knockout.test);
            let [.., not_ranked] = words::guesses(language);
            self.guess(format!("{not_ranked}: {} {test}", mentioned(&knockout.header)));
            self.line(format!("  - {{ column: {header}, {test}, reason: {reason} }}"));
        }
        if let Some(state) = roles.state {
            let (comment, examples) = words::open_knockouts(language, &mentioned(&state.header), &found_levels(state));
            self.line(comment);
            self.line("# knockouts:");
            let header = scalar(&state.header);
            self.line(format!("#   - {{ column: {header}, in: [{examples}], reason: {reason} }}"));
        }
        if roles.state.is_some() || !roles.knockouts.is_empty() {
            self.line("");
        }
    }

    fn tiers(&mut self, roles: &Roles<'_>) {
        let language = roles.language;
        let [key, potential, core] = words::tiers(language);
        for line in words::about_tiers(language) {
            self.line(line);
        }
        self.line("tiers:");
        self.line(format!("  - name: {key}"));
        self.line("    min_score: 70");
        self.line("    max_accounts: 25");
        if has(roles, "door_opener") {
            self.line("    requires:");
            self.line("      - { criterion: door_opener, at_least: 30 }");
        }
        self.line(format!("  - {{ name: {potential}, min_score: 55 }}"));
        self.line(format!("  - {{ name: {core} }}"));
        if has(roles, "opportunity_breadth") {
            let [comment, name] = words::fragmentation(language);
            self.line("");
            self.line(comment);
            self.line("flags:");
            self.line(format!("  - {{ name: {name}, when: {{ criterion: opportunity_breadth, at_least: 80 }} }}"));
        }
    }

    /// The matrix, where both axes have a criterion.
    fn matrix(&mut self, roles: &Roles<'_>) {
        let axis =
            |ids: &[&'static str]| ids.iter().copied().filter(|id| has(roles, id)).collect::<Vec<_>>().join(", ");
        let (x, y) = (
            axis(&["service_complexity", "know_how"]),
            axis(&["market_importance", "door_opener", "opportunity_breadth"]),
        );
        if x.is_empty() || y.is_empty() {
            return;
        }
        let (comment, [today, potential], [both, high_y, high_x, neither]) = words::portfolio(roles.language);
        self.line("");
        self.line(comment);
        self.line("portfolio:");
        self.line(format!("  x: {{ label: {today}, criteria: [{x}], split: 50 }}"));
        self.line(format!("  y: {{ label: {potential}, criteria: [{y}], split: 50 }}"));
        self.line(format!(
            "  quadrants: {{ high_high: {both}, low_high: {high_y}, high_low: {high_x}, low_low: {neither} }}"
        ));
    }
}

fn has(roles: &Roles<'_>, id: &str) -> bool {
    roles.scored(id).is_some()
}

fn list(columns: &[&Column]) -> String {
    let headers: Vec<String> = columns.iter().map(|column| scalar(&column.header)).collect();
    format!("[{}]", headers.join(", "))
}

fn found_levels(column: &Column) -> String {
    match &column.content {
        Content::Texts(texts) => {
            let levels = texts.levels.iter().flatten().take(LEVELS_SHOWN).map(|level| mentioned(level));
            levels.collect::<Vec<_>>().join(", ")
        }
        _ => String::new(),
    }
}

/// The content of a column in a few words.
fn described(column: &Column, language: Language) -> String {
    let texts = match &column.content {
        Content::Nothing => return words::held(language, Held::Nothing),
        Content::Numbers(numbers) if numbers.distinct == 1 => {
            return words::held(language, Held::Always(&number(numbers.min)));
        }
        Content::Numbers(numbers) => {
            return words::held(language, Held::Numbers(&number(numbers.min), &number(numbers.max)));
        }
        Content::Texts(texts) => texts,
    };
    match (&texts.odd, &texts.levels) {
        (Some((line, text)), _) => words::held(language, Held::Odd(*line, &mentioned(text))),
        (None, Some(levels)) if levels.len() <= 6 => words::held(language, Held::Levels(&found_levels(column))),
        _ => words::held(language, Held::Texts(texts.distinct)),
    }
}
