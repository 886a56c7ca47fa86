"""How far a check is, from what the library tells."""

from __future__ import annotations

from api.progress import Progress

FILES = ("a.docx", "b.pdf")


def events() -> list[tuple[str, int, int, str]]:
    """As :func:`checker.assessing.assess` tells them; documents are judged in another order."""
    reading = [("reading", at, 2, name) for at, name in enumerate(FILES)] + [("reading", 2, 2, "")]
    judging = [("judging", 0, 2, "b.pdf"), ("judging", 1, 2, "a.docx"), ("judging", 2, 2, "")]
    return [*reading, *judging, ("comparing", 0, 1, ""), ("comparing", 1, 1, "")]


def test_each_document_goes_from_waiting_to_done() -> None:
    progress = Progress()
    seen = []
    for event in events():
        progress.heard(*event)
        again = Progress.of(progress.record())
        assert again == progress
        seen.append((again.of_file("a.docx"), again.of_file("b.pdf"), again.percent))
    assert seen == [
        (("now", "waiting"), ("waiting", "waiting"), 0),
        (("done", "waiting"), ("now", "waiting"), 10),
        (("done", "waiting"), ("done", "waiting"), 20),
        (("done", "waiting"), ("done", "now"), 20),
        (("done", "now"), ("done", "done"), 58),
        (("done", "done"), ("done", "done"), 95),
        (("done", "done"), ("done", "done"), 95),
        (("done", "done"), ("done", "done"), 95),
    ]


def test_before_anything_is_told_nothing_is_done() -> None:
    assert Progress.of({}).percent == 0
    assert Progress.of({}).of_file("a.docx") == ("waiting", "waiting")
