"""Measures `keyrank sensitivity` beside a vectorised numpy loop that draws as many weightings over the same customers and
counts the same: ranks, first places with their weights, and tiers.

    cargo build --release
    python3 benches/smaa.py target/release/keyrank [CUSTOMERS] [SAMPLES]

Needs numpy. keyrank draws SAMPLES weightings near the model's own and as many of all, and also reads the file, works out
the intervals, the other methods and the close calls, and prints its page; numpy draws once, from points that it holds
already. So the factor sets keyrank's whole run against twice the loop. Both run in turn, and the best of each counts.
"""

import csv
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import numpy as np

CRITERIA = ["market_importance", "know_how", "door_opener", "service_complexity", "opportunity_breadth"]
WEIGHTS = np.array([0.30, 0.20, 0.20, 0.15, 0.15])
MODEL = """version: 1
account: { id: account_id }
criteria:
""" + "".join(f"  - {{ id: {c}, weight: {w}, scale: {{ rating: [0, 10] }} }}\n" for c, w in zip(CRITERIA, WEIGHTS)) + """tiers:
  - { name: Key account, min_score: 70 }
  - { name: Potential key account, min_score: 55 }
  - { name: Core customer }
"""
LINES = [70.0, 55.0]
BATCH = 250
ROUNDS = 5


def loop(points: np.ndarray, samples: int, concentration: float) -> np.ndarray:
    """Batches of weightings against all customers at once; the counts are kept so that nothing is left out."""
    customers, criteria = points.shape
    random = np.random.default_rng(1)
    ranks = np.zeros(customers * customers, dtype=np.int64)
    first = np.zeros(customers, dtype=np.int64)
    central = np.zeros((customers, criteria))
    tiers = np.zeros((len(LINES) + 1, customers), dtype=np.int64)
    base = np.arange(customers) * customers
    places = np.arange(customers)
    for start in range(0, samples, BATCH):
        weights = random.dirichlet(concentration * WEIGHTS, min(BATCH, samples - start))
        scores = weights @ points.T
        order = np.argsort(-scores, axis=1)
        ranks += np.bincount((base[order] + places).ravel(), minlength=ranks.size)
        best = order[:, 0]
        first += np.bincount(best, minlength=customers)
        np.add.at(central, best, weights)
        tier = np.searchsorted(-np.array(LINES), -scores.ravel(), side="left").reshape(scores.shape)
        for t in range(len(LINES) + 1):
            tiers[t] += (tier == t).sum(axis=0)
    return first


def timed(work: Callable[[], object]) -> float:
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def main() -> None:
    keyrank = sys.argv[1]
    customers = int(sys.argv[2]) if len(sys.argv) > 2 else 1000
    samples = int(sys.argv[3]) if len(sys.argv) > 3 else 100_000
    with tempfile.TemporaryDirectory() as folder:
        data, model = (Path(folder) / name for name in ("customers.csv", "criteria.yaml"))
        subprocess.run([sys.executable, Path(__file__).with_name("generate.py"), str(customers), data], check=True)
        model.write_text(MODEL, encoding="utf-8")
        command = [keyrank, "sensitivity", data, "-c", model, "--samples", str(samples)]
        with open(data, encoding="utf-8", newline="") as file:
            points = np.array([[float(row[c]) * 10 for c in CRITERIA] for row in csv.DictReader(file)])
        rounds = [
            (timed(lambda: subprocess.run(command, check=True, capture_output=True)), timed(lambda: loop(points, samples, 60.0)))
            for _ in range(ROUNDS)
        ]
    ours, theirs = (min(times) for times in zip(*rounds))
    print(f"{customers} customers, {len(CRITERIA)} criteria, {samples} weightings of each kind, best of {ROUNDS} rounds")
    print(f"keyrank, both kinds and all the rest: {ours:7.2f} s")
    print(f"numpy, one kind:                      {theirs:7.2f} s")
    print(f"numpy, both kinds / keyrank:          {2 * theirs / ours:7.1f}")


main()
