"""Where the cache lies, and whether there is one."""

from __future__ import annotations

import os
import sys
from pathlib import Path

from checker.cache.store import Cache

SWITCH = "SENSECHECK_CACHE"
"""The environment variable that names the cache's folder, or says "off"."""


def cache_folder() -> Path | None:
    """The folder that is set, or the user's own cache folder; None where it is switched off."""
    given = os.environ.get(SWITCH, "").strip()
    if given.lower() == "off":
        return None
    return Path(given) if given else _own()


def opened() -> Cache | None:
    """The user's cache; None where it is switched off."""
    folder = cache_folder()
    return None if folder is None else Cache(folder)


def _own() -> Path:
    if sys.platform == "win32":
        home = os.environ.get("LOCALAPPDATA") or Path.home() / "AppData" / "Local"
        return Path(home) / "Sensecheck" / "Cache"
    if sys.platform == "darwin":
        return Path.home() / "Library" / "Caches" / "Sensecheck"
    return Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "sensecheck"
