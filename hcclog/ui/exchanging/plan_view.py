"""The table of what a file brings: Space ticks what is to be checked."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QHeaderView, QTableView, QWidget

from hcclog.ui.copying import TableCopying
from hcclog.ui.models.plan_table import READING, VERDICT, WHY, PlanTable
from hcclog.ui.panels.cell_delegate import dress_list

_MOST = {READING: 330, WHY: 900}
_OTHERS, _LEAST, _AROUND = 180, 70, 6
_MEASURED_ROWS = 100


class PlanView(QTableView):
    """Shows lines, however many: only what is seen is painted."""

    def __init__(self, model: PlanTable, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._table = model
        self.setAccessibleName("What the file says")
        self.setModel(model)
        dress_list(self)
        header = self.horizontalHeader()
        header.setResizeContentsPrecision(_MEASURED_ROWS)
        header.setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        model.modelReset.connect(self.set_widths)
        self.copying = TableCopying(self)
        self.clicked.connect(self._clicked)

    def set_widths(self) -> None:
        """Give each column the width of its words; the last takes what is left over."""
        room = self.viewport().width()
        why = min(self._words(WHY), _MOST[WHY])
        for n in range(self._table.columnCount()):
            # What is read may take what no reason needs.
            most = max(_MOST[READING], room - why) if n == READING else _MOST.get(n, _OTHERS)
            width = max(_LEAST, min(most, self._words(n)))
            width = max(width, room) if n == WHY else width
            self.setColumnWidth(n, width)
            room -= width

    def _words(self, column: int) -> int:
        """Return how wide the words of a column are."""
        title = self.horizontalHeader().sectionSizeHint(column)
        return max(self.sizeHintForColumn(column), title) + _AROUND

    def _clicked(self, index: QModelIndex) -> None:
        if index.column() == VERDICT:
            self._table.toggle([index])

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Space:
            self._table.toggle(self.selectionModel().selectedRows())
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.set_widths()
