"""The worksheet's view: cells are chosen one by one, and what is typed goes into the cell."""

from __future__ import annotations

from PySide6.QtCore import QItemSelection, QItemSelectionModel, Qt
from PySide6.QtWidgets import QAbstractItemView, QWidget

from hcclog.ui.desk import Desk
from hcclog.ui.models.row_table import RowTable
from hcclog.ui.panels.table_view import TableView

_FIRST = 3
_LEAST = 104


class WorksheetView(TableView):
    """A table whose cells are entries of their own."""

    def __init__(
        self, desk: Desk, model: RowTable, name: str, parent: QWidget | None = None
    ) -> None:
        super().__init__(desk, model, name, parent)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectItems)
        # Qt would elide a title of two lines as one.
        self.horizontalHeader().setTextElideMode(Qt.TextElideMode.ElideNone)

    def _room(self) -> int:
        """Let the columns take what they ask for: a worksheet is scrolled sideways."""
        return sum(column.width for column in self._row_table.table().columns)

    def _asked_width(self, n: int) -> int:
        return max(_LEAST if n >= _FIRST else 0, super()._asked_width(n))

    def _title_columns(self) -> int:
        """The title of a sum or a series takes the columns before the first imaging."""
        return _FIRST

    def retract_current(self) -> bool:
        """Empty the cell: its measurement is taken out; in the first columns, the lesion."""
        index = self.currentIndex()
        if index.isValid() and index.column() >= _FIRST:
            return self._row_table.setData(index, "")
        return super().retract_current()

    def _lead(self, _selected: QItemSelection, _gone: QItemSelection) -> None:
        """The panel says what a cell stands for."""

    def _follow(self, table: str, entity_id: str) -> None:
        place = self._place_of(table, entity_id)
        if place is None or place == (self.currentIndex().row(), self.currentIndex().column()):
            return
        flag = QItemSelectionModel.SelectionFlag.ClearAndSelect
        self.selectionModel().setCurrentIndex(self._row_table.index(*place), flag)

    def _place_of(self, table: str, entity_id: str) -> tuple[int, int] | None:
        """Return row and column of a measurement, or None where the mark is no cell."""
        record = self._desk.record()
        if record is None or table != "measurement":
            return None
        found = next((m for m in record.measurements if m.id == entity_id), None)
        keys = [column.key for column in self._row_table.table().columns]
        if found is None or found.assessment_id not in keys:
            return None
        row = self._row_table.row_of(("lesion", found.lesion_id))
        return (row, keys.index(found.assessment_id)) if row >= 0 else None
