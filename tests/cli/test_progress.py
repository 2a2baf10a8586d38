"""A bar for long tables: on a terminal only, and never in the way."""

from __future__ import annotations

import io
from contextlib import redirect_stderr
from pathlib import Path

import pytest

from hcclog.cli import progress
from hcclog.cli.progress import patients_bar, reading_bar, work_bar


class Terminal(io.StringIO):
    """Where a person watches."""

    def isatty(self) -> bool:
        return True


@pytest.fixture(autouse=True)
def short_is_long(monkeypatch: pytest.MonkeyPatch) -> None:
    """From 100 bytes on a file is long here."""
    monkeypatch.setattr(progress, "LONG_BYTES", 100)


def a_file(folder: Path, size: int) -> Path:
    path = folder / "lesions.csv"
    path.write_bytes(b"x" * size)
    return path


def test_a_long_file_has_a_bar_that_does_not_go_back(tmp_path: Path) -> None:
    terminal = Terminal()
    with redirect_stderr(terminal), reading_bar(a_file(tmp_path, 100)) as advanced:
        assert advanced is not None
        for n_bytes in (40, 20, 60):
            advanced(n_bytes)
        assert "60%" in terminal.getvalue()
        assert "20%" not in terminal.getvalue()
    assert "Reading lesions.csv" in terminal.getvalue()
    assert "100%" in terminal.getvalue()


def test_a_short_file_has_none(tmp_path: Path) -> None:
    terminal = Terminal()
    with redirect_stderr(terminal), reading_bar(a_file(tmp_path, 99)) as advanced:
        assert advanced is None
    assert terminal.getvalue() == ""


def test_a_file_that_is_not_there_has_none(tmp_path: Path) -> None:
    with redirect_stderr(Terminal()), reading_bar(tmp_path / "gone.csv") as advanced:
        assert advanced is None


def test_without_a_terminal_there_is_none(tmp_path: Path) -> None:
    shown = io.StringIO()
    with redirect_stderr(shown), reading_bar(a_file(tmp_path, 100)) as advanced:
        assert advanced is None
    assert shown.getvalue() == ""


@pytest.mark.parametrize(
    ("n", "is_shown"),
    [pytest.param(1, False, id="one has no bar"), pytest.param(4, True, id="four have one")],
)
def test_patients_are_counted_where_there_are_several(n: int, *, is_shown: bool) -> None:
    terminal = Terminal()
    with redirect_stderr(terminal), patients_bar(n, "Printing") as advanced:
        for done in range(1, n + 1):
            advanced(done, n)
    assert ("100%" in terminal.getvalue()) is is_shown
    assert ("Printing" in terminal.getvalue()) is is_shown


def test_work_of_a_size_that_becomes_plain_has_a_bar_that_does_not_go_back() -> None:
    terminal = Terminal()
    with redirect_stderr(terminal), work_bar("Reading labs.csv") as advanced:
        for done in (0, 40, 20, 60):
            advanced(done, 100)
        assert "60%" in terminal.getvalue()
        assert "20%" not in terminal.getvalue()
    assert "100%" in terminal.getvalue()


def test_work_that_nobody_watches_has_none() -> None:
    shown = io.StringIO()
    with redirect_stderr(shown), work_bar("Reading labs.csv") as advanced:
        advanced(1, 2)
    assert shown.getvalue() == ""
