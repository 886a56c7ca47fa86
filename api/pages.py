"""Pages, rendered here; they work without script."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from datetime import datetime
from importlib.resources import files
from typing import Any

from fastapi.responses import HTMLResponse
from jinja2 import PackageLoader

from api.checked import Standing
from api.links import AreaLinks
from api.refusals import Refusal, status_of
from api.rights import Visitor
from api.store import Area
from checker import __version__
from checker.errors import SensecheckError
from checker.model import Issue, Kind
from checker.passages import date_words
from checker.reporting import page, wording


def _looks() -> str:
    """What tells these looks and this script from those of another version."""
    static = files("api") / "static"
    parts = [file.read_bytes() for file in sorted(static.iterdir(), key=lambda f: f.name)]
    parts.append(page.part("findings.css").encode())
    return hashlib.sha256(b"".join(parts)).hexdigest()[:12]


LOOKS = _looks()

STANDINGS = {
    Standing.OPEN: "Open",
    Standing.ACCEPTED: "Accepted",
    Standing.DISMISSED: "Set aside",
    Standing.ANSWERED: "Answer changed",
}
"""Where a finding stands, in words."""


class Pages:
    """The templates, and what all of them know."""

    def __init__(self) -> None:
        self._environment = page.environment(PackageLoader("api"))
        self._environment.globals.update(
            ISSUES={issue.value: sentence_case(issue.wording) for issue in Issue},
            KINDS=[(kind.value, kind.value.capitalize()) for kind in Kind],
            SEVERITY_CHOICES=[
                (s.value, wording.SEVERITIES[s].word.capitalize()) for s in wording.SEVERITIES
            ],
            STANDINGS=STANDINGS,
            LOOKS=LOOKS,
            VERSION=__version__,
            date_words=date_words,
            moment=moment,
            pairs_of=lambda values: [(value, value) for value in values],
            size_words=size_words,
        )

    def render(
        self,
        template: str,
        area: Area | None = None,
        *,
        visitor: Visitor | None = None,
        status: int = 200,
        errors: Mapping[str, str] | None = None,
        **context: Any,
    ) -> HTMLResponse:
        """A page.

        :param area: the area that it is about, if any.
        :param visitor: who it is for, if that is known.
        :param errors: what is wrong with a form, by the field's name.
        """
        links = AreaLinks(area.id) if area else None
        content = self._environment.get_template(template).render(
            context,
            area=area,
            links=links,
            errors=errors or {},
            visitor=visitor,
            may=visitor.rights if visitor else frozenset(),
        )
        return HTMLResponse(content, status)

    def again(
        self, template: str, error: Refusal, area: Area | None = None, **context: Any
    ) -> HTMLResponse:
        """A form once more, with what is wrong with it."""
        errors = {error.field or "form": str(error)}
        return self.render(template, area, status=status_of(error), errors=errors, **context)

    def refusal(
        self, error: SensecheckError, visitor: Visitor | None = None, area: Area | None = None
    ) -> HTMLResponse:
        """A page that says why something cannot be done; with the ways on in its area, if any."""
        status = status_of(error)
        return self.render(
            "refusal.html.j2",
            area,
            visitor=visitor,
            status=status,
            status_code=status,
            problem=str(error),
        )


def sentence_case(words: str) -> str:
    """With a capital letter at the beginning, and none taken away."""
    return words[:1].upper() + words[1:]


def moment(time: datetime) -> str:
    """A time as people here write it: "26 November 2026 at 11:05pm", in this machine's zone."""
    local = time.astimezone()
    hour = local.strftime("%I:%M%p").lstrip("0").lower()
    return f"{local.day} {local.strftime('%B %Y')} at {hour}"


def size_words(size: int) -> str:
    """A file's size, on one line: "38 KB", "1.2 MB"."""
    small = size < 1024**2
    return f"{max(1, round(size / 1024))}\xa0KB" if small else f"{size / 1024**2:.1f}\xa0MB"
