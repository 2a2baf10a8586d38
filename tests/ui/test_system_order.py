"""The order of day and month that this computer writes holds only where a person said so."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QLocale

from hcclog.entry.dates import read_day
from hcclog.entry.preferences import DateOrder, Preferences
from hcclog.logbook import Logbook
from hcclog.ui.system_order import order_of, settled_order
from tests.ui.desks import chosen


@pytest.mark.parametrize(
    ("name", "order"),
    [
        ("de_DE", DateOrder.DAY_FIRST),
        ("en_GB", DateOrder.DAY_FIRST),
        ("en_US", DateOrder.MONTH_FIRST),
        ("zh_CN", DateOrder.ASK),
        ("ja_JP", DateOrder.ASK),
    ],
    ids=["German", "British", "American", "Chinese: the year first", "Japanese: the year first"],
)
def test_a_locale_tells_its_order(name: str, order: DateOrder) -> None:
    assert order_of(QLocale(name)) is order


@pytest.mark.parametrize("order", [DateOrder.ASK, DateOrder.DAY_FIRST, DateOrder.MONTH_FIRST])
def test_an_order_that_was_set_is_left_alone(order: DateOrder) -> None:
    assert settled_order(Preferences(order)) == Preferences(order)


def test_who_reads_at_a_desk_is_never_left_with_the_systems_word(empty_patient: Logbook) -> None:
    desk = chosen(empty_patient, "empty-01")
    desk.set_preferences(Preferences(DateOrder.SYSTEM))
    clerk = desk.clerk()
    assert clerk is not None
    assert clerk.preferences.date_order is order_of(QLocale.system())
    assert str(read_day(clerk, "14/10/2021")) == "2021-10-14"
    assert desk.preferences.date_order is DateOrder.SYSTEM
