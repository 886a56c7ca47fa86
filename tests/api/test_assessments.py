"""An assessment in the store and out again."""

from __future__ import annotations

from pathlib import Path

import pytest
from pydantic import ValidationError
from reporting.conftest import handmade

from api.assessments import pack, unpack
from api.locking import Taken, locked


def test_an_assessment_comes_back_as_it_was() -> None:
    assert unpack(pack(handmade())) == handmade()


def test_what_is_no_assessment_is_refused() -> None:
    import zlib

    with pytest.raises(ValidationError):
        unpack(zlib.compress(b'{"documents": []}'))


def test_a_lock_is_held_by_one(tmp_path: Path) -> None:
    with locked(tmp_path / "lock"), pytest.raises(Taken), locked(tmp_path / "lock"):
        pass
    with locked(tmp_path / "lock"):
        pass
