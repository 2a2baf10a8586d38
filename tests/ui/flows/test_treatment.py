"""A course from its start to its stop, and procedures, by keys on the Treatment tab."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal

import pytest
from PySide6.QtCore import QEventLoop, QPoint, Qt, QTimer
from PySide6.QtGui import QContextMenuEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QComboBox, QMenu

from hcclog.domain.record import PatientRecord
from hcclog.domain.response import Category
from hcclog.domain.therapy import DoseBasis, StopReason
from hcclog.entry.clerk import Clerk
from hcclog.logbook import Logbook
from hcclog.ui.dialogs.entry_dialog import EntryDialog
from hcclog.ui.forms import entries
from hcclog.ui.main_window import MainWindow
from hcclog.ui.panels.table_page import TablePage
from tests.ui.flows.typing import ENTER, fill

# Without a display a menu cannot come to the front; it is there all the same.
pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")
OpenWindow = Callable[[Logbook], MainWindow]
_MOST_MS = 5000
ALT = Qt.KeyboardModifier.AltModifier


@pytest.fixture
def window(empty_patient: Logbook, open_window: OpenWindow) -> MainWindow:
    return open_window(empty_patient)


def tab(window: MainWindow, table: str) -> TablePage:
    """Show the tab of a noun."""
    window.page.tabs.show_table(table)
    page = window.page.tabs.stack.currentWidget()
    assert isinstance(page, TablePage)
    return page


def record(window: MainWindow) -> PatientRecord:
    found = window.desk.record()
    assert found is not None
    return found


def forms(window: MainWindow) -> list[EntryDialog]:
    return [each for each in window.findChildren(EntryDialog) if each.isVisible()]


def dialog(window: MainWindow) -> EntryDialog:
    (found,) = forms(window)
    return found


def enter(window: MainWindow, table: str, **words: str) -> None:
    """Open a form by the key of its button, type, and press Enter."""
    page = tab(window, table)
    assert page.bar is not None
    button = page.bar.buttons[table]
    letter = button.text()[button.text().index("&") + 1].upper()
    # A button that a key presses goes down first and opens its form when it comes up.
    waiting = QEventLoop()
    button.clicked.connect(waiting.quit)
    QTimer.singleShot(_MOST_MS, waiting.quit)
    QTest.keyClick(window, Qt.Key[f"Key_{letter}"], ALT)
    waiting.exec()
    send(window, **words)


def send(window: MainWindow, **words: str) -> None:
    """Type into the form that is open, and press Enter."""
    form = dialog(window)
    for name, text in words.items():
        fill(form.entry.fields[name], text)
    QTest.keyClick(form.focusWidget() or form, ENTER)
    said = [f"{f.name}: {f.refusal.text()}" for f in form.entry if f.refusal.isVisible()]
    assert not form.isVisible(), (said, form.refusal.text())


def choose(window: MainWindow, table: str, entity_id: str, words: str) -> None:
    """Open the menu of a row with the Menu key and choose."""
    page = tab(window, table)
    window.desk.choose_mark(table, entity_id)
    page.view.setFocus()
    event = QContextMenuEvent(QContextMenuEvent.Reason.Keyboard, QPoint(), QPoint())
    QApplication.sendEvent(page.view.viewport(), event)
    (menu,) = [m for m in page.findChildren(QMenu) if m.isVisible()]
    action = next(a for a in menu.actions() if a.text().replace("&", "") == words)
    assert action.isEnabled()
    QTest.mouseClick(menu, Qt.MouseButton.LeftButton, pos=menu.actionGeometry(action).center())


def start_course(window: MainWindow, **more: str) -> str:
    words = {"agent": "lenvatinib", "dose": "8 mg", "every_days": "daily"}
    words |= {"start_on": "2021-03-02", "line_id": "line 1, a new line"}
    enter(window, "course", **(words | more))
    return str(record(window).courses[-1].id)


def test_a_new_course_begins_a_new_line(window: MainWindow) -> None:
    start_course(window)
    (line,), (course,) = record(window).lines, record(window).courses
    assert (line.number, course.line_id) == (1, line.id)
    assert (course.agent, course.dose, course.dose_unit) == ("lenvatinib", Decimal(8), "mg")
    assert course.every_days == 1
    assert window.desk.undo()
    assert (record(window).lines, record(window).courses) == ((), ())


def test_a_course_joins_a_line_that_is_there(window: MainWindow) -> None:
    start_course(window)
    start_course(window, agent="sintilimab", dose="200 mg", every_days="q3w", line_id="line 1")
    assert len(record(window).lines) == 1
    assert {course.line_id for course in record(window).courses} == {record(window).lines[0].id}


def test_a_course_with_hold_restart_dose_step_and_stop(window: MainWindow) -> None:
    course = start_course(window)
    choose(window, "course", course, "Hold…")
    send(window, start_on="2021-04-01", reason="proteinuria")
    choose(window, "course", course, "Restart…")
    send(window, end_on="2021-04-15")
    choose(window, "course", course, "Dose change…")
    send(window, on="2021-04-15", dose="4", reason="proteinuria")
    choose(window, "course", course, "Stop…")
    send(window, end_on="2021-09-30", stop_reason="progression")
    told = record(window)
    (hold,), (step,), (stopped,) = told.holds, told.dose_steps, told.courses
    assert (str(hold.start_on), str(hold.end_on)) == ("2021-04-01", "2021-04-15")
    assert (step.dose, step.dose_unit, step.course_id) == (Decimal(4), "mg", course)
    assert (str(stopped.end_on), stopped.stop_reason) == ("2021-09-30", StopReason.PROGRESSION)
    assert window.desk.logbook.undo_label == "Stop lenvatinib"


@pytest.mark.parametrize("action", ["Stop…", "Restart…"])
def test_a_stop_or_restart_without_a_date_asks_when(window: MainWindow, action: str) -> None:
    course = start_course(window)
    choose(window, "course", course, "Hold…")
    send(window, start_on="2021-04-01")
    choose(window, "course", course, action)
    form = dialog(window)
    form.accept()
    assert form.isVisible()
    form.reject()
    assert record(window).courses[0].end_on is None


def test_a_stopped_course_cannot_be_stopped_again_and_no_hold_is_open(window: MainWindow) -> None:
    from hcclog.ui.panels.row_menu import fill_row_menu

    course = start_course(window, end_on="2021-09-30")
    menu = QMenu(window)
    fill_row_menu(menu, window.desk, ("course", course), window)
    idle = [a.text() for a in menu.actions() if a.text() and not a.isEnabled()]
    assert idle == ["&Restart…", "&Stop…"]


def test_a_rechallenge_is_told_and_shown(window: MainWindow) -> None:
    course = start_course(window, agent="sorafenib", dose="400 mg/day", end_on="2021-08-30")
    assert record(window).courses[0].dose_basis is DoseBasis.DAY
    choose(window, "course", course, "Rechallenge…")
    form = dialog(window)
    fill(form.entry.fields["start_on"], "2022-05-01")
    assert form.told.isVisible()
    assert form.told.text() == (
        "Sorafenib was given before, 2021-03-02 to 2021-08-30; this is a rechallenge."
    )
    send(window, dose="200 mg", line_id="line 2, a new line")
    page = tab(window, "course")
    shown = [page.model.index(row, 1).data() for row in range(page.model.rowCount())]
    assert shown == ["sorafenib", "sorafenib, rechallenge"]


def test_a_procedure_asks_for_the_details_of_its_kind(window: MainWindow) -> None:
    agents = "epirubicin, lipiodol"
    enter(window, "procedure", kind="TACE", on="2021-02-10", site="S8", agents=agents)
    (procedure,) = record(window).procedures
    assert (procedure.kind, procedure.site) == ("tace", "S8")
    assert procedure.agents == ("epirubicin", "lipiodol")


@pytest.mark.parametrize(
    ("kind", "shown"),
    [
        pytest.param("TACE", {"site", "agents"}, id="TACE: where and with what"),
        pytest.param("SBRT", {"site", "dose_gy", "n_fractions"}, id="radiation: its dose"),
        pytest.param("RFA", {"site", "approach"}, id="ablation: where and how"),
        pytest.param("TIPS", set(), id="a stent: none of them"),
    ],
)
def test_what_a_kind_does_not_have_is_folded_away(
    window: MainWindow, kind: str, shown: set[str]
) -> None:
    page = tab(window, "procedure")
    assert page.bar is not None
    QTest.mouseClick(page.bar.buttons["procedure"], Qt.MouseButton.LeftButton)
    form = dialog(window).entry
    fill(form.fields["kind"], kind)
    details = {"site", "approach", "agents", "dose_gy", "n_fractions"}
    assert {name for name in details if form.fields[name].isVisible()} == shown
    QTest.mouseClick(form.more, Qt.MouseButton.LeftButton)
    assert all(form.fields[name].isVisible() for name in details)


@pytest.mark.parametrize("by", ["Enter", "a double click"])
def test_a_row_opens_its_form(window: MainWindow, by: str) -> None:
    start_course(window)
    page = tab(window, "course")
    page.view.selectRow(0)
    page.view.setFocus()
    if by == "Enter":
        QTest.keyClick(page.view, ENTER)
    else:
        place = page.view.visualRect(page.model.index(0, 1)).center()
        QTest.mouseClick(page.view.viewport(), Qt.MouseButton.LeftButton, pos=place)
        QTest.mouseDClick(page.view.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert dialog(window).entry.fields["dose"].typed() == "8 mg"
    send(window, dose="12 mg")
    assert record(window).courses[0].dose == Decimal(12)


def test_a_staging_is_added_on_the_visits_tab(window: MainWindow) -> None:
    enter(window, "staging", on="2021-02", bclc="B", child_pugh_points="5", n_tumours="3")
    (staging,) = record(window).stagings
    assert (staging.bclc, staging.child_pugh_points, staging.n_tumours) == ("B", 5, 3)


def test_a_visit_is_added_on_the_visits_tab(window: MainWindow) -> None:
    enter(window, "visit", on="2021-02-03", ecog="1", weight_kg="61.5 kg", author="Dr Chen")
    (visit,) = record(window).visits
    assert (visit.ecog, visit.weight_kg, visit.author) == (1, Decimal("61.5"), "Dr Chen")


def test_an_adverse_event_is_graded_by_the_version_of_the_catalogue(window: MainWindow) -> None:
    start_course(window)
    enter(
        window,
        "adverse_event",
        term="thrombocytopenia",
        grade="2",
        start_on="2021-04",
        agents="lenvatinib",
        action="dose reduced",
    )
    (event,) = record(window).adverse_events
    assert (event.term, event.grade, event.ctcae_version) == ("platelet-count-decreased", 2, "5.0")
    assert event.agents == ("lenvatinib",)


def test_an_outcome_is_added_on_the_events_tab(window: MainWindow) -> None:
    enter(window, "outcome", kind="death", on="2023-05-02", cause="liver failure")
    (outcome,) = record(window).outcomes
    assert (outcome.kind.value, outcome.cause) == ("death", "liver failure")


def test_pathology_names_the_procedure_that_is_selected(window: MainWindow) -> None:
    enter(window, "procedure", kind="segmentectomy", on="2021-02-10", site="S8")
    (procedure,) = record(window).procedures
    assert window.desk.mark == ("procedure", procedure.id)
    enter(window, "pathology", on="2021-02-14", diameter_mm="38 mm", microvascular_invasion="M1")
    (pathology,) = record(window).pathologies
    assert (pathology.procedure_id, pathology.diameter_mm) == (procedure.id, Decimal(38))


def test_a_reported_response_is_added_on_the_assessments_tab(window: MainWindow) -> None:
    enter(window, "reported_response", on="2021-06", category="PR", reader="Dr Sato")
    (response,) = record(window).reported_responses
    assert (response.category, response.reader) == (Category.PR, "Dr Sato")


def test_what_a_source_says_is_added_and_shown_on_the_outcome_tab(window: MainWindow) -> None:
    course = start_course(window)
    words = entries.courses(the_clerk(window))[0][0]
    enter(window, "statement", kind="duration", course_id=words, amount="6", unit="month")
    (statement,) = record(window).statements
    assert (statement.course_id, statement.amount) == (course, Decimal(6))
    page = tab(window, "statement")
    shown = [page.model.index(row, 0).data() for row in range(page.model.rowCount())]
    assert "Duration: lenvatinib" in shown


def the_clerk(window: MainWindow) -> Clerk:
    clerk = window.desk.clerk()
    assert clerk is not None
    return clerk


def test_a_row_is_retracted_from_its_menu(window: MainWindow) -> None:
    course = start_course(window)
    choose(window, "course", course, "Retract…")
    assert record(window).courses == ()
    assert len(record(window).lines) == 1


def test_a_dose_change_takes_the_course_that_is_selected(window: MainWindow) -> None:
    course = start_course(window)
    window.desk.choose_mark("course", course)
    enter(window, "dose_step", on="2021-05-01", dose="4", reason="weight loss")
    (step,) = record(window).dose_steps
    assert (step.course_id, step.dose, step.dose_unit) == (course, Decimal(4), "mg")


def test_a_new_course_needs_the_unit_of_its_dose(window: MainWindow) -> None:
    page = tab(window, "course")
    assert page.bar is not None
    QTest.mouseClick(page.bar.buttons["course"], Qt.MouseButton.LeftButton)
    form = dialog(window)
    for name, text in (("agent", "lenvatinib"), ("dose", "8"), ("start_on", "2021-03-02")):
        fill(form.entry.fields[name], text)
    QTest.keyClick(form, ENTER)
    assert form.entry.fields["dose"].refusal.text() == "'8' needs its unit, such as 8 mg."
    assert form.entry.fields["dose"].typed() == "8"


@pytest.mark.parametrize(
    ("kind", "shown"),
    [
        pytest.param("lab trend", {"analyte", "direction"}, id="a trend of a test"),
        pytest.param("count", {"procedure_kind", "amount", "precision"}, id="a count"),
        pytest.param("sex", {"sex"}, id="a sex"),
    ],
)
def test_a_statement_asks_for_what_its_kind_has(
    window: MainWindow, kind: str, shown: set[str]
) -> None:
    page = tab(window, "statement")
    assert page.bar is not None
    QTest.mouseClick(page.bar.buttons["statement"], Qt.MouseButton.LeftButton)
    form = dialog(window).entry
    box = form.fields["kind"].focusProxy()
    assert isinstance(box, QComboBox)
    QTest.keyClick(box, Qt.Key.Key_Home)
    while box.currentText() != kind:
        QTest.keyClick(box, Qt.Key.Key_Down)
    details = {"analyte", "direction", "procedure_kind", "amount", "precision", "sex", "unit"}
    assert {name for name in details if form.fields[name].isVisible()} == shown


def test_an_order_typed_on_one_line_fills_the_form(window: MainWindow) -> None:
    page = tab(window, "course")
    assert page.bar is not None
    QTest.mouseClick(page.bar.buttons["course"], Qt.MouseButton.LeftButton)
    form = dialog(window)
    fill(form.entry.fields["agent"], "sintilimab 200 mg q3w")
    agent = form.entry.fields["agent"].focusProxy()
    assert agent is not None
    QTest.keyClick(agent, Qt.Key.Key_Return)
    typed = [form.entry.fields[name].typed() for name in ("agent", "dose", "every_days")]
    assert typed == ["sintilimab", "200 mg", "q3w"]
    send(window, start_on="2021-03-02")
    (course,) = record(window).courses
    assert (course.agent, course.dose, course.every_days) == ("sintilimab", Decimal(200), 21)
