"""Computed numbers, held against those that LibreOffice prints."""

from __future__ import annotations

import random
import shutil
import subprocess
from pathlib import Path

import docx
import pytest
from docx.oxml.numbering import CT_Numbering

from checker.reading.labels import normal

from .making import paragraph, read, xml

LEGAL = [
    ("upperRoman", "Article %1."), ("decimal", "%1.%2"), ("lowerLetter", "(%3)"),
    ("lowerRoman", "(%4)"),
]  # fmt: skip
PLAIN = [("decimal", "%1"), ("decimal", "%1.%2"), ("decimal", "%1.%2.%3"), ("lowerLetter", "%4)")]
LETTERS = [("upperLetter", "%1."), ("lowerRoman", "%2."), ("decimalZero", "%3"), ("ordinal", "%4")]
DEFINITIONS = (LEGAL, PLAIN, LETTERS)


def level(depth: int, form: str, text: str, more: str = "", start: int = 1) -> str:
    return (
        f'<w:lvl w:ilvl="{depth}"><w:start w:val="{start}"/><w:numFmt w:val="{form}"/>{more}'
        f'<w:lvlText w:val="{text}"/><w:lvlJc w:val="left"/></w:lvl>'
    )


def definition(number: int, levels: list[tuple[str, str]], more: str = "") -> str:
    made = "".join(level(d, form, text, more) for d, (form, text) in enumerate(levels))
    return f'<w:abstractNum {{ns}} w:abstractNumId="{number}">{made}</w:abstractNum>'


def lists(folder: Path, seed: int) -> Path:
    """A file with three definitions, overriding lists and a random walk through them."""
    chance = random.Random(seed)
    document = docx.Document()
    numbering: CT_Numbering = document.part.numbering_part.element
    for child in list(numbering):
        numbering.remove(child)
    for index, levels in enumerate(DEFINITIONS):
        numbering.append(xml(definition(index, levels)))
    overrides = {
        1: "", 2: "", 3: "",
        4: '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride>',
        5: '<w:lvlOverride w:ilvl="1"><w:startOverride w:val="5"/></w:lvlOverride>',
        6: '<w:lvlOverride w:ilvl="0">' + level(0, "decimal", "Part %1", start=3)
           + "</w:lvlOverride>",
    }  # fmt: skip
    for number, override in overrides.items():
        target = (number - 1) % 3
        numbering.append(
            xml(
                f'<w:num {{ns}} w:numId="{number}"><w:abstractNumId w:val="{target}"/>'
                f"{override}</w:num>"
            )
        )
    depth = 0
    # A list is left for good when the next begins, as in a policy's own sections.
    for number in (1, 2, 3, 4, 5, 6):
        depth = 0
        for _ in range(12):
            properties = f'<w:numPr><w:ilvl w:val="{depth}"/><w:numId w:val="{number}"/></w:numPr>'
            words = f"words {number} {depth}"
            document.element.body.insert(
                len(document.element.body) - 1, xml(paragraph(words, properties))
            )
            depth = max(0, min(3, depth + chance.choice([-2, -1, 0, 0, 1, 1])))
    path = folder / f"lists-{seed}.docx"
    document.save(str(path))
    return path


def printed(paths: list[Path]) -> None:
    subprocess.run(
        [
            "soffice",
            f"-env:UserInstallation=file://{paths[0].parent}/profile",
            "--headless",
            *("--convert-to", "txt:Text (encoded):UTF8", "--outdir", str(paths[0].parent)),
            *map(str, paths),
        ],
        check=True,
        capture_output=True,
        timeout=120,
    )


def headings(folder: Path) -> Path:
    """Sections numbered through their styles, each style tied to a level of one list."""
    document = docx.Document()
    numbering: CT_Numbering = document.part.numbering_part.element
    made = "".join(
        level(d, "decimal", text, f'<w:pStyle w:val="Heading{d + 1}"/>')
        for d, text in enumerate(("%1", "%1.%2", "%1.%2.%3"))
    )
    numbering.insert(0, xml(f'<w:abstractNum {{ns}} w:abstractNumId="70">{made}</w:abstractNum>'))
    numbering.append(xml('<w:num {ns} w:numId="70"><w:abstractNumId w:val="70"/></w:num>'))
    for depth in (1, 2, 3):
        properties = document.styles[f"Heading {depth}"].element.get_or_add_pPr()
        properties.append(
            xml(f'<w:numPr {{ns}}><w:ilvl w:val="{depth - 1}"/><w:numId w:val="70"/></w:numPr>')
        )
    for depth in (1, 2, 2, 3, 3, 1, 2, 1, 3, 2):
        document.add_heading(f"words {depth}", depth)
        document.add_paragraph("Between them stands some text.")
    path = folder / "headings.docx"
    document.save(str(path))
    return path


@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
def test_labels_are_those_that_libreoffice_prints(tmp_path: Path) -> None:
    paths = [*(lists(tmp_path, seed) for seed in range(6)), headings(tmp_path)]
    printed(paths)
    wrong, total = [], 0
    for path in paths:
        lines = path.with_suffix(".txt").read_text("utf-8-sig").splitlines()
        theirs = [normal(line.partition("words")[0]) for line in lines if "words" in line]
        ours = [block.label for block in read(path).blocks if "words" in block.text]
        assert len(theirs) == len(ours)
        total += len(ours)
        wrong += [
            (path.name, i, o, t)
            for i, (o, t) in enumerate(zip(ours, theirs, strict=True))
            if o != t
        ]
    assert total == 6 * 72 + 10
    assert not wrong


def test_legal_numbering_writes_every_number_as_a_figure(tmp_path: Path) -> None:
    # LibreOffice 7.4 does not know w:isLgl (ECMA-376 part 1, 17.9.4).
    document = docx.Document()
    numbering: CT_Numbering = document.part.numbering_part.element
    numbering.insert(0, xml(definition(80, LEGAL[:2])))
    second = numbering[0][1]
    second.insert(2, xml("<w:isLgl {ns}/>"))
    numbering.append(xml('<w:num {ns} w:numId="80"><w:abstractNumId w:val="80"/></w:num>'))
    for depth in (0, 0, 1, 1):
        properties = f'<w:numPr><w:ilvl w:val="{depth}"/><w:numId w:val="80"/></w:numPr>'
        document.element.body.insert(
            len(document.element.body) - 1, xml(paragraph("words", properties))
        )
    path = tmp_path / "a.docx"
    document.save(str(path))
    labels = [block.label for block in read(path).blocks]
    assert labels == ["Article I", "Article II", "2.1", "2.2"]
