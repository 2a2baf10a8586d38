"""A worksheet that is shown."""

import pytest
from pytestqt.qtbot import QtBot

from hcclog.logbook import Logbook
from hcclog.ui.panels.lesion_panel import LesionPanel
from hcclog.ui.theme import Theme
from tests.ui.desks import chosen


@pytest.fixture
def panel(measured: Logbook, qtbot: QtBot, theme: Theme) -> LesionPanel:
    """The worksheet of the measured patient, with the focus in it."""
    assert theme
    made = LesionPanel(chosen(measured, "example-01"))
    qtbot.addWidget(made)
    made.resize(1000, 600)
    made.show()
    made.activateWindow()
    qtbot.waitUntil(made.isActiveWindow)
    made.view.setFocus()
    return made
