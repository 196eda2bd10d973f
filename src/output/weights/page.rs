//! A page of figures in each format.

use super::words;
use crate::analysis::weights::ahp::{Priorities, RANDOM_INDEX_TABLE, Worst};
use crate::analysis::weights::scale_ends::Ends;
use crate::analysis::weights::{Method, Proposal, Row};
use crate::model::Criterion;
use crate::output::csv::dialect::NUMBER;
use crate::output::csv::formula_guard::{guarded, guarded_first};
use crate::output::markdown::escape::{escaped, escaped_heading, escaped_within};
use crate::output::terminal::layout::Grid;
use crate::output::terminal::lines::Terminal;
use crate::output::{Format, Look, visible};
use crate::report::Tone;
use crate::report::{Cell, Column};
use crate::text::number::{full, sound};
use serde_json::{Map, Value as Json, json};
use std::io::{self, Write};

/// What a column is called: in files, and for people.
pub(crate) struct Heading {
    key: &'static str,
    name: &'static str,
    right: bool,
}

impl Heading {
    pub(crate) fn number(key: &'static str, name: &'static str) -> Self {
        Heading { key, name, right: true }
    }

    pub(crate) fn text(key: &'static str, name: &'static str) -> Self {
        Heading { key, name, right: false }
    }
}

/// One figure about a criterion.
pub(crate) enum Figure {
    Text(String),
    Count(usize),
    Number(f64),
    /// 0..1, shown in percent.
    Part(f64),
    /// -1..1, shown in percent with its sign.
    Change(f64),
    Nothing,
}

impl Figure {
    /// For a person.
    fn short(&self) -> String {
        let text = match self {
            Figure::Text(text) => return text.clone(),
            Figure::Count(count) => return count.to_string(),
            Figure::Number(number) => format!("{number:.4}").trim_end_matches('0').trim_end_matches('.').to_owned(),
            Figure::Part(part) => format!("{:.2} %", part * 100.0),
            Figure::Change(change) => format!("{:+.2}", change * 100.0),
            Figure::Nothing => return String::new(),
        };
        if matches!(text.as_str(), "-0.00" | "+0.00" | "-0.00 %" | "-0") {
            text.trim_start_matches(['-', '+']).to_owned()
        } else {
            text
        }
    }

    /// For a program.
    fn json(&self) -> Json {
        match self {
            Figure::Text(text) => json!(text),
            Figure::Count(count) => json!(count),
            Figure::Number(number) | Figure::Part(number) | Figure::Change(number) => json!(sound(*number)),
            Figure::Nothing => Json::Null,
        }
    }

    fn csv(&self) -> String {
        match self {
            Figure::Text(text) => text.clone(),
            Figure::Count(count) => count.to_string(),
            Figure::Number(number) | Figure::Part(number) | Figure::Change(number) => full(sound(*number)),
            Figure::Nothing => String::new(),
        }
    }
}

struct Page {
    title: String,
    headings: Vec<Heading>,
    rows: Vec<Vec<Figure>>,
    sentences: Vec<(Tone, String)>,
    /// What only json holds beside the criteria.
    beside: Map<String, Json>,
}

/// Writes proposed weights. Weights in csv and json are parts of 1, in full.
///
/// # Errors
/// What the writer says.
pub fn write(proposal: &Proposal, format: Format, look: Look, to: &mut dyn Write) -> io::Result<()> {
    page(proposal, format).write(format, look, to)
}

/// Writes the ends of each criterion's scale: what is to be known before swings are judged.
///
/// # Errors
/// What the writer says.
pub fn write_swing_paper(siblings: &[Criterion], format: Format, look: Look, to: &mut dyn Write) -> io::Result<()> {
    let row = |criterion: &Criterion| {
        let ends = Ends::of(criterion);
        vec![Figure::Text(criterion.id.clone()), Figure::Text(ends.worst), Figure::Text(ends.best)]
    };
    let answer: Vec<String> = siblings
        .iter()
        .zip(["100", "80"].into_iter().chain(std::iter::repeat("…")))
        .map(|(c, p)| format!("{}={p}", c.id))
        .collect();
    let sentences = [
        "Imagine a customer who is at the worst end of everything. Which one step to the best end would you want first? Give it 100 points",
        "Then say for each other step what it is worth against that one: half as much is 50",
    ];
    let mut sentences: Vec<(Tone, String)> = sentences.map(|text| (Tone::Plain, text.to_owned())).into();
    sentences.push((Tone::Remark, format!("Then add the points to the command: {}", answer.join(" "))));
    let headings =
        vec![Heading::text("id", "Criterion"), Heading::text("worst", "From worst"), Heading::text("best", "To best")];
    let title = "The steps to be judged".to_owned();
    Page { title, headings, rows: siblings.iter().map(row).collect(), sentences, beside: Map::new() }
        .write(format, look, to)
}

