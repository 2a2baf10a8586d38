"""Keys pressed at a window as a person presses them, and counted."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QWindow
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget

CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
ALT = Qt.KeyboardModifier.AltModifier


@dataclass
class Keyboard:
    """Sends keys to whatever has the focus, through the window as the system does.

    Attributes:
        window: Where the first keys go.
        n_pressed: Keys so far; a modifier held down counts as one too.
    """

    window: QWidget
    n_pressed: int = 0

    def press(
        self,
        key: Qt.Key,
        *modifiers: Qt.KeyboardModifier,
        times: int = 1,
    ) -> None:
        """Press a key, with modifiers held."""
        held = Qt.KeyboardModifier.NoModifier
        for modifier in modifiers:
            held |= modifier
        for _ in range(times):
            QTest.keyClick(self._handle(), key, held)
            self.n_pressed += 1 + len(modifiers)

    def write(self, text: str) -> None:
        """Press the keys of a text."""
        for letter in text:
            QTest.keyClick(self._handle(), letter)  # type: ignore[call-overload]
            self.n_pressed += 1

    def _handle(self) -> QWindow:
        return QGuiApplication.focusWindow() or self.window.windowHandle()
