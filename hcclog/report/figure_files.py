"""Figures on paper: SVG, PDF and PNG from the painting that the screen uses."""

from __future__ import annotations

import os
import re
from collections.abc import Callable
from math import ceil
from pathlib import Path
from tempfile import mkstemp

from PySide6.QtCore import QBuffer, QIODevice, QMarginsF, QRect, QRectF, QSize, QSizeF
from PySide6.QtGui import QImage, QPageLayout, QPageSize, QPainter, QPdfWriter
from PySide6.QtSvg import QSvgGenerator

from hcclog.report.drawing import PIXELS_PER_INCH, Drawing
from hcclog.report.painting import paint
from hcclog.report.palette import PRINT, Palette
from hcclog.report.picture import Picture
from hcclog.report.sheet import Style
from hcclog.report.svg_texts import with_lengths
from hcclog.report.typeface import FAMILY, gui_application, measure
from hcclog.rules.version import RULES_VERSION

DRAWN_BY = f"hcclog, rules {RULES_VERSION}"
MM_PER_INCH = 25.4
JOURNAL_WIDTH_MM = 170.0
PNG_DPI = 300
_PDF_DPI = 1200
_FAMILIES = re.compile(f'font-family="{FAMILY},[^"]*"')


def save_picture(
    picture: Picture,
    path: Path,
    width_mm: float = JOURNAL_WIDTH_MM,
    palette: Palette = PRINT,
    height_mm: float | None = None,
) -> Drawing:
    """Write a picture; the file is whole or not there.

    Args:
        picture: What to draw.
        path: Ends in ``.svg``, ``.pdf`` or ``.png``.
        width_mm: Width on paper.
        palette: Colours.
        height_mm: Height on paper; what the picture wishes when left out.

    Returns:
        What was drawn.

    Raises:
        ValueError: The name ends in something else.
        OSError: The file cannot be written.
    """
    write = writer(path)
    gui_application()
    style = Style(palette, measure)
    width = width_mm / MM_PER_INCH * PIXELS_PER_INCH
    wished = picture.height_at(width, style)
    height = wished if height_mm is None else height_mm / MM_PER_INCH * PIXELS_PER_INCH
    drawing = picture.lay_out((width, height), style)
    write_whole(path, write(drawing, picture.title))
    return drawing


def writer(path: Path) -> Callable[[Drawing, str], bytes]:
    """Return the function that makes the bytes of a file of this name.

    Raises:
        ValueError: The name ends in something that no figure is saved as.
    """
    writers = {".svg": svg_bytes, ".pdf": pdf_bytes, ".png": png_bytes}
    try:
        return writers[path.suffix.lower()]
    except KeyError:
        raise ValueError(f"{path.name}: a figure is saved as .svg, .pdf or .png") from None


def svg_bytes(drawing: Drawing, title: str) -> bytes:
    """Return an SVG file; its texts stay texts."""
    buffer = _open_buffer()
    generator = QSvgGenerator()
    generator.setOutputDevice(buffer)
    generator.setTitle(title)
    generator.setDescription(f"Clinical course, drawn by {DRAWN_BY}")
    generator.setResolution(PIXELS_PER_INCH)
    generator.setSize(QSize(ceil(drawing.width), ceil(drawing.height)))
    generator.setViewBox(QRectF(0, 0, ceil(drawing.width), ceil(drawing.height)))
    _paint_on(generator, drawing, 1.0)
    svg = with_lengths(bytes(buffer.data().data()).decode(), drawing.words())
    return _FAMILIES.sub(f'font-family="{FAMILY}, Helvetica, Arial, sans-serif"', svg).encode()


def pdf_bytes(drawing: Drawing, title: str) -> bytes:
    """Return a PDF of one page as large as the figure: vectors, fonts embedded, text selectable."""
    buffer = _open_buffer()
    pdf = QPdfWriter(buffer)
    pdf.setTitle(title)
    pdf.setCreator(DRAWN_BY)
    pdf.setResolution(_PDF_DPI)
    points = 72.0 / PIXELS_PER_INCH
    page = QPageSize(
        QSizeF(drawing.width * points, drawing.height * points),
        QPageSize.Unit.Point,
        "figure",
        QPageSize.SizeMatchPolicy.ExactMatch,
    )
    pdf.setPageLayout(QPageLayout(page, QPageLayout.Orientation.Portrait, QMarginsF(0, 0, 0, 0)))
    _paint_on(pdf, drawing, _PDF_DPI / PIXELS_PER_INCH)
    return bytes(buffer.data().data())


def png_bytes(drawing: Drawing, title: str) -> bytes:
    """Return a PNG of 300 dots an inch, which the file says."""
    image = image_of(drawing, PNG_DPI / PIXELS_PER_INCH)
    image.setText("Title", title)
    image.setText("Software", DRAWN_BY)
    buffer = _open_buffer()
    image.save(buffer, "PNG")  # type: ignore[call-overload]
    return bytes(buffer.data().data())


def image_of(drawing: Drawing, scale: float = 1.0) -> QImage:
    """Return a drawing as an image of so many dots a pixel."""
    size = QRect(0, 0, ceil(drawing.width * scale), ceil(drawing.height * scale)).size()
    image = QImage(size, QImage.Format.Format_RGB32)
    image.fill(drawing.background)
    dots_per_metre = round(PIXELS_PER_INCH * scale / MM_PER_INCH * 1000)
    image.setDotsPerMeterX(dots_per_metre)
    image.setDotsPerMeterY(dots_per_metre)
    _paint_on(image, drawing, scale)
    return image


def write_whole(path: Path, content: bytes) -> None:
    """Write under a temporary name beside the file, then put it in its place."""
    handle, name = mkstemp(prefix=f".{path.name}.", dir=path.parent)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
        Path(name).chmod(0o644)
        Path(name).replace(path)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise


def _open_buffer() -> QBuffer:
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    return buffer


def _paint_on(device: QImage | QPdfWriter | QSvgGenerator, drawing: Drawing, scale: float) -> None:
    painter = QPainter(device)
    try:
        painter.scale(scale, scale)
        paint(painter, drawing)
    finally:
        painter.end()
