from __future__ import annotations

import io
import re
import shutil
import subprocess
import time
import zipfile
from copy import deepcopy
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from checker.errors import SensecheckError
from checker.reading import RunSpan
from checker.reporting.word_comments import Comment, annotated
from reporting.drafts import W, draft, letters, paragraph, run, unpacked, words_at

MAIN = "word/document.xml"
QUOTES = (
    "the gang is a lifestyle choice",
    "lifestyle",
    "policy on",
    "harm whatever their age will be",
    "whatever their",
    "from a list and written",
    "A whole paragraph in a control.",
    "High riskRing within one dayTell the panel",
    "within one",
    "dealt with elsewhere.",
    "evel\tthree\nor-fo",
    "has remarked",
    "that was changed",
)


def tag(name: str) -> str:
    return f"{{{W}}}{name}"


def comment(word: bytes, quote: str, part: str = MAIN) -> Comment:
    return Comment(words_at(word, quote, part), (f"On {quote}", "A question?"), quote)


def commented(word: bytes, *quotes: str) -> Any:
    """The text's root in a copy with a comment on each quote."""
    copy = annotated(word, [comment(word, quote) for quote in quotes], "draft.docx")
    return etree.fromstring(unpacked(copy)[MAIN])


def ours(part: bytes) -> list[Any]:
    found = etree.fromstring(part).iter(tag("comment"))
    return [c for c in found if c.get(tag("author")) == "Sensecheck"]


def between(root: Any, identity: str) -> str:
    """The visible text between the marks of a comment."""
    text, inside = "", False
    for element in root.iter():
        if element.tag == tag("commentRangeStart") and element.get(tag("id")) == identity:
            inside = True
        elif element.tag == tag("commentRangeEnd") and element.get(tag("id")) == identity:
            assert inside
            return text
        elif inside and element.tag == tag("r"):
            marks = {"tab": "\t", "br": "\n", "noBreakHyphen": "-"}
            for item in element:
                name = etree.QName(item).localname
                text += (item.text or "") if name == "t" else marks.get(name, "")
    raise AssertionError(f"comment {identity} does not end")


def without_ours(root: Any, first: int) -> bytes:
    """The text as it was: our marks taken out, and runs that were cut joined again."""
    root = deepcopy(root)
    for name in ("commentRangeStart", "commentRangeEnd", "commentReference"):
        for mark in list(root.iter(tag(name))):
            if int(mark.get(tag("id"))) >= first:
                gone = mark.getparent() if name == "commentReference" else mark
                gone.getparent().remove(gone)
    return joined(root)


def joined(root: Any) -> bytes:
    """Canonical XML, with neighbouring runs of one look as one, and their text too."""
    root = deepcopy(root)
    for element in list(root.iter(tag("r"))):
        before = element.getprevious()
        if before is None or before.tag != tag("r") or look(before) != look(element):
            continue
        for item in list(element):
            if item.tag != tag("rPr"):
                before.append(item)
        element.getparent().remove(element)
        # the next run's neighbour is the one that took this one in
    for text in list(root.iter(tag("t"))):
        before = text.getprevious()
        if before is not None and before.tag == tag("t"):
            before.text = (before.text or "") + (text.text or "")
            text.getparent().remove(text)
    for text in root.iter(tag("t")):
        text.attrib.clear()
    return etree.tostring(root, method="c14n")


def look(element: Any) -> bytes:
    properties = element.find(tag("rPr"))
    return b"" if properties is None else etree.tostring(properties, method="c14n")


@pytest.mark.parametrize("quote", QUOTES)
def test_a_comment_stands_round_its_exact_words(quote: str) -> None:
    assert between(commented(draft(), quote), "6") == quote


def test_words_that_stand_before_the_ones_they_follow_end_no_comment_too_early() -> None:
    """A row of a table ends with the words of a cell that began in a row above."""
    word = draft()
    row = words_at(word, "within one", MAIN) + words_at(word, "lifestyle", MAIN)
    root = etree.fromstring(unpacked(annotated(word, [Comment(row, ("A row",))], "a.docx"))[MAIN])
    text = between(root, "6")
    assert text.startswith("lifestyle")
    assert text.endswith("within one")


def test_many_comments_on_overlapping_words_keep_theirs() -> None:
    root = commented(draft(), *QUOTES)
    for at, quote in enumerate(QUOTES):
        assert between(root, str(6 + at)) == quote


