"""The main job with real keys and clicks: type a value, and everything that shows it moves."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import QModelIndex, QPoint, Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit
from pytestqt.qtbot import QtBot

from hcclog.domain.response import Category
from hcclog.logbook import Logbook
from hcclog.report.course.figure import CurveLane
from hcclog.ui.dialogs.choice import Choice
from hcclog.ui.dialogs.new_assessment import NewAssessment
from hcclog.ui.dialogs.new_lesion import NewLesion
from hcclog.ui.dialogs.new_patient import NewPatient
from hcclog.ui.main_window import MainWindow
from hcclog.ui.models.row_table import CELL, Cell
from hcclog.ui.panels.lab_panel import LabPanel
from hcclog.ui.panels.lesion_panel import LesionPanel
from hcclog.ui.panels.tabs import TABS

# The offscreen platform says so when a completer or a dialog opens.
pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)
Opener = Callable[[Logbook], MainWindow]
_ENTER, _DELETE = Qt.Key.Key_Return, Qt.Key.Key_Delete
_CTRL, _ALT, _SHIFT = (
    Qt.KeyboardModifier.ControlModifier,
    Qt.KeyboardModifier.AltModifier,
    Qt.KeyboardModifier.ShiftModifier,
)


def afp_texts(window: MainWindow) -> list[str]:
    """Return the AFP values that the chart prints."""
    assert window.page.course.chart is not None
    figure = window.page.course.chart.figure()
    assert figure is not None
    return [
        point.text
        for lane in figure.lanes
        if isinstance(lane, CurveLane) and lane.title == "AFP"
        for curve in lane.curves
        for point in curve.points()
    ]


def lab_panel(window: MainWindow) -> LabPanel:
    page = window.page.tabs.page(1)
    assert isinstance(page, LabPanel)
    return page


def lesion_panel(window: MainWindow) -> LesionPanel:
    window.page.tabs.show_tab(2)
    page = window.page.tabs.page(2)
    assert isinstance(page, LesionPanel)
    return page


def type_lab(window: MainWindow, qtbot: QtBot, *words: str) -> None:
    """Type into the row for new results, and press Enter in the value."""
    entry = lab_panel(window).entry
    for field, text in zip((entry.on, entry.test, entry.value), words, strict=True):
        field.setFocus()
        field.clear()
        QTest.keyClicks(field, text)
    QTest.keyClick(entry.value, _ENTER)


def choose(window: MainWindow, code: str) -> None:
    window.desk.choose_patient(window.desk.logbook.find(code) or "")


def test_a_typed_result_is_in_the_chart_at_once_and_undo_takes_it_back(
    cases: Logbook, open_window: Opener, qtbot: QtBot
) -> None:
    window = open_window(cases)
    choose(window, "zhang-2024")
    before = afp_texts(window)
    QTest.keyClick(window, Qt.Key.Key_L, _CTRL)
    entry = lab_panel(window).entry
    assert QApplication.focusWidget() is entry.on
    type_lab(window, qtbot, "2023-03-05", "AFP", "77.7")
    assert sorted(afp_texts(window)) == sorted([*before, "77.7"])
    assert entry.value.text() == ""
    assert entry.on.text() == "2023-03-05"
    assert window.actions_.undo.text() == "Undo Add AFP 77.7 ng/mL"
    QTest.keyClick(window, Qt.Key.Key_Z, _CTRL)
    assert afp_texts(window) == before
    QTest.keyClick(window, Qt.Key.Key_Z, _CTRL | _SHIFT)
    assert "77.7" in afp_texts(window)


def test_the_unit_of_the_last_result_is_filled_in(
    cases: Logbook, open_window: Opener, qtbot: QtBot
) -> None:
    window = open_window(cases)
    choose(window, "zhang-2024")
    entry = lab_panel(window).entry
    QTest.keyClicks(entry.test, "VEGF")
    assert entry.unit.text() == "pg/mL"
    entry.test.clear()
    QTest.keyClicks(entry.unit, "IU/mL")
    QTest.keyClicks(entry.test, "AFP")
    assert entry.unit.text() == "IU/mL"


def test_a_refusal_stands_at_its_field_and_what_was_typed_stays(
    cases: Logbook, open_window: Opener, qtbot: QtBot
) -> None:
    window = open_window(cases)
    choose(window, "zhang-2024")
    before = afp_texts(window)
    type_lab(window, qtbot, "2023-03-05", "AFP", "5.5.1")
    entry = lab_panel(window).entry
    assert entry.refusal.isVisible()
    assert "more than one separator" in entry.refusal.text()
    assert entry.value.property("invalid")
    typed = [field.text() for field in entry.fields()]
    assert typed[:4] == ["2023-03-05", "AFP", "5.5.1", "ng/mL"]
    assert afp_texts(window) == before
    entry.value.selectAll()
    QTest.keyClicks(entry.value, "5.51")
    assert not entry.refusal.isVisible()
    QTest.keyClick(entry.value, _ENTER)
    assert len(afp_texts(window)) == len(before) + 1


def answer(text: str) -> None:
    """Press the button of a reading in the dialog that is open."""
    dialog = QApplication.activeModalWidget()
    assert isinstance(dialog, Choice)
    next(button for button in dialog.buttons if button.text() == text).click()


def test_two_readings_are_offered_as_a_choice(
    cases: Logbook, open_window: Opener, qtbot: QtBot
) -> None:
    window = open_window(cases)
    choose(window, "ikeda-2021")
    QTimer.singleShot(0, lambda: answer("1089"))
    type_lab(window, qtbot, "day 900", "AFP", "1,089")
    assert afp_texts(window).count("1\u2009089") == 2


def test_delete_retracts_and_says_how_to_undo(
    cases: Logbook, open_window: Opener, qtbot: QtBot
) -> None:
    window = open_window(cases)
    choose(window, "ikeda-2021")
    view = lab_panel(window).view
    n_before = view.model().rowCount()
    view.setCurrentIndex(view.model().index(0, 0))
    assert window.desk.mark is not None
    QTest.keyClick(view, _DELETE)
    assert view.model().rowCount() == n_before - 1
    assert "Undo: Ctrl+Z" in window.statusBar().told.text()  # type: ignore[attr-defined]
    QTest.keyClick(window, Qt.Key.Key_Z, _CTRL)
    assert view.model().rowCount() == n_before


def row_named(window: MainWindow, title: str) -> int:
    """Return the row of the worksheet with a title."""
    model = lesion_panel(window).model
    titles = [model.index(row, 0).data(CELL).text for row in range(model.rowCount())]
    return titles.index(title)


def category_cell(window: MainWindow, title: str, column: int) -> Cell:
    """Return a cell of the row of categories by one criteria."""
    cell = lesion_panel(window).model.index(row_named(window, title), column).data(CELL)
    assert isinstance(cell, Cell)
    return cell


def type_cell(window: MainWindow, qtbot: QtBot, index: QModelIndex, text: str) -> None:
    """Type into a cell of the worksheet as a person does: go there, F2, type, Enter."""
    view = lesion_panel(window).view
    view.setCurrentIndex(index)
    view.setFocus()
    QTest.keyClick(view, Qt.Key.Key_F2)
    editor = view.findChild(QLineEdit)
    assert isinstance(editor, QLineEdit)
    editor.selectAll()
    QTest.keyClicks(editor, text)
    QTest.keyClick(editor, _ENTER)
    # An editor writes and closes after the key has been dealt with.
    qtbot.waitUntil(lambda: view.findChild(QLineEdit) is None)


def test_a_typed_diameter_moves_sum_and_category_at_once(
    measured: Logbook, open_window: Opener, qtbot: QtBot
) -> None:
    window = open_window(measured)
    model = lesion_panel(window).model
    last = 6
    assert category_cell(window, "RECIST 1.1", last).category is Category.SD
    assert category_cell(window, "Sum, RECIST 1.1 (mm)", last).text == "70.3"
    with qtbot.assertNotEmitted(model.modelReset):
        type_cell(window, qtbot, model.index(row_named(window, "T1"), last), "55")
    assert category_cell(window, "Sum, RECIST 1.1 (mm)", last).text == "84.1"
    assert category_cell(window, "RECIST 1.1", last).category is Category.PD
    assert window.inspector is not None
    shown = window.inspector.inspection()
    assert shown is not None
    assert [fact.category for fact in shown.responses if fact.name == "RECIST 1.1"] == [Category.PD]
    QTest.keyClick(window, Qt.Key.Key_Z, _CTRL)
    assert category_cell(window, "RECIST 1.1", last).category is Category.SD


def test_a_refused_diameter_stays_in_its_cell_and_the_sentence_above(
    measured: Logbook, open_window: Opener, qtbot: QtBot
) -> None:
    window = open_window(measured)
    panel = lesion_panel(window)
    index = panel.model.index(row_named(window, "T1"), 6)
    panel.view.setCurrentIndex(index)
    panel.view.setFocus()
    QTest.keyClick(panel.view, Qt.Key.Key_F2)
    editor = panel.view.indexWidget(index)
    assert isinstance(editor, QLineEdit)
    editor.selectAll()
    QTest.keyClicks(editor, "12/30")
    QTest.keyClick(editor, _ENTER)
    qtbot.waitUntil(lambda: panel.view.indexWidget(index) not in {None, editor})
    again = panel.view.indexWidget(index)
    assert isinstance(again, QLineEdit)
    assert again.text() == "12/30"
    assert "cannot be longer than the lesion" in panel.refusal.text()
    assert panel.refusal.isVisible()
    assert "2026-05-18" in again.accessibleName()
    QTest.keyClick(again, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: panel.view.indexWidget(index) is None)
    assert not panel.refusal.isVisible()
    assert index.data() == "41.2 33.0"


def test_an_assessment_and_a_lesion_are_added_with_their_dialogs(
    empty_patient: Logbook, open_window: Opener, qtbot: QtBot
) -> None:
    window = open_window(empty_patient)
    panel = lesion_panel(window)
    QTest.mouseClick(panel.new_assessment, Qt.MouseButton.LeftButton)
    dialog = panel.findChild(NewAssessment)
    assert isinstance(dialog, NewAssessment)
    date_line = dialog.on
    QTest.keyClicks(date_line, "2025-13")
    QTest.keyClick(date_line, _ENTER)
    assert dialog.isVisible()
    assert dialog.entry.fields["on"].refusal.isVisible()
    dialog.on.clear()
    QTest.keyClicks(dialog.on, "2025-10-28")
    QTest.keyClick(dialog.on, _ENTER)
    assert not dialog.isVisible()
    QTest.mouseClick(panel.new_lesion, Qt.MouseButton.LeftButton)
    lesion = panel.findChild(NewLesion)
    assert isinstance(lesion, NewLesion)
    assert lesion.label.text() == "T1"
    QTest.keyClicks(lesion.site, "S8")
    QTest.keyClick(lesion.site, _ENTER)
    model = panel.model
    assert [model.index(0, n).data() for n in range(3)] == ["T1", "Liver, S8", "target"]
    type_cell(window, qtbot, model.index(0, 3), "42.0/38.0")
    assert category_cell(window, "Sum, RECIST 1.1 (mm)", 3).text == "42.0"
    assert category_cell(window, "Sum, mRECIST viable (mm)", 3).text == "38.0"


def test_the_first_patient_is_added_and_shown(
    book: Logbook, open_window: Opener, qtbot: QtBot
) -> None:
    window = open_window(book)
    assert window.page.empty.text() == "No patient is logged yet."
    QTest.keyClick(window, Qt.Key.Key_N, _CTRL | _SHIFT)
    dialog = window.findChild(NewPatient)
    assert isinstance(dialog, NewPatient)
    code, birth = (dialog.entry.fields[name].focusProxy() for name in ("code", "birth_on"))
    assert code is not None
    assert birth is not None
    QTest.keyClick(code, _ENTER)
    assert dialog.entry.fields["code"].refusal.isVisible()
    QTest.keyClicks(code, "P-17")
    QTest.keyClicks(birth, "1951")
    QTest.keyClick(birth, _ENTER)
    assert not dialog.isVisible()
    assert window.page.header.title.text() == "P-17"
    assert "born 1951" in window.page.header.facts.text()
    assert window.patients.view.currentIndex().data() == "P-17"
    QTest.keyClick(window, Qt.Key.Key_Z, _CTRL)
    assert window.page.empty.isVisible()
    assert window.patients.model.rowCount() == 0


@pytest.mark.parametrize(
    ("typed", "codes"),
    [
        ("ikeda", ["ikeda-2021"]),
        ("IKEDA", ["ikeda-2021"]),
        ("sintilimab", ["zhang-2024"]),
        ("lenvatinib", ["fonc-2024", "ikeda-2021", "zhang-2024"]),
        ("nobody", []),
    ],
    ids=["a code", "in capitals", "a drug", "a drug of all", "what nobody has"],
)
def test_the_search_finds_by_code_and_drug(
    cases: Logbook, open_window: Opener, qtbot: QtBot, typed: str, codes: list[str]
) -> None:
    window = open_window(cases)
    QTest.keyClick(window, Qt.Key.Key_F, _CTRL)
    assert QApplication.focusWidget() is window.patients.search
    QTest.keyClicks(window.patients.search, typed)
    model = window.patients.model
    qtbot.waitUntil(lambda: model.rowCount() == len(codes))
    assert [model.index(n).data() for n in range(model.rowCount())] == codes
    if codes:
        QTest.keyClick(window.patients.search, _ENTER)
        assert window.page.header.title.text() == codes[0]


@pytest.mark.parametrize("number", range(len(TABS)), ids=[tab.title for tab in TABS])
def test_a_key_opens_each_tab(
    cases: Logbook, open_window: Opener, qtbot: QtBot, number: int
) -> None:
    window = open_window(cases)
    window.page.tabs.show_tab((number + 1) % len(TABS))
    QTest.keyClick(window, Qt.Key(Qt.Key.Key_1.value + number), _ALT)
    assert window.page.tabs.bar.currentIndex() == number


def test_what_is_clicked_in_the_chart_is_chosen_everywhere(
    cases: Logbook, open_window: Opener, qtbot: QtBot
) -> None:
    window = open_window(cases)
    choose(window, "zhang-2024")
    chart = window.page.course.chart
    assert chart is not None
    figure, drawing = chart.figure(), chart.drawing()
    assert figure is not None
    assert drawing is not None
    window.page.tabs.show_tab(3)
    chart.setFocus()
    while window.desk.mark is None or window.desk.mark[0] != "lab_result":
        QTest.keyClick(chart, Qt.Key.Key_BracketRight)
    assert window.page.tabs.bar.currentIndex() == 1
    row = lab_panel(window).view.current_row()
    assert row is not None
    assert row.mark == window.desk.mark
    assert window.inspector is not None
    shown = window.inspector.inspection()
    assert shown is not None
    assert shown.title.startswith("At ")


def test_a_patient_of_whom_nothing_is_known_can_be_started_at_once(
    empty_patient: Logbook, open_window: Opener, qtbot: QtBot
) -> None:
    window = open_window(empty_patient)
    assert window.page.header.title.text() == "empty-01"
    panel = lab_panel(window)
    assert panel.empty.isVisible()
    type_lab(window, qtbot, "2021-10", "AFP", "53.4")
    assert not panel.empty.isVisible()
    assert afp_texts(window) == ["53.4"]


def test_a_click_on_the_list_shows_another_patient(
    cases: Logbook, open_window: Opener, qtbot: QtBot
) -> None:
    window = open_window(cases)
    view = window.patients.view
    place = view.visualRect(window.patients.model.index(2)).center()
    QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(place))
    assert window.page.header.title.text() == "zhang-2024"


def test_the_list_tells_the_last_response_and_marker(
    cases: Logbook, open_window: Opener, qtbot: QtBot
) -> None:
    window = open_window(cases)
    model = window.patients.model
    patient = model.patient_at(2)
    assert patient is not None
    qtbot.waitUntil(lambda: model.item(patient.id) is not None)
    item = model.item(patient.id)
    assert item is not None
    assert (item.category, item.marker) == (Category.SD, "AFP 53.43 · 2023-01")
    assert "lenvatinib" in item.facts


def test_the_inspector_says_why_when_the_typing_hand_rests(
    measured: Logbook, open_window: Opener, qtbot: QtBot
) -> None:
    window = open_window(measured)
    panel = lesion_panel(window)
    panel.view.setCurrentIndex(panel.model.index(row_named(window, "T1"), 6))
    panel.view.setFocus()
    QTest.keyClicks(panel.view, "5")
    editor = panel.view.indexWidget(panel.view.currentIndex())
    QTest.keyClicks(editor, "5")

    def said() -> tuple[str, Category | None]:
        assert window.inspector is not None
        shown = window.inspector.inspection()
        assert shown is not None
        fact = next(each for each in shown.responses if each.name == "RECIST 1.1")
        return shown.title, fact.category

    qtbot.waitUntil(lambda: said()[1] is Category.PD)
    assert said()[0].endswith("not saved yet")
    QTest.keyClick(editor, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: said()[1] is Category.SD)
    assert not said()[0].endswith("not saved yet")
