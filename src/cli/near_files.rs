//! The file that is probably meant where one is not there.

use crate::finding::as_argument;
use crate::text::nearest;
use std::io;
use std::path::Path;

/// More files in a folder are not looked at.
const MOST: usize = 1000;

/// The help for a file that is not there, if one of a similar name stands in the same folder; `None` where `source` is another
/// error.
pub(crate) fn near_file_help(path: &Path, source: &io::Error) -> Option<String> {
    near_file(path, source).map(|near| format!("did you mean {}?", as_argument(&near)))
}

fn near_file(path: &Path, source: &io::Error) -> Option<String> {
    if source.kind() != io::ErrorKind::NotFound {
        return None;
    }
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty());
    let entries = folder.unwrap_or(Path::new(".")).read_dir().ok()?.take(MOST);
    let names: Vec<String> = entries.filter_map(|entry| entry.ok()?.file_name().into_string().ok()).collect();
    let near = nearest(path.file_name()?.to_str()?, names.iter().map(String::as_str))?;
    Some(folder.map_or_else(|| near.to_owned(), |folder| folder.join(near).to_string_lossy().into_owned()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_mistyped_name_finds_its_neighbour_and_another_error_finds_none() {
        let folder = tempfile::tempdir().unwrap();
        std::fs::write(folder.path().join("kunden.csv"), "").unwrap();
        let near = |name: &str, kind: io::ErrorKind| near_file(&folder.path().join(name), &kind.into());
        let expected = folder.path().join("kunden.csv").to_string_lossy().into_owned();
        assert_eq!(near("kundn.csv", io::ErrorKind::NotFound), Some(expected));
        assert_eq!(near("kundn.csv", io::ErrorKind::PermissionDenied), None);
        assert_eq!(near("umsatzliste.csv", io::ErrorKind::NotFound), None);
    }
}
