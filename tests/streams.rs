//! Pipes that close, disks that are full, runs that are killed: the exit codes, and what is left behind.

#![cfg(unix)]
#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]

use std::io::{BufRead, BufReader, Write};
use std::path::Path;
use std::process::{Command, Stdio};

fn keyrank() -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_keyrank"));
    command.env("NO_COLOR", "1").env("COLUMNS", "80");
    command
}

/// A customer file for the built-in model with so many customers.
fn customers(path: &Path, n: usize) {
    let example = std::fs::read_to_string("examples/customers.csv").unwrap();
    let (header, records) = example.split_once('\n').unwrap();
    let records: Vec<&str> = records.lines().filter(|record| record.contains(",active,")).collect();
    let mut file = std::io::BufWriter::new(std::fs::File::create(path).unwrap());
    writeln!(file, "{header}").unwrap();
    for i in 0..n {
        writeln!(file, "{}", records[i % records.len()].replacen("C-", &format!("C-{i}-"), 1)).unwrap();
    }
}

#[test]
fn a_pipe_that_closes_is_a_quiet_success() {
    let folder = tempfile::tempdir().unwrap();
    let data = folder.path().join("many.csv");
    customers(&data, 20_000);
    for format in ["csv", "json", "markdown", "table"] {
        let mut run = keyrank()
            .args(["score", "-f", format])
            .arg(&data)
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        let mut lines = BufReader::new(run.stdout.take().unwrap()).lines();
        assert!(lines.next().unwrap().is_ok());
        drop(lines);
        let ended = run.wait_with_output().unwrap();
        assert_eq!(ended.status.code(), Some(0), "{format}: {}", String::from_utf8_lossy(&ended.stderr));
        assert!(!String::from_utf8_lossy(&ended.stderr).contains("error"), "{format}");
    }
}

#[test]
#[cfg(target_os = "linux")]
fn a_full_disk_is_a_message_and_exit_code_2() {
    for (arguments, to) in [(["-f", "csv"], "/dev/full"), (["-f", "json"], "/dev/full"), (["-f", "table"], "/dev/full")]
    {
        let full = std::fs::OpenOptions::new().write(true).open(to).unwrap();
        let ended = keyrank()
            .args(["score", "examples/customers.csv"])
            .args(arguments)
            .stdout(full)
            .stderr(Stdio::piped())
            .output()
            .unwrap();
        let said = String::from_utf8_lossy(&ended.stderr);
        assert_eq!(ended.status.code(), Some(2), "{said}");
        assert!(said.contains("cannot write"), "{said}");
    }
    let ended = keyrank().args(["score", "examples/customers.csv", "-f", "csv", "-o", "/dev/full"]).output().unwrap();
    assert_eq!(ended.status.code(), Some(2));
}

#[test]
fn a_run_that_is_killed_leaves_the_old_file_or_the_new_one() {
    let folder = tempfile::tempdir().unwrap();
    let (data, target) = (folder.path().join("many.csv"), folder.path().join("ranking.csv"));
    customers(&data, 20_000);
    let whole = keyrank().args(["score", "-f", "csv"]).arg(&data).output().unwrap().stdout;
    for pause in [0, 5, 20, 60, 120] {
        std::fs::write(&target, "old").unwrap();
        let mut run = keyrank().arg("score").arg(&data).arg("-o").arg(&target).stderr(Stdio::null()).spawn().unwrap();
        std::thread::sleep(std::time::Duration::from_millis(pause));
        run.kill().unwrap();
        run.wait().unwrap();
        let left = std::fs::read(&target).unwrap();
        assert!(left == b"old" || left == whole, "{} bytes after {pause} ms", left.len());
    }
}

#[test]
fn standard_input_that_fails_to_be_text_is_refused_with_exit_code_1() {
    let mut run = keyrank()
        .args(["score", "-"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    run.stdin.take().unwrap().write_all(&[0; 4096]).unwrap();
    let ended = run.wait_with_output().unwrap();
    assert_eq!((ended.status.code(), ended.stdout.len()), (Some(1), 0));
    assert!(String::from_utf8_lossy(&ended.stderr).contains("nul-byte"));
}