fn page(proposal: &Proposal, format: Format) -> Page {
    let mut headings = Vec::new();
    let mut rows: Vec<Vec<Figure>> = proposal.rows.iter().map(|_| Vec::new()).collect();
    let mut put = |heading: Heading, figure: fn(&Row) -> Figure| {
        headings.push(heading);
        rows.iter_mut().zip(&proposal.rows).for_each(|(cells, row)| cells.push(figure(row)));
    };
    let is_for_people = matches!(format, Format::Table | Format::Markdown);
    // For people a column that says nothing is left out; a program wants to find it, and takes differences itself.
    let is_in_force = proposal.rows.iter().any(|row| row.in_force.is_some());
    if !is_for_people {
        put(Heading::text("id", "Id"), |row| Figure::Text(row.id.clone()));
    }
    put(Heading::text("label", "Criterion"), |row| Figure::Text(row.label.clone()));
    put(Heading::number("weight", "Weight"), |row| Figure::Part(row.weight));
    if is_in_force || !is_for_people {
        put(Heading::number("in_force", "In force"), |row| row.in_force.map_or(Figure::Nothing, Figure::Part));
    }
    if is_in_force && is_for_people {
        put(Heading::number("change", "Change"), |row| {
            row.in_force.map_or(Figure::Nothing, |before| Figure::Change(row.weight - before))
        });
    }
    for (heading, figures) in words::columns(proposal) {
        headings.push(heading);
        rows.iter_mut().zip(figures).for_each(|(cells, figure)| cells.push(figure));
    }
    let sentences = words::sentences(proposal);
    Page { title: words::title(proposal), headings, rows, sentences, beside: beside(proposal) }
}

fn beside(proposal: &Proposal) -> Map<String, Json> {
    let mut beside = Map::new();
    let mut put = |key: &str, value: Json| beside.insert(key.to_owned(), value);
    put("method", json!(proposal.method.name()));
    put("group", json!(proposal.group.as_ref().map(|(id, _)| id)));
    match &proposal.method {
        Method::Pairwise { priorities, worst, .. } => {
            put("consistency", consistency(proposal, priorities, *worst));
        }
        Method::Entropy { sample, .. } | Method::Critic { sample, .. } => {
            let ids: Vec<&str> = sample.left_out_ids.iter().map(String::as_str).collect();
            put("sample", json!({ "customers": sample.customers, "left_out": ids.len(), "left_out_ids": ids }));
        }
        Method::RankOrder { .. } | Method::Swing { .. } => {}
    }
    let comparison = |c: &crate::analysis::weights::comparison::Comparison| {
        let moves = c.tier_moves.iter().flatten();
        let moved: Vec<Json> =
            moves.map(|m| json!({ "id": m.id, "name": m.name, "from": m.from, "to": m.to })).collect();
        let count = c.tier_moves.as_ref().map(Vec::len);
        json!({ "customers": c.customers, "tau_b": c.tau_b.map(sound), "tier_moves": count, "moved": moved })
    };
    put("comparison", json!(proposal.comparison.as_ref().map(comparison)));
    let written = |w: &crate::analysis::weights::written::Written| json!({ "weights": w.numbers(), "decimals": w.decimals, "score_shift_at_most": w.shift });
    put("written", json!(proposal.written.as_ref().map(written)));
    beside
}

fn consistency(proposal: &Proposal, priorities: &Priorities, worst: Option<Worst>) -> Json {
    let Method::Pairwise { judgements, .. } = &proposal.method else { return Json::Null };
    let id = |place: usize| proposal.rows.get(place).map(|row| &row.id);
    let worst = worst.and_then(|worst| {
        let judgement = judgements.get(worst.place)?;
        Some(json!({ "more": id(judgement.more), "less": id(judgement.less), "by": judgement.by, "fits": worst.fits }))
    });
    json!({
        "ratio": priorities.consistency_ratio,
        "acceptable": Priorities::ACCEPTABLE,
        "index": priorities.consistency_index,
        "lambda_max": priorities.lambda_max,
        "random_index": priorities.random_index,
        "random_index_table": RANDOM_INDEX_TABLE,
        "judgements": judgements.len(),
        "open_pairs": priorities.open_pairs,
        "worst": worst,
    })
}

