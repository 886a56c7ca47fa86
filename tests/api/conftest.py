from __future__ import annotations

import secrets
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient
from postgres import cluster, database
from seeding import Seeded, seed
from sharing import Shared, share

from api.app import create_app
from api.guard import LocalAccess
from api.settings import ServiceSettings
from api.store import Store
from api.worker import Worker
from checker.judging import RuleBook, StanceModel, load_rules

ACCESS = LocalAccess("the-token-of-this-start", 8613)
ORIGIN = "http://127.0.0.1:8613"


@pytest.fixture(scope="session")
def empty(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a store that holds nothing yet: the tables are made once for all tests."""
    folder = tmp_path_factory.mktemp("empty") / "data"
    made = Store(folder)
    made.upgrade()
    made.close()
    return folder


@pytest.fixture(scope="session")
def server() -> Iterator[str]:
    """A PostgreSQL with a database that holds nothing yet, to be copied."""
    with cluster() as address:
        with tempfile.TemporaryDirectory() as folder:
            made = Store(Path(folder) / "data", database(address, "empty"))
            made.upgrade()
            made.close()
        yield address


@pytest.fixture
def store(request: pytest.FixtureRequest, empty: Path, tmp_path: Path) -> Iterator[Store]:
    """An empty store: SQLite's, or PostgreSQL's for tests that ask for both."""
    shutil.copytree(empty, tmp_path / "data")
    address = ""
    if getattr(request, "param", "sqlite") == "postgresql":
        name = f"test-{secrets.token_hex(4)}"
        address = database(request.getfixturevalue("server"), name, template="empty")
    opened = Store(tmp_path / "data", address)
    yield opened
    opened.close()


@pytest.fixture(scope="session")
def prepared(empty: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Shared]:
    """The folder of a shared service with someone of each role: made once for all tests."""
    folder = tmp_path_factory.mktemp("prepared") / "data"
    shutil.copytree(empty, folder)
    made = Store(folder)
    shared = share(made)
    made.close()
    return folder, shared


@pytest.fixture
def shared(prepared: tuple[Path, Shared], tmp_path: Path) -> Iterator[Shared]:
    """A shared service of the test's own."""
    folder, made = prepared
    shutil.copytree(folder, tmp_path / "shared")
    opened = Store(tmp_path / "shared")
    yield made.opened(opened)
    opened.close()


@pytest.fixture
def seeded(store: Store) -> Seeded:
    return seed(store)


@pytest.fixture
def app(store: Store) -> FastAPI:
    return create_app(store, ACCESS, ServiceSettings(max_upload_mb=2, max_upload_files=5))


@pytest.fixture(scope="session")
def judges() -> tuple[RuleBook, StanceModel]:
    """The rules and the model, loaded once for all tests."""
    return load_rules(), StanceModel()


@pytest.fixture
def working(store: Store, judges: tuple[RuleBook, StanceModel]) -> Worker:
    """A worker in this process."""
    made = Worker(store)
    made._desk._judges = judges
    return made


@pytest.fixture
def stranger(app: FastAPI) -> TestClient:
    """Someone who knows the address and not the token."""
    return TestClient(app, base_url=ORIGIN, follow_redirects=False, raise_server_exceptions=False)


@pytest.fixture
def program(app: FastAPI) -> TestClient:
    """A program that shows the token."""
    headers = {"Authorization": f"Bearer {ACCESS.token}"}
    return TestClient(app, base_url=ORIGIN, headers=headers, follow_redirects=False)


@pytest.fixture
def browser(app: FastAPI) -> TestClient:
    """A browser that opened the page and sends what browsers send."""
    client = TestClient(app, base_url=ORIGIN, headers={"Origin": ORIGIN}, follow_redirects=False)
    client.get("/", params={"token": ACCESS.token})
    return client
