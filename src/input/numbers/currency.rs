//! Currencies beside a number, and the words for thousands and millions that are never taken for one.

/// A currency as a cell names it. A sign such as `kr` may stand for several.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Currency {
    /// The codes of ISO 4217 that it may stand for, with spaces between them.
    codes: &'static str,
    /// What messages call it.
    pub(crate) name: &'static str,
}

impl Currency {
    /// Whether both may be the same currency.
    pub(crate) fn fits(self, other: Currency) -> bool {
        self.codes.split(' ').any(|code| other.codes.split(' ').any(|its| its == code))
    }

    /// Whether it leaves fewer currencies open than the other one.
    pub(crate) fn is_narrower(self, than: Currency) -> bool {
        self.codes.len() < than.codes.len()
    }
}

/// Signs and local abbreviations and the codes that they stand for. Signs of Unicode's category Sc, and the symbols and short
/// names that CLDR gives for the home countries of the currencies; where several countries share one, all of them stand there.
const SIGNS: &[(&str, &str)] = &[
    // The euro and the franc, in German, French and Italian.
    ("€", "EUR"),
    ("Euro", "EUR"),
    ("euro", "EUR"),
    ("EURO", "EUR"),
    ("Euros", "EUR"),
    ("euros", "EUR"),
    ("SFr.", "CHF"),
    ("SFr", "CHF"),
    ("sFr.", "CHF"),
    ("sFr", "CHF"),
    ("Fr.", "CHF"),
    ("Fr", "CHF"),
    ("₣", "CHF"),
    // Dollars. A bare one is that of the United States unless a letter tells otherwise.
    ("$", "USD"),
    ("＄", "USD"),
    ("US$", "USD"),
    ("U$S", "USD"),
    ("C$", "CAD"),
    ("CA$", "CAD"),
    ("CAD$", "CAD"),
    ("A$", "AUD"),
    ("AU$", "AUD"),
    ("NZ$", "NZD"),
    ("HK$", "HKD"),
    ("S$", "SGD"),
    ("SG$", "SGD"),
    ("NT$", "TWD"),
    ("MX$", "MXN"),
    ("R$", "BRL"),
    ("AR$", "ARS"),
    ("CLP$", "CLP"),
    ("COL$", "COP"),
    // Pounds, and the yen sign that Japan and China share.
    ("£", "GBP"),
    ("￡", "GBP"),
    ("₤", "GBP"),
    ("E£", "EGP"),
    ("¥", "JPY CNY"),
    ("￥", "JPY CNY"),
    ("円", "JPY"),
    ("元", "CNY"),
    ("RMB", "CNY"),
    ("CN¥", "CNY"),
    ("JP¥", "JPY"),
    // Crowns.
    ("kr", "DKK SEK NOK ISK"),
    ("kr.", "DKK SEK NOK ISK"),
    ("Kr", "DKK SEK NOK ISK"),
    ("Kr.", "DKK SEK NOK ISK"),
    ("Kč", "CZK"),
    // Eastern Europe and the Caucasus.
    ("zł", "PLN"),
    ("zl", "PLN"),
    ("Ft", "HUF"),
    ("Ft.", "HUF"),
    ("lei", "RON MDL"),
    ("leu", "RON MDL"),
    ("Lei", "RON MDL"),
    ("лв", "BGN"),
    ("лв.", "BGN"),
    ("kn", "HRK"),
    ("KM", "BAM"),
    ("din.", "RSD"),
    ("din", "RSD"),
    ("дин.", "RSD"),
    ("дин", "RSD"),
    ("ден", "MKD"),
    ("₽", "RUB"),
    ("руб.", "RUB BYN"),
    ("руб", "RUB BYN"),
    ("р.", "RUB BYN"),
    ("₴", "UAH"),
    ("грн", "UAH"),
    ("грн.", "UAH"),
    ("₸", "KZT"),
    ("₼", "AZN"),
    ("₾", "GEL"),
    ("֏", "AMD"),
    // Turkey and the Near East.
    ("₺", "TRY"),
    ("TL", "TRY"),
    ("₪", "ILS"),
    ("﷼", "IRR SAR QAR OMR YER"),
    ("SR", "SAR"),
    ("Dh", "AED MAD"),
    ("DH", "AED MAD"),
    ("Dhs", "AED"),
    // Asia.
    ("₹", "INR"),
    ("Rs.", "INR PKR LKR NPR MUR SCR"),
    ("Rs", "INR PKR LKR NPR MUR SCR"),
    ("₨", "INR PKR LKR NPR MUR SCR"),
    ("৳", "BDT"),
    ("₩", "KRW"),
    ("￦", "KRW"),
    ("원", "KRW"),
    ("฿", "THB"),
    ("₫", "VND"),
    ("đ", "VND"),
    ("₱", "PHP"),
    ("RM", "MYR"),
    ("Rp", "IDR"),
    ("Rp.", "IDR"),
    ("₭", "LAK"),
    ("៛", "KHR"),
    ("₮", "MNT"),
    // Africa.
    ("R", "ZAR"),
    ("₦", "NGN"),
    ("₵", "GHS"),
    ("GH₵", "GHS"),
    ("KSh", "KES"),
    ("Ksh", "KES"),
    // Latin America.
    ("S/", "PEN"),
    ("S/.", "PEN"),
    ("Bs", "BOB VES"),
    ("Bs.", "BOB VES"),
    ("₡", "CRC"),
    ("₲", "PYG"),
    ("$U", "UYU"),
    ("B/.", "PAB"),
];

