"""Light and dark: Fusion with our own palette, and one style sheet filled from the same colours."""

from __future__ import annotations

from enum import StrEnum

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QColor, QGuiApplication, QPalette
from PySide6.QtWidgets import QApplication, QStyleFactory

from hcclog.report.palette import DARK, LIGHT, Palette, mix
from hcclog.report.typeface import load_fonts, sized_font
from hcclog.ui.style_sheet import style_sheet

BASE_SIZE = 13
ROW_HEIGHT = 26
_STYLED = "hcclog_styled"
_Role = QPalette.ColorRole


class Choice(StrEnum):
    """Which theme the user wants."""

    LIGHT = "light"
    DARK = "dark"
    SYSTEM = "system"


class Theme(QObject):
    """The theme of the application.

    Signals:
        changed: Other colours hold; widgets that paint themselves paint anew.
    """

    changed = Signal()

    def __init__(self, app: QApplication, choice: Choice = Choice.SYSTEM) -> None:
        super().__init__(app)
        self._app = app
        self._choice = choice
        load_fonts()
        # Qt polishes every widget anew, also for the same style.
        if app.property(_STYLED) is None:
            app.setStyle(QStyleFactory.create("Fusion"))
            app.setProperty(_STYLED, True)
        app.setFont(sized_font(BASE_SIZE))
        QGuiApplication.styleHints().colorSchemeChanged.connect(self._follow)
        self._apply()

    @property
    def choice(self) -> Choice:
        """What the user wants."""
        return self._choice

    def choose(self, choice: Choice) -> None:
        """Switch to light, dark, or what the system says."""
        self._choice = choice
        self._apply()

    def _follow(self) -> None:
        if self._choice is Choice.SYSTEM:
            self._apply()

    def _apply(self) -> None:
        colours = _colours(self._choice)
        self._app.setPalette(qt_palette(colours))
        sheet = style_sheet(colours)
        # Qt polishes every widget anew, also for the same sheet.
        if sheet != self._app.styleSheet():
            self._app.setStyleSheet(sheet)
        self.changed.emit()


def current_colours() -> Palette:
    """Return the colours that hold now."""
    ground = QGuiApplication.palette().color(_Role.Window)
    return DARK if ground.lightness() < LIGHT_FROM else LIGHT


LIGHT_FROM = 128


def _colours(choice: Choice) -> Palette:
    if choice is Choice.SYSTEM:
        dark = QGuiApplication.styleHints().colorScheme() is Qt.ColorScheme.Dark
        return DARK if dark else LIGHT
    return DARK if choice is Choice.DARK else LIGHT


def qt_palette(colours: Palette) -> QPalette:
    """Return Qt's palette for our colours."""
    palette = QPalette()
    for role, name in _roles(colours).items():
        palette.setColor(role, QColor(name))
    faded = QColor(mix(colours.muted, colours.background, 0.7))
    for role in (_Role.WindowText, _Role.Text, _Role.ButtonText, _Role.HighlightedText):
        palette.setColor(QPalette.ColorGroup.Disabled, role, faded)
    return palette


def _roles(colours: Palette) -> dict[QPalette.ColorRole, str]:
    return {
        _Role.Window: colours.background,
        _Role.WindowText: colours.text,
        _Role.Base: colours.background,
        _Role.AlternateBase: colours.surface,
        _Role.Text: colours.text,
        _Role.Button: colours.background,
        _Role.ButtonText: colours.text,
        _Role.BrightText: colours.bad_text,
        _Role.Light: mix(colours.text, colours.background, 0.1),
        _Role.Midlight: colours.surface,
        _Role.Mid: colours.border,
        _Role.Dark: colours.muted,
        _Role.Shadow: colours.border,
        _Role.Highlight: colours.accent,
        _Role.HighlightedText: colours.on_accent,
        _Role.Link: colours.accent,
        _Role.ToolTipBase: colours.surface,
        _Role.ToolTipText: colours.text,
        _Role.PlaceholderText: colours.muted,
        _Role.Accent: colours.accent,
    }
