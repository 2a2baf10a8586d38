"""The list of backups, by keys and clicks: made, looked into, copied, restored."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog, QPushButton
from pytestqt.qtbot import QtBot

from hcclog.commands.base import Add
from hcclog.logbook import Logbook
from hcclog.store.keys import keys_path
from hcclog.store.manifest import manifest_path
from hcclog.store.thinning import BY_HAND, DAILY, backups_of
from hcclog.ui.backing_up.dialog import BackupList
from hcclog.ui.backing_up.opening import open_list
from hcclog.ui.backing_up.place_offer import PlaceOffer, offer_place
from hcclog.ui.main_window import MainWindow
from tests.books import a_patient, file_of

Opened = Callable[[Logbook], MainWindow]


def path_of(book: Logbook) -> Path:
    path = file_of(book).path
    assert path is not None
    return path


@pytest.fixture
def window(empty_patient: Logbook, open_window: Opened) -> Iterator[MainWindow]:
    """A window on a store with two backups and an entry that only the newer one holds."""
    empty_patient.store.back_up(DAILY)
    empty_patient.do(Add((a_patient("P-2"),)))
    empty_patient.store.back_up(BY_HAND)
    made = open_window(empty_patient)
    yield made
    made.line.keeper.end_now()


@pytest.fixture
def shown(window: MainWindow) -> BackupList:
    dialog = open_list(window)
    assert dialog is not None
    return dialog


def rows_of(dialog: BackupList) -> list[list[str]]:
    model = dialog.view.model()
    columns = range(model.columnCount())
    return [[str(model.index(n, c).data()) for c in columns] for n in range(model.rowCount())]


def press(qtbot: QtBot, button: QPushButton) -> None:
    assert button.isEnabled()
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)


def idle(qtbot: QtBot, window: MainWindow, dialog: BackupList) -> None:
    keeper = window.line.keeper
    qtbot.waitUntil(lambda: not keeper.is_running and not dialog.is_busy, timeout=20_000)


def flip_a_bit(path: Path) -> None:
    sound = path.read_bytes()
    path.write_bytes(sound[:9000] + bytes([sound[9000] ^ 4]) + sound[9001:])


def test_each_backup_says_when_why_where_and_what_came_after_it(shown: BackupList) -> None:
    rows = rows_of(shown)
    assert [row[1:4] for row in rows] == [["by hand", "here", "0"], ["daily", "here", "1"]]
    assert all(row[0].startswith("today ") for row in rows)
    assert {row[5] for row in rows} == {"whole when made"}


def test_a_key_opens_the_list_and_escape_closes_it(qtbot: QtBot, window: MainWindow) -> None:
    ctrl_shift = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
    QTest.keyClick(window, Qt.Key.Key_B, ctrl_shift)
    dialog = window.findChild(BackupList)
    assert isinstance(dialog, BackupList)
    qtbot.waitUntil(dialog.view.hasFocus)
    QTest.keyClick(dialog.view, Qt.Key.Key_Escape)
    assert not dialog.isVisible()


def test_the_date_in_the_status_line_opens_the_list_too(qtbot: QtBot, window: MainWindow) -> None:
    assert window.line.backups.text().startswith("Backup today ")
    window.line.backups.setFocus()
    QTest.keyClick(window.line.backups, Qt.Key.Key_Space)
    assert isinstance(window.findChild(BackupList), BackupList)


def test_a_backup_is_made_at_once(
    qtbot: QtBot, window: MainWindow, shown: BackupList, empty_patient: Logbook
) -> None:
    press(qtbot, shown.new_button)
    idle(qtbot, window, shown)
    qtbot.waitUntil(lambda: len(rows_of(shown)) == 3)
    assert len(backups_of(path_of(empty_patient))) == 3
    assert shown.told.text().startswith("The last backup is of today ")


def test_looked_into_a_backup_is_whole_or_says_why_not(
    qtbot: QtBot, window: MainWindow, shown: BackupList, empty_patient: Logbook
) -> None:
    press(qtbot, shown.check_button)
    idle(qtbot, window, shown)
    qtbot.waitUntil(lambda: rows_of(shown)[0][5].startswith("✓ whole"))
    older = backups_of(path_of(empty_patient))[0]
    flip_a_bit(older.path)
    QTest.keyClick(shown.view, Qt.Key.Key_Down)
    press(qtbot, shown.check_button)
    idle(qtbot, window, shown)
    qtbot.waitUntil(lambda: rows_of(shown)[1][5] == "✕ cannot be restored")
    assert str(older.path) in shown.refusal.text()
    assert shown.refusal.isVisible()


@pytest.mark.catalogue("B-05")
def test_a_damaged_backup_is_not_restored_and_the_next_older_one_is_selected(
    qtbot: QtBot, window: MainWindow, shown: BackupList, empty_patient: Logbook
) -> None:
    older, newer = backups_of(path_of(empty_patient))
    flip_a_bit(newer.path)
    wanted: list[object] = []
    shown.restore_wanted.connect(lambda backup, _outlook: wanted.append(backup))
    press(qtbot, shown.restore_button)
    idle(qtbot, window, shown)
    qtbot.waitUntil(shown.refusal.isVisible)
    assert str(older.path) in shown.refusal.text()
    one = shown.chosen()
    assert one is not None
    assert one.backup == older
    assert wanted == []


def test_a_backup_is_copied_with_its_key_and_its_note(
    qtbot: QtBot, window: MainWindow, shown: BackupList, tmp_path: Path
) -> None:
    folder = tmp_path / "elsewhere"
    folder.mkdir()
    press(qtbot, shown.copy_button)
    chooser = shown.findChild(QFileDialog)
    assert isinstance(chooser, QFileDialog)
    chooser.fileSelected.emit(str(folder))
    chooser.close()
    idle(qtbot, window, shown)
    (copy,) = folder.glob("*.db")
    assert keys_path(copy).is_file()
    assert manifest_path(copy).is_file()
    qtbot.waitUntil(lambda: str(copy) in shown.told.text())


def test_a_folder_that_takes_nothing_is_said(
    qtbot: QtBot, window: MainWindow, shown: BackupList, tmp_path: Path
) -> None:
    one = shown.chosen()
    assert one is not None
    shown.copy_to(one, tmp_path / "gone")
    idle(qtbot, window, shown)
    qtbot.waitUntil(shown.refusal.isVisible)
    assert str(tmp_path / "gone") in shown.refusal.text()


def test_a_second_place_is_chosen_filled_and_left_again(
    qtbot: QtBot, window: MainWindow, shown: BackupList, tmp_path: Path
) -> None:
    stick = tmp_path / "stick"
    stick.mkdir()
    press(qtbot, shown.place.choose_button)
    chooser = shown.findChild(QFileDialog)
    assert isinstance(chooser, QFileDialog)
    chooser.fileSelected.emit(str(stick))
    chooser.close()
    idle(qtbot, window, shown)
    qtbot.waitUntil(lambda: len(rows_of(shown)) == 3)
    assert [row[2] for row in rows_of(shown)] == ["here", "second place", "here"]
    assert shown.place.words.text().startswith(str(stick / "hcclog-backups"))
    press(qtbot, shown.place.forget_button)
    assert len(rows_of(shown)) == 2
    assert len(list((stick / "hcclog-backups").glob("*.db"))) == 1


def test_the_stores_own_folder_is_refused_as_a_second_place(
    qtbot: QtBot, shown: BackupList, empty_patient: Logbook
) -> None:
    press(qtbot, shown.place.choose_button)
    chooser = shown.findChild(QFileDialog)
    assert isinstance(chooser, QFileDialog)
    chooser.fileSelected.emit(str(path_of(empty_patient).parent))
    chooser.close()
    assert "where the store lies already" in shown.refusal.text()


def test_who_only_reads_can_look_into_backups_and_make_none(
    empty_patient: Logbook, open_window: Opened
) -> None:
    empty_patient.store.back_up(BY_HAND)
    file_of(empty_patient).read_only = True
    dialog = open_list(open_window(empty_patient))
    assert dialog is not None
    assert not dialog.new_button.isEnabled()
    assert not dialog.place.choose_button.isEnabled()
    assert dialog.check_button.isEnabled()


def test_a_store_without_a_backup_says_so(empty_patient: Logbook, open_window: Opened) -> None:
    window = open_window(empty_patient)
    assert window.line.backups.text() == "No backup yet"
    dialog = open_list(window)
    assert dialog is not None
    assert dialog.told.text() == "There is no backup of this store yet."
    assert not dialog.restore_button.isEnabled()


@pytest.mark.parametrize("answer", ["choose_button", "leave_button"])
def test_a_second_place_is_offered_once_in_a_quiet_line(
    qtbot: QtBot, window: MainWindow, answer: str
) -> None:
    offer = offer_place(window)
    assert isinstance(offer, PlaceOffer)
    assert offer_place(window) is None
    press(qtbot, getattr(offer, answer))
    assert not offer.isVisible()
    assert window.desk.preferences.second_place_offered
    choosers = window.findChildren(QFileDialog)
    assert len(choosers) == (answer == "choose_button")
    for chooser in choosers:
        chooser.close()
