"""A button with long words and short ones: it says what there is room for, and is never cut."""

from __future__ import annotations

from PySide6.QtCore import QSize
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QToolButton, QWidget


class FittingButton(QToolButton):
    """Shows its long words where they fit, else its short ones."""

    def __init__(self, name: str, words: str = "", parent: QWidget | None = None) -> None:
        """Take the name by which the style sheet knows it, and what it says at first."""
        super().__init__(parent)
        self.setObjectName(name)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self._long = self._short = words

    def say(self, long: str, short: str) -> None:
        """Say other words; ``&&`` is the sign itself."""
        self._long, self._short = long, short
        self.updateGeometry()
        self._show_words()

    # Qt's calls

    def sizeHint(self) -> QSize:
        return self._size_with(self._long)

    def minimumSizeHint(self) -> QSize:
        return self._size_with(self._short)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._show_words()

    def _show_words(self) -> None:
        words = self._long if self.width() >= self.sizeHint().width() else self._short
        if self.text() != words:
            self.setText(words)

    def _size_with(self, words: str) -> QSize:
        shown, metrics = super().sizeHint(), self.fontMetrics()
        wider = metrics.horizontalAdvance(words) - metrics.horizontalAdvance(self.text())
        return QSize(shown.width() + wider, shown.height())
