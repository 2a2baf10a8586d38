"""A pasted block is looked at, corrected and added in one step, with real keys."""

from collections.abc import Callable, Sequence

import pytest
from PySide6.QtCore import QModelIndex, QPoint, Qt
from PySide6.QtTest import QAbstractItemModelTester, QTest
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from hcclog.domain.labs import LabResult
from hcclog.entry.paste.layout import Meaning, Shape, Subject
from hcclog.entry.paste.splitting import block_from_text
from hcclog.entry.preferences import DateOrder
from hcclog.logbook import Logbook
from hcclog.ui.desk import Desk
from hcclog.ui.dialogs.paste_preview import PastePreview
from hcclog.ui.models.row_table import CELL
from hcclog.ui.screenshots import settle
from tests.ui.desks import chosen

KEY = Qt.Key
CHECK = Qt.ItemDataRole.CheckStateRole
TEXT = """Date\tTest\tValue\tUnit
2024-01-15\tAFP\t512,4\tng/mL
2024-01-15\tALT\tnot done\tU/L
2024-02-12\tAFP\t1,204\tng/mL
2024-03-18\tAFP\t88\tng/mL
03/04/2024\tAlbumin\t38\tg/L
"""
Opened = Callable[..., PastePreview]


@pytest.fixture
def desk(empty_patient: Logbook) -> Desk:
    return chosen(empty_patient, "empty-01")


@pytest.fixture
def opened(qtbot: QtBot, desk: Desk, theme: object) -> Opened:
    """Open the preview of a text."""

    def opens(text: str = TEXT, subject: Subject = Subject.LABS) -> PastePreview:
        clerk = desk.clerk()
        assert clerk is not None
        dialog = PastePreview(desk, clerk, block_from_text(text), subject)
        qtbot.addWidget(dialog)
        dialog.show()
        dialog.activateWindow()
        qtbot.waitUntil(dialog.isActiveWindow)
        return dialog

    return opens


def labs(desk: Desk) -> tuple[LabResult, ...]:
    """Return the results of the record."""
    record = desk.record()
    assert record is not None
    return record.labs


def shown(dialog: PastePreview, row: int, column: int) -> str:
    """Return what a cell of the block shows."""
    return str(dialog.table.index_of((row, column)).data())


def lines(dialog: PastePreview) -> list[str]:
    """Return the lines below the block."""
    model = dialog.problems.model()
    return [str(model.index(n, 0).data()) for n in range(model.rowCount())]


def type_into(qtbot: QtBot, dialog: PastePreview, row: int, column: int, text: str) -> None:
    """Go to a cell, open it with Enter, type and close it with Enter."""
    dialog.view.go_to((row, column))
    QTest.keyClick(dialog.view, KEY.Key_Return)
    editor = dialog.view.findChild(QLineEdit)
    assert isinstance(editor, QLineEdit)
    editor.selectAll()
    QTest.keyClicks(editor, text)
    QTest.keyClick(editor, KEY.Key_Return)
    settle()


def test_each_cell_shows_its_reading_and_a_mark(opened: Opened) -> None:
    dialog = opened()
    assert shown(dialog, 1, 2) == "✓ 512,4 512.4"
    assert shown(dialog, 2, 2) == "✕ not done"
    assert shown(dialog, 3, 2) == "? 1,204"
    assert shown(dialog, 5, 0) == "? 03/04/2024"
    assert dialog.counts.text() == "5 results: 2 new, 2 with two readings, 1 refused"
    assert dialog.add_button.text() == "Add 2 results"
    assert [line[0] for line in lines(dialog)] == ["✕", "?", "?"]


def test_nothing_is_written_before_the_button_and_all_of_it_in_one_step(
    qtbot: QtBot, desk: Desk, opened: Opened
) -> None:
    dialog = opened()
    assert labs(desk) == ()
    QTest.mouseClick(dialog.add_button, Qt.MouseButton.LeftButton)
    assert [lab.as_typed for lab in labs(desk)] == ["512,4", "88"]
    assert desk.logbook.undo_label == "Add 2 results pasted"
    assert desk.undo()
    assert labs(desk) == ()


def test_cancel_writes_nothing(qtbot: QtBot, desk: Desk, opened: Opened) -> None:
    dialog = opened()
    QTest.keyClick(dialog.view, KEY.Key_Escape)
    assert not dialog.isVisible()
    assert labs(desk) == ()


