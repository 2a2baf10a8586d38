"""The History tab says who changed what from what to what, in the words of the forms."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from hcclog.commands.base import Add
from hcclog.domain.dates import ClinicalDate
from hcclog.logbook import Logbook
from hcclog.ui.desk import Desk
from hcclog.ui.entering import correct, take_out
from hcclog.ui.models.history_table import TAKEN_OUT, HistoryTable
from hcclog.ui.panels.history_panel import HistoryPanel, HistoryView
from tests.books import a_lab
from tests.ui.desks import chosen

WHAT, FIELD, FROM, TO, WHY = range(2, 7)
Words = tuple[str, str, str]


def rows(model: HistoryTable) -> list[list[str]]:
    return [[cell.words for cell in row.cells] for row in model.table().rows]


def moved(model: HistoryTable, n: int = 0) -> Words:
    row = rows(model)[n]
    return row[FIELD], row[FROM], row[TO]


@pytest.fixture
def desk(cases: Logbook) -> Desk:
    return chosen(cases, "zhang-2024")


def test_a_correction_says_the_field_both_values_and_the_reason(desk: Desk) -> None:
    record = desk.record()
    assert record is not None
    lab = next(lab for lab in record.labs if lab.analyte == "afp")
    correct(desk, replace(lab, value=Decimal("5.15")), lab)
    model = HistoryTable(desk)
    assert moved(model) == ("value", f"{lab.value:f}", "5.15")
    assert rows(model)[0][WHAT].startswith("Correct AFP 5.15")
    assert rows(model)[0][WHY].startswith("typing error")


@pytest.mark.parametrize(
    ("part", "fields", "said"),
    [
        ("courses", {"line_id": None}, ("line", "line 1", "nothing")),
        ("courses", {"agent": "sorafenib"}, ("agent", "lenvatinib", "sorafenib")),
        ("procedures", {"site": "S8"}, ("site", None, "S8")),
        ("labs", {"analyte": "pivka-ii", "unit": "mAU/mL"}, None),
        ("labs", {"on": ClinicalDate.parse("2021-12")}, ("date", None, "2021-12")),
    ],
    ids=["a line", "a drug", "a place", "two fields", "a date"],
)
def test_values_are_said_in_names(
    desk: Desk, part: str, fields: dict[str, object], said: Words | None
) -> None:
    record = desk.record()
    assert record is not None
    entity = getattr(record, part)[0]
    assert correct(desk, replace(entity, **fields), entity)
    model = HistoryTable(desk)
    if said is None:
        assert moved(model) == ("", "", "2 fields")
        assert [moved(model, n)[0] for n in (1, 2)] == ["test", "unit"]
        assert moved(model, 1)[2] == "PIVKA-II"
        return
    field, before, after = moved(model)
    assert (field, after) == (said[0], said[2])
    assert said[1] in {None, before}


def test_what_was_taken_out_is_still_read(desk: Desk) -> None:
    record = desk.record()
    assert record is not None
    lab = record.labs[0]
    assert take_out(desk, "lab_result", lab.id)
    field, before, after = moved(HistoryTable(desk))
    assert (field, after) == ("", TAKEN_OUT)
    assert f"value {lab.value:f}" in before
    desk.undo()
    assert moved(HistoryTable(desk))[1] == TAKEN_OUT


def test_a_row_selects_its_entry_where_it_is_still_there(desk: Desk, qtbot: QtBot) -> None:
    record = desk.record()
    assert record is not None
    lab = record.labs[0]
    correct(desk, replace(lab, value=Decimal("5.15")), lab)
    panel = HistoryPanel(desk)
    qtbot.addWidget(panel)
    panel.view.setCurrentIndex(panel.model.index(0, WHAT))
    assert desk.mark == ("lab_result", lab.id)


def test_what_moved_many_is_folded_until_enter(desk: Desk, qtbot: QtBot) -> None:
    panel = HistoryPanel(desk)
    qtbot.addWidget(panel)
    view, model = panel.view, panel.model
    assert isinstance(view, HistoryView)
    loaded = model.rowCount() - 1
    folded = model.rowCount()
    view.setCurrentIndex(model.index(loaded, 0))
    QTest.keyClick(view, Qt.Key.Key_Return)
    assert model.rowCount() > folded + 50
    assert view.current_row() is not None
    QTest.keyClick(view, Qt.Key.Key_Return)
    assert model.rowCount() == folded


def test_a_text_is_looked_for_in_folded_rows_too(desk: Desk, qtbot: QtBot) -> None:
    panel = HistoryPanel(desk)
    qtbot.addWidget(panel)
    QTest.keyClicks(panel.look_for, "lenvatinib")
    found = rows(panel.model)  # type: ignore[arg-type]
    assert found
    assert all("lenvatinib" in " ".join(row).casefold() for row in found)
    QTest.keyClicks(panel.look_for, " of nobody")
    assert panel.empty.isVisibleTo(panel)


def test_undo_and_redo_are_named_and_bring_every_value_back(
    empty_patient: Logbook, qtbot: QtBot
) -> None:
    desk = chosen(empty_patient, "empty-01")
    record = desk.record()
    assert record is not None
    desk.do(Add((a_lab(record.patient, "5.51"),)))
    desk.undo()
    desk.redo()
    model = HistoryTable(desk)
    assert [row[WHAT] for row in rows(model)][:3] == [
        "Done again: Add AFP 5.51 ng/mL",
        "Undone: Add AFP 5.51 ng/mL",
        "Add AFP 5.51 ng/mL",
    ]
    assert [moved(model, n)[2] for n in (0, 1)][1] == TAKEN_OUT
