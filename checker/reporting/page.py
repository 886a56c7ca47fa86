"""One self-contained HTML page: no network, no other file, its own strict policy.

Every word that comes from a document is escaped by the template engine, and the
page's own security policy allows nothing but its own style and its own script.
"""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Mapping, Sequence
from importlib.resources import files

import jinja2
from markupsafe import Markup

from checker.reporting.wording import (
    OUTCOMES,
    SEVERITIES,
    STANCES,
    TYPES,
    VOICES,
    file_name,
    place,
    plural,
    profile,
    sentence,
)


def render_page(
    template: str,
    context: Mapping[str, object],
    *,
    styles: Sequence[str] = ("findings.css", "report.css"),
    script: str = "",
    **more: object,
) -> str:
    """A page from its template.

    :param styles: the names of the style's files, in order.
    :param script: the name of the script's file, for a page that has one; it
        has to be readable without.
    """
    look = "".join(part(style) for style in styles)
    code = part(script) if script else ""
    return (
        environment()
        .get_template(template)
        .render(
            context,
            style=Markup(look),
            script=Markup(code),
            style_hash=_hash(look),
            script_hash=_hash(code),
            **more,
        )
    )


def environment(*more: jinja2.BaseLoader) -> jinja2.Environment:
    """What renders every page of ours: it escapes, and refuses a name that is not given.

    :param more: where further templates lie, beside the reports' own.
    """
    made = jinja2.Environment(
        loader=jinja2.ChoiceLoader([*more, jinja2.PackageLoader("checker.reporting")]),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.globals.update(
        OUTCOMES=OUTCOMES,
        SEVERITIES=SEVERITIES,
        STANCES=STANCES,
        TYPES=TYPES,
        VOICES=VOICES,
        anchor=anchor,
        place=place,
        plural=plural,
        profile=profile,
        file_name=file_name,
        sentence=sentence,
    )
    return made


def anchor(*parts: str) -> str:
    """An id for a place in the page: letters, digits and hyphens only."""
    return "--".join(re.sub(r"[^A-Za-z0-9_]+", "-", part) for part in parts)


def embedded(svg: str) -> str:
    """The address of a drawing that is inside the page, for an image.

    As an image it can neither run a script nor be styled by the page.
    """
    return f"data:image/svg+xml;base64,{base64.b64encode(svg.encode()).decode()}"


def part(name: str) -> str:
    """The text of a style or a script."""
    return files("checker.reporting").joinpath("templates", name).read_text("utf-8")


def _hash(text: str) -> str:
    """What a content security policy calls the text of an inline style or script."""
    digest = hashlib.sha256(text.encode()).digest()
    return f"sha256-{base64.b64encode(digest).decode()}"
