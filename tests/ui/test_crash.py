"""Errors of our own: one entry in the log, one dialog, nothing of a patient in either."""

from __future__ import annotations

import sys
import threading
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QMessageBox

from hcclog.ui.crash import CrashReporter, show_crash

AT = datetime(2026, 11, 21, 9, 30, tzinfo=UTC)
NAME = "Zbigniewska"


class Shown:
    """Counts the dialogs."""

    def __init__(self) -> None:
        self.entries: list[str] = []

    def __call__(self, entry: str, log: Path) -> None:
        self.entries.append(entry)


@pytest.fixture
def log(tmp_path: Path) -> Path:
    return tmp_path / "folder" / "hcclog.log"


@pytest.fixture
def hooks() -> Iterator[None]:
    """Put the hooks of Python back."""
    before = sys.excepthook, threading.excepthook
    yield
    sys.excepthook, threading.excepthook = before


def fail(name: str) -> None:
    raise ValueError(f"no such patient: {name}")


def crash(reporter: CrashReporter) -> None:
    try:
        fail(NAME)
    except ValueError as error:
        reporter.take(type(error), error, error.__traceback__)


def test_an_error_is_logged_with_its_kind_and_its_place(qapp: QApplication, log: Path) -> None:
    crash(CrashReporter(log, lambda: AT, Shown()))
    head, *places = log.read_text(encoding="utf-8").splitlines()
    assert head.startswith("2026-11-21T09:30:00+00:00 hcclog ")
    assert head.endswith(" ValueError")
    assert places[-1].strip().startswith("test_crash.py:")
    assert places[-1].endswith(" in fail")


def test_neither_log_nor_dialog_repeats_a_value(qapp: QApplication, log: Path) -> None:
    shown = Shown()
    crash(CrashReporter(log, lambda: AT, shown))
    assert NAME not in log.read_text(encoding="utf-8")
    assert len(shown.entries) == 1
    assert NAME not in shown.entries[0]


def test_an_error_while_the_dialog_is_open_is_logged_and_opens_no_second(
    qapp: QApplication, log: Path
) -> None:
    entries: list[str] = []

    def show(entry: str, _log: Path) -> None:
        entries.append(entry)
        crash(reporter)

    reporter = CrashReporter(log, lambda: AT, show)
    crash(reporter)
    assert len(entries) == 1
    assert log.read_text(encoding="utf-8").count("ValueError") == 2
    crash(reporter)
    assert len(entries) == 2


def test_an_error_in_another_thread_is_logged_and_opens_no_dialog(
    qapp: QApplication, hooks: None, log: Path
) -> None:
    shown = Shown()
    CrashReporter(log, lambda: AT, shown).install()
    thread = threading.Thread(target=fail, args=(NAME,))
    thread.start()
    thread.join()
    assert "ValueError" in log.read_text(encoding="utf-8")
    assert shown.entries == []


def test_an_error_in_a_slot_reaches_the_reporter(
    qapp: QApplication, hooks: None, log: Path
) -> None:
    shown = Shown()
    CrashReporter(log, lambda: AT, shown).install()
    QTimer.singleShot(0, lambda: fail(NAME))
    qapp.processEvents()
    assert len(shown.entries) == 1


def test_ending_the_program_is_no_error(
    qapp: QApplication, log: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    shown = Shown()
    stop = KeyboardInterrupt()
    CrashReporter(log, lambda: AT, shown).take(KeyboardInterrupt, stop, None)
    assert not log.exists()
    assert shown.entries == []


def test_a_log_that_cannot_be_written_goes_to_the_terminal(
    qapp: QApplication, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    shown = Shown()
    crash(CrashReporter(tmp_path / "file" / "hcclog.log", lambda: AT, shown))
    assert "ValueError" in capsys.readouterr().err
    assert len(shown.entries) == 1


def test_the_dialog_shows_the_entry_as_plain_text_and_names_the_log(
    qapp: QApplication, log: Path
) -> None:
    seen: list[tuple[str, str]] = []

    def look() -> None:
        box = qapp.activeModalWidget()
        assert isinstance(box, QMessageBox)
        seen.append((box.informativeText(), box.detailedText()))
        box.accept()

    QTimer.singleShot(0, look)
    show_crash("<b>entry</b>\n", log)
    assert len(seen) == 1
    assert str(log) in seen[0][0]
    assert seen[0][1] == "<b>entry</b>\n"