def test_nothing_else_changes() -> None:
    word = draft()
    before, root = etree.fromstring(unpacked(word)[MAIN]), commented(word, *QUOTES)
    assert without_ours(root, 6) == joined(before)


def test_other_parts_are_copied_byte_for_byte() -> None:
    word = draft()
    old = unpacked(word)
    new = unpacked(annotated(word, [comment(word, q) for q in QUOTES], "draft.docx"))
    changed = [name for name in new if new[name] != old.get(name)]
    assert set(changed) == {MAIN} | {
        f"word/{name}.xml" for name in ("comments", "commentsExtended", "commentsIds")
    }
    assert list(new) == list(old)


def test_somebody_s_comments_stay() -> None:
    word = draft()
    new = unpacked(annotated(word, [comment(word, "remarked on this")], "draft.docx"))
    first, *rest = etree.fromstring(new["word/comments.xml"])
    (old,) = etree.fromstring(unpacked(word)["word/comments.xml"])
    assert etree.tostring(first, method="c14n") == etree.tostring(old, method="c14n")
    assert [c.get(tag("id")) for c in rest] == ["6"]
    root = etree.fromstring(new[MAIN])
    assert between(root, "5") == "Somebody has remarked on this."


def test_a_comment_says_what_it_is_given() -> None:
    word = draft()
    new = unpacked(annotated(word, [comment(word, "lifestyle")], "draft.docx"))
    (found,) = ours(new["word/comments.xml"])
    assert found.get(tag("initials")) == "SC"
    assert ["".join(p.itertext()) for p in found] == ["On lifestyle", "A question?"]
    assert found[0].find(f"{tag('r')}/{tag('rPr')}/{tag('b')}") is not None


def test_what_newer_versions_keep_beside_is_kept_too() -> None:
    """commentsExtended and commentsIds name each comment by its last paragraph."""
    word = draft()
    new = unpacked(annotated(word, [comment(word, q) for q in QUOTES], "draft.docx"))
    space = "{http://schemas.microsoft.com/office/word/2010/wordml}"
    paragraphs = [c[-1].get(f"{space}paraId") for c in ours(new["word/comments.xml"])]
    assert len(set(paragraphs)) == len(QUOTES)
    assert all(re.fullmatch("[0-7][0-9A-F]{7}", p) for p in paragraphs)
    for name in ("commentsExtended", "commentsIds"):
        entries = list(etree.fromstring(new[f"word/{name}.xml"]))
        named = [v for e in entries for k, v in e.attrib.items() if k.endswith("paraId")]
        assert named == ["0000ABCD", *paragraphs]


def test_a_draft_without_comments_gets_a_part_that_is_known() -> None:
    word = draft(remarked=False)
    new = unpacked(annotated(word, [comment(word, "lifestyle")], "draft.docx"))
    types = etree.fromstring(new["[Content_Types].xml"])
    (declared,) = [t for t in types if t.get("PartName") == "/word/comments.xml"]
    assert declared.get("ContentType").endswith("wordprocessingml.comments+xml")
    links = etree.fromstring(new["word/_rels/document.xml.rels"])
    (link,) = [r for r in links if r.get("Type").endswith("/comments")]
    assert link.get("Target") == "comments.xml"
    assert [r.get("Id") for r in links].count(link.get("Id")) == 1
    assert "word/commentsExtended.xml" not in new


@pytest.mark.parametrize(
    ("quote", "part", "at"),
    [
        ("calls exploitation a choice", "word/footnotes.xml", "footnoteReference"),
        ("Words in a box", MAIN, "txbxContent"),
        ("Section", MAIN, "fldChar"),
    ],
)
def test_where_word_takes_no_comment_it_stands_beside_and_quotes(
    quote: str, part: str, at: str
) -> None:
    word = draft()
    new = unpacked(annotated(word, [comment(word, quote, part)], "draft.docx"))
    root = etree.fromstring(new[MAIN])
    start = next(e for e in root.iter(tag("commentRangeStart")) if e.get(tag("id")) == "6")
    assert next(start.iterancestors(tag("txbxContent")), None) is None
    assert next(start.getnext().iter(tag(at)), None) is not None
    (found,) = ours(new["word/comments.xml"])
    assert "".join(found[-1].itertext()) == f"The words: “{quote}”"
    assert new["word/footnotes.xml"] == unpacked(word)["word/footnotes.xml"]


