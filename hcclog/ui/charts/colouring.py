"""Which colours suit a widget that paints itself."""

from __future__ import annotations

from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QWidget

from hcclog.report.palette import DARK, LIGHT, Palette

_DARK_BELOW = 128


def colours_of(widget: QWidget) -> Palette:
    """Return the colours that suit a widget's ground."""
    ground = widget.palette().color(QPalette.ColorRole.Window)
    return DARK if ground.lightness() < _DARK_BELOW else LIGHT
