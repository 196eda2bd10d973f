//! The five criteria, and the words that mark a column as belonging to one of them, in English and German.

use crate::language::Language;
use crate::language::draft::german_criterion;
use crate::profile::header::{holds, plain};

/// One of the five criteria.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Kind {
    pub(crate) id: &'static str,
    pub(crate) label: &'static str,
    pub(crate) about: &'static str,
    pub(crate) weight: u32,
    /// What to collect where no column measures it.
    pub(crate) collect: &'static str,
    /// Headers that name the criterion itself.
    names: &'static [&'static str],
    words: &'static [&'static str],
}

impl Kind {
    /// Its label, what it asks, and what to collect for it.
    pub(crate) fn words(&self, language: Language) -> [&'static str; 3] {
        let english = [self.label, self.about, self.collect];
        match language {
            Language::English => english,
            Language::German => {
                let place = KINDS.iter().position(|kind| kind.id == self.id);
                place.and_then(german_criterion).unwrap_or(english)
            }
        }
    }
}

/// The five, in the order of the file.
pub(crate) const KINDS: [Kind; 5] = [
    Kind {
        id: "market_importance",
        label: "Market importance",
        about: "Is its potential attractive, is it a global account, an opinion or image leader of its industry?",
        weight: 30,
        collect: "its potential in EUR, the countries it is active in, its share of its market",
        names: &["market importance", "marktbedeutung", "bedeutung im markt", "importance in the market"],
        words: &[
            "market importance",
            "marktbedeutung",
            "bedeutung",
            "importance",
            "wichtigkeit",
            "potential",
            "potenzial",
            "erwarteter umsatz",
            "expected revenue",
            "forecast",
            "prognose",
            "global",
            "opinion",
            "meinung",
            "leader",
            "fuehrer",
            "image",
            "prestige",
            "reference",
            "referenz",
            "countries",
            "laender",
            "international",
            "growth",
            "wachstum",
            "attracti",
            "attrakti",
            "market share",
            "marktanteil",
            "strategi",
        ],
    },
    Kind {
        id: "know_how",
        label: "Know-how carrier",
        about: "Does it hold know-how that makes a learning or development partnership worthwhile?",
        weight: 20,
        collect: "joint projects, patents you share, how good its engineering is",
        names: &["know how", "knowhow", "know how carrier", "know how traeger", "knowhow traeger"],
        words: &[
            "know how",
            "knowhow",
            "wissen",
            "kompetenz",
            "competence",
            "expertise",
            "patent",
            "innovati",
            "engineering",
            "technolog",
            "technik",
            "joint project",
            "joint development",
            "gemeinsame projekte",
            "entwicklungsprojekt",
            "entwicklungspartner",
            "development partner",
            "forschung",
            "research",
            "lernen",
            "learning",
            "pilot",
        ],
    },
    Kind {
        id: "door_opener",
        label: "Door opener",
        about: "Is it the entry ticket to new segments such as regions, applications or target groups?",
        weight: 20,
        collect: "segments it opened, approvals it gave, introductions it made",
        names: &["door opener", "dooropener", "tueroeffner"],
        words: &[
            "door opener",
            "dooropener",
            "tueroeffner",
            "opener",
            "oeffner",
            "door",
            "new segment",
            "neue segmente",
            "segments opened",
            "introduction",
            "empfehlung",
            "weiterempfehl",
            "referral",
            "recommend",
            "approval",
            "zulassung",
            "freigabe",
            "multiplikator",
            "network",
            "netzwerk",
            "einstieg",
            "zugang",
            "nps",
        ],
    },
    Kind {
        id: "service_complexity",
        label: "Service complexity",
        about: "How complex are its buying center, its customer journey and its sales process? More counts for a key account.",
        weight: 15,
        collect: "the people in its buying center, the months of a sales cycle, service tickets",
        names: &["service complexity", "servicekomplexitaet", "komplexitaet", "complexity"],
        words: &[
            "service complexity",
            "complex",
            "komplex",
            "aufwand",
            "effort",
            "service",
            "ticket",
            "buying center",
            "buying centre",
            "buyingcenter",
            "einkaufsgremium",
            "entscheider",
            "decision maker",
            "sales cycle",
            "verkaufszyklus",
            "vertriebszyklus",
            "betreuung",
            "support",
            "reklamation",
            "complaint",
            "customer journey",
        ],
    },
    Kind {
        id: "opportunity_breadth",
        label: "Breadth of opportunities",
        about: "How wide is the field of opportunities to develop the relationship? Wider is better.",
        weight: 15,
        collect: "open opportunities, product lines it buys, your share of its purchases",
        names: &["opportunity breadth", "breadth of opportunities", "chancenbreite", "breite der chancen"],
        words: &[
            "opportunity breadth",
            "breadth",
            "chancenbreite",
            "breite der",
            "breite des",
            "sortimentsbreite",
            "opportunit",
            "chancen",
            "chance",
            "cross sell",
            "crosssell",
            "up sell",
            "upsell",
            "wallet",
            "lieferanteil",
            "product lines",
            "produktlinien",
            "sortiment",
            "produkte",
            "products",
            "pipeline",
            "open deal",
            "offene deal",
            "associated deals",
            "zugehoerigen deals",
            "zugeordneten deals",
            "angebote",
            "open offers",
            "quotes",
            "quotation",
            "bedarf",
        ],
    },
];

