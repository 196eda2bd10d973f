//! The document of `explain`: why one account stands where it stands, and what leads to the next tier.

use super::cell::Cell;
use super::column::Column;
use super::document::{Block, Document, Tone};
use super::phrases::{amount_cell, amount_in, cell, cell_of, line, measure_of, requirement, subject};
use super::table::{Row, Standing, Table};
use super::what_if::{WhatIf, what_if};
use crate::analysis::explain::gap::{Gap, Unmet};
use crate::analysis::explain::last_place::LastPlace;
use crate::analysis::explain::near_tie::NearTie;
use crate::analysis::explain::neighbour::Neighbour;
use crate::analysis::explain::single_change::{Reach, SingleChange};
use crate::analysis::explain::{Explained, Explanation};
use crate::language::explain::{self as words, Status, Verdict};
use crate::language::{Language, common};
use crate::model::{Condition, Day, Subject};
use crate::scoring::{Assessment, Change, KnockedOut, Value};
use crate::text::number::{nine, rounded, rounded_beside, telling_apart};

/// The whole document; its title says who it is about.
pub(crate) fn document<'a>(explained: &'a Explained<'_>, changed: &[WhatIf], language: Language) -> Document<'a> {
    let (name, id) = match explained {
        Explained::KnockedOut(customer) => (customer.name, customer.id),
        Explained::Ranked(explanation) => (explanation.account.name, explanation.account.id),
    };
    let mut blocks: Vec<Block<'a>> =
        what_if(language, changed).map(|text| Block::plain(format!("{text}."))).into_iter().collect();
    blocks.extend(match explained {
        Explained::KnockedOut(customer) => not_ranked(customer, language),
        Explained::Ranked(explanation) => Page { explanation, language }.blocks(),
    });
    Document { language, title: heading(name, id), blocks }
}

fn not_ranked<'a>(customer: &KnockedOut<'_>, language: Language) -> Vec<Block<'a>> {
    let reasons = customer.reasons.iter().map(|reason| words::reason(language, reason));
    let lines = [words::not_ranked(language).to_owned()].into_iter().chain(reasons);
    lines.chain([words::read_from(language, customer.file, customer.line)]).map(Block::plain).collect()
}

fn heading(name: &str, id: &str) -> String {
    if name == id { id.to_owned() } else { format!("{name} ({id})") }
}

/// An explanation in a language.
#[derive(Clone, Copy)]
struct Page<'a, 'e> {
    explanation: &'a Explanation<'e>,
    language: Language,
}

