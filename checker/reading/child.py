"""The child process in which one document is parsed, within limits.

It gets its request as JSON on standard input and answers with JSON on standard
output.
"""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path
from typing import Any

from checker.errors import SensecheckError, UnreadableDocument
from checker.model import View
from checker.reading.exchange import boxes_to_json, from_json, runs_to_json, to_json
from checker.reading.folder import unopened
from checker.reading.limits import limit_process
from checker.settings import Settings


def main() -> None:
    """The child: read one request, answer it, end."""
    # A parser that prints must not print into the answer.
    answers = os.fdopen(os.dup(1), "w", encoding="utf-8")
    os.dup2(2, 1)
    request = json.loads(sys.stdin.buffer.read())
    settings = Settings(**request["settings"])
    limit_process(settings)
    from checker.reading.parsers import parse, parse_boxes, parse_runs

    path = Path(request["path"])
    try:
        view = View(request["view"])
        match request["wanted"]:
            case "runs":
                answer = runs_to_json(parse_runs(path, settings, request["password"], view))
            case "boxes":
                document = from_json(request["about"]["document"])
                spans = [(start, end) for start, end in request["about"]["spans"]]
                answer = boxes_to_json(parse_boxes(path, document, spans))
            case _:
                answer = to_json(parse(path, settings, request["password"], view))
    except SensecheckError as error:
        answer = _refusal(error)
    except OSError as error:
        answer = _refusal(unopened(path, error))
    except (MemoryError, RecursionError):
        answer = _refusal(UnreadableDocument("reader-crashed", path=path.name))
    with answers:
        json.dump(answer, answers)


def _refusal(error: SensecheckError) -> dict[str, Any]:
    return {"error": error.code, "fields": {k: str(v) for k, v in error.fields.items()}}


if __name__ == "__main__":
    main()
