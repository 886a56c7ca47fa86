"""Word files made by hand, with all that a draft can hold, and where words stand in them."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from typing import Any

from lxml import etree

from checker.reading import RunSpan

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
P = "http://schemas.openxmlformats.org/package/2006/relationships"
SPACES = (
    f'xmlns:w="{W}" xmlns:r="{R}" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml" '
    'xmlns:w15="http://schemas.microsoft.com/office/word/2012/wordml" '
    'xmlns:w16cid="http://schemas.microsoft.com/office/word/2016/wordml/cid" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
    'xmlns:v="urn:schemas-microsoft-com:vml" mc:Ignorable="w14 w15 w16cid"'
)
TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml"
HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'


def run(text: str, look: str = "") -> str:
    properties = f"<w:rPr>{look}</w:rPr>" if look else ""
    return f'<w:r>{properties}<w:t xml:space="preserve">{text}</w:t></w:r>'


def paragraph(*content: str, look: str = "") -> str:
    return f"<w:p>{look}{''.join(content)}</w:p>"


BODY = "".join(
    (
        paragraph(run("Gangs Protocol"), look='<w:pPr><w:pStyle w:val="Title"/></w:pPr>'),
        paragraph(run("For many, the gang is a "), run("lifestyle", "<w:b/>"), run(" choice.")),
        paragraph(
            run("See "),
            f'<w:hyperlink r:id="rId9" w:history="1">{run("the policy on abuse")}</w:hyperlink>',
            run(" first."),
        ),
        paragraph(
            run("Those who harm "),
            '<w:ins w:id="71" w:author="A" w:date="2024-01-01T00:00:00Z">'
            f"{run('whatever their age ')}</w:ins>"
            '<w:del w:id="72" w:author="A" w:date="2024-01-01T00:00:00Z">'
            "<w:r><w:delText>sometimes </w:delText></w:r></w:del>",
            run("will be prosecuted."),
        ),
        paragraph(
            f'<w:sdt><w:sdtPr><w:tag w:val="x"/></w:sdtPr><w:sdtContent>{run("Chosen from a list")}'
            "</w:sdtContent></w:sdt>",
            run(" and written beside it."),
        ),
        "<w:sdt><w:sdtPr/><w:sdtContent>"
        + paragraph(run("A whole paragraph in a control."))
        + "</w:sdtContent></w:sdt>",
        "<w:tbl><w:tblPr/><w:tblGrid><w:gridCol/><w:gridCol/></w:tblGrid><w:tr>"
        f"<w:tc>{paragraph(run('High risk'))}</w:tc>"
        f"<w:tc><w:tbl><w:tblPr/><w:tblGrid><w:gridCol/></w:tblGrid><w:tr>"
        f"<w:tc>{paragraph(run('Ring within one day'))}</w:tc></w:tr></w:tbl>"
        f"{paragraph(run('Tell the panel'))}</w:tc></w:tr></w:tbl>",
        paragraph(
            run("Boys are dealt with elsewhere."),
            '<w:r><w:rPr><w:vertAlign w:val="superscript"/></w:rPr>'
            '<w:footnoteReference w:id="3"/></w:r>',
        ),
        paragraph(
            "<w:r><mc:AlternateContent><mc:Choice Requires='wps'><w:drawing><wps:txbx>"
            f"<w:txbxContent>{paragraph(run('Words in a box'))}</w:txbxContent></wps:txbx>"
            "</w:drawing></mc:Choice><mc:Fallback><w:pict><v:textbox>"
            f"<w:txbxContent>{paragraph(run('Words in a box'))}</w:txbxContent></v:textbox>"
            "</w:pict></mc:Fallback></mc:AlternateContent></w:r>"
        ),
        paragraph(
            '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> REF x </w:instrText>'
            '</w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r>',
            run("Section 4"),
            '<w:r><w:fldChar w:fldCharType="end"/></w:r>',
            "<w:r><w:t>Level</w:t><w:tab/><w:t>three</w:t><w:br/><w:t>or</w:t>"
            "<w:noBreakHyphen/><w:t>four</w:t></w:r>",
        ),
        paragraph(
            '<w:commentRangeStart w:id="5"/>',
            run("Somebody has remarked on this."),
            '<w:commentRangeEnd w:id="5"/><w:r><w:commentReference w:id="5"/></w:r>',
            '<w:bookmarkStart w:id="9" w:name="b"/><w:bookmarkEnd w:id="9"/>',
        ),
        paragraph(
            run(
                "A look that was changed and tracked.",
                '<w:i/><w:rPrChange w:id="80" w:author="A" w:date="2024-01-01T00:00:00Z">'
                "<w:rPr/></w:rPrChange>",
            )
        ),
        '<w:sectPr><w:pgSz w:w="11906" w:h="16838"/></w:sectPr>',
    )
)
FOOTNOTES = (
    f'{HEAD}<w:footnotes {SPACES}><w:footnote w:id="3">'
    + paragraph(run("This note calls exploitation a choice."))
    + "</w:footnote></w:footnotes>"
)
COMMENTS = (
    f'{HEAD}<w:comments {SPACES}><w:comment w:id="5" w:author="Bo" w:initials="B">'
    '<w:p w14:paraId="0000ABCD"><w:r><w:t>Is that so?</w:t></w:r></w:p></w:comment></w:comments>'
)
EXTENDED = (
    f'{HEAD}<w15:commentsEx {SPACES}><w15:commentEx w15:paraId="0000ABCD" w15:done="0"/>'
    "</w15:commentsEx>"
)
IDS = (
    f'{HEAD}<w16cid:commentsIds {SPACES}><w16cid:commentId w16cid:paraId="0000ABCD" '
    'w16cid:durableId="11111111"/></w16cid:commentsIds>'
)
STYLES = (
    f'{HEAD}<w:styles {SPACES}><w:style w:type="paragraph" w:default="1" w:styleId="Normal">'
    '<w:name w:val="Normal"/></w:style><w:style w:type="paragraph" w:styleId="Title">'
    '<w:name w:val="Title"/></w:style></w:styles>'
)
SETTINGS = "<w:settings {spaces}>{inside}</w:settings>"


def draft(body: str = BODY, *, remarked: bool = True, settings: str = "", **more: str) -> bytes:
    """A Word file; ``remarked`` with comments of somebody's, as newer versions keep them."""
    parts = {
        "word/document.xml": f"{HEAD}<w:document {SPACES}><w:body>{body}</w:body></w:document>",
        "word/styles.xml": STYLES,
        "word/footnotes.xml": FOOTNOTES,
        "word/settings.xml": HEAD + SETTINGS.format(spaces=SPACES, inside=settings),
    }
    kinds = {"styles": "styles", "footnotes": "footnotes", "settings": "settings"}
    if remarked:
        kinds |= {"comments": "comments", "commentsExtended": "commentsExtended"}
        kinds |= {"commentsIds": "commentsIds"}
        parts |= {
            "word/comments.xml": COMMENTS,
            "word/commentsExtended.xml": EXTENDED,
            "word/commentsIds.xml": IDS,
        }
    overrides = "".join(
        f'<Override PartName="/{name}" ContentType="{TYPE}.{_kind(name)}+xml"/>' for name in parts
    )
    links = "".join(
        f'<Relationship Id="rId{n}" Type="{R}/{kind}" Target="{kind}.xml"/>'
        for n, kind in enumerate(kinds, 1)
    )
    links += (
        f'<Relationship Id="rId9" Type="{R}/hyperlink" Target="https://a.example" '
        'TargetMode="External"/>'
    )
    parts |= {
        "[Content_Types].xml": f"{HEAD}<Types "
        'xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        '<Default Extension="rels" '
        'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Default Extension="xml" ContentType="application/xml"/>{overrides}</Types>',
        "_rels/.rels": f'{HEAD}<Relationships xmlns="{P}"><Relationship Id="rId1" '
        f'Type="{R}/officeDocument" Target="word/document.xml"/></Relationships>',
        "word/_rels/document.xml.rels": f'{HEAD}<Relationships xmlns="{P}">{links}</Relationships>',
        **more,
    }
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as package:
        for name in ("[Content_Types].xml", *(n for n in parts if n != "[Content_Types].xml")):
            package.writestr(zipfile.ZipInfo(name, (2024, 5, 6, 7, 8, 10)), parts[name])
    return written.getvalue()


