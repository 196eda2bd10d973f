//! XML as a workbook's parts hold it: events one at a time, none of which may grow without limit.

use super::damage::Damage;
use quick_xml::events::{BytesRef, BytesStart, Event};
use quick_xml::{Reader, XmlVersion};
use std::io::{self, BufRead, Read};
use std::ops::ControlFlow;

/// Longest single event, in bytes: a text with all its markup.
const LONGEST_EVENT: usize = 4 << 20;
/// Deepest nesting.
const DEEPEST: usize = 200;

/// A reader that gives no more than so many bytes until it is told to go on.
struct Metered<R> {
    from: R,
    left: usize,
}

impl<R: BufRead> Read for Metered<R> {
    fn read(&mut self, to: &mut [u8]) -> io::Result<usize> {
        let some = self.fill_buf()?;
        let n = some.len().min(to.len());
        if let (Some(to), Some(from)) = (to.get_mut(..n), some.get(..n)) {
            to.copy_from_slice(from);
        }
        self.consume(n);
        Ok(n)
    }
}

impl<R: BufRead> BufRead for Metered<R> {
    fn fill_buf(&mut self) -> io::Result<&[u8]> {
        if self.left == 0 {
            return Err(io::Error::other("an element is longer than 4 MiB"));
        }
        let some = self.from.fill_buf()?;
        Ok(some.get(..self.left.min(some.len())).unwrap_or(some))
    }

    fn consume(&mut self, n: usize) {
        self.left = self.left.saturating_sub(n);
        self.from.consume(n);
    }
}

/// What happens next in a part. An empty element is a start and an end.
pub(crate) enum Node<'a> {
    Start(&'a str, Attributes<'a>),
    End(&'a str),
    Text(&'a str),
}

/// The attributes of an element.
#[derive(Clone, Copy)]
pub(crate) struct Attributes<'a>(&'a BytesStart<'a>);

impl Attributes<'_> {
    /// The value of an attribute by its local name, as the part means it.
    pub(crate) fn get(self, name: &str) -> Result<Option<String>, Damage> {
        let mut found = None;
        for attribute in self.0.attributes() {
            let attribute = attribute.map_err(|error| Damage::of(&error))?;
            if attribute.key.local_name().as_ref() == name {
                let value = attribute.normalized_value(XmlVersion::Implicit1_0).map_err(|error| Damage::of(&error))?;
                found = Some(value.into_owned());
            }
        }
        Ok(found)
    }

    /// Whether it is set to true.
    pub(crate) fn is_true(self, name: &str) -> Result<bool, Damage> {
        Ok(self.get(name)?.is_some_and(|value| matches!(value.trim(), "1" | "true" | "on")))
    }
}

/// Goes through a part until `each` breaks, and says whether it came to the end: then the part is whole and well-formed.
pub(crate) fn walk(
    from: impl BufRead,
    mut each: impl FnMut(Node<'_>) -> Result<ControlFlow<()>, Damage>,
) -> Result<bool, Damage> {
    let mut reader = Reader::from_reader(Metered { from, left: LONGEST_EVENT });
    reader.config_mut().check_comments = true;
    let (mut buffer, mut depth, mut roots) = (Vec::new(), 0usize, 0usize);
    loop {
        buffer.clear();
        reader.get_mut().left = LONGEST_EVENT;
        let flow = match reader.read_event_into(&mut buffer).map_err(|error| Damage::of(&error))? {
            Event::Start(start) => {
                roots += usize::from(depth == 0);
                depth += 1;
                if depth > DEEPEST || roots > 1 {
                    return Err(Damage::new("elements are nested too deeply, or there is more than one root"));
                }
                each(Node::Start(start.local_name().as_ref(), Attributes(&start)))?
            }
            Event::Empty(start) => {
                roots += usize::from(depth == 0);
                if roots > 1 {
                    return Err(Damage::new("there is more than one root"));
                }
                let name = start.local_name();
                match each(Node::Start(name.as_ref(), Attributes(&start)))? {
                    ControlFlow::Continue(()) => each(Node::End(name.as_ref()))?,
                    stop => stop,
                }
            }
            Event::End(end) => {
                depth = depth.saturating_sub(1);
                each(Node::End(end.local_name().as_ref()))?
            }
            Event::Text(text) if depth > 0 => each(Node::Text(&text.xml10_content()))?,
            Event::CData(text) if depth > 0 => each(Node::Text(&text.xml10_content()))?,
            Event::GeneralRef(reference) if depth > 0 => each(Node::Text(&resolved(&reference)?))?,
            Event::Text(text) if text.trim().is_empty() => ControlFlow::Continue(()),
            Event::Text(_) | Event::CData(_) | Event::GeneralRef(_) => {
                return Err(Damage::new("there is text outside of all elements"));
            }
            Event::DocType(_) => return Err(Damage::new("a document type, which no workbook has")),
            Event::Decl(_) | Event::PI(_) | Event::Comment(_) => ControlFlow::Continue(()),
            Event::Eof if depth > 0 || roots == 0 => return Err(Damage::new("a part ends early")),
            Event::Eof => return Ok(true),
        };
        if flow.is_break() {
            return Ok(false);
        }
    }
}

/// A character reference, or one of the five entities that XML has of itself.
fn resolved(reference: &BytesRef<'_>) -> Result<String, Damage> {
    if let Some(c) = reference.resolve_char_ref().map_err(|error| Damage::of(&error))? {
        return Ok(c.to_string());
    }
    let text = quick_xml::escape::resolve_xml_entity(&reference.xml10_content());
    text.map(str::to_owned).ok_or_else(|| Damage::new("an entity that XML does not know"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn texts(xml: &str) -> Result<String, Damage> {
        let mut all = String::new();
        walk(xml.as_bytes(), |node| {
            if let Node::Text(text) = node {
                all.push_str(text);
            }
            Ok(ControlFlow::Continue(()))
        })?;
        Ok(all)
    }

    #[test]
    fn text_is_what_xml_says_it_is() {
        assert_eq!(texts("<v>1&#48;<![CDATA[8]]>&lt;&#x41;</v>").unwrap(), "108<A");
        for broken in [
            "",
            "<v>",
            "<v></w>",
            "<v>&bomb;</v>",
            "<!DOCTYPE v><v/>",
            "<v/><v/>",
            "<v/>x",
            "<v a='1' a='2'",
            "<v>&#0;</v>",
        ] {
            assert!(texts(broken).is_err(), "{broken}");
        }
        assert!(texts(&"<v>".repeat(300)).is_err());
        assert!(texts(&format!("<v>{}</v>", "x".repeat(5 << 20))).is_err());
    }
}
