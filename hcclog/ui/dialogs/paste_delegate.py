"""Paints a pasted cell: its mark and words, and in italics what they are read as."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPen
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from hcclog.report.palette import Palette
from hcclog.ui.models.paste_table import TICKS
from hcclog.ui.models.row_table import CELL, Cell, Index
from hcclog.ui.theme import ROW_HEIGHT, current_colours

_PAD, _GAP = 10, 6.0


class PasteDelegate(QStyledItemDelegate):
    """Paints one cell of a block; the ticks are Qt's own."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        cell = index.data(CELL)
        if not isinstance(cell, Cell):
            return super().sizeHint(option, index)
        fonts = _fonts(option.font, cell)
        words = (cell.text, cell.after)
        widths = [
            QFontMetricsF(font).horizontalAdvance(text) + _GAP
            for font, text in zip(fonts, words, strict=True)
        ]
        return QSize(round(sum(widths)) + 2 * _PAD, ROW_HEIGHT)

    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: Index) -> QWidget:
        editor = super().createEditor(parent, option, index)
        title = index.model().headerData(index.column(), Qt.Orientation.Horizontal)
        editor.setAccessibleName(f"Row {index.row() + 1}, {title}")
        return editor

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        colours = current_colours()
        painter.save()
        cell = index.data(CELL)
        if index.column() == TICKS or not isinstance(cell, Cell):
            super().paint(painter, option, index)
        else:
            _paint_ground(painter, option, colours)
            _paint_words(painter, option, cell, colours)
        painter.setPen(QPen(QColor(colours.border), 1))
        painter.drawLine(option.rect.bottomLeft(), option.rect.bottomRight())
        painter.restore()


def _fonts(base: QFont, cell: Cell) -> tuple[QFont, QFont]:
    plain, italic = QFont(base), QFont(base)
    if cell.tone == "strong":
        plain.setWeight(QFont.Weight.DemiBold)
    italic.setItalic(True)
    return plain, italic


def _paint_ground(painter: QPainter, option: QStyleOptionViewItem, colours: Palette) -> None:
    rect = QRectF(option.rect)
    if option.state & QStyle.StateFlag.State_Selected:
        painter.fillRect(rect, QColor(colours.accent_soft))
    if option.state & QStyle.StateFlag.State_HasFocus:
        painter.setPen(QPen(QColor(colours.accent), 2))
        painter.drawRect(rect.adjusted(1, 1, -1, -2))


def _paint_words(
    painter: QPainter, option: QStyleOptionViewItem, cell: Cell, colours: Palette
) -> None:
    inks = {
        "muted": colours.muted,
        "good": colours.good_text,
        "warn": colours.warn_text,
        "bad": colours.bad_text,
    }
    painter.setPen(QColor(inks.get(cell.tone, colours.text)))
    room = QRectF(option.rect).adjusted(_PAD, 0, -_PAD, 0)
    for font, words in zip(_fonts(option.font, cell), (cell.text, cell.after), strict=True):
        metrics = QFontMetricsF(font)
        shown = metrics.elidedText(words, Qt.TextElideMode.ElideRight, room.width())
        painter.setFont(font)
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter, shown)
        room = room.adjusted(metrics.horizontalAdvance(shown) + _GAP, 0, 0, 0)
