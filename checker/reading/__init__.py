"""Reading: from a file to a document of blocks, each with its place.

Every file is parsed in a child process with limits, since a parser can crash,
hang or eat all memory on a hostile one (:mod:`checker.reading.sandbox`).
"""

from __future__ import annotations

from checker.reading.archives import ARCHIVES, opened_archives
from checker.reading.drafts import Box, Placed
from checker.reading.folder import find_documents, find_folders, slug, unopened
from checker.reading.formats import FORMATS
from checker.reading.limits import limit_process
from checker.reading.ooxml import run_pieces
from checker.reading.sandbox import boxes, read, runs
from checker.reading.several import read_several
from checker.reading.spans import Runs, RunSpan

__all__ = [
    "ARCHIVES",
    "FORMATS",
    "Box",
    "Placed",
    "RunSpan",
    "Runs",
    "boxes",
    "find_documents",
    "find_folders",
    "limit_process",
    "opened_archives",
    "read",
    "read_several",
    "run_pieces",
    "runs",
    "slug",
    "unopened",
]
