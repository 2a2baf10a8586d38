"""A report as a PDF file: vectors, fonts embedded, texts that can be selected."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QBuffer, QIODevice, QMarginsF, QSizeF
from PySide6.QtGui import QPageLayout, QPageSize, QPainter, QPdfWriter

from hcclog.report.drawing import PIXELS_PER_INCH
from hcclog.report.patient.paint import paint_page
from hcclog.report.pdf_about import finished
from hcclog.report.typeface import gui_application

if TYPE_CHECKING:
    from hcclog.report.patient.document import Document

TITLE = "Patient report, hcclog"
_DPI = 1200


def pdf_bytes(document: Document) -> bytes:
    """Return the file: the same document gives the same bytes.

    Its title and its other data about itself hold neither code nor name, and no other date than
    the day of printing.
    """
    gui_application()
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QPdfWriter(buffer)
    writer.setResolution(_DPI)
    width, height = document.paper.size_mm
    size = QPageSize(
        QSizeF(width, height),
        QPageSize.Unit.Millimeter,
        document.paper.value,
        QPageSize.SizeMatchPolicy.ExactMatch,
    )
    writer.setPageLayout(QPageLayout(size, QPageLayout.Orientation.Portrait, QMarginsF(0, 0, 0, 0)))
    _paint(writer, document)
    done = bytes(buffer.data().data())
    return finished(done, TITLE, document.printing.today)


def _paint(writer: QPdfWriter, document: Document) -> None:
    painter = QPainter(writer)
    try:
        painter.scale(_DPI / PIXELS_PER_INCH, _DPI / PIXELS_PER_INCH)
        for n, page in enumerate(document.pages):
            if n:
                writer.newPage()
            paint_page(painter, page)
    finally:
        painter.end()
