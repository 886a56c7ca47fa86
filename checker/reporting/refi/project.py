"""The documents with every coded passage as a REFI-QDA project (``.qdpx``).

The documents' text is inside, so the file is as sensitive as they are.
"""

from __future__ import annotations

import io
import zipfile
from collections import defaultdict

from lxml import etree

from checker.model import Assessment, Document, Evidence
from checker.reporting.refi.codes import code_of, identifier, put_codes, under
from checker.reporting.wording import area_of
from checker.reporting.xml_text import allowed

_EMPTY = '<Project xmlns="urn:QDA-XML:project:1.0"/>'
_EPOCH = (1980, 1, 1, 0, 0, 0)
"""The time written for each part of the zip, so that equal projects are equal files."""


def render(assessment: Assessment) -> bytes:
    """The project as a zip: ``project.qde`` and the documents' text under ``sources/``.

    Evidence of the verdicts is coded with criterion and stance; positions are
    Unicode characters of the text, the end not included.
    """
    user = identifier("user", "Sensecheck")
    root = etree.fromstring(_EMPTY)
    root.set("name", allowed(f"Sensecheck: {area_of(assessment)}".rstrip(": ")))
    root.set("origin", f"Sensecheck {assessment.manifest.version}")
    root.set("creatingUserGUID", user)
    root.set("creationDateTime", assessment.manifest.created)
    users = under(root, "Users")
    under(users, "User", guid=user, name="Sensecheck")
    put_codes(under(root, "CodeBook"), assessment.criteria)
    sources = under(root, "Sources")
    texts: dict[str, str] = {}
    for document in sorted(assessment.documents, key=lambda d: d.order):
        guid = identifier("document", document.id, document.sha256)
        texts[guid] = document.text
        _source(sources, assessment, document, guid, user)
    etree.indent(root)
    project = b'<?xml version="1.0" encoding="utf-8"?>\n' + etree.tostring(root, encoding="utf-8")
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as package:
        _put(package, "project.qde", project)
        for guid, text in texts.items():
            _put(package, f"sources/{guid}.txt", text.encode())
    return out.getvalue()


def _source(
    sources: etree._Element, assessment: Assessment, document: Document, guid: str, user: str
) -> None:
    source = under(
        sources,
        "TextSource",
        guid=guid,
        name=allowed(document.name),
        plainTextPath=f"internal://{guid}.txt",
        creatingUser=user,
        creationDateTime=assessment.manifest.created,
    )
    spans: dict[tuple[int, int], list[tuple[str, Evidence]]] = defaultdict(list)
    for verdict in assessment.verdicts:
        for item in verdict.evidence:
            if item.document == document.id and item.stance is not None:
                spans[item.location.start, item.location.end].append((verdict.criterion, item))
    for (start, end), coded in sorted(spans.items()):
        selection = under(
            source,
            "PlainTextSelection",
            guid=identifier(guid, str(start), str(end)),
            name=allowed(coded[0][1].quote[:60]),
            startPosition=str(start),
            endPosition=str(end),
            creatingUser=user,
            creationDateTime=assessment.manifest.created,
        )
        for criterion, item in sorted(coded, key=lambda pair: pair[0]):
            assert item.stance is not None
            coding = under(
                selection,
                "Coding",
                guid=identifier(guid, str(start), str(end), criterion),
                creatingUser=user,
                creationDateTime=assessment.manifest.created,
            )
            under(coding, "CodeRef", targetGUID=code_of(criterion, item.stance))


def _put(package: zipfile.ZipFile, name: str, content: bytes) -> None:
    entry = zipfile.ZipInfo(name, _EPOCH)
    entry.compress_type = zipfile.ZIP_DEFLATED
    package.writestr(entry, content)
