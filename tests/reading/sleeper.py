"""A child that never answers for a file called slow.md, and reads any other."""

from __future__ import annotations

import io
import sys
import time

from checker.reading.child import main

request = sys.stdin.buffer.read()
if b"slow.md" in request:
    time.sleep(50)
sys.stdin = io.TextIOWrapper(io.BytesIO(request))
main()
