//! What files and arguments may try: nothing is run, nothing that is read is lost, nothing takes memory without end.

use proptest::prelude::*;
use std::fs::{self, File, OpenOptions};
use std::path::Path;
use std::process::{Command, Output, Stdio};

fn keyrank(arguments: &[&str], folder: &Path) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_keyrank"));
    command.args(arguments).current_dir(folder).env("NO_COLOR", "1").env("COLUMNS", "80");
    command
}

fn said(ended: &Output) -> String {
    String::from_utf8_lossy(&ended.stderr).into_owned()
}

const MODEL: &str = "\
version: 1
account: { id: id, name: name, show: [name] }
criteria:
  - { id: pull, weight: 3, scale: { rating: [0, 10] } }
  - { id: push, weight: 1, scale: { rating: [0, 10] } }
";

fn folder() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("m.yaml"), MODEL).unwrap();
    fs::write(folder.path().join("v.csv"), "id,name,pull,push\nC-1,Alpha,8,2\nC-2,Beta,3,9\n").unwrap();
    folder
}

/// The cells that a program sees which splits at `delimiter` and at line ends.
fn split(text: &str, delimiter: u8, quotes: bool) -> Vec<String> {
    let mut reader = csv::ReaderBuilder::new()
        .delimiter(delimiter)
        .quoting(quotes)
        .has_headers(false)
        .flexible(true)
        .from_reader(text.as_bytes());
    reader.records().flat_map(|record| record.unwrap().iter().map(str::to_owned).collect::<Vec<_>>()).collect()
}

fn is_live(cell: &str) -> bool {
    let start = cell.trim_start_matches(|c: char| c.is_whitespace() && !c.is_control());
    let is_sign =
        start.starts_with(['+', '-']) && !start.get(1..2).is_some_and(|c| c.starts_with(|c: char| c.is_ascii_digit()));
    start.starts_with(['=', '@', '＝', '＠', '＋', '－', '\t', '\r']) || is_sign
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn no_splitting_of_our_csv_yields_a_formula(names in prop::collection::vec("[a;,|\t\n\r\"' =@+＝-]{0,8}|\\PC{0,8}", 1..12)) {
        let folder = folder();
        let mut file = csv::Writer::from_path(folder.path().join("n.csv")).unwrap();
        file.write_record(["id", "name", "pull", "push"]).unwrap();
        for (row, name) in names.iter().enumerate() {
            file.write_record([format!("C-{row}"), name.clone(), "5".to_owned(), "5".to_owned()]).unwrap();
        }
        file.flush().unwrap();
        for arguments in [
            &["score", "n.csv", "-c", "m.yaml", "-f", "csv"][..],
            &["compare", "n.csv", "-c", "m.yaml", "--weight", "pull=1", "-f", "csv"],
        ] {
            let ended = keyrank(arguments, folder.path()).output().unwrap();
            if ended.status.code() == Some(0) {
                let text = String::from_utf8(ended.stdout).unwrap();
                for delimiter in *b",;\t|" {
                    for quotes in [true, false] {
                        let live = split(&text, delimiter, quotes).into_iter().find(|cell| is_live(cell));
                        prop_assert_eq!(live, None, "{:?} {} {}", char::from(delimiter), quotes, &text);
                    }
                }
            }
        }
    }
}

#[test]
fn what_is_read_is_never_written_whatever_it_is_called() {
    let folder = folder();
    let at = |name: &str| folder.path().join(name);
    fs::hard_link(at("v.csv"), at("hard.csv")).unwrap();
    std::os::unix::fs::symlink("v.csv", at("soft.csv")).unwrap();
    let (customers, model) = (fs::read(at("v.csv")).unwrap(), fs::read(at("m.yaml")).unwrap());
    let cases: [(&[&str], Option<&str>, Option<&str>); 12] = [
        (&["score", "v.csv", "-c", "m.yaml", "-f", "csv", "-o", "hard.csv"], None, None),
        (&["score", "v.csv", "-c", "m.yaml", "-f", "csv", "-o", "soft.csv"], None, None),
        (&["score", "-", "-c", "m.yaml", "-f", "csv", "-o", "v.csv"], Some("v.csv"), None),
        (&["score", "/dev/stdin", "-c", "m.yaml", "-f", "csv", "-o", "hard.csv"], Some("v.csv"), None),
        (&["score", "/dev/fd/0", "-c", "m.yaml", "-f", "csv", "-o", "v.csv"], Some("v.csv"), None),
        (&["score", "v.csv", "-c", "m.yaml", "-f", "csv"], None, Some("v.csv")),
        (&["score", "v.csv", "-c", "m.yaml", "-f", "csv"], None, Some("m.yaml")),
        (&["check", "v.csv", "-c", "m.yaml"], None, Some("hard.csv")),
        (&["lint", "v.csv", "-c", "m.yaml"], None, Some("m.yaml")),
        (&["weights", "rank", "pull,push", "-c", "/dev/stdin", "--write"], Some("m.yaml"), None),
        (&["weights", "rank", "pull,push", "-c", "/dev/fd/0", "--write"], Some("m.yaml"), None),
        (&["compare", "v.csv", "-", "-c", "m.yaml", "-f", "csv", "-o", "soft.csv"], Some("v.csv"), None),
    ];
    for (arguments, stdin, stdout) in cases {
        let mut run = keyrank(arguments, folder.path());
        if let Some(name) = stdin {
            run.stdin(OpenOptions::new().read(true).write(true).open(at(name)).unwrap());
        }
        if let Some(name) = stdout {
            run.stdout(OpenOptions::new().append(true).open(at(name)).unwrap()).stderr(Stdio::piped());
        }
        let ended = run.output().unwrap();
        assert_eq!(ended.status.code(), Some(2), "{arguments:?}: {}", said(&ended));
        assert!(said(&ended).contains("read") || said(&ended).contains("--write"), "{arguments:?}: {}", said(&ended));
        assert_eq!(fs::read(at("v.csv")).unwrap(), customers, "{arguments:?}");
        assert_eq!(fs::read(at("m.yaml")).unwrap(), model, "{arguments:?}");
    }
}

