"""Icons in the colours of the window."""

from __future__ import annotations

from PySide6.QtGui import QPalette, QPixmap

from hcclog.paths import RESOURCES


def tinted(name: str, palette: QPalette) -> QPixmap:
    """Return an icon drawn in the colour of muted text."""
    drawing = (RESOURCES / "icons" / f"{name}.svg").read_text(encoding="utf-8")
    colour = palette.color(QPalette.ColorRole.PlaceholderText).name()
    picture = QPixmap()
    picture.loadFromData(drawing.replace("currentColor", colour).encode(), "SVG")
    return picture
