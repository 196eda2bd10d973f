//! Proposed weights: their figures beside those in force, and what there is to say about them.

pub(crate) mod figure;

use crate::analysis::weights::ahp::{Judgement, Priorities, RANDOM_INDEX_TABLE, Worst};
use crate::analysis::weights::comparison::{Comparison, TierMove};
use crate::analysis::weights::data::Basis;
use crate::analysis::weights::scale_ends::Ends;
use crate::analysis::weights::{self, Method, Proposal, Sample};
use crate::language::Language;
use crate::language::common::{Noun, counted, first_few};
use crate::language::weights::{self as words, FigureColumn};
use crate::model::{Criterion, Direction};
use crate::report::{Block, Column, Document, Table, Tone};
use figure::{Figure, Heading};

/// Figures in columns: a heading each, and a row for each criterion.
pub(crate) struct Figures {
    pub(crate) headings: Vec<Heading>,
    pub(crate) rows: Vec<Vec<Figure>>,
}

impl Figures {
    fn table(&self, language: Language) -> Table<'static> {
        let column = |heading: &Heading| match (words::figure_header(language, heading.column), heading.right) {
            (name, true) => Column::number(name, 6),
            (name, false) => Column::text(name, 10, 400),
        };
        let row = |row: &Vec<Figure>| row.iter().map(Figure::cell).collect();
        // Texts that say what is to be judged are not cut.
        let keeps_texts = self.headings.iter().all(|heading| !heading.right);
        let columns = self.headings.iter().map(column).collect();
        Table { keeps_texts, ..Table::of_cells(columns, self.rows.iter().map(row).collect()) }
    }
}

/// The whole document.
pub(crate) fn document(proposal: &Proposal, language: Language) -> Document<'static> {
    let table = Block::Table(figures(proposal, Some(language)).table(language));
    let blocks = [table].into_iter().chain(sentences(proposal, language)).collect();
    Document { language, title: title(proposal, language), blocks }
}

/// The ends of each criterion's scale: what is to be known before swings are judged.
pub(crate) fn swing_figures(siblings: &[Criterion]) -> Figures {
    let row = |criterion: &Criterion| {
        let ends = Ends::of(criterion);
        vec![Figure::Text(criterion.id.clone()), Figure::Text(ends.worst), Figure::Text(ends.best)]
    };
    let headings = [FigureColumn::CriterionId, FigureColumn::Worst, FigureColumn::Best].map(Heading::text).into();
    Figures { headings, rows: siblings.iter().map(row).collect() }
}

/// The same as a document, with how to judge them.
pub(crate) fn swing_document(siblings: &[Criterion], language: Language) -> Document<'static> {
    let points = ["100", "80"].into_iter().chain(std::iter::repeat("…"));
    let answer: Vec<String> = siblings.iter().zip(points).map(|(c, points)| format!("{}={points}", c.id)).collect();
    let mut blocks = vec![Block::Table(swing_figures(siblings).table(language))];
    blocks.extend(words::how_to_judge(language).map(Block::plain));
    blocks.push(Block::aside(words::add_the_points(language, &answer.join(" "))));
    Document { language, title: words::steps_to_judge(language).to_owned(), blocks }
}

fn title(proposal: &Proposal, language: Language) -> String {
    let [pairwise, rank_order, swing, entropy, critic] = words::weight_methods(language);
    let method = match proposal.method {
        Method::Pairwise { .. } => pairwise,
        Method::RankOrder { .. } => rank_order,
        Method::Swing { .. } => swing,
        Method::Entropy { .. } => entropy,
        Method::Critic { .. } => critic,
    };
    words::weights_by(language, method, proposal.group.as_ref().map(|(_, label)| label.as_str()))
}

