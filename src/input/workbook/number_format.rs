//! What a number format shows of a number: a date, a percentage, a currency, leading zeros.

use super::number_section::Section;
use crate::input::numbers::currency;
use crate::input::numbers::currency::Currency;
use crate::text::folded;

/// Sections of a code: positive numbers, negative ones, zero, texts.
const SECTIONS: usize = 4;

/// What a format makes of a number.
#[derive(Debug, Clone, PartialEq, Default)]
pub(crate) struct NumberFormat {
    pub(crate) is_date: bool,
    pub(crate) is_percent: bool,
    /// The currency that stands beside the number.
    pub(crate) currency: Option<Currency>,
    /// A word beside the number that multiplies it, as in `0" TEUR"`.
    pub(crate) multiplier: Option<String>,
    sections: Vec<Section>,
}

impl NumberFormat {
    /// The format with one of the numbers that need no code.
    pub(crate) fn built_in(number: u32) -> Self {
        NumberFormat {
            is_date: matches!(number, 14..=22 | 27..=36 | 45..=47 | 50..=58),
            is_percent: matches!(number, 9 | 10),
            ..NumberFormat::default()
        }
    }

    /// Reads a code such as `#,##0.00 [$€-407]` or `"K-"0000`. Dates, percentages and currencies are told by its first
    /// section.
    pub(crate) fn parse(code: &str) -> Self {
        let mut characters = code.chars().peekable();
        let mut sections = vec![Section::parse(&mut characters)];
        while sections.len() < SECTIONS && characters.next().is_some() {
            sections.push(Section::parse(&mut characters));
        }
        let first = sections.first().cloned().unwrap_or_default();
        let currency = first.texts().find_map(|text| currency::strip(text).filter(|(_, rest)| rest.is_empty()));
        let multiplier = first.texts().find(|text| currency::is_multiplied(&folded(text)));
        NumberFormat {
            is_date: first.is_date,
            is_percent: first.is_percent,
            currency: currency.map(|(code, _)| code),
            multiplier: multiplier.filter(|_| first.has_places()).map(str::to_owned),
            sections,
        }
    }

    /// What is shown of a whole number, where that is more than its digits.
    pub(crate) fn shown(&self, x: f64) -> Option<String> {
        let is_plain = !self.is_date && !self.is_percent && self.currency.is_none() && self.multiplier.is_none();
        if !is_plain || x.fract() != 0.0 || x.abs() >= 1e15 {
            return None;
        }
        let (section, has_sign) = self.section(x)?;
        let shown = section.shown(x.abs())?;
        Some(if has_sign { format!("-{shown}") } else { shown })
    }

    /// The section that shows a number, and whether it shows a minus sign of its own accord.
    fn section(&self, x: f64) -> Option<(&Section, bool)> {
        let numbers: Vec<&Section> = match self.sections.as_slice() {
            // A format for texts alone shows numbers too.
            [only] => vec![only],
            all => all.iter().take(3).filter(|section| !section.is_for_texts()).collect(),
        };
        if numbers.iter().any(|section| section.condition.is_some()) {
            // The first whose condition holds; one without a condition takes the rest.
            let found = numbers.iter().find(|section| section.condition.is_none_or(|condition| condition.holds(x)));
            return found.map(|section| (*section, x < 0.0));
        }
        match (numbers.as_slice(), x) {
            ([_, negative, ..], x) if x < 0.0 => Some((*negative, false)),
            ([_, _, zero, ..], 0.0) => Some((*zero, false)),
            ([first, ..], x) => Some((*first, x < 0.0)),
            ([], _) => None,
        }
    }

    /// What is shown of a text, where that is more than the text.
    pub(crate) fn shown_text(&self, text: &str) -> Option<String> {
        let own = match self.sections.as_slice() {
            [_, _, _, texts] => Some(texts),
            sections => sections.iter().find(|section| section.is_for_texts()),
        };
        own?.shown_text(text)
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
        assert_eq!((shown("00000", 1.5), shown("00000", -1.0).as_deref()), (None, Some("-00001")));
        assert_eq!(shown(&"0".repeat(70_000), 1.0), None);
        assert_eq!(shown("0E+00", 12.0), None);
        assert_eq!(shown("General\"x\"", 12.0).as_deref(), Some("12x"));
    }

    #[test]
    fn a_number_is_shown_by_the_section_that_is_meant_for_it() {
        let shown = |code: &str, x: f64| NumberFormat::parse(code).shown(x);
        let ranges = "[<5000]\"A\"0;[<9000]\"B\"0;\"C\"0";
        assert_eq!(
            [4000.0, 6000.0, 9500.0].map(|x| shown(ranges, x)),
            ["A4000", "B6000", "C9500"].map(|text| Some(text.to_owned()))
        );
        let two = "[>100]\"gross-\"0;\"klein-\"0";
        assert_eq!((shown(two, 120.0).as_deref(), shown(two, 12.0).as_deref()), (Some("gross-120"), Some("klein-12")));
        let signs = "\"A-\"0000;\"B-\"0000;\"neu\"";
        assert_eq!(
            [5.0, -5.0, 0.0].map(|x| shown(signs, x)),
            ["A-0005", "B-0005", "neu"].map(|text| Some(text.to_owned()))
        );
        assert_eq!(shown("[<=999]000;\"X\"0000", 1234.0).as_deref(), Some("X1234"));
    }

    #[test]
    fn texts_are_shown_by_the_section_of_texts() {
        let shown = |code: &str| NumberFormat::parse(code).shown_text("123");
        assert_eq!(shown("\"K-\"@").as_deref(), Some("K-123"));
        assert_eq!(shown("0;0;0;\"T\"@").as_deref(), Some("T123"));
        assert_eq!((shown("@"), shown("General"), shown("0.00")), (None, None, None));
        assert_eq!(NumberFormat::parse("\"K-\"@").shown(5.0).as_deref(), Some("K-5"));
    }

    #[test]
    fn words_beside_a_number_may_multiply_it() {
        for code in ["#,##0\" TEUR\"", "0\"k\"", "0.0\\ \"Mio\"", "#,##0 \"Tsd. €\""] {
            assert!(NumberFormat::parse(code).multiplier.is_some(), "{code}");
        }
        for code in ["0\" Kunde\"", "\"K-\"0000", "#,##0 \"EUR\"", "0%", "General"] {
            assert_eq!(NumberFormat::parse(code).multiplier, None, "{code}");
        }
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
