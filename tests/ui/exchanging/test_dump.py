"""A whole store that comes in by the window: its journal where nothing is, else what is new."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from hcclog.cli.opening import load_cases
from hcclog.commands.base import Add
from hcclog.logbook import Logbook
from hcclog.ui.exchanging.exchange import exchange_of
from hcclog.ui.exchanging.import_dialog import ImportDialog
from hcclog.ui.main_window import MainWindow
from tests.books import a_patient, new_book
from tests.exchange.dump.dumps import dump

Open = Callable[[Logbook], MainWindow]


@pytest.fixture
def there(tmp_path: Path) -> Iterator[Logbook]:
    """Another store, with the three cases."""
    (tmp_path / "there").mkdir()
    opened = new_book(tmp_path / "there" / "store.db", "ward 4")
    load_cases(opened)
    yield opened
    opened.close()


def shown(qtbot: QtBot, window: MainWindow, path: Path) -> ImportDialog:
    exchange = exchange_of(window)
    exchange.importing.begin(path)
    qtbot.waitUntil(lambda: exchange.work.job is None)
    dialog = exchange.importing.dialog
    assert dialog is not None
    return dialog


def add(qtbot: QtBot, window: MainWindow, dialog: ImportDialog) -> None:
    QTest.mouseClick(dialog.add_button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: exchange_of(window).work.job is None)


def test_an_empty_store_takes_over_the_journal(
    qtbot: QtBot, book: Logbook, there: Logbook, open_window: Open, tmp_path: Path
) -> None:
    window = open_window(book)
    dialog = shown(qtbot, window, dump(there, tmp_path / "all.jsonl"))
    n = there.store.reader.n_changes()
    assert dialog.add_button.text() == f"&Add {n} changes"
    add(qtbot, window, dialog)
    assert book.history() == there.history()
    told = "Take over all.jsonl. Each entry kept its author and its time."
    assert window.line.told.text() == told
    assert window.patients.model.rowCount() == 3


def test_a_store_that_holds_somebody_takes_the_others(
    qtbot: QtBot, book: Logbook, there: Logbook, open_window: Open, tmp_path: Path
) -> None:
    book.do(Add((a_patient("P-1"),)))
    window = open_window(book)
    add(qtbot, window, shown(qtbot, window, dump(there, tmp_path / "all.jsonl")))
    codes = {patient.code for patient in book.patients()}
    assert codes == {"P-1", "zhang-2024", "fonc-2024", "ikeda-2021"}
    assert window.line.told.text().endswith("Undo takes all of it back.")
