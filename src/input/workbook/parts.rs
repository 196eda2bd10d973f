//! Which sheets a workbook has, and where its other parts are.

use super::archive::Archive;
use super::damage::Damage;
use super::xml::{Node, walk};
use std::collections::{BTreeMap, BTreeSet};
use std::io::{Read, Seek};
use std::ops::ControlFlow;

/// More sheets than Excel opens.
const MOST_SHEETS: usize = 10_000;

/// A sheet of cells.
#[derive(Debug, Clone)]
pub(crate) struct Sheet {
    pub(crate) name: String,
    pub(crate) is_hidden: bool,
    /// The name of its part.
    pub(crate) part: String,
    /// The part's place in the archive.
    pub(crate) index: usize,
}

/// What the main part of a workbook says.
#[derive(Debug, Default)]
pub(crate) struct Parts {
    pub(crate) sheets: Vec<Sheet>,
    pub(crate) strings: Option<usize>,
    pub(crate) styles: Option<usize>,
    /// Whether dates count from 1904.
    pub(crate) from_1904: bool,
    /// Whether results are to be worked out when it is opened.
    pub(crate) is_uncalculated: bool,
}

/// A relation of a part: its kind and the part that it points to.
#[derive(Debug, Clone)]
pub(crate) struct Relation {
    pub(crate) kind: String,
    pub(crate) target: String,
    /// Whether what it points to is outside of the workbook.
    is_external: bool,
}

impl Relation {
    /// The place of the part that it points to.
    pub(crate) fn part<R: Read + Seek>(&self, archive: &Archive<R>) -> Result<usize, Damage> {
        let part = archive.find(&self.target).filter(|_| !self.is_external);
        part.ok_or_else(|| Damage::new(format!("the part {} is not in the archive", self.target)))
    }
}

impl Parts {
    /// Reads them. Sheets of macros, charts and dialogs are none; one that leads to a part which is not there refuses the workbook.
    pub(crate) fn read<R: Read + Seek>(archive: &mut Archive<R>) -> Result<Self, Damage> {
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
        let mut names = BTreeSet::new();
        for (name, is_hidden, relation) in found {
            // The spreadsheet's rule of names, which tells more apart than ours for words.
            if !names.insert(name.to_lowercase()) {
                return Err(Damage::new(format!("two sheets have the name \"{name}\"")));
            }
            // A module of macros may lead nowhere.
            if relation.is_empty() {
                continue;
            }
            let lost = || Damage::new(format!("the sheet \"{name}\" is not in the archive"));
            let relation = relations.get(&relation).ok_or_else(lost)?;
            if relation.kind.ends_with("/worksheet") {
                let index = relation.part(archive)?;
                parts.sheets.push(Sheet { name, is_hidden, part: relation.target.clone(), index });
            }
        }
        let of = |ending: &str| {
            let mut all = relations.values().filter(|relation| relation.kind.ends_with(ending));
            let first = all.next().map(|relation| relation.part(archive));
            // A cell that needs a shared text refuses the workbook itself; one without its style would be read as another.
            let first = if ending == SHARED { first.and_then(Result::ok) } else { first.transpose()? };
            if all.next().is_some() {
                return Err(Damage::new(format!("it has two parts for one purpose: {ending}")));
            }
            // Without its relation a part that is there would not count, and an id lose the zeros that are shown of it.
            let usual = format!("xl{ending}.xml");
            if first.is_none() && archive.find(&usual).is_some() {
                return Err(Damage::new(format!("nothing in the workbook leads to its part {usual}")));
            }
            Ok(first)
        };
        parts.strings = of(SHARED)?;
        parts.styles = of("/styles")?;
        Ok(parts)
    }
}

/// How the kind of the relation to the shared texts ends.
const SHARED: &str = "/sharedStrings";

/// The name of the part that is the workbook.
fn main_part<R: Read + Seek>(archive: &mut Archive<R>) -> Result<String, Damage> {
    let of_package = relations(archive, "")?;
    let main = of_package.into_values().find(|relation| relation.kind.ends_with("/officeDocument"));
    Ok(main.map_or_else(|| "xl/workbook.xml".to_owned(), |relation| relation.target))
}

/// The relations of a part by their ids, none where it has none.
pub(crate) fn relations<R: Read + Seek>(
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
            let is_external = attributes.get("TargetMode")?.is_some_and(|mode| mode.trim() == "External");
            let again = format!("two relations have the id {id}");
            if found.insert(id, Relation { kind, target: resolved(folder, &target), is_external }).is_some() {
                return Err(Damage::new(again));
            }
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
