"""The first columns of a table that is scrolled sideways: they stay in sight, over the others."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtGui import QContextMenuEvent, QMouseEvent, QWheelEvent
from PySide6.QtWidgets import QAbstractItemView, QFrame, QTableView

from hcclog.ui.panels.cell_delegate import dress

if TYPE_CHECKING:
    from hcclog.ui.models.row_table import RowTable
    from hcclog.ui.panels.table_view import TableView

# Where the window is narrow, the columns that are scrolled to need the room more.
_MOST_SHARE = 0.6


class FirstColumns(QTableView):
    """Shows the first columns once more; what is chosen here is chosen in the table.

    The keyboard stays with the table, whose columns these are.
    """

    def __init__(self, table: TableView, model: RowTable, n: int) -> None:
        super().__init__(table)
        self._table, self._rows, self._n = table, model, n
        self.setObjectName("first_columns")
        self.setAccessibleName(f"{table.accessibleName()}, first columns")
        self.setModel(model)
        self.setSelectionModel(table.selectionModel())
        dress(self)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionBehavior(table.selectionBehavior())
        self.setSelectionMode(table.selectionMode())
        self.setFrameShape(QFrame.Shape.NoFrame)
        # A cell of another column that becomes the current one must not scroll these away.
        self.setAutoScroll(False)
        self.setVerticalScrollMode(table.verticalScrollMode())
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.hide()
        table.verticalScrollBar().valueChanged.connect(self.verticalScrollBar().setValue)
        table.horizontalScrollBar().valueChanged.connect(self.place)
        table.horizontalHeader().sectionResized.connect(self.place)
        for signal in (model.modelReset, model.rowsInserted, model.rowsRemoved):
            signal.connect(self._span_titles)
        self.doubleClicked.connect(table.doubleClicked)
        self._span_titles()

    def place(self) -> None:
        """Lie over the table where it is scrolled sideways and there is room for both."""
        widths = [self._table.columnWidth(n) for n in range(self._n)]
        room = self._table.width()
        scrolled = self._table.horizontalScrollBar().value() > 0
        self.setVisible(scrolled and sum(widths) <= _MOST_SHARE * room)
        if self.isHidden():
            return
        for n in range(self._rows.columnCount()):
            self.setColumnHidden(n, n >= self._n)
        for n, width in enumerate(widths):
            self.setColumnWidth(n, width)
        edge, bar = self._table.frameWidth(), self._table.horizontalScrollBar()
        height = self._table.height() - 2 * edge - (bar.height() if bar.isVisible() else 0)
        self.horizontalHeader().setFixedHeight(self._table.horizontalHeader().height())
        self.setGeometry(edge, edge, sum(widths), height)
        self.verticalScrollBar().setValue(self._table.verticalScrollBar().value())
        self.raise_()

    def covered(self) -> int:
        """Return how much of the table's left side lies under these columns."""
        return 0 if self.isHidden() else self.width()

    def _span_titles(self) -> None:
        self.clearSpans()
        for n, row in enumerate(self._rows.table().rows):
            if row.kind != "entry":
                self.setSpan(n, 0, 1, self._n)
        self.place()

    # Qt's calls

    def mousePressEvent(self, event: QMouseEvent) -> None:
        super().mousePressEvent(event)
        self._table.setFocus(Qt.FocusReason.MouseFocusReason)

    def wheelEvent(self, event: QWheelEvent) -> None:
        QCoreApplication.sendEvent(self._table.viewport(), event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        index = self.indexAt(event.pos())
        if index.isValid():
            self._table.setCurrentIndex(index)
        self._table.menu_wanted.emit(event.globalPos())
