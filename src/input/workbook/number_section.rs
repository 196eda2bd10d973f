//! One section of a number format: digits, and the texts between them.

use std::iter::Peekable;
use std::str::Chars;

/// More digits than a number has.
const MOST_PLACES: usize = 40;
/// Texts of a section that are looked at.
const MOST_TEXTS: usize = 16;

/// A section, such as `"K-"0000`.
#[derive(Debug, Clone, PartialEq, Default)]
pub(crate) struct Section {
    pub(crate) is_date: bool,
    pub(crate) is_percent: bool,
    pub(crate) condition: Option<Condition>,
    tokens: Vec<Token>,
    /// Whether it shows decimals, groups, fractions or exponents.
    is_broken: bool,
}

#[derive(Debug, Clone, PartialEq, Eq)]
enum Token {
    Text(String),
    /// A digit, and whether a zero is shown where the number has none.
    Place(bool),
    /// The number as it is.
    General,
    /// The text as it is, or the number.
    At,
}

/// Which numbers a section is for, as in `[<=999]`.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Condition {
    sign: Sign,
    limit: f64,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Sign {
    Less,
    AtMost,
    Equal,
    Unequal,
    AtLeast,
    More,
}

impl Condition {
    fn parse(inner: &str) -> Option<Self> {
        const SIGNS: [(&str, Sign); 6] = [
            ("<=", Sign::AtMost),
            (">=", Sign::AtLeast),
            ("<>", Sign::Unequal),
            ("<", Sign::Less),
            (">", Sign::More),
            ("=", Sign::Equal),
        ];
        let (rest, sign) = SIGNS.iter().find_map(|(text, sign)| Some((inner.strip_prefix(text)?, *sign)))?;
        let limit = rest.trim().parse().ok().filter(|limit: &f64| limit.is_finite())?;
        Some(Condition { sign, limit })
    }

    #[allow(clippy::float_cmp, reason = "a format means the very number")]
    pub(crate) fn holds(self, x: f64) -> bool {
        match self.sign {
            Sign::Less => x < self.limit,
            Sign::AtMost => x <= self.limit,
            Sign::Equal => x == self.limit,
            Sign::Unequal => x != self.limit,
            Sign::AtLeast => x >= self.limit,
            Sign::More => x > self.limit,
        }
    }
}

impl Section {
    /// Reads up to the next semicolon.
    pub(crate) fn parse(characters: &mut Peekable<Chars<'_>>) -> Self {
        let mut section = Section::default();
        while let Some(c) = characters.next_if(|c| *c != ';') {
            match c {
                '"' => section.push(characters.by_ref().take_while(|c| *c != '"')),
                '\\' => section.push(characters.next()),
                // As wide as the next character, or filled with it.
                '_' | '*' => drop(characters.next()),
                '[' => {
                    let inner: String = characters.by_ref().take_while(|c| *c != ']').collect();
                    section.bracket(&inner);
                }
                '%' => section.is_percent = true,
                '0' => section.tokens.push(Token::Place(true)),
                '#' | '?' => section.tokens.push(Token::Place(false)),
                '@' => section.tokens.push(Token::At),
                '.' | ',' | '/' => section.is_broken = true,
                'E' | 'e' if characters.peek().is_some_and(|next| matches!(next, '+' | '-')) => {
                    section.is_broken = true
                }
                c if c.is_alphabetic() => {
                    let mut word = c.to_string();
                    while let Some(next) = characters.next_if(|next| next.is_alphabetic()) {
                        word.push(next);
                    }
                    section.word(&word);
                }
                _ => section.push(Some(c)),
            }
        }
        section
    }

    /// `[$€-407]` names a currency, `[h]` a duration, `[<100]` a condition; colours show nothing.
    fn bracket(&mut self, inner: &str) {
        if let Some(money) = inner.strip_prefix('$') {
            self.push(money.split('-').next().unwrap_or("").chars());
        } else if !inner.is_empty() && inner.chars().all(|c| matches!(c.to_ascii_lowercase(), 'h' | 'm' | 's')) {
            self.is_date = true;
        } else {
            self.condition = Condition::parse(inner).or(self.condition);
        }
    }

    /// Letters outside of quotes: parts of a date, or a word such as `General` and `Standard`.
    fn word(&mut self, word: &str) {
        let lower = word.to_ascii_lowercase();
        let part_of_date = |part: char| lower.chars().all(|c| c == part);
        if ['y', 'm', 'd', 'h', 's', 'e', 'b', 'g'].into_iter().any(part_of_date) && lower != "e" {
            self.is_date = true;
        } else if matches!(lower.as_str(), "general" | "standard") {
            self.tokens.push(Token::General);
        } else if !matches!(lower.as_str(), "e" | "am" | "pm" | "a" | "p") {
            self.push(word.chars());
        }
    }

    /// Adds text to what stands before it.
    fn push(&mut self, text: impl IntoIterator<Item = char>) {
        let text: String = text.into_iter().collect();
        match self.tokens.last_mut() {
            Some(Token::Text(before)) => before.push_str(&text),
            _ => self.tokens.push(Token::Text(text)),
        }
    }

    /// Its texts.
    pub(crate) fn texts(&self) -> impl Iterator<Item = &str> {
        let texts = self.tokens.iter().filter_map(|token| match token {
            Token::Text(text) => Some(text.trim()).filter(|text| !text.is_empty()),
            Token::Place(_) | Token::General | Token::At => None,
        });
        texts.take(MOST_TEXTS)
    }

    pub(crate) fn has_places(&self) -> bool {
        self.tokens.iter().any(|token| matches!(token, Token::Place(_)))
    }

    /// Whether it shows texts.
    pub(crate) fn is_for_texts(&self) -> bool {
        self.tokens.contains(&Token::At)
    }

    /// What is shown of a whole number from 0 on, where that is more than its digits.
    pub(crate) fn shown(&self, x: f64) -> Option<String> {
        let places = self.tokens.iter().filter(|token| matches!(token, Token::Place(_))).count();
        let zeros = self.tokens.iter().filter(|token| matches!(token, Token::Place(true))).count();
        if self.is_broken || self.is_date || self.is_percent || places > MOST_PLACES {
            return None;
        }
        if zeros < 2 && self.texts().next().is_none() {
            return None;
        }
        let digits = format!("{x:.0}");
        let all = digits.clone();
        let mut digits = digits.chars().rev().filter(|_| x != 0.0).peekable();
        let mut left = places;
        let mut shown = String::new();
        for token in self.tokens.iter().rev() {
            match token {
                Token::Text(text) => shown.extend(text.chars().rev()),
                Token::General | Token::At => shown.extend(all.chars().rev()),
                Token::Place(is_zero_shown) => {
                    left -= 1;
                    match digits.next() {
                        Some(digit) => shown.push(digit),
                        None if *is_zero_shown => shown.push('0'),
                        None => {}
                    }
                    if left == 0 {
                        shown.extend(digits.by_ref());
                    }
                }
            }
        }
        let shown: String = shown.chars().rev().collect();
        Some(shown.trim().to_owned())
    }

    /// What is shown of a text, where that is more than the text.
    pub(crate) fn shown_text(&self, text: &str) -> Option<String> {
        if !self.is_for_texts() || self.texts().next().is_none() {
            return None;
        }
        let part = |token: &Token| match token {
            Token::Text(own) => own.clone(),
            Token::At => text.to_owned(),
            Token::Place(_) | Token::General => String::new(),
        };
        Some(self.tokens.iter().map(part).collect::<String>().trim().to_owned())
    }
}
