//! Currencies beside a number, and the words for thousands and millions that are never taken for one.

/// Signs and local abbreviations, each with the code that it is the same as.
const SIGNS: [(&str, &str); 19] = [
    ("US$", "USD"),
    ("SFr.", "CHF"),
    ("sFr.", "CHF"),
    ("Fr.", "CHF"),
    ("zł", "PLN"),
    ("Kč", "CZK"),
    ("Ft", "HUF"),
    ("kr.", "kr"),
    ("kr", "kr"),
    ("€", "EUR"),
    ("$", "USD"),
    ("£", "GBP"),
    ("¥", "JPY"),
    ("₹", "INR"),
    ("₽", "RUB"),
    ("₺", "TRY"),
    ("₩", "KRW"),
    ("₪", "ILS"),
    ("₴", "UAH"),
];

const CODES: [&str; 46] = [
    "EUR", "USD", "GBP", "CHF", "JPY", "CNY", "SEK", "NOK", "DKK", "ISK", "PLN", "CZK", "HUF", "RON", "BGN", "HRK",
    "RSD", "TRY", "RUB", "UAH", "INR", "IDR", "BRL", "MXN", "ARS", "CLP", "COP", "CAD", "AUD", "NZD", "SGD", "HKD",
    "TWD", "KRW", "THB", "MYR", "PHP", "VND", "ZAR", "EGP", "MAD", "AED", "SAR", "QAR", "ILS", "KWD",
];

/// Takes one currency off either end: its code, and the text without it.
pub(super) fn strip(text: &str) -> Option<(&'static str, &str)> {
    let signs = SIGNS.iter().find_map(|(sign, code)| {
        let bare = text.strip_prefix(sign).or_else(|| text.strip_suffix(sign))?;
        Some((*code, bare))
    });
    signs.or_else(|| {
        CODES.iter().find_map(|code| {
            let ends = |part: Option<&str>| part.is_some_and(|p| p.eq_ignore_ascii_case(code));
            if ends(text.get(..3)) {
                return text.get(3..).map(|bare| (*code, bare)).filter(|(_, bare)| !starts_with_letter(bare));
            }
            let at = text.len().checked_sub(3)?;
            let bare = text.get(..at).filter(|bare| !bare.ends_with(char::is_alphabetic))?;
            ends(text.get(at..)).then_some((*code, bare))
        })
    })
}

fn starts_with_letter(text: &str) -> bool {
    text.starts_with(char::is_alphabetic)
}

/// Does the lower-case text end in a word or letter for thousands, millions or billions, with or without a currency?
pub(super) fn is_multiplied(lower: &str) -> bool {
    let word = lower.trim_start_matches(|c: char| !c.is_alphabetic());
    let word = word.trim_end_matches(['€', '$', '£', ' ', '.', '\u{a0}']);
    let word = CODES.iter().find_map(|code| word.strip_suffix(code.to_lowercase().as_str())).unwrap_or(word);
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
