//! Which sheets a workbook has, and where its other parts are.

use super::Damage;
use super::archive::Archive;
use super::xml::{Node, walk};
use std::collections::BTreeMap;
use std::io::{Read, Seek};
use std::ops::ControlFlow;

/// More sheets than Excel opens.
const MOST_SHEETS: usize = 10_000;

/// A sheet of cells.
#[derive(Debug, Clone)]
pub(super) struct Sheet {
    pub(super) name: String,
    pub(super) is_hidden: bool,
    /// The name of its part.
    pub(super) part: String,
    /// The part's place in the archive.
    pub(super) index: usize,
}

/// What the main part of a workbook says.
#[derive(Debug, Default)]
pub(super) struct Parts {
    pub(super) sheets: Vec<Sheet>,
    pub(super) strings: Option<usize>,
    pub(super) styles: Option<usize>,
    /// Do dates count from 1904?
    pub(super) from_1904: bool,
    /// Are results to be worked out when it is opened?
    pub(super) is_uncalculated: bool,
}

/// A relation of a part: its kind and the part that it points to.
#[derive(Debug, Clone)]
pub(super) struct Relation {
    pub(super) kind: String,
    pub(super) target: String,
}

impl Parts {
    /// Reads them. Sheets of macros, charts and dialogs are none, and neither are those whose part is not there.
    pub(super) fn read<R: Read + Seek>(archive: &mut Archive<R>) -> Result<Self, Damage> {
        let main = main_part(archive)?;
        let relations = relations(archive, &main)?;
        let Some(index) = archive.find(&main) else { return Err(Damage::new("its main part is missing")) };
        let mut parts = Parts::default();
        let mut found: Vec<(String, bool, String)> = Vec::new();
        walk(archive.whole(index)?.as_slice(), |node| {
            if let Node::Start(name, attributes) = node {
                match name {
                    "sheet" => {
                        let state = attributes.get("state")?.unwrap_or_default();
                        let relation = attributes.get("id")?.unwrap_or_default();
                        found.push((attributes.get("name")?.unwrap_or_default(), state.contains("idden"), relation));
                        if found.len() > MOST_SHEETS {
                            return Err(Damage::new("it has more than 10,000 sheets"));
                        }
                    }
                    "workbookPr" => parts.from_1904 = attributes.is_true("date1904")?,
                    "calcPr" => parts.is_uncalculated = attributes.is_true("fullCalcOnLoad")?,
                    _ => {}
                }
            }
            Ok(ControlFlow::Continue(()))
        })?;
        for (name, is_hidden, relation) in found {
            let Some(Relation { kind, target }) = relations.get(&relation) else { continue };
            if let Some(index) = archive.find(target).filter(|_| kind.ends_with("/worksheet")) {
                parts.sheets.push(Sheet { name, is_hidden, part: target.clone(), index });
            }
        }
        let of = |ending: &str| relations.values().find(|relation| relation.kind.ends_with(ending));
        parts.strings = of("/sharedStrings").and_then(|relation| archive.find(&relation.target));
        parts.styles = of("/styles").and_then(|relation| archive.find(&relation.target));
        Ok(parts)
    }
}

/// The name of the part that is the workbook.
fn main_part<R: Read + Seek>(archive: &mut Archive<R>) -> Result<String, Damage> {
    let of_package = relations(archive, "")?;
    let main = of_package.into_values().find(|relation| relation.kind.ends_with("/officeDocument"));
    Ok(main.map_or_else(|| "xl/workbook.xml".to_owned(), |relation| relation.target))
}

/// The relations of a part by their ids, none where it has none.
pub(super) fn relations<R: Read + Seek>(
    archive: &mut Archive<R>,
    part: &str,
) -> Result<BTreeMap<String, Relation>, Damage> {
    let (folder, name) = part.rsplit_once('/').unwrap_or(("", part));
    let file = if folder.is_empty() { format!("_rels/{name}.rels") } else { format!("{folder}/_rels/{name}.rels") };
    let mut found = BTreeMap::new();
    let Some(index) = archive.find(&file) else { return Ok(found) };
    walk(archive.whole(index)?.as_slice(), |node| {
        if let Node::Start("Relationship", attributes) = node
            && let (Some(id), Some(kind), Some(target)) =
                (attributes.get("Id")?, attributes.get("Type")?, attributes.get("Target")?)
        {
            found.insert(id, Relation { kind, target: resolved(folder, &target) });
        }
        Ok(ControlFlow::Continue(()))
    })?;
    Ok(found)
}

/// A target as seen from a folder.
fn resolved(folder: &str, target: &str) -> String {
    if let Some(absolute) = target.strip_prefix('/') {
        return absolute.to_owned();
    }
    let mut steps: Vec<&str> = folder.split('/').filter(|step| !step.is_empty()).collect();
    for step in target.split('/') {
        match step {
            ".." => {
                steps.pop();
            }
            "." | "" => {}
            step => steps.push(step),
        }
    }
    steps.join("/")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn targets_are_seen_from_their_folder() {
        assert_eq!(resolved("xl", "worksheets/sheet1.xml"), "xl/worksheets/sheet1.xml");
        assert_eq!(resolved("xl", "/xl/worksheets/sheet1.xml"), "xl/worksheets/sheet1.xml");
        assert_eq!(resolved("xl/worksheets", "../tables/table1.xml"), "xl/tables/table1.xml");
        assert_eq!(resolved("", "../../x"), "x");
    }
}
