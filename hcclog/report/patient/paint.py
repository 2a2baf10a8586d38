"""Paint a page: its own shapes, then the drawings that lie on it."""

from __future__ import annotations

from PySide6.QtGui import QPainter

from hcclog.report.painting import paint
from hcclog.report.patient.flow import Page


def paint_page(painter: QPainter, page: Page) -> None:
    """Paint a page at the painter's origin, in pixels of 1/96 inch."""
    paint(painter, page.drawing)
    for placed in page.placed:
        painter.save()
        painter.translate(placed.left, placed.top)
        painter.scale(placed.scale, placed.scale)
        paint(painter, placed.drawing, ground=False)
        painter.restore()
