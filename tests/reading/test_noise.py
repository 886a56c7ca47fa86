"""Saved manuals: the text is found, and what stands around it is not taken for text."""

from __future__ import annotations

import html
import re
from collections import Counter
from pathlib import Path

import pytest

from .making import read

TEXTS = (
    (
        "Children Missing from Home or Care",
        (
            ("h2", "1. Definitions"),
            ("p", "A child is missing when their whereabouts cannot be established and the "
                  "circumstances are out of character, or the context suggests a risk of harm."),
            ("h2", "2. What to do"),
            ("p", "The person who finds that a child is missing tells the police at once and "
                  "does not wait for any period of time to go by."),
            ("ul", "Check the child's room and belongings.|Speak to friends and family.|Tell the "
                   "social worker, or the duty team out of hours."),
            ("h3", "2.1 Return home interviews"),
            ("p", "An independent person offers an interview within 72 hours of the return."),
        ),
    ),
    (
        "Child Sexual Exploitation",
        (
            ("p", "This chapter is for everyone who works with children in Bexford. It should be "
                  "read with the chapter on missing children."),
            ("h2", "1. Warning signs"),
            ("table", "Sign|What it may look like\nGifts|A child has things they cannot explain."
                      "\nAbsence|A child misses school again and again."),
            ("h2", "2. Referral"),
            ("p", "Refer to the hub on 020 7946 0310. The hub decides within one working day and "
                  "tells the referrer what it decided and why."),
            ("h2", "Related chapters"),
            ("ul", "Children Missing from Home or Care|Harmful Sexual Behaviour"),
        ),
    ),
    (
        "Harmful Sexual Behaviour",
        (
            ("p", "Children who harm others are children first. Most have been harmed themselves, "
                  "and every one of them is owed an assessment of their own needs."),
            ("p", "The lead professional calls a meeting within five working days. Parents are "
                  "told about it unless that puts a child at risk."),
            ("h2", "Levels of concern"),
            ("ul", "Green: behaviour that is usual at that age.|Amber: behaviour to watch and to "
                   "talk about.|Red: behaviour that needs a referral on the same day."),
        ),
    ),
)  # fmt: skip


def main_html(title: str, blocks: tuple[tuple[str, str], ...]) -> str:
    made = [f"<h1>{html.escape(title)}</h1>"]
    for kind, text in blocks:
        if kind == "ul":
            made.append("<ul>" + "".join(f"<li>{i}</li>" for i in text.split("|")) + "</ul>")
        elif kind == "table":
            rows = (
                "<tr>" + "".join(f"<td>{c}</td>" for c in row.split("|")) + "</tr>"
                for row in text.split("\n")
            )
            made.append(f"<table>{''.join(rows)}</table>")
        else:
            made.append(f"<{kind}>{text}</{kind}>")
    return "\n".join(made)


CHAPTERS = "".join(
    f'<li><a href="#{n}">{n}.{m} Chapter on topic {m}</a></li>' for n in range(5) for m in range(8)
)
COOKIES = (
    '<div id="cookie-banner"><p>This website uses cookies to make it work.</p>'
    "<button>Accept all cookies</button></div>"
)


def trix(title: str, main: str) -> str:
    """An online procedures manual with its whole contents beside the chapter."""
    return f"""<body><div class="header"><p><a href="/">Bexford Safeguarding Children Partnership
      Procedures Manual</a></p></div><div class="breadcrumb">You are here: <a>Home</a> &gt;
      <a>Part 5</a> &gt; {title}</div><div id="sideNav"><ul>{CHAPTERS}</ul></div>
      <div id="content"><p class="title">{title}</p>{main}<p><a href="#top">Back to Top</a></p>
      </div><div class="footer"><p>Copyright Bexford. Powered by a manual maker.</p></div></body>"""


def library(title: str, main: str) -> str:
    """A council's library of documents, with counters and offers."""
    return f"""<body>{COOKIES}<nav><ul>{CHAPTERS}</ul></nav><p>Home &raquo; Documents &raquo;
      {title}</p><main><article>{main}<p>Downloads: 1,204</p><p>File size: 240 KB</p>
      <h3>Similar documents</h3><ul><li><a>Neglect toolkit</a></li><li><a>Bullying advice</a></li>
      <li><a>Private fostering leaflet</a></li></ul></article></main>
      <footer><p>Bexford Council, Town Hall.</p></footer></body>"""


