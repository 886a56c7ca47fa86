"""A REFI-QDA project codes the very words."""

from __future__ import annotations

import io
import zipfile
from dataclasses import replace

import pytest
from lxml import etree

from checker.model import Assessment
from checker.reporting.refi import codebook, project


@pytest.fixture
def package(assessment: Assessment) -> zipfile.ZipFile:
    return zipfile.ZipFile(io.BytesIO(project.render(assessment)))


def test_positions_select_the_evidence(assessment: Assessment, package: zipfile.ZipFile) -> None:
    root = etree.fromstring(package.read("project.qde"))
    names = {code.get("guid"): code.get("name") for code in root.iter("{*}Code")}
    coded = set()
    for source in root.iter("{*}TextSource"):
        guid = source.get("plainTextPath", "").removeprefix("internal://")
        text = package.read(f"sources/{guid}").decode()
        for selection in source.iter("{*}PlainTextSelection"):
            start, end = (
                int(selection.get("startPosition", "")),
                int(selection.get("endPosition", "")),
            )
            for reference in selection.iter("{*}CodeRef"):
                coded.add((text[start:end], names[reference.get("targetGUID")]))
    assert (
        "For many, the gang is a lifestyle choice.",
        "Choice framing: speaks against it",
    ) in coded
    evidence = [e for v in assessment.verdicts for e in v.evidence]
    assert {words for words, _ in coded} == {e.quote for e in evidence}


def test_every_identifier_is_used_once(package: zipfile.ZipFile) -> None:
    root = etree.fromstring(package.read("project.qde"))
    guids = [element.get("guid") for element in root.iter() if element.get("guid")]
    assert len(guids) == len(set(guids))


def test_equal_projects_are_equal_files(assessment: Assessment) -> None:
    assert project.render(assessment) == project.render(replace(assessment))


def test_characters_that_xml_does_not_take(assessment: Assessment) -> None:
    odd = replace(assessment.documents[0], title="A\x0btitle\x00")
    changed = replace(assessment, documents=(odd, *assessment.documents[1:]))
    package = zipfile.ZipFile(io.BytesIO(project.render(changed)))
    assert b'name="Atitle"' in package.read("project.qde")


def test_the_codebook_holds_criteria_and_stances(assessment: Assessment) -> None:
    root = etree.fromstring(codebook.render(assessment).encode())
    codes = {code.get("name"): code.get("isCodable") for code in root.iter("{*}Code")}
    assert codes["Choice framing"] == "false"
    assert codes["Choice framing: speaks for it"] == "true"
    assert len(codes) == 3 + 4 + 12, "packs, criteria, and three stances of each criterion"
