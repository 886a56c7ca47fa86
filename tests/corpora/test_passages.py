"""The labelled passages are complete, apart by area, varied, and not made from templates."""

from __future__ import annotations

import json
import re
from collections import Counter
from functools import cache
from itertools import combinations
from pathlib import Path
from typing import Any

import pytest

FOLDER = Path(__file__).parents[2] / "corpora" / "passages"
SPLITS = ("train", "dev", "test")
LABELS = {"meets", "contradicts", "mentions_only"}
LEAST = {"meets": 150, "contradicts": 105, "mentions_only": 80}


@cache
def records(split: str) -> tuple[dict[str, Any], ...]:
    files = sorted((FOLDER / split).glob("*.jsonl"))
    assert files, f"there are no {split} passages"
    return tuple(
        json.loads(line)
        for path in files
        for line in path.read_text("utf-8").splitlines()
        if line.strip()
    )


def everything() -> list[dict[str, Any]]:
    return [record for split in SPLITS for record in records(split)]


def test_ids_are_unique_and_labels_known() -> None:
    counts = Counter(record["id"] for record in everything())
    assert [name for name, n in counts.items() if n > 1] == []
    criteria = {c for record in records("train") for c in record["labels"]}
    for record in everything():
        assert set(record["labels"]) <= criteria, record["id"]
        assert set(record["labels"].values()) <= LABELS, record["id"]


def test_an_area_is_in_one_split_only() -> None:
    areas = {split: {record["area"] for record in records(split)} for split in SPLITS}
    for first, second in combinations(SPLITS, 2):
        assert not areas[first] & areas[second]


def test_pairs_point_at_each_other_and_differ() -> None:
    by_id = {record["id"]: record for record in everything()}
    for record in everything():
        if record.get("pair"):
            partner = by_id[record["pair"]]
            assert partner["pair"] == record["id"]
            assert (partner.get("stem"), partner["text"]) != (record.get("stem"), record["text"])
            assert partner["labels"] != record["labels"], record["id"]


def test_there_is_enough_of_every_label() -> None:
    assert len(everything()) >= 6000
    assert sum(not record["labels"] for record in everything()) >= 1500
    counts = Counter(pair for record in everything() for pair in record["labels"].items())
    for criterion in {c for c, _ in counts}:
        for label, least in LEAST.items():
            assert counts[criterion, label] >= least, f"{criterion} {label}"


@pytest.mark.parametrize("split", SPLITS)
def test_no_formula(split: str) -> None:
    """Few lines begin alike, and the words are as many as people use."""
    openings = Counter(
        " ".join(words(record["text"])[:5]) for record in records(split) if not record.get("pair")
    )
    assert openings.most_common(1)[0][1] <= 6, openings.most_common(3)
    # One half of each minimal pair: the other repeats its words on purpose.
    tokens = [
        word
        for record in records(split)
        if record["id"] > record.get("pair", "")
        for word in words(record["text"])
    ]
    # Moving-average type-token ratio (Covington and McFall 2010). Real prose of this kind lies
    # near 0.52; text made from slot templates stays below 0.4.
    window = 500
    ratios = [
        len(set(tokens[i : i + window])) / window for i in range(0, len(tokens) - window, window)
    ]
    assert sum(ratios) / len(ratios) > 0.45


def test_no_near_duplicates() -> None:
    """Outside minimal pairs no two passages share most of their runs of four words."""
    runs = {
        record["id"]: shingles(record["text"])
        for record in everything()
        if len(words(record["text"])) >= 10
    }
    partners = {record["id"]: record.get("pair") for record in everything()}
    where: dict[str, list[str]] = {}
    for name, found in runs.items():
        for run in found:
            where.setdefault(run, []).append(name)
    together = Counter(
        pair for names in where.values() if len(names) < 40 for pair in combinations(names, 2)
    )
    alike = [
        (first, second)
        for (first, second), shared in together.items()
        if shared / len(runs[first] | runs[second]) > 0.6 and partners[first] != second
    ]
    assert len(alike) <= len(everything()) * 0.01, alike[:10]


def words(text: str) -> list[str]:
    return re.findall(r"[a-z']+", text.lower())


def shingles(text: str) -> set[str]:
    tokens = words(text)
    return {" ".join(tokens[i : i + 4]) for i in range(len(tokens) - 3)}