impl<'a> Page<'a, '_> {
    fn blocks(self) -> Vec<Block<'a>> {
        let mut blocks: Vec<Block<'a>> = self.standing().into_iter().map(Block::plain).collect();
        blocks.push(Block::Table(self.criteria()));
        blocks.push(Block::Heading(words::neighbours(self.language).to_owned()));
        blocks.push(Block::Table(self.neighbours()));
        let ties = self.explanation.near_ties.iter().map(|tie| near_tie(tie, self.language));
        blocks.extend(ties.map(|text| Block::Note(Tone::Plain, text)));
        blocks.extend(self.explanation.gap.iter().flat_map(|gap| self.next_tier(gap)));
        blocks
    }

    fn standing(self) -> Vec<String> {
        let Page { explanation, language } = self;
        let account = &explanation.account;
        let score = self.score(account.score);
        let mut lines = vec![words::standing(language, account.rank, explanation.ranked, &score, account.tier)];
        lines.extend(explanation.margin.map(|points| words::above_the_line(language, &amount_in(language, points))));
        lines.extend(explanation.last_place.as_ref().map(|last| last_place(last, account.score, language)));
        lines.extend(account.change.map(|change| words::against_status(language, status(change)).to_owned()));
        if account.score_low < account.score_high {
            let (low, high) = (self.score(account.score_low), self.score(account.score_high));
            lines.push(words::could_be(language, &low, &high, account.uncertain));
        }
        if !account.flags.is_empty() {
            lines.push(words::flags(language, &account.flags.join(", ")));
        }
        if let Some(quadrant) = account.portfolio.as_ref().and_then(|p| p.quadrant) {
            lines.push(words::portfolio(language, quadrant));
        }
        lines.push(words::read_from(language, account.file, account.line));
        lines
    }

    fn criteria(self) -> Table<'a> {
        let language = self.language;
        let account = &self.explanation.account;
        let mut rows: Vec<Row<'a>> = account.criteria.iter().map(|assessment| self.criterion(assessment)).collect();
        let empty = || Cell::text("");
        let all = Cell::Percent { value: 100.0, decimals: 2 };
        rows.push(Row::plain(vec![
            Cell::text(words::sum(language)),
            empty(),
            empty(),
            all,
            self.score_cell(account.score),
        ]));
        let numbers = [words::points(language), common::weight(language), words::contribution(language)];
        let columns = [
            Column::text(common::criterion(language), 16, 60),
            Column::text(words::cell(language), 8, 30).on_the_right(),
        ];
        let numbers = numbers.map(|name| Column::number(name, 4));
        Table::of(columns.into_iter().chain(numbers).collect(), rows)
    }

    /// A score with as many decimals as tell it from those of the neighbours and from the lines of the tiers.
    fn score(self, score: f64) -> String {
        self.language.with_marks(rounded_beside(score, self.decimals(), &self.explanation.lines))
    }

    fn score_cell(self, score: f64) -> Cell<'a> {
        Cell::number_beside(score, self.decimals(), &self.explanation.lines)
    }

    /// How many tell the scores of the neighbours apart.
    fn decimals(self) -> usize {
        let scores: Vec<f64> = self.explanation.neighbours.iter().map(|neighbour| neighbour.score).collect();
        telling_apart(&scores)
    }

    fn criterion(self, assessment: &'a Assessment<'_>) -> Row<'a> {
        let language = self.language;
        // So many decimals that the contributions shown add up to the score shown.
        let contribution = |value| match self.decimals() {
            2 => amount_cell(value, &[]),
            decimals => Cell::Number { value, decimals },
        };
        let unmet = self.explanation.gap.iter().flat_map(|gap| &gap.unmet).map(|unmet| unmet.condition);
        let asked = unmet.filter(|c| matches!(&c.subject, Subject::Criterion(id) if *id == assessment.node.id));
        let lines: Vec<f64> = asked.filter_map(line).collect();
        let empty = || Cell::text("");
        let cells = vec![
            Cell::text(assessment.node.label.as_str()),
            assessment.value.map_or_else(empty, |value| Cell::text(cell_of(language, assessment.node, value))),
            assessment
                .points
                .map_or_else(|| Cell::text(words::left_out(language)), |points| amount_cell(points, &lines)),
            Cell::Percent { value: assessment.weight * 100.0, decimals: 2 },
            assessment.contribution.map_or_else(empty, contribution),
        ];
        Row { standing: Standing::Plain, depth: assessment.node.depth, cells }
    }

    fn neighbours(self) -> Table<'a> {
        let language = self.language;
        let row = |n: &'a Neighbour<'_>| {
            let standing = if n.is_self { Standing::Subject } else { Standing::Plain };
            let (name, tier) = (Cell::text(heading(n.name, n.id)), Cell::text(n.tier.unwrap_or_default()));
            Row { standing, depth: 0, cells: vec![Cell::Rank(n.rank), name, self.score_cell(n.score), tier] }
        };
        let columns = vec![
            Column::number(common::rank(language), 4),
            Column::text(common::account(language), 24, 80),
            Column::number(common::score(language), 5),
            Column::text(common::tier(language), 12, 40),
        ];
        Table::of(columns, self.explanation.neighbours.iter().map(row).collect())
    }

    fn next_tier(self, gap: &'a Gap<'_>) -> Vec<Block<'a>> {
        let Page { explanation, language } = self;
        let mut lines = Vec::new();
        if let Some(min) = gap.min_score {
            let missing = (gap.missing > 0.0).then(|| amount_in(language, gap.missing));
            lines.push(words::threshold(language, &language.full(min), missing.as_deref()));
        }
        lines.extend(gap.unmet.iter().map(|unmet| self.requires(unmet)));
        lines.extend(full(gap, explanation.account.score, language));
        let heading = Block::Heading(words::next_tier(language, gap.tier));
        let mut blocks: Vec<Block<'a>> = [heading].into_iter().chain(lines.into_iter().map(Block::plain)).collect();
        let [what, from, to, enough] = words::single_changes(language);
        let columns = vec![
            Column::text(what, 16, 60),
            Column::text(from, 8, 30).on_the_right(),
            Column::text(to, 8, 30).on_the_right(),
            Column::number(common::score(language), 5),
            Column::text(enough, 32, 120),
        ];
        let changes =
            SingleChanges { gap, tiers: &explanation.lines, criteria: &explanation.account.criteria, language };
        blocks.push(Block::Table(Table::of(
            columns,
            gap.single_changes.iter().map(|change| changes.row(change)).collect(),
        )));
        if !gap.single_changes.iter().any(|change| matches!(change.reach, Reach::Enough { .. })) {
            blocks.push(Block::Note(Tone::Plain, words::nothing_alone_is_enough(language).to_owned()));
        }
        blocks
    }

    fn requires(self, unmet: &Unmet<'_>) -> String {
        let language = self.language;
        let has = match unmet.has {
            Value::Missing => words::no_value(language).to_owned(),
            Value::Number(x) if unmet.condition.test.is_of_dates() => date(x).unwrap_or_default(),
            Value::Number(x) => amount_cell(x, line(unmet.condition).as_slice()).shown(language).into_owned(),
            text @ Value::Text(_) => cell(language, text),
        };
        let subject = subject(unmet.condition, &self.explanation.account.criteria);
        words::requires(language, &requirement(language, unmet.condition, subject), &has)
    }
}

