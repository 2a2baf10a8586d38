"""The events of a record by the names that people know them by, each in order of time."""

from __future__ import annotations

from dataclasses import dataclass, field
from fractions import Fraction
from typing import TYPE_CHECKING, Any

from hcclog.catalogue.drugs import find_drug
from hcclog.catalogue.names import fold
from hcclog.catalogue.procedures import find_procedure
from hcclog.domain.assessment import Modality
from hcclog.domain.record import NOUN_OF_CLASS, NOUNS
from hcclog.domain.therapy import Course, LineOfTherapy

if TYPE_CHECKING:
    from hcclog.domain.chronology import Chronology
    from hcclog.domain.dates import ClinicalDate
    from hcclog.domain.record import PatientRecord

_OF_THEIR_OWN = ("patient", "line_of_therapy", "course", "procedure", "assessment")
# Every other noun that has a day goes by its label: hold, visit, staging.
_BY_LABEL = {
    fold(noun.label): noun
    for noun in NOUNS
    if noun.table not in _OF_THEIR_OWN and {"on", "start_on"} & set(noun.columns)
}
_ANY_IMAGING = frozenset(("imaging", "scan", "assessment"))
_MODALITIES = {fold(each.value): each for each in Modality} | {
    "ultrasound": Modality.ULTRASOUND,
    "pet": Modality.PET_CT,
    "petct": Modality.PET_CT,
}


def day_of(event: Any) -> ClinicalDate | None:
    """Return an event's day or first day; a line has none of its own."""
    when: ClinicalDate | None = getattr(event, "on", None) or getattr(event, "start_on", None)
    return when


@dataclass(frozen=True)
class EventNames:
    """The events of one record by name; what was looked up is kept."""

    record: PatientRecord
    chronology: Chronology
    _known: dict[str, list[Any]] = field(default_factory=dict)

    def of(self, name: str) -> list[Any]:
        """Return the events of a name in any language of the catalogue, the earliest first."""
        key = fold(name)
        if key not in self._known:
            self._known[key] = sorted(self._found(key), key=self._place)
        return self._known[key]

    def knows(self, name: str) -> bool:
        """True for a name that an event can have, whether or not the record holds one."""
        key = fold(name)
        of_ours = key == "line" or key in _ANY_IMAGING or key in _MODALITIES or key in _BY_LABEL
        return of_ours or find_drug(key) is not None or find_procedure(key) is not None

    def name_of(self, event: Any) -> str:
        """Return an event's name, with its number where several have the name."""
        name = self.plain_name_of(event)
        if isinstance(event, LineOfTherapy):
            return f"{name} {event.number}"
        same = self.of(name)
        return f"{name} {1 + same.index(event)}" if len(same) > 1 else name

    def plain_name_of(self, event: Any) -> str:
        """Return the name that an event shares with others of its kind."""
        if isinstance(event, LineOfTherapy):
            return "line"
        if isinstance(event, Course):
            return event.agent
        table = NOUN_OF_CLASS[type(event)].table
        if table == "procedure":
            known = find_procedure(event.kind)
            return known.short if known else str(event.kind)
        if table == "assessment":
            scans = (s.modality.value for s in self.record.scans if s.assessment_id == event.id)
            return next(scans, Modality.NOT_STATED.value)
        return NOUN_OF_CLASS[type(event)].label

    def all(self) -> list[str]:
        """Return the names of lines, courses, procedures, holds and imaging, in that order."""
        record = self.record
        parts = (record.lines, record.courses, record.procedures, record.holds, record.assessments)
        events = (event for part in parts for event in sorted(part, key=self._place))
        return [self.name_of(event) for event in events]

    def _found(self, key: str) -> list[Any]:
        record = self.record
        if key == "line":
            return list(record.lines)
        drug, kind = find_drug(key), find_procedure(key)
        agent, procedure = (fold(each.code) if each else key for each in (drug, kind))
        found: list[Any] = [c for c in record.courses if fold(c.agent) == agent]
        found += [p for p in record.procedures if fold(p.kind) == procedure]
        return found or self._imaging(key) or self._labelled(key)

    def _imaging(self, key: str) -> list[Any]:
        if key in _ANY_IMAGING:
            return list(self.record.assessments)
        of_it = {
            scan.assessment_id
            for scan in self.record.scans
            if scan.modality is _MODALITIES.get(key)
        }
        return [each for each in self.record.assessments if each.id in of_it]

    def _labelled(self, key: str) -> list[Any]:
        noun = _BY_LABEL.get(key)
        events = getattr(self.record, noun.attribute) if noun else ()
        return [event for event in events if day_of(event) is not None]

    def _place(self, event: Any) -> tuple[bool, Fraction]:
        if isinstance(event, LineOfTherapy):
            return False, Fraction(event.number)
        span = self.chronology.span(day_of(event))
        return span is None, span.middle if span else Fraction(0)
