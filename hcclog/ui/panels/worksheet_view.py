"""The worksheet's view: cells are chosen one by one, and what is typed goes into the cell.

Enter and Tab move down and right as in a spreadsheet; at the end of a row Tab leaves the table.
"""

from __future__ import annotations

from PySide6.QtCore import (
    QItemSelection,
    QItemSelectionModel,
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    Qt,
    QTimer,
    Signal,
)
from PySide6.QtGui import QContextMenuEvent, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemDelegate, QAbstractItemView, QWidget

from hcclog.ui.desk import Desk
from hcclog.ui.kinship import kin
from hcclog.ui.models.lesion_table import FIRST, LesionTable
from hcclog.ui.models.row_table import RowTable
from hcclog.ui.panels.cell_delegate import Index
from hcclog.ui.panels.first_columns import FirstColumns
from hcclog.ui.panels.size_delegate import SizeDelegate
from hcclog.ui.panels.table_view import TableView

_LEAST = 104
_CTRL, _ALT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.AltModifier
_ENTERS = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_EDITING = QAbstractItemView.State.EditingState


class WorksheetView(TableView):
    """A table whose cells are entries of their own.

    Signals:
        menu_wanted: A person asked what can be done at the current cell; with the place on screen.
        entry_wanted: A person asked to correct what the current cell of the first columns names.
        imaging_wanted: A person asked to correct the imaging of a column.
    """

    menu_wanted = Signal(QPoint)
    entry_wanted = Signal()
    imaging_wanted = Signal(int)

    def __init__(
        self, desk: Desk, model: RowTable, name: str, parent: QWidget | None = None
    ) -> None:
        self._widths_due = QTimer()
        super().__init__(desk, model, name, parent)
        self._widths_due.setParent(self)
        self._widths_due.setSingleShot(True)
        self._widths_due.setInterval(0)
        self._widths_due.timeout.connect(self.set_widths)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectItems)
        # Qt would elide a title of two lines as one.
        self.horizontalHeader().setTextElideMode(Qt.TextElideMode.ElideNone)
        self.horizontalHeader().sectionDoubleClicked.connect(self.imaging_wanted)
        self.horizontalHeader().setSectionsClickable(True)
        self.doubleClicked.connect(self._double_clicked)
        delegate = SizeDelegate(self)
        delegate.text_typed.connect(self._try)
        delegate.left.connect(self._go_on)
        delegate.menu_asked.connect(self.ask_for_menu)
        self.setItemDelegate(delegate)
        self._first = FirstColumns(self, model, FIRST)

    def _room(self) -> int:
        """Let the columns take what they ask for: a worksheet is scrolled sideways."""
        return sum(column.width for column in self._row_table.table().columns)

    def _asked_width(self, n: int) -> int:
        return max(_LEAST if n >= FIRST else 0, super()._asked_width(n))

    def _title_columns(self) -> int:
        """The title of a sum or a series takes the columns before the first imaging."""
        return FIRST

    def _follow_words(self) -> None:
        """Fit the widths once for all rows that changed, and never under a hand that types."""
        self._widths_due.start()

    def set_widths(self) -> None:
        if self.state() is not _EDITING:
            super().set_widths()

    def retract_current(self) -> bool:
        """Empty the cell: its measurement is taken out; in the first columns, the lesion."""
        index = self.currentIndex()
        if index.isValid() and index.column() >= FIRST:
            return self._row_table.setData(index, "")
        return super().retract_current()

    def ask_for_menu(self) -> None:
        """Ask for the menu of the current cell."""
        rect = self.visualRect(self.currentIndex())
        self.menu_wanted.emit(self.viewport().mapToGlobal(rect.bottomLeft()))

    def move_by(self, rows: int, columns: int, *, wrap: bool = False) -> bool:
        """Go to the next lesion in a direction; False where there is none.

        Args:
            rows: Up or down.
            columns: Left or right.
            wrap: Whether the end of a row leads into the next.
        """
        here = self.currentIndex()
        row, column = here.row() + rows, here.column() + columns
        last = len(self._row_table.table().columns) - 2
        if columns and not 0 <= column <= last:
            if not wrap:
                return False
            row, column = row + columns, FIRST if columns > 0 else last
        step = rows or columns
        table = self._row_table.table().rows
        while 0 <= row < len(table) and table[row].kind != "entry":
            row += step
        if not 0 <= row < len(table):
            return False
        flag = QItemSelectionModel.SelectionFlag.ClearAndSelect
        self.selectionModel().setCurrentIndex(self._row_table.index(row, column), flag)
        return True

    def _go_on(self, rows: int, columns: int) -> None:
        """Go on after an editor; where it was refused, it opens again and all stays."""
        if not self.is_refused:
            self.move_by(rows, columns, wrap=True)

    def _try(self, index: QPersistentModelIndex, text: str) -> None:
        if isinstance(self._row_table, LesionTable) and index.isValid():
            self._row_table.try_text(index, text)

    def _double_clicked(self, index: QModelIndex) -> None:
        if index.column() < FIRST:
            self.entry_wanted.emit()

    # Qt's calls

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._first.place()

    def scrollTo(
        self,
        index: Index,
        hint: QAbstractItemView.ScrollHint = QAbstractItemView.ScrollHint.EnsureVisible,
    ) -> None:
        super().scrollTo(index, hint)
        hidden = self._first.covered() - self.visualRect(index).left()
        if index.column() >= FIRST and hidden > 0:
            bar = self.horizontalScrollBar()
            bar.setValue(bar.value() - hidden)

    def closeEditor(self, editor: QWidget, hint: QAbstractItemDelegate.EndEditHint) -> None:
        super().closeEditor(editor, hint)
        if isinstance(self._row_table, LesionTable):
            self._row_table.drop_trial()
        self._widths_due.start()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key, is_first = event.key(), self.currentIndex().column() < FIRST
        editing = self.state() is _EDITING
        if key == Qt.Key.Key_F2 and event.modifiers() & _CTRL:
            self.imaging_wanted.emit(self.currentIndex().column())
        elif key == Qt.Key.Key_Down and event.modifiers() & _ALT:
            self.ask_for_menu()
        elif is_first and not editing and key in {*_ENTERS, Qt.Key.Key_F2}:
            self.entry_wanted.emit()
        elif key in _ENTERS and not editing:
            back = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
            self.move_by(-1 if back else 1, 0)
        else:
            super().keyPressEvent(event)

    def focusNextPrevChild(self, next: bool) -> bool:  # noqa: A002 - Qt's name
        inside = self.hasFocus() and self.currentIndex().isValid()
        if inside and self.move_by(0, 1 if next else -1):
            return True
        return super().focusNextPrevChild(next)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        if event.reason() is QContextMenuEvent.Reason.Keyboard:
            self.ask_for_menu()
        else:
            self.menu_wanted.emit(event.globalPos())

    def _lead(self, _selected: QItemSelection, _gone: QItemSelection) -> None:
        """The panel says what a cell stands for."""

    def _follow(self, table: str, entity_id: str) -> None:
        if self.state() is _EDITING:
            return
        place, selection = self._place_of(table, entity_id), self.selectionModel()
        self._following = True
        if place is None:
            selection.clearSelection()
        elif place != (self.currentIndex().row(), self.currentIndex().column()) or (
            not selection.hasSelection()
        ):
            flag = QItemSelectionModel.SelectionFlag.ClearAndSelect
            selection.setCurrentIndex(self._row_table.index(*place), flag)
        self._following = False

    def _place_of(self, table: str, entity_id: str) -> tuple[int, int] | None:
        """Return row and column of an entry: a cell, a lesion's row, or the column of imaging."""
        record = self._desk.record()
        if record is None or not table:
            return None
        keys = [column.key for column in self._row_table.table().columns]
        row, column = -1, -1
        for name, own in kin(record, (table, entity_id)):
            if name == "measurement":
                found = next((m for m in record.measurements if m.id == own), None)
                row = self._row_table.row_of(("lesion", found.lesion_id)) if found else -1
            elif name == "lesion":
                here = self.currentIndex().column()
                row = self._row_table.row_of((name, own))
                column = here if 0 <= here < FIRST else 0
            elif name == "assessment" and own in keys:
                column = keys.index(own)
        if column >= 0 and row < 0:
            row = self._first_lesion()
        return (row, column) if row >= 0 and column >= 0 else None

    def _first_lesion(self) -> int:
        """Return the row of the current lesion, of the first where none is current; -1 without."""
        rows, here = self._row_table.table().rows, self.currentIndex().row()
        if 0 <= here < len(rows) and rows[here].kind == "entry":
            return here
        return next((n for n, row in enumerate(rows) if row.kind == "entry"), -1)
