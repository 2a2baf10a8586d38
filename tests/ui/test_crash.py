"""Errors of our own: one entry in the log, one dialog, nothing of a patient in either."""

from __future__ import annotations

import gc
import sys
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QTimer
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from hcclog.logbook import Logbook
from hcclog.logs.keeping import end_log
from hcclog.store.errors import DiskRefused
from hcclog.ui.crash import CrashBox, CrashReporter, show_crash
from hcclog.ui.desk import Desk
from hcclog.ui.long_work import Job, LongWork
from tests.conftest import ExpectedLog

NAME = "Zbigniewska"


class Shown:
    """Counts the dialogs."""

    def __init__(self) -> None:
        self.entries: list[str] = []

    def __call__(self, entry: str, log: Path) -> None:
        self.entries.append(entry)


@pytest.fixture
def log(tmp_path: Path, expected_log: ExpectedLog) -> Iterator[Path]:
    expected_log.allow("^crashed$")
    yield tmp_path / "folder" / "hcclog.log"
    end_log()


@pytest.fixture
def hooks() -> Iterator[None]:
    """Put the hooks of Python back."""
    before = sys.excepthook, threading.excepthook, sys.unraisablehook
    yield
    sys.excepthook, threading.excepthook, sys.unraisablehook = before


def fail(name: str) -> None:
    raise ValueError(f"no such patient: {name}")


def crash(reporter: CrashReporter) -> None:
    try:
        fail(NAME)
    except ValueError as error:
        reporter.take(type(error), error, error.__traceback__)


def text_of(log: Path) -> str:
    return log.read_text(encoding="utf-8")


def test_an_error_is_logged_with_its_kind_and_its_place(qapp: QApplication, log: Path) -> None:
    crash(CrashReporter(log, Shown()))
    head, kind, *places = text_of(log).splitlines()
    assert head.endswith(" ERROR hcclog crashed error=ValueError")
    assert kind.strip() == "ValueError"
    assert places[-1].strip().startswith("test_crash.py:")
    assert places[-1].endswith(" in fail")


@pytest.mark.catalogue("L-03", "S-17")
def test_neither_log_nor_dialog_repeats_a_value(qapp: QApplication, log: Path) -> None:
    shown = Shown()
    crash(CrashReporter(log, shown))
    assert NAME not in text_of(log)
    assert len(shown.entries) == 1
    assert NAME not in shown.entries[0]


@pytest.mark.catalogue("S-17")
def test_an_error_while_the_dialog_is_open_is_logged_and_opens_no_second(
    qapp: QApplication, log: Path
) -> None:
    entries: list[str] = []

    def show(entry: str, _log: Path) -> None:
        entries.append(entry)
        crash(reporter)

    reporter = CrashReporter(log, show)
    crash(reporter)
    assert len(entries) == 1
    assert text_of(log).count("error=ValueError") == 2
    crash(reporter)
    assert len(entries) == 2


def in_a_thread(_qapp: QApplication) -> None:
    thread = threading.Thread(target=fail, args=(NAME,))
    thread.start()
    thread.join()


def in_a_timer(_qapp: QApplication) -> None:
    QTimer.singleShot(0, lambda: fail(NAME))


def in_a_slot(_qapp: QApplication) -> None:
    widget = QWidget()
    widget.windowTitleChanged.connect(fail)
    widget.setWindowTitle(NAME)


@pytest.mark.parametrize(
    "act",
    [
        pytest.param(in_a_thread, id="S-17 in a worker thread"),
        pytest.param(in_a_timer, id="S-17 in a timer"),
        pytest.param(in_a_slot, id="S-17 in a slot"),
    ],
)
def test_an_error_anywhere_is_one_entry_and_one_dialog(
    qapp: QApplication, hooks: None, log: Path, act: Callable[[QApplication], None]
) -> None:
    shown = Shown()
    reporter = CrashReporter(log, shown)
    reporter.install()
    act(qapp)
    qapp.processEvents()
    assert len(shown.entries) == 1
    assert text_of(log).count("error=ValueError") == 1
    assert NAME not in text_of(log)