def test_the_same_block_again_adds_nothing(qtbot: QtBot, desk: Desk, opened: Opened) -> None:
    text = "Date\tTest\tValue\tUnit\n2024-01-15\tAFP\t512,4\tng/mL\n2024-02-12\tINR\t1.1\t"
    first = opened(text)
    QTest.keyClick(first.view, KEY.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert len(labs(desk)) == 2
    again = opened(text)
    assert again.counts.text() == "2 results: 2 already there"
    assert shown(again, 1, 2) == "= 512,4 512.4"
    assert not again.add_button.isEnabled()
    assert again.add_button.text() == "Nothing to add"
    QTest.keyClick(again.view, KEY.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert again.isVisible()
    assert len(labs(desk)) == 2


def test_a_cell_is_corrected_in_place_and_read_anew(
    qtbot: QtBot, desk: Desk, opened: Opened
) -> None:
    dialog = opened()
    type_into(qtbot, dialog, 2, 2, "45")
    assert shown(dialog, 2, 2) == "✓ 45"
    assert dialog.add_button.text() == "Add 3 results"
    assert labs(desk) == ()


def test_enter_in_a_cell_adds_nothing(qtbot: QtBot, desk: Desk, opened: Opened) -> None:
    dialog = opened()
    type_into(qtbot, dialog, 2, 2, "still not done")
    assert dialog.isVisible()
    assert shown(dialog, 2, 2) == "✕ still not done"
    assert labs(desk) == ()


def test_space_leaves_a_result_out_and_takes_it_back(
    qtbot: QtBot, desk: Desk, opened: Opened
) -> None:
    dialog = opened()
    dialog.view.go_to((1, 0))
    QTest.keyClick(dialog.view, KEY.Key_Space)
    assert shown(dialog, 1, 2) == "– 512,4 512.4"
    assert dialog.add_button.text() == "Add 1 result"
    QTest.keyClick(dialog.view, KEY.Key_Space)
    assert dialog.add_button.text() == "Add 2 results"


def test_a_click_on_a_tick_leaves_a_row_out(qtbot: QtBot, opened: Opened) -> None:
    dialog = opened()
    index = dialog.table.index(4, 0)
    assert index.data(CHECK) is Qt.CheckState.Checked
    assert dialog.table.index(2, 0).data(CHECK) is None
    place = dialog.view.visualRect(index)
    place.setWidth(26)
    QTest.mouseClick(dialog.view.viewport(), Qt.MouseButton.LeftButton, pos=place.center())
    assert index.data(CHECK) is Qt.CheckState.Unchecked
    assert dialog.add_button.text() == "Add 1 result"


def test_one_result_of_a_wide_row_is_left_out(qtbot: QtBot, opened: Opened) -> None:
    dialog = opened("\t2024-01-15\t2024-02-12\nAFP (ng/mL)\t5\t6\n")
    dialog.view.go_to((1, 2))
    QTest.keyClick(dialog.view, KEY.Key_Space)
    assert dialog.table.index(1, 0).data(CHECK) is Qt.CheckState.PartiallyChecked
    assert [str(result.entity.value) for result in dialog.table.accepted()] == ["5"]


def test_the_order_of_the_dates_is_chosen_once(qtbot: QtBot, opened: Opened) -> None:
    dialog = opened()
    assert dialog.bar.order.isVisible()
    dialog.bar.order.setFocus()
    QTest.keyClick(dialog.bar.order, KEY.Key_Down)
    assert dialog.bar.order.currentData() == DateOrder.DAY_FIRST
    assert shown(dialog, 5, 0) == "✓ 03/04/2024 2024-04-03"
    assert dialog.add_button.text() == "Add 3 results"


def test_what_a_comma_means_is_chosen_for_its_column(qtbot: QtBot, opened: Opened) -> None:
    dialog = opened()
    dialog.view.go_to((3, 0))
    assert not dialog.bar.comma.isVisible()
    dialog.view.go_to((3, 2))
    assert dialog.bar.comma.isVisible()
    QTest.keyClick(dialog.bar.comma, KEY.Key_Down)
    QTest.keyClick(dialog.bar.comma, KEY.Key_Down)
    assert shown(dialog, 3, 2) == "✓ 1,204 1204"


def test_the_meaning_of_a_column_is_corrected(qtbot: QtBot, opened: Opened) -> None:
    dialog = opened("Date\tTest\tRemark\tValue\tUnit\n2024-01-15\tAFP\t7\t5\tng/mL\n")
    dialog.view.go_to((1, 3))
    dialog.bar.meaning.setCurrentText("Not taken")
    dialog.bar.meaning.activated.emit(dialog.bar.meaning.currentIndex())
    assert lines(dialog) == ["✕  No column is the value; say which one it is."]
    assert dialog.add_button.text() == "Nothing to add"
    dialog.view.go_to((1, 2))
    dialog.bar.meaning.setCurrentText("Value")
    dialog.bar.meaning.activated.emit(dialog.bar.meaning.currentIndex())
    assert dialog.preview.layout.meanings[2] is Meaning.VALUE
    assert [str(result.entity.value) for result in dialog.table.accepted()] == ["7"]


def test_how_the_block_lies_is_corrected(qtbot: QtBot, opened: Opened) -> None:
    dialog = opened("AFP (ng/mL)\t2024-01-15\n2024-02-15\t5\n")
    dialog.bar.shape.setFocus()
    dialog.bar.shape.setCurrentText("Dates down, tests across")
    dialog.bar.shape.activated.emit(dialog.bar.shape.currentIndex())
    assert dialog.preview.layout.shape is Shape.ACROSS


def test_the_first_row_is_said_to_be_no_titles(qtbot: QtBot, opened: Opened) -> None:
    dialog = opened()
    QTest.mouseClick(dialog.bar.titles, Qt.MouseButton.LeftButton, pos=_left_middle(dialog))
    assert not dialog.preview.layout.has_titles
    assert len(dialog.preview.results) == 6


def _left_middle(dialog: PastePreview) -> QPoint:
    point = dialog.bar.titles.rect().center()
    point.setX(8)
    return point


def test_the_usual_units_are_taken_when_a_person_says_so(qtbot: QtBot, opened: Opened) -> None:
    dialog = opened("Date\tAFP\n2024-01-15\t5\n")
    assert dialog.add_button.text() == "Nothing to add"
    dialog.bar.units.setFocus()
    QTest.keyClick(dialog.bar.units, KEY.Key_Space)
    assert shown(dialog, 1, 1) == "✓ 5 5 ng/mL"
    assert dialog.add_button.text() == "Add 1 result"


@pytest.mark.parametrize("by_key", [True, False], ids=["with Enter", "with a click"])
def test_a_line_below_leads_to_its_cell(qtbot: QtBot, opened: Opened, by_key: bool) -> None:
    dialog = opened()
    index = dialog.problems.model().index(1, 0)
    dialog.problems.setFocus()
    dialog.problems.setCurrentIndex(index)
    if by_key:
        QTest.keyClick(dialog.problems, KEY.Key_Return)
    else:
        middle = dialog.problems.visualRect(index).center()
        QTest.mouseClick(dialog.problems.viewport(), Qt.MouseButton.LeftButton, pos=middle)
    assert dialog.view.currentIndex() == dialog.table.index_of((3, 2))
    assert dialog.view.hasFocus()
    assert dialog.isVisible()


def test_what_is_unlikely_is_asked_about_once_it_is_ticked(
    qtbot: QtBot, desk: Desk, opened: Opened
) -> None:
    asked: list[str] = []

    def confirm(_title: str, sentences: Sequence[str], _needs_reason: bool) -> str:
        asked.extend(sentences)
        return "checked against the source"

    desk.confirm = confirm
    dialog = opened("Date\tTest\tValue\tUnit\n2099-01-15\tAFP\t5\tng/mL\n")
    assert dialog.add_button.text() == "Nothing to add"
    QTest.keyClick(dialog.view, KEY.Key_Space)
    QTest.mouseClick(dialog.add_button, Qt.MouseButton.LeftButton)
    assert asked == ["2099-01-15 lies after today."]
    assert len(labs(desk)) == 1


def test_a_person_who_goes_back_finds_the_block_as_it_was(
    qtbot: QtBot, desk: Desk, opened: Opened
) -> None:
    desk.confirm = lambda _title, _sentences, _needs_reason: None
    dialog = opened("Date\tTest\tValue\tUnit\n2099-01-15\tAFP\t5\tng/mL\n")
    QTest.keyClick(dialog.view, KEY.Key_Space)
    QTest.mouseClick(dialog.add_button, Qt.MouseButton.LeftButton)
    assert dialog.isVisible()
    assert dialog.refusal.text() == "2099-01-15 lies after today."
    assert labs(desk) == ()


def test_a_large_block_paints_only_what_is_seen(qtbot: QtBot, opened: Opened) -> None:
    rows = [
        f"{1990 + n // 300}-{1 + n % 12:02d}-{1 + n % 28:02d}\tAFP\t{n}.5\tng/mL"
        for n in range(2400)
    ]
    dialog = opened("\n".join(rows))
    assert dialog.table.rowCount() == 2400
    dialog.view.go_to((2399, 2))
    settle()
    assert dialog.view.visualRect(dialog.table.index_of((2399, 2))).isValid()
    assert len(dialog.view.viewport().children()) <= 1


def test_what_cannot_be_shown_does_no_harm(qtbot: QtBot, opened: Opened) -> None:
    dialog = opened("Date\tTest\tValue\tUnit\n<b>x</b>\ta\x00b\t\ud800\t\u202e5\n")
    dialog.grab()
    assert dialog.add_button.text() == "Nothing to add"
    cell = dialog.table.index_of((1, 0)).data(CELL)
    assert cell.text == "✕ <b>x</b>"


def test_the_model_keeps_qts_rules(qtbot: QtBot, opened: Opened) -> None:
    dialog = opened()
    tester = QAbstractItemModelTester(dialog.table)
    type_into(qtbot, dialog, 2, 2, "45")
    dialog.view.selectAll()
    QTest.keyClick(dialog.view, KEY.Key_Space)
    assert tester.model() is dialog.table
    assert dialog.table.rowCount(dialog.table.index(0, 0)) == 0
    assert dialog.table.data(QModelIndex()) is None
