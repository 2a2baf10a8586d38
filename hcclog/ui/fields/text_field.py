"""Texts of one line, and notes of several."""

from __future__ import annotations

import re
import unicodedata
from typing import Any

from PySide6.QtCore import QMimeData, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QWidget

from hcclog.commands.texts import most_characters
from hcclog.entry.clerk import Clerk
from hcclog.ui.fields.field import Field

_NOTE_HEIGHT = 62
# What cannot be seen and changes no letter beside it; marks that reorder letters are refused.
_INVISIBLE = re.compile("[\u00ad\u200b-\u200d\u2060\ufeff]")
_BREAKS = re.compile("[\t\n\v\f\r\x1c-\x1f\x85\u2028\u2029]+")
# What a file begins with; Qt leaves it out where a text begins with it, so it would not come back.
_BYTE_ORDER_MARK = "\ufeff"
_TAKEN_OUT = "An invisible character was taken out of what was typed."


class LineField(Field):
    """A field that is one line of text; breaks and tabs that are pasted become spaces.

    Attributes:
        n_most: How many characters fit; what is too long is cut and that is said, never in silence.
    """

    n_most = 2_000

    def __init__(
        self, name: str, words: str, hint: str = "", parent: QWidget | None = None
    ) -> None:
        super().__init__(name, words, parent)
        self.line = QLineEdit()
        self.line.setPlaceholderText(hint)
        self.line.setMaxLength(self.n_most)
        self.line.textEdited.connect(self._typed)
        self.line.inputRejected.connect(self._say_full)
        self.line.returnPressed.connect(self.finished)
        self.take(self.line)

    def typed(self) -> str:
        return self.line.text().replace(_BYTE_ORDER_MARK, "").strip()

    def retype(self, text: str) -> None:
        self.line.setText(text)

    def cleaned(self, text: str) -> str:
        """Return a text as the field shows it."""
        return _BREAKS.sub(" ", text)

    def _typed(self, text: str) -> None:
        shown = self.cleaned(text)
        if shown != text:
            place = len(self.cleaned(text[: self.line.cursorPosition()]))
            self.line.setText(shown)
            self.line.setCursorPosition(place)
        self.edited.emit()
        # A paste that does not fit has been cut when this is heard, and said so before it.
        if len(self.line.text()) == self.line.maxLength():
            self._say_full()

    def _say_full(self) -> None:
        if len(self.line.text()) == self.line.maxLength():
            self.refuse(f"No more than {self.line.maxLength()} characters fit here.")


class TextField(LineField):
    """A text; several lines that are pasted become one."""

    def __init__(
        self, name: str, words: str, hint: str = "", parent: QWidget | None = None
    ) -> None:
        super().__init__(name, words, hint, parent)
        self.line.setMaxLength(most_characters(name))

    def value(self, clerk: Clerk) -> str:
        return unicodedata.normalize("NFC", " ".join(self.typed().split()))

    def show_value(self, value: Any, clerk: Clerk) -> None:
        self.line.setText(str(value or ""))


class CodeField(TextField):
    """A code by which something is known: invisible characters are taken out, and that is said."""

    def cleaned(self, text: str) -> str:
        return _INVISIBLE.sub("", super().cleaned(text)).replace("\u00a0", " ")

    def _typed(self, text: str) -> None:
        super()._typed(text)
        if _INVISIBLE.search(text):
            self.refuse(_TAKEN_OUT)

    def value(self, clerk: Clerk) -> str:
        return _INVISIBLE.sub("", super().value(clerk))


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
        self.note = _Note(most_characters(name), enter_goes_on=enter_goes_on)
        self.note.setFixedHeight(_NOTE_HEIGHT)
        self.note.setTabChangesFocus(True)
        self.note.textChanged.connect(self.edited)
        self.note.was_too_long.connect(self.refuse)
        self.take(self.note)

    def value(self, clerk: Clerk) -> str:
        text = self.note.toPlainText().replace(_BYTE_ORDER_MARK, "")
        return unicodedata.normalize("NFC", text.strip())

    def show_value(self, value: Any, clerk: Clerk) -> None:
        self.note.setPlainText(str(value or ""))

    def typed(self) -> str:
        return self.note.toPlainText()

    def retype(self, text: str) -> None:
        self.note.setPlainText(text)


class _Note(QPlainTextEdit):
    """Ctrl+Enter is for the form around it; a paste that does not fit is not taken.

    Signals:
        was_too_long: With the sentence that says so.
    """

    was_too_long = Signal(str)

    def __init__(self, n_most: int, *, enter_goes_on: bool) -> None:
        super().__init__()
        self._n_most = n_most
        self._enter_goes_on = enter_goes_on

    def keyPressEvent(self, event: QKeyEvent) -> None:
        enter = event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}
        breaks = event.modifiers() & Qt.KeyboardModifier.ShiftModifier
        goes_on = self._enter_goes_on and not breaks
        if enter and (goes_on or event.modifiers() & Qt.KeyboardModifier.ControlModifier):
            event.ignore()
            return
        super().keyPressEvent(event)

    def insertFromMimeData(self, source: QMimeData) -> None:
        n_pasted = len(source.text())
        if len(self.toPlainText()) + n_pasted > self._n_most:
            self.was_too_long.emit(
                f"The pasted text has {n_pasted} characters and was left out;"
                f" a note holds {self._n_most}."
            )
            return
        super().insertFromMimeData(source)
