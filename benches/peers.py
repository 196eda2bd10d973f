"""Measures keyrank beside Polars and DuckDB: the same weighted ranking of the same file, in one alternating run.

    cargo build --release
    python3 -m pip install duckdb polars
    python3 benches/peers.py                  # top 20 and the full ranking of 1 and 5 million customers
    python3 benches/peers.py --growth         # keyrank alone, from ten thousand to ten million

- Every run is a process of its own. keyrank's time is that of its whole process, with all its checks and with the sync of
  the file it writes. A peer's time begins after its import and its set-up: neither they nor the start of Python count.
- All three get the same number of threads (--threads, POLARS_MAX_THREADS, DuckDB's `threads`), and on Linux no more cores
  than that. Elsewhere keyrank ranks, but does not read, on all cores.
- The file is in the page cache. Before a run that writes a file, what earlier runs wrote goes to the disk.
- Peak memory is what the system says of the process: for the peers, Python and the library are in it.
- Each peer gets the quickest of the queries that were tried. All answers are compared before a number is printed.

Needs Linux or macOS. The full ranking of 5 million customers takes 2.5 GB of disk for a while.
"""

from __future__ import annotations

import argparse
import csv
import json
import math
import os
import platform
import re
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import ExitStack
from importlib.util import find_spec
from itertools import zip_longest
from pathlib import Path
from statistics import median
from typing import NamedTuple

WEIGHTS = {"market_importance": 30, "know_how": 20, "door_opener": 20, "service_complexity": 15, "opportunity_breadth": 15}
MODEL = "version: 1\ntitle: Five ratings\naccount: { id: account_id, name: customer }\ncriteria:\n" + "".join(
    f"  - {{ id: {criterion}, weight: {weight}, scale: {{ rating: [0, 10] }} }}\n" for criterion, weight in WEIGHTS.items()
)
TOP = 20
JOBS = {"top": f"top {TOP} as a table", "full": "full ranking to csv"}
PEERS = {"polars": "Polars", "duckdb": "DuckDB"}
TOOLS = ("keyrank", *PEERS)


def polars_rows(job: str, data: str, out: str) -> tuple[float, list[tuple]]:
    """When the work began, and the top; the full ranking goes to a file."""
    import polars as pl

    start = time.perf_counter()
    parts = [(pl.col(c) * w / 10).alias(c) for c, w in WEIGHTS.items()]
    score = sum(pl.col(c) * w / 10 for c, w in WEIGHTS.items()).round(9).alias("score")
    read = pl.scan_csv(data, schema_overrides=dict.fromkeys(WEIGHTS, pl.Float64))
    order = {"by": ["score", "account_id"], "descending": [True, False]}
    if job == "top":
        best = read.select("account_id", "customer", score, *WEIGHTS).sort(**order).head(TOP).with_columns(parts)
        return start, best.collect(engine="streaming").rows()
    ranked = read.select("account_id", "customer", score, *parts).sort(**order).with_row_index("rank", offset=1)
    first = pl.col("score").ne_missing(pl.col("score").shift())
    ranked.with_columns(pl.when(first).then("rank").forward_fill().alias("rank")).sink_csv(out, engine="streaming")
    return start, []


def duckdb_rows(job: str, data: str, out: str, threads: int) -> tuple[float, list[tuple]]:
    """When the work began, and the top; the full ranking goes to a file."""
    import duckdb

    database = duckdb.connect(config={"threads": threads, "preserve_insertion_order": False})
    start = time.perf_counter()
    parts = ", ".join(f"{c} * {w} / 10 as {c}" for c, w in WEIGHTS.items())
    score = "round(" + " + ".join(f"{c} * {w} / 10" for c, w in WEIGHTS.items()) + ", 9) as score"
    scored = f"select account_id, customer, {score}, {', '.join(WEIGHTS)} from read_csv($data, types = $types)"
    read = {"data": data, "types": dict.fromkeys(WEIGHTS, "DOUBLE")}
    if job == "top":
        best = f"{scored} order by score desc, account_id limit {TOP}"
        return start, database.execute(f"select account_id, customer, score, {parts} from ({best})", read).fetchall()
    # A rank for each score and a join are quicker than a window over all customers.
    above = "coalesce(sum(n) over (order by score desc rows between unbounded preceding and 1 preceding), 0)"
    ranks = f"select score, 1 + {above}::bigint as rank from (select score, count(*) as n from scored group by score)"
    ranked = f"select rank, account_id, customer, score, {parts} from scored join ranks using (score) order by rank, account_id"
    database.execute(f"copy (with scored as materialized ({scored}), ranks as ({ranks}) {ranked}) to '{out}'", read)
    return start, []


