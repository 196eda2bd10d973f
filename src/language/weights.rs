//! The words of proposed weights.

use super::Language;
use super::common::{self, Noun, counted};
use Language::{English, German};

/// A column of figures about criteria.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum FigureColumn {
    Id,
    /// The criterion by its id, where no label stands beside it.
    CriterionId,
    Label,
    Weight,
    InForce,
    Change,
    Rank,
    Points,
    Worst,
    Best,
    Entropy,
    MeasuredOn,
    Deviation,
    Conflict,
    Information,
}

impl FigureColumn {
    /// Its name for programs.
    pub(crate) fn key(self) -> &'static str {
        match self {
            Self::Id | Self::CriterionId => "id",
            Self::Label => "label",
            Self::Weight => "weight",
            Self::InForce => "in_force",
            Self::Change => "change",
            Self::Rank => "rank",
            Self::Points => "points",
            Self::Worst => "worst",
            Self::Best => "best",
            Self::Entropy => "entropy",
            Self::MeasuredOn => "measured_on",
            Self::Deviation => "deviation",
            Self::Conflict => "conflict",
            Self::Information => "information",
        }
    }
}

/// The header of a column of figures.
pub(crate) fn figure_header(language: Language, column: FigureColumn) -> &'static str {
    let (english, german) = match column {
        FigureColumn::Id => ("Id", "Id"),
        FigureColumn::CriterionId | FigureColumn::Label => ("Criterion", "Kriterium"),
        FigureColumn::Weight => ("Weight", "Gewicht"),
        FigureColumn::InForce => ("In force", "Bisher"),
        FigureColumn::Change => ("Change", "Änderung"),
        FigureColumn::Rank => ("Rank", "Rang"),
        FigureColumn::Points => ("Points", "Punkte"),
        FigureColumn::Worst => ("From worst", "Vom schlechtesten"),
        FigureColumn::Best => ("To best", "Zum besten"),
        FigureColumn::Entropy => ("Entropy", "Entropie"),
        FigureColumn::MeasuredOn => ("Measured on", "Gemessen an"),
        FigureColumn::Deviation => ("Deviation", "Streuung"),
        FigureColumn::Conflict => ("Conflict", "Konflikt"),
        FigureColumn::Information => ("Information", "Information"),
    };
    match language {
        English => english,
        German => german,
    }
}

/// The methods: pairwise comparison, rank order, swing, entropy, CRITIC.
pub(crate) fn weight_methods(language: Language) -> [&'static str; 5] {
    match language {
        English => [
            "pairwise comparison (AHP)",
            "rank order (ROC)",
            "swing",
            "entropy of the data",
            "contrast and conflict in the data (CRITIC)",
        ],
        German => [
            "Paarvergleich (AHP)",
            "Rangfolge (ROC)",
            "Swing",
            "Entropie der Daten",
            "Kontrast und Konflikt in den Daten (CRITIC)",
        ],
    }
}

pub(crate) fn weights_by(language: Language, method: &str, group: Option<&str>) -> String {
    match (language, group) {
        (English, None) => format!("Weights by {method}"),
        (English, Some(group)) => format!("Weights within {group} by {method}"),
        (German, None) => format!("Gewichte nach {method}"),
        (German, Some(group)) => format!("Gewichte innerhalb von {group} nach {method}"),
    }
}

/// On what a data method measured a criterion: its points, its cells, cells of which less is better.
pub(crate) fn measured_on(language: Language) -> [&'static str; 3] {
    match language {
        English => ["points", "cells", "cells, less is better"],
        German => ["Punkten", "Werten", "Werten, weniger ist besser"],
    }
}

pub(crate) fn about_rank_order(language: Language) -> &'static str {
    match language {
        English => "The centre of all weights that keep this order; criteria that tie get the same weight",
        German => "Die Mitte aller Gewichte mit dieser Reihenfolge; gleichrangige Kriterien bekommen gleich viel",
    }
}

pub(crate) fn about_swing(language: Language) -> &'static str {
    match language {
        English => "Points say what the whole step from worst to best is worth, the largest 100",
        German => "Die Punkte sagen, was der ganze Schritt vom schlechtesten zum besten wert ist, der größte 100",
    }
}

pub(crate) fn about_entropy(language: Language) -> &'static str {
    match language {
        English => "The more customers differ in a criterion, the more it weighs; which end is better plays no part",
        German => {
            "Je mehr sich die Kunden in einem Kriterium unterscheiden, desto mehr wiegt es; welches Ende besser ist, spielt keine Rolle"
        }
    }
}

pub(crate) fn about_critic(language: Language) -> &'static str {
    match language {
        English => "A criterion weighs more the more customers differ in it and the less others say the same",
        German => {
            "Ein Kriterium wiegt umso mehr, je mehr sich die Kunden darin unterscheiden und je weniger andere dasselbe sagen"
        }
    }
}

/// Measured on all customers, or on so many of them.
pub(crate) fn measured_on_customers(language: Language, all: u64, measured: Option<u64>) -> String {
    let all = counted(language, all, Noun::Customer);
    match (language, measured) {
        (English, None) => format!("Measured on {all}"),
        (English, Some(n)) => format!("Measured on {n} of {all}"),
        (German, None) => format!("Gemessen an {all}"),
        (German, Some(n)) => format!("Gemessen an {n} von {all}"),
    }
}

