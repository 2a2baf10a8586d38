"""What the line at the bottom says of a store that another window holds."""

from __future__ import annotations

from datetime import timedelta

import pytest
from pytestqt.qtbot import QtBot

from hcclog.logbook import Logbook
from hcclog.ui.desk import Desk
from hcclog.ui.labels import ElidedLabel
from hcclog.ui.panels.status_line import StatusLine, notices
from tests.books import Clock


def test_who_holds_the_store_is_said_before_all_else(book: Logbook, qtbot: QtBot) -> None:
    book.store.notice = "The store is open already by Jane. It can be read meanwhile, not written."
    desk = Desk(book)
    line = StatusLine(desk)
    qtbot.addWidget(line)
    assert book.store.notice in [label.text() for label in line.findChildren(ElidedLabel)]
    assert notices(desk) == []


@pytest.mark.catalogue("D-08")
def test_a_clock_that_is_slow_is_said_as_long_as_the_window_is_open(
    measured: Logbook, qtbot: QtBot
) -> None:
    clock = measured.store.now
    assert isinstance(clock, Clock)
    clock.now -= timedelta(days=3)
    assert any("before the newest entry" in notice for notice in notices(Desk(measured)))
