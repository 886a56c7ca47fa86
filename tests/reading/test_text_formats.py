"""Markdown, web pages and plain text."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checker.errors import UnreadableDocument
from checker.reading.markdown import markdown_drafts
from checker.reading.structure import assemble
from checker.reading.text import decode, text_drafts

from .making import check_offsets, outline, read

MARKDOWN = """---
title: Missing Children Protocol
---
# 4 Referral

4.1 Call the **hub** on
[020 7946 0310](tel:0) today.

- going missing
  - more than once
- new friends

1. check the form
2. ring back

| Risk | Action |
|---|---|
| High | Strategy *meeting* |

**Out of hours**

Ring the duty team.
"""

PAGE = """<!doctype html><html><head><title>Missing Children</title><style>p {}</style></head>
<body><nav><a href="/">Home</a> <a href="/b">Contents of the manual</a></nav>
<h1>4 Referral</h1><p>4.1 Call the <b>h</b>ub on <a href="tel:0">020 7946 0310</a> today.</p>
<script>var lost = "words";</script>
<ul><li>going missing<ul><li>more than once</li></ul></li><li>new friends</li></ul>
<ol><li>check the form</li><li>ring back</li></ol>
<table><thead><tr><th>Risk</th><th>Action</th></tr></thead>
<tr><td>High</td><td>Strategy <i>meeting</i></td></tr></table>
<p><strong>Out of hours</strong></p>Ring the<br>duty team.
<footer>Powered by somebody</footer></body></html>"""

PLAIN = """4 Referral

4.1 Call the hub on 020 7946 0310
today.

• going missing
• new friends

1. check the form
2. ring back