/// All figures, for people in a language. Without one they are for programs: these want to find every column, and take
/// differences themselves.
pub(crate) fn figures(proposal: &Proposal, language: Option<Language>) -> Figures {
    let is_for_people = language.is_some();
    let mut headings = Vec::new();
    let mut rows: Vec<Vec<Figure>> = proposal.rows.iter().map(|_| Vec::new()).collect();
    let mut put = |heading: Heading, figure: fn(&weights::Row) -> Figure| {
        headings.push(heading);
        rows.iter_mut().zip(&proposal.rows).for_each(|(cells, row)| cells.push(figure(row)));
    };
    let is_in_force = proposal.rows.iter().any(|row| row.in_force.is_some());
    if !is_for_people {
        put(Heading::text(FigureColumn::Id), |row| Figure::Text(row.id.clone()));
    }
    put(Heading::text(FigureColumn::Label), |row| Figure::Text(row.label.clone()));
    put(Heading::number(FigureColumn::Weight), |row| Figure::Part(row.weight));
    if is_in_force || !is_for_people {
        put(Heading::number(FigureColumn::InForce), |row| row.in_force.map_or(Figure::Nothing, Figure::Part));
    }
    if is_in_force && is_for_people {
        put(Heading::number(FigureColumn::Change), |row| {
            row.in_force.map_or(Figure::Nothing, |before| Figure::Change(row.weight - before))
        });
    }
    for (heading, figures) in method_figures(proposal, language.unwrap_or_default()) {
        headings.push(heading);
        rows.iter_mut().zip(figures).for_each(|(cells, figure)| cells.push(figure));
    }
    Figures { headings, rows }
}

/// What the method adds about each criterion.
fn method_figures(proposal: &Proposal, language: Language) -> Vec<(Heading, Vec<Figure>)> {
    let numbers = |column, all: Vec<f64>| (Heading::number(column), all.into_iter().map(Figure::Number).collect());
    let texts = |column, all: Vec<String>| (Heading::text(column), all.into_iter().map(Figure::Text).collect());
    let measured_on = |sample: &Sample, is_directed: bool| {
        let bases = sample.bases.iter().map(|basis| measured_on(*basis, is_directed, language).to_owned());
        texts(FigureColumn::MeasuredOn, bases.collect())
    };
    match &proposal.method {
        Method::Pairwise { .. } => Vec::new(),
        Method::RankOrder { ranks } => {
            let ranks: Vec<Figure> = ranks.iter().map(|rank| Figure::Count(*rank)).collect();
            vec![(Heading::number(FigureColumn::Rank), ranks)]
        }
        Method::Swing { points, ends } => vec![
            numbers(FigureColumn::Points, points.clone()),
            texts(FigureColumn::Worst, ends.iter().map(|e| e.worst.clone()).collect()),
            texts(FigureColumn::Best, ends.iter().map(|e| e.best.clone()).collect()),
        ],
        Method::Entropy { spreads, sample } => vec![
            numbers(FigureColumn::Entropy, spreads.iter().map(|s| s.entropy).collect()),
            measured_on(sample, false),
        ],
        Method::Critic { contrasts, sample } => vec![
            numbers(FigureColumn::Deviation, contrasts.iter().map(|c| c.deviation).collect()),
            numbers(FigureColumn::Conflict, contrasts.iter().map(|c| c.conflict).collect()),
            numbers(FigureColumn::Information, contrasts.iter().map(|c| c.information).collect()),
            measured_on(sample, true),
        ],
    }
}

fn measured_on(basis: Basis, is_directed: bool, language: Language) -> &'static str {
    let [points, cells, falling] = words::measured_on(language);
    match basis {
        Basis::Points => points,
        Basis::Cells(Direction::Falling) if is_directed => falling,
        Basis::Cells(_) => cells,
    }
}

/// The sentences under the figures.
fn sentences(proposal: &Proposal, language: Language) -> Vec<Block<'static>> {
    let mut all = match &proposal.method {
        Method::Pairwise { judgements, priorities, worst } => {
            about_pairs(proposal, judgements, priorities, *worst, language)
        }
        Method::RankOrder { .. } => vec![Block::plain(words::about_rank_order(language))],
        Method::Swing { .. } => vec![Block::plain(words::about_swing(language))],
        Method::Entropy { sample, .. } => about_sample(sample, words::about_entropy(language), language),
        Method::Critic { sample, .. } => about_sample(sample, words::about_critic(language), language),
    };
    all.extend(proposal.comparison.iter().flat_map(|comparison| about_ranking(comparison, language)));
    all
}

