"""Word files and archives made to harm: none gets past its limits, each is one sentence."""

from __future__ import annotations

import io
import time
import zipfile
from collections.abc import Callable
from pathlib import Path

import docx
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from checker.errors import UnreadableDocument
from checker.model import Document
from checker.reading import read as read_apart
from checker.settings import Settings

from .making import SETTINGS, check_offsets, paragraph, read, word

SMALL = Settings(max_memory_mb=1024, max_seconds=20)


@pytest.fixture(scope="module")
def sound(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """A Word file with a table, a list, a header and a comment."""
    document = docx.Document()
    document.add_heading("Gangs protocol", 1)
    line = document.add_paragraph("Staff refer every child to the hub at once.")
    document.add_paragraph("Call the police.", style="List Bullet")
    document.add_table(2, 2).cell(0, 0).text = "Who"
    document.add_comment(line.runs, text="Which hub?", author="Ann")
    document.sections[0].header.paragraphs[0].text = "Draft"
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def attempt(path: Path, limits: Settings = SETTINGS) -> Document | str:
    """The document, or the code of the one sentence about it; no other outcome is allowed."""
    try:
        found = read(path) if limits is SETTINGS else read_apart(path, limits)
    except UnreadableDocument as error:
        return error.code if path.name in str(error) else f"{error} does not name its file"
    check_offsets(found)
    return found


@pytest.mark.parametrize("share", [n / 20 for n in range(20)])
def test_a_file_cut_short_anywhere_is_said_to_be(
    tmp_path: Path, sound: bytes, share: float
) -> None:
    path = tmp_path / "cut.docx"
    path.write_bytes(sound[: max(int(len(sound) * share), 1)])
    assert attempt(path) in {"damaged", "format-mismatch"}


@settings(deadline=None, max_examples=60, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(st.tuples(st.integers(0, 10**6), st.integers(0, 255)), min_size=1, max_size=20))
def test_bytes_changed_at_random(
    tmp_path_factory: pytest.TempPathFactory, sound: bytes, changes: list[tuple[int, int]]
) -> None:
    data = bytearray(sound)
    for at, value in changes:
        data[at % len(data)] = value
    path = tmp_path_factory.mktemp("flips") / "a.docx"
    path.write_bytes(bytes(data))
    attempt(path)


@settings(deadline=None, max_examples=60, suppress_health_check=[HealthCheck.too_slow])
@given(
    st.lists(st.tuples(st.integers(0, 10**6), st.sampled_from(b'<>/"=&w:0 ')), max_size=6),
    st.integers(0, 10**6),
)
def test_markup_changed_at_random(
    tmp_path_factory: pytest.TempPathFactory,
    sound: bytes,
    changes: list[tuple[int, int]],
    end: int,
) -> None:
    def changed(xml: bytes) -> bytes:
        data = bytearray(xml)
        for at, value in changes:
            data[at % len(data)] = value
        return bytes(data[: end % len(data)] if end % 3 == 0 else data)

    path = rewritten(tmp_path_factory.mktemp("markup") / "a.docx", sound, changed)
    attempt(path)


def rewritten(
    path: Path, data: bytes, change: Callable[[bytes], bytes], part: str = "word/document.xml"
) -> Path:
    with (
        zipfile.ZipFile(io.BytesIO(data)) as old,
        zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for name in old.namelist():
            content = old.read(name)
            new.writestr(name, change(content) if name == part else content)
    return path


LAUGHS = (
    "<!DOCTYPE w:document [<!ENTITY a 'ha'>"
    + "".join(f"<!ENTITY {chr(98 + n)} '{f'&{chr(97 + n)};' * 10}'>" for n in range(9))
    + "]>"
)
OUTSIDE = '<!DOCTYPE x [<!ENTITY f SYSTEM "file:///etc/hostname">]>'


@pytest.mark.parametrize("declared", [LAUGHS, OUTSIDE, "<!DOCTYPE x>"])
@pytest.mark.parametrize(
    "part", ["word/document.xml", "word/styles.xml", "word/comments.xml", "word/header1.xml"]
)
def test_a_declared_type_is_refused_in_every_part(
    tmp_path: Path, sound: bytes, declared: str, part: str
) -> None:
    def change(xml: bytes) -> bytes:
        head, _, rest = xml.partition(b"?>")
        return head + b"?>" + declared.encode() + rest

    path = rewritten(tmp_path / "a.docx", sound, change, part)
    assert attempt(path) == "unsafe"


def test_a_part_that_unpacks_without_end(tmp_path: Path, sound: bytes) -> None:
    def change(xml: bytes) -> bytes:
        return xml.replace(b"</w:body>", b"<w:p/>" * 4_000_000 + b"</w:body>")

    started = time.monotonic()
    path = rewritten(tmp_path / "bomb.docx", sound, change)
    assert path.stat().st_size < 200_000
    assert attempt(path) == "unsafe"
    assert time.monotonic() - started < 15


@pytest.mark.parametrize(
    ("opening", "closing"),
    [
        ("<w:tbl><w:tr><w:tc>", "<w:p/></w:tc></w:tr></w:tbl>"),
        ("<w:p><w:r><w:pict><w:txbxContent>", "</w:txbxContent></w:pict></w:r></w:p>"),
        ("<w:sdt><w:sdtContent>", "</w:sdtContent></w:sdt>"),
        ("<w:ins>", "</w:ins>"),
    ],
)
@pytest.mark.parametrize("depth", [20, 200, 20_000])
def test_deep_nesting(tmp_path: Path, opening: str, closing: str, depth: int) -> None:
    def change(xml: bytes) -> bytes:
        inside = opening * depth + f"<w:p><w:r><w:t>Deep down.</w:t></w:r></w:p>{closing * depth}"
        return xml.replace(b"<w:body>", b"<w:body>" + inside.encode(), 1)

    base = word(tmp_path / "base.docx", paragraph("Some words stand above it all."))
    path = rewritten(tmp_path / "deep.docx", base.read_bytes(), change)
    found = attempt(path, SMALL)
    if isinstance(found, Document):
        assert "Some words stand above it all." in found.text
        assert "Deep down." in found.text
    else:
        assert depth > 20
        assert found in {"reader-crashed", "damaged", "unsafe", "too-slow"}


def test_a_table_that_claims_millions_of_columns(tmp_path: Path) -> None:
    span = '<w:tcPr><w:gridSpan w:val="99999999"/></w:tcPr>'
    cell = f"<w:tc>{span}<w:p><w:r><w:t>Wide</w:t></w:r></w:p></w:tc>"
    body = f"<w:tbl {{ns}}><w:tr>{cell * 2}</w:tr></w:tbl>"
    path = word(tmp_path / "a.docx", body, paragraph("Some more words."))
    assert isinstance(attempt(path, SMALL), Document)


def test_styles_and_lists_that_go_round_in_circles(tmp_path: Path, sound: bytes) -> None:
    def change(xml: bytes) -> bytes:
        ring = "".join(
            f'<w:style w:type="paragraph" w:styleId="R{n}"><w:name w:val="R{n}"/>'
            f'<w:basedOn w:val="R{(n + 1) % 3}"/></w:style>'
            for n in range(3)
        )
        return xml.replace(b"</w:styles>", ring.encode() + b"</w:styles>")

    path = rewritten(tmp_path / "a.docx", sound, change, "word/styles.xml")
    assert isinstance(attempt(path), Document)


def test_relationships_that_lead_out_of_the_package(tmp_path: Path, sound: bytes) -> None:
    def change(xml: bytes) -> bytes:
        return xml.replace(b"header1.xml", b"../../../../etc/passwd")

    path = rewritten(tmp_path / "a.docx", sound, change, "word/_rels/document.xml.rels")
    found = attempt(path)
    assert isinstance(found, Document)
    assert found.margins == ()
