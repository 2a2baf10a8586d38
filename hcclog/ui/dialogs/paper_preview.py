"""A picture as it will be on paper, as large as there is room."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QPainter, QPaintEvent, QPalette
from PySide6.QtWidgets import QSizePolicy, QWidget

from hcclog.report.drawing import Drawing
from hcclog.report.painting import paint

_MARGIN = 10.0
_LEAST, _WISHED = QSize(180, 140), QSize(460, 560)


class PaperPreview(QWidget):
    """Shows the drawing that is saved, painted by the same hand."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.drawing: Drawing | None = None
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setAccessibleName("Preview")

    def show_drawing(self, drawing: Drawing, said: str) -> None:
        """Show another drawing; `said` is for who does not see it."""
        self.drawing = drawing
        self.setAccessibleDescription(said)
        self.update()

    def sizeHint(self) -> QSize:
        return _WISHED

    def minimumSizeHint(self) -> QSize:
        return _LEAST

    def paintEvent(self, event: QPaintEvent) -> None:
        drawing = self.drawing
        if drawing is None:
            return
        painter = QPainter(self)
        room = QRectF(self.rect()).adjusted(_MARGIN, _MARGIN, -_MARGIN, -_MARGIN)
        part = min(room.width() / drawing.width, room.height() / drawing.height, drawing.scale)
        width, height = drawing.width * part, drawing.height * part
        left, top = room.center().x() - width / 2, room.top()
        painter.setPen(self.palette().color(QPalette.ColorRole.Mid))
        painter.drawRect(QRectF(left, top, width, height))
        painter.translate(left, top)
        painter.scale(part, part)
        paint(painter, drawing)
        painter.end()
