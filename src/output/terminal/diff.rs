//! What changed in a text whose lines stayed where they are -> a unified diff.

use crate::output::look::Look;
use crate::text::visible::visible;
use anstyle::{AnsiColor, Style};
use std::io::{self, Write};

/// Lines that did not change, shown around those that did.
const CONTEXT: usize = 3;

/// Writes the difference of two texts with equally many lines; nothing where there is none.
///
/// # Errors
/// What the writer says.
pub(crate) fn write_diff(name: &str, old: &str, new: &str, look: Look, to: &mut dyn Write) -> io::Result<()> {
    let lines: Vec<(&str, &str)> = old.lines().zip(new.lines()).collect();
    let changed: Vec<usize> = (0..lines.len()).filter(|&at| lines.get(at).is_some_and(|(a, b)| a != b)).collect();
    let style = |style: Style| if look.color { style } else { Style::new() };
    let (bold, cyan) = (style(Style::new().bold()), style(AnsiColor::Cyan.on_default()));
    let (red, green) = (style(AnsiColor::Red.on_default()), style(AnsiColor::Green.on_default()));
    if !changed.is_empty() {
        let name = visible(name);
        writeln!(to, "{bold}--- {name}{bold:#}\n{bold}+++ {name}{bold:#}")?;
    }
    for hunk in changed.chunk_by(|a, b| b - a <= 2 * CONTEXT + 1) {
        let (Some(first), Some(last)) = (hunk.first(), hunk.last()) else { continue };
        let (from, until) = (first.saturating_sub(CONTEXT), (last + CONTEXT + 1).min(lines.len()));
        let (start, count) = (from + 1, until - from);
        writeln!(to, "{cyan}@@ -{start},{count} +{start},{count} @@{cyan:#}")?;
        let shown = lines.get(from..until).unwrap_or_default();
        for run in shown.chunk_by(|a, b| (a.0 != a.1) == (b.0 != b.1)) {
            let is_changed = run.iter().any(|(a, b)| a != b);
            for (old, _) in run {
                let (style, mark) = if is_changed { (red, '-') } else { (Style::new(), ' ') };
                writeln!(to, "{style}{mark}{}{style:#}", visible(old))?;
            }
            for (_, new) in run.iter().filter(|_| is_changed) {
                writeln!(to, "{green}+{}{green:#}", visible(new))?;
            }
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn drawn(old: &str, new: &str, color: bool) -> String {
        let mut to = Vec::new();
        let look = Look::plain(80, color);
        write_diff("c.yaml", old, new, look, &mut to).unwrap();
        String::from_utf8(to).unwrap()
    }

    #[test]
    fn near_changes_share_a_hunk_and_far_ones_do_not() {
        let old: Vec<String> = (1..=20).map(|n| n.to_string()).collect();
        let mut new = old.clone();
        for at in [1, 2, 7, 18] {
            new[at].push('!');
        }
        let expected = "--- c.yaml\n+++ c.yaml\n@@ -1,11 +1,11 @@\n 1\n-2\n-3\n+2!\n+3!\n 4\n 5\n 6\n 7\n-8\n+8!\n 9\n 10\n 11\n\
                        @@ -16,5 +16,5 @@\n 16\n 17\n 18\n-19\n+19!\n 20\n";
        assert_eq!(drawn(&old.join("\n"), &new.join("\n"), false), expected);
        assert_eq!(drawn("a\n", "a\n", false), "");
    }

    #[test]
    fn a_line_gives_no_orders_and_colour_is_ours() {
        let text = drawn("\u{1b}[2J", "\u{202e}", true);
        assert!(text.contains("\u{1b}[31m-\\u{1b}[2J\u{1b}[0m") && text.contains("+\\u{202e}"), "{text:?}");
    }
}
