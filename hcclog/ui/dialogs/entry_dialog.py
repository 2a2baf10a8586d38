"""One entry of any noun: added, or corrected with a reason."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QWidget

from hcclog.commands.refused import Refused
from hcclog.domain.ids import EntityId
from hcclog.domain.record import NOUN_OF_TABLE, Noun
from hcclog.ui.dialogs.fitted_area import FittedArea
from hcclog.ui.dialogs.form import FormDialog
from hcclog.ui.entering import correct, enter, read_by
from hcclog.ui.forms.noun_form import NounForm
from hcclog.ui.forms.nouns import FORMS

if TYPE_CHECKING:
    from collections.abc import Mapping

    from hcclog.entry.clerk import Clerk
    from hcclog.ui.desk import Desk

_WIDTH, _MOST_HEIGHT = 560, 720
# A sentence below a field must not make it scroll at once; the frame of the window lies above.
_ROOM, _ABOVE = 24, 40


class EntryDialog(FormDialog):
    """Asks for one entry.

    Attributes:
        entry: The form with its fields.
    """

    def __init__(
        self,
        desk: Desk,
        table: str,
        entity: Any = None,
        given: Mapping[str, Any] | None = None,
        parent: QWidget | None = None,
    ) -> None:
        """Make a form for a new entry of a table, or for one that is there.

        Args:
            desk: Where it is written.
            table: The noun's table.
            entity: What is corrected; None for a new one.
            given: Values that a new one starts with.
            parent: The window.
        """
        self._noun: Noun = NOUN_OF_TABLE[table]
        words = self._noun.label
        title = f"New {words}" if entity is None else f"Correct {words}"
        super().__init__(desk, title, "Add" if entity is None else "Save", parent)
        self._seen = entity
        self._given = dict(given or {})
        self.entry = NounForm(FORMS[table])
        self._fields = FittedArea(self.entry)
        self.column.insertWidget(1, self._fields, 1)
        self.entry.finished.connect(self.accept)
        self._fill()
        self._fit()
        self.entry.unfolded.connect(self._fit)
        next(iter(self.entry)).setFocus()

    def clerk(self) -> Clerk | None:
        """Return who reads what is typed."""
        return self.desk.clerk()

    def done_with(self, entity: Any) -> None:
        """Show the entry that was added."""
        self.desk.choose_mark(self._noun.table, entity.id)

    def commit(self) -> bool:
        self.entry.settle()
        clerk = self.clerk()
        entity = read_by(self.desk, self._entity, clerk)
        if entity is None:
            return False
        if self._seen is not None:
            return correct(self.desk, entity, self._seen)
        if not enter(self.desk, (entity,), clerk=clerk):
            return False
        self.done_with(entity)
        return True

    def _fit(self) -> None:
        """Be as high as the form, as far as the screen allows; beyond that the form scrolls."""
        form = self.entry.layout()
        if form is not None:
            form.activate()
        around = self.sizeHint().height() - self._fields.sizeHint().height()
        height = self.entry.sizeHint().height() + around + _ROOM
        most = min(_MOST_HEIGHT, self.screen().availableGeometry().height() - _ABOVE)
        self.resize(self.width() if self.isVisible() else _WIDTH, min(most, height))

    def _fill(self) -> None:
        clerk = self.clerk()
        if clerk is None:
            return
        if self._seen is not None:
            self.entry.show_entity(self._seen, clerk)
            return
        self.entry.offer(clerk)
        defaults = {
            name: field.default
            for name, field in self._noun.cls.__dataclass_fields__.items()
            if name in self.entry.fields and name not in self._given
        }
        for name, value in {**defaults, **self._given}.items():
            known = isinstance(value, str | int | tuple) or name in self._given
            if name in self.entry.fields and known:
                self.entry.fields[name].show_value(value, clerk)

    def _entity(self, clerk: Clerk) -> Any:
        values = self.entry.read(clerk)
        if self._seen is not None:
            return replace(self._seen, **values)
        own = {"id": EntityId(self.desk.new_id()), "patient_id": clerk.record.patient.id}
        more = {n: v for n, v in self._given.items() if n not in values}
        return self._noun.cls(**own, **more, **values)

    def _show_refusal(self, sentence: str, field: str = "") -> None:
        if not self.entry.refuse(Refused(sentence, field)):
            super()._show_refusal(sentence)
