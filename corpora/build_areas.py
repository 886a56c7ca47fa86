"""Builds the sample areas: sources/<area>/*.md become areas/<area>/*.docx and *.pdf.

    python corpora/build_areas.py [AREA...] [--both DIR]

The same source always gives the same bytes of Word. A PDF goes through LibreOffice (`soffice`),
which does not repeat its bytes, so one is made again only when what it is made from has changed;
sources/lock.json remembers that, and the pages on which the headings fell.
"""

from __future__ import annotations

import argparse
import hashlib
import io
import json
import subprocess
import sys
import tempfile
import zipfile
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TypedDict

import pypdfium2
from building.documents import build_word
from building.sources import Source, SourceError, read_source

CORPORA = Path(__file__).parent
SOURCES = CORPORA / "sources"
AREAS = CORPORA / "areas"
LOCK = SOURCES / "lock.json"
CONVERSION_LIMIT = 300
"""Seconds that LibreOffice may take over all documents of a run."""


class Lock(TypedDict):
    """What is remembered of a built document."""

    made_from: str
    pages: list[int]


def main() -> int:
    """Reads the command line and builds. Returns the exit code."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("areas", nargs="*", metavar="AREA", help="a folder of sources (all)")
    parser.add_argument("--both", type=Path, metavar="DIR", help="write both formats to DIR")
    options = parser.parse_args()
    try:
        sources = read_sources(options.areas)
        locks: dict[str, Lock] = json.loads(LOCK.read_text()) if LOCK.exists() else {}
        hashes = {key(s): made_from(s) for s in sources}
        known = {name: lock["made_from"] for name, lock in locks.items()}
        stale = [s for s in sources if known.get(key(s)) != hashes[key(s)]]
        for source, pages in zip(stale, measure(stale), strict=True):
            locks[key(source)] = Lock(made_from=hashes[key(source)], pages=pages)
        if options.both:
            write_both(sources, locks, options.both)
        else:
            write_areas(sources, locks, stale)
            LOCK.write_text(json.dumps(locks, indent=1, sort_keys=True) + "\n")
    except (SourceError, subprocess.SubprocessError, OSError) as error:
        print(f"build_areas: {error}", file=sys.stderr)
        return 2
    return 0


def read_sources(areas: Sequence[str] = ()) -> list[Source]:
    """The sources of the areas named, or of all. Raises SourceError for an unknown area."""
    known = sorted(folder.name for folder in SOURCES.iterdir() if folder.is_dir())
    if unknown := set(areas) - set(known):
        raise SourceError(f"no area {', '.join(sorted(unknown))}; there are {', '.join(known)}")
    chosen = areas or known
    return [read_source(path) for area in chosen for path in sorted((SOURCES / area).glob("*.md"))]


def key(source: Source) -> str:
    """The name of a source in the lock file."""
    return f"{source.path.parent.name}/{source.path.name}"


def made_from(source: Source) -> str:
    """A hash of the document's draft, so of all that it is made from except its pages."""
    seen = hashlib.sha256()
    with zipfile.ZipFile(io.BytesIO(build_word(source))) as draft:
        for name in sorted(draft.namelist()):
            seen.update(draft.read(name))
    return seen.hexdigest()


def measure(sources: Sequence[Source]) -> list[list[int]]:
    """The page of every heading of each source, found by laying out a draft."""
    with tempfile.TemporaryDirectory() as folder:
        drafts = {f"{number}.docx": build_word(s) for number, s in enumerate(sources)}
        return [heading_pages(pdf) for pdf in convert(drafts, Path(folder))]


def heading_pages(pdf: Path) -> list[int]:
    """The pages, from 1, to which the bookmarks of a PDF point, in order."""
    with pypdfium2.PdfDocument(pdf) as document:
        marks = [mark.get_dest() for mark in document.get_toc()]
        return [mark.get_index() + 1 for mark in marks if mark is not None]


def convert(documents: Mapping[str, bytes], folder: Path) -> list[Path]:
    """Writes Word documents to `folder` and has LibreOffice lay them out beside; the PDFs in order.

    Raises SourceError where LibreOffice says that all is well and has written nothing.
    """
    if not documents:
        return []
    for name, content in documents.items():
        (folder / name).write_bytes(content)
    with tempfile.TemporaryDirectory() as profile:
        subprocess.run(
            [
                "soffice",
                f"-env:UserInstallation=file://{profile}",
                "--headless",
                *("--convert-to", "pdf", "--outdir", str(folder)),
                *(str(folder / name) for name in documents),
            ],
            check=True,
            capture_output=True,
            timeout=CONVERSION_LIMIT,
        )
    pdfs = [(folder / name).with_suffix(".pdf") for name in documents]
    if missing := [pdf.name for pdf in pdfs if not pdf.exists()]:
        raise SourceError(f"LibreOffice did not write {', '.join(missing)}")
    return pdfs


def write_areas(
    sources: Sequence[Source], locks: Mapping[str, Lock], stale: Sequence[Source]
) -> None:
    """Writes every document in the format its name asks for."""
    to_convert: dict[Path, bytes] = {}
    for source in sources:
        target = AREAS / source.path.parent.name / source.file
        target.parent.mkdir(parents=True, exist_ok=True)
        if target.suffix == ".docx":
            target.write_bytes(build_word(source, locks[key(source)]["pages"]))
        elif source in stale or not target.exists():
            to_convert[target] = build_word(source, locks[key(source)]["pages"])
    with tempfile.TemporaryDirectory() as folder:
        drafts = {f"{n}.docx": word for n, word in enumerate(to_convert.values())}
        for target, pdf in zip(to_convert, convert(drafts, Path(folder)), strict=True):
            target.write_bytes(pdf.read_bytes())


def write_both(sources: Sequence[Source], locks: Mapping[str, Lock], folder: Path) -> None:
    """Writes every document in both formats to `folder`/<area>/, under its own name."""
    for area in sorted({source.path.parent.name for source in sources}):
        (folder / area).mkdir(parents=True, exist_ok=True)
        words = {
            f"{Path(s.file).stem}.docx": build_word(s, locks[key(s)]["pages"])
            for s in sources
            if s.path.parent.name == area
        }
        convert(words, folder / area)


if __name__ == "__main__":
    sys.exit(main())
