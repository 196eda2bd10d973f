//! The tables of a sheet, of which some have a totals row.

use super::archive::Archive;
use super::parts::relations;
use super::{Damage, sheet, xml};
use std::collections::BTreeSet;
use std::io::{Read, Seek};
use std::ops::ControlFlow;

/// The rows that a table calls its totals. A table beside the customers says nothing of them, so only one that covers the
/// column of their ids counts.
pub(super) fn totals_rows<R: Read + Seek>(
    archive: &mut Archive<R>,
    part: &str,
    id_field: usize,
) -> Result<BTreeSet<u32>, Damage> {
    let mut rows = BTreeSet::new();
    let relations = relations(archive, part)?;
    let tables = relations.values().filter(|relation| relation.kind.ends_with("/table"));
    // Several relations may lead to one part.
    let parts = tables.map(|table| table.part(archive)).collect::<Result<BTreeSet<usize>, _>>()?;
    for index in parts {
        xml::walk(archive.whole(index)?.as_slice(), |node| {
            if let xml::Node::Start("table", attributes) = node {
                let count = attributes.get("totalsRowCount")?.and_then(|count| count.trim().parse::<u32>().ok());
                let area = attributes.get("ref")?.and_then(|text| sheet::area(&text));
                let covers = |area: &sheet::Area| u32::try_from(id_field).is_ok_and(|id| area.columns.contains(&id));
                if let (Some(count), Some(area)) = (count, area.filter(covers)) {
                    let count = count.min(area.rows.end - area.rows.start).min(8);
                    rows.extend(area.rows.end - count..area.rows.end);
                }
            }
            Ok(ControlFlow::Continue(()))
        })?;
    }
    Ok(rows)
}
