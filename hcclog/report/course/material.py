"""What every lane is built from: the record, its days, and what could not be placed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache
from operator import attrgetter
from typing import get_args, get_type_hints

from hcclog.domain.by_test import Kept, results_by_test
from hcclog.domain.chronology import Chronology, DaySpan
from hcclog.domain.dates import ClinicalDate
from hcclog.domain.patient import TimeAxis
from hcclog.domain.record import NOUN_OF_TABLE, Noun, PatientRecord
from hcclog.report.course.marks import Mark
from hcclog.report.course.memory import Memory
from hcclog.report.course.options import CourseOptions
from hcclog.report.day_axis import DayAxis
from hcclog.rules.verdict import Timeline

_DRAWN = (
    "course",
    "dose_step",
    "hold",
    "procedure",
    "assessment",
    "reported_response",
    "lab_result",
    "adverse_event",
    "outcome",
    "visit",
)
_RESULTS = "lab_result"
# A date less sure than this (an age, a count of years) must not stretch the first view over years.
_SURE_DAYS = 366
_LEAST_PAD_DAYS = 10.0
_PAD_SHARE = 0.035
_OPEN_SHARE = 0.6


@dataclass(slots=True)
class Material:
    """One record on its way to a picture.

    Attributes:
        memory: What is kept from the last drawing.
        open_until: Where the bars of what goes on end: a little after the last known day.
        unplaced: Readings of entries that have no place on the axis, filled while lanes are built.
    """

    record: PatientRecord
    timeline: Timeline
    options: CourseOptions
    memory: Memory = field(default_factory=Memory)
    open_until: float = 1.0
    unplaced: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        """Find the last known day."""
        self.memory.begin(self.chronology)
        days = sure_days(self._spans())
        self.open_until = max(days, default=0.0) + _OPEN_SHARE * pad_of(days)

    @property
    def chronology(self) -> Chronology:
        """The days of the record's dates."""
        return self.timeline.chronology

    def axis(self) -> DayAxis:
        """Return how the days are named."""
        patient, chosen = self.record.patient, self.options
        is_dated = self.chronology.axis is TimeAxis.CALENDAR
        if chosen.counted_from is not None:
            slack = chosen.counted_slack_days
            return DayAxis(
                chosen.counted_from, chosen.counted_label, chosen.unit, slack, is_dated=is_dated
            )
        if is_dated:
            return DayAxis()
        return DayAxis(0.0, patient.day_zero_label, chosen.unit)

    def mark(
        self, table: str, entity_id: str, when: ClinicalDate | None, words: str
    ) -> Mark | None:
        """Return a mark, its reading led by its date; None, and noted, where it has no place."""
        label = self.chronology.label(when)
        reading = f"{label}: {words}"
        span = self.chronology.span(when)
        if span is None:
            self.unplaced.append(reading)
            return None
        return Mark(table, entity_id, span, reading, label)

    def _spans(self) -> Iterator[DaySpan]:
        """Yield the days of what is drawn, once where several share one date."""
        dates: dict[int, ClinicalDate] = {}
        for table in _DRAWN:
            noun = NOUN_OF_TABLE[table]
            if table == _RESULTS:
                continue
            for name in _dates_of(noun):
                of_noun = map(attrgetter(name), getattr(self.record, noun.attribute))
                found = [when for when in of_noun if when is not None]
                dates.update(zip(map(id, found), found, strict=True))
        spans = (self.memory.span(when, self.chronology) for when in dates.values())
        yield from filter(None, spans)
        results = _ENDS.of(self.record, self.chronology)
        for code in results_by_test(self.record):
            yield from results.of(code).answer


def _ends_of(record: PatientRecord, chronology: Chronology, code: str) -> list[DaySpan]:
    """Return the first and the last days of one test's results, of sure and of all dates."""
    labs = results_by_test(record)[code]
    dates = {id(d): d for lab in labs for d in (lab.on, lab.until_on) if d is not None}
    known = [span for span in map(chronology.span, dates.values()) if span is not None]
    known.sort(key=attrgetter("day"))
    sure = [span for span in known if is_sure(span)]
    return [*sure[:1], *sure[-1:], *known[:1], *known[-1:]]


# Thousands of results have two ends.
_ENDS: Kept[list[DaySpan]] = Kept(_ends_of)


@cache
def _dates_of(noun: Noun) -> tuple[str, ...]:
    """Return the fields of a noun that hold dates."""
    hints = get_type_hints(noun.cls)
    return tuple(n for n in noun.columns if ClinicalDate in (hints[n], *get_args(hints[n])))


def sure_days(spans: Iterable[DaySpan]) -> list[float]:
    """Return the middle days of what is known to a year or better; of all where nothing is."""
    known = list(spans)
    sure = [span for span in known if is_sure(span)]
    return [span.day for span in sure or known]


def is_sure(span: DaySpan) -> bool:
    """True for what is known to a year or better."""
    return span.latest - span.earliest <= _SURE_DAYS


def pad_of(days: Sequence[float]) -> float:
    """Return how much room a view of these days has beside them."""
    length = max(days) - min(days) if days else 0.0
    return max(length * _PAD_SHARE, _LEAST_PAD_DAYS)


def padded(days: Sequence[float]) -> tuple[float, float]:
    """Return first and last day with some room beside them."""
    pad = pad_of(days)
    return min(days, default=0.0) - pad, max(days, default=0.0) + pad
