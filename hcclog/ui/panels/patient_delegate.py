"""Paints one patient of the list: code and last response, facts, last marker."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPen
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from hcclog.report.palette import Palette
from hcclog.ui.chips import chip_width, paint_chip
from hcclog.ui.models.patient_list import LINES, ListItem
from hcclog.ui.text import chip_text
from hcclog.ui.theme import current_colours

HEIGHT = 84
_PAD = 10
_RADIUS = 6
_LINE = 17.0
_SMALL = 12
_GAP = 8.0
Index = QModelIndex | QPersistentModelIndex


class PatientDelegate(QStyledItemDelegate):
    """Paints one item."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(0, HEIGHT)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        colours = current_colours()
        item = index.data(LINES)
        shown = item if isinstance(item, ListItem) else ListItem()
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = QRectF(option.rect).adjusted(2, 2, -2, -2)
        _paint_ground(painter, box, option, colours)
        room = box.adjusted(_PAD, 7, -_PAD, -5)
        _paint_head(painter, room, option.font, str(index.data()), shown)
        _paint_lines(painter, room, option.font, shown, colours)
        painter.restore()


def _paint_ground(
    painter: QPainter, box: QRectF, option: QStyleOptionViewItem, colours: Palette
) -> None:
    selected = bool(option.state & QStyle.StateFlag.State_Selected)
    hovered = bool(option.state & QStyle.StateFlag.State_MouseOver)
    painter.setPen(Qt.PenStyle.NoPen)
    if selected or hovered:
        painter.setBrush(QColor(colours.accent_soft if selected else colours.background))
        painter.drawRoundedRect(box, _RADIUS, _RADIUS)
    if option.state & QStyle.StateFlag.State_HasFocus:
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(QColor(colours.accent), 2))
        painter.drawRoundedRect(box.adjusted(1, 1, -1, -1), _RADIUS, _RADIUS)


def _paint_head(painter: QPainter, room: QRectF, base: QFont, code: str, item: ListItem) -> None:
    bold = QFont(base)
    bold.setWeight(QFont.Weight.Bold)
    line = QRectF(room.left(), room.top(), room.width(), _LINE)
    taken = 0.0
    if item.category is not None:
        paint_chip(painter, line, item.category)
        taken = chip_width(chip_text(item.category)) + _GAP
    painter.setFont(bold)
    painter.setPen(QColor(current_colours().text))
    elide = Qt.TextElideMode.ElideRight
    shown = QFontMetricsF(bold).elidedText(code, elide, room.width() - taken)
    painter.drawText(line, Qt.AlignmentFlag.AlignVCenter, shown)


def _paint_lines(
    painter: QPainter, room: QRectF, base: QFont, item: ListItem, colours: Palette
) -> None:
    small = QFont(base)
    small.setPixelSize(_SMALL)
    metrics = QFontMetricsF(small)
    painter.setFont(small)
    painter.setPen(QColor(colours.muted))
    facts = two_lines(item.facts, lambda words: metrics.horizontalAdvance(words) <= room.width())
    for n, words in enumerate((*facts, item.marker), start=1):
        line = QRectF(room.left(), room.top() + n * _LINE + 2, room.width(), _LINE)
        shown = metrics.elidedText(words, Qt.TextElideMode.ElideRight, room.width())
        painter.drawText(line, Qt.AlignmentFlag.AlignVCenter, shown)


def two_lines(words: str, fits: Callable[[str], bool]) -> list[str]:
    """Return words on one line, or broken at the last space that fits."""
    if fits(words):
        return [words] if words else []
    parts = words.split(" ")
    n_first = next(n for n in range(len(parts) - 1, -1, -1) if n <= 1 or fits(" ".join(parts[:n])))
    return [" ".join(parts[: max(n_first, 1)]), " ".join(parts[max(n_first, 1) :])]
