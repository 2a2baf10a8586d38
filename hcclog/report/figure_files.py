"""Figures on paper: SVG, PDF and PNG from the painting that the screen uses."""

from __future__ import annotations

import re
from collections.abc import Callable
from math import ceil
from pathlib import Path
from typing import NamedTuple

from PySide6.QtCore import QBuffer, QIODevice, QMarginsF, QRectF, QSize, QSizeF
from PySide6.QtGui import QImage, QPageLayout, QPageSize, QPainter, QPdfWriter
from PySide6.QtSvg import QSvgGenerator

from hcclog.exchange.outgoing.whole import write_whole
from hcclog.report.drawing import PIXELS_PER_INCH, Drawing
from hcclog.report.painting import paint
from hcclog.report.palette import Palette
from hcclog.report.paper import MM_PER_INCH, PAGE_MM, POINTS_PER_INCH, Paper, printed
from hcclog.report.pdf_about import DRAWN_BY, LANGUAGE, finished
from hcclog.report.picture import Picture
from hcclog.report.svg_texts import with_lengths
from hcclog.report.typeface import FAMILY, gui_application

KINDS = (".svg", ".pdf", ".png")
PNG_DPI = 300
_PDF_DPI = 1200
_SVG_HEAD = re.compile(r'<svg width="[^"]*" height="[^"]*"')
_FAMILIES = re.compile(f'font-family="{FAMILY},[^"]*"')


class About(NamedTuple):
    """What a file says of its picture to who does not see it."""

    title: str
    description: str = ""

    @property
    def with_maker(self) -> str:
        """The description, and what drew it."""
        return f"{self.description} Drawn by {DRAWN_BY}.".strip()


Writer = Callable[[Drawing, About], bytes]


def save_picture(
    picture: Picture,
    path: Path,
    width_mm: float = PAGE_MM,
    palette: Palette | None = None,
    height_mm: float | None = None,
) -> Drawing:
    """Write a picture; the file is whole or not there.

    Args:
        picture: What to draw.
        path: Ends in ``.svg``, ``.pdf`` or ``.png``.
        width_mm: Width on paper.
        palette: Colours; those of print when left out.
        height_mm: Height on paper; what the picture wishes when left out.

    Returns:
        What was drawn.

    Raises:
        ValueError: The name ends in something else.
        OSError: The file cannot be written.
    """
    return save_on(Paper(width_mm, height_mm), picture, path, palette)


def save_on(paper: Paper, picture: Picture, path: Path, palette: Palette | None = None) -> Drawing:
    """Write a picture as it is printed on a paper, in its style; the file is whole or not there.

    Raises:
        ValueError: The name ends in something that no figure is saved as.
        OSError: The file cannot be written.
    """
    write = writer(path)
    gui_application()
    drawing = printed(picture, paper, palette)
    write_whole(path, write(drawing, About(picture.title, picture.description)))
    return drawing


def writer(path: Path) -> Writer:
    """Return the function that makes the bytes of a file of this name.

    Raises:
        ValueError: The name ends in something that no figure is saved as.
    """
    writers = dict(zip(KINDS, (svg_bytes, pdf_bytes, png_bytes), strict=True))
    try:
        return writers[path.suffix.lower()]
    except KeyError:
        raise ValueError(f"{path.name}: a figure is saved as .svg, .pdf or .png") from None


def svg_bytes(drawing: Drawing, about: About) -> bytes:
    """Return an SVG file; its texts stay texts."""
    buffer = _open_buffer()
    generator = QSvgGenerator()
    generator.setOutputDevice(buffer)
    generator.setTitle(about.title)
    generator.setDescription(about.with_maker)
    generator.setResolution(PIXELS_PER_INCH)
    generator.setSize(QSize(ceil(drawing.width), ceil(drawing.height)))
    generator.setViewBox(QRectF(0, 0, drawing.width, drawing.height))
    _paint_on(generator, drawing, 1.0)
    svg = _sized(bytes(buffer.data().data()).decode(), drawing)
    svg = with_lengths(svg, drawing.words())
    return _FAMILIES.sub(f'font-family="{FAMILY}, Helvetica, Arial, sans-serif"', svg).encode()


def _sized(svg: str, drawing: Drawing) -> str:
    """Say how large the picture is on paper, to a hundredth of a millimetre, and its language."""
    part = drawing.scale / PIXELS_PER_INCH * MM_PER_INCH
    width, height = (f"{length * part:.2f}mm" for length in (drawing.width, drawing.height))
    head = f'<svg role="img" xml:lang="{LANGUAGE}" width="{width}" height="{height}"'
    return _SVG_HEAD.sub(head, svg, count=1)


def pdf_bytes(drawing: Drawing, about: About) -> bytes:
    """Return a PDF of one page as large as the figure: vectors, fonts embedded, text selectable."""
    buffer = _open_buffer()
    pdf = QPdfWriter(buffer)
    pdf.setResolution(_PDF_DPI)
    points = drawing.scale * POINTS_PER_INCH / PIXELS_PER_INCH
    page = QPageSize(
        QSizeF(drawing.width * points, drawing.height * points),
        QPageSize.Unit.Point,
        "figure",
        QPageSize.SizeMatchPolicy.ExactMatch,
    )
    pdf.setPageLayout(QPageLayout(page, QPageLayout.Orientation.Portrait, QMarginsF(0, 0, 0, 0)))
    _paint_on(pdf, drawing, _PDF_DPI / PIXELS_PER_INCH * drawing.scale)
    return finished(bytes(buffer.data().data()), about.title)


def png_bytes(drawing: Drawing, about: About) -> bytes:
    """Return a PNG of 300 dots an inch, which the file says."""
    image = paper_image(drawing)
    image.setText("Title", about.title)
    image.setText("Description", about.description)
    image.setText("Software", DRAWN_BY)
    buffer = _open_buffer()
    image.save(buffer, "PNG")  # type: ignore[call-overload]
    return bytes(buffer.data().data())


def paper_image(drawing: Drawing) -> QImage:
    """Return a drawing as an image of 300 dots an inch on its paper."""
    image = image_of(drawing, PNG_DPI / PIXELS_PER_INCH * drawing.scale)
    dots_per_metre = round(PNG_DPI / MM_PER_INCH * 1000)
    image.setDotsPerMeterX(dots_per_metre)
    image.setDotsPerMeterY(dots_per_metre)
    return image


def image_of(drawing: Drawing, scale: float = 1.0) -> QImage:
    """Return a drawing as an image of so many dots a pixel."""
    # To the dot: 85 mm must not become 86 because of a rounding on the way.
    size = QSize(*(ceil(length * scale - 0.01) for length in (drawing.width, drawing.height)))
    image = QImage(size, QImage.Format.Format_RGB32)
    image.fill(drawing.background)
    dots_per_metre = round(PIXELS_PER_INCH * scale / MM_PER_INCH * 1000)
    image.setDotsPerMeterX(dots_per_metre)
    image.setDotsPerMeterY(dots_per_metre)
    _paint_on(image, drawing, scale)
    return image


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
