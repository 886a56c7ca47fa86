"""What was worked out before, kept by the hash of what it was worked out from.

An entry can be lost, and the whole folder deleted, at any time: it is made again.
"""

from __future__ import annotations

from checker.cache.keys import code_version, digest
from checker.cache.place import SWITCH, cache_folder, opened
from checker.cache.store import Cache, Held

__all__ = ["SWITCH", "Cache", "Held", "cache_folder", "code_version", "digest", "opened"]
