//! What a number format shows of a number: a date, a percentage, a currency, leading zeros.

use crate::input::currency::{self, Currency};

/// Texts of a code among which a currency is looked for.
const MOST_TEXTS: usize = 16;
/// More digits than a number has.
const MOST_PLACES: usize = 40;

/// What a format makes of a number.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct NumberFormat {
    pub(super) is_date: bool,
    pub(super) is_percent: bool,
    /// The currency that stands beside the number.
    pub(super) currency: Option<Currency>,
    /// Digits and the texts between them, where these show more of a whole number than its digits.
    pattern: Option<Vec<Token>>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
enum Token {
    Text(String),
    /// A digit; is a zero shown where the number has none?
    Place(bool),
}

impl NumberFormat {
    /// The format with one of the numbers that need no code.
    pub(super) fn built_in(number: u32) -> Self {
        NumberFormat {
            is_date: matches!(number, 14..=22 | 27..=36 | 45..=47 | 50..=58),
            is_percent: matches!(number, 9 | 10),
            ..NumberFormat::default()
        }
    }

    /// Reads a code such as `#,##0.00 [$€-407]` or `"K-"0000`; only its part for positive numbers.
    pub(super) fn parse(code: &str) -> Self {
        let mut format = NumberFormat::default();
        let mut tokens: Vec<Token> = Vec::new();
        let mut is_whole = true;
        let mut characters = code.chars().peekable();
        while let Some(c) = characters.next() {
            match c {
                ';' => break,
                '"' => push_text(&mut tokens, characters.by_ref().take_while(|c| *c != '"')),
                '\\' => push_text(&mut tokens, characters.next()),
                // As wide as the next character, or filled with it.
                '_' | '*' => drop(characters.next()),
                '[' => {
                    let inner: String = characters.by_ref().take_while(|c| *c != ']').collect();
                    format.bracket(&inner, &mut tokens);
                }
                '%' => format.is_percent = true,
                '0' => tokens.push(Token::Place(true)),
                '#' | '?' => tokens.push(Token::Place(false)),
                '.' | ',' | '/' => is_whole = false,
                c if c.is_alphabetic() => {
                    let mut word = c.to_string();
                    while let Some(next) = characters.next_if(|next| next.is_alphabetic()) {
                        word.push(next);
                    }
                    format.word(&word, &mut tokens);
                }
                _ => push_text(&mut tokens, Some(c)),
            }
        }
        format.settle(tokens, is_whole);
        format
    }

    /// `[$€-407]` names a currency, `[h]` a duration; colours and conditions show nothing.
    fn bracket(&mut self, inner: &str, tokens: &mut Vec<Token>) {
        if let Some(money) = inner.strip_prefix('$') {
            let symbol = money.split('-').next().unwrap_or("");
            push_text(tokens, symbol.chars());
        } else if !inner.is_empty() && inner.chars().all(|c| matches!(c.to_ascii_lowercase(), 'h' | 'm' | 's')) {
            self.is_date = true;
        }
    }

    /// Letters outside of quotes: parts of a date, or a word such as `General` and `Standard`.
    fn word(&mut self, word: &str, tokens: &mut Vec<Token>) {
        let lower = word.to_ascii_lowercase();
        let part_of_date = |part: char| lower.chars().all(|c| c == part);
        if ['y', 'm', 'd', 'h', 's', 'e', 'b', 'g'].into_iter().any(part_of_date) && lower != "e" {
            self.is_date = true;
        } else if !matches!(lower.as_str(), "general" | "standard" | "e" | "am" | "pm" | "a" | "p") {
            push_text(tokens, word.chars());
        }
    }

    fn settle(&mut self, tokens: Vec<Token>, is_whole: bool) {
        let texts = tokens.iter().filter_map(|token| match token {
            Token::Text(text) => Some(text.trim()),
            Token::Place(_) => None,
        });
        self.currency = texts
            .take(MOST_TEXTS)
            .filter_map(|text| currency::strip(text).filter(|(_, rest)| rest.is_empty()))
            .map(|(code, _)| code)
            .next();
        let zeros = tokens.iter().filter(|token| matches!(token, Token::Place(true))).count();
        let places = tokens.iter().filter(|token| matches!(token, Token::Place(_))).count();
        let has_text = tokens.iter().any(|token| matches!(token, Token::Text(text) if !text.trim().is_empty()));
        let shows_more = zeros > 1 || has_text;
        let plain = is_whole && !self.is_date && !self.is_percent && self.currency.is_none();
        if plain && shows_more && places > 0 && places <= MOST_PLACES {
            self.pattern = Some(tokens);
        }
    }

