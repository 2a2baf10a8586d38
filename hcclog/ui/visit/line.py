"""One line of the page: fields side by side, and below them what is wrong with one of them."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSizePolicy, QVBoxLayout, QWidget

from hcclog.commands.placed import below
from hcclog.ui.fields.field import Field
from hcclog.ui.fields.text_field import LineField
from hcclog.ui.labels import ElidedLabel, plain_label, wrapped_label

GAP = 8


class Line(QWidget):
    """Fields under one path, such as ``labs/afp``.

    Signals:
        edited: A person changed a field.

    Attributes:
        place: The path; the fields' names stand below it.
        fields: By name, in the order of the keyboard.
    """

    edited = Signal()

    def __init__(self, place: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.place = place
        self.fields: dict[str, Field] = {}
        self.refusal = wrapped_label("", "refusal")
        self.refusal.hide()
        self._row = QHBoxLayout()
        self._row.setSpacing(GAP)
        self._row.setAlignment(Qt.AlignmentFlag.AlignLeft)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(3)
        column.addLayout(self._row)
        column.addWidget(self.refusal)

    def add(self, field: Field, width: int = 0, *, caption: bool = False) -> None:
        """Add a field; without a width it takes the room that is left."""
        self.fields[field.name] = field
        if width:
            field.setFixedWidth(width)
        field.edited.connect(self._edited)
        self._row.addWidget(_captioned(field) if caption else field, 0 if width else 1)

    def say(self, words: str, width: int, name: str = "", *, right: bool = False) -> QLabel:
        """Add words beside the fields; the tip has what does not fit."""
        label = ElidedLabel(name)
        label.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        label.setFixedWidth(width)
        label.show_text(words)
        if right:
            label.setAlignment(Qt.AlignmentFlag.AlignRight)
        self._row.addWidget(label)
        return label

    def say_all(self, words: str, width: int) -> None:
        """Add words beside the fields, in as many lines as they need."""
        label = wrapped_label(words)
        label.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Minimum)
        label.setFixedWidth(width)
        self._row.addWidget(label)

    def end(self) -> None:
        """Leave the rest of the line free, as far as no field takes it."""
        self._row.addStretch(0)

    def typed(self) -> dict[str, str]:
        """Return what stands in the fields that are not empty, by path."""
        return {
            below(self.place, name): field.typed()
            for name, field in self.fields.items()
            if not field.is_empty
        }

    def text(self, name: str) -> str:
        """Return what stands in one field; nothing where a person cannot see it."""
        field = self.fields[name]
        return "" if field.isHidden() else field.typed()

    def retype(self, typed: Mapping[str, str]) -> set[str]:
        """Put in what a draft kept; return the paths that found their field."""
        found = set()
        for name, field in self.fields.items():
            path = below(self.place, name)
            if path in typed:
                field.retype(typed[path])
                found.add(path)
        return found

    @property
    def is_empty(self) -> bool:
        """True where nothing is typed or chosen."""
        return all(field.is_empty for field in self.fields.values())

    def field_named(self, name: str) -> Field:
        """Return the field with a name, or the first one that a person can see."""
        shown = [field for field in self.fields.values() if not field.isHidden()]
        found = self.fields.get(name)
        return found if found in shown and found is not None else shown[0]

    def refuse(self, name: str, sentence: str) -> Field:
        """Say what is wrong with a field; what was typed stays."""
        field = self.field_named(name)
        field.mark_invalid(invalid=True)
        self.refusal.setText(sentence)
        self.refusal.show()
        return field

    def settle(self) -> None:
        """Take the sentence away."""
        self.refusal.hide()
        for field in self.fields.values():
            field.settle()

    def _edited(self) -> None:
        self.settle()
        self.edited.emit()


def _captioned(field: Field) -> QWidget:
    """Return a field with its name above it."""
    box = QWidget()
    column = QVBoxLayout(box)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(2)
    label = plain_label(field.words, "caption")
    label.setBuddy(field)
    column.addWidget(label)
    column.addWidget(field)
    box.setSizePolicy(field.sizePolicy().horizontalPolicy(), QSizePolicy.Policy.Preferred)
    return box


def hint(field: LineField, words: str) -> None:
    """Show grey words in an empty field; they are never its value."""
    field.line.setPlaceholderText(words)
    field.line.setToolTip("")