def tables(title: str, main: str) -> str:
    """An old page laid out in a table, its menu in the first column."""
    return f"""<body><table><tr><td class="menu"><ul>{CHAPTERS}</ul></td><td>{main}
      <p>Viewed 532 times</p><p>Print this page</p></td></tr></table></body>"""


def builder(title: str, main: str) -> str:
    """A site builder's page of nested boxes."""
    return f"""<body class="page has-sidebar"><div class="wrap"><div class="topbar"><a>Log in</a>
      <a>Contact us</a></div><div class="columns"><div class="entry-content"><h1>{title}</h1>
      {main}</div><div class="widget sidebar"><h3>Latest news</h3><p>The new website of the
      partnership is here, have a look around and tell us what you think of it.</p></div></div>
      <div class="social-share"><p>Share this page</p></div></div>{COOKIES}</body>"""


PAGES = [
    (make, title, blocks) for make in (trix, library, tables, builder) for title, blocks in TEXTS
]


def words(text: str) -> Counter[str]:
    return Counter(re.findall(r"[a-z0-9']+", text.lower()))


def wanted(title: str, blocks: tuple[tuple[str, str], ...]) -> Counter[str]:
    return words(title) + words(" ".join(text.replace("|", " ") for _, text in blocks))


def measured(found: Counter[str], right: Counter[str]) -> tuple[float, float]:
    """(recall, precision)."""
    common = sum((found & right).values())
    return common / sum(right.values()), common / max(sum(found.values()), 1)


@pytest.fixture(scope="module")
def figures(tmp_path_factory: pytest.TempPathFactory) -> list[tuple[float, float, float, float]]:
    """(our recall, our precision, theirs) of each page."""
    trafilatura = pytest.importorskip("trafilatura")
    folder = tmp_path_factory.mktemp("pages")
    found = []
    for number, (make, title, blocks) in enumerate(PAGES):
        page = f"<html><head><title>{title}</title></head>{make(title, main_html(title, blocks))}"
        path = folder / f"{number}.html"
        path.write_text(page + "</html>", "utf-8")
        document = read(path)
        ours = words(" ".join(f"{b.label} {b.text}" for b in document.blocks))
        theirs = words(trafilatura.extract(page + "</html>", include_tables=True) or "")
        right = wanted(title, blocks)
        found.append((*measured(ours, right), *measured(theirs, right)))
    return found


def test_the_text_is_found_and_nothing_around_it(
    figures: list[tuple[float, float, float, float]],
) -> None:
    assert len(figures) == 12
    for index, (recall, precision, _, _) in enumerate(figures):
        assert recall >= 0.99, PAGES[index][:2]
        assert precision >= 0.97, PAGES[index][:2]


def test_as_well_as_trafilatura(figures: list[tuple[float, float, float, float]]) -> None:
    ours_recall, ours_precision, their_recall, their_precision = (
        sum(column) / len(figures) for column in zip(*figures, strict=True)
    )
    assert ours_recall >= their_recall
    assert ours_precision >= their_precision


def page(path: Path, body: str) -> Path:
    path.write_text(f"<html><body>{body}</body></html>", "utf-8")
    return path


def test_hidden_addresses_are_read_or_left_out(tmp_path: Path) -> None:
    code = "".join(f"{ord(c) ^ 0x2A:02x}" for c in "hub@bexford.example")
    body = (
        f'<p>Write to <a class="__cf_email__" data-cfemail="2a{code}">[email&#160;protected]</a>'
        ' or <span class="x">[email protected]</span> at any time.</p>'
    )
    assert read(page(tmp_path / "a.html", body)).text == (
        "Write to hub@bexford.example or at any time."
    )


def test_an_address_of_signs_that_nobody_can_print_is_none(tmp_path: Path) -> None:
    path = tmp_path / "a.html"
    path.write_text("<p>Write to <a data-cfemail='99999999'>[email]</a> or ring the hub.</p>")
    assert read(path).text == "Write to or ring the hub."


def test_a_doubled_title_stands_once(tmp_path: Path) -> None:
    body = "<h1>Missing children</h1><h2>Missing children</h2><p>What to do next.</p>"
    texts = [b.text for b in read(page(tmp_path / "a.html", body)).blocks]
    assert texts == ["Missing children", "What to do next."]


def test_text_in_a_box_with_a_menu_s_name_is_kept(tmp_path: Path) -> None:
    body = (
        '<div class="sidebar-left navigation"><p>All of the words of this page stand in here.</p>'
        "</div>"
    )
    assert "All of the words" in read(page(tmp_path / "a.html", body)).text
