//! A ranking stored as csv, to be compared with a new one: the columns `id`, `rank`, `score` and `tier`, as
//! `keyrank score -f csv` writes them, also where a spreadsheet saved them again: in UTF-16, with semicolons or tabs, with
//! decimal commas. Other columns are not looked at but for `name`.

use super::bytes::encoding::Encoding;
use crate::finding::{Finding, Findings, Place};
use std::borrow::Cow;
use std::collections::HashMap;
use std::io::Read;

/// One account of a stored ranking.
#[derive(Debug, Clone, PartialEq)]
pub struct StoredRank {
    /// Unique in its file.
    pub id: String,
    /// What the account is called, where the file says so.
    pub name: Option<String>,
    /// From 1.
    pub rank: u64,
    /// Finite.
    pub score: f64,
    /// Empty where the model knew no tiers.
    pub tier: String,
}

/// The columns that a stored ranking must have.
const COLUMNS: [&str; 4] = ["id", "rank", "score", "tier"];

const MEND: &str = "write the file anew with `keyrank check --expect FILE --update`";

/// A file that begins otherwise is somebody's work and is not written over.
const OTHER: &str = "name another file behind --expect, or delete this one and write it anew with --update";

/// The text of a file, without its byte order mark and in UTF-8 where it was UTF-16 or UTF-32.
fn text(bytes: &[u8]) -> Cow<'_, [u8]> {
    match Encoding::from_mark(bytes) {
        None => Cow::Borrowed(bytes),
        Some((encoding, length)) if encoding == Encoding::UTF_8 => {
            Cow::Borrowed(bytes.get(length..).unwrap_or_default())
        }
        Some((encoding, length)) => {
            let mut text = Vec::new();
            // What comes behind a damaged byte is missing, and the reader says so.
            let mut decoded = encoding.decode(bytes.get(length..).unwrap_or_default());
            match decoded.read_to_end(&mut text) {
                Ok(_) if decoded.fault().is_none() => Cow::Owned(text),
                _ => Cow::Owned([text.as_slice(), b"\xff"].concat()),
            }
        }
    }
}

/// The first line of a text and its delimiter: the one with which the header has most of the columns.
fn header(text: &[u8]) -> (Vec<String>, u8) {
    let line = text.split(|byte| matches!(byte, b'\n' | b'\r')).next().unwrap_or_default();
    let read = |delimiter: u8| {
        let mut reader = csv::ReaderBuilder::new().delimiter(delimiter).from_reader(line);
        let cells = reader.headers().map(|cells| cells.iter().map(|cell| cell.trim().to_owned()).collect());
        (cells.unwrap_or_default(), delimiter)
    };
    let known = |(cells, _): &(Vec<String>, u8)| COLUMNS.iter().filter(|name| cells.iter().any(|c| c == *name)).count();
    // The last of equals is taken.
    [b'\t', b';', b','].map(read).into_iter().max_by_key(known).unwrap_or_default()
}

/// Whether a file, of which the first bytes are given, begins as a stored ranking does.
pub fn is_ranking(front: &[u8]) -> bool {
    // A character may be cut in two at the end, far behind the header.
    let cells = header(&text(front)).0;
    COLUMNS.iter().all(|name| cells.iter().any(|cell| cell == name))
}

/// Reads a stored ranking. `file` is the name that findings carry.
///
/// # Errors
/// Everything that is wrong with the file, in its order.
pub fn read_ranking(file: &str, bytes: &[u8]) -> Result<Vec<StoredRank>, Findings> {
    let mut findings = Findings::new();
    let text = text(bytes);
    let (headers, delimiter) = header(&text);
    let mut reader = csv::ReaderBuilder::new().delimiter(delimiter).from_reader(text.as_ref());
    let place = |name: &str| headers.iter().position(|header| header == name);
    let (places, name) = (COLUMNS.map(place), place("name"));
    let missing: Vec<&str> =
        COLUMNS.iter().zip(&places).filter(|(_, at)| at.is_none()).map(|(name, _)| *name).collect();
    if !missing.is_empty() {
        let message =
            format!("a stored ranking needs the columns {}; missing: {}", COLUMNS.join(", "), missing.join(", "));
        return Err(only(Finding::error("ranking-column-missing", message).at(Place::line(file, 1)).help(OTHER)));
    }
    let places = places.map(Option::unwrap_or_default);
    let mut seen: HashMap<String, u64> = HashMap::new();
    let mut ranks = Vec::new();
    for record in reader.records() {
        let rank = match &record {
            Ok(record) => stored_rank(file, record, places, name),
            Err(error) => Err(Box::new(broken(file, error))),
        };
        let line = record.as_ref().ok().and_then(|r| r.position()).map_or(0, csv::Position::line);
        match rank {
            Err(finding) => findings.push(*finding),
            Ok(rank) => match seen.insert(rank.id.clone(), line) {
                Some(first) => findings.push(twice(file, line, &rank.id, first)),
                None => ranks.push(rank),
            },
        }
    }
    if findings.has_errors() { Err(findings) } else { Ok(ranks) }
}

