"""A rule's answer, with its reason and the clause that it rests on."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from fractions import Fraction
from functools import cached_property
from typing import NamedTuple

from hcclog.domain.assessment import Assessment
from hcclog.domain.chronology import Chronology, DaySpan
from hcclog.domain.response import Category, Criteria, ReportedResponse, ResponseSeries


class Verdict(NamedTuple):
    """One category and why.

    Attributes:
        value: The category.
        sentence: The reason, with its numbers, as a clinician reads it.
        clause: Where the rule stands, such as ``RECIST 1.1, 4.3.1``.
        numbers: The numbers it used, by name, exact; lengths in mm, changes as fractions.
    """

    value: Category
    sentence: str
    clause: str
    numbers: tuple[tuple[str, Fraction], ...] = ()


class Finding(NamedTuple):
    """Something to settle that a rule noticed; it never changes a value.

    Attributes:
        marks: Table and id of each entity that it concerns.
    """

    sentence: str
    clause: str = ""
    marks: tuple[tuple[str, str], ...] = ()


class SumOfDiameters(NamedTuple):
    """The sum over target lesions at one assessment.

    Attributes:
        mm: Sum of what was measured, in mm; None without targets.
        complete: False where a target is missing or not evaluable.
    """

    mm: Fraction | None
    complete: bool


class Timepoint(NamedTuple):
    """Everything the rules say of one assessment in one series by one criteria.

    Attributes:
        is_baseline: True for the baseline, which has a sum and no response.
        change_from_baseline: As a fraction; None where there is none.
        change_from_nadir: As a fraction; None where there is none.
        change_from_nadir_mm: In mm.
        nadir_mm: Smallest complete sum before this assessment, baseline included.
        nadir_at: The assessment that had it.
        new_lesion: ``yes``, ``no`` or ``equivocal``, and why.
        reported: What readers concluded at this assessment.
        agrees: Reported against computed; None where nothing comparable was reported.
        difference: Why they differ, in a sentence; empty where they agree.
        order_unsure: True where an earlier or later assessment may have been the other way round.
    """

    assessment: Assessment
    span: DaySpan | None
    is_baseline: bool
    total: SumOfDiameters
    target: Verdict
    non_target: Verdict
    new_lesion: NewLesionVerdict
    overall: Verdict
    change_from_baseline: Fraction | None = None
    change_from_nadir: Fraction | None = None
    change_from_nadir_mm: Fraction | None = None
    nadir_mm: Fraction | None = None
    nadir_at: Assessment | None = None
    reported: tuple[ReportedResponse, ...] = ()
    agrees: bool | None = None
    difference: str = ""
    order_unsure: bool = False
    findings: tuple[Finding, ...] = ()


class NewLesionVerdict(NamedTuple):
    """Whether new lesions are there: ``yes``, ``no`` or ``equivocal``, with the reason."""

    value: str
    sentence: str
    clause: str
    labels: tuple[str, ...] = ()


class SeriesResponse(NamedTuple):
    """One series by one criteria, its timepoints in order of time."""

    series: ResponseSeries
    criteria: Criteria
    timepoints: tuple[Timepoint, ...]
    findings: tuple[Finding, ...] = ()


class Timeline:
    """All responses of one record, and the days of its dates.

    Attributes:
        chronology: The days of its dates.
        responses: Every series by each criteria.
    """

    def __init__(
        self,
        chronology: Chronology,
        responses: tuple[SeriesResponse, ...] = (),
        find: Callable[[], Iterable[Finding]] = tuple,
    ) -> None:
        """Take the responses; `find` is called where the findings are asked for first."""
        self.chronology, self.responses = chronology, responses
        self._find = find

    @cached_property
    def findings(self) -> tuple[Finding, ...]:
        """What is to settle about the record as a whole; looked for when it is first read."""
        return tuple(self._find())

    def of(self, criteria: Criteria) -> tuple[SeriesResponse, ...]:
        """Return the series as judged by one criteria."""
        return tuple(r for r in self.responses if r.criteria is criteria)
