"""The map of meetings: what each document says of each, and where they come together."""

from __future__ import annotations

import re
from dataclasses import replace

from checker.facts import Panel
from checker.model import Assessment, Evidence, Issue, Location
from checker.reporting.pictures import meeting_map

HERE = Location(0, 4, None, None, "", "1")
PAIR = (Issue.CSE, Issue.GANGS)


def panel(document: str, name: str, **said: object) -> Panel:
    given = {"frequency": "", "chair": "", "leads": (), "ended": False, "successor": "", **said}
    return Panel(document, Evidence(document, "said", HERE), name, **given)  # type: ignore[arg-type]


def test_what_each_document_says_of_each_meeting(assessment: Assessment) -> None:
    one, two, three = (document.id for document in assessment.documents[:3])
    panels = (
        panel(one, "MACE", leads=(PAIR,)),
        panel(one, "MASE", ended=True),
        panel(two, "MACE", frequency="monthly"),
        panel(three, "MACE"),
        panel(three, "Gangs Panel", leads=(PAIR,)),
    )
    picture = meeting_map(replace(assessment, facts=replace(assessment.facts, panels=panels)))
    assert picture.words[0].count("leads") == 1
    assert "described" in picture.words[0]
    assert "named" in picture.words[0]
    assert any(line.startswith("MASE") and "ended" in line for line in picture.words)
    assert picture.words[-1].startswith(
        "Where child sexual exploitation and gangs and serious youth violence come together, MACE"
    )
    assert " or Gangs Panel" in picture.words[-1]


def test_the_last_column_does_not_touch_the_edge(assessment: Assessment) -> None:
    one, two, three = (document.id for document in assessment.documents[:3])
    panels = (panel(one, "MACE"), panel(two, "MACE"), panel(three, "MACE"))
    picture = meeting_map(replace(assessment, facts=replace(assessment.facts, panels=panels)))
    width = float(re.search(r'width="(\d+)"', picture.svg)[1])  # type: ignore[index]
    cells = re.findall(r'<rect x="([\d.]+)" y="[\d.]+" width="([\d.]+)"', picture.svg)
    assert max(float(x) + float(wide) for x, wide in cells) <= width - 10