def test_a_remark_without_words_stands_at_the_head() -> None:
    word = draft()
    new = unpacked(annotated(word, [Comment((), ("Not found",))], "draft.docx"))
    assert between(etree.fromstring(new[MAIN]), "6") == "Gangs Protocol"


def test_the_sign_stands_outside_insertions_links_and_controls() -> None:
    """Rejecting an insertion must not take the comment away."""
    root = commented(draft(), "whatever their", "policy on", "from a list")
    for name in ("ins", "hyperlink", "sdt"):
        for element in root.iter(tag(name)):
            assert next(element.iter(tag("commentReference")), None) is None


def test_a_control_round_a_paragraph_holds_no_sign() -> None:
    """LibreOffice would drop the paragraph's text."""
    root = commented(draft(), "A whole paragraph in a control.")
    for control in root.iter(tag("sdt")):
        assert next(control.iter(tag("commentReference")), None) is None


def test_marks_stand_where_the_schema_allows_them() -> None:
    root = commented(draft(), *QUOTES)
    homes = {tag(n) for n in ("p", "hyperlink", "ins", "sdtContent", "smartTag", "fldSimple")}
    for name in ("commentRangeStart", "commentRangeEnd"):
        assert {e.getparent().tag for e in root.iter(tag(name))} <= homes
    for reference in root.iter(tag("commentReference")):
        assert reference.getparent().tag == tag("r")
        assert reference.getparent().getparent().tag == tag("p")
    for element in root.iter(tag("p"), tag("r")):
        for at, item in enumerate(element):
            if item.tag in {tag("pPr"), tag("rPr")}:
                assert at == 0


def test_each_comment_has_one_start_one_end_and_one_sign_in_this_order() -> None:
    root = commented(draft(), *QUOTES)
    order = [
        (e.get(tag("id")), etree.QName(e).localname)
        for e in root.iter(
            tag("commentRangeStart"), tag("commentRangeEnd"), tag("commentReference")
        )
    ]
    for identity in {i for i, _ in order}:
        assert [n for i, n in order if i == identity] == [
            "commentRangeStart",
            "commentRangeEnd",
            "commentReference",
        ]


def test_same_input_same_bytes_and_the_original_is_left_alone() -> None:
    word = draft()
    kept = bytes(word)
    comments = [comment(word, q) for q in QUOTES]
    assert annotated(word, comments, "d") == annotated(word, comments, "d")
    assert word == kept
    dates = {
        i.date_time for i in zipfile.ZipFile(io.BytesIO(annotated(word, comments, "d"))).infolist()
    }
    assert dates == {(2024, 5, 6, 7, 8, 10)}


@pytest.mark.parametrize(
    ("rule", "refused"),
    [
        ('w:edit="readOnly" w:enforcement="1"', True),
        ('w:edit="forms" w:enforcement="1"', True),
        ('w:edit="readOnly" w:enforcement="0"', False),
        ('w:edit="comments" w:enforcement="1"', False),
        ('w:edit="trackedChanges" w:enforcement="1"', False),
    ],
)
def test_protection_against_editing_is_respected(rule: str, refused: bool) -> None:
    word = draft(settings=f"<w:documentProtection {rule}/>")
    if not refused:
        assert annotated(word, [comment(word, "lifestyle")], "d.docx")
        return
    with pytest.raises(SensecheckError, match=r"d\.docx is protected against editing"):
        annotated(word, [comment(word, "lifestyle")], "d.docx")


def test_a_password_is_respected() -> None:
    ole = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)
    with pytest.raises(SensecheckError, match=r"d\.docx is protected by a password"):
        annotated(ole, [], "d.docx")


def test_a_signature_is_respected() -> None:
    word = draft(**{"_xmlsignatures/sig1.xml": "<Signature/>"})
    with pytest.raises(SensecheckError, match=r"d\.docx is signed"):
        annotated(word, [], "d.docx")


def test_the_strict_vocabulary_is_kept() -> None:
    strict = draft(remarked=False)
    parts = {
        name: content.replace(W.encode(), b"http://purl.oclc.org/ooxml/wordprocessingml/main")
        for name, content in unpacked(strict).items()
    }
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w") as package:
        for name, content in parts.items():
            package.writestr(name, content)
    spans = words_at(strict, "lifestyle")
    new = unpacked(annotated(written.getvalue(), [Comment(spans, ("On it",))], "d.docx"))
    assert b"purl.oclc.org/ooxml/wordprocessingml/main" in new["word/comments.xml"]
    assert (
        b"purl.oclc.org/ooxml/officeDocument/relationships/comments"
        in (new["word/_rels/document.xml.rels"])
    )


