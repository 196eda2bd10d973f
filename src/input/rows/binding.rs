//! Which field of the header is which wanted column.

use crate::finding::{Finding, Place, as_argument};
use crate::input::reading::STDIN;
use crate::table::Schema;
use crate::text::{folded_header as fold, nearest_header};

/// For each wanted column the fields that match it; sound where each has exactly one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Binding(Vec<Vec<usize>>);

impl Binding {
    /// Matches headers exactly first, then without case, outer spaces and the difference of `_` and space.
    pub(crate) fn new(headers: &[String], schema: &Schema) -> Self {
        let folded: Vec<String> = headers.iter().map(|h| fold(h)).collect();
        let places =
            |matches: &dyn Fn(usize) -> bool| -> Vec<usize> { (0..headers.len()).filter(|&i| matches(i)).collect() };
        let bind = |name: &str| {
            let exact = places(&|i| headers.get(i).is_some_and(|h| h == name));
            let wanted = fold(name);
            if exact.is_empty() { places(&|i| folded.get(i) == Some(&wanted)) } else { exact }
        };
        Binding(schema.columns().iter().map(|column| bind(&column.name)).collect())
    }

    /// How many wanted columns are there.
    pub(crate) fn found(&self) -> usize {
        self.0.iter().filter(|fields| !fields.is_empty()).count()
    }

    /// Whether all wanted columns are there.
    pub(crate) fn is_complete(&self) -> bool {
        self.found() == self.0.len()
    }

