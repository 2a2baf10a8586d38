"""Worksheets that are shown, and how a person finds a cell in them and types into it."""

from PySide6.QtCore import QModelIndex
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit

from hcclog.domain.lesion import Lesion, Measurement
from hcclog.domain.record import PatientRecord
from hcclog.entry.sizes import measurement_at
from hcclog.ui.models.row_table import CELL, Cell
from hcclog.ui.panels.lesion_panel import LesionPanel


def cell_at(panel: LesionPanel, title: str, column: int) -> QModelIndex:
    """Return the cell of a row by its first words."""
    rows = panel.model.table().rows
    row = next(n for n, each in enumerate(rows) if each.cells[0].text == title)
    return panel.model.index(row, column)


def shown(panel: LesionPanel, title: str, column: int) -> Cell:
    """Return what stands in a cell."""
    cell = cell_at(panel, title, column).data(CELL)
    assert isinstance(cell, Cell)
    return cell


def go_to(panel: LesionPanel, title: str, column: int) -> None:
    """Choose a cell."""
    panel.view.setCurrentIndex(cell_at(panel, title, column))


def editor(panel: LesionPanel) -> QLineEdit:
    """Return the editor of the chosen cell."""
    found = panel.view.indexWidget(panel.view.currentIndex())
    assert isinstance(found, QLineEdit)
    return found


def type_over(panel: LesionPanel, title: str, column: int, text: str) -> QLineEdit:
    """Type into a chosen cell, without going on."""
    go_to(panel, title, column)
    QTest.keyClicks(panel.view, text[0])
    QTest.keyClicks(editor(panel), text[1:])
    return editor(panel)


def n_entries(panel: LesionPanel) -> int:
    """Return how often something was written."""
    return panel.desk.logbook.store.reader.n_entries()


def record_of(panel: LesionPanel) -> PatientRecord:
    """Return the record of the chosen patient."""
    record = panel.desk.record()
    assert record is not None
    return record


def lesion_of(panel: LesionPanel, label: str) -> Lesion:
    """Return a lesion by its label."""
    return next(each for each in record_of(panel).lesions if each.label == label)


def size_of(panel: LesionPanel, label: str, assessment_id: str) -> Measurement | None:
    """Return what was measured of a lesion."""
    return measurement_at(record_of(panel), lesion_of(panel, label).id, assessment_id)
