"""A report as a PDF file: vectors, fonts embedded, texts that can be selected."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import QBuffer, QIODevice, QMarginsF, QSizeF
from PySide6.QtGui import QPageLayout, QPageSize, QPainter, QPdfWriter

from hcclog.report.drawing import PIXELS_PER_INCH
from hcclog.report.patient.choices import PageSize
from hcclog.report.patient.flow import Page
from hcclog.report.patient.paint import paint_page
from hcclog.report.pdf_about import finished
from hcclog.report.typeface import gui_application

TITLE = "Patient report, hcclog"
_DPI = 1200


def pdf_bytes(pages: Sequence[Page], paper: PageSize, today: date) -> bytes:
    """Return the file: the same pages give the same bytes on one day.

    Its title and its other data about itself hold neither code nor name, and no other date than
    the day of printing.
    """
    gui_application()
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QPdfWriter(buffer)
    writer.setResolution(_DPI)
    width, height = paper.size_mm
    size = QPageSize(
        QSizeF(width, height),
        QPageSize.Unit.Millimeter,
        paper.value,
        QPageSize.SizeMatchPolicy.ExactMatch,
    )
    writer.setPageLayout(QPageLayout(size, QPageLayout.Orientation.Portrait, QMarginsF(0, 0, 0, 0)))
    _paint(writer, pages)
    done = bytes(buffer.data().data())
    return finished(done, TITLE, today)


def _paint(writer: QPdfWriter, pages: Sequence[Page]) -> None:
    painter = QPainter(writer)
    try:
        painter.scale(_DPI / PIXELS_PER_INCH, _DPI / PIXELS_PER_INCH)
        for n, page in enumerate(pages):
            if n:
                writer.newPage()
            paint_page(painter, page)
    finally:
        painter.end()
