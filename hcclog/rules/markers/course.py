"""The course of each marker in each line of therapy: the entry point of the rules on markers."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from hcclog.catalogue.analytes import analyte
from hcclog.catalogue.reading import UnknownCode
from hcclog.domain.by_test import results_by_test
from hcclog.domain.dates import ClinicalDate
from hcclog.domain.therapy import LineOfTherapy
from hcclog.rules.markers.change import (
    Change,
    Lowest,
    change_between,
    change_from_lowest,
    lowest_of,
)
from hcclog.rules.markers.cutoffs import cut_offs_of
from hcclog.rules.markers.doubling import Doubling, doubling
from hcclog.rules.markers.earlier import lowest_before, newest_before
from hcclog.rules.markers.findings import (
    changes_of_method,
    differing,
    procedures_between,
    unusable,
)
from hcclog.rules.markers.lines import StartedLine, growth_words, place_of, started_lines
from hcclog.rules.markers.normal import NormalChange, normal_changes
from hcclog.rules.markers.response import judged_after, response_facts
from hcclog.rules.markers.results import Result, results_of
from hcclog.rules.markers.start import StartValue, start_value
from hcclog.rules.markers.verdict import MarkerVerdict, marker_verdict
from hcclog.rules.verdict import Finding

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from hcclog.domain.chronology import Chronology
    from hcclog.domain.labs import LabResult
    from hcclog.domain.record import PatientRecord
    from hcclog.rules.markers.lines import Place

MARKER = "marker"


@dataclass(frozen=True)
class MarkerPoint:
    """One result and its changes, which are worked out when they are asked for.

    Attributes:
        result: The result.
        start: The start value of the line; None for that value itself and before.
        lowest: The lowest before it in the line, start value included, of those that compare.
        is_after: True where any result of another day is before it in the line.
        previous: The newest comparable result of an earlier day; None for the first.
        place_unsure: Why it is not certain that it lies in this line; empty where it is.
        line_id: The line; None before the first.
    """

    result: Result
    start: Result | None
    lowest: Lowest | None
    is_after: bool
    previous: Result | None
    place_unsure: str
    line_id: str | None
    chronology: Chronology = field(compare=False, repr=False)

    @cached_property
    def from_start(self) -> Change | None:
        """Change from the start value; None for that value itself and before."""
        if self.start is None:
            return None
        return change_between(self.result, self.start, self.chronology)

    @cached_property
    def from_nadir(self) -> Change | None:
        """Change from the lowest before it in the line; None where nothing is before it."""
        if not self.is_after:
            return None
        return change_from_lowest(self.result, self.lowest, self.chronology)

    @cached_property
    def from_previous(self) -> Change | None:
        """Change from the newest comparable result of an earlier day; None for the first."""
        if self.previous is None:
            return None
        return change_between(self.result, self.previous, self.chronology)


class MarkerCourse(NamedTuple):
    """One marker in one line of therapy.

    Attributes:
        analyte: Analyte code.
        line: The line; None for what was measured before the first.
        start: The start value; None before the first line.
        points: The results from the start of the line to the start of the next, oldest first.
        nadir: The lowest of them and the start value, of those comparable with the newest number.
        responses: The answers to the published cut-offs.
        normal_changes: Where it became normal, and where that was lost.
        doublings: Doubling times between results that follow each other.
        findings: What is to settle.
    """

    analyte: str
    line: LineOfTherapy | None
    start: StartValue | None
    points: tuple[MarkerPoint, ...]
    nadir: Lowest | None
    responses: tuple[MarkerVerdict, ...]
    normal_changes: tuple[NormalChange, ...]
    doublings: tuple[Doubling, ...]
    findings: tuple[Finding, ...]

    @property
    def normalised_on(self) -> ClinicalDate | None:
        """When the marker first became normal in this line; None where it did not."""
        found = (each.result.lab.on for each in self.normal_changes if each.normalised)
        return next(found, None)


def marker_courses(
    record: PatientRecord, chronology: Chronology, codes: Iterable[str] | None = None
) -> tuple[MarkerCourse, ...]:
    """Return the course of each marker in each line of therapy.

    Args:
        record: One patient.
        chronology: The days of its dates.
        codes: Which tests; without, every tumour marker, and tests that the catalogue lacks.
    """
    wanted = (
        [code for code in results_by_test(record) if is_marker(code)] if codes is None else codes
    )
    found = _all_courses(record, chronology, wanted)
    return tuple(course for courses in found for course in courses.all())


def points_by_id(
    record: PatientRecord, chronology: Chronology, codes: Iterable[str] | None = None
) -> dict[str, MarkerPoint]:
    """Return each result with its changes, by its id; without codes those of every test."""
    wanted = results_by_test(record) if codes is None else codes
    found = _all_courses(record, chronology, wanted)
    return {point.result.lab.id: point for courses in found for point in courses.points()}


def _all_courses(
    record: PatientRecord, chronology: Chronology, codes: Iterable[str]
) -> Iterator[_Courses]:
    lines = started_lines(record, chronology)
    by_test = results_by_test(record)
    return (
        _Courses(record, chronology, lines, code, by_test.get(code, ()))
        for code in dict.fromkeys(codes)
    )


def is_marker(code: str) -> bool:
    """True for tumour markers; a test that the catalogue lacks is shown rather than hidden."""
    try:
        return analyte(code).kind == MARKER
    except UnknownCode:
        return True


class _Courses:
    """The courses of one marker."""

    def __init__(
        self,
        record: PatientRecord,
        chronology: Chronology,
        lines: Sequence[StartedLine],
        code: str,
        labs: Sequence[LabResult],
    ) -> None:
        self.record, self.chronology = record, chronology
        self.code, self.lines = code, lines
        self.labs = labs
        self.results = results_of(labs, chronology)
        self.places = [place_of(result, lines) for result in self.results]
        self.previous = newest_before(self.results, chronology)

    @cached_property
    def normal(self) -> tuple[NormalChange, ...]:
        """Where the marker became normal, and where that was lost."""
        return tuple(normal_changes(self.results, self.chronology))

    def all(self) -> Iterable[MarkerCourse]:
        """Yield what was before the first line, then line by line; none without a result."""
        before = self._course(None)
        if before.points or before.findings:
            yield before
        for line in self.lines:
            course = self._course(line)
            if course.points or (course.start and course.start.result):
                yield course

    def points(self) -> Iterator[MarkerPoint]:
        """Yield the points of all lines."""
        for line in (None, *self.lines):
            own, start = self._own(line), self._start(line)
            yield from self._points(own, start.result if start else None)

    def _own(self, line: StartedLine | None) -> list[int]:
        """Return the places of the results of a line."""
        return [n for n, place in enumerate(self.places) if place.line is line]

    def _start(self, line: StartedLine | None) -> StartValue | None:
        return start_value(line, self.results, self.code) if line else None

    def _course(self, line: StartedLine | None) -> MarkerCourse:
        own, start = self._own(line), self._start(line)
        first = start.result if start else None
        mine = [self.results[n] for n in own]
        pool, kept = _pool(first, mine), {id(result) for result in mine}
        return MarkerCourse(
            self.code,
            line.line if line else None,
            start,
            tuple(self._points(own, first)),
            self._nadir(pool) if line else None,
            tuple(self._responses(line, start, pool)),
            tuple(change for change in self.normal if id(change.result) in kept),
            tuple(self._doublings(line, own)),
            tuple(self._findings(line, start, mine)),
        )

    def _points(self, own: Sequence[int], first: Result | None) -> Iterator[MarkerPoint]:
        """Yield the results of a line with their changes."""
        mine = [self.results[n] for n in own]
        # Without a result there is nothing that the start value could be one of.
        at_head = first if first is not None and not any(r is first for r in mine) else None
        after_first = at_head is not None
        lowest = lowest_before(at_head, mine, self.chronology)
        for n, (is_after, least) in zip(own, lowest, strict=True):
            now, place = self.results[n], self.places[n]
            yield MarkerPoint(
                now,
                first if after_first else None,
                least,
                is_after and place.line is not None,
                self.previous[n],
                _place_words(now, place),
                place.line.line.id if place.line else None,
                self.chronology,
            )
            after_first = after_first or now is first

    def _nadir(self, pool: Sequence[Result]) -> Lowest | None:
        newest = next((r for r in reversed(pool) if r.bounds is not None), None)
        return lowest_of(pool, newest) if newest else None

    def _responses(
        self, line: StartedLine | None, start: StartValue | None, pool: Sequence[Result]
    ) -> Iterable[MarkerVerdict]:
        if line is None or start is None:
            return
        at = next((k for k, r in enumerate(pool) if r is start.result), -1)
        after = [(r, d) for r in pool[at + 1 :] if (d := line.days_to(r.lab.on)) is not None]
        cut_offs = cut_offs_of(self.code)
        judged = judged_after(start, after, self.chronology) if cut_offs else ()
        for cut_off in cut_offs:
            yield marker_verdict(response_facts(cut_off, start, line.name, judged))

    def _doublings(self, line: StartedLine | None, own: Sequence[int]) -> Iterable[Doubling]:
        for n in own:
            now, then = self.results[n], self.previous[n]
            found = doubling(now, then, self.chronology) if then else None
            if found and then:
                remark = growth_words(line, then, now)
                yield found._replace(sentence=found.sentence + remark)

    def _findings(
        self, line: StartedLine | None, start: StartValue | None, mine: list[Result]
    ) -> Iterable[Finding]:
        if line is None:
            yield from unusable(self.labs, self.chronology)
        pool = _pool(start.result if start else None, mine)
        if line and start and start.result and start.result.bounds and len(pool) > 1:
            yield from procedures_between(self.record, start.result, line)
        yield from differing(mine, self.chronology)
        yield from changes_of_method(pool)


def _pool(first: Result | None, mine: list[Result]) -> list[Result]:
    """Return the start value and the results of a line."""
    return mine if first is None or any(r is first for r in mine) else [first, *mine]


def _place_words(now: Result, place: Place) -> str:
    if place.unsure is None:
        return ""
    return f"It is not certain whether {now.told} lies before the start of {place.unsure.name}."