Out of hours
------------
Ring the duty team, or see section
4.1 of this protocol.
"""


def test_markdown(tmp_path: Path) -> None:
    path = tmp_path / "a.md"
    path.write_text(MARKDOWN, encoding="utf-8")
    document = read(path)
    check_offsets(document)
    assert document.title == "Missing Children Protocol"
    assert outline(document) == [
        ("heading", "4", "Referral"),
        ("paragraph", "4.1", "Call the hub on 020 7946 0310 today."),
        ("list item", "•", "going missing"),
        ("list item", "•", "more than once"),
        ("list item", "•", "new friends"),
        ("list item", "1", "check the form"),
        ("list item", "2", "ring back"),
        ("table row", "", "Risk | Action"),
        ("table row", "", "High | Strategy meeting"),
        ("heading", "", "Out of hours"),
        ("paragraph", "", "Ring the duty team."),
    ]
    assert [b.level for b in document.blocks[2:5]] == [0, 1, 0]
    assert document.blocks[8].header == ("Risk", "Action")
    assert document.blocks[-1].location.section == "Out of hours"
    assert document.blocks[-1].location.paragraph == "4"


def test_notes_of_markdown_are_kept_apart_and_linked(tmp_path: Path) -> None:
    path = tmp_path / "a.md"
    path.write_text(
        "# 1 Scope[^scope]\n\n"
        "1.1 Refer at once[^law], in writing.[^2] The law[^law] says so.\n\n"
        "| Who | When |\n|---|---|\n| Police[^p] | Now |\n\n"
        "`[^law]` and [^unknown] stay as they are.\n\n"
        "```\n[^code]: not a note\n```\n\n"
        "[^law]: The *Act* of 2004,\n    section 11.\n\n    And its guidance.\n"
        "[^2]: By e-mail.\n[^p]: Ring 101.\n[^scope]: Of the area.\n[^left]: Nobody cites this.\n\n"
        "The end.\n",
        encoding="utf-8",
    )
    document = read(path)
    check_offsets(document)
    assert outline(document) == [
        ("heading", "1", "Scope"),
        ("footnote", "1", "Of the area."),
        ("paragraph", "1.1", "Refer at once, in writing. The law says so."),
        ("footnote", "2", "The Act of 2004, section 11. And its guidance."),
        ("footnote", "3", "By e-mail."),
        ("table row", "", "Who | When"),
        ("table row", "", "Police | Now"),
        ("footnote", "4", "Ring 101."),
        ("paragraph", "", "[^law] and [^unknown] stay as they are."),
        ("paragraph", "", "[^code]: not a note"),
        ("paragraph", "", "The end."),
        ("footnote", "5", "Nobody cites this."),
    ]


def test_links_of_markdown_keep_their_targets(tmp_path: Path) -> None:
    path = tmp_path / "a.md"
    path.write_text(
        "- 4.1 Use [the *long* form](https://hub.example/f) or <mailto:a@hub.example>.\n\n"
        "| Who | Where |\n|---|---|\n| Hub | [map](https://hub.example/m) |\n",
        encoding="utf-8",
    )
    blocks = read(path).blocks
    found = [(b.text[start:end], target) for b in blocks for start, end, target in b.links]
    assert found == [
        ("the long form", "https://hub.example/f"),
        ("mailto:a@hub.example", "mailto:a@hub.example"),
        ("map", "https://hub.example/m"),
    ]


def test_web_page(tmp_path: Path) -> None:
    path = tmp_path / "a.html"
    path.write_text(PAGE, encoding="utf-8")
    document = read(path)
    check_offsets(document)
    assert document.title == "Missing Children"
    assert outline(document) == [
        ("heading", "4", "Referral"),
        ("paragraph", "4.1", "Call the hub on 020 7946 0310 today."),
        ("list item", "•", "going missing"),
        ("list item", "•", "more than once"),
        ("list item", "•", "new friends"),
        ("list item", "1", "check the form"),
        ("list item", "2", "ring back"),
        ("table row", "", "Risk | Action"),
        ("table row", "", "High | Strategy meeting"),
        ("heading", "", "Out of hours"),
        ("paragraph", "", "Ring the"),
        ("paragraph", "", "duty team."),
    ]


def test_web_page_without_what_it_does_not_show(tmp_path: Path) -> None:
    path = tmp_path / "a.html"
    path.write_text(
        "<body><p>Shown.</p><p hidden>Off by attribute.</p>"
        "<div style='color: red; DISPLAY:none'><p>Off by style.</p></div>"
        "<p>Still<span style='visibility: hidden'> not</span> shown.</p>"
        "<table><tr><td>High</td><td>Today<b hidden>Tomorrow</b></td></tr></table></body>",
        encoding="utf-8",
    )
    assert read(path).text == "Shown.\nStill shown.\nHigh | Today"


def test_mark_of_a_footnote_is_no_part_of_the_word(tmp_path: Path) -> None:
    path = tmp_path / "a.html"
    path.write_text(
        "<p>The category is no longer used.<sup><a href='#f1'>1</a></sup> On the 4<sup>th</sup>"
        " day</p>",
        encoding="utf-8",
    )
    assert read(path).text == "The category is no longer used. On the 4th day"


def test_title_of_a_page_of_a_manual(tmp_path: Path) -> None:
    path = tmp_path / "a.html"
    path.write_text(
        "<html><head><title>Missing children | Northmoor Procedures Manual</title></head>"
        "<body><h1>2.14 Children who go missing</h1><p>Words.</p></body></html>",
        encoding="utf-8",
    )
    assert read(path).title == "Children who go missing"


@pytest.mark.parametrize(
    ("window", "headings", "title"),
    [
        ("Home", "<h1>Missing Protocol</h1>", "Missing Protocol"),
        ("Home | Bexford Council", "<h1>Missing Protocol</h1>", "Missing Protocol"),
        ("Bexford Council", "<h1>Missing Protocol</h1>", "Missing Protocol"),
        (
            "Bexford Council",
            "<h1>Bexford Council</h1><h1>Missing Protocol</h1>",
            "Missing Protocol",
        ),
        ("Home | Bexford Council", "<h2>Missing Protocol</h2>", "Missing Protocol"),
        ("Welcome to Bexford", "<header><h1>Missing Protocol</h1></header>", "Missing Protocol"),
        ("Missing Protocol - Bexford Council", "<h1>Scope</h1><h1>Roles</h1>", "Missing Protocol"),
        ("Missing Protocol", "<h1>Bexford Council</h1>", "Missing Protocol"),
        ("Missing Protocol", "<h1>1 Scope</h1>", "Missing Protocol"),
        ("Missing Protocol", "<h1>Introduction</h1>", "Missing Protocol"),
        ("Missing Protocol, version 3", "<h1>Missing Protocol</h1>", "Missing Protocol, version 3"),
        ("Missing - Part 1", "<h1>Scope</h1><h1>Roles</h1>", "Missing - Part 1"),
        ("Bexford Council", "<h1>1 Scope</h1>", "Bexford Council"),
        ("Manual | 1.4 Missing", "<h1>Contents</h1><h1>1.4 Missing</h1>", "Missing"),
    ],
)
def test_title_is_neither_a_menu_s_word_nor_the_site(
    tmp_path: Path, window: str, headings: str, title: str
) -> None:
    path = tmp_path / "a.html"
    text = "<p>This says what is done when a child is missing from home or care.</p>" * 3
    path.write_text(f"<title>{window}</title><body><main>{headings}{text}</main></body>")
    assert read(path).title == title


def test_markdown_without_scripts_and_comments(tmp_path: Path) -> None:
    path = tmp_path / "a.md"
    path.write_text(
        "# Gangs\n\n<script>\nalert('1 > 0')\n</script>\n\n<style>p {}</style>\n\n"
        "<!-- to do > later -->\n\n<div>This is kept.</div>\n",
        encoding="utf-8",
    )
    assert [block.text for block in read(path).blocks] == ["Gangs", "This is kept."]


def test_page_of_mostly_links_gives_its_main_text(tmp_path: Path) -> None:
    words = "A child who is missing is reported to the police at once by whoever finds out. "
    links = "".join(f"<li><a href='/{n}'>Another chapter of the manual</a></li>" for n in range(60))
    body = f"<div id=menu><ul>{links}</ul></div><div id=content><h2>Reporting</h2>" + "".join(
        f"<p>{words * 2}</p>" for _ in range(6)
    )
    path = tmp_path / "a.html"
    path.write_text(f"<html><body>{body}</div></body></html>", encoding="utf-8")
    text = read(path).text
    assert text.count("reported to the police at once") == 12
    assert "Another chapter" not in text


def test_plain_text(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text(PLAIN, encoding="utf-8")
    document = read(path)
    check_offsets(document)
    assert outline(document) == [
        ("heading", "4", "Referral"),
        ("paragraph", "4.1", "Call the hub on 020 7946 0310 today."),
        ("list item", "•", "going missing"),
        ("list item", "•", "new friends"),
        ("list item", "1", "check the form"),
        ("list item", "2", "ring back"),
        ("heading", "", "Out of hours"),
        ("paragraph", "", "Ring the duty team, or see section 4.1 of this protocol."),
    ]


@pytest.mark.parametrize("codec", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_encodings(codec: str) -> None:
    assert decode("“Won’t engage” – a café\r\n".encode(codec)) == "“Won’t engage” – a café\n"


@given(st.binary(max_size=200))
def test_any_bytes_decode(data: bytes) -> None:
    assert "\r" not in decode(data)


def letters(text: str) -> str:
    return "".join(c for c in text if c.isalpha())


@given(st.text(alphabet=st.sampled_from("aBc 12.()•-\n\t=#*"), max_size=200))
def test_plain_text_loses_no_letter(text: str) -> None:
    found, blocks = assemble(text_drafts(text))
    assert letters("".join(b.label + b.text for b in blocks)) == letters(text)
    for block in blocks:
        assert found[block.location.start : block.location.end] == block.text


@given(st.text(max_size=200))
def test_any_markdown_keeps_the_offsets(text: str) -> None:
    found, blocks = assemble(markdown_drafts(text))
    for block in blocks:
        assert found[block.location.start : block.location.end] == block.text


@pytest.mark.parametrize("content", ["<html></html>", "<!doctype html>", "<html><nav>x</nav>"])
def test_page_without_text(tmp_path: Path, content: str) -> None:
    (tmp_path / "a.html").write_text(content)
    with pytest.raises(UnreadableDocument) as caught:
        read(tmp_path / "a.html")
    assert caught.value.code == "no-text"


def test_links_of_a_web_page_keep_their_targets(tmp_path: Path) -> None:
    path = tmp_path / "a.html"
    path.write_text(
        "<html><body><p>4.1  Use\n the <a href='https://hub.example/f'>long\n <b>form</b></a>, "
        "or <a href='mailto:hub@bexford.example'>write</a>. <a name='x'>No link</a>.</p>"
        "<ul><li><a href='#part2'>Part 2</a></li></ul></body></html>",
        "utf-8",
    )
    document = read(path)
    check_offsets(document)
    found = [
        (block.text[start:end], target)
        for block in document.blocks
        for start, end, target in block.links
    ]
    assert found == [
        ("long form", "https://hub.example/f"),
        ("write", "mailto:hub@bexford.example"),
        ("Part 2", "#part2"),
    ]


def test_cell_over_several_rows_is_read_in_each(tmp_path: Path) -> None:
    path = tmp_path / "a.html"
    path.write_text(
        "<table><tr><th>Level</th><th>Who</th><th>Time</th></tr>"
        "<tr><td rowspan='2'>High</td><td rowspan=3>Police</td><td>24 hours</td></tr>"
        "<tr><td>48 hours</td></tr><tr><td>Low</td><td>A week</td></tr></table>",
        encoding="utf-8",
    )
    assert [block.cells for block in read(path).blocks] == [
        ("Level", "Who", "Time"),
        ("High", "Police", "24 hours"),
        ("High", "Police", "48 hours"),
        ("Low", "Police", "A week"),
    ]


def test_marks_of_notes_and_the_ways_back_are_no_words(tmp_path: Path) -> None:
    path = tmp_path / "a.html"
    path.write_text(
        "<p>Children are seen<a href='#fn1' id='ref1'><sup>1</sup></a> at home.</p>"
        "<p>On the 1<sup>st</sup> day, within 24<sup>3</sup> hours.</p>"
        "<p id='fn1'>The first note.<a href='#ref1' role='doc-backlink'>\u21a9</a></p>",
        encoding="utf-8",
    )
    texts = [block.text for block in read(path).blocks]
    assert texts == [
        "Children are seen at home.",
        "On the 1st day, within 24³ hours.",
        "The first note.",
    ]
