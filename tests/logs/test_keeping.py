"""The log file: lines of events and places, never words; it goes round and is its owner's."""

from __future__ import annotations

import logging
import sys
import warnings
from collections.abc import Iterator
from pathlib import Path

import pytest

from hcclog.logs.keeping import MOST_BYTES, N_OLDER, begin_log, end_log, last_lines, note_crash
from hcclog.logs.noting import Event, note
from hcclog.store.errors import Busy
from tests.conftest import ExpectedLog

NAME = "Zbigniewska"


@pytest.fixture
def log(tmp_path: Path) -> Iterator[Path]:
    """A log that is kept during the test."""
    path = tmp_path / "folder" / "hcclog.log"
    begin_log(path)
    yield path
    end_log()


def crash(words: str = NAME) -> str:
    try:
        try:
            int(words)
        except ValueError as cause:
            raise LookupError(f"no such patient: {words}") from cause
    except LookupError as error:
        return note_crash(type(error), error, error.__traceback__)
    raise AssertionError(words)


def test_an_event_is_one_line_with_its_time_and_its_facts(log: Path) -> None:
    note(Event.FAULT, fault=Busy, code="SQLITE_BUSY 5")
    (line,) = log.read_text(encoding="utf-8").splitlines()
    at, rest = line.split(" ", 1)
    assert at.endswith("+00:00")
    assert rest == "INFO hcclog fault fault=Busy code=SQLITE_BUSY 5"


@pytest.mark.catalogue("L-03")
def test_an_error_is_its_kinds_and_its_lines(log: Path, expected_log: ExpectedLog) -> None:
    expected_log.allow("crashed")
    entry = crash()
    text = log.read_text(encoding="utf-8")
    assert text == f"{entry}\n"
    assert NAME not in text
    assert "ERROR hcclog crashed error=LookupError" in text
    assert "because of ValueError" in text
    assert text.count(" in crash") == 2
    assert str(Path(__file__).parent) not in text


@pytest.mark.catalogue("L-01")
@pytest.mark.parametrize(
    "name", ["sqlalchemy.engine", "alembic", "pydicom", "fontTools", "hcclog", "hcclog.ui"]
)
def test_of_what_others_say_only_name_and_level_are_written(
    log: Path, expected_log: ExpectedLog, name: str
) -> None:
    expected_log.allow(NAME)
    logging.getLogger(name).warning("row of %s, 1951-03-04", NAME)
    (line,) = log.read_text(encoding="utf-8").splitlines()
    assert line.endswith(f"WARNING {name} said something")


@pytest.mark.catalogue("L-01")
def test_a_library_that_is_made_talkative_still_says_nothing(
    log: Path, caplog: pytest.LogCaptureFixture, expected_log: ExpectedLog
) -> None:
    with caplog.at_level(logging.DEBUG):
        logging.getLogger("pydicom").debug("PatientName %s", NAME)
    note(Event.CLOSED)
    assert NAME not in log.read_text(encoding="utf-8")


@pytest.mark.catalogue("L-01")
def test_a_warning_of_python_shows_its_words_nowhere(
    log: Path, expected_log: ExpectedLog, capsys: pytest.CaptureFixture[str]
) -> None:
    expected_log.allow(NAME)
    with warnings.catch_warnings():
        warnings.simplefilter("always")
        # What catching put in its place is asked no more.
        begin_log(log)
        warnings.warn(f"invalid value for VR PN: {NAME}", stacklevel=1)
    assert NAME not in capsys.readouterr().err
    assert log.read_text(encoding="utf-8").endswith("WARNING py.warnings said something\n")


@pytest.mark.skipif(sys.platform == "win32", reason="rights of Unix")
def test_file_and_folder_are_their_owners(log: Path) -> None:
    note(Event.CLOSED)
    assert log.stat().st_mode & 0o777 == 0o600
    assert log.parent.stat().st_mode & 0o777 == 0o700


def test_nothing_is_made_before_something_is_noted(log: Path) -> None:
    assert not log.parent.exists()


def test_it_goes_round_and_keeps_five_older_ones(log: Path) -> None:
    note(Event.CLOSED)
    for n in range(N_OLDER + 2):
        log.write_text(f"{n}" * MOST_BYTES, encoding="ascii")
        note(Event.CLOSED)
    names = sorted(path.name for path in log.parent.iterdir())
    assert names == ["hcclog.log", *(f"hcclog.log.{n}" for n in range(1, N_OLDER + 1))]
    assert log.stat().st_size < MOST_BYTES
    assert len(last_lines(log, 2)) == 2


def test_a_log_that_cannot_be_written_is_said_on_the_terminal(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], expected_log: ExpectedLog
) -> None:
    expected_log.allow("crashed")
    (tmp_path / "file").write_text("", encoding="utf-8")
    begin_log(tmp_path / "file" / "hcclog.log")
    crash()
    end_log()
    said = capsys.readouterr().err
    assert "LookupError" in said
    assert NAME not in said


def test_only_the_last_log_is_kept(log: Path, tmp_path: Path) -> None:
    begin_log(tmp_path / "other.log")
    note(Event.CLOSED)
    assert not log.exists()
    assert len(last_lines(tmp_path / "other.log")) == 1


def test_without_a_log_nothing_is_noted_and_nothing_fails() -> None:
    end_log()
    note(Event.CLOSED)


def test_the_last_lines_reach_into_the_older_file(log: Path) -> None:
    log.parent.mkdir(parents=True)
    log.write_text("c\nd\n", encoding="utf-8")
    log.with_name("hcclog.log.1").write_text("a\nb\n", encoding="utf-8")
    assert last_lines(log, 3) == ["b", "c", "d"]
    assert last_lines(log, 2) == ["c", "d"]
    assert last_lines(log.with_name("none.log")) == []
