"""What every input of a form is: a widget that reads a value and keeps what was typed."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from hcclog.commands.refused import Refused
from hcclog.entry.clerk import Clerk
from hcclog.ui.labels import wrapped_label


class Field(QWidget):
    """One value of an entity.

    A field that is left empty says "not known": its value is None, or an empty text.

    Signals:
        edited: A person changed what stands in it.
        finished: Enter was pressed in it.

    Attributes:
        name: The entity's field, such as ``start_on``.
        words: How the form calls it.
    """

    edited = Signal()
    finished = Signal()

    def __init__(self, name: str, words: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.name, self.words = name, words
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(2)
        self.refusal = wrapped_label("", "refusal")
        self.refusal.hide()

    def take(self, *inputs: QWidget) -> None:
        """Put the inputs in; the first takes the focus and all take the name."""
        for widget in inputs:
            widget.setAccessibleName(self.words.replace("&", ""))
            self.column.addWidget(widget)
        self.column.addWidget(self.refusal)
        # Its own focus policy stays as it is: Qt would hand another one on to the input.
        self.setFocusProxy(inputs[0])
        self.edited.connect(self.settle)

    def say_required(self) -> None:
        """Let a screen reader say that it cannot stay empty; the form has only a small mark."""
        widget = self.focusProxy()
        if widget is not None:
            widget.setAccessibleName(f"{widget.accessibleName()} (required)")

    def offer(self, clerk: Clerk) -> None:
        """Take the record whose entries the field may offer, before anything is typed."""

    def value(self, clerk: Clerk) -> Any:
        """Return what is typed, as the entity holds it.

        Raises:
            Refused: It cannot be read; the sentence stands at this field.
        """
        raise NotImplementedError

    def show_value(self, value: Any, clerk: Clerk) -> None:
        """Show the value of an entity, in words that read back to the same value."""
        raise NotImplementedError

    @property
    def names(self) -> tuple[str, ...]:
        """The fields of the entity that it reads: one, where it does not say more."""
        return (self.name,)

    def values(self, clerk: Clerk) -> dict[str, Any]:
        """Return what is typed, by the names of the entity's fields.

        Raises:
            Refused: It cannot be read; the sentence stands at this field.
        """
        return {self.name: self.value(clerk)}

    def show_values(self, values: Mapping[str, Any], clerk: Clerk) -> None:
        """Show those of the values that are its own."""
        if self.name in values:
            self.show_value(values[self.name], clerk)

    def brings(self) -> tuple[Any, ...]:
        """Return entities that must be in the record for what was read last to hold."""
        return ()

    def typed(self) -> str:
        """Return what stands in it, so that a draft can keep it."""
        raise NotImplementedError

    def retype(self, text: str) -> None:
        """Put in what a draft kept."""
        raise NotImplementedError

    @property
    def is_empty(self) -> bool:
        """True where nothing is typed or chosen."""
        return not self.typed()

    def refuse(self, sentence: str) -> None:
        """Say below the field what is wrong; what was typed stays."""
        self.refusal.setText(sentence)
        self.refusal.show()
        self.mark_invalid(invalid=True)

    def settle(self) -> None:
        """Take the sentence away."""
        self.refusal.hide()
        self.mark_invalid(invalid=False)

    def mark_invalid(self, *, invalid: bool) -> None:
        """Draw the first input as wrong, or as right."""
        widget = self.focusProxy()
        if widget is not None and bool(widget.property("invalid")) != invalid:
            widget.setProperty("invalid", invalid)
            widget.style().unpolish(widget)
            widget.style().polish(widget)

    def refused(self, sentence: str) -> Refused:
        """Return a refusal at this field."""
        return Refused(sentence, self.name)
