"""What is to be thought of before saving: a sentence a line, scrolled where there are many."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QScrollArea, QSizePolicy, QWidget

from hcclog.ui.labels import wrapped_label

_MOST_HEIGHT = 118
_FRAME = 4


class FindingsBox(QScrollArea):
    """Sentences that refuse nothing; hidden where there are none."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("findings")
        self.setAccessibleName(name)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self._label = wrapped_label("", "finding")
        self.setWidget(self._label)
        self.hide()

    def say(self, sentences: Sequence[str]) -> None:
        """Show sentences in place of those that were shown."""
        self._label.setText("\n".join(sentences))
        self.setAccessibleDescription(self.text())
        self.setVisible(bool(sentences))
        self._fit()

    def text(self) -> str:
        """Return what is shown."""
        return self._label.text()

    def sizeHint(self) -> QSize:
        return QSize(super().sizeHint().width(), min(self._words_height() + _FRAME, _MOST_HEIGHT))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self._fit()

    def _fit(self) -> None:
        # A label that breaks its lines asks for more height than it needs at this width.
        self._label.setMinimumHeight(self._words_height())
        self.updateGeometry()

    def _words_height(self) -> int:
        self._label.ensurePolished()
        return max(1, self._label.heightForWidth(self.viewport().width()))
