//! Findings as text for a person: one line about data, the source line under it about a criteria file.

use super::lines::{HANG, Terminal, wrapped};
use crate::finding::{Excerpt, Finding, Findings, Severity};
use crate::output::look::Look;
use crate::report::Tone;
use crate::text::number::grouped;
use crate::text::visible::{shortened, truncated, visible};
use annotate_snippets::{AnnotationKind, Level, Renderer, Snippet};
use std::collections::BTreeMap;
use std::io::{self, Write};

/// How many of one severity are shown in full.
const SHOWN: usize = 20;
/// More columns than this are no sentence.
const LONGEST: usize = 1000;

/// Writes errors, then warnings, then notices, each in the order of the input: the first 20 in full, then a count. Where
/// the look does not wrap, a finding about data is one line, however long.
///
/// # Errors
/// What the writer says.
pub fn write_findings(findings: &Findings, look: Look, to: &mut dyn Write) -> io::Result<()> {
    write(findings, &mut Terminal::of(look, to))
}

/// The same, on a terminal that is there already.
pub(crate) fn write(findings: &Findings, to: &mut Terminal<'_>) -> io::Result<()> {
    for Group { severity, shown, more } in groups(findings) {
        for finding in shown {
            match (&finding.place.excerpt, finding.place.line) {
                (Some(excerpt), Some(line)) => to.styled(&with_source(finding, excerpt, line, to))?,
                _ => to.led_prose(tone(severity), &lead(finding), &rest(finding), HANG)?,
            }
        }
        if let Some(more) = more {
            to.prose(tone(severity), &more, HANG)?;
        }
    }
    Ok(())
}

/// Findings of one severity.
pub(crate) struct Group<'f> {
    severity: Severity,
    /// Those that are shown in full.
    pub(crate) shown: Vec<&'f Finding>,
    /// How many are not, in a sentence.
    pub(crate) more: Option<String>,
}

/// Errors, warnings and notices.
pub(crate) fn groups(findings: &Findings) -> [Group<'_>; 3] {
    [Severity::Error, Severity::Warning, Severity::Notice].map(|severity| {
        let shown: Vec<&Finding> = findings.iter().filter(|f| f.severity == severity).take(SHOWN).collect();
        let more = more(findings, severity, &shown);
        Group { severity, shown, more }
    })
}

/// A finding in one line:
/// `error[value-outside-scale]: file:line: column "know_how": value "hoch": what is wrong; what mends it`.
pub(crate) fn line(finding: &Finding) -> String {
    format!("{}{}", lead(finding), rest(finding))
}

fn tone(severity: Severity) -> Tone {
    match severity {
        Severity::Error => Tone::Refusal,
        Severity::Warning => Tone::Caution,
        Severity::Notice => Tone::Aside,
    }
}

fn lead(finding: &Finding) -> String {
    format!("{}[{}]", finding.severity.name(), finding.code)
}

fn rest(finding: &Finding) -> String {
    let place = &finding.place;
    let mut text = String::from(": ");
    if !place.file.is_empty() {
        text.push_str(&visible(&place.file));
        if let Some(line) = place.line {
            text.push_str(&format!(":{line}"));
        }
        text.push_str(": ");
    }
    if let Some(cell) = &place.cell {
        text.push_str(&format!("cell {}: ", shortened(cell)));
    }
    match (&place.header, place.column) {
        (Some(header), _) => text.push_str(&format!("column \"{}\": ", shortened(header))),
        (None, Some(column)) => text.push_str(&format!("column {column}: ")),
        (None, None) => {}
    }
    if let Some(value) = &finding.value {
        text.push_str(&format!("value \"{}\": ", shortened(value)));
    }
    text.push_str(&truncated(&finding.message, LONGEST));
    if let Some(help) = &finding.help {
        text.push_str(&format!("; {}", truncated(help, LONGEST)));
    }
    text
}

