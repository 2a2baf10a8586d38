"""The menu of a cell: states by letter, roles with advice, lesions that merge and fall apart."""

import pytest
from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtGui import QContextMenuEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QMenu
from pytestqt.qtbot import QtBot

from hcclog.domain.lesion import LesionState, Trend
from hcclog.domain.response import Category, LesionRole
from hcclog.ui.dialogs.entry_dialog import EntryDialog
from hcclog.ui.dialogs.merge_lesion import MergeLesion
from hcclog.ui.dialogs.new_assessment import NewAssessment
from hcclog.ui.dialogs.split_lesion import SplitLesion
from hcclog.ui.panels.lesion_panel import LesionPanel
from tests.ui.panels.worksheets import (
    go_to,
    lesion_of,
    n_entries,
    record_of,
    shown,
    size_of,
    type_over,
)

# A menu asks for the keyboard and the foreground, which a display in memory does not have.
pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)

KEY = Qt.Key
ALT = Qt.KeyboardModifier.AltModifier


def menu_at(panel: LesionPanel, title: str, column: int) -> QMenu:
    """Open the menu of a cell by its key."""
    go_to(panel, title, column)
    QTest.keyClick(panel.view, KEY.Key_Down, ALT)
    return next(each for each in panel.findChildren(QMenu) if each.isVisible())


def role_of(panel: LesionPanel, label: str) -> LesionRole | None:
    roles = {r.lesion_id: r.role for r in record_of(panel).series_lesions}
    return roles.get(lesion_of(panel, label).id)


@pytest.mark.parametrize(
    ("letter", "state"),
    [
        ("a", LesionState.ABSENT),
        ("p", LesionState.PRESENT),
        ("t", LesionState.TOO_SMALL),
        ("n", LesionState.NOT_EVALUABLE),
        ("g", LesionState.PROGRESSED),
        ("e", LesionState.EQUIVOCAL),
    ],
)
def test_a_state_is_chosen_by_its_letter(
    panel: LesionPanel, letter: str, state: LesionState
) -> None:
    QTest.keyClicks(menu_at(panel, "T1", 6), letter)
    seen = size_of(panel, "T1", "A3")
    assert seen is not None
    assert (seen.state, seen.longest_mm) == (state, None)


def test_a_trend_stands_beside_the_size(panel: LesionPanel) -> None:
    menu = menu_at(panel, "T1", 6)
    trends = next(each for each in menu.findChildren(QMenu) if "words" in each.title())
    trends.actions()[0].trigger()
    seen = size_of(panel, "T1", "A3")
    assert seen is not None
    assert seen.trend is Trend.SMALLER
    assert (str(seen.longest_mm), str(seen.viable_mm)) == ("41.2", "33.0")


@pytest.mark.parametrize(
    "reason",
    [QContextMenuEvent.Reason.Keyboard, QContextMenuEvent.Reason.Mouse],
    ids=["the menu key", "the right button"],
)
def test_the_menu_key_and_the_pointer_open_the_same_menu(
    panel: LesionPanel, reason: QContextMenuEvent.Reason
) -> None:
    go_to(panel, "T1", 6)
    viewport = panel.view.viewport()
    place = panel.view.visualRect(panel.view.currentIndex()).center()
    event = QContextMenuEvent(reason, place, viewport.mapToGlobal(place))
    QCoreApplication.sendEvent(viewport, event)
    menu = next(each for each in panel.findChildren(QMenu) if each.isVisible())
    assert [act.text() for act in menu.actions()][:2] == ["&a  absent", "&p  present"]


@pytest.mark.parametrize(
    ("key", "role"),
    [
        ("t", LesionRole.TARGET),
        ("n", LesionRole.NON_TARGET),
        ("w", LesionRole.NEW),
        ("f", LesionRole.NOT_FOLLOWED),
        ("o", None),
    ],
    ids=["target", "non-target", "new", "not followed", "no role"],
)
def test_a_role_is_chosen_in_place(panel: LesionPanel, key: str, role: LesionRole | None) -> None:
    asked: list[str] = []

    def because(title: str, _sentences: object, _needs_reason: object) -> str:
        asked.append(title)
        return "new information"

    panel.desk.confirm = because
    go_to(panel, "T2", 2)
    QTest.keyClick(panel.view, KEY.Key_Return)
    menu = next(each for each in panel.findChildren(QMenu) if each.isVisible())
    n = n_entries(panel)
    QTest.keyClicks(menu, key)
    assert role_of(panel, "T2") is role
    changed = role is not LesionRole.TARGET
    assert n_entries(panel) == n + changed
    assert len(asked) == changed


def test_a_role_counts_at_once(panel: LesionPanel) -> None:
    go_to(panel, "T3", 2)
    QTest.keyClicks(menu_at(panel, "T3", 2), "n")
    assert shown(panel, "Sum, RECIST 1.1 (mm)", 3).text == "60.5"


