"""A desk on a real store, and windows on it."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from hcclog.cli.opening import load_cases
from hcclog.commands.base import Add
from hcclog.logbook import Logbook
from hcclog.ui.main_window import MainWindow
from hcclog.ui.theme import Choice, Theme
from tests.books import a_patient, new_book
from tests.report.samples import measured_case
from tests.ui.desks import add_record


@pytest.fixture
def book(tmp_path: Path) -> Iterator[Logbook]:
    """An empty store."""
    opened = new_book(tmp_path / "store.db")
    yield opened
    opened.close()


@pytest.fixture
def cases(book: Logbook) -> Logbook:
    """A store with the three published cases."""
    load_cases(book)
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


@pytest.fixture(scope="session")
def theme(qapp: QApplication) -> Theme:
    """The theme of the run."""
    return Theme(qapp, Choice.LIGHT)


@pytest.fixture
def open_window(qtbot: QtBot, theme: Theme) -> Callable[[Logbook], MainWindow]:
    """Open windows that are shown and filled."""

    def opened(book: Logbook) -> MainWindow:
        window = MainWindow()
        window.furnish(book, theme)
        window.fill()
        qtbot.addWidget(window)
        window.show()
        # Only the active window has shortcuts.
        window.activateWindow()
        qtbot.waitUntil(window.isActiveWindow)
        return window

    return opened