@settings(max_examples=60, deadline=None)
@given(st.data())
def test_any_pieces_of_any_runs(data: st.DataObject) -> None:
    """Whatever the runs and the places, the words are exact and the rest as it was."""
    texts = data.draw(st.lists(st.text("ab c\té", min_size=1, max_size=6), min_size=1, max_size=6))
    looks = data.draw(
        st.lists(st.sampled_from(["", "<w:b/>"]), min_size=len(texts), max_size=len(texts))
    )
    body = paragraph(
        *(run(t.replace("\t", "|"), look) for t, look in zip(texts, looks, strict=True))
    )
    word = draft(body, remarked=False)
    before = etree.fromstring(unpacked(word)[MAIN])
    full = "".join(letter for _, _, letter in letters(before))
    places = list(letters(before))
    pairs = data.draw(
        st.lists(
            st.tuples(
                st.integers(0, len(full) - 1), st.integers(1, len(full))
            ).filter(lambda p: p[0] < p[1]),
            max_size=5,
        )
    )  # fmt: skip
    comments = []
    for start, end in pairs:
        spans: dict[int, list[int]] = {}
        for index, at, _ in places[start:end]:
            spans.setdefault(index, []).append(at)
        comments.append(
            Comment(tuple(RunSpan(MAIN, i, a[0], a[-1] + 1) for i, a in spans.items()), ("x",))
        )
    root = etree.fromstring(unpacked(annotated(word, comments, "d"))[MAIN])
    for at, (start, end) in enumerate(pairs):
        assert between(root, str(at)) == full[start:end]
    assert without_ours(root, 0) == joined(before)


@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
def test_libreoffice_reads_the_same_words_back(tmp_path: Path) -> None:
    """It is a reader that was not made here; it needs no repair to open the copy."""
    word = draft()
    # LibreOffice ends a comment at its cell's end, whoever made it.
    quotes = [q for q in QUOTES if "High" not in q and "in a control" not in q]
    path = tmp_path / "copy.docx"
    path.write_bytes(annotated(word, [comment(word, q) for q in QUOTES], "draft.docx"))
    profile = f"-env:UserInstallation={(tmp_path / 'p').as_uri()}"
    wanted = ("--convert-to", "fodt", "--outdir", str(tmp_path), str(path))
    subprocess.run(
        ["soffice", profile, "--headless", *wanted], capture_output=True, timeout=120, check=True
    )
    root = etree.parse(tmp_path / "copy.fodt").getroot()
    assert "A whole paragraph in a control." in "".join(root.itertext())
    found = read_back(root)
    for quote in quotes:
        close = re.sub(r"\s", "", quote)
        shown = found[f"On{close}"].replace("sometimes", "")  # it shows what is struck out
        assert shown.replace("\u2011", "-") == close


def read_back(root: Any) -> dict[str, str]:
    """What LibreOffice takes each comment to be about: first line to words, without spaces."""
    office = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
    found: dict[str, str] = {}
    open_now: dict[str, str] = {}

    def walk(element: Any) -> None:
        name = element.tag
        if name == f"{office}annotation":
            first = element.find("{urn:oasis:names:tc:opendocument:xmlns:text:1.0}p")
            identity = element.get(f"{office}name")
            title = re.sub(r"\s", "", "".join(first.itertext()))
            found[title] = ""
            if identity:
                open_now[identity] = title
            return
        if name == f"{office}annotation-end":
            open_now.pop(element.get(f"{office}name"), None)
            return
        if str(name).endswith("}tracked-changes"):
            return
        add(element.text)
        for child in element:
            walk(child)
            add(child.tail)

    def add(text: str | None) -> None:
        for title in open_now.values():
            found[title] += re.sub(r"\s", "", text or "")

    walk(root)
    return found


def test_four_hundred_comments_in_a_long_draft_take_seconds() -> None:
    body = "".join(
        paragraph(run(f"{n}. A child who harms "), run("may also", "<w:b/>"), run(" be a victim."))
        for n in range(6000)
    )
    word = draft(body, remarked=False)
    spans = words_at(word, "harms may also be")
    step = 3 * 15
    comments = [
        Comment(tuple(type(s)(s.part, s.run + n * step, s.start, s.end) for s in spans), ("On it",))
        for n in range(400)
    ]
    began = time.perf_counter()
    annotated(word, comments, "d")
    assert time.perf_counter() - began < 5
