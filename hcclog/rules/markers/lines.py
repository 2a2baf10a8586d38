"""Lines of therapy as markers see them: when each began, and which results lie in it.

A line begins with the first of its courses; a rechallenge is a line of its own. It lasts up to the
start of the next line: what is measured on that day belongs to the next one, as its start value.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from hcclog.domain.chronology import Chronology, DaySpan, length_of
from hcclog.domain.dates import Anchor, ClinicalDate, Offset
from hcclog.domain.therapy import LineOfTherapy

if TYPE_CHECKING:
    from collections.abc import Sequence

    from hcclog.domain.record import PatientRecord
    from hcclog.rules.markers.results import Result


class StartedLine(NamedTuple):
    """A line of therapy whose start has a place in time.

    Attributes:
        line: The line.
        starts: The starts of its courses, each as the event that it is.
        span: The days on which the first of them can lie.
        chronology: The days of the record.
    """

    line: LineOfTherapy
    starts: tuple[ClinicalDate, ...]
    span: DaySpan
    chronology: Chronology

    @property
    def name(self) -> str:
        """The line as shown: ``line 2``."""
        return f"line {self.line.number}"

    def days_to(self, when: ClinicalDate) -> DaySpan | None:
        """Return how many days a date lies after the start, at least and at most.

        The start is the first of several courses: so long after it as after the one from which it
        lies farthest.
        """
        found = [self.chronology.days_between(start, when) for start in self.starts]
        known = [days for days in found if days is not None]
        if not known:
            return None
        days = DaySpan(max(d.earliest for d in known), max(d.latest for d in known))
        stated = self._stated(when)
        return days.cut(stated) if stated else days

    def _stated(self, when: ClinicalDate) -> DaySpan | None:
        """Return the days of a date that is itself counted from the start of this line."""
        form = when.form
        if isinstance(form, Offset) and form.anchor in self._anchors():
            return length_of(form)
        return None

    def _anchors(self) -> tuple[Anchor, ...]:
        return tuple(Anchor("line_of_therapy", self.line.id, edge) for edge in ("on", "start"))


def started_lines(record: PatientRecord, chronology: Chronology) -> tuple[StartedLine, ...]:
    """Return the lines that have a start in time, oldest first."""
    found = []
    for line in record.lines:
        courses = [c for c in record.courses if c.line_id == line.id]
        spans = [span for c in courses if (span := chronology.span(c.start_on))]
        if spans:
            first = DaySpan(min(s.earliest for s in spans), min(s.latest for s in spans))
            starts = tuple(ClinicalDate.at("course", c.id, "start") for c in courses)
            found.append(StartedLine(line, starts, first, chronology))
    return tuple(sorted(found, key=lambda started: (started.span.middle, started.line.number)))


class Place(NamedTuple):
    """Where a result lies among the lines.

    Attributes:
        line: The line that it belongs to; None before any.
        unsure: The line whose start it may lie on the other side of; None where that is certain.
    """

    line: StartedLine | None
    unsure: StartedLine | None = None


def place_of(result: Result, lines: Sequence[StartedLine]) -> Place:
    """Return the last line that began on the day of a result or before, and whether it is sure."""
    own, unsure = None, None
    for line in lines:
        days = line.days_to(result.lab.on)
        if days is not None and days.day >= 0:
            own = line
        if days is not None and days.earliest < 0 <= days.latest:
            unsure = line
    return Place(own, unsure)
