"""Labels that show text as it is: what comes from a store is never read as markup."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

_LEAST = 40
_LONGEST_IN_MENU = 60


def plain_label(text: str = "", name: str = "", parent: QWidget | None = None) -> QLabel:
    """Return a label of plain text; `name` is what the style sheet knows it by."""
    label = QLabel(parent)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setText(text)
    label.setObjectName(name)
    return label


class WrappedLabel(QLabel):
    """A label that breaks its lines, and asks for the height that they have at its width.

    Qt asks for the height at a narrow width of its own choice; wider than that, the rest of it
    would stand empty around the words.
    """

    def __init__(self, text: str = "", name: str = "") -> None:
        super().__init__()
        self._given_width = 0
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setText(text)
        self.setObjectName(name)
        self.setWordWrap(True)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Minimum)

    def fit_to_width(self) -> None:
        """Ask for the height of the width it has, though nobody sees it yet."""
        if self.width() != self._given_width:
            self._given_width = self.width()
            self.updateGeometry()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.fit_to_width()

    def sizeHint(self) -> QSize:
        return self._at_its_width(super().sizeHint())

    def minimumSizeHint(self) -> QSize:
        return self._at_its_width(super().minimumSizeHint())

    def _at_its_width(self, hint: QSize) -> QSize:
        if self._given_width:
            hint.setHeight(self.heightForWidth(self._given_width))
        return hint


def wrapped_label(text: str = "", name: str = "") -> QLabel:
    """Return a label that breaks its lines."""
    return WrappedLabel(text, name)


class ElidedLabel(QLabel):
    """A label of one line that ends in an ellipsis where there is no room; the tip has it all."""

    def __init__(self, name: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setObjectName(name)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)

    def show_text(self, text: str) -> None:
        """Show a text."""
        self.setText(text)
        self.setToolTip("")
        self.setAccessibleName(text)

    def minimumSizeHint(self) -> QSize:
        return QSize(_LEAST, super().minimumSizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        room = self.contentsRect()
        shown = self.fontMetrics().elidedText(
            self.text(), Qt.TextElideMode.ElideRight, room.width()
        )
        painter.setPen(self.palette().color(self.foregroundRole()))
        painter.drawText(room, int(self.alignment() | Qt.AlignmentFlag.AlignVCenter), shown)
        painter.end()
        tip = plain_tip(self.text()) if shown != self.text() else ""
        if self.toolTip() != tip:
            self.setToolTip(tip)


def menu_words(text: str) -> str:
    """Return words of a menu that it shows as they are: an ampersand would mark a key."""
    words = " ".join(text.split())
    if len(words) > _LONGEST_IN_MENU:
        words = f"{words[: _LONGEST_IN_MENU - 1].rstrip()}…"
    return words.replace("&", "&&")


def plain_tip(text: str) -> str:
    """Return a tip that Qt shows as it is: it takes what looks like markup for markup."""
    if "<" not in text:
        return text
    from html import escape

    return f"<qt>{escape(text)}</qt>"