/// The line is made visible part by part, so that the mark stands under the right characters.
fn with_source(finding: &Finding, excerpt: &Excerpt, line: u64, to: &Terminal<'_>) -> String {
    let text = &excerpt.text;
    let start = text.floor_char_boundary(excerpt.start);
    let end = text.ceil_char_boundary(excerpt.end.max(start));
    let part = |range: std::ops::Range<usize>| visible(text.get(range).unwrap_or_default());
    let (before, marked, after) = (part(0..start), part(start..end), part(end..text.len()));
    let source = format!("{before}{marked}{after}");
    let level = match finding.severity {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
        Severity::Notice => Level::NOTE.with_name("notice"),
    };
    let file = visible(&finding.place.file);
    let snippet = Snippet::source(source.as_str())
        .line_start(usize::try_from(line).unwrap_or(usize::MAX))
        .path(file)
        .annotation(AnnotationKind::Primary.span(before.len()..before.len() + marked.len()));
    // Later lines stand under the first, behind `error[code]: ` and `  = help: `.
    let within = |text: &str, taken: usize| {
        let text = truncated(text, LONGEST);
        if to.wraps() {
            wrapped(&text, to.width().saturating_sub(taken).max(20), 0).join("\n")
        } else {
            text.into_owned()
        }
    };
    let message = within(&finding.message, lead(finding).len() + 2);
    let digits = line.to_string().len();
    let help = finding.help.as_deref().map(|help| Level::HELP.message(within(help, digits + "  = help: ".len())));
    let group = level.primary_title(message).id(finding.code).element(snippet).elements(help);
    let renderer = if to.has_color() { Renderer::styled() } else { Renderer::plain() };
    renderer.term_width(to.width()).render(&[group])
}

