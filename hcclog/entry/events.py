"""Dates counted from an event of the record: from its words, and back into words."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

from hcclog.domain.dates import Anchor, ClinicalDate, Offset, TimeUnit
from hcclog.domain.day_forms import bounded
from hcclog.domain.event_phrase import EventPhrase, read_phrase
from hcclog.domain.record import NOUN_OF_CLASS, NOUN_OF_TABLE
from hcclog.domain.therapy import LineOfTherapy
from hcclog.domain.unreadable import Ambiguous, Unreadable
from hcclog.entry.event_names import EventNames, day_of

if TYPE_CHECKING:
    from hcclog.domain.chronology import Chronology
    from hcclog.domain.record import PatientRecord

DayReader = Callable[[str], ClinicalDate]

_USUAL_EDGE = {"line_of_therapy": "start", "course": "start", "hold": "start"}
_NUMBER = re.compile(r"[0-9]{1,3}")
_BEFORE_DAY = re.compile(r"(?:on|of|in|at|from) ", re.IGNORECASE)
_NOT_IN_NAMES = re.compile(r'["“”#]| within | and ', re.IGNORECASE)
_MOST_LISTED = 6


def no_day(words: str) -> ClinicalDate:
    """Read no day: where events are told apart by their numbers alone.

    Raises:
        Unreadable: Always.
    """
    raise Unreadable(f"{words!r} is no number.")


@dataclass(frozen=True)
class Events:
    """Reads and writes dates counted from the events of one record.

    Attributes:
        day: Reads the date that tells an event from others of its name (``MRI 2021-10``).
    """

    names: EventNames
    day: DayReader = no_day
    _texts: dict[Anchor, str] = field(default_factory=dict)

    @classmethod
    def of(cls, record: PatientRecord, chronology: Chronology, day: DayReader = no_day) -> Events:
        """Return the events of a record."""
        return cls(EventNames(record, chronology), day)

    def read(self, words: str) -> Offset | None:
        """Return the date that is so long after an event; None where no event is named.

        Raises:
            Ambiguous: The record holds several events of that name.
            Unreadable: An event is meant, and the record does not hold it.
        """
        stored = _stored(words)
        if stored is not None:
            return stored
        phrase = read_phrase(words)
        parts = phrase.name.split(" ")
        for n_words in range(len(parts), 0, -1):
            found = self.names.of(" ".join(parts[:n_words]))
            which = " ".join(parts[n_words:])
            if found and self._tells_apart(which):
                return _counted(phrase, self._meant(phrase, found, which))
        begun = (" ".join(parts[:n_words]) for n_words in range(len(parts), 0, -1))
        if phrase.is_bare and not any(self.names.knows(each) for each in begun):
            return None
        held = _some(self.names.all()) or "none yet"
        raise Unreadable(f"{phrase.name!r} is no event of this record; its events: {held}.")

    def text_of(self, offset: Offset) -> str:
        """Return the words of a date counted from an event, which read back as that date."""
        anchor = offset.anchor
        if anchor is None:
            return str(offset)
        if anchor not in self._texts:
            self._texts[anchor] = self._text_of(anchor)
        return str(EventPhrase(self._texts[anchor], "", offset.amount, offset.unit))

    def _text_of(self, anchor: Anchor) -> str:
        event = self._held(anchor)
        edge = "" if anchor.edge == _USUAL_EDGE.get(anchor.entity, "on") else anchor.edge
        if event is None or edge == "on" or _has_no_day(event):
            return str(anchor)
        words = str(EventPhrase(self.names.name_of(event), edge))
        # What the catalogue does not know may have any name, even one that reads as another.
        same = not _NOT_IN_NAMES.search(words) and self.read(words) == _on_the_day(anchor)
        return words if same else str(anchor)

    def _held(self, anchor: Anchor) -> Any:
        noun = NOUN_OF_TABLE.get(anchor.entity)
        if noun is None or noun.attribute == "patient":
            return None
        events = getattr(self.names.record, noun.attribute)
        return next((each for each in events if each.id == anchor.entity_id), None)

    def _tells_apart(self, which: str) -> bool:
        """True where words can tell an event from others of its name."""
        if not which or _NUMBER.fullmatch(which):
            return True
        try:
            self._day(which)
        except Ambiguous:
            return True
        except Unreadable:
            return False
        return True

    def _day(self, which: str) -> ClinicalDate:
        return self.day(_BEFORE_DAY.sub("", which, count=1))

    def _meant(self, phrase: EventPhrase, found: list[Any], which: str) -> Any:
        """Return the event that is meant among those of a name."""
        if not which:
            possible = found
        elif number := _NUMBER.fullmatch(which):
            numbers = {getattr(e, "number", place): e for place, e in enumerate(found, 1)}
            possible = [numbers[int(number[0])]] if int(number[0]) in numbers else []
        else:
            possible = self._on_day(phrase, found, which)
        listed = _some([self._dated_name(event) for event in possible or found])
        if not possible:
            raise Unreadable(f"This record holds no {phrase.name}; it holds {listed}.")
        if len(possible) > 1:
            ways = tuple(str(replace(phrase, name=self.names.name_of(e))) for e in possible)
            raise Ambiguous(f"{phrase.name} can be {listed}; choose.", ways)
        return possible[0]

    def _on_day(self, phrase: EventPhrase, found: list[Any], which: str) -> list[Any]:
        """Return the events that can lie on a day."""
        span_of = self.names.chronology.span
        try:
            span = span_of(self._day(which))
        except Ambiguous as doubt:
            name = phrase.name.removesuffix(which)
            ways = tuple(str(replace(phrase, name=f"{name}{day}")) for day in doubt.readings)
            raise Ambiguous(doubt.sentence, ways) from None
        own = ((event, span_of(day_of(event))) for event in found)
        return [event for event, start in own if span and start and start.overlaps(span)]

    def _dated_name(self, event: Any) -> str:
        day = day_of(event)
        name = self.names.name_of(event)
        return f"{name} ({self.names.chronology.label(day)})" if day is not None else name


def _some(names: list[str]) -> str:
    """Return the first few names."""
    return ", ".join(names[:_MOST_LISTED]) + (", …" if len(names) > _MOST_LISTED else "")


def _counted(phrase: EventPhrase, event: Any) -> Offset:
    table = NOUN_OF_CLASS[type(event)].table
    anchor = Anchor(table, event.id, phrase.edge or _USUAL_EDGE.get(table, "on"))
    return bounded(Offset(phrase.amount, phrase.unit, anchor))


def _on_the_day(anchor: Anchor) -> Offset:
    return Offset(0, TimeUnit.DAY, anchor)


def _has_no_day(event: Any) -> bool:
    return not isinstance(event, LineOfTherapy) and day_of(event) is None


def _stored(words: str) -> Offset | None:
    """Return a date in the form of the store, which names an event by its id."""
    if ":" not in words:
        return None
    try:
        form = ClinicalDate.parse(words).form
    except ValueError:
        return None
    return form if isinstance(form, Offset) and form.anchor is not None else None