/// Codes of ISO 4217, those of no use in trade left out.
const CODES: &[&str] = &[
    "EUR", "USD", "GBP", "CHF", "JPY", "CNY", "SEK", "NOK", "DKK", "ISK", "PLN", "CZK", "HUF", "RON", "BGN", "HRK",
    "RSD", "TRY", "RUB", "UAH", "INR", "IDR", "BRL", "MXN", "ARS", "CLP", "COP", "CAD", "AUD", "NZD", "SGD", "HKD",
    "TWD", "KRW", "THB", "MYR", "PHP", "VND", "ZAR", "EGP", "MAD", "AED", "SAR", "QAR", "ILS", "KWD", "MDL", "BAM",
    "MKD", "BYN", "KZT", "AZN", "GEL", "AMD", "IRR", "OMR", "YER", "BHD", "JOD", "LBP", "IQD", "PKR", "LKR", "NPR",
    "MUR", "SCR", "BDT", "LAK", "KHR", "MNT", "MMK", "MOP", "UZS", "NGN", "GHS", "KES", "TZS", "UGX", "ETB", "TND",
    "DZD", "XOF", "XAF", "BWP", "NAD", "ZMW", "PEN", "BOB", "VES", "CRC", "PYG", "UYU", "PAB", "GTQ", "HNL", "NIO",
    "DOP", "JMD", "TTD", "CNH",
];

/// Takes one currency off either end: which one, and the text without it.
pub(crate) fn strip(text: &str) -> Option<(Currency, &str)> {
    let signs = SIGNS.iter().filter_map(|(sign, codes)| {
        // The R of "12 EUR" is no rand.
        let (first, last) = (sign.starts_with(char::is_alphabetic), sign.ends_with(char::is_alphabetic));
        let behind = text.strip_prefix(sign).filter(|bare| !(last && starts_with_letter(bare)));
        let before = || text.strip_suffix(sign).filter(|bare| !(first && bare.ends_with(char::is_alphabetic)));
        let bare = behind.or_else(before)?;
        Some((Currency { codes, name: if codes.len() == 3 { codes } else { sign } }, bare))
    });
    // "kr." before "kr", and "R$" before "$".
    signs.min_by_key(|(_, bare)| bare.len()).or_else(|| {
        CODES.iter().find_map(|code| {
            let currency = Currency { codes: code, name: code };
            let ends = |part: Option<&str>| part.is_some_and(|p| p.eq_ignore_ascii_case(code));
            if ends(text.get(..3)) {
                return text.get(3..).map(|bare| (currency, bare)).filter(|(_, bare)| !starts_with_letter(bare));
            }
            let at = text.len().checked_sub(3)?;
            let bare = text.get(..at).filter(|bare| !bare.ends_with(char::is_alphabetic))?;
            ends(text.get(at..)).then_some((currency, bare))
        })
    })
}

/// The currency that a text names and nothing else.
pub(crate) fn named(text: &str) -> Option<Currency> {
    strip(text).filter(|(_, bare)| bare.is_empty()).map(|(currency, _)| currency)
}

