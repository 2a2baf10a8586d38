"""The cohort's page with real keys and clicks: who is in, what is seen, and who is opened."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAction
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from hcclog.commands.base import Add, Retract
from hcclog.domain.response import Criteria
from hcclog.logbook import Logbook
from hcclog.report.picture import Picture
from hcclog.ui.cohort.page import CohortPage
from hcclog.ui.cohort.plots import PLOTS
from hcclog.ui.dialogs.export_picture import ExportPicture
from hcclog.ui.main_window import MainWindow
from tests.books import a_patient
from tests.ui.cohort.wards import Member, log

Opener = Callable[[Logbook], tuple[MainWindow, CohortPage]]
_CTRL = Qt.KeyboardModifier.ControlModifier
_LEFT = Qt.MouseButton.LeftButton
TITLES = [plot.title for plot in PLOTS]


def go_to(page: CohortPage, title: str) -> None:
    """Click on the tab of a plot."""
    n = TITLES.index(title)
    tabs = page.plots.tabs
    QTest.mouseClick(tabs, _LEFT, pos=tabs.tabRect(n).center())
    assert tabs.currentIndex() == n


def tick(page: CohortPage, facet: str, *words: str) -> None:
    """Open the menu of a filter and tick choices with the mouse."""
    menu = page.filters.menus[facet].menu()
    QTest.mouseClick(page.filters.menus[facet], _LEFT)
    for action in menu.actions():
        if action.text().partition("\t")[0] in words:
            QTest.mouseClick(menu, _LEFT, pos=menu.actionGeometry(action).center())
    assert menu.isVisible(), "a menu of choices stays open while one ticks"
    menu.close()


def picture(page: CohortPage) -> Picture:
    shown = page.plots.picture()
    assert shown is not None
    return shown


def codes(page: CohortPage) -> list[str]:
    """Return the codes of what the plot shows, in its order."""
    rows = picture(page).numbers().rows
    return [row[0] for row in rows if not row[-1]]


def spot(page: CohortPage, reading: str) -> QPoint:
    """Return the middle of the mark whose reading begins so."""
    drawing = page.plots.canvas.drawing()
    assert drawing is not None
    rect = next(h.rect for h in drawing.hits if h.mark.reading.startswith(reading))
    return QPoint(round((rect.left + rect.right) / 2), round((rect.top + rect.bottom) / 2))


def test_ctrl_2_shows_the_cohort_and_ctrl_1_the_patients(
    ward: Logbook, open_window: Callable[[Logbook], MainWindow], qtbot: QtBot
) -> None:
    window = open_window(ward)
    assert window.rooms.count() == 1
    QTest.keyClick(window, Qt.Key.Key_2, _CTRL)
    page = window.rooms.cohort
    assert page is not None
    qtbot.waitUntil(lambda: not page.work.is_running)
    assert page.isVisible()
    assert window.actions_.show_cohort.isChecked()
    assert page.head.title.text() == "4 patients, 5 lines of therapy"
    QTest.keyClick(window, Qt.Key.Key_1, _CTRL)
    assert not page.isVisible()
    assert window.page.isVisible()
    assert window.actions_.show_patients.isChecked()


def test_the_names_beside_the_brand_are_buttons(ward: Logbook, show_cohort: Opener) -> None:
    window, page = show_cohort(ward)
    patients, cohort = window.bar.rooms
    QTest.mouseClick(patients, _LEFT)
    assert not page.isVisible()
    QTest.mouseClick(cohort, _LEFT)
    assert page.isVisible()
    assert (patients.isChecked(), cohort.isChecked()) == (False, True)


def test_the_first_plot_is_the_waterfall_from_growth_to_fall(
    ward: Logbook, show_cohort: Opener
) -> None:
    _, page = show_cohort(ward)
    assert codes(page) == ["B", "B", "A", "D"]
    assert page.plots.left_out.button.text() == "Not in this plot: 1, each with its reason"


@pytest.mark.parametrize(
    ("ticks", "title", "shown"),
    [
        ([("aetiologies", "HBV")], "2 of 4 patients, 2 lines of therapy", ["A", "D"]),
        ([("sexes", "female")], "2 of 4 patients, 2 lines of therapy", ["D"]),
        ([("bclc", "B")], "1 of 4 patients, 2 lines of therapy", ["B", "B"]),
        ([("bclc", "B", "C")], "3 of 4 patients, 4 lines of therapy", ["B", "B", "A", "D"]),
        ([("lines", "2")], "1 of 4 patients, 1 line of therapy", ["B"]),
        ([("agents", "sorafenib")], "2 of 4 patients, 2 lines of therapy", ["B", "D"]),
        (
            [("agents", "sorafenib"), ("sexes", "female")],
            "1 of 4 patients, 1 line of therapy",
            ["D"],
        ),
    ],
    ids=[
        "one aetiology",
        "one sex",
        "one stage",
        "either of two stages",
        "the second line",
        "one agent",
        "an agent and a sex",
    ],
)
def test_a_filter_lets_in_who_has_it(
    ward: Logbook,
    show_cohort: Opener,
    ticks: list[tuple[str, ...]],
    title: str,
    shown: list[str],
) -> None:
    _, page = show_cohort(ward)
    for facet, *words in ticks:
        tick(page, facet, *words)
    assert page.head.title.text() == title
    assert codes(page) == shown


def test_choices_say_how_many_have_them_and_who_is_not_known_is_counted(
    ward: Logbook, show_cohort: Opener
) -> None:
    _, page = show_cohort(ward)
    offered = {each.words: each.n for each in page.filters.menus["bclc"].offers()}
    assert offered == {"B": 1, "C": 2}
    tick(page, "bclc", "C")
    assert page.head.facts.text() == "Left out: 3 lines by BCLC (1 not known)."
    assert page.filters.menus["bclc"].accessibleName() == "BCLC: C"


def test_all_patients_clears_every_part_of_the_filter(ward: Logbook, show_cohort: Opener) -> None:
    _, page = show_cohort(ward)
    tick(page, "bclc", "C")
    tick(page, "sexes", "female")
    assert page.filters.clear_button.isEnabled()
    QTest.mouseClick(page.filters.clear_button, _LEFT)
    assert page.head.title.text() == "4 patients, 5 lines of therapy"
    assert not page.filters.clear_button.isEnabled()


def test_the_keyboard_ticks_choices_and_the_menu_stays_open(
    ward: Logbook, show_cohort: Opener
) -> None:
    _, page = show_cohort(ward)
    button = page.filters.menus["sexes"]
    button.setFocus()
    QTest.keyClick(button, Qt.Key.Key_Space)
    menu = button.menu()
    assert menu.isVisible()
    # All, female.
    for _ in range(2):
        QTest.keyClick(menu, Qt.Key.Key_Down)
    QTest.keyClick(menu, Qt.Key.Key_Space)
    assert menu.isVisible()
    QTest.keyClick(menu, Qt.Key.Key_Escape)
    assert page.head.title.text() == "2 of 4 patients, 2 lines of therapy"


@pytest.mark.parametrize(
    ("begun", "until", "shown"),
    [
        ("2024-01", "2024-01", ["B", "A", "D"]),
        ("2024-02", "", ["B"]),
        ("", "2023", []),
        ("8 Jan 2024", "2024-01-08", ["B", "A", "D"]),
    ],
    ids=["the month of the first lines", "later lines", "the year before", "as a person writes"],
)
def test_dates_let_in_the_lines_that_began_then(
    ward: Logbook, show_cohort: Opener, begun: str, until: str, shown: list[str]
) -> None:
    _, page = show_cohort(ward)
    for field, text in ((page.filters.started_from, begun), (page.filters.started_to, until)):
        QTest.keyClicks(field.line, text)
        QTest.keyClick(field.line, Qt.Key.Key_Return)
    found = codes(page) if page.plots.isVisible() else []
    assert found == shown


def test_what_is_no_date_stays_with_its_sentence_and_the_filter_as_it_was(
    ward: Logbook, show_cohort: Opener
) -> None:
    _, page = show_cohort(ward)
    field = page.filters.started_from
    QTest.keyClicks(field.line, "soon")
    QTest.keyClick(field.line, Qt.Key.Key_Return)
    assert field.refusal.isVisible()
    assert "2021-10" in field.refusal.text()
    assert field.line.text() == "soon"
    assert page.head.title.text() == "4 patients, 5 lines of therapy"
    QTest.keyClick(field.line, Qt.Key.Key_Backspace)
    assert not field.refusal.isVisible()


def test_nobody_in_the_filter_is_said_and_cleared_there(ward: Logbook, show_cohort: Opener) -> None:
    _, page = show_cohort(ward)
    tick(page, "sexes", "female")
    tick(page, "bclc", "B")
    assert page.empty.isVisible()
    asked = "Nobody: none of 4 patients has what is asked for (Sex, BCLC)."
    assert page.empty.text() == asked
    QTest.mouseClick(page.clear_button, _LEFT)
    assert page.plots.isVisible()
    assert codes(page) == ["B", "B", "A", "D"]


@pytest.mark.parametrize("title", TITLES)
def test_each_tab_shows_its_plot(ward: Logbook, show_cohort: Opener, title: str) -> None:
    _, page = show_cohort(ward)
    go_to(page, title)
    assert picture(page).numbers().rows
    views: list[QWidget] = [page.plots.canvas, page.plots.table]
    assert [view.isVisible() for view in views] == [title != "Responses", title == "Responses"]


def test_other_criteria_are_those_of_the_plot(ward: Logbook, show_cohort: Opener) -> None:
    _, page = show_cohort(ward)
    assert "RECIST 1.1" in picture(page).title
    box = page.plots.bar.criteria
    box.setFocus()
    QTest.keyClick(box, Qt.Key.Key_Down)
    assert box.chosen() is Criteria.MRECIST
    assert "mRECIST" in picture(page).title


def test_a_click_on_a_bar_opens_the_patient(ward: Logbook, show_cohort: Opener) -> None:
    window, page = show_cohort(ward)
    QTest.mouseClick(page.plots.canvas, _LEFT, pos=spot(page, "D"))
    assert window.page.isVisible()
    assert window.page.header.title.text() == "D"
    assert window.patients.view.currentIndex().data() == "D"


def test_enter_opens_the_patient_to_whom_one_stepped(ward: Logbook, show_cohort: Opener) -> None:
    window, page = show_cohort(ward)
    assert QApplication.focusWidget() is page.plots.canvas
    for _ in range(3):
        QTest.keyClick(page.plots.canvas, Qt.Key.Key_Right)
    assert page.plots.reading.text().startswith("A")
    QTest.keyClick(page.plots.canvas, Qt.Key.Key_Return)
    assert window.page.header.title.text() == "A"
    assert window.page.isVisible()


def test_the_patient_who_was_chosen_already_is_opened_too(
    ward: Logbook, show_cohort: Opener
) -> None:
    window, page = show_cohort(ward)
    assert window.page.header.title.text() == "A"
    QTest.mouseClick(page.plots.canvas, _LEFT, pos=spot(page, "A"))
    assert window.page.isVisible()


def test_who_is_left_out_is_listed_with_the_reason_and_opened_from_there(
    ward: Logbook, show_cohort: Opener
) -> None:
    window, page = show_cohort(ward)
    panel = page.plots.left_out
    QTest.mouseClick(panel.button, _LEFT)
    model = panel.table.model()
    assert panel.table.isVisible()
    assert model.index(0, 0).data() == "C, line 1"
    assert str(model.index(0, 1).data()).endswith(".")
    panel.table.setFocus()
    QTest.keyClick(panel.table, Qt.Key.Key_Return)
    assert window.page.header.title.text() == "C"


def test_tables_are_copied_with_tabs(ward: Logbook, show_cohort: Opener) -> None:
    _, page = show_cohort(ward)
    go_to(page, "Responses")
    QTest.keyClick(page.plots.table, Qt.Key.Key_C, _CTRL)
    lines = QApplication.clipboard().text().splitlines()
    assert [line.split("\t")[0] for line in lines] == [
        "Criteria",
        "RECIST 1.1",
        "mRECIST",
        "iRECIST",
    ]
    assert {len(line.split("\t")) for line in lines} == {lines[0].count("\t") + 1}


def test_an_action_on_a_patient_shows_the_patient_first(ward: Logbook, show_cohort: Opener) -> None:
    window, page = show_cohort(ward)
    QTest.keyClick(window, Qt.Key.Key_L, _CTRL)
    assert not page.isVisible()
    assert window.page.isVisible()


def test_what_is_written_while_the_page_is_open_is_seen_at_once(
    ward: Logbook, show_cohort: Opener, qtbot: QtBot
) -> None:
    window, page = show_cohort(ward)
    window.desk.do(Add((a_patient("E"),)))
    qtbot.waitUntil(lambda: page.head.title.text() == "5 patients, 5 lines of therapy")
    QTest.keyClick(window, Qt.Key.Key_Z, _CTRL)
    qtbot.waitUntil(lambda: page.head.title.text() == "4 patients, 5 lines of therapy")
    assert page.isVisible()


def test_what_was_written_elsewhere_is_seen_when_one_comes_back(
    ward: Logbook, show_cohort: Opener, qtbot: QtBot
) -> None:
    window, page = show_cohort(ward)
    window.actions_.show_patients.trigger()
    record = window.desk.record(ward.find("A") or "")
    assert record is not None
    last = record.measurements[-1]
    window.desk.do(Retract("measurement", last.id, "typing error"))
    assert not page.work.is_running
    window.actions_.show_cohort.trigger()
    qtbot.waitUntil(lambda: not page.work.is_running)
    changes = {row[0]: row[2] for row in picture(page).numbers().rows}
    assert changes["A"] == "-40"


def test_who_comes_back_to_what_did_not_change_finds_the_same_picture(
    ward: Logbook, show_cohort: Opener, qtbot: QtBot
) -> None:
    window, page = show_cohort(ward)
    before = picture(page)
    window.actions_.show_patients.trigger()
    window.actions_.show_cohort.trigger()
    qtbot.waitUntil(lambda: not page.work.is_running)
    assert picture(page) is before


def test_a_choice_that_nobody_has_any_more_stays_chosen(
    ward: Logbook, show_cohort: Opener, qtbot: QtBot
) -> None:
    window, page = show_cohort(ward)
    tick(page, "bclc", "B")
    record = window.desk.record(ward.find("B") or "")
    assert record is not None
    window.desk.do(Retract("staging", record.stagings[0].id, "typing error"))
    qtbot.waitUntil(page.empty.isVisible)
    assert [(each.words, each.n) for each in page.filters.menus["bclc"].offers()] == [
        ("C", 2),
        ("B", 0),
    ]


def test_a_store_without_patients_says_so(book: Logbook, show_cohort: Opener) -> None:
    _, page = show_cohort(book)
    assert page.empty.text() == "No patient is logged yet."
    assert page.empty.isVisible()
    assert not page.plots.isVisible()


@pytest.mark.parametrize(
    ("title", "sentence"),
    [
        ("Waterfall", "No line of therapy has two sums of diameters by RECIST 1.1"),
        ("Spider", "No line of therapy has two sums of diameters by RECIST 1.1"),
        ("Swimmer", "No line of therapy has a start with a day"),
        ("DoR", "There is no duration of response to show"),
    ],
)
def test_a_plot_of_nothing_says_what_is_missing_and_lists_everybody(
    book: Logbook, show_cohort: Opener, title: str, sentence: str
) -> None:
    book.do(Add((a_patient("E"),)))
    _, page = show_cohort(book)
    go_to(page, title)
    assert page.plots.empty.isVisible()
    assert sentence in page.plots.empty.text()
    assert page.plots.left_out.table.isVisible()
    assert page.plots.left_out.table.model().rowCount() == 1
    assert page.plots.picture() is None
    assert not page.plots.bar.export.isEnabled()


def test_reading_is_cancelled_and_taken_up_again(
    ward: Logbook, open_window: Callable[[Logbook], MainWindow], qtbot: QtBot
) -> None:
    log(ward, *(Member(f"M-{n}") for n in range(20)))
    window = open_window(ward)
    window.actions_.show_cohort.trigger()
    page = window.rooms.cohort
    assert page is not None
    page.work.progressed.connect(
        lambda n, _of: QTest.mouseClick(page.head.stop_button, _LEFT) if n == 3 else None
    )
    qtbot.waitUntil(lambda: not page.work.is_running)
    assert page.head.title.text() == "3 patients, 4 lines of therapy"
    assert page.head.facts.text() == "Only 3 of 24 patients were read."
    assert isinstance(page.head.resume_button, QPushButton)
    assert page.head.resume_button.isVisible()
    assert not page.head.progress.isVisible()
    page.work.progressed.disconnect()
    QTest.mouseClick(page.head.resume_button, _LEFT)
    qtbot.waitUntil(lambda: page.head.title.text() == "24 patients, 25 lines of therapy")
    assert not page.head.resume_button.isVisible()


def export_action(page: CohortPage, words: str) -> QAction:
    """Open the menu of the button and return one of its actions."""
    menu = page.plots.bar.export.menu()
    menu.aboutToShow.emit()
    return next(action for action in menu.actions() if words in action.text())


@pytest.mark.parametrize("title", TITLES)
def test_each_plot_is_copied_with_its_numbers(
    ward: Logbook, show_cohort: Opener, title: str
) -> None:
    _, page = show_cohort(ward)
    go_to(page, title)
    QApplication.clipboard().clear()
    export_action(page, "Copy picture").trigger()
    copied = QApplication.clipboard().mimeData()
    assert copied is not None
    assert copied.hasImage()
    lines = copied.text().splitlines()
    assert lines[0] == "\t".join(picture(page).numbers().header)
    assert len(lines) == len(picture(page).numbers().rows) + 1


def test_a_plot_is_saved_from_its_button(ward: Logbook, show_cohort: Opener, qtbot: QtBot) -> None:
    _, page = show_cohort(ward)
    go_to(page, "Swimmer")
    export_action(page, "Save picture").trigger()
    dialog = page.findChild(ExportPicture)
    assert isinstance(dialog, ExportPicture)
    assert dialog.windowTitle() == "Save picture: Courses and responses, RECIST 1.1"
    dialog.close()
