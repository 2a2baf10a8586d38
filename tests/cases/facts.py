"""One row of a case's table, and the same row made from a record, so that the two can be compared.

A row names every field that differs from its default; words of ours (notes, findings) are left out.
A reference is told by what a reader knows it by: a line's number, a lesion's label, the agent and
how often it was begun, the date of an assessment. A date is ``label | earliest | latest``.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import MISSING, dataclass, fields, replace
from decimal import Decimal
from typing import Any

from hcclog.domain.chronology import Chronology
from hcclog.domain.dates import ClinicalDate
from hcclog.domain.record import NOUNS, REFERENCES, PatientRecord

PROSE = frozenset({"note", "findings", "wording", "text"})
_SKIPPED = PROSE | {"id", "patient_id", "source"}


@dataclass(frozen=True)
class Fact:
    """One entity: its table, its fields as text, and whether it follows by arithmetic."""

    table: str
    cells: frozenset[tuple[str, str]]
    derived: bool = False

    def __str__(self) -> str:
        words = ", ".join(f"{name} {text}" for name, text in sorted(self.cells))
        return f"{self.table}{' (derived)' if self.derived else ''}: {words}"


def fact(table: str, **cells: str) -> Fact:
    """Return a row written by hand."""
    return Fact(table, frozenset(cells.items()))


def derived(row: Fact) -> Fact:
    """Return a row of which a date or a value follows by arithmetic."""
    return replace(row, derived=True)


def facts_of(record: PatientRecord) -> list[Fact]:
    """Return the row of every entity of a record."""
    names, chronology = _names(record), Chronology(record)
    return [
        Fact(noun.table, frozenset(_cells(entity, names, chronology)), entity.source.derived)
        for noun in NOUNS
        for entity in entities(record, noun.attribute)
    ]


def entities(record: PatientRecord, attribute: str) -> tuple[Any, ...]:
    """Return the entities of one noun, the patient too."""
    part = getattr(record, attribute)
    return part if isinstance(part, tuple) else (part,)


def _cells(entity: Any, names: dict[str, str], chronology: Chronology) -> Iterator[tuple[str, str]]:
    for field in fields(entity):
        value = getattr(entity, field.name)
        default = None if field.default is MISSING else field.default
        if field.name in _SKIPPED or value is None or value == default:
            continue
        if field.name == "as_typed" and value == str(entity.value or entity.qualitative):
            continue  # printed as it stands in the row
        name = field.name.removesuffix("_id")
        yield name, names[value] if field.name in REFERENCES else _text(value, chronology)


def _text(value: Any, chronology: Chronology) -> str:
    if isinstance(value, ClinicalDate):
        span = chronology.span(value)
        assert span is not None, f"{value} has no place on the time axis"
        days = (chronology.iso(span.earliest), chronology.iso(span.latest))
        return " | ".join((chronology.label(value), *map(str, days)))
    if isinstance(value, Decimal):
        return format(value, "f")
    if isinstance(value, tuple):
        return " + ".join(map(str, value))
    return str(value)


def _names(record: PatientRecord) -> dict[str, str]:
    """Return what each entity that others refer to is called in the table."""
    chronology, seen = Chronology(record), Counter[str]()
    names = {line.id: str(line.number) for line in record.lines}
    names |= {lesion.id: lesion.label for lesion in record.lesions}
    names |= {series.id: series.label for series in record.series}
    names |= {one.id: chronology.label(one.on) for one in record.assessments}
    names |= {one.id: chronology.label(one.on) for one in record.reported_responses}
    for kind, id_ in (
        *((course.agent, course.id) for course in record.courses),
        *((procedure.kind, procedure.id) for procedure in record.procedures),
    ):
        seen[kind] += 1
        names[id_] = f"{kind} {seen[kind]}"
    return {str(key): name for key, name in names.items()}
