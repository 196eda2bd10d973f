//! What a header says about its column, in German and English. A column that names, dates or places a customer is never
//! an amount, a rating or a name.

use super::header_words::{
    AMOUNTS, CODE_ENDS, CODES, CONTACTS, COUNTS, CUSTOMERS, DATES, GROUPS, MEASURES, MORE_GROUPS, NOTES, NUMBERED,
    OF_OTHERS, PERSONS, PLACES, TERMS,
};
use crate::text::folded;

/// A header prepared for the search for words: in small letters, with umlauts written out and one space between words
/// and at either end.
pub fn plain(header: &str) -> String {
    let mut parted = String::new();
    let mut before = ' ';
    for c in header.chars() {
        if c.is_uppercase() && before.is_lowercase() {
            parted.push(' ');
        }
        parted.push(c);
        before = c;
    }
    let mut plain = String::from(" ");
    for c in folded(&parted).chars() {
        match c {
            'ä' => plain.push_str("ae"),
            'ö' => plain.push_str("oe"),
            'ü' => plain.push_str("ue"),
            c if c.is_alphanumeric() => plain.push(c),
            _ if plain.ends_with(' ') => {}
            _ => plain.push(' '),
        }
    }
    if !plain.ends_with(' ') {
        plain.push(' ');
    }
    plain
}

/// Whether the word is in a plain header. One of up to four letters must stand alone, a longer one may be part of a compound.
pub fn holds(plain: &str, word: &str) -> bool {
    if word.len() <= 4 { plain.contains(&format!(" {word} ")) } else { plain.contains(word) }
}

/// Whether one of the words is in a plain header.
pub fn holds_any(plain: &str, words: &[&str]) -> bool {
    words.iter().any(|word| holds(plain, word))
}

/// The meaning of a header.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Sense {
    /// A telephone, an e-mail or a web address.
    Contact,
    /// A day, a year, a period.
    Date,
    /// The location of a customer: street, postal code, coordinates; or the size of a picture.
    Place,
    /// A number or key that names something.
    Code,
    /// A group of customers: its words may be ordered, its numbers are codes.
    Group,
    /// Terms of business: credit, discount, payment, currency.
    Terms,
    /// A person at the customer, or one's own.
    Person,
    /// Free text.
    Note,
    /// None of these.
    Other,
}

impl Sense {
    /// The meaning of a plain header.
    pub fn of(plain: &str) -> Self {
        let words: Vec<&str> = plain.split(' ').filter(|word| !word.is_empty()).collect();
        let is_any = |list: &[&str]| words.iter().any(|word| list.contains(word));
        let ends = |list: &[&str]| words.iter().any(|word| list.iter().any(|end| word.ends_with(end)));
        let is_picture = is_any(&["image", "bild", "logo", "foto", "photo", "picture"]);
        let is_amount = holds_any(plain, &AMOUNTS);
        let is_measure = matches!(words.as_slice(), [only, ..] if MEASURES.contains(only) && words.len() <= 2)
            || is_picture && words.len() > 1 && (ends(&MEASURES) || is_any(&["size", "file", "datei", "link"]))
            || is_any(&["bildhoehe", "bildbreite"]);
        if holds_any(plain, &CONTACTS) && !is_count(plain) {
            Sense::Contact
        } else if is_measure || holds_any(plain, &PLACES) {
            Sense::Place
        } else if is_any(&CODES) && !is_count(plain)
            || holds_any(plain, &["handelsregister", "steuernummer", "steuer id", "d u n s"])
            || ends(&CODE_ENDS) && !holds(plain, "matchcode")
        {
            Sense::Code
        } else if !is_amount && (is_any(&DATES) || ends(&["datum", "jahr", "gruendung"]) || holds(plain, "gruendungs"))
        {
            Sense::Date
        } else if holds_any(plain, &TERMS) && !holds(plain, "kreditpotenz") {
            Sense::Terms
        } else if holds_any(plain, &PERSONS) && !is_count(plain) {
            Sense::Person
        } else if holds_any(plain, &NOTES) {
            Sense::Note
        } else if !is_count(plain) && (ends(&GROUPS) || holds_any(plain, &MORE_GROUPS)) {
            Sense::Group
        } else {
            Sense::Other
        }
    }

    /// Whether a column with such a header cannot be the id or the name of customers.
    pub fn is_no_name(self) -> bool {
        !matches!(self, Sense::Other | Sense::Group)
    }
}

/// Whether a plain header says that something is counted.
pub fn is_count(plain: &str) -> bool {
    COUNTS.iter().any(|word| plain.contains(word))
}

