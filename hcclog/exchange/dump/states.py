"""What a dump says of each patient now, gathered from its lines."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from hcclog.domain.record import NOUN_OF_CLASS, NOUNS
from hcclog.exchange.dump.scanning import Found
from hcclog.store.codec import patient_of
from hcclog.store.journal import ChangeRow
from hcclog.store.replaying import entity_of

_ORDER = {noun.table: place for place, noun in enumerate(NOUNS)}


@dataclass(slots=True)
class Said:
    """What a dump says of one entity.

    Attributes:
        entity: As it is now, or was when it was retracted.
        line: Where that stands.
        is_gone: True where it was retracted.
        change_ids: The changes that led there; none in a state.
    """

    entity: Any
    line: int
    is_gone: bool = False
    change_ids: list[str] = field(default_factory=list)

    @property
    def table(self) -> str:
        """Its table."""
        return NOUN_OF_CLASS[type(self.entity)].table


@dataclass(slots=True)
class PatientState:
    """What a dump says of one patient, by entity."""

    patient_id: str
    said: dict[str, Said] = field(default_factory=dict)

    @property
    def patient(self) -> Said | None:
        """What it says of the person."""
        return self.said.get(self.patient_id)

    @property
    def line(self) -> int:
        """Where the person stands, or the first that is said."""
        first = self.patient or next(iter(self.said.values()))
        return first.line

    def in_order(self) -> list[Said]:
        """Return all of it, parents first."""
        return sorted(self.said.values(), key=lambda each: _ORDER[each.table])

    def living(self) -> list[Said]:
        """Return what was not retracted, parents first."""
        return [each for each in self.in_order() if not each.is_gone]


def states_of(lines: Iterable[Found]) -> dict[str, PatientState]:
    """Return what is said of each patient, in the order of the file."""
    states: dict[str, PatientState] = {}
    for found in lines:
        if isinstance(found.what, ChangeRow):
            _take_change(states, found.line, found.what)
        elif type(found.what) in NOUN_OF_CLASS:
            entity = found.what
            state = _state(states, patient_of(entity))
            state.said[entity.id] = Said(entity, found.line)
    return states


def _take_change(states: dict[str, PatientState], line: int, change: ChangeRow) -> None:
    held = _state(states, change.patient_id).said
    before = held.get(change.entity_id)
    path = before.change_ids if before is not None else []
    path.append(change.id)
    held[change.entity_id] = Said(entity_of(change), line, change.kind == "void", path)


def _state(states: dict[str, PatientState], patient_id: str) -> PatientState:
    return states.setdefault(patient_id, PatientState(patient_id))
