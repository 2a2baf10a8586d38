"""The menu that chooses what the chart's days are counted from."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QToolButton

from hcclog.domain.dates import TimeUnit
from hcclog.logbook import Logbook
from hcclog.report.course.zero import Zero
from hcclog.ui.desk import Desk
from hcclog.ui.entering import take_out
from hcclog.ui.main_window import MainWindow
from hcclog.ui.panels.course_panel import CoursePanel

Opener = Callable[[Logbook], MainWindow]


@pytest.fixture
def window(cases: Logbook, open_window: Opener) -> MainWindow:
    return open_window(cases)


def choose(window: MainWindow, code: str) -> None:
    window.desk.choose_patient(window.desk.logbook.find(code) or "")


def actions_of(menu: QMenu) -> Iterator[QAction]:
    for action in menu.actions():
        below = action.menu()
        if isinstance(below, QMenu):
            yield from actions_of(below)
        elif not action.isSeparator():
            yield action


def opened(panel: CoursePanel) -> dict[str, QAction]:
    """Return what the menu offers now, by its words."""
    menu = QMenu(panel)
    panel.time.fill(menu)
    found: dict[str, QAction] = {}
    for action in actions_of(menu):
        found.setdefault(action.text().replace("&", ""), action)
    return found


def title(panel: CoursePanel) -> str:
    figure = panel.chart.figure() if panel.chart is not None else None
    assert figure is not None
    return figure.axis.title(*figure.home)


def checked(panel: CoursePanel) -> list[str]:
    return [words for words, action in opened(panel).items() if action.isChecked()]


def test_a_calendar_patient_begins_with_calendar_dates(window: MainWindow) -> None:
    choose(window, "zhang-2024")
    assert title(window.page.course) == ""
    assert checked(window.page.course) == ["Calendar dates", "As suits the span"]


def test_a_patient_without_a_calendar_is_offered_none(window: MainWindow) -> None:
    choose(window, "ikeda-2021")
    offered = opened(window.page.course)
    assert "Calendar dates" not in offered
    assert checked(window.page.course) == ["Since start of lenvatinib", "As suits the span"]


def test_days_are_counted_from_what_is_chosen_and_back(window: MainWindow) -> None:
    choose(window, "zhang-2024")
    panel = window.page.course
    opened(panel)["Since start of line 2"].trigger()
    assert title(panel).startswith("months since start of line 2")
    assert checked(panel)[0] == "Since start of line 2"
    opened(panel)["Calendar dates"].trigger()
    assert title(panel) == ""


def test_each_patient_keeps_what_his_days_are_counted_from(window: MainWindow) -> None:
    panel = window.page.course
    choose(window, "zhang-2024")
    opened(panel)["Since start of line 2"].trigger()
    choose(window, "ikeda-2021")
    opened(panel)["Since baseline of line 3"].trigger()
    assert "baseline of line 3" in title(panel)
    choose(window, "fonc-2024")
    assert panel.time.zero() is None
    choose(window, "zhang-2024")
    assert "start of line 2" in title(panel)


@pytest.mark.parametrize(
    ("words", "unit", "begins"),
    [
        ("Days", TimeUnit.DAY, "days since"),
        ("Weeks", TimeUnit.WEEK, "weeks since"),
        ("Months", TimeUnit.MONTH, "months since"),
        ("As suits the span", None, "months since"),
    ],
)
def test_the_unit_holds_for_every_patient_and_is_kept(
    window: MainWindow, words: str, unit: TimeUnit | None, begins: str
) -> None:
    choose(window, "zhang-2024")
    panel = window.page.course
    assert not opened(panel)["Weeks"].isEnabled()
    choose(window, "ikeda-2021")
    opened(panel)[words].trigger()
    assert title(panel).startswith(begins)
    assert Desk(window.desk.logbook).preferences.chart.axis_unit is unit
    choose(window, "zhang-2024")
    opened(panel)["Since start of line 2"].trigger()
    assert title(panel).startswith(begins)


def test_choosing_an_axis_leaves_zoom_and_record_alone(window: MainWindow) -> None:
    choose(window, "ikeda-2021")
    panel, record = window.page.course, window.desk.record()
    assert panel.chart is not None
    panel.chart.zoom(2)
    view = panel.chart.view()
    opened(panel)["Since start of line 3"].trigger()
    opened(panel)["Weeks"].trigger()
    assert panel.chart.view() == view
    assert window.desk.record() is record


def test_what_is_typed_into_the_row_stays_when_the_axis_changes(window: MainWindow) -> None:
    choose(window, "ikeda-2021")
    window.start_lab_entry()
    entry = window.page.tabs.page(1).entry  # type: ignore[attr-defined]  # the Labs tab
    entry.test.setText("AFP")
    entry.value.setText("812")
    opened(window.page.course)["Days"].trigger()
    assert (entry.test.text(), entry.value.text()) == ("AFP", "812")


def test_any_entry_can_be_counted_from_and_is_listed_then(window: MainWindow) -> None:
    choose(window, "zhang-2024")
    panel, record = window.page.course, window.desk.record()
    assert record is not None
    lab = next(each for each in record.labs if each.analyte == "afp")
    panel.time.count_from(Zero("lab_result", lab.id))
    assert title(panel).startswith("months since AFP (")
    assert checked(panel)[0].startswith("Since AFP (")


def test_an_event_that_is_retracted_counts_no_more_until_it_is_back(window: MainWindow) -> None:
    choose(window, "zhang-2024")
    panel, record = window.page.course, window.desk.record()
    assert record is not None
    procedure = record.procedures[-1]
    panel.time.count_from(Zero("procedure", procedure.id))
    assert title(panel).startswith("months since")
    assert take_out(window.desk, "procedure", procedure.id)
    assert title(panel) == ""
    assert window.desk.undo()
    assert title(panel).startswith("months since")


def test_the_button_stands_above_the_chart_and_is_reached_by_its_letter(
    window: MainWindow,
) -> None:
    choose(window, "zhang-2024")
    buttons = window.page.course.bar.findChildren(QToolButton)
    button = next(each for each in buttons if each.accessibleName() == "Time axis")
    assert button.text() == "&Time"
    assert button.isVisible()
