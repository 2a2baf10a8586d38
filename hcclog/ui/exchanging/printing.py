"""A report on a printer: the same pages as in its file."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtGui import QPageLayout, QPageSize, QPainter

from hcclog.report.drawing import PIXELS_PER_INCH

if TYPE_CHECKING:
    from PySide6.QtPrintSupport import QPrinter

    from hcclog.report.patient.document import Document

NO_PRINTER = "No printer is set up on this computer. Save the report as PDF and print that."
UNFIT = "Printing is not possible on this system: a library is missing. Save the report as PDF."
_SIZES = {"a4": QPageSize.PageSizeId.A4, "letter": QPageSize.PageSizeId.Letter}


def why_not() -> str:
    """Return why nothing can be printed here; empty where it can."""
    try:
        from PySide6.QtPrintSupport import QPrinterInfo
    except ImportError:
        return UNFIT
    return "" if QPrinterInfo.availablePrinterNames() else NO_PRINTER


def printer_for(document: Document) -> QPrinter:
    """Return a printer set to the paper of a report, edge to edge: the page has its own margins."""
    from PySide6.QtPrintSupport import QPrinter

    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    # Neither code nor name: a print queue is read by many.
    printer.setDocName("Patient report")
    printer.setPageSize(QPageSize(_SIZES[document.paper.value]))
    printer.setPageOrientation(QPageLayout.Orientation.Portrait)
    printer.setFullPage(True)
    return printer


def print_document(document: Document, printer: QPrinter) -> bool:
    """Print the pages that were chosen; False where the printer does not take them."""
    painter = QPainter()
    if not painter.begin(printer):
        return False
    scale = printer.logicalDpiX() / PIXELS_PER_INCH
    first = max(printer.fromPage(), 1)
    last = min(printer.toPage() or len(document.pages), len(document.pages))
    for n in range(first - 1, last):
        if n > first - 1 and not printer.newPage():
            painter.end()
            return False
        painter.save()
        painter.scale(scale, scale)
        document.paint_page(painter, n)
        painter.restore()
    return painter.end()