#[test]
fn a_stored_ranking_that_has_no_end_is_refused() {
    let folder = folder();
    let ended = keyrank(&["check", "v.csv", "-c", "m.yaml", "--expect", "/dev/zero"], folder.path()).output().unwrap();
    assert_eq!(ended.status.code(), Some(2));
    assert!(said(&ended).contains("NUL"), "{}", said(&ended));
}

#[test]
fn one_id_again_and_again_is_counted_to_the_last() {
    let folder = folder();
    let lines = "C,Alpha,8,2\n".repeat(60_000);
    fs::write(folder.path().join("d.csv"), format!("id,name,pull,push\n{lines}")).unwrap();
    let ended = keyrank(&["score", "d.csv", "-c", "m.yaml"], folder.path()).output().unwrap();
    assert_eq!(ended.status.code(), Some(1));
    assert!(said(&ended).replace(',', "").contains("and 59979 more errors"), "{}", said(&ended));
}

#[test]
fn pipes_are_read_where_one_reading_is_enough() {
    let folder = folder();
    let both = "\"$0\" compare <(cat v.csv) <(cat v.csv) -c m.yaml";
    let bash = |script: &str| {
        Command::new("bash")
            .args(["-c", script, env!("CARGO_BIN_EXE_keyrank")])
            .current_dir(folder.path())
            .output()
            .unwrap()
    };
    let ended = bash(both);
    assert_eq!(ended.status.code(), Some(0), "{}", said(&ended));
    let ended = bash("\"$0\" score <(cat v.csv) -c m.yaml -f csv");
    let plain = keyrank(&["score", "v.csv", "-c", "m.yaml", "-f", "csv"], folder.path()).output().unwrap();
    assert_eq!((ended.status.code(), ended.stdout), (Some(0), plain.stdout));
}

#[test]
fn a_file_that_may_not_grow_is_a_message_and_exit_code_2() {
    let folder = folder();
    let lines: String = (0..20_000).map(|row| format!("C-{row},Alpha,8,2\n")).collect();
    fs::write(folder.path().join("d.csv"), format!("id,name,pull,push\n{lines}")).unwrap();
    let script = "ulimit -f 1; exec \"$0\" score d.csv -c m.yaml -f csv";
    let ended = Command::new("bash")
        .args(["-c", script, env!("CARGO_BIN_EXE_keyrank")])
        .current_dir(folder.path())
        .stdout(File::create(folder.path().join("out.csv")).unwrap())
        .stderr(Stdio::piped())
        .output()
        .unwrap();
    assert_eq!(ended.status.code(), Some(2), "{}", said(&ended));
    assert!(said(&ended).contains("cannot write"), "{}", said(&ended));
}

#[test]
fn more_files_are_read_than_may_be_open_at_once() {
    let folder = folder();
    let many = folder.path().join("many");
    fs::create_dir(&many).unwrap();
    for file in 0..100 {
        let text = format!("id,name,pull,push\nC-{file},Alpha,{},5\n", file % 10);
        fs::write(many.join(format!("{file}.csv")), text).unwrap();
    }
    let bash = |script: &str| {
        let mut run = Command::new("bash");
        run.args(["-c", script, env!("CARGO_BIN_EXE_keyrank")]).current_dir(folder.path()).output().unwrap()
    };
    let ended = bash("ulimit -n 30; exec \"$0\" score many/*.csv -c m.yaml -f csv --threads 1");
    assert_eq!(ended.status.code(), Some(0), "{}", said(&ended));
    assert_eq!(String::from_utf8_lossy(&ended.stdout).lines().filter(|line| line.contains("Alpha")).count(), 100);
    let ended = bash("ulimit -n 30; exec \"$0\" score many/*.csv gone.csv -c m.yaml");
    assert_eq!(ended.status.code(), Some(2));
    assert!(said(&ended).contains("gone.csv"), "{}", said(&ended));
}

