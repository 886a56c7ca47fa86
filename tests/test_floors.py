"""Imports go down the floors only (docs/architecture.md)."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]

FLOORS = {
    "checker.facts": 0,
    "checker.model": 0,
    "checker.errors": 0,
    "checker.settings": 0,
    "checker.data": 0,
    "checker.cache": 0,
    "checker.findings": 1,
    "checker.reading": 1,
    "checker.passages": 2,
    "checker.judging": 3,
    "checker.reconciling": 4,
    "checker.recalling": 5,
    "checker.assessing": 6,
    "checker.walk": 6,
    "checker.revising": 6,
    "checker.benchmarking": 7,
    "checker.evaluating": 8,
    "checker.reporting": 8,
    "checker.training": 9,
    "api": 10,
    "checker.cli": 11,
}
"""Within floor 0 the order is errors, then the others."""


def room(module: str) -> str | None:
    """The longest name in FLOORS that the module belongs to."""
    parts = module.split(".")
    for length in range(len(parts), 0, -1):
        if ".".join(parts[:length]) in FLOORS:
            return ".".join(parts[:length])
    return None


def imports(path: Path) -> set[str]:
    found: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            found.update(alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            assert node.level == 0, f"{path} has a relative import"
            found.add(node.module)
            found.update(f"{node.module}.{alias.name}" for alias in node.names)
    return {name for name in found if name.split(".")[0] in {"checker", "api"}}


def modules() -> list[Path]:
    return sorted(p for folder in ("checker", "api") for p in (ROOT / folder).rglob("*.py"))


@pytest.mark.parametrize("path", modules(), ids=lambda p: str(p.relative_to(ROOT)))
def test_imports_go_down(path: Path) -> None:
    module = ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__")
    if module in {"checker", "checker._data"}:
        return
    here = room(module)
    assert here is not None, f"{module} stands on no floor: add its room to FLOORS"
    for name in imports(path):
        there = room(name)
        if there is None or there == here:
            continue
        allowed = FLOORS[there] < FLOORS[here] or FLOORS[here] == FLOORS[there] == 0
        assert allowed, f"{module} (floor {FLOORS[here]}) imports {name} (floor {FLOORS[there]})"


@pytest.mark.parametrize("path", modules(), ids=lambda p: str(p.relative_to(ROOT)))
def test_rooms_keep_their_private_parts(path: Path) -> None:
    """Another room is entered by its door: the package itself, not a module inside."""
    module = ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__")
    here = room(module)
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.ImportFrom) and node.module:
            there = room(node.module)
            if there is None or there == here or not (ROOT / there.replace(".", "/")).is_dir():
                continue
            assert node.module == there, f"{module} reaches into {node.module}"
