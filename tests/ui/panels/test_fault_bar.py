"""A store that refuses, met at the window: the sentence, what was typed, and a second try."""

from __future__ import annotations

import sys
from collections.abc import Callable
from contextlib import AbstractContextManager
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog, QLabel, QWidget
from pytestqt.qtbot import QtBot

from hcclog.commands.base import Add
from hcclog.logbook import Logbook
from hcclog.ui.dialogs.entry_dialog import EntryDialog
from hcclog.ui.main_window import MainWindow
from hcclog.ui.panels.fault_bar import FaultBar, bar_in
from hcclog.ui.panels.lab_panel import LabPanel
from tests.books import a_patient, file_of, new_book
from tests.faults import FILLER, delete, failing_disk, full_store, rename, replace
from tests.ui.flows.typing import fill
from tests.ui.keyboard import CTRL, Keyboard

pytestmark = [
    pytest.mark.qt_log_ignore("This plugin does not support", extend=True),
    pytest.mark.skipif(sys.platform == "win32", reason="limits and renaming of Unix"),
]
ENTER = Qt.Key.Key_Return
Opener = Callable[[Logbook], MainWindow]
Fault = Callable[[Logbook], AbstractContextManager[None]]


def failing(_book: Logbook) -> AbstractContextManager[None]:
    return failing_disk()


FAULTS = [
    pytest.param(full_store, "no room left", id="S-03 the disk is full"),
    pytest.param(failing, "The disk refused", id="S-04 the disk refuses"),
]


@pytest.fixture
def window(book: Logbook, open_window: Opener) -> MainWindow:
    book.do(Add((a_patient("P-1"),)))
    return open_window(book)


@pytest.fixture
def bar(window: MainWindow) -> FaultBar:
    found = window.findChild(FaultBar)
    assert isinstance(found, FaultBar)
    return found


def type_lab(window: MainWindow) -> LabPanel:
    """Type a result into the row, and do not enter it yet."""
    keys = Keyboard(window)
    keys.press(Qt.Key.Key_L, CTRL)
    panel = window.page.tabs.page(1)
    assert isinstance(panel, LabPanel)
    panel.entry.test.setFocus()
    keys.write("afp")
    keys.press(ENTER)
    keys.write("55.1")
    return panel


def n_labs(window: MainWindow) -> int:
    record = window.desk.logbook.patient(window.desk.patient_id)
    assert record is not None
    return len(record.labs)


@pytest.mark.parametrize(("fault", "says"), FAULTS)
def test_the_row_keeps_what_was_typed_and_try_again_saves_it(
    window: MainWindow, bar: FaultBar, book: Logbook, fault: Fault, says: str
) -> None:
    panel = type_lab(window)
    with fault(book):
        Keyboard(window).press(ENTER)
        assert bar.isVisible()
        assert says in bar.words.text()
        assert "What was typed is still here" in bar.words.text()
        bar.again.click()
        assert bar.isVisible()
        assert n_labs(window) == 0
    assert panel.entry.value.text() == "55.1"
    QTest.mouseClick(bar.again, Qt.MouseButton.LeftButton)
    assert n_labs(window) == 1
    assert panel.entry.value.text() == ""
    assert not bar.isVisible()
    assert window.line.state.text() == "● Saved"


@pytest.mark.parametrize(("fault", "says"), FAULTS)
def test_a_form_keeps_what_was_typed_and_try_again_saves_it(
    qtbot: QtBot, window: MainWindow, bar: FaultBar, book: Logbook, fault: Fault, says: str
) -> None:
    dialog = EntryDialog(window.desk, "visit", parent=window)
    dialog.open()
    fill(dialog.entry.fields["on"], "2026-11-02")
    fill(dialog.entry.fields["note"], "tired")
    with fault(book):
        dialog.add_button.click()
        own = bar_in(dialog, window.desk)
        assert own.isVisible()
        assert says in own.words.text()
        assert not bar.isVisible()
        shown = [label.text() for label in dialog.findChildren(QLabel) if label.isVisible()]
        assert sum(says in text for text in shown) == 1
    assert dialog.isVisible()
    own.again.click()
    record = window.desk.record()
    assert record is not None
    assert [visit.note for visit in record.visits if visit.note != FILLER] == ["tired"]
    assert not dialog.isVisible()


@pytest.mark.parametrize(("fault", "says"), FAULTS)
def test_a_visit_keeps_what_was_typed_and_try_again_saves_it(
    window: MainWindow, bar: FaultBar, book: Logbook, fault: Fault, says: str
) -> None:
    window.page.below.open_visit()
    page = window.page.below.visit
    assert page is not None
    page.form.retype(page.form.typed() | {"labs/afp/value": "55.1", "note": "tired"})
    with fault(book):
        Keyboard(window).press(ENTER, CTRL)
        assert says in bar.words.text()
        assert window.page.below.visit is page
    assert page.form.typed()["labs/afp/value"] == "55.1"
    bar.again.click()
    assert n_labs(window) == 1
    assert window.page.below.visit is None


