//! Why a cell is not a number, and what would fix it.

use super::currency;
use crate::text::folded;
use crate::text::trim::trim;
use std::borrow::Cow;

/// Why a cell is not a number.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Flaw {
    Text,
    TooLong,
    Percent,
    Multiplier,
    Date,
    Hexadecimal,
    ForeignDigits,
    SpreadsheetError,
    NotFinite,
    Grouping,
    LooseMark,
    Signs,
    Currencies,
    /// A sign or short word beside it that is not a currency.
    Unit,
    AmountSign,
}

/// The most telling name for what is wrong with a cell.
pub(crate) fn diagnose(text: &str, flaw: Flaw) -> Flaw {
    if matches!(flaw, Flaw::NotFinite | Flaw::AmountSign | Flaw::Currencies) {
        return flaw;
    }
    let lower = folded(text);
    let bare = lower.trim_start_matches(['+', '-']);
    let digits = |c: char| c.is_ascii_digit();
    if lower.starts_with('#') {
        Flaw::SpreadsheetError
    } else if lower.contains(['%', '‰']) {
        Flaw::Percent
    } else if matches!(bare, "nan" | "inf" | "infinity" | "∞" | "1.#inf" | "1.#ind" | "1.#qnan") {
        Flaw::NotFinite
    } else if bare.starts_with("0x") {
        Flaw::Hexadecimal
    } else if text.chars().any(|c| c.is_numeric() && !c.is_ascii_digit()) {
        Flaw::ForeignDigits
    } else if is_date(text) {
        Flaw::Date
    } else if bare.starts_with(digits) && currency::is_multiplied(&lower) {
        Flaw::Multiplier
    } else if flaw == Flaw::Text && currency::unknown(text).is_some() {
        Flaw::Unit
    } else {
        flaw
    }
}

/// Whether it is what a spreadsheet shows where a formula failed or a column is too narrow.
pub(crate) fn is_spreadsheet_error(text: &str) -> bool {
    const ERRORS: [&str; 30] = [
        "#n/a",
        "#nv",
        "#ref!",
        "#bezug!",
        "#value!",
        "#wert!",
        "#name?",
        "#null!",
        "#div/0!",
        "#num!",
        "#zahl!",
        "#spill!",
        "#calc!",
        "#überlauf!",
        "#getting_data",
        "#field!",
        "#busy!",
        "#connect!",
        "#block!",
        "#blocked!",
        "#unknown!",
        "#external!",
        "#python!",
        "#timeout!",
        "#error!",
        "#nom?",
        "#valeur!",
        "#nombre!",
        "#valor!",
        "#waarde!",
    ];
    // LibreOffice numbers its errors.
    let is_numbered = |digits: &str| digits.len() == 3 && digits.bytes().all(|b| b.is_ascii_digit());
    if text.get(..4).is_some_and(|start| start.eq_ignore_ascii_case("Err:")) {
        return text.get(4..).is_some_and(is_numbered);
    }
    text.starts_with('#')
        && (ERRORS.contains(&folded(text).as_str()) || (text.len() > 2 && text.bytes().all(|b| b == b'#')))
}

/// Three numbers with the same mark between them, or a time of day.
fn is_date(text: &str) -> bool {
    let day = text.split([' ', 'T']).next().unwrap_or("");
    let parts = |mark: char| -> Vec<&str> { day.split(mark).collect() };
    let short = |part: &&str| matches!(part.len(), 1 | 2 | 4) && part.bytes().all(|b| b.is_ascii_digit());
    ['-', '/', '.'].iter().any(|mark| parts(*mark).len() == 3 && parts(*mark).iter().all(short))
        || (text.contains(':') && text.split(':').all(|p| !p.is_empty() && p.bytes().all(|b| b.is_ascii_digit())))
}

impl Flaw {
    /// What is wrong with this cell.
    pub(crate) fn told_of(self, cell: &str) -> Cow<'static, str> {
        match currency::unknown(trim(cell)).filter(|_| self == Flaw::Unit) {
            Some(sign) => format!("\"{sign}\" beside the number is not a known currency").into(),
            None => self.message().into(),
        }
    }

    /// What is wrong.
    pub(crate) fn message(self) -> &'static str {
        match self {
            Flaw::Text => "this is not a number",
            Flaw::TooLong => "a number has at most 512 characters",
            Flaw::Percent => "a percent sign: is 5 % five or 0.05?",
            Flaw::Multiplier => "a number with a word or letter for thousands or millions",
            Flaw::Date => "this looks like a date or a time, not a number",
            Flaw::Hexadecimal => "this looks like a hexadecimal number",
            Flaw::ForeignDigits => "digits other than 0 to 9",
            Flaw::SpreadsheetError => "this is a spreadsheet's error, not a number",
            Flaw::NotFinite => "not a finite number",
            Flaw::Grouping => "the digits are not grouped in clean threes",
            Flaw::LooseMark => "a mark without digits on both sides",
            Flaw::Signs => "more than one sign",
            Flaw::Currencies => "more than one currency",
            Flaw::Unit => "a number with a sign or word that is not a known currency",
            Flaw::AmountSign => "a negative in the book-keeper's form, in a rating",
        }
    }

    /// What would fix it.
    pub(crate) fn help(self) -> &'static str {
        match self {
            Flaw::Text => {
                "write a plain number such as 7.5 or 7,5; if the cell means \"no value\", list it under missing_values"
            }
            Flaw::TooLong => "shorten the cell",
            Flaw::Percent => "write the number alone and make the scale fit it",
            Flaw::Multiplier => "write the number out: 1.2 Mio. is 1200000",
            Flaw::Date => "Excel turns 1.5 into 1 May: format the column as number or text, enter it again and export",
            Flaw::Hexadecimal => "write it with the digits 0 to 9",
            Flaw::ForeignDigits => "write it with the digits 0 to 9",
            Flaw::SpreadsheetError => {
                "mend the formula (or widen the column) and export again; if it means \"no value\", list it under missing_values"
            }
            Flaw::NotFinite => "write a number that a computer can hold, or leave the cell empty",
            Flaw::Grouping => "write 1234567.8 without grouping, or group every three digits with one kind of mark",
            Flaw::LooseMark => "write 0.5 rather than .5, and 5 rather than 5.",
            Flaw::Signs => "keep one sign",
            Flaw::Currencies => "keep one currency, the same in the whole column",
            Flaw::Unit => "write the number alone, or beside it a code such as EUR, the same in the whole column",
            Flaw::AmountSign => "write it as -5",
        }
    }

    /// The code of its finding.
    pub(crate) fn code(self) -> &'static str {
        match self {
            Flaw::SpreadsheetError => "spreadsheet-error",
            Flaw::Date => "date-not-number",
            Flaw::Percent => "percent-sign",
            Flaw::Multiplier => "number-multiplied",
            Flaw::Currencies => "currencies-mixed",
            _ => "not-a-number",
        }
    }
}
