//! What every column of an export holds, where none is named yet: for a first criteria file.
//!
//! The file is read as any other, with all its columns as texts; what they are is judged once all rows are there.

pub(crate) mod contents;
pub(crate) mod identity;
pub(crate) mod outline;

use super::Files;
use super::reading::{Error, Options};
use super::rows::naming::usable;
use crate::finding::{Finding, Findings, Place, Severity};
use crate::profile::Profile;
use crate::profile::header::key_likeness;
use crate::table::{Column, Decimal, Kind, Schema};
use contents::At;
use identity::{Candidates, candidates};
use outline::{outline, sheets};

/// So many columns are tried as the id.
const TRIED: usize = 8;

impl Files {
    /// Finds out what the columns of the first file's header hold, in all files. `missing_values` are the cells that mean "no
    /// value", beside empty ones; `id` is the header of the id, where the user states it.
    ///
    /// # Errors
    /// The outer error where the export cannot be read; the inner one where it is no sound table or no column names every
    /// customer once.
    pub fn profile(
        &mut self,
        missing_values: &[&str],
        id: Option<&str>,
        options: &Options,
    ) -> Result<Result<Profile, Findings>, Error> {
        let Some((file, source)) = self.sources.first_mut() else { return Ok(Err(Findings::new())) };
        let file = file.clone();
        let outline = match outline(source, options, &file) {
            Ok(outline) => outline,
            Err(source) => return Err(Error { file, source }),
        };
        let outline = match outline {
            Ok(outline) => outline,
            Err(finding) => return Ok(Err(refused([*finding]))),
        };
        let missing: Vec<String> = missing_values.iter().map(|&text| text.to_owned()).collect();
        let (headers, passed_over) = usable(&outline.headers);
        let Candidates { places, mut no_ids, has_gaps } = candidates(&outline, &headers);
        let stated = id.and_then(|id| headers.iter().position(|header| header == id));
        let places = stated.map_or(places, |place| vec![place]);
        let options = Options { delimiter: outline.delimiter.or(options.delimiter), ..options.clone() };
        let mut first_refusal = None;
        for id in places.into_iter().take(TRIED) {
            let Some(header) = headers.get(id) else { continue };
            let schema = schema(header, &headers, missing.clone());
            let (table, findings) = self.read(&schema, &options)?;
            let errors: Vec<Finding> = findings.iter().filter(|f| f.severity == Severity::Error).cloned().collect();
            if errors.is_empty() {
                let stated = options.decimal.filter(|mark| *mark != Decimal::Auto);
                let at = At { file: &file, headers: &headers, id, delimiter: outline.delimiter, stated };
                return Ok(Ok(at.profile(&table, &schema, no_ids, passed_over)));
            }
            let is_about_ids = errors.iter().all(|f| matches!(f.code, "id-twice" | "id-empty"));
            first_refusal.get_or_insert_with(|| refused(errors));
            if !is_about_ids || has_gaps {
                break;
            }
            if key_likeness(header) > 0 {
                no_ids.push(header.clone());
            }
        }
        if let Some(refusal) = first_refusal {
            return Ok(Err(refusal));
        }
        let mut refusal = refused([no_id(&file, &no_ids)]);
        if let Some(header) = no_ids.first() {
            // Reading it as the id tells the lines in which it repeats or is empty.
            let (_, found) = self.read(&schema(header, &headers, missing), &options)?;
            refusal.extend(found.iter().filter(|f| matches!(f.code, "id-twice" | "id-empty")).cloned());
        }
        Ok(Err(refusal))
    }

    /// The sheets that the first file has, where it is a workbook.
    ///
    /// # Errors
    /// Where it cannot be read.
    pub fn sheets(&mut self) -> Result<Vec<String>, Error> {
        let Some((file, source)) = self.sources.first_mut() else { return Ok(Vec::new()) };
        sheets(source, file).map_err(|source| Error { file: file.clone(), source })
    }
}

fn no_id(file: &str, no_ids: &[String]) -> Finding {
    let seen = match no_ids {
        [] => String::new(),
        some => format!("; {} repeats or has empty cells", some.join(", ")),
    };
    Finding::error("no-id-column", format!("no column is unique for each customer{seen}"))
        .at(Place::file(file))
        .help("add a customer number to the export, or fix the lines in which it repeats or is empty")
}

