"""What is known of one line of therapy: its start, assessments, and what ended it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from hcclog.domain.response import Category
from hcclog.rules.best_response.best import first_response
from hcclog.rules.best_response.facts import START, Assessed, Distance
from hcclog.rules.endpoints.events import Moment, latest
from hcclog.rules.endpoints.progression import Progression, progression

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from hcclog.domain.chronology import DaySpan
    from hcclog.domain.response import Criteria
    from hcclog.domain.therapy import LineOfTherapy
    from hcclog.rules.best_response.options import BestResponseOptions
    from hcclog.rules.endpoints.events import RecordEvents
    from hcclog.rules.endpoints.switches import Switches
    from hcclog.rules.verdict import SeriesResponse, Timepoint


class LineAnswer(NamedTuple):
    """One assessment after a baseline of the line.

    Attributes:
        difference: Why what a reader reported differs, in a sentence; empty where it does not.
    """

    moment: Moment
    category: Category
    assessment_id: str
    difference: str


class LineFacts:
    """One line of therapy by one set of criteria.

    Attributes:
        start: Start of its first course.
        answers: Its assessments after the start, in order of time.
        counted: Those that count for the best response: none after the next line began.
        baselines: The baselines of its series.
        progression: Its progression; None without one.
        next_line: Start of the next line.
    """

    def __init__(
        self,
        events: RecordEvents,
        line: LineOfTherapy,
        series: Sequence[SeriesResponse],
        criteria: Criteria,
        switches: Switches,
    ) -> None:
        """Read one line; `series` are those of the whole record by the criteria."""
        self.events, self.line = events, line
        self.criteria, self.switches = criteria, switches
        self.chronology = events.chronology
        own = [response for response in series if response.series.line_id == line.id]
        self.start = events.line_start(line)
        self.has_series = bool(own)
        points = [point for response in own for point in response.timepoints]
        self.baselines = [self._assessment(p) for p in points if p.is_baseline]
        self.answers = self._answers(points)
        later = sorted(
            (other for other in events.record.lines if other.number > line.number),
            key=lambda other: other.number,
        )
        starts = (events.line_start(other) for other in later)
        self.next_line = next((start for start in starts if start is not None), None)
        later_ids = {other.id for other in later}
        self.next_baselines = {
            response.series.baseline_assessment_id
            for response in series
            if response.series.line_id in later_ids
        }
        self.counted = [a for a in self.answers if self.is_of_the_line(a)]
        categories = [answer.category for answer in self.answers]
        self.progression: Progression | None = progression(
            categories, unconfirmed=switches.unconfirmed_progression
        )

    def _assessment(self, point: Timepoint) -> Moment:
        found = self.events.moment(
            "assessment", point.assessment.id, point.assessment.on, "the assessment"
        )
        assert found is not None  # noqa: S101 - a series holds only what has a place in time
        return found

    def _answers(self, points: Iterable[Timepoint]) -> list[LineAnswer]:
        """Return each assessment once, by the series that it ends rather than begins."""
        found: dict[str, LineAnswer] = {}
        for point in points:
            if point.is_baseline or point.assessment.id in found:
                continue
            moment = self._assessment(point)
            if self.start is None or self.days(self.start, moment).middle > 0:
                found[point.assessment.id] = LineAnswer(
                    moment, point.overall.value, point.assessment.id, point.difference
                )
        return sorted(found.values(), key=lambda answer: answer.moment.span.middle)

    def is_of_the_line(self, answer: LineAnswer) -> bool:
        """True where an assessment does not surely lie after the start of the next line."""
        return self.next_line is None or not self.surely_before(self.next_line, answer.moment)

    def days(self, first: Moment, second: Moment) -> DaySpan:
        """Return the days from one moment to another, at least and at most."""
        return self.events.days(first, second)

    def surely_before(self, first: Moment, second: Moment) -> bool | None:
        """Return True or False where the order is certain, None where it is not."""
        return self.chronology.surely_before(first.on, second.on)

    @property
    def progressed(self) -> Moment | None:
        """The assessment of the progression."""
        return self.answers[self.progression.at].moment if self.progression else None

    def last_evaluable(self, n: int | None = None) -> Moment | None:
        """Return the last assessment with an answer, among the first `n`; the start without one."""
        chosen = [a for a in self.answers[:n] if a.category is not Category.NE]
        return chosen[-1].moment if chosen else self.start

    def last_evaluable_before(self, moment: Moment) -> Moment | None:
        """Return the last assessment with an answer that does not surely lie after a moment."""
        n = sum(not self.surely_before(moment, answer.moment) for answer in self.answers)
        return self.last_evaluable(n)

    @property
    def response(self) -> Moment | None:
        """The assessment of the first response, confirmed where the switch asks for it."""
        if self.start is None:
            return None
        between = self.distance_from(self.start)
        at = first_response(self.assessed(), self.start.span, self.best_options(), between)
        return None if at is None else self.counted[at].moment

    def best_options(self, *, confirmed: bool | None = None) -> BestResponseOptions:
        """Return how the best response is counted, by the criteria of the line's series."""
        chosen = self.switches.confirmed_response if confirmed is None else confirmed
        return replace(self.switches.best, criteria=self.criteria, confirmed=chosen)

    def stopped(self) -> Moment | None:
        """Return when the last course of the line ended; None while one goes on."""
        courses = [c for c in self.events.record.courses if c.line_id == self.line.id]
        ends = [self.events.course_edge(course, "end") for course in courses]
        return None if None in ends else latest(ends)

    def procedures(self, since: Moment) -> Iterator[Moment]:
        """Yield treatments of tumour at its place, from a moment on."""
        for moment in self.events.procedures():
            if self.days(since, moment).middle >= 0:
                yield moment

    def assessed(self) -> list[Assessed]:
        """Return what the best response is made of."""
        return [Assessed(a.moment.span, a.category, a.moment.label) for a in self.counted]

    def distance_from(self, start: Moment) -> Distance:
        """Return the days between what counts for the best response, by position."""

        def between(first: int, second: int) -> DaySpan:
            one = start if first == START else self.counted[first].moment
            return self.days(one, self.counted[second].moment)

        return between
