"""The service as a process: where it listens, that it starts once, that it goes on when killed."""

from __future__ import annotations

import os
import shlex
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path

import httpx2
import pytest
import yaml
from browsing import Running, free_port, serving
from click.testing import CliRunner
from seeding import documents

from api import serving as starting
from checker.cli import main
from checker.cli.serving import standard_folder
from checker.errors import SensecheckError


def program(running: Running) -> httpx2.Client:
    headers = {"Authorization": f"Bearer {running.token}"}
    return httpx2.Client(base_url=f"{running.origin}/api/v1", headers=headers, timeout=20)


def eventually(condition, seconds: float = 90) -> None:
    until = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < until, "it did not come"
        time.sleep(0.1)


def workers_of(folder: Path) -> list[int]:
    """The ids of the processes that work on a folder."""
    found = []
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit():
            try:
                words = (entry / "cmdline").read_bytes().split(b"\0")
            except OSError:
                continue
            if b"api.worker" in words and str(folder).encode() in words:
                found.append(int(entry.name))
    return found


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="processes are found in /proc")
def test_killed_in_the_middle_of_a_check_it_goes_on_when_started_again(tmp_path: Path) -> None:
    """First the worker is killed, then the service itself; the check ends once."""
    with serving(tmp_path / "data") as running, program(running) as client:
        assert httpx2.get(f"{running.origin}/health").json()["status"] == "ok"
        area = client.post("/areas", json={"name": "Eastmere"}).json()["id"]
        files = [("files", file) for file in documents().items()]
        client.post(f"/areas/{area}/documents", files=files)

        def all_read() -> bool:
            found = client.get(f"/areas/{area}/documents").json()["items"]
            return all(d["versions"][-1]["read"] for d in found)

        eventually(all_read)
        check = client.post(f"/areas/{area}/checks").json()["id"]
        eventually(lambda: client.get(f"/areas/{area}/checks/{check}").json()["state"] == "running")
        (worker,) = workers_of(tmp_path / "data")
        os.kill(worker, signal.SIGKILL)
        eventually(lambda: set(workers_of(tmp_path / "data")) - {worker})
        running.process.kill()
        running.process.wait()
        eventually(lambda: not workers_of(tmp_path / "data"))
    with serving(tmp_path / "data") as again, program(again) as client:
        eventually(lambda: client.get(f"/areas/{area}/checks/{check}").json()["state"] == "done")
        assert client.get(f"/areas/{area}/checks").json()["total"] == 1
        assert client.get(f"/areas/{area}/checks/{check}").json()["number"] == 1
        assert again.token != running.token
        kept = [path for path in (tmp_path / "data").rglob("*") if path.is_file()]
        assert len(kept) > 4
        assert {path.stat().st_mode & 0o077 for path in kept} == {0}
        old = {"Authorization": f"Bearer {running.token}"}
        assert client.get("/areas", headers=old).status_code == 403
        serve = "from checker.cli import main; main(['serve', '--no-browser', '--data', {!r}])"
        refused = subprocess.run(
            [sys.executable, "-c", serve.format(str(tmp_path / "data"))],
            capture_output=True,
            text=True,
            timeout=30,
        )
        assert refused.returncode == 2
        assert "is running already" in refused.stderr
        assert refused.stdout == ""


def test_only_this_machine_is_listened_to() -> None:
    with starting._listening(None) as listening:
        assert listening.getsockname()[0] == "127.0.0.1"


def test_a_taken_port_is_refused_when_asked_for_and_passed_over_when_not() -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        with pytest.raises(SensecheckError, match=f"Port {port} cannot be used"):
            starting._listening(port)


