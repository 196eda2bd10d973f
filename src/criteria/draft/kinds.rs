//! The five criteria, and the words by which a column is known to belong to one of them, in English and German.

use super::words::holds;

/// One of the five criteria.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Kind {
    pub(super) id: &'static str,
    pub(super) label: &'static str,
    pub(super) about: &'static str,
    pub(super) weight: u32,
    words: &'static [&'static str],
}

/// The five, in the order of the file.
pub(super) const KINDS: [Kind; 5] = [
    Kind {
        id: "market_importance",
        label: "Market importance",
        about: "Is its potential attractive, is it a global account, an opinion or image leader of its industry?",
        weight: 30,
        words: &[
            "market importance",
            "marktbedeutung",
            "bedeutung",
            "importance",
            "wichtigkeit",
            "potential",
            "potenzial",
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
        words: &[
            "opportunity breadth",
            "breadth",
            "breite",
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
            "angebote",
            "open offers",
            "quotes",
            "bedarf",
        ],
    },
];

/// The criterion whose longest word fits best.
pub(super) fn kind(plain: &str) -> Option<usize> {
    let longest = |kind: &Kind| kind.words.iter().filter(|word| holds(plain, word)).map(|word| word.len()).max();
    let fits = KINDS.iter().enumerate().filter_map(|(place, kind)| Some((longest(kind)?, std::cmp::Reverse(place))));
    fits.max().map(|(_, std::cmp::Reverse(place))| place)
}

#[cfg(test)]
mod tests {
    use super::super::words::plain;
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
    }
}
