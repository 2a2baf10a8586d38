"""The store checked from the menu, beside the window."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import QStringListModel
from pytestqt.qtbot import QtBot

from hcclog.logbook import Logbook
from hcclog.ui.dialogs.store_checked import StoreChecked
from hcclog.ui.exchanging.exchange import exchange_of
from hcclog.ui.main_window import MainWindow
from tests.books import file_of


@pytest.fixture
def window(cases: Logbook, open_window: Callable[[Logbook], MainWindow]) -> MainWindow:
    return open_window(cases)


def checked(window: MainWindow, qtbot: QtBot) -> StoreChecked:
    """Check from the menu, and return what is shown."""
    window.actions_.check_store.trigger()
    qtbot.waitUntil(lambda: exchange_of(window).work.job is None)
    (dialog,) = window.findChildren(StoreChecked)
    assert dialog.isVisible()
    return dialog


def test_a_whole_store_is_said_to_be_whole(window: MainWindow, qtbot: QtBot) -> None:
    dialog = checked(window, qtbot)
    assert dialog.summary.text().startswith("The store is whole:")
    assert not dialog.faults.isVisible()
    dialog.close()


@pytest.mark.catalogue("U-04")
def test_each_fault_is_listed(window: MainWindow, cases: Logbook, qtbot: QtBot) -> None:
    file_of(cases).raw.execute("UPDATE lab_result SET value = '99' WHERE value = '5.51'")
    dialog = checked(window, qtbot)
    model = dialog.faults.model()
    assert isinstance(model, QStringListModel)
    assert len(model.stringList()) == 1
    assert "is not what the journal says" in model.stringList()[0]
    assert dialog.summary.text() == "1 fault was found."
    dialog.close()