/// The criterion that a header names, perhaps with a range or a word such as "rating" behind the name.
pub(crate) fn named(header: &str) -> Option<usize> {
    // Some systems put the name of the list before that of the column.
    let last = header.rsplit(" - ").next().unwrap_or(header);
    let name = last.split(['(', '[']).next().unwrap_or(last);
    let plain = plain(name);
    let words: Vec<&str> = plain.split(' ').filter(|w| !w.is_empty() && !BESIDE.contains(w)).collect();
    let name = words.join(" ");
    KINDS.iter().position(|kind| kind.names.contains(&name.as_str()))
}

/// Words that only say that something is rated.
const BESIDE: [&str; 6] = ["rating", "score", "bewertung", "note", "punkte", "points"];

/// Columns that tell how large or how valued a customer is. They measure its importance where nothing better does, one
/// of each.
pub(crate) const PROXIES: [&[&str]; 2] = [
    &["employees", "mitarbeiter", "headcount", "beschaeftigte", "company size", "unternehmensgroesse"],
    &["rating", "bewertung", "priority", "prioritaet", "einschaetzung"],
];

/// The criterion with the longest word that fits.
pub(crate) fn kind(plain: &str) -> Option<usize> {
    let longest = |kind: &Kind| kind.words.iter().filter(|word| holds(plain, word)).map(|word| word.len()).max();
    let fits = KINDS.iter().enumerate().filter_map(|(place, kind)| Some((longest(kind)?, std::cmp::Reverse(place))));
    fits.max().map(|(_, std::cmp::Reverse(place))| place)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_understood_in_both_languages() {
        let id = |header: &str| kind(&plain(header)).map(|place| KINDS[place].id);
        for (header, wanted) in [
            ("Umsatzpotenzial (EUR)", "market_importance"),
            ("know_how", "know_how"),
            ("KnowHow", "know_how"),
            ("Türöffner", "door_opener"),
            ("Komplexität der Betreuung", "service_complexity"),
            ("ServiceComplexity", "service_complexity"),
            ("Chancenbreite", "opportunity_breadth"),
            ("share_of_wallet_percent", "opportunity_breadth"),
            ("sales_cycle_months", "service_complexity"),
            ("new_segments_opened", "door_opener"),
        ] {
            assert_eq!(id(header), Some(wanted), "{header}");
        }
        assert_eq!(id("Postleitzahl"), None);
        assert_eq!(id("Breitengrad"), None);
    }

    #[test]
    fn the_name_of_a_criterion_is_told_from_a_word_for_it() {
        for (header, place) in [
            ("market_importance", Some(0)),
            ("Know-how (0-10)", Some(1)),
            ("Bewertung Türöffner", Some(2)),
            ("opportunity breadth", Some(4)),
            ("Organization - Market importance", Some(0)),
            ("potential_eur", None),
            ("Know-how \"Technik\"", None),
        ] {
            assert_eq!(named(header), place, "{header}");
        }
    }
}
