"""A tab that is not looked at rests, and is right when it is shown again."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from hcclog.commands.base import Add, Retract
from hcclog.logbook import Logbook
from hcclog.ui.main_window import MainWindow
from hcclog.ui.panels.table_page import TablePage
from tests.books import a_lab

Opener = Callable[[Logbook], MainWindow]
LABS, EVENTS = 1, 4


@pytest.fixture
def window(empty_patient: Logbook, open_window: Opener) -> MainWindow:
    return open_window(empty_patient)


def labs_page(window: MainWindow) -> TablePage:
    page = window.page.tabs.page(LABS)
    assert isinstance(page, TablePage)
    return page


def test_a_hidden_tab_follows_when_it_is_shown_with_what_is_selected(window: MainWindow) -> None:
    record = window.desk.record()
    assert record is not None
    first, second, third = (
        a_lab(record.patient, value, on)
        for value, on in (("5", "2026-01-01"), ("6", "2026-02-01"), ("7", "2026-03-01"))
    )
    page = labs_page(window)
    window.desk.do(Add((first, second)))
    window.desk.choose_mark("lab_result", second.id)
    window.page.tabs.show_tab(EVENTS)
    window.desk.do(Retract("lab_result", second.id))
    window.desk.do(Add((third,)))
    window.desk.choose_mark("lab_result", first.id)
    assert page.model.is_stale
    window.page.tabs.show_tab(LABS)
    assert [row.key[1] for row in page.model.table().rows] == [third.id, first.id]
    selected = page.view.current_row()
    assert selected is not None
    assert selected.mark == ("lab_result", first.id) == window.desk.mark
    assert not page.model.is_stale