impl Page {
    fn write(&self, format: Format, look: Look, to: &mut dyn Write) -> io::Result<()> {
        match format {
            Format::Table => self.write_table(&mut Terminal::new(to, look.width, look.color)),
            Format::Csv => look.dialect.write(to, |to| self.write_csv(look, to)),
            Format::Json => self.write_json(to),
            Format::Markdown => self.write_markdown(to),
        }
    }

    fn write_table(&self, to: &mut Terminal<'_>) -> io::Result<()> {
        to.line(Tone::Strong, &self.title)?;
        to.gap()?;
        let column = |heading: &Heading| match heading.right {
            true => Column::number(heading.name, 6),
            false => Column::text(heading.name, 10, 400),
        };
        let rows =
            || self.rows.iter().map(|row| row.iter().map(|figure| Cell::text(figure.short())).collect::<Vec<_>>());
        let mut grid = Grid::new(self.headings.iter().map(column).collect(), crate::language::Language::English);
        rows().for_each(|row| grid.measure(&row));
        let fitted = grid.fit(to.width());
        // Texts that say what is to be judged are not cut.
        if self.headings.iter().all(|heading| !heading.right) && !rows().all(|row| fitted.holds(&row)) {
            self.write_list(to)?;
        } else {
            fitted.write(rows().map(|row| (Tone::Plain, row)), to)?;
        }
        let left_out = fitted.left_out();
        if !left_out.is_empty() {
            let text = format!("Not shown at this width: {}; widen the terminal or use -f csv", left_out.join(", "));
            to.prose(Tone::Remark, &text, 2)?;
        }
        to.gap()?;
        self.sentences.iter().try_for_each(|(tone, text)| to.prose(*tone, text, 2))
    }

    /// Each row as a name and a line for each of its texts.
    fn write_list(&self, to: &mut Terminal<'_>) -> io::Result<()> {
        for row in &self.rows {
            for (place, (heading, figure)) in self.headings.iter().zip(row).enumerate() {
                let text = visible(&figure.short()).into_owned();
                match place {
                    0 => to.prose(Tone::Strong, &text, 2)?,
                    _ => to.prose(Tone::Plain, &format!("  {}: {text}", heading.name), 4)?,
                }
            }
        }
        Ok(())
    }

    fn write_csv(&self, look: Look, to: &mut dyn Write) -> io::Result<()> {
        let guard = look.formula_guard;
        let mut csv = csv::WriterBuilder::new().terminator(csv::Terminator::Any(b'\n')).from_writer(to);
        csv.write_record(self.headings.iter().map(|heading| heading.key))?;
        for row in &self.rows {
            for (place, figure) in row.iter().enumerate() {
                let text = figure.csv();
                csv.write_field(match (figure, place) {
                    (Figure::Text(_), 0) if guard => guarded_first(&text).into_owned(),
                    (Figure::Text(_), _) if guard => guarded(&text).into_owned(),
                    (Figure::Text(_), _) => text,
                    _ if look.dialect.marks_numbers() => format!("{}{text}", char::from(NUMBER)),
                    _ => text,
                })?;
            }
            csv.write_record(None::<&[u8]>)?;
        }
        csv.flush()
    }

    fn write_json(&self, to: &mut dyn Write) -> io::Result<()> {
        let named = |row: &Vec<Figure>| -> Map<String, Json> {
            self.headings.iter().zip(row).map(|(heading, figure)| (heading.key.to_owned(), figure.json())).collect()
        };
        let mut document = self.beside.clone();
        document
            .insert("criteria".to_owned(), Json::Array(self.rows.iter().map(|row| Json::Object(named(row))).collect()));
        serde_json::to_writer_pretty(&mut *to, &document)?;
        writeln!(to)
    }

    fn write_markdown(&self, to: &mut dyn Write) -> io::Result<()> {
        writeln!(to, "# {}\n", escaped_heading(&self.title))?;
        let line = |cells: Vec<String>| format!("| {} |", cells.join(" | "));
        writeln!(to, "{}", line(self.headings.iter().map(|heading| escaped_within(heading.name)).collect()))?;
        let rule = |heading: &Heading| if heading.right { "---:" } else { "---" };
        writeln!(to, "|{}|", self.headings.iter().map(rule).collect::<Vec<_>>().join("|"))?;
        for row in &self.rows {
            writeln!(to, "{}", line(row.iter().map(|figure| escaped_within(&figure.short())).collect()))?;
        }
        self.sentences.iter().try_for_each(|(_, text)| writeln!(to, "\n{}", escaped(text)))
    }
}