def test_advice_stands_below_while_one_types_and_refuses_nothing(panel: LesionPanel) -> None:
    assert panel.advice.text() == ""
    line = type_over(panel, "T3", 3, "12")
    assert "T3" in panel.advice.text()
    assert "15" in panel.advice.text()
    QTest.keyClick(line, KEY.Key_Return)
    assert "T3" in panel.advice.text()
    assert shown(panel, "T3", 3).text == "12.0"
    type_over(panel, "T1", 3, "7")
    assert panel.advice.text().count("T1 ") > 0
    QTest.keyClick(panel.view.indexWidget(panel.view.currentIndex()), KEY.Key_Escape)
    assert "T1 " not in panel.advice.text()


def test_merged_lesions_are_written_in_one_entry(panel: LesionPanel, qtbot: QtBot) -> None:
    go_to(panel, "T2", 6)
    menu = menu_at(panel, "T2", 6)
    n = n_entries(panel)
    QTest.keyClicks(menu, "m")
    dialog = panel.findChild(MergeLesion)
    assert isinstance(dialog, MergeLesion)
    assert (dialog.into.currentText(), dialog.typed_size.text()) == ("T1", "41.2/33.0")
    dialog.typed_size.setFocus()
    dialog.typed_size.selectAll()
    QTest.keyClicks(dialog.typed_size, "55/40")
    QTest.keyClick(dialog.typed_size, KEY.Key_Return)
    assert not dialog.isVisible()
    assert n_entries(panel) == n + 1
    assert shown(panel, "T2", 6).text == "merged into T1"
    assert shown(panel, "T1", 6).text == "55.0"
    assert shown(panel, "Sum, RECIST 1.1 (mm)", 6).text == "70.0"
    panel.desk.undo()
    assert shown(panel, "Sum, RECIST 1.1 (mm)", 6).text == "70.3"


def test_parts_are_added_with_their_sizes_in_one_entry(panel: LesionPanel) -> None:
    QTest.keyClick(panel.view, KEY.Key_Escape)
    type_over(panel, "T1", 6, "a")
    QTest.keyClick(panel.view.indexWidget(panel.view.currentIndex()), KEY.Key_Return)
    menu = menu_at(panel, "T1", 6)
    n = n_entries(panel)
    QTest.keyClicks(menu, "s")
    dialog = panel.findChild(SplitLesion)
    assert isinstance(dialog, SplitLesion)
    assert [label.text() for label, _ in dialog.parts] == ["T1a", "T1b"]
    for (_, size), text in zip(dialog.parts, ("20/10", "15x9"), strict=True):
        QTest.keyClicks(size, text)
    QTest.keyClick(dialog.parts[1][1], KEY.Key_Return)
    assert not dialog.isVisible()
    assert n_entries(panel) == n + 1
    assert role_of(panel, "T1a") is LesionRole.TARGET
    assert shown(panel, "T1a", 6).text == "20.0 split from T1"
    assert shown(panel, "Sum, RECIST 1.1 (mm)", 6).text == "64.1"
    assert shown(panel, "RECIST 1.1", 6).category is Category.SD
    panel.desk.undo()
    assert [each.label for each in record_of(panel).lesions] == ["T1", "T2", "T3"]


@pytest.mark.parametrize(
    ("sizes", "labels"),
    [(("20", "p"), ("T1a", "T1b")), (("20", "15"), ("T1a", "T2")), (("0", "15"), ("T1a", "T1b"))],
    ids=["a state for a size", "a label that is taken", "a part of 0 mm"],
)
def test_parts_that_cannot_be_stay_in_their_dialog(
    panel: LesionPanel, qtbot: QtBot, sizes: tuple[str, str], labels: tuple[str, str]
) -> None:
    dialog = SplitLesion(panel.desk, lesion_of(panel, "T1"), "A3")
    qtbot.addWidget(dialog)
    dialog.show()
    n = n_entries(panel)
    for (label, size), name, text in zip(dialog.parts, labels, sizes, strict=True):
        label.setText(name)
        QTest.keyClicks(size, text)
    QTest.keyClick(dialog.parts[0][1], KEY.Key_Return)
    assert dialog.isVisible()
    assert dialog.refusal.isVisible()
    assert n_entries(panel) == n
    assert [size.text() for _, size in dialog.parts] == list(sizes)


@pytest.mark.parametrize("key", [KEY.Key_F2, KEY.Key_Return], ids=["F2", "Enter"])
def test_the_first_columns_open_the_lesion(panel: LesionPanel, key: Qt.Key) -> None:
    go_to(panel, "T2", 0)
    QTest.keyClick(panel.view, key)
    dialog = panel.findChild(EntryDialog)
    assert isinstance(dialog, EntryDialog)
    assert dialog.windowTitle() == "Correct lesion"
    assert dialog.entry.fields["label"].typed() == "T2"


def test_a_key_opens_the_imaging_of_the_column(panel: LesionPanel) -> None:
    go_to(panel, "T2", 5)
    QTest.keyClick(panel.view, KEY.Key_F2, Qt.KeyboardModifier.ControlModifier)
    dialog = panel.findChild(NewAssessment)
    assert isinstance(dialog, NewAssessment)
    assert dialog.on.text() == "2026-02-16"
