"""The worksheet as one types into it: sums and categories follow each key, and nothing is lost."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from hcclog.domain.response import Category
from hcclog.ui.panels.lesion_panel import LesionPanel
from tests.ui.panels.worksheets import (
    cell_at,
    editor,
    go_to,
    n_entries,
    shown,
    size_of,
    type_over,
)

KEY = Qt.Key


def here(panel: LesionPanel) -> tuple[str, int]:
    index = panel.view.currentIndex()
    return str(index.siblingAtColumn(0).data()), index.column()


@pytest.mark.parametrize(
    ("text", "total", "category"),
    [
        ("22.8", "51.9", Category.PR),
        ("30.6", "59.7", Category.SD),
        ("42.5", "71.6", Category.SD),
        ("42.6", "71.7", Category.PD),
        ("a", "29.1", Category.PR),
        ("n", "29.1 incomplete", Category.NE),
        ("4.26cm", "71.7", Category.PD),
        ("42.6x20/1", "71.7", Category.PD),
    ],
    ids=[
        "a response",
        "as at the nadir",
        "less than a fifth over the nadir",
        "a fifth over the nadir and 5 mm",
        "gone",
        "not evaluable: the sum is incomplete",
        "in centimetres",
        "both diameters and the viable part",
    ],
)
def test_sum_and_category_follow_what_is_typed(
    panel: LesionPanel, text: str, total: str, category: Category
) -> None:
    before = n_entries(panel)
    type_over(panel, "T1", 6, text)
    assert shown(panel, "Sum, RECIST 1.1 (mm)", 6).text == total
    assert shown(panel, "RECIST 1.1", 6).category is category
    assert shown(panel, "Sum, RECIST 1.1 (mm)", 6).provisional
    assert not shown(panel, "Sum, RECIST 1.1 (mm)", 3).provisional
    assert n_entries(panel) == before


def test_half_a_number_leaves_the_last_sum(panel: LesionPanel) -> None:
    line = type_over(panel, "T1", 6, "45")
    last = shown(panel, "Sum, RECIST 1.1 (mm)", 6)
    QTest.keyClicks(line, "/")
    assert shown(panel, "Sum, RECIST 1.1 (mm)", 6) == last
    assert line.text() == "45/"


def test_typing_resets_nothing(panel: LesionPanel, qtbot: QtBot) -> None:
    with qtbot.assertNotEmitted(panel.model.modelReset):
        line = type_over(panel, "T1", 6, "4.4 cm")
        QTest.keyClick(line, KEY.Key_Return)
    assert shown(panel, "T1", 6).text == "44.0"


def test_escape_brings_back_what_was_there(panel: LesionPanel, qtbot: QtBot) -> None:
    before, n = panel.model.table(), n_entries(panel)
    line = type_over(panel, "T1", 6, "90")
    assert panel.model.table() != before
    QTest.keyClick(line, KEY.Key_Escape)
    assert panel.model.table() == before
    assert n_entries(panel) == n
    qtbot.waitUntil(panel.view.hasFocus)


@pytest.mark.parametrize(
    ("key", "modifier", "place"),
    [
        (KEY.Key_Return, Qt.KeyboardModifier.NoModifier, ("T3", 5)),
        (KEY.Key_Return, Qt.KeyboardModifier.ShiftModifier, ("T1", 5)),
        (KEY.Key_Tab, Qt.KeyboardModifier.NoModifier, ("T2", 6)),
        (KEY.Key_Backtab, Qt.KeyboardModifier.ShiftModifier, ("T2", 4)),
        (KEY.Key_Down, Qt.KeyboardModifier.NoModifier, ("T3", 5)),
        (KEY.Key_Up, Qt.KeyboardModifier.NoModifier, ("T1", 5)),
    ],
    ids=["Enter", "Shift Enter", "Tab", "Shift Tab", "down", "up"],
)
def test_keys_move_on_and_keep_what_was_typed(
    panel: LesionPanel, key: Qt.Key, modifier: Qt.KeyboardModifier, place: tuple[str, int]
) -> None:
    line = type_over(panel, "T2", 5, "13.5/1")
    QTest.keyClick(line, key, modifier)
    assert here(panel) == place
    assert (shown(panel, "T2", 5).text, shown(panel, "T2", 5).after) == ("13.5", "1.0")
    assert not any(cell.provisional for row in panel.model.table().rows for cell in row.cells)


def test_enter_and_tab_move_where_nothing_is_edited(panel: LesionPanel) -> None:
    go_to(panel, "T1", 3)
    QTest.keyClick(panel.view, KEY.Key_Return)
    assert here(panel) == ("T2", 3)
    QTest.keyClick(panel.view, KEY.Key_Tab)
    assert here(panel) == ("T2", 4)
    QTest.keyClick(panel.view, KEY.Key_Backtab)
    assert here(panel) == ("T2", 3)


def test_tab_leaves_the_table_at_the_end_of_a_row(panel: LesionPanel) -> None:
    go_to(panel, "T1", 6)
    QTest.keyClick(panel.view, KEY.Key_Tab)
    assert not panel.view.hasFocus()


def test_f2_edits_what_is_there_in_the_words_one_types(panel: LesionPanel) -> None:
    go_to(panel, "T1", 6)
    QTest.keyClick(panel.view, KEY.Key_F2)
    line = editor(panel)
    assert line.text() == "41.2/33.0"
    QTest.keyClick(line, KEY.Key_End)
    QTest.keyClick(line, KEY.Key_Backspace)
    QTest.keyClicks(line, "5")
    assert shown(panel, "Sum, mRECIST viable (mm)", 6).text == "56.0"


def test_what_is_refused_stays_with_its_sentence(panel: LesionPanel, qtbot: QtBot) -> None:
    line = type_over(panel, "T1", 6, "12/30")
    QTest.keyClick(line, KEY.Key_Return)
    qtbot.waitUntil(lambda: panel.view.indexWidget(cell_at(panel, "T1", 6)) not in {None, line})
    assert here(panel) == ("T1", 6)
    assert editor(panel).text() == "12/30"
    assert "cannot be longer than the lesion" in panel.refusal.text()


def test_what_nobody_confirms_stays_in_its_editor(panel: LesionPanel, qtbot: QtBot) -> None:
    panel.desk.confirm = lambda _title, _sentences, _needs_reason: None
    n = n_entries(panel)
    line = type_over(panel, "T1", 6, "4.12")
    QTest.keyClick(line, KEY.Key_Return)
    qtbot.waitUntil(lambda: panel.view.indexWidget(cell_at(panel, "T1", 6)) not in {None, line})
    assert editor(panel).text() == "4.12"
    assert "about a tenth" in panel.refusal.text()
    assert n_entries(panel) == n


def test_an_emptied_cell_asks_why_and_takes_the_measurement_out(panel: LesionPanel) -> None:
    asked: list[tuple[str, bool]] = []

    def because(title: str, _sentences: object, needs_reason: bool) -> str:
        asked.append((title, needs_reason))
        return "wrong lesion"

    panel.desk.confirm = because
    go_to(panel, "T1", 6)
    QTest.keyClick(panel.view, KEY.Key_Delete)
    assert size_of(panel, "T1", "A3") is None
    assert asked == [("Retract measurement 41.2 mm", True)]
    assert shown(panel, "RECIST 1.1", 6).category is Category.NE