fn stored_rank(
    file: &str,
    record: &csv::StringRecord,
    places: [usize; 4],
    name: Option<usize>,
) -> Result<StoredRank, Box<Finding>> {
    let [id, rank, score, tier] = places.map(|at| record.get(at).unwrap_or_default());
    let line = record.position().map_or(0, csv::Position::line);
    let refuse = |header: &str, cell: &str, wanted: &str| {
        let place = Place { header: Some(header.to_owned()), ..Place::line(file, line) };
        let finding = Finding::error("ranking-cell", format!("the {header} is not {wanted}"));
        Box::new(finding.at(place).value(cell).help(MEND))
    };
    if id.is_empty() {
        return Err(refuse("id", id, "there"));
    }
    let plain = |c: char| c.is_ascii_digit() || matches!(c, '.' | '-' | '+' | 'e' | 'E');
    // A score has no thousands, so a comma can only be a spreadsheet's decimal mark.
    let pointed = score.replacen(',', ".", 1);
    let number = pointed.parse().ok().filter(|x: &f64| x.is_finite() && pointed.chars().all(plain));
    Ok(StoredRank {
        id: id.to_owned(),
        name: name.and_then(|at| record.get(at)).filter(|name| !name.is_empty()).map(str::to_owned),
        rank: rank.parse().map_err(|_| refuse("rank", rank, "a whole number"))?,
        score: number.ok_or_else(|| refuse("score", score, "a number"))?,
        tier: tier.to_owned(),
    })
}

fn broken(file: &str, error: &csv::Error) -> Finding {
    let line = error.position().map(csv::Position::line);
    let message = match error.kind() {
        csv::ErrorKind::UnequalLengths { expected_len, len, .. } => {
            format!("the line has {len} fields where the header has {expected_len}")
        }
        csv::ErrorKind::Utf8 { .. } => "the line is not UTF-8".to_owned(),
        _ => "the line is no csv".to_owned(),
    };
    Finding::error("ranking-record", message).at(Place { line, ..Place::file(file) }).help(MEND)
}

fn twice(file: &str, line: u64, id: &str, first: u64) -> Finding {
    let message = format!("the id stands on line {first} already");
    let place = Place { header: Some("id".to_owned()), ..Place::line(file, line) };
    Finding::error("ranking-id-twice", message).at(place).value(id).help(MEND)
}

fn only(finding: Finding) -> Findings {
    let mut findings = Findings::new();
    findings.push(finding);
    findings
}

#[cfg(test)]
mod tests {
    use super::*;

    fn refused(text: &str) -> Vec<(&'static str, Option<u64>)> {
        let findings = read_ranking("r.csv", text.as_bytes()).unwrap_err();
        findings.iter().map(|f| (f.code, f.place.line)).collect()
    }

    #[test]
    fn reads_the_four_columns_wherever_they_stand() {
        let text = "\u{feff}rank,id,name,score,tier\n1,A,\"Alpha, Ltd\",71.25,Key account\n2,B,Beta,5,\n";
        let ranks = read_ranking("r.csv", text.as_bytes()).unwrap();
        let a = StoredRank {
            id: "A".into(),
            name: Some("Alpha, Ltd".into()),
            rank: 1,
            score: 71.25,
            tier: "Key account".into(),
        };
        let b = StoredRank { id: "B".into(), name: Some("Beta".into()), rank: 2, score: 5.0, tier: String::new() };
        assert_eq!(ranks, [a, b]);
    }

    #[test]
    fn what_a_spreadsheet_saved_again_is_the_same_ranking() {
        let text = "rank,id,name,score,tier\r\n1,A,Müller,71.25,Key account\r\n2,B,,5,\r\n";
        let ranks = read_ranking("r.csv", text.as_bytes()).unwrap();
        let wide = |text: &str| text.encode_utf16().flat_map(u16::to_le_bytes).collect::<Vec<u8>>();
        let local = text.replace(',', ";").replace("71.25", "71,25");
        let tabs = format!("\u{feff}{}", text.replace(',', "\t"));
        for again in
            [local.clone().into_bytes(), format!("\u{feff}{local}").into_bytes(), wide(&tabs), tabs.into_bytes()]
        {
            assert_eq!(read_ranking("r.csv", &again).unwrap(), ranks);
            assert!(is_ranking(&again) && is_ranking(again.get(..again.len() - 1).unwrap()));
        }
        assert!(!is_ranking(b"rank;id;score\n") && !is_ranking(b"") && !is_ranking(b"\xff\xfe"));
        let cut = wide(&format!("\u{feff}{text}"));
        assert!(read_ranking("r.csv", &cut[..cut.len() - 1]).is_err());
    }

    #[test]
    fn names_every_missing_column() {
        assert_eq!(refused("id,score\nA,1\n"), [("ranking-column-missing", Some(1))]);
        assert_eq!(refused(""), [("ranking-column-missing", Some(1))]);
    }

    #[test]
    fn gathers_everything_that_is_wrong_with_its_line() {
        let text = "id,rank,score,tier\nA,1,80,K\nB,two,70,K\nC,3,inf,K\nA,4,60,K\n,5,50,K\nE,6\n";
        let codes = refused(text);
        let expected = [
            ("ranking-cell", Some(3)),
            ("ranking-cell", Some(4)),
            ("ranking-id-twice", Some(5)),
            ("ranking-cell", Some(6)),
            ("ranking-record", Some(7)),
        ];
        assert_eq!(codes, expected);
    }

    #[test]
    fn a_line_that_is_not_utf8_is_refused() {
        let findings = read_ranking("r.csv", b"id,rank,score,tier\n\xff,1,80,K\n").unwrap_err();
        assert_eq!(findings.iter().map(|f| f.code).collect::<Vec<_>>(), ["ranking-record"]);
    }
}