#[test]
fn a_stream_without_end_is_refused_in_little_memory() {
    let folder = folder();
    let (head, x) = ("echo id,name,pull,push", "tr '\\0' x </dev/zero");
    let wide = |text: &str| format!("printf '{text}' | iconv -f UTF-8 -t UTF-16LE");
    let wide_x = "yes | tr 'y\\n' 'x\\0'";
    let mut cases = Vec::new();
    for (name, start, code) in [
        ("quoted", format!("{head}; printf 'C-1,\"'; {x}"), "cell-too-long"),
        ("lines in quotes", format!("{head}; printf 'C-1,\"'; yes ''"), "cell-too-long"),
        ("bare", format!("{head}; printf 'C-1,'; {x}"), "line-too-long"),
        ("header", format!("printf 'id,name,'; {x}"), "line-too-long"),
        ("quoted header", format!("printf 'id,name,\"'; {x}"), "line-too-long"),
        ("below a title", format!("echo List; echo; {head}; printf 'C-1,\"'; {x}"), "cell-too-long"),
        ("a title", format!("echo List; echo; {x}"), "column-missing"),
    ] {
        cases.push((name.to_owned(), start.clone(), code));
        if name != "bare" {
            cases.push((format!("{name}, packed"), format!("{{ {start}; }} | gzip -1"), code));
        }
    }
    let mark = "printf '\\377\\376'";
    let (header, row) = (wide("id,name,pull,push\\n"), wide("C-1,\""));
    cases.push(("quoted, UTF-16".to_owned(), format!("{mark}; {header}; {row}; {wide_x}"), "cell-too-long"));
    cases.push(("header, UTF-16".to_owned(), format!("{mark}; {wide_x}"), "line-too-long"));
    for (name, stream, code) in cases {
        let script = format!("{{ {stream}; }} 2>&- | (ulimit -v 400000; exec \"$0\" score - -c m.yaml --threads 1)");
        let mut run = Command::new("bash");
        let ended =
            run.args(["-c", &script, env!("CARGO_BIN_EXE_keyrank")]).current_dir(folder.path()).output().unwrap();
        assert_eq!(ended.status.code(), Some(1), "{name}: {}", said(&ended));
        assert!(said(&ended).contains(code), "{name}: {}", said(&ended));
    }
}

#[test]
fn a_written_file_is_never_more_open_than_the_one_it_replaces_and_a_killed_run_leaves_nothing_for_long() {
    use std::os::unix::fs::{MetadataExt, PermissionsExt};
    let folder = folder();
    let out = folder.path().join("out.csv");
    let temporary = || {
        let names = fs::read_dir(folder.path()).unwrap().map(|entry| entry.unwrap().path());
        names.filter(|path| path.extension().is_some_and(|ending| ending == "tmp")).collect::<Vec<_>>()
    };
    fs::write(&out, "old").unwrap();
    fs::set_permissions(&out, fs::Permissions::from_mode(0o600)).unwrap();
    // Only an administrator may give a file away.
    let _ = std::os::unix::fs::chown(&out, Some(12_345), Some(23_456));
    let before = fs::metadata(&out).unwrap();
    let arguments = ["score", "-", "-c", "m.yaml", "-f", "csv", "-o", "out.csv"];
    let mut killed = keyrank(&arguments, folder.path()).stdin(Stdio::piped()).spawn().unwrap();
    while temporary().is_empty() {
        std::thread::sleep(std::time::Duration::from_millis(5));
    }
    let left = temporary();
    assert_eq!(left[0].metadata().unwrap().mode() & 0o777, 0o600);
    assert!(left[0].to_string_lossy().contains(&format!(".keyrank-{}-", killed.id())));
    let run =
        || keyrank(&["score", "v.csv", "-c", "m.yaml", "-f", "csv", "-o", "out.csv"], folder.path()).output().unwrap();
    assert_eq!(run().status.code(), Some(0));
    assert_eq!(temporary(), left);
    killed.kill().unwrap();
    killed.wait().unwrap();
    assert_eq!(temporary(), left);
    assert_eq!(run().status.code(), Some(0));
    assert!(temporary().is_empty());
    let after = fs::metadata(&out).unwrap();
    let kept = |there: &fs::Metadata| (there.mode(), there.uid(), there.gid());
    assert_eq!(kept(&after), kept(&before));
}

