"""Files by their hash."""

from __future__ import annotations

import hashlib
import io
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from api.store import Contents


@settings(deadline=None)  # a busy machine is slow, and that is no fault
@given(content=st.binary(max_size=200))
def test_a_file_comes_back_as_it_was(
    tmp_path_factory: pytest.TempPathFactory, content: bytes
) -> None:
    contents = Contents(tmp_path_factory.mktemp("contents"))
    stored = contents.put(io.BytesIO(content))
    assert stored.sha256 == hashlib.sha256(content).hexdigest()
    assert stored.size == len(content)
    assert contents.path(stored.sha256).read_bytes() == content
    assert contents.put(io.BytesIO(content)) == stored
    assert list(contents.hashes()) == [stored.sha256]
    contents.remove([stored.sha256, "00" * 32])
    assert list(contents.folder.iterdir()) == []


def test_a_file_that_breaks_off_is_not_kept(tmp_path: Path) -> None:
    class Broken(io.BytesIO):
        def read(self, size: int | None = -1) -> bytes:
            if self.tell():
                raise OSError("gone")
            return super().read(3)

    contents = Contents(tmp_path)
    with pytest.raises(OSError, match="gone"):
        contents.put(Broken(b"abcdef"))
    assert list(tmp_path.iterdir()) == []
