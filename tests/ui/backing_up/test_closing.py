"""A window that is closed backs up first; it can be hurried, and nothing half is left by a kill."""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from hcclog.commands.base import Add
from hcclog.logbook import Logbook
from hcclog.store.restore_key import open_keys
from hcclog.store.restoring import looked_through
from hcclog.store.thinning import AT_CLOSING, DAILY, backups_folder, backups_of
from hcclog.ui.backing_up.beginning import begin_backups
from hcclog.ui.backing_up.closing import BackupAtClosing, ClosingNotice
from hcclog.ui.main_window import MainWindow
from tests.books import a_patient, file_of, new_book
from tests.children import run

unix = pytest.mark.skipif(sys.platform == "win32", reason="signals of Unix")
Opened = Callable[[Logbook], MainWindow]


def path_of(book: Logbook) -> Path:
    path = file_of(book).path
    assert path is not None
    return path


def whys(book: Logbook) -> list[str]:
    return [each.manifest.why for each in backups_of(path_of(book))]


@pytest.fixture
def window(qtbot: QtBot, empty_patient: Logbook, open_window: Opened) -> Iterator[MainWindow]:
    """A window whose backups have begun, with that of the day made."""
    made = open_window(empty_patient)
    begin_backups(made)
    idle(qtbot, made)
    yield made
    made.line.keeper.end_now()
    for notice in made.findChildren(BackupAtClosing):
        notice.close_now()


def idle(qtbot: QtBot, window: MainWindow) -> None:
    qtbot.waitUntil(lambda: not window.line.keeper.is_running, timeout=20_000)


def test_what_was_written_is_backed_up_and_the_window_closes_by_itself(
    qtbot: QtBot, window: MainWindow, empty_patient: Logbook
) -> None:
    window.desk.do(Add((a_patient("P-2"),)))
    window.close()
    assert window.isVisible()
    notice = window.findChild(ClosingNotice)
    assert isinstance(notice, ClosingNotice)
    assert notice.isVisible()
    qtbot.waitUntil(lambda: not window.isVisible(), timeout=20_000)
    assert whys(empty_patient) == [DAILY, AT_CLOSING]
    n_held = backups_of(path_of(empty_patient))[-1].manifest.content.counts["patient"]
    assert n_held == 2


def test_where_nothing_was_written_it_closes_at_once(
    window: MainWindow, empty_patient: Logbook
) -> None:
    window.close()
    assert not window.isVisible()
    assert whys(empty_patient) == [DAILY]


def test_nothing_is_written_while_the_window_closes(qtbot: QtBot, window: MainWindow) -> None:
    window.desk.do(Add((a_patient("P-2"),)))
    window.close()
    assert not window.desk.do(Add((a_patient("P-3"),)))
    qtbot.waitUntil(lambda: not window.isVisible(), timeout=20_000)


def press_escape(qtbot: QtBot, window: MainWindow) -> None:
    notice = window.findChild(ClosingNotice)
    assert isinstance(notice, ClosingNotice)
    assert notice.close_button.hasFocus()
    QTest.keyClick(notice.close_button, Qt.Key.Key_Escape)


def press_the_button(qtbot: QtBot, window: MainWindow) -> None:
    notice = window.findChild(ClosingNotice)
    assert isinstance(notice, ClosingNotice)
    QTest.mouseClick(notice.close_button, Qt.MouseButton.LeftButton)


def close_again(_qtbot: QtBot, window: MainWindow) -> None:
    window.close()


@pytest.mark.parametrize(
    "hurry", [press_escape, press_the_button, close_again], ids=["Escape", "its button", "again"]
)
def test_who_does_not_want_to_wait_closes_at_once_and_nothing_half_is_left(
    qtbot: QtBot,
    window: MainWindow,
    empty_patient: Logbook,
    hurry: Callable[[QtBot, MainWindow], None],
) -> None:
    window.desk.do(Add((a_patient("P-2"),)))
    window.close()
    hurry(qtbot, window)
    assert not window.isVisible()
    window.line.keeper.end_now()
    left = list(backups_folder(path_of(empty_patient)).iterdir())
    assert [path.name for path in left if "partial" in path.name] == []
    for backup in backups_of(path_of(empty_patient)):
        assert looked_through(path_of(empty_patient), backup.path, open_keys)


@pytest.mark.catalogue("B-04")
@pytest.mark.parametrize("answer", [None, 0], ids=["go back", "close without a backup"])
def test_a_backup_that_fails_at_closing_is_asked_about(
    qtbot: QtBot, window: MainWindow, empty_patient: Logbook, answer: int | None
) -> None:
    asked: list[tuple[str, Sequence[str]]] = []

    def choose(sentence: str, readings: Sequence[str]) -> int | None:
        asked.append((sentence, readings))
        return answer

    window.desk.choose = choose
    folder = backups_folder(path_of(empty_patient))
    folder.rename(folder.with_name("moved"))
    folder.write_text("a file in its place")
    window.desk.do(Add((a_patient("P-2"),)))
    window.close()
    qtbot.waitUntil(lambda: bool(asked), timeout=20_000)
    (sentence, readings) = asked[0]
    assert sentence.startswith("There is no backup of what was written last. ")
    assert str(folder) in sentence
    assert readings == ("Close without a backup",)
    qtbot.waitUntil(lambda: window.findChild(ClosingNotice) is None)
    assert window.isVisible() is (answer is None)
    assert window.line.backups.text().startswith("▲ Backup failed")
    # Who goes back can go on.
    assert answer is not None or window.desk.do(Add((a_patient("P-3"),)))


def close_and_die(store_path: str, at_file: str) -> None:
    """Write, close the window, and be killed when a file of the backup has come to be."""
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    from hcclog.ui.application import make_window, the_application
    from hcclog.ui.backing_up.wishes import Wish

    app = the_application()
    window = make_window(new_book(store_path))
    window.show()
    begin_backups(window)
    folder = backups_folder(Path(store_path))

    def look() -> None:
        if list(folder.glob(at_file)):
            os.kill(os.getpid(), signal.SIGKILL)

    def close(_outcome: object) -> None:
        window.line.keeper.settled.disconnect(close)
        for path in folder.iterdir():
            path.unlink()
        window.desk.do(Add((a_patient("P-2"),)))
        window.close()
        timer.start()

    timer = QTimer(interval=0)
    timer.timeout.connect(look)
    window.line.keeper.settled.connect(close)
    window.line.keeper.ask(Wish())
    app.exec()


@unix
@pytest.mark.parametrize("at_file", ["*.partial", "*.keys"])
def test_killed_while_it_closes_the_store_is_whole_and_no_half_backup_has_its_name(
    cases: Logbook, at_file: str
) -> None:
    path = path_of(cases)
    cases.close()
    code, _ = run(close_and_die, path, at_file)
    # The window may have closed before anybody could kill it: then all of it is there.
    assert code in {-signal.SIGKILL, 0}
    for backup in backups_folder(path).glob("*.db"):
        assert looked_through(path, backup, open_keys)
    book = new_book(path)
    assert book.store.check() == []
    assert book.find("P-2") is not None
    assert book.store.back_up(AT_CLOSING) is not None
    assert [one.name for one in backups_folder(path).glob("*partial*")] == []
    book.close()