#[test]
fn a_pipe_without_its_other_end_is_named_after_a_second() {
    let folder = folder();
    assert!(
        Command::new("mkfifo")
            .args(["in.csv", "c.yaml", "o.csv"])
            .current_dir(folder.path())
            .status()
            .unwrap()
            .success()
    );
    let after = |arguments: &str, then: &str| {
        let script = format!("\"$0\" {arguments} & sleep 2.5; {then}; wait $!");
        let mut run = Command::new("bash");
        run.args(["-c", &script, env!("CARGO_BIN_EXE_keyrank")]).current_dir(folder.path()).output().unwrap()
    };
    for (arguments, then, pipe) in [
        ("score in.csv -c m.yaml", "cat v.csv >in.csv", "in.csv"),
        ("score v.csv in.csv -c m.yaml", "sed s/C-/D-/ v.csv >in.csv", "in.csv"),
        ("check in.csv -c m.yaml", "cat v.csv >in.csv", "in.csv"),
        ("init in.csv -o -", "cat v.csv >in.csv", "in.csv"),
        ("score v.csv -c c.yaml", "cat m.yaml >c.yaml", "c.yaml"),
        ("score v.csv -c m.yaml -f csv -o o.csv", "cat o.csv", "o.csv"),
    ] {
        let ended = after(arguments, then);
        assert_eq!(ended.status.code(), Some(0), "{arguments}: {}", said(&ended));
        assert_eq!(said(&ended).matches(&format!("waiting for {pipe}: it is a pipe")).count(), 1, "{}", said(&ended));
    }
    let ended = after("score in.csv -c m.yaml --findings json", "cat v.csv >in.csv");
    assert!(!said(&ended).contains("waiting"), "{}", said(&ended));
}

#[test]
fn no_message_is_written_into_a_file_that_is_read() {
    let folder = folder();
    let path = |name: &str| folder.path().join(name);
    // With an unknown option and a bad cell there is something to say.
    fs::write(path("v.csv"), "id,name,pull,push\nC-1,Alpha,8,eleven\n").unwrap();
    fs::hard_link(path("v.csv"), path("link.csv")).unwrap();
    let runs: [(&[&str], &str); 6] = [
        (&["score", "v.csv", "-c", "m.yaml"], "v.csv"),
        (&["score", "link.csv", "-c", "m.yaml"], "v.csv"),
        (&["check", "v.csv", "-cm.yaml"], "m.yaml"),
        (&["score", "v.csv", "--criteria=m.yaml"], "m.yaml"),
        (&["score", "v.csv", "--no-such-option"], "v.csv"),
        (&["score", "-", "-c", "m.yaml"], "v.csv"),
    ];
    for (arguments, read) in runs {
        let before = fs::read(path(read)).unwrap();
        let stderr = OpenOptions::new().append(true).open(path(read)).unwrap();
        let stdin = File::open(path("v.csv")).unwrap();
        let ended = keyrank(arguments, folder.path()).stdin(stdin).stderr(stderr).output().unwrap();
        assert_eq!((ended.status.code(), ended.stdout), (Some(2), Vec::new()), "{arguments:?}");
        assert_eq!(fs::read(path(read)).unwrap(), before, "{arguments:?}");
    }
    let log = File::create(path("log")).unwrap();
    let ended = keyrank(&["score", "v.csv", "-c", "m.yaml"], folder.path()).stderr(log).output().unwrap();
    assert_eq!(ended.status.code(), Some(1));
    assert!(fs::read_to_string(path("log")).unwrap().contains("eleven"));
}

#[test]
fn two_ids_that_a_stored_ranking_cannot_tell_apart_are_refused() {
    let folder = folder();
    let path = |name: &str| folder.path().join(name);
    for (ids, code) in [(["=x", "'=x"], 1), (["a;=x", "a;'=x"], 1), (["'=x", "'=y"], 0), (["=x", "x"], 0)] {
        fs::write(path("v.csv"), format!("id,name,pull,push\n{},A,8,2\n{},B,3,9\n", ids[0], ids[1])).unwrap();
        let check = ["check", "v.csv", "-c", "m.yaml", "--expect", "r.csv"];
        let ended = keyrank(&[&check[..], &["--update"]].concat(), folder.path()).output().unwrap();
        let told = String::from_utf8_lossy(&ended.stdout).into_owned();
        assert_eq!(ended.status.code(), Some(code), "{told}");
        assert_eq!(path("r.csv").exists(), code == 0, "{told}");
        if code == 1 {
            assert!(
                told.contains("ranking-ids-alike") && ids.iter().all(|id| told.contains(&format!("\"{id}\""))),
                "{told}"
            );
        } else {
            assert_eq!(keyrank(&check, folder.path()).output().unwrap().status.code(), Some(0));
            fs::remove_file(path("r.csv")).unwrap();
        }
    }
}