    /// What is shown of a whole number, where that is more than its digits.
    pub(super) fn shown(&self, x: f64) -> Option<String> {
        let pattern = self.pattern.as_ref()?;
        if x.fract() != 0.0 || !(0.0..1e15).contains(&x) {
            return None;
        }
        let digits = format!("{x:.0}");
        let mut digits = digits.chars().rev().filter(|_| x != 0.0).peekable();
        let mut places = pattern.iter().filter(|token| matches!(token, Token::Place(_))).count();
        let mut shown = String::new();
        for token in pattern.iter().rev() {
            match token {
                Token::Text(text) => shown.extend(text.chars().rev()),
                Token::Place(is_zero_shown) => {
                    places -= 1;
                    match digits.next() {
                        Some(digit) => shown.push(digit),
                        None if *is_zero_shown => shown.push('0'),
                        None => {}
                    }
                    if places == 0 {
                        shown.extend(digits.by_ref());
                    }
                }
            }
        }
        let shown: String = shown.chars().rev().collect();
        Some(shown.trim().to_owned())
    }
}

/// Adds text to what stands before it.
fn push_text(tokens: &mut Vec<Token>, text: impl IntoIterator<Item = char>) {
    let text: String = text.into_iter().collect();
    match tokens.last_mut() {
        Some(Token::Text(before)) => before.push_str(&text),
        _ => tokens.push(Token::Text(text)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn leading_zeros_and_texts_are_part_of_what_is_shown() {
        let shown = |code: &str, x: f64| NumberFormat::parse(code).shown(x);
        assert_eq!(shown("00000", 42.0).as_deref(), Some("00042"));
        assert_eq!(shown("\"K-\"0000", 1.0).as_deref(), Some("K-0001"));
        assert_eq!(shown("\\K\\-0000", 12345.0).as_deref(), Some("K-12345"));
        assert_eq!(shown("0000_)", 7.0).as_deref(), Some("0007"));
        assert_eq!(shown("000-000", 1234.0).as_deref(), Some("001-234"));
        assert_eq!(shown("0\" Kunde\"", 7.0).as_deref(), Some("7 Kunde"));
        for code in ["General", "Standard", "0", "#,##0.00", "@", "0.00E+00", "0%", "#,##0 \"EUR\"", ""] {
            assert_eq!(shown(code, 42.0), None, "{code}");
        }
        assert_eq!((shown("00000", 1.5), shown("00000", -1.0)), (None, None));
        assert_eq!(shown(&"0".repeat(70_000), 1.0), None);
    }

    #[test]
    fn dates_are_told_from_words() {
        for code in ["dd.mm.yyyy", "yyyy\\-mm\\-dd", "[$-407]d. mmmm yyyy;@", "h:mm AM/PM", "[h]:mm", "mm:ss.0"] {
            assert!(NumberFormat::parse(code).is_date, "{code}");
        }
        for code in
            ["Standard", "General", "STANDARD", "0\" days\"", "[Red]0", "\\d0", "[>100]0", "Standaard", "0.00E+00"]
        {
            assert!(!NumberFormat::parse(code).is_date, "{code}");
        }
        assert!(NumberFormat::built_in(14).is_date && !NumberFormat::built_in(4).is_date);
    }

    #[test]
    fn currencies_stand_in_brackets_and_quotes() {
        for (code, currency) in [
            ("#,##0.00\\ [$€-407]", "EUR"),
            ("[$$-409]#,##0.00", "USD"),
            ("#,##0.00 \"€\"", "EUR"),
            ("\"USD\" #,##0", "USD"),
            ("[$CHF]\\ #,##0", "CHF"),
            ("_-* #,##0.00\\ \"€\"_-;\\-* #,##0.00\\ \"€\"_-", "EUR"),
            ("€#,##0", "EUR"),
        ] {
            assert_eq!(NumberFormat::parse(code).currency, currency::strip(currency).map(|(found, _)| found), "{code}");
        }
        assert_eq!(NumberFormat::parse("#,##0.00").currency, None);
        let literal = NumberFormat::parse("0.0\" %\"");
        assert!(!literal.is_percent && NumberFormat::parse("0.0%").is_percent);
    }
}
