"""What the days of a course can be counted from: day 0, a line, a baseline, any dated entry."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import TYPE_CHECKING, Any, NamedTuple

from hcclog.domain.chronology import edge_of
from hcclog.domain.dates import ClinicalDate, Offset, TimeUnit
from hcclog.domain.record import NOUN_OF_TABLE
from hcclog.report.course.options import CourseOptions
from hcclog.report.naming import analyte_title, drug_name, procedure_names, term_name

if TYPE_CHECKING:
    from hcclog.domain.chronology import Chronology, DaySpan
    from hcclog.domain.record import PatientRecord

_DAY_ZERO = ClinicalDate(Offset(0, TimeUnit.DAY))


class Zero(NamedTuple):
    """An entry whose start counts as day 0; ``patient`` stands for the record's own day 0."""

    table: str
    id: str


class ZeroDay(NamedTuple):
    """When that was, and how an axis calls it: ``start of line 2``."""

    zero: Zero
    span: DaySpan
    name: str

    @property
    def slack_days(self) -> int:
        """By how much the day may be earlier or later."""
        return -(-(self.span.latest - self.span.earliest) // 2)


class ZeroGroup(NamedTuple):
    """Some days to count from, of one kind; the first of all have no title."""

    title: str
    days: tuple[ZeroDay, ...]


def zero_day(record: PatientRecord, chronology: Chronology, zero: Zero) -> ZeroDay | None:
    """Return the day that an entry counts from; None where it is gone or has no day."""
    found = _named(record, chronology, zero)
    if found is None:
        return None
    when, name = found
    span = chronology.span(when)
    return None if span is None else ZeroDay(zero, span, name)


def zero_groups(record: PatientRecord, chronology: Chronology) -> tuple[ZeroGroup, ...]:
    """Return every day that can be counted from, by kind, each kind in order of time."""
    own = [Zero("patient", record.patient.id)]
    own += [Zero("line_of_therapy", line.id) for line in record.lines]
    own += [Zero("response_series", series.id) for series in record.series]
    groups = [ZeroGroup("", tuple(_days(record, chronology, own)))]
    for table, title in _KINDS.items():
        days = _days(record, chronology, _entries(record, table))
        groups.append(ZeroGroup(title, tuple(sorted(days, key=lambda day: day.span.day))))
    return tuple(group for group in groups if group.days)


def counted_from(options: CourseOptions, day: ZeroDay | None) -> CourseOptions:
    """Return options under which days are counted from there; None: as the record has them."""
    if day is None:
        return replace(options, counted_from=None, counted_label="", counted_slack_days=0)
    return replace(
        options,
        counted_from=day.span.day,
        counted_label=day.name,
        counted_slack_days=day.slack_days,
    )


_KINDS = {
    "course": "Course",
    "procedure": "Procedure",
    "assessment": "Imaging",
    "adverse_event": "Adverse event",
    "visit": "Visit",
    "pathology": "Pathology",
    "outcome": "Outcome",
}


def _entries(record: PatientRecord, table: str) -> Iterator[Zero]:
    for entity in getattr(record, NOUN_OF_TABLE[table].attribute):
        yield Zero(table, entity.id)


def _days(
    record: PatientRecord, chronology: Chronology, zeros: Iterable[Zero]
) -> Iterator[ZeroDay]:
    found = (zero_day(record, chronology, zero) for zero in zeros)
    return (day for day in found if day is not None)


def _named(
    record: PatientRecord, chronology: Chronology, zero: Zero
) -> tuple[ClinicalDate | None, str] | None:
    """Return the date of an entry and its name on an axis; None where it is gone."""
    if zero.table == "patient":
        return _DAY_ZERO, record.patient.day_zero_label or "day 0"
    entity = _entity(record, zero.table, zero.id)
    if entity is None:
        return None
    if zero.table == "line_of_therapy":
        start = ClinicalDate.at("line_of_therapy", zero.id, "start")
        return start, f"start of line {entity.number}"
    if zero.table == "response_series":
        baseline = _entity(record, "assessment", entity.baseline_assessment_id)
        return edge_of(baseline, "start") if baseline else None, f"baseline of {entity.label}"
    when = edge_of(entity, "start")
    if when is None:
        imaging = _entity(record, "assessment", getattr(entity, "assessment_id", None) or "")
        when = edge_of(imaging, "start") if imaging is not None else None
    if zero.table == "course":
        return when, _at(f"start of {drug_name(entity.agent)}", chronology.label(when))
    return when, _at(_words(zero.table, entity), chronology.label(when))


def _at(words: str, label: str) -> str:
    return words if words == label else f"{words} ({label})"


def _entity(record: PatientRecord, table: str, entity_id: str) -> Any:
    noun = NOUN_OF_TABLE.get(table)
    held = getattr(record, noun.attribute) if noun is not None else ()
    return next((each for each in held if each.id == entity_id), None)


def _words(table: str, entity: Any) -> str:
    if table == "procedure":
        return procedure_names(entity.kind)[0]
    if table == "lab_result":
        return analyte_title(entity.analyte)
    if table == "adverse_event":
        return term_name(entity.term)
    if table == "outcome":
        return str(entity.kind)
    return "imaging" if table == "assessment" else NOUN_OF_TABLE[table].label
