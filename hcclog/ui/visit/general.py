"""The visit itself: date, ECOG, weight, who saw the patient, a note."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from hcclog.entry.visit.before import last_weight
from hcclog.ui.fields.choice_field import NOT_STATED, ChoiceField
from hcclog.ui.fields.date_field import DateField
from hcclog.ui.fields.text_field import LineField, NoteField, TextField
from hcclog.ui.visit.line import Line, hint
from hcclog.ui.visit.section import Section

if TYPE_CHECKING:
    from hcclog.entry.clerk import Clerk

_NOTE_HEIGHT = 46
_GRADES = [(NOT_STATED, None), *((str(n), n) for n in range(6))]


class GeneralSection(Section):
    """What every visit has."""

    def __init__(self, clerk: Clerk, author: str) -> None:
        super().__init__("Visit")
        chronology = clerk.chronology
        line = self.line = Line("")
        self.on = DateField("on", "Date", compact=True)
        self.on.offer(clerk)
        if not clerk.is_relative:
            self.on.retype(clerk.today.isoformat())
        self.ecog = ChoiceField("ecog", "ECOG", _GRADES)
        self.weight = TextField("weight_kg", "Weight in kg")
        self.author = TextField("author", "Seen by")
        self.author.retype(author)
        seen = last_weight(clerk.record, chronology)
        if seen is not None and seen.weight_kg is not None:
            hint(self.weight, f"{seen.weight_kg:f} · {chronology.label(seen.on)}")
        line.add(self.on, 206, caption=True)
        line.add(self.ecog, 120, caption=True)
        line.add(self.weight, 160, caption=True)
        line.add(self.author, caption=True)
        self.add(line)
        note = Line("")
        self.note = NoteField("note", "Note", enter_goes_on=True)
        self.note.note.setPlaceholderText("Note. Shift+Enter begins a new line.")
        self.note.note.setFixedHeight(_NOTE_HEIGHT)
        note.add(self.note)
        self.add(note)

    def words(self) -> dict[str, Any]:
        """Return the visit's own fields by name."""
        texts: dict[str, Any] = {
            field.name: field.typed() for field in (self.on, self.ecog, self.weight, self.author)
        }
        return {**texts, "note": self.note.typed()}

    def day_words(self) -> str:
        """Return the date as it is typed, for the hints of other dates."""
        field: LineField = self.on
        return field.typed()
