from __future__ import annotations

import base64
import hashlib
import itertools
import json
import re
import shutil
import subprocess
from collections.abc import Callable
from dataclasses import replace
from html import escape
from pathlib import Path

import pytest
from lxml import html as parser

from checker.model import Assessment, Outcome, Severity
from checker.reporting import html, wording
from checker.reporting.page import anchor


@pytest.fixture(params=["several", "one"])
def page(
    request: pytest.FixtureRequest, assessment: Assessment, one_document: Assessment
) -> parser.HtmlElement:
    chosen = assessment if request.param == "several" else one_document
    return parser.document_fromstring(html.render(chosen))


def words(element: parser.HtmlElement) -> str:
    return " ".join(element.text_content().split())


def test_page_is_as_kept(assessment: Assessment, golden: Callable[[str, str], None]) -> None:
    """The content, without the style and script that are tried in a browser."""
    page = html.render(assessment)
    page = re.sub(r"<(style|script[^>]*)>.*?</(style|script)>", "", page, flags=re.DOTALL)
    golden("report.html", re.sub(r"sha256-[^']+", "sha256-…", page))


def test_ids_are_unique(page: parser.HtmlElement) -> None:
    ids = page.xpath("//@id")
    assert len(ids) == len(set(ids))


def test_links_lead_somewhere(page: parser.HtmlElement) -> None:
    ids = set(page.xpath("//@id"))
    targets = page.xpath("//a/@href") + page.xpath("//*[local-name()='use']/@href")
    assert targets
    for target in targets:
        assert target.startswith("#")
        assert target[1:] in ids
    for names in page.xpath("//@aria-labelledby"):
        assert set(names.split()) <= ids


def test_headings_go_down_one_level_at_a_time(page: parser.HtmlElement) -> None:
    levels = [int(h.tag[1]) for h in page.xpath("//h1|//h2|//h3|//h4|//h5|//h6")]
    assert levels.count(1) == 1
    assert levels[0] == 1
    assert all(after - before <= 1 for before, after in itertools.pairwise(levels))


def test_tables_have_captions_and_scoped_headers(page: parser.HtmlElement) -> None:
    tables = page.xpath("//table")
    assert tables
    for table in tables:
        assert table.xpath("./caption")
        assert table.xpath(".//th")
        assert not table.xpath(".//th[not(@scope)]")
        for row in table.xpath("./tbody/tr"):
            assert row.xpath("./th")


def test_every_field_has_a_label(page: parser.HtmlElement) -> None:
    labelled = set(page.xpath("//label/@for"))
    assert {select.get("id") for select in page.xpath("//select")} == labelled & set(
        page.xpath("//select/@id")
    )


def test_nothing_is_fetched(page: parser.HtmlElement) -> None:
    assert not page.xpath(
        "//link|//img[not(starts-with(@src, 'data:'))]|//iframe|//script[@src]|//*[@style]"
    )
    assert "://" not in parser.tostring(page, encoding="unicode")


def test_policy_allows_only_the_page_s_own_style_and_script(page: parser.HtmlElement) -> None:
    (policy,) = page.xpath("//meta[@http-equiv='Content-Security-Policy']/@content")
    assert "default-src 'none'" in policy
    for tag, directive in (("style", "style-src"), ("script", "script-src")):
        (element,) = page.xpath(f"//{tag}")
        digest = base64.b64encode(hashlib.sha256(element.text.encode()).digest()).decode()
        assert f"{directive} 'sha256-{digest}'" in policy


def test_document_text_is_escaped(assessment: Assessment) -> None:
    hostile = "<img src=x onerror=alert(1)> \" onmouseover='x' </script><script>x</script>"
    document = replace(assessment.documents[0], title=hostile, path=hostile)
    first = assessment.inconsistencies[0]
    evil = replace(first, summary=hostile, suggestion=hostile, id='"><script>')
    page = parser.document_fromstring(
        html.render(
            replace(
                assessment,
                documents=(document, *assessment.documents[1:]),
                inconsistencies=(evil, *assessment.inconsistencies[1:]),
                notes=(hostile,),
            )
        )
    )
    assert len(page.xpath("//script")) == 1
    assert not page.xpath("//img[@src='x']|//*[@onmouseover]|//*[@onerror]")
    assert hostile in " ".join(page.xpath("//h5//text()"))


def test_each_cell_leads_to_its_evidence(assessment: Assessment) -> None:
    page = parser.document_fromstring(html.render(assessment))
    for verdict in assessment.verdicts:
        (cell,) = page.xpath(f"//a[@id='{anchor('m', verdict.document, verdict.criterion)}']")
        (article,) = page.xpath(f"//article[@id='{cell.get('href')[1:]}']")
        word = verdict.outcome.value.replace("-", " ")
        assert word in words(cell)
        assert word in words(article)
        for evidence in (*verdict.evidence, *verdict.near_misses):
            assert evidence.quote in [words(mark) for mark in article.xpath(".//mark")]
        for miss in verdict.near_misses:
            assert wording.sentence(miss.why_not) in words(article)
        assert ("to check" in words(cell)) is verdict.needs_review


def test_each_pair_leads_to_its_inconsistencies(assessment: Assessment) -> None:
    page = parser.document_fromstring(html.render(assessment))
    cells = page.xpath("//table[contains(@class, 'pairs')]//td/a")
    assert len(cells) == 6
    for cell in cells:
        (heading,) = page.xpath(f"//h3[@id='{cell.get('href')[1:]}']")
        articles = heading.getparent().xpath("./article")
        assert articles
        total = sum(int(n) for n in re.findall(r"(\d+) (?:high|medium|low)", words(cell)))
        assert total == len(articles)


