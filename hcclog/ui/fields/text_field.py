"""Texts of one line, and notes of several."""

from __future__ import annotations

import unicodedata
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QWidget

from hcclog.entry.clerk import Clerk
from hcclog.ui.fields.field import Field

_NOTE_HEIGHT = 62


class LineField(Field):
    """A field that is one line of text."""

    def __init__(
        self, name: str, words: str, hint: str = "", parent: QWidget | None = None
    ) -> None:
        super().__init__(name, words, parent)
        self.line = QLineEdit()
        self.line.setPlaceholderText(hint)
        self.line.textEdited.connect(self.edited)
        self.line.returnPressed.connect(self.finished)
        self.take(self.line)

    def typed(self) -> str:
        return self.line.text().strip()

    def retype(self, text: str) -> None:
        self.line.setText(text)


class TextField(LineField):
    """A text; several lines that are pasted become one."""

    def value(self, clerk: Clerk) -> str:
        return unicodedata.normalize("NFC", " ".join(self.line.text().split()))

    def show_value(self, value: Any, clerk: Clerk) -> None:
        self.line.setText(str(value or ""))


class NoteField(Field):
    """A note of several lines; Tab goes on to the next field.

    Where Enter goes on too, as in every other field of a page, Shift+Enter breaks the line.
    """

    def __init__(
        self,
        name: str,
        words: str,
        parent: QWidget | None = None,
        *,
        enter_goes_on: bool = False,
    ) -> None:
        super().__init__(name, words, parent)
        self.note = _Note(enter_goes_on=enter_goes_on)
        self.note.setFixedHeight(_NOTE_HEIGHT)
        self.note.setTabChangesFocus(True)
        self.note.textChanged.connect(self.edited)
        self.take(self.note)

    def value(self, clerk: Clerk) -> str:
        return unicodedata.normalize("NFC", self.note.toPlainText().strip())

    def show_value(self, value: Any, clerk: Clerk) -> None:
        self.note.setPlainText(str(value or ""))

    def typed(self) -> str:
        return self.note.toPlainText()

    def retype(self, text: str) -> None:
        self.note.setPlainText(text)


class _Note(QPlainTextEdit):
    """Ctrl+Enter is for the form around it."""

    def __init__(self, *, enter_goes_on: bool) -> None:
        super().__init__()
        self._enter_goes_on = enter_goes_on

    def keyPressEvent(self, event: QKeyEvent) -> None:
        enter = event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}
        breaks = event.modifiers() & Qt.KeyboardModifier.ShiftModifier
        goes_on = self._enter_goes_on and not breaks
        if enter and (goes_on or event.modifiers() & Qt.KeyboardModifier.ControlModifier):
            event.ignore()
            return
        super().keyPressEvent(event)
