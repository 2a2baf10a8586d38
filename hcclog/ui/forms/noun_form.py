"""The fields of one noun, one below the other; what is rarely said is folded away."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFormLayout, QPushButton, QVBoxLayout, QWidget

from hcclog.commands.refused import Refused
from hcclog.ui.fields.choice_field import CheckField, EntryField

if TYPE_CHECKING:
    from hcclog.entry.clerk import Clerk
    from hcclog.ui.fields.field import Field
    from hcclog.ui.forms.item import Item


class NounForm(QWidget):
    """Reads the values of one noun.

    Signals:
        edited: A person changed a field.
        finished: Enter was pressed in a field of one line.
        unfolded: All fields are shown.

    Attributes:
        fields: By the name of the noun's field, in the order of the form.
    """

    edited = Signal()
    finished = Signal()
    unfolded = Signal()

    def __init__(self, items: Sequence[Item], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.fields: dict[str, Field] = {}
        self._folded: list[Field] = []
        self._rows = QFormLayout()
        self._rows.setSpacing(7)
        self._rows.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        for item in items:
            self._add(item)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(7)
        column.addLayout(self._rows)
        self.more = QPushButton("&More…")
        self.more.setAutoDefault(False)
        self.more.setVisible(bool(self._folded))
        self.more.clicked.connect(self.unfold)
        column.addWidget(self.more, 0, Qt.AlignmentFlag.AlignLeft)
        column.addStretch(1)

    def _add(self, item: Item) -> None:
        field = item.make()
        self.fields[field.name] = field
        words = "" if isinstance(field, CheckField) else field.words
        self._rows.addRow(words, field)
        label = self._rows.labelForField(field)
        if label is not None and words:
            label.setBuddy(field)  # type: ignore[attr-defined]  # a form's label is a QLabel
        field.edited.connect(self.edited)
        field.finished.connect(self.finished)
        if item.more:
            self._folded.append(field)
            self._rows.setRowVisible(field, False)

    def unfold(self) -> None:
        """Show every field."""
        for field in self._folded:
            self._rows.setRowVisible(field, True)
        if self._folded:
            self._folded[0].setFocus()
        self._folded.clear()
        self.more.hide()
        self.unfolded.emit()

    def offer(self, clerk: Clerk) -> None:
        """Let the fields that name other entries offer those of a record."""
        for field in self.fields.values():
            if isinstance(field, EntryField):
                field.offer(clerk)

    def read(self, clerk: Clerk) -> dict[str, Any]:
        """Return all values by name.

        Raises:
            Refused: At the first field that cannot be read.
        """
        return {name: field.value(clerk) for name, field in self.fields.items()}

    def show_entity(self, entity: Any, clerk: Clerk) -> None:
        """Show the values of an entity."""
        self.offer(clerk)
        for name, field in self.fields.items():
            field.show_value(getattr(entity, name), clerk)
        if any(not field.is_empty for field in self._folded):
            self.unfold()

    def typed(self) -> dict[str, str]:
        """Return what stands in the fields that are not empty, for a draft."""
        return {n: f.typed() for n, f in self.fields.items() if not f.is_empty}

    def retype(self, typed: Mapping[str, str]) -> None:
        """Put in what a draft kept."""
        for name, text in typed.items():
            if name in self.fields:
                self.fields[name].retype(text)
        if any(not field.is_empty for field in self._folded):
            self.unfold()

    @property
    def is_empty(self) -> bool:
        """True where nothing is typed or chosen."""
        return all(field.is_empty for field in self.fields.values())

    def refuse(self, refusal: Refused) -> bool:
        """Say a refusal at its field and go there; False where no field has that name."""
        field = self.fields.get(refusal.field)
        if field is None:
            return False
        if field in self._folded:
            self.unfold()
        field.refuse(refusal.sentence)
        field.setFocus()
        return True

    def settle(self) -> None:
        """Take all refusals away."""
        for field in self.fields.values():
            field.settle()

    def __iter__(self) -> Iterator[Field]:
        return iter(self.fields.values())