def test_what_python_can_only_drop_is_logged_and_shown_nowhere(
    qapp: QApplication, hooks: None, log: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    class Dropped:
        def __del__(self) -> None:
            fail(NAME)

    shown = Shown()
    CrashReporter(log, shown).install()
    Dropped()
    gc.collect()
    assert "error=ValueError" in text_of(log)
    assert shown.entries == []
    assert NAME not in capsys.readouterr().err


def test_ending_the_program_is_no_error(
    qapp: QApplication, log: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    shown = Shown()
    stop = KeyboardInterrupt()
    CrashReporter(log, shown).take(KeyboardInterrupt, stop, None)
    assert not log.exists()
    assert shown.entries == []


def test_a_log_that_cannot_be_written_goes_to_the_terminal(
    qapp: QApplication, log: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    shown = Shown()
    crash(CrashReporter(tmp_path / "file" / "hcclog.log", shown))
    told = capsys.readouterr().err
    assert "ValueError" in told
    assert NAME not in told
    assert len(shown.entries) == 1


def test_the_dialog_shows_the_entry_as_plain_text_and_names_the_log(
    qapp: QApplication, log: Path
) -> None:
    seen: list[tuple[str, str]] = []

    def look() -> None:
        box = qapp.activeModalWidget()
        assert isinstance(box, CrashBox)
        seen.append((box.informativeText(), box.detailedText()))
        box.accept()

    QTimer.singleShot(0, look)
    show_crash("<b>entry</b>\n", log)
    assert len(seen) == 1
    assert str(log) in seen[0][0]
    assert seen[0][1] == "<b>entry</b>\n"


def test_the_dialog_copies_diagnostics_and_stays_open(qtbot: QtBot, log: Path) -> None:
    box = CrashBox("2026-11-21 ERROR hcclog crashed error=ValueError", log)
    qtbot.addWidget(box)
    box.show()
    box.copy_button.click()
    copied = QApplication.clipboard().text()
    assert "What went wrong\n2026-11-21 ERROR hcclog crashed error=ValueError" in copied
    assert "SQLCipher" in copied
    assert box.isVisible()


@pytest.mark.catalogue("S-15")
def test_memory_that_runs_out_beside_the_window_leaves_nothing_half_done(
    qtbot: QtBot, hooks: None, log: Path, measured: Logbook
) -> None:
    shown, told = Shown(), list[str]()
    CrashReporter(log, shown).install()
    desk = Desk(measured)
    desk.told.connect(told.append)
    before = measured.revision

    def make(_book: Logbook, _advanced: object) -> None:
        raise MemoryError

    def taken(_result: None) -> None:
        told.append("made")

    work = LongWork(desk)
    with qtbot.waitSignal(work.ended):
        work.start(Job("Making the report of P-1", make, taken, writes=True))
    qtbot.waitUntil(lambda: bool(shown.entries))
    assert told == ["Making the report of P-1 ended early; nothing of it is left."]
    assert "error=MemoryError" in text_of(log)
    assert len(shown.entries) == 1
    assert desk.held == ""
    assert measured.revision == before
    desk.deleteLater()


def test_a_fault_of_the_store_that_nobody_waited_for_is_said_by_the_desk(
    qtbot: QtBot, hooks: None, log: Path, measured: Logbook
) -> None:
    shown, said = Shown(), list[str]()
    reporter = CrashReporter(log, shown)
    reporter.install()
    desk = Desk(measured)
    desk.failed.connect(said.append)
    reporter.tell_faults(desk)
    error = DiskRefused()
    thread = threading.Thread(target=reporter.take, args=(DiskRefused, error, None))
    thread.start()
    thread.join()
    qtbot.waitUntil(lambda: bool(said))
    assert said == [error.sentence]
    assert shown.entries == []
    desk.deleteLater()
    QCoreApplication.sendPostedEvents(desk, QEvent.Type.DeferredDelete)
    reporter.take(DiskRefused, error, None)
    assert len(shown.entries) == 1