    /// The wanted columns that are not there.
    pub(crate) fn missing<'s>(&self, schema: &'s Schema) -> impl Iterator<Item = &'s str> {
        let pairs = schema.columns().iter().zip(self.0.clone());
        pairs.filter(|(_, fields)| fields.is_empty()).map(|(column, _)| column.name.as_str())
    }

    /// The headers of columns that nothing wants.
    pub(crate) fn free<'h>(&self, headers: &'h [String]) -> Vec<&'h String> {
        let taken = self.fields();
        headers.iter().enumerate().filter(|(i, _)| !taken.contains(i)).map(|(_, header)| header).collect()
    }

    /// The field of each wanted column, in the order of the schema.
    pub(crate) fn fields(&self) -> Vec<usize> {
        self.0.iter().filter_map(|fields| fields.first().copied()).collect()
    }

    /// What is wrong: columns that are missing (all in one finding), columns that match two headers. `sheet` is that of a
    /// workbook.
    pub(crate) fn findings(
        &self,
        headers: &[String],
        schema: &Schema,
        place: &Place,
        sheet: Option<&str>,
    ) -> Vec<Finding> {
        let mut found: Vec<Finding> = Vec::new();
        let mut missing: Vec<&str> = Vec::new();
        for (column, fields) in schema.columns().iter().zip(&self.0) {
            match fields.as_slice() {
                [] if !missing.contains(&column.name.as_str()) => missing.push(&column.name),
                [first, second, ..] => {
                    let number = |field: &usize| field + 1;
                    let at = Place {
                        column: Some(number(second) as u64),
                        header: Some(column.name.clone()),
                        ..place.clone()
                    };
                    let message = format!("columns {} and {} both have this header", number(first), number(second));
                    let finding = Finding::error("header-twice", message).at(at).help("rename or delete one of them");
                    if !found.contains(&finding) {
                        found.push(finding);
                    }
                }
                _ => {}
            }
        }
        // What may be absent is no reason, unless it is the only one: then nothing would be left without it.
        if missing.iter().any(|column| !schema.is_optional(column)) {
            missing.retain(|column| !schema.is_optional(column));
        }
        if !missing.is_empty() {
            found.push(self.told_missing(&missing, headers, place, sheet));
        }
        found
    }

    fn told_missing(&self, missing: &[&str], headers: &[String], place: &Place, sheet: Option<&str>) -> Finding {
        let free = self.free(headers);
        let named: Vec<String> = missing
            .iter()
            .map(|name| match nearest_header(name, &free) {
                Some(near) => format!("\"{name}\" (is it \"{}\"?)", near.trim()),
                None => format!("\"{name}\""),
            })
            .collect();
        let of_sheet = sheet.map(|sheet| format!(" of the sheet \"{sheet}\"")).unwrap_or_default();
        let message = match missing.len() {
            1 => format!("the column {} is not in the header{of_sheet}", named.concat()),
            n => format!("{n} columns are not in the header{of_sheet}: {}", named.join(", ")),
        };
        let shown = 30;
        let mut there: Vec<String> = headers.iter().take(shown).map(|h| format!("\"{}\"", h.trim())).collect();
        if headers.len() > shown {
            there.push(format!("and {} more", headers.len() - shown));
        }
        // A title fills one cell of many.
        let is_title = headers.len() > 1 && headers.iter().filter(|header| !header.trim().is_empty()).count() < 2;
        let unsplit = match headers {
            [only] => [';', ',', '\t', '|'].into_iter().find(|c| only.contains(*c)),
            _ => None,
        };
        let help = match unsplit {
            Some(mark) => format!(
                "the header is one column: is {mark:?} the delimiter? Leave out --delimiter, or the sep= line at the top"
            ),
            None => format!(
                "rename the column in the file, write your own header into the criteria file, or draft one from this file: \
                 keyrank init {}{} -o criteria.yaml; the header has {}{}",
                as_argument(if place.file == STDIN { "-" } else { &place.file }),
                sheet.map(|sheet| format!(" --sheet {}", as_argument(sheet))).unwrap_or_default(),
                there.join(", "),
                if is_title { ", which looks like a title: delete the lines above the header" } else { "" }
            ),
        };
        Finding::error("column-missing", message).at(place.clone()).help(help)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::table::{Column, Decimal, Kind};

    fn schema(columns: &[&str]) -> Schema {
        let (id, rest) = columns.split_first().unwrap();
        let mut schema = Schema::new(id, vec![], Decimal::Auto);
        for name in rest {
            schema.want(Column { name: (*name).into(), kind: Kind::Text, required: false });
        }
        schema
    }

    fn headers(names: &[&str]) -> Vec<String> {
        names.iter().map(|n| (*n).to_owned()).collect()
    }

    #[test]
    fn an_exact_header_wins_over_one_that_is_alike() {
        let binding = Binding::new(&headers(&["KNOW HOW", "id", "know_how"]), &schema(&["id", "know_how"]));
        assert_eq!(binding.fields(), [1, 2]);
    }

    #[test]
    fn case_spaces_and_underscores_make_no_difference() {
        let binding = Binding::new(&headers(&["\u{feff}ID", " Know\u{a0} How "]), &schema(&["id", "know_how"]));
        assert!(binding.is_complete());
    }

    #[test]
    fn all_missing_columns_stand_in_one_finding_with_the_nearest_names() {
        let (names, schema) = (headers(&["id", "knowhow", "x"]), schema(&["id", "know_how", "country"]));
        let found = Binding::new(&names, &schema).findings(&names, &schema, &Place::line("a.csv", 1), None);
        assert_eq!(found.len(), 1);
        assert_eq!(found[0].message, "2 columns are not in the header: \"know_how\" (is it \"knowhow\"?), \"country\"");
    }

    #[test]
    fn a_draft_from_standard_input_is_made_with_its_dash() {
        let (names, schema) = (headers(&["id", "x"]), schema(&["id", "know_how"]));
        let found = Binding::new(&names, &schema).findings(
            &names,
            &schema,
            &Place::line(crate::input::reading::STDIN, 1),
            None,
        );
        assert!(found[0].help.as_ref().is_some_and(|help| help.contains("keyrank init - -o criteria.yaml")));
    }

    #[test]
    fn two_headers_that_match_alike_are_refused() {
        let (names, schema) = (headers(&["id", "Know How", "know how"]), schema(&["id", "know_how"]));
        let found = Binding::new(&names, &schema).findings(&names, &schema, &Place::line("a.csv", 1), None);
        assert_eq!((found[0].code, found[0].place.column), ("header-twice", Some(3)));
    }
}
