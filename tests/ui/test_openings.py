"""Whose record is looked at is put on record behind the window, and never keeps it waiting."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import pytest
from PySide6.QtCore import QTimer
from pytestqt.qtbot import QtBot

from hcclog.domain.acts import Act
from hcclog.logbook import Logbook
from hcclog.ui.openings import ONCE_IN_SECONDS, SHOWN_MS, Openings
from tests.books import file_of
from tests.ui.desks import chosen

CODE, OTHER = "zhang-2024", "ikeda-2021"


@dataclass
class Hand:
    """A clock that is set by hand."""

    now: float = 1000.0

    def __call__(self) -> float:
        return self.now


def opened(book: Logbook) -> list[str]:
    """Return the codes of those who are on record as opened."""
    codes = {str(patient.id): patient.code for patient in book.patients()}
    events = (each for each in book.store.reader.events() if each.act == Act.OPEN)
    return [codes[each.patient_id] for each in events]


@pytest.fixture
def hand() -> Hand:
    return Hand()


@pytest.fixture
def openings(cases: Logbook, hand: Hand, qtbot: QtBot) -> Openings:
    made = Openings(chosen(cases, CODE), clock=hand)
    timer = made.findChild(QTimer)
    assert isinstance(timer, QTimer)
    assert timer.interval() == SHOWN_MS
    made.desk.choose_patient("")
    # Not waited for in a test.
    timer.setInterval(0)
    return made


Show = Callable[[str], None]


@pytest.fixture
def show(openings: Openings, cases: Logbook, qtbot: QtBot) -> Show:
    """Show a patient for long enough."""

    def call(code: str) -> None:
        timer = openings.findChild(QTimer)
        assert isinstance(timer, QTimer)
        openings.desk.choose_patient("")
        with qtbot.waitSignal(timer.timeout):
            openings.desk.choose_patient(cases.find(code) or "")
        openings.end_now()

    return call


@pytest.mark.catalogue("U-05")
def test_who_is_shown_is_on_record_once_in_five_minutes(
    cases: Logbook, show: Show, hand: Hand
) -> None:
    show(CODE)
    show(OTHER)
    show(CODE)
    assert opened(cases) == [CODE, OTHER]
    hand.now += ONCE_IN_SECONDS
    show(CODE)
    assert opened(cases) == [CODE, OTHER, CODE]
    assert cases.store.check() == []


def test_who_was_passed_by_is_not_on_record(cases: Logbook, openings: Openings) -> None:
    openings.desk.choose_patient(cases.find(OTHER) or "")
    openings.desk.choose_patient("")
    openings.end_now()
    assert opened(cases) == []


def test_nothing_is_written_while_something_else_writes(
    cases: Logbook, openings: Openings, show: Show
) -> None:
    openings.desk.hold_writing("An import goes on.")
    show(CODE)
    assert opened(cases) == []
    assert openings.waiting == {}
    openings.desk.release_writing()
    show(CODE)
    assert opened(cases) == [CODE]


def test_a_store_that_cannot_be_written_is_read_all_the_same(
    cases: Logbook, openings: Openings, show: Show
) -> None:
    path = file_of(cases).path
    assert path is not None
    elsewhere = path.rename(path.with_name("moved.db"))
    show(CODE)
    assert openings.desk.record() is not None
    elsewhere.rename(path)
    assert opened(cases) == []
    openings.end_now()
    assert opened(cases) == [CODE]
