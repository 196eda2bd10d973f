//! Criteria files that are made to hurt: refused at once, whatever they are made of.

use keyrank::criteria::{DEFAULT, parse};
use proptest::prelude::*;
use std::time::{Duration, Instant};

/// The codes of what is found, in little time.
fn codes(bytes: &[u8]) -> Vec<&'static str> {
    let start = Instant::now();
    let checked = parse("f", bytes);
    assert!(start.elapsed() < Duration::from_secs(20), "it takes {:?}", start.elapsed());
    assert!(checked.model.is_some() || checked.findings.has_errors());
    checked.findings.iter().map(|finding| finding.code).collect()
}

#[test]
fn aliases_are_refused_before_they_are_expanded() {
    let long = format!("a: &a {}\nb: [{}]\n", "x".repeat(100_000), "*a, ".repeat(10_000));
    let square = format!("a: &a [{}]\nb: [{}]\n", "x, ".repeat(13_000), "*a, ".repeat(13_000));
    let billion = "a: &a [x, x]\nb: [*a, *a]\nc: [*a, *a]\n".to_owned();
    for text in [long, square, billion] {
        let mut codes = codes(text.as_bytes());
        codes.dedup();
        assert_eq!(codes, ["yaml-anchor", "yaml-alias"]);
    }
    assert_eq!(codes(b"a: *nobody\n"), ["yaml-alias"]);
}

#[test]
fn line_ends_that_are_not_shown_end_no_comment() {
    for hidden in ['\u{85}', '\u{2028}', '\u{2029}', '\r', '\u{b}', '\u{c}'] {
        let text = DEFAULT.replacen("\nversion:", &format!("\n# as agreed{hidden}title: x\nversion:"), 1);
        assert_ne!(text, DEFAULT);
        assert_eq!(codes(text.as_bytes()), ["unfit-character"], "{hidden:?}");
    }
    let escaped = format!("{DEFAULT}\ntitle: \"a\\u2028b\\u202e\"\n");
    assert!(!codes(escaped.as_bytes()).contains(&"unfit-character"));
}

#[test]
fn utf_16_is_read_with_a_mark_and_named_without_one() {
    let words = |mark: bool| mark.then_some(0xFEFF).into_iter().chain(DEFAULT.encode_utf16());
    let little = |mark| words(mark).flat_map(u16::to_le_bytes).collect::<Vec<u8>>();
    let big = |mark| words(mark).flat_map(u16::to_be_bytes).collect::<Vec<u8>>();
    let wide: Vec<u8> = DEFAULT.chars().flat_map(|c| u32::from(c).to_le_bytes()).collect();
    let model = parse("f", DEFAULT.as_bytes()).model;
    assert_eq!([parse("f", &little(true)).model, parse("f", &big(true)).model], [model.clone(), model]);
    let mut odd = little(true);
    odd.pop();
    for bytes in [little(false), big(false), wide, odd, b"PK\x03\x04".to_vec()] {
        assert_eq!(codes(&bytes), ["not-utf8"]);
    }
}

proptest! {
    #[test]
    fn no_doubled_or_torn_line_hurts(from in 0..DEFAULT.len(), length in 0usize..300, to in 0..DEFAULT.len()) {
        let mut bytes = DEFAULT.as_bytes().to_vec();
        let part: Vec<u8> = bytes.iter().copied().skip(from).take(length).collect();
        bytes.splice(to..to, part);
        codes(&bytes);
        prop_assert_eq!(parse("f", &bytes).model, parse("f", &bytes).model);
    }
}

/// The codes of a file with `n` entries of one kind.
fn codes_with(name: &str, entry: impl Fn(usize) -> String, n: usize) -> Vec<&'static str> {
    let entries: Vec<String> = (0..n).map(entry).collect();
    let one = if name == "criteria" { "" } else { "criteria: [{id: a, weight: 1, scale: {rating: [0, 10]}}]\n" };
    codes(format!("version: 1\naccount: {{ id: id }}\n{one}{name}: [{}]", entries.join(",")).as_bytes())
}

#[test]
fn a_file_with_more_entries_than_anybody_needs_is_refused() {
    let knockout = |n| format!("{{column: c, equals: w{n}, reason: r}}");
    let flag = |n| format!("{{name: f{n}, when: {{column: c, equals: x}}}}");
    let criterion = |n| format!("{{id: c{n}, weight: 1, scale: {{rating: [0, 10]}}}}");
    let group = |n| format!("{{id: g{n}, weight: 1, criteria: [{}]}}", criterion(n));
    let with = |n, groups| {
        [
            codes_with("knockouts", knockout, n),
            codes_with("flags", flag, n),
            codes_with("criteria", criterion, n),
            codes_with("criteria", group, groups),
        ]
    };
    assert_eq!(with(1000, 500), [const { Vec::<&str>::new() }; 4]);
    for surplus in [with(1001, 501), with(5000, 3000)] {
        assert_eq!(surplus, [const { ["too-many-entries"] }; 4]);
    }
}
