"""A report's pages as they are printed, one at a time."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QPainter, QPaintEvent, QPen, QWheelEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from hcclog.ui.theme import current_colours

if TYPE_CHECKING:
    from hcclog.report.patient.document import Document

_STEPS = {
    Qt.Key.Key_PageDown: 1,
    Qt.Key.Key_Down: 1,
    Qt.Key.Key_Right: 1,
    Qt.Key.Key_PageUp: -1,
    Qt.Key.Key_Up: -1,
    Qt.Key.Key_Left: -1,
}
_MARGIN, _LEAST, _WISHED = 8.0, QSize(180, 200), QSize(520, 680)


class PagesView(QWidget):
    """Shows one page, as large as there is room; the keys of a book turn them.

    Signals:
        page_turned: Another page is shown: its number from 0, and how many there are.
    """

    page_turned = Signal(int, int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._document: Document | None = None
        self._said = ""
        self.page = 0
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setAccessibleName("Pages")

    @property
    def document(self) -> Document | None:
        """What is shown; None where nothing is."""
        return self._document

    def show_document(self, document: Document | None, said: str = "") -> None:
        """Show a report from its first page on, or why there is none."""
        self._document, self._said = document, said
        self.turn_to(0)

    def turn_to(self, page: int) -> None:
        """Show a page, as far as there is one."""
        n = len(self._document.pages) if self._document is not None else 0
        self.page = min(max(page, 0), max(n - 1, 0))
        self.setAccessibleDescription(self._words() or self._said)
        self.page_turned.emit(self.page, n)
        self.update()

    def _words(self) -> str:
        """Return what the page says, as a screen reader says it."""
        if self._document is None:
            return ""
        page = self._document.pages[self.page]
        drawings = (page.drawing, *(placed.drawing for placed in page.placed))
        return " ".join(words.text for drawing in drawings for words in drawing.words())

    # Qt's calls

    def sizeHint(self) -> QSize:
        return _WISHED

    def minimumSizeHint(self) -> QSize:
        return _LEAST

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        if key in _STEPS:
            self.turn_to(self.page + _STEPS[key])
        elif key == Qt.Key.Key_Home:
            self.turn_to(0)
        elif key == Qt.Key.Key_End and self._document is not None:
            self.turn_to(len(self._document.pages) - 1)
        else:
            super().keyPressEvent(event)

    def wheelEvent(self, event: QWheelEvent) -> None:
        self.turn_to(self.page + (-1 if event.angleDelta().y() > 0 else 1))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        colours = current_colours()
        if self._document is None:
            painter.setPen(QColor(colours.muted))
            painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, self._said)
        else:
            self._paint_page(painter, self._document)
        if self.hasFocus():
            painter.setPen(QPen(QColor(colours.accent), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(QRectF(self.rect()).adjusted(1, 1, -1, -1))
        painter.end()

    def _paint_page(self, painter: QPainter, document: Document) -> None:
        width, height = document.paper.size
        room = QRectF(self.rect()).adjusted(_MARGIN, _MARGIN, -_MARGIN, -_MARGIN)
        scale = min(room.width() / width, room.height() / height)
        left = room.left() + (room.width() - width * scale) / 2
        top = room.top() + (room.height() - height * scale) / 2
        painter.save()
        painter.translate(QPointF(left, top))
        painter.scale(scale, scale)
        painter.setClipRect(QRectF(0, 0, width, height))
        document.paint_page(painter, self.page)
        painter.restore()
        painter.setPen(QColor(current_colours().border))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRect(QRectF(left, top, width * scale, height * scale))