/// The short word or sign beside a number, in a cell that is no number because of it alone.
pub(crate) fn unknown(text: &str) -> Option<&str> {
    let outer = |c: char| c.is_whitespace() || matches!(c, '+' | '-' | '(' | ')' | '\u{2212}');
    let text = text.trim_matches(outer);
    let digits = |c: char| c.is_ascii_digit();
    let (first, last) = (text.find(digits)?, text.rfind(digits)? + 1);
    let (before, behind) = (text.get(..first)?.trim_matches(outer), text.get(last..)?.trim_matches(outer));
    let sign = match (before, behind) {
        (sign, "") | ("", sign) => sign,
        _ => return None,
    };
    let is_sign = sign.chars().count() <= 8 && sign.chars().any(|c| !matches!(c, '.' | ',' | '\''));
    let is_bare = |c: char| digits(c) || matches!(c, '.' | ',' | '\'' | '\u{2019}') || c.is_whitespace();
    (is_sign && text.get(first..last)?.chars().all(is_bare)).then_some(sign)
}

fn starts_with_letter(text: &str) -> bool {
    text.starts_with(char::is_alphabetic)
}

/// Whether the lower-case text ends in a word or letter for thousands, millions or billions, with or without a currency.
pub(crate) fn is_multiplied(lower: &str) -> bool {
    let word = lower.trim_start_matches(|c: char| !c.is_alphabetic());
    let word = word.trim_end_matches(['€', '$', '£', ' ', '.', '\u{a0}']);
    let word = CODES.iter().find_map(|code| word.strip_suffix(code.to_ascii_lowercase().as_str())).unwrap_or(word);
    matches!(
        word.trim_end_matches([' ', '.']),
        "k" | "t"
            | "m"
            | "mn"
            | "mm"
            | "b"
            | "bn"
            | "mio"
            | "mill"
            | "million"
            | "millionen"
            | "millions"
            | "mia"
            | "mrd"
            | "tsd"
            | "tausend"
            | "thousand"
            | "thsd"
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_sign_is_read_on_either_side_and_no_code_stands_twice() {
        for (sign, codes) in SIGNS {
            for cell in [format!("{sign} 5"), format!("5 {sign}"), format!("{sign}5"), format!("5{sign}")] {
                let (currency, bare) = strip(&cell).unwrap();
                assert_eq!((currency.codes, bare.trim()), (*codes, "5"), "{cell}");
            }
            assert!(codes.split(' ').all(|code| CODES.contains(&code)), "{sign}");
        }
        for code in CODES {
            for cell in [format!("{code} 5"), format!("5 {code}"), format!("{code}5"), format!("5{code}")] {
                assert_eq!(strip(&cell).map(|(its, bare)| (its.codes, bare.trim())), Some((*code, "5")), "{cell}");
            }
        }
        let mut codes = CODES.to_vec();
        codes.sort_unstable();
        codes.dedup();
        assert_eq!(codes.len(), CODES.len());
    }

    #[test]
    fn a_shared_sign_fits_each_of_its_currencies_and_no_other() {
        let currency = |text: &str| named(text).unwrap();
        let fits = |a: &str, b: &str| currency(a).fits(currency(b)) && currency(b).fits(currency(a));
        assert!(
            fits("kr.", "DKK") && fits("kr", "SEK") && fits("Rs", "PKR") && fits("￥", "CNY") && fits("lei", "RON")
        );
        assert!(!fits("DKK", "SEK") && !fits("kr", "EUR") && !fits("$", "CA$") && !fits("R$", "R"));
        assert!(currency("DKK").is_narrower(currency("kr")) && !currency("DKK").is_narrower(currency("SEK")));
    }

    #[test]
    fn an_unknown_sign_is_named() {
        for (cell, sign) in [("5 Stk", "Stk"), ("Q 5.000,00", "Q"), ("-Ƀ5", "Ƀ"), ("(5 qm)", "qm")] {
            assert_eq!(unknown(cell), Some(sign), "{cell}");
        }
        for cell in ["5", "hoch", "SW1A 1AA", "5.", "1 a 2", "A 5 B", "12345678 a long story"] {
            assert_eq!(unknown(cell), None, "{cell}");
        }
    }
}