def test_inconsistencies_show_both_sides_or_say_who_is_silent(assessment: Assessment) -> None:
    page = parser.document_fromstring(html.render(assessment))
    for inconsistency in assessment.inconsistencies:
        (article,) = page.xpath(f"//article[@id='{anchor('i', inconsistency.id)}']")
        assert len(article.xpath(".//div[@class='side']")) == 2
        silent = len(inconsistency.documents) - len({e.document for e in inconsistency.evidence})
        assert words(article).count("Says nothing on it.") == silent
        assert inconsistency.suggestion in words(article)


def test_quotes_stand_in_their_context(assessment: Assessment) -> None:
    page = parser.document_fromstring(html.render(assessment))
    (article,) = page.xpath("//article[@id='v--gangs-protocol--language-choice-framing']")
    assert "A child who harms may also be a victim" in words(article)
    assert "paragraph 4.2, “4 Children who harm”, page 6" in words(article)


def test_unread_files_and_notes_come_before_the_results(assessment: Assessment) -> None:
    page = words(parser.document_fromstring(html.render(assessment)).xpath("//main")[0])
    assert page.index("hsb-scan.pdf is a scan") < page.index("Summary")
    assert page.index("could not be told") < page.index("Summary")


def test_a_badly_read_document_is_said(one_document: Assessment) -> None:
    page = words(parser.document_fromstring(html.render(one_document)))
    assert "42%, read badly" in page
    assert "2 of 3 pages are scans" in page
    assert "nothing to hold it against" in page


def test_same_assessment_same_page(assessment: Assessment) -> None:
    later = replace(assessment, manifest=replace(assessment.manifest, created="LATER"))
    assert html.render(assessment) == html.render(assessment)
    assert html.render(later).replace("LATER", assessment.manifest.created) == html.render(
        assessment
    )


def luminance(colour: str) -> float:
    """Relative luminance of "#rrggbb" (WCAG 2.2)."""
    channels = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    lighter, darker = sorted((luminance(one), luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def test_every_text_colour_is_legible_on_its_ground() -> None:
    style = Path(html.__file__).parent.joinpath("templates", "findings.css").read_text("utf-8")
    colours = dict(re.findall(r"--([\w-]+): (#[0-9a-f]{6});", style))
    names = [*(o.value for o in Outcome), *(s.value for s in Severity)]
    pairs = [(colours[f"{n}-fg"], colours[f"{n}-bg"]) for n in names]
    for ground in ("page", "panel", "quoted"):
        pairs.append((colours["text"], colours[ground]))
    pairs += [(colours[c], colours["page"]) for c in ("quiet", "link")]
    pairs += [(colours["quiet"], colours["panel"]), (colours["text"], colours["focus"])]
    assert all(contrast(*pair) >= 4.5 for pair in pairs)


PROBE = """
addEventListener("load", () => {
  const hidden = [];
  for (const element of document.querySelectorAll("a[href], summary, select")) {
    if (!element.checkVisibility() || element.classList.contains("skip")) continue;
    element.focus();
    const box = element.getClientRects()[0];
    const top = document.elementFromPoint(box.left + 3, box.top + box.height / 2);
    if (!(element === top || element.contains(top))) hidden.push(element.outerHTML.slice(0, 120));
  }
  const result = document.createElement("pre");
  result.id = "probe";
  result.textContent = JSON.stringify({
    hidden,
    focused: document.querySelectorAll("a[href]").length,
    inner: innerWidth,
    scroll: document.documentElement.scrollWidth,
    shown: document.getElementById("shown")?.textContent,
  });
  parent.document.body.append(result);
});
"""


@pytest.mark.skipif(shutil.which("chromium") is None, reason="Chromium is not installed")
@pytest.mark.parametrize("width", [320, 768, 1280])
@pytest.mark.parametrize("documents", [3, 12])
def test_in_a_browser_nothing_overflows_and_no_focus_is_hidden(
    assessment: Assessment, tmp_path: Path, width: int, documents: int
) -> None:
    first = assessment.documents[0]
    more = [replace(first, id=f"extra-{n}") for n in range(documents - 3)]
    verdicts = [
        replace(v, document=d.id, evidence=(), near_misses=())
        for d in more
        for v in assessment.verdicts
        if v.document == first.id
    ]
    page = html.render(
        replace(
            assessment,
            documents=(*assessment.documents, *more),
            verdicts=(*assessment.verdicts, *verdicts),
        )
    )
    page = re.sub(r"<meta http-equiv[^>]*>", "", page)
    page = page.replace("scroll-behavior: smooth", "scroll-behavior: auto")
    path = tmp_path / "report.html"
    page = page.replace("</body>", f"<script>{PROBE}</script></body>")
    frame = f'<iframe width="{width}" height="700" frameborder="0" srcdoc="{escape(page)}">'
    path.write_text(f"<!DOCTYPE html><meta charset='utf-8'><body>{frame}</iframe>", "utf-8")
    ran = subprocess.run(
        [
            "chromium",
            "--headless",
            "--no-sandbox",
            "--disable-gpu",
            f"--user-data-dir={tmp_path / 'profile'}",
            "--window-size=1400,900",
            "--virtual-time-budget=2000",
            "--dump-dom",
            path.as_uri(),
        ],
        capture_output=True,
        timeout=60,
        check=True,
    )
    (probe,) = parser.document_fromstring(ran.stdout.decode()).xpath("//pre[@id='probe']/text()")
    found = json.loads(probe)
    assert found["inner"] == width
    assert found["scroll"] <= width
    assert found["focused"] > 20
    assert found["hidden"] == []
    assert found["shown"] == "Showing 4 of 4"
