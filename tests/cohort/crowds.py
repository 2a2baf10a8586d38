"""Invented patients, many and quickly: summaries as of a gathering, without records."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from functools import cache
from itertools import pairwise
from random import Random
from typing import NamedTuple

from hcclog.cohort.summary import (
    Best,
    Change,
    CourseSummary,
    EndpointSummary,
    Fate,
    Judged,
    LineSummary,
    PatientSummary,
    Responded,
    Stage,
    Years,
)
from hcclog.domain.day_spans import DaySpan
from hcclog.domain.patient import Aetiology, Sex, TimeAxis
from hcclog.domain.response import Category, Criteria
from hcclog.rules.endpoints.rules import EndpointKey

CRITERIA = (Criteria.RECIST_1_1, Criteria.MRECIST)
_AGENTS = (("lenvatinib",), ("atezolizumab", "bevacizumab"), ("sorafenib",), ("regorafenib",))
_FIRST_DAY = 737_000
_MEASURED = (EndpointKey.PFS, EndpointKey.TTP, EndpointKey.DOR)


@cache
def crowd(n: int, seed: int = 1) -> tuple[PatientSummary, ...]:
    """Return so many patients, the same in every run."""
    random = Random(seed)
    return tuple(_patient(random, k) for k in range(n))


def exactly(day: int) -> DaySpan:
    """Return a day that is known."""
    return DaySpan(day, day)


def about(random: Random, day: int) -> DaySpan:
    """Return a day, in one of four known to half a month only."""
    slack = 15 if day > 15 and random.random() < 1 / 4 else 0
    return DaySpan(day - slack, day + slack)


class _Span(NamedTuple):
    """When a line was given: days since the first line, and how the patient fared after it."""

    start: int
    until: int
    last: int
    died: bool


def _patient(random: Random, k: int) -> PatientSummary:
    edges = [0]
    for _ in range(n_lines := random.choice((0, 1, 1, 1, 2, 3))):
        edges.append(edges[-1] + random.randint(30, 400))
    last = edges[-1] + random.randint(0, 500)
    died = random.random() < 1 / 2
    zero = _FIRST_DAY + random.randint(0, 2500)
    stage = a_stage(random)
    spans = [_Span(*edge, last, died) for edge in pairwise(edges)]
    lines = tuple(_line(random, n + 1, zero, span, stage) for n, span in enumerate(spans))
    return PatientSummary(
        id=f"p{k:05}",
        code=f"HCC-{k:05}",
        sex=random.choice(tuple(Sex)),
        age=Years(age := random.randint(30, 85), age),
        aetiologies=tuple(random.sample(tuple(Aetiology), random.choice((0, 1, 1, 2)))),
        cirrhosis=random.choice((True, False, None)),
        axis=TimeAxis.CALENDAR if random.random() < 9 / 10 else TimeAxis.RELATIVE,
        stage=stage,
        lines=lines,
        courses=tuple(_courses(k, lines)),
        fate=a_fate(n_lines, last, died=died),
    )


def a_stage(random: Random) -> Stage:
    """Return what was stated, sometimes nothing."""
    return Stage(
        random.choice(("A", "B", "C", None)),
        random.choice(("IIa", "IIIb", None)),
        random.choice(("A", "B", None)),
        random.choice((0, 1, 2, None)),
    )


def a_fate(n_lines: int, last: int, *, died: bool) -> Fate:
    """Return how it ended; days count from a first line, where there is one."""
    span = exactly(last) if n_lines else None
    return Fate(alive=not died, death=span if died else None, last_news=span)


def _courses(k: int, lines: Sequence[LineSummary]) -> list[CourseSummary]:
    found = []
    for line in lines:
        start = line.since_first.earliest if line.since_first else 0
        end = None if line.length is None else exactly(start + line.length.earliest)
        for agent in line.agents:
            id_ = f"c{k:05}-{line.number}-{agent}"
            course = CourseSummary(id_, agent, line.number, exactly(start), end, line.goes_on)
            found.append(course)
    return found


def _line(random: Random, number: int, zero: int, span: _Span, stage: Stage) -> LineSummary:
    is_last = span.last - span.until < 200
    goes_on = is_last and not span.died and random.random() < 2 / 3
    return LineSummary(
        id=f"l{number}",
        number=number,
        agents=random.choice(_AGENTS),
        start=about(random, zero + span.start),
        start_label=f"day {span.start}",
        since_first=exactly(span.start),
        length=None if goes_on else exactly(span.until - span.start),
        goes_on=goes_on,
        stage=stage,
        judged=tuple(_judged(random, criteria, span) for criteria in CRITERIA),
    )


def _judged(random: Random, criteria: Criteria, span: _Span) -> Judged:
    has_series = random.random() < 9 / 10
    changes = tuple(_changes(random, span)) if has_series else ()
    why = "" if any(c.counts and c.change is not None for c in changes) else "Nothing was measured."
    counted = [c for c in changes if c.counts]
    best = Best(_best_of([c.category for c in counted]), None, "Invented.") if has_series else None
    ends = tuple(_endpoints(span, counted)) if has_series else tuple(map(_nothing, _MEASURED))
    duration = next(each for each in ends if each.key is EndpointKey.DOR)
    alive = EndpointSummary(
        EndpointKey.OS, exactly(span.last - span.start), span.died, "Invented.", (), None
    )
    responses = (c for c in counted if c.category in {Category.CR, Category.PR})
    first = next(responses, None)
    responded = Responded(first.category, first.label, first.since_first) if first else None
    all_ends = (*ends, alive)
    n_series = int(has_series)
    return Judged(
        criteria, has_series, n_series, changes, why, best, best, all_ends, duration, responded
    )


def _nothing(key: EndpointKey) -> EndpointSummary:
    return EndpointSummary(key, None, None, "There is nothing to count.")


def _endpoints(span: _Span, counted: Sequence[Change]) -> list[EndpointSummary]:
    """Return progression-free survival, time to progression and duration of response."""
    response = next((c for c in counted if c.category in {Category.CR, Category.PR}), None)
    last = counted[-1] if counted else None
    progressed = last is not None and last.category is Category.PD
    days = last.since_baseline if last else exactly(0)
    ended = last.since_first if last else None
    dies = span.died and not progressed and span.last - span.until < 100
    found = [
        EndpointSummary(
            EndpointKey.PFS,
            exactly(span.last - span.start) if dies else days,
            progressed or dies,
            "Invented.",
            (),
            exactly(span.last) if dies else ended,
        ),
        EndpointSummary(EndpointKey.TTP, days, progressed, "Invented.", (), ended),
        _nothing(EndpointKey.DOR),
    ]
    if response is not None:
        first = response.since_baseline
        least, most = days.earliest - first.latest, days.latest - first.earliest
        length = DaySpan(max(0, least), max(0, most))
        found[2] = EndpointSummary(EndpointKey.DOR, length, progressed, "Invented.", (), ended)
    return found


def _best_of(categories: Sequence[Category]) -> Category:
    order = (Category.CR, Category.PR, Category.SD, Category.PD)
    return next((each for each in order if each in categories), Category.NE)


def _changes(random: Random, span: _Span) -> list[Change]:
    size, smallest, counts = 100, 100, True
    found = []
    for n in range(min(8, (span.until - span.start) // 45)):
        size = max(0, size + random.randint(-40, 30))
        missed = random.random() < 1 / 10
        category = Category.NE if missed else _category(size, smallest)
        smallest = smallest if missed else min(size, smallest)
        days = about(random, 45 * (n + 1))
        since_first = DaySpan(days.earliest + span.start, days.latest + span.start)
        change = None if missed else Fraction(size - 100, 100)
        label = f"day {45 * (n + 1)}"
        found.append(Change(f"a{n}", label, days, since_first, change, category, counts))
        counts = counts and category is not Category.PD
    return found


def _category(size: int, smallest: int) -> Category:
    if not size:
        return Category.CR
    if size >= smallest + 5 and 5 * size >= 6 * smallest:
        return Category.PD
    return Category.PR if size <= 70 else Category.SD
