"""A document of many pages takes hardly more memory to read than one of few."""

from __future__ import annotations

import sys

import pytest

from benchmarks.memory import measure, table


@pytest.mark.skipif(sys.platform == "win32", reason="the system does not tell the child's peak")
def test_memory_hardly_grows_with_the_pages() -> None:
    few, many = measure([10, 130])
    assert table([few, many]).count("\n") == 1
    # A page costs what its lines of text do: words and letters would be 350 kB of it.
    assert (many.memory - few.memory) / (many.pages - few.pages) < 0.1