fn refused(all: impl IntoIterator<Item = Finding>) -> Findings {
    let mut findings = Findings::new();
    findings.extend(all);
    findings
}

fn schema(id: &str, headers: &[String], missing: Vec<String>) -> Schema {
    let mut schema = Schema::new(id, missing, Decimal::Auto);
    for header in headers.iter().filter(|header| *header != id) {
        schema.want(Column { name: header.clone(), kind: Kind::Text, required: false });
    }
    schema
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::profile::Content;
    use std::io::Write;

    fn profile(text: &str) -> Result<Profile, Vec<&'static str>> {
        let mut file = tempfile::NamedTempFile::new().unwrap();
        file.write_all(text.as_bytes()).unwrap();
        let mut files = Files::open(&[file.path().to_owned()]).unwrap();
        let found = files.profile(&["-", "NA"], None, &Options::default()).unwrap();
        found.map_err(|findings| findings.iter().map(|f| f.code).collect())
    }

    fn id(text: &str) -> String {
        let profile = profile(text).unwrap();
        profile.columns[profile.id].header.clone()
    }

    #[test]
    fn the_id_is_found_by_its_name_and_by_naming_everybody_once() {
        assert_eq!(id("Firma;Kunden-Nr.;Umsatz\nA;007;1\nB;008;2\n"), "Kunden-Nr.");
        assert_eq!(id("name,customer_id,x\nA,1,1\nA,2,1\n"), "customer_id");
        assert_eq!(id("rating,region,name\n1,N,A\n2,N,B\n"), "name");
        let repeats = profile("id,name\n1,A\n1,B\n").unwrap();
        assert_eq!((repeats.id, repeats.no_ids), (1, vec!["id".to_owned()]));
        assert_eq!(profile("a,b\n1,2\n1,2\n").unwrap_err(), ["no-id-column"]);
    }

    #[test]
    fn columns_are_judged_by_all_their_cells() {
        let text = "id;amount;mixed;level;gap\n1;1.250,5;7;low;\n2;-;8;High;\n3;900;n.a.;low ;NA\n";
        let profile = profile(text).unwrap();
        assert_eq!((profile.decimal, profile.decimal_guessed), (Decimal::Comma, false));
        let Content::Numbers(amount) = &profile.columns[1].content else { unreachable!("{profile:?}") };
        assert_eq!((amount.min, amount.max, amount.distinct, amount.whole), (900.0, 1250.5, 2, false));
        assert_eq!((profile.columns[1].filled, profile.columns[1].missing), (2, 1));
        let Content::Texts(mixed) = &profile.columns[2].content else { unreachable!() };
        assert_eq!(mixed.odd, Some((4, "n.a.".to_owned())));
        let Content::Texts(level) = &profile.columns[3].content else { unreachable!() };
        assert_eq!(level.levels, Some(vec!["low".to_owned(), "High".to_owned()]));
        assert_eq!(profile.columns[4].content, Content::Nothing);
    }

    #[test]
    fn what_no_cell_tells_is_a_guess_and_said_so() {
        let found = profile("id;x\n1;1.250\n2;3.500\n").unwrap();
        assert_eq!((found.decimal, found.decimal_guessed), (Decimal::Comma, true));
        let mixed = profile("id;x;y\n1;1,5;1.5\n2;2,5;2.5\n").unwrap();
        assert!(mixed.decimal_guessed);
        assert!(mixed.columns.iter().skip(1).any(|column| matches!(column.content, Content::Texts(_))));
    }

    #[test]
    fn headers_that_are_twice_are_passed_over_and_broken_files_refused() {
        assert_eq!(profile("id,x,x,y\n1,2,3,4\n").unwrap().passed_over, ["x", "x"]);
        assert_eq!(profile("id,x y, X_Y,,y\n1,2,3,4,5\n").unwrap().passed_over, ["X_Y"]);
        assert_eq!(profile("id,x\n1,\"2\n").unwrap_err(), ["quote-unclosed"]);
        assert_eq!(profile("id,x\n1,2\nSumme,3\n").unwrap_err(), ["totals-row"]);
        assert_eq!(profile("").unwrap_err(), ["nothing-to-rank"]);
    }
}
