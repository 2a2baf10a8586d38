"""Invented patients, many and quickly: summaries as of a gathering, without records."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from functools import cache
from random import Random

from hcclog.cohort.summary import (
    Best,
    Change,
    CourseSummary,
    EndpointSummary,
    Fate,
    Judged,
    LineSummary,
    PatientSummary,
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
_ENDPOINTS = (EndpointKey.PFS, EndpointKey.TTP, EndpointKey.DOR, EndpointKey.OS)


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


def _patient(random: Random, k: int) -> PatientSummary:
    n_lines = random.choice((0, 1, 1, 1, 2, 3))
    starts = [0]
    for _ in range(n_lines - 1):
        starts.append(starts[-1] + random.randint(60, 400))
    last = starts[-1] + random.randint(0, 500)
    died = random.random() < 1 / 2
    zero = _FIRST_DAY + random.randint(0, 2500)
    stage = a_stage(random)
    lines = tuple(
        _line(random, n + 1, (zero, start, last, died), stage) for n, start in enumerate(starts)
    )[:n_lines]
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
        courses=tuple(_courses(random, k, lines, last)),
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


def _courses(
    random: Random, k: int, lines: Sequence[LineSummary], last: int
) -> list[CourseSummary]:
    found = []
    for line in lines:
        start = line.since_first.earliest if line.since_first else 0
        for agent in line.agents:
            end = None if line.goes_on else exactly(start + random.randint(0, 200))
            id_ = f"c{k:05}-{line.number}-{agent}"
            course = CourseSummary(id_, agent, line.number, exactly(start), end, line.goes_on)
            found.append(course)
    return found


def _line(
    random: Random, number: int, when: tuple[int, int, int, bool], stage: Stage
) -> LineSummary:
    zero, start, last, died = when
    goes_on = not died and random.random() < 1 / 3
    span = about(random, zero + start)
    return LineSummary(
        id=f"l{number}",
        number=number,
        agents=random.choice(_AGENTS),
        start=span,
        start_label=f"day {start}",
        since_first=exactly(start),
        length=None if goes_on else exactly(random.randint(0, 300)),
        goes_on=goes_on,
        stage=stage,
        judged=tuple(_judged(random, criteria, (start, last, died)) for criteria in CRITERIA),
    )


def _judged(random: Random, criteria: Criteria, when: tuple[int, int, bool]) -> Judged:
    start, last, died = when
    has_series = random.random() < 9 / 10
    changes = tuple(_changes(random, start)) if has_series else ()
    why = "" if any(c.counts and c.change is not None for c in changes) else "Nothing was measured."
    categories = [c.category for c in changes if c.counts]
    best = Best(_best_of(categories), None, "It is invented.") if has_series else None
    responded = best is not None and best.category in {Category.CR, Category.PR}
    return Judged(
        criteria,
        has_series,
        int(has_series),
        changes,
        why,
        best,
        best,
        tuple(
            _endpoint(random, key, (last - start, died), exists=_exists(key, best, responded))
            for key in _ENDPOINTS
        ),
        _endpoint(random, EndpointKey.DOR, (last - start, died), exists=responded),
    )


def _exists(key: EndpointKey, best: Best | None, responded: bool) -> bool:
    if key is EndpointKey.DOR:
        return responded
    return key is EndpointKey.OS or best is not None


def _best_of(categories: Sequence[Category]) -> Category:
    order = (Category.CR, Category.PR, Category.SD, Category.PD)
    return next((each for each in order if each in categories), Category.NE)


def _changes(random: Random, start: int) -> list[Change]:
    size, smallest, counts = 100, 100, True
    found = []
    for n in range(random.randint(0, 6)):
        size = max(0, size + random.randint(-40, 30))
        missed = random.random() < 1 / 10
        category = Category.NE if missed else _category(size, smallest)
        smallest = smallest if missed else min(size, smallest)
        days = about(random, 60 * (n + 1))
        since_first = DaySpan(days.earliest + start, days.latest + start)
        change = None if missed else Fraction(size - 100, 100)
        label = f"day {60 * (n + 1)}"
        found.append(Change(f"a{n}", label, days, since_first, change, category, counts))
        counts = counts and category is not Category.PD
    return found


def _category(size: int, smallest: int) -> Category:
    if not size:
        return Category.CR
    if size >= smallest + 5 and 5 * size >= 6 * smallest:
        return Category.PD
    return Category.PR if size <= 70 else Category.SD


def _endpoint(
    random: Random, key: EndpointKey, when: tuple[int, bool], *, exists: bool
) -> EndpointSummary:
    length, died = when
    if not exists:
        return EndpointSummary(key, None, None, "There is nothing to count.")
    if key is EndpointKey.OS:
        return EndpointSummary(key, exactly(length), died, "It is invented.")
    days = about(random, random.randint(0, max(length, 0)))
    return EndpointSummary(key, days, random.random() < 2 / 3, "It is invented.")
