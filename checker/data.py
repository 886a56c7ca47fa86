"""Finds what ships with the program: rule packs, sample areas, the trained model."""

from __future__ import annotations

from pathlib import Path


def data_path(name: str) -> Path:
    """The folder ``name`` ("rules" or "corpora"), in a wheel or in a checkout.

    A wheel carries them inside the package; a checkout has them beside it.
    """
    shipped = Path(__file__).parent / "_data" / name
    return shipped if shipped.is_dir() else Path(__file__).parents[1] / name
