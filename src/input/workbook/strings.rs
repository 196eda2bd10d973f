//! The texts that the cells of a workbook share.

use super::damage::Damage;
use super::rich::RichText;

use super::xml::{Node, walk};
use std::io::BufRead;
use std::ops::ControlFlow;

/// Bytes of all texts together, and how many there may be: what fits into the memory that a workbook may take.
const LARGEST: usize = 96 << 20;
const MOST: usize = 8 << 20;

/// Texts by their numbers.
#[derive(Debug, Default)]
pub(crate) struct Strings {
    text: String,
    ends: Vec<u32>,
}

impl Strings {
    /// Reads them, and none of what the part says of how many there are.
    pub(crate) fn read(from: impl BufRead) -> Result<Self, Damage> {
        let mut strings = Strings::default();
        let mut rich = None::<RichText>;
        walk(from, |node| {
            match (node, &mut rich) {
                (Node::Start("si", _), None) => rich = Some(RichText::default()),
                (Node::Start("si", _), Some(_)) => return Err(Damage::new("a text stands within another one")),
                (Node::Start(name, _), Some(rich)) => rich.start(name)?,
                (Node::Text(text), Some(rich)) if rich.is_text() => strings.push(text)?,
                (Node::End("si"), _) => {
                    rich = None;
                    strings.end()?;
                }
                (Node::End(name), Some(rich)) => rich.end(name),
                _ => {}
            }
            Ok(ControlFlow::Continue(()))
        })?;
        Ok(strings)
    }

    /// Adds to the open text.
    fn push(&mut self, text: &str) -> Result<(), Damage> {
        self.text.push_str(text);
        if self.text.len() - self.start(self.ends.len()) > LONGEST_CELL {
            return Err(Damage::TooLarge("a text is longer than 1 MiB"));
        }
        Ok(())
    }

    fn end(&mut self) -> Result<(), Damage> {
        let start = self.start(self.ends.len());
        if let Some(meant) = self.text.get(start..).and_then(unescaped) {
            self.text.truncate(start);
            self.text.push_str(&meant);
        }
        if self.text.len() > LARGEST || self.ends.len() >= MOST {
            return Err(Damage::TooLarge("the workbook holds more than 96 MiB of different texts"));
        }
        self.ends.push(u32::try_from(self.text.len()).unwrap_or(u32::MAX));
        Ok(())
    }

    fn start(&self, number: usize) -> usize {
        number.checked_sub(1).and_then(|before| self.ends.get(before)).map_or(0, |end| *end as usize)
    }

    /// The text of a number.
    pub(crate) fn get(&self, number: usize) -> Option<&str> {
        let end = *self.ends.get(number)? as usize;
        self.text.get(self.start(number)..end)
    }
}

/// What a text means in which Excel wrote characters as `_x000D_`; `None` where it is what it says.
pub(crate) fn unescaped(text: &str) -> Option<String> {
    let first = text.find("_x")?;
    let mut meant = text.get(..first)?.to_owned();
    let mut rest = text.get(first..)?;
    let mut is_changed = false;
    while let Some(at) = rest.find("_x") {
        meant.push_str(rest.get(..at)?);
        rest = rest.get(at..)?;
        let code = rest.get(2..6).filter(|code| code.bytes().all(|b| b.is_ascii_hexdigit()));
        let code = code.filter(|_| rest.as_bytes().get(6) == Some(&b'_'));
        let character = code.and_then(|code| u32::from_str_radix(code, 16).ok()).and_then(char::from_u32);
        match character {
            Some(character) => {
                meant.push(character);
                rest = rest.get(7..)?;
                is_changed = true;
            }
            None => {
                meant.push_str("_x");
                rest = rest.get(2..)?;
            }
        }
    }
    meant.push_str(rest);
    is_changed.then_some(meant)
}

/// Bytes of a cell and of a row.
pub(crate) const LONGEST_CELL: usize = 1 << 20;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn runs_are_one_text_and_sounds_are_none() {
        let xml = "<sst count='9999999999999999999' uniqueCount='1'><si><r><t>Al</t></r><r><t xml:space='preserve'>ba </t></r>\
                   <rPh><t>x</t></rPh></si><si/><si><t>a_x000D_b_x005F_x_y</t></si></sst>";
        let strings = Strings::read(xml.as_bytes()).unwrap();
        let all: Vec<_> = (0..4).map(|number| strings.get(number)).collect();
        assert_eq!(all, [Some("Alba "), Some(""), Some("a\rb_x_y"), None]);
    }

    #[test]
    fn texts_that_are_glued_together_are_refused() {
        for texts in [
            "<si><t>a</t><t>b</t></si>",
            "<si><r><t>a</t><t>b</t></r></si>",
            "<si><t>a<b/>b</t></si>",
            "<si><si><t>a</t></si></si>",
            "<si><r><r><t>a</t></r></r></si>",
        ] {
            assert!(Strings::read(format!("<sst>{texts}</sst>").as_bytes()).is_err(), "{texts}");
        }
    }

    #[test]
    fn only_what_excel_escaped_is_meant_otherwise() {
        assert_eq!(unescaped("a_xb"), None);
        assert_eq!(unescaped("_x000"), None);
        assert_eq!(unescaped("_x0041__x0042_").as_deref(), Some("AB"));
    }
}
