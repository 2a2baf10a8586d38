"""Names by which a row points to another: the lesion's label, the day of an assessment."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from hcclog.domain.chronology import Chronology
from hcclog.domain.dates import Age, Between, Calendar, ClinicalDate, Form, Offset
from hcclog.domain.record import NOUNS, REFERENCES, PatientRecord

_Namer = Callable[[Any, Chronology], str]
_NAMES: dict[str, _Namer] = {
    "patient": lambda x, _: str(x.code),
    "line_of_therapy": lambda x, _: f"line {x.number}",
    "course": lambda x, days: f"{x.agent} from {days.label(x.start_on)}",
    "procedure": lambda x, days: f"{x.kind} of {days.label(x.on)}",
    "assessment": lambda x, days: days.label(x.on),
    "lesion": lambda x, _: str(x.label),
    "response_series": lambda x, _: str(x.label),
    "reported_response": lambda x, days: f"{x.category or x.wording} of {days.label(x.on)}",
}


def name_of(table: str, entity: Any, chronology: Chronology) -> str:
    """Return the name of an entry that others point to."""
    return _NAMES[table](entity, chronology)


def entries_of(record: PatientRecord) -> Iterator[tuple[str, Any]]:
    """Yield the table of each entry of a record and the entry, parents before children."""
    for noun in NOUNS:
        part = getattr(record, noun.attribute)
        for entity in part if isinstance(part, tuple) else (part,):
            yield noun.table, entity


def names_in(record: PatientRecord, chronology: Chronology) -> dict[tuple[str, str], str]:
    """Return the names of all entries of a record that others may point to, by table and id."""
    wanted = set(REFERENCES.values())
    return {
        (table, entity.id): name_of(table, entity, chronology)
        for table, entity in entries_of(record)
        if table in wanted
    }


def precision_of(when: ClinicalDate) -> str:
    """Return how exactly a date is known: ``day``, ``month``, ``counted in weeks``."""
    words = _precision(when.form)
    return f"{words}, within another date" if when.within is not None else words


def _precision(form: Form) -> str:
    if isinstance(form, Calendar):
        return "year" if form.month is None else "month" if form.day is None else "day"
    if isinstance(form, Offset):
        at_event = form.anchor is not None and form.amount == 0
        return "day of an event" if at_event else f"counted in {form.unit}s"
    if isinstance(form, Age):
        return "year of life"
    assert isinstance(form, Between)  # noqa: S101 - the last of the forms
    return "between two dates"
