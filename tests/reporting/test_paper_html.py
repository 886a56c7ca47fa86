from __future__ import annotations

import base64
import hashlib
import itertools
import re
from dataclasses import replace
from pathlib import Path

import pytest
from lxml import html as parser

from checker.model import Assessment
from checker.reporting import briefing, paper_html
from checker.reporting.pictures import citation_graph
from reporting.test_html import contrast


@pytest.fixture(params=["several", "one"])
def page(
    request: pytest.FixtureRequest, assessment: Assessment, one_document: Assessment
) -> parser.HtmlElement:
    chosen = assessment if request.param == "several" else one_document
    return parser.document_fromstring(paper_html.render(briefing.render(chosen)))


def test_headings_go_down_one_level_at_a_time(page: parser.HtmlElement) -> None:
    levels = [int(h.tag[1]) for h in page.xpath("//h1|//h2|//h3|//h4")]
    assert levels.count(1) == 1
    assert levels[0] == 1
    assert all(after - before <= 1 for before, after in itertools.pairwise(levels))


def test_links_lead_somewhere_and_ids_are_unique(page: parser.HtmlElement) -> None:
    ids = page.xpath("//@id")
    assert len(ids) == len(set(ids))
    targets = page.xpath("//a/@href")
    assert targets
    assert {t[1:] for t in targets} <= set(ids)
    assert {name for names in page.xpath("//@aria-labelledby") for name in names.split()} <= set(
        ids
    )


def test_tables_have_captions_and_scoped_headers(page: parser.HtmlElement) -> None:
    for table in page.xpath("//table"):
        assert table.xpath("./caption")
        assert not table.xpath(".//th[not(@scope)]")
        assert all(row.xpath("./th") for row in table.xpath("./tbody/tr"))


def test_a_figure_says_in_words_what_it_shows(assessment: Assessment) -> None:
    page = parser.document_fromstring(paper_html.render(briefing.render(assessment)))
    image, _ = page.xpath("//figure/img")
    assert image.get("alt") == " ".join(citation_graph(assessment).words)
    assert page.findtext(".//figcaption") == "Figure 1. Which document names which"


def test_language_and_title(page: parser.HtmlElement) -> None:
    assert page.get("lang") == "en-GB"
    assert page.findtext(".//title").startswith("Coordinating strategic documents")


def test_nothing_is_fetched_or_run(page: parser.HtmlElement) -> None:
    assert not page.xpath("//script|//link|//iframe|//*[@style]")
    assert all(source.startswith("data:") for source in page.xpath("//img/@src"))
    (policy,) = page.xpath("//meta[@http-equiv='Content-Security-Policy']/@content")
    (style,) = page.xpath("//style/text()")
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    assert policy.startswith(f"default-src 'none'; style-src 'sha256-{digest}'")


def test_document_text_is_escaped(assessment: Assessment) -> None:
    hostile = "</main><script>alert(1)</script>"
    document = replace(assessment.documents[0], title=hostile)
    changed = replace(assessment, documents=(document, *assessment.documents[1:]))
    page = parser.document_fromstring(paper_html.render(briefing.render(changed)))
    assert not page.xpath("//script")
    assert hostile in page.text_content()


def test_every_text_colour_is_legible_on_its_ground() -> None:
    style = Path(paper_html.__file__).parent.joinpath("templates", "paper.css").read_text("utf-8")
    colours = dict(re.findall(r"--([\w-]+): (#[0-9a-f]{6});", style))
    for ink in ("text", "quiet", "heading", "link"):
        assert contrast(colours[ink], colours["page"]) >= 4.5
    for ground in ("panel", "header", "focus"):
        assert contrast(colours["text"], colours[ground]) >= 4.5
    assert contrast(colours["link"], colours["panel"]) >= 4.5
