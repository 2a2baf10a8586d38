"""A new baseline with real clicks and keys: offered, changed, saved, and taken back by one undo."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from hcclog.domain.dates import ClinicalDate
from hcclog.domain.patient import Patient, TimeAxis
from hcclog.domain.record import PatientRecord
from hcclog.domain.response import LesionRole
from hcclog.logbook import Logbook
from hcclog.ui.dialogs.new_series import NewSeries
from hcclog.ui.main_window import MainWindow
from hcclog.ui.panels.lesion_panel import LesionPanel
from tests.books import new_book
from tests.rules.courses import P
from tests.rules.treated import a_treated
from tests.ui.desks import add_record

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)
Opener = Callable[[Logbook], MainWindow]
_DOWN, _ENTER, _LEFT = Qt.Key.Key_Down, Qt.Key.Key_Return, Qt.MouseButton.LeftButton
_CTRL = Qt.KeyboardModifier.ControlModifier
_DATES = ("2026-01-05", "2026-03-02", "2026-05-04")
_LESIONS = (
    "T1 free liver: 50 | 40 | 30\nT2 free liver: 20 | 20 | 21\nT3 free liver: 15 | 15 | 15\n"
    "S1 free lung: 7 | 7 | 7\nB1 free liver benign: 30 | 30 | 30"
)


def a_case() -> PatientRecord:
    """Return a patient whose second line has no series."""
    lines = {1: ["2026-01-10"], 2: ["2026-03-09"]}
    record = a_treated(_LESIONS, lines, series=["a0 1"], dates=_DATES)
    return replace(record, patient=Patient(P, "example-02", time_axis=TimeAxis.CALENDAR))


@pytest.fixture
def book(tmp_path: Path) -> Iterator[Logbook]:
    """A store with that patient."""
    opened = new_book(tmp_path / "store.db")
    add_record(opened, a_case())
    yield opened
    opened.close()


def panel_of(window: MainWindow) -> LesionPanel:
    window.page.tabs.show_tab(2)
    page = window.page.tabs.page(2)
    assert isinstance(page, LesionPanel)
    return page


def form_of(window: MainWindow) -> NewSeries:
    """Return the form that is open."""
    found = [form for form in window.findChildren(NewSeries) if form.isVisible()]
    assert len(found) == 1
    return found[0]


def to_settle(window: MainWindow) -> tuple[str, ...]:
    """Return what the inspector lists as still to settle."""
    assert window.inspector is not None
    shown = window.inspector.inspection()
    return shown.to_settle if shown is not None else ()


def roles_of(book: Logbook, label: str) -> dict[str, LesionRole]:
    """Return the roles of a series in the store, by the lesions' labels."""
    record = book.patient(P)
    assert record is not None
    series = next(one for one in record.series if one.label == label)
    labels = {lesion.id: lesion.label for lesion in record.lesions}
    return {
        labels[role.lesion_id]: role.role
        for role in record.series_lesions
        if role.series_id == series.id
    }


def shown_roles(form: NewSeries) -> dict[str, LesionRole | None]:
    return {c.accessibleName().removeprefix("Role of "): c.role for c in form.grid.choices.values()}


T, N = LesionRole.TARGET, LesionRole.NON_TARGET


def test_a_proposal_is_offered_changed_and_saved_and_one_undo_takes_all_back(
    book: Logbook, open_window: Opener, qtbot: QtBot
) -> None:
    window = open_window(book)
    panel = panel_of(window)
    before = book.patient(P)
    assert panel.proposal.isVisible()
    assert panel.proposal.words.text() == (
        "A new baseline is proposed for line 2: imaging of 2026-03-02."
    )
    assert "No response series begins with line 2" in " ".join(to_settle(window))
    QTest.mouseClick(panel.proposal.look, _LEFT)
    form = form_of(window)
    assert (form.label.text(), form.baseline.currentText()) == ("line 2", "Imaging of 2026-03-02")
    assert form.line.currentText() == "line 2"
    assert "No response series begins with line 2" in form.reasons.text()
    assert shown_roles(form) == {"T1": T, "T2": T, "T3": N, "S1": N, "B1": None}
    assert not form.findings.isVisible()
    choice = form.grid.choices["S1"]
    choice.setFocus()
    QTest.keyClick(choice, Qt.Key.Key_Up)
    assert choice.role is T
    assert "S1 is a target with a diameter of 7.0 mm at the baseline, below 10 mm." in (
        form.findings.text()
    )
    assert form.findings.isVisible()
    QTest.keyClick(form.label, _ENTER)
    assert not form.isVisible()
    assert roles_of(book, "line 2") == {"T1": T, "T2": T, "T3": N, "S1": T}
    assert not panel.proposal.isVisible()
    assert "No response series begins" not in " ".join(to_settle(window))
    QTest.keyClick(window, Qt.Key.Key_Z, _CTRL)
    assert book.patient(P) == before
    assert panel.proposal.isVisible()


