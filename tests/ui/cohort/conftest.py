"""The cohort's page in a window, on a small ward."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from pytestqt.qtbot import QtBot

from hcclog.domain.patient import Aetiology, Sex
from hcclog.domain.visit import OutcomeKind
from hcclog.logbook import Logbook
from hcclog.ui.cohort.page import CohortPage
from hcclog.ui.main_window import MainWindow
from tests.ui.cohort.wards import Member, log

# Best changes: A −50 %, B +20 % and −10 %, C none (one scan), D −75 %.
WARD = (
    Member("A", ((50, 30, 25),), aetiology=Aetiology.HBV, bclc="C"),
    Member("B", ((50, 60), (60, 54)), aetiology=Aetiology.HCV, bclc="B", end=OutcomeKind.DEATH),
    Member("C", ((40,),), sex=Sex.FEMALE, aetiology=None, bclc=None),
    Member("D", ((80, 20),), agents=(("sorafenib",),), sex=Sex.FEMALE, bclc="C"),
)
Shown = tuple[MainWindow, CohortPage]


@pytest.fixture
def ward(book: Logbook) -> Logbook:
    """A store with four patients."""
    log(book, *WARD)
    return book


@pytest.fixture
def show_cohort(
    open_window: Callable[[Logbook], MainWindow], qtbot: QtBot
) -> Callable[[Logbook], Shown]:
    """Open a window, go to the cohort, and wait until all patients are read."""

    def shown(book: Logbook) -> Shown:
        window = open_window(book)
        window.actions_.show_cohort.trigger()
        page = window.rooms.cohort
        assert page is not None
        qtbot.waitUntil(lambda: not page.work.is_running)
        return window, page

    return shown
