"""Areas made for load are varied, always the same, and real files."""

from __future__ import annotations

from pathlib import Path

from benchmarks.load import BUILDING, generate, names, sources
from checker.model import Document
from checker.passages import describe, older_versions
from checker.reading import find_documents, find_folders, read_several
from checker.settings import Settings


def test_names_are_different_and_always_the_same() -> None:
    assert len(set(names(150))) == 150
    assert names(33) == names(150)[:33]


def test_areas_are_varied_and_repeat() -> None:
    made = list(sources(12, 5, pages=3))
    assert made == list(sources(12, 5, pages=3))
    texts = [" ".join([b.text, *b.lines]) for source in made for b in source.blocks]
    whole = " ".join(texts)
    assert not [name for name in BUILDING if name.replace("-", " ").title() in whole]
    assert "Status: Draft" in whole
    assert "Approved: June" in whole
    years = {source.fields["date"][:4] for source in made}
    assert len(years) > 5


def test_some_documents_are_taken_over_from_a_neighbour() -> None:
    made = list(sources(6, 1, pages=3))
    labels = [[b.label for b in source.blocks] for source in made]
    assert [labels[at] == labels[at - 1] for at in range(1, 6)].count(True) == 2


def test_the_files_are_real(tmp_path: Path) -> None:
    generate(tmp_path, areas=1, documents=2, pages=3)
    (folder,) = find_folders(tmp_path)
    paths = find_documents(folder)
    assert [path.suffix for path in paths] == [".pdf", ".docx"]
    for document in read_several(paths, Settings()):
        assert isinstance(document, Document)
        assert document.words > 1000


def test_an_older_version_is_told_as_one(tmp_path: Path) -> None:
    generate(tmp_path, areas=1, documents=2, pages=3, older=100)
    (folder,) = find_folders(tmp_path)
    read = read_several(find_documents(folder), Settings())
    documents = [describe(d) for d in read if isinstance(d, Document)]
    (old,) = older_versions(documents)
    assert old.startswith("cse-2")