def test_a_folder_that_cannot_be_used_is_said(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x")
    answer = CliRunner().invoke(
        main,
        ["serve", "--no-browser", "--port", str(free_port()), "--data", str(tmp_path / "file")],
    )
    assert answer.exit_code == 2
    assert "cannot be used" in answer.output
    assert len(answer.output.strip().splitlines()) == 1


@pytest.mark.parametrize(
    ("platform", "variable", "end"),
    [
        ("win32", "LOCALAPPDATA", "Sensecheck"),
        ("linux", "XDG_DATA_HOME", "sensecheck"),
    ],
)
def test_everything_is_kept_where_the_system_keeps_such_things(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, platform: str, variable: str, end: str
) -> None:
    monkeypatch.setattr(sys, "platform", platform)
    monkeypatch.setenv(variable, str(tmp_path))
    assert standard_folder() == tmp_path / end


def test_without_its_libraries_the_command_says_what_to_install(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setitem(sys.modules, "api.serving", None)
    answer = CliRunner().invoke(main, ["serve"])
    assert answer.exit_code == 2
    assert "pip install 'sensecheck[serve]'" in answer.output


DOCS = Path(__file__).parents[2] / "docs"


def params(words: list[str]) -> dict[str, object]:
    """What a command line gives; one with an option that there is not fails."""
    return main.commands[words[0]].make_context(words[0], words[1:]).params


def test_the_systemd_unit_gives_options_that_there_are() -> None:
    unit = (DOCS / "sensecheck.service").read_text("utf-8")
    (start,) = [line for line in unit.splitlines() if line.startswith("ExecStart=")]
    given = params(start.partition("/bin/sensecheck ")[2].split())
    assert given["shared"] is True
    assert given["address"] == "https://sensecheck.example"
    assert given["bind"] == "127.0.0.1"


def test_the_timer_makes_backups_with_options_that_there_are(tmp_path: Path) -> None:
    unit = (DOCS / "sensecheck-backup.service").read_text("utf-8")
    (start,) = [line for line in unit.splitlines() if "/bin/sensecheck " in line]
    line = shlex.split(start)[-1].replace("$$(date +%%F)", "2026-11-27")  # as systemd unescapes it
    words = line.replace("/var/backups/sensecheck", str(tmp_path)).split()[1:]
    assert words[0] == "backup"
    assert params(words)["data"] == Path("/var/lib/sensecheck")
    assert "OnCalendar=" in (DOCS / "sensecheck-backup.timer").read_text("utf-8")


def test_the_containers_share_a_folder_and_a_database_and_only_the_proxy_is_reached() -> None:
    services = yaml.safe_load((DOCS / "compose.yaml").read_text("utf-8"))["services"]
    web, worker = services["web"], services["worker"]
    given, work = params(web["command"].split()), params(worker["command"].split())
    assert given["shared"] is True
    assert given["no_worker"] is True
    assert given["data"] == work["data"]
    assert web["volumes"] == worker["volumes"]
    assert web["environment"]["SENSECHECK_DATABASE"] == worker["environment"]["SENSECHECK_DATABASE"]
    assert [name for name, service in services.items() if "ports" in service] == ["proxy"]
    networks = yaml.safe_load((DOCS / "compose.yaml").read_text("utf-8"))["networks"]
    assert networks["inside"] == {"internal": True}
    assert [name for name, s in services.items() if s["networks"] != ["inside"]] == ["proxy"]
    address = str(given["address"]).removeprefix("https://")
    assert address in (DOCS / "Caddyfile").read_text("utf-8")


def test_without_a_worker_beside_it_pages_are_served_and_nothing_is_done(tmp_path: Path) -> None:
    port = free_port()
    more = ["--shared", "--address", f"http://127.0.0.1:{port}", "--no-worker"]
    with serving(tmp_path / "data", port, more) as running:
        assert httpx2.get(f"{running.origin or f'http://127.0.0.1:{port}'}/health").is_success
        assert workers_of(tmp_path / "data") == []


@pytest.mark.parametrize("address", ["sensecheck.example", "https://x.example/path", "ftp://x"])
def test_a_shared_service_needs_the_address_that_browsers_use(tmp_path: Path, address: str) -> None:
    given = ["serve", "--shared", "--data", str(tmp_path)]
    without = CliRunner().invoke(main, given)
    assert "give it with --address" in without.output
    answer = CliRunner().invoke(main, [*given, "--address", address])
    assert answer.exit_code == 2
    assert "give the one that browsers use" in answer.output


def test_a_database_that_does_not_answer_is_said(tmp_path: Path) -> None:
    at = f"postgresql://nobody@127.0.0.1:{free_port()}/none"
    given = ["users", "list", "--data", str(tmp_path / "data"), "--database", at]
    answer = CliRunner().invoke(main, given)
    assert answer.exit_code == 2
    assert "The database cannot be used" in answer.output
    assert len(answer.output.strip().splitlines()) == 1
