"""One of a few: an enumeration, yes or no or not stated, a number from a list, another entry."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QCheckBox, QComboBox, QWidget

from hcclog.entry.clerk import Clerk
from hcclog.ui.fields.field import Field

NOT_STATED = "not stated"
CHOOSE = "choose…"
Choices = Sequence[tuple[str, Any]]


class ChoiceField(Field):
    """A list to choose from; letters find an entry, and the first may stand for "not stated"."""

    def __init__(
        self, name: str, words: str, choices: Choices, parent: QWidget | None = None
    ) -> None:
        super().__init__(name, words, parent)
        self.box = _Box()
        self._values: list[Any] = []
        self.set_choices(choices)
        self.box.activated.connect(self.edited)
        self.box.currentIndexChanged.connect(lambda _n: self.settle())
        self.take(self.box)

    def set_choices(self, choices: Choices) -> None:
        """Offer other choices; what was chosen stays where it is among them."""
        kept = self.chosen() if self._values else None
        self.box.blockSignals(True)
        self.box.clear()
        self._values = [value for _, value in choices]
        for words, _ in choices:
            self.box.addItem(words)
        self.box.blockSignals(False)
        if kept in self._values:
            self.box.setCurrentIndex(self._values.index(kept))

    def chosen(self) -> Any:
        """Return the value that is chosen; None where the list is empty."""
        n = self.box.currentIndex()
        return self._values[n] if 0 <= n < len(self._values) else None

    def value(self, clerk: Clerk) -> Any:
        return self.chosen()

    def show_value(self, value: Any, clerk: Clerk) -> None:
        if value not in self._values:
            # What is stored is offered too, so that saving the form changes nothing.
            words = NOT_STATED if value is None else str(value)
            self._values.append(value)
            self.box.addItem(words)
        self.box.setCurrentIndex(self._values.index(value))

    def typed(self) -> str:
        return self.box.currentText() if self.box.currentIndex() > 0 else ""

    def retype(self, text: str) -> None:
        self.box.setCurrentIndex(max(0, self.box.findText(text)))


class _Box(QComboBox):
    """Enter is for the form around it; the wheel scrolls the form and changes no value."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            event.ignore()
            return
        super().keyPressEvent(event)

    def wheelEvent(self, event: Any) -> None:
        event.ignore()


def enum_choices(values: Iterable[Any], *, optional: bool = True) -> Choices:
    """Return an enumeration as choices, led by "not stated" where it may be left out."""
    first: list[tuple[str, Any]] = [(NOT_STATED, None)] if optional else []
    return [*first, *((str(value), value) for value in values)]


YES_NO: Choices = ((NOT_STATED, None), ("yes", True), ("no", False))


class CheckField(Field):
    """Yes or no, with no third answer."""

    def __init__(self, name: str, words: str, parent: QWidget | None = None) -> None:
        super().__init__(name, words, parent)
        self.box = QCheckBox(words.replace("&", ""))
        self.box.clicked.connect(self.edited)
        self.take(self.box)

    def value(self, clerk: Clerk) -> bool:
        return self.box.isChecked()

    def show_value(self, value: Any, clerk: Clerk) -> None:
        self.box.setChecked(bool(value))

    def typed(self) -> str:
        return "yes" if self.box.isChecked() else ""

    def retype(self, text: str) -> None:
        self.box.setChecked(text == "yes")


class EntryField(ChoiceField):
    """Another entry of the same record, such as the line that a course belongs to.

    The value is its id, None for "none". `entries` says what can be chosen, in the order shown.

    Attributes:
        required: One must be chosen.
    """

    def __init__(
        self,
        name: str,
        words: str,
        entries: Callable[[Clerk], Choices],
        parent: QWidget | None = None,
        *,
        required: bool = False,
    ) -> None:
        self._none = (CHOOSE if required else "none", None)
        super().__init__(name, words, [self._none], parent)
        self._entries = entries
        self.required = required

    def offer(self, clerk: Clerk) -> None:
        """Offer the entries of a record."""
        self.set_choices([self._none, *self._entries(clerk)])

    def value(self, clerk: Clerk) -> Any:
        chosen = super().value(clerk)
        if chosen is None and self.required:
            noun = self.words.replace("&", "").casefold()
            if self.box.count() > 1:
                raise self.refused(f"Which {noun}? Choose one from the list.")
            raise self.refused(f"No {noun} is logged yet; enter it first.")
        return chosen

    def show_value(self, value: Any, clerk: Clerk) -> None:
        self.offer(clerk)
        super().show_value(value, clerk)
