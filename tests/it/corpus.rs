//! Public CSV files of all kinds: whatever they hold, the run ends without a panic, in time.
//!
//! Runs where `KEYRANK_CORPUS` names a folder of such files; elsewhere there is nothing to run it on.

use keyrank::criteria;
use keyrank::finding::Severity;
use keyrank::input::{self, Options};
use keyrank::scoring::{Engine, Ranking, Selection};
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

fn files(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    let mut folders = vec![folder.to_owned()];
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() { folders.push(path) } else { found.push(path) }
        }
    }
    found.sort();
    found
}

/// A model on the first two columns of a file, if it has two that a criteria file can name.
fn own_model(path: &Path) -> Option<Engine> {
    let bytes = std::fs::read(path).ok()?;
    let text = String::from_utf8_lossy(&bytes);
    let line = text.lines().next()?;
    let delimiter = [',', ';', '\t', '|'].into_iter().max_by_key(|d| line.matches(*d).count())?;
    let mut headers = line.split(delimiter).map(|h| h.trim_matches(['"', '\u{feff}', ' ']));
    let quoted = |header: &str| serde_json::to_string(header).unwrap();
    let (id, column) = (headers.next()?, headers.next()?);
    let yaml = format!(
        "version: 1\naccount: {{ id: {} }}\ncriteria:\n  - {{ id: only, column: {}, weight: 1, missing: skip, scale: {{ linear: [0, 100] }} }}\n",
        quoted(id),
        quoted(column)
    );
    criteria::parse("own.yaml", yaml.as_bytes()).model.map(Engine::new)
}

#[test]
fn no_public_file_makes_it_panic_or_hang() {
    let Some(corpus) = std::env::var_os("KEYRANK_CORPUS") else { return };
    let built_in = Engine::new(criteria::parse("criteria.yaml", criteria::DEFAULT.as_bytes()).model.unwrap());
    let (mut ranked, mut refused) = (0, 0);
    for path in files(Path::new(&corpus)) {
        let started = Instant::now();
        for engine in [Some(built_in.clone()), own_model(&path)].into_iter().flatten() {
            let (table, findings) =
                input::read(std::slice::from_ref(&path), engine.schema(), &Options::default()).unwrap();
            if findings.has_errors() {
                assert!(
                    findings.iter().any(|f| f.severity == Severity::Error && f.help.is_some()),
                    "{}",
                    path.display()
                );
                refused += 1;
                continue;
            }
            let ranking = Ranking::new(&engine, &table);
            assert_eq!(ranking.accounts(&Selection::default()).count(), ranking.len());
            ranked += 1;
        }
        assert!(started.elapsed() < Duration::from_secs(10), "{} took too long", path.display());
    }
    assert!(ranked > 50 && refused > 1000, "{ranked} ranked, {refused} refused: is this the corpus?");
}
