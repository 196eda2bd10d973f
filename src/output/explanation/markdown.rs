//! The page as Markdown.

use super::grid::{Grid, Side};
use super::page::page;
use crate::analysis::explain::Explained;
use crate::output::visible;
use std::io::{self, Write};

/// Writes the page; every mark of Markdown in a text is escaped.
///
/// # Errors
/// What the writer says.
pub fn write_markdown(explained: &Explained<'_>, to: &mut dyn Write) -> io::Result<()> {
    for (place, section) in page(explained).iter().enumerate() {
        let level = if place == 0 { "#" } else { "\n##" };
        writeln!(to, "{level} {}", escaped(&section.heading))?;
        for line in &section.lines {
            writeln!(to, "\n{}", escaped(line))?;
        }
        if let Some(grid) = &section.grid {
            writeln!(to)?;
            draw(grid, to)?;
        }
        for note in &section.notes {
            writeln!(to, "\n{}", escaped(note))?;
        }
    }
    Ok(())
}

fn draw(grid: &Grid, to: &mut dyn Write) -> io::Result<()> {
    let names: Vec<&str> = grid.columns.iter().map(|(name, _)| *name).collect();
    let rules: Vec<&str> =
        grid.columns.iter().map(|(_, side)| if *side == Side::Right { "---:" } else { "---" }).collect();
    writeln!(to, "| {} |", names.join(" | "))?;
    writeln!(to, "|{}|", rules.join("|"))?;
    for row in &grid.rows {
        let strong = |cell: &String| match escaped(cell) {
            text if row.strong && !text.is_empty() => format!("**{text}**"),
            text => text,
        };
        let cells: Vec<String> = row.cells.iter().map(strong).collect();
        writeln!(to, "| {}{} |", "&emsp;".repeat(row.depth), cells.join(" | "))?;
    }
    Ok(())
}

/// Text from data without any meaning to Markdown or HTML.
fn escaped(text: &str) -> String {
    let mut safe = String::new();
    for c in visible(text.trim()).chars() {
        match c {
            '&' => safe.push_str("&amp;"),
            '<' => safe.push_str("&lt;"),
            '>' => safe.push_str("&gt;"),
            '\\' | '`' | '*' | '_' | '[' | ']' | '|' | '~' | '#' | '!' | '$' => safe.extend(['\\', c]),
            c => safe.push(c),
        }
    }
    safe
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_cannot_break_the_table_or_become_a_link() {
        assert_eq!(escaped("A|B [x](y) <b> & *c*"), r"A\|B \[x\](y) &lt;b&gt; &amp; \*c\*");
    }
}
