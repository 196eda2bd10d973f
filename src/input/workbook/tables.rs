//! The tables of a sheet, of which some have a totals row.

use super::archive::Archive;
use super::damage::Damage;
use super::parts::relations;
use super::{places, xml};
use std::collections::BTreeSet;
use std::io::{Read, Seek};
use std::ops::ControlFlow;

/// The totals rows of a sheet's tables.
#[derive(Debug, Default)]
pub(crate) struct Totals {
    pub(crate) rows: BTreeSet<u32>,
    /// The relations of the sheet by their ids.
    relations: BTreeSet<String>,
}

impl Totals {
    /// Compares the tables that the sheet names with those that its relations lead to.
    pub(crate) fn check(&self, named: &[String]) -> Result<(), Damage> {
        match named.iter().find(|id| !self.relations.contains(*id)) {
            Some(id) => Err(Damage::new(format!("the table {id} of the sheet is not in the archive"))),
            None => Ok(()),
        }
    }
}

/// The rows that a table calls its totals. A table beside the customers says nothing of them, so only one that covers the
/// column of their ids counts.
pub(crate) fn totals<R: Read + Seek>(archive: &mut Archive<R>, part: &str, id_field: usize) -> Result<Totals, Damage> {
    let mut rows = BTreeSet::new();
    let relations = relations(archive, part)?;
    let tables = relations.values().filter(|relation| relation.kind.ends_with("/table"));
    // Several relations may lead to one part.
    let parts = tables.map(|table| table.part(archive)).collect::<Result<BTreeSet<usize>, _>>()?;
    for index in parts {
        xml::walk(archive.whole(index)?.as_slice(), |node| {
            if let xml::Node::Start("table", attributes) = node {
                let count = attributes.get("totalsRowCount")?.and_then(|count| count.trim().parse::<u32>().ok());
                let area = attributes.get("ref")?.and_then(|text| places::area(&text));
                let covers = |area: &places::Area| u32::try_from(id_field).is_ok_and(|id| area.columns.contains(&id));
                if let (Some(count), Some(area)) = (count, area.filter(covers)) {
                    let count = count.min(area.rows.end - area.rows.start).min(8);
                    rows.extend(area.rows.end - count..area.rows.end);
                }
            }
            Ok(ControlFlow::Continue(()))
        })?;
    }
    Ok(Totals { rows, relations: relations.into_keys().collect() })
}
