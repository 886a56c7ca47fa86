"""Two further areas in other voices: minutes, cards, questions and answers, fact sheets.

Both were written before the comparisons were widened, and both were read while that was
done: they guard what was gained, and measure nothing.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

import pytest

from checker.evaluating.areas import Difference, read_truth
from checker.model import InconsistencyType, JudgedDocument
from checker.passages import describe, split
from checker.reading import read
from checker.reconciling import reconcile
from checker.settings import Settings
from reconciling.conftest import FIXTURES

sys.path.insert(0, str(Path(__file__).parents[2] / "corpora"))

from building.documents import build_word
from building.sources import read_source

AREAS = sorted(path for path in (FIXTURES / "areas").iterdir() if path.is_dir())
OF_VERDICTS = {InconsistencyType.STANCE, InconsistencyType.UNEVEN_RECOGNITION}


def _reported(area: Path, built: Path) -> list[Difference]:
    documents = []
    for source in map(read_source, sorted(area.glob("*.md"))):
        path = built / source.file
        path.write_bytes(build_word(source))
        document = describe(read(path, Settings()))
        documents.append(JudgedDocument(document, split(document), ()))
    files = {j.document.id: Path(j.document.path).name for j in documents}
    return [
        Difference(
            i.type.value,
            frozenset(files[d] for d in i.documents),
            {
                files[d]: frozenset(e.location.paragraph for e in i.evidence if e.document == d)
                for d in i.documents
            },
        )
        for i in reconcile(documents).inconsistencies
        if i.type not in OF_VERDICTS
    ]


@pytest.mark.parametrize("area", AREAS, ids=lambda area: area.name)
def test_facts_of_a_further_area(area: Path, tmp_path: Path) -> None:
    truth = read_truth(area)
    reported = _reported(area, tmp_path)
    facts = [d for d in truth.inconsistencies if d.type not in OF_VERDICTS]
    planted = [d for d in facts if d.planted]
    found = [d for d in planted if any(d.meets(r) for r in reported)]
    wrong = [r for r in reported if not any(d.meets(r) for d in facts)]
    assert len(found) >= 0.85 * len(planted)
    assert len(wrong) <= 0.05 * len(reported), wrong
    assert not [d for d in truth.decoys if any(d.meets(r) for r in wrong)]


def test_the_truth_of_a_further_area_is_as_a_person_would_write_it() -> None:
    for area in AREAS:
        given = json.loads((area / "truth.json").read_text("utf-8"))
        files = {source.file for source in map(read_source, sorted(area.glob("*.md")))}
        assert set(given["verdicts"]) == files
        assert all(item["note"] for item in [*given["inconsistencies"], *given["decoys"]])
