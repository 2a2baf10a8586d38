"""Settings with real keys: they hold at once, are kept for the next start, and name no patient."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from hcclog.domain.response import Criteria
from hcclog.entry.chart_choices import ChartChoices
from hcclog.entry.preferences import DateOrder, DecimalSign, Preferences, load_preferences
from hcclog.logbook import Logbook
from hcclog.paths import preferences_file
from hcclog.report.palette import DARK, LIGHT
from hcclog.ui.dialogs.settings import Settings
from hcclog.ui.main_window import MainWindow
from hcclog.ui.theme import current_colours

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)
Opener = Callable[[Logbook], MainWindow]
_CTRL, _ENTER = Qt.KeyboardModifier.ControlModifier, Qt.Key.Key_Return


def settings(window: MainWindow) -> Settings:
    QTest.keyClick(window, Qt.Key.Key_Comma, _CTRL)
    dialog = window.findChild(Settings)
    assert isinstance(dialog, Settings)
    return dialog


def test_what_is_set_holds_at_once_and_at_the_next_start(
    cases: Logbook, open_window: Opener
) -> None:
    window = open_window(cases)
    window.desk.choose_patient(cases.find("zhang-2024") or "")
    dialog = settings(window)
    QTest.keyClicks(dialog.laboratory, "central  lab")
    QTest.keyClicks(dialog.units["afp"], "I")
    QTest.keyClicks(dialog.sign, "c")
    QTest.keyClicks(dialog.order, "1")
    QTest.keyClicks(dialog.criteria, "m")
    QTest.keyClicks(dialog.theme, "d")
    QTest.keyClick(dialog.laboratory, _ENTER)
    kept = load_preferences(preferences_file())
    assert kept == window.desk.preferences
    assert (kept.laboratory, kept.units) == ("central lab", {"afp": "IU/mL"})
    assert (kept.decimal_sign, kept.date_order) == (DecimalSign.COMMA, DateOrder.DAY_FIRST)
    assert kept.theme == "dark"
    assert current_colours() is DARK
    timeline = window.desk.timeline()
    assert timeline is not None
    assert timeline.responses[0].criteria is Criteria.MRECIST
    window.actions_.themes[0].trigger()
    assert current_colours() is LIGHT
    assert load_preferences(preferences_file()).theme == "light"


def test_cancel_sets_nothing(cases: Logbook, open_window: Opener) -> None:
    window = open_window(cases)
    dialog = settings(window)
    QTest.keyClicks(dialog.laboratory, "central lab")
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    assert window.desk.preferences == Preferences()
    assert not preferences_file().exists()


def test_the_file_holds_nothing_of_any_patient(cases: Logbook, open_window: Opener) -> None:
    window = open_window(cases)
    dialog = settings(window)
    QTest.keyClicks(dialog.laboratory, "central lab")
    QTest.keyClick(dialog.laboratory, _ENTER)
    window.desk.set_chart(ChartChoices(hidden=("events",), heights={"marker:afp:ng/mL": 90}))
    text = preferences_file().read_text(encoding="utf-8")
    parts = {"chart", "criteria", "date_order", "decimal_sign", "laboratory", "theme", "units"}
    parts |= {"second_place", "second_place_offered", "lock_after_minutes", "last_name"}
    assert set(json.loads(text)) == parts
    people = [each for patient in cases.patients() for each in (patient.id, patient.code)]
    assert len(people) == 6
    assert not [each for each in people if each in text]


def test_a_folder_that_cannot_be_written_is_said(
    cases: Logbook, open_window: Opener, hcclog_home: Path
) -> None:
    window = open_window(cases)
    hcclog_home.parent.mkdir(parents=True, exist_ok=True)
    hcclog_home.write_text("a file where the folder should be", encoding="utf-8")
    dialog = settings(window)
    QTest.keyClicks(dialog.laboratory, "central lab")
    QTest.keyClick(dialog.laboratory, _ENTER)
    assert "could not be kept" in window.line.told.text()
    assert window.desk.preferences.laboratory == "central lab"
