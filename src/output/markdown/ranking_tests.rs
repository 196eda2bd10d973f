//! The whole document of `score` as Markdown.

use super::document::write;
use crate::language::Language;
use crate::output::WhatIf;
use crate::report::score::contents::example::{Example, NASTY};
use crate::report::score::{Detail, document};

fn text(example: &Example, portfolio: bool) -> String {
    text_in(Language::English, example, portfolio)
}

fn text_in(language: Language, example: &Example, portfolio: bool) -> String {
    let mut bytes = Vec::new();
    let contents = example.contents(4, &[]);
    write(&document(&contents, language, Detail::Paper, portfolio), &mut bytes).unwrap();
    String::from_utf8(bytes).unwrap()
}

#[test]
fn a_table_with_everything_and_the_summary() {
    let mut example = Example::new();
    example.what_if = vec![WhatIf { criterion: "know_how".into(), from: 20.0, to: 30.0 }];
    let expected = r#"
# Key account selection

> **What-if: weight of know_how 20 -> 30. This is not the ranking of the criteria file**

| # | Account | Score | Tier | revenue_eur | Market importance | Know-how carrier | Door opener | Change | Flags | Complete | country | know_how |
| ---: | --- | ---: | --- | ---: | ---: | ---: | ---: | --- | --- | ---: | --- | --- |
| 1 | Nordwind Antriebe AG | 87.5 | Key account | 600,000 | 54.0 | 15.0 | 10.0 | promote |  | 100 % | DE | 7.5 |
| 2 | 株式会社テスト | 70.1 | Key account ? | 900,000 | 54.0 | 15.0 | - | keep |  | 80 % | DE | 7.5 |
| 2 | Gearbox Manufacturing International Holdings ⚑ | 70.1 | Core customer | - | 54.0 | 15.0 | 10.0 | demote | fragmentation risk | 100 % | DE | 7.5 |
| 4 | Bö & Co | 5.0 | Core customer | 500,000 | 54.0 | 15.0 | 10.0 | keep |  | 100 % | DE | 7.5 |

## Portfolio of 4 accounts

↑ Potential (high from 50); → Importance today (high from 50)

| low | high |
| --- | --- |
| **Develop: 1**<br>Gearbox Manufacturing International Holdings | **Key account: 1**<br>Nordwind Antriebe AG |
| **Standard: 1**<br>Bö & Co | **Protect: 0** |

1 account without a place in it: nothing is known on one of the axes

## Summary

5 customers read from 7 lines of customers.csv: 4 ranked, 1 not

Not ranked:

- Pleite KG (C-9), customers.csv:6: no business possible

| Tier | Accounts | revenue_eur | Share |
| --- | ---: | ---: | ---: |
| Key account | 2 | 1,500,000 | 75.0 % |
| Core customer | 2 | 500,000 | 25.0 % |

Agreement with a pure turnover ranking: high (Kendall tau-b 0.50)

In Key account, but turnover alone would miss them (1): Nordwind Antriebe AG

Turnover alone would pick instead (1): Bö & Co

Against today's status: 1 promoted, 1 demoted, 2 unchanged

Flags (⚑): fragmentation risk on 1 account

1 account has missing cells; for 1 of them this leaves the tier open (marked ?)

Points of potential depend on who else is in the data: one customer more or less can move every score
"#;
    assert_eq!(text(&example, true), expected.trim_start_matches('\n'));
}

#[test]
fn a_nasty_name_stays_in_its_cell() {
    let mut example = Example::new();
    let bars = |text: &str| text.replace("\\|", "").matches('|').count();
    let good = bars(&text(&example, true));
    example.names = [NASTY; 4];
    let bad = text(&example, true);
    assert_eq!(bars(&bad), good);
    assert!(!bad.contains("http://") && !bad.contains("<b>") && !bad.contains("@me"), "{bad}");
    assert!(!bad.contains('\u{1b}') && !bad.contains('\u{202e}'));
    assert!(bad.contains("\\<b\\>"), "{bad}");
}

/// Words of the English document that no German one has.
const ENGLISH: [&str; 20] = [
    "Account |",
    "accounts",
    "customers ",
    "Score",
    "Tier",
    "Change",
    "promote",
    "demote",
    "keep",
    "Flags",
    "Complete",
    "lines",
    "ranked",
    "Summary",
    "Portfolio of",
    "high",
    "Share",
    "turnover",
    "missing",
    "Points",
];

#[test]
fn a_german_document_has_no_english_words() {
    let mut example = Example::new();
    example.what_if = vec![WhatIf { criterion: "know_how".into(), from: 20.0, to: 30.0 }];
    let (english, german) = (text(&example, true), text_in(Language::German, &example, true));
    for word in ENGLISH {
        assert!(english.contains(word), "{word}");
        assert!(!german.contains(word), "{word}: {german}");
    }
    assert!(german.contains("| 1.500.000 | 75,0 % |"), "{german}");
}
