"""What holds for every test: nothing is kept in the cache of whoever runs them."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from checker.cache import SWITCH


@pytest.fixture(autouse=True, scope="session")
def _no_cache() -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv(SWITCH, "off")
        yield
