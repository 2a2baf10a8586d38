"""A picture for the clipboard, in every form that the program it goes to may want."""

from __future__ import annotations

from PySide6.QtCore import QMimeData

from hcclog.report.figure_files import About, paper_image, pdf_bytes, png_bytes, svg_bytes
from hcclog.report.number_files import tab_separated
from hcclog.report.paper import Paper, printed
from hcclog.report.picture import Picture

COPIED = "Copied as SVG, PDF and PNG, and its numbers as text."


def picture_mime(picture: Picture, paper: Paper) -> QMimeData:
    """Return a picture as SVG, PDF and PNG, and its numbers as a spreadsheet takes them."""
    drawing = printed(picture, paper)
    about = About(picture.title, picture.description)
    mime = QMimeData()
    mime.setData("image/svg+xml", svg_bytes(drawing, about))
    mime.setData("application/pdf", pdf_bytes(drawing, about))
    mime.setData("image/png", png_bytes(drawing, about))
    mime.setImageData(paper_image(drawing))
    mime.setText(tab_separated(picture.numbers()))
    return mime