def test_an_undo_that_failed_is_tried_again(
    window: MainWindow, bar: FaultBar, book: Logbook
) -> None:
    window.desk.do(Add((a_patient("P-2", name="x" * 9000),)))
    with failing_disk():
        Keyboard(window).press(Qt.Key.Key_Z, CTRL)
        assert bar.isVisible()
        assert "What was typed" not in bar.words.text()
    bar.again.click()
    assert book.find("P-2") is None


@pytest.mark.parametrize(
    "spoil",
    [
        pytest.param(rename, id="S-12 renamed"),
        pytest.param(delete, id="S-12 deleted"),
        pytest.param(replace, id="S-12 replaced"),
    ],
)
def test_a_file_that_was_moved_goes_on_elsewhere_with_what_was_typed(
    window: MainWindow,
    bar: FaultBar,
    book: Logbook,
    tmp_path: Path,
    spoil: Callable[[Path], None],
) -> None:
    path, other = file_of(book).path, tmp_path / "other" / "store.db"
    other.parent.mkdir()
    assert path is not None
    panel = type_lab(window)
    spoil(path)
    Keyboard(window).press(ENTER)
    assert "moved, removed or replaced by another program" in bar.words.text()
    assert bar.elsewhere.isVisible()
    asked = bar.ask_place()
    asked.fileSelected.emit(str(other))
    asked.reject()
    assert "Try again to save what was typed" in bar.words.text()
    assert window.line.place.text() == str(other)
    bar.again.click()
    assert n_labs(window) == 1
    assert panel.entry.value.text() == ""
    book.close()
    again = new_book(other)
    assert again.store.check() == []
    assert again.n_patients() == 1


def test_the_place_is_asked_for_with_the_name_of_the_store(
    window: MainWindow, bar: FaultBar, book: Logbook
) -> None:
    dialog = bar.ask_place()
    assert [Path(name).name for name in dialog.selectedFiles()] == ["store.db"]
    assert dialog.acceptMode() is QFileDialog.AcceptMode.AcceptSave
    dialog.reject()


@pytest.mark.catalogue("S-04")
def test_where_no_copy_can_be_made_what_was_typed_goes_into_a_file(
    window: MainWindow, bar: FaultBar, tmp_path: Path
) -> None:
    type_lab(window)
    with failing_disk():
        Keyboard(window).press(ENTER)
        assert not bar.keep_typed.isVisible()
        assert not bar.save_at(str(tmp_path / "copy.db"))
        assert bar.words.text().startswith("No copy was made.")
        assert bar.keep_typed.isVisible()
    bar.keep_at(str(tmp_path / "typed.txt"))
    text = (tmp_path / "typed.txt").read_text(encoding="utf-8")
    assert "Test: AFP" in text
    assert "Value: 55.1" in text
    assert "Saved as" in bar.words.text()
    assert not (tmp_path / "copy.db").exists()


def test_busy_is_said_and_tried_again(window: MainWindow, bar: FaultBar, book: Logbook) -> None:
    from hcclog.store.beside import beside

    panel = type_lab(window)
    file_of(book).held.execute("PRAGMA busy_timeout=10").fetchall()
    with beside(book.store, to_write=True) as other:
        assert other.backend is not book.store.backend
        raw = file_of(Logbook(other, book.stamp)).held
        raw.execute("BEGIN IMMEDIATE")
        Keyboard(window).press(ENTER)
        assert "Another part of hcclog is writing" in bar.words.text()
        assert not bar.elsewhere.isVisible()
        raw.execute("ROLLBACK")
    bar.again.click()
    assert n_labs(window) == 1
    assert panel.entry.value.text() == ""


def test_the_bar_is_put_away_by_escape_and_by_its_button(
    window: MainWindow, bar: FaultBar, book: Logbook
) -> None:
    type_lab(window)
    with failing_disk():
        Keyboard(window).press(ENTER)
        bar.again.setFocus()
        QTest.keyClick(bar.again, Qt.Key.Key_Escape)
        assert not bar.isVisible()
        window.desk.undo()
        assert bar.isVisible()
        bar.close_button.click()
        assert not bar.isVisible()


def test_its_buttons_are_reached_by_tab_in_reading_order(
    window: MainWindow, bar: FaultBar, qtbot: QtBot
) -> None:
    type_lab(window)
    with failing_disk():
        Keyboard(window).press(ENTER)
    bar.again.setFocus()
    reached: list[QWidget | None] = []
    keys = Keyboard(window)
    for _ in range(2):
        keys.press(Qt.Key.Key_Tab)
        reached.append(QApplication.focusWidget())
    assert reached == [bar.elsewhere, bar.close_button]
