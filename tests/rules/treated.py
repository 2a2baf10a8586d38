"""Records with lines of therapy and treatments, from short words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from hcclog.domain.chronology import Chronology
from hcclog.domain.dates import ClinicalDate
from hcclog.domain.ids import EntityId
from hcclog.domain.patient import TimeAxis
from hcclog.domain.procedure import Procedure
from hcclog.domain.record import PatientRecord
from hcclog.domain.response import ResponseSeries
from hcclog.domain.therapy import Course, LineOfTherapy
from hcclog.rules.series import RecordView
from tests.rules.courses import P, a_record


def a_treated(
    text: str = "T1 free liver: 50 | 40 | 30 | 20",
    lines: Mapping[int, Sequence[str]] | None = None,
    treatments: Sequence[str] = (),
    series: Sequence[str] = (),
    dates: Sequence[str] = (),
) -> PatientRecord:
    """Return a record: `lines` by number with the starts of their courses.

    Args:
        text: The lesions; assessments are 60 days apart unless dated.
        lines: Starts of the courses of each line.
        treatments: Such as ``tace on day 70 until day 72``.
        series: Such as ``a0 1``: baseline and line; ``a0`` belongs to none.
        dates: Of the assessments.
    """
    axis = TimeAxis.CALENDAR if any("-" in one for one in dates) else TimeAxis.RELATIVE
    record = a_record(text, dates, axis)
    starts = [(n, k, on) for n, given in (lines or {}).items() for k, on in enumerate(given)]
    courses = tuple(
        Course(EntityId(f"c{n}-{k}"), P, EntityId(f"l{n}"), "lenvatinib", ClinicalDate.parse(on))
        for n, k, on in starts
    )
    return replace(
        record,
        lines=tuple(LineOfTherapy(EntityId(f"l{n}"), P, n) for n in lines or {}),
        courses=courses,
        procedures=tuple(_treatment(n, words) for n, words in enumerate(treatments)),
        series=tuple(_series(words) for words in series),
        series_lesions=(),
    )


def _treatment(n: int, words: str) -> Procedure:
    kind, _, when = words.partition(" on ")
    on, _, until = when.partition(" until ")
    last = ClinicalDate.parse(until) if until else None
    return Procedure(EntityId(f"x{n}"), P, ClinicalDate.parse(on), kind, last)


def _series(words: str) -> ResponseSeries:
    baseline, _, line = words.partition(" ")
    line_id = EntityId(f"l{line}") if line else None
    return ResponseSeries(
        EntityId(f"s-{baseline}"), P, f"on {baseline}", EntityId(baseline), line_id
    )


def view_of(record: PatientRecord) -> RecordView:
    """Return a record as the rules read it."""
    return RecordView(record, Chronology(record))
