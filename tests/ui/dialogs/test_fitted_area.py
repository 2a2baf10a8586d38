"""Dialogs are as high as their lines at the width they have: no line cut, no height left over."""

from __future__ import annotations

import pytest
from pytestqt.qtbot import QtBot

from hcclog.logbook import Logbook
from hcclog.ui.attesting.sign_dialog import SignDialog
from hcclog.ui.dialogs.fitted_area import FittedArea
from hcclog.ui.labels import WrappedLabel
from hcclog.ui.pictured import DIALOGS
from hcclog.ui.screenshots import settle
from tests.ui.desks import chosen

pytestmark = pytest.mark.usefixtures("theme")
_BUILT = dict(DIALOGS)
_OF_SENTENCES = (
    "sign",
    "erase",
    "restore",
    "protect",
    "recovery code",
    "lend a password",
    "change password",
    "remove the protection",
    "moved result",
)


@pytest.mark.parametrize("name", _OF_SENTENCES)
def test_a_sentence_has_the_height_of_its_lines(cases: Logbook, qtbot: QtBot, name: str) -> None:
    dialog = _BUILT[name](chosen(cases, "zhang-2024"))
    assert dialog is not None
    qtbot.addWidget(dialog)
    dialog.show()
    settle()
    labels = [each for each in dialog.findChildren(WrappedLabel) if each.isVisible()]
    assert labels
    assert [each.height() - each.heightForWidth(each.width()) for each in labels] == [0] * len(
        labels
    )
    areas = dialog.findChildren(FittedArea)
    assert not [each for each in areas if each.verticalScrollBar().isVisible()]


def test_a_refusal_makes_room_for_itself(cases: Logbook, qtbot: QtBot) -> None:
    dialog = _BUILT["sign"](chosen(cases, "zhang-2024"))
    assert isinstance(dialog, SignDialog)
    qtbot.addWidget(dialog)
    dialog.show()
    settle()
    before = dialog.height()
    dialog.accept()
    settle()
    refusal = dialog.refusal
    assert refusal.isVisible()
    assert refusal.height() >= refusal.heightForWidth(refusal.width())
    assert dialog.height() > before
