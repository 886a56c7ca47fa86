"""Judging beside the common approach, as ratios in one run: speed, first verdict and memory.

The common approach is sentence-transformers' default ``encode`` with a
scikit-learn classifier on top; it needs the extra ``[train]``. ``python -m
benchmarks.common_approach`` prints the figures.
"""

from __future__ import annotations

import subprocess
import sys
import time
from dataclasses import dataclass
from itertools import cycle, islice
from pathlib import Path

from checker.data import data_path
from checker.judging import StanceModel
from checker.passages import describe, read_labelled, split
from checker.reading import find_documents, read
from checker.settings import Settings

PASSAGES = 2000
AREA = Path(__file__).parents[2] / "corpora" / "areas" / "calderwick"

FIRST_VERDICT = """
from pathlib import Path
from checker.judging import Judge, StanceModel, load_rules
from checker.passages import passage_from_text
passage = passage_from_text("No child chooses to be exploited.", heading="2 Language")
Judge(load_rules(), StanceModel()).stances([passage])
# Not ru_maxrss: that begins with what the parent took.
line = next(x for x in Path("/proc/self/status").read_text().splitlines() if x.startswith("VmHWM"))
print(int(line.split()[1]) / 1024)
"""


@dataclass(frozen=True)
class Comparison:
    """Seconds of both for the same passages, with their ratio."""

    ours: float
    common: float

    @property
    def ratio(self) -> float:
        """How many times faster judging is."""
        return self.common / self.ours


def compare(passages: int = PASSAGES) -> Comparison:
    """Time both on the passages of a sample area; loading and fitting are not counted."""
    from sklearn.linear_model import LogisticRegression

    from checker.training.network import packaged_encoder

    documents = [describe(read(p, Settings())) for p in find_documents(AREA)]
    judged = list(islice(cycle(p for d in documents for p in split(d)), passages))
    texts = [p.text for p in judged]
    folder = data_path("corpora") / "passages" / "dev"
    labelled = read_labelled(sorted(folder.glob("*.jsonl")))[:64]
    encoder, model = packaged_encoder(), StanceModel()
    few = encoder.encode([p.passage.text for p in labelled])
    head = LogisticRegression().fit(few, [bool(p.labels) for p in labelled])
    model.score(judged[:8])
    started = time.perf_counter()
    head.predict(encoder.encode(texts))
    between = time.perf_counter()
    model.score(judged)
    return Comparison(time.perf_counter() - between, between - started)


def first_verdict() -> tuple[float, float]:
    """Seconds from the start of a process to its first stance, and its memory in MB."""
    started = time.perf_counter()
    done = subprocess.run(
        [sys.executable, "-c", FIRST_VERDICT],
        capture_output=True,
        text=True,
        check=True,
        cwd=Path(__file__).parents[2],
    )
    return time.perf_counter() - started, float(done.stdout)


if __name__ == "__main__":
    seconds, memory = first_verdict()
    found = compare()
    sys.stdout.write(
        f"first verdict {seconds:.2f} s, {memory:.0f} MB; {PASSAGES} passages {found.ours:.1f} s, "
        f"the common approach {found.common:.1f} s: {found.ratio:.1f} times faster\n"
    )
