//! The language of an export, by the words of its headers.

use super::Profile;
use super::header::plain;
use crate::language::Language;

/// Words of German headers and of no English one, in plain letters.
const GERMAN: &str = "adresse aktivitaet anzahl anzeigename bedeutung besitzer betreuer bewertung bezeichnung branche datum \
    debitor firma firmenname gesamt gesperrt gewonnene inhaber jahresumsatz kdnr klasse konto kontoname kontonummer kunde kunden \
    kundennr kundennummer kundenrang land mitarbeiter naechste nummer offene organisation ort plz postltz rechnungsland seit \
    stadt strasse telefon umsatz umsatzpotenzial unternehmen unternehmensname verantwortlicher vertriebsmitarbeiter waehrg waehrung";

/// Words of English headers and of no German one.
const ENGLISH: &str = "account annual blocked city class company country created currency customer customers date display employees \
    group industry number organization owner phone postal quotations rating record revenue sales salesperson search since street \
    total turnover zip";

/// The language that more of the headers are in; English where neither is ahead.
pub(crate) fn of_headers(profile: &Profile) -> Language {
    let headers: Vec<String> = profile.columns.iter().map(|column| plain(&column.header)).collect();
    let in_language = |words: &str| {
        let is_known = |word: &str| words.split_whitespace().any(|known| known == word);
        headers.iter().filter(|header| header.split(' ').any(is_known)).count()
    };
    if in_language(GERMAN) > in_language(ENGLISH) { Language::German } else { Language::English }
}
