from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml
from pydantic import BaseModel

from checker.judging import load_rules
from checker.judging.docs import main, pages
from checker.judging.examples import failures
from checker.judging.kinds import KINDS, Example, Examples, Row, Rule, StanceByStatus, Table
from checker.judging.pack_files import keys_of
from checker.judging.rulebook import AppliesTo, CriterionRules, Policy, Source

ROOT = Path(__file__).parents[2]
HEADINGS = [
    "What it asks",
    "Why it matters",
    "What counts",
    "What to say instead",
    "Rules",
    "Source",
]


def test_the_pages_are_fresh() -> None:
    folder = ROOT / "docs" / "criteria"
    written = {p.relative_to(folder).as_posix(): p.read_text("utf-8") for p in folder.rglob("*.md")}
    assert written == pages(load_rules(preview=True)), "run python -m checker.judging.docs"


def test_every_page_has_the_fixed_headings_in_order() -> None:
    for name, text in pages(load_rules(preview=True)).items():
        if name != "index.md":
            assert re.findall(r"^## (.+)$", text, re.MULTILINE) == HEADINGS


def test_the_index_lists_every_criterion() -> None:
    book = load_rules()
    index = pages(book)["index.md"]
    assert all(f"({criterion.id}.md)" in index for criterion in book.criteria)


def test_writing_takes_old_pages_away(tmp_path: Path) -> None:
    old = tmp_path / "house" / "gone.md"
    old.parent.mkdir()
    old.write_text("old")
    main(tmp_path)
    assert not old.exists()
    assert (tmp_path / "language" / "choice-framing.md").is_file()


def sections() -> dict[str, str]:
    """The manual of the format by heading."""
    text = (ROOT / "docs" / "rules.md").read_text("utf-8")
    parts = re.split(r"^#+ (.+)$", text, flags=re.MULTILINE)
    return dict(zip(parts[1::2], parts[2::2], strict=True))


def documented() -> Iterator[tuple[str, type[BaseModel], tuple[type[BaseModel], ...]]]:
    """A section, the model it documents, and the models whose keys are documented elsewhere."""
    yield "A criterion", CriterionRules, ()
    yield "A criterion", Source, ()
    yield "A criterion", AppliesTo, ()
    yield "The verdict", Policy, ()
    yield "Every rule", Rule, ()
    yield "Examples", Examples, ()
    yield "Examples", Example, ()
    yield "pattern", StanceByStatus, ()
    yield "currency", Table, ()
    yield "currency", Row, ()
    for name, kind in KINDS.items():
        yield name, kind, (Rule,)


@pytest.mark.parametrize(
    ("section", "model", "elsewhere"),
    list(documented()),
    ids=lambda x: getattr(x, "__name__", None),
)
def test_every_key_is_documented(
    section: str, model: type[BaseModel], elsewhere: tuple[type[BaseModel], ...]
) -> None:
    known = {key for other in elsewhere for key in keys_of(other)}
    missing = [k for k in keys_of(model) if k not in known and f"`{k}`" not in sections()[section]]
    assert missing == []


def test_the_manual_documents_no_key_that_is_gone() -> None:
    manual = sections()
    for name, kind in KINDS.items():
        keys = set(re.findall(r"^\| `(\w+)` \|", manual[name], re.MULTILINE))
        inner = {*keys_of(StanceByStatus), *keys_of(Table), *keys_of(Row)}
        assert keys <= {*keys_of(kind), *inner}, name


def test_the_manuals_example_is_a_pack_that_works(tmp_path: Path) -> None:
    text = (ROOT / "docs" / "rules.md").read_text("utf-8")
    example = re.search(r"```yaml\n(.+?)```", text, re.DOTALL)
    assert example is not None
    path = tmp_path / f"{yaml.safe_load(example[1])['id']}.yaml"
    path.parent.mkdir()
    path.write_text(example[1], "utf-8")
    (criterion,) = load_rules([tmp_path], preview=True).criteria
    assert [failure for rule in criterion.rules for failure in failures(rule)] == []
