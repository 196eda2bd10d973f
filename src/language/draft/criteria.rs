//! The criteria of a draft, and the comments beside them.

use super::super::Language;
use Language::{English, German};

pub(crate) const fn about_weights(language: Language) -> &'static str {
    match language {
        English => {
            "# To change how much a criterion counts, change its weight: only the proportions among siblings matter."
        }
        German => "# Wie viel ein Kriterium zählt, sagt sein Gewicht: auf das Verhältnis zu denen daneben kommt es an.",
    }
}

pub(crate) const fn only_turnover(language: Language) -> &'static str {
    match language {
        English => "  # CHECK: nothing but turnover was found. It tells who is large, not who is a key account.",
        German => "  # CHECK: nur Umsatz gefunden. Er sagt, wer groß ist, nicht, wer ein Key Account ist.",
    }
}

pub(crate) const fn not_sorted_comment(language: Language) -> &'static str {
    match language {
        English => "  # CHECK: no column says by its name which of the five it belongs to. Sort these into them.",
        German => "  # CHECK: keine Spalte sagt durch ihren Namen, zu welchem der fünf sie gehört. Bitte einordnen.",
    }
}

pub(crate) const fn not_sorted(language: Language) -> &'static str {
    match language {
        English => "Not yet sorted",
        German => "Noch nicht eingeordnet",
    }
}

pub(crate) const fn often_unknown(language: Language) -> &'static str {
    match language {
        English => "often not known yet",
        German => "oft noch nicht bekannt",
    }
}

pub(crate) fn without_value(language: Language, cells: u64) -> String {
    match (language, cells) {
        (English, 1) => "1 cell has no value".to_owned(),
        (English, n) => format!("{n} cells have no value"),
        (German, 1) => "1 Zelle ohne Wert".to_owned(),
        (German, n) => format!("{n} Zellen ohne Wert"),
    }
}

/// A criterion that nothing speaks for: that it is left out, and how to fill it.
pub(crate) fn left_out(language: Language, id: &str, collect: &str) -> [String; 3] {
    match language {
        English => [
            format!("  # {id} is left out: no column says anything of it."),
            format!("  #   Collect {collect}."),
            "  #   Or rate each customer from 0 to 10 in a column of this name, and take the # away:".to_owned(),
        ],
        German => [
            format!("  # {id} fehlt: keine Spalte sagt etwas dazu."),
            format!("  #   Sammeln: {collect}."),
            "  #   Oder jeden Kunden in einer Spalte dieses Namens von 0 bis 10 bewerten und das # wegnehmen:"
                .to_owned(),
        ],
    }
}

/// A column of words that may speak for a criterion.
pub(crate) fn unclear(language: Language, header: &str) -> [String; 2] {
    match language {
        English => [
            format!("  # {header} may speak for it, but its words do not tell which is better. CHECK: write points from 0 to"),
            "  # 100 for each ? and take the # away, below the other columns of this criterion if there are any:".to_owned(),
        ],
        German => [
            format!("  # {header} könnte dafür sprechen, aber die Wörter sagen nicht, welches besser ist. CHECK: für jedes ?"),
            "  # Punkte von 0 bis 100 schreiben und das # wegnehmen, unter den anderen Spalten dieses Kriteriums, falls es welche gibt:"
                .to_owned(),
        ],
    }
}

/// One of the five criteria in German: label, question, what to collect. The English ones stand with their words.
pub(crate) const fn german_criterion(place: usize) -> Option<[&'static str; 3]> {
    Some(match place {
        0 => [
            "Bedeutung im Markt",
            "Ist sein Potenzial attraktiv, ist er weltweit tätig, ein Meinungs- oder Imageführer seiner Branche?",
            "sein Potenzial in EUR, die Länder, in denen er tätig ist, seinen Marktanteil",
        ],
        1 => [
            "Know-how-Träger",
            "Hat er Know-how, das eine Lern- oder Entwicklungspartnerschaft lohnend macht?",
            "gemeinsame Projekte, gemeinsame Patente, wie gut seine Entwicklung ist",
        ],
        2 => [
            "Türöffner",
            "Ist er die Eintrittskarte in neue Segmente wie Regionen, Anwendungen oder Zielgruppen?",
            "Segmente, die er geöffnet hat, Freigaben, Empfehlungen",
        ],
        3 => [
            "Komplexität der Betreuung",
            "Wie komplex sind sein Buying Center, seine Customer Journey und sein Verkaufsprozess? Mehr spricht für einen Key Account.",
            "die Personen in seinem Buying Center, die Monate eines Verkaufszyklus, Servicetickets",
        ],
        4 => [
            "Breite der Chancen",
            "Wie weit ist das Feld der Chancen, die Beziehung auszubauen? Breiter ist besser.",
            "offene Chancen, Produktlinien, die er kauft, Ihren Anteil an seinem Einkauf",
        ],
        _ => return None,
    })
}
