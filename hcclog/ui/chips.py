"""Chips: a category's letters on its colour; the letters say it, the colour only helps."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from hcclog.domain.response import Category
from hcclog.report.drawing import TextRole
from hcclog.report.palette import chip_colours
from hcclog.report.typeface import font, measure
from hcclog.ui.text import chip_text
from hcclog.ui.theme import current_colours

HEIGHT = 18.0
_PAD = 6.0
_RADIUS = 3.5
_DOT = 6.0


def chip_width(text: str) -> float:
    """Return the width of a chip with these letters."""
    return measure(text, TextRole.CHIP) + 2 * _PAD


def paint_chip(
    painter: QPainter, box: QRectF, category: Category | None, text: str = "", *, dot: bool = False
) -> None:
    """Paint a chip at the right of a box, centred in its height.

    Args:
        painter: Where to.
        box: The room it may take; what does not fit is elided.
        category: Gives the colours, and the letters where `text` is empty.
        text: Other letters.
        dot: Whether reported and computed differ here.
    """
    words = text or (chip_text(category) if category else "")
    colours = current_colours()
    fill, ink = chip_colours(colours, category)
    width = min(chip_width(words), box.width())
    rect = QRectF(box.right() - width, box.center().y() - HEIGHT / 2, width, HEIGHT)
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(fill))
    painter.drawRoundedRect(rect, _RADIUS, _RADIUS)
    painter.setFont(font(TextRole.CHIP))
    painter.setPen(QColor(ink))
    shown = painter.fontMetrics().elidedText(words, Qt.TextElideMode.ElideRight, int(width))
    painter.drawText(rect, Qt.AlignmentFlag.AlignCenter, shown)
    if dot:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(colours.mark))
        painter.drawEllipse(QRectF(rect.right() - _DOT / 2, rect.top() - _DOT / 2 + 1, _DOT, _DOT))
    painter.restore()


class ChipLabel(QWidget):
    """A chip as a widget."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._category: Category | None = None
        self._text = ""
        self._dot = False
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def show_category(
        self, category: Category | None, text: str = "", *, dot: bool = False
    ) -> None:
        """Show a category, or other letters in grey."""
        self._category, self._dot = category, dot
        self._text = text or (chip_text(category) if category else "")
        self.setAccessibleName(category.value if category else self._text)
        self.updateGeometry()
        self.update()

    def text(self) -> str:
        """Return the letters."""
        return self._text

    def sizeHint(self) -> QSize:
        return QSize(round(chip_width(self._text)) + 4, round(HEIGHT) + 4)

    def paintEvent(self, event: QPaintEvent) -> None:
        if self._text:
            painter = QPainter(self)
            box = QRectF(self.rect()).adjusted(0, 2, -3, -2)
            paint_chip(painter, box, self._category, self._text, dot=self._dot)
            painter.end()
