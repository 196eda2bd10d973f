//! Pipes that close, disks that are full, runs that are killed: the exit codes, and what is left behind.

use std::io::{BufRead, BufReader, Write};
use std::os::unix::process::ExitStatusExt;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

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
        std::thread::sleep(Duration::from_millis(pause));
        run.kill().unwrap();
        run.wait().unwrap();
        let left = std::fs::read(&target).unwrap();
        assert!(left == b"old" || left == whole, "{} bytes after {pause} ms", left.len());
    }
}

/// The names in a folder.
fn names(folder: &Path) -> Vec<String> {
    std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect()
}

/// A run that waits for its customers, with the file for the result already open beside the old one. The shell sets up
/// what the run inherits.
fn waiting(folder: &Path, shell: &str) -> Child {
    std::fs::write(folder.join("ranking.csv"), "old").unwrap();
    let run = Command::new("sh")
        .args(["-c", &format!("{shell} exec \"$0\" score - -o \"$1\"")])
        .arg(env!("CARGO_BIN_EXE_keyrank"))
        .arg(folder.join("ranking.csv"))
        .stdin(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let started = Instant::now();
    while names(folder).len() < 2 && started.elapsed() < Duration::from_secs(20) {
        std::thread::sleep(Duration::from_millis(5));
    }
    run
}

fn send(signal: &str, run: &Child) {
    let sent = Command::new("sh").args(["-c", "kill -s \"$0\" \"$1\"", signal, &run.id().to_string()]).status();
    assert!(sent.unwrap().success());
}

/// Whoever runs the tests with `nohup` or in the background has them ignore some signals, and so do the runs.
fn is_ignored(signal: i32) -> bool {
    let Ok(status) = std::fs::read_to_string("/proc/self/status") else { return signal == 1 };
    let mask = status.lines().find_map(|line| line.strip_prefix("SigIgn:")).unwrap();
    u64::from_str_radix(mask.trim(), 16).unwrap() >> (signal - 1) & 1 == 1
}

#[test]
fn a_run_that_is_interrupted_leaves_the_old_file_and_nothing_else() {
    for (signal, number) in [("INT", 2), ("TERM", 15), ("HUP", 1)].into_iter().filter(|(_, n)| !is_ignored(*n)) {
        let folder = tempfile::tempdir().unwrap();
        let mut run = waiting(folder.path(), "");
        let stdin = run.stdin.take();
        assert_eq!(names(folder.path()).len(), 2, "{signal}");
        send(signal, &run);
        let ended = run.wait_with_output().unwrap();
        drop(stdin);
        assert_eq!(ended.status.signal(), Some(number), "{signal}: {:?}", ended.status);
        assert_eq!(String::from_utf8_lossy(&ended.stderr), "", "{signal}");
        assert_eq!(names(folder.path()), ["ranking.csv"], "{signal}");
        assert_eq!(std::fs::read(folder.path().join("ranking.csv")).unwrap(), b"old", "{signal}");
    }
}

/// As `nohup` starts it.
#[test]
#[cfg(target_os = "linux")]
fn a_signal_that_the_caller_ignores_ends_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let mut run = waiting(folder.path(), "trap '' HUP;");
    send("HUP", &run);
    run.stdin.take().unwrap().write_all(&std::fs::read("examples/customers.csv").unwrap()).unwrap();
    let ended = run.wait_with_output().unwrap();
    assert_eq!(ended.status.code(), Some(0), "{}", String::from_utf8_lossy(&ended.stderr));
    assert_eq!(names(folder.path()), ["ranking.csv"]);
    assert!(std::fs::read(folder.path().join("ranking.csv")).unwrap().starts_with(b"rank,"));
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