def be_a_peer(peer: str, job: str, threads: str, data: str, out: str) -> None:
    """What a child process does: one job."""
    start, rows = polars_rows(job, data, out) if peer == "polars" else duckdb_rows(job, data, out, int(threads))
    print(json.dumps({"seconds": time.perf_counter() - start, "rows": rows}))


class Run(NamedTuple):
    seconds: float
    mib: float
    text: str


def peak_mib(usage: resource.struct_rusage) -> float:
    return usage.ru_maxrss / (1024 * 1024 if sys.platform == "darwin" else 1024)


def timed(command: list[str], **env: str) -> Run:
    """Runs a command to its end."""
    with tempfile.TemporaryFile() as messages:
        start = time.perf_counter()
        process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=messages, env=os.environ | env)
        text = process.stdout.read() if process.stdout else b""
        _, status, usage = os.wait4(process.pid, 0)
        seconds = time.perf_counter() - start
        process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode != 0:
            messages.seek(0)
            sys.exit(f"{' '.join(command)}: exit code {process.returncode}\n{messages.read().decode()}")
    return Run(seconds, peak_mib(usage), text.decode())


class Bench(NamedTuple):
    keyrank: str
    threads: int
    rounds: int
    folder: Path

    def out(self, tool: str) -> Path:
        return self.folder / f"{tool}.csv"

    def ranking(self, data: Path, *options: str) -> list[str]:
        model = self.folder / "criteria.yaml"
        model.write_text(MODEL, encoding="utf-8")
        return [self.keyrank, "score", str(data), "-c", str(model), "--threads", str(self.threads), *options]

    def run(self, tool: str, job: str, data: Path) -> Run:
        out = self.out(tool)
        if job == "full":
            out.unlink(missing_ok=True)
            os.sync()
        if tool == "wc":
            return timed(["wc", "-l", str(data)])
        if tool == "keyrank":
            return timed(self.ranking(data, *(["--top", str(TOP)] if job == "top" else ["-o", str(out)])))
        peer = [sys.executable, __file__, "peer", tool, job, str(self.threads), str(data), str(out)]
        run = timed(peer, POLARS_MAX_THREADS=str(self.threads))
        return run._replace(seconds=json.loads(run.text)["seconds"])

    def alternating(self, tools: list[str], job: str, data: Path) -> dict[str, list[Run]]:
        """As many rounds as asked for, each tool once in every one."""
        rounds = [[self.run(tool, job, data) for tool in tools] for _ in range(self.rounds)]
        return dict(zip(tools, map(list, zip(*rounds))))


def check(holds: bool, what: str) -> None:
    if not holds:
        sys.exit(f"the answers differ: {what}")


def check_top(bench: Bench, data: Path, runs: dict[str, list[Run]]) -> None:
    ranking = csv.DictReader(timed(bench.ranking(data, "--top", str(TOP), "-f", "csv")).text.splitlines())
    ours = [(row["id"], float(row["score"])) for row in ranking]
    for peer in PEERS:
        theirs = [(row[0], row[2]) for row in json.loads(runs[peer][-1].text)["rows"]]
        check(len(ours) == TOP and ours == theirs, f"keyrank {ours}, {peer} {theirs}")


def check_full(bench: Bench, customers: int) -> None:
    """Rank and id of every line, the score of every thousandth."""
    with ExitStack() as files:
        lines = zip_longest(*(files.enter_context(open(bench.out(tool), "rb")) for tool in TOOLS), fillvalue=b"")
        next(lines)
        count = 0
        for count, line in enumerate(lines, 1):
            ours, *theirs = (text.split(b",", 2)[:2] for text in line)
            check(all(ours == other for other in theirs), f"line {count + 1}: {line}")
            if count % 1000 == 1:
                # The fourth cell in all three.
                scores = {float(next(csv.reader([text.decode()]))[3]) for text in line}
                check(len(scores) == 1, f"scores of line {count + 1}: {scores}")
    check(count == customers, f"{count} lines for {customers} customers")


def seconds(runs: list[Run]) -> str:
    times = [run.seconds for run in runs]
    return f"{min(times):.3g} / {median(times):.3g} s"


def figures(runs: list[Run]) -> str:
    """Times and peak. A peak that is not above this script's own is no news, for a child begins as its copy."""
    peak, own = max(run.mib for run in runs), peak_mib(resource.getrusage(resource.RUSAGE_SELF))
    return f"{seconds(runs)}, " + (f"{peak:,.0f} MiB" if peak > own + 1 else f"under {math.ceil(peak)} MiB")