def test_the_key_opens_the_proposal_and_a_refusal_stays_in_the_form(
    book: Logbook, open_window: Opener, qtbot: QtBot
) -> None:
    window = open_window(book)
    QTest.keyClick(window, Qt.Key.Key_B, _CTRL)
    form = form_of(window)
    form.label.clear()
    QTest.keyClick(form.label, _ENTER)
    assert form.isVisible()
    assert form.refusal.text() == "A response series needs a label, such as line 2."
    QTest.keyClicks(form.label, "second line")
    form.baseline.setFocus()
    QTest.keyClick(form.baseline, Qt.Key.Key_Home)
    assert "baseline of “on a0”" in form.baseline.currentText()
    assert not form.reasons.isVisible()
    QTest.mouseClick(form.add_button, _LEFT)
    assert "already the baseline of another series" in form.refusal.text()
    QTest.keyClick(form.baseline, _DOWN)
    QTest.mouseClick(form.add_button, _LEFT)
    assert not form.isVisible()
    assert roles_of(book, "second line") == {"T1": T, "T2": T, "T3": N, "S1": N}


def test_a_role_that_a_person_chose_stays_when_the_imaging_is_another(
    book: Logbook, open_window: Opener, qtbot: QtBot
) -> None:
    window = open_window(book)
    QTest.keyClick(window, Qt.Key.Key_B, _CTRL)
    form = form_of(window)
    choice = form.grid.choices["T2"]
    QTest.keyClick(choice, _DOWN)
    assert choice.role is N
    QTest.keyClick(form.baseline, _DOWN)
    assert form.baseline.currentText() == "Imaging of 2026-05-04"
    assert shown_roles(form)["T2"] is N
    sizes = {label.text() for label in form.grid.findChildren(QLabel)}
    assert {"30.0", "21.0"} <= sizes
    form.reject()


def test_a_series_that_is_there_is_changed(
    book: Logbook, open_window: Opener, qtbot: QtBot
) -> None:
    window = open_window(book)
    panel = panel_of(window)
    before = book.patient(P)
    panel.baseline.fill()
    entries = [action.text() for action in panel.baseline.menu().actions()]
    assert entries == [
        "Proposed for line 2: imaging of 2026-03-02…",
        "Change “on a0”…",
        "New, from nothing…",
    ]
    panel.baseline.menu().actions()[1].trigger()
    form = form_of(window)
    assert set(shown_roles(form).values()) == {None}
    assert "T1 has no role in this series and was seen at the baseline" in form.findings.text()
    for label in ("T1", "S1"):
        choice = form.grid.choices[label]
        QTest.keyClick(choice, _DOWN)
        QTest.keyClick(choice, _DOWN)
    QTest.keyClick(form.grid.choices["T1"], Qt.Key.Key_Up)
    form.label.selectAll()
    QTest.keyClicks(form.label, "first line")
    QTest.keyClick(form.label, _ENTER)
    assert not form.isVisible()
    assert roles_of(book, "first line") == {"T1": T, "S1": N}
    assert window.actions_.undo.text() == "Undo Correct response series first line"
    QTest.keyClick(window, Qt.Key.Key_Z, _CTRL)
    assert book.patient(P) == before


def test_an_empty_form_begins_with_the_last_imaging(
    book: Logbook, open_window: Opener, qtbot: QtBot
) -> None:
    window = open_window(book)
    panel = panel_of(window)
    panel.baseline.fill()
    panel.baseline.menu().actions()[-1].trigger()
    form = form_of(window)
    assert (form.label.text(), form.line.currentText()) == ("series 2", "none")
    assert form.baseline.currentText() == "Imaging of 2026-05-04"
    form.reject()


def test_without_imaging_there_is_no_baseline(
    empty_patient: Logbook, open_window: Opener, qtbot: QtBot
) -> None:
    window = open_window(empty_patient)
    assert not panel_of(window).proposal.isVisible()
    QTest.keyClick(window, Qt.Key.Key_B, _CTRL)
    form = form_of(window)
    before = empty_patient.revision
    QTest.mouseClick(form.add_button, _LEFT)
    assert form.refusal.text() == "A baseline needs imaging; add an assessment first."
    assert form.isVisible()
    assert empty_patient.revision == before
    form.reject()


def test_scrolling_by_changes_no_role(book: Logbook, open_window: Opener, qtbot: QtBot) -> None:
    window = open_window(book)
    QTest.keyClick(window, Qt.Key.Key_B, _CTRL)
    form = form_of(window)
    before = shown_roles(form)
    for choice in form.grid.choices.values():
        choice.setFocus()
        wheel = QWheelEvent(
            QPointF(5, 5),
            QPointF(choice.mapToGlobal(QPoint(5, 5))),
            QPoint(),
            QPoint(0, -120),
            Qt.MouseButton.NoButton,
            Qt.KeyboardModifier.NoModifier,
            Qt.ScrollPhase.NoScrollPhase,
            False,
        )
        QApplication.sendEvent(choice, wheel)
    assert shown_roles(form) == before
    form.reject()


def test_roles_of_a_series_whose_imaging_has_no_place_in_time_are_not_lost(
    tmp_path: Path, open_window: Opener, qtbot: QtBot
) -> None:
    opened = new_book(tmp_path / "other.db")
    record = a_case()
    lost = replace(record.assessments[0], on=ClinicalDate.parse("age 66"))
    add_record(opened, replace(record, assessments=(lost, *record.assessments[1:])))
    window = open_window(opened)
    panel = panel_of(window)
    panel.baseline.change(record.series[0])
    form = form_of(window)
    assert "has no place in time" in form.findings.text()
    assert len(form.grid.choices) == len(record.lesions)
    form.reject()
    opened.close()
