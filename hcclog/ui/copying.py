"""Any table to the clipboard: as a spreadsheet finds it, and as a picture.

A spreadsheet takes the text with its tabs, or the table of the other form; no cell of either runs
as a formula, and a number is written as it reads numbers.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from html import escape

from PySide6.QtCore import QAbstractItemModel, QEvent, QMimeData, QObject, QPoint, Qt
from PySide6.QtGui import QContextMenuEvent, QGuiApplication, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QAbstractItemView, QMenu, QTableView

from hcclog.exchange.csv_text import guarded
from hcclog.report.number_files import tab_separated
from hcclog.report.picture import Numbers
from hcclog.ui.models.row_table import CELL, Cell, Index

_THIN, _MINUS = re.compile("[\u2009\u202f\u00a0]"), "\u2212"
_PRINTED_NUMBER = re.compile("[+\u2212-]?[0-9]{1,3}([\u2009\u202f\u00a0][0-9]{3})*([.,][0-9]+)?")


class TableCopying(QObject):
    """Lets a view be copied: Ctrl+C for what is chosen, a menu for more.

    Attributes:
        title: What the table is, as its picture says it.
        leaves: Asked before rows are copied, which it puts on record; False where they must stay.
    """

    def __init__(self, view: QAbstractItemView, title: str = "", *, has_menu: bool = True) -> None:
        """Take a view.

        Args:
            view: Any view.
            title: Of the table; the view's accessible name if left out.
            has_menu: False where the view shows a menu of its own, which `fill` adds to.
        """
        super().__init__(view)
        self._view, self._title, self._has_menu = view, title, has_menu
        self.leaves: Callable[[], bool] = _of_no_record
        view.installEventFilter(self)

    @property
    def title(self) -> str:
        """What the table is."""
        return self._title or self._view.accessibleName()

    def fill(self, menu: QMenu) -> None:
        """Put the actions into a menu, below what is there."""
        if not menu.isEmpty():
            menu.addSeparator()
        copy = menu.addAction("Cop&y\tCtrl+C", self.copy)
        copy.setEnabled(bool(self._chosen_rows()))
        whole = menu.addAction("Copy who&le table", self.copy_whole)
        picture = menu.addAction("Copy as p&icture", self.copy_picture)
        for action in (whole, picture):
            action.setEnabled(self._view.model().rowCount() > 0)

    def open_menu(self, place: QPoint) -> QMenu:
        """Open a menu with nothing else in it."""
        menu = QMenu(self._view)
        self.fill(menu)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(place)
        return menu

    def copy(self) -> None:
        """Copy the rows that are chosen, all where none is; a single cell alone as it is."""
        cells = self._view.selectionModel().selectedIndexes()
        by_cell = self._view.selectionBehavior() is QAbstractItemView.SelectionBehavior.SelectItems
        if by_cell and len(cells) == 1 and isinstance(self._view, QTableView):
            QGuiApplication.clipboard().setText(guarded(_plain(words_of(cells[0]))))
            return
        rows = self._chosen_rows()
        if self.leaves():
            QGuiApplication.clipboard().setMimeData(table_mime(self.numbers(rows or None)))

    def copy_whole(self) -> None:
        """Copy all rows."""
        if self.leaves():
            QGuiApplication.clipboard().setMimeData(table_mime(self.numbers()))

    def copy_picture(self) -> None:
        """Copy the table as a picture, light, with its text beside it."""
        if not self.leaves():
            return
        from hcclog.report.paper import Paper
        from hcclog.report.patient.document import STYLE
        from hcclog.report.table_picture import TablePicture
        from hcclog.ui.picture_clipboard import picture_mime

        picture = TablePicture(self.title, self.numbers(as_read=True), self._right())
        paper = Paper(width_mm=picture.width_mm(STYLE))
        QGuiApplication.clipboard().setMimeData(picture_mime(picture, paper))

    def numbers(self, rows: Sequence[int] | None = None, *, as_read: bool = False) -> Numbers:
        """Return header and rows.

        Args:
            rows: Which; all where left out.
            as_read: With thin spaces and typographic signs, as they are shown.
        """
        model, shown = self._view.model(), self._columns()
        taken = range(model.rowCount()) if rows is None else rows
        clean = str if as_read else _plain
        header = tuple(_title_of(model, n) for n in shown)
        return Numbers(
            header,
            [tuple(clean(words_of(model.index(row, n))) for n in shown) for row in taken],
        )

    def _columns(self) -> list[int]:
        view = self._view
        columns = range(view.model().columnCount())
        if not isinstance(view, QTableView):
            return list(columns)
        return [n for n in columns if not view.isColumnHidden(n)]

    def _chosen_rows(self) -> list[int]:
        return sorted({each.row() for each in self._view.selectionModel().selectedIndexes()})

    def _right(self) -> frozenset[int]:
        """Return the columns whose words end at one edge."""
        model, role = self._view.model(), Qt.ItemDataRole.TextAlignmentRole
        side = Qt.AlignmentFlag.AlignRight
        return frozenset(
            at
            for at, n in enumerate(self._columns())
            if model.rowCount() and (model.index(0, n).data(role) or side & ~side) & side
        )

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and event.type() is QEvent.Type.KeyPress:
            if event.matches(QKeySequence.StandardKey.Copy):
                self.copy()
                return True
        elif self._has_menu and isinstance(event, QContextMenuEvent):
            self.open_menu(self._place_of(event))
            return True
        return False

    def _place_of(self, event: QContextMenuEvent) -> QPoint:
        if event.reason() is not QContextMenuEvent.Reason.Keyboard:
            return event.globalPos()
        rect = self._view.visualRect(self._view.currentIndex())
        return self._view.viewport().mapToGlobal(rect.bottomLeft())


def _of_no_record() -> bool:
    """Let what is typed or read from a file be copied: it is none of the store's."""
    return True


def table_mime(numbers: Numbers) -> QMimeData:
    """Return a table as text with tabs, and as a table of a page."""
    mime = QMimeData()
    mime.setText(tab_separated(numbers))
    mime.setHtml(_html(numbers))
    return mime


def words_of(index: Index) -> str:
    """Return what stands in a cell, in one line."""
    cell = index.data(CELL)
    words = cell.words if isinstance(cell, Cell) else index.data(Qt.ItemDataRole.DisplayRole)
    return " ".join(str(words if words is not None else "").split("\n")).strip()


def _title_of(model: QAbstractItemModel, n: int) -> str:
    title = model.headerData(n, Qt.Orientation.Horizontal, Qt.ItemDataRole.DisplayRole)
    return " ".join(str(title if title is not None else "").split())


def _plain(words: str) -> str:
    """Return a number as a spreadsheet reads it; other words as they are."""
    if _PRINTED_NUMBER.fullmatch(words):
        return _THIN.sub("", words).replace(_MINUS, "-")
    return words


def _html(numbers: Numbers) -> str:
    def line(tag: str, cells: Sequence[str]) -> str:
        inner = "".join(f"<{tag}>{escape(guarded(cell))}</{tag}>" for cell in cells)
        return f"<tr>{inner}</tr>"

    rows = "".join(line("td", row) for row in numbers.rows)
    head = line("th", numbers.header)
    body = f"<body><table>{head}{rows}</table></body>"
    return f'<html><head><meta charset="utf-8"></head>{body}</html>'