def ahead(runs: dict[str, list[Run]]) -> str:
    """How many times as long the quicker peer takes, by best and by median times."""
    times = {tool: [run.seconds for run in runs[tool]] for tool in TOOLS}
    return " / ".join(f"{min(of(times[peer]) for peer in PEERS) / of(times['keyrank']):.2f}" for of in (min, median))


def compare(bench: Bench, data: Path, customers: int) -> Iterator[list[str]]:
    """Lines of the table for one file."""
    for job, name in JOBS.items():
        runs = bench.alternating([*TOOLS, "wc"], job, data)
        check_top(bench, data, runs) if job == "top" else check_full(bench, customers)
        yield [f"{customers:,}", name, *(figures(runs[tool]) for tool in TOOLS), seconds(runs["wc"]), ahead(runs)]


def grow(bench: Bench, data: Path, customers: int) -> Iterator[list[str]]:
    """The line of the table for one file."""
    runs = [bench.alternating(["keyrank"], job, data)["keyrank"] for job in JOBS]
    yield [f"{customers:,}", f"{data.stat().st_size / 1e6:,.1f} MB", *map(figures, runs)]


def head(keyrank: str, growth: bool) -> list[str]:
    ours = timed([keyrank, "--version"]).text.strip()
    if growth:
        return ["customers", "file", *(f"{ours}: {job}" for job in JOBS.values())]
    ask = "import {0}; print({0}.__version__)"
    theirs = [f"{name} {timed([sys.executable, '-c', ask.format(peer)]).text.strip()}" for peer, name in PEERS.items()]
    return ["customers", "job", ours, *theirs, "`wc -l`", "quicker peer / keyrank"]


def make(path: Path, customers: int) -> bool:
    """Makes the file where it is not there, and puts it into the page cache; was it made?"""
    if missing := not path.exists():
        part = path.with_suffix(".part")
        subprocess.run([sys.executable, str(Path(__file__).with_name("generate.py")), str(customers), str(part)], check=True)
        part.rename(path)
    with open(path, "rb", buffering=0) as file:
        while file.read(1 << 20):
            pass
    return missing


def machine() -> str:
    told = Path("/proc/cpuinfo")
    models = re.findall(r"^model name\s*:\s*(.+)$", told.read_text(), re.MULTILINE) if told.exists() else []
    return f"{(models or [platform.processor()])[0]}, {os.cpu_count()} cores, {platform.system()} {platform.machine()}"


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    built = Path(__file__).resolve().parent.parent / "target/release/keyrank"
    parser.add_argument("keyrank", nargs="?", default=str(built), help="the program (target/release/keyrank)")
    parser.add_argument("--rows", metavar="N,N", help="sizes (1000000,5000000; with --growth 10000 to 10000000)")
    parser.add_argument("--rounds", type=int, default=5, help="runs of each (5)")
    parser.add_argument("--threads", type=int, default=2, help="threads of each (2)")
    parser.add_argument("--data", type=Path, metavar="DIR", help="where customer files are looked for, made and kept")
    parser.add_argument("--growth", action="store_true", help="keyrank alone; a file made for it goes after use")
    parser.add_argument("--keep", action="store_true", help="with --growth and --data: keep the files")
    return parser.parse_args()


def main() -> None:
    if sys.argv[1:2] == ["peer"]:
        return be_a_peer(*sys.argv[2:])
    options = arguments()
    if not options.growth and (missing := [peer for peer in PEERS if not find_spec(peer)]):
        sys.exit(f"not installed: {', '.join(missing)}; python3 -m pip install duckdb polars")
    if not os.access(options.keyrank, os.X_OK):
        sys.exit(f"no program at {options.keyrank}: cargo build --release, or name another one")
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, sorted(os.sched_getaffinity(0))[: options.threads])
    labels = head(options.keyrank, options.growth)
    lines = [labels, ["---:"] * len(labels)]
    sizes = options.rows or ("10000,100000,1000000,10000000" if options.growth else "1000000,5000000")
    with tempfile.TemporaryDirectory(dir=options.data) as folder:
        bench = Bench(options.keyrank, options.threads, options.rounds, Path(folder))
        for customers in map(int, sizes.split(",")):
            data = (options.data or bench.folder) / f"customers-{customers}.csv"
            made = make(data, customers)
            for line in (grow if options.growth else compare)(bench, data, customers):
                lines.append(line)
                print("\n".join(f"{label:>34}  {cell}" for label, cell in zip(labels, line)), end="\n\n", flush=True)
            if made and not (options.keep if options.growth else options.data):
                data.unlink()
    print("\n".join(f"| {' | '.join(line)} |" for line in lines))
    print(f"\nBest / median of {options.rounds} runs and peak memory; {options.threads} threads each. {machine()}.")


if __name__ == "__main__":
    main()