/// Who would be next, where the account leaves its place or another limit is set.
fn last_place(last: &LastPlace<'_>, own: f64, language: Language) -> String {
    let next = last.next.map(|next| (heading(next.name, next.id), language.full(nine(own - next.score))));
    let next = next.as_ref().map(|(name, behind)| (name.as_str(), behind.as_str()));
    words::last_place(language, last.max_accounts, next)
}

fn status(change: Change) -> Status {
    match change {
        Change::Promote => Status::Lower,
        Change::Demote => Status::Higher,
        Change::Keep => Status::Same,
        Change::New => Status::None,
    }
}

fn near_tie(tie: &NearTie<'_>, language: Language) -> String {
    let name = heading(tie.neighbour.name, tie.neighbour.id);
    // As many decimals as show every difference, and no noise of the arithmetic.
    let shows = |x: f64, decimals: usize| rounded(x, decimals).parse() != Ok(0.0);
    let all = || tie.parts.iter().map(|part| part.1).chain([tie.ahead]);
    let decimals = (2..9).find(|decimals| all().all(|x| shows(x, *decimals))).unwrap_or(9);
    let part = |(label, difference): &(&str, f64)| format!("{label} {}", language.signed(*difference, decimals));
    let parts: Vec<String> = tie.parts.iter().map(part).collect();
    words::near_tie(language, &name, &language.rounded(tie.ahead.abs(), decimals), tie.ahead > 0.0, &parts)
}

/// What it takes to get into a tier that holds no more.
fn full(gap: &Gap<'_>, own: f64, language: Language) -> Option<String> {
    let full = gap.full?;
    // Of two scores that look the same one would not understand why.
    let decimals = telling_apart(&[own, full.to_beat]);
    let (to_beat, own) = (language.rounded(full.to_beat, decimals), language.rounded(own, decimals));
    let names: Vec<String> = gap.tied.iter().map(|tied| heading(tied.name, tied.id)).collect();
    if names.is_empty() {
        let holder = gap.holder.map(|holder| heading(holder.name, holder.id));
        return Some(words::full(language, full.max_accounts, holder.as_deref(), &to_beat, &own));
    }
    Some(words::tied(language, full.max_accounts, &names, &to_beat, &own))
}

/// The date that a condition sees by its number.
fn date(number: f64) -> Option<String> {
    Day::since_1970(0)?.before(-number).map(|day| day.to_string())
}

/// What each criterion could do alone.
struct SingleChanges<'a, 'e> {
    gap: &'a Gap<'e>,
    /// The scores at which tiers begin.
    tiers: &'a [f64],
    criteria: &'a [Assessment<'e>],
    language: Language,
}