def _kind(name: str) -> str:
    stem = name.removeprefix("word/").removesuffix(".xml")
    return "document.main" if stem == "document" else stem


def unpacked(word: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(word)) as package:
        return {name: package.read(name) for name in package.namelist()}


def visible(element: Any) -> str:
    """The text of a run, by a way of its own: not what is under test."""
    marks = {"tab": "\t", "br": "\n", "noBreakHyphen": "-"}
    found = ""
    for item in element:
        name = etree.QName(item).localname
        found += (item.text or "") if name == "t" else marks.get(name, "")
    return found


def letters(root: Any) -> Iterator[tuple[int, int, str]]:
    """Every character: the run that it is in, its place in the run, itself."""
    for index, element in enumerate(root.iter(f"{{{W}}}r")):
        for at, letter in enumerate(visible(element)):
            yield index, at, letter


def words_at(word: bytes, quote: str, part: str = "word/document.xml") -> tuple[RunSpan, ...]:
    """The runs that hold the first place where a quote stands; a line ends at no run."""
    found = list(letters(etree.fromstring(unpacked(word)[part])))
    start = "".join(letter for _, _, letter in found).index(quote)
    spans: dict[int, list[int]] = {}
    for index, at, _ in found[start : start + len(quote)]:
        spans.setdefault(index, []).append(at)
    return tuple(RunSpan(part, index, at[0], at[-1] + 1) for index, at in spans.items())
