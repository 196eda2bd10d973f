//! The columns that tell who a customer is: its name, its tier today, and the columns carried along.

use super::header_words::found;
use super::word_orders::in_order;
use crate::profile::header::{Sense, plain};
use crate::profile::{Column, Content, Shape};

/// How many columns are carried along at most.
const SHOWN: usize = 4;

/// Headers of customer names, the likeliest first: companies, then customers, then persons.
const NAMES: [&str; 44] = [
    "customer name",
    "kundenname",
    "company name",
    "firmenname",
    "account name",
    "accountname",
    "kontoname",
    "unternehmensname",
    "organization name",
    "organisation name",
    "organisationsname",
    "firmenbezeichnung",
    "firma",
    "firma 1",
    "company",
    "unternehmen",
    "organization",
    "organisation",
    "kundenbezeichnung",
    "debitorenname",
    "debitorname",
    "geschaeftspartner",
    "geschaeftspartnername",
    "business partner name",
    "kunde",
    "customer",
    "account",
    "client",
    "client name",
    "auftraggeber",
    "anzeigename",
    "display name",
    "name",
    "name 1",
    "name1",
    "bezeichnung",
    "suchname",
    "suchbegriff",
    "matchcode",
    "full name",
    "contact name",
    "ansprechpartner",
    "last name",
    "nachname",
];
/// The headers from here on name persons.
const PERSONS: usize = 39;
/// Words that make no difference in the header of a name.
const SMALL: [&str; 12] = [
    "der",
    "des",
    "die",
    "the",
    "of",
    "legal",
    "full",
    "vollstaendiger",
    "offizieller",
    "official",
    "kunden",
    "voller",
];

const STATUSES: [&str; 19] = [
    "kam status",
    "kam",
    "key account",
    "kundenklasse",
    "customer class",
    "class",
    "klasse",
    "klassifizierung",
    "klassifikation",
    "tier",
    "einstufung",
    "abc",
    "kundengruppe",
    "segment",
    "status",
    "kategorie",
    "category",
    "customer group",
    "kundentyp",
];
/// Words in cells that mean a tier of key accounts, under any header.
const TIERS: [&str; 6] =
    ["key account", "core customer", "potential key account", "kernkunde", "schluesselkunde", "strategic account"];
/// Words that mean a tier only under a header that says so.
const RANKS: [&str; 26] = [
    "a",
    "b",
    "c",
    "d",
    "aa",
    "a kunde",
    "b kunde",
    "c kunde",
    "a customer",
    "b customer",
    "c customer",
    "tier 1",
    "tier 2",
    "tier 3",
    "gold",
    "silver",
    "silber",
    "bronze",
    "platinum",
    "platin",
    "standard",
    "core",
    "key",
    "vip",
    "grosskunde",
    "basis",
];

const SHOWN_WORDS: [&str; 29] = [
    "country",
    "land",
    "laendername",
    "rechnungsland",
    " lnd ",
    "owner",
    "inhaber",
    "besitzer",
    "account manager",
    "key account manager",
    "betreuer",
    "verantwortlich",
    "zustaendig",
    "sales rep",
    "salesperson",
    "vertreter",
    "verkaeufer",
    "vertriebsmitarbeiter",
    "branche",
    "industry",
    "segment",
    "region",
    "city",
    "ort",
    "stadt",
    " market ",
    " markt ",
    "manager",
    "sparte",
];

/// The column of customer names, and whether it is a guess.
pub(crate) fn name<'p>(open: &[(&'p Column, String)]) -> Option<(&'p Column, bool)> {
    let ranked = open.iter().filter(|(column, _)| may_name(column)).filter_map(|(column, plain)| {
        let words: Vec<&str> = plain.split(' ').filter(|word| !word.is_empty() && !SMALL.contains(word)).collect();
        let bare = words.join(" ");
        let exact = NAMES.iter().position(|name| *name == bare || *name == plain.trim());
        let loose = || {
            let says = ["firma", "company", "unternehmen", "organi", "kundenname", "customer name", "account name"];
            let is_name = !Sense::of(plain).is_no_name() && Sense::of(plain) != Sense::Group;
            (is_name && plain.split(' ').count() <= 6)
                .then(|| found(plain, &says))
                .flatten()
                .map(|place| place + NAMES.len())
        };
        Some((exact.or_else(loose)?, *column))
    });
    let (place, column) = ranked.min_by_key(|(place, _)| *place)?;
    Some((column, place >= PERSONS))
}

/// Texts that differ for most customers and are no list of words, no dates, telephone numbers or web addresses.
fn may_name(column: &Column) -> bool {
    let Content::Texts(texts) = &column.content else { return false };
    texts.shape == Shape::Other && (texts.distinct as u64 * 2 > column.filled || texts.levels.is_none())
}

/// The column of the tier that a customer has today. Either its words are tiers under any header, or its header says so
/// and its words are ranks.
pub(crate) fn status<'p>(open: &[(&'p Column, String)]) -> Option<&'p Column> {
    let is_of = |word: &String, list: &[&str]| list.contains(&plain(word).trim());
    let has_tier = |column: &Column| levels(column).is_some_and(|words| words.iter().any(|word| is_of(word, &TIERS)));
    let is_ranked = |column: &Column| {
        levels(column).is_some_and(|words| {
            let known = words.iter().all(|word| is_of(word, &TIERS) || is_of(word, &RANKS));
            known && (words.len() > 1 || in_order(words).is_some())
        })
    };
    let by_words = open.iter().find(|(column, plain)| has_tier(column) && !plain.contains("bemerkung"));
    let by_header = || {
        let fitting = open.iter().filter(|(column, _)| is_ranked(column));
        let ranked = fitting.filter_map(|(column, plain)| Some((found(plain, &STATUSES)?, *column)));
        ranked.min_by_key(|(place, _)| *place).map(|(_, column)| column)
    };
    by_words.map(|(column, _)| *column).or_else(by_header)
}

/// Whether a header says that its column informs a person, such as the country.
pub(crate) fn is_shown(plain: &str) -> bool {
    found(plain, &SHOWN_WORDS).is_some()
}

/// The most useful few of the remaining columns that inform a person, in the order of the file.
pub(crate) fn shown<'p>(left: &[(&'p Column, &str)]) -> Vec<&'p Column> {
    let is_text = |column: &Column| matches!(&column.content, Content::Texts(texts) if texts.shape == Shape::Other && texts.odd.is_none());
    let fits = left.iter().enumerate().filter(|(_, (column, plain))| {
        is_text(column) && !matches!(Sense::of(plain), Sense::Contact | Sense::Code | Sense::Date | Sense::Note)
    });
    let ranked = fits.filter_map(|(place, (column, plain))| Some((found(plain, &SHOWN_WORDS)?, place, *column)));
    let mut ranked: Vec<(usize, usize, &Column)> = ranked.collect();
    ranked.sort_by_key(|(rank, place, _)| (*rank, *place));
    ranked.truncate(SHOWN);
    ranked.sort_by_key(|(_, place, _)| *place);
    ranked.into_iter().map(|(.., column)| column).collect()
}

/// The words of a column with only a few different ones.
pub(crate) fn levels(column: &Column) -> Option<&[String]> {
    match &column.content {
        Content::Texts(texts) => texts.levels.as_deref(),
        _ => None,
    }
}