/// How much a header looks like that of a customer number: from 0, not at all, to 5, certainly.
pub fn key_likeness(header: &str) -> u8 {
    let plain = plain(header);
    let words: Vec<&str> = plain.split(' ').filter(|word| !word.is_empty()).collect();
    let is_any = |list: &[&str]| words.iter().any(|word| list.contains(word));
    let ends = |list: &[&str]| words.iter().any(|word| list.iter().any(|end| word.ends_with(end)));
    let numbered = is_any(&NUMBERED)
        || ends(&["nummer", "number", "nr", "guid"])
        || words.iter().any(|word| word.ends_with("id") && (3..=12).contains(&word.len()) && *word != "paid");
    let of_customer = words.iter().any(|word| CUSTOMERS.iter().any(|customer| word.starts_with(customer)))
        || holds(&plain, "sold to");
    let of_other = holds_any(&plain, &OF_OTHERS) && !holds(&plain, "auftraggeber") && !holds(&plain, "auftragge");
    if of_other || is_count(&plain) || is_tied_elsewhere(&plain) {
        return 0;
    }
    match (numbered, of_customer, words.as_slice()) {
        (true, true, _) => 5,
        (true, false, ["record" | "datensatz" | "external" | "externe" | "unique" | "crm" | "sap" | "erp", ..]) => 4,
        (true, false, ["ggui" | "gguid" | "guid" | "uuid" | "id"]) => 4,
        (true, false, [_]) => 3,
        (false, true, ["debitor" | "debtor" | "account" | "konto" | "auftraggeber" | "geschaeftspartner"]) => 2,
        (false, true, ["kunde" | "customer" | "client" | "cliente" | "klant"]) => 2,
        (false, true, ["do", "not", "modify", ..] | ["nicht", "aendern", ..]) => 2,
        (true, false, _) | (false, false, ["index" | "lfd" | "pos"]) => 1,
        _ => 0,
    }
}

/// A telephone, tax or house number: the header says so, and it is not a customer number.
fn is_tied_elsewhere(plain: &str) -> bool {
    const TIED: [&str; 24] = [
        "tax",
        "steuer",
        "vat",
        "ust",
        "duns",
        "d u n s",
        "gln",
        "ean",
        "iban",
        "bic",
        "swift",
        "siren",
        "siret",
        "sic",
        "naics",
        "nace",
        "handelsregister",
        "hrb",
        "checksum",
        "pruefsumme",
        "version",
        "modified",
        "uid",
        "ustid",
    ];
    holds_any(plain, &TIED) || matches!(Sense::of(plain), Sense::Contact | Sense::Place)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headers_become_plain_words() {
        assert_eq!(plain("Kunden-Nr."), " kunden nr ");
        assert_eq!(plain("AccountId"), " account id ");
    }

    #[test]
    fn what_names_dates_or_places_a_customer_says_so() {
        let all = |sense, headers: &[&str]| {
            for header in headers {
                assert_eq!(Sense::of(&plain(header)), sense, "{header}");
            }
        };
        all(
            Sense::Contact,
            &["Phone Number", "Telefon", "Fax", "E-Mail", "Email", "Website", "Telefonnummer", "Phone 1"],
        );
        all(
            Sense::Date,
            &[
                "Kunde seit",
                "Gründungsjahr",
                "Year Founded",
                "Letzter Kontakt",
                "Customer since",
                "Subscription Date",
                "Baujahr",
            ],
        );
        all(
            Sense::Place,
            &[
                "Breitengrad",
                "Längengrad",
                "latitude",
                "PLZ",
                "Postleitzahl",
                "Hausnr.",
                "Hausnummer",
                "Image height",
                "Breite (mm)",
            ],
        );
        all(
            Sense::Code,
            &[
                "Referenznummer",
                "USt-IdNr.",
                "Index",
                "GLN",
                "D-U-N-S",
                "DUNS Number",
                "IBAN",
                "VAT ID",
                "Kontonummer",
                "SIC Code",
            ],
        );
        all(Sense::Group, &["Kundengruppe", "Segment", "Sparte", "Type", "Industry"]);
        all(Sense::Terms, &["Bonität", "Rabatt in %", "Kreditlimit", "Währg", "Zahlungsziel"]);
        all(Sense::Person, &["First Name", "Ansprechpartner", "Account Owner", "Betreuer"]);
        let others = [
            "Umsatz 2025",
            "Umsatz letztes Jahr",
            "Number of Employees",
            "Anzahl offener Angebote",
            "Chancenbreite",
            "Image",
            "Potenzial",
            "know_how",
            "Account Name",
            "Firma",
            "buying_center_size",
        ];
        all(Sense::Other, &others);
    }

    #[test]
    fn a_number_of_the_customer_is_told_from_one_of_something_else() {
        for (header, likeness) in [
            ("Kundennummer", 5),
            ("Kunden-Nr.", 5),
            ("Customer Id", 5),
            ("Account ID", 5),
            ("Debitorennummer", 5),
            ("Organization - ID", 5),
            ("Kundennr.", 5),
            ("Record ID", 4),
            ("Externe ID", 4),
            ("GGUID", 4),
            ("id", 4),
            ("Nr.", 3),
            ("Debitor", 2),
            ("Kunde", 2),
            ("(Do Not Modify) Account", 2),
            ("Index", 1),
        ] {
            assert_eq!(key_likeness(header), likeness, "{header}");
        }
        for header in [
            "Phone Number",
            "USt-IdNr.",
            "Parent Account ID",
            "Owner ID",
            "Kundengruppe",
            "Number of Employees",
            "Hausnr.",
            "Umsatz 2025",
            "Firma",
            "VAT ID",
            "Telefonnummer",
            "Kunde seit",
            "DUNS Number",
            "Account Name",
            "Account Owner",
        ] {
            assert_eq!(key_likeness(header), 0, "{header}");
        }
    }
}