/// How many of a severity are not shown, and of which kinds they are, the most frequent first.
fn more(findings: &Findings, severity: Severity, shown: &[&Finding]) -> Option<String> {
    let mut left: BTreeMap<&str, u64> = BTreeMap::new();
    for (_, code, count) in findings.counts().filter(|(s, _, _)| *s == severity) {
        let in_full = shown.iter().filter(|f| f.code == code).count() as u64;
        left.insert(code, count.saturating_sub(in_full));
    }
    let total: u64 = left.values().sum();
    let mut kinds: Vec<(&str, u64)> = left.into_iter().filter(|(_, count)| *count > 0).collect();
    kinds.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
    let kinds: Vec<String> = kinds.iter().map(|(code, count)| format!("{} {code}", grouped(*count))).collect();
    let plural = if total == 1 { "" } else { "s" };
    let what = severity.name();
    (total > 0).then(|| format!("and {} more {what}{plural}: {}", grouped(total), kinds.join(", ")))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::finding::Place;

    const LOOK: Look = Look { wraps: false, ..Look::plain(80, false) };

    fn text(findings: impl IntoIterator<Item = Finding>, look: Look) -> String {
        let mut all = Findings::new();
        findings.into_iter().for_each(|finding| all.push(finding));
        let mut bytes = Vec::new();
        write_findings(&all, look, &mut bytes).unwrap();
        String::from_utf8(bytes).unwrap()
    }

    fn rating(line: u64) -> Finding {
        let place = Place { header: Some("know_how".into()), column: Some(7), ..Place::line("customers.csv", line) };
        Finding::error("value-not-a-number", "this is not a number")
            .at(place)
            .value("hoch")
            .help("write a number from 0 to 10")
    }

    fn in_criteria(line: &str, start: usize, end: usize) -> Finding {
        let excerpt = Some(Excerpt { text: line.into(), start, end });
        let place = Place { column: Some(13), excerpt, ..Place::line("criteria.yaml", 4) };
        Finding::error("weight-not-positive", "a weight is a number above zero")
            .at(place)
            .help("write a number such as 20")
    }

    #[test]
    fn a_finding_about_data_is_one_line() {
        let expected = "error[value-not-a-number]: customers.csv:12: column \"know_how\": value \"hoch\": \
                        this is not a number; write a number from 0 to 10\n";
        assert_eq!(text([rating(12)], LOOK), expected);
        assert_eq!(text([Finding::warning("a", "m")], LOOK), "warning[a]: m\n");
        let sheet = Place { cell: Some("Sheet1!C7".into()), column: Some(3), ..Place::file("a.xlsx") };
        assert_eq!(
            text([Finding::notice("b", "m").at(sheet)], LOOK),
            "notice[b]: a.xlsx: cell Sheet1!C7: column 3: m\n"
        );
    }

    #[test]
    fn on_a_terminal_a_finding_is_wrapped_at_words_and_hangs() {
        let mut all = Findings::new();
        all.push(rating(12));
        let mut long = in_criteria("    weight: -3", 12, 14);
        long.message = "a weight is a finite number above zero and never anything else at all".into();
        all.push(long.help("write any number above 0, such as 20; to leave a criterion out, take it out"));
        let mut bytes = Vec::new();
        write_findings(&all, Look { width: 60, wraps: true, ..LOOK }, &mut bytes).unwrap();
        let expected = r#"
error[value-not-a-number]: customers.csv:12: column
  "know_how": value "hoch": this is not a number; write a
  number from 0 to 10
error[weight-not-positive]: a weight is a finite number
                            above zero and never anything
                            else at all
 --> criteria.yaml:4:13
  |
4 |     weight: -3
  |             ^^
  |
  = help: write any number above 0, such as 20; to leave a
          criterion out, take it out
"#;
        assert_eq!(String::from_utf8(bytes).unwrap(), expected.trim_start_matches('\n'));
    }

    #[test]
    fn a_finding_about_the_criteria_file_shows_the_line_and_marks_the_place() {
        let expected = "error[weight-not-positive]: a weight is a number above zero
 --> criteria.yaml:4:13
  |
4 |     weight: -3
  |             ^^
  |
  = help: write a number such as 20
";
        assert_eq!(text([in_criteria("    weight: -3", 12, 14)], LOOK), expected);
    }

    #[test]
    fn the_mark_stands_right_after_escapes_and_wide_characters() {
        let shown = text([in_criteria("\t\u{1b}[31m株: -3", 11, 13)], LOOK);
        let lines: Vec<&str> = shown.lines().collect();
        assert_eq!(lines[3], "4 |  \\u{1b}[31m株: -3");
        assert_eq!(lines[4], "  |                ^^");
    }

    #[test]
    fn a_mark_outside_the_line_or_inside_a_character_is_no_panic() {
        for (start, end) in [(1, 2), (400, 2), (2, 4000), (3, 3), (usize::MAX, usize::MAX)] {
            assert!(text([in_criteria("äöü", start, end)], LOOK).contains("äöü"));
        }
        assert!(text([in_criteria("", 0, 0)], LOOK).contains("criteria.yaml:4"));
    }

    #[test]
    fn a_line_of_a_mebibyte_is_shown_around_its_mark() {
        let text_of_line = format!("{}weight: -3{}", "x".repeat(500_000), "y".repeat(500_000));
        let shown = text([in_criteria(&text_of_line, 500_008, 500_010)], LOOK);
        assert!(shown.len() < 1000 && shown.contains("weight: -3"), "{}", shown.len());
    }

    #[test]
    fn what_comes_from_data_gives_no_orders() {
        let evil = "x\u{1b}]0;title\u{7}\u{202e}\n";
        let place = Place { header: Some(evil.into()), file: evil.into(), ..Place::default() };
        let plain = Finding::error("a", evil).at(place).value(evil).help(evil);
        let mut source = in_criteria(evil, 1, 4);
        (source.message, source.help, source.place.file) = (evil.into(), Some(evil.into()), evil.into());
        for look in [LOOK, Look { color: true, ..LOOK }] {
            let shown = text([plain.clone(), source.clone()], look);
            assert!(!shown.contains('\u{202e}') && !shown.contains('\u{7}') && !shown.contains("\u{1b}]"), "{shown:?}");
        }
        assert!(!text([plain, source], LOOK).contains('\u{1b}'));
    }

    #[test]
    fn a_long_value_is_shortened() {
        let shown = text([rating(2).value("x".repeat(500))], LOOK);
        assert!(shown.contains(&format!("value \"{}…\"", "x".repeat(39))), "{shown}");
    }

    #[test]
    fn errors_come_first_and_after_twenty_only_a_count() {
        let mut many: Vec<Finding> = vec![Finding::warning("tie", "a tie")];
        many.extend((0..4012).map(|line| rating(line + 2)));
        many.extend((0..312).map(|_| Finding::error("id-empty", "m")));
        let shown = text(many, LOOK);
        let lines: Vec<&str> = shown.lines().collect();
        assert_eq!(lines.len(), 22);
        assert!(lines[0].contains("customers.csv:2:") && lines[19].contains("customers.csv:21:"));
        assert_eq!(lines[20], "and 4,304 more errors: 3,992 value-not-a-number, 312 id-empty");
        assert_eq!(lines[21], "warning[tie]: a tie");
    }

    #[test]
    fn colour_marks_only_the_severity() {
        let shown = text([Finding::error("a", "m")], Look { color: true, ..LOOK });
        assert_eq!(shown, "\u{1b}[1m\u{1b}[31merror[a]\u{1b}[0m: m\n");
    }
}