impl<'a> SingleChanges<'a, '_> {
    fn row(&self, change: &'a SingleChange<'_>) -> Row<'a> {
        let language = self.language;
        // Only what is above it gets into a full tier.
        let full = self.gap.full.map(|full| full.to_beat.next_up());
        let lines: Vec<f64> = self.tiers.iter().copied().chain(full).collect();
        let shown = |score: f64| amount_cell(score, &lines);
        let measure = |value| Cell::text(measure_of(language, change.node, value));
        let empty = || Cell::text("");
        let (to, score, verdict) = match &change.reach {
            Reach::Enough { to, score } => (measure(*to), shown(*score), Verdict::Enough),
            Reach::TooLittle { best, score: Some(score), unmet } => {
                (measure(*best), shown(*score), self.too_little(*score, unmet))
            }
            Reach::TooLittle { best, score: None, .. } => (measure(*best), empty(), Verdict::NotRanked),
            Reach::AtBest => (empty(), empty(), Verdict::AtBest),
        };
        let standing = if verdict == Verdict::Enough { Standing::Subject } else { Standing::Plain };
        let (label, verdict) = (change.node.label.as_str(), words::verdict(language, &verdict));
        let cells = vec![Cell::text(label), measure(change.from), to, score, Cell::text(verdict)];
        Row { standing, depth: 0, cells }
    }

    /// Why the best value is too little: where its score would do, what else is not met.
    fn too_little<'c>(&'c self, score: f64, unmet: &'c [&Condition]) -> Verdict<'c> {
        let gap = self.gap;
        let enough = gap.min_score.is_none_or(|min| score >= min) && gap.full.is_none_or(|full| score > full.to_beat);
        match unmet {
            [_, ..] if enough => {
                Verdict::Unmet(unmet.iter().map(|condition| subject(condition, self.criteria)).collect())
            }
            _ => Verdict::TooLittle,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::explain::gap::Full;
    use crate::model::Test;
    use crate::scoring::Node;
    use crate::table::Schema;

    #[test]
    fn a_knocked_out_customer_is_shown_with_every_reason() {
        let reasons = vec!["insolvent", "no data"];
        let customer = KnockedOut { id: "C-9", name: "Pleite KG", file: "a.csv", line: 6, reasons };
        let explained = Explained::KnockedOut(customer);
        let document = document(&explained, &[], Language::English);
        let text = |block: &Block<'_>| if let Block::Prose(_, text) = block { text.clone() } else { String::new() };
        let expected = ["Not ranked.", "Reason: insolvent", "Reason: no data", "Read from a.csv, line 6."];
        assert_eq!(document.title, "Pleite KG (C-9)");
        assert_eq!(document.blocks.iter().map(text).collect::<Vec<String>>(), expected);
    }

    #[test]
    fn a_single_change_says_from_what_to_what_and_whether_it_is_enough() {
        let (id, label) = ("know_how".to_owned(), "Know-how".to_owned());
        let column = Some(Schema::ID);
        let node = Node {
            id,
            label,
            depth: 0,
            parent: None,
            weight: 1.0,
            share: 1.0,
            effective_weight: 1.0,
            column,
            until: None,
        };
        let full = Some(Full { max_accounts: 1, to_beat: 68.0 });
        let gap = Gap {
            tier: "Key",
            min_score: Some(70.0),
            missing: 9.0,
            unmet: vec![],
            full,
            holder: None,
            tied: vec![],
            single_changes: vec![],
        };
        let changes = |language| SingleChanges { gap: &gap, tiers: &[70.0], criteria: &[], language };
        let shown = |language, from, reach| -> Vec<String> {
            let change = SingleChange { node: &node, from, reach };
            changes(language).row(&change).cells.iter().map(|cell| cell.shown(language).into_owned()).collect()
        };
        let row = |from, reach| shown(Language::English, from, reach);
        let enough = Reach::Enough { to: Value::Number(6.5), score: 70.25 };
        assert_eq!(row(Value::Number(4.0), enough), ["Know-how", "4", "6.5", "70.25", "yes"]);
        let best = Value::Text(" global ");
        let too_little = |score, unmet| row(Value::Missing, Reach::TooLittle { best, score: Some(score), unmet });
        let close = too_little(69.9996, vec![]);
        assert_eq!(close, ["Know-how", "missing", "global", "69.9996", "no, not even at its maximum"]);
        let at_least = |id: &str| Condition { subject: Subject::Column(id.into()), test: Test::AtLeast(3.0) };
        let (door, status) = (at_least("door"), at_least("status"));
        assert_eq!(too_little(80.0, vec![&door])[4], "no: score is, door is not");
        assert_eq!(too_little(80.0, vec![&door, &status])[4], "no: score is, door and status are not");
        assert_eq!(too_little(69.0, vec![&door])[4], "no, not even at its maximum");
        assert_eq!(row(Value::Number(10.0), Reach::AtBest)[4], "no, it is at its best");
        let enough = Reach::Enough { to: Value::Number(6.5), score: 70.25 };
        let german = shown(Language::German, Value::Number(4.0), enough);
        assert_eq!(german, ["Know-how", "4", "6,5", "70,25", "ja"]);
    }
}