fn about_sample(sample: &Sample, what: &str, language: Language) -> Vec<Block<'static>> {
    let left_out = sample.left_out_ids.len();
    let measured = (left_out > 0).then_some(sample.customers as u64);
    let all = words::measured_on_customers(language, (sample.customers + left_out) as u64, measured);
    vec![Block::plain(all), Block::plain(what), Block::plain(words::data_do_not_know(language))]
}

fn about_pairs(
    proposal: &Proposal,
    judgements: &[Judgement],
    priorities: &Priorities,
    worst: Option<Worst>,
    language: Language,
) -> Vec<Block<'static>> {
    let (lambda, n) = (priorities.lambda_max, proposal.rows.len());
    let index =
        words::consistency_index(language, &format!("{lambda:.3}"), &format!("{:.3}", priorities.consistency_index));
    let mut all = vec![match (priorities.consistency_ratio, priorities.random_index) {
        (Some(ratio), Some(random)) => {
            let tone = if priorities.is_inconsistent() { Tone::Caution } else { Tone::Plain };
            let limit = format!("{:.2}", Priorities::ACCEPTABLE);
            let random =
                words::random_index(language, &format!("{random:.2}"), RANDOM_INDEX_TABLE, priorities.open_pairs > 0);
            Block::Prose(tone, words::consistency(language, &format!("{ratio:.3}"), &limit, &index, &random))
        }
        (Some(_), None) => Block::plain(words::two_cannot_contradict(language)),
        (None, Some(_)) => Block::plain(words::nothing_checks(language)),
        (None, None) => Block::Prose(Tone::Caution, words::no_random_index(language, RANDOM_INDEX_TABLE, &index)),
    }];
    if priorities.open_pairs > 0 {
        all.push(Block::plain(words::pairs_judged(language, judgements.len(), n * (n - 1) / 2)));
    }
    all.extend(worst.and_then(|worst| least_fitting(proposal, judgements, worst, language)).map(Block::plain));
    all
}

fn least_fitting(proposal: &Proposal, judgements: &[Judgement], worst: Worst, language: Language) -> Option<String> {
    let judgement = judgements.get(worst.place)?;
    let (more, less) = (&proposal.rows.get(judgement.more)?.id, &proposal.rows.get(judgement.less)?.id);
    let fits = fitting(more, less, worst.fits);
    Some(words::fits_least(language, &format!("{more} > {less}"), &judgement.by.to_string(), &fits))
}

/// `a > b: 2.4`, turned round where the second one counts more.
pub(crate) fn fitting(more: &str, less: &str, fits: f64) -> String {
    if fits >= 1.0 { format!("{more} > {less}: {fits:.1}") } else { format!("{less} > {more}: {:.1}", 1.0 / fits) }
}

fn about_ranking(comparison: &Comparison, language: Language) -> Vec<Block<'static>> {
    let customers = counted(language, comparison.customers as u64, Noun::Customer);
    let tau = comparison.tau_b.map(|tau| format!("{tau:.3}"));
    let mut all = vec![Block::plain(words::against_the_one_in_force(language, &customers, tau.as_deref()))];
    all.extend(comparison.tier_moves.iter().map(|moves| Block::plain(about_moves(moves, language))));
    all
}

/// So many customers are named.
const NAMED: usize = 5;

fn about_moves(moves: &[TierMove], language: Language) -> String {
    let customers = counted(language, moves.len() as u64, Noun::Customer);
    let named = first_few(language, moves.iter().map(|m| format!("{} ({} -> {})", m.name, m.from, m.to)), NAMED);
    let colon = if moves.is_empty() { "" } else { ": " };
    format!("{}{colon}{named}", words::so_many_change_tier(language, &customers, moves.len() == 1))
}
