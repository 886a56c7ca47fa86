"""One document as the yardstick, from the command line."""

from __future__ import annotations

import json
from pathlib import Path

from .conftest import Run

AREA = Path(__file__).parents[2] / "corpora" / "areas" / "eastmere"
YARDSTICK = "eastmere-missing-children-procedure.docx"


def test_only_what_disagrees_with_the_reference_is_listed(run: Run) -> None:
    every = json.loads(run("matrix", AREA, "--format", "json", "-q").stdout)["inconsistencies"]
    result = run("matrix", AREA, "--reference", YARDSTICK, "--format", "json", "-q")
    assert result.exit_code == 0
    found = json.loads(result.stdout)["inconsistencies"]
    assert 0 < len(found) < len(every)
    assert all(Path(YARDSTICK).stem in one["documents"] for one in found)


def test_a_reference_outside_the_folder_is_refused(run: Run) -> None:
    result = run("matrix", AREA, "--reference", "nope.docx", "-q")
    assert result.exit_code == 2
    assert YARDSTICK in result.stderr
