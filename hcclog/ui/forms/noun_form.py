"""The fields of one noun, one below the other; what is rarely said is folded away."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFormLayout, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from hcclog.commands.refused import Refused
from hcclog.ui.fields.choice_field import CheckField
from hcclog.ui.fields.text_field import LineField, NoteField
from hcclog.ui.labels import plain_label

if TYPE_CHECKING:
    from hcclog.entry.clerk import Clerk
    from hcclog.ui.fields.field import Field
    from hcclog.ui.forms.item import Item


class NounForm(QWidget):
    """Reads the values of one noun.

    Signals:
        edited: A person changed a field.
        finished: Enter was pressed in a field of one line.
        grown: All fields are shown.

    Attributes:
        fields: By the (first) name of the noun's field, in the order of the form.
        names: Every field of the noun that is read.
        rows: Where the fields stand beside their names.
    """

    edited = Signal()
    finished = Signal()
    grown = Signal()

    def __init__(
        self,
        items: Sequence[Item],
        parent: QWidget | None = None,
        *,
        only: Collection[str] = (),
    ) -> None:
        """Make a form.

        Args:
            items: Its fields.
            parent: What it stands in.
            only: Where some are named, the others are folded away.
        """
        super().__init__(parent)
        self.fields: dict[str, Field] = {}
        self._by_name: dict[str, Field] = {}
        self._required: set[str] = set()
        self._only = frozenset(only)
        self._folded: list[Field] = []
        # Of an entity that is shown: for each field its text, the axis of time, and the values.
        self._shown: dict[str, tuple[str, bool, dict[str, Any]]] = {}
        self.rows = QFormLayout()
        self.rows.setSpacing(7)
        self.rows.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        for item in items:
            self._add(item, only)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(7)
        column.addLayout(self.rows)
        self.more = QPushButton("&More…")
        # Where it has the focus, Enter is for it and not for the dialog's button.
        self.more.setAutoDefault(True)
        self.more.setVisible(bool(self._folded))
        self.more.clicked.connect(self._ask_for_more)
        self.legend = plain_label("* required", "caption")
        self.legend.setVisible(bool(self._required))
        foot = QHBoxLayout()
        foot.addWidget(self.more)
        foot.addStretch(1)
        foot.addWidget(self.legend)
        column.addLayout(foot)
        column.addStretch(1)

    def _add(self, item: Item, only: Collection[str]) -> None:
        field = item.make()
        self.fields[field.name] = field
        self._by_name |= dict.fromkeys(field.names, field)
        if item.required:
            self._required.add(field.name)
        words = "" if isinstance(field, CheckField) else field.words
        self.rows.addRow(f"{words} *" if item.required else words, field)
        label = self.rows.labelForField(field)
        if label is not None and words:
            label.setBuddy(field)  # type: ignore[attr-defined]  # a form's label is a QLabel
        if item.required:
            field.say_required()
        field.edited.connect(self.edited)
        field.finished.connect(self.finished)
        if item.more if not only else field.name not in only:
            self._folded.append(field)
            self.rows.setRowVisible(field, False)

    @property
    def names(self) -> tuple[str, ...]:
        """Every field of the noun that is read."""
        return tuple(self._by_name)

    def field_of(self, name: str) -> Field | None:
        """Return what reads a field of the noun; None where nothing does."""
        return self._by_name.get(name)

    def fold(self, names: Collection[str]) -> None:
        """Fold away those of these fields in which nothing stands, and show all the others."""
        self._folded = [f for n, f in self.fields.items() if n in names and f.is_empty]
        for field in self.fields.values():
            self.rows.setRowVisible(field, field not in self._folded)
        self.more.setVisible(bool(self._folded))

    def folded_fields(self) -> list[Field]:
        """Return the fields that are folded away."""
        return list(self._folded)

    def shown_fields(self) -> list[Field]:
        """Return the fields that are shown."""
        return [field for field in self.fields.values() if field not in self._folded]

    def unfold(self) -> None:
        """Show every field."""
        for field in self._folded:
            self.rows.setRowVisible(field, True)
        self._folded.clear()
        self.more.hide()
        self.grown.emit()

    def _ask_for_more(self) -> None:
        first = self._folded[0]
        self.unfold()
        first.setFocus()

    def offer(self, clerk: Clerk) -> None:
        """Let the fields that name other entries offer those of a record."""
        for field in self.fields.values():
            field.offer(clerk)

    def read(self, clerk: Clerk) -> dict[str, Any]:
        """Return all values by name.

        Raises:
            Refused: At the first field that cannot be read.
        """
        values: dict[str, Any] = {}
        for name, field in self.fields.items():
            values |= self._untouched(field, clerk) or field.values(clerk)
            if name in self._required and values[name] in {None, ""}:
                raise field.refused(_needed(field))
        return values

    def brings(self) -> tuple[Any, ...]:
        """Return entities that must be in the record for what was read last to hold."""
        return tuple(entity for field in self.fields.values() for entity in field.brings())

    def show_values(self, values: Mapping[str, Any], clerk: Clerk) -> None:
        """Show values by name; the fields of other names stay as they are."""
        self.offer(clerk)
        for field in self.fields.values():
            if any(name in values for name in field.names):
                field.show_values(values, clerk)
                if isinstance(field, LineField):
                    field.line.setCursorPosition(0)

    def starts_with(self) -> Mapping[str, Any]:
        """Return values that a new entry starts with, beside the defaults of its noun."""
        return {}

    def note(self, clerk: Clerk, seen: Any) -> str:
        """Return what the record knows about what is typed, empty where nothing.

        Args:
            clerk: With the record.
            seen: The entity that is corrected; None where one is added.
        """
        del clerk, seen
        return ""

    def show_entity(self, entity: Any, clerk: Clerk) -> None:
        """Show the values of an entity."""
        self.show_values({name: getattr(entity, name) for name in self.names}, clerk)
        self._shown = {
            name: (field.typed(), clerk.is_relative, {n: getattr(entity, n) for n in field.names})
            for name, field in self.fields.items()
            if isinstance(field, LineField | NoteField)
        }
        if not self._only and any(not field.is_empty for field in self._folded):
            self.unfold()

    def _untouched(self, field: Field, clerk: Clerk) -> dict[str, Any]:
        """Return what the entity holds where its text still stands; nothing elsewhere.

        What another program brought may be written as no person would type it.
        """
        text, is_relative, values = self._shown.get(field.name, ("", False, {}))
        stands = field.typed() == text and clerk.is_relative == is_relative
        return values if stands else {}

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
        field = self.field_of(refusal.field)
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


def _needed(field: Field) -> str:
    hint = field.line.placeholderText() if isinstance(field, LineField) else ""
    return f"{plain_words(field)} is needed{f': {hint}' if hint else ''}."


def plain_words(field: Field) -> str:
    """Return how a form calls a field, without the mark of its key."""
    return field.words.replace("&", "")