pub(crate) fn data_do_not_know(language: Language) -> &'static str {
    match language {
        English => "Data tell in what customers differ, not what matters to you",
        German => "Daten sagen, worin sich Kunden unterscheiden, nicht, was Ihnen wichtig ist",
    }
}

pub(crate) fn consistency(language: Language, ratio: &str, limit: &str, index: &str, random: &str) -> String {
    let (ratio, limit) = (language.with_marks(ratio.to_owned()), language.with_marks(limit.to_owned()));
    match language {
        English => format!("Consistency ratio {ratio} (acceptable up to {limit}): {index}, {random}"),
        German => format!("Konsistenzverhältnis {ratio} (annehmbar bis {limit}): {index}, {random}"),
    }
}

pub(crate) fn consistency_index(language: Language, lambda: &str, index: &str) -> String {
    let (lambda, index) = (language.with_marks(lambda.to_owned()), language.with_marks(index.to_owned()));
    match language {
        English => format!("lambda max {lambda}, consistency index {index}"),
        German => format!("Lambda max {lambda}, Konsistenzindex {index}"),
    }
}

pub(crate) fn random_index(language: Language, index: &str, table: &str, has_open_pairs: bool) -> String {
    let index = language.with_marks(index.to_owned());
    match (language, has_open_pairs) {
        (English, false) => format!("random index {index} ({table})"),
        (English, true) => {
            format!("random index {index} ({table}, less in proportion for the pairs left open)")
        }
        (German, false) => format!("Zufallsindex {index} ({table})"),
        (German, true) => format!("Zufallsindex {index} ({table}, im Verhältnis der offenen Paare verringert)"),
    }
}

pub(crate) fn two_cannot_contradict(language: Language) -> &'static str {
    match language {
        English => "Two criteria cannot contradict each other",
        German => "Zwei Kriterien können sich nicht widersprechen",
    }
}

pub(crate) fn nothing_checks(language: Language) -> &'static str {
    match language {
        English => "No judgement checks another, so nothing tells whether they agree",
        German => "Kein Urteil prüft ein anderes, also sagt nichts, ob sie zusammenpassen",
    }
}

pub(crate) fn no_random_index(language: Language, table: &str, index: &str) -> String {
    match language {
        English => format!("No consistency ratio: the random indices ({table}) end at 10 criteria; {index}"),
        German => {
            format!("Kein Konsistenzverhältnis: die Zufallsindizes ({table}) enden bei 10 Kriterien; {index}")
        }
    }
}

pub(crate) fn pairs_judged(language: Language, judged: usize, pairs: usize) -> String {
    match language {
        English => {
            format!("{judged} of {pairs} pairs judged; the others are taken to fit these exactly (Harker 1987)")
        }
        German => {
            format!("{judged} von {pairs} Paaren beurteilt; die anderen gelten als genau passend (Harker 1987)")
        }
    }
}

pub(crate) fn fits_least(language: Language, pair: &str, by: &str, fits: &str) -> String {
    match language {
        English => format!("Fits the others least: {pair}: {by}; what would fit is {fits}"),
        German => format!("Passt am wenigsten zu den anderen: {pair}: {by}; passend wäre {fits}"),
    }
}

pub(crate) fn against_the_one_in_force(language: Language, customers: &str, tau: Option<&str>) -> String {
    let scale = common::scale_of_tau(language);
    match (language, tau) {
        (English, Some(tau)) => {
            format!("Ranking of {customers} against the one in force: Kendall tau-b {tau} ({scale})")
        }
        (English, None) => format!(
            "Ranking of {customers} against the one in force: Kendall tau-b none, for one of the rankings is all ties"
        ),
        (German, Some(tau)) => format!(
            "Rangliste von {customers} gegenüber der gültigen: Kendall tau-b {} ({scale})",
            language.with_marks(tau.to_owned())
        ),
        (German, None) => format!(
            "Rangliste von {customers} gegenüber der gültigen: kein Kendall tau-b, denn in einer der beiden sind alle gleich"
        ),
    }
}

pub(crate) fn so_many_change_tier(language: Language, customers: &str, is_one: bool) -> String {
    match (language, is_one) {
        (English, _) => format!("{customers} would change tier"),
        (German, true) => format!("{customers} würde die Stufe wechseln"),
        (German, false) => format!("{customers} würden die Stufe wechseln"),
    }
}

pub(crate) fn steps_to_judge(language: Language) -> &'static str {
    match language {
        English => "The steps to be judged",
        German => "Die Schritte, die zu beurteilen sind",
    }
}

pub(crate) fn how_to_judge(language: Language) -> [&'static str; 2] {
    match language {
        English => [
            "Imagine a customer who is at the worst end of everything. Which one step to the best end would you want first? Give it 100 points",
            "Then say for each other step what it is worth against that one: half as much is 50",
        ],
        German => [
            "Stellen Sie sich einen Kunden vor, der überall am schlechtesten Ende steht. Welchen einen Schritt zum besten Ende hätten Sie am liebsten zuerst? Er bekommt 100 Punkte",
            "Dann für jeden anderen Schritt, was er daran gemessen wert ist: halb so viel sind 50",
        ],
    }
}

pub(crate) fn add_the_points(language: Language, answer: &str) -> String {
    match language {
        English => format!("Then add the points to the command: {answer}"),
        German => format!("Dann die Punkte an den Befehl anhängen: {answer}"),
    }
}
