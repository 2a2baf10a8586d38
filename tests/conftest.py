"""What every test stands on: no display, no user's files, and no unexpected word in the log."""

import logging
import os
import re
from collections.abc import Iterator
from itertools import count
from pathlib import Path

# Before the first import of Qt: without a display Qt ends the process.
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import pytest
from hypothesis import settings

from hcclog.commands.base import Add
from hcclog.logbook import Logbook
from tests.books import a_patient, book_of_cases, new_book
from tests.report.samples import measured_case
from tests.ui.desks import add_record

# The same examples in every run, so that a red test is red for everybody; new ones are searched for
# by hand: HYPOTHESIS_PROFILE=search.
settings.register_profile("same", derandomize=True, deadline=None)
settings.register_profile("search", derandomize=False, deadline=None)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "same"))

_HOME_NUMBER = count(1)


@pytest.fixture(autouse=True, scope="session")
def _one_application(qapp: object) -> None:
    """Make the application with windows first: a process has one, and a chart would make less."""


@pytest.fixture(scope="session")
def homes(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of this run's users' folders."""
    return tmp_path_factory.mktemp("homes")


@pytest.fixture(autouse=True)
def hcclog_home(homes: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A user's folder of this test's own, not made yet; no test comes near the developer's."""
    folder = homes / f"home-{next(_HOME_NUMBER)}"
    monkeypatch.setenv("HCCLOG_HOME", str(folder))
    return folder


class ExpectedLog:
    """The log lines a test declares; any other at WARNING or above fails it."""

    def __init__(self) -> None:
        self._patterns: list[re.Pattern[str]] = []

    def allow(self, pattern: str) -> None:
        """Expect log lines that this regular expression finds something in."""
        self._patterns.append(re.compile(pattern))

    def covers(self, record: logging.LogRecord) -> bool:
        """Tell whether a log line was declared."""
        return any(pattern.search(record.getMessage()) for pattern in self._patterns)


@pytest.fixture
def expected_log() -> ExpectedLog:
    """For a test that makes the program warn: ``expected_log.allow("backup failed")``."""
    return ExpectedLog()


@pytest.fixture(autouse=True)
def _no_unexpected_log(
    caplog: pytest.LogCaptureFixture, expected_log: ExpectedLog
) -> Iterator[None]:
    yield
    records = [*caplog.get_records("setup"), *caplog.get_records("call")]
    unexpected = [
        f"{record.name}: {record.getMessage()}"
        for record in records
        if record.levelno >= logging.WARNING and not expected_log.covers(record)
    ]
    if unexpected:
        pytest.fail("unexpected in the log:\n" + "\n".join(unexpected), pytrace=False)


@pytest.fixture
def book(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Logbook]:
    """An empty store; where a test asks for `cases`, the one with them."""
    made = book_of_cases if "cases" in request.fixturenames else new_book
    opened = made(tmp_path / "store.db")
    yield opened
    opened.close()


@pytest.fixture
def cases(book: Logbook) -> Logbook:
    """A store with the three published cases."""
    return book


@pytest.fixture
def measured(book: Logbook) -> Logbook:
    """A store with one patient who has target lesions."""
    add_record(book, measured_case())
    return book


@pytest.fixture
def empty_patient(book: Logbook) -> Logbook:
    """A store with one patient of whom nothing is logged."""
    book.do(Add((a_patient("empty-01"),)))
    return book
