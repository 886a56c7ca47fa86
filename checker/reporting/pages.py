"""What the HTML reports share: their template engine, and a policy that lets nothing else in."""

from __future__ import annotations

import base64
import hashlib
from importlib.resources import files

import jinja2
from markupsafe import Markup


def environment() -> jinja2.Environment:
    """Templates of this room; every word is escaped, and a name that is missing is an error."""
    return jinja2.Environment(
        loader=jinja2.PackageLoader("checker.reporting"),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )


def inline(name: str) -> tuple[Markup, str]:
    """A style or script from the templates, and what a content security policy calls it."""
    text = files("checker.reporting").joinpath("templates", name).read_text("utf-8")
    digest = hashlib.sha256(text.encode()).digest()
    return Markup(text), f"sha256-{base64.b64encode(digest).decode()}"
