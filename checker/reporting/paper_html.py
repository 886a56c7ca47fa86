"""Sets a paper as one HTML page: no script, no other file, for any browser and on paper."""

from __future__ import annotations

from checker.reporting.page import embedded, render_page
from checker.reporting.paper import Paper


def render(paper: Paper) -> str:
    """The page as text."""
    headings = list(paper.headings())
    context = {
        "paper": paper,
        "blocks": [(type(block).__name__, block) for block in paper.blocks],
        "contents": [(number, h) for number, h in headings if h.level == 1],
        "numbers": {h.anchor: number for number, h in headings},
        "embedded": embedded,
        "kind": lambda block: type(block).__name__,
    }
    return render_page("paper.html.j2", context, styles=["paper.css"])
