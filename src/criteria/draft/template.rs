//! The drafted file, line by line.

use super::roles::Roles;
use super::status;
use super::yaml_scalar::{mentioned, number, scalar};

use crate::model::{Decimal, ReadAs};
use crate::profile::{Column, Content, Profile};

/// So many columns that are not used are listed at most.
const LISTED: usize = 100;
/// So many words of a column are shown at most.
const LEVELS_SHOWN: usize = 12;

/// What a draft takes for granted, in words, and the line of the file on which it stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Guess {
    /// Counted from 1.
    pub line: usize,
    /// As in `turnover: Umsatz`.
    pub text: String,
}

/// Writes the file, and says what in it is guessed.
pub(crate) fn write(profile: &Profile, roles: &Roles<'_>, read: &ReadAs) -> (String, Vec<Guess>) {
    let mut page = Page::default();
    page.head(profile);
    page.account(profile, roles);
    page.read(read);
    page.numbers(profile);
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

    fn head(&mut self, profile: &Profile) {
        let customers =
            if profile.customers == 1 { "1 customer".to_owned() } else { format!("{} customers", profile.customers) };
        let file = mentioned(&profile.file);
        self.line(format!(
            "# A first criteria file, drafted from {file} ({customers}, {} columns).",
            profile.columns.len()
        ));
        self.line(
            "# It runs as it is, but it knows no more than what the columns are called and what stands in them today.",
        );
        self.line("# Read it from top to bottom: a line with CHECK holds a guess. Then ask what it does:");
        self.line("#   keyrank lint CUSTOMERS -c THIS_FILE");
        self.line("#   keyrank score CUSTOMERS -c THIS_FILE");
        self.line("# What each key means: keyrank criteria, and for an editor keyrank schema.");
        self.line("");
        self.line("version: 1");
        self.line("title: Key account selection");
        self.line("");
    }

    fn account(&mut self, profile: &Profile, roles: &Roles<'_>) {
        self.line("# Which columns tell who a customer is.");
        self.line("account:");
        let check = if profile.id_guessed { "CHECK: not called an id, but it " } else { "" };
        self.guess(format!("id: {}", mentioned(roles.id)));
        self.line(format!("  id: {}   # {check}is unique for each customer", scalar(roles.id)));
        for header in &profile.no_ids {
            self.line(format!("  # {} looks like an id, but it repeats or has empty cells", mentioned(header)));
        }
        match roles.name {
            Some((column, guess)) => {
                let check =
                    if guess { "   # CHECK: a person; name the column with the company, if there is one" } else { "" };
                self.guess(format!("name: {}", mentioned(&column.header)));
                self.line(format!("  name: {}{check}", scalar(&column.header)));
            }
            None => {
                self.line("  # name: the column with what people call a customer; none was found, so the id is shown")
            }
        }
        match roles.status {
            Some(column) => {
                let meanings = status::meanings(column);
                let found =
                    if meanings.is_empty() { format!("; found {}", found_levels(column)) } else { String::new() };
                let written = status::written(&column.header, &meanings);
                self.guess(format!("today's status: {}{}", mentioned(&column.header), status::told(&meanings)));
                self.line(format!("  status: {written}   # CHECK: the tier it is treated as today{found}"));
            }
            None => self.line("  # status: the column with the tier a customer is treated as today; none was found"),
        }
        if !roles.show.is_empty() {
            self.line(format!("  show: {}   # carried into every output, never scored", list(&roles.show)));
        }
        match roles.sum.as_slice() {
            [] if roles.own_turnover.is_empty() => {
                self.line("  # sum: [the turnover]; no column was found by its name");
            }
            [] => {}
            sum => {
                let headers: Vec<String> = sum.iter().map(|column| mentioned(&column.header)).collect();
                self.guess(format!("turnover, the newest first: {}", headers.join(", ")));
                self.line(format!("  sum: {}   # what share of these does each tier hold?", list(sum)));
            }
        }
        for column in &roles.own_turnover {
            let header = mentioned(&column.header);
            self.line(format!(
                "  # CHECK: {header} is read as what a customer sells itself. Does it buy that from you? Then"
            ));
            self.line(format!("  # write sum: [{}]", scalar(&column.header)));
        }
        self.line("");
    }

    fn read(&mut self, read: &ReadAs) {
        let delimiter =
            read.delimiter.map(|byte| if byte == b'\t' { "tab".to_owned() } else { char::from(byte).to_string() });
        let stated = [("sheet", &read.sheet), ("encoding", &read.encoding), ("delimiter", &delimiter)];
        let stated: Vec<String> =
            stated.iter().filter_map(|(key, value)| Some(format!("{key}: {}", scalar(value.as_ref()?)))).collect();
        if !stated.is_empty() {
            self.line("# How the export is read.");
            self.line(format!("read: {{ {} }}", stated.join(", ")));
            self.line("");
        }
    }

    fn numbers(&mut self, profile: &Profile) {
        let mark = match profile.decimal {
            Decimal::Auto => "auto",
            Decimal::Point => "point",
            Decimal::Comma => "comma",
        };
        let check = if profile.decimal_guessed {
            "   # CHECK: a guess, for the cells do not tell, or contradict each other"
        } else {
            ""
        };
        if profile.decimal_guessed {
            self.guess(format!("the decimal mark: {mark}"));
        }
        self.line(format!("numbers: {{ decimal: {mark} }}{check}"));
        self.line("");
        self.line("# A cell without a value: error refuses the file, worst gives 0 points, skip leaves the criterion out for that");
        self.line("# customer. Columns that have such cells today say skip below.");
        self.line("missing: error");
        self.line("");
    }

    fn rest(&mut self, profile: &Profile, roles: &Roles<'_>) {
        if roles.rest.is_empty() && profile.passed_over.is_empty() {
            return;
        }
        self.line("# Not used; to score one, write a criterion for it as above:");
        for column in roles.rest.iter().take(LISTED) {
            self.line(format!("#   {}: {}", mentioned(&column.header), described(column)));
        }
        for header in profile.passed_over.iter().take(LISTED) {
            self.line(format!(
                "#   {}: not looked at; another column has the same header, or it is too long, or there are too many",
                mentioned(header)
            ));
        }
        let more = roles.rest.len().saturating_sub(LISTED) + profile.passed_over.len().saturating_sub(LISTED);
        if more > 0 {
            self.line(format!("#   and {more} more"));
        }
        self.line("");
    }

    fn knockouts(&mut self, roles: &Roles<'_>) {
        for (place, knockout) in roles.knockouts.iter().enumerate() {
            if place == 0 {
                self.line(
                    "# Who is not ranked at all, and why. CHECK: the words are those that stand in the file today.",
                );
                self.line("knockouts:");
            }
            if !knockout.others.is_empty() {
                let others: Vec<String> =
                    knockout.others.iter().take(LEVELS_SHOWN).map(|word| mentioned(word)).collect();
                let more = if knockout.others.len() > LEVELS_SHOWN { ", …" } else { "" };
                let header = mentioned(&knockout.header);
                self.line(format!("  # {header} also holds {}{more}: they stay in", others.join(", ")));
            }
            let (header, test) = (scalar(&knockout.header), &knockout.test);
            self.guess(format!("not ranked: {} {test}", mentioned(&knockout.header)));
            self.line(format!("  - {{ column: {header}, {test}, reason: no business possible }}"));
        }
        if let Some(state) = roles.state {
            let (header, words) = (mentioned(&state.header), found_levels(state));
            self.line(format!("# Who is not ranked at all, and why. {header} holds {words}."));
            self.line("# knockouts:");
            let header = scalar(&state.header);
            self.line(format!("#   - {{ column: {header}, in: [insolvent, blocked], reason: no business possible }}"));
        }
        if roles.state.is_some() || !roles.knockouts.is_empty() {
            self.line("");
        }
    }

    fn tiers(&mut self, roles: &Roles<'_>) {
        self.line("# From the top; the last tier catches the rest. CHECK the lines: keyrank lint says where nobody reaches one.");
        self.line("# max_accounts is how many the company can really care for.");
        self.line("tiers:");
        self.line("  - name: Key account");
        self.line("    min_score: 70");
        self.line("    max_accounts: 25");
        if has(roles, "door_opener") {
            self.line("    requires:");
            self.line("      - { criterion: door_opener, at_least: 30 }");
        }
        self.line("  - { name: Potential key account, min_score: 55 }");
        self.line("  - { name: Core customer }");
        if has(roles, "opportunity_breadth") {
            self.line("");
            self.line(
                "# Breadth is good, but whoever pursues every chance gets nowhere with any. A flag changes no score.",
            );
            self.line("flags:");
            self.line("  - { name: fragmentation risk, when: { criterion: opportunity_breadth, at_least: 80 } }");
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
        self.line("");
        self.line("# Two axes; from split on, a customer is on the high side. The fields are named x_y.");
        self.line("portfolio:");
        self.line(format!("  x: {{ label: Importance today, criteria: [{x}], split: 50 }}"));
        self.line(format!("  y: {{ label: Potential, criteria: [{y}], split: 50 }}"));
        self.line("  quadrants: { high_high: Invest, low_high: Develop, high_low: Protect, low_low: Standard }");
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

/// What a column holds, in a few words.
fn described(column: &Column) -> String {
    match &column.content {
        Content::Nothing => "no value in any cell".to_owned(),
        Content::Numbers(numbers) if numbers.distinct == 1 => {
            format!("always {}, which is the same for everyone", number(numbers.min))
        }
        Content::Numbers(numbers) => {
            format!("numbers from {} to {}", number(numbers.min), number(numbers.max))
        }
        Content::Texts(texts) => match (&texts.odd, &texts.levels) {
            (Some((line, text)), _) => {
                format!("numbers, but line {line} holds {}: mend it, or list it under missing_values", mentioned(text))
            }
            (None, Some(levels)) if levels.len() <= 6 => format!("texts: {}", found_levels(column)),
            _ => format!("{} different texts", texts.distinct),
        },
    }
}
