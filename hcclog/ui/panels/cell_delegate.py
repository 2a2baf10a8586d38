"""Paints the cells of every table: words, italics after them, chips, and hairlines between rows."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPen
from PySide6.QtWidgets import (
    QAbstractItemView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from hcclog.report.painting import fill
from hcclog.report.palette import Palette
from hcclog.ui.chips import chip_width, paint_chip
from hcclog.ui.models.row_table import CELL, Cell, RowTable
from hcclog.ui.text import chip_text
from hcclog.ui.theme import ROW_HEIGHT, current_colours

PAD = 10

_GAP = 6.0
_BOLD = QFont.Weight.DemiBold
Index = QModelIndex | QPersistentModelIndex


def dress(view: QTableView) -> None:
    """Let a table look as ours do: our cells, no grid, lines of one height without numbers."""
    view.setItemDelegate(CellDelegate(view))
    view.setShowGrid(False)
    view.setWordWrap(False)
    view.verticalHeader().hide()
    view.verticalHeader().setDefaultSectionSize(ROW_HEIGHT)
    view.horizontalHeader().setHighlightSections(False)


def dress_list(view: QTableView) -> None:
    """Let a table be a list of ours: whole lines are chosen, nothing is typed, Tab leads out."""
    dress(view)
    view.setTabKeyNavigation(False)
    view.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
    view.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
    view.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)


class CellDelegate(QStyledItemDelegate):
    """Paints one cell."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        cell = index.data(CELL)
        if not isinstance(cell, Cell):
            return super().sizeHint(option, index)
        plain, italic = _fonts(option.font, cell)
        width = QFontMetricsF(plain).horizontalAdvance(cell.text)
        if cell.after:
            width += _GAP + QFontMetricsF(italic).horizontalAdvance(cell.after)
        if cell.category:
            width += _GAP + chip_width(chip_text(cell.category))
        return QSize(round(width) + 2 * PAD + 2, ROW_HEIGHT)

    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: Index) -> QWidget:
        editor = super().createEditor(parent, option, index)
        title = index.model().headerData(index.column(), Qt.Orientation.Horizontal)
        editor.setAccessibleName(" ".join(str(title).split()) or "Value")
        return editor

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        cell = index.data(CELL)
        if not isinstance(cell, Cell):
            super().paint(painter, option, index)
            return
        model = index.model()
        row = model.row_at(index) if isinstance(model, RowTable) else None
        colours = current_colours()
        painter.save()
        _paint_ground(painter, option, row.kind if row else "entry", colours)
        room = QRectF(option.rect).adjusted(PAD, 0, -PAD, 0)
        right = bool(index.data(Qt.ItemDataRole.TextAlignmentRole) & Qt.AlignmentFlag.AlignRight)
        if cell.provisional:
            _mark_provisional(painter, QRectF(option.rect), colours)
        _paint_words(painter, room, option.font, cell, right=right)
        painter.restore()


def _paint_ground(
    painter: QPainter, option: QStyleOptionViewItem, kind: str, colours: Palette
) -> None:
    rect = QRectF(option.rect)
    if option.state & QStyle.StateFlag.State_Selected:
        fill(painter, rect, colours.accent_soft)
    elif kind in {"sum", "heading"}:
        fill(painter, rect, colours.surface)
    painter.setPen(QPen(QColor(colours.border), 1))
    painter.drawLine(
        QPointF(rect.left(), rect.bottom() - 0.5), QPointF(rect.right(), rect.bottom() - 0.5)
    )
    if option.state & QStyle.StateFlag.State_HasFocus:
        painter.setPen(QPen(QColor(colours.accent), 2))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRect(rect.adjusted(1, 1, -1, -2))


def _mark_provisional(painter: QPainter, rect: QRectF, colours: Palette) -> None:
    """Draw a broken line below what follows from a text that is still being typed."""
    painter.setPen(QPen(QColor(colours.accent), 1, Qt.PenStyle.DashLine))
    bottom = rect.bottom() - 2.5
    painter.drawLine(QPointF(rect.left() + PAD, bottom), QPointF(rect.right() - PAD, bottom))


def _fonts(base: QFont, cell: Cell) -> tuple[QFont, QFont]:
    plain, italic = QFont(base), QFont(base)
    if "strong" in cell.tone:
        plain.setWeight(_BOLD)
    italic.setItalic(True)
    plain.setItalic(cell.provisional)
    return plain, italic


def _ink(tone: str, colours: Palette) -> QColor:
    names = {"muted": colours.muted, "good": colours.good_text, "bad": colours.bad_text}
    return QColor(names.get(tone.partition(" ")[0], colours.text))


def _paint_words(painter: QPainter, room: QRectF, base: QFont, cell: Cell, *, right: bool) -> None:
    plain, italic = _fonts(base, cell)
    if cell.category:
        room = _paint_cell_chip(painter, room, cell, right=right)
    metrics, after_metrics = QFontMetricsF(plain), QFontMetricsF(italic)
    after = after_metrics.horizontalAdvance(cell.after) + _GAP if cell.after else 0.0
    text = metrics.elidedText(cell.text, Qt.TextElideMode.ElideRight, room.width() - after)
    width = metrics.horizontalAdvance(text)
    left = room.right() - width - after if right else room.left()
    painter.setPen(_ink("muted" if cell.provisional else cell.tone, current_colours()))
    painter.setFont(plain)
    box = QRectF(left, room.top(), room.right() - left + 1, room.height())
    painter.drawText(box, Qt.AlignmentFlag.AlignVCenter, text)
    if cell.after:
        painter.setFont(italic)
        box = box.adjusted(width + _GAP, 0, 2, 0)
        fitted = after_metrics.elidedText(cell.after, Qt.TextElideMode.ElideRight, box.width())
        painter.drawText(box, Qt.AlignmentFlag.AlignVCenter, fitted)


def _paint_cell_chip(painter: QPainter, room: QRectF, cell: Cell, *, right: bool) -> QRectF:
    """Paint the chip and return the room that is left for words."""
    width = chip_width(chip_text(cell.category)) if cell.category else 0.0
    if right:
        paint_chip(painter, room, cell.category, dot=cell.differs)
        return room.adjusted(0, 0, -width - _GAP, 0)
    box = QRectF(room.left(), room.top(), min(width, room.width()), room.height())
    paint_chip(painter, box, cell.category, dot=cell.differs)
    return room.adjusted(width + _GAP, 0, 0, 0)
